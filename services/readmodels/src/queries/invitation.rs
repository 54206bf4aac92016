//! Whose invitation one is.

use std::num::NonZeroU16;

use events::institution::InvitationHash;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Partitions, Query, only_part};
use crate::json::from_text;
use crate::views::InvitationView;

/// Whose invitation this is, also when it was used, replaced or has expired: the domain says which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation(pub InvitationHash);

impl Query for Invitation {
    const NAME: &'static str = "invitation";
    type Part = Option<InvitationView>;
    type Output = Option<InvitationView>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Any
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Option<InvitationView>> {
        connection
            .prepare_cached("SELECT institution, person FROM directory_invitations WHERE hash = ?1")?
            .query_row([self.0.as_str()], |row| {
                Ok(InvitationView { institution: from_text(row, "institution")?, person: from_text(row, "person")? })
            })
            .optional()
    }

    fn merge(&self, parts: Vec<AsOf<Option<InvitationView>>>) -> Result<Option<InvitationView>, AskError> {
        only_part(parts)
    }
}
