//! Dates as people say and write them.
//!
//! [`say_date`] speaks (“nesër, e martë 24 qershor”), [`say_date_as`] in the case that a sentence asks for; [`read_date`] understands “15 qershor”, “15.06”, “do petka”,
//! “next Friday”, “+3 ditë”. Reading asks for no language: officials mix them, and names of days and months do not
//! collide. Where a wording can mean two days (“next Friday” said on a Tuesday) both are named, never one guessed.

mod calendar;
mod counted;
mod days;
mod hours;
mod meant;
mod names;
mod nth;
mod place;
mod read;
mod say;
mod scan;
mod slips;
mod spans;
mod stretches;
mod weekdays;

pub use counted::{Counted, read_counted};
pub(crate) use meant::{Found, Meant};
pub use read::{DateError, read_date};
pub(crate) use say::say_day;
pub use say::{DayForm, month_name, say_date, say_date_as, say_month};
pub(crate) use scan::scan;
