// The switches of the simulated payment provider: what is in force, and what is to be.

import { h, setText } from "./dom.js";
import { every } from "./polling.js";
import { duration } from "./words.js";

const PATH = "/simulated-provider";
const WELL = { declineRate: 0, failureRate: 0, latency: "0ms", outage: false };

export function mount(section, { api, onSecond, alarm, say }) {
  const inForce = h("p", { id: "provider-in-force", role: "status" });
  const fields = {
    declineRate: number(100),
    failureRate: number(100),
    latency: number(20_000),
    outage: h("input", { type: "checkbox" }),
  };
  let isEdited = false;

  const form = h(
    "form", { oninput: () => (isEdited = true), onsubmit: apply },
    h("label", {}, "Payments declined, in %", fields.declineRate),
    h("label", {}, "Calls that fail, in %", fields.failureRate),
    h("label", {}, "Each call takes longer, in ms", fields.latency),
    h("label", { class: "switch" }, fields.outage, "Outage: no call is answered"),
    h("p", { class: "row" },
      h("button", { type: "submit", class: "primary" }, "Set the provider"),
      h("button", { type: "button", onclick: () => set(WELL) }, "All well again")));
  section.append(
    h("p", { class: "hint" }, "Simulated: no money moves. The switches hold until payment-service ends, and for the one instance of it that answers."),
    inForce, form);

  async function apply(event) {
    event.preventDefault();
    await set({
      declineRate: Number(fields.declineRate.value) / 100,
      failureRate: Number(fields.failureRate.value) / 100,
      latency: `${Number(fields.latency.value)}ms`,
      outage: fields.outage.checked,
    });
  }

  async function set(switches) {
    try {
      show(await api.put(PATH, switches));
      fill(switches);
      say(`The provider: ${inWords(switches)}`);
    } catch (problem) {
      say(problem.message, true);
    }
  }

  /** What somebody is typing is not typed over. */
  function fill({ declineRate, failureRate, latency, outage }) {
    isEdited = false;
    fields.declineRate.value = percent(declineRate);
    fields.failureRate.value = percent(failureRate);
    fields.latency.value = parseInt(latency, 10);
    fields.outage.checked = outage;
  }

  function show(switches) {
    setText(inForce, `In force: ${inWords(switches)}`);
    alarm("provider", switches.outage ? "The payment provider answers no call: it is switched off." : "");
    inForce.dataset.state = switches.outage ? "bad" : inWords(switches) === inWords(WELL) ? "good" : "changed";
  }

  every(3, onSecond, async () => {
    try {
      const switches = await api.get(PATH);
      show(switches);
      if (!isEdited && !form.contains(document.activeElement)) {
        fill(switches);
      }
    } catch (problem) {
      setText(inForce, problem.message);
      inForce.dataset.state = "bad";
    }
  });
}

const number = (max) => h("input", { type: "number", min: 0, max, step: 1, value: 0, required: true, inputmode: "numeric" });

const percent = (share) => Math.round(share * 100);

function inWords({ declineRate, failureRate, latency, outage }) {
  if (outage) {
    return "an outage, no call is answered.";
  }
  const millis = parseInt(latency, 10);
  const said = [
    declineRate > 0 && `${percent(declineRate)} % of the payments are declined`,
    failureRate > 0 && `${percent(failureRate)} % of the calls fail`,
    millis > 0 && `each call takes ${duration(millis)} longer`,
  ].filter(Boolean);
  return said.length === 0 ? "all is well." : `${said.join(", ")}.`;
}
