//! What a short reply says of a task, or of coming to a meeting.
//!
//! [`read_reply`] takes a reply as officials type it, in any of the languages or a mixture, with or without diacritics,
//! and says what it reports. It is asked once for each message, knows nothing of the chat, and prefers two outcomes to a
//! wrong guess: [`Statement::Ambiguous`], when a reply can mean several things, and [`Statement::Unknown`]. A negated,
//! future, conditional or asked “done” is never read as done.
//!
//! The words are tables in `vocabulary.rs`; how words become a meaning is in `statement.rs`; task numbers (“1 done, 2
//! until Friday”) are in `numbered.rs`; answers to a meeting's invitation (“vij”, “šaljem zamenika”) are in
//! `attendance.rs`, with their own words.

mod attendance;
mod numbered;
mod signals;
mod statement;
mod vocabulary;

use std::fmt;

use chrono::NaiveDate;
use events::non_empty::NonEmpty;
use events::text::{Percent, Text};

pub use numbered::read_reply;

/// The number of a task in its owner's list, as people type it: from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskNumber(u32);

impl TaskNumber {
    /// The largest number taken for a task's: more digits are a year, an amount or a mistake.
    pub const LARGEST: u32 = 999;

    /// A task number, if it can be one.
    pub fn new(number: u32) -> Option<Self> {
        (1..=Self::LARGEST).contains(&number).then_some(Self(number))
    }

    /// The number.
    pub const fn value(self) -> u32 {
        self.0
    }
}

impl fmt::Display for TaskNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What is reported of one task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// It is done.
    Done,
    /// It is under way; how far, if that was said. “100%” is read as 100: whether that means done is for the domain.
    Progress(Option<Percent>),
    /// It is stuck; on what, if that was said.
    Blocked {
        /// In the sender's words.
        reason: Option<Text>,
    },
    /// More time is asked for; until when, if that was said. The day is today or later.
    Extension {
        /// The day asked for.
        until: Option<NaiveDate>,
    },
    /// It was taken note of.
    Accepted,
    /// It belongs to somebody else; to whom, if that was said.
    NotOurs {
        /// In the sender's words.
        institution: Option<Text>,
    },
}

/// At least two different reports that one reply can mean, the likelier first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    first: Report,
    second: Report,
    rest: Vec<Report>,
}

impl Choices {
    /// The different ones among these; `Err` with the only one when there are no two.
    fn among(reports: impl IntoIterator<Item = Report>) -> Result<Self, Option<Report>> {
        let mut different: Vec<Report> = Vec::new();
        for report in reports {
            if !different.contains(&report) {
                different.push(report);
            }
        }
        let mut different = different.into_iter();
        match (different.next(), different.next()) {
            (Some(first), Some(second)) => Ok(Self { first, second, rest: different.collect() }),
            (only, _) => Err(only),
        }
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Report> {
        [&self.first, &self.second].into_iter().chain(&self.rest)
    }
}

/// How one statement about one task was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement {
    /// It says this.
    Clear(Report),
    /// It can say any of these: ask which.
    Ambiguous(Choices),
    /// It names a day that the calendar does not have.
    NoSuchDate {
        /// The words that name it.
        text: String,
    },
    /// It asks for time until a day that has passed.
    DateInPast(NaiveDate),
    /// It was not understood.
    Unknown,
}

/// A statement about a task named by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// Which task.
    pub task: TaskNumber,
    /// What is said of it.
    pub statement: Statement,
}

/// What is answered to a meeting's invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attendance {
    /// We come.
    Attending,
    /// We do not come.
    NotAttending {
        /// Why, in the sender's words, if that was said.
        reason: Option<Text>,
    },
    /// Somebody comes in the sender's place.
    Deputy {
        /// Who, in the sender's words, if that was said and the guard lets it pass. It is staff's name: to be shown, and
        /// kept only sealed.
        who: Option<Text>,
    },
}

/// How a whole reply was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// It answers a meeting's invitation and says nothing of a task.
    Invitation(Attendance),
    /// It names no task: it is about the one that the chat is about, if there is only one such.
    Unnumbered(Statement),
    /// It names its tasks, each once.
    Numbered(NonEmpty<Numbered>),
}
