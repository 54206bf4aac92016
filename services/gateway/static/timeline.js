// Keys on the timeline: + and - zoom, the arrows to the left and right go earlier and later, Escape closes the story. In the drawing
// the arrows walk: up and down from thing to thing, left and right from group to group. All of it are links that are there anyway.
"use strict";

(() => {
  const isTyping = (target) => target.closest("input, select, textarea, summary, dialog") !== null;
  const follow = (key) => {
    const link = document.querySelector(`a[data-key="${key}"]`);
    link?.click();
    return link !== null;
  };

  // Of the drawing one link is in the order of the tabulator, the one that was there last.
  const marksOf = (grid) => [...grid.querySelectorAll("[role=gridcell] a")];
  const prepare = (grid, current) => {
    for (const mark of marksOf(grid)) mark.setAttribute("tabindex", mark === current ? "0" : "-1");
  };
  const grid = document.querySelector("[role=grid]");
  if (grid) prepare(grid, grid.querySelector("[aria-current]") ?? marksOf(grid)[0]);
  document.addEventListener("focusin", (event) => {
    const within = event.target.closest("[role=grid]");
    if (within && event.target.closest("[role=gridcell]")) prepare(within, event.target);
  });

  const walk = (mark, key) => {
    const marks = marksOf(mark.closest("[role=grid]"));
    const at = marks.indexOf(mark);
    const groupOf = (one) => one.closest("[role=rowgroup]");
    const firstOf = (one) => marks.find((other) => groupOf(other) === groupOf(one));
    const next = {
      ArrowUp: () => marks[at - 1],
      ArrowDown: () => marks[at + 1],
      Home: () => marks[0],
      End: () => marks[marks.length - 1],
      ArrowRight: () => marks.slice(at).find((other) => groupOf(other) !== groupOf(mark)),
      ArrowLeft: () => {
        const before = marks.slice(0, at).reverse().find((other) => groupOf(other) !== groupOf(mark));
        return before && firstOf(before);
      },
    }[key]?.();
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
    return key in { ArrowUp: 1, ArrowDown: 1, ArrowLeft: 1, ArrowRight: 1, Home: 1, End: 1 };
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const mark = event.target.closest("[role=gridcell] a");
    if (mark && walk(mark, event.key)) {
      event.preventDefault();
      return;
    }
    const key = { "=": "+", "_": "-", "−": "-" }[event.key] ?? event.key;
    if (["+", "-", "ArrowLeft", "ArrowRight", "Escape"].includes(key) && follow(key)) event.preventDefault();
  });
})();
