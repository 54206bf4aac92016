//! The read model of what can be found by words: a row for each thing, and an index of its words (SQLite's FTS5).
//!
//! Each word stands in the index behind the kind of the thing and one of those who may see it, so that whoever asks touches no
//! word of what is not theirs. The index holds no text, only words; what is shown of a thing stands in its row. No name of a
//! person and nothing of a case is in either: names are sealed, and cases are found by their reference alone.
//! Of action items it has those of its partition, of everything else all.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use events::action_item::ActionItemEvent;
use events::data_request::DataRequestEvent;
use events::language::LocalText;
use events::meeting::MeetingEvent;
use events::strategy::ObjectiveEvent;
use events::training::ModuleEvent;
use events::{Event, RecordedEvent};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::task_lists::comes_from_elsewhere;
use crate::engine::partition::Partition;
use crate::engine::projection::{Projection, ProjectionError};
use crate::json::{from_column, from_optional_column, to_column};
use crate::search::{DocumentAccess, SearchAudience, SearchKind, audiences_of, plain_words};

const TABLES: &[&str] = &["search_documents", "search_index", "search_words"];

/// Between those who may see a thing and one of its words; no id and no word has it.
const BETWEEN: char = '/';

const CREATE: &str = "
CREATE TABLE search_documents (
    position INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    stream TEXT NOT NULL,
    part TEXT NOT NULL,
    title TEXT NOT NULL,
    texts TEXT NOT NULL,
    on_day TEXT,
    access TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX search_documents_by_thing ON search_documents (stream, part);
CREATE VIRTUAL TABLE search_index USING fts5 (
    title,
    rest,
    content = '',
    contentless_delete = 1,
    detail = column,
    tokenize = \"ascii tokenchars '/.-_~'\"
);
CREATE TABLE search_words (
    word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
";

/// A thing as its row has it.
struct Document {
    /// The position of the event that it began with: the later, the newer.
    position: u64,
    kind: SearchKind,
    part: String,
    title: LocalText,
    /// What else is looked through.
    texts: Vec<String>,
    /// The day that it is due or takes place on.
    on: Option<NaiveDate>,
    access: DocumentAccess,
}

/// The read model.
pub(crate) struct SearchIndex(pub(crate) Partition);

/// Behind the beginning of a word; no id and no word has it.
const BEGINNING: char = '~';

/// The beginnings of words, in letters, that stand in the index by themselves: so many words begin so that going through each of
/// them would take long. Longer ones are the beginning of few.
const BEGINNINGS: [usize; 2] = [2, 3];

/// The beginning of words as the index has it; `None`: it has none of that length, and whatever begins so is gone through.
pub(crate) fn indexed_beginning(kind: SearchKind, audience: &SearchAudience, beginning: &str) -> Option<String> {
    let is_kept = BEGINNINGS.contains(&beginning.chars().count());
    is_kept.then(|| format!("{}{BEGINNING}", indexed(kind, audience, beginning)))
}

/// The beginnings of a word that stand in the index.
fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    BEGINNINGS.iter().filter_map(|length| {
        let (last, letter) = word.char_indices().nth(length - 1)?;
        word.get(..last + letter.len_utf8())
    })
}

/// A word as the index has it.
pub(crate) fn indexed(kind: SearchKind, audience: &SearchAudience, word: &str) -> String {
    format!("{}{}{BETWEEN}{word}", kind.letter(), audience.as_str())
}

impl Projection for SearchIndex {
    fn name(&self) -> &'static str {
        "search"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLES
    }

    fn create(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch(CREATE)
    }

    fn partition(&self) -> Partition {
        self.0
    }

    fn needs_history(&self, event: &RecordedEvent) -> bool {
        comes_from_elsewhere(self.0, event)
    }

    fn adopt(
        &self,
        transaction: &Transaction<'_>,
        history: &[RecordedEvent],
        recorded: &RecordedEvent,
    ) -> Result<(), ProjectionError> {
        if find(transaction, recorded, "")?.is_none() {
            let mut document = None;
            for earlier in history {
                if let Event::ActionItem(_, event) = &earlier.event {
                    match &mut document {
                        None => document = assigned(earlier, event),
                        Some(document) => {
                            changed(document, event);
                        }
                    }
                }
            }
            if let Some(document) = document {
                put(transaction, recorded, &document)?;
            }
        }
        self.apply(transaction, recorded)
    }

    fn apply(&self, transaction: &Transaction<'_>, recorded: &RecordedEvent) -> Result<(), ProjectionError> {
        match &recorded.event {
            Event::ActionItem(_, event) => action_item(transaction, self.0, recorded, event),
            Event::Meeting(_, event) => meeting(transaction, recorded, event),
            Event::DataRequest(_, event) => data_request(transaction, recorded, event),
            Event::Objective(_, event) => objective(transaction, recorded, event),
            Event::Module(_, event) => module(transaction, recorded, event),
            // Who somebody is stands in no table in clear, so people and their institutions are compared by whoever has the
            // keys; a case is found by its reference alone, which needs no index.
            Event::Institution(..) | Event::Subgroup(..) | Event::Case(..) => Ok(()),
            Event::Reminder(..)
            | Event::Notification(..)
            | Event::Account(..)
            | Event::AuditTrail(..)
            | Event::Webhook(..)
            | Event::Erasure(..)
            | Event::Milestone(..) => Ok(()),
        }
    }
}

fn assigned(recorded: &RecordedEvent, event: &ActionItemEvent) -> Option<Document> {
    let ActionItemEvent::Assigned { title, owner, subgroup, due, .. } = event else { return None };
    Some(Document {
        position: recorded.position.0,
        kind: SearchKind::ActionItem,
        part: String::new(),
        title: title.clone(),
        texts: vec![],
        on: Some(*due),
        access: DocumentAccess::Task { owner: owner.clone(), board: subgroup.clone() },
    })
}

/// Takes an item's event in; tells whether anything of the item has changed.
fn changed(document: &mut Document, event: &ActionItemEvent) -> bool {
    use ActionItemEvent as E;
    match event {
        E::ExtensionGranted { until: due } | E::Reopened { due: Some(due), .. } => document.on = Some(*due),
        E::Reassigned { owner: new_owner, .. } => {
            if let DocumentAccess::Task { owner, .. } = &mut document.access {
                *owner = new_owner.clone();
            }
        }
        E::Assigned { .. }
        | E::Accepted {}
        | E::ProgressReported { .. }
        | E::Blocked { .. }
        | E::Unblocked {}
        | E::Disclaimed { .. }
        | E::ExtensionRequested { .. }
        | E::ExtensionRefused { .. }
        | E::Completed {}
        | E::ReportWithdrawn { .. }
        | E::Verified {}
        | E::Reopened { due: None, .. }
        | E::Returned { .. }
        | E::Nudged { .. }
        | E::Cancelled { .. } => return false,
    }
    true
}

fn action_item(
    transaction: &Transaction<'_>,
    partition: Partition,
    recorded: &RecordedEvent,
    event: &ActionItemEvent,
) -> Result<(), ProjectionError> {
    if let ActionItemEvent::Assigned { owner, .. } = event {
        return match assigned(recorded, event).filter(|_| partition.keeps(owner)) {
            Some(document) => put(transaction, recorded, &document),
            None => Ok(()),
        };
    }
    if let ActionItemEvent::Reassigned { owner, .. } = event
        && !partition.keeps(owner)
    {
        return remove(transaction, recorded);
    }
    change(transaction, recorded, |document| changed(document, event))
}

fn meeting(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    event: &MeetingEvent,
) -> Result<(), ProjectionError> {
    use MeetingEvent as E;
    match event {
        E::Scheduled { title, at, convened, invited, .. } => {
            let access =
                DocumentAccess::Meeting { convened: convened.clone(), invited: invited.iter().cloned().collect() };
            let document = Document {
                position: recorded.position.0,
                kind: SearchKind::Meeting,
                part: String::new(),
                title: title.clone(),
                // The minutes come first: there is one version of them.
                texts: vec![String::new()],
                on: Some(at.date),
                access,
            };
            put(transaction, recorded, &document)
        }
        E::AgendaItemAdded { item } => change(transaction, recorded, |document| {
            document.texts.push(item.to_string());
            true
        }),
        E::Rescheduled { at } => change(transaction, recorded, |document| {
            document.on = Some(at.date);
            true
        }),
        E::MinutesRecorded { minutes } => change(transaction, recorded, |document| {
            document.texts.first_mut().map(|kept| *kept = minutes.to_string()).is_some()
        }),
        E::DecisionTaken { decision, .. } => {
            let Some(meeting) = find(transaction, recorded, "")? else { return Ok(()) };
            let document = Document {
                position: recorded.position.0,
                kind: SearchKind::Decision,
                part: recorded.position.0.to_string(),
                texts: vec![decision.to_string()],
                ..meeting
            };
            put(transaction, recorded, &document)
        }
        E::InvitationAnswered { .. } | E::Held { .. } | E::MinutesApproved {} | E::Cancelled { .. } => Ok(()),
    }
}

fn data_request(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    event: &DataRequestEvent,
) -> Result<(), ProjectionError> {
    use DataRequestEvent as E;
    match event {
        E::Issued { title, recipients, due, .. } => {
            let document = Document {
                position: recorded.position.0,
                kind: SearchKind::DataRequest,
                part: String::new(),
                title: title.clone(),
                texts: vec![],
                on: Some(*due),
                access: DocumentAccess::DataRequest(recipients.iter().cloned().collect()),
            };
            put(transaction, recorded, &document)
        }
        E::Submitted { .. }
        | E::Returned { .. }
        | E::Corrected { .. }
        | E::Accepted { .. }
        | E::Nudged { .. }
        | E::Closed {} => Ok(()),
    }
}

fn objective(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    event: &ObjectiveEvent,
) -> Result<(), ProjectionError> {
    use ObjectiveEvent as E;
    match event {
        E::ObjectiveSet { statement, .. } => {
            let document = Document {
                position: recorded.position.0,
                kind: SearchKind::Objective,
                part: String::new(),
                title: statement.clone(),
                texts: vec![],
                on: None,
                access: DocumentAccess::Strategy,
            };
            put(transaction, recorded, &document)
        }
        E::ActivityPlanned { plan, .. } => change(transaction, recorded, |document| {
            document.texts.extend(plan.title.versions().map(|(_, words)| words.to_owned()));
            true
        }),
        E::IndicatorDefined { indicator, definition } => {
            let document = Document {
                // What is said anew of an indicator takes the place of what was said before.
                position: recorded.position.0,
                kind: SearchKind::Indicator,
                part: indicator.to_string(),
                title: definition.title.clone(),
                texts: vec![],
                on: definition.due,
                access: DocumentAccess::Indicator(definition.reporters().cloned().collect()),
            };
            put(transaction, recorded, &document)
        }
        E::BaselineSet { .. } | E::TargetSet { .. } | E::ValueReported { .. } | E::ValueCorrected { .. } => Ok(()),
    }
}

fn module(transaction: &Transaction<'_>, recorded: &RecordedEvent, event: &ModuleEvent) -> Result<(), ProjectionError> {
    let ModuleEvent::ModulePlanned(plan) = event else { return Ok(()) };
    let document = Document {
        position: recorded.position.0,
        kind: SearchKind::Module,
        part: String::new(),
        title: plan.title.clone(),
        texts: vec![plan.form.to_string()],
        on: Some(plan.from),
        access: DocumentAccess::Training,
    };
    put(transaction, recorded, &document)
}

/// The thing of an event's stream.
fn find(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    part: &str,
) -> Result<Option<Document>, ProjectionError> {
    let read = |row: &Row<'_>| {
        Ok(Document {
            position: row.get("position")?,
            kind: from_column(row, "kind")?,
            part: row.get("part")?,
            title: from_column(row, "title")?,
            texts: from_column(row, "texts")?,
            on: from_optional_column(row, "on_day")?,
            access: from_column(row, "access")?,
        })
    };
    let found = transaction
        .prepare_cached("SELECT * FROM search_documents WHERE stream = ?1 AND part = ?2")?
        .query_row([recorded.stream.as_str(), part], read)
        .optional()?;
    Ok(found)
}

/// Changes the thing of an event's stream, where it is here; the change says whether there is any.
fn change(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    change: impl FnOnce(&mut Document) -> bool,
) -> Result<(), ProjectionError> {
    let Some(mut document) = find(transaction, recorded, "")? else { return Ok(()) };
    if change(&mut document) { put(transaction, recorded, &document) } else { Ok(()) }
}

/// Takes whatever the stream of an event has out.
fn remove(transaction: &Transaction<'_>, recorded: &RecordedEvent) -> Result<(), ProjectionError> {
    let stream = recorded.stream.as_str();
    transaction
        .prepare_cached(
            "DELETE FROM search_index WHERE rowid IN (SELECT position FROM search_documents WHERE stream = ?1)",
        )?
        .execute([stream])?;
    transaction.prepare_cached("DELETE FROM search_documents WHERE stream = ?1")?.execute([stream])?;
    Ok(())
}

/// Keeps a thing of an event's stream, in place of what was kept of it.
fn put(transaction: &Transaction<'_>, recorded: &RecordedEvent, document: &Document) -> Result<(), ProjectionError> {
    let (stream, part) = (recorded.stream.as_str(), document.part.as_str());
    let before: Option<u64> = transaction
        .prepare_cached("SELECT position FROM search_documents WHERE stream = ?1 AND part = ?2")?
        .query_row([stream, part], |row| row.get(0))
        .optional()?;
    if let Some(before) = before {
        transaction.prepare_cached("DELETE FROM search_index WHERE rowid = ?1")?.execute([before])?;
        transaction.prepare_cached("DELETE FROM search_documents WHERE position = ?1")?.execute([before])?;
    }
    transaction.prepare_cached("INSERT INTO search_documents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(
        params![
            document.position,
            to_column(&document.kind)?,
            stream,
            part,
            to_column(&document.title)?,
            to_column(&document.texts)?,
            document.on.as_ref().map(to_column).transpose()?,
            to_column(&document.access)?,
        ],
    )?;
    let title: BTreeSet<String> = document.title.versions().flat_map(|(_, words)| plain_words(words)).collect();
    let rest: BTreeSet<String> = document.texts.iter().flat_map(|text| plain_words(text)).collect();
    let audiences = audiences_of(&document.access.views());
    // A decision has no title of its own: what was decided is what it is found by, and its meeting is beside it.
    let (title, rest) = if document.kind == SearchKind::Decision { (rest, BTreeSet::new()) } else { (title, rest) };
    let beginnings: BTreeSet<&str> = title.union(&rest).flat_map(|word| beginnings(word)).collect();
    let (mut in_title, mut beside) = (vec![], vec![]);
    for audience in &audiences {
        in_title.extend(title.iter().map(|word| indexed(document.kind, audience, word)));
        beside.extend(rest.iter().map(|word| indexed(document.kind, audience, word)));
        beside.extend(beginnings.iter().filter_map(|one| indexed_beginning(document.kind, audience, one)));
    }
    transaction
        .prepare_cached("INSERT INTO search_index (rowid, title, rest) VALUES (?1, ?2, ?3)")?
        .execute(params![document.position, in_title.join(" "), beside.join(" ")])?;
    for word in title.union(&rest) {
        transaction.prepare_cached("INSERT OR IGNORE INTO search_words VALUES (?1)")?.execute([word])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_beginnings_that_it_is_long_enough_for() {
        assert_eq!(beginnings("r").count(), 0);
        assert_eq!(beginnings("ra").collect::<Vec<_>>(), ["ra"]);
        assert_eq!(beginnings("raport").collect::<Vec<_>>(), ["ra", "rap"]);
        assert_eq!(beginnings("ρεπορτ").collect::<Vec<_>>(), ["ρε", "ρεπ"]);
    }
}
