//! How somebody in post is told things, set on the institution's page: the address, the channels, how often, and who may not.

use std::sync::Arc;

use events::Event;
use events::language::Language;
use events::preferences::{Channels, DigestFrequency};
use readmodels::ReadPort;
use readmodels::views::PersonView;
use store::EventStore;

use crate::support::{StandingClock, TestGateway};

const SET: &str = "/institutions/ms/people/arta/set-email-address";
const REMOVE: &str = "/institutions/ms/people/arta/remove-email-address";
const CHOOSE: &str = "/institutions/ms/people/arta/choose-channels";
const ADDRESS: &str = "Arta.K@MS.example.org";

/// The gateway with Arta of `ms`, who has no chat.
async fn with_arta(by_email: bool) -> TestGateway {
    let clock = Arc::new(StandingClock::at("2017-07-03T06:00:00Z"));
    let server = if by_email { TestGateway::start_with_email(clock).await } else { TestGateway::start_on(clock).await };
    server.seals();
    server.appoint("ms", "arta", Language::Sr).await;
    server
}

async fn arta(server: &TestGateway) -> PersonView {
    server.read_models.person(&"arta".parse().unwrap()).await.unwrap().unwrap()
}

async fn address(server: &TestGateway) -> Option<String> {
    arta(server).await.email.map(|address| address.to_string())
}

async fn chosen(server: &TestGateway) -> (Channels, DigestFrequency) {
    let arta = arta(server).await;
    (arta.channels, arta.frequency)
}

/// Sends a form that is taken: one comes back to the person's row.
async fn taken(server: &TestGateway, path: &str, fields: &[(&str, &str)]) {
    let answer = server.send_form(path, fields).await;
    assert_eq!(answer.status(), 303, "{}", answer.text().await.unwrap());
    assert_eq!(answer.headers()["location"], "/institutions/ms#person-arta");
}

/// How the page says that nothing reaches Arta.
const NOWHERE: &str = "<strong class=\"late\">nothing reaches this person</strong>";

/// What the page says of Arta.
async fn row(server: &TestGateway) -> String {
    let page = server.page("/institutions/ms", "en").await;
    let (_, row) = page.split_once("<tr id=\"person-arta\"").unwrap();
    row.split("</tr>").next().unwrap().to_owned()
}

#[tokio::test]
async fn whoever_has_no_chat_is_given_an_address_sealed_and_is_reached_by_it() {
    let server = with_arta(true).await;
    assert!(row(&server).await.contains(NOWHERE));
    taken(&server, SET, &[("once", "a"), ("email", " Arta.K@MS.example.org ")]).await;
    assert_eq!(address(&server).await.as_deref(), Some("Arta.K@ms.example.org"));
    let shown = row(&server).await;
    assert!(shown.contains("E-mail<br><small class=\"address\">Arta.K@ms.example.org</small>"), "{shown}");
    assert!(!shown.contains(NOWHERE), "{shown}");
    let written = server.written();
    let holds = |words: &str| written.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(!holds("Arta.K@") && holds("arta"), "the address is written nowhere in clear");
    // The list and the API have no use for it.
    for elsewhere in ["/institutions", "/api/v1/institutions"] {
        let shown = server.page(elsewhere, "en").await;
        assert!(shown.contains("Arta Krasniqi") && !shown.contains("Arta.K@"), "{elsewhere}: {shown}");
    }
    server.stop().await;
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_at_its_field_and_kept_there() {
    let server = with_arta(true).await;
    let before = server.store.end().await.unwrap();
    for (language, typed, says) in [
        ("en", "arta at ms.example.org", "This is not an e-mail address"),
        ("sq", "Arta <arta@ms.example.org>", "Kjo nuk është adresë elektronike"),
        ("sr", "arta@ms", "Ovo nije adresa e-pošte"),
        ("en", "", "Fill in this field"),
    ] {
        let answer = server.send_form_in(language, SET, &[("once", typed), ("email", typed)]).await;
        assert_eq!(answer.status(), 422);
        let page = answer.text().await.unwrap();
        let (_, at_field) = page.split_once("id=\"wrong-set-email-address-arta-email\"").unwrap();
        assert!(at_field.split("</p>").next().unwrap().contains(says), "{at_field}");
        let kept = typed.replace('<', "&lt;").replace('>', "&gt;");
        assert!(page.contains(&format!("name=\"email\" value=\"{kept}\"")), "{page}");
        assert!(page.contains("<details id=\"told-arta\" open>"), "the form is open: {page}");
    }
    assert_eq!(server.store.end().await.unwrap(), before);
    server.stop().await;
}

#[tokio::test]
async fn a_second_press_is_one_address_and_the_same_one_given_anew_is_recorded_again() {
    let server = with_arta(true).await;
    taken(&server, SET, &[("once", "a"), ("email", ADDRESS)]).await;
    let once = server.store.end().await.unwrap();
    taken(&server, SET, &[("once", "a"), ("email", ADDRESS)]).await;
    assert_eq!(server.store.end().await.unwrap(), once);
    // It may have returned messages: whoever gives it again says that it takes them.
    taken(&server, SET, &[("once", "b"), ("email", ADDRESS)]).await;
    assert_eq!(server.store.end().await.unwrap().0, once.0 + 1);
    server.stop().await;
}

#[tokio::test]
async fn removing_the_address_ends_the_choice_of_e_mail_as_well() {
    let server = with_arta(true).await;
    taken(&server, SET, &[("once", "a"), ("email", ADDRESS)]).await;
    taken(&server, CHOOSE, &[("once", "a"), ("channels", "both"), ("frequency", "weekly")]).await;
    assert_eq!(chosen(&server).await, (Channels::Both, DigestFrequency::Weekly));
    let shown = row(&server).await;
    assert!(shown.contains("morning message once a week"), "{shown}");
    assert!(shown.contains("No chat is linked: without the address nothing reaches this person."), "{shown}");
    for _ in 0..2 {
        taken(&server, REMOVE, &[("once", "a")]).await;
        assert_eq!(address(&server).await, None);
        assert_eq!(chosen(&server).await, (Channels::Telegram, DigestFrequency::Weekly));
    }
    let shown = row(&server).await;
    assert!(shown.contains(NOWHERE) && !shown.contains("remove-email-address\""), "{shown}");
    server.stop().await;
}

#[tokio::test]
async fn e_mail_is_chosen_only_where_there_is_an_address() {
    let server = with_arta(true).await;
    let before = server.store.end().await.unwrap();
    for (fields, says) in [
        ([("channels", "email"), ("frequency", "weekly")], "There is no e-mail address yet"),
        ([("channels", "pigeon"), ("frequency", "weekly")], "Choose from the list"),
        ([("channels", "telegram"), ("frequency", "never")], "Choose from the list"),
    ] {
        let answer = server.send_form(CHOOSE, &fields).await;
        assert_eq!(answer.status(), 422);
        let page = answer.text().await.unwrap();
        assert!(page.contains(says), "{page}");
    }
    assert_eq!(server.store.end().await.unwrap(), before);
    server.stop().await;
}

#[tokio::test]
async fn where_no_e_mail_leaves_the_address_is_kept_and_the_channel_is_not_offered() {
    let server = with_arta(false).await;
    taken(&server, SET, &[("once", "a"), ("email", ADDRESS)]).await;
    assert!(address(&server).await.is_some());
    let shown = row(&server).await;
    assert!(shown.contains("E-mail is not set up here") && !shown.contains("name=\"channels\""), "{shown}");
    assert!(shown.contains(NOWHERE), "{shown}");
    taken(&server, CHOOSE, &[("once", "a"), ("channels", "email"), ("frequency", "weekly")]).await;
    assert_eq!(chosen(&server).await, (Channels::Telegram, DigestFrequency::Weekly));
    server.stop().await;
}

#[tokio::test]
async fn only_who_is_signed_in_sets_it_from_this_site_and_only_for_people_in_post_there() {
    let server = with_arta(true).await;
    taken(&server, SET, &[("once", "a"), ("email", ADDRESS)]).await;
    let before = server.store.end().await.unwrap();
    let fields = [("once", "b"), ("email", "other@example.org"), ("channels", "email"), ("frequency", "weekly")];
    for path in [SET, REMOVE, CHOOSE] {
        assert_eq!(server.stranger_sends(path, &fields).await.status(), 401, "{path}");
        let foreign = server.send_form_from("https://elsewhere.example", path, &fields).await;
        assert_eq!(foreign.status(), 403, "{path}");
        for elsewhere in ["/institutions/mpms/people/arta/", "/institutions/ms/people/besa/"] {
            let path = path.replace("/institutions/ms/people/arta/", elsewhere);
            assert_eq!(server.send_form(&path, &fields).await.status(), 404, "{path}");
        }
    }
    assert_eq!(server.send_form("/institutions/ms/people/arta/forget", &fields).await.status(), 404);
    assert_eq!(server.stranger_gets("/institutions/ms").await.status(), 401);
    // Of the refusals there are lines in the trail, and nothing else.
    let since = server.store.read_all(before, 100).await.unwrap();
    let events = since.into_iter().map(|stored| stored.decode().unwrap().event);
    let others: Vec<Event> = events.filter(|event| !matches!(event, Event::AuditTrail(..))).collect();
    assert_eq!(others, vec![]);
    server.stop().await;
}
