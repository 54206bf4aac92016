//! The end of somebody's e-mails by the link that stands in each: opening it changes nothing, one press ends them, also when a
//! mail program presses.

use std::sync::Arc;

use events::Command;
use events::authority::Principal;
use events::email_address::EmailAddress;
use events::ids::{ChatId, PersonId};
use events::institution::{InstitutionCommand, InvitationHash};
use events::language::Language;
use events::preferences::Channels;
use events::sealed::{Nonce, PersonKey, Sealed};
use links::{ActionLink, LinkedAction, LinkedStep, UnsubscribeLink};
use readmodels::ReadPort;

use crate::support::{StandingClock, TestGateway, link_key};

fn link_of(person: &str) -> String {
    format!("/mail/stop/{}", link_key().sign(&UnsubscribeLink { person: person.parse().unwrap() }))
}

/// The gateway with Arta of `ms`, who is told by e-mail.
async fn with_reader(language: Language) -> TestGateway {
    let server = TestGateway::start_on(Arc::new(StandingClock::at("2017-07-03T06:00:00Z"))).await;
    server.appoint("ms", "arta", language).await;
    wants_both(&server).await;
    server
}

/// Arta gives an address and wants to be told by both channels.
async fn wants_both(server: &TestGateway) {
    let person: PersonId = "arta".parse().unwrap();
    let key = server.keys.ensure(&person, PersonKey([3; 32])).unwrap();
    let address: EmailAddress = "arta@ms.example.org".parse().unwrap();
    let address = Sealed::seal(person.clone(), &key, Nonce([8; 24]), &address).unwrap();
    of_ms(server, InstitutionCommand::SetEmailAddress { person: person.clone(), address }).await;
    choose(server, Channels::Both).await;
}

async fn of_ms(server: &TestGateway, command: InstitutionCommand) {
    server.give_anew(Principal::secretariat(), Command::Institution("ms".parse().unwrap(), command)).await;
}

async fn choose(server: &TestGateway, channels: Channels) {
    of_ms(server, InstitutionCommand::ChooseChannels { person: "arta".parse().unwrap(), channels }).await;
}

async fn channels(server: &TestGateway) -> Channels {
    server.read_models.person(&"arta".parse().unwrap()).await.unwrap().unwrap().channels
}

/// Whether there is an address to write to: without one, whoever no chat reaches would be written to all the same.
async fn is_written_to(server: &TestGateway) -> bool {
    server.read_models.person(&"arta".parse().unwrap()).await.unwrap().unwrap().email.is_some()
}

#[tokio::test]
async fn opening_the_link_changes_nothing_and_its_button_ends_the_messages() {
    let server = with_reader(Language::Sr).await;
    let link = link_of("arta");
    for _ in 0..3 {
        let answer = server.stranger_gets(&link).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let page = answer.text().await.unwrap();
        assert!(page.contains("lang=\"sr-Latn\"") && page.contains("Bez poruka e-poštom"), "{page}");
        assert!(page.contains("Nijedan razgovor nije povezan s Vama"), "{page}");
        assert!(page.contains(&format!("<form method=\"post\" action=\"{link}\">")), "{page}");
    }
    let head = reqwest::Client::new().head(format!("{}{link}", server.base)).send().await.unwrap();
    assert_eq!(head.status(), 200);
    assert_eq!(channels(&server).await, Channels::Both);

    let answer = server.stranger_sends(&link, &[]).await;
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.unwrap().contains("Više nećete dobijati poruke e-poštom."));
    assert_eq!((channels(&server).await, is_written_to(&server).await), (Channels::Telegram, false));
    for answer in [server.stranger_gets(&link).await, server.stranger_sends(&link, &[]).await] {
        assert_eq!(answer.status(), 200);
        let page = answer.text().await.unwrap();
        assert!(page.contains("Više nećete") && !page.contains("action=\"/mail/stop/"), "{page}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_mail_program_ends_them_with_one_click_and_the_link_serves_again_after_a_change_of_mind() {
    let server = with_reader(Language::En).await;
    let client = reqwest::Client::new();
    let address = format!("{}{}", server.base, link_of("arta"));
    // As RFC 8058 has it: no cookie, no origin, either encoding of a form.
    let plain = client.post(&address).form(&[("List-Unsubscribe", "One-Click")]);
    let boundary = "multipart/form-data; boundary=x";
    let body = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
    let parts = client.post(&address).header("content-type", boundary).body(body);
    // From the page of a mail provider: the link is the right, nothing else gives more.
    let foreign = client.post(&address).header("origin", "https://mail.example").header("sec-fetch-site", "cross-site");
    for request in [plain, parts, foreign] {
        assert_eq!((channels(&server).await, is_written_to(&server).await), (Channels::Both, true));
        assert_eq!(request.send().await.unwrap().status(), 200);
        assert_eq!((channels(&server).await, is_written_to(&server).await), (Channels::Telegram, false));
        wants_both(&server).await;
    }
    server.stop().await;
}

#[tokio::test]
async fn a_link_that_was_not_made_here_or_is_for_nobody_in_post_does_nothing() {
    let server = with_reader(Language::En).await;
    let of_task = ActionLink {
        person: "arta".parse().unwrap(),
        step: LinkedStep::Task { item: "raporti".parse().unwrap(), action: LinkedAction::Complete },
        until: "2017-07-10T06:00:00Z".parse().unwrap(),
    };
    let other_kind = format!("/mail/stop/{}", link_key().sign(&of_task));
    let changed = link_of("arta").replacen("/mail/stop/Y", "/mail/stop/Z", 1);
    assert_ne!(changed, link_of("arta"));
    for (link, status, words) in [
        ("/mail/stop/x", 403, "nuk është e vlefshme"),
        (other_kind.as_str(), 403, "nuk është e vlefshme"),
        (changed.as_str(), 403, "nuk është e vlefshme"),
        (&link_of("besim"), 410, "nuk e ka më këtë funksion"),
    ] {
        for answer in [server.stranger_gets(link).await, server.stranger_sends(link, &[]).await] {
            assert_eq!(answer.status(), status, "{link}");
            let page = answer.text().await.unwrap();
            assert!(page.contains(words), "{link}: {page}");
        }
    }
    assert_eq!(channels(&server).await, Channels::Both);
    // Nor does a link of this kind take a step.
    let step = link_of("arta").replacen("/mail/stop/", "/links/", 1);
    assert_eq!(server.stranger_sends(&step, &[]).await.status(), 403);
    server.stop().await;
}

#[tokio::test]
async fn whom_a_chat_reaches_is_told_that_it_stays() {
    let server = with_reader(Language::En).await;
    let person: PersonId = "arta".parse().unwrap();
    let key = server.keys.ensure(&person, PersonKey([3; 32])).unwrap();
    let chat = Sealed::seal(person.clone(), &key, Nonce([9; 24]), &ChatId(7)).unwrap();
    let invitation = InvitationHash::of_token("arta/7");
    let expires_at = "2017-07-04T06:00:00Z".parse().unwrap();
    of_ms(&server, InstitutionCommand::IssueInvitation { person, invitation: invitation.clone(), expires_at }).await;
    let link_chat = Command::Institution("ms".parse().unwrap(), InstitutionCommand::LinkChat { invitation, chat });
    server.give_anew(Principal::service("test".parse().unwrap()), link_chat).await;
    let link = link_of("arta");
    let page = server.stranger_gets(&link).await.text().await.unwrap();
    assert!(page.contains("told everything in the chat only"), "{page}");
    let page = server.stranger_sends(&link, &[]).await.text().await.unwrap();
    assert!(page.contains("You are told everything in the chat"), "{page}");
    server.stop().await;
}
