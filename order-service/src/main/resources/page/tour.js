// The guided tour: one step after the other, each over when what it shows was seen. It is left and resumed at will.

import { h, setText } from "./dom.js";
import { every } from "./polling.js";
import { STEPS } from "./tour-steps.js";

const KEY = "warren.tour";
const START = { step: -1 };

const remembered = () => {
  try {
    return { ...START, ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return START;
  }
};

export function mount(section, { api, onSecond, say }) {
  let state = remembered();
  let isOver = false;
  const list = h("ol", { id: "tour-steps", class: "steps" }, STEPS.map(({ title }) => h("li", {}, title)));
  const stage = h("div", { id: "tour-stage" });
  section.append(h("p", { class: "hint" }, "Ten minutes, in eight steps: what happens when the payment provider goes away and messages are damaged. For operators of a system that may be broken."), stage, list);

  function remember(changes) {
    state = { ...state, ...changes };
    localStorage.setItem(KEY, JSON.stringify(state));
  }

  function go(step) {
    remember({ step });
    show();
    stage.querySelector("h3").focus();
  }

  function leave() {
    state = START;
    localStorage.removeItem(KEY);
    show();
  }

  const button = (text, onclick, attributes = {}) => h("button", { type: "button", onclick, ...attributes }, text);

  function show() {
    isOver = false;
    [...list.children].forEach((it, at) => {
      it.toggleAttribute("data-done", at < state.step);
      at === state.step ? it.setAttribute("aria-current", "step") : it.removeAttribute("aria-current");
    });
    const step = STEPS[state.step];
    stage.replaceChildren(...(step ? ofStep(step) : [button("Start the tour", () => go(0), { class: "primary" })]));
    look();
  }

  function ofStep({ title, text, look, act, command, skip }) {
    const isLast = state.step === STEPS.length - 1;
    return [
      h("h3", { tabindex: "-1" }, `${state.step + 1} of ${STEPS.length}: ${title}`),
      h("p", {}, text),
      ...(command ? [h("p", {}, h("code", {}, command(state)))] : []),
      ...(look.length > 0 ? [h("p", {}, "Look at ", look.flatMap(([anchor, words], at) => [at > 0 ? " and " : null, h("a", { href: anchor }, words)]), ".")] : []),
      h("div", { role: "status" }, h("ul", { id: "tour-seen", class: "seen" })),
      h("p", { class: "row" },
        act ? button(act.label, (event) => run(act, event.target), { id: "tour-act", class: "primary" }) : null,
        isLast ? button("End the tour", leave, { id: "tour-next" }) : button("Next step", () => go(state.step + 1), { id: "tour-next", disabled: true }),
        skip ? button(skip.label, () => go(skip.to)) : null,
        isLast ? null : button("Leave the tour", leave)),
    ];
  }

  async function run(act, button) {
    button.disabled = true;
    try {
      remember(await act.run(api, state));
    } catch (problem) {
      say(problem.message, true);
    } finally {
      button.disabled = false;
    }
    isOver = false;
    await look();
  }

  /** What is seen is kept, so that it may be read after it has passed. */
  async function look() {
    const step = STEPS[state.step];
    if (!step || isOver) {
      return;
    }
    const seen = await step.seen(api, state).catch((problem) => [{ text: problem.message, holds: false }]);
    if (STEPS[state.step] !== step) {
      return;
    }
    isOver = seen.every((it) => it.holds);
    const lines = stage.querySelector("#tour-seen");
    [...lines.children].slice(seen.length).forEach((it) => it.remove());
    seen.forEach(({ text, holds }, at) => {
      const line = lines.children[at] ?? lines.appendChild(h("li"));
      line.dataset.holds = holds;
      setText(line, `${holds ? "✓" : "…"} ${text}`);
    });
    stage.querySelector("#tour-next").disabled = !isOver;
  }

  every(1, onSecond, look);
  show();
}
