//! Signing in at a provider of OpenID Connect that nobody here wrote: by a verified address, by what was linked, and by nothing
//! else; and what becomes of every answer that is late, used, forged or somebody else's.
#![expect(clippy::disallowed_methods, reason = "the provider is a process of its own, and its clock is the machine's")]

#[path = "open_id/browser.rs"]
mod browser;
#[path = "open_id/lies.rs"]
mod lies;
#[path = "open_id/provider.rs"]
mod provider;

use std::sync::Arc;
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use coordination::SystemClock;
use events::Command;
use events::account::{AccountCommand, Role};
use events::language::Language;
use gateway::{GatewayConfig, OpenIdProvider};
use serde_json::{Value, json};

use self::browser::Browser;
use self::provider::Provider;
use crate::support::{PATIENCE, READER, SECRETARIAT, TestGateway};

/// A gateway with these providers, two focal points, and somebody who reads the trail.
async fn hub(providers: Vec<OpenIdProvider>) -> TestGateway {
    configured(|config| GatewayConfig { providers: providers.clone(), ..config }).await
}

async fn configured(further: impl Fn(GatewayConfig) -> GatewayConfig) -> TestGateway {
    let configured = |config| further(GatewayConfig { behind_proxy: true, ..config });
    let server = TestGateway::start_configured(Arc::new(SystemClock), configured).await;
    set_world(&server, TimeDelta::zero());
    server.appoint("ms", "arta", Language::En).await;
    server.appoint("mpms", "besa", Language::Sq).await;
    let audits = AccountCommand::GrantRole { role: Role::Auditor, institution: Some(SECRETARIAT.parse().unwrap()) };
    server.give_as_service(Command::Account(READER.parse().unwrap(), audits)).await;
    server
}

/// Sets the world's clock of a gateway beside the provider's.
fn set_world(server: &TestGateway, ahead: TimeDelta) {
    server.world.set(&(Utc::now() + ahead).to_rfc3339());
}

/// Whether the trail says that somebody could not sign in, and why.
async fn is_in_trail(server: &TestGateway, code: &str) -> bool {
    let auditor = server.sign_in(READER).await;
    let told = async {
        let path = format!("/audit?act=sign-in-failed&object={code}");
        while !server.get_as(&auditor, &path, "en").await.text().await.unwrap().contains(&format!(">{code}<")) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, told).await.is_ok()
}

/// A gateway with an honest provider: with a secret and by address, and without either.
async fn honest() -> (TestGateway, Provider) {
    let provider = Provider::honest().await;
    let server = hub(vec![provider.trusted(), provider.public()]).await;
    provider.serves(&server).await;
    server.give_address("ms", "arta").await;
    (server, provider)
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_a_verified_address_is_signed_in_and_linked_by_more_than_it() {
    let (server, provider) = honest().await;
    provider.coming("1001", "arta@example.org").await;
    let browser = Browser::new(&server);
    let sign_in = browser.get("/sign-in?back=%2Fmeetings").await;
    assert!(sign_in.text.contains("action=\"/sign-in/with/qeveria\""), "{}", sign_in.text);
    let out = browser.send("/sign-in/with/qeveria", &[("back", "/meetings")]).await;
    let attempt = out.cookie("focalpoint-sign-in").unwrap();
    assert!(attempt.contains("SameSite=Lax") && attempt.contains("HttpOnly"), "{attempt}");
    let (query, here) = (out.next(), browser.at_provider(&out.next()).await);
    assert!(query.contains("code_challenge_method=S256") && query.contains("nonce="), "{query}");
    let page = browser.get(&here).await;
    assert_eq!((page.status, page.next()), (200, "/meetings".to_owned()), "{}", page.text);
    assert!(page.cookie("focalpoint-session").unwrap().contains("SameSite=Strict"));
    assert!(page.cookie("focalpoint-sign-in").unwrap().contains("Max-Age=0"), "the attempt is over");
    assert!(browser.get("/account").await.text.contains("through the institution"));
    // The address is another's now; who they are there is not.
    provider.coming("1001", "somebody.else@example.org").await;
    assert_eq!(Browser::new(&server).sign_in("qeveria").await.status, 200);
    // Whoever has been given the address is not them.
    provider.coming("1002", "arta@example.org").await;
    let page = Browser::new(&server).sign_in("qeveria").await;
    assert_eq!(page.status, 409, "{}", page.text);
    assert!(is_in_trail(&server, "identity-already-linked").await);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_not_verified_not_of_one_person_or_not_in_post_signs_nobody_in() {
    let (server, provider) = honest().await;
    let refused = async |claims: Value, code: &str| {
        provider.coming_with("2001", &claims).await;
        let page = Browser::new(&server).sign_in("qeveria").await;
        assert_eq!(page.status, 403, "{code}: {}", page.text);
        assert!(page.text.contains("one-time link"), "{}", page.text);
        assert!(is_in_trail(&server, code).await, "{code}");
    };
    refused(json!({ "email": "arta@example.org", "email_verified": false }), "address-unverified").await;
    refused(json!({ "email": "nobody@example.org", "email_verified": true }), "nobody-known").await;
    refused(json!({ "name": "Arta Krasniqi", "preferred_username": "arta" }), "nobody-known").await;
    server.give_address_of("mpms", "besa", "arta@example.org").await;
    refused(json!({ "email": "arta@example.org", "email_verified": true }), "several-known").await;
    // Once only one of them is in post, it is that one.
    server.hand_over("mpms", "blerta").await;
    provider.coming("2001", "arta@example.org").await;
    assert_eq!(Browser::new(&server).sign_in("qeveria").await.status, 200);
    // And whoever is linked is nobody once they have left.
    server.hand_over("ms", "dea").await;
    assert_eq!(Browser::new(&server).sign_in("qeveria").await.status, 403);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_addresses_say_nothing_one_links_oneself_and_takes_it_back() {
    let (server, provider) = honest().await;
    provider.coming("3001", "arta@example.org").await;
    assert_eq!(Browser::new(&server).sign_in("universiteti").await.status, 403, "an address alone says nothing here");
    let browser = Browser::new(&server);
    browser.sign_in_by_link("arta").await;
    let page = browser.link("universiteti").await;
    assert_eq!((page.status, page.next()), (200, "/account".to_owned()), "{}", page.text);
    assert!(page.cookie("focalpoint-session").is_none(), "to link is not to sign in");
    assert!(browser.get("/account").await.text.contains("/account/identities/universiteti/unlink"));
    let other = Browser::new(&server);
    assert_eq!(other.sign_in("universiteti").await.status, 200);
    // Whoever is linked with one person is nobody else.
    let another = Browser::new(&server);
    another.sign_in_by_link("besa").await;
    assert_eq!(another.link("universiteti").await.status, 409);
    assert!(is_in_trail(&server, "identity-of-another").await);
    assert_eq!(browser.send("/account/identities/universiteti/unlink", &[]).await.status, 303);
    assert_eq!(Browser::new(&server).sign_in("universiteti").await.status, 403);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_linked_after_the_session_in_which_it_began() {
    let (server, provider) = honest().await;
    provider.coming("3002", "arta@example.org").await;
    let browser = Browser::new(&server);
    browser.sign_in_by_link("arta").await;
    let page = browser.send("/account/identities/universiteti/link", &[]).await;
    let answer = browser.at_provider(&page.next()).await;
    browser.send("/sign-out", &[]).await;
    assert_eq!(browser.get(&answer).await.status, 401);
    assert!(is_in_trail(&server, "session-over").await);
    assert_eq!(Browser::new(&server).sign_in("universiteti").await.status, 403);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_the_provider_has_changed_are_asked_for_again() {
    let (server, provider) = honest().await;
    provider.coming("4001", "arta@example.org").await;
    assert_eq!(Browser::new(&server).sign_in("qeveria").await.status, 200);
    provider.tell("rotate", &json!(null)).await;
    let page = Browser::new(&server).sign_in("qeveria").await;
    assert_eq!(page.status, 200, "{}", page.text);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_declines_at_the_provider_is_told_so() {
    let (server, provider) = honest().await;
    provider.tell("coming", &json!({ "id": null })).await;
    let page = Browser::new(&server).sign_in("qeveria").await;
    assert_eq!(page.status, 400);
    assert!(page.text.contains("Nobody was signed in there"), "{}", page.text);
    assert!(is_in_trail(&server, "provider-declined").await);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_serves_once_in_its_own_browser_and_for_ten_minutes() {
    let (server, provider) = honest().await;
    provider.coming("5001", "arta@example.org").await;
    let browser = Browser::new(&server);
    let answer = browser.answer_of("qeveria").await;
    let attempt = browser.cookie("focalpoint-sign-in").unwrap();
    // Somebody else has the address of the answer.
    let other = Browser::new(&server);
    assert_eq!(other.get(&answer).await.status, 400);
    assert!(is_in_trail(&server, "no-attempt").await);
    // A victim is led to the attacker's answer while an attempt of their own is open.
    other.answer_of("qeveria").await;
    assert_eq!(other.get(&answer).await.status, 400);
    assert!(is_in_trail(&server, "wrong-state").await);
    other.plant("focalpoint-sign-in", &format!("{attempt}x"));
    assert_eq!(other.get(&answer).await.status, 400);
    other.plant("focalpoint-sign-in", "made.up");
    assert_eq!(other.get(&answer).await.status, 400);
    assert!(is_in_trail(&server, "attempt-forged").await);
    set_world(&server, TimeDelta::minutes(11));
    assert_eq!(browser.get(&answer).await.status, 410);
    assert!(is_in_trail(&server, "attempt-over").await);
    set_world(&server, TimeDelta::zero());
    assert_eq!(browser.get(&answer).await.status, 200);
    // Used, and used again with all that the browser had.
    browser.plant("focalpoint-sign-in", &attempt);
    let page = browser.get(&answer).await;
    assert_eq!(page.status, 400, "{}", page.text);
    assert!(is_in_trail(&server, "code-refused").await);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_an_attacker_knows_is_not_the_one_that_opens() {
    let (server, provider) = honest().await;
    provider.coming("6001", "arta@example.org").await;
    let browser = Browser::new(&server);
    browser.plant("focalpoint-session", &"a".repeat(64));
    assert_eq!(browser.sign_in("qeveria").await.status, 200);
    assert_ne!(browser.cookie("focalpoint-session").unwrap(), "a".repeat(64));
    let attacker = Browser::new(&server);
    attacker.plant("focalpoint-session", &"a".repeat(64));
    assert!(browser.is_signed_in().await && !attacker.is_signed_in().await);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_goes_on_to_pages_of_this_site_only_and_begins_on_them_only() {
    let (server, provider) = honest().await;
    provider.coming("7001", "arta@example.org").await;
    for elsewhere in ["https://example.net/", "//example.net", "/\\example.net", "javascript:alert(1)"] {
        let browser = Browser::new(&server);
        let out = browser.send("/sign-in/with/qeveria", &[("back", elsewhere)]).await;
        let page = browser.get(&browser.at_provider(&out.next()).await).await;
        assert_eq!(page.next(), "/", "{elsewhere}");
    }
    let foreign = server.send_form_from("https://example.net", "/sign-in/with/qeveria", &[]).await;
    assert_eq!(foreign.status(), 403);
    // To look spends nothing and goes nowhere.
    assert_eq!(Browser::new(&server).get("/sign-in/with/qeveria").await.status, 405);
    assert_eq!(Browser::new(&server).send("/sign-in/with/nobody", &[]).await.status, 404);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_out_here_is_signed_out_there_too() {
    let (server, provider) = honest().await;
    provider.coming("8001", "arta@example.org").await;
    let browser = Browser::new(&server);
    browser.sign_in("qeveria").await;
    let session = browser.cookie("focalpoint-session").unwrap();
    let page = browser.send("/sign-out", &[]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let exit = page.next();
    assert!(exit.starts_with(&format!("{}/session/end?", provider.issuer)), "{exit}");
    let there = reqwest::get(&exit).await.unwrap();
    assert_eq!(there.status(), 200, "the provider knows this site and the page to come back to");
    browser.plant("focalpoint-session", &session);
    assert!(!browser.is_signed_in().await, "the session is over whoever has its cookie");
    // Another way in leads nowhere else.
    let other = Browser::new(&server);
    other.sign_in_by_link("arta").await;
    assert_eq!(other.send("/sign-out", &[]).await.status, 303);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clocks_may_be_two_minutes_apart_and_no_more() {
    let (server, provider) = honest().await;
    provider.coming("9001", "arta@example.org").await;
    for (ahead, status) in [(-90, 200), (90, 200), (-300, 403), (3600 + 300, 403)] {
        set_world(&server, TimeDelta::seconds(ahead));
        let page = Browser::new(&server).sign_in("qeveria").await;
        assert_eq!(page.status, status, "{ahead} seconds: {}", page.text);
    }
    set_world(&server, TimeDelta::zero());
    assert!(is_in_trail(&server, "wrong-time").await);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_away_is_said_in_everybodys_language_and_links_still_sign_in() {
    let (server, mut provider) = honest().await;
    provider.goes_away().await;
    for (language, words) in
        [("en", "does not answer"), ("sq", "nuk përgjigjet"), ("sr", "ne odgovara"), ("sr-Cyrl", "не одговара")]
    {
        let browser = Browser::new(&server).reading(language);
        let page = browser.send("/sign-in/with/qeveria", &[]).await;
        assert_eq!(page.status, 503);
        assert!(page.text.contains(words), "{}", page.text);
    }
    assert!(is_in_trail(&server, "provider-away").await);
    let browser = Browser::new(&server);
    browser.sign_in_by_link("arta").await;
    assert!(browser.is_signed_in().await);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signed_in_there_signs_out_here_also_while_the_provider_is_away() {
    let provider = Provider::honest().await;
    let providers = vec![provider.trusted()];
    let server = hub(providers).await;
    provider.serves(&server).await;
    server.give_address("ms", "arta").await;
    provider.coming("8101", "arta@example.org").await;
    let browser = Browser::new(&server);
    browser.sign_in("qeveria").await;
    assert!(browser.is_signed_in().await);
    drop(provider);
    let page = browser.send("/sign-out", &[]).await;
    assert!(page.status == 200 || page.status == 303, "{}", page.status);
    assert!(!browser.is_signed_in().await);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn under_https_cookies_are_of_this_host_and_no_others_count() {
    let provider = Provider::honest().await;
    let providers = vec![provider.trusted()];
    let https = "https://hub.example.org".to_owned();
    let server =
        configured(|config| GatewayConfig { public_url: https.clone(), providers: providers.clone(), ..config });
    let server = server.await;
    provider.tell("site", &json!(https)).await;
    server.give_address("ms", "arta").await;
    provider.coming("9101", "arta@example.org").await;
    let browser = Browser::new(&server);
    let out = browser.send("/sign-in/with/qeveria", &[]).await;
    let attempt = out.cookie("__Host-focalpoint-sign-in").unwrap();
    assert!(attempt.contains("; Secure") && attempt.contains("Path=/;") && !attempt.contains("Domain"), "{attempt}");
    let answer = browser.at_provider(&out.next()).await;
    // A neighbour under the same domain can set a cookie of the plain name only.
    let other = Browser::new(&server);
    other.plant("focalpoint-sign-in", &browser.cookie("__Host-focalpoint-sign-in").unwrap());
    assert_eq!(other.get(&answer).await.status, 400);
    let page = browser.get(&answer).await;
    let session = page.cookie("__Host-focalpoint-session").unwrap();
    assert!(session.contains("; Secure") && session.contains("SameSite=Strict"), "{session}");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn any_gateway_of_the_deployment_takes_the_answer() {
    let provider = Provider::honest().await;
    let providers = vec![provider.trusted()];
    let one = hub(providers.clone()).await;
    provider.serves(&one).await;
    let public_url = one.base.clone();
    let two =
        configured(|config| GatewayConfig { public_url: public_url.clone(), providers: providers.clone(), ..config });
    let two = two.await;
    two.give_address("ms", "arta").await;
    provider.coming("9201", "arta@example.org").await;
    let (begins, goes_on) = (Browser::new(&one), Browser::new(&two));
    let answer = begins.answer_of("qeveria").await;
    goes_on.plant("focalpoint-sign-in", &begins.cookie("focalpoint-sign-in").unwrap());
    let page = goes_on.get(&answer).await;
    assert_eq!(page.status, 200, "{}", page.text);
    one.stop().await;
    two.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_tries_too_often_waits() {
    let (server, _provider) = honest().await;
    let browser = Browser::new(&server);
    let mut last = 0;
    for _ in 0..150 {
        last = browser.get("/sign-in/back?code=1&state=2").await.status;
        if last == 429 {
            break;
        }
    }
    assert_eq!(last, 429);
    assert!(is_in_trail(&server, "too-many-requests").await);
    server.stop().await;
}
