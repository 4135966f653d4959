// What waits where: in each service's queue, in its outbox, among its dead letters.

import { h, setText } from "./dom.js";
import { keyedTable } from "./keyed.js";
import { serviceNames } from "./names.js";
import { every } from "./polling.js";
import { parse, total } from "./prometheus.js";
import { count, duration } from "./words.js";

/** An outbox is emptied within milliseconds: what is older than this waits for the broker. */
const OLD_SECONDS = 5;

export function mount(section, { api, onSecond, alarm }) {
  const trouble = h("p", { class: "problem", role: "status" });
  const table = keyedTable("What waits, by service", ["Service", "In its queue", "To be tried again", "In its outbox", "Oldest there", "Dead letters"], row);
  section.append(trouble, table.element);

  every(2, onSecond, async () => {
    try {
      const names = await serviceNames(api);
      const all = await Promise.all(names.map((name) => figures(api, name)));
      const parked = all.reduce((sum, it) => sum + (it.parked ?? 0), 0);
      table.show(all);
      alarm("dead-letters", parked === 0 ? "" : `${count(parked, "dead letter")} waiting for a decision.`);
      setText(trouble, "");
    } catch (problem) {
      setText(trouble, problem.message);
    }
  });
}

async function figures(api, name) {
  try {
    const metrics = parse(await api.get(`/services/${name}/prometheus`));
    return {
      key: name,
      queue: total(metrics, "warren_queue_messages", `queue="${name}.events"`),
      retries: total(metrics, "warren_queue_messages", `queue="${name}.events.retry.`),
      outbox: total(metrics, "warren_outbox_pending"),
      age: total(metrics, "warren_outbox_oldest_age_seconds"),
      parked: total(metrics, "warren_dead_letters"),
    };
  } catch (problem) {
    return { key: name, silence: problem.message };
  }
}

function row({ key, silence, queue, retries, outbox, age, parked }) {
  if (silence) {
    return { cells: [key, h("td", { colspan: 5 }, silence)] };
  }
  return { cells: [key, figure(queue), figure(retries), figure(outbox), figure(age, age > OLD_SECONDS, seconds), figure(parked, parked > 0)] };
}

const figure = (value, isBad = false, inWords = (it) => it.toLocaleString("en")) =>
  h("td", { class: isBad ? "num bad" : "num" }, value === undefined ? "not told" : inWords(value));

const seconds = (age) => (age === 0 ? "–" : duration(age * 1_000));
