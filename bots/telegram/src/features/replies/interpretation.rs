//! What a statement about a task comes to here and now.

use language::reading::{Meaning, Report, Statement};

use crate::core::chat_context::ChatContext;
use crate::features::replies::counted_days::by_the_calendar;

/// What a statement comes to here and now.
pub(super) enum Interpretation {
    /// It says this.
    Clear(Report),
    /// It may say any of these, or nothing known.
    Open {
        meanings: Vec<Meaning>,
        /// Whether they are only what it is most like.
        is_guess: bool,
    },
    /// It cannot be so; what is said of it (HTML).
    Impossible(String),
}

pub(super) fn interpret(context: &ChatContext<'_>, statement: Statement, text: &str) -> Interpretation {
    let texts = context.texts();
    let meant = |meaning| match meaning {
        Meaning::Report(report) => Meaning::Report(by_the_calendar(context, report, text)),
        answer @ Meaning::Invitation(_) => answer,
    };
    let open = |meanings: Vec<Meaning>, is_guess| {
        let meanings = meanings.into_iter().map(meant).collect();
        Interpretation::Open { meanings, is_guess }
    };
    match statement {
        Statement::Clear(report) => Interpretation::Clear(by_the_calendar(context, report, text)),
        Statement::Ambiguous(meanings) => open(meanings.into(), false),
        Statement::Unknown(meanings) => open(meanings, true),
        Statement::NoSuchDate { text } => {
            Interpretation::Impossible(texts.say("no-such-date", &[("date", text.into())]))
        }
        Statement::DateInPast(date) => {
            Interpretation::Impossible(texts.say("date-in-past", &[("date", texts.date(date))]))
        }
    }
}
