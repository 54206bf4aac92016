//! The outbox: what a person asks for, until it is saved or refused.
//!
//! A reply is given to the command service as a command. When that cannot save it now, the bot keeps the entry in its own
//! file, says so, and submits it again until the answer is known; then its own message becomes the outcome. Entries of one
//! chat are saved in the order in which they came: while one waits, those after it wait behind it.
//!
//! What is said of an outcome is the feature's that gave the command ([`AcceptanceHandler`]).

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use coordination::{Accepted, CommandError, CommandRequest, moment_at};
use events::Command;
use events::authority::Principal;
use events::ids::{ChatId, CommandId, CorrelationId, PersonId};
use events::language::Language;
use futures::future::{BoxFuture, try_join_all};
use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, Notify};

use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::messenger::SendError;
use crate::core::outgoing::Outgoing;
use crate::core::services::Services;
use crate::core::storage::outbox_entries::{WaitingReply, chats_waiting, first_waiting, forget_waiting, store_waiting};
use crate::core::tagged::Tagged;

/// What marks a [`FeatureOutcome`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OfOutcome {}

/// What a feature makes of a command that was accepted. The name says which feature.
pub(crate) type FeatureOutcome = Tagged<OfOutcome>;

/// The first and the longest pause before what waits is submitted again.
const PAUSES: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(30));

/// In whose name a command is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Issuer {
    /// A person in post, with the rights that the person has when it is saved.
    Person(PersonId),
    /// The bot, for whoever is nobody yet.
    Bot,
}

/// What is said when a command was accepted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum OnAcceptance {
    Say(Outgoing),
    /// What the feature says that registered the name.
    #[serde(untagged)]
    AskFeature(FeatureOutcome),
}

/// A command with what is said of its outcome, in a form that can be kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct OutboxEntry {
    pub(crate) id: CommandId,
    pub(crate) correlation: CorrelationId,
    #[serde(rename = "by")]
    pub(crate) issuer: Issuer,
    /// When it was said, UTC: a report that could not be saved at once was made all the same.
    pub(crate) said_at: DateTime<Utc>,
    pub(crate) command: Command,
    /// The language of the answer.
    pub(crate) language: Language,
    pub(crate) on_acceptance: OnAcceptance,
}

/// A command that was accepted.
#[derive(Clone, Copy)]
pub(crate) struct Acceptance<'a> {
    pub(crate) services: &'a Services,
    pub(crate) chat: ChatId,
    pub(crate) entry: &'a OutboxEntry,
    pub(crate) accepted: &'a Accepted,
}

/// What a feature has to do with the outcome of commands.
pub(crate) trait AcceptanceHandler: Send + Sync {
    /// The names under which the feature says what came of a command.
    fn outcomes(&self) -> &'static [&'static str] {
        &[]
    }

    /// What is said of a command whose outcome has one of these names; `None`: the outcome is of another kind after all.
    fn outcome<'a>(
        &'a self,
        _acceptance: Acceptance<'a>,
        _outcome: &'a FeatureOutcome,
    ) -> BoxFuture<'a, Result<Option<Outgoing>, ChatError>> {
        Box::pin(async { Ok(None) })
    }

    /// Takes notice of any command that was accepted.
    fn on_accepted<'a>(&'a self, _acceptance: Acceptance<'a>) -> BoxFuture<'a, Result<(), BotError>> {
        Box::pin(async { Ok(()) })
    }

    /// The refusals that have a text of their own in the chat, by code: the texts' keys.
    fn texts_of_refusals(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }
}

/// What became of submitting a command.
enum CommandOutcome {
    Accepted(Accepted),
    /// For good; the key of the text that says why.
    Refused(String),
    /// Not saved, and submitting it again may help.
    Unavailable,
}

/// Submits commands and keeps what could not be saved.
pub(crate) struct Outbox {
    pub(crate) services: Services,
    handlers: Vec<&'static dyn AcceptanceHandler>,
    texts_of_refusals: BTreeMap<&'static str, &'static str>,
    /// Told whenever an entry begins to wait.
    waiting: Notify,
    /// Held while what waits in a chat is submitted again.
    submitting_again: std::sync::Mutex<BTreeMap<i64, Arc<Mutex<()>>>>,
    /// The open questions that stay while something else is reported.
    questions_outlasting_reports: Vec<&'static str>,
}

impl Outbox {
    pub(crate) fn new(
        services: Services,
        handlers: Vec<&'static dyn AcceptanceHandler>,
        questions_outlasting_reports: Vec<&'static str>,
    ) -> Self {
        let texts_of_refusals = handlers.iter().flat_map(|handler| handler.texts_of_refusals()).copied().collect();
        Self {
            services,
            handlers,
            texts_of_refusals,
            waiting: Notify::new(),
            submitting_again: std::sync::Mutex::default(),
            questions_outlasting_reports,
        }
    }

    /// Whether an open question stays while something else is reported.
    pub(crate) fn outlasts_reports(&self, question: &str) -> bool {
        self.questions_outlasting_reports.contains(&question)
    }

    /// The key of the text that says why a command is refused; `None`: it is not, submitting it again may help.
    fn refusal_key(&self, error: &CommandError) -> Option<String> {
        match error {
            CommandError::Rejected(rejection) => {
                let code = rejection.code();
                let own = self.texts_of_refusals.get(code);
                Some(own.map_or_else(|| format!("refusal-{code}"), |key| (*key).to_owned()))
            }
            CommandError::Unavailable { .. } | CommandError::Contended { .. } | CommandError::TurnOver { .. } => None,
            CommandError::BadId(_)
            | CommandError::KeyReused { .. }
            | CommandError::Overtaken { .. }
            | CommandError::Elsewhere { .. }
            | CommandError::Unreadable(_)
            | CommandError::Unwritable(_) => Some("going-wrong".to_owned()),
        }
    }

    /// Gives a command to the command service and says what came of it: it is accepted, refused, or waits.
    pub(crate) async fn submit(
        &self,
        chat: ChatId,
        principal: Principal,
        entry: OutboxEntry,
    ) -> Result<Outgoing, ChatError> {
        if self.save_waiting(chat).await? {
            match self.execute(principal, &entry, None).await {
                CommandOutcome::Accepted(accepted) => return self.accepted(chat, &entry, &accepted).await,
                CommandOutcome::Refused(key) => return Ok(self.refused(&entry, &key)),
                CommandOutcome::Unavailable => {}
            }
        }
        store_waiting(&self.services.database, chat, entry.id, &entry).await?;
        self.waiting.notify_one();
        let text = self.services.texts(entry.language).say("not-saved-yet", &[]);
        Ok(Outgoing { waiting: Some(entry.id), ..Outgoing::text(text) })
    }

    async fn execute(
        &self,
        principal: Principal,
        entry: &OutboxEntry,
        said_at: Option<DateTime<Utc>>,
    ) -> CommandOutcome {
        let request = CommandRequest {
            id: entry.id,
            correlation: entry.correlation,
            principal,
            occurred_at: said_at,
            made_from: None,
            command: entry.command.clone(),
        };
        match self.services.commands.execute(request).await {
            Ok(accepted) => {
                self.services.wait_until_shown(&accepted).await;
                CommandOutcome::Accepted(accepted)
            }
            Err(error) => match self.refusal_key(&error) {
                None => {
                    tracing::warn!(%error, "a reply is not saved yet");
                    CommandOutcome::Unavailable
                }
                Some(key) => {
                    tracing::info!(%error, "a reply was refused");
                    CommandOutcome::Refused(key)
                }
            },
        }
    }

    async fn accepted(&self, chat: ChatId, entry: &OutboxEntry, accepted: &Accepted) -> Result<Outgoing, ChatError> {
        let acceptance = Acceptance { services: &self.services, chat, entry, accepted };
        for handler in &self.handlers {
            handler.on_accepted(acceptance).await?;
        }
        let outcome = match &entry.on_acceptance {
            OnAcceptance::Say(message) => return Ok(message.clone()),
            OnAcceptance::AskFeature(outcome) => outcome,
        };
        for handler in self.handlers.iter().filter(|handler| handler.outcomes().contains(&outcome.name())) {
            if let Some(message) = handler.outcome(acceptance, outcome).await? {
                return Ok(message);
            }
        }
        tracing::error!(outcome = outcome.name(), "no feature says what came of a command that was accepted");
        Ok(Outgoing::text(self.services.texts(entry.language).say("going-wrong", &[])))
    }

    fn refused(&self, entry: &OutboxEntry, key: &str) -> Outgoing {
        Outgoing::text(self.services.texts(entry.language).say(key, &[]))
    }

    fn turns_of(&self, chat: ChatId) -> Arc<Mutex<()>> {
        let mut turns = self.submitting_again.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever is at work has it, too.
        turns.retain(|_, turns| Arc::strong_count(turns) > 1);
        turns.entry(chat.0).or_default().clone()
    }

    /// Submits again what waits in a chat, the oldest first, until nothing waits any more or it is still no use; says
    /// whether nothing waits.
    async fn save_waiting(&self, chat: ChatId) -> Result<bool, BotError> {
        let database = &self.services.database;
        if first_waiting::<OutboxEntry>(database, chat).await?.is_none() {
            return Ok(true);
        }
        // Whoever else submits again for this chat must not do so at the same time.
        let turns = self.turns_of(chat);
        let _turn = turns.lock().await;
        while let Some(waiting) = first_waiting(database, chat).await? {
            let Some(outcome) = self.submit_again(&waiting).await? else { return Ok(false) };
            match self.tell_outcome(&waiting, &outcome).await {
                Ok(()) => forget_waiting(database, waiting.entry.id).await?,
                Err(SendError::Database(error)) => return Err(error),
                Err(error @ (SendError::Messenger(_) | SendError::HeldBack { .. } | SendError::LeaseLost)) => {
                    // It is saved; the person hears of it when the messenger is back.
                    tracing::warn!(%error, "the outcome of a reply could not be told yet");
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// The outcome of what waited; `None`: it still waits.
    async fn submit_again(&self, waiting: &WaitingReply<OutboxEntry>) -> Result<Option<Outgoing>, BotError> {
        let entry = &waiting.entry;
        let principal = match &entry.issuer {
            Issuer::Bot => self.services.principal.clone(),
            Issuer::Person(person) => match self.services.read_models.person(person).await {
                Ok(Some(person)) => person.principal(moment_at(entry.said_at).today),
                // Whoever left the post meanwhile has no say any more.
                Ok(None) => return Ok(Some(self.refused(entry, "not-yours"))),
                Err(error) => {
                    tracing::warn!(%error, "it is not known who asks; asking again later");
                    return Ok(None);
                }
            },
        };
        match self.execute(principal, entry, Some(entry.said_at)).await {
            CommandOutcome::Unavailable => Ok(None),
            CommandOutcome::Refused(key) => Ok(Some(self.refused(entry, &key))),
            CommandOutcome::Accepted(accepted) => match self.accepted(waiting.chat, entry, &accepted).await {
                Ok(outcome) => Ok(Some(outcome)),
                Err(ChatError::Bot(error)) => Err(error),
                Err(error @ (ChatError::Send(_) | ChatError::ReadModels(_))) => {
                    tracing::warn!(%error, "the outcome of a reply cannot be put into words yet");
                    Ok(None)
                }
            },
        }
    }

    async fn tell_outcome(&self, waiting: &WaitingReply<OutboxEntry>, outcome: &Outgoing) -> Result<(), SendError> {
        let sent = match waiting.message {
            Some(message) => self.services.messenger.replace(waiting.chat, message, outcome).await,
            None => self.services.messenger.send(waiting.chat, outcome).await,
        };
        match sent {
            // Whoever does not want to hear of it need not be told again and again.
            Err(error) if error.is_final() => {
                tracing::warn!(%error, "the outcome of a reply cannot be told");
                Ok(())
            }
            sent => sent,
        }
    }

    /// Submits again whatever waits, for ever: soon at first, then more and more rarely.
    pub(crate) async fn run_forever(&self) -> Result<Infallible, BotError> {
        let mut pause = PAUSES.0;
        loop {
            // Side by side: one chat may take nothing for a while.
            let chats = chats_waiting(&self.services.database).await?;
            let saved = try_join_all(chats.into_iter().map(|chat| self.save_waiting(chat))).await?;
            if saved.into_iter().all(|saved| saved) {
                self.waiting.notified().await;
                pause = PAUSES.0;
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(PAUSES.1);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_waited_before_is_read_and_written_as_it_was() {
        let message = json!({"text": "x", "buttons": [[["y", "Cancel"]]], "items": [], "meeting": null});
        let confirm = json!({"reported": message, "hint": null, "already": message, "undo": "z", "item": "task-1"});
        for (kept, asks) in [
            (json!({ "Say": message }), None),
            (json!("Welcome"), Some("Welcome")),
            (json!({ "Confirm": confirm }), Some("Confirm")),
        ] {
            let read: OnAcceptance = serde_json::from_value(kept.clone()).unwrap();
            assert_eq!(serde_json::to_value(&read).unwrap(), kept);
            let name = match &read {
                OnAcceptance::Say(_) => None,
                OnAcceptance::AskFeature(outcome) => Some(outcome.name()),
            };
            assert_eq!(name, asks);
        }
    }
}
