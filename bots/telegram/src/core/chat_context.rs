//! Who talks, where, and how they are answered: a person in post, somebody who may be a stranger, and whoever writes in a
//! group.

use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, NaiveDate, Utc};
use events::Command;
use events::audit::AuditedAct;
use events::authority::Principal;
use events::ids::{ChatId, CommandId, CorrelationId, SubgroupId};
use events::language::Language;
use language::catalogue::escape_html;
use readmodels::AskError;
use readmodels::views::PersonView;

use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::outbox::{Issuer, OnAcceptance, Outbox, OutboxEntry};
use crate::core::outgoing::{Document, Outgoing};
use crate::core::place::Place;
use crate::core::posts::Speaker;
use crate::core::question::Question;
use crate::core::services::Services;
use crate::core::storage::linked_groups::LinkedGroup;
use crate::core::storage::sessions::{close_question, current_question, open_question};
use crate::core::texts::Texts;

/// The update that commands derive their ids from, in the order in which they are given.
pub(crate) struct Cause {
    update: String,
    given: AtomicUsize,
}

impl Cause {
    pub(crate) fn new(services: &Services, update: u32) -> Self {
        Self { update: format!("telegram/{}/update/{update}", services.id), given: AtomicUsize::new(0) }
    }

    /// The same update, as far as it takes back what was said before: its commands are others than those of what is said now.
    pub(crate) fn taking_back(services: &Services, update: u32) -> Self {
        let Self { update, given } = Self::new(services, update);
        Self { update: format!("{update}/taken-back"), given }
    }

    /// What the bot says of its own accord; it gives no command.
    pub(crate) fn by_itself() -> Self {
        Self { update: "telegram".to_owned(), given: AtomicUsize::new(0) }
    }

    /// Shared by every command that it leads to.
    pub(crate) fn correlation(&self) -> CorrelationId {
        CorrelationId(CommandId::named(&self.update).0)
    }

    pub(crate) fn outbox_entry(
        &self,
        now: DateTime<Utc>,
        issuer: Issuer,
        language: Language,
        command: Command,
        on_acceptance: OnAcceptance,
    ) -> OutboxEntry {
        let n = self.given.fetch_add(1, Ordering::Relaxed);
        OutboxEntry {
            id: CommandId::named(&format!("{}/{n}", self.update)),
            correlation: self.correlation(),
            issuer,
            said_at: now,
            command,
            language,
            on_acceptance,
        }
    }
}

/// A person in post who writes or presses. In a group it is the person all the same, whose own chat hears of what could not
/// be saved at once.
pub(crate) struct ChatContext<'a> {
    pub(crate) services: &'a Services,
    outbox: &'a Outbox,
    /// The person's own chat.
    pub(crate) chat: ChatId,
    pub(crate) person: PersonView,
    /// The language of answers: the person's, and in a group the group's.
    pub(crate) language: Language,
    /// Whether answers have to say for which institution they are.
    has_other_posts: bool,
    cause: Cause,
    /// The day for which a message is worded, where that is not today: one that was planned is worded as it was planned.
    planned_for: Option<NaiveDate>,
    /// Whether a message that is in the chat already is worded anew: nothing is asked by that.
    pub(crate) is_rewording: bool,
}

impl<'a> ChatContext<'a> {
    /// A person in a private chat.
    pub(crate) fn private(outbox: &'a Outbox, chat: ChatId, speaker: impl Into<Speaker>, cause: Cause) -> Self {
        let Speaker { person, has_other_posts } = speaker.into();
        let language = person.language;
        Self {
            services: &outbox.services,
            outbox,
            chat,
            language,
            person,
            has_other_posts,
            cause,
            planned_for: None,
            is_rewording: false,
        }
    }

    /// A person in a group that speaks this language.
    pub(crate) fn in_group(
        outbox: &'a Outbox,
        own_chat: ChatId,
        person: PersonView,
        language: Language,
        cause: Cause,
    ) -> Self {
        let (services, has_other_posts) = (&outbox.services, false);
        let (planned_for, is_rewording) = (None, false);
        Self { services, outbox, chat: own_chat, person, language, has_other_posts, cause, planned_for, is_rewording }
    }

    /// What is unique to this update, and the same when it comes again.
    pub(crate) fn mark(&self) -> String {
        CommandId::named(&format!("{}/mark", self.cause.update)).0.simple().to_string().chars().take(8).collect()
    }

    /// What all commands of this update have in common.
    pub(crate) fn correlation(&self) -> CorrelationId {
        self.cause.correlation()
    }

    pub(crate) fn texts(&self) -> Texts<'a> {
        let texts = self.services.texts(self.language);
        Texts { today: self.planned_for.unwrap_or(texts.today), ..texts }
    }

    /// The same, to word a message that was planned for this day.
    pub(crate) fn planned_for(self, day: NaiveDate) -> Self {
        Self { planned_for: Some(day), ..self }
    }

    /// The same, to word a message anew that was planned for this day and is in the chat.
    pub(crate) fn rewording(self, day: NaiveDate) -> Self {
        Self { is_rewording: true, ..self.planned_for(day) }
    }

    pub(crate) async fn answer(&self, message: Outgoing) -> Result<(), ChatError> {
        let message = self.for_post(message).await?;
        Ok(self.services.messenger.send(self.chat, &message).await?)
    }

    /// A message of the chat of several posts, which says for which it is.
    async fn for_post(&self, message: Outgoing) -> Result<Outgoing, AskError> {
        if !self.has_other_posts {
            return Ok(message);
        }
        let institution = self.institution_name().await?;
        let text = format!("<b>{}</b>\n{}", escape_html(&institution), message.text);
        Ok(Outgoing { text, addressee: Some(self.person.person.clone()), ..message })
    }

    pub(crate) async fn say(&self, key: &str) -> Result<(), ChatError> {
        self.answer(self.message(key)).await
    }

    /// Says that something is not theirs, which the audit trail keeps: the thing, and what was asked of it.
    pub(crate) async fn refuse(&self, key: &str, object: &str) -> Result<(), ChatError> {
        self.answer(self.refusal(key, object)).await
    }

    /// The same as a message.
    pub(crate) fn refusal(&self, key: &str, object: &str) -> Outgoing {
        self.services.audit.record(&self.principal(), AuditedAct::Refused, object);
        self.message(key)
    }

    /// Gives the person a file, of which the audit trail says so.
    pub(crate) async fn give(&self, document: &Document) -> Result<(), ChatError> {
        self.services.messenger.send_document(self.chat, document).await?;
        self.services.audit.record(&self.principal(), AuditedAct::Exported, &document.what);
        Ok(())
    }

    /// A message that has nothing but words.
    pub(crate) fn message(&self, key: &str) -> Outgoing {
        Outgoing::text(self.texts().say(key, &[]))
    }

    /// Puts a message in place of one of the bot's own.
    pub(crate) async fn replace(&self, message: i32, with: Outgoing) -> Result<(), ChatError> {
        let with = self.for_post(with).await?;
        Ok(self.services.messenger.replace(self.chat, message, &with).await?)
    }

    /// Gives a command in this person's name; what is said of it is the outcome, or that it waits to be saved.
    pub(crate) async fn carry_out(&self, command: Command, on_acceptance: OnAcceptance) -> Result<Outgoing, ChatError> {
        let issuer = Issuer::Person(self.person.person.clone());
        let now = self.services.clock.now();
        let entry = self.cause.outbox_entry(now, issuer, self.language, command, on_acceptance);
        self.outbox.submit(self.chat, self.principal(), entry).await
    }

    /// What this person may do and see today.
    pub(crate) fn principal(&self) -> Principal {
        self.person.principal(self.texts().today)
    }

    /// The subgroups that this person chairs, or whose chair is away today and at the person's own institution.
    pub(crate) fn chairs(&self) -> Vec<SubgroupId> {
        self.person.chairs_on(self.texts().today)
    }

    /// Gives a command in the bot's name, which says nothing of the person's work; what is said of it as above.
    pub(crate) async fn carry_out_as_bot(
        &self,
        command: Command,
        on_acceptance: OnAcceptance,
    ) -> Result<Outgoing, ChatError> {
        let now = self.services.clock.now();
        let entry = self.cause.outbox_entry(now, Issuer::Bot, self.language, command, on_acceptance);
        self.outbox.submit(self.chat, self.services.principal.clone(), entry).await
    }

    /// Gives a command that is nobody's yet, as linking a chat is.
    pub(crate) async fn carry_out_for_nobody(
        &self,
        command: Command,
        on_acceptance: OnAcceptance,
    ) -> Result<Outgoing, ChatError> {
        let now = self.services.clock.now();
        let entry = self.cause.outbox_entry(now, Issuer::Bot, self.language, command, on_acceptance);
        self.outbox.submit(self.chat, self.services.principal.clone(), entry).await
    }

    /// The name of the person's institution.
    pub(crate) async fn institution_name(&self) -> Result<String, AskError> {
        self.services.institution_name(&self.person.institution, self.language).await
    }

    /// Asks something whose answer is the person's next text.
    pub(crate) async fn ask(&self, question: impl Into<Question>) -> Result<(), BotError> {
        open_question(&self.services.database, self.chat, &question.into()).await
    }

    /// The question that is open.
    pub(crate) async fn question(&self) -> Result<Option<Question>, BotError> {
        current_question(&self.services.database, self.chat).await
    }

    pub(crate) async fn forget_question(&self) -> Result<(), BotError> {
        close_question(&self.services.database, self.chat).await
    }

    /// Drops the open question when something is reported, unless it is of those that stay open.
    pub(crate) async fn forget_question_of_report(&self) -> Result<(), BotError> {
        match self.question().await? {
            Some(question) if self.outbox.outlasts_reports(question.name()) => Ok(()),
            Some(_) | None => self.forget_question().await,
        }
    }
}

/// Somebody in a private chat who may be a stranger.
pub(crate) struct Visitor<'a> {
    pub(crate) outbox: &'a Outbox,
    pub(crate) services: &'a Services,
    pub(crate) chat: ChatId,
    /// Who it is, when the chat is linked.
    pub(crate) person: Option<PersonView>,
    /// Whether the chat is also that of another post.
    pub(crate) has_other_posts: bool,
    /// The languages in which a stranger is answered.
    pub(crate) languages: Vec<Language>,
    pub(crate) update: u32,
}

impl<'a> Visitor<'a> {
    pub(crate) fn cause(&self) -> Cause {
        Cause::new(self.services, self.update)
    }

    /// The person in post that it is.
    pub(crate) fn as_person(&self) -> Option<ChatContext<'a>> {
        let person = self.person.clone()?;
        let speaker = Speaker { person, has_other_posts: self.has_other_posts };
        Some(ChatContext::private(self.outbox, self.chat, speaker, self.cause()))
    }

    pub(crate) async fn answer(&self, text: String) -> Result<(), ChatError> {
        Ok(self.services.messenger.send(self.chat, &Outgoing::text(text)).await?)
    }

    pub(crate) async fn say(&self, key: &str) -> Result<(), ChatError> {
        self.answer(self.services.say_in(&self.languages, key)).await
    }
}

/// Whoever writes or presses in a group.
pub(crate) struct GroupContext<'a> {
    pub(crate) services: &'a Services,
    /// The group, and the topic in which it was written: answers go there.
    pub(crate) place: Place,
    /// The subgroup whose chat it is.
    pub(crate) group: Option<LinkedGroup>,
    /// The person who writes or presses: whoever linked a chat of their own.
    pub(crate) member: Option<ChatContext<'a>>,
    pub(crate) languages: Vec<Language>,
}

impl GroupContext<'_> {
    /// A message in the languages of whoever is answered.
    pub(crate) fn message(&self, key: &str) -> Outgoing {
        Outgoing::text(self.services.say_in(&self.languages, key))
    }

    /// A text that tells how to reach the bot alone.
    pub(crate) fn message_naming_the_bot(&self, key: &str) -> Outgoing {
        let bot = self.services.username.as_str();
        Outgoing::text(self.services.say_all(&self.languages, key, &[("bot", bot.into())]))
    }
}
