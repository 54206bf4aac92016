//! Dates as people say and write them.
//!
//! [`say_date`] speaks (“nesër, e martë 24 qershor”), [`say_date_as`] in the case that a sentence asks for; [`read_date`] understands “15 qershor”, “15.06”, “do petka”,
//! “next Friday”, “+3 ditë”. Reading asks for no language: officials mix them, and names of days and months do not
//! collide. Where a wording can mean two days (“next Friday” said on a Tuesday) both are named, never one guessed.

mod names;
mod read;
mod say;

pub use read::{DateError, read_date};
pub(crate) use read::{Meant, scan};
pub(crate) use say::say_day;
pub use say::{DayForm, month_name, say_date, say_date_as, say_month};
