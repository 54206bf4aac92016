//! What a person says in words, in its context: what was asked last in the chat, how many tasks are open, what was noted.
//!
//! `dialogue` reads; here it is decided what comes of it. What answers an invitation is [`meetings`](crate::meetings)' part,
//! what is done of a task [`act`](crate::act)'s. What was not clear is offered as buttons ([`offering`]), what is said of
//! several tasks at once is done for each ([`several`]), what was noted last can be taken back in words ([`undoing`]).

mod asides;
mod counting;
mod kept;
mod offering;
mod replying;
mod several;
mod undoing;

use chrono::NaiveDate;
use events::ids::{ActionItemId, CorrelationId, MeetingId};
use events::meeting::InvitationAnswer;
use serde::{Deserialize, Serialize};

use crate::buttons::Said;

pub(crate) use kept::TABLES;

/// What a button below something that was not clear does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TalkPress {
    /// It was this that was meant; of which of these tasks is asked where several are open.
    Meant(Vec<ActionItemId>, Said),
    /// Says this of each of these tasks.
    OfEach(Vec<ActionItemId>, Said),
    /// Asks for time until a day; where it was counted, another day may be meant, so much after the due date.
    MoreTime { item: ActionItemId, until: NaiveDate, or: Option<NaiveDate> },
    /// Answers the invitation that it can be meant for.
    Attend(InvitationAnswer),
    /// Nothing of what was offered was meant.
    NoneOfThese,
    /// Takes back all that one message or press reported.
    TakeBack(CorrelationId),
}

/// The invitation that words in a chat can answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AskedOf {
    /// The meeting.
    pub(crate) meeting: MeetingId,
    /// Whether it was replied to; else it is what the bot said last.
    pub(crate) replied_to: bool,
}
