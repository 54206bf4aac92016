//! What the audit trail says of whoever looks, is refused and changes rights: at doors where cases are met in passing, of cookies that no
//! session ever had, and from where.

use events::Command;
use events::account::{AccountCommand, Role};
use events::ids::{PersonId, Position};
use events::language::Language;
use readmodels::Ask;
use readmodels::queries::{AuditFilter, AuditLine, AuditLines};
use store::EventStore;

use crate::support::sample_hub::sample_hub;
use crate::support::{READER, TestGateway, cookie_of};
use crate::ways_in::is_line;

/// The lines that fit a filter, the latest first.
async fn lines(server: &TestGateway, filter: AuditFilter) -> Vec<AuditLine> {
    server.read_models.real.ask(AuditLines { filter, before: None, limit: 1_000 }).await.unwrap()
}

async fn of_act(server: &TestGateway, act: &str) -> Vec<AuditLine> {
    lines(server, AuditFilter { act: Some(act.to_owned()), ..AuditFilter::default() }).await
}

async fn grant(server: &TestGateway, person: &str, institution: &str, role: Role) {
    let grant = AccountCommand::GrantRole { role, institution: Some(institution.parse().unwrap()) };
    server.give_as_service(Command::Account(person.parse().unwrap(), grant)).await;
}

#[tokio::test]
async fn the_cases_behind_an_indicator_are_for_whoever_sees_every_case_and_not_beside_a_hidden_figure() {
    let server = sample_hub().await;
    server.appoint_named("qps", "auditor", "Auditor Auditori", Language::En).await;
    grant(&server, "auditor", "qps", Role::Auditor).await;
    let (secretariat, auditor) = (server.sign_in(READER).await, server.sign_in("auditor").await);
    let events = async |cookie: &str, indicator: &str| {
        let path = format!("/strategy/objektivi-1/indicators/{indicator}/events?from=2017-04-01&until=2017-06-30");
        let answer = server.get_as(cookie, &path, "en").await;
        assert_eq!(answer.status(), 200, "{indicator}");
        answer.text().await.unwrap()
    };
    for indicator in ["pranimi", "incidentet"] {
        let page = events(&auditor, indicator).await;
        assert!(!page.contains("2017-014"), "{page}");
        assert!(page.contains("shown to whoever sees every case"), "{page}");
    }
    // Of one incident neither the row nor that there is one row is said, and to nobody.
    for cookie in [&secretariat, &auditor] {
        let page = events(cookie, "incidentet").await;
        assert!(
            !page.contains("2017-014") && !page.contains("from 1 event") && page.contains("fewer than 5"),
            "{page}"
        );
    }
    assert!(of_act(&server, "cases-listed").await.is_empty());
    let page = events(&secretariat, "pranimi").await;
    assert!(page.contains("2017-014") && page.contains("from 2 events"), "{page}");
    is_line(&server, "cases-listed", "1").await;
    let page = events(&auditor, "pjesemarrja").await;
    assert!(page.contains("June meeting"), "events of meetings are for auditors: {page}");
    server.stop().await;
}

#[tokio::test]
async fn whoever_reads_the_texts_of_a_case_to_have_one_erased_has_looked_at_the_case() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    let page = server.get_as(&cookie, "/erasures/texts?of=case/2017-014", "en").await.text().await.unwrap();
    assert!(page.contains("A medical examination"), "{page}");
    is_line(&server, "case-read", "2017-014").await;
    let of_meeting = server.get_as(&cookie, "/erasures/texts?of=meeting/qershor", "en").await;
    assert_eq!(of_meeting.status(), 200);
    assert_eq!(of_act(&server, "case-read").await.len(), 1);
    server.stop().await;
}

#[tokio::test]
async fn a_cookie_that_no_session_ever_had_is_a_line_and_one_of_a_session_that_ended_is_none() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    assert_eq!(server.send_as(&cookie, "/sign-out", &[]).await.status(), 303);
    assert_eq!(server.get_as(&cookie, "/account", "en").await.status(), 401);
    // Lines are written one after the other: when this one is there, an earlier one would be.
    let foreign = server.send_form_from("https://elsewhere.example", "/meetings/qershor/minutes", &[]).await;
    assert_eq!(foreign.status(), 403);
    is_line(&server, "refused", "foreign-request").await;
    assert!(of_act(&server, "sign-in-failed").await.is_empty());
    let (name, _) = cookie.split_once('=').unwrap();
    assert_eq!(server.get_as(&format!("{name}=made-up"), "/account", "en").await.status(), 401);
    is_line(&server, "sign-in-failed", "session-unknown").await;
    server.stop().await;
}

#[tokio::test]
async fn the_trail_says_from_where_rights_tokens_webhooks_and_erasures_came_and_whom_an_erasure_is_of() {
    let server = sample_hub().await;
    grant(&server, READER, crate::support::SECRETARIAT, Role::Administrator).await;
    let cookie = server.sign_in(READER).await;
    for (path, fields) in [
        ("/accounts/arta/grant-role", &[("role", "auditor")][..]),
        ("/account/tokens", &[("name", "Table"), ("days", "7")]),
        (
            "/account/webhooks",
            &[("name", "Register"), ("address", "https://example.org/hook"), ("kinds", "meeting.held")],
        ),
        ("/erasures", &[("person", "arta"), ("reason", "She has left")]),
        ("/erasures/person.arta/withdraw", &[]),
    ] {
        let status = server.send_as(&cookie, path, fields).await.status().as_u16();
        assert!([200, 201, 303].contains(&status), "{path}: {status}");
    }
    for act in ["role-granted", "token-made", "webhook-made", "erasure-asked", "erasure-withdrawn"] {
        let found = of_act(&server, act).await;
        let [line] = &found.iter().filter(|line| line.door.is_some()).collect::<Vec<_>>()[..] else {
            panic!("{act}: {found:?}")
        };
        assert_eq!(line.network.as_ref().map(events::account::Network::as_str), Some("127.0.0.0/24"), "{act}");
    }
    let arta: PersonId = "arta".parse().unwrap();
    let about = lines(&server, AuditFilter { person: Some(arta.clone()), ..AuditFilter::default() }).await;
    for act in ["erasure-asked", "erasure-withdrawn"] {
        let line = about.iter().find(|line| line.act == act).unwrap_or_else(|| panic!("{act}: {about:?}"));
        assert_eq!(line.person.as_ref(), Some(&arta));
        assert_eq!(line.by.person().map(PersonId::as_str), Some(READER));
    }
    // What is done of other things says from where nobody.
    assert_eq!(server.send_as(&cookie, "/action-items/raporti/progress", &[("progress", "60")]).await.status(), 303);
    server.stop().await;
}

#[tokio::test]
async fn whoever_an_administrator_lets_in_is_told_and_is_not_the_second_of_two_people() {
    let server = sample_hub().await;
    grant(&server, "arta", "ms", Role::Administrator).await;
    let administrator = server.sign_in("arta").await;
    let page =
        server.send_as(&administrator, &format!("/accounts/{READER}/issue-link"), &[]).await.text().await.unwrap();
    let (_, link) = page
        .replace("&#x2f;", "/")
        .replace("&#x3d;", "=")
        .split_once("/sign-in?token=")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    let token: String =
        link.chars().take_while(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter)).collect();
    let entered = server.stranger_sends("/sign-in", &[("token", &token)]).await;
    assert_eq!(entered.status(), 200);
    let let_in = cookie_of(&entered);
    // The administrator asks, and comes back as somebody else to confirm.
    let asks = [("person", "erza"), ("reason", "Has left")];
    assert_eq!(server.send_as(&administrator, "/erasures", &asks).await.status(), 303);
    assert_eq!(server.send_as(&let_in, "/erasures/person.erza/confirm", &[]).await.status(), 403);
    let by_program = server.api_post_as(&let_in, "/api/v1/erasures/person.erza/confirm", &serde_json::json!({})).await;
    assert_eq!(by_program.status(), 403);
    let asks = [("person", "qerim"), ("reason", "Has left")];
    assert_eq!(server.send_as(&let_in, "/erasures", &asks).await.status(), 403);
    let page = server.get_as(&let_in, "/erasures", "en").await.text().await.unwrap();
    assert!(page.contains("You came in by a link that an administrator made"), "{page}");
    assert!(!page.contains("person.erza/confirm"), "{page}");
    // The person sees it, and confirms from a session of their own.
    let own = server.sign_in(READER).await;
    let page = server.get_as(&own, "/account", "en").await.text().await.unwrap();
    assert!(page.contains("an administrator made a link that signs in as you"), "{page}");
    assert_eq!(server.send_as(&own, "/erasures/person.erza/confirm", &[]).await.status(), 303);
    let page = server.get_as(&administrator, "/account", "en").await.text().await.unwrap();
    assert!(!page.contains("id=\"changes\""), "{page}");
    server.stop().await;
}

#[tokio::test]
async fn a_gateway_that_is_told_to_stop_waits_until_what_it_showed_is_in_the_trail() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    let (commands, store, address) = (server.commands.clone(), server.store.clone(), server.base.clone());
    let gate = commands.gate.write().await;
    assert_eq!(server.get_as(&cookie, "/cases/2017-014", "en").await.status(), 200);
    let stopping = tokio::spawn(server.stop());
    let address = address.trim_start_matches("http://");
    while tokio::net::TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    drop(gate);
    stopping.await.unwrap();
    let log = store.read_all(Position::START, 100_000).await.unwrap();
    let looks = log.iter().filter(|stored| stored.stream.kind() == "audit" && stored.body.data.contains("case-read"));
    assert_eq!(looks.count(), 1, "what was shown is not in the trail");
}
