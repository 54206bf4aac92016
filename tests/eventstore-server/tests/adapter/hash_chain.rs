//! Walking the hash chain over a log that somebody else keeps.

use events::ids::{Position, Revision};
use kurrentdb::{AppendToStreamOptions, EventData};
use store::ExpectedVersion::{At, NoStream};
use store::{EventStore, Fault, Head, VerifyError};

use crate::contract::samples::{events, stream, whole_log};
use crate::server::{Rig, append_foreign};

fn fault(verified: Result<store::LogVerification, VerifyError>) -> (Position, Fault) {
    match verified {
        Err(VerifyError::Broken { position, what }) => (position, what),
        other => panic!("expected a fault, got {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_head_that_was_noted_down_is_passed_again_later() {
    let rig = Rig::of(1).await;
    let empty = rig.store.verify().await.unwrap();
    assert_eq!((empty.events, empty.head), (0, Head::EMPTY));
    let others = rig.others();
    rig.store.append(&stream("one"), NoStream, events("a", 400)).await.unwrap();
    append_foreign(&others, "order-1", 600).await;
    rig.store.append(&stream("two"), NoStream, events("b", 200)).await.unwrap();
    let noted = rig.store.verify().await.unwrap();
    assert_eq!(noted.events, 600);
    assert_eq!(noted.head.position, rig.store.end().await.unwrap());

    rig.store.append(&stream("one"), At(Revision(399)), events("c", 1)).await.unwrap();
    let later = rig.store.verify_against(&noted.head).await.unwrap();
    assert_eq!(later.events, 601);
    assert_ne!(later.head, noted.head);
    assert_eq!(rig.store.verify_against(&later.head).await.unwrap(), later);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_log_that_is_not_the_one_that_was_noted_down_is_found_out() {
    let (rig, other) = (Rig::of(1).await, Rig::of(1).await);
    for store in [&rig.store, &other.store] {
        store.append(&stream("one"), NoStream, events("a", 3)).await.unwrap();
    }
    let noted = rig.store.verify().await.unwrap().head;
    let (position, what) = fault(other.store.verify_against(&noted).await);
    assert_eq!(position, noted.position);
    assert!(matches!(what, Fault::Rewritten { .. }), "{what}");

    let beyond = Head { position: Position(noted.position.0 + 64), ..noted };
    let end = noted.position;
    assert_eq!(fault(rig.store.verify_against(&beyond).await), (beyond.position, Fault::CutOff { end }));
    let between = Head { position: Position(whole_log(&rig.store).await[0].position.0 + 1), ..noted };
    assert_eq!(fault(rig.store.verify_against(&between).await), (between.position, Fault::Missing));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_event_that_was_put_there_from_outside_is_found_out() {
    let rig = Rig::of(1).await;
    rig.store.append(&stream("one"), NoStream, events("a", 1)).await.unwrap();
    let event = EventData::json("sample.noted", &"from outside").unwrap().id(uuid::Uuid::new_v4());
    let options = AppendToStreamOptions::default();
    rig.others().append_to_stream("focalpoint:kosovo:sample:one", &options, event).await.unwrap();
    let (position, what) = fault(rig.store.verify().await);
    assert!(position > whole_first(&rig).await);
    assert_eq!(what, Fault::Altered);
}

async fn whole_first(rig: &Rig) -> Position {
    rig.store.read_all(Position::START, 1).await.unwrap()[0].position
}
