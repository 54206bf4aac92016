//! Links from e-mails: opening one changes nothing, its button takes one step, once, as the person whom it names.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use events::Command;
use events::action_item::ActionItemCommand as C;
use events::ids::CommandId;
use events::language::{Language, LocalText};
use links::{ActionLink, LinkedAction, LinkedDecision, LinkedStep};

use crate::support::{StandingClock, TestGateway, link_key};

const NOW: &str = "2017-07-03T06:00:00Z";

fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 7, day).unwrap()
}

fn link_to(person: &str, step: LinkedStep) -> String {
    let link = ActionLink { person: person.parse().unwrap(), step, until: now() + ActionLink::VALID };
    format!("/links/{}", link_key().sign(&link))
}

fn link_of(person: &str, item: &str, action: LinkedAction) -> String {
    link_to(person, LinkedStep::Task { item: item.parse().unwrap(), action })
}

/// The gateway with Arta of `ms` in post and a task of `ms` and one of `mpms`.
async fn with_tasks() -> (TestGateway, Arc<StandingClock>) {
    let clock = Arc::new(StandingClock::at(NOW));
    let server = TestGateway::start_on(clock.clone()).await;
    server.appoint("ms", "arta", Language::Sq).await;
    for (item, owner) in [("raporti", "ms"), ("plani", "mpms")] {
        let title = LocalText::from_versions(Language::ALL.map(|language| (language, "Raporti <vjetor>"))).unwrap();
        let assign = C::Assign { title, owner: owner.parse().unwrap(), subgroup: None, due: day(14), raised_by: None };
        server.give_and_show(Command::ActionItem(item.parse().unwrap(), assign)).await;
    }
    (server, clock)
}

async fn stage(server: &TestGateway, item: &str) -> String {
    let task = server.get(&format!("/api/v1/action-items/{item}"), "en").await;
    let task: serde_json::Value = task.json().await.unwrap();
    task["stage"].as_str().unwrap_or_else(|| panic!("{task}")).to_owned()
}

#[tokio::test]
async fn opening_a_link_changes_nothing_and_its_button_takes_the_step_once() {
    let (server, _) = with_tasks().await;
    let link = link_of("arta", "raporti", LinkedAction::Complete);
    // What servers that look for malware do.
    for _ in 0..3 {
        let answer = server.stranger_gets(&link).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert_eq!(answer.headers()["referrer-policy"], "same-origin", "no other site learns the link");
        let page = answer.text().await.unwrap();
        assert!(page.contains("Të shënohet kjo detyrë si e kryer?") && page.contains("lang=\"sq\""), "{page}");
        assert!(page.contains("Raporti &lt;vjetor&gt;") && page.contains("Arta Krasniqi"), "{page}");
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
    }
    let head = reqwest::Client::new().head(format!("{}{link}", server.base)).send().await.unwrap();
    assert_eq!(head.status(), 200);
    assert_eq!(stage(&server, "raporti").await, "assigned");

    // The button's form has no fields; a program that presses it sends no body at all.
    let pressed = reqwest::Client::new().post(format!("{}{link}", server.base)).header("origin", &server.base);
    let answer = pressed.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.unwrap().contains("U ruajt."));
    assert_eq!(stage(&server, "raporti").await, "completed");

    for answer in [server.stranger_gets(&link).await, server.stranger_sends(&link, &[]).await] {
        assert_eq!(answer.status(), 410);
        let page = answer.text().await.unwrap();
        assert!(
            page.contains("është përdorur tashmë") && !page.contains("<form method=\"post\" action=\"/links/"),
            "{page}"
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn a_link_that_was_used_does_nothing_when_its_task_was_opened_again() {
    let (server, _) = with_tasks().await;
    let link = link_of("arta", "raporti", LinkedAction::Complete);
    assert_eq!(server.stranger_sends(&link, &[]).await.status(), 200);
    let reopen = C::Reopen { reason: "mungon shtojca".parse().unwrap(), due: None };
    server.give_and_show(Command::ActionItem("raporti".parse().unwrap(), reopen)).await;
    let before = stage(&server, "raporti").await;
    let answer = server.stranger_sends(&link, &[]).await;
    assert_eq!(answer.status(), 410);
    assert!(answer.text().await.unwrap().contains("është përdorur tashmë"));
    assert_eq!(stage(&server, "raporti").await, before);
    server.stop().await;
}

#[tokio::test]
async fn a_link_takes_its_own_step_for_its_own_person_while_it_lasts() {
    let (server, clock) = with_tasks().await;
    let link = link_of("arta", "raporti", LinkedAction::RequestExtension(day(28)));
    // Changed, made by nobody, of nobody, of a task that is not there or not the person's.
    let other_letter = if link.contains("/links/a") { "b" } else { "a" };
    let changed = link.replacen(&link[..8], &format!("/links/{other_letter}"), 1);
    for (link, status) in [
        (changed.as_str(), 403),
        ("/links/x", 403),
        ("/links/x.y", 403),
        (&link_of("besim", "raporti", LinkedAction::Complete), 410),
        (&link_of("arta", "askund", LinkedAction::Complete), 404),
        (&link_of("arta", "plani", LinkedAction::Complete), 410),
    ] {
        assert_eq!(server.stranger_gets(link).await.status(), status, "{link}");
        assert_eq!(server.stranger_sends(link, &[]).await.status(), status, "{link}");
    }
    // From another site's page.
    let foreign =
        reqwest::Client::new().post(format!("{}{link}", server.base)).header("origin", "https://evil.example");
    assert_eq!(foreign.send().await.unwrap().status(), 403);
    // The owner may not decide what its chair decides.
    let decides =
        link_of("arta", "raporti", LinkedAction::Decide(CommandId::named("none").event(0), LinkedDecision::Verify));
    assert_eq!(server.stranger_gets(&decides).await.status(), 409, "nothing to verify yet");

    let page = server.stranger_gets(&link).await.text().await.unwrap();
    assert!(page.contains("28 korrik"), "{page}");
    clock.set(&(now() + ActionLink::VALID - TimeDelta::seconds(1)).to_rfc3339());
    assert_eq!(server.stranger_gets(&link).await.status(), 200);
    clock.set(&(now() + ActionLink::VALID).to_rfc3339());
    for answer in [server.stranger_gets(&link).await, server.stranger_sends(&link, &[]).await] {
        assert_eq!(answer.status(), 410);
        assert!(answer.text().await.unwrap().contains("ka skaduar"));
    }
    assert_eq!(stage(&server, "raporti").await, "assigned");
    server.stop().await;
}

#[tokio::test]
async fn a_step_that_is_no_longer_needed_has_no_button_and_what_is_refused_says_why() {
    let (server, _) = with_tasks().await;
    let cancel = C::Cancel { reason: "u bashkua me një tjetër".parse().unwrap() };
    let (accept, late) = (
        link_of("arta", "raporti", LinkedAction::Accept),
        link_of("arta", "raporti", LinkedAction::RequestExtension(day(1))),
    );
    let answer = server.stranger_sends(&late, &[]).await;
    assert_eq!(answer.status(), 422, "a date before the due date");
    let page = answer.text().await.unwrap();
    assert!(page.contains("role=\"alert\"") && !page.contains("refusal-"), "{page}");
    assert_eq!(server.stranger_sends(&accept, &[]).await.status(), 200);
    assert_eq!(stage(&server, "raporti").await, "accepted");
    server.give_and_show(Command::ActionItem("raporti".parse().unwrap(), cancel)).await;
    let complete = link_of("arta", "raporti", LinkedAction::Complete);
    for answer in [server.stranger_gets(&complete).await, server.stranger_sends(&complete, &[]).await] {
        assert_eq!(answer.status(), 409);
        assert!(answer.text().await.unwrap().contains("nuk duhet më"));
    }
    assert_eq!(stage(&server, "raporti").await, "cancelled");
    server.stop().await;
}
