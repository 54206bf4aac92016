//! Taking an invitation: a chat is linked to the person it was issued for.

use events::Command;
use events::ids::ChatId;
use events::institution::{InstitutionCommand, InvitationHash};
use events::language::Language;
use projections::views::PersonView;

use crate::commands::language_buttons;
use crate::connection::TelegramBot;
use crate::outgoing::Outgoing;
use crate::replies::{By, OnAcceptance};
use crate::visit::{Cause, VisitError};

/// The refusals that have a text of their own in the chat.
pub(crate) const OF_INVITATIONS: [&str; 3] = ["invitation-expired", "invitation-used", "invitation-unknown"];

impl TelegramBot {
    /// Takes the invitation in a deep link.
    pub(crate) async fn take_invitation(
        &self,
        cause: Cause,
        chat: ChatId,
        linked: Option<PersonView>,
        token: &str,
        languages: &[Language],
    ) -> Result<(), VisitError> {
        let language = languages.first().copied().unwrap_or_default();
        let speech = self.speech(language);
        let invitation = InvitationHash::of_token(token);
        let Some(found) = self.read_models.invitation(&invitation).await? else {
            return Ok(self.post.send(chat, &Outgoing::text(self.say_in(languages, "invitation-unknown"))).await?);
        };
        if let Some(already) = linked.filter(|person| person.person != found.person) {
            let institution = self.institution_name(&already.institution, language).await?;
            let text = speech.say("already-linked", &[("institution", institution.into())]);
            return Ok(self.post.send(chat, &Outgoing::text(text)).await?);
        }
        let sealed = match self.sealer.seal_chat(&found.person, chat).await {
            Ok(sealed) => sealed,
            Err(error) => {
                tracing::error!(%error, person = %found.person, "an invitation could not be taken");
                return Ok(self.post.send(chat, &Outgoing::text(self.say_in(languages, "going-wrong"))).await?);
            }
        };
        let _welcoming = self.linking.lock().await;
        let link = InstitutionCommand::LinkChat { invitation, chat: sealed };
        let command = Command::Institution(found.institution, link);
        let reply = cause.reply(self, By::Bot, language, command, OnAcceptance::Welcome);
        let message = self.carry_out(chat, self.standing.clone(), reply).await?;
        Ok(self.post.send(chat, &message).await?)
    }

    /// What is said to whoever has just linked the chat.
    pub(crate) async fn welcome(&self, chat: ChatId, language: Language) -> Result<Outgoing, VisitError> {
        let Some(person) = self.read_models.person_by_chat(chat).await? else {
            // The read models are behind; the link is made all the same.
            return Ok(Outgoing::text(self.speech(language).say("invitation-accepted-just-now", &[])));
        };
        let speech = self.speech(person.language);
        let institution = self.institution_name(&person.institution, person.language).await?;
        let name = person.name.map_or_else(|| speech.label("former-focal-point", &[]), |name| name.to_string());
        let text = speech.say("invitation-accepted", &[("name", name.into()), ("institution", institution.into())]);
        Ok(Outgoing::text(text).with_buttons(vec![language_buttons(self)]))
    }
}
