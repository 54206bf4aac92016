//! Ids refuse what is none, at every edge, and derived ids never change.

use std::collections::BTreeSet;
use std::fmt::{Debug, Display};
use std::str::FromStr;

use chrono::NaiveDate;
use events::ids::{
    ActionItemId, ChatId, CommandId, CorrelationId, EventId, InstitutionId, LONGEST_ID, LONGEST_SLUG, MeetingId,
    MessageId, MilestoneId, ModuleId, NotAnId, NotificationKey, ObjectiveId, PersonId, Position, ReminderKey, Revision,
    ServiceName, StreamId, SubgroupId, TenantId,
};
use events::institution::InvitationHash;
use events::notification::{Audience, LONGEST_OCCASION, Notice, Occasion};
use events::reminder::{ReminderId, Rung};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::values::{date, id, notice};

const SLUGS: [&str; 7] = ["a", "7", "ms", "policia-dhtqnj", "law_2013.6", "0-0", "z..--__"];

const NO_SLUGS: [&str; 14] =
    ["", " ", "-a", "_a", ".a", "Ms", "mS", "a b", " a", "a ", "a/b", "ministria-e-shëndetësisë", "a\n", "a\0"];

fn is_a_slug_of<T>(longest: usize)
where
    T: FromStr<Err = NotAnId> + TryFrom<String, Error = NotAnId> + Into<String> + Display + Debug + PartialEq,
    T: Clone + Serialize + DeserializeOwned,
{
    let whole = "a".repeat(longest);
    for slug in SLUGS.into_iter().chain([whole.as_str()]) {
        let read: T = slug.parse().unwrap();
        assert_eq!(read.to_string(), slug);
        assert_eq!(Into::<String>::into(read.clone()), slug);
        assert_eq!(serde_json::to_value(&read).unwrap(), json!(slug));
        assert_eq!(serde_json::from_value::<T>(json!(slug)).unwrap(), read);
    }
    let too_long = "a".repeat(longest + 1);
    for text in NO_SLUGS.into_iter().chain([too_long.as_str()]) {
        let refused = NotAnId { text: text.to_owned(), longest };
        assert_eq!(text.parse::<T>(), Err(refused.clone()));
        assert_eq!(T::try_from(text.to_owned()), Err(refused.clone()));
        let error = serde_json::from_value::<T>(json!(text)).unwrap_err();
        assert!(error.to_string().contains(&refused.to_string()), "{error}");
    }
    assert!(serde_json::from_value::<T>(json!(7)).is_err());
}

#[test]
fn a_readable_id_is_a_slug() {
    is_a_slug_of::<TenantId>(LONGEST_ID);
    is_a_slug_of::<InstitutionId>(LONGEST_ID);
    is_a_slug_of::<SubgroupId>(LONGEST_ID);
    is_a_slug_of::<MeetingId>(LONGEST_ID);
    is_a_slug_of::<ActionItemId>(LONGEST_ID);
    is_a_slug_of::<ReminderKey>(LONGEST_SLUG);
    is_a_slug_of::<NotificationKey>(LONGEST_ID);
    is_a_slug_of::<PersonId>(LONGEST_ID);
    is_a_slug_of::<ModuleId>(LONGEST_ID);
    is_a_slug_of::<ObjectiveId>(LONGEST_ID);
    is_a_slug_of::<MilestoneId>(LONGEST_ID);
    is_a_slug_of::<ServiceName>(LONGEST_ID);
}

#[test]
fn a_refused_id_says_what_was_wrong_and_what_to_do() {
    let refused = "Ministria e Shëndetësisë".parse::<InstitutionId>().unwrap_err();
    assert_eq!(
        refused.to_string(),
        "“Ministria e Shëndetësisë” is not an id: use 1 to 120 of a-z, 0-9, '-', '_' and '.', beginning with a letter \
         or digit"
    );
}

fn is_a_uuid<T>()
where
    T: FromStr<Err: Debug> + Display + Debug + PartialEq + Serialize + DeserializeOwned,
{
    let text = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    let read: T = text.parse().unwrap();
    assert_eq!(read.to_string(), text);
    assert_eq!(serde_json::to_value(&read).unwrap(), json!(text));
    assert_eq!(serde_json::from_value::<T>(json!(text)).unwrap(), read);
    for text in ["", "67e55044", "67e55044-10b1-426f-9247-bb680e5fe0cg", "67e55044-10b1-426f-9247-bb680e5fe0c8 "] {
        assert!(text.parse::<T>().is_err(), "{text} is taken for an id");
        assert!(serde_json::from_value::<T>(json!(text)).is_err(), "{text} is taken for an id");
    }
}

#[test]
fn the_id_of_an_event_a_command_and_a_correlation_is_a_uuid() {
    is_a_uuid::<EventId>();
    is_a_uuid::<CommandId>();
    is_a_uuid::<CorrelationId>();
    is_a_uuid::<MessageId>();
}

/// Idempotency hangs on these: a focalpoint that derived other ids would record again what the last one has recorded.
#[test]
fn derived_ids_never_change() {
    let command = CommandId::named("a button pressed");
    assert_eq!(command.to_string(), "81408a10-8924-5468-a213-5f0d926306f9");
    assert_eq!(command.event(0).to_string(), "e59016d8-9648-5e6c-9967-b9717e01f5be");
    assert_eq!(command.event(0).follow_up(0).to_string(), "f1a5063f-ffc6-5120-a703-5132cd6b71b8");
}

#[test]
fn derived_ids_are_all_different() {
    let commands: Vec<CommandId> = ["", "a", "b", "a/0"].into_iter().map(CommandId::named).collect();
    let events: Vec<EventId> = commands.iter().flat_map(|command| (0..4).map(|n| command.event(n))).collect();
    let follow_ups: Vec<CommandId> = events.iter().flat_map(|event| (0..4).map(|n| event.follow_up(n))).collect();
    let ids: BTreeSet<String> = commands
        .iter()
        .map(ToString::to_string)
        .chain(events.iter().map(ToString::to_string))
        .chain(follow_ups.iter().map(ToString::to_string))
        .collect();
    assert_eq!(ids.len(), commands.len() + events.len() + follow_ups.len());
}

#[test]
fn a_stream_is_a_kind_and_an_id() {
    let stream = StreamId::new("action-item", "strehimoret-2017").unwrap();
    assert_eq!(stream.as_str(), "action-item/strehimoret-2017");
    assert_eq!(stream.to_string(), "action-item/strehimoret-2017");
    assert_eq!((stream.kind(), stream.key()), ("action-item", "strehimoret-2017"));
    assert_eq!("action-item/strehimoret-2017".parse(), Ok(stream.clone()));
    assert_eq!(serde_json::from_value::<StreamId>(json!("action-item/strehimoret-2017")).unwrap(), stream);
    let longest = "a".repeat(LONGEST_SLUG);
    assert!(StreamId::new("reminder", &longest).is_ok());
    for text in ["", "/", "meeting", "meeting/", "/a", "meeting/a/b", "Meeting/a", "meeting/A", "meeting /a"] {
        assert!(text.parse::<StreamId>().is_err(), "{text} is taken for a stream");
        assert!(serde_json::from_value::<StreamId>(json!(text)).is_err(), "{text} is taken for a stream");
    }
    assert!(StreamId::new("reminder", &format!("{longest}a")).is_err());
}

#[test]
fn places_and_chats_are_plain_numbers() {
    assert_eq!(serde_json::to_value(Position(7)).unwrap(), json!(7));
    assert_eq!(serde_json::to_value(Revision(0)).unwrap(), json!(0));
    assert_eq!(serde_json::to_value(ChatId(-100_123)).unwrap(), json!(-100_123));
    assert!(Position::START < Position(1));
    assert_eq!(
        (Position(7).to_string(), Revision(8).to_string(), ChatId(-9).to_string()),
        ("7".to_owned(), "8".to_owned(), "-9".to_owned())
    );
}

fn every_rung() -> Vec<Rung> {
    let days = [0, 1, 2, 11, u16::MAX];
    let counted = days.into_iter().flat_map(|n| [Rung::Before(n), Rung::Chair(n), Rung::Secretariat(n)]);
    [Rung::Assigned, Rung::OnTheDay].into_iter().chain(counted).collect()
}

#[test]
fn a_reminders_key_is_readable() {
    let key = |rung| ReminderId { action_item: id("strehimoret"), rung, due: date(20) }.key().unwrap().to_string();
    assert_eq!(key(Rung::Assigned), "strehimoret.assigned.2026-03-28");
    assert_eq!(key(Rung::Before(2)), "strehimoret.before-2.2026-03-28");
    assert_eq!(key(Rung::OnTheDay), "strehimoret.on-the-day.2026-03-28");
    assert_eq!(key(Rung::Chair(1)), "strehimoret.chair-1.2026-03-28");
    assert_eq!(key(Rung::Secretariat(5)), "strehimoret.secretariat-5.2026-03-28");
}

#[test]
fn two_reminders_never_share_a_key() {
    let items = ["a", "a.assigned", "a.assigned.2026-03-28", "a.before-1", "a.b", "a-b"];
    let dates = [date(20), date(21), NaiveDate::MIN, NaiveDate::MAX];
    let mut keys = BTreeSet::new();
    for item in items {
        for rung in every_rung() {
            for due in dates {
                let reminder = ReminderId { action_item: id(item), rung, due };
                assert!(keys.insert(reminder.key().unwrap()), "{reminder:?} shares its key");
            }
        }
    }
}

#[test]
fn every_action_item_can_have_every_reminder() {
    let longest = "a".repeat(LONGEST_ID);
    for rung in every_rung() {
        for due in [NaiveDate::MIN, NaiveDate::MAX, date(1)] {
            let reminder = ReminderId { action_item: id(&longest), rung, due };
            reminder.key().unwrap();
        }
    }
}

#[test]
fn an_invitation_is_kept_as_a_fingerprint() {
    let hash = InvitationHash::of_token("abc");
    // The example of FIPS 180-2, appendix B.1.
    assert_eq!(hash.as_str(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_ne!(hash, InvitationHash::of_token("abd"));
    assert_eq!(serde_json::to_value(&hash).unwrap(), json!(hash.as_str()));
}

#[test]
fn an_occasion_is_a_short_plain_text() {
    for text in ["a", "before-7.2017-07-20", "returned-2", ".", "-", "a_b", &"a".repeat(LONGEST_OCCASION)] {
        let occasion: Occasion = id(text);
        assert_eq!((occasion.as_str(), occasion.to_string().as_str()), (text, text));
        assert_eq!(serde_json::to_value(&occasion).unwrap(), json!(text));
        assert_eq!(serde_json::from_value::<Occasion>(json!(text)).unwrap(), occasion);
    }
    for text in ["", "A", "a b", "a\n", "a/b", "shtëpi", &"a".repeat(LONGEST_OCCASION + 1)] {
        let error = text.parse::<Occasion>().unwrap_err();
        assert!(error.to_string().contains(text), "{error}");
        assert!(serde_json::from_value::<Occasion>(json!(text)).is_err(), "{text} is taken for an occasion");
    }
}

/// Streams are found by it: a focalpoint that derived another would tell everybody everything again.
#[test]
fn a_notices_key_never_changes() {
    // printf 'action-item/beds\nbefore-7.2017-07-20\nfocal-point\nms' | sha256sum
    let told = notice("action-item/beds", "before-7.2017-07-20", Audience::FocalPoint(id("ms")));
    assert_eq!(told.key().as_str(), "n-c3ba013feb0cdacb42d0c19c5c046c0f");
    // printf 'case/2017-014\nnudge\nsecretariat\n' | sha256sum
    assert_eq!(
        notice("case/2017-014", "nudge", Audience::Secretariat).key().as_str(),
        "n-01be1ba500f25bd446df36abe07e6b0b"
    );
}

#[test]
fn two_notices_never_share_a_key() {
    let to = [
        Audience::FocalPoint(id("a")),
        Audience::Chair(id("a")),
        Audience::CaseCoordinator(id("a")),
        Audience::Person(id("a")),
        Audience::Person(id("a.b")),
        Audience::Group(id("a")),
        Audience::Secretariat,
        Audience::Coordinator,
    ];
    let mut keys = BTreeSet::new();
    for about in ["a/a", "a/a.b", "a/a-b", "a.a/a"] {
        for occasion in ["a", "a.b", "b", "secretariat"] {
            for to in &to {
                let told: Notice = notice(about, occasion, to.clone());
                assert!(keys.insert(told.key()), "{told:?} shares its key");
            }
        }
    }
}
