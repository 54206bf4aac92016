//! Signing in, sessions, roles, tokens and the audit trail: every way that goes wrong has an answer and a line in the trail.

use std::collections::BTreeSet;

use events::account::{AccountCommand, AccountEvent, EndCause, Role};
use events::audit::Door;
use events::authority::Principal;
use events::ids::{CommandId, Position};
use events::institution::{InstitutionCommand, InvitationHash};
use events::language::Language;
use events::mandate::Mandate;
use events::webhook::{OutgoingKind, WebhookCommand, WebhookEvent};
use events::{Command, Event};
use readmodels::queries::{AuditFilter, AuditLine, AuditLines};
use readmodels::{Ask, Freshness, ReadPort};
use serde_json::{Value, json};
use store::EventStore;

use crate::support::{READER, SECRETARIAT, TestGateway, cookie_of};

/// The lines of the trail with this act, once there are so many.
async fn lines(server: &TestGateway, act: &str, many: usize) -> Vec<AuditLine> {
    let filter = AuditFilter { act: Some(act.to_owned()), ..AuditFilter::default() };
    for _ in 0..500 {
        let question = AuditLines { filter: filter.clone(), before: None, limit: 1_000 };
        let found = server.read_models.real.ask(question).await.unwrap();
        if found.len() >= many {
            return found;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("there are not {many} lines of {act} in the trail");
}

async fn objects(server: &TestGateway, act: &str, many: usize) -> BTreeSet<String> {
    lines(server, act, many).await.into_iter().map(|line| line.object).collect()
}

async fn token_for(server: &TestGateway, person: &str) -> String {
    let link = server.gateway.link_for(&person.parse().unwrap()).await.unwrap();
    link.split_once("token=").unwrap().1.to_owned()
}

/// The role of an administrator, for a post.
fn grant_to(person: &str, institution: &str) -> Command {
    let institution = Some(institution.parse().unwrap());
    Command::Account(person.parse().unwrap(), AccountCommand::GrantRole { role: Role::Administrator, institution })
}

async fn enter(server: &TestGateway, token: &str) -> reqwest::Response {
    server.stranger_sends("/sign-in", &[("token", token)]).await
}

#[tokio::test]
async fn opening_a_link_shows_a_button_and_spends_nothing() {
    let server = TestGateway::start().await;
    let token = token_for(&server, READER).await;
    for _ in 0..3 {
        let page = server.stranger_gets(&format!("/sign-in?token={token}")).await;
        assert_eq!(page.status(), 200);
        assert!(page.headers().get("set-cookie").is_none());
        assert!(page.text().await.unwrap().contains("<form method=\"post\" action=\"/sign-in\">"));
    }
    let entered = enter(&server, &token).await;
    assert_eq!(entered.status(), 200);
    let set = entered.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict") && set.contains("Path=/"), "{set}");
    let cookie = cookie_of(&entered);
    assert_eq!(server.get_as(&cookie, "/", "en").await.status(), 200);
    assert!(server.get_as(&cookie, "/", "en").await.text().await.unwrap().contains("Teuta Berisha"));
    server.stop().await;
}

#[tokio::test]
async fn a_link_that_does_not_sign_in_says_so_in_the_persons_language_and_leaves_a_line() {
    let server = TestGateway::start().await;
    let (spent, old, of_former) = (token_for(&server, READER).await, token_for(&server, READER).await, "arta");
    server.appoint("ms", of_former, Language::Sr).await;
    let left = token_for(&server, of_former).await;
    let successor = InstitutionCommand::Deactivate { reason: "Abolished".parse().unwrap() };
    server.give_and_show(Command::Institution("ms".parse().unwrap(), successor)).await;
    assert_eq!(enter(&server, &spent).await.status(), 200);
    for (what, token) in [("used", spent.as_str()), ("forged", "f00"), ("of somebody who left", &left), ("empty", "")] {
        let answer = enter(&server, token).await;
        assert_eq!(answer.status(), 410, "{what}");
        assert!(answer.headers().get("set-cookie").is_none(), "{what}");
    }
    server.world.set("2026-11-30T10:00:01Z");
    let answer = enter(&server, &old).await;
    assert_eq!(answer.status(), 410, "too old");
    let failed = lines(&server, "sign-in-failed", 1).await;
    assert!(failed.iter().all(|line| line.person.is_none() && line.network.is_some()), "{failed:?}");
    server.stop().await;
}

#[tokio::test]
async fn of_two_who_press_at_the_same_moment_one_is_let_in() {
    let server = TestGateway::start().await;
    for _ in 0..5 {
        let token = token_for(&server, READER).await;
        let (one, other) = tokio::join!(enter(&server, &token), enter(&server, &token));
        let mut found = [one.status().as_u16(), other.status().as_u16()];
        found.sort_unstable();
        assert_eq!(found, [200, 410]);
    }
    server.stop().await;
}

#[tokio::test]
async fn a_form_of_another_site_signs_nobody_in_and_a_link_leads_nowhere_else() {
    let server = TestGateway::start().await;
    let token = token_for(&server, READER).await;
    let foreign = server.send_form_from("https://evil.example", "/sign-in", &[("token", &token)]).await;
    assert_eq!(foreign.status(), 403, "a session that an attacker chose");
    for back in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
        let token = token_for(&server, READER).await;
        let page = server.stranger_sends("/sign-in", &[("token", &token), ("back", back)]).await.text().await.unwrap();
        assert!(page.contains("content=\"0; url=&#x2f;\"") && !page.contains("evil"), "{back}: {page}");
    }
    let page =
        server.stranger_sends("/sign-in", &[("token", &token), ("back", "/meetings")]).await.text().await.unwrap();
    assert!(page.contains("url=&#x2f;meetings"), "{page}");
    server.stop().await;
}

#[tokio::test]
async fn a_session_lasts_over_a_restart_and_ends_by_idleness_by_age_and_with_the_post() {
    let server = TestGateway::start().await;
    let cookie = server.sign_in(READER).await;
    let status = async |cookie: &str| server.get_as(cookie, "/account", "en").await.status().as_u16();
    assert_eq!(status(&cookie).await, 200);
    // Another gateway on the same log, as after a restart or beside it.
    let beside = server.another_gateway().await;
    assert_eq!(server.get_at(&beside, &cookie, "/account").await.status(), 200);
    server.world.set("2026-11-30T20:59:00Z");
    assert_eq!(status(&cookie).await, 200, "eleven hours and fifty-nine minutes");
    server.settled(|event| matches!(event, Event::Account(_, AccountEvent::SessionUsed { .. }))).await;
    server.world.set("2026-12-01T08:58:00Z");
    assert_eq!(status(&cookie).await, 200, "it was used meanwhile");
    server.world.set("2026-12-02T20:00:00Z");
    assert_eq!(status(&cookie).await, 401, "idle");
    server.world.set("2026-11-30T09:00:00Z");
    let cookie = server.sign_in(READER).await;
    server.world.set("2026-12-07T09:00:00Z");
    assert_eq!(status(&cookie).await, 401, "a week old");
    server.world.set("2026-11-30T09:00:00Z");
    server.appoint("ms", "arta", Language::En).await;
    let cookie = server.sign_in("arta").await;
    assert_eq!(status(&cookie).await, 200);
    let deactivate = InstitutionCommand::Deactivate { reason: "Abolished".parse().unwrap() };
    server.give_and_show(Command::Institution("ms".parse().unwrap(), deactivate)).await;
    assert_eq!(status(&cookie).await, 401, "the post is gone");
    server.stop().await;
}

#[tokio::test]
async fn what_an_open_page_asks_by_itself_keeps_nobody_signed_in() {
    let server = TestGateway::start().await;
    let cookie = server.sign_in(READER).await;
    let by_itself = async |path: &str| server.get_by_itself(&cookie, path).await.status().as_u16();
    server.world.set("2026-11-30T20:59:00Z");
    assert_eq!(by_itself("/account").await, 200);
    assert_eq!(by_itself("/meetings").await, 200);
    server.world.set("2026-11-30T21:01:00Z");
    assert_eq!(by_itself("/account").await, 401, "nobody was there for twelve hours");
    let all = server.store.read_all(Position(0), 10_000).await.unwrap();
    let used = |event: &Event| matches!(event, Event::Account(_, AccountEvent::SessionUsed { .. }));
    assert!(!all.into_iter().any(|stored| used(&stored.decode().unwrap().event)));
    server.stop().await;
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends_with_the_post_unless_what_is_shown_may_lack_somebody() {
    let server = TestGateway::start().await;
    server.appoint("ms", "arta", Language::En).await;
    server.sign_in("arta").await;
    let ended = async || {
        let all = server.store.read_all(Position(0), 10_000).await.unwrap();
        let all = all.into_iter().map(|stored| stored.decode().unwrap().event);
        all.filter(|event| matches!(event, Event::Account(_, AccountEvent::SessionEnded { .. }))).count()
    };
    server.gateway.sweep().await;
    assert_eq!(ended().await, 0, "they are in post");
    let deactivate = InstitutionCommand::Deactivate { reason: "Abolished".parse().unwrap() };
    server.give_and_show(Command::Institution("ms".parse().unwrap(), deactivate)).await;
    // As after a restore.
    let filling = Freshness {
        part: "read-models".to_owned(),
        reached: Position(1),
        behind: 10,
        age: None,
        away: false,
        held: vec![],
    };
    *server.read_models.said.lock().unwrap() = Some(vec![filling]);
    server.gateway.sweep().await;
    assert_eq!(ended().await, 0, "nobody knows who has left");
    *server.read_models.said.lock().unwrap() = None;
    server.gateway.sweep().await;
    let left = |event: &Event| {
        let Event::Account(person, AccountEvent::SessionEnded { cause, .. }) = event else { return false };
        person.as_str() == "arta" && *cause == EndCause::LeftPost
    };
    server.settled(left).await;
    server.stop().await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_all_others_and_by_an_administrator() {
    let server = TestGateway::start().await;
    let grant =
        AccountCommand::GrantRole { role: Role::Administrator, institution: Some(SECRETARIAT.parse().unwrap()) };
    server.give_as_service(Command::Account(READER.parse().unwrap(), grant)).await;
    server.appoint("ms", "arta", Language::En).await;
    let mut of_arta = vec![];
    for _ in 0..4 {
        of_arta.push(server.sign_in("arta").await);
    }
    let status = async |cookie: &str| server.get_as(cookie, "/account", "en").await.status().as_u16();
    let page = server.get_as(&of_arta[0], "/account", "en").await.text().await.unwrap();
    assert_eq!(page.matches("/end\">").count(), 3, "{page}");
    assert!(page.contains("127.0.0.0&#x2f;24") && page.contains("this one"), "{page}");
    let ends = page.split("action=\"/account/sessions/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(server.send_as(&of_arta[0], &format!("/account/sessions/{ends}"), &[]).await.status(), 303);
    let mut open = vec![];
    for cookie in &of_arta {
        open.push(status(cookie).await == 200);
    }
    assert_eq!(open.iter().filter(|open| **open).count(), 3, "one was ended");
    assert_eq!(server.send_as(&of_arta[0], "/account/sessions/end-others", &[]).await.status(), 303);
    assert_eq!(status(&of_arta[0]).await, 200);
    for cookie in &of_arta[1..] {
        assert_eq!(status(cookie).await, 401);
    }
    // Whoever was in there without them may have left a way in, and one out.
    let link = token_for(&server, "arta").await;
    let make = WebhookCommand::Make {
        maker: "arta".parse().unwrap(),
        institution: "ms".parse().unwrap(),
        name: "Register".parse().unwrap(),
        address: "https://example.org/hook".parse().unwrap(),
        kinds: [OutgoingKind::MeetingHeld].into(),
    };
    let arta =
        Principal::official("arta".parse().unwrap(), "ms".parse().unwrap(), BTreeSet::new(), Mandate::Institution);
    server.give_anew(arta, Command::Webhook("w-arta".parse().unwrap(), make)).await;
    assert_eq!(server.send_form("/accounts/arta/end-sessions", &[]).await.status(), 303);
    assert_eq!(status(&of_arta[0]).await, 401, "by an administrator");
    assert_eq!(enter(&server, &link).await.status(), 410, "a link of before");
    let all = server.store.read_all(Position(0), 10_000).await.unwrap();
    let mut events = all.into_iter().map(|stored| stored.decode().unwrap().event);
    assert!(events.any(|event| matches!(event, Event::Webhook(_, WebhookEvent::Paused {}))), "it goes on sending");
    let cookie = server.sign_in("arta").await;
    assert_eq!(server.send_as(&cookie, "/sign-out", &[]).await.status(), 303);
    assert_eq!(status(&cookie).await, 401);
    let ended = objects(&server, "session-ended", 5).await;
    assert_eq!(ended, ["ended-by-owner", "ended-by-administrator", "signed-out"].map(str::to_owned).into());
    server.stop().await;
}

#[tokio::test]
async fn roles_are_granted_and_withdrawn_by_an_administrator_only_and_withdrawing_ends_what_is_open() {
    let server = TestGateway::start().await;
    server.appoint("ms", "arta", Language::En).await;
    let grant = |role: &'static str| [("role", role)];
    assert_eq!(server.send_form("/accounts/arta/grant-role", &grant("auditor")).await.status(), 403);
    server.give_as_service(grant_to(READER, SECRETARIAT)).await;
    let cookie = server.sign_in("arta").await;
    assert_eq!(server.get_as(&cookie, "/audit", "en").await.status(), 403);
    assert_eq!(server.send_form("/accounts/arta/grant-role", &grant("auditor")).await.status(), 303);
    assert_eq!(server.get_as(&cookie, "/audit", "en").await.status(), 200, "at the next click");
    assert_eq!(server.send_form("/accounts/arta/withdraw-role", &grant("auditor")).await.status(), 303);
    assert_eq!(server.get_as(&cookie, "/audit", "en").await.status(), 401, "ended with the role");
    assert_eq!(server.send_form("/accounts/arta/grant-role", &grant("king")).await.status(), 422);
    assert_eq!(server.send_form("/accounts/nobody/grant-role", &grant("auditor")).await.status(), 404);
    let page = server.page("/accounts", "sq").await;
    assert!(page.contains("Arta Krasniqi") && page.contains("Bëje auditues"), "{page}");
    let refused = objects(&server, "refused", 2).await;
    assert_eq!(
        refused,
        ["accounts/arta grant-role", "audit"].map(str::to_owned).into(),
        "the thing, and what was asked"
    );
    // What happens to an account says through which door, and is found by whoever did it and by whose account it is.
    let granted = lines(&server, "role-granted", 2).await;
    let by_door: Vec<_> = granted.iter().map(|line| (line.by.to_string(), line.door)).collect();
    assert!(by_door.contains(&(format!("{READER}@{SECRETARIAT}"), Some(Door::Page))), "{by_door:?}");
    for person in ["arta", READER] {
        let filter = AuditFilter {
            person: Some(person.parse().unwrap()),
            act: Some("role-granted".to_owned()),
            object: Some("auditor".to_owned()),
        };
        let found = server.read_models.real.ask(AuditLines { filter, before: None, limit: 10 }).await.unwrap();
        assert_eq!(found.len(), 1, "{person}: {found:?}");
    }
    server.stop().await;
}

#[tokio::test]
async fn the_last_administrator_keeps_the_role_until_there_is_another() {
    let server = TestGateway::start().await;
    server.appoint("ms", "arta", Language::En).await;
    server.give_as_service(grant_to(READER, SECRETARIAT)).await;
    let administrator = [("role", "administrator")];
    let withdraw = format!("/accounts/{READER}/withdraw-role");
    for (language, says) in [
        ("en", "Make somebody else one first"),
        ("sq", "Së pari bëjeni administrues dikë tjetër"),
        ("sr", "Prvo učinite administratorom nekog drugog"),
    ] {
        let refused = server.send_form_in(language, &withdraw, &administrator).await;
        assert_eq!(refused.status(), 409);
        let page = refused.text().await.unwrap();
        assert!(page.contains(says), "{page}");
    }
    let refused = server.post(&format!("/api/v1{withdraw}"), "w", &json!({ "role": "administrator" })).await;
    assert_eq!(refused.status(), 409);
    assert_eq!(refused.json::<Value>().await.unwrap()["code"], "last-administrator");
    assert_eq!(server.page("/accounts", "en").await.matches("withdraw-role\"").count(), 1, "nothing was withdrawn");
    // Whoever is one only in name, in a post that was left, is no other.
    server.give_as_service(grant_to("arta", "mpms")).await;
    assert_eq!(server.send_form(&withdraw, &administrator).await.status(), 409);
    assert_eq!(server.send_form("/accounts/arta/grant-role", &administrator).await.status(), 303);
    assert_eq!(server.send_form(&withdraw, &administrator).await.status(), 303);
    let arta = server.sign_in("arta").await;
    assert_eq!(server.send_as(&arta, "/accounts/arta/withdraw-role", &administrator).await.status(), 409);
    server.stop().await;
}

#[tokio::test]
async fn when_the_only_administrator_has_left_the_post_the_first_start_makes_another() {
    let server = TestGateway::start().await;
    server.appoint("ms", "arta", Language::En).await;
    server.give_as_service(grant_to("arta", "ms")).await;
    assert!(server.gateway.entrance().await.ends_with("/sign-in"));
    server.hand_over("ms", "blerta").await;
    let link = server.gateway.entrance().await;
    let token = link.split_once("first-start?token=").expect("nobody in post can grant a role").1.to_owned();
    let entered = server.stranger_sends("/first-start", &[("token", &token), ("person", READER)]).await;
    assert_eq!(entered.status(), 200);
    assert_eq!(server.get_as(&cookie_of(&entered), "/accounts", "en").await.status(), 200);
    assert!(server.gateway.entrance().await.ends_with("/sign-in"));
    server.stop().await;
}

#[tokio::test]
async fn a_role_stays_behind_with_the_post_for_which_it_was_granted() {
    let server = TestGateway::start().await;
    let auditor = |institution: Option<&str>| {
        let institution = institution.map(|institution| institution.parse().unwrap());
        Command::Account("arta".parse().unwrap(), AccountCommand::GrantRole { role: Role::Auditor, institution })
    };
    server.appoint("ms", "arta", Language::En).await;
    server.give_as_service(auditor(Some("ms"))).await;
    let audit = async |cookie: &str| server.get_as(cookie, "/audit", "en").await.status().as_u16();
    assert_eq!(audit(&server.sign_in("arta").await).await, 200);
    server.hand_over("ms", "blerta").await;
    server.appoint("mpms", "arta", Language::En).await;
    let arta = server.sign_in("arta").await;
    assert_eq!(audit(&arta).await, 403, "it was granted for another post");
    let page = server.get_as(&arta, "/account", "en").await.text().await.unwrap();
    assert!(!page.contains("auditor"), "{page}");
    server.give_as_service(auditor(Some("mpms"))).await;
    assert_eq!(audit(&arta).await, 200, "granted anew for this one");
    server.stop().await;
}

#[tokio::test]
async fn a_role_granted_before_posts_were_kept_counts_as_it_did() {
    let server = TestGateway::start().await;
    server.appoint("ms", "arta", Language::En).await;
    let grant = AccountCommand::GrantRole { role: Role::Auditor, institution: None };
    server.give_as_service(Command::Account("arta".parse().unwrap(), grant)).await;
    server.hand_over("ms", "blerta").await;
    server.appoint("mpms", "arta", Language::En).await;
    let arta = server.sign_in("arta").await;
    assert_eq!(server.get_as(&arta, "/audit", "en").await.status(), 200);
    server.stop().await;
}

#[tokio::test]
async fn the_link_of_the_first_start_makes_the_first_administrator_by_name_and_once() {
    let server = TestGateway::start().await;
    server.seals();
    let link = server.gateway.entrance().await;
    let (_, path) = link.split_at(server.base.len());
    let token = link.split_once("token=").unwrap().1.to_owned();
    let page = server.stranger_gets(path).await.text().await.unwrap();
    assert!(page.contains("Teuta Berisha"), "{page}");
    assert_eq!(server.stranger_gets("/first-start?token=guessed").await.status(), 410);
    let forged = server.stranger_sends("/first-start", &[("token", "guessed"), ("person", READER)]).await;
    assert_eq!(forged.status(), 410);
    let unknown = server.stranger_sends("/first-start", &[("token", &token), ("person", "nobody")]).await;
    assert_eq!(unknown.status(), 422);
    let entered = server.stranger_sends("/first-start", &[("token", &token), ("name", "Dren Hoxha")]).await;
    assert_eq!(entered.status(), 200);
    let cookie = cookie_of(&entered);
    let page = server.get_as(&cookie, "/accounts", "en").await.text().await.unwrap();
    assert!(page.contains("Dren Hoxha") && page.contains("administrator"), "{page}");
    assert!(server.gateway.entrance().await.ends_with("/sign-in"));
    assert_eq!(server.stranger_gets(path).await.status(), 410, "there is an administrator");
    assert!(!String::from_utf8_lossy(&server.written()).contains("Dren Hoxha"), "a name is sealed");
    server.stop().await;
}

#[tokio::test]
async fn a_token_acts_as_its_person_within_its_scope_until_it_is_revoked_or_over() {
    let server = TestGateway::start().await;
    let assign = json!({ "title": { "en": "Count the beds" }, "owner": "ms", "due": "2099-01-01" });
    let reads = [("name", "Table"), ("days", "30")];
    let page = server.send_form("/account/tokens", &reads).await;
    assert_eq!(page.status(), 201);
    let page = page.text().await.unwrap();
    let secret = |page: &str| {
        let secret = page.split("focalpoint_").nth(1).unwrap();
        format!("focalpoint_{}", secret.chars().take_while(char::is_ascii_hexdigit).collect::<String>())
    };
    let reading = secret(&page);
    assert_eq!(server.api_with(&reading, "/institutions").await.status(), 200);
    let refused = server.api_post_with(&reading, "/action-items", &assign).await;
    assert_eq!(refused.status(), 403, "it only reads");
    let problem: Value = refused.json().await.unwrap();
    assert_eq!(problem["code"], "not-permitted");
    let writes = [reads[0], reads[1], ("commands", "action-item.assign")];
    let writing = secret(&server.send_form("/account/tokens", &writes).await.text().await.unwrap());
    let made = server.api_post_with(&writing, "/action-items", &assign).await;
    assert_eq!(made.status(), 201);
    let of_one = [writes[0], writes[1], writes[2], ("institution", "mpms")];
    let of_one = secret(&server.send_form("/account/tokens", &of_one).await.text().await.unwrap());
    assert_eq!(server.api_post_with(&of_one, "/action-items", &assign).await.status(), 403, "another institution");
    assert_eq!(server.api_with(&of_one, "/institutions/mpms/tasks").await.status(), 200);
    assert_eq!(server.api_with(&of_one, "/institutions/ms/tasks").await.status(), 403);
    let all = server.store.read_all(Position(0), 10_000).await.unwrap();
    let by = all.into_iter().map(|stored| stored.decode().unwrap());
    let by =
        by.filter(|event| matches!(event.event, Event::ActionItem(..))).map(|event| event.metadata.actor.to_string());
    let by: Vec<_> = by.collect();
    assert!(by.len() == 1 && by[0].starts_with(&format!("{READER}@{SECRETARIAT} through t-")), "{by:?}");
    for wrong in ["", "focalpoint_0", &reading[1..], "Teuta"] {
        assert_eq!(server.api_with(wrong, "/institutions").await.status(), 401, "{wrong}");
    }
    let cookie_with_token = server.get_as(&format!("focalpoint-session={reading}"), "/account", "en").await;
    assert_eq!(cookie_with_token.status(), 401, "a token is no session");
    let listed = server.page("/account/tokens", "en").await;
    assert!(!listed.contains(&reading), "a secret is shown once");
    let revoke = listed.split("action=\"").find(|part| part.contains("/revoke\"")).unwrap().split('"').next().unwrap();
    assert_eq!(server.send_form(revoke, &[]).await.status(), 303);
    let mut serving = 0;
    for token in [&reading, &writing, &of_one] {
        serving += usize::from(server.api_with(token, "/institutions/mpms/tasks").await.status() == 200);
    }
    assert_eq!(serving, 2, "one was revoked");
    server.world.set("2026-12-30T09:00:01Z");
    for token in [&reading, &writing, &of_one] {
        assert_eq!(server.api_with(token, "/institutions/mpms/tasks").await.status(), 401, "over");
    }
    assert!(!String::from_utf8_lossy(&server.written()).contains(&reading), "a secret is nowhere");
    server.stop().await;
}

#[tokio::test]
async fn what_is_done_on_the_web_is_done_by_the_person() {
    let server = TestGateway::start().await;
    server.appoint("ms", "arta", Language::En).await;
    let form = [("title-en", "Count the beds"), ("owner", "ms"), ("due", "2099-01-01"), ("meant-due", "2099-01-01")];
    let assigned = server.send_form("/action-items", &form).await;
    let path = assigned.headers()["location"].to_str().unwrap().to_owned();
    let arta = server.sign_in("arta").await;
    let page = server.get_as(&arta, &path, "en").await.text().await.unwrap();
    assert!(page.contains("Report done") && !page.contains("/cancel\""), "{page}");
    assert_eq!(server.send_as(&arta, &format!("{path}/complete"), &[]).await.status(), 303);
    assert_eq!(server.send_as(&arta, &format!("{path}/verify"), &[]).await.status(), 403, "not theirs to decide");
    let page = server.page(&path, "en").await;
    assert!(page.contains("Teuta Berisha, sekretariati") && page.contains("Arta Krasniqi, ms"), "{page}");
    server.stop().await;
}

#[tokio::test]
async fn whoever_tries_again_and_again_is_told_to_wait() {
    let server = TestGateway::start().await;
    let mut waited = false;
    for _ in 0..150 {
        let answer = enter(&server, "guessed").await;
        waited |= answer.status() == 429 && answer.headers().contains_key("retry-after");
    }
    assert!(waited);
    assert!(objects(&server, "sign-in-failed", 2).await.contains("too-many-requests"));
    server.stop().await;
}

#[tokio::test]
async fn a_case_says_who_looked_and_the_trail_says_it_once_an_hour() {
    let server = crate::support::sample_hub::sample_hub().await;
    for _ in 0..3 {
        assert_eq!(server.get("/cases/2017-014", "en").await.status(), 200);
    }
    assert_eq!(lines(&server, "case-read", 1).await.len(), 1);
    let page = server.page("/cases/2017-014", "en").await;
    assert!(page.contains("Who looked") && page.contains("Teuta Berisha, sekretariati"), "{page}");
    let auditor =
        Principal::official(READER.parse().unwrap(), SECRETARIAT.parse().unwrap(), [].into(), Mandate::Secretariat);
    assert!(auditor.roles().is_empty());
    let grant = AccountCommand::GrantRole { role: Role::Auditor, institution: Some(SECRETARIAT.parse().unwrap()) };
    server.give_as_service(Command::Account(READER.parse().unwrap(), grant)).await;
    let trail = server.page("/audit?act=case-read", "en").await;
    assert!(
        trail.contains("2017-014") && trail.contains("looked at a case") && trail.contains("127.0.0.0&#x2f;24"),
        "{trail}"
    );
    let file = server.get("/audit/csv?act=case-read", "sr").await;
    assert!(file.headers()["content-disposition"].to_str().unwrap().contains("audit.csv"));
    assert!(file.text().await.unwrap().contains("pogled na slučaj"));
    assert_eq!(objects(&server, "exported", 1).await, ["audit".to_owned()].into());
    // In words, beside what is kept; and by person.
    lines(&server, "exported", 1).await;
    let trail = server.page(&format!("/audit?act=exported&person={READER}"), "en").await;
    assert!(trail.contains("audit trail<br>") && trail.contains("<code>audit</code>"), "{trail}");
    let of_another = server.page("/audit?act=exported&person=arta", "en").await;
    assert!(of_another.contains("Nothing of this kind is recorded"), "{of_another}");
    server.stop().await;
}

#[tokio::test]
async fn no_file_is_taken_along_without_a_line_in_the_trail() {
    let server = crate::support::sample_hub::sample_hub().await;
    let certificate = crate::support::sample_hub::certificate_code();
    let paper = format!("/certificates/{certificate}/en");
    let by_link = format!("{}/file/csv", crate::snapshots::form_link("ms", "arta"));
    for path in [
        "/dashboard/values/csv",
        "/data-requests/viktimat/form/xlsx",
        "/data-requests/collected/file/csv",
        "/institutions/ms/briefing",
        "/cases/report.csv",
        &paper,
        &by_link,
    ] {
        let file = server.get(path, "en").await;
        assert_eq!(file.status(), 200, "{path}");
        assert!(file.headers().contains_key("content-disposition"), "{path}");
    }
    let taken = lines(&server, "exported", 7).await;
    let of = |object: &str| {
        let of_it = taken.iter().filter(|line| line.object.starts_with(object));
        of_it.map(|line| line.door).collect::<Vec<_>>()
    };
    for object in [
        "indicator values",
        "collected ",
        "briefing ms",
        "cases-incidents-by-sex",
        &format!("certificate {certificate}"),
    ] {
        assert_eq!(of(object), [Some(Door::Page)], "{object}: {taken:?}");
    }
    // The same form, as whoever is signed in takes it and as whoever has the link does.
    assert_eq!(of("form viktimat").into_iter().collect::<BTreeSet<_>>(), [Some(Door::Page), Some(Door::Link)].into());
    server.stop().await;
}

#[tokio::test]
async fn an_invitation_that_is_no_sign_in_link_signs_nobody_in() {
    let server = TestGateway::start().await;
    server.appoint("ms", "arta", Language::En).await;
    let (invitation, expires_at) = (InvitationHash::of_token("an invitation"), "2099-01-01T00:00:00Z".parse().unwrap());
    let issue = InstitutionCommand::IssueInvitation { person: "arta".parse().unwrap(), invitation, expires_at };
    server.give_and_show(Command::Institution("ms".parse().unwrap(), issue)).await;
    assert_eq!(enter(&server, "an invitation").await.status(), 410);
    let other = CommandId::named("another");
    assert_eq!(enter(&server, &other.to_string()).await.status(), 410);
    server.stop().await;
}

#[tokio::test]
async fn what_was_typed_as_a_session_ended_is_kept_for_whoever_typed_it() {
    let server = TestGateway::start().await;
    server.appoint("ms", "arta", Language::En).await;
    let cookie = server.sign_in(READER).await;
    server.world.set("2026-12-02T20:00:00Z");
    let form = [
        ("title-en", "Count the <beds>"),
        ("owner", "ms"),
        ("due", "2099-01-01"),
        ("meant-due", "2099-01-01"),
        ("once", "typed-once"),
    ];
    let refused = server.send_as(&cookie, "/action-items", &form).await;
    assert_eq!(refused.status(), 401);
    let page = refused.text().await.unwrap();
    // Who typed it stands in the form, and in no address.
    assert!(page.contains("Count the &lt;beds&gt;") && page.contains("action=\"&#x2f;action-items\""), "{page}");
    assert!(page.contains("name=\"written-by\" value=\"teuta\""), "{page}");
    let form = [form.as_slice(), &[("written-by", "teuta")]].concat();
    let arta = server.sign_in("arta").await;
    let as_arta = server.send_as(&arta, "/action-items", &form).await;
    assert_eq!(as_arta.status(), 409, "nobody sends what another typed");
    let again = server.sign_in(READER).await;
    assert_eq!(server.send_as(&again, "/action-items", &form).await.status(), 303);
    assert_eq!(server.read_models.real.all_tasks().await.unwrap().len(), 1);
    server.stop().await;
}
