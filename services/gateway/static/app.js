// Keeps a page live: when the server says that there is news, the page asks for itself again and takes over each part
// marked data-live. A part in which somebody is typing is left alone until they are done, and nothing is ever reloaded. Only a
// page that is seen asks, and only where it has a part that news can change; one question at a time, with a pause in between.
//
// One tab of the browser listens for all of them: the one that holds the lock, which only a tab that can be seen asks for.
// The others hear from it, and a tab that is new asks it how things stand. Each page says as of which position it was made,
// so that what came while nobody listened is asked for, and nothing else. A connection that ends for whatever reason is made
// anew, later each time; where the session has ended, nothing is asked any more but whether there is one again, the page says
// so, and what was typed is sent once the same person has signed in again.
"use strict";

(() => {
  const address = document.body.dataset.news;
  if (!address) return;
  // Where the page can be asked for again; nothing: a form made it, and there is no page to ask for.
  const refreshedFrom = document.body.dataset.refresh;
  const state = document.getElementById("live-state");
  const LOCK = "focalpoint-news";
  // What a page asks for by itself keeps nobody signed in.
  const BY_ITSELF = { "focalpoint-by-itself": "1" };
  const FIRST_PAUSE = 1000;
  const LONGEST_PAUSE = 30000;
  const LOOK_FOR_SESSION = 3000;
  // The shortest time between two questions for the page.
  const BETWEEN_QUESTIONS = 1000;
  // How old the data are is told by an event of its own: this part alone asks for nothing when there is news.
  const FRESHNESS = "freshness";
  // As of where the page is.
  let shown = document.body.dataset.position || null;
  // How the connection is: on, lost or out; nothing until it is known.
  let connection = "";
  // Whether something is held back because somebody is typing there.
  let held = false;
  // The form that waits for its person to have signed in again.
  let waiting = null;
  // Whether the page is being asked for, whether it is to be asked for again, and before when it is not.
  let asking = false;
  let wanted = false;
  let notBefore = 0;
  let timer = 0;

  const say = () => {
    if (!state) return;
    const name = connection === "on" && held ? "held" : connection;
    state.className = `state ${name}`;
    state.textContent = state.dataset[name] || "";
  };

  const is = (name) => {
    connection = name;
    say();
  };

  const changed = (field) =>
    field.type === "checkbox" || field.type === "radio"
      ? field.checked !== field.defaultChecked
      : field.tagName === "SELECT"
        ? [...field.options].some((option) => option.selected !== option.defaultSelected)
        : field.type !== "hidden" && field.value !== field.defaultValue;

  // What is shown again with what was wrong is nowhere else, though nobody has changed it since.
  const inUse = (part) =>
    part.contains(waiting) ||
    part.querySelector(":active, [data-refused]") !== null ||
    (part.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")) ||
    [...part.querySelectorAll("input, select, textarea")].some(changed);

  // Parts as the server made them, before anybody opened anything in them.
  const asMade = new WeakMap();
  const liveParts = () => [...document.querySelectorAll("[data-live][id]")];
  for (const part of liveParts()) asMade.set(part, part.outerHTML);

  // What tells an element from others of its kind: where it leads, what it sends, and of what it speaks.
  const marks = (element) =>
    [
      element.id,
      element.getAttribute("href"),
      element.getAttribute("name"),
      element.getAttribute("value"),
      element.closest("form")?.getAttribute("action"),
      element.closest("details[id]")?.id,
      element.closest("li, tr")?.querySelector("a[href]")?.getAttribute("href"),
      element.textContent.trim(),
    ].join("\n");

  // The same element in the part that takes the other's place; nothing, where it is gone.
  const counterpart = (element, part, next) => {
    const alike = (root) => [...root.querySelectorAll(element.localName)].filter((one) => marks(one) === marks(element));
    return alike(next)[alike(part).indexOf(element)] ?? null;
  };

  const summaryOf = (details) => details.querySelector(":scope > summary");

  // Opens and closes in the new part what somebody opened and closed in the old one.
  const keepOpenness = (part, next) => {
    for (const details of part.querySelectorAll("details")) {
      const summary = summaryOf(details);
      const fresh = details.id
        ? [...next.querySelectorAll("details[id]")].find((one) => one.id === details.id)
        : summary && counterpart(summary, part, next)?.parentElement;
      if (fresh) fresh.open = details.open;
    }
  };

  const takeOver = (fresh, parts) => {
    for (const part of parts) {
      const next = fresh.getElementById(part.id);
      const made = next?.outerHTML;
      if (!next || made === asMade.get(part)) continue;
      const focused = part.contains(document.activeElement) ? document.activeElement : null;
      const focusedNext = focused && counterpart(focused, part, next);
      if (inUse(part) || (focused && !focusedNext)) {
        held = true;
        continue;
      }
      keepOpenness(part, next);
      part.replaceWith(document.adoptNode(next));
      asMade.set(next, made);
      focusedNext?.focus({ preventScroll: true });
    }
    say();
  };

  const isSignedOut = async () => {
    const answer = await fetch("/account", { method: "HEAD", redirect: "manual", headers: BY_ITSELF });
    return answer.status === 401;
  };

  // How long to wait before asking again, as an answer says.
  const pauseOf = (answer) => 1000 * (Number(answer.headers.get("retry-after")) || 5);

  // What is refused for good is not asked for again before there is news.
  const mayPass = (status) => status >= 500 || status === 408 || status === 429;

  const ask = async () => {
    if (asking || document.hidden) return;
    asking = true;
    wanted = false;
    let pause = BETWEEN_QUESTIONS;
    try {
      const answer = await fetch(refreshedFrom, { headers: { accept: "text/html", ...BY_ITSELF } });
      if (answer.status === 401) {
        tell({ kind: "state", name: "out" });
      } else if (!answer.redirected) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (answer.ok) {
          held = false;
          takeOver(fresh, liveParts());
          shown = fresh.body.dataset.position || shown;
        } else {
          // A page that cannot be made now still says how old this one is.
          takeOver(fresh, liveParts().filter((part) => part.id === FRESHNESS));
          if (mayPass(answer.status)) {
            wanted = true;
            pause = pauseOf(answer);
          }
        }
      }
    } catch {
      setTimeout(refresh, LONGEST_PAUSE);
    }
    notBefore = Date.now() + pause;
    asking = false;
    if (wanted) refresh();
  };

  // Has the page asked for as soon as it may be; one that nobody sees waits until it is seen.
  const refresh = () => {
    if (!refreshedFrom) return;
    wanted = true;
    if (asking || document.hidden) return;
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(0, notBefore - Date.now()));
  };

  const hasNews = () => {
    if (liveParts().some((part) => part.id !== FRESHNESS)) refresh();
  };

  // What the tab that listens does beside the rest.
  let answerWho = null;
  let onState = null;

  const hear = (news) => {
    switch (news.kind) {
      case "who":
        answerWho?.();
        break;
      case "state":
        is(news.name);
        onState?.(news.name);
        break;
      case "freshness":
        if (connection !== "out") refresh();
        break;
      case "progress":
        is("on");
        if (news.position !== shown) {
          shown = news.position;
          hasNews();
        }
        break;
    }
  };

  const others = "BroadcastChannel" in window ? new BroadcastChannel(LOCK) : null;
  if (others) others.onmessage = (message) => hear(message.data);
  const tell = (news) => {
    hear(news);
    others?.postMessage(news);
  };

  // Listens until the tab is hidden; resolves when it is.
  const listen = () =>
    new Promise((resolve) => {
      let news = null;
      let pause = FIRST_PAUSE;
      let timer = 0;
      let position = null;
      let waitsForSession = false;
      let hasEnded = false;
      const end = () => {
        if (!document.hidden) return;
        hasEnded = true;
        clearTimeout(timer);
        news?.close();
        answerWho = null;
        onState = null;
        document.removeEventListener("visibilitychange", end);
        resolve();
      };
      const tryAgain = () => {
        if (hasEnded) return;
        clearTimeout(timer);
        timer = setTimeout(connect, pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      };
      const connect = async () => {
        news?.close();
        // Without a session no news is asked for, only whether there is one again.
        let out = false;
        if (connection === "out") {
          try {
            out = await isSignedOut();
          } catch {
            out = true;
          }
        }
        if (hasEnded) return;
        if (out) {
          tryAgain();
          return;
        }
        news = new EventSource(address);
        news.addEventListener("open", () => {
          pause = FIRST_PAUSE;
          waitsForSession = false;
          tell({ kind: "state", name: "on" });
        });
        news.addEventListener("progress", (event) => {
          position = event.data;
          tell({ kind: "progress", position });
        });
        news.addEventListener("freshness", () => tell({ kind: "freshness" }));
        news.addEventListener("error", async () => {
          // Whatever the browser makes of the answer (it gives up after any but 200), it is asked again.
          news.close();
          if (hasEnded) return;
          let signedOut = false;
          try {
            signedOut = await isSignedOut();
          } catch {
            signedOut = false;
          }
          if (hasEnded) return;
          tell({ kind: "state", name: signedOut ? "out" : "lost" });
          if (!waitsForSession) tryAgain();
        });
      };
      answerWho = () => {
        if (connection) others?.postMessage({ kind: "state", name: connection });
        if (connection === "on" && position !== null) others?.postMessage({ kind: "progress", position });
        // A page that could be made: there may be a session again.
        if (waitsForSession) {
          pause = FIRST_PAUSE;
          connect();
        }
      };
      onState = (name) => {
        if (name !== "out" || waitsForSession) return;
        waitsForSession = true;
        // Whichever tab found it out: nothing is listened to without a session.
        news?.close();
        tryAgain();
      };
      document.addEventListener("visibilitychange", end);
      connect();
      end();
    });

  const seen = () =>
    document.hidden
      ? new Promise((resolve) => document.addEventListener("visibilitychange", () => resolve(seen()), { once: true }))
      : Promise.resolve();

  const keepListening = async () => {
    for (;;) {
      await seen();
      const turn = async () => {
        if (!document.hidden) await listen();
      };
      // Without locks each tab that can be seen listens for itself.
      if (navigator.locks) {
        const given = new AbortController();
        const leave = () => document.hidden && given.abort();
        document.addEventListener("visibilitychange", leave);
        try {
          await navigator.locks.request(LOCK, { signal: given.signal }, turn);
        } catch {
          // The tab was hidden while it waited.
        }
        document.removeEventListener("visibilitychange", leave);
      } else {
        await turn();
      }
    }
  };
  keepListening();
  others?.postMessage({ kind: "who" });

  document.addEventListener("visibilitychange", () => {
    if (document.hidden || connection === "out") return;
    // What it says of the data's age may be over.
    if (wanted || document.querySelector(`#${FRESHNESS} p`)) refresh();
    else hasNews();
  });
  // What was held back while somebody typed or pressed is taken over when they are done.
  for (const done of ["focusout", "pointerup"]) {
    document.addEventListener(done, () => {
      if (held) setTimeout(refresh, 0);
    });
  }

  // Who would send a form now, as /account says: nobody while the session is over or wants its second factor.
  const sender = async () => {
    const answer = await fetch("/account", { method: "HEAD", redirect: "manual", headers: BY_ITSELF });
    return { status: answer.status, person: answer.headers.get("focalpoint-person") };
  };

  // Whether somebody else has signed in since than whoever the form was shown to.
  const isAnothers = (form, person) => {
    const writtenBy = form.elements.namedItem("written-by")?.value;
    return Boolean(person && writtenBy) && person !== writtenBy;
  };

  // A form whose session has ended, or is somebody else's by now, waits, as it is, until its own person has signed in again in
  // another tab. Nobody else sends what they typed.
  const panel = document.getElementById("signed-out");
  const sent = new WeakSet();
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!panel || form.method !== "post" || sent.has(form) || form.action.endsWith("/sign-out")) return;
    event.preventDefault();
    const button = event.submitter;
    const send = () => {
      sent.add(form);
      form.requestSubmit(button);
      sent.delete(form);
    };
    try {
      const { status, person } = await sender();
      if (status !== 401 && !isAnothers(form, person)) {
        send();
        return;
      }
      if (status === 401) is("out");
    } catch {
      send();
      return;
    }
    waiting = form;
    panel.showModal();
    const look = setInterval(async () => {
      try {
        const { status, person } = await sender();
        if (status !== 200 || isAnothers(form, person)) return;
      } catch {
        return;
      }
      clearInterval(look);
      panel.close();
      send();
    }, LOOK_FOR_SESSION);
    const leave = () => {
      clearInterval(look);
      waiting = null;
    };
    panel.addEventListener("close", leave, { once: true });
  });

  // The key that leads to what is looked for, wherever nobody is typing.
  const search = document.querySelector("form.search input");
  document.addEventListener("keydown", (event) => {
    if (!search || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, dialog, [contenteditable]")) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
})();
