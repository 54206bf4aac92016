//! What a short reply says of a task, or of coming to a meeting.
//!
//! [`read_reply`] takes a reply as officials type it, in any of the languages or a mixture, with or without diacritics,
//! and says what it reports. **It is acted on only when the whole of it supports the reading**; else it is asked about,
//! with what it may mean, the likelier first. A negated, future, conditional, partial or asked “done” is never read as done.
//!
//! The words are data under `lexicon/`, read by `lexicon` and `verbs`; `analysis` takes a reply apart, `judge` weighs it,
//! `numbered` and `all_tasks` cut replies about several tasks into parts, `ranking` orders what is offered where nothing is clear.
//! Nothing here knows the chat: what a reply answers to comes in as [`Context`].

mod all_tasks;
mod analysis;
mod asides;
mod details;
mod evidence;
pub mod features;
mod finished;
mod judge;
mod kind;
mod lexicon;
mod numbered;
pub mod order;
pub mod parts;
mod percents;
mod progress;
mod spelling;
mod task_numbers;
mod time;
mod verbs;
pub mod wire;

use std::fmt;

use chrono::NaiveDate;
use events::non_empty::NonEmpty;
use events::text::{Percent, Text};

use crate::assignment_lead::is_assignment_for_sure;
use crate::ranking::{ClassScores, Model};
use analysis::Analysis;
use privacy::tokens::tokens;

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

    /// The number as it was typed, at most [`Self::LARGEST`].
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

/// One thing that a reply can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Something reported of a task.
    Report(Report),
    /// An answer to an invitation.
    Invitation(Attendance),
}

/// How one statement about one task was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement {
    /// It says this.
    Clear(Report),
    /// It can say any of these, the likelier first: ask which.
    Ambiguous(NonEmpty<Meaning>),
    /// It names a day that the calendar does not have.
    NoSuchDate {
        /// The words that name it.
        text: String,
    },
    /// It asks for time until a day that has passed.
    DateInPast(NaiveDate),
    /// It was not understood. What it is most like comes first; at most [`MOST_OFFERED`].
    Unknown(Vec<Meaning>),
}

/// So many meanings are offered at most where a reply is not clear.
pub const MOST_OFFERED: usize = 3;

/// Which tasks a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tasks {
    /// The one with this number.
    One(TaskNumber),
    /// All that are open, and how many they are said to be: two for “both”, none for “të gjitha”.
    All(Option<u32>),
    /// All that are open and not named beside it: “the rest by Friday”.
    Rest,
}

/// A statement about tasks that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// The tasks that are put off.
    pub tasks: Tasks,
    /// What is said of it.
    pub statement: Statement,
}

/// What is answered to a meeting's invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attendance {
    /// The institution comes, by whomever.
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
    /// It is said to the bot and reports nothing.
    Aside(Aside),
}

/// What a chat knows when a reply comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Context {
    /// What the bot asked last in this chat, where words can answer it.
    pub question: Option<Question>,
}

/// A question that words can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Whether the sender comes to a meeting.
    Invitation,
}

/// What is said to the bot rather than of a task: known everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// Take back what was noted last: “undo”, “gabim”, “poništi”.
    Undo,
    /// What can be said here.
    Help,
    /// No more messages, please.
    Stop,
    /// Thanks, and nothing else.
    Thanks,
    /// A greeting, and nothing else.
    Greeting,
}

/// Reads a reply in a chat: what was asked there last decides what a “po” or a “nuk mundem” answers.
pub fn read_in_context(text: &str, today: NaiveDate, context: Context) -> Reading {
    let Some(of) = taken_apart(text, today) else { return nothing_understood() };
    if let Some(Question::Invitation) = context.question
        && let Some(attendance) = asides::answer_to_invitation(&of)
    {
        return Reading::Invitation(attendance);
    }
    read(&of, order::shipped(), today)
}

/// Reads a reply, whole, without knowing what it answers.
pub fn read_reply(text: &str, today: NaiveDate) -> Reading {
    read_in_context(text, today, Context::default())
}

/// Reads a reply with another model for the order of what is offered, or with none: for measuring.
pub fn read_reply_by(model: Option<&Model>, text: &str, today: NaiveDate) -> Reading {
    taken_apart(text, today).map_or_else(nothing_understood, |of| read(&of, model, today))
}

/// A text with more words and signs than this is no short reply. Taking it for none bounds the time that any text takes.
const LONGEST_REPLY: usize = 120;

/// A reply taken apart; none where nothing is said, or too much.
fn taken_apart(text: &str, today: NaiveDate) -> Option<Analysis<'_>> {
    let tokens = tokens(text);
    (1..=LONGEST_REPLY).contains(&tokens.len()).then(|| Analysis::of(text, tokens, today))
}

fn nothing_understood() -> Reading {
    Reading::Unnumbered(Statement::Unknown(Vec::new()))
}

fn read(of: &Analysis<'_>, model: Option<&Model>, today: NaiveDate) -> Reading {
    if is_assignment_for_sure(of.text) {
        return nothing_understood();
    }
    if let Some(aside) = asides::aside(of) {
        return Reading::Aside(aside);
    }
    if let Some(reading) = numbered::numbered(of, model, today) {
        return reading;
    }
    if let Some(reading) = numbered::all_but_one(of, today) {
        return reading;
    }
    let judgement = judge::judge(of, today);
    let names_several = numbered::names_several(of);
    let likeness = model.map(|model| order::likeness(model, of, features::Scope::Whole, today));
    let offered = |meanings: Vec<Meaning>| match &likeness {
        Some(likeness) => order::offered(meanings, likeness, of, today),
        None => meanings,
    };
    match judgement {
        judge::Judgement::Clear(meaning) => {
            let doubtful = likeness.as_ref().is_some_and(|likeness| order::is_doubtful(&meaning, likeness, of, today));
            let instead = likeness
                .as_ref()
                .filter(|_| doubtful && !names_several)
                .and_then(|likeness| order::witnessed_instead(&meaning, likeness, of, today));
            if let Some(instead) = instead {
                return clear(instead, of);
            }
            if names_several || doubtful {
                let meanings = offered(vec![meaning]);
                return Reading::Unnumbered(asked(meanings, 1, likeness.as_ref()));
            }
            clear(meaning, of)
        }
        judge::Judgement::Open(meanings) => {
            if let Some(meaning) = likeness
                .as_ref()
                .filter(|_| !names_several)
                .and_then(|likeness| order::witnessed(&meanings, likeness, (of, features::Scope::Whole), today))
            {
                return clear(meaning, of);
            }
            let found = meanings.len();
            Reading::Unnumbered(asked(offered(meanings), found, likeness.as_ref()))
        }
        judge::Judgement::NoSuchDate(text) => Reading::Unnumbered(Statement::NoSuchDate { text }),
        judge::Judgement::DateInPast(day) => Reading::Unnumbered(Statement::DateInPast(day)),
    }
}

/// A reply that is asked about: a choice where a person would most likely ask back, too, else one that was not understood, with
/// what it is most like.
fn asked(meanings: Vec<Meaning>, found: usize, likeness: Option<&ClassScores>) -> Statement {
    let open = likeness.map_or(found > 1, order::is_rather_ambiguous);
    if !open {
        return Statement::Unknown(meanings);
    }
    NonEmpty::try_from(meanings).map_or(Statement::Unknown(Vec::new()), Statement::Ambiguous)
}

fn clear(meaning: Meaning, of: &Analysis<'_>) -> Reading {
    match meaning {
        Meaning::Invitation(attendance) => Reading::Invitation(attendance),
        Meaning::Report(report) => match all_tasks::of_all(of, &report) {
            Some(all) if all_tasks::speaks_of_all(of) => Reading::Numbered(all),
            Some(_) | None => Reading::Unnumbered(Statement::Clear(report)),
        },
    }
}
