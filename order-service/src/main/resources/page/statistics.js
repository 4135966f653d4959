import { placeOf } from "./journey.js";

/** What an order waits for after a step; after any other it waits for nobody. */
const WAITS_AFTER = { placed: "credit", credit: "asked", asked: "payment", payment: "ended", ended: "told" };

/** Some MB. Whoever waits longest is forgotten first. */
const MOST_OPEN = 100_000;

/** The value below which that share of sorted numbers lies; null of none. */
export const quantile = (sorted, share) => (sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);

const nothing = () => ({ accepted: 0, confirmed: 0, cancelled: 0, steps: new Map(), millis: [] });

/**
 * Counts everything that the feed tells, second by second. What came before it was asked is unknown to it, unless it is told by `remember`.
 *
 * @param {number} length seconds that are kept
 */
export function statistics(length = 120) {
  const seconds = [];
  let now = nothing();
  let accepted = 0;

  /** Step that is waited for → order → since when, in the order of coming. */
  const waiting = new Map(Object.values(WAITS_AFTER).map((step) => [step, new Map()]));
  const placedAt = new Map();

  /** Heard of since it was forgotten who waits, until that is remembered. */
  let news = null;

  function move(order, step, at) {
    waiting.forEach((orders) => orders.delete(order));
    const orders = waiting.get(WAITS_AFTER[step]);
    if (orders) {
      orders.set(order, at);
      forgetOldest(orders);
    }
  }

  function forgetOldest(map) {
    if (map.size > MOST_OPEN) {
      map.delete(map.keys().next().value);
    }
  }

  function end(order, isBad, at) {
    now[isBad ? "cancelled" : "confirmed"]++;
    const begun = placedAt.get(order);
    if (begun !== undefined) {
      now.millis.push(Math.max(0, at - begun));
      placedAt.delete(order);
    }
  }

  return {
    /** @param {{type: string, correlationid: string, time: string}} event */
    hear({ type, correlationid: order, time }) {
      const place = placeOf(type);
      if (!place || !order) {
        return;
      }
      news?.add(order);
      const at = Date.parse(time);
      const key = place.isBad ? `${place.step}!` : place.step;
      now.steps.set(key, (now.steps.get(key) ?? 0) + 1);
      if (place.step === "placed") {
        now.accepted++;
        accepted++;
        placedAt.set(order, at);
        forgetOldest(placedAt);
      } else if (place.step === "ended") {
        end(order, place.isBad, at);
      }
      // The events of several speakers come in any order: nobody goes back.
      if (place.step === "ended" || place.step === "told" || placedAt.has(order)) {
        move(order, place.step, at);
      }
    },

    /** Forgets who waits and how many there were: something was not heard. */
    forget() {
      accepted = 0;
      placedAt.clear();
      waiting.forEach((orders) => orders.clear());
      news = new Set();
    },

    /**
     * The orders that were open when somebody looked after that. What was heard of one meanwhile is newer.
     *
     * @param {{order: string, step: string, placed: number, since: number}[]} open the step that each has made, and when
     */
    remember(open) {
      for (const { order, step, placed, since } of open.filter((it) => !news?.has(it.order))) {
        placedAt.set(order, placed);
        move(order, step, since);
      }
      news = null;
    },

    /** Ends a second. */
    next() {
      now.millis.sort((a, b) => a - b);
      seconds.push(now);
      now = nothing();
      if (seconds.length > length) {
        seconds.shift();
      }
    },

    /** How many were accepted since it was forgotten how many. */
    accepted: () => accepted,

    /** How many wait for a step, and since when (epoch milliseconds) the first of them does. */
    waitingFor(step) {
      const orders = waiting.get(step) ?? new Map();
      return { count: orders.size, since: orders.size === 0 ? null : orders.values().next().value };
    },

    /** Means per second of the last few seconds, and what half and 99 of 100 of their orders took at most, in milliseconds. */
    recent(few = 10) {
      const last = seconds.slice(-few);
      const mean = (of) => last.reduce((sum, second) => sum + of(second), 0) / Math.max(1, last.length);
      const millis = last.flatMap((second) => second.millis).sort((a, b) => a - b);
      return {
        accepted: mean((second) => second.accepted),
        confirmed: mean((second) => second.confirmed),
        cancelled: mean((second) => second.cancelled),
        step: (key) => mean((second) => second.steps.get(key) ?? 0),
        half: quantile(millis, 0.5),
        most: quantile(millis, 0.99),
      };
    },

    /** Of each second that is kept, the oldest first: seconds from now, and a column of numbers for each name. */
    columns: () => ({
      x: Array.from({ length }, (_, i) => i - length + 1),
      ...Object.fromEntries(
        Object.entries({
          accepted: (second) => second.accepted,
          confirmed: (second) => second.confirmed,
          cancelled: (second) => second.cancelled,
          half: (second) => quantile(second.millis, 0.5),
          most: (second) => quantile(second.millis, 0.99),
        }).map(([name, of]) => [name, [...new Array(length - seconds.length).fill(null), ...seconds.map(of)]]),
      ),
    }),
  };
}
