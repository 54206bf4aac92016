//! Whatever is not believed at a way in: each is answered in the language of whoever sent it, and is a line of the trail.

use std::collections::BTreeSet;

use events::Command;
use events::account::{AccountCommand, Fingerprint};
use events::language::Language;
use language::catalogue::Catalogue;
use reqwest::Response;

use crate::second_factor::registered;
use crate::support::{READER, TestGateway, WORLD_TIME};
use crate::ways_in::is_line;

/// The words of a page as whoever reads it sees them.
fn unescaped(page: &str) -> String {
    [("&#x27;", "'"), ("&#x2f;", "/"), ("&quot;", "\""), ("&amp;", "&")]
        .iter()
        .fold(page.to_owned(), |page, (code, sign)| page.replace(code, sign))
}

/// That an answer says a text, in a language.
async fn says(answer: Response, status: u16, language: Language, key: &str) {
    let found = answer.status();
    let page = unescaped(&answer.text().await.unwrap());
    let words = Catalogue::new().unwrap().say_plain(language, key, &[]);
    assert_eq!(found, status, "{key}: {page}");
    assert!(page.contains(&words), "{language:?} “{words}”: {page}");
}

/// A link of the reader that ends at an instant.
async fn link_until(server: &TestGateway, until: &str) -> String {
    let secret = format!("until-{until}");
    let issue = AccountCommand::IssueLink { link: Fingerprint::of(&secret), until: until.parse().unwrap() };
    server.give_as_service(Command::Account(READER.parse().unwrap(), issue)).await;
    secret
}

#[tokio::test]
async fn whatever_is_not_believed_is_answered_in_each_language_and_is_a_line() {
    let server = TestGateway::start().await;
    let expired = link_until(&server, WORLD_TIME).await;
    let spent = link_until(&server, "2026-11-30T09:30:00Z").await;
    assert_eq!(server.stranger_sends("/sign-in", &[("token", &spent)]).await.status(), 200);
    let http = reqwest::Client::new();
    let mut lines = BTreeSet::new();
    for language in Language::OFFERED {
        server.elapsed.move_on(3_600);
        let cookie = format!("focalpoint-language={}", language.code());
        for token in ["forged", &spent, &expired] {
            let answer = server.send_as(&cookie, "/sign-in", &[("token", token)]).await;
            says(answer, 410, language, "page-failure-link-spent").await;
            lines.insert(("sign-in-failed", "link-spent"));
        }
        let answer = server.send_as(&cookie, "/first-start", &[("token", "forged"), ("person", READER)]).await;
        says(answer, 410, language, "page-failure-link-spent").await;
        lines.insert(("sign-in-failed", "first-start"));
        let made_up = format!("{cookie}; focalpoint-session=made-up");
        let answer = server.get_as(&made_up, "/account", "en").await;
        says(answer, 401, language, "page-failure-signed-out").await;
        lines.insert(("sign-in-failed", "session-unknown"));
        let answer = server.get_as(&cookie, "/sign-in/back?state=forged&code=forged", "en").await;
        says(answer, 400, language, "page-failure-provider-anew").await;
        lines.insert(("sign-in-failed", "no-attempt"));
        let from_elsewhere = http.post(format!("{}/sign-in", server.base)).header("cookie", &cookie);
        let answer = from_elsewhere.header("origin", "https://evil.example").form(&[("token", "a")]).send().await;
        says(answer.unwrap(), 403, language, "page-failure-foreign").await;
        lines.insert(("refused", "foreign-request"));
    }
    // A program is no reader of sentences: it is told a code.
    let program = http.get(format!("{}/api/v1/institutions", server.base)).bearer_auth("focalpoint_forged");
    let problem: serde_json::Value = program.send().await.unwrap().json().await.unwrap();
    assert_eq!((&problem["status"], &problem["code"]), (&401.into(), &"token-spent".into()), "{problem}");
    lines.insert(("sign-in-failed", "token-spent"));
    for (act, object) in lines {
        is_line(&server, act, object).await;
    }
    server.stop().await;
}

#[tokio::test]
async fn what_is_no_second_factor_is_said_in_each_language_and_is_a_line() {
    let server = TestGateway::start().await;
    let own = server.sign_in(READER).await;
    registered(&server, &own).await;
    let half = server.sign_in(READER).await;
    for language in Language::OFFERED {
        server.elapsed.move_on(3_600);
        let cookie = format!("{half}; focalpoint-language={}", language.code());
        let answer = server.send_as(&cookie, "/second-factor", &[("way", "code"), ("code", "none-of-mine")]).await;
        says(answer, 422, language, "refusal-recovery-code-unknown").await;
    }
    is_line(&server, "sign-in-failed", "recovery-code-unknown").await;
    server.stop().await;
}
