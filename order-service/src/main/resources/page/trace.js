// Where the time of one request or order went: #/traces/ID.
//
// GET /traces/{traceId} answers {traceId, spans: [{spanId, parentSpanId, service, name, startedAt, micros, isError, attributes}], missing: [{service, reason}, …]};
// startedAt in RFC 3339, micros how long it took, missing who did not answer in time.

import { h, setText, table } from "./dom.js";

const AGAIN_SECONDS = 3;

export function mount(section, { api, onSecond }) {
  const heading = section.querySelector("h2");
  const place = h("div", { id: "trace-view" });
  section.append(place);
  let id = null;
  let shown = null;

  function follow() {
    id = /^#\/traces\/([0-9a-f]{32})$/.exec(location.hash)?.[1] ?? null;
    section.hidden = id === null;
    if (id) {
      shown = null;
      setText(heading, `Trace ${id}`);
      place.replaceChildren();
      section.scrollIntoView({ block: "start" });
      heading.focus({ preventScroll: true });
      load();
    }
  }

  async function load() {
    const wanted = id;
    try {
      const trace = await api.get(`/traces/${wanted}`);
      const known = `${trace.spans.length} ${silenceInWords(trace.missing)}`;
      if (wanted === id && known !== shown) {
        shown = known;
        place.replaceChildren(...view(trace));
      }
    } catch (e) {
      shown = null;
      place.replaceChildren(h("p", { class: "problem" }, e.message));
    }
  }

  // An order goes on while one looks at it.
  onSecond((second) => (id && second % AGAIN_SECONDS === 0 ? load() : null));
  addEventListener("hashchange", follow);
  follow();
}

function view({ spans, missing }) {
  const silence = silenceInWords(missing);
  return [
    silence ? h("p", { class: "problem" }, silence) : "",
    ...(spans.length === 0 ? [h("p", {}, NOTHING)] : steps(spans)),
  ];
}

const NOTHING = "Nothing is known of it: it was not sampled, or so much happened since that it is not kept any more.";

/** Who did not tell what it knows, in words; null if all did. Pure. */
export const silenceInWords = (missing) =>
  missing.length === 0 ? null : `Without what these would have told, who did not answer: ${[...new Set(missing.map((it) => it.service))].join(", ")}.`;

function steps(spans) {
  const lines = inOrder(spans);
  const begun = Math.min(...lines.map((it) => it.at));
  const ended = Math.max(...lines.map((it) => it.at + it.micros / 1_000));
  const rows = lines.map((it) => [name(it), it.service, number(it.at - begun), number(it.micros / 1_000), bar(it, begun, ended - begun)]);
  return [
    h("p", {}, `${spans.length} steps in ${(ended - begun).toFixed(1)} ms. What waits in a queue is the gap before a step.`),
    table("Steps of the trace", ["What", "Service", "After ms", "Took ms", "When"], rows, { class: "trace" }),
  ];
}

/** Each step below the one that led to it, as they began. */
function inOrder(spans) {
  const all = spans.map((it) => ({ ...it, at: Date.parse(it.startedAt) + (Number(/\.\d{3}(\d{1,3})/.exec(it.startedAt)?.[1]?.padEnd(3, "0") ?? 0) / 1_000) }));
  const ids = new Set(all.map((it) => it.spanId));
  const below = Map.groupBy(all.sort((a, b) => a.at - b.at), (it) => (ids.has(it.parentSpanId) ? it.parentSpanId : ""));
  const walk = (parent, depth) => (below.get(parent) ?? []).flatMap((it) => [{ ...it, depth }, ...walk(it.spanId, depth + 1)]);
  return walk("", 0);
}

function name({ name: text, depth, isError, attributes }) {
  const cell = h("td", { class: isError ? "bad" : null }, text, remarks(isError, attributes).map((it) => ` (${it})`));
  cell.style.paddingLeft = `${Math.min(depth, 12) * 0.9}rem`;
  return cell;
}

const remarks = (isError, { "warren.redelivered": again, "warren.outcome": outcome } = {}) =>
  [isError ? "failed" : null, again ? "delivered again" : null, outcome ?? null].filter((it) => it !== null);

const number = (millis) => h("td", { class: "num" }, millis.toFixed(2));

function bar({ at, micros, isError }, begun, whole) {
  const line = h("div", { class: isError ? "bar failed" : "bar" });
  const share = (millis) => `${(100 * millis) / Math.max(whole, 0.001)}%`;
  line.style.marginLeft = share(at - begun);
  line.style.width = share(micros / 1_000);
  return h("td", { class: "bars", "aria-hidden": "true" }, line);
}
