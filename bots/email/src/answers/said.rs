//! What came of a part of a message, as a line of the answer.

/// What came of a part of a message.
pub(super) struct AnswerLine {
    /// What is said of it.
    pub(super) line: String,
    /// Whether it was recorded, and words can take it back.
    pub(super) can_be_undone: bool,
}

impl AnswerLine {
    /// That something was recorded that words can take back.
    pub(super) fn recorded(line: String) -> Self {
        Self { line, can_be_undone: true }
    }

    /// Words about something that was not recorded.
    pub(super) fn only(line: String) -> Self {
        Self { line, can_be_undone: false }
    }
}
