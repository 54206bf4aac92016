//! What page and API do with erasures alike.

use std::borrow::Cow;

use coordination::Accepted;
use events::Command;
use events::erasure::{ErasureCommand, ErasureSubject};
use events::ids::{CommandId, ErasureId};
use events::text::Text;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::app::App;
use crate::app::reader::Reader;
use crate::failure::Failure;
use crate::http::actions::{ActionWords, actions};
use crate::http::command_api::one_of;

actions! {
    /// What can be done about an erasure that somebody asked for.
    ErasureAction {
        Confirm = "confirm",
        Withdraw = "withdraw",
    }
}

// The derived one does not see words that come through a macro.
impl PartialSchema for ErasureAction {
    fn schema() -> RefOr<Schema> {
        one_of(Self::WORDS).into()
    }
}

impl ToSchema for ErasureAction {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("ErasureAction")
    }
}

impl ErasureAction {
    /// Its word in the path, in the form's name and in the id of the command.
    pub(super) const fn word(self) -> &'static str {
        self.name()
    }
}

/// Asks for an erasure. What cannot be taken back wants the second factor anew.
pub(super) async fn ask(
    app: &App,
    reader: &Reader,
    id: CommandId,
    subject: ErasureSubject,
    reason: Text,
) -> Result<(ErasureId, Accepted), Failure> {
    app.must_be_confirmed(reader).await?;
    let erasure = subject.erasure()?;
    let command = Command::Erasure(erasure.clone(), ErasureCommand::Ask { subject, reason });
    Ok((erasure, app.execute(id, &reader.principal, command).await?))
}

/// Confirms an erasure or withdraws it.
pub(super) async fn act(
    app: &App,
    reader: &Reader,
    id: CommandId,
    erasure: ErasureId,
    action: ErasureAction,
) -> Result<Accepted, Failure> {
    app.must_be_confirmed(reader).await?;
    let command = match action {
        ErasureAction::Confirm => ErasureCommand::Confirm,
        ErasureAction::Withdraw => ErasureCommand::Withdraw,
    };
    app.execute(id, &reader.principal, Command::Erasure(erasure, command)).await
}
