//! What becomes of a message that is handed over: once, twice, to nobody, to an address that takes nothing.

use std::time::Duration;

use events::action_item::ActionItemCommand;
use events::institution::InstitutionCommand;
use events::language::Language;
use events::notification::{Audience, NotDelivered, Notice};
use notifications::{Addressee, Content, Delivered, DeliveryError, Message, Part, TaskSection, WorkContent};

use crate::channel_morning::task;
use crate::support::authority::{Authority, everywhere, message};

const ONCE: Result<Delivered, DeliveryError> = Ok(Delivered::Sent { once: true });
const PERHAPS_TWICE: Result<Delivered, DeliveryError> = Ok(Delivered::Sent { once: false });

async fn with_a_task() -> (Authority, Message) {
    let authority = Authority::speaking(Language::En).await;
    authority.assign("beds", everywhere("Count the beds"), "2017-07-03").await;
    (authority, message("arta", vec![task("beds", TaskSection::Today)]))
}

#[tokio::test]
async fn what_was_taken_is_not_sent_again_after_a_restart_either() {
    let (mut authority, message) = with_a_task().await;
    assert_eq!(authority.deliver(&message).await, ONCE);
    authority.set("2017-07-03T06:10:00Z");
    assert_eq!(authority.deliver(&message).await, ONCE);
    authority.restart();
    // Also when what it said is over by now.
    authority.item("ms", "beds", ActionItemCommand::Complete).await;
    assert_eq!(authority.deliver(&message).await, ONCE);
    let mails = authority.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].header("Message-ID"), format!("<{}@akt.example>", message.id));
}

#[tokio::test]
async fn a_message_that_says_something_else_by_now_is_another_for_mail_programs() {
    let (authority, mut message) = with_a_task().await;
    assert_eq!(authority.deliver(&message).await, ONCE);
    authority.assign("rooms", everywhere("Count the rooms"), "2017-07-20").await;
    let more = notifications::Part { notice: None, content: task("rooms", TaskSection::New) };
    message.parts.push(more);
    assert_eq!(authority.deliver(&message).await, PERHAPS_TWICE);
    assert_eq!(authority.deliver(&message).await, PERHAPS_TWICE, "and is not sent again");
    let ids: Vec<_> = authority.mails().iter().map(|mail| mail.header("Message-ID")).collect();
    assert_eq!(ids.len(), 2);
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn what_may_have_been_taken_goes_out_again_as_the_same_message_and_that_is_said() {
    let (mut authority, message) = with_a_task().await;
    authority.address("ms", "arta", "lost").await;
    let unknown = authority.deliver(&message).await;
    assert!(matches!(unknown, Err(DeliveryError::NotYet { .. })), "nobody may have it, so it comes again: {unknown:?}");
    authority.restart();
    assert_eq!(authority.deliver(&message).await, PERHAPS_TWICE, "twice at most");
    authority.address("ms", "arta", "arta").await;
    assert_eq!(authority.deliver(&message).await, PERHAPS_TWICE);
    assert_eq!(authority.deliver(&message).await, PERHAPS_TWICE, "taken by now, and not sent again");
    let ids: Vec<_> = authority.mails().iter().map(|mail| mail.header("Message-ID")).collect();
    assert_eq!(ids.len(), 3);
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
}

#[tokio::test]
async fn whoever_has_no_address_or_one_that_takes_nothing_cannot_be_reached() {
    let (authority, message) = with_a_task().await;
    let unreachable = |why| Err(DeliveryError::Unreachable(why));
    for (local_part, why) in [
        ("unknown", NotDelivered::AddressBounced),
        ("nobody", NotDelivered::AddressBounced),
        ("spam", NotDelivered::RefusedByChannel),
    ] {
        authority.address("ms", "arta", local_part).await;
        assert_eq!(authority.deliver(&message).await, unreachable(why), "{local_part}");
    }
    let person = || "arta".parse().unwrap();
    authority.institution("ms", InstitutionCommand::RemoveEmailAddress { person: person() }).await;
    assert_eq!(authority.deliver(&message).await, unreachable(NotDelivered::NoChannel));
    assert!(authority.mails().is_empty());
    // None of this was a beginning: with an address that works it comes once.
    authority.address("ms", "arta", "arta").await;
    assert_eq!(authority.deliver(&message).await, ONCE);
    let somebody = crate::support::authority::message("nobody-knows", vec![task("beds", TaskSection::Today)]);
    assert!(matches!(authority.deliver(&somebody).await, Err(DeliveryError::Retry { .. })));
}

#[tokio::test]
async fn a_server_that_turns_everybody_away_once_is_tried_again_when_it_says() {
    let (authority, message) = with_a_task().await;
    authority.address("ms", "arta", "greylisted").await;
    let Err(DeliveryError::NotYet { after, reason }) = authority.deliver(&message).await else { panic!() };
    assert!(after >= Duration::from_secs(5 * 60) && reason.contains("450 4.2.0"), "{after:?} {reason}");
    assert_eq!(authority.deliver(&message).await, ONCE);
}

#[tokio::test]
async fn what_is_done_meanwhile_is_not_said_and_a_group_gets_no_mail() {
    let (authority, message) = with_a_task().await;
    authority.item("ms", "beds", ActionItemCommand::Complete).await;
    assert_eq!(authority.deliver(&message).await, Ok(Delivered::Overtaken));
    let to_group = Message { to: Addressee::Group { subgroup: "te-dhena".parse().unwrap() }, ..message };
    assert_eq!(authority.deliver(&to_group).await, Ok(Delivered::Overtaken));
    assert!(authority.mails().is_empty());
}

#[tokio::test]
async fn what_was_told_is_not_told_again_by_another_message_and_what_another_process_may_have_sent_is_said_so() {
    let (mut authority, _) = with_a_task().await;
    authority.assign("rooms", everywhere("Count the rooms"), "2017-07-03").await;
    let part = |item: &str| {
        let (about, occasion) = (format!("action-item/{item}").parse().unwrap(), "nudge.1".parse().unwrap());
        let notice = Notice { about, occasion, to: Audience::FocalPoint("ms".parse().unwrap()) };
        let content = Content::Work(WorkContent::Nudged { item: item.parse().unwrap() });
        Part { notice: Some(notice.key()), content }
    };
    let saying =
        |items: &[&str]| Message { parts: items.iter().copied().map(part).collect(), ..message("arta", vec![]) };
    assert_eq!(authority.deliver(&saying(&["beds", "rooms"])).await, ONCE);
    authority.restart();
    assert_eq!(authority.deliver(&saying(&["rooms"])).await, ONCE);
    assert_eq!(authority.mails().len(), 1, "it was told");
    authority.assign("doors", everywhere("Count the doors"), "2017-07-03").await;
    assert_eq!(authority.deliver(&saying(&["rooms", "doors"])).await, ONCE);
    let mails = authority.mails();
    assert_eq!(mails.len(), 2);
    assert!(mails[1].text().contains("Count the doors") && !mails[1].text().contains("Count the rooms"));
    // Another address was told nothing.
    authority.address("ms", "arta", "other").await;
    assert_eq!(authority.deliver(&Message { tried_before: true, ..saying(&["rooms"]) }).await, PERHAPS_TWICE);
    assert_eq!(authority.mails().len(), 3);
}

#[tokio::test]
async fn an_e_mail_whose_lease_is_lost_while_the_server_takes_its_time_is_not_sent_and_comes_once_when_it_is_held_again()
 {
    let (authority, message) = with_a_task().await;
    authority.server.hold_recipients();
    let loses = authority.server.release_recipients(|| authority.lease.set(false));
    let (outcome, ()) = tokio::join!(authority.deliver(&message), loses);
    assert!(matches!(outcome, Err(DeliveryError::Retry { after: None, .. })), "{outcome:?}");
    assert!(authority.mails().is_empty(), "it was sent without the lease");
    authority.lease.set(true);
    assert_eq!(authority.deliver(&message).await, ONCE);
    assert_eq!(authority.mails().len(), 1);
}
