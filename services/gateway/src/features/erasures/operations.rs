//! What page and API do with erasures alike.

use coordination::Accepted;
use events::Command;
use events::erasure::{ErasureCommand, ErasureSubject};
use events::ids::{CommandId, ErasureId};
use events::text::Text;

use crate::app::App;
use crate::app::reader::Reader;
use crate::failure::Failure;
use crate::http::actions::actions;

actions! {
    /// What can be done about an erasure that somebody asked for.
    ErasureAction {
        Confirm = "confirm",
        Withdraw = "withdraw",
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
