//! A task given in one line: “Detyrë për MPMS: raporti i strehimoreve deri më 30/6”, “Zadatak za MRSZ: izveštaj do 30.
//! juna”, “Task for MLSW: shelter report by 30 June”.
//!
//! [`read_assignment`] says whose the task is, what is to be done and by when; what the line leaves open, or says in a way
//! that can mean two things, it says so, and whoever asks for it asks back. Which institution words mean is
//! [`read_institution`]'s part. As the reading of replies, it asks for no language and rather does not understand than
//! guesses. It knows the institutions it is given and nothing else of them than their ids and names.

mod institution;
mod line;

use chrono::NaiveDate;
use events::ids::InstitutionId;
use events::non_empty::NonEmpty;
use events::text::{Text, TextError};

pub use institution::{Candidate, read_institution, read_institution_within, words_in_common};
pub use line::read_assignment;

/// Which institution words mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnerReading {
    /// No other institution is meant.
    One(InstitutionId),
    /// Each of these can be meant, or several were named: ask which.
    AnyOf(NonEmpty<InstitutionId>),
    /// None that is known.
    Unknown {
        /// As they were written.
        words: String,
    },
}

/// The day by which a task is wanted, as far as a line says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// This day, which may have passed.
    On(NaiveDate),
    /// Days are named, none of them certainly as the due date: ask.
    Perhaps(NonEmpty<NaiveDate>),
    /// The calendar has no such day.
    NoSuchDate {
        /// The words that name it.
        text: String,
    },
    /// No day is named.
    Unsaid,
}

/// A task as one line gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Whose it is.
    pub institution: OwnerReading,
    /// What is to be done, in the writer's words; why there is nothing to take.
    pub title: Result<Text, TextError>,
    /// The day by which it is wanted, as far as the line says it.
    pub due: Due,
}
