//! A decision as far as it was told, with the action items that it raises. It is kept in buttons and in the open question.

use chrono::NaiveDate;
use events::ids::{InstitutionId, MeetingId};
use events::text::Text;
use serde::{Deserialize, Serialize};

/// An action item that the decision raises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RaisedItemDraft {
    pub(super) owner: InstitutionId,
    pub(super) title: Text,
    pub(super) due: NaiveDate,
}

/// What is asked next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum DecisionStep {
    /// What was decided.
    Decision,
    /// Whether it gives anybody anything (more) to do.
    More,
    /// Who is to do it.
    Owner,
    /// What is to be done.
    #[serde(rename = "What")]
    Title { owner: InstitutionId },
    /// The day by which it is to be done.
    #[serde(rename = "When")]
    DueDate { owner: InstitutionId, title: Text },
}

/// A decision as far as it was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DecisionDraft {
    pub(super) meeting: MeetingId,
    pub(super) decision: Option<Text>,
    pub(super) raises: Vec<RaisedItemDraft>,
    pub(super) asking: DecisionStep,
}

impl DecisionDraft {
    /// Nothing of a decision of this meeting yet.
    pub(super) fn of(meeting: MeetingId) -> Self {
        Self { meeting, decision: None, raises: Vec::new(), asking: DecisionStep::Decision }
    }

    pub(super) fn asking(&self, asking: DecisionStep) -> Self {
        Self { asking, ..self.clone() }
    }

    /// With one more action item.
    pub(super) fn raising(&self, owner: &InstitutionId, title: &Text, due: NaiveDate) -> Self {
        let mut next = self.asking(DecisionStep::More);
        next.raises.push(RaisedItemDraft { owner: owner.clone(), title: title.clone(), due });
        next
    }

    /// One question back; `None`: it is the first.
    pub(super) fn back(&self) -> Option<Self> {
        match &self.asking {
            DecisionStep::Decision => None,
            DecisionStep::More if self.raises.is_empty() => Some(self.asking(DecisionStep::Decision)),
            DecisionStep::More => {
                let mut before = self.clone();
                let RaisedItemDraft { owner, title, .. } = before.raises.pop()?;
                Some(before.asking(DecisionStep::DueDate { owner, title }))
            }
            DecisionStep::Owner => Some(self.asking(DecisionStep::More)),
            DecisionStep::Title { .. } => Some(self.asking(DecisionStep::Owner)),
            DecisionStep::DueDate { owner, .. } => Some(self.asking(DecisionStep::Title { owner: owner.clone() })),
        }
    }

    pub(super) fn wants_words(&self) -> bool {
        match self.asking {
            DecisionStep::Decision | DecisionStep::Title { .. } | DecisionStep::DueDate { .. } => true,
            DecisionStep::More | DecisionStep::Owner => false,
        }
    }
}
