//! Every institution, without its people.

use std::num::NonZeroU16;

use events::ids::InstitutionId;
use events::institution::InstitutionKind;
use events::language::LocalText;
use events::text::Text;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, NO_LIMIT, Paging, Partitions, Query, only_part};
use crate::json::{from_column, from_text};
use crate::views::{InstitutionView, PersonView};

/// Every institution, by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Institutions {
    after: Option<InstitutionId>,
    limit: usize,
}

impl Default for Institutions {
    fn default() -> Self {
        Self { after: None, limit: NO_LIMIT }
    }
}

impl Query for Institutions {
    const NAME: &'static str = "institutions";
    type Part = Vec<ListedInstitution>;
    type Output = Vec<ListedInstitution>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Any
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<ListedInstitution>> {
        let after = self.after.as_ref().map_or("", InstitutionId::as_str);
        connection
            .prepare_cached("SELECT * FROM directory_institutions WHERE id > ?1 ORDER BY id LIMIT +?2")?
            .query_map(params![after, self.limit], ListedInstitution::read)?
            .collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<ListedInstitution>>>) -> Result<Vec<ListedInstitution>, AskError> {
        only_part(parts)
    }

    fn paging() -> Option<Paging<Self>> {
        Some(Paging {
            limit: |question| question.limit,
            next_page: |_, so_far, limit| {
                let after = so_far.and_then(|institutions| institutions.last()).map(|one| one.id.clone());
                Self { after, limit }
            },
            rows: Vec::len,
            append: |institutions, page| institutions.extend(page),
        })
    }
}

/// An institution as the tables have it, without its people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ListedInstitution {
    id: InstitutionId,
    names: LocalText,
    kind: InstitutionKind,
    role: Text,
    authority_member: bool,
    active: bool,
}

impl ListedInstitution {
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: from_text(row, "id")?,
            names: from_column(row, "names")?,
            kind: from_column(row, "kind")?,
            role: from_text(row, "role")?,
            authority_member: row.get("authority_member")?,
            active: row.get("active")?,
        })
    }

    /// The institution with those of these people who are its own.
    pub(crate) fn with_staff(self, people: &[PersonView]) -> InstitutionView {
        InstitutionView {
            staff: people.iter().filter(|person| person.institution == self.id).cloned().collect(),
            id: self.id,
            names: self.names,
            kind: self.kind,
            role: self.role,
            authority_member: self.authority_member,
            active: self.active,
        }
    }
}
