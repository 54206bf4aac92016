//! Everybody in post, still sealed. Whoever asks several partitions keeps the answer until the directory changes:
//! everybody who writes to the bot is looked for among them.

use std::num::NonZeroU16;
use std::sync::Arc;

use events::ids::{InstitutionId, PersonId, Position, SubgroupId};
use events::subgroup::Chair;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, NO_LIMIT, OutputReuse, Paging, Partitions, Query, only_part};
use super::sealed_staff::{SealedPerson, Staff, chairs};

/// Everybody in post, unless the directory has not changed since a position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct People {
    unless: Option<Position>,
    after: Option<(InstitutionId, PersonId)>,
    limit: usize,
}

impl Default for People {
    fn default() -> Self {
        Self { unless: None, after: None, limit: NO_LIMIT }
    }
}

/// What one instance answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PeoplePart {
    /// What was answered as of that position still holds.
    Unchanged,
    /// So many, by institution and person.
    Page {
        /// The last change to the directory.
        changed: Position,
        people: Vec<SealedPerson>,
        chairs: Vec<(SubgroupId, Chair)>,
    },
}

/// Everybody in post, as of a change to the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PeopleInPost {
    /// As they were.
    Unchanged,
    /// All of them.
    Everybody { changed: Position, staff: Arc<Staff> },
}

impl PeopleInPost {
    pub(crate) fn staff(self) -> Arc<Staff> {
        match self {
            Self::Unchanged => Arc::default(),
            Self::Everybody { staff, .. } => staff,
        }
    }
}

/// The position of the last change to the directory.
fn last_change(connection: &Connection) -> rusqlite::Result<Position> {
    let position =
        connection.prepare_cached("SELECT position FROM directory_changes")?.query_row([], |row| row.get(0)).optional();
    Ok(position?.map_or(Position::START, Position))
}

impl Query for People {
    const NAME: &'static str = "people";
    type Part = PeoplePart;
    type Output = PeopleInPost;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Any
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<PeoplePart> {
        let changed = last_change(connection)?;
        if self.unless == Some(changed) {
            return Ok(PeoplePart::Unchanged);
        }
        let after = self.after.as_ref();
        let (institution, person) =
            after.map_or(("", ""), |(institution, person)| (institution.as_str(), person.as_str()));
        let query = format!(
            "{} AND (people.institution, people.person) > (?1, ?2)
            ORDER BY people.institution, people.person LIMIT +?3",
            SealedPerson::QUERY
        );
        let people = connection
            .prepare_cached(&query)?
            .query_map(params![institution, person, self.limit], SealedPerson::read)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(PeoplePart::Page { changed, people, chairs: chairs(connection)? })
    }

    fn merge(&self, parts: Vec<AsOf<PeoplePart>>) -> Result<PeopleInPost, AskError> {
        Ok(match only_part(parts)? {
            PeoplePart::Unchanged => PeopleInPost::Unchanged,
            PeoplePart::Page { changed, people, chairs } => {
                PeopleInPost::Everybody { changed, staff: Arc::new(Staff::new(people, chairs)) }
            }
        })
    }

    fn paging() -> Option<Paging<Self>> {
        Some(Paging {
            limit: |question| question.limit,
            next_page: |question, so_far, limit| match so_far {
                None | Some(PeoplePart::Unchanged) => Self { unless: question.unless, after: None, limit },
                Some(PeoplePart::Page { people, .. }) => {
                    let after = people.last().map(|last| (last.institution.clone(), last.person.clone()));
                    Self { unless: None, after, limit }
                }
            },
            rows: |part| match part {
                PeoplePart::Unchanged => 0,
                PeoplePart::Page { people, .. } => people.len(),
            },
            // Somebody came or went between two pages: what is kept is as of the first, so it is soon asked for anew.
            append: |so_far, page| {
                if let (PeoplePart::Page { people, chairs, .. }, PeoplePart::Page { people: more, chairs: now, .. }) =
                    (so_far, page)
                {
                    people.extend(more);
                    *chairs = now;
                }
            },
        })
    }

    fn keeping() -> Option<OutputReuse<Self>> {
        Some(OutputReuse {
            unless_changed: |question, kept| match kept {
                PeopleInPost::Unchanged => question.clone(),
                PeopleInPost::Everybody { changed, .. } => Self { unless: Some(*changed), ..question.clone() },
            },
            still_holds: |output| *output == PeopleInPost::Unchanged,
        })
    }
}
