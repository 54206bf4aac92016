//! A task as far as the chair has said it.

use chrono::NaiveDate;
use events::action_item::ActionItemCommand;
use events::ids::{ActionItemId, InstitutionId};
use events::language::{Language, LocalText};
use events::text::Text;
use events::{Command, ids::NotAnId};
use serde::{Deserialize, Serialize};

use crate::core::question::Question;
use crate::features::work::assigning::press::{AssignmentQuestion, TargetBoard};

/// A task that is not assigned yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TaskDraft {
    /// Unique; the task's id ends with it.
    pub(crate) mark: String,
    pub(crate) asking: AssignmentQuestion,
    #[serde(rename = "place")]
    pub(crate) board: Option<TargetBoard>,
    pub(crate) institution: Option<InstitutionId>,
    pub(crate) title: Option<Text>,
    pub(crate) due: Option<NaiveDate>,
    /// The institutions of which one is meant.
    pub(crate) either: Vec<InstitutionId>,
    /// The days that were named and may be meant.
    pub(crate) days: Vec<NaiveDate>,
}

/// A draft of which everything is known.
pub(crate) struct WholeTask<'a> {
    pub(crate) board: &'a TargetBoard,
    pub(crate) institution: &'a InstitutionId,
    pub(crate) title: &'a Text,
    pub(crate) due: NaiveDate,
}

impl TaskDraft {
    pub(crate) fn new(mark: String) -> Self {
        Self {
            mark,
            asking: AssignmentQuestion::Board,
            board: None,
            institution: None,
            title: None,
            due: None,
            either: vec![],
            days: vec![],
        }
    }

    /// What is asked next: the first thing that is not known.
    pub(crate) fn open(&self) -> AssignmentQuestion {
        if self.board.is_none() {
            AssignmentQuestion::Board
        } else if self.institution.is_none() {
            AssignmentQuestion::Institution
        } else if self.title.is_none() {
            AssignmentQuestion::Title
        } else if self.due.is_none() {
            AssignmentQuestion::Due
        } else {
            AssignmentQuestion::Confirmation
        }
    }

    pub(crate) fn whole(&self) -> Option<WholeTask<'_>> {
        let (board, institution) = (self.board.as_ref()?, self.institution.as_ref()?);
        Some(WholeTask { board, institution, title: self.title.as_ref()?, due: self.due? })
    }
}

impl WholeTask<'_> {
    /// The command that assigns it. The title is in the chair's language.
    pub(crate) fn command(&self, mark: &str, language: Language) -> Result<Command, NotAnId> {
        let named = format!("{}-{mark}", self.institution).parse::<ActionItemId>();
        let id = named.or_else(|_| mark.parse())?;
        let subgroup = match self.board {
            TargetBoard::Of(subgroup) => Some(subgroup.clone()),
            TargetBoard::NoBoard => None,
        };
        let assign = ActionItemCommand::Assign {
            title: LocalText::only(language, self.title.clone()),
            owner: self.institution.clone(),
            subgroup,
            due: self.due,
            raised_by: None,
        };
        Ok(Command::ActionItem(id, assign))
    }
}

/// The name under which the open question is kept whose answers make the draft whole.
pub(crate) const QUESTION: &str = "Assignment";

impl From<&TaskDraft> for Question {
    fn from(draft: &TaskDraft) -> Self {
        Self::named(QUESTION, draft)
    }
}
