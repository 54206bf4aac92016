//! Texts that are taken out of the log leave the read models, and whoever has folded something of them.

use std::fs;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use events::action_item::ActionItemCommand as C;
use events::authority::Principal;
use events::ids::{Position, Revision, StreamId};
use events::institution::InstitutionKind;
use events::log_mark::{LogId, LogMark};
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime};
use events::non_empty::NonEmpty;
use events::{Command, RecordedEvent};
use feed::{EventFeed, FeedError, Subscription};
use readmodels::queries::Search;
use readmodels::search::{SearchKind, SearchTerms};
use readmodels::work_items::WorkItems;
use readmodels::{Ask, Book, ComputedIndicators, ReadModels};

use crate::support::any::item;
use crate::support::{TestReadModels, Waiting, date, title};

const SECRET: &str = "A name that nobody should have written";

/// A word of it.
const WORD: &str = "nobody";

/// How many action items are found by a word.
async fn finds(read_models: &ReadModels, word: &str) -> usize {
    let terms = SearchTerms::read(word).unwrap();
    let search = Search::of(&Principal::secretariat(), SearchKind::ActionItem, terms, 20);
    read_models.ask(search).await.unwrap().len()
}

fn assign(words: &str) -> C {
    C::Assign { title: title(words), owner: "ms".parse().unwrap(), subgroup: None, due: date(20), raised_by: None }
}

/// The institution and three items; the text that is to go is in the one at position 3.
fn with_a_secret() -> TestReadModels {
    let harness = TestReadModels::new();
    harness.register("ms", InstitutionKind::Ministry);
    let long = format!("{SECRET} {}", "and more ".repeat(100));
    harness.log.do_all(1, [item(0, assign("One")), item(1, assign(&long)), item(2, assign("Three"))]);
    harness
}

fn is_in_a_file(harness: &TestReadModels, words: &str) -> bool {
    fs::read_dir(harness.folder.path()).unwrap().any(|file| {
        let content = fs::read(file.unwrap().path()).unwrap();
        content.windows(words.len()).any(|bytes| bytes == words.as_bytes())
    })
}

#[tokio::test]
async fn what_was_taken_out_is_in_no_table_no_file_and_no_book() {
    let harness = with_a_secret();
    let read_models = harness.read_models().await;
    let book = Book::<WorkItems>::default();
    let before = book.refresh(&read_models).await.unwrap();
    assert!(format!("{before:?}").contains(SECRET));
    assert!(is_in_a_file(&harness, SECRET), "else this test would say nothing");
    // Words of it stand by themselves in the index of what can be found.
    assert!(is_in_a_file(&harness, WORD) && finds(&read_models, WORD).await == 1);

    harness.log.take_out(Position(3));
    harness.log.do_all(3, [item(3, assign("Four"))]);
    read_models.catch_up(&harness.feed()).await.unwrap();
    assert_eq!(*read_models.progress().borrow(), harness.log.end_position());
    assert!(!read_models.dump().await.unwrap().contains(SECRET));
    assert!(!is_in_a_file(&harness, SECRET) && !is_in_a_file(&harness, WORD));
    assert_eq!(finds(&read_models, WORD).await, 0);
    let (after, news) = book.refresh_with_news(&read_models).await.unwrap();
    assert!(!format!("{after:?}").contains(SECRET));
    assert!(news.iter().all(|event| event.position > Position(4)), "nobody is told of what they know again");
    let fresh = Book::<WorkItems>::default().refresh(&read_models).await.unwrap();
    assert_eq!(format!("{after:?}"), format!("{fresh:?}"));

    // What is read from the beginning is what was built anew.
    let folder = tempfile::tempdir().unwrap();
    let anew = harness.open_at(&folder.path().join("anew.db"));
    anew.catch_up(&harness.feed()).await.unwrap();
    assert_eq!(anew.dump().await.unwrap(), read_models.dump().await.unwrap());
    // And it is built anew once.
    let at_rest = read_models.dump().await.unwrap();
    harness.read_models().await;
    assert_eq!(read_models.dump().await.unwrap(), at_rest);
}

#[tokio::test]
async fn pages_that_were_freed_before_are_overwritten_as_well() {
    let harness = with_a_secret();
    let path = harness.folder.path().join("freed.db");
    let read_models = harness.open_at(&path);
    read_models.catch_up(&harness.feed()).await.unwrap();
    // What rows held that a version before had, or that grew shorter: more than is needed again.
    let freed = rusqlite::Connection::open(&path).unwrap();
    freed.execute_batch("CREATE TABLE before (words TEXT); CREATE INDEX by_words ON before (words)").unwrap();
    for length in [0, 10, 100, 1_000, 3_000].repeat(40) {
        let words = format!("{SECRET} {}", "x".repeat(length));
        freed.execute("INSERT INTO before VALUES (?1)", [words]).unwrap();
    }
    freed.execute_batch("DROP TABLE before; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(freed);
    harness.log.take_out(Position(3));
    read_models.catch_up(&harness.feed()).await.unwrap();
    assert!(!is_in_a_file(&harness, SECRET));
}

/// A feed at whose every batch somebody looks at the tables.
struct LookedAt {
    log: Waiting,
    read_models: ReadModels,
    looks: Arc<Mutex<Vec<String>>>,
}

struct LooksAt {
    events: Box<dyn Subscription>,
    read_models: ReadModels,
    looks: Arc<Mutex<Vec<String>>>,
}

#[async_trait]
impl Subscription for LooksAt {
    async fn next(&mut self) -> Result<NonEmpty<RecordedEvent>, FeedError> {
        let seen = self.read_models.dump().await.unwrap();
        self.looks.lock().unwrap().push(seen);
        self.events.next().await
    }
}

#[async_trait]
impl EventFeed for LookedAt {
    async fn subscribe(&self, after: Position, batch: usize) -> Result<Box<dyn Subscription>, FeedError> {
        let events = self.log.subscribe(after, batch).await?;
        Ok(Box::new(LooksAt { events, read_models: self.read_models.clone(), looks: self.looks.clone() }))
    }

    async fn end(&self) -> Result<Position, FeedError> {
        self.log.end().await
    }

    async fn log(&self) -> Result<LogId, FeedError> {
        self.log.log().await
    }

    async fn mark(&self, at: Position) -> Result<Option<LogMark>, FeedError> {
        self.log.mark(at).await
    }

    async fn history(&self, stream: &StreamId, before: Revision) -> Result<Vec<RecordedEvent>, FeedError> {
        self.log.history(stream, before).await
    }
}

#[tokio::test]
async fn what_is_asked_meanwhile_is_answered_from_what_was_there_before() {
    let harness = with_a_secret();
    let read_models = harness.read_models().await;
    let before = read_models.dump().await.unwrap();
    harness.log.take_out(Position(3));
    let looks = Arc::default();
    let log = Waiting(harness.log.clone());
    let feed = LookedAt { log, read_models: read_models.clone(), looks: Arc::clone(&looks) };
    read_models.catch_up(&feed).await.unwrap();
    let looks = looks.lock().unwrap().clone();
    assert!(looks.len() > 1, "it was read anew");
    assert!(looks.iter().all(|seen| *seen == before), "somebody saw a part");
    assert_ne!(read_models.dump().await.unwrap(), before);
}

#[tokio::test]
async fn computed_indicators_forget_it_as_well() {
    let harness = with_a_secret();
    let indicators = ComputedIndicators::default();
    let schedule = MeetingCommand::Schedule {
        title: title(SECRET),
        at: MeetingTime { date: date(9), time: None, minutes: None },
        place: None,
        convened: MeetingBody::Authority,
        invited: NonEmpty::one("ms".parse().unwrap()),
        recurrence: None,
    };
    harness.log.do_all(1, [Command::Meeting("m1".parse().unwrap(), schedule)]);
    let secret_at = harness.log.end_position();
    let read_models = harness.read_models().await;
    let knows_it = async || {
        let of_today = indicators.on(&read_models, date(9)).await.unwrap();
        format!("{of_today:?} {indicators:?}").contains(SECRET)
    };
    assert!(knows_it().await);
    harness.log.take_out(secret_at);
    read_models.catch_up(&harness.feed()).await.unwrap();
    assert!(!knows_it().await);
}
