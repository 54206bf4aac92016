//! One update of one chat: who writes, in which language, and how it is answered.

use coordination::Accepted;
use events::Command;
use events::ids::{ActionItemId, ChatId, CommandId, CorrelationId, SubgroupId};
use events::language::{Language, LocalText};
use projections::AskError;
use projections::views::{PersonView, TaskView};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::config::BotError;
use crate::connection::TelegramBot;
use crate::outgoing::{Outgoing, SendError};
use crate::replies::{By, OnAcceptance, Reply};
use crate::speech::Speech;

/// How long an answer waits for the read models to show what it confirms.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);

/// Why an update was not answered.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VisitError {
    #[error(transparent)]
    Bot(BotError),
    #[error(transparent)]
    Send(SendError),
    #[error(transparent)]
    ReadModels(#[from] AskError),
}

impl From<BotError> for VisitError {
    fn from(error: BotError) -> Self {
        Self::Bot(error)
    }
}

impl From<SendError> for VisitError {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Database(error) => Self::Bot(error),
            error @ SendError::Messenger(_) => Self::Send(error),
        }
    }
}

/// One update from a linked person.
pub(crate) struct Visit<'a> {
    pub(crate) bot: &'a TelegramBot,
    pub(crate) chat: ChatId,
    pub(crate) person: PersonView,
    cause: Cause,
}

/// The update that commands derive their ids from, in the order in which they are given.
pub(crate) struct Cause {
    update: String,
    given: AtomicUsize,
}

impl Cause {
    pub(crate) fn new(bot: &TelegramBot, update: u32) -> Self {
        Self { update: format!("telegram/{}/update/{update}", bot.id), given: AtomicUsize::new(0) }
    }

    /// What the bot says of its own accord; it gives no command.
    pub(crate) fn by_itself() -> Self {
        Self { update: "telegram".to_owned(), given: AtomicUsize::new(0) }
    }

    fn correlation(&self) -> CorrelationId {
        CorrelationId(CommandId::named(&self.update).0)
    }

    pub(crate) fn reply(
        &self,
        bot: &TelegramBot,
        by: By,
        language: Language,
        command: Command,
        on_acceptance: OnAcceptance,
    ) -> Reply {
        let n = self.given.fetch_add(1, Ordering::Relaxed);
        Reply {
            id: CommandId::named(&format!("{}/{n}", self.update)),
            correlation: self.correlation(),
            by,
            said_at: bot.clock.now(),
            command,
            language,
            on_acceptance,
        }
    }
}

impl<'a> Visit<'a> {
    pub(crate) fn new(bot: &'a TelegramBot, chat: ChatId, person: PersonView, cause: Cause) -> Self {
        Self { bot, chat, person, cause }
    }

    /// What is unique to this update, and the same when it comes again.
    pub(crate) fn mark(&self) -> String {
        CommandId::named(&format!("{}/mark", self.cause.update)).0.simple().to_string().chars().take(8).collect()
    }

    /// What all commands of this update have in common.
    pub(crate) fn correlation(&self) -> CorrelationId {
        self.cause.correlation()
    }

    pub(crate) fn speech(&self) -> Speech<'a> {
        self.bot.speech(self.person.language)
    }

    pub(crate) async fn answer(&self, message: Outgoing) -> Result<(), VisitError> {
        Ok(self.bot.post.send(self.chat, &message).await?)
    }

    pub(crate) async fn say(&self, key: &str) -> Result<(), VisitError> {
        self.answer(Outgoing::text(self.speech().say(key, &[]))).await
    }

    /// Gives a command in this person's name; what is said of it is the outcome, or that it waits to be saved.
    pub(crate) async fn carry_out(
        &self,
        command: Command,
        on_acceptance: OnAcceptance,
    ) -> Result<Outgoing, VisitError> {
        let by = By::Person(self.person.person.clone());
        let reply = self.cause.reply(self.bot, by, self.person.language, command, on_acceptance);
        self.bot.carry_out(self.chat, self.person.standing(), reply).await
    }

    /// The institution's open tasks.
    pub(crate) async fn open_tasks(&self) -> Result<Vec<TaskView>, VisitError> {
        let mut tasks = self.bot.read_models.task_list(&self.person.institution).await?;
        tasks.retain(|task| task.item.stage.is_open());
        Ok(tasks)
    }

    /// A task that this person may see: the institution's own, or one of a subgroup this person chairs.
    pub(crate) async fn task(&self, id: &ActionItemId) -> Result<Option<TaskView>, VisitError> {
        let task = self.bot.read_models.task(id).await?;
        let chairs = |subgroup: &SubgroupId| self.person.chairs.contains(subgroup);
        Ok(task.filter(|task| {
            self.person.secretariat
                || task.item.owner == self.person.institution
                || task.item.subgroup.as_ref().is_some_and(chairs)
        }))
    }

    pub(crate) async fn institution_name(&self) -> Result<String, VisitError> {
        self.bot.institution_name(&self.person.institution, self.person.language).await
    }
}

impl TelegramBot {
    /// The next `/tasks` of whoever just reported must show the report; a read model that is slow must not hold the
    /// answer up for long.
    pub(crate) async fn wait_until_shown(&self, accepted: &Accepted) {
        let Some(last) = accepted.events.last() else { return };
        if let Err(error) = self.read_models.reached(last.position, SHOWN_WITHIN).await {
            tracing::warn!(%error, "an accepted reply is not shown yet");
        }
    }

    pub(crate) async fn institution_name(
        &self,
        institution: &events::ids::InstitutionId,
        language: Language,
    ) -> Result<String, VisitError> {
        let found = self.read_models.institution(institution).await?;
        let name = |names: &LocalText| names.in_language(language).to_owned();
        Ok(found.map_or_else(|| institution.to_string(), |found| name(&found.names)))
    }
}
