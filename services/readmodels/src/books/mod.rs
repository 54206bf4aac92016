//! Books: dossiers folded in the memory of whoever reads them, and brought up to date when they are read.
//!
//! What pages, chat, reports and whoever sends notices want to know of cases, meetings, data requests, the strategy, training,
//! action items, people in post and the ledger of notices is as manifold as their events, so it is folded by whoever wants
//! it ([`Book`], [`Folded`]) and has no tables but the dossiers'. Depends on the port. Knows no page, no chat and no report.

pub mod accounts;
mod book;
pub mod cases;
pub mod delivery_ledger;
pub mod erasures;
pub mod meetings;
pub mod notice_history;
pub mod organisation;
pub mod reminders_of_items;
pub mod requests;
pub mod strategy;
pub mod training;
pub mod webhooks;
pub mod work_items;

pub use book::{Book, Folded};
