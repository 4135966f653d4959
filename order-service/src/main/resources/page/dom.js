/**
 * Makes an element. Text is only ever text, never HTML: it may come from anywhere.
 *
 * @param {string} tag
 * @param {object} attributes `class`, `id`, …; a function is a listener (`onclick`), `true` and `false` set and leave out, null leaves out
 * @param {...(Node|string|number|null|Array)} children null is left out
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter((it) => it !== null && it !== undefined));
  return element;
}

/** Changes a text only if it is another one, so that nothing is laid out or read out for nothing. */
export function setText(element, text) {
  if (element.textContent !== String(text)) {
    element.textContent = text;
  }
}

/** A table with a caption for those who do not see the heading above it. `rows` are lists of what goes into the cells. */
export function table(caption, headings, rows, attributes = {}) {
  const cell = (content) => (content instanceof HTMLTableCellElement ? content : h("td", {}, content));
  return h(
    "div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", attributes,
      h("caption", { class: "unseen" }, caption),
      h("thead", {}, h("tr", {}, headings.map((heading) => h("th", { scope: "col" }, heading)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map(cell))))));
}
