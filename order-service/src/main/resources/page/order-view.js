import { h, setText, table } from "./dom.js";
import { eventInWords, orderInWords, speakerOf } from "./order-words.js";
import { because, clock, duration, money } from "./words.js";

/**
 * An order as it stands, its timeline, and what others tell of it.
 *
 * @param {{onCancel: () => void}} actions
 * @returns {{element: Element, show: (all: object) => void, tick: () => void}} `tick` is for the countdown
 */
export function orderView({ onCancel }) {
  const state = h("p", { id: "order-state", role: "status" });
  const waits = h("dd", { id: "order-waits" });
  const next = h("dd", { id: "order-next" });
  const facts = h("dl");
  const cancel = h("button", { type: "button", id: "cancel-order", class: "danger", onclick: onCancel }, "Cancel the order…");
  const parts = h("div");
  let order = null;

  function tick() {
    if (order) {
      setText(waits, waitsFor(order));
    }
  }

  return {
    element: h("div", {},
      state,
      h("dl", {}, h("dt", {}, "Waits for"), waits, h("dt", {}, "What comes next"), next),
      facts, h("div", { class: "row" }, cancel), parts),
    tick,
    show(all) {
      order = all.order;
      const words = orderInWords(order);
      state.className = `big ${words.tone}`;
      setText(state, words.state);
      setText(next, words.next);
      cancel.hidden = order.status === "CANCELLED";
      facts.replaceChildren(...factsOf(order, all.events.items));
      parts.replaceChildren(...timeline(all.events), ...payments(all.payments), ...notifications(all.notifications));
      tick();
    },
  };
}

function waitsFor(order) {
  const { waits } = orderInWords(order);
  if (!order.deadline) {
    return waits;
  }
  const left = Date.parse(order.deadline) - Date.now();
  const until = left > 0 ? `for ${duration(Math.ceil(left / 1_000) * 1_000)} more` : "which has passed: it is about to be cancelled";
  return `${waits}, until ${clock(order.deadline)}, ${until}`;
}

function factsOf(order, events) {
  const fact = (name, ...value) => [h("dt", {}, name), h("dd", {}, ...value)];
  const items = order.items.map((it) => `${it.quantity} × ${it.sku} at ${money(it.unitPrice)}`).join(", ");
  const trace = events[0]?.traceId;
  return [
    fact("Id", h("span", { class: "id" }, order.id)),
    fact("Total", `${money(order.total)} (${items})`),
    fact("Paid with", h("code", {}, order.paymentMethod)),
    fact("Placed", clock(order.placedAt)),
    fact("User", h("span", { class: "id" }, order.userId)),
    trace ? fact("Trace", h("a", { href: `#/traces/${trace}`, class: "id", id: "order-trace" }, trace)) : [],
  ].flat();
}

function timeline({ items, trouble }) {
  const begun = items.length > 0 ? Date.parse(items[0].handledAt) : 0;
  const rows = items.map(({ type, direction, handledAt }) => [
    h("td", { class: "num" }, `+${duration(Date.parse(handledAt) - begun)}`),
    clock(handledAt), speakerOf(type), eventInWords(type),
    direction === "RECEIVED" ? "heard" : "said",
    h("td", {}, h("code", {}, type)),
  ]);
  return titled("Timeline", trouble, table("Timeline of the order", ["After", "At", "Who", "Did what", "The order", "Event"], rows, { id: "order-timeline" }), items);
}

function payments({ items, trouble }) {
  const rows = items.map((it) => [money(it.amount), it.status + (it.reason ? `: ${because(it.reason)}` : ""), clock(it.updatedAt), it.providerReference ?? ""]);
  return titled("Payment", trouble, table("Payments of the order", ["Amount", "Status", "Since", "The provider calls it"], rows), items);
}

function notifications({ items, trouble }) {
  const rows = items.map((it) => [it.template, it.channel, it.status + (it.reason ? `: ${because(it.reason)}` : ""), clock(it.updatedAt)]);
  return titled("Notifications", trouble, table("Notifications about the order", ["About", "By", "Status", "Since"], rows), items);
}

function titled(title, trouble, content, items) {
  const none = h("p", { class: "soft" }, "None yet.");
  return [h("h3", {}, title), trouble ? h("p", { class: "problem" }, trouble) : items.length === 0 ? none : content];
}
