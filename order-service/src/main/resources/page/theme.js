// Not a module: it runs before the first paint, so that a chosen theme does not flash in.
(() => {
  const chosen = localStorage.getItem("warren.theme");
  if (chosen) {
    document.documentElement.dataset.theme = chosen;
  }
})();
