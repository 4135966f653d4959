// The tour: what is done in each step, and what must be seen before it goes on. `./warren tour` goes the same way in a terminal.
//
// A step is {title, text, look: [[anchor, words]], act?: {label, run(api, state)}, seen(api, state)}. `run` returns what is to be
// remembered; `seen` returns [{text, holds}]; a step is over when all of them hold. `command(state)` is what a terminal is needed for.

import * as letters from "./tour-letters.js";
import { clock, count } from "./words.js";

const ORDERS = 3;
const PROVIDER = "/simulated-provider";
const euros = (amount) => ({ amount, currency: "EUR" });
const cents = ({ amount }) => Math.round(Number(amount) * 100);
const sum = (amounts) => amounts.reduce((total, it) => total + it, 0);
const inEuros = (amount) => `${(amount / 100).toFixed(2)} EUR`;

async function place(api, userId) {
  const order = { userId, items: [{ sku: "book", quantity: 1, unitPrice: euros("12.50") }], paymentMethod: "pm_card_visa" };
  const placed = await Promise.all(Array.from({ length: ORDERS }, () => api.post("/orders", order)));
  return placed.map((it) => it.id);
}

const ordersOf = (api, ids = []) => Promise.all(ids.map((id) => api.get(`/orders/${id}`)));

/** How many of the orders are as they should be. */
async function orders(api, ids, what, isSo) {
  const all = await ordersOf(api, ids);
  const n = all.filter(isSo).length;
  return { text: `${n} of ${ORDERS} orders ${what}`, holds: n === ORDERS, all };
}

async function provider(api, isAway) {
  const { outage } = await api.get(PROVIDER);
  return { text: outage ? "The provider answers no call" : "The provider answers", holds: outage === isAway };
}

const sendBack = async (api, { waiting }) => ({ sentBack: await letters.sendBack(api, waiting) });

async function books(api, { user, waiting }) {
  const { credit } = await api.get(`/users/${user}`);
  const { items } = await api.get(`/orders?userId=${user}&limit=100`);
  const confirmed = items.filter((it) => it.status === "CONFIRMED");
  const payments = (await Promise.all(items.map((it) => api.get(`/payments?orderId=${it.id}`)))).flatMap((it) => it.items);
  const [limit, reserved, available] = [credit.limit, credit.reserved, credit.available].map(cents);
  const sold = sum(confirmed.map((it) => cents(it.total)));
  const left = letters.parked(await letters.own(api, waiting)).length;
  const kept = sum(payments.filter((it) => it.status === "CAPTURED").map((it) => cents(it.amount)));
  return [
    { text: `Credit: ${inEuros(reserved)} reserved + ${inEuros(available)} available = ${inEuros(limit)}, the limit`, holds: reserved + available === limit },
    { text: `Credit: ${inEuros(reserved)} reserved = ${inEuros(sold)} of ${count(confirmed.length, "confirmed order")}`, holds: reserved === sold },
    { text: `Money: ${inEuros(kept)} captured and not refunded = ${inEuros(sold)} of confirmed orders`, holds: kept === sold },
    { text: `${count(items.filter((it) => !it.settled).length, "order")} not settled`, holds: items.every((it) => it.settled) },
    { text: `${count(left, "dead letter")} of the tour left`, holds: left === 0 },
  ];
}

export const STEPS = [
  {
    title: "An order that goes well",
    text: "A customer with 1000.00 EUR of credit places three orders. Each goes from service to service: credit, payment, confirmation, email.",
    look: [["#flow", "the orders as they happen"]],
    act: {
      label: "Place three orders",
      run: async (api) => {
        const { id: user } = await api.post("/users", { name: "Ada on Tour", email: "ada.on.tour@example.com", creditLimit: euros("1000.00") });
        return { user, good: await place(api, user) };
      },
    },
    seen: async (api, { good }) => [await orders(api, good, "are confirmed", (it) => it.status === "CONFIRMED")],
  },
  {
    title: "Break it: the payment provider goes away",
    text: "The provider stops answering, and three more orders come. They are accepted all the same: an order waits for its payment.",
    look: [["#provider", "the provider's switches"], ["#services", "what payment-service says of it"]],
    act: {
      label: "Stop the provider and place three orders",
      run: async (api, { user }) => {
        await api.put(PROVIDER, { outage: true });
        return { waiting: await place(api, user) };
      },
    },
    seen: async (api, { waiting }) => [
      await provider(api, true),
      await orders(api, waiting, "wait for their payment, or did", (it) => it.waitingFor === "payment" || it.status === "CANCELLED"),
    ],
  },
  {
    title: "Watch it: they wait, but not for ever",
    text: "Each order has a deadline. When it passes the order gives itself up, the credit is released and money that may have moved is given back: compensation. A customer who loses patience brings about the same.",
    look: [["#order", "one order: what it waits for, and until when"]],
    act: {
      label: "Cancel them as their customer would",
      run: async (api, { waiting }) => {
        await Promise.all(waiting.map((id) => api.post(`/orders/${id}/cancel`)));
        return {};
      },
    },
    seen: async (api, { user, waiting }) => {
      const cancelled = await orders(api, waiting, "are cancelled", (it) => it.status === "CANCELLED");
      const deadline = cancelled.all.find((it) => it.deadline)?.deadline;
      const { credit } = await api.get(`/users/${user}`);
      return [
        { ...cancelled, text: cancelled.text + (deadline ? `; without you at ${clock(deadline)}` : "") },
        { text: `${inEuros(cents(credit.reserved))} of credit reserved, for the confirmed orders alone`, holds: cents(credit.reserved) === ORDERS * 1250 },
      ];
    },
  },
  {
    title: "Damage messages: dead letters",
    text: "Somebody publishes three copies of messages in which an amount is a number instead of text. The page speaks HTTP only, so this is done in a terminal:",
    command: ({ user }) => `./warren tour --damage --user ${user}`,
    look: [["#dead-letters", "dead letters: each with its reason"]],
    skip: { label: "Go on without dead letters", to: 5 },
    seen: async (api, { waiting }) => {
      const own = await letters.own(api, waiting);
      const n = letters.ordersOf(own);
      return [{ text: `${n} of ${ORDERS} damaged messages are dead letters at user-service${own[0] ? `: ${own[0].reason}` : ""}`, holds: n === ORDERS }];
    },
  },
  {
    title: "Sent back as they are, they fail again",
    text: "One is sent back at first, the canary, and the others only once it was handled. So a wrong guess costs one attempt, not thousands.",
    look: [["#dead-letters", "the dead letters, where a button does the same with all that wait"]],
    act: { label: "Send them back", run: sendBack },
    seen: async (api, { waiting, sentBack }) => {
      const all = await letters.own(api, waiting);
      if (!sentBack?.failure) {
        return [{ text: "Nothing was sent back yet", holds: letters.open(all).length === 0 }];
      }
      const { sent, handled, failure } = sentBack;
      return [{ text: `${sent} of ${all.length} sent, ${handled} handled: ${failure}`, holds: true }];
    },
  },
  {
    title: "Repair it",
    text: "The provider comes back: what was asked of it is asked again with the same key, so that nobody pays twice. That takes as long again as it was away, half a minute at most. The messages are mended: the amounts become text.",
    look: [["#provider", "the provider"], ["#dead-letters", "a dead letter, and what was done about it"]],
    act: {
      label: "Bring the provider back and mend the messages",
      run: async (api, { waiting }) => {
        await api.put(PROVIDER, {});
        await letters.mend(api, waiting);
        return {};
      },
    },
    seen: async (api, { waiting }) => {
      const left = (await letters.damaged(api, waiting)).length;
      return [
        await provider(api, false),
        await orders(api, waiting, "are settled: nobody owes them an answer", (it) => it.settled),
        { text: left === 0 ? "No message is damaged any more" : `${count(left, "message")} damaged`, holds: left === 0 },
      ];
    },
  },
  {
    title: "Send them back, one first",
    text: "The canary is handled this time, and the others follow. These messages had been handled before they were damaged copies: a second time they change nothing.",
    look: [["#dead-letters", "the dead letters"]],
    act: { label: "Send them back", run: sendBack },
    seen: async (api, { waiting }) => {
      const all = await letters.own(api, waiting);
      const handled = all.filter(letters.isHandled).length;
      return [{ text: all.length === 0 ? "No message was damaged: nothing to send back" : `${handled} of ${all.length} handled`, holds: letters.open(all).length === 0 }];
    },
  },
  { title: "The books balance", text: "An outage, cancellations and damaged messages: no credit and no money is lost, and none was taken twice.", look: [], seen: books },
];
