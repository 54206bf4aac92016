// Keeps what is typed into a form as its draft, while it is typed: a moment after the last key, when the field is left, when the tab is
// hidden. It presses the form's own button for it, so what works without this script works with it; and as with the button the form says
// whom its page was made for, so that nothing is kept of somebody else who has signed in since.
"use strict";

(() => {
  const PAUSE = 800;
  const AGAIN = 10000;
  const LONGEST = 300000;
  const timers = new WeakMap();
  const sending = new WeakMap();
  const waiting = new Set();
  const failures = new WeakMap();
  // Before this the server wants nothing of this page.
  let notBefore = 0;

  // What is typed in an older window is kept beside what was typed elsewhere since, and not in its place.
  const WINDOW = crypto.getRandomValues(new Uint32Array(4)).join("");

  const keeperOf = (form) => form?.querySelector("button[data-keep]");

  const body = (form, button) => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    if (button.name) fields.append(button.name, button.value);
    return fields;
  };

  document.addEventListener("formdata", (event) => {
    if (keeperOf(event.target)) event.formData.set("draft-window", WINDOW);
  });

  const show = (form, said, wrong) => {
    const state = form.querySelector(".draft-state");
    if (state) state.textContent = said;
    for (const old of form.querySelectorAll(".wrong.at-once")) old.remove();
    for (const [name, words] of Object.entries(wrong)) {
      const field = form.elements.namedItem(name);
      if (!(field instanceof Element)) continue;
      const line = document.createElement("p");
      line.className = "wrong at-once";
      line.setAttribute("role", "alert");
      line.textContent = words;
      field.after(line);
    }
  };

  const later = (form, pause) => {
    waiting.add(form);
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => keep(form), Math.max(pause, notBefore - Date.now())));
  };

  // After a failure that may pass it is tried again: when the server says, or after ever longer pauses.
  const again = (form, seconds) => {
    const failed = failures.get(form) ?? 0;
    failures.set(form, failed + 1);
    if (seconds > 0) notBefore = Math.max(notBefore, Date.now() + seconds * 1000);
    later(form, seconds > 0 ? seconds * 1000 : Math.min(AGAIN * 2 ** failed, LONGEST));
  };

  // What is too large, too much or not allowed would be refused again; typing on asks anew.
  const mayPass = (status) => status >= 500 || status === 408 || status === 429;

  const keep = async (form, leaving = false) => {
    clearTimeout(timers.get(form));
    waiting.delete(form);
    const button = keeperOf(form);
    if (!button || !form.isConnected) return;
    sending.get(form)?.abort();
    const given = new AbortController();
    sending.set(form, given);
    const address = button.getAttribute("formaction") || form.getAttribute("action");
    let seconds = 0;
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: body(form, button),
        headers: { accept: "application/json" },
        keepalive: leaving,
        signal: given.signal,
      });
      seconds = Number(answer.headers.get("retry-after"));
      const { said, wrong } = await answer.json();
      show(form, said, wrong);
      if (mayPass(answer.status)) again(form, seconds);
      else failures.delete(form);
    } catch {
      if (given.signal.aborted) return;
      show(form, button.dataset.failed, {});
      again(form, seconds);
    }
  };

  const typed = (event) => {
    const form = event.target.form;
    if (keeperOf(form)) later(form, PAUSE);
  };
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("focusout", (event) => {
    const form = event.target.form;
    if (form && waiting.has(form) && Date.now() >= notBefore) keep(form);
  });
  const leave = () => {
    for (const form of [...waiting]) keep(form, true);
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) leave();
  });
  addEventListener("pagehide", leave);

  // What is sent is no draft any more; what is typed on after that is one again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    clearTimeout(timers.get(form));
    waiting.delete(form);
    sending.get(form)?.abort();
  });
})();
