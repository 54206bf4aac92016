//! What a person asks for, until it is saved or refused.
//!
//! A reply is given to the command service as a command. When that cannot save it now, the bot keeps the reply in its own
//! file, says so, and asks again until the answer is known; then its own message becomes the outcome. Replies of one chat
//! are saved in the order in which they came: while one waits, those after it wait behind it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use coordination::{Accepted, CommandError, CommandRequest};
use events::Command;
use events::action_item::TAKE_BACK_WITHIN;
use events::authority::Standing;
use events::ids::{ActionItemId, ChatId, CommandId, CorrelationId, PersonId};
use events::language::Language;
use projections::AskError;
use serde::{Deserialize, Serialize};

use crate::buttons::Press;
use crate::config::BotError;
use crate::connection::TelegramBot;
use crate::database::Waiting;
use crate::linking::OF_INVITATIONS;
use crate::outgoing::{Outgoing, SendError};
use crate::visit::VisitError;

/// The first and the longest pause before what waits is asked again.
const PAUSES: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(30));

/// In whose name a command is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum By {
    /// A person in post, with the rights that the person has when it is saved.
    Person(PersonId),
    /// The bot, for whoever is nobody yet.
    Bot,
}

/// What is said when a command was accepted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum OnAcceptance {
    /// This.
    Say(Outgoing),
    /// What was reported, with a button that takes it back and a hint that it does; or that it was so already.
    Confirm { reported: Outgoing, hint: Option<String>, already: Outgoing, undo: String, item: ActionItemId },
    /// Welcome, whoever has just linked the chat.
    Welcome,
}

/// A command with what is said of its outcome, in a form that can be kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Reply {
    pub(crate) id: CommandId,
    pub(crate) correlation: CorrelationId,
    pub(crate) by: By,
    /// When it was said, UTC: a report that could not be saved at once was made all the same.
    pub(crate) said_at: DateTime<Utc>,
    pub(crate) command: Command,
    /// The language of the answer.
    pub(crate) language: Language,
    pub(crate) on_acceptance: OnAcceptance,
}

/// What became of asking.
enum Asked {
    Accepted(Accepted),
    /// For good; the key of the text that says why.
    Refused(String),
    /// Not saved, and asking again may help.
    Later,
}

/// The key of the text that says why a command is refused; `None`: it is not, asking again may help.
fn refusal_key(error: &CommandError) -> Option<String> {
    match error {
        CommandError::Rejected(rejection) => Some(match rejection.code() {
            "action-item-too-late-to-take-back" => "too-late-to-undo".to_owned(),
            code if OF_INVITATIONS.contains(&code) => code.to_owned(),
            code => format!("refusal-{code}"),
        }),
        CommandError::Unavailable { .. } | CommandError::Contended { .. } | CommandError::TurnOver { .. } => None,
        CommandError::BadId(_)
        | CommandError::KeyReused { .. }
        | CommandError::Elsewhere { .. }
        | CommandError::Unreadable(_)
        | CommandError::Unwritable(_) => Some("going-wrong".to_owned()),
    }
}

impl TelegramBot {
    /// Gives a reply to the command service and says what came of it: it is accepted, refused, or waits.
    pub(crate) async fn carry_out(
        &self,
        chat: ChatId,
        standing: Standing,
        reply: Reply,
    ) -> Result<Outgoing, VisitError> {
        if self.save_waiting(chat).await? {
            match self.ask(standing, &reply, None).await {
                Asked::Accepted(accepted) => return self.accepted(chat, &reply, &accepted).await,
                Asked::Refused(key) => return Ok(self.refused(&reply, &key)),
                Asked::Later => {}
            }
        }
        self.database.keep_reply(chat, &reply).await?;
        self.kept.notify_one();
        let text = self.speech(reply.language).say("not-saved-yet", &[]);
        Ok(Outgoing { waiting: Some(reply.id), ..Outgoing::text(text) })
    }

    async fn ask(&self, standing: Standing, reply: &Reply, said_at: Option<DateTime<Utc>>) -> Asked {
        let request = CommandRequest {
            id: reply.id,
            correlation: reply.correlation,
            standing,
            occurred_at: said_at,
            command: reply.command.clone(),
        };
        match self.commands.execute(request).await {
            Ok(accepted) => {
                self.wait_until_shown(&accepted).await;
                Asked::Accepted(accepted)
            }
            Err(error) => match refusal_key(&error) {
                None => {
                    tracing::warn!(%error, "a reply is not saved yet");
                    Asked::Later
                }
                Some(key) => {
                    tracing::info!(%error, "a reply was refused");
                    Asked::Refused(key)
                }
            },
        }
    }

    async fn accepted(&self, chat: ChatId, reply: &Reply, accepted: &Accepted) -> Result<Outgoing, VisitError> {
        self.keep_noted(chat, reply, accepted).await?;
        Ok(match &reply.on_acceptance {
            OnAcceptance::Say(message) => message.clone(),
            OnAcceptance::Confirm { reported, hint, already, undo, item } => match accepted.events.last() {
                None => already.clone(),
                // What waited for too long was said too long ago to be taken back.
                Some(_) if self.clock.now() >= reply.said_at + TAKE_BACK_WITHIN => reported.clone(),
                Some(report) => {
                    let mut message = reported.clone();
                    if let Some(hint) = hint {
                        message.text = format!("{}\n{hint}", message.text);
                    }
                    message.buttons.push(vec![(undo.clone(), Press::Undo(item.clone(), report.id))]);
                    message
                }
            },
            OnAcceptance::Welcome => self.welcome(chat, reply.language).await?,
        })
    }

    fn refused(&self, reply: &Reply, key: &str) -> Outgoing {
        Outgoing::text(self.speech(reply.language).say(key, &[]))
    }

    /// Asks again for what waits in a chat, the oldest first, until nothing waits any more or it is still no use; says
    /// whether nothing waits.
    async fn save_waiting(&self, chat: ChatId) -> Result<bool, BotError> {
        if self.database.first_waiting(chat).await?.is_none() {
            return Ok(true);
        }
        // Whoever else asks again for this chat must not do so at the same time.
        let _turn = self.asking_again.lock().await;
        while let Some(waiting) = self.database.first_waiting(chat).await? {
            let Some(outcome) = self.ask_again_for(&waiting).await? else { return Ok(false) };
            match self.tell_outcome(&waiting, &outcome).await {
                Ok(()) => self.database.forget_reply(waiting.reply.id).await?,
                Err(SendError::Database(error)) => return Err(error),
                Err(SendError::Messenger(error)) => {
                    // It is saved; the person hears of it when the messenger is back.
                    tracing::warn!(%error, "the outcome of a reply could not be told yet");
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// The outcome of what waited; `None`: it still waits.
    async fn ask_again_for(&self, waiting: &Waiting) -> Result<Option<Outgoing>, BotError> {
        let reply = &waiting.reply;
        let standing = match &reply.by {
            By::Bot => self.standing.clone(),
            By::Person(person) => match self.read_models.person(person).await {
                Ok(Some(person)) => person.standing(),
                // Whoever left the post meanwhile has no say any more.
                Ok(None) => return Ok(Some(self.refused(reply, "not-yours"))),
                Err(error) => {
                    tracing::warn!(%error, "it is not known who asks; asking again later");
                    return Ok(None);
                }
            },
        };
        match self.ask(standing, reply, Some(reply.said_at)).await {
            Asked::Later => Ok(None),
            Asked::Refused(key) => Ok(Some(self.refused(reply, &key))),
            Asked::Accepted(accepted) => match self.accepted(waiting.chat, reply, &accepted).await {
                Ok(outcome) => Ok(Some(outcome)),
                Err(VisitError::Bot(error)) => Err(error),
                Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => {
                    tracing::warn!(%error, "the outcome of a reply cannot be put into words yet");
                    Ok(None)
                }
            },
        }
    }

    async fn tell_outcome(&self, waiting: &Waiting, outcome: &Outgoing) -> Result<(), SendError> {
        let told = match waiting.message {
            Some(message) => self.post.replace(waiting.chat, message, outcome).await,
            None => self.post.send(waiting.chat, outcome).await,
        };
        match told {
            // Whoever does not want to hear of it need not be told again and again.
            Err(error) if error.is_final() => {
                tracing::warn!(%error, "the outcome of a reply cannot be told");
                Ok(())
            }
            told => told,
        }
    }

    /// Asks again for whatever waits, for ever: soon at first, then more and more rarely.
    pub(crate) async fn keep_asking_again(&self) -> Result<std::convert::Infallible, BotError> {
        let mut pause = PAUSES.0;
        loop {
            let mut all_saved = true;
            for chat in self.database.chats_waiting().await? {
                all_saved &= self.save_waiting(chat).await?;
            }
            if all_saved {
                self.kept.notified().await;
                pause = PAUSES.0;
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(PAUSES.1);
        }
    }

    /// What is said when the read models cannot be asked who writes or what is meant.
    pub(crate) async fn cannot_look(&self, chat: ChatId, language: Language, error: &AskError) {
        tracing::warn!(%error, "an update could not be understood now");
        let text = self.speech(language).say("cannot-look-now", &[]);
        if let Err(error) = self.post.send(chat, &Outgoing::text(text)).await {
            tracing::warn!(%error, "an answer could not be sent");
        }
    }
}
