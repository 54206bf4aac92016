//! Whose a task can be that its owner says is not theirs: what a chair is offered to choose from.
//!
//! Whom the owner names comes first. After that come members of the subgroup whose role, or an earlier task of theirs, has
//! words in common with the task's title; which words it was is shown beside the proposal, so that a chair sees why. It
//! orders and explains, and decides nothing. It knows no chat and no page.

use std::cmp::Reverse;

use events::action_item::ItemStage;
use events::ids::InstitutionId;
use events::language::LocalText;
use events::text::Text;
use language::assignments::words_in_common;
use readmodels::views::{InstitutionView, TaskView};
use readmodels::{AskError, ReadPort};

/// How many are offered beside whom the owner names.
const MOST: usize = 3;
/// So many words in common are no accident.
const ENOUGH_WORDS: usize = 2;

/// Why an institution is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProposalReason {
    /// The owner names it.
    Named,
    /// Its role has words of the title.
    Role(Text),
    /// An earlier task of its own, of this title, has words of the title.
    EarlierTask(LocalText),
}

/// An institution that a task can be given to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Which institution could do it instead.
    pub institution: InstitutionId,
    /// What it is called, in each language that was given.
    pub names: LocalText,
    /// Why it is proposed.
    pub fit: ProposalReason,
}

/// To whom a disclaimed task can be given, as the read models have it: of a task on no board, any institution.
pub async fn proposals_for(read_models: &dyn ReadPort, task: &TaskView) -> Result<Vec<Proposal>, AskError> {
    let institutions = read_models.institutions().await?;
    let (members, tasks) = match &task.item.subgroup {
        Some(subgroup) => {
            let members = read_models.subgroup(subgroup).await?.map(|found| found.members).unwrap_or_default();
            (members, read_models.board(subgroup).await?)
        }
        None => (institutions.iter().map(|one| one.id.clone()).collect(), vec![]),
    };
    Ok(proposals(task, &members, &institutions, &tasks))
}

/// To whom a disclaimed task can be given, the best first. `members` are those of its subgroup, `tasks` those that they have
/// or had.
pub fn proposals(
    task: &TaskView,
    members: &[InstitutionId],
    institutions: &[InstitutionView],
    tasks: &[TaskView],
) -> Vec<Proposal> {
    let suggested = match &task.item.stage {
        ItemStage::Disclaimed { suggested, .. } => suggested.as_ref(),
        ItemStage::Assigned
        | ItemStage::Accepted
        | ItemStage::UnderWay { .. }
        | ItemStage::Blocked { .. }
        | ItemStage::Completed
        | ItemStage::Verified
        | ItemStage::Cancelled => None,
    };
    let others = institutions.iter().filter(|one| one.active && one.id != task.item.owner);
    let (named, others): (Vec<_>, Vec<_>) = others.partition(|one| suggested == Some(&one.id));
    let mut fitting: Vec<(usize, &InstitutionView, ProposalReason)> = others
        .into_iter()
        .filter(|one| members.contains(&one.id))
        .filter_map(|one| best_fit(task, one, tasks).map(|(words, fit)| (words, one, fit)))
        .collect();
    fitting.sort_by_key(|(words, one, _)| (Reverse(*words), one.id.clone()));
    let proposal = |one: &InstitutionView, fit| Proposal { institution: one.id.clone(), names: one.names.clone(), fit };
    let named = named.into_iter().map(|one| proposal(one, ProposalReason::Named));
    named.chain(fitting.into_iter().take(MOST).map(|(_, one, fit)| proposal(one, fit))).collect()
}

/// What of an institution fits a task best, and in how many words; of two that fit alike, its role.
fn best_fit(task: &TaskView, institution: &InstitutionView, tasks: &[TaskView]) -> Option<(usize, ProposalReason)> {
    let in_common = |title: &LocalText, other: &str| {
        title.versions().map(|(_, words)| words_in_common(words, other)).max().unwrap_or_default()
    };
    let role = (in_common(&task.title, institution.role.as_str()), ProposalReason::Role(institution.role.clone()));
    let own = tasks.iter().filter(|other| {
        other.item.owner == institution.id
            && other.id != task.id
            && !other.item.stage.is_cancelled()
            && !other.item.stage.is_disclaimed()
    });
    let earlier = own.map(|other| {
        let words = other.title.versions().map(|(_, words)| in_common(&task.title, words)).max().unwrap_or_default();
        (words, ProposalReason::EarlierTask(other.title.clone()))
    });
    let best = earlier.fold(role, |best, next| if next.0 > best.0 { next } else { best });
    (best.0 >= ENOUGH_WORDS).then_some(best)
}
