//! What has the words that somebody looks for, of one kind, as far as it is for those that they belong to.
//!
//! The best come first: those whose title has every word whole, then those that have every word, then those of which each word
//! is a beginning; of these the newest first. Whether one may be shown is asked of the authority by whoever asked for it.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::num::NonZeroU16;
use std::ops::Range;

use chrono::NaiveDate;
use events::authority::Principal;
use events::ids::{Position, StreamId};
use events::language::LocalText;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Partitions, Query, latest_rows};
use crate::json::{from_column, from_optional_column, from_text};
use crate::projections::search_index::{indexed, indexed_beginning};
use crate::search::{DocumentAccess, MatchQuality, SearchAudience, SearchKind, SearchTerms, begins_almost_with};

/// How many letters of a text are shown before what was found in it, and after.
const AROUND: (usize, usize) = (60, 140);

/// Asks for things of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// What sort of thing.
    kind: SearchKind,
    /// What is looked for.
    terms: SearchTerms,
    /// For whom it must be.
    audiences: Vec<SearchAudience>,
    /// Whether one slip in a word is forgiven.
    forgiving: bool,
    /// How many at most.
    limit: usize,
}

impl Search {
    /// The best things of a kind for somebody, at most so many.
    pub fn of(principal: &Principal, kind: SearchKind, terms: SearchTerms, limit: usize) -> Self {
        Self { kind, terms, audiences: SearchAudience::all_of(principal), forgiving: false, limit }
    }

    /// Whether there is somebody for whom anything can be found.
    pub(super) fn is_for_somebody(&self) -> bool {
        !self.audiences.is_empty()
    }

    /// The same with what is found by forgiving one slip in a word.
    #[must_use]
    pub fn forgiving(self) -> Self {
        Self { forgiving: true, ..self }
    }
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundThing {
    /// How well it has the words.
    pub quality: MatchQuality,
    /// The position of the event that it began with.
    pub position: Position,
    /// What sort of thing it is.
    pub kind: SearchKind,
    /// Its stream; of a decision its meeting's.
    pub stream: StreamId,
    /// Which part of that it is: an indicator.
    pub part: String,
    /// What it is called; of a decision its meeting's title.
    pub title: LocalText,
    /// A piece of what it was found by, where that is not the title alone.
    pub excerpt: Option<String>,
    /// The day that it is due or takes place on.
    pub on: Option<NaiveDate>,
    /// What decides who may see it.
    pub access: DocumentAccess,
}

impl Query for Search {
    const NAME: &'static str = "search";
    type Part = Vec<FoundThing>;
    type Output = Vec<FoundThing>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        match self.kind {
            SearchKind::ActionItem => Partitions::Each,
            SearchKind::Meeting
            | SearchKind::Decision
            | SearchKind::DataRequest
            | SearchKind::Objective
            | SearchKind::Indicator
            | SearchKind::Module => Partitions::Any,
        }
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<FoundThing>> {
        if !self.is_for_somebody() {
            return Ok(vec![]);
        }
        let mut found: Vec<(MatchQuality, u64)> = vec![];
        let mut known = BTreeSet::new();
        let mut qualities = vec![MatchQuality::WholeInTitle, MatchQuality::Whole, MatchQuality::Beginnings];
        qualities.extend(self.forgiving.then_some(MatchQuality::Similar));
        for quality in qualities {
            let expression = self.expression(connection, quality)?;
            let mut statement = connection.prepare_cached(
                "SELECT rowid FROM search_index WHERE search_index MATCH ?1 ORDER BY rowid DESC LIMIT +?2",
            )?;
            // Those that were found better before come again.
            let positions = statement.query_map(params![expression, self.limit + known.len()], |row| row.get(0))?;
            for position in positions {
                let position: u64 = position?;
                if found.len() < self.limit && known.insert(position) {
                    found.push((quality, position));
                }
            }
            if found.len() >= self.limit {
                break;
            }
        }
        found.into_iter().map(|(quality, position)| self.read(connection, quality, position)).collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<FoundThing>>>) -> Result<Vec<FoundThing>, AskError> {
        let mut found = latest_rows(parts, |found| (found.stream.clone(), found.part.clone()));
        found.sort_by_key(|found| (found.quality, Reverse(found.position)));
        found.truncate(self.limit);
        Ok(found)
    }
}

impl Search {
    /// What is asked of the index for whatever has each word whole or its beginning.
    pub(super) fn expression_of_beginnings(&self) -> String {
        self.expression_with(MatchQuality::Beginnings, &[])
    }

    /// What is asked of the index.
    fn expression(&self, connection: &Connection, quality: MatchQuality) -> rusqlite::Result<String> {
        let similar = if quality == MatchQuality::Similar { self.similar_words(connection)? } else { vec![] };
        Ok(self.expression_with(quality, &similar))
    }

    fn expression_with(&self, quality: MatchQuality, similar: &[Vec<String>]) -> String {
        let of_word = |(nth, word): (usize, &String)| {
            let any: Vec<String> = match quality {
                MatchQuality::WholeInTitle | MatchQuality::Whole => self.whole(word),
                MatchQuality::Beginnings | MatchQuality::Similar if SearchTerms::can_begin(word) => {
                    let others = similar.get(nth).into_iter().flatten().flat_map(|other| self.whole(other));
                    self.beginning(word).into_iter().chain(others).collect()
                }
                MatchQuality::Beginnings | MatchQuality::Similar => self.whole(word),
            };
            let column = if quality == MatchQuality::WholeInTitle { "{title} : " } else { "" };
            format!("{column}({})", any.join(" OR "))
        };
        self.terms.words().iter().enumerate().map(of_word).collect::<Vec<_>>().join(" AND ")
    }

    /// A word as each of those has it for whom it must be.
    fn whole(&self, word: &str) -> Vec<String> {
        self.audiences.iter().map(|audience| format!("\"{}\"", indexed(self.kind, audience, word))).collect()
    }

    /// Whatever begins so, as each of them has it.
    fn beginning(&self, word: &str) -> Vec<String> {
        let of = |audience| match indexed_beginning(self.kind, audience, word) {
            Some(beginning) => format!("\"{beginning}\""),
            None => format!("\"{}\"*", indexed(self.kind, audience, word)),
        };
        self.audiences.iter().map(of).collect()
    }

    /// For each word those that begin with it but for a slip. Each word there is is looked at, whatever is asked for.
    fn similar_words(&self, connection: &Connection) -> rusqlite::Result<Vec<Vec<String>>> {
        let mut similar = vec![vec![]; self.terms.words().len()];
        let mut statement = connection.prepare_cached("SELECT word FROM search_words")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let known: String = row.get(0)?;
            for (wanted, similar) in self.terms.words().iter().zip(&mut similar) {
                if !known.starts_with(wanted.as_str()) && begins_almost_with(&known, wanted) {
                    similar.push(known.clone());
                }
            }
        }
        Ok(similar)
    }

    fn read(&self, connection: &Connection, quality: MatchQuality, position: u64) -> rusqlite::Result<FoundThing> {
        let read = |row: &Row<'_>| {
            let (title, texts): (LocalText, Vec<String>) = (from_column(row, "title")?, from_column(row, "texts")?);
            let excerpt = self.excerpt(&title, &texts, quality);
            Ok(FoundThing {
                quality,
                position: Position(position),
                kind: from_column(row, "kind")?,
                stream: from_text(row, "stream")?,
                part: row.get("part")?,
                title,
                excerpt,
                on: from_optional_column(row, "on_day")?,
                access: from_column(row, "access")?,
            })
        };
        connection.prepare_cached("SELECT * FROM search_documents WHERE position = ?1")?.query_row([position], read)
    }

    /// The piece of the other texts in which most of what was found stands.
    fn excerpt(&self, title: &LocalText, texts: &[String], quality: MatchQuality) -> Option<String> {
        let forgiving = quality == MatchQuality::Similar;
        let is_decision = self.kind == SearchKind::Decision;
        let has_all = |text: &str| self.terms.quality(&[text], &[], forgiving).is_some();
        if !is_decision && title.versions().any(|(_, words)| has_all(words)) {
            return None;
        }
        let count = |text: &&String| self.terms.places_in(text, forgiving).len();
        let best = texts.iter().filter(|text| count(text) > 0).max_by_key(count)?;
        let first = self.terms.places_in(best, forgiving).into_iter().next()?;
        Some(piece_around(best, &first))
    }
}

/// A piece of a text around a place in it, cut between words.
fn piece_around(text: &str, place: &Range<usize>) -> String {
    let (before, after) = (text.get(..place.start).unwrap_or_default(), text.get(place.start..).unwrap_or_default());
    let begin = before.char_indices().rev().nth(AROUND.0).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(AROUND.1).map_or(after.len(), |(at, _)| at);
    let (mut head, mut tail) = (before.get(begin..).unwrap_or_default(), after.get(..end).unwrap_or_default());
    if begin > 0 {
        head = head.split_once(char::is_whitespace).map_or(head, |(_, rest)| rest);
    }
    let is_cut = end < after.len();
    if is_cut {
        tail = tail.rsplit_once(char::is_whitespace).map_or(tail, |(rest, _)| rest);
    }
    format!("{}{head}{tail}{}", if begin > 0 { "… " } else { "" }, if is_cut { " …" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::piece_around;

    #[test]
    fn a_piece_is_cut_between_words() {
        let text = format!("{} needle {}", "before ".repeat(30), "after ".repeat(60));
        let at = text.find("needle").unwrap_or_default();
        let piece = piece_around(&text, &(at..at + 6));
        assert!(piece.starts_with("… before ") && piece.ends_with("after …") && piece.contains(" needle "), "{piece}");
        assert_eq!(piece_around("needle", &(0..6)), "needle");
    }
}
