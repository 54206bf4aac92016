//! The tables of things, and how a thing is begun, found, continued and taken out of them.

use chrono::NaiveDate;
use events::RecordedEvent;
use events::ids::{InstitutionId, Position, StreamId};
use events::language::LocalText;
use events::milestone::Precision;
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::engine::projection::ProjectionError;
use crate::json::{from_column, from_optional_column, from_text, to_column};
use crate::local_time::date_in_kosovo;
use crate::things::{OPEN_END, Step, StepKind, Thing, ThingKind, ThingSpan, ThingStage};

pub(super) const TABLES: &[&str] =
    &["things_spans", "things_lives", "things_lanes", "things_by_month", "things_subjects"];

pub(super) const CREATE: &str = "
CREATE TABLE things_spans (
    position INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    until_day TEXT,
    ended TEXT,
    known_since TEXT NOT NULL,
    lanes TEXT NOT NULL,
    subgroup TEXT,
    objective TEXT,
    meeting TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX things_by_last_day ON things_spans (last_day, first_day);
CREATE INDEX things_by_first_day ON things_spans (first_day, last_day);
CREATE INDEX things_by_meeting ON things_spans (meeting);
CREATE TABLE things_lives (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    part TEXT NOT NULL,
    title TEXT NOT NULL,
    part_of TEXT,
    precision TEXT NOT NULL,
    steps TEXT NOT NULL,
    item TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX things_by_stream ON things_lives (stream, part);
CREATE TABLE things_lanes (
    institution TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (institution, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE things_by_month (
    month TEXT NOT NULL,
    kind TEXT NOT NULL,
    things INTEGER NOT NULL,
    PRIMARY KEY (month, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE things_subjects (
    stream TEXT NOT NULL,
    part TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (stream, part)
) STRICT, WITHOUT ROWID;
";

/// What [`read_span`] reads.
pub(crate) const SPAN_COLUMNS: &str =
    "position, kind, first_day, last_day, until_day, ended, lanes, subgroup, objective, meeting";

/// A thing as the tables have it.
pub(super) struct KeptThing {
    pub(super) thing: Thing,
    /// Which part of its stream it is; none: the stream itself. It may name what nobody is told, so it is never given out.
    pub(super) part: String,
    /// Of an action item: its state, as decisions see it.
    pub(super) item: Option<String>,
}

/// The first day, the last day and the institutions with which a thing begins.
pub(super) struct Beginning {
    pub(super) from: NaiveDate,
    pub(super) until: Option<NaiveDate>,
    pub(super) institutions: Vec<InstitutionId>,
}

/// The day on which an event happened, in Kosovo.
pub(super) fn day_of(recorded: &RecordedEvent) -> NaiveDate {
    date_in_kosovo(recorded.metadata.occurred_at)
}

impl KeptThing {
    /// A thing that begins with an event.
    pub(super) fn begun(recorded: &RecordedEvent, kind: ThingKind, title: LocalText, beginning: Beginning) -> Self {
        let Beginning { from, until, institutions } = beginning;
        let step = Step {
            position: recorded.position,
            what: StepKind::Begun,
            on: day_of(recorded),
            recorded_at: recorded.metadata.recorded_at,
            correlation: recorded.metadata.correlation_id,
            whose: None,
            stage: ThingStage::Open,
            from,
            until,
            institutions: Some(institutions),
        };
        let thing = Thing {
            position: recorded.position,
            stream: recorded.stream.clone(),
            kind,
            title,
            part_of: None,
            subgroup: None,
            objective: None,
            meeting: None,
            precision: Precision::Day,
            steps: vec![step],
        };
        Self { thing, part: String::new(), item: None }
    }

    /// The same as a part of its stream.
    pub(super) fn with_part(self, part: String) -> Self {
        Self { part, ..self }
    }

    /// Adds a step: what an event did, how far the thing is after it, and whatever else is changed of the step, which
    /// otherwise leaves days and institutions as they were.
    pub(super) fn step(
        &mut self,
        recorded: &RecordedEvent,
        what: StepKind,
        stage: ThingStage,
        change: impl FnOnce(&mut Step),
    ) {
        let Some(last) = self.thing.steps.last() else { return };
        let mut step = Step {
            position: recorded.position,
            what,
            on: day_of(recorded),
            recorded_at: recorded.metadata.recorded_at,
            correlation: recorded.metadata.correlation_id,
            whose: None,
            stage,
            from: last.from,
            until: last.until,
            institutions: None,
        };
        change(&mut step);
        self.thing.steps.push(step);
    }

    /// How far it is.
    pub(super) fn stage(&self) -> ThingStage {
        self.thing.steps.last().map_or(ThingStage::Open, |step| step.stage)
    }
}

fn count_month(transaction: &Transaction<'_>, first: &str, kind: ThingKind, by: i64) -> Result<(), ProjectionError> {
    let Some(month) = first.get(..7) else { return Ok(()) };
    let kind = to_column(&kind)?;
    transaction
        .prepare_cached(
            "INSERT INTO things_by_month VALUES (?1, ?2, ?3)
             ON CONFLICT (month, kind) DO UPDATE SET things = things + ?3",
        )?
        .execute(params![month, kind, by])?;
    transaction
        .prepare_cached("DELETE FROM things_by_month WHERE month = ?1 AND kind = ?2 AND things = 0")?
        .execute(params![month, kind])?;
    Ok(())
}

fn first_day_kept(transaction: &Transaction<'_>, position: Position) -> rusqlite::Result<Option<String>> {
    transaction
        .prepare_cached("SELECT first_day FROM things_spans WHERE position = ?1")?
        .query_row([position.0], |row| row.get(0))
        .optional()
}

/// Keeps a thing as it is now.
pub(super) fn put(transaction: &Transaction<'_>, kept: &KeptThing) -> Result<(), ProjectionError> {
    let thing = &kept.thing;
    let span = ThingSpan::of(thing);
    let first = span.first.to_string();
    let before = first_day_kept(transaction, thing.position)?;
    if before.as_deref() != Some(&first) {
        if let Some(before) = before {
            count_month(transaction, &before, thing.kind, -1)?;
        }
        count_month(transaction, &first, thing.kind, 1)?;
    }
    let known_since = thing.steps.first().map_or(OPEN_END, |step| date_in_kosovo(step.recorded_at));
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO things_spans
             (position, kind, first_day, last_day, until_day, ended, known_since, lanes, subgroup, objective, meeting)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            thing.position.0,
            to_column(&thing.kind)?,
            first,
            sortable(span.last.unwrap_or(OPEN_END)),
            span.until.map(|day| day.to_string()),
            span.ended.map(|day| day.to_string()),
            known_since.to_string(),
            to_column(&span.lanes)?,
            thing.subgroup.as_ref().map(to_column).transpose()?,
            thing.objective.as_ref().map(to_column).transpose()?,
            thing.meeting.as_ref().map(to_column).transpose()?,
        ])?;
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO things_lives (position, stream, part, title, part_of, precision, steps, item)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            thing.position.0,
            thing.stream.as_str(),
            kept.part,
            to_column(&thing.title)?,
            thing.part_of.as_ref().map(to_column).transpose()?,
            to_column(&thing.precision)?,
            to_column(&thing.steps)?,
            kept.item,
        ])?;
    for institution in span.lanes.iter().flat_map(|lane| &lane.institutions) {
        transaction
            .prepare_cached("INSERT OR REPLACE INTO things_lanes VALUES (?1, ?2)")?
            .execute(params![institution.as_str(), thing.position.0])?;
    }
    Ok(())
}

/// A day as text that sorts as days do: no year of more than four figures.
fn sortable(day: NaiveDate) -> String {
    if day == OPEN_END { OPEN_DAY.to_owned() } else { day.to_string() }
}

/// What stands for [`OPEN_END`] in a column.
const OPEN_DAY: &str = "9999-12-31";

/// Takes a thing out, which is elsewhere from now on.
pub(super) fn remove(transaction: &Transaction<'_>, kept: &KeptThing) -> Result<(), ProjectionError> {
    let position = kept.thing.position;
    if let Some(before) = first_day_kept(transaction, position)? {
        count_month(transaction, &before, kept.thing.kind, -1)?;
    }
    for table in ["things_spans", "things_lives", "things_lanes"] {
        transaction.prepare_cached(&format!("DELETE FROM {table} WHERE position = ?1"))?.execute([position.0])?;
    }
    Ok(())
}

const THING_COLUMNS: &str = "SELECT position, stream, part, title, part_of, precision, steps, item, kind, subgroup,
    objective, meeting FROM things_lives JOIN things_spans USING (position)";

/// The thing that is a stream, or this part of it.
pub(super) fn find(
    transaction: &Transaction<'_>,
    stream: &StreamId,
    part: &str,
) -> rusqlite::Result<Option<KeptThing>> {
    transaction
        .prepare_cached(&format!("{THING_COLUMNS} WHERE stream = ?1 AND part = ?2"))?
        .query_row(params![stream.as_str(), part], read_kept)
        .optional()
}

/// Every thing that is a part of a stream.
pub(super) fn parts_of(transaction: &Transaction<'_>, stream: &StreamId) -> rusqlite::Result<Vec<KeptThing>> {
    transaction
        .prepare_cached(&format!("{THING_COLUMNS} WHERE stream = ?1 ORDER BY position"))?
        .query_map([stream.as_str()], read_kept)?
        .collect()
}

fn read_kept(row: &Row<'_>) -> rusqlite::Result<KeptThing> {
    Ok(KeptThing { thing: read_thing(row)?, part: row.get("part")?, item: row.get("item")? })
}

/// What a stream, or a part of it, is called, for what comes later.
pub(super) fn put_subject(
    transaction: &Transaction<'_>,
    stream: &StreamId,
    part: &str,
    title: &LocalText,
) -> Result<(), ProjectionError> {
    transaction.prepare_cached("INSERT OR REPLACE INTO things_subjects VALUES (?1, ?2, ?3)")?.execute(params![
        stream.as_str(),
        part,
        to_column(title)?
    ])?;
    Ok(())
}

/// What [`put_subject`] kept.
pub(super) fn subject(
    transaction: &Transaction<'_>,
    stream: &StreamId,
    part: &str,
) -> rusqlite::Result<Option<LocalText>> {
    transaction
        .prepare_cached("SELECT title FROM things_subjects WHERE stream = ?1 AND part = ?2")?
        .query_row(params![stream.as_str(), part], |row| from_column(row, "title"))
        .optional()
}

/// A thing of a row of both tables.
pub(crate) fn read_thing(row: &Row<'_>) -> rusqlite::Result<Thing> {
    Ok(Thing {
        position: Position(row.get("position")?),
        stream: from_text(row, "stream")?,
        kind: from_column(row, "kind")?,
        title: from_column(row, "title")?,
        part_of: from_optional_column(row, "part_of")?,
        subgroup: from_optional_column(row, "subgroup")?,
        objective: from_optional_column(row, "objective")?,
        meeting: from_optional_column(row, "meeting")?,
        precision: from_column(row, "precision")?,
        steps: from_column(row, "steps")?,
    })
}

/// A thing without its life, of a row of [`SPAN_COLUMNS`].
pub(crate) fn read_span(row: &Row<'_>) -> rusqlite::Result<ThingSpan> {
    let day = |column: &str| -> rusqlite::Result<Option<NaiveDate>> {
        let text: Option<String> = row.get(column)?;
        text.map(|_| from_text(row, column)).transpose()
    };
    let last: String = row.get("last_day")?;
    Ok(ThingSpan {
        position: Position(row.get("position")?),
        kind: from_column(row, "kind")?,
        first: from_text(row, "first_day")?,
        last: if last == OPEN_DAY { None } else { day("last_day")? },
        until: day("until_day")?,
        ended: day("ended")?,
        lanes: from_column(row, "lanes")?,
        subgroup: from_optional_column(row, "subgroup")?,
        objective: from_optional_column(row, "objective")?,
        meeting: from_optional_column(row, "meeting")?,
    })
}
