//! Meetings in chat: invitations and what becomes of them, reminders, minutes, and what a chair does in the room.
//!
//! Whoever may look at a meeting ([`MeetingView::view`]) finds it with `/meetings`; the people who speak for an invited
//! institution are told of it ([`telling`]) and answer by a button or in words ([`answering`]). Whoever leads it takes the
//! attendance and records decisions ([`leading`], [`deciding`]). Nothing here knows a case.

mod answering;
mod deciding;
mod kept;
mod leading;
mod showing;
mod telling;

use std::collections::BTreeSet;

use events::ids::{InstitutionId, MeetingId};
use events::meeting::InvitationAnswer;
use serde::{Deserialize, Serialize};

pub(crate) use answering::MeetingAnswer;
pub(crate) use deciding::Draft;
pub(crate) use kept::TABLES;
pub(crate) use telling::Now;

/// What a button of a meeting does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum MeetingPress {
    /// Shows the list again.
    List,
    /// Shows a meeting in place of the message.
    Show(MeetingId),
    /// Answers the invitation for the person's institution.
    Answer(MeetingId, InvitationAnswer),
    /// Sends the meeting as a calendar file.
    Calendar(MeetingId),
    /// Sends the minutes.
    Minutes(MeetingId),
    /// Marks these institutions as present, in place of the message.
    Mark(MeetingId, BTreeSet<InstitutionId>),
    /// Records these as those who came.
    Hold(MeetingId, BTreeSet<InstitutionId>),
    /// Asks for an item of the agenda.
    AskAgenda(MeetingId),
    /// Asks for the minutes.
    AskMinutes(MeetingId),
    /// Goes on with a decision.
    Decide(Draft),
    /// Records it.
    Decided(Draft),
}

/// A question about a meeting whose answer is the person's next text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum MeetingQuestion {
    /// What is on the agenda.
    Agenda(MeetingId),
    /// What the minutes say.
    Minutes(MeetingId),
    /// The next part of a decision.
    Decision(Draft),
}
