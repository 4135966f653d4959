// The way of an order through the services, as the events of the contract tell it. Pure.

export const SERVICES = ["order-service", "user-service", "payment-service", "notification-service"];

/**
 * The steps in their order. `good` and `bad` are what is said there, and with which word it is counted; `column` is where the step stands
 * in the map, `next` where the order goes from there.
 */
export const STEPS = [
  { id: "placed", column: 1, service: "order-service", good: ["order.placed", "placed"], next: "credit" },
  { id: "credit", column: 2, service: "user-service", good: ["user.credit-reserved", "credit reserved"], bad: ["user.credit-refused", "refused"], next: "asked" },
  { id: "asked", column: 3, service: "order-service", good: ["order.payment-requested", "payment asked for"], next: "payment" },
  { id: "payment", column: 4, service: "payment-service", good: ["payment.captured", "money captured"], bad: ["payment.declined", "declined"], next: "ended" },
  { id: "ended", column: 5, service: "order-service", good: ["order.confirmed", "confirmed"], bad: ["order.cancelled", "cancelled"], next: "told" },
  { id: "told", column: 6, service: "notification-service", good: ["notification.sent", "email sent"], bad: ["notification.failed", "not told"] },
  { id: "released", column: 6, service: "user-service", good: ["user.credit-released", "credit released"] },
  { id: "refunded", column: 6, service: "payment-service", good: ["payment.refunded", "money refunded"] },
];

/** What an order is undone by: nobody waits there. */
export const UNDOING = new Set(["released", "refunded"]);

const BY_TYPE = new Map(
  STEPS.flatMap((step) => [
    [step.good[0], { step: step.id, isBad: false }],
    ...(step.bad ? [[step.bad[0], { step: step.id, isBad: true }]] : []),
  ]),
);

const BY_ID = new Map(STEPS.map((step) => [step.id, step]));

export const stepOf = (id) => BY_ID.get(id);

/**
 * Where an event belongs on the way, whatever its version.
 *
 * @returns {{step: string, isBad: boolean}|undefined} nothing if it is none of an order's
 */
export const placeOf = (type) => BY_TYPE.get(type.replace(/\.v\d+$/, ""));
