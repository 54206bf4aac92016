//! A message came back: the address does not take messages.

use coordination::{CommandError, CommandRequest};
use events::Command;
use events::ids::{CommandId, CorrelationId, MessageId, NotificationKey, PersonId};
use events::notification::{ChannelKind, NotDelivered, NotificationCommand};

use crate::address::MailAddress;
use crate::answers::AnswerHandler;
use crate::receiving::NotHandled;

/// The notices that the newest message by e-mail brought to a person.
async fn of_newest_message(handler: &AnswerHandler, person: &PersonId) -> Result<Vec<NotificationKey>, NotHandled> {
    let ledger = handler.ledger.refresh(handler.services.read_models.as_ref()).await?;
    let by_mail = ledger.to_person(person).filter_map(|entry| {
        let sent = entry.deliveries().find(|sent| sent.channel == ChannelKind::Email)?;
        Some((sent.message?, entry.notice.key()))
    });
    let by_mail: Vec<(MessageId, NotificationKey)> = by_mail.collect();
    let newest = by_mail.last().map(|(message, _)| *message);
    Ok(by_mail.into_iter().filter(|(message, _)| Some(*message) == newest).map(|(_, notice)| notice).collect())
}

/// Whether what came back had gone to the address that the person has now: that a former one takes nothing says nothing of it.
async fn is_of_todays_address(
    handler: &AnswerHandler,
    person: &PersonId,
    to: Option<&MailAddress>,
) -> Result<bool, NotHandled> {
    let known = handler.services.read_models.person(person).await?;
    let own: Option<MailAddress> =
        known.and_then(|known| known.email).and_then(|address| address.as_str().parse().ok());
    let Some(own) = own else { return Ok(false) };
    Ok(to.is_none_or(|to| *to == own))
}

/// Records of the newest message's notices that they did not arrive. What will arrive later is only noted in the log; the
/// reason is the other server's words, and may name the address.
pub(super) async fn on_bounce(
    handler: &AnswerHandler,
    person: &PersonId,
    to: Option<&MailAddress>,
    permanent: bool,
    key: &str,
) -> Result<(), NotHandled> {
    tracing::info!(%person, permanent, "a message by e-mail came back");
    if !permanent || !is_of_todays_address(handler, person, to).await? {
        return Ok(());
    }
    for notice in of_newest_message(handler, person).await? {
        let failed = NotificationCommand::RecordFailed {
            person: Some(person.clone()),
            channel: Some(ChannelKind::Email),
            failure: NotDelivered::AddressBounced,
        };
        let request = CommandRequest {
            id: CommandId::named(&format!("email/{key}/{notice}")),
            correlation: CorrelationId(CommandId::named(&format!("email/{key}")).0),
            principal: handler.principal(),
            occurred_at: None,
            made_from: None,
            command: Command::Notification(notice, failed),
        };
        match handler.services.commands.execute(request).await {
            Ok(_) => {}
            Err(
                error @ (CommandError::Unavailable { .. }
                | CommandError::Contended { .. }
                | CommandError::TurnOver { .. }),
            ) => return Err(NotHandled(error.to_string())),
            Err(
                error @ (CommandError::Rejected(_)
                | CommandError::BadId(_)
                | CommandError::KeyReused { .. }
                | CommandError::Overtaken { .. }
                | CommandError::Elsewhere { .. }
                | CommandError::Unreadable(_)
                | CommandError::Unwritable(_)),
            ) => tracing::warn!(%error, %person, "that a message came back cannot be recorded"),
        }
    }
    Ok(())
}
