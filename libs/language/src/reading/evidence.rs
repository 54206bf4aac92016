//! What is found in a stretch of a reply before it is weighed: the stretch itself, and the evidence for each reading. Who
//! gathers it (`finished`, `progress`, `time`) and who weighs it (`judge`) both know this; it knows neither.

use chrono::NaiveDate;
use events::text::Percent;

use super::Attendance;
use super::analysis::Analysis;
use super::kind::Kind;

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

impl Evidence {
    /// Whether anything was found for a reading of this kind, through its gates or held back by them.
    pub(super) const fn speaks_for(&self, kind: Kind) -> bool {
        match kind {
            Kind::Done => self.done || self.done_held_back,
            Kind::Accepted => self.accepted || self.promised,
            Kind::Progress => self.progress.is_some() || self.partly || self.unfinished,
            Kind::Blocked => self.blocked,
            Kind::Extension => self.extension.is_some(),
            Kind::NotOurs => self.not_ours,
            Kind::Attending => matches!(self.coming, Some(Attendance::Attending)),
            Kind::NotAttending => matches!(self.coming, Some(Attendance::NotAttending { .. })),
            Kind::Deputy => matches!(self.coming, Some(Attendance::Deputy { .. })),
            Kind::Several | Kind::None | Kind::Ambiguous => false,
        }
    }

    /// What was found, by name.
    pub(super) fn names(&self) -> Vec<&'static str> {
        let flags = [
            (self.done, "done"),
            (self.done_held_back, "done held back"),
            (self.partly, "partly"),
            (self.blocked, "blocked"),
            (self.unfinished, "unfinished"),
            (self.accepted, "accepted"),
            (self.promised, "promised"),
            (self.not_ours, "not ours"),
            (self.asked, "asked"),
            (self.uncertain, "uncertain"),
        ];
        let progress = self.progress.map(|far| match far {
            HowFar::UnderWay => "under way",
            HowFar::Percent(_) => "share",
        });
        let extension = self.extension.as_ref().map(|time| match time {
            Time::Until(Some(_)) => "until",
            Time::Until(None) => "until some day",
            Time::OneOf(_) => "one of days",
            Time::Perhaps(_) => "perhaps until",
            Time::NoSuchDay(_) => "no such day",
            Time::Past(_) => "past",
        });
        let coming = self.coming.as_ref().map(|coming| match coming {
            Attendance::Attending => "coming",
            Attendance::NotAttending { .. } => "not coming",
            Attendance::Deputy { .. } => "deputy",
        });
        let flags = flags.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name);
        flags.chain(progress).chain(extension).chain(coming).collect()
    }
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
