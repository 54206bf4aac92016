use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use events::ids::{ModuleId, PersonId, SessionId};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::training::{
    Audience, Certificate, CertificateCode, LapseCause, Module, ModuleCommand as C, ModuleEvent as E, ModulePlan,
    Occasion, SessionStage, StaffMember,
};
use events::{Command, Event};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

use super::StoryAggregate;
use super::any::{any_date, any_id, any_institution, any_local_text, any_text};
use crate::given_when_then::TODAY;
use crate::values::{certificate_code, date, id, sealed_text, staff_member};

properties_of!(Module);

fn any_plan() -> impl Strategy<Value = ModulePlan> {
    let audience = select(&[Audience::Secretariat, Audience::Trainers, Audience::AuthorityMembers][..]);
    let days = || option::of(0..4u16);
    // Mostly in order: a story that plans nothing tells nothing.
    let from = prop_oneof![4 => Just(date(1)), 1 => any_date()];
    (any_local_text(), audience, any_text(), from, any_date(), days(), days()).prop_map(
        |(title, audience, form, from, until, days_min, days_max)| ModulePlan {
            title,
            audience,
            form,
            from,
            until,
            days_min,
            days_max,
        },
    )
}

/// Few, so that the one who is certified gives a session, and the one who is enrolled attends it.
fn any_of_staff<T: std::str::FromStr<Err: std::fmt::Debug> + std::fmt::Debug>() -> impl Strategy<Value = T> {
    any_id(&["arta", "arta", "arta", "arta", "besa"])
}

/// Now and then with a name that was sealed for another.
fn any_member() -> impl Strategy<Value = StaffMember> {
    let name_of = prop_oneof![9 => Just(None), 1 => any_of_staff::<String>().prop_map(Some)];
    (any_of_staff::<String>(), any_institution::<String>(), name_of).prop_map(|(person, institution, name_of)| {
        let whole = staff_member(&person, &institution);
        StaffMember { name: name_of.map_or(whole.name, |other| sealed_text(&other, "Dren")), ..whole }
    })
}

fn any_code() -> impl Strategy<Value = CertificateCode> {
    (0..12u8).prop_map(certificate_code)
}

fn any_session() -> impl Strategy<Value = SessionId> {
    any_id(&["s1", "s1", "s1", "s1", "s1", "s2"])
}

/// Near the story's beginning, so that a session's day comes in it.
fn any_days() -> impl Strategy<Value = Period> {
    let soon = (TODAY..TODAY + 5, 0..2i64).prop_map(|(from, more)| Period::new(date(from), date(from + more)).unwrap());
    let late = (any_date(), any_date()).prop_filter_map("reversed", |(from, until)| Period::new(from, until).ok());
    prop_oneof![5 => soon, 1 => late]
}

fn any_last_day() -> impl Strategy<Value = Option<NaiveDate>> {
    prop_oneof![Just(None), any_date().prop_map(Some)]
}

fn any_people() -> impl Strategy<Value = NonEmpty<PersonId>> {
    prop::collection::vec(any_of_staff(), 1..3).prop_map(|people| people.try_into().unwrap())
}

fn any_cause() -> impl Strategy<Value = LapseCause> {
    select(&[LapseCause::Expired, LapseCause::Expired, LapseCause::Withdrawn, LapseCause::Left][..])
}

fn any_occasion() -> impl Strategy<Value = Occasion> {
    prop_oneof![
        any_date().prop_map(|since| Occasion::Idle { since }),
        any_session().prop_map(|session| Occasion::SessionAhead { session }),
        any_session().prop_map(|session| Occasion::AttendanceDue { session }),
    ]
}

fn any_certificate() -> impl Strategy<Value = Certificate> {
    (any_code(), any_of_staff(), any_session(), any_last_day()).prop_map(|(code, holder, session, until)| Certificate {
        code,
        holder,
        session,
        until,
    })
}

impl StoryAggregate for Module {
    const COMMAND: fn(ModuleId, C) -> Command = Command::Module;
    const EVENT: fn(ModuleId, E) -> Event = Event::Module;

    fn id() -> ModuleId {
        id("m1")
    }

    fn commands() -> BoxedStrategy<C> {
        let certify = (any_member(), any_code(), any_last_day());
        let schedule = (any_session(), any_days(), option::of(any_text()), any_people());
        prop_oneof![
            24 => any_plan().prop_map(C::Plan),
            6 => certify.prop_map(|(trainer, code, until)| C::CertifyTrainer { trainer, code, until }),
            1 => (any_of_staff(), any_cause()).prop_map(|(trainer, cause)| C::LapseTrainer { trainer, cause, reason: None }),
            7 => schedule.prop_map(|(session, days, place, trainers)| C::ScheduleSession {
                session, days, place, trainers
            }),
            1 => (any_session(), any_text()).prop_map(|(session, reason)| C::CancelSession { session, reason }),
            8 => (any_session(), any_member())
                .prop_map(|(session, participant)| C::EnrolParticipant { session, participant }),
            9 => (any_session(), any_people())
                .prop_map(|(session, attended)| C::RecordAttendance { session, attended }),
            12 => any_certificate().prop_map(C::IssueCertificate),
            1 => (any_of_staff(), any_occasion())
                .prop_map(|(trainer, occasion)| C::RecordReminded { trainer, occasion }),
        ]
        .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        let certified = (any_member(), any_code(), any_last_day());
        let scheduled = (any_session(), any_days(), option::of(any_text()), any_people());
        prop_oneof![
            any_plan().prop_map(E::ModulePlanned),
            certified.prop_map(|(trainer, code, until)| E::TrainerCertified { trainer, code, until }),
            (any_of_staff(), any_cause()).prop_map(|(trainer, cause)| E::TrainerLapsed {
                trainer,
                cause,
                reason: None
            }),
            scheduled.prop_map(|(session, days, place, trainers)| E::SessionScheduled {
                session,
                days,
                place,
                trainers
            }),
            (any_session(), any_text()).prop_map(|(session, reason)| E::SessionCancelled { session, reason }),
            (any_session(), any_member())
                .prop_map(|(session, participant)| E::ParticipantEnrolled { session, participant }),
            (any_session(), any_people()).prop_map(|(session, attended)| E::AttendanceRecorded { session, attended }),
            any_certificate().prop_map(E::CertificateIssued),
            (any_of_staff(), any_occasion()).prop_map(|(trainer, occasion)| E::TrainerReminded { trainer, occasion }),
        ]
        .boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        let Self::Planned(module) = state else {
            prop_assert!(history.is_empty());
            return Ok(());
        };
        let mut codes = BTreeSet::new();
        let mut trainers: BTreeMap<&PersonId, Option<NaiveDate>> = BTreeMap::new();
        let mut reminded = BTreeSet::new();
        for (n, event) in history.iter().enumerate() {
            prop_assert_eq!(n == 0, matches!(event, E::ModulePlanned(_)), "it is planned first, and once");
            match event {
                E::ModulePlanned(plan) => {
                    prop_assert!(plan.from <= plan.until, "it ends before it begins");
                    prop_assert!(plan.days_min.zip(plan.days_max).is_none_or(|(min, max)| min <= max));
                }
                E::TrainerCertified { trainer, code, until } => {
                    prop_assert_eq!(trainer.name.person(), &trainer.person);
                    prop_assert!(codes.insert(code), "a code was given twice");
                    trainers.insert(&trainer.person, *until);
                }
                E::TrainerLapsed { trainer, .. } => {
                    prop_assert!(trainers.remove(trainer).is_some(), "{} was no trainer", trainer);
                }
                E::SessionScheduled { days, trainers: of_session, .. } => {
                    for trainer in of_session.iter() {
                        let until = trainers.get(trainer);
                        let valid = until.is_some_and(|until| until.is_none_or(|until| days.until() <= until));
                        prop_assert!(valid, "{} may not give it", trainer);
                    }
                }
                E::CertificateIssued(certificate) => {
                    prop_assert!(codes.insert(&certificate.code), "a code was given twice");
                }
                E::TrainerReminded { trainer, occasion } => {
                    prop_assert!(reminded.insert((trainer, occasion)), "{} was reminded twice of one thing", trainer);
                }
                E::SessionCancelled { .. } | E::ParticipantEnrolled { .. } | E::AttendanceRecorded { .. } => {}
            }
        }
        for session in module.sessions.values() {
            let enrolled = session.attended.iter().all(|person| session.participants.contains_key(person));
            prop_assert!(enrolled, "somebody attended who was not enrolled");
            prop_assert_eq!(session.stage == SessionStage::Delivered, !session.attended.is_empty());
        }
        for certificate in module.certificates.values() {
            let session = &module.sessions[&certificate.session];
            prop_assert!(session.attended.contains(&certificate.holder), "a certificate of nothing");
        }
        Ok(())
    }
}
