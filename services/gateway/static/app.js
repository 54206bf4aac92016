// Keeps a page live: when the server says that there is news, the page asks for itself again and takes over each part
// marked data-live. A part in which somebody is typing is left alone until they are done.
"use strict";

(() => {
  const address = document.body.dataset.news;
  if (!address) return;
  const state = document.getElementById("live-state");
  let shown = null;
  let asking = false;
  let again = false;

  const say = (name) => {
    state.className = `state ${name}`;
    state.textContent = state.dataset[name] || "";
  };

  const changed = (field) =>
    field.type === "checkbox" || field.type === "radio"
      ? field.checked !== field.defaultChecked
      : field.tagName === "SELECT"
        ? [...field.options].some((option) => option.selected !== option.defaultSelected)
        : field.type !== "hidden" && field.value !== field.defaultValue;

  const inUse = (part) =>
    (part.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")) ||
    [...part.querySelectorAll("input, textarea")].some(changed);

  const takeOver = (fresh, parts = "[data-live][id]") => {
    let held = false;
    for (const part of document.querySelectorAll(parts)) {
      const next = fresh.getElementById(part.id);
      if (!next || next.outerHTML === part.outerHTML) continue;
      if (inUse(part)) {
        held = true;
        continue;
      }
      const open = [...part.querySelectorAll("details[open][id]")].map((details) => details.id);
      const scrolled = part.querySelector(".lanes")?.scrollLeft;
      part.replaceWith(document.adoptNode(next));
      for (const id of open) document.getElementById(id)?.setAttribute("open", "");
      if (scrolled) next.querySelector(".lanes")?.scrollTo({ left: scrolled });
    }
    say(held ? "held" : "on");
    return held;
  };

  const refresh = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    do {
      again = false;
      try {
        const answer = await fetch(location.href, { headers: { accept: "text/html" } });
        if (answer.redirected || answer.status === 401) {
          location.reload();
          return;
        }
        // A page that cannot be made now still says how old this one is.
        const parts = answer.ok ? undefined : "#freshness";
        takeOver(new DOMParser().parseFromString(await answer.text(), "text/html"), parts);
      } catch {
        say("lost");
      }
    } while (again);
    asking = false;
  };

  const news = new EventSource(address);
  news.addEventListener("open", () => say("on"));
  news.addEventListener("error", () => say("lost"));
  news.addEventListener("progress", (event) => {
    const first = shown === null;
    if (event.data === shown) return;
    shown = event.data;
    // The first piece of news says where the page is; what came while it loaded is fetched as well.
    if (!first || document.readyState !== "loading") refresh();
  });
  news.addEventListener("freshness", refresh);
  // What was held back while somebody typed is taken over when they leave the field.
  document.addEventListener("focusout", () => {
    if (state.classList.contains("held")) setTimeout(refresh, 0);
  });

  const lanes = document.querySelector(".lanes");
  const today = document.querySelector("svg.timeline line.today");
  if (lanes && today) lanes.scrollLeft = Math.max(0, today.x1.baseVal.value - lanes.clientWidth * 0.7);
})();
