//! What pages and API ask of the things of the timeline. Whoever sees the timeline and no case, as an auditor, is told of no referral.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use events::authority::{Principal, View, permit_view};
use events::ids::{Position, StreamId};
use readmodels::Ask;
use readmodels::queries::{ThingFilter, ThingMonths, ThingSpans, Things};
use readmodels::things::{Thing, ThingKind, ThingSpan};

use super::Queries;
use crate::failure::Failure;

/// The same kinds but referrals, for whoever may see no case; none: nothing else was asked for.
fn kinds_for(principal: &Principal, kinds: &[ThingKind]) -> Option<Vec<ThingKind>> {
    if permit_view(principal, &View::EveryCase).is_ok() {
        return Some(kinds.to_vec());
    }
    let wanted = if kinds.is_empty() { ThingKind::ALL.as_slice() } else { kinds };
    let seen: Vec<_> = wanted.iter().copied().filter(|kind| *kind != ThingKind::Referral).collect();
    // No kind at all would mean every kind.
    Some(seen).filter(|seen| !seen.is_empty())
}

fn filter_for(principal: &Principal, filter: &ThingFilter) -> Result<Option<ThingFilter>, Failure> {
    permit_view(principal, &View::Timeline)?;
    Ok(kinds_for(principal, &filter.kinds).map(|kinds| ThingFilter { kinds, ..filter.clone() }))
}

impl Queries {
    /// From when to when the things last that fit a filter; so many at most.
    pub(crate) async fn thing_spans(
        &self,
        principal: &Principal,
        filter: &ThingFilter,
        limit: usize,
    ) -> Result<Vec<ThingSpan>, Failure> {
        let Some(filter) = filter_for(principal, filter)? else { return Ok(vec![]) };
        Ok(self.read_models.ask(ThingSpans::of(filter, limit)).await?)
    }

    /// The things that fit a filter with their lives, in the order in which they began.
    pub(crate) async fn things(
        &self,
        principal: &Principal,
        filter: &ThingFilter,
        after: Option<Position>,
        limit: usize,
    ) -> Result<Vec<Thing>, Failure> {
        let Some(filter) = filter_for(principal, filter)? else { return Ok(vec![]) };
        let things = self.read_models.ask(Things { filter, after, limit }).await?;
        let of_cases = things.iter().filter(|thing| thing.kind == ThingKind::Referral);
        let cases: BTreeSet<&StreamId> = of_cases.map(|thing| &thing.stream).collect();
        if !cases.is_empty() {
            self.audit.cases_listed(principal, cases.len());
        }
        Ok(things)
    }

    /// How many things of these kinds begin in each month.
    pub(crate) async fn thing_months(
        &self,
        principal: &Principal,
        kinds: &[ThingKind],
    ) -> Result<BTreeMap<NaiveDate, usize>, Failure> {
        permit_view(principal, &View::Timeline)?;
        let Some(kinds) = kinds_for(principal, kinds) else { return Ok(BTreeMap::new()) };
        Ok(self.read_models.ask(ThingMonths(kinds)).await?)
    }
}
