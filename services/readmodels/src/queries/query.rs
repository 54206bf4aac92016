//! What a query is.
//!
//! Knows no query, and not how a question reaches whoever answers it.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use events::ids::Position;
use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::ask_error::AskError;

/// The limit of a question that has none: more rows than there can be.
pub const NO_LIMIT: usize = u32::MAX as usize;

/// A question to the read models.
///
/// In one process it is run on the only file there is. Where the read models are spread over partitions it is put to the
/// partitions that it [concerns](Query::partitions), and what they answer is merged. Either way whoever asks gets the
/// same [`Output`](Query::Output).
pub trait Query: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// Its name on the wire, which no other query has.
    const NAME: &'static str;

    /// What one instance answers, as it travels. Personal fields in it are sealed.
    type Part: Serialize + DeserializeOwned + Send + 'static;

    /// What whoever asks gets.
    type Output: Clone + Send + Sync + 'static;

    /// The partitions that know the answer, of so many.
    fn partitions(&self, count: NonZeroU16) -> Partitions;

    /// Answers from the tables of one instance.
    fn run(&self, connection: &Connection) -> rusqlite::Result<Self::Part>;

    /// Makes one output of what the partitions answered; there is at least one part.
    fn merge(&self, parts: Vec<AsOf<Self::Part>>) -> Result<Self::Output, AskError>;

    /// How to ask page by page where an answer may be longer than what can be carried at once; `None`: it never is.
    fn paging() -> Option<Paging<Self>> {
        None
    }

    /// How to keep the output of a question that is asked often, while nothing has changed; `None`: it is not kept.
    fn keeping() -> Option<OutputReuse<Self>> {
        None
    }

    /// Whether this output may come from asking just while a row went from one partition to another: one had given it
    /// away already, and the other had not taken it in yet. Then it is asked once more as soon as all of them are as far
    /// as the furthest was.
    fn may_be_on_its_way(&self, _output: &Self::Output) -> bool {
        false
    }
}

/// Which partitions know the answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Partitions {
    /// The one with this number.
    One(u16),
    /// Each has some of it.
    Each,
    /// Each has all of it: any of them may answer.
    Any,
}

/// Something as of a position in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsOf<T> {
    /// The last event that was taken account of.
    pub position: Position,
    /// What was so then.
    pub value: T,
}

/// How a question is asked page by page.
pub struct Paging<Q: Query> {
    /// How many rows the question wants in all.
    pub limit: fn(&Q) -> usize,
    /// The same question for so many rows after those that there are already.
    pub next_page: fn(&Q, Option<&Q::Part>, usize) -> Q,
    /// How many rows a part has.
    pub rows: fn(&Q::Part) -> usize,
    /// Puts the next page after those that there are already.
    pub append: fn(&mut Q::Part, Q::Part),
}

/// How the output of a question is kept while nothing has changed.
pub struct OutputReuse<Q: Query> {
    /// The question whether an output from before still holds.
    pub unless_changed: fn(&Q, &Q::Output) -> Q,
    /// Whether an output says that the one from before still holds.
    pub still_holds: fn(&Q::Output) -> bool,
}

/// Rows of several partitions as one; of two with the same key, the one from the later answer.
pub fn latest_rows<T, K: Ord>(parts: Vec<AsOf<Vec<T>>>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut rows: BTreeMap<K, (Position, T)> = BTreeMap::new();
    for AsOf { position, value } in parts {
        for row in value {
            let key = key(&row);
            if rows.get(&key).is_none_or(|(known, _)| *known < position) {
                rows.insert(key, (position, row));
            }
        }
    }
    rows.into_values().map(|(_, row)| row).collect()
}

/// The value of a question that only one partition answered.
pub fn only_part<T>(parts: Vec<AsOf<T>>) -> Result<T, AskError> {
    let first = parts.into_iter().next();
    first.map(|part| part.value).ok_or_else(|| AskError::unreadable("there is no partition"))
}
