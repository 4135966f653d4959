// Many dead letters sent back at once: one first, the canary, then the rest; it stops at the first that fails again.

import { ask } from "./dialog.js";
import { h, setText } from "./dom.js";

const LOOK_MILLIS = 500;

/** @param {() => void} changed is called whenever one of them got further */
export function redriver({ api, say }, changed) {
  const list = h("ul", { id: "redrives", class: "redrives", "aria-live": "polite" });

  /** Returns when nothing is under way any more. */
  async function start(services) {
    if (services.length === 0) {
      say("No dead letter waits to be sent back.");
      return;
    }
    const text = `All that wait at ${services.join(", ")} are sent back: at each service one at first, then ten, then the rest, and no more as soon as one fails again.`;
    if ((await ask({ title: "Send all back?", text, action: "Send them back" })) !== null) {
      await Promise.all(services.map(one));
    }
  }

  async function one(service) {
    const bar = h("progress", { value: 0, max: 1, "aria-label": `Sent back and handled at ${service}` });
    const line = h("span", {}, `${service}: starting`);
    list.replaceChildren(...[...list.children].filter((it) => it.dataset.service !== service), h("li", { "data-service": service }, bar, " ", line));
    try {
      await follow(service, bar, line, await api.post(`/services/${service}/dead-letters/redrive`));
    } catch (problem) {
      setText(line, `${service}: ${problem.message}`);
    }
    changed();
  }

  async function follow(service, bar, line, started) {
    for (let now = started; ; now = await api.get(`/services/${service}/dead-letters/redrives/${started.id}`)) {
      const { matching, sent, handled, status, outcome } = now;
      bar.max = Math.max(1, matching);
      bar.value = handled;
      bar.parentElement.dataset.status = status;
      setText(line, `${service}: ${handled} of ${matching} handled, ${sent} sent${outcome ? `. ${status === "STOPPED" ? "Stopped" : "Done"}: ${outcome}` : ""}`);
      if (status !== "RUNNING") {
        return;
      }
      changed();
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
    }
  }

  return { element: list, start };
}
