import { chart } from "./chart.js";
import { h, setText } from "./dom.js";
import { claims } from "./identity.js";
import { latest } from "./latest.js";
import { map as mapOf } from "./map.js";
import { motion } from "./motion.js";
import { statistics } from "./statistics.js";
import { clock, duration, rate } from "./words.js";

const MOST_REMEMBERED = 100;

/** Orders as they happen: how many, how long they take, where they are. */
export function mount(section, { api, feed, onSecond }) {
  const counted = statistics();
  const summary = h("p", { class: "big", id: "flow-summary" }, "Nothing heard yet.");
  const note = h("p", { class: "hint", id: "flow-note" });
  const pause = h("button", { type: "button", id: "pause-motion", "aria-pressed": "false" }, "Pause the motion");
  const map = mapOf();
  const list = latest();
  const orders = chart("Orders a second", [
    { name: "accepted", label: "accepted", colour: "info", dash: [6, 4] },
    { name: "confirmed", label: "confirmed", colour: "good" },
    { name: "cancelled", label: "cancelled", colour: "bad", dash: [2, 3] },
  ], rate, 1);
  const times = chart("From placed to confirmed or cancelled", [
    { name: "half", label: "half of them at most", colour: "good" },
    { name: "most", label: "99 of 100 at most", colour: "warn", dash: [6, 4] },
  ], duration, 10);
  section.append(
    summary, map.element,
    h("div", { class: "row legend" }, note, pause),
    h("div", { class: "beside" }, h("div", { class: "charts" }, orders.element, times.element), list.element));

  let since = null;
  const dots = motion(map);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let isPaused = calm.matches;
  pause.addEventListener("click", () => setPaused(!isPaused));
  calm.addEventListener("change", () => setPaused(calm.matches));

  function setPaused(yes) {
    isPaused = yes;
    pause.setAttribute("aria-pressed", String(yes));
    dots.pause(yes);
  }

  setPaused(isPaused);

  feed.on((event) => {
    counted.hear(event);
    dots.hear(event);
    list.hear(event);
  });

  onSecond((second) => {
    if (second > 0) {
      counted.next();
    }
    const recent = counted.recent();
    const words = inWords(recent);
    setText(summary, words);
    setText(note, `${motionInWords(dots.sample(counted.recent(3).accepted), isPaused)} ${countInWords(counted.accepted(), since)}`);
    map.show(counted);
    list.show();
    const columns = counted.columns();
    orders.draw(columns, words);
    times.draw(columns, words);
  });

  feed.onState((state) => {
    if (state.isNew) {
      since = state.since;
      begin(api, counted, list);
    }
  });
}

/** What was before anything was heard. Without an answer it begins with what happens now. */
async function begin(api, counted, list) {
  counted.forget();
  const page = async (query) => (await api.get(`/orders?${query}`)).items;
  const [newest, placed, reserved] = await Promise.allSettled([
    page("limit=12"), page(`status=PLACED&limit=${MOST_REMEMBERED}`), page(`status=CREDIT_RESERVED&limit=${MOST_REMEMBERED}`),
  ]);
  if (newest.value) {
    list.begin(newest.value);
  }
  const after = (step) => (it) => ({ order: it.id, step, placed: Date.parse(it.placedAt), since: Date.parse(it.updatedAt) });
  counted.remember([...(placed.value ?? []).map(after("placed")), ...(reserved.value ?? []).map(after("asked"))]);
}

function inWords({ accepted, confirmed, cancelled, half, most }) {
  const flow = `${rate(accepted)} orders a second accepted, ${rate(confirmed)} confirmed, ${rate(cancelled)} cancelled.`;
  return half === null ? flow : `${flow} Half of them take ${duration(half)} at most, 99 of 100 ${duration(most)}.`;
}

function motionInWords(oneIn, isPaused) {
  if (isPaused) {
    return "Nothing moves; the numbers go on.";
  }
  const shown = oneIn === 1 ? "Every order is shown" : `1 order in ${oneIn} is shown`;
  return `${shown}, slower than it is: ● on its way or confirmed, ◆ cancelled, ○ waits.`;
}

function countInWords(accepted, since) {
  const whose = claims()?.operator === false ? "of your own " : "";
  return since === null ? "" : `All are counted: ${accepted.toLocaleString("en")} ${whose}since ${clock(since)}.`;
}
