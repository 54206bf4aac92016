//! What a person may say of a task, what the buttons of tasks do, and what is asked of one. All of it is kept in the bot's
//! file, so names and content never change.

use chrono::NaiveDate;
use events::ids::{ActionItemId, CorrelationId, EventId, InstitutionId, SubgroupId};
use events::meeting::InvitationAnswer;
use events::text::{Percent, Text};
use language::reading::Report;
use serde::{Deserialize, Serialize};

use crate::core::press::Press;
use crate::core::question::Question;

/// What a person said of a task, in a form that a button can keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TaskReport {
    Done,
    Progress(Option<Percent>),
    Blocked(Option<Text>),
    Extension(Option<NaiveDate>),
    Accepted,
    NotOurs(Option<Text>),
}

impl From<Report> for TaskReport {
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

/// What a button of a task or a board does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TaskPress {
    /// Says something of a task, from a message that stays as it is.
    Report(ActionItemId, TaskReport),
    /// Answers the question in whose message the button is: the message becomes the confirmation.
    Answer(ActionItemId, TaskReport),
    /// Names the task that was meant; what was said may still have several readings.
    Which(ActionItemId, Vec<TaskReport>),
    /// Asks for so many more days: below messages of before the day was named on the button.
    MoreDays(ActionItemId, u16),
    /// Shows one task of a list.
    Open(ActionItemId, Vec<ActionItemId>),
    /// Shows the list again.
    List(Vec<ActionItemId>),
    /// Takes a report back.
    Undo(ActionItemId, EventId),
    /// Shows a page of a subgroup's board.
    Board(SubgroupId, usize),
    /// Shows the boards of the subgroups that this person chairs.
    Boards,
    /// Has the owner of a task of the subgroup reminded.
    Nudge(ActionItemId),
    /// Shows what there is to choose from for a task that its owner says is not theirs.
    Dispute(ActionItemId),
    /// Gives such a task to another institution.
    GiveTo(ActionItemId, InstitutionId),
    /// Leaves it with its owner.
    Return(ActionItemId),
    /// Calls it off.
    CallOff(ActionItemId),
}

impl TaskPress {
    /// The variants' names, under which buttons are kept.
    pub(crate) const NAMES: [&'static str; 14] = [
        "Report", "Answer", "Which", "MoreDays", "Open", "List", "Undo", "Board", "Boards", "Nudge", "Dispute",
        "GiveTo", "Return", "CallOff",
    ];
    /// Those below a list of tasks and below a task that was opened from one.
    pub(crate) const NAMES_OF_LISTS: [&'static str; 3] = ["Report", "Open", "List"];
}

impl From<TaskPress> for Press {
    fn from(press: TaskPress) -> Self {
        Self::of(&press)
    }
}

/// What a button below something that was not clear does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ClarificationPress {
    /// It was this that was meant; of which of these tasks is asked where several are open.
    Meant(Vec<ActionItemId>, TaskReport),
    /// Says this of each of these tasks.
    OfEach(Vec<ActionItemId>, TaskReport),
    /// Asks for time until a day; where it was counted, another day may be meant, so much after the due date.
    MoreTime { item: ActionItemId, until: NaiveDate, or: Option<NaiveDate> },
    /// Answers the invitation that it can be meant for.
    Attend(InvitationAnswer),
    /// Nothing of what was offered was meant.
    NoneOfThese,
    /// Takes back all that one message or press reported.
    TakeBack(CorrelationId),
}

impl ClarificationPress {
    /// The name under which these buttons are kept.
    pub(crate) const NAME: &'static str = "Talk";
}

impl From<ClarificationPress> for Press {
    fn from(press: ClarificationPress) -> Self {
        Self::named(ClarificationPress::NAME, &press)
    }
}

/// A question about a task whose answer is the person's next text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TaskQuestion {
    /// What a task is blocked by.
    ReasonOfBlock(ActionItemId),
    /// Until when a task needs time.
    UntilWhen(ActionItemId),
    /// What is missing in a task that is not done after all.
    ReasonOfReopening(ActionItemId),
    /// Why a task that its owner says is not theirs stays with them.
    ReasonOfReturn(ActionItemId),
    /// Why such a task is called off.
    ReasonOfCallingOff(ActionItemId),
}

impl From<TaskQuestion> for Question {
    fn from(question: TaskQuestion) -> Self {
        Self::of(&question)
    }
}
