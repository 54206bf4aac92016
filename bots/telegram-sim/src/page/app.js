"use strict";
// The chat page. Everything it shows comes from /sim; texts go into the page as text, never as markup.

const el = (id) => document.getElementById(id);
const contacts = new Map();
let openId = null;
let messages = new Map();
let replyTo = null;
let editing = null;
let zone = "Europe/Belgrade";
let clock = { now: Date.now(), read: performance.now(), controllable: false };
let botName = "";
let typingTimer = 0;
let toastTimer = 0;
let atEnd = true;
let seenHeight = 0;

// ---- talking to the simulator

async function ask(method, path, body) {
  const options = { method, headers: {} };
  if (body instanceof Blob) {
    options.body = body;
    options.headers["Content-Type"] = body.type || "application/octet-stream";
  } else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error || `${response.status} ${response.statusText}`);
  return answer;
}

const chatPath = (rest) => `/sim/contacts/${openId}/${rest}`;

async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    toast(error.message);
    return null;
  }
}

// ---- small makers

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

const fullName = (contact) => [contact.first_name, contact.last_name].filter(Boolean).join(" ");
const timeOf = (date) => date.toLocaleTimeString("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
const dayKey = (date) => date.toLocaleDateString("en-CA", { timeZone: zone });
const clockNow = () => new Date(clock.now + (clock.controllable ? 0 : performance.now() - clock.read));

function dayName(date) {
  const options = { timeZone: zone, weekday: "short", day: "numeric", month: "long" };
  if (dayKey(date).slice(0, 4) !== dayKey(clockNow()).slice(0, 4)) options.year = "numeric";
  return date.toLocaleDateString("en-GB", options);
}

function sizeName(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1048576) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1048576).toFixed(1)} MB`;
}

function face(contact) {
  const name = fullName(contact);
  const letters = name.split(/\s+/).map((word) => [...word][0]).slice(0, 2).join("").toUpperCase();
  const node = make("span", `face tone-${contact.id % 7}`, letters);
  node.setAttribute("aria-hidden", "true");
  return node;
}

function toast(text) {
  el("toast").textContent = text;
  el("toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { el("toast").hidden = true; }, 4500);
}

function showAlert(text) {
  el("alert-text").textContent = text;
  if (!el("alert").open) el("alert").showModal();
}

// ---- the list

function showContacts() {
  const sought = el("search").value.trim().toLocaleLowerCase();
  const matching = [...contacts.values()].filter((contact) =>
    `${fullName(contact)} ${contact.subtitle || ""} ${contact.username || ""}`.toLocaleLowerCase().includes(sought));
  const lastOf = (contact) => contact.last_message ? contact.last_message.id : 0;
  matching.sort((a, b) => lastOf(b) - lastOf(a) || a.id - b.id);
  const focused = document.activeElement && document.activeElement.dataset.testid;
  el("contacts").replaceChildren(...matching.map(contactLine));
  if (focused && focused.startsWith("contact-") && focused !== "contact-search") {
    const again = el("contacts").querySelector(`[data-testid="${focused}"]`);
    if (again) again.focus({ preventScroll: true });
  }
  el("contacts-none").hidden = matching.length > 0 || contacts.size === 0;
}

function contactLine(contact) {
  const item = make("li");
  const line = make("button", "person");
  line.type = "button";
  line.dataset.testid = `contact-${contact.id}`;
  line.setAttribute("aria-current", String(contact.id === openId));
  line.append(face(contact), make("span", "person-name", fullName(contact)));
  const last = contact.last_message;
  let when = "";
  if (last) {
    const date = new Date(last.date);
    when = dayKey(date) === dayKey(clockNow()) ? timeOf(date)
      : date.toLocaleDateString("en-GB", { timeZone: zone, day: "numeric", month: "short" });
  }
  line.append(make("span", "person-when", when), make("span", "person-sub", contact.subtitle || ""));
  const state = contact.blocked ? "Has blocked the bot" : "Has not started the chat";
  const you = last && last.from === "contact" ? "You: " : "";
  line.append(make("span", "person-last", last && !contact.blocked ? you + last.text : state));
  if (contact.unread > 0) {
    const badge = make("span", "badge", String(contact.unread));
    badge.dataset.testid = `unread-${contact.id}`;
    badge.setAttribute("aria-label", `${contact.unread} unread`);
    line.append(badge);
  }
  line.addEventListener("click", () => { location.hash = String(contact.id); });
  item.append(line);
  return item;
}

function putContact(contact) {
  contacts.set(contact.id, contact);
  showContacts();
  if (contact.id === openId) showFoot();
}

// ---- the open chat

async function openChat(id) {
  const contact = contacts.get(id);
  if (!contact) {
    openId = null;
    document.body.dataset.view = "list";
    el("phone").hidden = true;
    el("stage-empty").hidden = false;
    showContacts();
    return;
  }
  if (openId !== id) {
    openId = id;
    messages = new Map();
    el("log").replaceChildren();
    el("input").value = "";
    stopReplying();
    closeMenus();
    el("toast").hidden = true;
  }
  document.body.dataset.view = "chat";
  el("phone").hidden = false;
  el("stage-empty").hidden = true;
  el("chat-title").textContent = botName;
  el("phone-owner").textContent = fullName(contact);
  el("mailbox").hidden = !contact.mailbox_url;
  if (contact.mailbox_url) link(el("mailbox"), contact.mailbox_url);
  stopTyping();
  el("phone").setAttribute("aria-label", `Phone of ${fullName(contact)}`);
  showContacts();
  showFoot();
  await readChat();
}

async function readChat() {
  const id = openId;
  const read = await attempt(() => ask("GET", chatPath("messages")));
  if (!read || id !== openId) return;
  messages = new Map(read.messages.map((message) => [message.id, message]));
  showLog();
  markRead();
  const commands = await attempt(() => ask("GET", chatPath("commands")));
  if (commands && id === openId) showCommands(commands);
}

function markRead() {
  const contact = contacts.get(openId);
  if (contact && contact.unread > 0 && document.visibilityState === "visible") attempt(() => ask("POST", chatPath("open")));
}

function showFoot() {
  const contact = contacts.get(openId);
  if (!contact) return;
  const begun = contact.started && !contact.blocked;
  el("start").hidden = begun;
  el("start").textContent = contact.blocked ? "RESTART" : "START";
  el("composer").hidden = !begun;
  el("chat-menu-button").hidden = !contact.started;
  el("block").textContent = contact.blocked ? "Unblock bot" : "Stop and block bot";
}

function showLog() {
  const log = el("log");
  const items = [];
  let day = "";
  let from = "";
  for (const message of messages.values()) {
    const date = new Date(message.date);
    if (dayKey(date) !== day) {
      day = dayKey(date);
      from = "";
      items.push(make("li", "day", dayName(date)));
    }
    items.push(messageLine(message, message.from !== from));
    from = message.from;
  }
  if (items.length === 0) {
    const hint = make("li", "intro", `Press START to begin the chat with ${botName}.`);
    items.push(hint);
  }
  log.replaceChildren(...items);
  toEnd();
}

function toEnd() {
  const log = el("log");
  log.scrollTo({ top: log.scrollHeight, behavior: "instant" });
  atEnd = true;
}

function messageLine(message, first) {
  const own = message.from === "contact";
  const item = make("li", "message");
  item.classList.toggle("out", own);
  item.classList.toggle("first", first);
  item.dataset.testid = "message";
  item.dataset.id = String(message.id);
  item.dataset.from = message.from;
  const bubble = make("div", "bubble");
  if (message.forwarded_from) bubble.append(make("i", "forwarded", `Forwarded from ${message.forwarded_from}`));
  if (message.reply_to) {
    const quote = make("button", "quote");
    quote.type = "button";
    quote.dataset.testid = "reply-quote";
    quote.append(make("b", "", message.reply_to.from === "bot" ? botName : "You"), make("span", "", message.reply_to.text));
    quote.addEventListener("click", () => flash(message.reply_to.id));
    bubble.append(quote);
  }
  bubble.append(...attachment(message));
  if (message.text) {
    const text = make("div", "text");
    text.dir = "auto";
    text.append(...marked(message.text, message.entities));
    bubble.append(text);
  }
  const stamp = make("span", "stamp", (message.edited ? "edited " : "") + timeOf(new Date(message.date)));
  if (message.edited) stamp.dataset.testid = "edited-mark";
  (bubble.lastChild && bubble.lastChild.classList.contains("text") ? bubble.lastChild : bubble).append(stamp);
  bubble.tabIndex = 0;
  bubble.setAttribute("role", "group");
  bubble.setAttribute("aria-label", `${own ? "You" : botName}, ${timeOf(new Date(message.date))}. Press Enter to reply.`);
  bubble.addEventListener("click", (event) => {
    if (!event.target.closest("a, button")) toggleActions(item, message);
  });
  bubble.addEventListener("keydown", (event) => {
    if (event.target === bubble && event.key === "Enter") toggleActions(item, message);
  });
  item.append(bubble);
  if (message.buttons.length > 0) {
    item.classList.add("has-buttons");
    item.append(keyboard(message));
  }
  return item;
}

function attachment(message) {
  if (message.kind === "photo" && message.document) {
    const image = make("img", "photo");
    image.src = message.document.href;
    image.alt = message.text || "Photo";
    return [image];
  }
  if (message.kind === "document" && message.document) {
    const file = make("div", "file");
    const ending = message.document.name.includes(".") ? message.document.name.split(".").pop().slice(0, 4).toUpperCase() : "FILE";
    const words = make("div");
    const link = make("a", "", message.document.name);
    link.href = message.document.href;
    link.download = message.document.name;
    link.dataset.testid = "document-link";
    words.append(link, make("small", "", sizeName(message.document.size)));
    const sign = make("span", "file-sign", ending);
    sign.setAttribute("aria-hidden", "true");
    file.append(sign, words);
    return [file];
  }
  if (message.contact) return [make("div", "text", `👤 ${message.contact.first_name}\n${message.contact.phone_number}`)];
  if (message.location) return [make("div", "text", `📍 ${message.location.latitude}, ${message.location.longitude}`)];
  if (message.sticker) return [make("div", "sticker", message.sticker.emoji)];
  return [];
}

function keyboard(message) {
  const board = make("div", "keyboard");
  message.buttons.forEach((buttons, row) => {
    const line = make("div", "keyboard-row");
    buttons.forEach((button, column) => {
      const key = make(button.url ? "a" : "button", "inline", button.url ? `${button.text} ↗` : button.text);
      key.dataset.testid = "inline-button";
      if (button.url) {
        link(key, button.url);
      } else {
        key.type = "button";
        key.addEventListener("click", () => press(key, message.id, row, column));
      }
      line.append(key);
    });
    board.append(line);
  });
  return board;
}

async function press(key, messageId, row, column) {
  key.classList.add("waiting");
  const answer = await attempt(() =>
    ask("POST", chatPath(`messages/${messageId}/press`), { row, column, wait_ms: 15000 }));
  key.classList.remove("waiting");
  if (!answer || !answer.text) return;
  if (answer.show_alert) showAlert(answer.text);
  else toast(answer.text);
}

function flash(id) {
  const target = el("log").querySelector(`[data-id="${Number(id)}"]`);
  if (!target) return;
  target.scrollIntoView({ block: "center" });
  target.classList.add("flash");
  setTimeout(() => target.classList.remove("flash"), 1200);
}

// ---- texts with marks; offsets count UTF-16 units, as strings here do

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", blockquote: "blockquote", expandable_blockquote: "blockquote" };

function link(node, url) {
  if (!/^(https?|tg|mailto|tel):/i.test(url)) return;
  node.href = url;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
}

function marked(text, entities) {
  const pieces = (from, to, within) => {
    const nodes = [];
    let at = from;
    while (within.length > 0) {
      const [entity, ...rest] = within;
      const end = Math.min(entity.offset + entity.length, to);
      if (entity.offset < at) { within = rest; continue; }
      if (entity.offset > at) nodes.push(document.createTextNode(text.slice(at, entity.offset)));
      const inner = rest.filter((other) => other.offset < end);
      const node = markNode(entity, text.slice(entity.offset, end));
      if (node.childNodes.length === 0) node.append(...pieces(entity.offset, end, inner));
      nodes.push(node);
      at = end;
      within = rest.filter((other) => other.offset >= end);
    }
    if (at < to) nodes.push(document.createTextNode(text.slice(at, to)));
    return nodes;
  };
  return pieces(0, text.length, entities);
}

function markNode(entity, text) {
  switch (entity.type) {
    case "code":
      return make("code", "", text);
    case "pre":
      return make("code", "block", text);
    case "text_link":
    case "url": {
      const node = make("a");
      link(node, entity.type === "url" ? text : entity.url);
      return node;
    }
    case "bot_command": {
      const node = make("button", "command", text);
      node.type = "button";
      node.addEventListener("click", () => attempt(() => ask("POST", chatPath("messages"), { text })));
      return node;
    }
    case "spoiler": {
      const node = make("button", "spoiler");
      node.type = "button";
      node.setAttribute("aria-label", "Hidden text");
      node.addEventListener("click", () => { node.classList.toggle("shown"); node.removeAttribute("aria-label"); });
      return node;
    }
    default:
      return make(TAGS[entity.type] || "span");
  }
}

// ---- replying, editing, sending

function toggleActions(item, message) {
  const shown = item.querySelector(".actions");
  document.querySelectorAll(".actions").forEach((actions) => actions.remove());
  if (shown) return;
  const actions = make("div", "actions");
  const action = (name, testid, act) => {
    const button = make("button", "", name);
    button.type = "button";
    button.dataset.testid = testid;
    button.addEventListener("click", () => { actions.remove(); act(); });
    actions.append(button);
  };
  action("Reply", "reply-button", () => startReplying(message));
  if (message.from === "contact" && message.kind === "text") action("Edit", "edit-button", () => startEditing(message));
  item.append(actions);
  item.scrollIntoView({ block: "nearest" });
}

function startReplying(message) {
  stopReplying();
  replyTo = message.id;
  el("replying-who").textContent = `Reply to ${message.from === "bot" ? botName : "yourself"}`;
  el("replying-text").textContent = message.text || (message.document ? message.document.name : message.kind);
  el("replying").hidden = false;
  el("input").placeholder = message.placeholder || "Reply";
  el("input").focus();
}

function startEditing(message) {
  stopReplying();
  editing = message.id;
  el("replying-who").textContent = "Edit message";
  el("replying-text").textContent = message.text;
  el("replying").hidden = false;
  el("input").value = message.text;
  grow();
  el("input").focus();
}

function stopReplying() {
  if (editing !== null) el("input").value = "";
  replyTo = null;
  editing = null;
  el("replying").hidden = true;
  el("input").placeholder = "Message";
  grow();
}

async function send(event) {
  event.preventDefault();
  const text = el("input").value;
  if (!text.trim()) return;
  const answered = replyTo;
  const sent = editing !== null
    ? await attempt(() => ask("PUT", chatPath(`messages/${editing}`), { text }))
    : await attempt(() => ask("POST", chatPath("messages"), { text, reply_to: replyTo }));
  if (!sent) return;
  // The bot may have answered already, and asked for a reply: that stays.
  if (el("input").value === text) el("input").value = "";
  if (replyTo === answered) stopReplying();
  grow();
  el("input").focus();
}

function grow() {
  const input = el("input");
  input.style.height = "38px";
  if (input.scrollHeight > 40) input.style.height = `${Math.min(input.scrollHeight, 130)}px`;
}

function attach(kind) {
  closeMenus();
  const contact = contacts.get(openId);
  if (!contact) return;
  if (kind === "location") return attempt(() => ask("POST", chatPath("locations"), { latitude: 42.6629, longitude: 21.1655 }));
  if (kind === "sticker") return attempt(() => ask("POST", chatPath("stickers"), { emoji: "👍" }));
  if (kind === "contact") {
    return attempt(() => ask("POST", chatPath("shared-contacts"),
      { phone_number: "+383 44 000 000", first_name: contact.first_name, user_id: contact.id }));
  }
  const input = el("file");
  input.value = "";
  input.accept = kind === "photo" ? "image/*" : "";
  input.dataset.kind = kind;
  input.click();
  return null;
}

function sendFile() {
  const file = el("file").files[0];
  if (!file) return;
  const where = el("file").dataset.kind === "photo" ? "photos" : "documents";
  attempt(() => ask("POST", chatPath(`${where}?name=${encodeURIComponent(file.name)}`), file));
}

// ---- menus

function menu(buttonId, menuId) {
  el(buttonId).addEventListener("click", (event) => {
    event.stopPropagation();
    const show = el(menuId).hidden;
    closeMenus();
    el(menuId).hidden = !show;
    el(buttonId).setAttribute("aria-expanded", String(show));
  });
}

function closeMenus() {
  for (const [button, menuId] of [["chat-menu-button", "chat-menu"], ["commands-button", "commands"], ["attach-button", "attach"]]) {
    el(menuId).hidden = true;
    el(button).setAttribute("aria-expanded", "false");
  }
}

function showCommands(commands) {
  el("commands-button").hidden = commands.length === 0;
  el("commands").replaceChildren(...commands.map((command) => {
    const button = make("button");
    button.type = "button";
    button.append(make("b", "", `/${command.command}`), make("span", "", command.description));
    button.addEventListener("click", () => {
      closeMenus();
      attempt(() => ask("POST", chatPath("messages"), { text: `/${command.command}` }));
    });
    return button;
  }));
}

// ---- the clock

async function readClock() {
  const read = await attempt(() => ask("GET", "/sim/clock"));
  if (!read) return;
  zone = read.time_zone;
  setClock(read.now, read.controllable);
}

function setClock(now, controllable) {
  clock = { now: Date.parse(now), read: performance.now(), controllable };
  el("clock").hidden = !controllable;
  el("bar").hidden = !controllable && el("secretariat").hidden;
  showClock();
}

function showClock() {
  const now = clockNow();
  el("clock-now").textContent = now.toLocaleString("en-GB", {
    timeZone: zone, weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit",
  });
  el("clock-now").dateTime = now.toISOString();
  el("phone-time").textContent = timeOf(now);
  if (!el("clock-date").value) el("clock-date").value = dayKey(now);
}

async function moveClock(wish) {
  const buttons = document.querySelectorAll("#clock button");
  buttons.forEach((button) => { button.disabled = true; });
  const moved = await attempt(() => ask("POST", "/sim/clock", wish));
  buttons.forEach((button) => { button.disabled = false; });
  if (!moved) return;
  el("clock-date").value = "";
  setClock(moved.now, true);
  showContacts();
}

// ---- what comes live

async function readEverything() {
  const about = await attempt(() => ask("GET", "/sim/about"));
  const list = await attempt(() => ask("GET", "/sim/contacts"));
  if (!about || !list) return;
  botName = about.bot_name;
  document.title = `${botName}: chats`;
  el("bot-title").textContent = botName;
  el("secretariat").hidden = !about.secretariat_url;
  if (about.secretariat_url) link(el("secretariat"), about.secretariat_url);
  await readClock();
  contacts.clear();
  for (const contact of list) contacts.set(contact.id, contact);
  await openChat(idInAddress());
}

function hear(news) {
  switch (news.type) {
    case "resync":
      readEverything();
      break;
    case "contact":
      putContact(news.contact);
      if (news.contact.id === openId) markRead();
      break;
    case "message":
      if (news.chat !== openId) break;
      messages.set(news.message.id, news.message);
      showLog();
      stopTyping();
      if (news.message.force_reply) startReplying(news.message);
      break;
    case "edited": {
      if (news.chat !== openId) break;
      messages.set(news.message.id, news.message);
      const old = el("log").querySelector(`[data-id="${news.message.id}"]`);
      if (old) old.replaceWith(messageLine(news.message, old.classList.contains("first")));
      break;
    }
    case "deleted":
      if (news.chat !== openId) break;
      messages.delete(news.message_id);
      showLog();
      break;
    case "typing":
      if (news.chat !== openId) break;
      el("chat-status").textContent = "typing…";
      el("chat-status").classList.add("busy");
      clearTimeout(typingTimer);
      typingTimer = setTimeout(stopTyping, 5000);
      break;
    case "clock":
      setClock(news.now, true);
      showContacts();
      break;
    default:
  }
}

function stopTyping() {
  clearTimeout(typingTimer);
  const owner = contacts.get(openId);
  el("chat-status").textContent = owner ? `bot, on ${owner.first_name}’s phone` : "bot";
  el("chat-status").classList.remove("busy");
}

const idInAddress = () => Number(location.hash.slice(1)) || null;

menu("chat-menu-button", "chat-menu");
menu("commands-button", "commands");
menu("attach-button", "attach");
document.addEventListener("click", closeMenus);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  closeMenus();
  stopReplying();
});
document.addEventListener("visibilitychange", markRead);
new ResizeObserver(() => { if (atEnd) toEnd(); }).observe(el("log"));
el("log").addEventListener("scroll", () => {
  const log = el("log");
  if (log.clientHeight === seenHeight) atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  seenHeight = log.clientHeight;
});
window.addEventListener("hashchange", () => openChat(idInAddress()));
el("back").addEventListener("click", () => { location.hash = ""; });
el("search").addEventListener("input", showContacts);
el("composer").addEventListener("submit", send);
el("input").addEventListener("input", grow);
el("input").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
});
el("replying-cancel").addEventListener("click", stopReplying);
el("start").addEventListener("click", () => attempt(() => ask("POST", chatPath("start"))));
el("block").addEventListener("click", () =>
  attempt(() => ask("POST", chatPath(contacts.get(openId).blocked ? "unblock" : "block"))));
el("attach").addEventListener("click", (event) => attach(event.target.dataset.attach));
el("file").addEventListener("change", sendFile);
el("clock-next-morning").addEventListener("click", () => moveClock({ move: "next_morning" }));
el("clock-plus-day").addEventListener("click", () => moveClock({ move: "plus_days", days: 1 }));
el("clock-form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (el("clock-date").value) moveClock({ move: "go_to", date: el("clock-date").value });
});
setInterval(() => { if (document.visibilityState === "visible") readClock(); }, 20000);

const stream = new EventSource("/sim/events");
stream.addEventListener("message", (event) => hear(JSON.parse(event.data)));
