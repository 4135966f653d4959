// A table that is drawn again and again. What is as it was is left alone, cell by cell, and keeps focus and selection.

import { h } from "./dom.js";

/**
 * @param {string} caption for those who do not see the heading above it
 * @param {string[]} headings the first one is of the column that names the row
 * @param {(item) => {attributes?: object, cells: Array}} row cells are content, or ready-made `td`; what listens in it knows no more of
 *   the item than its key tells
 * @returns {{element: HTMLElement, show: (items: {key: string}[]) => void}}
 */
export function keyedTable(caption, headings, row) {
  const body = h("tbody");
  const drawn = new Map();

  function made(item) {
    const { attributes = {}, cells } = row(item);
    return h("tr", attributes, cells.map((content, column) =>
      content instanceof HTMLTableCellElement ? content : column === 0 ? h("th", { scope: "row" }, content) : h("td", {}, content)));
  }

  function show(items) {
    element.hidden = items.length === 0;
    const keys = new Set(items.map((it) => it.key));
    for (const [key, { element }] of drawn) {
      if (!keys.has(key)) {
        element.remove();
        drawn.delete(key);
      }
    }
    let place = body.firstElementChild;
    for (const item of items) {
      const state = JSON.stringify(item);
      const known = drawn.get(item.key) ?? { element: made(item), state };
      if (known.state !== state) {
        change(known.element, made(item));
        known.state = state;
      }
      drawn.set(item.key, known);
      if (known.element === place) {
        place = place.nextElementSibling;
      } else {
        body.insertBefore(known.element, place);
      }
    }
  }

  // Without a row there is nothing that its headings could be of.
  const element = h(
    "div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption, hidden: true },
    h("table", {},
      h("caption", { class: "unseen" }, caption),
      h("thead", {}, h("tr", {}, headings.map((it) => h("th", { scope: "col" }, it)))),
      body));
  return { element, show };
}

function change(row, newer) {
  for (const { name, value } of newer.attributes) {
    row.setAttribute(name, value);
  }
  if (row.children.length !== newer.children.length) {
    row.replaceChildren(...newer.children);
    return;
  }
  [...newer.children].forEach((cell, at) => {
    if (!cell.isEqualNode(row.children[at])) {
      row.children[at].replaceWith(cell);
    }
  });
}
