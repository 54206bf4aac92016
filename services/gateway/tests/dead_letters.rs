//! What could not be processed is on a page, with why, and can be tried again from there.
#![expect(
    clippy::disallowed_methods,
    reason = "the gateway runs on the machine\'s clock here, and days are counted from today"
)]

use std::sync::{Arc, Mutex};

use crate::support::{PATIENCE, READER, SECRETARIAT, TestGateway};
use async_trait::async_trait;
use chrono::Utc;
use events::Command;
use events::account::{AccountCommand, Role};
use events::ids::{Position, ServiceName};
use events::language::Language;
use gateway::{DeadLetter, DeadLetterCause, DeadLetterQueue, DeadLettersUnavailable, RedriveOutcome};
use store::EventStore;

/// Letters in memory; trying again processes the first.
#[derive(Default)]
struct Letters {
    kept: Mutex<Vec<DeadLetter>>,
    away: Mutex<bool>,
    asked: Mutex<Vec<ServiceName>>,
}

#[async_trait]
impl DeadLetterQueue for Letters {
    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLettersUnavailable> {
        if *self.away.lock().unwrap() {
            return Err(DeadLettersUnavailable("the stream does not answer".to_owned()));
        }
        Ok(self.kept.lock().unwrap().clone())
    }

    async fn redrive(&self, consumer: &ServiceName) -> Result<RedriveOutcome, DeadLettersUnavailable> {
        self.asked.lock().unwrap().push(consumer.clone());
        let mut kept = self.kept.lock().unwrap();
        kept.remove(0);
        Ok(RedriveOutcome { processed: 1, waiting: kept.len() })
    }
}

#[tokio::test]
async fn only_a_demo_signs_somebody_in_from_its_chat() {
    let server = TestGateway::start().await;
    assert_eq!(server.stranger_gets("/demo/people").await.status(), 404);
    server.stop().await;
}

#[tokio::test]
async fn the_page_shows_what_waits_and_why_and_has_it_tried_again() {
    let server = TestGateway::start().await;
    assert!(server.page("/dead-letters", "en").await.contains("Everything was processed."));
    assert!(!server.page("/", "en").await.contains("could not be processed"));

    let letters = Arc::new(Letters::default());
    let events = server.store.read_all(Position::START, 2).await.unwrap();
    let letter = |event: &events::StoredEvent, cause| DeadLetter {
        consumer: "coordination".parse().unwrap(),
        cause,
        since: Utc::now(),
        position: event.position,
        stream: event.stream.clone(),
        event_type: event.body.event_type.clone(),
    };
    let failed = DeadLetterCause::Failed { reason: "no <such> owner".to_owned(), tries: 5 };
    let waits = DeadLetterCause::Behind { position: Position(1) };
    let mut unknown = events[1].clone();
    unknown.body.event_type = "institution.teleported".to_owned();
    *letters.kept.lock().unwrap() = vec![letter(&events[0], failed), letter(&unknown, waits)];
    server.gateway.set_dead_letters(letters.clone());

    assert!(server.page("/", "en").await.contains("2 events could not be processed"));
    for (language, words) in [
        (
            "en",
            [
                "Follow-up of decisions",
                "an event that this version of the hub does not know",
                "Institution registered",
                "Tried 5 times.",
                "Waits until an earlier event",
                "Press “Try again”",
            ],
        ),
        (
            "sq",
            [
                "Zbatimi i vendimeve",
                "ky version i sistemit nuk e njeh",
                "Institucioni u regjistrua",
                "U provua 5 herë.",
                "Pret derisa",
                "njoftoni administratorin",
            ],
        ),
        (
            "sr",
            [
                "Sprovođenje odluka",
                "ova verzija sistema ne poznaje",
                "Institucija je registrovana",
                "Pokušano 5 puta.",
                "Čeka da se obradi",
                "obavestite administratora",
            ],
        ),
    ] {
        let page = server.page("/dead-letters", language).await;
        for sentence in words {
            assert!(page.contains(sentence), "{language} lacks “{sentence}”:\n{page}");
        }
        // The program's own words are there for whoever mends it, and nowhere else.
        let technical = ["institution.teleported", "no &lt;such&gt; owner", "institution&#x2f;ms"];
        let (plain, folded): (Vec<&str>, Vec<&str>) = page.split("<details id=\"letter-").enumerate().fold(
            (vec![], vec![]),
            |(mut plain, mut folded), (n, part)| {
                match part.split_once("</details>") {
                    Some((inside, after)) if n > 0 => {
                        folded.push(inside);
                        plain.push(after);
                    }
                    Some(_) | None => plain.push(part),
                }
                (plain, folded)
            },
        );
        for words in technical {
            assert!(folded.concat().contains(words), "{language} lacks {words}: {page}");
            assert!(!plain.concat().contains(words), "{language} shows {words} openly: {page}");
        }
        assert!(!page.contains("<such>") && !plain.concat().contains(">coordination<"), "{page}");
    }

    let answer = server.send_form("/dead-letters/coordination/redrive", &[]).await;
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.unwrap().contains("1 processed, 1 still waiting."));
    assert_eq!(*letters.asked.lock().unwrap(), ["coordination".parse().unwrap()]);

    // Who had it tried again is in the trail.
    let grant = |role| AccountCommand::GrantRole { role, institution: Some(SECRETARIAT.parse().unwrap()) };
    server.give_as_service(Command::Account(READER.parse().unwrap(), grant(Role::Auditor))).await;
    let told = async {
        while !server.page("/audit?act=redriven", "en").await.contains("<code>coordination</code>") {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, told).await.expect("nobody is named who had it tried again");

    *letters.away.lock().unwrap() = true;
    let away = server.get("/dead-letters", "en").await;
    assert_eq!(away.status(), 503, "{}", away.text().await.unwrap());
    assert_eq!(server.get("/", "en").await.status(), 200, "the overview is shown all the same");
    server.stop().await;
}

#[tokio::test]
async fn whoever_sees_no_case_is_told_that_one_waits_and_neither_which_nor_what_the_program_quotes() {
    let server = TestGateway::start().await;
    let letters = Arc::new(Letters::default());
    let failed = DeadLetterCause::Failed { reason: "invalid value \"shelter-77\"".to_owned(), tries: 5 };
    *letters.kept.lock().unwrap() = vec![DeadLetter {
        consumer: "coordination".parse().unwrap(),
        cause: failed,
        since: Utc::now(),
        position: Position(7),
        stream: "case/2017-014".parse().unwrap(),
        event_type: "case.opened".to_owned(),
    }];
    server.gateway.set_dead_letters(letters);
    for (institution, person, role) in [("ms", "auditor", Role::Auditor), ("mpms", "admin", Role::Administrator)] {
        server.appoint(institution, person, Language::En).await;
        let grant = AccountCommand::GrantRole { role, institution: Some(institution.parse().unwrap()) };
        server.give_as_service(Command::Account(person.parse().unwrap(), grant)).await;
    }
    for (person, sees) in [(READER, true), ("auditor", false), ("admin", false)] {
        let cookie = server.sign_in(person).await;
        for path in ["/dead-letters", "/api/v1/dead-letters"] {
            let answer = server.get_as(&cookie, path, "en").await;
            assert_eq!(answer.status(), 200, "{person} {path}");
            let text = answer.text().await.unwrap();
            assert!(text.contains("case.opened"), "{person} is not told that something waits: {text}");
            for words in ["2017-014", "shelter-77"] {
                assert_eq!(text.contains(words), sees, "{person} {path} {words}: {text}");
            }
        }
    }
    server.stop().await;
}
