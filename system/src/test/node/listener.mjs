// A listener that knows nothing but the documents: takes every event of one order from the broker, makes CloudEvents of them by their
// headers, and holds each one's data against the schema that it names.
//   node listener.mjs AMQP_URI ORDERS_URL USERS_URL
// Prints the types in the order in which they came, as JSON.
import { randomUUID } from "node:crypto";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import amqp from "amqplib";
import { CloudEvent } from "cloudevents";

const EXCHANGES = ["user.events", "order.events", "payment.events", "notification.events"];
const PREFIX = "cloudEvents:";
const LAST = "notification.sent.v1";
const PATIENCE_MILLIS = 30_000;

const [broker, orders, users] = process.argv.slice(2);

async function ask(base, path, body) {
  const answer = await fetch(base + path, body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  }
  return answer.json();
}

async function schemas() {
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  for (const { path } of (await ask(orders, "/schemas")).items) {
    ajv.addSchema(await ask(orders, path));
  }
  return ajv;
}

/** The CloudEvents binding of AMQP, by hand: attributes are headers, the body is the data. */
function cloudEvent(message) {
  const attributes = Object.entries(message.properties.headers)
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, value]) => [name.slice(PREFIX.length), value]);
  return new CloudEvent({
    ...Object.fromEntries(attributes),
    datacontenttype: message.properties.contentType,
    data: JSON.parse(message.content.toString("utf8")),
  });
}

function check(ajv, event) {
  event.validate();
  if (!ajv.validate(event.dataschema, event.data)) {
    throw new Error(`${event.type}: ${ajv.errorsText()}`);
  }
}

function mustRefuse(what, attempt) {
  try {
    attempt();
  } catch {
    return;
  }
  throw new Error(`${what} was taken for good`);
}

const ajv = await schemas();
const connection = await amqp.connect(broker);
const channel = await connection.createChannel();
const { queue } = await channel.assertQueue("", { exclusive: true });
for (const exchange of EXCHANGES) {
  await channel.bindQueue(queue, exchange, "#");
}

const heard = [];
let orderId;
let look = () => {};
const ours = () => heard.filter((event) => event.correlationid === orderId && orderId !== undefined);
const ended = new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error(`no ${LAST} in time; heard ${heard.map((it) => it.type)}`)), PATIENCE_MILLIS).unref();
  channel.consume(queue, (message) => {
    try {
      const event = cloudEvent(message);
      check(ajv, event);
      heard.push(event);
      look = () => ours().some((it) => it.type === LAST) && resolve();
      look();
    } catch (mistake) {
      reject(mistake);
    }
  }, { noAck: true }).catch(reject);
});

const price = { amount: "12.50", currency: "EUR" };
const user = await ask(users, "/users", {
  name: "Grace",
  email: "grace@example.org",
  creditLimit: { amount: "100.00", currency: "EUR" },
});
const order = await ask(orders, "/orders", {
  userId: user.id,
  items: [{ sku: "TEA", quantity: 2, unitPrice: price }],
  paymentMethod: "pm_card_visa",
});
orderId = order.id;
look();
await ended;
await connection.close();

const placed = ours().find((event) => event.type === "order.placed.v2");
mustRefuse("an event without its source", () => check(ajv, new CloudEvent({ ...placed, source: "" })));
mustRefuse("an order for nobody", () => check(ajv, placed.cloneWith({ data: { ...placed.data, userId: randomUUID().toUpperCase() } })));
console.log(JSON.stringify(ours().map((event) => event.type)));
