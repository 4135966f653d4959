import { h } from "./dom.js";
import { placeOf, stepOf } from "./journey.js";
import { because, duration, money, shortId } from "./words.js";

const MOST_SHOWN = 12;

/** As many new ones in a second as do not make the list run away. */
const MOST_NEW = 3;

/**
 * The latest orders, each a link that opens it; the arrow keys go from one to the next. It holds still while somebody chooses in it.
 *
 * @returns {{element: Element, hear: (event: object) => void, show: () => void, begin: (orders: object[]) => void}}
 */
export function latest() {
  let fresh = [];
  let shown = [];
  const list = h("ul", { class: "latest", "aria-label": "Latest orders", onkeydown: onArrow });
  const held = h("p", { class: "hint" }, "The list holds still while you choose.");
  held.hidden = true;

  function hear({ type, correlationid: id, time, data }) {
    const place = placeOf(type);
    if (!place) {
      return;
    }
    if (place.step === "placed") {
      fresh = [{ id, total: data.total, placed: Date.parse(time), says: "placed", tone: "info", took: null }, ...fresh].slice(0, MOST_SHOWN);
      return;
    }
    const order = shown.find((it) => it.id === id) ?? fresh.find((it) => it.id === id);
    if (order && place.step === "ended") {
      order.says = place.isBad ? `cancelled: ${because(data.reason)}` : "confirmed";
      order.tone = place.isBad ? "bad" : "good";
      order.took = Date.parse(time) - order.placed;
    } else if (order && order.took === null && place.step !== "told") {
      const { good, bad } = stepOf(place.step);
      order.says = (place.isBad ? bad : good)[1];
    }
  }

  function show() {
    const isHeld = list.matches(":hover, :focus-within");
    held.hidden = !isHeld || fresh.length === 0;
    if (!isHeld) {
      shown = [...fresh.slice(0, MOST_NEW), ...shown].slice(0, MOST_SHOWN);
      fresh = [];
      list.replaceChildren(...shown.map(line));
    }
  }

  return {
    element: h("div", {}, h("h3", {}, "Latest orders"), list, held),
    hear,
    show,
    begin(orders) {
      shown = orders.map(({ id, total, status, reason, placedAt }) => ({
        id, total, placed: Date.parse(placedAt), took: null, ...STATUS[status](reason),
      }));
    },
  };
}

const STATUS = {
  PLACED: () => ({ says: "placed", tone: "info" }),
  CREDIT_RESERVED: () => ({ says: "payment asked for", tone: "info" }),
  CONFIRMED: () => ({ says: "confirmed", tone: "good" }),
  CANCELLED: (reason) => ({ says: `cancelled: ${because(reason)}`, tone: "bad" }),
};

function line({ id, total, says, tone, took }) {
  return h("li", {}, h("a", { href: `#/orders/${id}` },
    h("span", { class: "id" }, shortId(id)),
    h("span", { class: "num" }, money(total)),
    h("span", { class: tone }, says),
    h("span", { class: "num soft" }, took === null ? "" : duration(took))));
}

function onArrow(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) {
    const links = [...event.currentTarget.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
    event.preventDefault();
  }
}
