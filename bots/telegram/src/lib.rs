//! The bot: updates of the Telegram Bot API in, commands out; digests and answers back.
//!
//! What lives here: everything that knows Telegram. The `core` has updates, the outbox of commands, the messenger and the
//! bot's own file, and knows no feature; each of the `features` stands on it and registers its commands, buttons, questions,
//! tables and what it does of its own accord through one trait; `bot` puts them together. What is written is understood by
//! `language`, turned into commands on behalf of the person whose chat it is, and answered in that person's language. The bot
//! is also how the reminders deliver their digests and notices. What it says of its own accord besides is reconciled:
//! compared with what was delivered before. In a subgroup's group it posts meetings and is quiet otherwise.
//!
//! Depends on the ports of coordination (to ask for something), the queries of the read models (to know who writes and what
//! is open) and the delivery port of reminders. It may not know the store, nor whether it talks to the real messenger or
//! to the simulator: that is an address in its configuration.
//!
//! Invariants, each with a test under `tests/`: an update is handled once across restarts, because command ids derive
//! from the update's id and what was taken in is kept until it is handled; every private message of a person gets an answer, and strangers'
//! within a budget; nobody waits for another chat; a text that the guard
//! refuses is neither stored nor logged; a button does what it says only in the chat it was sent to; a reply that could
//! not be saved at once is saved later, once, in its turn, and the person is told.
//!
//! Of cases it tells only people of the institutions concerned, each in the own chat, and only the reference, the stage and
//! what is asked for; each time it does is audited.
//!
//! Nothing a person writes, no name and no chat id is ever logged.

mod bot;
mod core;
mod features;
pub mod foreign_input;

pub use crate::bot::{ChatEntries, TelegramBot, chat_entries};
pub use crate::core::chat_figures::ChatFigures;
pub use crate::core::config::{
    BotError, ChatSettings, ConnectError, FormLinks, NotAWebhook, SealFailed, Sealer, TelegramConfig, Token, Webhook,
};
