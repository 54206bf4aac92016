//! The pages of training and hand-over: forms that find what is wrong, papers, and codes confirmed to strangers.
#![expect(
    clippy::disallowed_methods,
    reason = "the gateway runs on the machine\'s clock here, and days are counted from today"
)]

use std::sync::Arc;

use crate::support::{PATIENCE, TestGateway};
use chrono::{Days, NaiveDate, Utc};
use coordination::SystemClock;
use events::Command;
use events::language::{Language, LocalText};
use events::training::{Audience, ModuleCommand, ModulePlan};
use gateway::GatewayConfig;
use readmodels::ReadPort;
use store::EventStore;

fn today() -> NaiveDate {
    Utc::now().with_timezone(&chrono_tz::Europe::Belgrade).date_naive()
}

async fn server() -> TestGateway {
    let server = TestGateway::start().await;
    server.seals();
    let plan = ModulePlan {
        title: LocalText::from_versions([(Language::Sq, "Mbledhja"), (Language::En, "Gathering data")]).unwrap(),
        audience: Audience::Trainers,
        form: "workshop".parse().unwrap(),
        from: today(),
        until: today(),
        days_min: Some(2),
        days_max: Some(3),
    };
    server.give(Command::Module("m1".parse().unwrap(), ModuleCommand::Plan(plan))).await;
    let end = server.store.end().await.unwrap();
    server.read_models.reached(end, PATIENCE).await.unwrap();
    server
}

/// Certifies a trainer on the page and gives the trainer's code.
async fn certified(server: &TestGateway) -> String {
    let fields = [("name", "Jelena Đorđević"), ("institution", "ms")];
    assert_eq!(server.send_form("/training/m1/certify", &fields).await.status(), 303);
    let page = server.page("/training/m1", "en").await;
    page.split("/certificates/").nth(1).unwrap().split('/').next().unwrap().to_owned()
}

fn person_in(page: &str) -> String {
    let options = page.split("name=\"trainers\" value=\"").nth(1).unwrap();
    options.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_session_goes_its_whole_way_on_the_page() {
    let server = server().await;
    let code = certified(&server).await;
    let page = server.page("/training/m1", "en").await;
    let (trainer, day) = (person_in(&page), today().to_string());
    let fields = [("from", day.as_str()), ("place", "Pejë"), ("trainers", trainer.as_str())];
    assert_eq!(server.send_form("/training/m1/schedule", &fields).await.status(), 303);
    let page = server.page("/training/m1", "en").await;
    let session = page.split("id=\"session-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let enrol = [("session", session.as_str()), ("name", "Erza Gashi"), ("institution", "mpms")];
    assert_eq!(server.send_form("/training/m1/enrol", &enrol).await.status(), 303);
    let page = server.page("/training/m1", "en").await;
    assert!(page.contains("Erza Gashi") && page.contains("Jelena Đorđević"), "{page}");
    let person = page.split("name=\"attended\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();

    let nobody = server.send_form("/training/m1/attendance", &[("session", &session)]).await;
    assert_eq!(nobody.status(), 422);
    assert!(nobody.text().await.unwrap().contains("Mark at least one person"));
    let taken = [("session", session.as_str()), ("attended", person.as_str())];
    assert_eq!(server.send_form("/training/m1/attendance", &taken).await.status(), 303);
    assert_eq!(server.send_form("/training/m1/certificates", &[("session", &session)]).await.status(), 303);
    let again = server.send_form("/training/m1/certificates", &[("session", &session)]).await;
    assert!(again.text().await.unwrap().contains("has a certificate already"));
    let page = server.page("/training/m1", "en").await;
    let codes: Vec<&str> = page.split("/certificates/").skip(1).map(|rest| rest.split('/').next().unwrap()).collect();
    let attended = codes.iter().find(|found| **found != code).unwrap();
    for language in ["sq", "sr", "en"] {
        let paper = server.get(&format!("/certificates/{attended}/{language}"), language).await;
        assert_eq!(paper.headers()["content-type"], "application/pdf");
        assert!(paper.bytes().await.unwrap().starts_with(b"%PDF-"));
    }
    let cancel = server.send_form("/training/m1/cancel", &[("session", &session), ("reason", "no room")]).await;
    assert!(cancel.text().await.unwrap().contains("The session was given already"));
    server.stop().await;
}

#[tokio::test]
async fn everything_wrong_is_found_at_its_field() {
    let server = server().await;
    certified(&server).await;
    let page = server.page("/training/m1", "en").await;
    let (trainer, day) = (person_in(&page), today().to_string());
    let before = (today() - Days::new(1)).to_string();
    for (act, fields, words) in [
        ("schedule", vec![("from", "soon"), ("trainers", &trainer)], "This is not a date"),
        ("schedule", vec![("from", &day), ("until", &before), ("trainers", &trainer)], "before the first"),
        ("schedule", vec![("from", &day)], "Choose at least one trainer"),
        ("schedule", vec![("from", &before), ("trainers", &trainer)], "begins in the past"),
        ("schedule", vec![("from", &day), ("trainers", "nobody")], "not certified for the module"),
        ("certify", vec![], "Choose somebody, or write a name"),
        ("certify", vec![("name", "Erza"), ("institution", "nowhere")], "Choose from the list"),
        ("certify", vec![("person", "nobody")], "Choose from the list"),
        ("certify", vec![("name", "Erza"), ("institution", "ms"), ("until", &before)], "last day is in the past"),
        ("withdraw", vec![("person", "nobody"), ("reason", "Left")], "not certified for the module"),
    ] {
        let fields: Vec<(&str, &str)> = fields;
        let answer = server.send_form(&format!("/training/m1/{act}"), &fields).await;
        assert_eq!(answer.status(), 422, "{act} {fields:?}");
        let text = answer.text().await.unwrap();
        assert!(text.contains(words), "{act} {fields:?}: {text}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_stranger_is_told_how_a_certificate_stands_and_no_name() {
    let server = server().await;
    let code = certified(&server).await;
    let stranger = reqwest::Client::new();
    let ask = async |path: String, language: &str| {
        stranger.get(format!("{}{path}", server.base)).header("accept-language", language).send().await.unwrap()
    };
    for (language, words) in [("en", "The certificate is valid"), ("sr", "Sertifikat važi"), ("sq", "e vlefshme")] {
        let answer = ask(format!("/verify?code={}", code.to_lowercase().replace('-', "")), language).await;
        assert_eq!(answer.status(), 200);
        let page = answer.text().await.unwrap();
        assert!(page.contains(words) && page.contains("J. Đ."), "{page}");
        assert!(!page.contains("Jelena"), "a name is told to a stranger");
    }
    assert!(ask("/verify".to_owned(), "en").await.text().await.unwrap().contains("Type the code"));
    let unknown = ask("/verify/0000-0000-0000-0000".to_owned(), "en").await;
    assert_eq!(unknown.status(), 404);
    assert!(unknown.text().await.unwrap().contains("No certificate has this code"));
    assert!(ask("/verify?code=12".to_owned(), "en").await.text().await.unwrap().contains("This is no code"));
    assert_eq!(ask(format!("/certificates/{code}/en"), "en").await.status(), 401, "the paper is not a stranger's");

    let page = server.page("/training/m1", "en").await;
    let trainer = person_in(&page);
    let page = server.send_form("/training/m1/withdraw", &[("person", &trainer)]).await;
    assert_eq!(page.status(), 422, "nobody loses a certificate by one press, without a word why");
    assert!(page.text().await.unwrap().contains(&format!("wrong-withdraw-{trainer}-reason")));
    let said = [("person", trainer.as_str()), ("reason", "Did not give the second day")];
    assert_eq!(server.send_form("/training/m1/withdraw", &said).await.status(), 303);
    let withdrawn = ask(format!("/verify/{code}"), "en").await;
    assert!(withdrawn.text().await.unwrap().contains("The certificate was withdrawn"));
    let mut refused = 0;
    for _ in 0..40 {
        let answer = ask(format!("/verify/{code}"), "en").await;
        if answer.status() == 429 {
            assert!(answer.headers().contains_key("retry-after"));
            refused += 1;
        }
    }
    assert!(refused > 0, "nobody is stopped from trying");
    server.stop().await;
}

#[tokio::test]
async fn behind_a_proxy_of_ours_each_address_has_its_own_questions() {
    let configured = |config| GatewayConfig { behind_proxy: true, ..config };
    let server = TestGateway::start_configured(Arc::new(SystemClock), configured).await;
    let stranger = reqwest::Client::new();
    let status = async |address: &str| {
        let asked = stranger.get(format!("{}/verify/0000-0000-0000-0000", server.base));
        asked.header("x-forwarded-for", address).send().await.unwrap().status().as_u16()
    };
    let mut last = 404;
    for _ in 0..60 {
        if last == 404 {
            last = status("192.0.2.1").await;
        }
    }
    assert_eq!(last, 429);
    assert_eq!(status("192.0.2.2").await, 404, "one who asks too much shuts everybody out");
    server.stop().await;
}

#[tokio::test]
async fn a_post_is_handed_over_on_the_page_and_the_briefing_is_a_document() {
    let server = server().await;
    let appoint = [("name", "Arta Krasniqi"), ("language", "sq")];
    let issued = server.send_form("/institutions/ms/posts/appoint-focal-point", &appoint).await;
    assert!(issued.text().await.unwrap().contains("Invitation for Arta Krasniqi"));
    let nameless = server.send_form("/institutions/ms/posts/hand-over", &[("language", "sq")]).await;
    assert_eq!(nameless.status(), 422);
    assert!(nameless.text().await.unwrap().contains("Fill in this field"));
    let successor = [("name", "Dea Hoxha"), ("phone", "038 200 1"), ("language", "sr")];
    let issued = server.send_form("/institutions/ms/posts/hand-over", &successor).await.text().await.unwrap();
    assert!(issued.contains("Invitation for Dea Hoxha"), "{issued}");
    let page = server.page("/institutions/ms", "en").await;
    assert!(page.contains("Dea Hoxha") && !page.contains("Arta Krasniqi"), "{page}");
    let briefing = server.get("/institutions/ms/briefing", "sr").await;
    assert_eq!(briefing.headers()["content-type"], "application/pdf");
    assert!(briefing.bytes().await.unwrap().len() > 5_000);
    assert_eq!(server.get("/institutions/nowhere/briefing", "en").await.status(), 404);
    server.stop().await;
}

#[tokio::test]
async fn the_pages_speak_three_languages() {
    let server = server().await;
    certified(&server).await;
    for (language, programme, pool) in [
        ("en", "Training programme", "Pool of trainers"),
        ("sq", "Programi i trajnimit", "Grupi i trajnerëve"),
        ("sr", "Program obuke", "Grupa trenera"),
    ] {
        assert!(server.page("/training", language).await.contains(programme));
        let trainers = server.page("/trainers", language).await;
        assert!(trainers.contains(pool) && trainers.contains("Jelena Đorđević"), "{trainers}");
    }
    server.stop().await;
}
