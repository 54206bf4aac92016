//! The sample hub with what the pairs need beside it: people in post, a second session, a token, passkeys, letters that wait.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use events::Command;
use events::account::{AccountCommand, Fingerprint, Identity, Passkey, Role, TokenScope};
use events::authority::Principal;
use events::case::{CaseCommand, CaseStage};
use events::data_request::DataRequestCommand;
use events::form::{Answer, Answers};
use events::ids::{PersonId, ServiceName};
use events::institution::{Appointee, InstitutionCommand};
use events::language::Language;
use events::mandate::Mandate;
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::text::Text;
use events::training::ModuleCommand;
use events::webhook::{OutgoingKind, WebhookCommand};
use gateway::{DeadLetter, DeadLetterQueue, DeadLettersUnavailable, RedriveOutcome};
use readmodels::ReadPort;
use serde_json::Value;
use store::EventStore;

use crate::support::sample_hub::{in_every_language, sample_hub};
use crate::support::{PATIENCE, READER, SECRETARIAT, TestGateway, WORLD_TIME};

/// Counts how often it was asked to try again.
#[derive(Default)]
pub(crate) struct Letters(AtomicUsize);

#[async_trait]
impl DeadLetterQueue for Letters {
    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLettersUnavailable> {
        Ok(vec![])
    }

    async fn redrive(&self, _: &ServiceName) -> Result<RedriveOutcome, DeadLettersUnavailable> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(RedriveOutcome { processed: 1, waiting: 0 })
    }
}

/// A hub, and whoever is signed in there.
pub(crate) struct Hub {
    pub(crate) server: TestGateway,
    pub(crate) cookies: BTreeMap<&'static str, String>,
    letters: Arc<Letters>,
}

fn official(person: &str, institution: &str, mandate: Mandate) -> Principal {
    Principal::official(person.parse().unwrap(), institution.parse().unwrap(), BTreeSet::new(), mandate)
}

impl Hub {
    pub(crate) async fn new() -> Self {
        Self::on(sample_hub().await).await
    }

    /// The same on a sample hub that was made elsewhere.
    pub(crate) async fn on(server: TestGateway) -> Self {
        server.seals();
        let letters = Arc::new(Letters::default());
        server.gateway.set_dead_letters(letters.clone());
        let mut hub = Self { server, cookies: BTreeMap::new(), letters };
        hub.appoint().await;
        hub.prepare().await;
        hub.sign_in().await;
        hub
    }

    /// How often letters were tried again.
    pub(crate) fn redriven(&self) -> usize {
        self.letters.0.load(Ordering::SeqCst)
    }

    async fn appoint(&self) {
        for (institution, person, name) in
            [("isf", "isak", "Isak Strehimi"), ("mpms", "erza", "Erza Gashi"), ("qps", "qerim", "Qerim Qendra")]
        {
            self.server.appoint_named(institution, person, name, Language::En).await;
        }
        for (institution, person, name) in [
            ("ms", "dea", "Dea Deputy"),
            ("qps", "administrator", "Admin Administruesi"),
            ("qps", "luan", "Luan Luani"),
        ] {
            let person: PersonId = person.parse().unwrap();
            let key = self.server.keys.ensure(&person, PersonKey([3; 32])).unwrap();
            let name = Sealed::seal(person.clone(), &key, Nonce([7; 24]), &name.parse::<Text>().unwrap()).unwrap();
            let deputy = Appointee { person, name, phone: None, language: Language::En };
            let appoint = InstitutionCommand::AppointDeputy(deputy);
            self.server.give_and_show(Command::Institution(institution.parse().unwrap(), appoint)).await;
        }
        let grant = AccountCommand::GrantRole { role: Role::Administrator, institution: Some("qps".parse().unwrap()) };
        self.server.give_as_service(Command::Account("administrator".parse().unwrap(), grant)).await;
    }

    async fn prepare(&self) {
        let schedule = MeetingCommand::Schedule {
            title: in_every_language("September meeting"),
            at: MeetingTime { date: "2017-09-12".parse().unwrap(), time: None, minutes: None },
            place: None,
            convened: MeetingBody::Subgroup("strehimi".parse().unwrap()),
            invited: NonEmpty::one("ms".parse().unwrap()),
            recurrence: None,
        };
        self.server.give(Command::Meeting("shtator".parse().unwrap(), schedule)).await;
        let refer = CaseCommand::MakeReferral {
            referral: "avokati".parse().unwrap(),
            receiver: "policia".parse().unwrap(),
            stage: CaseStage::Assistance,
            answer_by: "2017-07-06T14:00:00Z".parse().unwrap(),
            request: None,
        };
        self.server.give(Command::Case("2017-014".parse().unwrap(), refer)).await;
        let make = WebhookCommand::Make {
            maker: "teuta".parse().unwrap(),
            institution: "sekretariati".parse().unwrap(),
            name: "Register".parse().unwrap(),
            address: "https://example.org/hook".parse().unwrap(),
            kinds: [OutgoingKind::MeetingHeld].into(),
        };
        let teuta = official("teuta", "sekretariati", Mandate::Secretariat);
        self.server.give_anew(teuta, Command::Webhook("w-pairs".parse().unwrap(), make)).await;
        self.answer().await;
        let module = |command| Command::Module("te-dhenat".parse().unwrap(), command);
        let session = || "korrik".parse().unwrap();
        let day = "2017-07-05".parse().unwrap();
        let schedule = ModuleCommand::ScheduleSession {
            session: session(),
            days: Period::new(day, day).unwrap(),
            place: None,
            trainers: NonEmpty::one("jelena".parse().unwrap()),
        };
        self.server.give(module(schedule)).await;
        for (person, institution) in [("erza", "mpms"), ("isak", "isf")] {
            let participant = self.server.member(person, institution);
            self.server.give(module(ModuleCommand::EnrolParticipant { session: session(), participant })).await;
        }
        let identity = Identity { provider: "ministria".parse().unwrap(), subject: Fingerprint::of("teuta") };
        let link = AccountCommand::LinkIdentity(identity);
        self.server.give_as_service(Command::Account(READER.parse().unwrap(), link)).await;
        for (token, person, institution, mandate) in
            [("t-known", READER, SECRETARIAT, Mandate::Secretariat), ("t-qerim", "qerim", "qps", Mandate::Institution)]
        {
            let make = AccountCommand::MakeToken {
                token: token.parse().unwrap(),
                secret: Fingerprint::of(&format!("focalpoint_{token}")),
                name: "Known".parse().unwrap(),
                scope: TokenScope { commands: BTreeSet::new(), institution: None },
                institution: Some(institution.parse().unwrap()),
                at: WORLD_TIME.parse().unwrap(),
                until: "2999-01-01T00:00:00Z".parse().unwrap(),
            };
            let owner = official(person, institution, mandate);
            self.server.give_anew(owner, Command::Account(person.parse().unwrap(), make)).await;
        }
        let end = self.server.store.end().await.unwrap();
        self.server.read_models.reached(end, PATIENCE).await.unwrap();
    }

    /// Both institutions have answered, and the Secretariat has not looked at it.
    async fn answer(&self) {
        let answers = |stay: &str| {
            Answers(
                [
                    ("stay".parse().unwrap(), Answer::Number(stay.parse().unwrap())),
                    ("procedures".parse().unwrap(), Answer::Choice("rarely".parse().unwrap())),
                ]
                .into(),
            )
        };
        let (last, confirmed) = (BTreeMap::new(), BTreeSet::new());
        let submit = DataRequestCommand::Submit {
            institution: "mpms".parse().unwrap(),
            answers: answers("3"),
            last: last.clone(),
            confirmed: confirmed.clone(),
        };
        let correct = DataRequestCommand::Correct {
            institution: "ms".parse().unwrap(),
            answers: answers("11"),
            last,
            confirmed,
            note: None,
        };
        for command in [submit, correct] {
            self.server.give(Command::DataRequest("viktimat".parse().unwrap(), command)).await;
        }
    }

    async fn sign_in(&mut self) {
        for person in [READER, READER, "arta", "isak", "qerim", "administrator", "dea", "luan"] {
            let cookie = self.server.sign_in(person).await;
            self.cookies.insert(person, cookie);
        }
        for (person, institution) in [("dea", "ms"), ("luan", "qps")] {
            let passkey = Passkey {
                id: format!("p-{person}").parse().unwrap(),
                key: "a key".to_owned(),
                name: "Telephone".parse().unwrap(),
                counter: 0,
            };
            let register = AccountCommand::RegisterFirstPasskey {
                passkey,
                codes: BTreeSet::from([Fingerprint::of("a code")]),
                session: self.session(person, true).await.parse().unwrap(),
                at: WORLD_TIME.parse().unwrap(),
            };
            let oneself = official(person, institution, Mandate::Institution);
            self.server.give_anew(oneself, Command::Account(person.parse().unwrap(), register)).await;
        }
    }

    /// The session in which somebody asks, or another of theirs, as their account tells it.
    pub(crate) async fn session(&self, person: &str, this: bool) -> String {
        let account = self.server.get_as(&self.cookies[person], "/api/v1/account", "en").await;
        let account: Value = account.json().await.unwrap();
        let sessions = account["sessions"].as_array().unwrap();
        let found = sessions.iter().find(|session| session["is_this"] == this).unwrap();
        found["id"].as_str().unwrap().to_owned()
    }
}
