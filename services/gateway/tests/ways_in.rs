//! What goes wrong at the ways in and is no other test's: the table in `docs/ways-in.md` says which test holds what.

use std::sync::Arc;

use coordination::SystemClock;
use events::account::{AccountCommand, AccountEvent, Fingerprint, Role, TokenScope};
use events::authority::Principal;
use events::ids::Position;
use events::language::Language;
use events::mandate::Mandate;
use events::{Command, Event};
use gateway::GatewayConfig;
use readmodels::queries::{AuditFilter, AuditLines};
use readmodels::{Ask, Freshness};
use store::EventStore;

use crate::support::sample_hub::sample_hub;
use crate::support::{READER, TestGateway, cookie_of, link_key};

/// Waits until the trail says that somebody could not sign in, and why.
async fn is_in_trail(server: &TestGateway, why: &str) {
    is_line(server, "sign-in-failed", why).await;
}

/// Waits until the trail has a line of this act, about this.
pub(crate) async fn is_line(server: &TestGateway, act: &str, why: &str) {
    let filter = AuditFilter { act: Some(act.to_owned()), ..AuditFilter::default() };
    let told = async {
        loop {
            let question = AuditLines { filter: filter.clone(), before: None, limit: 1_000 };
            if server.read_models.real.ask(question).await.unwrap().iter().any(|line| line.object == why) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(crate::support::PATIENCE, told).await.unwrap_or_else(|_| panic!("{why} is not in the trail"));
}

#[tokio::test]
async fn whatever_is_refused_is_a_line_and_so_is_whoever_reads_of_cases_in_the_timeline() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    let minutes = "/meetings/qershor/minutes";
    let foreign = server.send_form_from("https://elsewhere.example", minutes, &[("minutes", "Written")]).await;
    assert_eq!(foreign.status(), 403);
    is_line(&server, "refused", "foreign-request").await;
    let of_another = server.send_as(&cookie, minutes, &[("written-by", "arta"), ("minutes", "Written")]).await;
    assert_eq!(of_another.status(), 409);
    is_line(&server, "refused", "somebody-elses").await;
    let grant = AccountCommand::GrantRole { role: Role::Administrator, institution: None };
    server.give_as_service(Command::Account(READER.parse().unwrap(), grant)).await;
    let path = format!("/accounts/{READER}/withdraw-role");
    assert_eq!(server.send_as(&cookie, &path, &[("role", "administrator")]).await.status(), 409);
    is_line(&server, "refused", &format!("accounts/{READER} withdraw-role")).await;
    let mut asked = 0;
    while server.get_as(&cookie, "/audit/csv", "en").await.status() != 429 {
        asked += 1;
        assert!(asked < 200, "nobody stops this");
    }
    is_line(&server, "refused", "too-many-requests").await;
    assert_eq!(server.get_as(&cookie, "/timeline?from=2017-01-01&until=2017-12-31", "en").await.status(), 200);
    is_line(&server, "cases-listed", "1").await;
    server.stop().await;
}

async fn accounts(server: &TestGateway) -> Vec<AccountEvent> {
    let all = server.store.read_all(Position(0), 10_000).await.unwrap();
    let all = all.into_iter().map(|stored| stored.decode().unwrap().event);
    all.filter_map(|event| if let Event::Account(_, event) = event { Some(event) } else { None }).collect()
}

fn token_in(link: &str) -> String {
    link.split_once("token=").unwrap().1.to_owned()
}

async fn first_start(server: &TestGateway) -> String {
    token_in(&server.gateway.entrance().await)
}

#[tokio::test]
async fn while_read_models_may_lack_the_administrator_nobody_becomes_the_first_one() {
    let server = TestGateway::start().await;
    let token = first_start(&server).await;
    let path = format!("/first-start?token={token}");
    let part = |age: Option<u64>, away| Freshness {
        part: "read-models".to_owned(),
        reached: Position(1),
        behind: 10,
        age: age.map(std::time::Duration::from_secs),
        away,
        held: vec![],
    };
    let before = accounts(&server).await.len();
    // Being filled; away; long behind.
    for parts in
        [vec![part(None, false)], vec![part(Some(0), false), part(Some(0), true)], vec![part(Some(3600), false)]]
    {
        *server.read_models.said.lock().unwrap() = Some(parts);
        for answer in [
            server.stranger_gets(&path).await,
            server.stranger_sends("/first-start", &[("token", &token), ("person", READER)]).await,
        ] {
            assert_eq!(answer.status(), 503);
            assert!(answer.headers().contains_key("retry-after"));
        }
    }
    assert_eq!(accounts(&server).await.len(), before, "somebody became it all the same");
    *server.read_models.said.lock().unwrap() = None;
    assert_eq!(server.stranger_sends("/first-start", &[("token", &token), ("person", READER)]).await.status(), 200);
    server.stop().await;
}

#[tokio::test]
async fn of_two_who_use_the_link_of_the_first_start_at_the_same_moment_one_is_administrator() {
    let server = TestGateway::start().await;
    server.seals();
    let token = first_start(&server).await;
    let (known, named) =
        ([("token", token.as_str()), ("person", READER)], [("token", token.as_str()), ("name", "Dren Hoxha")]);
    let (one, other) =
        tokio::join!(server.stranger_sends("/first-start", &known), server.stranger_sends("/first-start", &named));
    let mut found = [one.status().as_u16(), other.status().as_u16()];
    found.sort_unstable();
    assert_eq!(found, [200, 410]);
    let granted = accounts(&server).await;
    let granted =
        granted.iter().filter(|event| matches!(event, AccountEvent::RoleGranted { role: Role::Administrator, .. }));
    assert_eq!(granted.count(), 1);
    is_in_trail(&server, "first-start").await;
    server.stop().await;
}

#[tokio::test]
async fn the_link_of_the_first_start_is_of_its_own_process_and_site_and_no_name_passes_for_anothers() {
    let server = TestGateway::start().await;
    server.seals();
    let token = first_start(&server).await;
    let beside = server.another_gateway().await;
    let answer = server.get_at(&beside, "", &format!("/first-start?token={token}")).await;
    assert_eq!(answer.status(), 410, "it is another process's");
    let fields = [("token", token.as_str()), ("person", READER)];
    let foreign = server.send_form_from("https://evil.example", "/first-start", &fields).await;
    assert_eq!(foreign.status(), 403);
    for name in ["Teuta Berisha", "teuta  BERISHA", "Теута Бериша", "Berisha Teuta", "Tëuta Berisha"] {
        let answer = server.stranger_sends("/first-start", &[("token", &token), ("name", name)]).await;
        assert_eq!(answer.status(), 422, "{name}");
        let page = answer.text().await.unwrap();
        assert!(page.contains("Në listën më sipër ka dikë me këtë emër"), "{name}: {page}");
    }
    // A session that somebody planted in the browser is not the one that opens.
    let planted = format!("focalpoint-session={}", "a".repeat(64));
    let entered = server.send_as(&planted, "/first-start", &fields).await;
    assert_eq!(entered.status(), 200);
    assert_ne!(cookie_of(&entered), planted);
    assert_eq!(server.get_as(&planted, "/account", "en").await.status(), 401);
    server.stop().await;
}

#[tokio::test]
async fn a_link_that_does_not_sign_in_says_so_in_each_language_and_opens_no_planted_session() {
    let server = TestGateway::start().await;
    let says = [("en", "This sign-in link"), ("sq", "vegz"), ("sr", "link")];
    for (language, words) in says {
        let cookie = format!("focalpoint-language={language}");
        let answer = server.send_as(&cookie, "/sign-in", &[("token", "forged")]).await;
        assert_eq!(answer.status(), 410);
        let page = answer.text().await.unwrap();
        assert!(
            page.contains(&format!("<html lang=\"{language}")) && page.to_lowercase().contains(&words.to_lowercase()),
            "{page}"
        );
    }
    is_in_trail(&server, "link-spent").await;
    let planted = format!("focalpoint-session={}", "b".repeat(64));
    let token = token_in(&server.gateway.link_for(&READER.parse().unwrap()).await.unwrap());
    let entered = server.send_as(&planted, "/sign-in", &[("token", &token)]).await;
    assert_eq!(entered.status(), 200);
    assert_ne!(cookie_of(&entered), planted);
    assert_eq!(server.get_as(&planted, "/account", "en").await.status(), 401, "an attacker's session");
    assert_eq!(server.get_as(&cookie_of(&entered), "/account", "en").await.status(), 200);
    server.stop().await;
}

#[tokio::test]
async fn under_https_a_session_of_a_plain_name_is_a_neighbours_and_counts_for_nobody() {
    let configured = |config| GatewayConfig { public_url: "https://hub.example.org".to_owned(), ..config };
    let server = TestGateway::start_configured(Arc::new(SystemClock), configured).await;
    let own = server.sign_in(READER).await;
    assert!(own.starts_with("__Host-focalpoint-session="), "{own}");
    assert_eq!(server.get_as(&own, "/account", "en").await.status(), 200);
    let planted = own.trim_start_matches("__Host-");
    assert_eq!(server.get_as(planted, "/account", "en").await.status(), 401);
    server.stop().await;
}

#[tokio::test]
async fn a_link_lasts_as_long_as_was_said_when_the_clock_of_whoever_made_it_was_minutes_off() {
    let server = TestGateway::start().await;
    // The bot's clock is five minutes behind this one, or five ahead: a link of an hour ends then, and not a second later.
    for (until, last, over) in [
        ("2026-11-30T09:55:00Z", "2026-11-30T09:54:59Z", "2026-11-30T09:55:00Z"),
        ("2026-11-30T10:05:00Z", "2026-11-30T10:04:59Z", "2026-11-30T10:05:00Z"),
    ] {
        let issue =
            |secret: &str| AccountCommand::IssueLink { link: Fingerprint::of(secret), until: until.parse().unwrap() };
        let (used, kept) = (format!("used-{until}"), format!("kept-{until}"));
        for secret in [&used, &kept] {
            server.give_as_service(Command::Account(READER.parse().unwrap(), issue(secret))).await;
        }
        server.world.set(last);
        assert_eq!(server.stranger_sends("/sign-in", &[("token", &used)]).await.status(), 200, "{last}");
        server.world.set(over);
        assert_eq!(server.stranger_sends("/sign-in", &[("token", &kept)]).await.status(), 410, "{over}");
        server.world.set(crate::support::WORLD_TIME);
    }
    server.stop().await;
}

#[tokio::test]
async fn a_mailed_link_is_one_persons_and_signs_in_once() {
    let server = TestGateway::start_with_email(Arc::new(SystemClock)).await;
    server.appoint("ms", "arta", Language::Sq).await;
    server.give_address("ms", "arta").await;
    // Twice at the same moment is one link.
    let ask = || server.stranger_sends("/sign-in/email", &[("email", "arta@example.org")]);
    let (one, other) = tokio::join!(ask(), ask());
    assert_eq!((one.status(), other.status()), (reqwest::StatusCode::OK, reqwest::StatusCode::OK));
    server.settled(|event| matches!(event, Event::Account(person, AccountEvent::LinkIssued { .. }) if person.as_str() == "arta")).await;
    let issued: Vec<_> = {
        let all = server.store.read_all(Position(0), 10_000).await.unwrap();
        let all = all.into_iter().map(|stored| stored.decode().unwrap().event);
        all.filter_map(|event| {
            let Event::Account(person, AccountEvent::LinkIssued { link, until }) = event else { return None };
            (person.as_str() == "arta").then_some((link, until))
        })
        .collect()
    };
    assert_eq!(issued.len(), 1, "{issued:?}");
    let secret = link_key().mailed_sign_in_secret(&"arta".parse().unwrap(), issued[0].1);
    assert_eq!(Fingerprint::of(&secret), issued[0].0);
    // Worked out with another key, or for somebody else, it opens nothing.
    let forged =
        links::LinkKey::new("x".repeat(40)).unwrap().mailed_sign_in_secret(&"arta".parse().unwrap(), issued[0].1);
    let of_another = link_key().mailed_sign_in_secret(&READER.parse().unwrap(), issued[0].1);
    for wrong in [&forged, &of_another] {
        assert_eq!(server.stranger_sends("/sign-in", &[("token", wrong)]).await.status(), 410);
    }
    // The browser in which it was asked for goes on to where its person was.
    let with_way_back = [("email", "arta@example.org"), ("back", "/meetings/qershor")];
    let asked = server.stranger_sends("/sign-in/email", &with_way_back).await;
    let remembered = cookie_of(&asked);
    let opened = server.get_as(&remembered, &format!("/sign-in?token={secret}"), "en").await.text().await.unwrap();
    let opened = opened.replace("&#x2f;", "/");
    assert!(opened.contains("name=\"back\" value=\"/meetings/qershor\""), "{opened}");
    let elsewhere = [("email", "arta@example.org"), ("back", "//evil.example/")];
    let asked = server.stranger_sends("/sign-in/email", &elsewhere).await;
    assert!(asked.headers().get("set-cookie").is_none(), "no way leads to another site");
    let entered = server.stranger_sends("/sign-in", &[("token", &secret)]).await;
    assert_eq!(entered.status(), 200);
    assert!(server.get_as(&cookie_of(&entered), "/account", "en").await.text().await.unwrap().contains("Arta"));
    assert_eq!(server.stranger_sends("/sign-in", &[("token", &secret)]).await.status(), 410);
    is_in_trail(&server, "link-spent").await;
    server.stop().await;
}

#[tokio::test]
async fn a_token_that_is_not_believed_is_a_line_and_ends_with_the_post() {
    let server = TestGateway::start().await;
    server.appoint("ms", "arta", Language::Sq).await;
    let make = AccountCommand::MakeToken {
        token: "t-arta".parse().unwrap(),
        secret: Fingerprint::of("focalpoint_arta"),
        name: "Table".parse().unwrap(),
        scope: TokenScope { commands: [].into(), institution: None },
        institution: Some("ms".parse().unwrap()),
        at: crate::support::WORLD_TIME.parse().unwrap(),
        until: "2999-01-01T00:00:00Z".parse().unwrap(),
    };
    let arta = Principal::official("arta".parse().unwrap(), "ms".parse().unwrap(), [].into(), Mandate::Institution);
    server.give_anew(arta, Command::Account("arta".parse().unwrap(), make)).await;
    assert_eq!(server.api_with("focalpoint_arta", "/institutions").await.status(), 200);
    // Shown where a browser shows a session, in the address, or twice as long, it is none.
    let in_address = server.stranger_gets("/api/v1/institutions?access_token=focalpoint_arta").await;
    assert_eq!(in_address.status(), 401);
    assert_eq!(server.api_with("focalpoint_artafocalpoint_arta", "/institutions").await.status(), 401);
    is_in_trail(&server, "token-spent").await;
    server.hand_over("ms", "blerta").await;
    let refused = server.api_with("focalpoint_arta", "/institutions").await;
    assert_eq!(refused.status(), 401);
    let problem: serde_json::Value = refused.json().await.unwrap();
    assert_eq!(problem["code"], "token-spent");
    // In another post they make another: this one does not bring its rights along.
    server.appoint("mpms", "arta", Language::Sq).await;
    let refused = server.api_with("focalpoint_arta", "/institutions").await;
    assert_eq!(refused.status(), 401);
    assert_eq!(refused.json::<serde_json::Value>().await.unwrap()["code"], "token-spent");
    server.stop().await;
}
