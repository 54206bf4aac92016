// The scenario with grammY: what python/scenario.py does, in the same order. What is collected is what the library made of the
// simulator's answers.

import { createServer } from "node:http";

import { Bot, GrammyError, InlineKeyboard, InputFile, InputMediaBuilder, webhookCallback } from "grammy";

const PATIENCE = 30_000;
const [ARTA, JOVANA, GROUP, FORUM, SUPERGROUP] = [2_000_001, 2_000_002, -4_001, -1_000_000_004_002, -1_000_000_004_003];
const SECRET = "a-secret-of-the-scenario";
const KINDS = ["message", "edited_message", "callback_query", "my_chat_member"];

const { api, token } = JSON.parse(process.argv[2]);
const seen = { refusals: {}, service: {} };

const waiting = [];
const arrived = [];
const bot = new Bot(token, { client: { apiRoot: api } });
bot.use((context) => {
  const next = waiting.shift();
  if (next) next(context.update);
  else arrived.push(context.update);
});

async function update(kind) {
  const late = (_, refuse) => setTimeout(() => refuse(new Error(`no ${kind} came`)), PATIENCE).unref();
  const came = arrived.shift() ?? (await Promise.race([new Promise((take) => waiting.push(take)), new Promise(late)]));
  if (!came[kind]) throw new Error(`${kind} was expected and this came: ${JSON.stringify(came)}`);
  return came[kind];
}

async function call(method, path, body, type = "application/json") {
  const given = typeof body === "string" ? body : JSON.stringify(body ?? {});
  const options = method === "GET" ? {} : { method, body: given, headers: { "Content-Type": type } };
  const answer = await fetch(`${api}/sim/${path}`, options);
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${said}`);
  return said.startsWith("{") || said.startsWith("[") ? JSON.parse(said) : said;
}
const does = (path, body, method = "POST", type) => call(method, path, body, type);

async function refused(name, refusal) {
  try {
    await refusal;
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    const { retry_after, migrate_to_chat_id } = error.parameters;
    const plain = error.description.replace(/^(Bad Request|Forbidden|Conflict): /, "").toLowerCase();
    const said = retry_after ? `retry after ${retry_after}` : migrate_to_chat_id ? `became ${migrate_to_chat_id}` : plain;
    seen.refusals[name] = [error.error_code, said];
    return;
  }
  throw new Error(`${name} was not refused`);
}

const keyboard = (rows) => new InlineKeyboard(rows.map((row) => row.map(([text, data]) => InlineKeyboard.text(text, data))));
const kinds = (entities) => (entities ?? []).map(({ type, offset, length }) => [type, offset, length]);
const or = (value) => value ?? null;

async function privateChat() {
  await does(`contacts/${ARTA}/start`);
  const started = await update("message");
  seen.start = [started.text, started.chat.id, started.from.id, kinds(started.entities)];
  const buttons = { reply_markup: keyboard([[["Yes", "yes"], ["No", "no"]]]) };
  const sent = await bot.api.sendMessage(ARTA, "<b>Ready</b> & set?", { parse_mode: "HTML", ...buttons });
  const rows = sent.reply_markup.inline_keyboard.map((row) => row.map((it) => it.callback_data));
  seen.sent = [sent.text, kinds(sent.entities), rows];
  const pressed = does(`contacts/${ARTA}/messages/${sent.message_id}/press`, { text: "Yes", wait_ms: 20_000 });
  const press = await update("callback_query");
  await bot.api.answerCallbackQuery(press.id, { text: "Noted", show_alert: true });
  const answered = await pressed;
  const same = press.message.message_id === sent.message_id;
  seen.press = [press.data, press.from.id, same, answered.text, answered.show_alert];
  const edited = await bot.api.editMessageText(ARTA, sent.message_id, "Noted", buttons);
  seen["edited by the bot"] = [edited.text, edited.edit_date !== undefined];
  await refused("not modified", bot.api.editMessageText(ARTA, sent.message_id, "Noted", buttons));
  const bare = await bot.api.editMessageReplyMarkup(ARTA, sent.message_id);
  seen["without buttons"] = bare.reply_markup === undefined;
  const many = keyboard(Array.from({ length: 101 }, (_, n) => [[`${n}`, `${n}`]]));
  await refused("too many buttons", bot.api.sendMessage(ARTA, "Which?", { reply_markup: many }));
  const written = await does(`contacts/${ARTA}/messages`, { text: "1 done", reply_to: sent.message_id });
  const message = await update("message");
  seen.reply = [message.text, message.reply_to_message.message_id === sent.message_id];
  await does(`contacts/${ARTA}/messages/${written.id}`, { text: "1 not done" }, "PUT");
  const changed = await update("edited_message");
  seen.edited = [changed.text, changed.edit_date !== undefined, changed.message_id === written.id];
  await does(`contacts/${ARTA}/messages`, { text: "2 done", forwarded_from: "Dea" });
  const forwarded = await update("message");
  seen.forwarded = [forwarded.forward_origin.type, forwarded.forward_origin.sender_user_name];
  seen.deleted = await bot.api.deleteMessage(ARTA, sent.message_id);
  const chat = await bot.api.getChat(ARTA);
  seen.chat = [chat.id, chat.type, chat.first_name];
}

async function files() {
  await does(`contacts/${ARTA}/documents?name=form.csv&caption=July`, "a;b", "POST", "text/csv");
  const message = await update("message");
  const file = await bot.api.getFile(message.document.file_id);
  const fetched = await (await fetch(`${api}/file/bot${token}/${file.file_path}`)).text();
  seen["file in"] = [message.document.file_name, message.caption, fetched];
  const answer = new InputFile(Buffer.from("1;2"), "answer.csv");
  const sent = await bot.api.sendDocument(ARTA, answer, { caption: "Here" });
  const { document } = (await call("GET", `contacts/${ARTA}/messages`)).messages.at(-1);
  const got = await (await fetch(api + document.href)).text();
  seen["file out"] = [sent.document.file_name, sent.caption, document.name, got];
  await does(`contacts/${ARTA}/albums`, { photos: 3, caption: "Shelters" });
  const album = [await update("message"), await update("message"), await update("message")];
  const isOne = (all) => new Set(all.map((it) => it.media_group_id)).size === 1 && all[0].media_group_id !== undefined;
  seen["album in"] = [album.map((it) => or(it.caption)), isOne(album), album[0].photo.length];
  const photo = (content, caption) => {
    return InputMediaBuilder.photo(new InputFile(Buffer.from(content), "photo.jpg"), caption ? { caption } : {});
  };
  const posted = await bot.api.sendMediaGroup(ARTA, [photo("one", "First"), photo("two", null)]);
  seen["album out"] = [posted.map((it) => or(it.caption)), isOne(posted)];
}

async function forum() {
  await does("groups", { id: FORUM, title: "Forum", members: [ARTA, JOVANA], forum: true });
  const joined = await update("my_chat_member");
  seen.joined = [joined.chat.type, joined.chat.is_forum, [joined.old_chat_member.status, joined.new_chat_member.status]];
  const topic = (await does(`groups/${FORUM}/topics`, { from: ARTA, name: "Data" })).id;
  const created = await update("message");
  const same = created.message_thread_id === topic && topic === created.message_id;
  seen["topic created"] = [created.forum_topic_created.name, same, or(created.text)];
  await does(`groups/${FORUM}/messages`, { from: ARTA, text: "/help", topic });
  const asked = await update("message");
  const root = asked.reply_to_message.forum_topic_created !== undefined;
  seen["in a topic"] = [asked.message_thread_id === topic, asked.is_topic_message, root];
  const told = await bot.api.sendMessage(FORUM, "Here", { message_thread_id: topic });
  seen["told in the topic"] = [told.message_thread_id === topic, told.is_topic_message];
  await does(`groups/${FORUM}/messages`, { from: ARTA, text: "Thanks" });
  const general = await update("message");
  seen["in General"] = [or(general.message_thread_id), Boolean(general.is_topic_message)];
  await does(`groups/${FORUM}/messages`, { from: JOVANA, text: "Indeed", reply_to: general.message_id });
  const answer = await update("message");
  seen["reply in General"] = [answer.message_thread_id === general.message_id, Boolean(answer.is_topic_message)];
  const into = (thread) => bot.api.sendMessage(FORUM, "?", { message_thread_id: thread });
  await refused("no topic", into(answer.message_thread_id));
  await refused("General by number", into(1));
  await does(`groups/${FORUM}/topics/${topic}`, { from: ARTA, change: "close" });
  seen["topic closed"] = (await update("message")).forum_topic_closed !== undefined;
  await refused("topic closed", into(topic));
  await does(`groups/${FORUM}/topics/${topic}`, { from: ARTA, change: "reopen" });
  seen["topic reopened"] = (await update("message")).forum_topic_reopened !== undefined;
  await does(`groups/${FORUM}/topics/${topic}`, { from: ARTA, change: "delete" });
  await refused("topic deleted", into(topic));
}

async function group() {
  await does("groups", { id: GROUP, title: "Shelter", members: [ARTA, JOVANA] });
  await update("my_chat_member");
  await does(`groups/${FORUM}/messages`, { from: ARTA, text: "/link", anonymous: true });
  const hidden = await update("message");
  seen.anonymous = [hidden.from.id, hidden.from.username, hidden.sender_chat.id === FORUM];
  const post = { channel: { id: -1_000_000_009_001, title: "News" }, text: "A post" };
  await does(`groups/${FORUM}/channel-posts`, post);
  const posted = await update("message");
  const origin = posted.forward_origin.type;
  seen["channel post"] = [posted.from.id, posted.is_automatic_forward, posted.sender_chat.type, origin];
  const user = { id: 55, is_bot: false, first_name: "New" };
  const chat = { id: GROUP, type: "group", title: "Shelter" };
  for (const [field, value] of [
    ["new_chat_members", [user]],
    ["left_chat_member", user],
    ["new_chat_title", "Shelters"],
    ["pinned_message", { message_id: posted.message_id, date: 0, chat }],
    ["video_chat_started", {}],
    ["video_chat_ended", { duration: 7 }],
    ["message_auto_delete_timer_changed", { message_auto_delete_time: 86_400 }],
  ]) {
    await does(`groups/${GROUP}/service`, { from: ARTA, fields: { [field]: value } });
    const message = await update("message");
    seen.service[field] = [message[field] !== undefined, or(message.text)];
  }
  await does(`groups/${GROUP}/albums`, { from: ARTA, documents: ["a.csv", "b.csv"] });
  const album = [await update("message"), await update("message")];
  seen["album in a group"] = album.map((it) => it.document.file_name);
  await does(`groups/${GROUP}/silence`, { from: ARTA, by: "restricted" });
  const { new_chat_member: silenced } = await update("my_chat_member");
  seen.restricted = [silenced.status, silenced.can_send_messages];
  await refused("restricted", bot.api.sendMessage(GROUP, "?"));
  await does(`groups/${GROUP}/silence`, { from: ARTA, by: null });
  seen["free again"] = (await update("my_chat_member")).new_chat_member.status;
  await does(`groups/${GROUP}/silence`, { from: ARTA, by: "closed" });
  await refused("closed", bot.api.sendMessage(GROUP, "?"));
  await does(`groups/${GROUP}/upgrade`, { id: SUPERGROUP });
  const left = await update("message");
  const came = await update("message");
  seen.upgrade = [left.migrate_to_chat_id, came.migrate_from_chat_id];
  await refused("upgraded", bot.api.sendMessage(GROUP, "?"));
  await does(`groups/${FORUM}/remove-bot`, { from: ARTA });
  seen["put out"] = (await update("my_chat_member")).new_chat_member.status;
  await refused("put out", bot.api.sendMessage(FORUM, "?"));
}

async function whatNobodyKnowsYet() {
  const future = { entities: [{ type: "glitter", offset: 0, length: 1, colour: 7 }], mood: { kind: "calm" } };
  await does(`contacts/${ARTA}/messages`, { text: "1 done", future });
  const glitters = await update("message");
  seen["unknown entity"] = [glitters.text, kinds(glitters.entities)];
  await does(`contacts/${ARTA}/unknown`, { hologram: { depth: 3 } });
  const unknown = await update("message");
  seen["unknown type"] = [unknown.chat.id, or(unknown.text)];
}

async function refusals() {
  await refused("unknown chat", bot.api.sendMessage(99, "?"));
  await refused("empty", bot.api.sendMessage(ARTA, " "));
  const description = "Too Many Requests: retry after 7";
  const fault = { kind: "error", code: 429, description, retry_after: 7 };
  await does("faults", { method: "sendMessage", count: 1, fault });
  await refused("too many", bot.api.sendMessage(ARTA, "?"));
  await does(`contacts/${ARTA}/block`);
  seen.blocked = (await update("my_chat_member")).new_chat_member.status;
  await refused("blocked", bot.api.sendMessage(ARTA, "?"));
  await does(`contacts/${ARTA}/unblock`);
  seen.unblocked = (await update("my_chat_member")).new_chat_member.status;
  await refused("wrong token", new Bot("1:wrong", { client: { apiRoot: api } }).api.getMe());
}

async function webhook() {
  const posts = [];
  const take = webhookCallback(bot, "http", { secretToken: SECRET });
  const server = createServer((request, response) => {
    posts.push(request.headers["x-telegram-bot-api-secret-token"] === SECRET);
    take(request, response).catch((error) => response.destroy(error));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${server.address().port}/hook`;
  await bot.api.setWebhook(url, { secret_token: SECRET, allowed_updates: ["message"] });
  const info = await bot.api.getWebhookInfo();
  seen.webhook = [info.url === url, info.pending_update_count, info.allowed_updates];
  await refused("polling beside it", bot.api.getUpdates());
  await does(`contacts/${ARTA}/messages`, { text: "posted" });
  const { text } = await update("message");
  seen.posted = [posts[0], text];
  await bot.api.deleteWebhook();
  seen["no webhook"] = (await bot.api.getWebhookInfo()).url;
  server.closeAllConnections();
  server.close();
}

seen.me = (await bot.api.getMe()).username;
const polling = bot.start({ allowed_updates: KINDS });
await privateChat();
await files();
await forum();
await group();
await whatNobodyKnowsYet();
await refusals();
await bot.stop();
await polling;
await webhook();
console.log(JSON.stringify(seen));
process.exit(0);
