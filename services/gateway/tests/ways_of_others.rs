//! Ways in that somebody else set up: an address or a chat of a colleague's. Whoever did could come in by it, so for a week it counts as
//! theirs, the person is told, and nobody leaves themselves a way back in.

use std::sync::Arc;

use events::account::{AccountCommand, AccountEvent, Fingerprint};
use events::authority::Principal;
use events::door::Door;
use events::ids::{PersonId, Position};
use events::institution::{InstitutionCommand, InstitutionKind, InvitationHash};
use events::language::Language;
use events::mandate::Mandate;
use events::notification::ChannelKind;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::{Command, Event};
use readmodels::ReadPort as _;
use store::EventStore;

use crate::support::{PATIENCE, READER, SECRETARIAT, StandingClock, TestGateway, cookie_of, link_key};

const COORDINATOR: &str = "valon";

fn official(person: &str, institution: &str, mandate: Mandate) -> Principal {
    Principal::official(person.parse().unwrap(), institution.parse().unwrap(), [].into(), mandate)
}

/// A hub in which the Coordinator has an address of before, and the Secretariat asks that somebody be forgotten.
async fn hub(clock: Arc<StandingClock>) -> TestGateway {
    let server = TestGateway::start_with_email(clock).await;
    server.appoint("ms", "arta", Language::En).await;
    server.register("coordinator", InstitutionKind::Coordinator).await;
    server.appoint_named("coordinator", COORDINATOR, "Valon Koordinatori", Language::En).await;
    server.give_address_of("coordinator", COORDINATOR, "valon@example.org").await;
    server.seals();
    server
}

fn set_address(server: &TestGateway, address: &str) -> Command {
    let person: PersonId = COORDINATOR.parse().unwrap();
    let key = server.keys.ensure(&person, PersonKey([3; 32])).unwrap();
    let address = Sealed::seal(person.clone(), &key, Nonce([11; 24]), &address.parse().unwrap()).unwrap();
    Command::Institution("coordinator".parse().unwrap(), InstitutionCommand::SetEmailAddress { person, address })
}

/// Gives the Coordinator an address or a chat, as somebody of the Secretariat.
async fn set_up(server: &TestGateway, channel: ChannelKind) {
    let teuta = || official(READER, SECRETARIAT, Mandate::Secretariat);
    match channel {
        ChannelKind::Email => server.give_anew(teuta(), set_address(server, "another@example.org")).await,
        ChannelKind::Telegram => {
            let of = |command| Command::Institution("coordinator".parse().unwrap(), command);
            let person: PersonId = COORDINATOR.parse().unwrap();
            let (invitation, expires_at) = (InvitationHash::of_token("taken"), "2999-01-01T00:00:00Z".parse().unwrap());
            let issue = InstitutionCommand::IssueInvitation {
                person: person.clone(),
                invitation: invitation.clone(),
                expires_at,
            };
            server.give_anew(teuta(), of(issue)).await;
            let key = server.keys.ensure(&person, PersonKey([3; 32])).unwrap();
            let chat = Sealed::seal(person, &key, Nonce([12; 24]), &events::ids::ChatId(77)).unwrap();
            server.give_as_service(of(InstitutionCommand::LinkChat { invitation, chat })).await;
        }
    }
}

/// Comes in by a link that was sent by a channel.
async fn comes_in_by(server: &TestGateway, channel: ChannelKind) -> String {
    server.elapsed.move_on(3_600);
    let secret = match channel {
        ChannelKind::Telegram => {
            let secret = format!("by-chat-{:?}", server.store.end().await.unwrap());
            let until = "2999-01-01T00:00:00Z".parse().unwrap();
            let issue = AccountCommand::IssueLink { link: Fingerprint::of(&secret), until };
            let asks = official(COORDINATOR, "coordinator", Mandate::Coordinator).through_door(Door::Chat);
            server.give_anew(asks, Command::Account(COORDINATOR.parse().unwrap(), issue)).await;
            secret
        }
        ChannelKind::Email => {
            let before = server.store.end().await.unwrap();
            let asked = server.stranger_sends("/sign-in/email", &[("email", "another@example.org")]).await;
            assert_eq!(asked.status(), 200);
            mailed_secret(server, before).await
        }
    };
    let entered = server.stranger_sends("/sign-in", &[("token", &secret)]).await;
    assert_eq!(entered.status(), 200);
    cookie_of(&entered)
}

/// The secret of the link that was sent by e-mail after this position.
async fn mailed_secret(server: &TestGateway, after: Position) -> String {
    loop {
        let all = server.store.read_all(after, 10_000).await.unwrap();
        let all = all.into_iter().map(|stored| stored.decode().unwrap());
        let mut issued = all.filter_map(|recorded| {
            let Event::Account(_, AccountEvent::LinkIssued { until, .. }) = recorded.event else { return None };
            Some((recorded, until))
        });
        if let Some((recorded, until)) = issued.next() {
            assert!(recorded.metadata.network.is_some(), "a link that is asked for says from where: {recorded:?}");
            server.read_models.reached(recorded.position, PATIENCE).await.unwrap();
            return link_key().mailed_sign_in_secret(&COORDINATOR.parse().unwrap(), until);
        }
        tokio::task::yield_now().await;
    }
}

async fn whoever_comes_by(channel: ChannelKind, told: &str) {
    let clock = Arc::new(StandingClock::at("2026-11-30T09:00:00Z"));
    let server = hub(clock.clone()).await;
    set_up(&server, channel).await;
    let it_is = |instant: &str| [&*clock, &*server.world].into_iter().for_each(|clock| clock.set(instant));
    it_is("2026-12-07T08:00:00Z");
    let secretariat = server.sign_in(READER).await;
    let asks = [("person", "arta"), ("reason", "Has left")];
    assert_eq!(server.send_as(&secretariat, "/erasures", &asks).await.status(), 303);

    let confirm = "/erasures/person.arta/confirm";
    let early = comes_in_by(&server, channel).await;
    assert_eq!(server.send_as(&early, confirm, &[]).await.status(), 403);
    let page = server.get_as(&early, "/erasures", "en").await.text().await.unwrap();
    assert!(page.contains("a way that somebody else set up for you"), "{page}");
    // Nor is a way back left behind.
    let set = "/api/v1/institutions/coordinator/people/valon/set-email-address";
    let address = serde_json::json!({ "email": "third@example.org" });
    assert_eq!(server.api_post_as(&early, set, &address).await.status(), 403);
    // The person sees it in a session of their own.
    let own = server.sign_in(COORDINATOR).await;
    let page = server.get_as(&own, "/account", "en").await.text().await.unwrap();
    assert!(page.contains(told), "{page}");

    // What was opened within the week stays another's; what is opened after it is the person's.
    it_is("2026-12-07T09:30:00Z");
    assert_eq!(server.send_as(&early, confirm, &[]).await.status(), 403);
    let late = comes_in_by(&server, channel).await;
    assert_eq!(server.send_as(&late, confirm, &[]).await.status(), 303);
    server.stop().await;
}

#[tokio::test]
async fn whoever_comes_by_an_address_that_a_colleague_set_is_not_the_second_of_two_for_a_week() {
    whoever_comes_by(ChannelKind::Email, "somebody else set your e-mail address").await;
}

#[tokio::test]
async fn whoever_comes_by_a_chat_that_a_colleague_invited_is_not_the_second_of_two_for_a_week() {
    whoever_comes_by(ChannelKind::Telegram, "a chat was linked by an invitation that somebody else made").await;
}

#[tokio::test]
async fn an_address_that_its_person_set_in_a_chat_of_anothers_is_anothers_too() {
    let clock = Arc::new(StandingClock::at("2026-11-30T09:00:00Z"));
    let server = hub(clock).await;
    let secretariat = server.sign_in(READER).await;
    set_up(&server, ChannelKind::Telegram).await;
    let in_chat = official(COORDINATOR, "coordinator", Mandate::Coordinator).through_door(Door::Chat);
    server.give_anew(in_chat, set_address(&server, "another@example.org")).await;
    let asks = [("person", "arta"), ("reason", "Has left")];
    assert_eq!(server.send_as(&secretariat, "/erasures", &asks).await.status(), 303);
    let come = comes_in_by(&server, ChannelKind::Email).await;
    assert_eq!(server.send_as(&come, "/erasures/person.arta/confirm", &[]).await.status(), 403);
    // Set again from a session of the person's own it is theirs.
    let own = server.sign_in(COORDINATOR).await;
    let set = "/api/v1/institutions/coordinator/people/valon/set-email-address";
    let address = serde_json::json!({ "email": "another@example.org" });
    assert_eq!(server.api_post_as(&own, set, &address).await.status(), 200);
    server.world.set("2026-11-30T09:10:00Z");
    let come = comes_in_by(&server, ChannelKind::Email).await;
    assert_eq!(server.send_as(&come, "/erasures/person.arta/confirm", &[]).await.status(), 303);
    server.stop().await;
}
