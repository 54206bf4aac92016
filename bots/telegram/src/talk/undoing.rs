//! Taking back in words what was noted last, as the button below it does.

use coordination::Accepted;
use events::Command;
use events::action_item::{ActionItemCommand, TAKE_BACK_WITHIN};
use events::ids::{ActionItemId, ChatId, CorrelationId, EventId};
use events::meeting::MeetingCommand;

use super::kept::{Noted, NotedTogether};
use crate::config::BotError;
use crate::connection::TelegramBot;
use crate::outgoing::Outgoing;
use crate::replies::{By, OnAcceptance, Reply};
use crate::visit::{Visit, VisitError};

impl TelegramBot {
    /// Keeps what was noted of a reply that was accepted, so that words can take it back.
    pub(crate) async fn keep_noted(&self, chat: ChatId, reply: &Reply, accepted: &Accepted) -> Result<(), BotError> {
        let (By::Person(person), Some(last)) = (&reply.by, accepted.events.last()) else { return Ok(()) };
        let what = match (&reply.command, &reply.on_acceptance) {
            (Command::ActionItem(item, ActionItemCommand::WithdrawReport { report }), _) => {
                return self.database.forget_report(chat, item, *report).await;
            }
            (_, OnAcceptance::Confirm { item, .. }) => Noted::Report(item.clone(), last.id),
            (Command::Meeting(meeting, MeetingCommand::AnswerInvitation { .. }), _) => Noted::Answer(meeting.clone()),
            (_, OnAcceptance::Say(_) | OnAcceptance::Welcome) => Noted::Other,
        };
        self.database.keep_noted(chat, person, reply.correlation, reply.said_at, &what).await
    }
}

impl Visit<'_> {
    /// “Undo”: a question that is open is dropped; else what was noted last is taken back, of the message that was replied
    /// to where it is about tasks.
    pub(super) async fn undo(&self, reply_to: Option<i32>) -> Result<Vec<Outgoing>, VisitError> {
        let about = match reply_to {
            Some(message) => self.bot.database.items_of_message(self.chat, message).await?,
            None => vec![],
        };
        let noted = self.bot.database.noted(self.chat, &self.person.person).await?;
        let of = |noted: &NotedTogether| {
            let is_about = |what: &Noted| matches!(what, Noted::Report(item, _) if about.contains(item));
            about.is_empty() || noted.what.iter().any(is_about)
        };
        let last = noted.into_iter().find(of);
        let is_newer_than_question = last.as_ref().is_some_and(|last| !last.before_question);
        if about.is_empty() && !is_newer_than_question && self.bot.database.question(self.chat).await?.is_some() {
            self.bot.database.forget_question(self.chat).await?;
            return Ok(vec![self.saying("reading-cancelled")]);
        }
        match last {
            Some(last) => self.take_all_back(last).await,
            None => Ok(vec![self.saying("nothing-to-undo")]),
        }
    }

    /// Takes back what one message or press reported: the button below it.
    pub(super) async fn take_back_together(&self, correlation: CorrelationId) -> Result<Vec<Outgoing>, VisitError> {
        let noted = self.bot.database.noted(self.chat, &self.person.person).await?;
        match noted.into_iter().find(|noted| noted.correlation == correlation) {
            Some(noted) => self.take_all_back(noted).await,
            None => Ok(vec![self.saying("too-late-to-undo")]),
        }
    }

    async fn take_all_back(&self, noted: NotedTogether) -> Result<Vec<Outgoing>, VisitError> {
        if self.bot.clock.now() - noted.at > TAKE_BACK_WITHIN {
            return Ok(vec![self.saying("too-late-to-undo")]);
        }
        let mut answers = Vec::new();
        for what in noted.what {
            answers.push(match what {
                Noted::Report(item, report) => self.take_report_back(&item, report).await?,
                Noted::Answer(meeting) => match self.answer_again(&meeting).await? {
                    Some(invitation) => invitation,
                    None => self.saying("undo-not-by-word"),
                },
                Noted::Other => self.saying("undo-not-by-word"),
            });
        }
        Ok(answers)
    }

    async fn take_report_back(&self, item: &ActionItemId, report: EventId) -> Result<Outgoing, VisitError> {
        // Whatever comes of it: the next “undo” is about what was noted before.
        self.bot.database.forget_report(self.chat, item, report).await?;
        match self.task(item).await? {
            Some(task) => self.take_back(&task, report).await,
            None => Ok(self.saying("not-yours")),
        }
    }

    /// A message that has nothing but words.
    pub(super) fn saying(&self, key: &str) -> Outgoing {
        Outgoing::text(self.speech().say(key, &[]))
    }
}
