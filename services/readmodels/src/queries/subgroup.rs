//! One subgroup.

use std::num::NonZeroU16;

use events::ids::SubgroupId;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Partitions, Query, only_part};
use super::subgroups::read_subgroup;
use crate::views::SubgroupView;

/// The subgroup with this id, if there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subgroup(pub SubgroupId);

impl Query for Subgroup {
    const NAME: &'static str = "subgroup";
    type Part = Option<SubgroupView>;
    type Output = Option<SubgroupView>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Any
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Option<SubgroupView>> {
        connection
            .prepare_cached("SELECT * FROM directory_subgroups WHERE id = ?1")?
            .query_row([self.0.as_str()], |row| read_subgroup(connection, row))
            .optional()
    }

    fn merge(&self, parts: Vec<AsOf<Option<SubgroupView>>>) -> Result<Option<SubgroupView>, AskError> {
        only_part(parts)
    }
}
