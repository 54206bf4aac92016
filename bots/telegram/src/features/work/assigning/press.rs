//! What a task that is being given can be asked and told by its buttons. It is kept in the bot's file.

use chrono::NaiveDate;
use events::ids::{InstitutionId, SubgroupId};
use serde::{Deserialize, Serialize};

use crate::core::press::Press;

/// On whose board the task comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TargetBoard {
    /// That of a subgroup.
    Of(SubgroupId),
    /// On no subgroup's board.
    NoBoard,
}

/// What is asked of the chair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum AssignmentQuestion {
    /// On whose board.
    #[serde(rename = "Place")]
    Board,
    /// Whose task it is.
    Institution,
    /// What is to be done.
    Title,
    /// The due date.
    Due,
    /// What to change.
    Change,
    /// Whether it is right.
    Confirmation,
}

/// What a button of a task's draft does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Choice {
    #[serde(rename = "Place")]
    Board(TargetBoard),
    Institution(InstitutionId),
    Due(NaiveDate),
    /// Asks this, again or as a change.
    Ask(AssignmentQuestion),
    Confirm,
    Cancel,
}

/// A button's draft and what it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DraftPress {
    /// The draft's mark: a button under an older draft does nothing to this one.
    pub(crate) mark: String,
    pub(crate) choice: Choice,
}

impl DraftPress {
    /// The name under which these buttons are kept.
    pub(crate) const NAME: &'static str = "Assigning";
}

impl From<DraftPress> for Press {
    fn from(press: DraftPress) -> Self {
        Self::named(DraftPress::NAME, &press)
    }
}
