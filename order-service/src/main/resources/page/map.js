import { h, setText } from "./dom.js";
import { SERVICES, STEPS } from "./journey.js";
import { count, duration, rate } from "./words.js";

/** Shorter than that is on its way, not waiting. */
const PATIENCE = 2_000;

/**
 * The services as lanes, and in them the steps of an order with what happens there each second. How they lie is the style sheet's.
 *
 * @returns {{element: Element, canvas: Element, step: (id: string) => Element, show: (statistics: object) => void}}
 */
export function map() {
  const boxes = new Map(STEPS.map((step) => [step.id, box(step)]));
  const canvas = h("canvas", { "aria-hidden": "true" });
  const element = h("div", { class: "map" },
    SERVICES.map((service, i) => h("div", { class: `lane lane-${i + 1}`, "aria-hidden": "true" }, h("span", {}, service))),
    canvas,
    h("ol", { "aria-label": "The steps of an order, and what happens at each" }, [...boxes.values()].map((it) => it.element)));

  return {
    element,
    canvas,
    step: (id) => boxes.get(id).element,
    show(statistics) {
      const recent = statistics.recent(3);
      boxes.forEach((it) => it.show(recent, statistics));
    },
  };
}

function box({ id, column, service, good, bad }) {
  const well = h("span", { class: "rate" });
  const badly = h("span", { class: "bad" });
  const waits = h("span", { class: "waits" });
  const element = h("li", { class: `step column-${column} lane-${SERVICES.indexOf(service) + 1}`, id: `step-${id}` },
    h("strong", {}, good[1]), h("span", { class: "unseen" }, ` at ${service}: `), well, badly, waits);

  function show(recent, statistics) {
    const refused = bad ? recent.step(`${id}!`) : 0;
    const { count: many, since } = statistics.waitingFor(id);
    const millis = since === null ? 0 : Date.now() - since;
    const isStuck = millis > PATIENCE;
    setText(well, `${rate(recent.step(id))}/s`);
    setText(badly, refused > 0 ? `${rate(refused)}/s ${bad[1]}` : "");
    setText(waits, isStuck ? `${count(many, "order")} wait${many === 1 ? "s" : ""} here, up to ${duration(Math.floor(millis / 1_000) * 1_000)}` : "");
    element.classList.toggle("stuck", isStuck);
  }

  return { element, show };
}
