//! What a button does, and what a person may have said.

use crate::requests::OfRequest;
use chrono::NaiveDate;
use dialogue::reading::Report;
use events::ids::{ActionItemId, CaseId, EventId, ReferralId, SubgroupId};
use events::institution::{DigestHour, QuietHours};
use events::language::Language;
use events::text::{Percent, Text};
use serde::{Deserialize, Serialize};

use crate::groups::LinkGroup;
use crate::indicators::IndicatorPress;
use crate::meetings::MeetingPress;
use crate::training::Pressed;

/// What a person said of a task, in a form that a button can keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Said {
    Done,
    Progress(Option<Percent>),
    Blocked(Option<Text>),
    Extension(Option<NaiveDate>),
    Accepted,
    NotOurs(Option<Text>),
}

impl From<Report> for Said {
    fn from(report: Report) -> Self {
        match report {
            Report::Done => Self::Done,
            Report::Progress(percent) => Self::Progress(percent),
            Report::Blocked { reason } => Self::Blocked(reason),
            Report::Extension { until } => Self::Extension(until),
            Report::Accepted => Self::Accepted,
            Report::NotOurs { institution } => Self::NotOurs(institution),
        }
    }
}

/// What pressing a button asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Press {
    /// Says something of a task, from a message that stays as it is.
    Report(ActionItemId, Said),
    /// Answers the question in whose message the button is: the message becomes the confirmation.
    Answer(ActionItemId, Said),
    /// Names the task that was meant; what was said may still have several readings.
    Which(ActionItemId, Vec<Said>),
    /// Asks for so many more days: below messages of before the day was named on the button.
    MoreDays(ActionItemId, u16),
    /// Shows one task of a list.
    Open(ActionItemId, Vec<ActionItemId>),
    /// Shows the list again.
    List(Vec<ActionItemId>),
    /// Takes a report back.
    Undo(ActionItemId, EventId),
    /// Chooses the language.
    Speak(Language),
    /// Chooses when the digest comes.
    DigestAt(DigestHour),
    /// Sets the quiet hours.
    Quiet(QuietHours),
    /// Goes away until a day, or is asked until when.
    Away(Option<NaiveDate>),
    /// Is back.
    Back,
    /// Verifies a task of the subgroup.
    Verify(ActionItemId),
    /// Finds a task of the subgroup not done after all.
    Reopen(ActionItemId),
    /// Gives a task of the subgroup the time it asked for.
    Grant(ActionItemId),
    /// Gives it no more time.
    Refuse(ActionItemId),
    /// Takes a referral on.
    AcceptReferral(CaseId, ReferralId),
    /// Does not, for a reason that is asked for.
    DeclineReferral(CaseId, ReferralId),
    /// Has to do with a session's attendance.
    Training(Pressed),
    /// Gives a value of an indicator.
    Indicator(IndicatorPress),
    /// Does something with a data request.
    Data(OfRequest),
    /// Has to do with a meeting.
    Meeting(MeetingPress),
    /// Does something with a task that is being given.
    Assigning(crate::assigning::OfDraft),
    /// Shows a page of a subgroup's board.
    Board(SubgroupId, usize),
    /// Has the owner of a task of the subgroup reminded.
    Nudge(ActionItemId),
    /// Has to do with being reminded later.
    Snooze(crate::snoozing::SnoozePress),
    /// Makes a group the chat of a subgroup.
    LinkGroup(LinkGroup),
    /// Shows the boards of the subgroups that this person chairs.
    Boards,
    /// Shows the month that begins on this day.
    Month(NaiveDate),
    /// Has to do with a message that the bot asked about before reading it.
    Door(crate::doors::DoorPress),
    /// Has to do with what was said and not clear.
    Talk(crate::talk::TalkPress),
    /// Drops a question.
    Cancel,
}
