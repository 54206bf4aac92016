//! The bot: updates of the Telegram Bot API in, commands out; digests and answers back.
//!
//! What lives here: everything that knows Telegram. Updates are polled ([`polling`]) or posted ([`webhook`]), understood by
//! `dialogue`, turned into commands on behalf of the person whose chat it is, and answered in that person's language. The
//! bot is also how the reminders deliver their digests ([`digest`]) and notices ([`notices`]). What it says of its own
//! accord besides ([`meetings`], [`overviews`], [`case_news`], …) is reconciled: compared with what was told before. In a
//! subgroup's group it posts meetings and is quiet otherwise ([`groups`]).
//!
//! Depends on the ports of coordination (to ask for something), the queries of projections (to know who writes and what
//! is open) and the delivery port of reminders. It may not know the store, nor whether it talks to the real messenger or
//! to the simulator: that is an address in its configuration.
//!
//! Invariants, each with a test under `tests/`: an update is handled once across restarts, because command ids derive
//! from the update's id and what was handled is noted; every private message gets an answer; a text that the guard
//! refuses is neither stored nor logged; a button does what it says only in the chat it was sent to; a reply that could
//! not be saved at once is saved later, once, in its turn, and the person is told.
//!
//! Of cases it tells ([`case_news`], [`referrals`]) only people of the institutions concerned, each in the own chat, and only
//! the reference, the stage and what is asked for; each time it does is audited.
//!
//! Nothing a person writes, no name and no chat id is ever logged.

mod act;
mod assigning;
mod blocked;
mod board;
mod briefing;
mod buttons;
mod callback_data;
mod case_news;
mod commands;
mod config;
mod connection;
mod database;
mod digest;
mod doors;
mod free_text;
mod groups;
mod indicators;
mod linking;
mod meetings;
mod notices;
mod nudging;
mod outgoing;
mod overviews;
mod pace;
mod parts;
mod polling;
mod presses;
mod referrals;
mod replies;
mod requests;
mod settings;
mod snoozing;
mod speech;
mod talk;
mod tasks;
mod training;
mod visit;
mod webhook;
mod working_hours;

pub use config::{BotError, ConnectError, NotAWebhook, SealFailed, Sealer, TelegramConfig, Token, Webhook};
pub use connection::TelegramBot;
pub use requests::{FormLinks, RequestSettings};
