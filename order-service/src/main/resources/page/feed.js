import { begin, Problem } from "./api.js";
import { onChange } from "./identity.js";
import { sseReader } from "./sse.js";

/** The server is never silent for longer than 15 s. */
const SILENCE = 45_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
const UNTIL_WOKEN = 2 ** 31 - 1;

/** Whoever was away for longer is not told what came in between: it is the present that the page shows. */
const AWAY = 10_000;

/**
 * The one connection to `/events` that all panels share. By fetch, as EventSource cannot show a token. Comes back by itself, from where it
 * was; rests while the tab is hidden.
 *
 * `on(listener)`: each event, a CloudEvent `{type, source, subject, time, correlationid, traceparent, data, …}`; returns what ends it.
 * `onState(listener)`: `{name: "connecting"|"connected"|"waiting"|"refused"|"hidden", since: Date, problem: Problem|null, isNew: boolean}`,
 * at once and on every change; `isNew` if it is connected and has not heard what came before.
 */
export function openFeed() {
  const listeners = new Set();
  const stateListeners = new Set();
  let state = { name: "connecting", since: new Date(), problem: null, isNew: false };
  let lastEventId = "";
  let stop = new AbortController();
  let wake = () => {};
  let attempts = 0;
  let isTooSlow = false;

  function become(name, { problem = null, isNew = false } = {}) {
    // Since when it waits counts from the break, not from the latest try.
    const isSame = name === state.name;
    state = { name, since: isSame ? state.since : new Date(), problem: problem ?? (isSame ? state.problem : null), isNew };
    stateListeners.forEach((listener) => listener(state));
  }

  function hear({ type, data }) {
    if (type === "reset") {
      return;
    }
    if (type === "closing") {
      isTooSlow = JSON.parse(data).code === "TOO_SLOW";
      return;
    }
    const event = JSON.parse(data);
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (e) {
        reportError(e);
      }
    }
  }

  async function read(answer) {
    const parser = sseReader(hear);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const silence = setTimeout(() => stop.abort(), SILENCE);
      try {
        const { done, value } = await reader.read().catch(brokenOff);
        if (done) {
          return;
        }
        parser.push(value);
        lastEventId = parser.lastEventId() || lastEventId;
      } finally {
        clearTimeout(silence);
      }
    }
  }

  async function connect() {
    stop = new AbortController();
    if (state.name !== "waiting") {
      become("connecting");
    }
    const headers = lastEventId ? { "Last-Event-ID": lastEventId } : {};
    const answer = await begin("GET", "/events", { headers, signal: stop.signal });
    attempts = 0;
    become("connected", { isNew: lastEventId === "" });
    await read(answer);
    if (isTooSlow) {
      isTooSlow = false;
      lastEventId = "";
      throw new Problem("This tab could not keep up with all that happens: some of it is not counted.");
    }
  }

  const pause = (millis) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, millis);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function visible() {
    if (document.hidden) {
      become("hidden");
      const since = Date.now();
      await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
      if (Date.now() - since > AWAY) {
        lastEventId = "";
      }
    }
  }

  async function run() {
    for (;;) {
      await visible();
      let trouble = null;
      try {
        await connect();
      } catch (e) {
        if (e instanceof Problem) {
          trouble = e;
        } else if (e.name !== "AbortError") {
          reportError(e);
        }
      }
      if (trouble?.status === 400) {
        // Another journal than the one that the id is of.
        lastEventId = "";
      }
      if (trouble?.status === 401 || trouble?.status === 403) {
        become("refused", { problem: trouble });
        await pause(UNTIL_WOKEN);
      } else if (!document.hidden) {
        become("waiting", { problem: trouble });
        await pause(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempts++) * (0.5 + Math.random() / 2));
      }
    }
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? stop.abort() : wake()));
  onChange(() => {
    // Whoever asks with another one sees another feed.
    lastEventId = "";
    stop.abort();
    wake();
  });
  run();

  return {
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onState(listener) {
      stateListeners.add(listener);
      listener(state);
    },
    state: () => state,
  };
}

function brokenOff(e) {
  throw e.name === "AbortError" ? e : new Problem("The connection to the services broke off.");
}
