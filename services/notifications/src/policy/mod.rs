//! The policy: the only place that knows who hears of something, who stands in, at which hour, what is pressing, what waits
//! for the morning and how often a thing may be said. Pure: it is given facts and a moment, and says what is to be sent.
//!
//! [`recipients`]: from a post to people. [`hours`]: when a person may be told. [`plan`]: from what is owed to messages. [`table`]:
//! all of it in one table, for people.

pub mod hours;
pub mod plan;
pub mod recipients;
pub mod table;
