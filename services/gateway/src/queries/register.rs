//! The register of action items, as far as they are somebody's to see.

use events::authority::{Principal, View, permit_view};
use events::language::Language;
use language::collation::Collation;
use readmodels::Ask;
use readmodels::queries::{RegisterFilter, RegisterOrder, RegisterPlace, RegisterScope, RegisteredTasks};
use readmodels::search::SearchTerms;
use readmodels::views::TaskView;

use super::Queries;
use crate::failure::Failure;

/// Which items of the register are wanted.
#[derive(Debug, Clone, Default)]
pub(crate) struct RegisterWish {
    pub(crate) filter: RegisterFilter,
    /// Only those that have these words.
    pub(crate) terms: Option<SearchTerms>,
}

impl Queries {
    /// So many items of the register after a place in the order.
    pub(crate) async fn register(
        &self,
        principal: &Principal,
        wish: &RegisterWish,
        order: RegisterOrder,
        after: Option<RegisterPlace>,
        limit: usize,
    ) -> Result<Vec<TaskView>, Failure> {
        let scope = self.register_scope(principal).await?;
        let question = RegisteredTasks::of(scope, wish.filter.clone(), order, after, limit);
        let question = match &wish.terms {
            Some(terms) => question.with_words(principal, terms.clone()),
            None => question,
        };
        let mut tasks = self.read_models.ask(question).await?;
        tasks.retain(|task| permit_view(principal, &task.view()).is_ok());
        Ok(tasks)
    }

    /// Whose items somebody sees, as the authority says of each owner and each board.
    async fn register_scope(&self, principal: &Principal) -> Result<RegisterScope, Failure> {
        let institutions = self.read_models.institutions().await?;
        let sees = |owner, board| permit_view(principal, &View::Task { owner, board }).is_ok();
        let (own, others): (Vec<_>, Vec<_>) =
            institutions.into_iter().map(|one| one.id).partition(|owner| sees(owner.clone(), None));
        if others.is_empty() {
            return Ok(RegisterScope::Everything);
        }
        let subgroups = self.subgroups().await?.into_iter().map(|one| one.id);
        let boards =
            subgroups.filter(|board| others.iter().any(|owner| sees(owner.clone(), Some(board.clone())))).collect();
        Ok(RegisterScope::Of { owners: own, boards })
    }

    /// The register by owners, in the alphabet of whoever reads it.
    pub(crate) async fn register_by_owner(&self, language: Language) -> Result<RegisterOrder, Failure> {
        let mut institutions = self.read_models.institutions().await?;
        Collation::of(language).sort_by_name(&mut institutions, |one| one.names.in_language(language));
        Ok(RegisterOrder::Owner(institutions.into_iter().map(|one| one.id).collect()))
    }
}
