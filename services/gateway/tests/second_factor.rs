//! The second factor over HTTP: what a session sees before it was shown, what confirms it, and everything that does not.

use events::Command;
use events::account::{AccountCommand, Role};
use events::erasure::{ErasureCommand, ErasureSubject};
use events::language::Language;
use reqwest::Response;
use serde_json::Value;

use crate::passkey_device::{Device, Fields};
use crate::support::sample_hub::sample_hub;
use crate::support::{READER, TestGateway, WORLD_TIME};
use crate::ways_in::is_line;

/// An administrator who sees no case, and reads the trail.
const ADMINISTRATOR: &str = "besa";

async fn question(server: &TestGateway, cookie: &str, ceremony: &str) -> Value {
    // How often somebody tries is what one test is about, which asks nothing in between.
    server.elapsed.move_on(60);
    let answer = server.send_as(cookie, "/second-factor/challenge", &[("ceremony", ceremony)]).await;
    assert_eq!(answer.status(), 200);
    answer.json().await.unwrap()
}

async fn send(server: &TestGateway, cookie: &str, path: &str, fields: &Fields) -> Response {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    server.send_as(cookie, path, &fields).await
}

/// The codes that a page shows.
fn codes(page: &str) -> Vec<String> {
    page.split("<li><code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

/// Registers a first passkey in a session, and gives it with the recovery codes.
async fn registered(server: &TestGateway, cookie: &str) -> (Device, Vec<String>) {
    let mut device = Device::at(&server.base);
    let fields = device.registers(&question(server, cookie, "register").await, "Telefoni");
    let answer = send(server, cookie, "/second-factor/register", &fields).await;
    assert_eq!(answer.status(), 201);
    (device, codes(&answer.text().await.unwrap()))
}

/// What is said where something is not taken.
async fn refused(answer: Response) -> String {
    let (status, page) = (answer.status(), answer.text().await.unwrap());
    assert_eq!(status, 422, "{page}");
    let (_, said) = page.split_once("class=\"wrong whole\" role=\"alert\"").unwrap();
    let (_, said) = said.split_once('>').unwrap();
    said.split('<').next().unwrap().to_owned()
}

async fn sends_code(server: &TestGateway, cookie: &str, code: &str) -> Response {
    server.send_as(cookie, "/second-factor", &[("way", "code"), ("code", code), ("back", "/meetings")]).await
}

/// Makes somebody who sees no case an administrator, and signs them in.
async fn administrator(server: &TestGateway) -> String {
    server.appoint("ms", ADMINISTRATOR, Language::En).await;
    for role in [Role::Administrator, Role::Auditor] {
        let grant = AccountCommand::GrantRole { role, institution: Some("ms".parse().unwrap()) };
        server.give_as_service(Command::Account(ADMINISTRATOR.parse().unwrap(), grant)).await;
    }
    server.sign_in(ADMINISTRATOR).await
}

/// Waits until the trail tells of an attempt.
async fn is_audited(server: &TestGateway, administrator: &str, code: &str) {
    let path = format!("/audit?act=sign-in-failed&object={code}");
    let told = async {
        while !server.get_as(administrator, &path, "en").await.text().await.unwrap().contains(&format!(">{code}<")) {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(crate::support::PATIENCE, told).await.unwrap_or_else(|_| panic!("{code} is not in the trail"));
}

fn leads_to(answer: &Response) -> (u16, &str) {
    (answer.status().as_u16(), answer.headers().get("location").map_or("", |to| to.to_str().unwrap()))
}

#[tokio::test]
async fn before_a_second_factor_was_shown_a_session_sees_nothing_else() {
    let server = TestGateway::start().await;
    let first = server.sign_in(READER).await;
    let (mut device, _) = registered(&server, &first).await;
    assert_eq!(server.get_as(&first, "/meetings", "en").await.status(), 200, "registering has confirmed it");
    let half = server.sign_in(READER).await;
    for (path, back) in [("/", "/"), ("/cases?late=1", "/cases%3Flate%3D1"), ("/account", "/account")] {
        let answer = server.get_as(&half, path, "en").await;
        assert_eq!(leads_to(&answer), (303, format!("/second-factor?back={back}").as_str()));
    }
    let api = server.get_as(&half, "/api/v1/institutions", "en").await;
    assert_eq!(api.status(), 403);
    assert_eq!(api.headers()["content-type"], "application/problem+json");
    assert!(api.text().await.unwrap().contains("second-factor-wanted"));
    assert_eq!(server.get_as(&half, "/live", "en").await.status(), 403);
    let form = server.send_as(&half, "/account/sessions/end-others", &[("typed", "a lot")]).await;
    assert_eq!(form.status(), 403);
    let page = form.text().await.unwrap().replace("&#x2f;", "/");
    assert!(page.contains("href=\"/second-factor?back=/\""), "{page}");
    assert!(page.contains("name=\"typed\" value=\"a lot\""), "{page}");
    let page = server.get_as(&half, "/second-factor?back=/meetings", "en").await;
    let page = page.text().await.unwrap().replace("&#x2f;", "/");
    assert!(page.contains("Confirm with a passkey") && page.contains("value=\"/meetings\""), "{page}");
    assert!(!page.contains("Your account"), "{page}");

    let mut fields = device.signs(&question(&server, &half, "confirm").await);
    fields.push(("back", "/meetings".to_owned()));
    assert_eq!(leads_to(&send(&server, &half, "/second-factor", &fields).await), (303, "/meetings"));
    assert_eq!(server.get_as(&half, "/meetings", "en").await.status(), 200);
    assert_eq!(server.get_as(&half, "/api/v1/institutions", "en").await.status(), 200);
    let leaves = server.sign_in(READER).await;
    assert_eq!(leads_to(&server.send_as(&leaves, "/sign-out", &[]).await), (303, "/sign-in"));
    server.stop().await;
}

#[tokio::test]
async fn whoever_sees_cases_registers_a_passkey_first_where_the_configuration_says_so() {
    let server = TestGateway::start_with_second_factor().await;
    let reader = server.sign_in(READER).await;
    assert_eq!(leads_to(&server.get_as(&reader, "/", "en").await), (303, "/second-factor?back=/"));
    let page = server.get_as(&reader, "/second-factor?back=/", "sr").await.text().await.unwrap();
    assert!(page.contains("Još nemate pristupni ključ."), "{page}");
    // What changes most is no way around.
    assert_eq!(server.send_as(&reader, "/account/passkeys", &[("name", "x")]).await.status(), 403);
    let (_, codes) = registered(&server, &reader).await;
    assert_eq!(codes.len(), 10);
    assert_eq!(server.get_as(&reader, "/", "en").await.status(), 200);
    // Nobody else is asked.
    server.appoint("ms", "arta", Language::En).await;
    let arta = server.sign_in("arta").await;
    assert_eq!(server.get_as(&arta, "/meetings", "en").await.status(), 200);
    server.stop().await;
}

#[tokio::test]
async fn what_a_passkey_says_is_believed_once_in_time_and_here_and_whatever_else_is_said_in_ones_language_and_recorded()
{
    let server = TestGateway::start().await;
    let administrator = administrator(&server).await;
    let own = server.sign_in(READER).await;
    let (mut device, _) = registered(&server, &own).await;
    let ask = || question(&server, &own, "confirm");
    let show = async |fields: &Fields| refused(send(&server, &own, "/second-factor", fields).await).await;
    let invalid = "This answer of a passkey is not valid here. Try again on this page.";

    let used = device.signs(&ask().await);
    assert_eq!(leads_to(&send(&server, &own, "/second-factor", &used).await), (303, "/"));
    assert_eq!(show(&used).await, "This answer was used already. Confirm again.");
    is_audited(&server, &administrator, "passkey-answer-used").await;

    let other_session = server.sign_in(READER).await;
    let of_another_session = device.signs(&question(&server, &other_session, "confirm").await);
    assert_eq!(show(&of_another_session).await, invalid);
    let for_another_end = device.signs(&question(&server, &own, "register").await);
    assert_eq!(show(&for_another_end).await, invalid);
    let made_up = device.signs(&serde_json::json!({ "challenge": "x.y", "host": "127.0.0.1" }));
    assert_eq!(show(&made_up).await, invalid);
    is_audited(&server, &administrator, "passkey-challenge-forged").await;

    let mut forged = device.signs(&ask().await);
    forged[3].1 = device.signs(&ask().await)[3].1.clone();
    assert_eq!(show(&forged).await, invalid);
    is_audited(&server, &administrator, "passkey-signature-wrong").await;

    assert_eq!(show(&device.signs_by_itself(&ask().await)).await, invalid);
    is_audited(&server, &administrator, "passkey-nobody-present").await;

    device.origin = "https://hub.example.org".to_owned();
    assert_eq!(show(&device.signs(&ask().await)).await, invalid);
    device.origin.clone_from(&server.base);
    is_audited(&server, &administrator, "passkey-of-another-site").await;

    let theirs = server.sign_in(ADMINISTRATOR).await;
    let (mut of_somebody_else, _) = registered(&server, &theirs).await;
    assert_eq!(show(&of_somebody_else.signs(&ask().await)).await, "There is no such passkey.");
    // Now that they have one, only the session that has shown it reads the trail.
    let administrator = theirs;
    is_audited(&server, &administrator, "passkey-unknown").await;

    let said = device.signs(&ask().await);
    assert_eq!(send(&server, &own, "/second-factor", &said).await.status(), 303);
    let copied = show(&device.signs_as_often(&ask().await)).await;
    assert_eq!(copied, "There may be a copy of this passkey. Remove it and make a new one.");
    is_audited(&server, &administrator, "passkey-copied").await;

    assert_eq!(
        show(&vec![("back", "/".to_owned())]).await.split('.').next(),
        Some("This browser cannot ask for a passkey")
    );
    assert_eq!(show(&vec![("client-data", "!".to_owned())]).await, invalid);

    let late = device.signs(&ask().await);
    server.world.set("2026-11-30T09:05:00Z");
    assert_eq!(show(&late).await, "It took more than five minutes. Try again.");
    let in_albanian = send(&server, &format!("{own}; focalpoint-language=sq"), "/second-factor", &late).await;
    assert_eq!(refused(in_albanian).await, "Kaluan më shumë se pesë minuta. Provoni përsëri.");
    let in_serbian = send(&server, &format!("{own}; focalpoint-language=sr"), "/second-factor", &late).await;
    assert_eq!(refused(in_serbian).await, "Prošlo je više od pet minuta. Pokušajte ponovo.");
    server.stop().await;
}

#[tokio::test]
async fn of_two_at_the_same_moment_one_is_believed() {
    let server = TestGateway::start().await;
    let (one, other) = (server.sign_in(READER).await, server.sign_in(READER).await);
    let (mut first, mut second) = (Device::at(&server.base), Device::at(&server.base));
    let first_says = first.registers(&question(&server, &one, "register").await, "Telefoni");
    let second_says = second.registers(&question(&server, &other, "register").await, "Zyra");
    let (answer, of_other) = tokio::join!(
        send(&server, &one, "/second-factor/register", &first_says),
        send(&server, &other, "/second-factor/register", &second_says),
    );
    let is_first = answer.status() == 201;
    let (taken, not_taken) = if is_first { (answer, of_other) } else { (of_other, answer) };
    assert_eq!(taken.status(), 201);
    let codes = codes(&taken.text().await.unwrap());
    assert_eq!(refused(not_taken).await, "You have a passkey already. Confirm with it first.");
    let mut device = if is_first { first } else { second };

    let half = server.sign_in(READER).await;
    let said = device.signs(&question(&server, &half, "confirm").await);
    let (answer, again) =
        tokio::join!(send(&server, &half, "/second-factor", &said), send(&server, &half, "/second-factor", &said));
    let (taken, not_taken) = if answer.status() == 303 { (answer, again) } else { (again, answer) };
    assert_eq!(taken.status(), 303);
    assert_eq!(refused(not_taken).await, "This answer was used already. Confirm again.");

    let (one, other) = (server.sign_in(READER).await, server.sign_in(READER).await);
    let (answer, of_other) = tokio::join!(sends_code(&server, &one, &codes[0]), sends_code(&server, &other, &codes[0]));
    let (taken, not_taken) = if answer.status() == 303 { (answer, of_other) } else { (of_other, answer) };
    assert_eq!(taken.status(), 303);
    assert_eq!(refused(not_taken).await, "This is none of your recovery codes, or it was used already.");
    server.stop().await;
}

#[tokio::test]
async fn a_recovery_code_confirms_once_without_a_script_and_nobody_tries_many() {
    let server = TestGateway::start().await;
    let administrator = administrator(&server).await;
    let (_, codes) = registered(&server, &server.sign_in(READER).await).await;
    for code in &codes {
        let written = server.written();
        let holds = |text: &str| written.windows(text.len()).any(|bytes| bytes == text.as_bytes());
        assert!(!holds(code) && !holds(&code.replace('-', "")), "a code is kept");
    }
    let half = server.sign_in(READER).await;
    let typed = codes[3].to_uppercase().replace('-', " ");
    assert_eq!(leads_to(&sends_code(&server, &half, &typed).await), (303, "/meetings"));
    assert_eq!(server.get_as(&half, "/meetings", "en").await.status(), 200);
    let other = server.sign_in(READER).await;
    let unknown = "This is none of your recovery codes, or it was used already.";
    assert_eq!(refused(sends_code(&server, &other, &codes[3]).await).await, unknown);
    is_audited(&server, &administrator, "recovery-code-unknown").await;
    let page = server.get_as(&other, "/second-factor", "en").await.text().await.unwrap();
    assert!(page.contains("You have 9 recovery codes left."), "{page}");
    // Somebody else's code is none of mine.
    assert_eq!(refused(sends_code(&server, &administrator, &codes[4]).await).await, unknown);
    let mut tries = 0;
    while sends_code(&server, &other, "0000-0000-0000-0000").await.status() != 429 {
        tries += 1;
        assert!(tries < 60, "nobody stops this");
    }
    is_audited(&server, &administrator, "too-many-requests").await;
    server.stop().await;
}

#[tokio::test]
async fn what_matters_most_asks_for_the_second_factor_again_after_a_while() {
    let server = TestGateway::start().await;
    let own = administrator(&server).await;
    let (mut device, _) = registered(&server, &own).await;
    let makes_token = async || {
        let fields = [("name", "Tabela"), ("days", "30")];
        server.send_as(&own, "/account/tokens", &fields).await.status().as_u16()
    };
    let grants = async || {
        let path = format!("/accounts/{READER}/grant-role");
        server.send_as(&own, &path, &[("role", "auditor")]).await
    };
    assert_eq!(makes_token().await, 201);
    server.world.set("2026-11-30T09:09:59Z");
    assert_eq!(grants().await.status(), 303);
    server.world.set("2026-11-30T09:10:00Z");
    assert_eq!(makes_token().await, 403);
    let answer = grants().await;
    assert_eq!(answer.status(), 403);
    let page = answer.text().await.unwrap();
    assert!(page.contains("Confirm with the second factor") && page.contains("value=\"auditor\""), "{page}");
    is_line(&server, "refused", &format!("accounts/{READER} grant-role")).await;
    let half = server.sign_in(ADMINISTRATOR).await;
    assert_eq!(server.send_as(&half, "/account/sessions/end-others", &[]).await.status(), 403);
    is_line(&server, "refused", "account/sessions end-others").await;
    assert_eq!(
        leads_to(&server.get_as(&own, "/account/passkeys", "en").await),
        (303, "/second-factor?back=/account/passkeys")
    );
    let file = server.get_as(&own, "/audit/csv", "en").await;
    assert_eq!(leads_to(&file), (303, "/second-factor?back=/audit/csv"));
    assert_eq!(server.get_as(&own, "/meetings", "en").await.status(), 200, "what matters less goes on");
    let said = device.signs(&question(&server, &own, "confirm").await);
    assert_eq!(send(&server, &own, "/second-factor", &said).await.status(), 303);
    assert_eq!(makes_token().await, 201);
    assert_eq!(grants().await.status(), 303);
    server.stop().await;
}

#[tokio::test]
async fn further_passkeys_come_and_go_and_codes_are_made_anew_while_it_is_confirmed() {
    let server = TestGateway::start().await;
    let own = server.sign_in(READER).await;
    let to_first = (303, "/second-factor?back=/account/passkeys");
    assert_eq!(leads_to(&server.get_as(&own, "/account/passkeys", "en").await), to_first);
    let (_, codes_before) = registered(&server, &own).await;
    let mut second = Device::at(&server.base);
    let named = second.registers(&question(&server, &own, "register").await, "Zyra");
    assert_eq!(leads_to(&send(&server, &own, "/account/passkeys", &named).await), (303, "/account/passkeys"));
    assert_eq!(
        refused(send(&server, &own, "/account/passkeys", &named).await).await,
        "This answer was used already. Confirm again."
    );
    let again = second.registers(&question(&server, &own, "register").await, "Zyra");
    assert_eq!(
        refused(send(&server, &own, "/account/passkeys", &again).await).await,
        "This passkey is registered already."
    );
    let nameless = second.registers(&question(&server, &own, "register").await, "");
    assert_eq!(send(&server, &own, "/account/passkeys", &nameless).await.status(), 422);
    let page = server.get_as(&own, "/account/passkeys", "en").await.text().await.unwrap();
    assert!(page.contains(">Telefoni<") && page.contains(">Zyra<"), "{page}");

    let answer = server.send_as(&own, "/account/recovery-codes", &[("once", "1")]).await;
    assert_eq!(answer.status(), 201);
    let codes_now = codes(&answer.text().await.unwrap());
    assert_eq!(codes_now.len(), 10);
    assert_eq!(server.send_as(&own, "/account/recovery-codes", &[("once", "1")]).await.status(), 303, "shown once");
    let half = server.sign_in(READER).await;
    assert_eq!(sends_code(&server, &half, &codes_before[0]).await.status(), 422);
    assert_eq!(sends_code(&server, &half, &codes_now[0]).await.status(), 303);

    let (_, of_first) = page.split_once(">Telefoni<").unwrap();
    let (_, path) = of_first.split_once("action=\"").unwrap();
    let path = &path.split('"').next().unwrap().replace("&#x2f;", "/");
    let unconfirmed = server.sign_in(READER).await;
    assert_eq!(server.send_as(&unconfirmed, path, &[]).await.status(), 403);
    assert_eq!(leads_to(&server.send_as(&own, path, &[]).await), (303, "/account/passkeys"));
    let page = server.get_as(&own, "/account/passkeys", "en").await.text().await.unwrap();
    assert!(!page.contains(">Telefoni<") && page.contains(">Zyra<"), "{page}");
    assert_eq!(
        server.get_as(&half, "/account", "en").await.status(),
        401,
        "whoever has the device may have confirmed it"
    );
    let unconfirmed = server.sign_in(READER).await;
    let said = second.signs(&question(&server, &unconfirmed, "confirm").await);
    assert_eq!(send(&server, &unconfirmed, "/second-factor", &said).await.status(), 303);
    server.stop().await;
}

#[tokio::test]
async fn an_administrator_removes_the_passkeys_of_whoever_lost_device_and_codes() {
    let server = TestGateway::start().await;
    let administrator = administrator(&server).await;
    let own = server.sign_in(READER).await;
    registered(&server, &own).await;
    let path = format!("/accounts/{READER}/remove-passkeys");
    assert_eq!(server.send_as(&own, &path, &[]).await.status(), 403, "nobody else does");
    assert_eq!(leads_to(&server.send_as(&administrator, &path, &[]).await), (303, "/accounts"));
    let anew = server.sign_in(READER).await;
    assert_eq!(server.get_as(&anew, "/meetings", "en").await.status(), 200);
    let (_, codes) = registered(&server, &anew).await;
    assert_eq!(codes.len(), 10);
    server.stop().await;
}

#[tokio::test]
async fn the_page_runs_a_script_of_this_site_and_says_so_where_there_is_none() {
    let server = TestGateway::start().await;
    let page = server.get("/second-factor?back=//evil.example", "en").await.text().await.unwrap();
    let (_, script) = page.split_once("<script src=\"/static/passkey.js?v=").unwrap();
    let version = script.split('"').next().unwrap();
    let script = server.stranger_gets(&format!("/static/passkey.js?v={version}")).await;
    assert_eq!(
        (script.status().as_u16(), script.headers()["content-type"].to_str().unwrap()),
        (200, "text/javascript; charset=utf-8")
    );
    assert!(page.contains("<noscript>") && page.contains("data-unsupported=\"This browser cannot"), "{page}");
    let (_, codes) = registered(&server, &server.sign_in(READER).await).await;
    let half = server.sign_in(READER).await;
    let outside = server
        .send_as(&half, "/second-factor", &[("way", "code"), ("code", &codes[0]), ("back", "//evil.example")])
        .await;
    assert_eq!(leads_to(&outside), (303, "/"));
    server.stop().await;
}

#[tokio::test]
async fn a_file_of_everything_wants_the_second_factor_anew() {
    let server = sample_hub().await;
    let files = ["/cases/report.csv", "/data-requests/collected/file/csv", "/dashboard/values/csv"];
    server.appoint_named("qps", "auditor", "Auditor Auditori", events::language::Language::En).await;
    let grant = AccountCommand::GrantRole { role: Role::Auditor, institution: Some("qps".parse().unwrap()) };
    server.give_as_service(Command::Account("auditor".parse().unwrap(), grant)).await;
    for (person, everything) in [(READER, true), ("auditor", true), ("arta", false)] {
        let own = server.sign_in(person).await;
        registered(&server, &own).await;
        let fresh = server.get_as(&own, "/dashboard/values/csv", "en").await;
        assert_eq!(fresh.status().is_success(), everything, "{person}");
        let now = WORLD_TIME.parse::<chrono::DateTime<chrono::Utc>>().unwrap();
        server.world.set(&(now + chrono::TimeDelta::hours(2)).to_rfc3339());
        for file in files {
            let answer = server.get_as(&own, file, "en").await;
            let asks =
                answer.headers().get("location").is_some_and(|to| to.to_str().unwrap().starts_with("/second-factor"));
            assert_eq!(asks, everything, "{person} {file} {}", answer.status());
        }
        server.world.set(WORLD_TIME);
    }
    server.stop().await;
}

#[tokio::test]
async fn whoever_gives_somebody_an_office_or_erases_shows_the_second_factor_anew() {
    let server = sample_hub().await;
    let own = server.sign_in(READER).await;
    let (mut device, _) = registered(&server, &own).await;
    let later = WORLD_TIME.parse::<chrono::DateTime<chrono::Utc>>().unwrap() + chrono::TimeDelta::hours(2);
    let chair = async || server.send_as(&own, "/subgroups/strehimi/chair", &[("chair", "arta")]).await.status();
    let coordinator =
        async || server.send_as(&own, "/cases/2017-014/coordinator", &[("person", "arta")]).await.status();
    let by_program = async || {
        let wish = serde_json::json!({ "person": "arta" });
        let chair = server.api_post_as(&own, "/api/v1/subgroups/strehimi/chair", &wish).await.status();
        (chair, server.api_post_as(&own, "/api/v1/cases/2017-014/coordinator", &wish).await.status())
    };
    let subject = ErasureSubject::Person { person: "erza".parse().unwrap() };
    let ask = ErasureCommand::Ask { subject: subject.clone(), reason: "Has left".parse().unwrap() };
    server.give_as_service(Command::Erasure(subject.erasure().unwrap(), ask)).await;
    let asks = [("person", "arta"), ("reason", "Has left")];
    let erasing = async || {
        let asked = server.send_as(&own, "/erasures", &asks).await.status();
        let confirmed = server.send_as(&own, "/erasures/person.erza/confirm", &[]).await.status();
        (asked, confirmed)
    };
    let erasing_by_program = async || {
        let wish = serde_json::json!({ "person": "arta", "reason": "Has left" });
        let nothing = serde_json::json!({});
        let asked = server.api_post_as(&own, "/api/v1/erasures", &wish).await.status();
        let confirm = "/api/v1/erasures/person.erza/confirm";
        (asked, server.api_post_as(&own, confirm, &nothing).await.status())
    };
    assert_eq!((chair().await, coordinator().await), (reqwest::StatusCode::SEE_OTHER, reqwest::StatusCode::SEE_OTHER));
    server.world.set(&later.to_rfc3339());
    let no = reqwest::StatusCode::FORBIDDEN;
    assert_eq!((chair().await, coordinator().await), (no, no));
    assert_eq!(by_program().await, (no, no));
    assert_eq!(erasing().await, (no, no));
    assert_eq!(erasing_by_program().await, (no, no));
    let page = server.get_as(&own, "/erasures", "en").await.text().await.unwrap();
    assert!(page.contains("person.erza/confirm") && !page.contains("person.arta"), "{page}");
    let said = device.signs(&question(&server, &own, "confirm").await);
    assert_eq!(send(&server, &own, "/second-factor", &said).await.status(), 303);
    let done = reqwest::StatusCode::SEE_OTHER;
    assert_eq!(erasing().await, (done, done), "after the second factor both are done");
    server.stop().await;
}
