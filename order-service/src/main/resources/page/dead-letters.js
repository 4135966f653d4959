// What services could not handle, all services together: list, one opened, many sent back.

import { inspect } from "./dead-letter.js";
import { h, setText } from "./dom.js";
import { keyedTable } from "./keyed.js";
import { serviceNames } from "./names.js";
import { every } from "./polling.js";
import { redriver } from "./redrive.js";
import { clock, count } from "./words.js";

/** Of each service so many at most: the newest. */
const SHOWN = 50;

const STATUSES = { PARKED: "waiting for a decision", REDRIVEN: "sent back", HANDLED: "handled", DISCARDED: "discarded" };

export function mount(section, context) {
  const { api, onSecond } = context;
  const status = h("select", { id: "dead-letters-status", onchange: look }, Object.entries(STATUSES).map(([value, text]) => h("option", { value }, text)));
  const service = h("select", { id: "dead-letters-service", onchange: look }, h("option", { value: "" }, "all services"));
  const summary = h("p", { id: "dead-letters-summary", role: "status" });
  const table = keyedTable("List of dead letters", ["Message", "Service", "Why", "Attempts", "Last failed", "What to do"], row);
  const redrives = redriver(context, look);
  const sendAll = h("button", { type: "button", onclick: sendAllBack }, "Send all back, one first");
  section.append(
    h("p", { class: "hint" }, "A message that cannot be handled waits here with its reason. What follows it passes."),
    h("div", { class: "row" },
      h("label", {}, "Show those", status),
      h("label", {}, "of", service),
      sendAll),
    redrives.element, summary, table.element);
  let parked = new Map();

  /** The services that have something to send back, as far as they are shown. */
  const waiting = () => [...parked].filter(([name, n]) => n > 0 && (!service.value || service.value === name)).map(([name]) => name);

  async function sendAllBack() {
    sendAll.disabled = true;
    await redrives.start(waiting()).finally(() => (sendAll.disabled = false));
  }

  function row({ id, name, type, reason, attempts, lastFailedAt, status }) {
    const what = type ?? "no type";
    return {
      attributes: { "data-status": status },
      cells: [
        what, name, h("td", { class: "reason" }, reason), h("td", { class: "num" }, attempts), clock(lastFailedAt),
        h("button", { type: "button", "aria-label": `Inspect ${what} of ${name}, ${id}`, onclick: () => inspect(context, name, id, look) }, "Inspect"),
      ],
    };
  }

  async function look() {
    try {
      const names = await serviceNames(api);
      offer(names);
      const wanted = service.value ? [service.value] : names;
      const pages = await Promise.all(wanted.map((name) => page(name)));
      table.show(pages.flatMap((it) => it.letters).sort((one, other) => other.lastFailedAt.localeCompare(one.lastFailedAt)));
      setText(summary, told(pages));
    } catch (problem) {
      setText(summary, problem.message);
    }
  }

  async function page(name) {
    try {
      const { items, nextCursor } = await api.get(`/services/${name}/dead-letters?status=${status.value}&limit=${SHOWN}`);
      if (status.value === "PARKED") {
        parked.set(name, items.length);
      }
      return { letters: items.map((it) => ({ ...it, name, key: `${name} ${it.id}` })), more: nextCursor !== null };
    } catch (problem) {
      return { letters: [], more: false, silence: `${name}: ${problem.message}` };
    }
  }

  function told(pages) {
    const n = pages.reduce((sum, it) => sum + it.letters.length, 0);
    const more = pages.some((it) => it.more) ? ` The newest ${SHOWN} of each service are shown.` : "";
    const silences = pages.flatMap((it) => it.silence ?? []);
    const all = n === 0 && status.value === "PARKED" ? "No dead letters: nothing waits for a decision." : `${count(n, "dead letter")} ${STATUSES[status.value]}.`;
    return [all + more, ...silences].join(" ");
  }

  function offer(names) {
    const there = new Set([...service.options].map((it) => it.value));
    service.append(...names.filter((it) => !there.has(it)).map((it) => h("option", { value: it }, it)));
  }

  every(3, onSecond, look);
}
