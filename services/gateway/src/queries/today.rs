//! What waits for somebody, as far as it is theirs to see: counted where it can be counted, and no more read than is shown.

use chrono::{DateTime, NaiveDate, Utc};
use events::authority::{Principal, View, permit_view};
use events::ids::{CaseId, IndicatorId, InstitutionId, Position, ReferralId, SubgroupId};
use events::language::LocalText;
use events::period::Period;
use readmodels::Ask;
use readmodels::cases::CaseRecord;
use readmodels::queries::{RegisterCount, RegisterCounts, RegisterScope, TimelineAfter};
use readmodels::views::{TimelineEntry, TimelineFilter, TimelineKind};

use super::{Queries, may_see_case};
use crate::failure::Failure;

/// Kinds of entries that are news to somebody who comes back: not what the hub did by itself, and nothing of cases.
const NEWS: [TimelineKind; 7] = [
    TimelineKind::Organisation,
    TimelineKind::Meeting,
    TimelineKind::ActionItem,
    TimelineKind::DataRequest,
    TimelineKind::Training,
    TimelineKind::Strategy,
    TimelineKind::Milestone,
];

/// Whose action items are counted.
#[derive(Debug, Clone)]
pub(crate) enum Counted<'a> {
    /// All that there are.
    Everybodys,
    /// Those of an institution.
    Of(&'a InstitutionId),
    /// Those on a board.
    On(&'a SubgroupId),
}

/// A value that an institution owes.
#[derive(Debug, Clone)]
pub(crate) struct OwedValue {
    pub(crate) objective: events::ids::ObjectiveId,
    pub(crate) indicator: IndicatorId,
    pub(crate) title: LocalText,
    pub(crate) institution: InstitutionId,
    pub(crate) period: Period,
}

/// A referral that was not answered in time.
#[derive(Debug, Clone)]
pub(crate) struct LateReferral {
    pub(crate) case: CaseId,
    pub(crate) referral: ReferralId,
    pub(crate) receiver: InstitutionId,
    pub(crate) answer_by: DateTime<Utc>,
}

impl Queries {
    /// How many action items wait for what.
    pub(crate) async fn register_counts(
        &self,
        principal: &Principal,
        counted: Counted<'_>,
        (today, soon_until): (NaiveDate, NaiveDate),
    ) -> Result<RegisterCount, Failure> {
        let scope = match counted {
            Counted::Everybodys => {
                permit_view(principal, &View::Overview)?;
                RegisterScope::Everything
            }
            Counted::Of(institution) => {
                permit_view(principal, &View::TaskList(institution.clone()))?;
                RegisterScope::Of { owners: vec![institution.clone()], boards: vec![] }
            }
            Counted::On(board) => {
                permit_view(principal, &View::Board(board.clone()))?;
                RegisterScope::Of { owners: vec![], boards: vec![board.clone()] }
            }
        };
        Ok(self.read_models.ask(RegisterCounts { scope, today, soon_until }).await?)
    }

    /// The values of indicators that are owed, by whoever one sees to owe them.
    pub(crate) async fn owed_values(&self, principal: &Principal, today: NaiveDate) -> Result<Vec<OwedValue>, Failure> {
        let institutions = self.read_models.institutions().await?;
        let at_work: Vec<InstitutionId> = institutions.into_iter().filter(|one| one.active).map(|one| one.id).collect();
        let sees = |institution: &&InstitutionId| {
            permit_view(principal, &View::Indicators((*institution).clone())).is_ok() && at_work.contains(institution)
        };
        let book = self.books.strategy.refresh(self.read_models.as_ref()).await?;
        let mut owed = Vec::new();
        for objective in book.objectives() {
            for (id, indicator) in &objective.state.indicators {
                for institution in indicator.definition.reporters().filter(sees) {
                    owed.extend(indicator.owed_by(institution, today).into_iter().map(|period| OwedValue {
                        objective: objective.id.clone(),
                        indicator: id.clone(),
                        title: indicator.definition.title.clone(),
                        institution: institution.clone(),
                        period,
                    }));
                }
            }
        }
        owed.sort_by_key(|value| value.period.until());
        Ok(owed)
    }

    /// The cases for which nobody answers, and the referrals that were not answered in time, of those that one may see.
    pub(crate) async fn waiting_cases(
        &self,
        principal: &Principal,
        now: DateTime<Utc>,
    ) -> Result<(Vec<CaseId>, Vec<LateReferral>), Failure> {
        let book = self.books.cases.refresh(self.read_models.as_ref()).await?;
        let seen: Vec<&CaseRecord> = book.all().filter(|record| may_see_case(principal, record)).collect();
        let unassigned: Vec<CaseId> =
            seen.iter().filter(|record| record.case.is_unassigned()).map(|record| record.id.clone()).collect();
        let late = |record: &&CaseRecord| {
            let overdue = record.case.overdue_referrals(now);
            let of_case = overdue.map(|(id, referral)| LateReferral {
                case: record.id.clone(),
                referral: id.clone(),
                receiver: referral.receiver.clone(),
                answer_by: referral.answer_by,
            });
            of_case.collect::<Vec<_>>()
        };
        let mut referrals: Vec<LateReferral> = seen.iter().flat_map(late).collect();
        referrals.sort_by_key(|referral| referral.answer_by);
        let named = unassigned.len() + referrals.len();
        if named > 0 {
            self.audit.cases_listed(principal, named);
        }
        Ok((unassigned, referrals))
    }

    /// What was recorded after a place in the log and is news to somebody, in the order in which it was recorded; so much at most.
    pub(crate) async fn news_after(
        &self,
        principal: &Principal,
        after: Position,
        limit: usize,
    ) -> Result<Vec<TimelineEntry>, Failure> {
        if permit_view(principal, &View::Timeline).is_ok() {
            let filter = TimelineFilter { kinds: NEWS.to_vec(), ..TimelineFilter::default() };
            return self.timeline_after(principal, &filter, Some(after), limit).await;
        }
        let tasks = TimelineFilter { kinds: vec![TimelineKind::ActionItem], ..TimelineFilter::default() };
        let own = principal.institution().cloned();
        let boards = principal.chairs().iter().chain(principal.absent_chairs().keys());
        let filters = own
            .map(|institution| TimelineFilter { institution: Some(institution), ..tasks.clone() })
            .into_iter()
            .chain(boards.map(|board| TimelineFilter { subgroup: Some(board.clone()), ..tasks.clone() }));
        let mut news = Vec::new();
        for filter in filters {
            news.extend(self.read_models.ask(TimelineAfter { filter, after: Some(after), limit }).await?);
        }
        // Whose it was then, the entry says itself.
        news.retain(|entry| {
            let Some(owner) = entry.institutions.first().cloned() else { return false };
            permit_view(principal, &View::Task { owner, board: entry.subgroup.clone() }).is_ok()
        });
        news.sort_by_key(|entry| entry.position);
        news.dedup_by_key(|entry| entry.position);
        news.truncate(limit);
        Ok(news)
    }
}
