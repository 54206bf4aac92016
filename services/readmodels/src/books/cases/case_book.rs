//! Every case as the domain folds it, with what its state leaves out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use events::actor::Actor;
use events::aggregate::{Aggregate, Occurrence};
use events::case::{Case, CaseEvent, CaseStage, OpenedCase};
use events::country::Country;
use events::ids::{ActionItemId, CaseId, CommandId, EventId, InstitutionId, Position, ReferralId};
use events::text::Text;
use events::{Event, RecordedEvent};

use crate::books::book::Folded;
use crate::office::Succession;
use crate::projections::dossiers::DossierKind;

/// The cases, folded from their events.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseBook {
    cases: BTreeMap<CaseId, CaseRecord>,
    /// When the coordination of cases was taken over from another, and of which.
    taken_over: BTreeMap<DateTime<Utc>, BTreeSet<CaseId>>,
}

/// A case with what its state leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRecord {
    /// The reference by which people speak of it.
    pub id: CaseId,
    /// How it stands after its last event.
    pub case: OpenedCase,
    /// When it was opened, UTC.
    pub opened_at: DateTime<Utc>,
    /// The command that opened it.
    pub opened_by: CommandId,
    /// Since when it is at its stage, UTC.
    pub stage_since: DateTime<Utc>,
    /// Its last event, UTC.
    pub changed_at: DateTime<Utc>,
    /// What its referrals' state leaves out.
    pub referrals: BTreeMap<ReferralId, ReferralNote>,
    /// Referrals to other countries, in order.
    pub abroad: Vec<ReferralAbroad>,
    /// When nobody answered for it, in order.
    pub gaps: Vec<Gap>,
    /// When the coordinator took over from another, the last time.
    pub coordination_taken_over: Option<Succession>,
    /// What happened, in order.
    pub history: Vec<CaseEntry>,
}

/// What a referral's state leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralNote {
    /// The person or service that made the referral.
    pub by: Actor,
    /// When the referral was made, UTC.
    pub made_at: DateTime<Utc>,
    /// What is asked for.
    pub request: Option<Text>,
    /// When it was found not to be answered in time, UTC.
    pub escalated_at: Option<DateTime<Utc>>,
    /// When it was accepted or declined, UTC.
    pub answered_at: Option<DateTime<Utc>>,
    /// The person or service that accepted or declined it.
    pub answered_by: Option<Actor>,
    /// The event that accepted or declined it, and its position.
    pub answer: Option<(EventId, Position)>,
    /// Why it was declined.
    pub reason: Option<Text>,
}

/// A referral to another country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralAbroad {
    /// The country that the person was referred to.
    pub country: Country,
    /// The institution there.
    pub contact: Text,
    /// When the referral was made, UTC.
    pub at: DateTime<Utc>,
}

/// A time in which nobody answered for a case at its stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The stage for which nobody answered.
    pub stage: CaseStage,
    /// Which gap at this stage, from 1.
    pub number: usize,
    /// Since when, UTC.
    pub since: DateTime<Utc>,
    /// Until when, UTC; `None`: still.
    pub until: Option<DateTime<Utc>>,
    /// The command that it began with.
    began_with: CommandId,
}

/// An event of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseEntry {
    /// The event, as the domain has it.
    pub event: CaseEvent,
    /// Who caused it.
    pub by: Actor,
    /// When it happened, UTC.
    pub at: DateTime<Utc>,
}

impl Gap {
    /// The action item that asks for the gap to be closed; `None`: the case's reference leaves no room for an id.
    pub fn action_item(&self, case: &CaseId) -> Option<ActionItemId> {
        let id = format!("case-{case}-{}-unassigned", self.stage.code());
        let id = if self.number == 1 { id } else { format!("{id}-{}", self.number) };
        id.parse().ok()
    }
}

impl CaseRecord {
    fn opened(id: CaseId, case: OpenedCase, recorded: &RecordedEvent) -> Self {
        let at = recorded.metadata.occurred_at;
        Self {
            id,
            case,
            opened_at: at,
            opened_by: recorded.metadata.causation_id,
            stage_since: at,
            changed_at: at,
            referrals: BTreeMap::new(),
            abroad: Vec::new(),
            gaps: Vec::new(),
            coordination_taken_over: None,
            history: Vec::new(),
        }
    }

    /// Who answers for it at its stage.
    pub fn responsible(&self) -> Option<&InstitutionId> {
        self.case.responsible_for(self.case.stage)
    }

    /// Since when nobody answers for it; `None`: somebody does, or it is closed.
    pub fn unassigned_since(&self) -> Option<DateTime<Utc>> {
        self.gaps.last().filter(|gap| gap.until.is_none()).map(|gap| gap.since)
    }

    fn record_event(&mut self, event: &CaseEvent, recorded: &RecordedEvent) {
        use CaseEvent as E;

        let (at, by) = (recorded.metadata.occurred_at, &recorded.metadata.actor);
        match event {
            E::ReferralMade { referral, request, .. } => {
                let note = ReferralNote {
                    by: by.clone(),
                    made_at: at,
                    request: request.clone(),
                    escalated_at: None,
                    answered_at: None,
                    answered_by: None,
                    answer: None,
                    reason: None,
                };
                self.referrals.insert(referral.clone(), note);
            }
            E::ReferralAccepted { referral } => {
                if let Some(note) = self.referrals.get_mut(referral) {
                    note.answered_at = Some(at);
                    note.answered_by = Some(by.clone());
                    note.answer = Some((recorded.id, recorded.position));
                }
            }
            E::ReferralDeclined { referral, reason } => {
                if let Some(note) = self.referrals.get_mut(referral) {
                    note.answered_at = Some(at);
                    note.answered_by = Some(by.clone());
                    note.answer = Some((recorded.id, recorded.position));
                    note.reason = Some(reason.clone());
                }
            }
            E::ReferralEscalated { referral } => {
                if let Some(note) = self.referrals.get_mut(referral) {
                    note.escalated_at = Some(at);
                }
            }
            E::StageReached { .. } | E::Reopened { .. } => self.stage_since = at,
            E::TransnationalReferralMade { country, contact } => {
                self.abroad.push(ReferralAbroad { country: *country, contact: contact.clone(), at });
            }
            E::Opened { .. }
            | E::ProfileRevised { .. }
            | E::CaseManagerAssigned(_)
            | E::CoordinatorAppointed(_)
            | E::UpdateReported { .. }
            | E::LinkedToPerson { .. }
            | E::RetraffickingConfirmed { .. }
            | E::Closed { .. } => {}
        }
    }

    /// Begins or ends a gap. One that one and the same command opens and closes was never there for anybody to see.
    fn watch_for_gaps(&mut self, recorded: &RecordedEvent) {
        let (at, command) = (recorded.metadata.occurred_at, recorded.metadata.causation_id);
        let (unassigned, stage) = (self.case.is_unassigned(), self.case.stage);
        if let Some(open) = self.gaps.last_mut().filter(|gap| gap.until.is_none()) {
            if unassigned && open.stage == stage {
                return;
            }
            open.until = Some(at);
            if open.began_with == command {
                self.gaps.pop();
            }
        }
        if unassigned {
            let number = 1 + self.gaps.iter().filter(|gap| gap.stage == stage).count();
            self.gaps.push(Gap { stage, number, since: at, until: None, began_with: command });
        }
    }
}

impl CaseBook {
    /// Every case, by reference.
    pub fn all(&self) -> impl Iterator<Item = &CaseRecord> {
        self.cases.values()
    }

    /// The case of this reference, if there is one.
    pub fn case(&self, id: &CaseId) -> Option<&CaseRecord> {
        self.cases.get(id)
    }

    /// The cases whose coordination was last taken over at or after an instant, UTC, by when that was.
    pub fn taken_over_since(&self, since: DateTime<Utc>) -> impl Iterator<Item = &CaseRecord> {
        let cases = self.taken_over.range(since..);
        cases.flat_map(|(at, ids)| {
            let last = move |record: &&CaseRecord| record.coordination_taken_over.is_some_and(|last| last.at == *at);
            ids.iter().filter_map(|id| self.cases.get(id)).filter(last)
        })
    }

    /// The case that a command opened.
    pub fn opened_by(&self, command: CommandId) -> Option<&CaseRecord> {
        self.all().find(|record| record.opened_by == command)
    }

    /// A reference of a year that no case has, so many after the first such: `2017-014`.
    pub fn next_reference(&self, year: i32, passing_over: u32) -> String {
        let prefix = format!("{year}-");
        let number = |record: &CaseRecord| record.id.as_str().strip_prefix(&prefix)?.parse::<u32>().ok();
        let last = self.all().filter_map(number).max().unwrap_or(0);
        format!("{prefix}{:03}", last.saturating_add(1).saturating_add(passing_over))
    }

    /// Earlier cases that may be of the same person and were not confirmed to be.
    pub fn may_be_the_same_person(&self, record: &CaseRecord) -> Vec<&CaseRecord> {
        let Some(person) = &record.case.person else { return vec![] };
        self.all()
            .filter(|other| other.case.person.as_ref() == Some(person))
            .filter(|other| (other.opened_at, &other.id) < (record.opened_at, &record.id))
            .filter(|other| !record.case.earlier.contains(&other.id))
            .collect()
    }

    /// Later cases that were confirmed to be of the same person.
    pub fn later_cases<'a>(&'a self, id: &'a CaseId) -> impl Iterator<Item = &'a CaseRecord> {
        self.all().filter(move |record| record.case.earlier.contains(id))
    }
}

impl Folded for CaseBook {
    const KIND: DossierKind = DossierKind::Case;

    fn fold(&mut self, recorded: &RecordedEvent) {
        let Event::Case(id, event) = &recorded.event else { return };
        if let CaseEvent::Opened { .. } = event {
            let (at, by) = (recorded.metadata.occurred_at, recorded.metadata.actor.clone());
            let opened = Case::evolve(Case::Unknown, event, &Occurrence { id: recorded.id, at, by });
            if let Case::Opened(case) = opened {
                self.cases.insert(id.clone(), CaseRecord::opened(id.clone(), *case, recorded));
            }
        } else if let Some(record) = self.cases.get_mut(id) {
            let coordinated = record.case.coordinator.is_some();
            if let (CaseEvent::CoordinatorAppointed(_), true) = (event, coordinated) {
                let taken_over = Succession::by(recorded);
                record.coordination_taken_over = Some(taken_over);
                self.taken_over.entry(taken_over.at).or_default().insert(id.clone());
            }
            record.case.apply(event);
        }
        let Some(record) = self.cases.get_mut(id) else { return };
        record.record_event(event, recorded);
        record.watch_for_gaps(recorded);
        record.changed_at = recorded.metadata.occurred_at;
        record.history.push(CaseEntry {
            event: event.clone(),
            by: recorded.metadata.actor.clone(),
            at: recorded.metadata.occurred_at,
        });
    }
}
