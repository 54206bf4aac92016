//! What is found in a stretch of a reply before it is weighed: the stretch itself, and the evidence for each reading. Who
//! gathers it (`finished`, `progress`, `time`) and who weighs it (`judge`) both know this; it knows neither.

use chrono::NaiveDate;
use events::text::Percent;

use super::Attendance;
use super::analysis::Analysis;

/// A stretch of a reply, and the day on which it is read.
pub(super) struct Judge<'a> {
    pub(super) of: &'a Analysis<'a>,
    pub(super) today: NaiveDate,
}

/// What stands for the readings, each already through its gates, with what a gate held back.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one piece of evidence, found by itself")]
pub(super) struct Evidence {
    pub(super) done: bool,
    pub(super) done_held_back: bool,
    pub(super) progress: Option<HowFar>,
    pub(super) partly: bool,
    pub(super) blocked: bool,
    pub(super) unfinished: bool,
    pub(super) extension: Option<Time>,
    pub(super) accepted: bool,
    pub(super) promised: bool,
    pub(super) not_ours: bool,
    pub(super) coming: Option<Attendance>,
    /// A question, hearsay or irony: nothing in it is acted on.
    pub(super) asked: bool,
    /// Less than the whole reply supports what was found.
    pub(super) uncertain: bool,
}

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HowFar {
    /// Under way; how far is not said.
    UnderWay,
    /// So much per cent.
    Percent(Percent),
}

impl HowFar {
    /// The percentage, if one was said.
    pub(super) const fn percent(self) -> Option<Percent> {
        match self {
            Self::UnderWay => None,
            Self::Percent(percent) => Some(percent),
        }
    }
}

/// Time that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Time {
    /// Until this day, or until a day to be asked for.
    Until(Option<NaiveDate>),
    /// Until one of these.
    OneOf(Vec<NaiveDate>),
    /// A day is named, and nothing says that it is not the one until which.
    Perhaps(NaiveDate),
    /// Words for a day that there is not.
    NoSuchDay(String),
    /// Until a day that has passed.
    Past(NaiveDate),
}
