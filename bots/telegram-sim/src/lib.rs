//! A local Telegram: the Bot API over HTTP for one bot, and a phone for each of its contacts.
//!
//! A bot that runs against this crate is the same program that runs against Telegram. Only its API url differs, and
//! it never learns that. So a demonstration needs no account and no network, and a test can press a button as a
//! person would, lose an answer on its way, or be blocked, and look at what the bot makes of it.
//!
//! What lives here: the state of the chats, the Bot API with the shapes and the words of the real one, the phones'
//! control API, the chat page, and an `SQLite` file that keeps all of it across restarts. Who may depend on it: the
//! program that embeds it, and tests. What it may not know: any domain. Contacts have a subtitle, and what it says is
//! not this crate's business; the clock is moved through [`DemoClock`], and what follows from it is not either.
//!
//! ```no_run
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use std::sync::Arc;
//! use telegram_sim::{Contact, SimConfig, Simulator, SystemClock, serve};
//!
//! let sim = Simulator::new(SimConfig::new("1000001:LOCAL", "my_bot", "My bot"), Arc::new(SystemClock))?;
//! sim.add_contact(Contact::new(2_000_001, "Arta", "sq").with_start("invite-1").with_subtitle("Ministry"))?;
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! serve(listener, sim, std::future::pending()).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # The Bot API
//!
//! At `/bot<token>/<method>`, method names in any case, parameters by query, form, JSON or multipart: `getMe`,
//! `getUpdates`, `sendMessage`, `sendDocument`, `sendPhoto`, `sendMediaGroup`, `sendChatAction`, `editMessageText`,
//! `editMessageReplyMarkup`, `deleteMessage`, `answerCallbackQuery`, `setMyCommands`, `getMyCommands`,
//! `deleteMyCommands`, `setWebhook`, `deleteWebhook`, `getWebhookInfo`, `getFile`, `getChat`; files at
//! `/file/bot<token>/<path>`. Every other method gets 404. Chats are private ones and groups, with topics where they
//! are forums; one that was not started is not found. `message_thread_id` names a topic: General has none, and the number that
//! a reply outside of topics comes with is none either. As with the real service, a message older than two days cannot be deleted, one with `force_reply` cannot
//! be edited, and a button cannot lead to `http://localhost` (but to `http://127.0.0.1`).
//!
//! # The phones' control API
//!
//! JSON over HTTP. What is refused answers 400, 404, 409 or 503 with `{"error": "…"}`. `wait_ms` waits at most a
//! minute; an answer that comes for lack of time looks like one that did not wait.
//!
//! | request | what it does and answers |
//! |---|---|
//! | `GET /sim/about` | `{"bot_name", "bot_username", "secretariat_url"}` |
//! | `GET /sim/clock` | `{"now": "2026-03-02T08:00:00Z", "time_zone": "Europe/Belgrade", "controllable": true}` |
//! | `POST /sim/clock` | moves it: `{"move": "next_morning"}`, `{"move": "plus_days", "days": 1}`, `{"move": "go_to", "date": "2026-03-10"}`; `{"now"}`, or 409 with the clock's reason |
//! | `GET /sim/contacts` | all contacts, each as the next line |
//! | `GET /sim/contacts/{id}` | `{"id", "first_name", "language_code", "start", "subtitle", "mailbox_url", "started", "blocked", "unread", "change", "last_message": {"id", "from", "text", "date"}}` |
//! | `POST /sim/contacts` | adds or updates one: `{"id", "first_name", "language_code"}` and optionally `last_name`, `username`, `start`, `subtitle`, `mailbox_url`; 201 |
//! | `POST /sim/contacts/{id}/open` | looks at the chat: nothing is unread after it |
//! | `POST /sim/contacts/{id}/start` | presses START: sends `/start <payload>`, once; `{"payload": "…"}` is another deep link, at any time; answers the message |
//! | `GET /sim/contacts/{id}/messages` | `{"change": 7, "messages": […]}`; `?changed_since=7&wait_ms=5000` waits for a change of this chat first |
//! | `POST /sim/contacts/{id}/messages` | sends `{"text", "reply_to": message id or absent}`, or forwards `{"text", "forwarded_from": name}`; answers the message |
//! | `PUT /sim/contacts/{id}/messages/{message}` | edits an own text: `{"text"}`; answers the message |
//! | `POST /sim/contacts/{id}/messages/{message}/press` | presses a button named by `{"data"}`, `{"text"}` or `{"row", "column"}`; with `wait_ms` it waits for the bot; `{"callback_query_id", "answered", "text", "show_alert", "url"}` |
//! | `POST /sim/contacts/{id}/documents?name=a.pdf&caption=…&forwarded_from=…` | sends the body as a document; `/photos?caption=…` as a photo |
//! | `POST /sim/contacts/{id}/shared-contacts` | sends `{"phone_number", "first_name", "user_id"}` |
//! | `POST /sim/contacts/{id}/locations` | sends `{"latitude", "longitude"}`; `/stickers` sends `{"emoji"}` |
//! | `POST /sim/contacts/{id}/block`, `/unblock` | from then on the bot gets 403, or no more; the bot gets `my_chat_member` |
//! | `POST /sim/groups` | a group with the bot in it: `{"id": below nought, "title", "members": [contact ids]}`; 201 |
//! | `GET /sim/groups/{id}/messages` | as of a contact; `POST` sends `{"from": contact id, "text", "reply_to", "forwarded_from"}`, with `topic` into one, with `"anonymous": true` as an administrator who remains so |
//! | `PUT /sim/contacts/{id}/messages/{message}/document?name=a.csv` | puts the body, as a document, in place of what the message had |
//! | `PUT /sim/groups/{id}/messages/{message}` | `{"from", "text"}` edits an own text |
//! | `POST /sim/groups/{id}/messages/{message}/press` | `{"from", "text"}` presses a button; with `wait_ms` it waits for the bot |
//! | `POST /sim/groups/{id}/remove-bot`, `/upgrade` | `{"from"}` puts the bot out; `{"id", "forum"}` makes a supergroup with that id of it |
//! | `POST /sim/groups/{id}/silence` | `{"from", "by": "restricted", "closed", "deleted" or null}`: what keeps the bot from writing; it is told of the first and the last |
//! | `POST /sim/groups/{id}/forum` | `{"from", "on"}` turns the topics of a supergroup on or off |
//! | `POST /sim/groups/{id}/topics` | `{"from", "name"}`, of a group made with `"forum": true`; `{"id"}`. `/topics/{topic}` with `{"from", "change": "close", "reopen" or "delete"}` |
//! | `POST /sim/groups/{id}/channel-posts` | `{"channel": {"id", "title"}, "text"}`: a post of the channel comes into its discussion group |
//! | `POST …/albums` | of a contact or a group: `{"photos": 3}` or `{"documents": ["a.csv"]}`, with `caption`; `{"ids"}` |
//! | `POST …/service` | what the messenger itself says, in the Bot API's fields: of a contact the fields, of a group `{"from", "topic", "fields"}` |
//! | `POST /sim/contacts/{id}/unknown` | a message with these fields, of a kind that no Bot API has yet; a text takes such fields as `future` |
//! | `POST /sim/contacts/{id}/messages/{message}/touch` | tells of the message as edited, though its text is as it was |
//! | `POST /sim/updates` | `{"kind", "body"}`: an update of any kind |
//! | `GET /sim/contacts/{id}/commands` | the commands this contact sees in the menu |
//! | `GET /sim/files/{file_id}` | a document as a download |
//! | `GET /sim/calls` | the bot's last 20 000 calls: `[{"seq", "method", "at", "ok", "error_code", "description", "lost", "chat_id", "params"}]`; `?method=sendMessage&chat_id=…&after=<seq>` picks, `&at_least=2&wait_ms=5000` waits |
//! | `POST /sim/faults` | orders a [`Fault`]: `{"method": "sendMessage", "chat_id": …, "count": 2, "fault": {"kind": "error", "code": 500, "description": "…", "retry_after": …}}`; other kinds: `lost_answer` (carried out, then the connection breaks), `lost_request`, `held_answer` (carried out, and no answer comes as long as the server runs) |
//! | `GET`, `DELETE /sim/faults` | the orders not used up; forgets them |
//! | `PUT /sim/rate-limits` | `{"per_chat": {"calls": 1, "per_ms": 1000}, "overall": null}` |
//! | `GET /sim/events` | server-sent events, each a JSON object with a `type`: `resync` (first, and when the listener fell behind: read everything again), `contact`, `message`, `edited`, `deleted`, `typing`, `callback_answered`, `clock` |
//!
//! A message: `{"id", "from": "bot" | "contact", "date", "edited", "kind": "text" | "document" | "photo" | "contact" |
//! "location" | "sticker" | "service" | "unknown", "text", "entities": [{"type", "offset", "length", "url"}], "buttons": [[{"text", "data" or
//! "url"}]], "force_reply", "placeholder", "forwarded_from": name or null, "topic": number or null, "reply_to": {"id", "from", "text"} or null,
//! "document": {"name", "mime_type", "size", "href"}}`. What was deleted is not there any more.
//!
//! # The chat page
//!
//! At `/`; `/#<contact id>` opens that contact's phone. The controls carry `data-testid`: `contact-<id>`,
//! `unread-<id>`, `contact-search`, `start-button`, `message-input`, `send-button`, `message`, `inline-button`,
//! `reply-button`, `edit-button`, `document-link`, `attach-button`, `file-input`, `commands-button`,
//! `chat-menu-button`, `block-button`, `back-button`, `toast`, `alert`, `clock-now`, `clock-next-morning`,
//! `clock-plus-day`, `clock-date`, `clock-go`, `secretariat-link`.

mod archive;
mod bot;
mod callbacks;
mod calls;
mod chat;
mod clock;
mod commands;
mod config;
mod contact;
mod contact_actions;
mod entity;
mod failure;
mod faults;
mod files;
mod group;
mod group_actions;
mod html;
mod keyboard;
mod markdown;
mod message;
mod page;
mod page_event;
mod phone;
mod rate;
mod server;
mod simulator;
mod updates;
mod webhook;
mod webhook_delivery;
mod world;

pub use archive::ArchiveError;
pub use clock::{ClockMove, DemoClock, SystemClock};
pub use config::{RateLimit, RateLimits, SimConfig};
pub use contact::{Contact, ContactError};
pub use contact_actions::PhoneError;
pub use faults::{Fault, FaultKind};
pub use server::{serve, serve_beside};
pub use simulator::Simulator;
