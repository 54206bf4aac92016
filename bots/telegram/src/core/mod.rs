//! What every feature of the bot stands on: the messenger, updates, the outbox of commands, the file, and who talks.
//!
//! It may depend on the ports of coordination and the read models, on texts and the guard. It knows no feature: what a
//! button, a question or a command means is told by whoever registered it ([`feature::Feature`]), and what is stored of a
//! feature here is opaque ([`tagged::Tagged`]).

pub(crate) mod callback_data;
pub(crate) mod channel;
pub(crate) mod chat_context;
pub(crate) mod chat_error;
pub(crate) mod chat_figures;
pub(crate) mod config;
pub(crate) mod delivery;
mod erasures;
pub(crate) mod failed_ways_in;
pub(crate) mod feature;
pub(crate) mod guard;
pub(crate) mod keyboard_pages;
pub(crate) mod languages;
pub(crate) mod lost_chats;
pub(crate) mod message_splitting;
pub(crate) mod message_updates;
pub(crate) mod messenger;
pub(crate) mod morning_keyboards;
pub(crate) mod outbox;
pub(crate) mod outgoing;
pub(crate) mod place;
pub(crate) mod posts;
pub(crate) mod press;
pub(crate) mod question;
pub(crate) mod rate_limit;
pub(crate) mod reachability;
pub(crate) mod sending;
pub(crate) mod services;
pub(crate) mod slash_command;
pub(crate) mod storage;
pub(crate) mod tagged;
pub(crate) mod text_errors;
pub(crate) mod texts;
pub(crate) mod updates;
pub(crate) mod wording;
