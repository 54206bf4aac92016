//! Every subgroup.

use std::num::NonZeroU16;

use events::ids::{Position, SubgroupId};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, NO_LIMIT, Paging, Partitions, Query, only_part};
use crate::json::{from_column, from_optional_column, from_text};
use crate::views::SubgroupView;

/// Every subgroup, dissolved ones included, by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subgroups {
    after: Option<SubgroupId>,
    limit: usize,
}

impl Default for Subgroups {
    fn default() -> Self {
        Self { after: None, limit: NO_LIMIT }
    }
}

impl Query for Subgroups {
    const NAME: &'static str = "subgroups";
    type Part = Vec<SubgroupView>;
    type Output = Vec<SubgroupView>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Any
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<SubgroupView>> {
        let after = self.after.as_ref().map_or("", SubgroupId::as_str);
        connection
            .prepare_cached("SELECT * FROM directory_subgroups WHERE id > ?1 ORDER BY id LIMIT +?2")?
            .query_map(params![after, self.limit], |row| read_subgroup(connection, row))?
            .collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<SubgroupView>>>) -> Result<Vec<SubgroupView>, AskError> {
        only_part(parts)
    }

    fn paging() -> Option<Paging<Self>> {
        Some(Paging {
            limit: |question| question.limit,
            next_page: |_, so_far, limit| {
                let after = so_far.and_then(|subgroups| subgroups.last()).map(|subgroup| subgroup.id.clone());
                Self { after, limit }
            },
            rows: Vec::len,
            append: |subgroups, page| subgroups.extend(page),
        })
    }
}

pub(super) fn read_subgroup(connection: &Connection, row: &Row<'_>) -> rusqlite::Result<SubgroupView> {
    let id: SubgroupId = from_text(row, "id")?;
    let members = connection
        .prepare_cached("SELECT institution FROM directory_members WHERE subgroup = ?1 ORDER BY institution")?
        .query_map([id.as_str()], |row| from_text(row, "institution"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(SubgroupView {
        name: from_column(row, "name")?,
        chair: from_optional_column(row, "chair")?,
        members,
        cut_off: row.get::<_, Option<u64>>("cut_off")?.map(Position),
        dissolved: row.get("dissolved")?,
        id,
    })
}
