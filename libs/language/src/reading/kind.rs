//! The kinds of readings: what a model tells apart, and what a meaning is one of. It knows meanings and nothing of how they are found.

use super::{Attendance, Meaning, Report};
use crate::ranking::Class;

/// The kinds of readings that the model tells apart, by their place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Kind {
    /// The task is finished.
    Done,
    /// The task was taken note of.
    Accepted,
    /// The task is being worked on, with a percentage or without.
    Progress,
    /// The task waits for somebody or something.
    Blocked,
    /// More time is asked for.
    Extension,
    /// The task belongs to another institution.
    NotOurs,
    /// The institution comes to the meeting.
    Attending,
    /// The institution does not come to the meeting.
    NotAttending,
    /// Somebody comes instead.
    Deputy,
    /// Several tasks are reported on at once.
    Several,
    /// None of these: a question, a greeting, chatter.
    None,
    /// One that a person would ask back about.
    Ambiguous,
}

impl Kind {
    /// All of them, by their place.
    pub const ALL: [Self; 12] = [
        Self::Done,
        Self::Accepted,
        Self::Progress,
        Self::Blocked,
        Self::Extension,
        Self::NotOurs,
        Self::Attending,
        Self::NotAttending,
        Self::Deputy,
        Self::Several,
        Self::None,
        Self::Ambiguous,
    ];

    /// Its place in the model.
    pub const fn class(self) -> Class {
        self as Class
    }

    /// The kind of a meaning.
    pub const fn of(meaning: &Meaning) -> Self {
        match meaning {
            Meaning::Report(Report::Done) => Self::Done,
            Meaning::Report(Report::Accepted) => Self::Accepted,
            Meaning::Report(Report::Progress(_)) => Self::Progress,
            Meaning::Report(Report::Blocked { .. }) => Self::Blocked,
            Meaning::Report(Report::Extension { .. }) => Self::Extension,
            Meaning::Report(Report::NotOurs { .. }) => Self::NotOurs,
            Meaning::Invitation(Attendance::Attending) => Self::Attending,
            Meaning::Invitation(Attendance::NotAttending { .. }) => Self::NotAttending,
            Meaning::Invitation(Attendance::Deputy { .. }) => Self::Deputy,
        }
    }
}
