//! The pool of trainers: who may train what, when each of them last did, and who has been idle.
//!
//! “Monitoring and motivating the pool of trainers” is the assessment's fourth recommendation. A trainer's modules are
//! streams of their own, so the pool is folded from all of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};

use crate::ids::{InstitutionId, ModuleId, PersonId, SessionId};
use crate::training::ModuleEvent;

/// After how many months without a session a trainer counts as idle.
pub const IDLE_AFTER: Months = Months::new(6);

/// A trainer's part in the programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engagement {
    /// The institution whose staff the trainer is.
    pub institution: InstitutionId,
    /// The modules that the trainer may train, each with the last day, when there is one.
    pub certified_for: BTreeMap<ModuleId, Option<NaiveDate>>,
    /// The day of the first certificate.
    pub since: NaiveDate,
    /// The sessions delivered, each with its last day.
    pub delivered: BTreeMap<(ModuleId, SessionId), NaiveDate>,
}

impl Engagement {
    /// The last day of the last session delivered.
    pub fn last_delivered(&self) -> Option<NaiveDate> {
        self.delivered.values().max().copied()
    }

    /// Whether the trainer may train any module on a day.
    pub fn is_certified_on(&self, day: NaiveDate) -> bool {
        self.certified_for.values().any(|until| until.is_none_or(|until| day <= until))
    }

    /// Since when the trainer has given nothing: the last day of the last session, or the first certificate's day.
    pub fn idle_since(&self) -> NaiveDate {
        self.last_delivered().unwrap_or(self.since)
    }

    /// Whether the trainer may train, and has trained nothing for [`IDLE_AFTER`].
    pub fn is_idle_on(&self, day: NaiveDate) -> bool {
        self.is_certified_on(day) && self.idle_since().checked_add_months(IDLE_AFTER).is_some_and(|idle| idle < day)
    }
}

/// The pool of trainers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrainerPool {
    trainers: BTreeMap<PersonId, Engagement>,
    scheduled: BTreeMap<(ModuleId, SessionId), (NaiveDate, BTreeSet<PersonId>)>,
}

impl TrainerPool {
    /// Everybody who was ever certified.
    pub fn trainers(&self) -> impl Iterator<Item = (&PersonId, &Engagement)> {
        self.trainers.iter()
    }

    /// The trainers who are idle on a day.
    pub fn idle_on(&self, day: NaiveDate) -> impl Iterator<Item = (&PersonId, &Engagement)> {
        self.trainers.iter().filter(move |(_, engagement)| engagement.is_idle_on(day))
    }

    /// Folds one event of a module; `on` is the date in Kosovo on which it happened.
    pub fn apply(&mut self, module: &ModuleId, event: &ModuleEvent, on: NaiveDate) {
        use ModuleEvent as E;

        match event {
            E::TrainerCertified { trainer, until, .. } => {
                let engagement = self.trainers.entry(trainer.person.clone()).or_insert_with(|| Engagement {
                    institution: trainer.institution.clone(),
                    certified_for: BTreeMap::new(),
                    since: on,
                    delivered: BTreeMap::new(),
                });
                engagement.institution = trainer.institution.clone();
                engagement.certified_for.insert(module.clone(), *until);
            }
            E::TrainerLapsed { trainer, .. } => {
                if let Some(engagement) = self.trainers.get_mut(trainer) {
                    engagement.certified_for.remove(module);
                }
            }
            E::SessionScheduled { session, days, trainers, .. } => {
                let planned = (days.until(), trainers.iter().cloned().collect());
                self.scheduled.insert((module.clone(), session.clone()), planned);
            }
            E::AttendanceRecorded { session, .. } => {
                let key = (module.clone(), session.clone());
                let Some((last_day, trainers)) = self.scheduled.get(&key) else { return };
                for trainer in trainers {
                    if let Some(engagement) = self.trainers.get_mut(trainer) {
                        engagement.delivered.insert(key.clone(), *last_day);
                    }
                }
            }
            E::ModulePlanned(_)
            | E::SessionCancelled { .. }
            | E::ParticipantEnrolled { .. }
            | E::CertificateIssued(_)
            | E::TrainerReminded { .. } => {}
        }
    }
}
