// The dead letters of the tour's own orders, at user-service. Whatever else lies there is neither counted nor touched.

const LETTERS = "/services/user-service/dead-letters";
const TYPE = "order.cancelled.v1";
const LOOK_MILLIS = 500;

/**
 * All of them, whatever became of them; the newest first.
 *
 * @param {string[]} orders the ids of the tour's orders that were cancelled
 */
export async function own(api, orders = []) {
  const found = [];
  let cursor = "";
  while (cursor !== null && orders.length > 0) {
    const { items, nextCursor } = await api.get(`${LETTERS}?limit=200&type=${TYPE}${cursor}`);
    found.push(...items.filter((it) => orders.includes(it.correlationId)));
    // Ids begin with the time: a dead letter that is older than the orders is not about them.
    const isOlder = items.length > 0 && orders.every((it) => items.at(-1).id < it);
    cursor = nextCursor === null || isOlder ? null : `&cursor=${nextCursor}`;
  }
  return found;
}

export const parked = (letters) => letters.filter((it) => it.status === "PARKED");

/** Those of which it is not known yet what becomes of them. */
export const open = (letters) => letters.filter((it) => it.status === "PARKED" || it.status === "REDRIVEN");

export const isHandled = ({ status }) => status === "HANDLED";

/** How many of the letters tell of another order each. */
export const ordersOf = (letters) => new Set(letters.map((it) => it.correlationId)).size;

/**
 * Sends one back, the canary, and the others only once it was handled.
 *
 * @returns {Promise<{sent: number, handled: number, failure: ?string}>} `failure` is which one failed again, and why
 */
export async function sendBack(api, orders) {
  const [canary, ...others] = parked(await own(api, orders));
  let [sent, handled] = [0, 0];
  for (const stage of [canary ? [canary] : [], others]) {
    await Promise.all(stage.map(({ id }) => api.post(`${LETTERS}/${id}/redrive`)));
    const answers = await Promise.all(stage.map(({ id }) => answered(api, id)));
    sent += answers.length;
    handled += answers.filter(isHandled).length;
    const failed = answers.find((it) => !isHandled(it));
    if (failed) {
      return { sent, handled, failure: `dead letter ${failed.id} failed again: ${failed.reason}` };
    }
  }
  return { sent, handled, failure: null };
}

async function answered(api, id) {
  for (;;) {
    const letter = await api.get(`${LETTERS}/${id}`);
    if (letter.status !== "REDRIVEN") {
      return letter;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
  }
}

/** The sender's mistake: an amount is a number, and must be text. */
function mended(body) {
  const data = JSON.parse(body);
  return typeof data.total?.amount === "number" ? JSON.stringify({ ...data, total: { ...data.total, amount: data.total.amount.toFixed(2) } }) : body;
}

const whole = (api, letters) => Promise.all(letters.map(({ id }) => api.get(`${LETTERS}/${id}`)));

export async function mend(api, orders) {
  for (const { id, body, version } of await damaged(api, orders)) {
    await api.put(`${LETTERS}/${id}`, { version, body: mended(body) });
  }
}

/** Those that still have the mistake in them. */
export async function damaged(api, orders) {
  return (await whole(api, parked(await own(api, orders)))).filter(({ body }) => mended(body) !== body);
}
