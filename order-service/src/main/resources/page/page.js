// The frame: it connects, says what goes wrong, and gives each section to the module that its data-panel names.
//
// A panel is a module with `export function mount(section, context)`; it appends to its section, below the heading that is there.
// context = {
//   api       get, post, put, delete, ask: see api.js; they throw a Problem whose message is in words
//   feed      on, onState, state: see feed.js; one connection for all
//   onSecond  (listener) => …: calls it with 0 at first, then each second while the page is seen with 1, 2, 3, …; not while it is
//             still busy with the one before. Ask once in a while: `if (second % 5 === 0)`
//   alarm     (section, text) => …: stands on top as long as it is so, and leads to the section of that id; "" when it is over
//   say       (text, isProblem = false) => …: tells it politely, for a while
// }

import { api } from "./api.js";
import { h, setText } from "./dom.js";
import { openFeed } from "./feed.js";
import * as identity from "./identity.js";
import { clock } from "./words.js";

const NOTICE_MILLIS = 10_000;
const $ = (id) => document.getElementById(id);

function say(text, isProblem = false) {
  const notice = h("p", { class: isProblem ? "notice problem" : "notice" }, text,
    h("button", { type: "button", class: "plain", "aria-label": "Dismiss", onclick: () => notice.remove() }, "×"));
  $("notices").replaceChildren(notice);
  setTimeout(() => notice.remove(), NOTICE_MILLIS);
}

const alarms = new Map();

function alarm(section, text) {
  if ((alarms.get(section) ?? "") !== text) {
    alarms.set(section, text);
    $("alarms").replaceChildren(...[...alarms].filter(([, it]) => it !== "").map(([id, it]) => h("a", { href: `#${id}` }, it)));
  }
}

const everySecond = [];
let second = 0;

function onSecond(listener) {
  let underWay = false;
  const call = async () => {
    if (underWay) {
      return;
    }
    underWay = true;
    try {
      await listener(second);
    } catch (e) {
      say(e.message, true);
      reportError(e);
    } finally {
      underWay = false;
    }
  };
  everySecond.push(call);
  call();
}

setInterval(() => {
  if (!document.hidden) {
    second++;
    everySecond.forEach((call) => call());
  }
}, 1_000);

const feed = openFeed();

const CONNECTION = {
  connecting: ({ since }) => `Connecting since ${clock(since)}…`,
  connected: ({ since }) => `Live since ${clock(since)}`,
  waiting: ({ since }) => `Reconnecting since ${clock(since)}…`,
  refused: ({ problem }) => problem.message,
  hidden: () => "Paused while hidden",
};

let told = "";

feed.onState((state) => {
  const { name, since, problem } = state;
  $("connection").dataset.state = name;
  setText($("connection"), CONNECTION[name](state));
  if (name === "refused") {
    $("identity").open = true;
  }
  // The same once for each break, however often it is tried again.
  if (name === "waiting" && problem && told !== `${since} ${problem.message}`) {
    told = `${since} ${problem.message}`;
    say(problem.message, true);
  }
});

function showIdentity() {
  const claims = identity.claims();
  const who = claims === null ? "a token" : `${claims.operator ? "operator" : "customer"} until ${clock(claims.until)}`;
  setText($("identity-summary"), identity.token() === "" ? "Token: none" : `Token: ${who}`);
}

$("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  identity.use($("token").value);
  $("token").value = "";
  $("identity").open = false;
});
$("token-forget").addEventListener("click", () => identity.use(""));
identity.onChange(showIdentity);
showIdentity();

$("theme").value = document.documentElement.dataset.theme ?? "";
$("theme").addEventListener("change", ({ target }) => {
  if (target.value === "") {
    localStorage.removeItem("warren.theme");
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem("warren.theme", target.value);
    document.documentElement.dataset.theme = target.value;
  }
  dispatchEvent(new Event("themechange"));
});

/** A panel that cannot be shown says so, and the others are none the worse. */
async function mount(section) {
  try {
    const panel = await import(`./${section.dataset.panel}.js`);
    await panel.mount(section, { api, feed, onSecond, alarm, say });
  } catch (e) {
    section.append(h("p", { class: "problem" }, `This part of the page does not work: ${e.message}`));
    reportError(e);
  }
}

document.querySelectorAll("section[data-panel]").forEach(mount);
