//! Every door is guarded: a command with a text that may not be kept leaves nothing, whoever gave it.

use std::sync::Arc;

use coordination::{
    Clock, CommandError, CommandPort, CommandRequest, Coordination, SystemClock, TextGuard, TextVerdict,
};
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId, Position};
use events::language::{Language, LocalText};
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime, RaisedItem};
use events::non_empty::NonEmpty;
use events::{Command, Rejection};
use store::EventStore;
use store::sqlite::SqliteEventStore;

struct NoSecrets;

impl TextGuard for NoSecrets {
    fn judge(&self, text: &str) -> TextVerdict {
        match text {
            text if text.contains("secret") => TextVerdict::Refuse,
            text if text.contains("name") => TextVerdict::Ask,
            _ => TextVerdict::Keep,
        }
    }
}

#[tokio::test]
async fn a_text_that_may_not_be_kept_stops_the_command_that_carries_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
    let coordination = Coordination::new(store.clone(), Arc::new(SystemClock), "kosovo".parse().unwrap())
        .guarded_by(Arc::new(NoSecrets));
    let today = SystemClock.moment().today;
    let title = |words: &str| LocalText::only(Language::En, words.parse().unwrap());
    let schedule = |words: &str, place: Option<&str>| MeetingCommand::Schedule {
        title: title(words),
        at: MeetingTime { date: today, time: None, minutes: None },
        place: place.map(|place| place.parse().unwrap()),
        convened: MeetingBody::Authority,
        invited: NonEmpty::one("ms".parse().unwrap()),
        recurrence: None,
    };
    let raises = |words: &str| MeetingCommand::TakeDecision {
        decision: "Go on".parse().unwrap(),
        raises: vec![RaisedItem {
            action_item: "a".parse().unwrap(),
            title: title(words),
            owner: "ms".parse().unwrap(),
            due: today,
        }],
    };
    let give = async |n: u8, command: MeetingCommand| {
        let id = CommandId::named(&format!("{n}"));
        let command = Command::Meeting("m".parse().unwrap(), command);
        let (correlation, principal) = (CorrelationId(id.0), Principal::secretariat());
        coordination
            .execute(CommandRequest { id, correlation, principal, occurred_at: None, made_from: None, command })
            .await
    };
    for (n, command) in [schedule("a secret", None), schedule("open", Some("secret place"))].into_iter().enumerate() {
        let error = give(u8::try_from(n).unwrap(), command).await.unwrap_err();
        assert!(matches!(error, CommandError::Rejected(Rejection::NotToBeKept(_))), "{error}");
    }
    let error = give(2, schedule("a name", None)).await.unwrap_err();
    assert!(matches!(error, CommandError::Rejected(Rejection::AskedAbout(_))), "{error}");
    // What is refused weighs more than what is asked about.
    let error = give(3, schedule("a name", Some("a secret"))).await.unwrap_err();
    assert!(matches!(error, CommandError::Rejected(Rejection::NotToBeKept(_))), "{error}");
    assert_eq!(store.end().await.unwrap(), Position::START);
    give(10, schedule("open", Some("room 2"))).await.unwrap();
    give(11, MeetingCommand::Hold { attended: NonEmpty::one("ms".parse().unwrap()) }).await.unwrap();
    let error = give(12, raises("a secret")).await.unwrap_err();
    assert!(matches!(error, CommandError::Rejected(Rejection::NotToBeKept(_))), "{error}");
    give(13, raises("open")).await.unwrap();
    assert_eq!(store.end().await.unwrap(), Position(3));
}
