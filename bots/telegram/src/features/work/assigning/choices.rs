//! What a chair can choose from when giving a task.

use events::authority::may_assign;
use events::ids::InstitutionId;
use readmodels::views::{InstitutionView, SubgroupView};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::features::work::assigning::press::TargetBoard;

/// What a chair can choose from.
pub(super) struct Choices {
    /// The subgroups whose boards the person gives tasks on.
    pub(super) subgroups: Vec<SubgroupView>,
    /// Every institution that takes part.
    pub(super) institutions: Vec<InstitutionView>,
    /// Whether a task may be on no board.
    pub(super) without_board: bool,
}

impl Choices {
    /// Whether there is anything to choose a board from.
    pub(super) fn has_several_boards(&self) -> bool {
        self.subgroups.len() + usize::from(self.without_board) > 1
    }

    pub(super) fn institution(&self, id: &InstitutionId) -> Option<&InstitutionView> {
        self.institutions.iter().find(|institution| &institution.id == id)
    }

    pub(super) fn is_member(&self, board: Option<&TargetBoard>, id: &InstitutionId) -> bool {
        match board {
            Some(TargetBoard::Of(wanted)) => {
                self.subgroups.iter().any(|subgroup| &subgroup.id == wanted && subgroup.members.contains(id))
            }
            Some(TargetBoard::NoBoard) => true,
            None => self.without_board || self.subgroups.iter().any(|subgroup| subgroup.members.contains(id)),
        }
    }

    /// The institutions that a task on this board can be for.
    pub(super) fn members(&self, board: Option<&TargetBoard>) -> Vec<&InstitutionView> {
        self.institutions.iter().filter(|institution| self.is_member(board, &institution.id)).collect()
    }
}

/// `None`: this person gives nobody tasks.
pub(super) async fn choices_of(context: &ChatContext<'_>) -> Result<Option<Choices>, ChatError> {
    let principal = context.principal();
    let mut subgroups = context.services.read_models.subgroups().await?;
    subgroups.retain(|subgroup| !subgroup.dissolved && may_assign(&principal, Some(&subgroup.id)));
    let without_board = may_assign(&principal, None);
    if subgroups.is_empty() && !without_board {
        return Ok(None);
    }
    let mut institutions = context.services.read_models.institutions().await?;
    institutions.retain(|institution| institution.active);
    Ok(Some(Choices { subgroups, institutions, without_board }))
}
