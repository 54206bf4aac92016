//! Cases as the domain has them, and who coordinates which.

use std::collections::BTreeMap;

use events::case::{Case, OpenedCase};
use events::ids::{CaseId, PersonId, Position};
use events::{Aggregate, Event, Occurrence};

use crate::port::ReadPort;
use crate::projections::dossiers::DossierKind;
use crate::queries::AskError;

/// The coordinator of each case that is open and has one.
pub async fn coordinators(read: &dyn ReadPort) -> Result<BTreeMap<CaseId, PersonId>, AskError> {
    let open = opened_cases(read).await?.into_iter().filter(|(_, case)| !case.closed);
    Ok(open.filter_map(|(id, case)| case.coordinator.map(|coordinator| (id, coordinator.person))).collect())
}

/// Every case ever opened.
pub async fn opened_cases(read: &dyn ReadPort) -> Result<BTreeMap<CaseId, OpenedCase>, AskError> {
    let mut cases: BTreeMap<CaseId, Case> = BTreeMap::new();
    for recorded in read.dossiers(DossierKind::Case, Position::START).await? {
        if let Event::Case(id, event) = &recorded.event {
            let by = recorded.metadata.actor.clone();
            let occurrence = Occurrence { id: recorded.id, at: recorded.metadata.occurred_at, by };
            let case = cases.remove(id).unwrap_or_default();
            cases.insert(id.clone(), Case::evolve(case, event, &occurrence));
        }
    }
    Ok(cases
        .into_iter()
        .filter_map(|(id, case)| match case {
            Case::Opened(case) => Some((id, *case)),
            Case::Unknown => None,
        })
        .collect())
}
