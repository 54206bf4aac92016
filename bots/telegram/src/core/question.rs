//! A question whose answer is the person's next text, as the core sees it: whose it is, and no more.

use crate::core::tagged::Tagged;

/// What marks a [`Question`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OfQuestion {}

/// An open question. The name says which feature reads the answer.
pub(crate) type Question = Tagged<OfQuestion>;

/// A question that a feature registers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct QuestionKind {
    pub(crate) name: &'static str,
    /// Whether it stays open while something else is reported in between.
    pub(crate) outlasts_reports: bool,
    /// Whether a text is the very thing that is asked of the person about themselves, as their own address is: then it is for
    /// the question only, and no text for the guard.
    pub(crate) asks_for: fn(&str) -> bool,
}

impl QuestionKind {
    /// A question that a report on a task closes.
    pub(crate) const fn closed_by_reports(name: &'static str) -> Self {
        Self { name, outlasts_reports: false, asks_for: |_| false }
    }

    /// The same question, to which such a text of the person's own is the answer.
    pub(crate) const fn asking_for(self, asks_for: fn(&str) -> bool) -> Self {
        Self { asks_for, ..self }
    }

    /// A question that stays open until it is answered or dropped.
    pub(crate) const fn outlasting_reports(name: &'static str) -> Self {
        Self { name, outlasts_reports: true, asks_for: |_| false }
    }
}
