import { h } from "./dom.js";

let opened = 0;

/** Opens a dialog, which closes by Escape too, and returns it; it goes with its last use. */
export function open(title, ...content) {
  const heading = h("h2", { id: `dialog-${++opened}` }, title);
  const dialog = h("dialog", { "aria-labelledby": heading.id, onclose: () => dialog.remove() }, heading, content);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * Asks before something is done.
 *
 * @param {{title: string, text: string, action: string, input?: string}} question `input` labels a text that must be given
 * @returns {Promise<string|null>} null if it is not to be done, otherwise the text, which is empty if none was asked for
 */
export function ask({ title, text, action, input }) {
  return new Promise((resolve) => {
    const field = input ? h("input", { required: true, maxlength: 1000, autocomplete: "off" }) : null;
    const dialog = open(
      title,
      h("p", {}, text),
      h("form", { method: "dialog" },
        field ? h("label", {}, input, field) : null,
        h("p", { class: "row" },
          h("button", { value: "yes" }, action),
          h("button", { value: "no", formnovalidate: true }, "Not now"))));
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes" ? (field?.value.trim() ?? "") : null));
  });
}
