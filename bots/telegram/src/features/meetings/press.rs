//! What the buttons of meetings do, and what is asked of one. It is kept in the bot's file, so names and content never change.

use events::ids::{InstitutionId, MeetingId};
use events::meeting::InvitationAnswer;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use crate::core::press::Press;
use crate::core::question::Question;
use crate::features::meetings::decision_draft::DecisionDraft;

/// What a button of a meeting does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum MeetingPress {
    /// Shows the list again.
    List,
    /// Shows a meeting in place of the message.
    Show(MeetingId),
    /// Shows a meeting below.
    Open(MeetingId),
    /// Answers the invitation for the person's institution.
    Answer(MeetingId, InvitationAnswer),
    /// Sends the meeting as a calendar file.
    Calendar(MeetingId),
    /// Sends the minutes.
    Minutes(MeetingId),
    /// Marks these institutions and no others as present, in place of the message.
    Mark(MeetingId, BTreeSet<InstitutionId>),
    /// Marks one institution as present, or does so no more, and leaves the others as they are.
    MarkOne(MeetingId, InstitutionId, bool),
    /// Records these as those who came: below messages of before marks were kept apart from their buttons.
    Hold(MeetingId, BTreeSet<InstitutionId>),
    /// Records those who are marked as those who came.
    HoldMarked(MeetingId),
    /// Asks for an item of the agenda.
    AskAgenda(MeetingId),
    /// Asks for the minutes.
    AskMinutes(MeetingId),
    /// Goes on with a decision.
    Decide(DecisionDraft),
    /// Records the decision.
    Decided(DecisionDraft),
}

impl MeetingPress {
    /// The name under which these buttons are kept.
    pub(crate) const NAME: &'static str = "Meeting";
}

impl From<MeetingPress> for Press {
    fn from(press: MeetingPress) -> Self {
        Self::named(MeetingPress::NAME, &press)
    }
}

/// A question about a meeting whose answer is the person's next text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum MeetingQuestion {
    /// What is on the agenda.
    Agenda(MeetingId),
    /// What the minutes say.
    Minutes(MeetingId),
    /// The next part of a decision.
    Decision(DecisionDraft),
}

impl MeetingQuestion {
    /// The name under which these questions are kept.
    pub(crate) const NAME: &'static str = "Meeting";
}

impl From<MeetingQuestion> for Question {
    fn from(question: MeetingQuestion) -> Self {
        Self::named(MeetingQuestion::NAME, &question)
    }
}
