//! Dates as people say and write them.
//!
//! [`say_date`] speaks (“nesër, e martë 24 qershor”), [`say_date_as`] in the case that a sentence asks for; [`read_date`] understands “15 qershor”, “15.06”, “do petka”,
//! “next Friday”, “+3 ditë”. Reading asks for no language: officials mix them, and names of days and months do not
//! collide. Where a wording can mean two days (“Friday” said on a Friday) both are named, never one guessed.

mod calendar;
mod calendar_spans;
mod date_meaning;
mod days;
mod feasts;
mod hours;
mod names;
mod nth;
mod read;
mod relative_date;
mod say;
mod scan;
mod slips;
mod spans;
mod token_position;
mod weekdays;

/// The longest text that a date is read from, in words and signs: no answer that names one is longer.
const LONGEST_READ: usize = 600;

pub(crate) use date_meaning::{DateMeaning, FoundDate};
pub use feasts::{catholic_easter, computed_eids, orthodox_easter};
pub use read::{DateError, read_date};
pub use relative_date::{RelativeDate, read_relative_date};
pub(crate) use say::say_day;
pub use say::{DayForm, month_name, say_date, say_date_as, say_month};
pub(crate) use scan::scan;
