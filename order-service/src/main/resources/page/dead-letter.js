// One dead letter: what it is, why it failed, what was done about it, and what can be done.

import { ask, open } from "./dialog.js";
import { h, setText, table } from "./dom.js";
import { clock } from "./words.js";

const LOOK_MILLIS = 500;

/** Opens it; `changed` is called when something was done about it. */
export async function inspect({ api, say }, service, id, changed) {
  const path = `/services/${service}/dead-letters/${id}`;
  const content = h("div", {});
  const trouble = h("p", { class: "problem", role: "status" });
  let dialog = null;

  let isBusy = false;

  /** One deed at a time: nobody edits or sends what is on its way. */
  function busy(yes) {
    isBusy = yes;
    content.querySelectorAll("textarea, button:not(.close)").forEach((it) => (it.disabled = yes));
  }

  async function safely(deed) {
    busy(true);
    try {
      setText(trouble, "");
      await deed();
    } catch (problem) {
      setText(trouble, problem.message);
    } finally {
      busy(false);
    }
  }

  function show(letter) {
    const body = h("textarea", { rows: 8, spellcheck: false, readonly: letter.status !== "PARKED" });
    body.value = letter.body ?? letter.bodyBase64;
    // The field has its own line ends: what nobody has edited is not sent.
    const before = body.value;
    const isEdited = () => body.value !== before;
    const buttons = letter.status === "PARKED"
      ? [
        button("Send back", () => sendBack(letter, body, isEdited()), "primary"),
        button("Save the edit", () => (isEdited() ? save(letter, body) : setText(trouble, "Nothing is edited yet."))),
        button("Discard…", () => discard(), "danger"),
      ]
      : [];
    const close = h("button", { type: "button", class: "close", onclick: () => dialog.close() }, "Close");
    content.replaceChildren(h("div", {},
      facts(letter),
      h("label", { class: "body" }, letter.body === null ? "Body, which is no text, in base64" : "Body", body),
      h("details", {}, h("summary", {}, "Headers"), table("Headers", ["Name", "Value"], Object.entries(letter.headers).map(([name, value]) => [name, shown(value)]))),
      failures(letter), deeds(letter),
      h("p", { class: "row" }, buttons, close)));
    busy(isBusy);
    close.focus();
  }

  const button = (text, deed, kind = null) => h("button", { type: "button", class: kind, onclick: () => safely(deed) }, text);

  async function save(letter, body) {
    const { version } = letter;
    show(await api.put(path, letter.body === null ? { version, bodyBase64: body.value } : { version, body: body.value }));
    changed();
  }

  /** What was edited is saved first: nobody means the old text any more. */
  async function sendBack(letter, body, isEdited) {
    if (isEdited) {
      await save(letter, body);
    }
    await redrive();
    await answered();
  }

  async function redrive() {
    try {
      show(await api.post(`${path}/redrive`));
    } catch (problem) {
      if (problem.code !== "OLDER_THAN_INBOX" || (await ask({ title: "Send it back all the same?", text: problem.message, action: "Send it back" })) === null) {
        throw problem;
      }
      show(await api.post(`${path}/redrive?force=true`));
    }
    changed();
  }

  /** Until it is handled, or parked again; or nobody looks any more. */
  async function answered() {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
      const letter = await api.get(path);
      if (!dialog.open) {
        return;
      }
      if (letter.status !== "REDRIVEN") {
        show(letter);
        changed();
        setText(trouble, letter.status === "PARKED" ? "It failed again, and waits for a decision as before." : "");
        return;
      }
    }
  }

  async function discard() {
    const reason = await ask({ title: "Discard it?", text: "It will not be handled any more. The reason is kept.", action: "Discard it", input: "Why it need not be handled" });
    if (reason !== null) {
      show(await api.delete(`${path}?reason=${encodeURIComponent(reason)}`));
      changed();
    }
  }

  try {
    const letter = await api.get(path);
    show(letter);
    dialog = open(`Dead letter of ${service}`, trouble, content);
    if (letter.status === "REDRIVEN") {
      safely(answered);
    }
  } catch (problem) {
    say(problem.message, true);
  }
}

const STATUS = { PARKED: "waits for a decision", REDRIVEN: "was sent back, no answer yet", HANDLED: "was sent back and handled", DISCARDED: "was discarded" };

function facts({ type, reason, status, messageId, correlationId, attempts, firstFailedAt, lastFailedAt }) {
  const order = correlationId ? h("a", { href: `#/orders/${correlationId}`, onclick: ({ target }) => target.closest("dialog").close() }, correlationId) : null;
  const lines = [
    ["Why", reason], ["It", STATUS[status]], ["Type", type ?? "none"], ["Message", messageId], ["Order", order],
    ["Failed", attempts === 1 ? `once, at ${clock(lastFailedAt)}` : `${attempts} times, from ${clock(firstFailedAt)} to ${clock(lastFailedAt)}`],
  ];
  return h("dl", {}, lines.filter(([, value]) => value !== null).flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

/** One failure is told above already. */
function failures({ headers }) {
  const history = [headers["warren-history"] ?? []].flat();
  return history.length < 2 ? null : h("details", {}, h("summary", {}, `All ${history.length} failures`), h("ol", {}, history.map((it) => h("li", {}, it))));
}

const DEEDS = { REDRIVEN: "sent it back", EDITED: "edited it", DISCARDED: "discarded it", ERASED: "erased it" };

function deeds({ deeds }) {
  return deeds.length === 0
    ? null
    : h("div", {}, h("h3", {}, "What was done"),
      h("ul", {}, deeds.map(({ action, byWhom, note, at }) => h("li", {}, `${clock(at)}  ${byWhom} ${DEEDS[action]}${note ? `: ${note}` : ""}`))));
}

const shown = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));
