import { because } from "./words.js";

const UNDONE = {
  "credit release": "user-service to release the credit",
  refund: "payment-service to give the money back, or to say that it took none",
  "credit release and refund": "user-service to release the credit, and payment-service to give the money back or to say that it took none",
};

/**
 * An order's state for people: where it is, whom it waits for, what comes next. Pure.
 *
 * @param {{status: string, reason: ?string, settled: boolean, waitingFor: ?string}} order
 * @returns {{state: string, tone: string, waits: string, next: string}}
 */
export function orderInWords({ status, reason, settled, waitingFor }) {
  switch (status) {
    case "PLACED":
      return {
        state: "Placed", tone: "info",
        waits: "user-service to reserve the credit",
        next: "Once the credit is reserved, the payment is asked for. If it is refused, or nobody answers in time, the order is cancelled.",
      };
    case "CREDIT_RESERVED":
      return {
        state: "Credit reserved, payment asked for", tone: "info",
        waits: "payment-service to capture the money",
        next: "Once the money is captured, the order is confirmed and the customer gets an email. If it is declined, or nobody answers in time, the order is cancelled and the credit released.",
      };
    case "CONFIRMED":
      return {
        state: "Confirmed", tone: "good",
        waits: "nobody",
        next: "Nothing. If somebody cancels it, the money is given back and the credit released.",
      };
    default:
      return {
        state: `Cancelled: ${because(reason)}`, tone: "bad",
        waits: settled ? "nobody" : (UNDONE[waitingFor] ?? waitingFor),
        next: settled ? "Nothing: credit and money are as if it had never been." : "Once that is said, credit and money are as if it had never been.",
      };
  }
}

const SPEAKERS = { order: "order-service", user: "user-service", payment: "payment-service", notification: "notification-service" };

/** Who says events of that type. */
export const speakerOf = (type) => SPEAKERS[type.split(".")[0]] ?? type.split(".")[0];

const EVENTS = {
  "order.placed": "placed the order",
  "order.payment-requested": "asked for the payment",
  "order.confirmed": "confirmed the order",
  "order.cancelled": "cancelled the order",
  "user.credit-reserved": "reserved the credit",
  "user.credit-refused": "refused the credit",
  "user.credit-released": "released the credit",
  "payment.captured": "captured the money",
  "payment.declined": "declined the payment",
  "payment.refunded": "gave the money back",
  "notification.sent": "sent an email",
  "notification.failed": "could tell nobody",
};

/** What somebody did who says that. */
export const eventInWords = (type) => EVENTS[type.replace(/\.v\d+$/, "")] ?? type;
