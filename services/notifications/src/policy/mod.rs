//! The policy: the only place that knows who hears of something, who stands in, at which hour, what is pressing, what waits
//! for the morning and how often a thing may be said. Pure: it is given facts and a moment, and says what is to be sent.
//!
//! [`recipients`]: from a post to people. [`hours`]: when a person may be told. [`intervals`]: how long something is news, how
//! often it is said and when somebody further up hears; of an action item's due date the [`ladder`](crate::ladder) says that,
//! which is configured. [`plan`]: from what is owed to messages. [`table`]: all of it in one table, for people.

pub mod hours;
pub mod intervals;
pub mod plan;
pub mod recipients;
pub mod table;
