//! A provider that lies: what an honest one never says opens nothing, says why in the trail, and is told in words.

use serde_json::json;

use super::browser::Browser;
use super::provider::Provider;
use super::{hub, is_in_trail};
use crate::support::TestGateway;

async fn lied_to() -> (TestGateway, Provider) {
    let liar = Provider::lying().await;
    let server = hub(vec![liar.trusted()]).await;
    server.give_address("ms", "arta").await;
    (server, liar)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_provider_cannot_vouch_for_opens_nothing() {
    let (server, liar) = lied_to().await;
    for (lie, code) in [
        ("wrong-nonce", "wrong-nonce"),
        ("no-nonce", "wrong-nonce"),
        ("wrong-audience", "wrong-audience"),
        ("another-audience-too", "wrong-audience"),
        ("wrong-issuer", "wrong-issuer"),
        ("expired", "wrong-time"),
        ("from-the-future", "wrong-time"),
        ("foreign-key", "wrong-signature"),
        ("unknown-key", "wrong-signature"),
        ("unsigned", "wrong-signature"),
        ("signed-with-the-secret", "wrong-signature"),
        ("wrong-state", "wrong-state"),
        ("another-sender", "wrong-sender"),
        ("refusing", "provider-refused"),
        ("overworked", "provider-away"),
        ("no-code", "answer-unreadable"),
        ("no-json", "answer-unreadable"),
        ("no-identity", "answer-unreadable"),
        ("address-unverified", "address-unverified"),
        ("address-says-nothing", "address-unverified"),
        ("address-looks-alike", "address-unverified"),
        ("address-is-a-list", "address-unverified"),
        ("address-with-more", "nobody-known"),
        ("address-of-a-domain-that-looks-alike", "nobody-known"),
        ("name-alone", "nobody-known"),
        ("another-answers-for-them", "answer-unreadable"),
    ] {
        liar.lies(lie).await;
        let browser = Browser::new(&server);
        let page = browser.sign_in("qeveria").await;
        assert!(page.status >= 400, "{lie}: {} {}", page.status, page.text);
        assert!(page.cookie("focalpoint-session").is_none(), "{lie}");
        assert!(!browser.is_signed_in().await, "{lie}");
        assert!(!page.text.contains("page-failure"), "{lie}: {}", page.text);
        assert!(is_in_trail(&server, code).await, "{lie} is not in the trail as {code}");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_before_is_none_to_a_new_question() {
    let (server, liar) = lied_to().await;
    assert_eq!(Browser::new(&server).sign_in("qeveria").await.status, 200);
    liar.lies("the-one-before").await;
    assert_eq!(Browser::new(&server).sign_in("qeveria").await.status, 403);
    assert!(is_in_trail(&server, "wrong-nonce").await);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clocks_that_are_a_minute_apart_and_an_address_in_capitals_are_no_lie() {
    let (server, liar) = lied_to().await;
    for truth in ["none", "just-expired", "from-the-near-future", "address-in-capitals"] {
        liar.lies(truth).await;
        let page = Browser::new(&server).sign_in("qeveria").await;
        assert_eq!(page.status, 200, "{truth}: {}", page.text);
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_describes_itself_wrongly_is_gone_to_by_nobody() {
    for (lie, code, status) in [
        ("another-issuer", "provider-misdescribed", 403),
        ("token-endpoint-elsewhere", "provider-misdescribed", 403),
        ("entrance-is-a-script", "provider-misdescribed", 403),
        ("described-elsewhere", "provider-misdescribed", 403),
        ("endless", "answer-unreadable", 403),
        ("failing", "provider-away", 503),
        ("silent", "provider-away", 503),
    ] {
        let (server, liar) = lied_to().await;
        liar.lies(lie).await;
        let browser = Browser::new(&server);
        let page = browser.send("/sign-in/with/qeveria", &[]).await;
        assert_eq!(page.status, status, "{lie}: {}", page.text);
        assert!(page.cookies.is_empty(), "{lie}");
        assert!(is_in_trail(&server, code).await, "{lie}");
        liar.tell("lie", &json!("none")).await;
        assert_eq!(browser.sign_in("qeveria").await.status, 200, "it is asked again after {lie}");
        server.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_given_twice_at_the_same_moment_opens_one_session() {
    // This provider gives the same for one code as often as it is asked, so only this site can see that it was spent.
    let (server, _liar) = lied_to().await;
    let browser = Browser::new(&server);
    let answer = browser.answer_of("qeveria").await;
    let attempt = browser.cookie("focalpoint-sign-in").unwrap();
    let others: Vec<Browser> = (0..4).map(|_| Browser::new(&server)).collect();
    for other in &others {
        other.plant("focalpoint-sign-in", &attempt);
    }
    let pages = futures::future::join_all(others.iter().map(|other| other.get(&answer))).await;
    let opened = pages.iter().filter(|page| page.status == 200).count();
    assert_eq!(opened, 1, "{:?}", pages.iter().map(|page| page.status).collect::<Vec<_>>());
    assert!(is_in_trail(&server, "sign-in-answer-replayed").await);
    server.stop().await;
}
