//! The training programme as its dossiers tell it: each module with its sessions, the pool of trainers, and what a
//! verification code stands for. Names stay sealed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use events::ids::{InstitutionId, ModuleId, PersonId, SessionId};
use events::sealed::{PersonKeys, Sealed};
use events::text::Text;
use events::training::pool::TrainerPool;
use events::training::{
    CertificateCode, LapseCause, ModuleEvent, ModulePlan, Occasion, PlannedModule, Session, SessionStage, StaffMember,
};
use events::{Event, RecordedEvent};

use crate::books::book::Folded;
use crate::local_time::date_in_kosovo;
use crate::projections::dossiers::DossierKind;

/// A module with what its state leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleDossier {
    /// What was planned of it.
    pub plan: ModulePlan,
    /// Its trainers, sessions and certificates.
    pub state: PlannedModule,
    /// Where sessions take place.
    pub places: BTreeMap<SessionId, Text>,
    /// Why sessions were called off.
    pub called_off: BTreeMap<SessionId, Text>,
}

/// How a module's sessions stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Sessions to come, or whose attendance is not taken.
    pub scheduled: usize,
    /// How many sessions were held.
    pub delivered: usize,
    /// Everybody who attended one, counted once for each session.
    pub attended: usize,
}

impl ModuleDossier {
    /// How its sessions stand.
    pub fn tally(&self) -> Tally {
        let of = |stage| self.state.sessions.values().filter(move |session| session.stage == stage);
        Tally {
            scheduled: of(SessionStage::Scheduled).count(),
            delivered: of(SessionStage::Delivered).count(),
            attended: of(SessionStage::Delivered).map(|session| session.attended.len()).sum(),
        }
    }
}

/// Somebody who trains or is trained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Where on the staff.
    pub institution: InstitutionId,
    /// The name, for whoever holds the key.
    pub name: Sealed<Text>,
}

/// Why a certificate is not valid any more although its last day may be to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EndReason {
    Replaced,
    Lapsed(LapseCause),
}

/// A certificate that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedCertificate {
    /// For which module.
    pub module: ModuleId,
    /// The person who holds it.
    pub holder: PersonId,
    /// The session attended; none: it is a trainer's.
    pub session: Option<SessionId>,
    /// The day of issue, date in Kosovo.
    pub issued_on: NaiveDate,
    /// The last day on which it is valid; none: it does not expire.
    pub until: Option<NaiveDate>,
    ended: Option<EndReason>,
}

/// How a certificate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// It holds: its last day is to come, and nothing ended it.
    Valid,
    /// Its last day has passed.
    Expired,
    /// A newer one has taken its place.
    Replaced,
    /// It was withdrawn, or its trainer left the pool.
    Withdrawn,
}

impl Validity {
    /// Its name in the API, in styles and in the texts' keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Expired => "expired",
            Self::Replaced => "replaced",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl IssuedCertificate {
    /// How it stands on a day.
    pub fn validity_on(&self, day: NaiveDate) -> Validity {
        match self.ended {
            Some(EndReason::Replaced) => Validity::Replaced,
            Some(EndReason::Lapsed(LapseCause::Withdrawn | LapseCause::Left)) => Validity::Withdrawn,
            Some(EndReason::Lapsed(LapseCause::Expired)) => Validity::Expired,
            None if self.until.is_some_and(|until| until < day) => Validity::Expired,
            None => Validity::Valid,
        }
    }
}

/// The whole programme.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrainingBook {
    modules: BTreeMap<ModuleId, ModuleDossier>,
    pool: TrainerPool,
    people: BTreeMap<PersonId, Participant>,
    certificates: BTreeMap<CertificateCode, IssuedCertificate>,
    reminded: BTreeMap<(PersonId, Occasion), NaiveDate>,
}

impl TrainingBook {
    /// Every module, by its id.
    pub fn modules(&self) -> impl Iterator<Item = (&ModuleId, &ModuleDossier)> {
        self.modules.iter()
    }

    /// The module of this id, if there is one.
    pub fn module(&self, id: &ModuleId) -> Option<&ModuleDossier> {
        self.modules.get(id)
    }

    /// Every session, module by module.
    pub fn sessions(&self) -> impl Iterator<Item = (&ModuleId, &ModuleDossier, &SessionId, &Session)> {
        self.modules.iter().flat_map(|(id, dossier)| {
            dossier.state.sessions.iter().map(move |(session, state)| (id, dossier, session, state))
        })
    }

    /// The pool of trainers.
    pub fn pool(&self) -> &TrainerPool {
        &self.pool
    }

    /// Everybody who trains or is trained.
    pub fn people(&self) -> impl Iterator<Item = (&PersonId, &Participant)> {
        self.people.iter()
    }

    /// Somebody who trains or is trained.
    pub fn participant(&self, person: &PersonId) -> Option<&Participant> {
        self.people.get(person)
    }

    /// The person's name; `None`: nobody knows it, or the key is gone.
    pub fn name(&self, person: &PersonId, keys: &dyn PersonKeys) -> Option<Text> {
        self.people.get(person)?.name.open(keys)
    }

    /// What a verification code stands for; `None`: no certificate has it.
    pub fn certificate(&self, code: &CertificateCode) -> Option<&IssuedCertificate> {
        self.certificates.get(code)
    }

    /// When a trainer was reminded on an occasion, date in Kosovo.
    pub fn reminded_on(&self, trainer: &PersonId, occasion: &Occasion) -> Option<NaiveDate> {
        self.reminded.get(&(trainer.clone(), occasion.clone())).copied()
    }

    fn add_person(&mut self, member: &StaffMember) {
        let known = Participant { institution: member.institution.clone(), name: member.name.clone() };
        self.people.insert(member.person.clone(), known);
    }

    /// A trainer's certificate for a module ends, unless it had ended already.
    fn end_certificate(&mut self, module: &ModuleId, trainer: &PersonId, how: EndReason) {
        let Some(dossier) = self.modules.get(module) else { return };
        let Some(certified) = dossier.state.trainers.get(trainer) else { return };
        if let Some(certificate) = self.certificates.get_mut(&certified.code) {
            certificate.ended.get_or_insert(how);
        }
    }

    fn fold_module(&mut self, id: &ModuleId, event: &ModuleEvent, on: NaiveDate) {
        use ModuleEvent as E;

        let issued = |holder: &PersonId, session: Option<&SessionId>, until: Option<NaiveDate>| IssuedCertificate {
            module: id.clone(),
            holder: holder.clone(),
            session: session.cloned(),
            issued_on: on,
            until,
            ended: None,
        };
        match event {
            E::ModulePlanned(plan) => {
                let (state, places) = (PlannedModule::default(), BTreeMap::new());
                let dossier = ModuleDossier { plan: plan.clone(), state, places, called_off: BTreeMap::new() };
                self.modules.insert(id.clone(), dossier);
            }
            E::TrainerCertified { trainer, code, until } => {
                self.add_person(trainer);
                self.end_certificate(id, &trainer.person, EndReason::Replaced);
                self.certificates.insert(code.clone(), issued(&trainer.person, None, *until));
            }
            E::TrainerLapsed { trainer, cause, .. } => self.end_certificate(id, trainer, EndReason::Lapsed(*cause)),
            E::SessionScheduled { session, place: Some(place), .. } => {
                if let Some(dossier) = self.modules.get_mut(id) {
                    dossier.places.insert(session.clone(), place.clone());
                }
            }
            E::SessionCancelled { session, reason } => {
                if let Some(dossier) = self.modules.get_mut(id) {
                    dossier.called_off.insert(session.clone(), reason.clone());
                }
            }
            E::ParticipantEnrolled { participant, .. } => self.add_person(participant),
            E::CertificateIssued(certificate) => {
                let record = issued(&certificate.holder, Some(&certificate.session), certificate.until);
                self.certificates.insert(certificate.code.clone(), record);
            }
            E::TrainerReminded { trainer, occasion } => {
                self.reminded.insert((trainer.clone(), occasion.clone()), on);
            }
            E::SessionScheduled { place: None, .. } | E::AttendanceRecorded { .. } => {}
        }
        if let Some(dossier) = self.modules.get_mut(id) {
            dossier.state.apply(event);
        }
        self.pool.apply(id, event, on);
    }
}

impl Folded for TrainingBook {
    const KIND: DossierKind = DossierKind::Module;

    fn fold(&mut self, recorded: &RecordedEvent) {
        match &recorded.event {
            Event::Module(id, event) => self.fold_module(id, event, date_in_kosovo(recorded.metadata.occurred_at)),
            Event::Institution(..)
            | Event::Subgroup(..)
            | Event::Meeting(..)
            | Event::ActionItem(..)
            | Event::Reminder(..)
            | Event::Notification(..)
            | Event::Account(..)
            | Event::AuditTrail(..)
            | Event::Webhook(..)
            | Event::Erasure(..)
            | Event::Case(..)
            | Event::DataRequest(..)
            | Event::Objective(..)
            | Event::Milestone(..) => {}
        }
    }
}

/// The occasion on which somebody is told, in a stream of the institution, that a trainer has given nothing since a day.
pub fn idle_occasion(trainer: &PersonId, since: NaiveDate) -> String {
    format!("trainer-idle.{trainer}.{since}")
}
