import { Problem } from "./api.js";
import { ask } from "./dialog.js";
import { h, setText } from "./dom.js";
import { orderView } from "./order-view.js";
import { shortId } from "./words.js";

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** Several events come within a few milliseconds, and the services store what they say before they say it. */
const TOGETHER_MILLIS = 150;

/** One order, opened by #/orders/ID and kept as it is now. */
export function mount(section, { api, feed, onSecond, say }) {
  const heading = section.querySelector("h2");
  const field = h("input", { id: "order-id", size: "38", autocomplete: "off", spellcheck: "false", placeholder: "its id", "aria-label": "Id of the order" });
  const open = h("form", { class: "row", id: "open-order", onsubmit: openTyped }, field, h("button", { type: "submit" }, "Open"));
  const trouble = h("p", { class: "problem", role: "alert", hidden: true });
  const hint = h("p", { class: "hint" }, "Choose an order of the list above, or enter an id.");
  const place = h("div", { id: "order-view" });
  section.append(open, trouble, hint, place);

  let id = null;
  let view = null;
  let timer = null;

  function openTyped(event) {
    event.preventDefault();
    const typed = ID.exec(field.value);
    if (typed) {
      location.hash = `#/orders/${typed[0].toLowerCase()}`;
    } else {
      tell(`"${field.value}" holds no id of an order, such as 019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071.`);
    }
  }

  function tell(text) {
    setText(trouble, text);
    trouble.hidden = text === "";
  }

  function follow() {
    const wanted = /^#\/orders\/([0-9a-f-]{36})$/.exec(location.hash)?.[1];
    if (!wanted) {
      return;
    }
    id = wanted;
    view = null;
    hint.hidden = true;
    setText(heading, `Order ${shortId(id)}`);
    place.replaceChildren();
    heading.focus({ preventScroll: true });
    section.scrollIntoView({ block: "start" });
    load();
  }

  async function load() {
    timer = null;
    const wanted = id;
    try {
      const order = await api.get(`/orders/${wanted}`);
      const [events, payments, notifications] = await Promise.all([
        part(`/orders/${wanted}/events?limit=100`), part(`/payments?orderId=${wanted}`), part(`/notifications?orderId=${wanted}`),
      ]);
      if (wanted === id) {
        tell("");
        show({ order, events, payments, notifications });
      }
    } catch (e) {
      if (!(e instanceof Problem)) {
        throw e;
      }
      tell(e.status === 404 ? `There is no order ${wanted}, or it is somebody else's.` : e.message);
    }
  }

  /** What another service tells of it: if it does not answer, the rest is shown all the same. */
  async function part(path) {
    try {
      return { items: (await api.get(path)).items, trouble: null };
    } catch (e) {
      return { items: [], trouble: e.message };
    }
  }

  function show(all) {
    if (!view) {
      view = orderView({ onCancel: cancel });
      place.replaceChildren(view.element);
    }
    view.show(all);
  }

  async function cancel() {
    const title = `Cancel order ${shortId(id)}?`;
    const text = "What was paid is given back, and the credit released. It cannot be confirmed again.";
    if ((await ask({ title, text, action: "Cancel the order" })) === null) {
      return;
    }
    try {
      await api.post(`/orders/${id}/cancel`);
      say(`Order ${shortId(id)} is cancelled; credit and money follow.`);
      await load();
    } catch (e) {
      say(e.message, true);
    }
  }

  feed.on((event) => {
    if (event.correlationid === id && timer === null) {
      timer = setTimeout(load, TOGETHER_MILLIS);
    }
  });
  feed.onState(({ name }) => {
    if (name === "connected" && id) {
      load();
    }
  });
  onSecond(() => view?.tick());
  addEventListener("hashchange", follow);
  follow();
}
