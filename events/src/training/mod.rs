//! The training programme: modules planned for the secretariat, the Authority's members and the trainers.
//!
//! A module is given in sessions. Whoever gives one must be certified for the module on every day of it, because the
//! assessment found a pool of trainers that nobody kept up; when a certificate runs out, the trainer lapses. The trainer
//! takes attendance, and who attended can have a certificate with a code that the hub confirms.
//!
//! Names of trainers and participants are sealed (see [`crate::sealed`]), so that a certificate can be printed as long
//! as the person's key exists.

pub mod certificate;
pub mod pool;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use certificate::{Certificate, CertificateCode};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::ids::{InstitutionId, ModuleId, PersonId, SessionId};
use crate::language::LocalText;
use crate::non_empty::NonEmpty;
use crate::period::Period;
use crate::refusal::refusals;
use crate::sealed::Sealed;
use crate::text::Text;

/// For whom a module is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Those who do the Secretariat's work.
    Secretariat,
    /// The pool of trainers.
    Trainers,
    /// The members of the National Authority.
    AuthorityMembers,
}

/// A module as planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ModulePlan {
    /// What it teaches.
    pub title: LocalText,
    /// The people that the module is for.
    pub audience: Audience,
    /// In what form.
    pub form: Text,
    /// The first day of the first month planned.
    pub from: NaiveDate,
    /// The last day of the last month planned.
    pub until: NaiveDate,
    /// How many training days at least, when stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_min: Option<u16>,
    /// How many training days at most, when stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_max: Option<u16>,
}

/// A member of an institution's staff, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct StaffMember {
    /// The member of staff.
    pub person: PersonId,
    /// Of which institution.
    pub institution: InstitutionId,
    /// The person's name, sealed for the person.
    pub name: Sealed<Text>,
}

/// Why a trainer may train a module no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LapseCause {
    /// The certificate ran out.
    Expired,
    /// The certificate was withdrawn.
    Withdrawn,
    /// The trainer left the pool.
    Left,
}

/// On what occasion a trainer is reminded. Each is one occasion, however often it is looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "on", rename_all = "kebab-case")]
pub enum Occasion {
    /// The trainer has given nothing for half a year (`pool::IDLE_AFTER`).
    Idle {
        /// The last day of the last session given, or the day of the first certificate.
        since: NaiveDate,
    },
    /// A session of the trainer's begins.
    SessionAhead {
        /// The session, one of this module.
        session: SessionId,
    },
    /// A session of the trainer's is over, and nobody has taken its attendance.
    AttendanceDue {
        /// The session, one of this module.
        session: SessionId,
    },
}

/// A session's stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionStage {
    /// To come, or its attendance not taken yet.
    Scheduled,
    /// Given: its attendance was taken.
    Delivered,
    /// It was called off, and will not be held.
    Cancelled,
}

/// A session of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// On which days.
    pub days: Period,
    /// Who gives it.
    pub trainers: BTreeSet<PersonId>,
    /// Who is to attend it.
    pub participants: BTreeMap<PersonId, InstitutionId>,
    /// Who attended it.
    pub attended: BTreeSet<PersonId>,
    /// How far it is.
    pub stage: SessionStage,
}

/// A trainer's certificate as it holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certified {
    /// By which it is verified.
    pub code: CertificateCode,
    /// The last day on which it is valid; none: it does not expire.
    pub until: Option<NaiveDate>,
}

/// Whom a verification code belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateVerification {
    /// Whose certificate it is.
    pub holder: PersonId,
    /// The session attended; none: it is a trainer's.
    pub session: Option<SessionId>,
    /// Whether it is valid: not run out, replaced or withdrawn.
    pub valid: bool,
}

/// A module that was planned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlannedModule {
    /// Who may give it.
    pub trainers: BTreeMap<PersonId, Certified>,
    /// Its sessions, past and to come.
    pub sessions: BTreeMap<SessionId, Session>,
    /// The certificates of those who attended one.
    pub certificates: BTreeMap<CertificateCode, Certificate>,
    /// The codes of all trainers' certificates, those replaced and withdrawn as well, each with its trainer.
    pub trainer_codes: BTreeMap<CertificateCode, PersonId>,
    /// Who was reminded, and on which occasions.
    pub reminded: BTreeSet<(PersonId, Occasion)>,
}

/// A module's state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Module {
    /// There is no such module yet: nothing of it was recorded.
    #[default]
    Unknown,
    /// Planned at least.
    Planned(PlannedModule),
}

/// What can be asked of a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ModuleCommand {
    /// Take the module into the programme.
    Plan(ModulePlan),
    /// Certify a trainer for it.
    CertifyTrainer {
        /// The member of staff who becomes a trainer.
        trainer: StaffMember,
        /// The certificate's code.
        code: CertificateCode,
        /// The last day on which it is valid; none: it does not expire.
        until: Option<NaiveDate>,
    },
    /// Record that a trainer may give it no more.
    LapseTrainer {
        /// The certified trainer.
        trainer: PersonId,
        /// What ended the certification.
        cause: LapseCause,
        /// Why, where a person decided it.
        reason: Option<Text>,
    },
    /// Schedule a session.
    ScheduleSession {
        /// Its id within the module.
        session: SessionId,
        /// On which days.
        days: Period,
        /// The place, where one was named.
        place: Option<Text>,
        /// Who gives it.
        trainers: NonEmpty<PersonId>,
    },
    /// Call a session off.
    CancelSession {
        /// The session, one of this module.
        session: SessionId,
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
    /// Enrol somebody in a session.
    EnrolParticipant {
        /// The session, one of this module.
        session: SessionId,
        /// The member of staff who is enrolled.
        participant: StaffMember,
    },
    /// Record who attended a session.
    RecordAttendance {
        /// The session, one of this module.
        session: SessionId,
        /// The participants who attended.
        attended: NonEmpty<PersonId>,
    },
    /// Issue a certificate to somebody who attended.
    IssueCertificate(Certificate),
    /// Record that a trainer was reminded.
    RecordReminded {
        /// The certified trainer.
        trainer: PersonId,
        /// On what occasion.
        occasion: Occasion,
    },
}

/// What can have happened to a module.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ModuleEvent {
    /// It was planned.
    ModulePlanned(ModulePlan),
    /// A trainer was certified for it, or the certificate was renewed.
    TrainerCertified {
        /// The certified trainer.
        trainer: StaffMember,
        /// The certificate's code.
        code: CertificateCode,
        /// The last day on which it is valid.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    },
    /// A trainer may give it no more.
    TrainerLapsed {
        /// The certified trainer.
        trainer: PersonId,
        /// What ended the certification.
        cause: LapseCause,
        /// Why, where a person decided it and said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Text>,
    },
    /// A session was scheduled.
    SessionScheduled {
        /// Its id within the module.
        session: SessionId,
        /// On which days.
        days: Period,
        /// The place, where one was named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Text>,
        /// Who gives it.
        trainers: NonEmpty<PersonId>,
    },
    /// A session was called off.
    SessionCancelled {
        /// The session, one of this module.
        session: SessionId,
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
    /// Somebody was enrolled in a session.
    ParticipantEnrolled {
        /// The session, one of this module.
        session: SessionId,
        /// The member of staff who takes part.
        participant: StaffMember,
    },
    /// Attendance was taken, in place of an earlier list: the session was given.
    AttendanceRecorded {
        /// The session, one of this module.
        session: SessionId,
        /// The participants who attended.
        attended: NonEmpty<PersonId>,
    },
    /// Somebody who attended was given a certificate.
    CertificateIssued(Certificate),
    /// A trainer was reminded, in person or through the institution.
    TrainerReminded {
        /// The certified trainer.
        trainer: PersonId,
        /// On what occasion.
        occasion: Occasion,
    },
}

refusals! {
    /// Why a module may say no.
    ModuleRefusal {
        NotPlanned = "training-not-planned", "there is no such module: plan it first";
        AlreadyPlanned = "training-already-planned", "a module with this id is planned already";
        EndsBeforeItBegins = "training-ends-before-it-begins", "the module ends before it begins: check the months";
        DaysReversed = "training-days-reversed", "the module has more days at least than at most";
        SealedForAnother = "training-sealed-for-another", "a name was sealed for another person";
        CodeTaken = "training-code-taken", "another certificate has this code already: draw another one";
        ExpiredAlready = "training-certificate-expired-already", "the certificate's last day is in the past: choose a later one";
        NotATrainer = "training-not-a-trainer", "this person is not certified for the module";
        StillCertified = "training-trainer-still-certified", "the trainer's certificate has not run out yet";
        TrainerNotCertified = "training-trainer-not-certified", "a trainer is not certified for the module on the last day of the session: renew the certificate first";
        SessionIdTaken = "training-session-id-taken", "the module has another session of this id already";
        SessionInThePast = "training-session-in-the-past", "the session begins in the past: choose a date from today on";
        SessionUnknown = "training-session-unknown", "the module has no such session";
        SessionDelivered = "training-session-delivered", "the session was given already";
        SessionCancelled = "training-session-cancelled", "the session was called off";
        StillToCome = "training-session-still-to-come", "the session has not begun yet";
        NotEnrolled = "training-not-enrolled", "somebody on the list is not enrolled in the session: enrol them first";
        HasCertificate = "training-attendance-has-certificate", "somebody left out has a certificate of this session already";
        DidNotAttend = "training-did-not-attend", "this person did not attend the session";
        HasOneAlready = "training-certificate-issued-already", "this person has a certificate of this session already";
    }
}

impl Certified {
    fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day <= until)
    }
}

impl StaffMember {
    fn sealed_for_themselves(&self) -> Result<(), ModuleRefusal> {
        if self.name.person() == &self.person { Ok(()) } else { Err(ModuleRefusal::SealedForAnother) }
    }
}

impl PlannedModule {
    /// Whether somebody may give the module on a day.
    pub fn is_trainer_on(&self, person: &PersonId, day: NaiveDate) -> bool {
        self.trainers.get(person).is_some_and(|certified| certified.is_valid_on(day))
    }

    /// The trainers whose certificate has run out by a day and who have not lapsed yet.
    pub fn run_out_by(&self, day: NaiveDate) -> impl Iterator<Item = &PersonId> {
        let run_out = self.trainers.iter().filter(move |(_, certified)| !certified.is_valid_on(day));
        run_out.map(|(trainer, _)| trainer)
    }

    /// What a verification code stands for, as of a day; none: the module gave no such certificate.
    pub fn verified(&self, code: &CertificateCode, day: NaiveDate) -> Option<CertificateVerification> {
        if let Some(certificate) = self.certificates.get(code) {
            let (holder, session) = (certificate.holder.clone(), Some(certificate.session.clone()));
            return Some(CertificateVerification { holder, session, valid: certificate.is_valid_on(day) });
        }
        let holder = self.trainer_codes.get(code)?.clone();
        let certified = self.trainers.get(&holder);
        let valid = certified.is_some_and(|certified| &certified.code == code && certified.is_valid_on(day));
        Some(CertificateVerification { holder, session: None, valid })
    }

    fn session(&self, session: &SessionId) -> Result<&Session, ModuleRefusal> {
        self.sessions.get(session).ok_or(ModuleRefusal::SessionUnknown)
    }

    fn scheduled(&self, session: &SessionId) -> Result<&Session, ModuleRefusal> {
        let session = self.session(session)?;
        match session.stage {
            SessionStage::Scheduled => Ok(session),
            SessionStage::Delivered => Err(ModuleRefusal::SessionDelivered),
            SessionStage::Cancelled => Err(ModuleRefusal::SessionCancelled),
        }
    }

    fn has_code(&self, code: &CertificateCode) -> bool {
        self.certificates.contains_key(code) || self.trainer_codes.contains_key(code)
    }

    fn can_take_attendance(
        &self,
        id: &SessionId,
        attended: &BTreeSet<&PersonId>,
        today: NaiveDate,
    ) -> Result<(), ModuleRefusal> {
        let session = self.session(id)?;
        if session.stage == SessionStage::Cancelled {
            return Err(ModuleRefusal::SessionCancelled);
        }
        if today < session.days.from() {
            return Err(ModuleRefusal::StillToCome);
        }
        if !attended.iter().all(|person| session.participants.contains_key(*person)) {
            return Err(ModuleRefusal::NotEnrolled);
        }
        let mut of_session = self.certificates.values().filter(|certificate| &certificate.session == id);
        if !of_session.all(|certificate| attended.contains(&certificate.holder)) {
            return Err(ModuleRefusal::HasCertificate);
        }
        Ok(())
    }

    fn can_issue(&self, certificate: &Certificate, today: NaiveDate) -> Result<(), ModuleRefusal> {
        let session = self.session(&certificate.session)?;
        if !session.attended.contains(&certificate.holder) {
            return Err(ModuleRefusal::DidNotAttend);
        }
        let same = |known: &Certificate| known.holder == certificate.holder && known.session == certificate.session;
        if self.certificates.values().any(same) {
            return Err(ModuleRefusal::HasOneAlready);
        }
        if self.has_code(&certificate.code) {
            return Err(ModuleRefusal::CodeTaken);
        }
        if certificate.is_valid_on(today) { Ok(()) } else { Err(ModuleRefusal::ExpiredAlready) }
    }

    /// Folds one event into a module that was planned. Read models use it as well.
    pub fn apply(&mut self, event: &ModuleEvent) {
        use ModuleEvent as E;

        match event {
            E::ModulePlanned(_) => {}
            E::TrainerCertified { trainer, code, until } => {
                self.trainers.insert(trainer.person.clone(), Certified { code: code.clone(), until: *until });
                self.trainer_codes.insert(code.clone(), trainer.person.clone());
            }
            E::TrainerLapsed { trainer, .. } => {
                self.trainers.remove(trainer);
            }
            E::SessionScheduled { session, days, trainers, .. } => {
                let trainers = trainers.iter().cloned().collect();
                let (participants, attended, stage) = (BTreeMap::new(), BTreeSet::new(), SessionStage::Scheduled);
                let scheduled = Session { days: *days, trainers, participants, attended, stage };
                self.sessions.insert(session.clone(), scheduled);
            }
            E::SessionCancelled { session, .. } => {
                if let Some(session) = self.sessions.get_mut(session) {
                    session.stage = SessionStage::Cancelled;
                }
            }
            E::ParticipantEnrolled { session, participant } => {
                if let Some(session) = self.sessions.get_mut(session) {
                    session.participants.insert(participant.person.clone(), participant.institution.clone());
                }
            }
            E::AttendanceRecorded { session, attended } => {
                if let Some(session) = self.sessions.get_mut(session) {
                    session.stage = SessionStage::Delivered;
                    session.attended = attended.iter().cloned().collect();
                }
            }
            E::CertificateIssued(certificate) => {
                self.certificates.insert(certificate.code.clone(), certificate.clone());
            }
            E::TrainerReminded { trainer, occasion } => {
                self.reminded.insert((trainer.clone(), occasion.clone()));
            }
        }
    }
}

impl Aggregate for Module {
    const KIND: &'static str = "training";
    type Id = ModuleId;
    type State = Self;
    type Command = ModuleCommand;
    type Event = ModuleEvent;
    type Refusal = ModuleRefusal;

    fn decide(state: &Self, command: ModuleCommand, moment: &Moment) -> Result<Vec<ModuleEvent>, ModuleRefusal> {
        use ModuleCommand as C;
        use ModuleEvent as E;
        use ModuleRefusal as R;

        let module = match state {
            Self::Planned(module) => module,
            Self::Unknown => {
                let C::Plan(plan) = command else {
                    return Err(R::NotPlanned);
                };
                if plan.until < plan.from {
                    return Err(R::EndsBeforeItBegins);
                }
                if let (Some(min), Some(max)) = (plan.days_min, plan.days_max)
                    && min > max
                {
                    return Err(R::DaysReversed);
                }
                return Ok(vec![E::ModulePlanned(plan)]);
            }
        };
        match command {
            C::Plan(_) => Err(R::AlreadyPlanned),
            C::CertifyTrainer { trainer, code, until } => {
                trainer.sealed_for_themselves()?;
                if until.is_some_and(|until| until < moment.today) {
                    return Err(R::ExpiredAlready);
                }
                let known = module.trainers.get(&trainer.person);
                if known.is_some_and(|known| known.code == code && known.until == until) {
                    return Ok(vec![]);
                }
                if module.has_code(&code) {
                    return Err(R::CodeTaken);
                }
                Ok(vec![E::TrainerCertified { trainer, code, until }])
            }
            C::LapseTrainer { trainer, cause, reason } => {
                let certified = module.trainers.get(&trainer).ok_or(R::NotATrainer)?;
                match cause {
                    LapseCause::Expired if certified.is_valid_on(moment.today) => Err(R::StillCertified),
                    LapseCause::Expired | LapseCause::Withdrawn | LapseCause::Left => {
                        Ok(vec![E::TrainerLapsed { trainer, cause, reason }])
                    }
                }
            }
            C::ScheduleSession { session, days, place, trainers } => {
                if module.sessions.contains_key(&session) {
                    return Err(R::SessionIdTaken);
                }
                if days.from() < moment.today {
                    return Err(R::SessionInThePast);
                }
                if !trainers.iter().all(|trainer| module.is_trainer_on(trainer, days.until())) {
                    return Err(R::TrainerNotCertified);
                }
                Ok(vec![E::SessionScheduled { session, days, place, trainers }])
            }
            C::CancelSession { session, reason } => {
                module.scheduled(&session)?;
                Ok(vec![E::SessionCancelled { session, reason }])
            }
            C::EnrolParticipant { session, participant } => {
                participant.sealed_for_themselves()?;
                let known = module.scheduled(&session)?.participants.get(&participant.person);
                let same = known == Some(&participant.institution);
                Ok(if same { vec![] } else { vec![E::ParticipantEnrolled { session, participant }] })
            }
            C::RecordAttendance { session, attended } => {
                let listed: BTreeSet<&PersonId> = attended.iter().collect();
                module.can_take_attendance(&session, &listed, moment.today)?;
                let same = module.session(&session)?.attended.iter().collect::<BTreeSet<_>>() == listed;
                Ok(if same { vec![] } else { vec![E::AttendanceRecorded { session, attended }] })
            }
            C::IssueCertificate(certificate) => {
                if module.certificates.get(&certificate.code) == Some(&certificate) {
                    return Ok(vec![]);
                }
                module.can_issue(&certificate, moment.today)?;
                Ok(vec![E::CertificateIssued(certificate)])
            }
            C::RecordReminded { trainer, occasion } => {
                let trains = match &occasion {
                    Occasion::Idle { .. } => module.trainers.contains_key(&trainer),
                    Occasion::SessionAhead { session } | Occasion::AttendanceDue { session } => {
                        module.session(session)?.trainers.contains(&trainer)
                    }
                };
                let so_already = module.reminded.contains(&(trainer.clone(), occasion.clone()));
                match (trains, so_already) {
                    (false, _) => Err(R::NotATrainer),
                    (true, true) => Ok(vec![]),
                    (true, false) => Ok(vec![E::TrainerReminded { trainer, occasion }]),
                }
            }
        }
    }

    fn evolve(state: Self, event: &ModuleEvent, _: &Occurrence) -> Self {
        match (state, event) {
            (_, ModuleEvent::ModulePlanned(_)) => Self::Planned(PlannedModule::default()),
            (Self::Unknown, _) => Self::Unknown,
            (Self::Planned(mut module), _) => {
                module.apply(event);
                Self::Planned(module)
            }
        }
    }
}
