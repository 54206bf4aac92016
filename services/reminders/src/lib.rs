//! Reminders: who is told what, and on which morning.
//!
//! A reconciler. Each activation compares what should have been planned and sent by now with what was, and does the
//! rest; there is one path for the first run, a restart, an outage and a clock that jumped.

pub mod delivery;
