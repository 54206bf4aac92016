//! The strategy as whoever reads wants to know it: objectives with their words, their state by the domain's own fold, and
//! every version of every value.
//!
//! Folded from dossiers into a [`Book`](crate::Book); has no table. It may know `events` only.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use events::actor::Actor;
use events::ids::{EventId, IndicatorId, InstitutionId, ObjectiveId, Position};
use events::indicator::{Indicator, ReportedValue};
use events::language::LocalText;
use events::period::Period;
use events::strategy::{ObjectiveEvent, SetObjective};
use events::text::Text;
use events::{Event, RecordedEvent};

use crate::books::book::Folded;
use crate::projections::dossiers::DossierKind;

/// Which value: of which indicator, about which days, of whom.
pub type ValueKey = (IndicatorId, Period, InstitutionId);

/// A value as it was reported or corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueReport {
    /// The value with its figure and remarks, as reported.
    pub reported: ReportedValue,
    /// Why it is another than before; none: it is the first.
    pub reason: Option<Text>,
    /// When it was reported, UTC.
    pub at: DateTime<Utc>,
    /// The person or service that reported it.
    pub by: Actor,
    /// The event that reported it.
    pub event: EventId,
    /// The position of that event.
    pub position: Position,
}

/// An objective with everything that was said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectiveDossier {
    /// By which id the commands know it.
    pub id: ObjectiveId,
    /// What is to be reached.
    pub statement: LocalText,
    /// Who answers for it.
    pub owners: Vec<InstitutionId>,
    /// Which of the assessment's key issues it answers.
    pub key_issue: u8,
    /// Its activities and indicators.
    pub state: SetObjective,
    /// Every version of every value, the first one first.
    pub reports: BTreeMap<ValueKey, Vec<ValueReport>>,
}

/// The strategy: its objectives, folded from their events.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StrategyBook {
    objectives: BTreeMap<ObjectiveId, ObjectiveDossier>,
}

impl StrategyBook {
    /// All objectives, by id.
    pub fn objectives(&self) -> impl Iterator<Item = &ObjectiveDossier> {
        self.objectives.values()
    }

    /// The objective of this id, if there is one.
    pub fn objective(&self, id: &ObjectiveId) -> Option<&ObjectiveDossier> {
        self.objectives.get(id)
    }

    /// The indicators that an institution reports, with their objectives.
    pub fn reported_by<'a>(
        &'a self,
        institution: &'a InstitutionId,
    ) -> impl Iterator<Item = (&'a ObjectiveDossier, &'a IndicatorId, &'a Indicator)> {
        let reports =
            move |indicator: &Indicator| indicator.definition.reporters().any(|reporter| reporter == institution);
        self.objectives().flat_map(move |objective| {
            let indicators = objective.state.indicators.iter();
            indicators.filter(move |(_, one)| reports(one)).map(move |(id, one)| (objective, id, one))
        })
    }
}

impl ObjectiveDossier {
    fn add_report(&mut self, key: ValueKey, reported: &ReportedValue, reason: Option<&Text>, event: &RecordedEvent) {
        let report = ValueReport {
            reported: reported.clone(),
            reason: reason.cloned(),
            at: event.metadata.occurred_at,
            by: event.metadata.actor.clone(),
            event: event.id,
            position: event.position,
        };
        self.reports.entry(key).or_default().push(report);
    }
}

impl Folded for StrategyBook {
    const KIND: DossierKind = DossierKind::Objective;

    fn fold(&mut self, recorded: &RecordedEvent) {
        use ObjectiveEvent as E;

        let Event::Objective(id, event) = &recorded.event else { return };
        if let E::ObjectiveSet { statement, owners, key_issue } = event {
            let dossier = ObjectiveDossier {
                id: id.clone(),
                statement: statement.clone(),
                owners: owners.iter().cloned().collect(),
                key_issue: *key_issue,
                state: SetObjective::default(),
                reports: BTreeMap::new(),
            };
            self.objectives.insert(id.clone(), dossier);
            return;
        }
        let Some(objective) = self.objectives.get_mut(id) else { return };
        objective.state.apply(event);
        match event {
            E::ValueReported { indicator, institution, period, reported } => {
                let key = (indicator.clone(), *period, institution.clone());
                objective.add_report(key, reported, None, recorded);
            }
            E::ValueCorrected { indicator, institution, period, reported, reason } => {
                let key = (indicator.clone(), *period, institution.clone());
                objective.add_report(key, reported, Some(reason), recorded);
            }
            E::ObjectiveSet { .. }
            | E::ActivityPlanned { .. }
            | E::IndicatorDefined { .. }
            | E::BaselineSet { .. }
            | E::TargetSet { .. } => {}
        }
    }
}
