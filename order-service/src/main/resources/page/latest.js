import { h, setText } from "./dom.js";
import { placeOf, stepOf } from "./journey.js";
import { because, duration, money, shortId } from "./words.js";

const MOST_SHOWN = 12;

/** As many new ones in a second as do not make the list run away. */
const MOST_NEW = 3;

/** The newest ones, and the opened one as long as it was there: whoever comes back from it finds it. Pure. */
export function successors(fresh, shown, opened) {
  const all = [...fresh.slice(0, MOST_NEW), ...shown];
  const newest = all.slice(0, MOST_SHOWN);
  const kept = all.slice(MOST_SHOWN).find((it) => it.id === opened);
  return kept ? [...newest.slice(0, -1), kept] : newest;
}

/**
 * The latest orders, each a link that opens it; the arrow keys go from one to the next. None comes or goes while somebody chooses among
 * them, and what becomes of each is told all the same.
 *
 * @returns {{element: Element, hear: (event: object) => void, show: () => void, begin: (orders: object[]) => void}}
 */
export function latest() {
  let fresh = [];
  let shown = [];
  let opened = null;
  let isKnown = false;
  const lines = new Map();
  const list = h("ul", { class: "latest", "aria-label": "Latest orders", onkeydown: onArrow });
  const empty = h("p", { class: "soft" }, "No orders yet. Below, a button places some.");
  const held = h("p", { class: "hint" }, "None is added while you choose.");

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
      shown = successors(fresh, shown, opened);
      fresh = [];
      arrange();
    }
    tell();
  }

  function tell() {
    empty.hidden = shown.length > 0 || !isKnown;
    shown.forEach((order) => lines.get(order.id).show(order, order.id === opened));
  }

  /** A line stays the element that it is, so that a click never misses it. */
  function arrange() {
    const ids = new Set(shown.map((it) => it.id));
    [...lines.keys()].filter((id) => !ids.has(id)).forEach((id) => {
      lines.get(id).element.remove();
      lines.delete(id);
    });
    shown.forEach((order, at) => {
      const known = lines.get(order.id) ?? line(order);
      lines.set(order.id, known);
      if (list.children[at] !== known.element) {
        list.insertBefore(known.element, list.children[at] ?? null);
      }
    });
  }

  /** It stays opened while one goes to other sections. */
  function follow() {
    opened = /^#\/orders\/(.+)$/.exec(location.hash)?.[1] ?? opened;
    tell();
  }

  addEventListener("hashchange", follow);
  follow();

  return {
    element: h("div", {}, h("h3", {}, "Latest orders"), empty, list, held),
    hear,
    show,
    begin(orders) {
      const news = new Set(fresh.map((it) => it.id));
      shown = orders.filter(({ id }) => !news.has(id)).map(({ id, total, status, reason, placedAt }) => ({
        id, total, placed: Date.parse(placedAt), took: null, ...STATUS[status](reason),
      }));
      isKnown = true;
      arrange();
      tell();
    },
  };
}

const STATUS = {
  PLACED: () => ({ says: "placed", tone: "info" }),
  CREDIT_RESERVED: () => ({ says: "payment asked for", tone: "info" }),
  CONFIRMED: () => ({ says: "confirmed", tone: "good" }),
  CANCELLED: (reason) => ({ says: `cancelled: ${because(reason)}`, tone: "bad" }),
};

function line({ id, total }) {
  const state = h("span");
  const time = h("span", { class: "num soft" });
  const link = h("a", { href: `#/orders/${id}` },
    h("span", { class: "id" }, shortId(id)), h("span", { class: "num" }, money(total)), state, time);

  function show({ says, tone, took }, isOpened) {
    state.className = tone;
    setText(state, says);
    setText(time, took === null ? "" : duration(took));
    link.setAttribute("aria-current", isOpened);
  }

  return { element: h("li", {}, link), show };
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
