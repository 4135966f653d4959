// How things are said, the same in all panels. Pure.

/** An id's end tells one from another: the beginning is the time. */
export const shortId = (id) => (id ? `…${id.slice(-8)}` : "");

export const money = (it) => (it ? `${it.amount} ${it.currency}` : "");

/** 9 ms, 1.2 s, 45 s, 3 min 20 s, 2 h 5 min. */
export function duration(millis) {
  const ms = Math.max(0, Math.round(millis));
  if (ms < 1_000) {
    return `${ms} ms`;
  }
  if (ms < 10_000) {
    return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  }
  const seconds = Math.floor(ms / 1_000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** 0.4, 7.5, 312: as many digits as one reads at a glance. */
export const rate = (perSecond) => (perSecond === 0 ? "0" : perSecond < 10 ? perSecond.toFixed(1) : String(Math.round(perSecond)));

/** 1 order, 2 orders. */
export const count = (n, thing) => `${n.toLocaleString("en")} ${thing}${n === 1 ? "" : "s"}`;

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** 20:58:01, in the reader's time zone. */
export const clock = (time) => CLOCK.format(new Date(time));

const REASONS = {
  UNKNOWN_USER: "the user is not known",
  INSUFFICIENT_CREDIT: "the credit is not enough",
  CURRENCY_MISMATCH: "the credit is in another currency",
  CREDIT_TIMEOUT: "nobody answered about the credit in time",
  PAYMENT_TIMEOUT: "nobody answered about the payment in time",
  PAYMENT_DECLINED: "the payment was declined",
  BY_CUSTOMER: "the customer wanted it",
  DECLINED_BY_PROVIDER: "the provider declined it",
  ORDER_CANCELLED: "the order was cancelled before",
  REFUND_REFUSED: "the provider refuses the refund",
  CAPTURE_UNKNOWN: "nobody knows whether the money was taken",
  REFUND_UNKNOWN: "nobody knows whether the money was given back",
  NO_ADDRESS: "there is no address to write to",
};

/** Why, of orders, payments and notifications. A reason that is not known here is said as it is. */
export const because = (reason) => REASONS[reason] ?? reason;
