//! What could not be processed is on a page, with why, and can be tried again from there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, dead_code)]

mod held;

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::Utc;
use events::ids::{Position, ServiceName};
use feed::dead_letters::{Cause, DeadLetter};
use feed::process::Redriven;
use gateway::{DeadLetterDesk, DeadLettersAway};
use held::Desk;
use store::EventStore;

/// Letters in memory; trying again processes the first.
#[derive(Default)]
struct Letters {
    kept: Mutex<Vec<DeadLetter>>,
    away: Mutex<bool>,
    asked: Mutex<Vec<ServiceName>>,
}

#[async_trait]
impl DeadLetterDesk for Letters {
    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLettersAway> {
        if *self.away.lock().unwrap() {
            return Err(DeadLettersAway("the stream does not answer".to_owned()));
        }
        Ok(self.kept.lock().unwrap().clone())
    }

    async fn redrive(&self, consumer: &ServiceName) -> Result<Redriven, DeadLettersAway> {
        self.asked.lock().unwrap().push(consumer.clone());
        let mut kept = self.kept.lock().unwrap();
        kept.remove(0);
        Ok(Redriven { processed: 1, waiting: kept.len() })
    }
}

#[tokio::test]
async fn the_page_shows_what_waits_and_why_and_has_it_tried_again() {
    let desk = Desk::start().await;
    assert!(desk.page("/dead-letters", "en").await.contains("Everything was processed."));
    assert!(!desk.page("/", "en").await.contains("could not be processed"));

    let letters = Arc::new(Letters::default());
    let events = desk.store.read_all(Position::START, 2).await.unwrap();
    let letter = |event: &events::StoredEvent, cause| DeadLetter {
        consumer: "coordination".parse().unwrap(),
        cause,
        at: Utc::now(),
        event: event.clone(),
    };
    let failed = Cause::Failed { why: "no <such> owner".to_owned(), tries: 5 };
    let waits = Cause::Behind { position: Position(1) };
    *letters.kept.lock().unwrap() = vec![letter(&events[0], failed), letter(&events[1], waits)];
    desk.gateway.set_dead_letters(letters.clone());

    assert!(desk.page("/", "en").await.contains("2 events could not be processed"));
    for (language, words) in [
        ("en", ["Institution registered", "Tried 5 times:", "Waits behind the event at position 1"]),
        ("sq", ["coordination", "U provua 5 herë:", "Pret pas ngjarjes në pozitën 1"]),
        ("sr", ["coordination", "Pokušano 5 puta:", "Čeka iza događaja na poziciji 1"]),
    ] {
        let page = desk.page("/dead-letters", language).await;
        for sentence in words {
            assert!(page.contains(sentence), "{language} lacks “{sentence}”:\n{page}");
        }
        assert!(page.contains("no &lt;such&gt; owner") && !page.contains("<such>"), "{page}");
    }

    let answer = desk.send_form("/dead-letters/coordination/redrive", &[]).await;
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.unwrap().contains("1 processed, 1 still waiting."));
    assert_eq!(*letters.asked.lock().unwrap(), ["coordination".parse().unwrap()]);

    *letters.away.lock().unwrap() = true;
    let away = desk.get("/dead-letters", "en").await;
    assert_eq!(away.status(), 503, "{}", away.text().await.unwrap());
    assert_eq!(desk.get("/", "en").await.status(), 200, "the overview is shown all the same");
    desk.stop().await;
}
