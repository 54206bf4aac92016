//! What a calendar answers to an invitation becomes the institution's answer. The answers are made by another library.

use events::Event;
use events::audit::Door;
use events::language::Language;
use events::meeting::{InvitationAnswer, MeetingCommand, MeetingEvent};
use serde_json::json;

use crate::support::hub::{Hub, PERSON, answer_to, entry, meeting_time};

fn answered(answer: InvitationAnswer) -> (String, Event) {
    let institution = "policia".parse().unwrap();
    let event = MeetingEvent::InvitationAnswered { institution, answer };
    (format!("{PERSON}@policia"), Event::Meeting("korrik".parse().unwrap(), event))
}

#[tokio::test]
async fn a_calendars_answer_is_recorded_and_perhaps_is_not() {
    let hub = Hub::start(Language::En).await;
    hub.convene("korrik", 20).await;
    let invitation = hub.sends("meeting/korrik", Some(entry("korrik", 20, 0))).await;
    for (kind, answer) in [
        ("accepted", InvitationAnswer::Attending),
        ("declined", InvitationAnswer::NotAttending),
        ("delegated", InvitationAnswer::SendingDeputy),
    ] {
        let start = hub.end().await;
        let said = hub.takes(&answer_to(&invitation, &json!({"kind": kind}))).await;
        assert!(said.is_none(), "the calendar shows it by itself");
        assert_eq!(hub.since(start).await, [answered(answer)], "{kind}");
    }
    let start = hub.end().await;
    let said = hub.takes(&answer_to(&invitation, &json!({"kind": "tentative"}))).await.unwrap();
    assert!(
        said.text.starts_with("Not saved. Your calendar answered “perhaps” for “Quarterly meeting"),
        "{}",
        said.text
    );
    assert_eq!(hub.since(start).await, []);

    // In words, in the meeting's thread and in any other.
    for (thread, words, answer) in [
        ("meeting/korrik", "we will be there", InvitationAnswer::Attending),
        ("work", "we cannot attend the meeting", InvitationAnswer::NotAttending),
    ] {
        let message = hub.sends(thread, None).await;
        let start = hub.end().await;
        let text = hub.replies(&message, words).await;
        assert!(text.starts_with("Saved: your institution"), "{text}");
        assert_eq!(hub.since(start).await, [answered(answer)], "{words}");
    }
    assert!(hub.replies(&invitation, "undo").await.contains("stays as it is"));
    hub.stop().await;
}

#[tokio::test]
async fn an_answer_to_an_earlier_version_counts_unless_the_meeting_was_moved_since() {
    let hub = Hub::start(Language::En).await;
    hub.convene("korrik", 20).await;
    let invitation = hub.sends("meeting/korrik", Some(entry("korrik", 20, 0))).await;
    let accepts =
        || answer_to(&invitation, &json!({"kind": "accepted", "text": format!("{:?}", hub.smtp.taken().len())}));
    hub.of_meeting("korrik", MeetingCommand::AddAgendaItem { item: "Beds".parse().unwrap() }).await;
    let start = hub.end().await;
    assert!(hub.takes(&accepts()).await.is_none());
    assert_eq!(
        hub.since(start).await,
        [answered(InvitationAnswer::Attending)],
        "the agenda grew, the time is the same"
    );

    hub.of_meeting("korrik", MeetingCommand::Reschedule { at: meeting_time(27) }).await;
    let start = hub.end().await;
    let again = answer_to(&invitation, &json!({"kind": "declined"}));
    let said = hub.takes(&again).await.unwrap();
    assert!(said.text.contains("was moved meanwhile") && said.text.contains("27 July"), "{}", said.text);
    assert_eq!(hub.since(start).await, []);

    let moved = hub.sends("meeting/korrik", Some(entry("korrik", 27, 2))).await;
    hub.of_meeting("korrik", MeetingCommand::AddAgendaItem { item: "Rooms".parse().unwrap() }).await;
    let start = hub.end().await;
    assert!(hub.takes(&answer_to(&moved, &json!({"kind": "accepted"}))).await.is_none());
    assert_eq!(hub.since(start).await, [answered(InvitationAnswer::Attending)]);

    // What a calendar answers by itself when it takes the meeting out needs no answer; a meeting that is over has none.
    hub.set("2017-07-28T06:00:00Z");
    let start = hub.end().await;
    let said = hub.takes(&answer_to(&moved, &json!({"kind": "declined"}))).await.unwrap();
    assert!(said.text.contains("This meeting is over"), "{}", said.text);
    hub.of_meeting("korrik", MeetingCommand::Cancel { reason: "no quorum".parse().unwrap() }).await;
    let end = hub.end().await;
    assert!(hub.takes(&answer_to(&moved, &json!({"kind": "delegated"}))).await.is_none());
    assert_eq!(hub.end().await, end);
    assert_eq!(hub.since(start).await.len(), 1, "that it was called off, and nothing else");
    hub.stop().await;
}

#[tokio::test]
async fn an_answer_for_somebody_else_or_to_a_meeting_of_others_is_none() {
    let hub = Hub::start(Language::En).await;
    hub.convene("korrik", 20).await;
    let invitation = hub.sends("meeting/korrik", Some(entry("korrik", 20, 0))).await;
    let unknown = hub.sends("meeting/gusht", Some(entry("gusht", 20, 0))).await;
    let start = hub.end().await;
    let foreign = json!({"kind": "accepted", "from": "besim@policia.example"});
    assert!(hub.takes(&answer_to(&invitation, &foreign)).await.is_none());
    let said = hub.takes(&answer_to(&unknown, &json!({"kind": "accepted"}))).await.unwrap();
    assert!(said.text.contains("no invitation"), "{}", said.text);
    assert_eq!(hub.since(start).await, []);
    let [(who, line)] = hub.trail(start, 1).await.try_into().unwrap();
    assert_eq!((who.as_str(), line.object.as_str()), ("policia-1@policia", "meeting/gusht answer-invitation"));
    assert_eq!(line.door, Door::Email);
    hub.stop().await;
}
