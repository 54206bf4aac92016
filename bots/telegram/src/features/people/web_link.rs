//! A link that signs a person in on the pages, once.

use chrono::TimeDelta;
use coordination::{Clock, SystemClock};
use events::Command;
use events::account::{AccountCommand, Fingerprint};
use links::sign_in_address;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;

/// How long the link can be used, in minutes.
const VALID_MINUTES: i64 = 60;

/// Gives whoever asks a link of their own. The same update has the same link, however often it comes.
pub(crate) async fn web_link(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let Some(links) = context.services.settings.links.as_ref() else {
        return context.answer(context.message("web-not-here")).await;
    };
    let secret = links.key.sign_in_secret(&format!("telegram/{}", context.correlation()));
    // By the clock of the world, as whoever opens it counts.
    let until = SystemClock.now() + TimeDelta::minutes(VALID_MINUTES);
    let issue = AccountCommand::IssueLink { link: Fingerprint::of(&secret), until };
    let texts = context.texts();
    let text = texts.say("web-link", &[("minutes", VALID_MINUTES.into())]);
    let address = sign_in_address(&links.public_url, &secret);
    let said = OnAcceptance::Say(Outgoing::text(format!("{text}\n{address}")));
    let command = Command::Account(context.person.person.clone(), issue);
    let answer = context.carry_out(command, said).await?;
    context.answer(answer).await
}
