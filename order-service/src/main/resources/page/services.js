// Who is alive, as the front door hears it, and how each service says that it is.

import { h, setText } from "./dom.js";
import { inWords, WELL } from "./health.js";
import { keyedTable } from "./keyed.js";
import { every } from "./polling.js";
import { clock } from "./words.js";

/** An instance that went away is told of for so long, and a new one is called new. */
const REMEMBERED = 30_000;
const NEW = 15_000;

/** Of the registry's states, and of what is not there any more. */
const KINDS = { up: "good", suspect: "warn", gone: "bad" };

/** Before it was asked how it is. */
const UNKNOWN = "…";

const STATES = { UP: "up", SUSPECT: "suspect: a heartbeat is missing" };

export function mount(section, { api, onSecond, alarm }) {
  const trouble = h("p", { class: "problem", role: "status" });
  const table = keyedTable("Instances of the services", ["Service", "Instance", "State", "Since", "Says"], row);
  section.append(trouble, table.element);
  const seen = new Map();
  const health = new Map();

  function note(items, now) {
    const isFirstLook = seen.size === 0;
    for (const item of items) {
      const firstSeen = seen.get(item.id)?.firstSeen ?? (isFirstLook ? 0 : now);
      seen.set(item.id, { ...item, firstSeen, goneAt: null });
    }
    const live = new Set(items.map((it) => it.id));
    for (const [id, instance] of seen) {
      if (!live.has(id)) {
        instance.goneAt ??= now;
        if (now - instance.goneAt > REMEMBERED && hasOther(instance)) {
          seen.delete(id);
        }
      }
    }
  }

  /** The last instance of a service stays in sight: it is what is missing. */
  const hasOther = ({ id, name }) => [...seen.values()].some((it) => it.name === name && it.id !== id);

  const names = (wanted) => [...new Set([...seen.values()].filter(wanted).map((it) => it.name))].sort();
  const isLive = ({ goneAt }) => goneAt === null;

  function missing() {
    const live = names(isLive);
    return names(() => true)
      .filter((name) => !live.includes(name))
      .map((name) => `${name} is down. Nothing is lost: its messages wait in its queue.`)
      .join(" ");
  }

  const unwell = () => names((it) => isLive(it) && ![undefined, UNKNOWN, WELL].includes(health.get(it.name))).map((name) => `${name}: ${health.get(name)}.`);

  function shown(now) {
    return [...seen.values()]
      .sort((one, other) => one.name.localeCompare(other.name) || one.startedAt.localeCompare(other.startedAt))
      .map(({ id, name, port, version, startedAt, state, firstSeen, goneAt }) => ({
        key: id,
        name,
        port,
        version,
        startedAt,
        kind: goneAt ? "gone" : state.toLowerCase(),
        state: goneAt ? `gone since ${clock(goneAt)}` : (STATES[state] ?? state) + (now - firstSeen < NEW ? ", new" : ""),
        says: goneAt ? "" : health.get(name),
      }));
  }

  async function look() {
    try {
      note((await api.get("/services")).items, Date.now());
      setText(trouble, missing());
      alarm("services", [missing(), ...unwell()].filter(Boolean).join(" "));
      names((it) => isLive(it) && !health.has(it.name)).forEach(askHealth);
    } catch (problem) {
      setText(trouble, problem.message);
    }
    table.show(shown(Date.now()));
  }

  async function askHealth(name) {
    health.set(name, health.get(name) ?? UNKNOWN);
    try {
      health.set(name, inWords(await api.get(`/services/${name}/health`)));
    } catch (problem) {
      // What a service says when it is not well comes with 503.
      health.set(name, problem.told?.details ? inWords(problem.told) : problem.message);
    }
  }

  every(1, onSecond, look);
  every(3, onSecond, () => Promise.all(names(isLive).map(askHealth)));
}

function row({ key, name, port, version, startedAt, kind, state, says }) {
  return {
    attributes: { "data-state": kind },
    cells: [name, h("td", { title: `${key}, version ${version}` }, `port ${port}`), h("span", { class: `tag ${KINDS[kind]}` }, state), clock(startedAt), says],
  };
}
