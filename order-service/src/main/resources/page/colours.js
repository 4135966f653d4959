const probe = document.createElement("span");
probe.hidden = true;
document.body.append(probe);

/** What a colour of the style sheet is now, in a form that a canvas understands. */
export function colour(name) {
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

/** Calls whenever the colours have become others. */
export function onColours(listener) {
  addEventListener("themechange", listener);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", listener);
}
