//! Looking back in chat: a chair's week, the Coordinator's month.
//!
//! What they say is worked out by projections ([`projections::weekly`], [`projections::monthly`]) and drawn by documents.
//! Here it is put into messages, told by itself when a week or a month is over ([`telling`]), and shown to whoever asks.

mod monthly;
mod telling;
mod weekly;
