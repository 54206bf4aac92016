//! The book of training: whatever happens, it agrees with the domain on every module and on every code.
#![allow(clippy::wildcard_enum_match_arm, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use crate::support::{TestReadModels, date, title};
use events::event::fold;
use events::ids::PersonId;
use events::non_empty::NonEmpty;
use events::period::Period;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::text::Text;
use events::training::{
    Audience, Certificate, CertificateCode, LapseCause, Module, ModuleCommand, ModuleEvent, ModulePlan, StaffMember,
};
use events::{Command, Event, Occurrence, RecordedEvent};
use proptest::prelude::*;
use readmodels::training::Validity;
use readmodels::{Folded, TrainingBook};

fn member(person: &str) -> StaffMember {
    let person: PersonId = person.parse().unwrap();
    let name: Text = "Arta Krasniqi".parse().unwrap();
    let name = Sealed::seal(person.clone(), &PersonKey([1; 32]), Nonce([2; 24]), &name).unwrap();
    StaffMember { person, institution: "ms".parse().unwrap(), name }
}

fn plan() -> ModuleCommand {
    ModuleCommand::Plan(ModulePlan {
        title: title("Module"),
        audience: Audience::Trainers,
        form: "workshop".parse().unwrap(),
        from: date(1),
        until: date(28),
        days_min: None,
        days_max: None,
    })
}

fn code(n: u8) -> CertificateCode {
    CertificateCode::from_bytes([n; 10])
}

fn any_command() -> impl Strategy<Value = ModuleCommand> {
    let person = || prop::sample::select(vec!["arta", "besa"]);
    let session = || prop::sample::select(vec!["s1", "s2"]).prop_map(|id| id.parse().unwrap());
    let until = || prop::option::of((5_u32..25).prop_map(date));
    prop_oneof![
        (person(), 0_u8..9, until()).prop_map(|(who, n, until)| ModuleCommand::CertifyTrainer {
            trainer: member(who),
            code: code(n),
            until,
        }),
        (person(), any::<bool>()).prop_map(|(who, left)| ModuleCommand::LapseTrainer {
            trainer: who.parse().unwrap(),
            cause: if left { LapseCause::Left } else { LapseCause::Expired },
            reason: None,
        }),
        (session(), 1_u32..20, person()).prop_map(|(session, day, who)| ModuleCommand::ScheduleSession {
            session,
            days: Period::new(date(day), date(day + 1)).unwrap(),
            place: Some("Pejë".parse().unwrap()),
            trainers: NonEmpty::one(who.parse().unwrap()),
        }),
        (session(), person())
            .prop_map(|(session, who)| ModuleCommand::EnrolParticipant { session, participant: member(who) }),
        (session(), person()).prop_map(|(session, who)| ModuleCommand::RecordAttendance {
            session,
            attended: NonEmpty::one(who.parse().unwrap()),
        }),
        (session(), person(), 9_u8..20, until()).prop_map(|(session, who, n, until)| {
            ModuleCommand::IssueCertificate(Certificate { code: code(n), holder: who.parse().unwrap(), session, until })
        }),
        person().prop_map(|who| ModuleCommand::LapseTrainer {
            trainer: who.parse().unwrap(),
            cause: LapseCause::Withdrawn,
            reason: None,
        }),
    ]
}

fn module_of(history: &[RecordedEvent]) -> Module {
    let of_module = history.iter().filter_map(|recorded| match &recorded.event {
        Event::Module(_, event) => Some((event, recorded)),
        _ => None,
    });
    fold::<Module>(of_module.map(|(event, recorded): (&ModuleEvent, _)| {
        let by = recorded.metadata.actor.clone();
        (event, Occurrence { id: recorded.id, at: recorded.metadata.occurred_at, by })
    }))
}

proptest! {
    #[test]
    fn the_book_and_the_domain_agree(commands in prop::collection::vec((0_u32..3, any_command()), 1..60)) {
        let harness = TestReadModels::new();
        let module: events::ids::ModuleId = "m1".parse().unwrap();
        let mut day = 1;
        let mut history = harness.log.command(day, Command::Module(module.clone(), plan())).unwrap();
        for (later, command) in commands {
            day = (day + later).min(28);
            if let Ok(events) = harness.log.command(day, Command::Module(module.clone(), command)) {
                history.extend(events);
            }
        }
        let mut book = TrainingBook::default();
        for event in &history {
            book.fold(event);
        }
        let Module::Planned(state) = module_of(&history) else { panic!("it is planned") };
        prop_assert_eq!(&book.module(&module).unwrap().state, &state);
        for n in 0..20 {
            for day in [1, 14, 28].map(date) {
                let in_book = book.certificate(&code(n)).map(|certificate| {
                    (certificate.holder.clone(), certificate.validity_on(day) == Validity::Valid)
                });
                let in_domain = state.verified(&code(n), day).map(|verified| (verified.holder, verified.valid));
                prop_assert_eq!(in_book, in_domain, "code {} on {}", n, day);
            }
        }
    }
}

#[test]
fn a_code_says_how_its_certificate_ended() {
    let harness = TestReadModels::new();
    let module: events::ids::ModuleId = "m1".parse().unwrap();
    let certify = |n, until: Option<u32>| ModuleCommand::CertifyTrainer {
        trainer: member("arta"),
        code: code(n),
        until: until.map(date),
    };
    let lapse = |cause| ModuleCommand::LapseTrainer { trainer: "arta".parse().unwrap(), cause, reason: None };
    let mut book = TrainingBook::default();
    let mut give = |day, command| {
        for event in harness.log.command(day, Command::Module(module.clone(), command)).unwrap() {
            book.fold(&event);
        }
    };
    give(1, plan());
    give(1, certify(1, Some(9)));
    give(2, certify(2, Some(9)));
    give(10, lapse(LapseCause::Expired));
    give(11, certify(3, None));
    give(12, lapse(LapseCause::Withdrawn));
    give(13, certify(4, Some(20)));
    let on = |n, day| book.certificate(&code(n)).map(|certificate| certificate.validity_on(date(day)));
    let found: BTreeMap<u8, _> = (1..=5).map(|n| (n, on(n, 15))).collect();
    let wanted =
        [Some(Validity::Replaced), Some(Validity::Expired), Some(Validity::Withdrawn), Some(Validity::Valid), None];
    assert_eq!(found.into_values().collect::<Vec<_>>(), wanted);
    assert_eq!(on(4, 21), Some(Validity::Expired));
}
