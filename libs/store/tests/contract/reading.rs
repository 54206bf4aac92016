//! Reading: streams both ways, the whole log, single events.

use events::ids::{Position, Revision};
use events::non_empty::NonEmpty;
use store::Direction::{Backwards, Forwards};
use store::ExpectedVersion::{At, NoStream};

use super::Harness;
use super::samples::{append_at_end, event, events, ids, in_order, positions, revisions, stream, whole_log};

pub(crate) async fn a_stream_reads_forwards(harness: impl Harness) {
    let store = harness.store();
    let one = stream("one");
    store.append(&stream("two"), NoStream, events("before", 3)).await.unwrap();
    store.append(&one, NoStream, events("a", 5)).await.unwrap();
    store.append(&stream("two"), At(Revision(2)), events("after", 3)).await.unwrap();
    let read = async |from: Option<u64>, limit| {
        revisions(&store.read_stream(&one, from.map(Revision), Forwards, limit).await.unwrap())
    };
    assert_eq!(read(None, usize::MAX).await, [0, 1, 2, 3, 4]);
    assert_eq!(read(None, 2).await, [0, 1]);
    assert_eq!(read(Some(0), 2).await, [0, 1]);
    assert_eq!(read(Some(2), 2).await, [2, 3]);
    assert_eq!(read(Some(4), 2).await, [4]);
    assert!(read(Some(5), 2).await.is_empty());
    assert!(read(Some(u64::MAX), 2).await.is_empty());
    assert!(read(None, 0).await.is_empty());
}

pub(crate) async fn a_stream_reads_backwards(harness: impl Harness) {
    let store = harness.store();
    let one = stream("one");
    store.append(&stream("two"), NoStream, events("before", 3)).await.unwrap();
    store.append(&one, NoStream, events("a", 5)).await.unwrap();
    store.append(&stream("two"), At(Revision(2)), events("after", 3)).await.unwrap();
    let read = async |from: Option<u64>, limit| {
        revisions(&store.read_stream(&one, from.map(Revision), Backwards, limit).await.unwrap())
    };
    assert_eq!(read(None, usize::MAX).await, [4, 3, 2, 1, 0]);
    assert_eq!(read(None, 2).await, [4, 3]);
    assert_eq!(read(Some(4), 2).await, [4, 3]);
    assert_eq!(read(Some(1), 5).await, [1, 0]);
    assert_eq!(read(Some(0), 5).await, [0]);
    assert_eq!(read(Some(99), 2).await, [4, 3]);
    assert_eq!(read(Some(u64::MAX), 2).await, [4, 3]);
    assert!(read(None, 0).await.is_empty());
}

pub(crate) async fn a_stream_that_does_not_exist_is_empty(harness: impl Harness) {
    let store = harness.store();
    store.append(&stream("one"), NoStream, events("a", 1)).await.unwrap();
    for direction in [Forwards, Backwards] {
        for from in [None, Some(Revision(0)), Some(Revision(3))] {
            assert!(store.read_stream(&stream("two"), from, direction, 10).await.unwrap().is_empty());
        }
    }
}

pub(crate) async fn a_stream_does_not_show_another_whose_name_begins_the_same(harness: impl Harness) {
    let store = harness.store();
    store.append(&stream("one"), NoStream, events("a", 1)).await.unwrap();
    store.append(&stream("one-more"), NoStream, events("b", 1)).await.unwrap();
    let one = store.read_stream(&stream("one"), None, Forwards, 10).await.unwrap();
    assert_eq!(ids(&one), [event("a", 0).id]);
}

pub(crate) async fn the_whole_log_reads_in_pages(harness: impl Harness) {
    let store = harness.store();
    for n in 0..7 {
        append_at_end(store.as_ref(), &stream(["one", "two"][n % 2]), events(&format!("cause-{n}"), 3)).await;
    }
    let (mut seen, mut after) = (Vec::new(), Position::START);
    loop {
        let page = store.read_all(after, 4).await.unwrap();
        assert!(page.len() <= 4);
        let Some(last) = page.last() else { break };
        after = last.position;
        seen.extend(page);
    }
    assert!(in_order(&seen), "{:?}", positions(&seen));
    let wanted: Vec<_> = (0..7).flat_map(|n| (0..3).map(move |m| event(&format!("cause-{n}"), m).id)).collect();
    assert_eq!(ids(&seen), wanted);
    assert_eq!(ids(&store.read_all(seen[8].position, 4).await.unwrap()), wanted[9..13]);
    assert!(store.read_all(seen[20].position, 4).await.unwrap().is_empty());
    assert!(store.read_all(Position(u64::MAX), 4).await.unwrap().is_empty());
    assert!(store.read_all(Position::START, 0).await.unwrap().is_empty());
}

pub(crate) async fn the_end_is_the_last_position(harness: impl Harness) {
    let store = harness.store();
    assert_eq!(store.end().await.unwrap(), Position::START);
    for (name, count) in [("one", 3), ("two", 1)] {
        let appended = store.append(&stream(name), NoStream, events(name, count)).await.unwrap();
        let last = appended.events.iter().last().unwrap().position;
        assert_eq!(store.end().await.unwrap(), last);
    }
}

pub(crate) async fn every_letter_comes_back_as_it_went_in(harness: impl Harness) {
    let words = [
        "Përgjegjësi për çështjen: Ëndërr",
        "Šta je s rešenjem? Đorđe, žćč",
        "Шта је с решењем",
        "“quotes”, 'apostrophes', \\ and \u{0001}",
        "a\0b",
        "e\u{301} is not é",
        "👩‍👩‍👧 𝔸 \u{10FFFF}",
        "",
    ];
    let one = stream("one");
    let said = |n: usize| {
        let mut said = event("words", n);
        words[n].clone_into(&mut said.body.data);
        said
    };
    let all: Vec<_> = (0..words.len()).map(said).collect();
    harness.store().append(&one, NoStream, NonEmpty::try_from(all).unwrap()).await.unwrap();
    let harness = harness.reopened().await;
    let read = harness.store().read_stream(&one, None, Forwards, 100).await.unwrap();
    let heard: Vec<_> = read.iter().map(|event| event.body.data.as_str()).collect();
    assert_eq!(heard, words);
}

pub(crate) async fn reopening_keeps_everything(mut harness: impl Harness) {
    for n in 0..3 {
        append_at_end(harness.store().as_ref(), &stream("one"), events(&format!("cause-{n}"), 2)).await;
        let before = whole_log(harness.store().as_ref()).await;
        harness = harness.reopened().await;
        assert_eq!(before.len(), 2 * (n + 1));
        assert_eq!(whole_log(harness.store().as_ref()).await, before);
        assert_eq!(Some(harness.store().end().await.unwrap()), before.last().map(|last| last.position));
    }
}
