//! One institution with its people, still sealed.

use std::num::NonZeroU16;

use events::ids::{InstitutionId, SubgroupId};
use events::subgroup::Chair;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::institutions::ListedInstitution;
use super::query::{AsOf, Partitions, Query, only_part};
use super::sealed_staff::{SealedPerson, Staff, chairs};

/// The institution with this id, if there is one, and its people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Institution(pub(crate) InstitutionId);

impl Query for Institution {
    const NAME: &'static str = "institution";
    type Part = Option<(ListedInstitution, Vec<SealedPerson>, Vec<(SubgroupId, Chair)>)>;
    type Output = Option<(ListedInstitution, Staff)>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Any
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Self::Part> {
        let found = connection
            .prepare_cached("SELECT * FROM directory_institutions WHERE id = ?1")?
            .query_row([self.0.as_str()], ListedInstitution::read)
            .optional()?;
        let Some(institution) = found else { return Ok(None) };
        let query = format!("{} AND people.institution = ?1", SealedPerson::QUERY);
        let people = connection
            .prepare_cached(&query)?
            .query_map([self.0.as_str()], SealedPerson::read)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Some((institution, people, chairs(connection)?)))
    }

    fn merge(&self, parts: Vec<AsOf<Self::Part>>) -> Result<Self::Output, AskError> {
        Ok(only_part(parts)?.map(|(institution, people, chairs)| (institution, Staff::new(people, chairs))))
    }
}
