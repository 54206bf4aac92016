//! Taking an invitation: a chat is linked to the person it was issued for.

use events::Command;
use events::ids::{ChatId, InstitutionId};
use events::institution::{InstitutionCommand, InvitationHash};
use events::language::Language;
use futures::future::BoxFuture;

use crate::core::chat_context::{ChatContext, Visitor};
use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::failed_ways_in::record_failed_entry;
use crate::core::outbox::{Acceptance, AcceptanceHandler, FeatureOutcome, Issuer, OnAcceptance, OutboxEntry};
use crate::core::outgoing::Outgoing;
use crate::core::press::cancel_button;
use crate::core::services::Services;
use crate::core::storage::outbox_entries::first_waiting;
use crate::core::storage::remembered_chats::remember_chat;
use crate::core::storage::taken_invitations::{is_taken, record_taken};
use crate::features::people::posts::PostPress;
use crate::features::settings::languages::language_buttons;

/// The name under which the welcome waits for the link to be saved.
const WELCOME: &str = "Welcome";

/// Takes the invitation in a deep link.
pub(super) async fn take_invitation(visitor: &Visitor<'_>, token: &str) -> Result<(), ChatError> {
    let (services, chat) = (visitor.services, visitor.chat);
    let language = visitor.languages.first().copied().unwrap_or_default();
    let invitation = InvitationHash::of_token(token);
    let Some(found) = services.read_models.invitation(&invitation).await? else {
        record_failed_entry(services, visitor.person.as_ref(), "invitation-unknown", None);
        return visitor.say("invitation-unknown").await;
    };
    let people = services.read_models.people_by_chat(chat).await?;
    let again = people.iter().find(|person| person.person == found.person);
    // START was pressed again.
    if let Some(person) = again
        && is_taken(&services.database, chat, &invitation).await?
    {
        return say_linked(visitor, language, &person.institution).await;
    }
    if again.is_none() && !people.is_empty() {
        // Of one institution nobody holds two posts: it is somebody else's invitation.
        if let Some(person) = people.iter().find(|person| person.institution == found.institution) {
            record_failed_entry(services, Some(person), "invitation-of-another", Some(&found.person));
            return say_linked(visitor, language, &person.institution).await;
        }
        return ask_for_second_post(visitor, &found.institution, invitation).await;
    }
    if is_about_to_be_linked(services, chat, &invitation).await? {
        return visitor.say("not-saved-yet").await;
    }
    let sealed = match services.sealer.seal_chat(&found.person, chat).await {
        Ok(sealed) => sealed,
        Err(error) => {
            tracing::error!(%error, person = %found.person, "an invitation could not be taken");
            return visitor.say("going-wrong").await;
        }
    };
    let _welcoming = services.welcoming.lock().await;
    let link = InstitutionCommand::LinkChat { invitation, chat: sealed };
    let command = Command::Institution(found.institution, link);
    let welcome = OnAcceptance::AskFeature(FeatureOutcome::of(&WELCOME));
    let entry = visitor.cause().outbox_entry(services.clock.now(), Issuer::Bot, language, command, welcome);
    let message = visitor.outbox.submit(chat, services.principal.clone(), entry).await?;
    Ok(services.messenger.send(chat, &message).await?)
}

async fn say_linked(visitor: &Visitor<'_>, language: Language, to: &InstitutionId) -> Result<(), ChatError> {
    let institution = visitor.services.institution_name(to, language).await?;
    let args = [("institution", institution.into())];
    visitor.answer(visitor.services.texts(language).say("already-linked", &args)).await
}

/// Asks whoever is linked already whether the other post is held as well: it may be a colleague's invitation.
async fn ask_for_second_post(
    visitor: &Visitor<'_>,
    other: &InstitutionId,
    invitation: InvitationHash,
) -> Result<(), ChatError> {
    let Some(context) = visitor.as_person() else { return Ok(()) };
    let texts = context.texts();
    let own = context.institution_name().await?;
    let other = context.services.institution_name(other, context.language).await?;
    let args = [("institution", own.into()), ("other", other.clone().into())];
    let yes = texts.label("button-link-also", &[("other", other.into())]);
    let buttons = vec![vec![(yes, PostPress::LinkAlso(invitation).into())], vec![cancel_button(texts)]];
    context.answer(Outgoing::text(texts.say("link-also", &args)).with_buttons(buttons)).await
}

/// Links the chat to another post of the same person.
pub(super) async fn link_also(
    context: &ChatContext<'_>,
    invitation: InvitationHash,
    message: i32,
) -> Result<(), ChatError> {
    let services = context.services;
    let Some(found) = services.read_models.invitation(&invitation).await? else {
        record_failed_entry(services, Some(&context.person), "invitation-unknown", None);
        return context.say("invitation-unknown").await;
    };
    let sealed = match services.sealer.seal_chat(&found.person, context.chat).await {
        Ok(sealed) => sealed,
        Err(error) => {
            tracing::error!(%error, person = %found.person, "an invitation could not be taken");
            return context.say("going-wrong").await;
        }
    };
    let link = InstitutionCommand::LinkChat { invitation, chat: sealed };
    let command = Command::Institution(found.institution, link);
    let welcome = OnAcceptance::AskFeature(FeatureOutcome::of(&WELCOME));
    let outcome = context.carry_out_for_nobody(command, welcome).await?;
    Ok(services.messenger.replace(context.chat, message, &outcome).await?)
}

/// Whether the same invitation waits to be saved for this chat.
async fn is_about_to_be_linked(
    services: &Services,
    chat: ChatId,
    invitation: &InvitationHash,
) -> Result<bool, BotError> {
    let waiting = first_waiting::<OutboxEntry>(&services.database, chat).await?;
    Ok(waiting.is_some_and(|waiting| invitation_of(&waiting.entry) == Some(invitation)))
}

/// The invitation with which a command links a chat.
fn invitation_of(entry: &OutboxEntry) -> Option<&InvitationHash> {
    let Command::Institution(_, InstitutionCommand::LinkChat { invitation, .. }) = &entry.command else { return None };
    Some(invitation)
}

/// What is said to whoever has just linked the chat.
async fn welcome(
    services: &Services,
    chat: ChatId,
    institution: &InstitutionId,
    language: Language,
) -> Result<Outgoing, ChatError> {
    let people = services.read_models.people_by_chat(chat).await?;
    let several = people.len() > 1;
    let Some(person) = people.into_iter().find(|person| &person.institution == institution) else {
        // The read models are behind; the link is made all the same.
        return Ok(Outgoing::text(services.texts(language).say("invitation-accepted-just-now", &[])));
    };
    let texts = services.texts(person.language);
    let institution = services.institution_name(&person.institution, person.language).await?;
    let name = person.name.map_or_else(|| texts.label("former-focal-point", &[]), |name| name.to_string());
    let mut text = texts.say("invitation-accepted", &[("name", name.into()), ("institution", institution.into())]);
    if several {
        text = format!("{text}\n{}", texts.say("posts-several", &[]));
    }
    let addressee = several.then_some(person.person);
    Ok(Outgoing { addressee, ..Outgoing::text(text).with_buttons(vec![language_buttons(services)]) })
}

/// Welcomes people whose chat was linked.
pub(super) struct Welcome;

impl AcceptanceHandler for Welcome {
    fn outcomes(&self) -> &'static [&'static str] {
        &[WELCOME]
    }

    fn outcome<'a>(
        &'a self,
        acceptance: Acceptance<'a>,
        _outcome: &'a FeatureOutcome,
    ) -> BoxFuture<'a, Result<Option<Outgoing>, ChatError>> {
        Box::pin(async move {
            let Acceptance { services, chat, entry, .. } = acceptance;
            if let Some(invitation) = invitation_of(entry) {
                record_taken(&services.database, chat, invitation).await?;
            }
            let Command::Institution(institution, command) = &entry.command else { return Ok(None) };
            if let InstitutionCommand::LinkChat { chat: sealed, .. } = command {
                remember_chat(&services.database, sealed.person(), chat).await?;
            }
            welcome(services, chat, institution, entry.language).await.map(Some)
        })
    }

    fn texts_of_refusals(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("invitation-expired", "invitation-expired"),
            ("invitation-used", "invitation-used"),
            ("invitation-unknown", "invitation-unknown"),
        ]
    }
}
