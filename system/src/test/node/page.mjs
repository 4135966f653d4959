// What the live page's modules decide without a browser. Argument: the folder of the page.

import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { test } from "node:test";

// Beside this program a package.json says that they are modules.
cpSync(process.argv[2], new URL("page-under-test", import.meta.url), { recursive: true });
const { sseReader } = await import("./page-under-test/sse.js");
const { statistics, quantile } = await import("./page-under-test/statistics.js");
const { oneIn, isChosen } = await import("./page-under-test/sampling.js");
const { placeOf, stepOf, STEPS } = await import("./page-under-test/journey.js");
const { orderInWords, speakerOf, eventInWords } = await import("./page-under-test/order-words.js");
const { successors } = await import("./page-under-test/latest.js");
const { silenceInWords } = await import("./page-under-test/trace.js");
const letters = await import("./page-under-test/tour-letters.js");
const { duration, rate, count, shortId } = await import("./page-under-test/words.js");

const at = (millis) => new Date(millis).toISOString();
const event = (type, correlationid, millis) => ({ type, correlationid, time: at(millis) });

test("events are read wherever the text is cut", () => {
  const text = ": here\nid: 1-a\n\nid: 2-b\nevent: order.placed.v2\ndata: {\"a\":\ndata:1}\n\nretry: 2000\r\n\r\ndata: x\r\n\r\nid: 3-c\ndata: no end";
  for (let cut = 0; cut <= text.length; cut++) {
    const heard = [];
    const reader = sseReader((it) => heard.push(it));
    reader.push(text.slice(0, cut));
    reader.push(text.slice(cut));
    assert.deepEqual(heard, [{ type: "order.placed.v2", data: '{"a":\n1}' }, { type: "message", data: "x" }]);
  }
});

test("a heartbeat moves the place to come back to", () => {
  const reader = sseReader(() => assert.fail("it is no event"));
  reader.push(": here\nid: 7-x\n\n");
  assert.equal(reader.lastEventId(), "7-x");
});

test("an event that breaks off is no place to come back to", () => {
  const reader = sseReader(() => {});
  reader.push("id: 7-x\nevent: a.b.v1\ndata: {}\n\nid: 8-y\nevent: a.b.v1\nda");
  assert.equal(reader.lastEventId(), "7-x");
});

test("orders are counted by the second, and how long they took", () => {
  const counted = statistics(3);
  counted.hear(event("order.placed.v2", "a", 1_000));
  counted.hear(event("order.placed.v1", "b", 1_000));
  counted.hear(event("order.confirmed.v1", "a", 1_008));
  counted.next();
  counted.hear(event("order.cancelled.v1", "b", 3_000));
  counted.hear(event("order.confirmed.v1", "begun before the page was", 3_000));
  counted.next();
  const columns = counted.columns();
  assert.deepEqual(columns.x, [-2, -1, 0]);
  assert.deepEqual(columns.accepted, [null, 2, 0]);
  assert.deepEqual(columns.confirmed, [null, 1, 1]);
  assert.deepEqual(columns.cancelled, [null, 0, 1]);
  assert.deepEqual(columns.half, [null, 8, 2_000]);
  const recent = counted.recent();
  assert.equal(recent.accepted, 1);
  assert.equal(recent.most, 2_000);
  assert.equal(recent.step("ended!"), 0.5);
});

test("all are counted from when something was not heard", () => {
  const counted = statistics(1);
  counted.hear(event("order.placed.v2", "a", 1_000));
  counted.next();
  counted.hear(event("order.placed.v2", "b", 2_000));
  counted.next();
  assert.equal(counted.accepted(), 2);
  counted.forget();
  counted.hear(event("order.placed.v2", "c", 3_000));
  assert.equal(counted.accepted(), 1);
});

test("only the latest seconds are kept", () => {
  const counted = statistics(2);
  for (const order of ["a", "b", "c"]) {
    counted.hear(event("order.placed.v2", order, 1_000));
    counted.next();
  }
  assert.deepEqual(counted.columns().accepted, [1, 1]);
});

test("an order waits where it was not heard of yet, and nowhere else", () => {
  const counted = statistics();
  const waits = () => Object.fromEntries(STEPS.map(({ id }) => [id, counted.waitingFor(id).count]).filter(([, many]) => many > 0));
  const heard = [
    ["order.placed.v2", { credit: 1 }],
    ["user.credit-reserved.v1", { asked: 1 }],
    ["order.payment-requested.v1", { payment: 1 }],
    ["payment.captured.v1", { ended: 1 }],
    ["order.confirmed.v1", { told: 1 }],
    ["notification.sent.v1", {}],
    ["order.cancelled.v1", { told: 1 }],
    ["payment.refunded.v1", { told: 1 }],
    ["user.credit-released.v1", { told: 1 }],
    ["notification.sent.v1", {}],
  ];
  heard.forEach(([type, waiting], i) => {
    counted.hear(event(type, "a", 1_000 + i));
    assert.deepEqual(waits(), waiting, type);
  });
});

test("the one that waits longest says since when", () => {
  const counted = statistics();
  counted.forget();
  counted.remember([{ order: "old", step: "asked", placed: 100, since: 500 }]);
  counted.hear(event("order.placed.v2", "new", 1_000));
  counted.hear(event("order.payment-requested.v1", "new", 1_001));
  assert.deepEqual(counted.waitingFor("payment"), { count: 2, since: 500 });
  counted.forget();
  counted.hear(event("user.credit-reserved.v1", "new", 1_002));
  counted.remember([{ order: "new", step: "placed", placed: 1_000, since: 1_000 }]);
  assert.equal(counted.waitingFor("credit").count, 0, "what was heard meanwhile is newer");
  counted.forget();
  assert.deepEqual(counted.waitingFor("payment"), { count: 0, since: null });
});

test("an answer that comes after the order's end has it wait for nobody", () => {
  const counted = statistics();
  counted.hear(event("order.placed.v2", "a", 1_000));
  counted.hear(event("order.cancelled.v1", "a", 1_001));
  counted.hear(event("user.credit-reserved.v1", "a", 1_002));
  assert.equal(counted.waitingFor("asked").count, 0);
});

test("a share of numbers is at most one of them", () => {
  assert.equal(quantile([], 0.5), null);
  assert.equal(quantile([1], 0.99), 1);
  assert.equal(quantile([1, 2, 3, 4], 0.5), 3);
});

test("as many are shown as can be followed", () => {
  assert.deepEqual([0, 1, 6, 7, 50, 300, 500, 100_000].map(oneIn), [1, 1, 1, 2, 10, 50, 100, 20_000]);
  const ids = Array.from({ length: 1_000 }, (_, i) => `019a0b1c-2d3e-7f40-8a1b-${(i * 7919).toString(16).padStart(12, "0")}`);
  assert.equal(ids.filter((id) => isChosen(id, 10)).length, 100);
  assert.ok(ids.every((id) => isChosen(id, 1)));
});

test("the latest orders flow by, and the opened one stays as long as it is open", () => {
  const orders = (...ids) => ids.map((id) => ({ id }));
  const ids = (list) => list.map((it) => it.id).join("");
  assert.equal(ids(successors(orders("z", "y", "x", "w"), orders("a", "b"), undefined)), "zyxab", "no more than three are new at once");
  const full = orders(..."abcdefghijkl");
  assert.equal(ids(successors(orders("z"), full, undefined)), "zabcdefghijk");
  assert.equal(ids(successors(orders("z"), full, "l")), "zabcdefghijl");
  assert.equal(ids(successors(orders("z"), full, "b")), "zabcdefghijk");
});

/** Of user-service: pages of two, the newest first; one that is sent back is answered when it is looked at for the first time. */
function deadLetters(...all) {
  const find = (path) => all.find((it) => path.includes(`/${it.id}`));
  return {
    async get(path) {
      if (!path.includes("?")) {
        const letter = find(path);
        letter.status = letter.status === "REDRIVEN" ? (letter.body.includes('"amount":"') ? "HANDLED" : "PARKED") : letter.status;
        return { ...letter };
      }
      const from = Number(/cursor=(\d+)/.exec(path)?.[1] ?? 0);
      return { items: all.slice(from, from + 2), nextCursor: from + 2 < all.length ? String(from + 2) : null };
    },
    async post(path) {
      find(path).status = "REDRIVEN";
    },
    async put(path, { body }) {
      find(path).body = body;
    },
  };
}

const letter = (id, correlationId, amount = 12.5) => ({ id, correlationId, status: "PARKED", reason: "no text", body: JSON.stringify({ total: { amount } }) });

test("the tour mends and sends back its own dead letters and no others", async () => {
  const foreign = [letter("9", "somebody's"), letter("6", "somebody's"), letter("1", "somebody's")];
  const api = deadLetters(foreign[0], letter("8", "2a"), letter("7", "2b"), foreign[1], letter("5", "2c"), foreign[2]);
  const orders = ["2a", "2b", "2c"];
  assert.equal(letters.ordersOf(await letters.own(api, orders)), 3);
  assert.deepEqual(await letters.sendBack(api, orders), { sent: 1, handled: 0, failure: "dead letter 8 failed again: no text" });
  assert.equal((await letters.damaged(api, orders)).length, 3);
  await letters.mend(api, orders);
  assert.equal((await letters.damaged(api, orders)).length, 0);
  assert.deepEqual(await letters.sendBack(api, orders), { sent: 3, handled: 3, failure: null });
  assert.deepEqual(letters.open(await letters.own(api, orders)), []);
  assert.ok(foreign.every((it) => it.status === "PARKED" && it.body === letter("", "").body));
});

test("dead letters older than the tour's orders are not looked through", async () => {
  let looks = 0;
  const api = deadLetters(letter("019b", "019a"), letter("0199", "somebody's"), letter("0198", "somebody's"));
  const counting = { get: (path) => (looks++, api.get(path)) };
  assert.equal((await letters.own(counting, ["019a"])).length, 1);
  assert.equal(looks, 1);
});

test("every event of an order has its place, whatever its version", () => {
  assert.deepEqual(placeOf("order.placed.v2"), { step: "placed", isBad: false });
  assert.deepEqual(placeOf("user.credit-refused.v17"), { step: "credit", isBad: true });
  assert.equal(placeOf("user.credit-limit-changed.v1"), undefined);
  assert.ok(STEPS.every(({ next }) => next === undefined || stepOf(next)));
});

test("an order's state is told in words, whatever it is", () => {
  const told = [
    { status: "PLACED", waitingFor: "credit" },
    { status: "CREDIT_RESERVED", waitingFor: "payment" },
    { status: "CONFIRMED", settled: true, waitingFor: null },
    { status: "CANCELLED", reason: "PAYMENT_DECLINED", settled: false, waitingFor: "credit release" },
    { status: "CANCELLED", reason: "BY_CUSTOMER", settled: true, waitingFor: null },
  ].map(orderInWords);
  assert.deepEqual(told.map((it) => it.waits), [
    "user-service to reserve the credit", "payment-service to capture the money", "nobody", "user-service to release the credit", "nobody",
  ]);
  assert.equal(told[3].state, "Cancelled: the payment was declined");
  assert.equal(speakerOf("payment.captured.v1"), "payment-service");
  assert.equal(eventInWords("points.earned.v1"), "points.earned.v1");
});

test("who did not tell of a trace is named, once each, whether others have told or not", () => {
  const missing = [{ service: "user-service" }, { service: "user-service" }, { service: "payment-service" }];
  assert.match(silenceInWords(missing), /: user-service, payment-service\.$/);
  assert.equal(silenceInWords([]), null);
});

test("times and numbers are as long as one reads at a glance", () => {
  assert.deepEqual([0, 9.4, 999, 1_250, 45_900, 200_000, 7_500_000].map(duration), ["0 ms", "9 ms", "999 ms", "1.2 s", "45 s", "3 min 20 s", "2 h 5 min"]);
  assert.deepEqual([0, 0.44, 7.5, 312.4].map(rate), ["0", "0.4", "7.5", "312"]);
  assert.deepEqual([count(1, "order"), count(12_000, "order")], ["1 order", "12,000 orders"]);
  assert.equal(shortId("019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071"), "…4e5f6071");
});
