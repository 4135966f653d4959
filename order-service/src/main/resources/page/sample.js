import { Problem } from "./api.js";
import { h, setText } from "./dom.js";
import * as identity from "./identity.js";
import { count } from "./words.js";

const AT_ONCE = 8;
const USER = "warren.sample-user";

/** Euros. */
const MOST_EACH = 100;
const LIMIT = { amount: "1000000.00", currency: "EUR" };

/** The payment methods that the simulated provider knows, and how many of 20 orders of a mix are paid by each. */
const MIX = { pm_card_visa: 15, pm_card_declined: 2, pm_card_flaky: 1, pm_card_slow: 1, pm_card_lost_reply: 1 };
const KINDS = {
  mix: "a mix of everything",
  pm_card_visa: "that are paid",
  pm_card_declined: "whose card is declined",
  pm_card_slow: "whose payment takes 5 s",
  pm_card_flaky: "whose payment fails twice",
  pm_card_lost_reply: "whose payment's answer is lost",
};

/** Places orders for a sample user, or for the customer whose token is used. */
export function mount(section, { api, say }) {
  const kind = h("select", { id: "sample-kind" }, Object.entries(KINDS).map(([value, text]) => h("option", { value }, text)));
  const buttons = [1, 10, 100].map((n) => h("button", { type: "button", id: `place-${n}`, class: n === 1 ? "primary" : "", onclick: () => place(n) }, `Place ${n}`));
  const bar = h("progress", { "aria-label": "Orders accepted", hidden: true });
  const told = h("p", { id: "sample-told", role: "status" });
  section.append(
    h("div", { class: "row" }, h("label", { for: "sample-kind" }, "Orders"), kind, buttons),
    h("p", { class: "hint" }, "Real orders, paid by nobody's money: of a sample user, or of the customer whose token is used."),
    bar, told);

  async function place(n) {
    buttons.forEach((button) => (button.disabled = true));
    bar.hidden = false;
    bar.max = n;
    bar.value = 0;
    let accepted = 0;
    try {
      const user = await customer(api, n);
      const methods = Array.from({ length: n }, (_, i) => methodOf(kind.value, i));
      await atMost(AT_ONCE, methods, async (method) => {
        await placeOne(api, user, method, (text) => setText(told, text));
        accepted++;
        bar.value = accepted;
        setText(told, `${accepted} of ${count(n, "order")} accepted…`);
      });
      setText(told, `${count(n, "order")} accepted.`);
    } catch (e) {
      const trouble = e instanceof Problem ? e.message : `The page failed: ${e.message}`;
      setText(told, `${accepted} of ${count(n, "order")} accepted. ${trouble}`);
      say(trouble, true);
    } finally {
      buttons.forEach((button) => (button.disabled = false));
      bar.hidden = true;
    }
  }
}

/** A customer's token is good for its own orders alone; otherwise there is a sample user, registered when there is none with enough credit. */
async function customer(api, n) {
  const claims = identity.claims();
  if (claims && !claims.operator) {
    return claims.user;
  }
  const known = sessionStorage.getItem(USER);
  if (known && (await canPay(api, known, n))) {
    return known;
  }
  const name = `Sample ${hex(3)}`;
  const user = await api.post("/users", { name, email: `${name.replace(" ", "-").toLowerCase()}@example.org`, creditLimit: LIMIT });
  sessionStorage.setItem(USER, user.id);
  return user.id;
}

async function canPay(api, user, n) {
  try {
    const { credit } = await api.get(`/users/${user}`);
    return Number(credit.available.amount) >= n * MOST_EACH;
  } catch (e) {
    if (e instanceof Problem && (e.status === 404 || e.status === 410)) {
      return false;
    }
    throw e;
  }
}

function methodOf(kind, i) {
  if (kind !== "mix") {
    return kind;
  }
  const all = Object.entries(MIX).flatMap(([method, share]) => new Array(share).fill(method));
  // Apart from each other: a mix of ten has some of each kind, too.
  return all[(i * 7 + Math.floor(Math.random() * 3)) % all.length];
}

/** Under one key as often as it takes: a try whose answer was lost is not a second order. */
async function placeOne(api, userId, paymentMethod, tell) {
  const order = {
    userId, paymentMethod,
    items: [{ sku: "sample", quantity: 1 + Math.floor(Math.random() * 3), unitPrice: { amount: (5 + Math.floor(Math.random() * 2_000) / 100).toFixed(2), currency: "EUR" } }],
  };
  const key = { "Idempotency-Key": hex(16) };
  for (let tries = 1; ; tries++) {
    try {
      return await api.post("/orders", order, key);
    } catch (e) {
      if (!(e instanceof Problem) || e.retryAfter === null || tries === 10) {
        throw e;
      }
      tell(`${e.message} Trying again in ${e.retryAfter} s…`);
      await new Promise((resolve) => setTimeout(resolve, e.retryAfter * 1_000));
    }
  }
}

/** Does all of it, so many at a time; the first failure ends it. */
async function atMost(many, all, work) {
  const rest = [...all];
  let hasFailed = false;
  const worker = async () => {
    while (rest.length > 0 && !hasFailed) {
      try {
        await work(rest.shift());
      } catch (e) {
        hasFailed = true;
        throw e;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(many, all.length) }, worker));
}

const hex = (bytes) => Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
