//! What a feature is: all that the core learns of one, registered through one trait.
//!
//! A feature says which commands, buttons and questions are its own, which tables it keeps, and what it does in the
//! background. Whatever it does not need it leaves out. The order of the features is the order of the messenger's menu, and
//! the order in which they are asked what a text means.

use std::convert::Infallible;

use events::ids::{CorrelationId, InstitutionId};
use futures::future::BoxFuture;
use notifications::Content;
use teloxide::types::{Document, Message};

use crate::core::chat_context::{ChatContext, GroupContext, Visitor};
use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::outbox::{AcceptanceHandler, Outbox};
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::question::{Question, QuestionKind};
use crate::core::services::Services;
use crate::core::slash_command::{ChatCommand, SlashCommand};
use crate::core::storage::database::Migration;
use crate::core::storage::linked_groups::LinkedGroup;
use crate::core::wording::ReadyMessage;

/// What handling something comes to.
pub(crate) type Handling<'a, T = ()> = BoxFuture<'a, Result<T, ChatError>>;

/// A text that is no command and that the guard let pass.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TypedText<'a> {
    pub(crate) text: &'a str,
    /// The message that it replies to.
    pub(crate) reply_to: Option<i32>,
}

/// What came of taking something back.
#[derive(Debug, Clone)]
pub(crate) enum UndoOutcome {
    /// There was nothing to take back, or the next answer takes its place.
    Nothing,
    /// It is as if it had not been said.
    All,
    /// It stays; this says why.
    Not(Outgoing),
}

/// A part of what the bot does.
pub(crate) trait Feature: Send + Sync {
    /// Its commands, in the order of the messenger's menu.
    fn commands(&self) -> &'static [ChatCommand] {
        &[]
    }

    /// The command that a text without a slash comes to, as the one that a link stands for; `own` is the bot's user name. `None`:
    /// it is a text.
    fn command_in_text(&self, _text: &str, _own: &str) -> Option<SlashCommand> {
        None
    }

    /// One of its commands, from a person in a private chat.
    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, _command: &'a SlashCommand) -> Handling<'a> {
        Box::pin(context.say("going-wrong"))
    }

    /// One of its commands, from anybody in a private chat; `false`: it is for people in post only.
    fn on_command_of_anybody<'a>(
        &'a self,
        _visitor: &'a Visitor<'a>,
        _command: &'a SlashCommand,
    ) -> Handling<'a, bool> {
        Box::pin(async { Ok(false) })
    }

    /// One of its commands in a group; `None`: it is for private chats.
    fn on_group_command<'a>(
        &'a self,
        _context: &'a GroupContext<'a>,
        _command: &'a SlashCommand,
    ) -> Handling<'a, Option<Outgoing>> {
        Box::pin(async { Ok(None) })
    }

    /// The names of what its buttons do.
    fn presses(&self) -> &'static [&'static str] {
        &[]
    }

    /// The names of those that are below a morning's message and fit only until the next one: that has them anew.
    fn presses_of_a_morning(&self) -> &'static [&'static str] {
        &[]
    }

    /// One of its buttons was pressed, below this message of the bot; `false`: the button is too old to be understood.
    fn on_press<'a>(&'a self, _context: &'a ChatContext<'a>, _press: &'a Press, _message: i32) -> Handling<'a, bool> {
        Box::pin(async { Ok(false) })
    }

    /// One of its buttons was pressed in a group: what is shown to whoever pressed (HTML); `None`: it does nothing there.
    fn on_group_press<'a>(
        &'a self,
        _context: &'a GroupContext<'a>,
        _press: &'a Press,
        _message: i32,
    ) -> Handling<'a, Option<String>> {
        Box::pin(async { Ok(None) })
    }

    /// The questions that it asks and whose answer is the person's next text.
    fn questions(&self) -> &'static [QuestionKind] {
        &[]
    }

    /// The text after one of its questions; `None`: it is no answer.
    fn on_answer<'a>(
        &'a self,
        _context: &'a ChatContext<'a>,
        _question: &'a Question,
        _text: &'a str,
    ) -> Handling<'a, Option<Outgoing>> {
        Box::pin(async { Ok(None) })
    }

    /// A text, before it is taken for the answer to an open question; `None`: it may be one.
    fn on_text_before_answers<'a>(
        &'a self,
        _context: &'a ChatContext<'a>,
        _typed: TypedText<'a>,
    ) -> Handling<'a, Option<Vec<Outgoing>>> {
        Box::pin(async { Ok(None) })
    }

    /// A text that answers no open question; `None`: it is another feature's.
    fn on_text<'a>(
        &'a self,
        _context: &'a ChatContext<'a>,
        _typed: TypedText<'a>,
    ) -> Handling<'a, Option<Vec<Outgoing>>> {
        Box::pin(async { Ok(None) })
    }

    /// Takes back what a message of the person led to, because the message was changed.
    fn take_back<'a>(&'a self, _context: &'a ChatContext<'a>, _message: CorrelationId) -> Handling<'a, UndoOutcome> {
        Box::pin(async { Ok(UndoOutcome::Nothing) })
    }

    /// A text that a person writes in a subgroup's group; `None`: it is another feature's.
    fn on_group_text<'a>(
        &'a self,
        _context: &'a GroupContext<'a>,
        _typed: TypedText<'a>,
    ) -> Handling<'a, Option<Outgoing>> {
        Box::pin(async { Ok(None) })
    }

    /// A file that a person sends; `false`: it is another feature's.
    fn on_document<'a>(
        &'a self,
        _context: &'a ChatContext<'a>,
        _message: &'a Message,
        _document: &'a Document,
    ) -> Handling<'a, bool> {
        Box::pin(async { Ok(false) })
    }

    /// What the notifications have to say of its subject, in the person's language; what has moved on meanwhile is left
    /// out.
    fn word<'a>(
        &'a self,
        _context: &'a ChatContext<'a>,
        _message: &'a notifications::Message,
        _contents: &'a [Content],
    ) -> Handling<'a, Vec<ReadyMessage>> {
        Box::pin(async { Ok(vec![]) })
    }

    /// How that stands which these contents are about, each in a form that only tells whether it has changed, as far as an
    /// institution's people answer it by buttons; nothing, where none of it is this feature's.
    fn standings<'a>(
        &'a self,
        _services: &'a Services,
        _institution: &'a InstitutionId,
        _contents: &'a [Content],
    ) -> Handling<'a, Vec<Option<String>>> {
        Box::pin(async { Ok(vec![]) })
    }

    /// In a line each, where that stands which has changed since these contents were told and which
    /// [`word`](Feature::word) says no more of.
    fn where_things_stand<'a>(
        &'a self,
        _context: &'a ChatContext<'a>,
        _contents: &'a [Content],
    ) -> Handling<'a, Vec<String>> {
        Box::pin(async { Ok(vec![]) })
    }

    /// What the notifications have to say of its subject in a subgroup's group, in the group's language.
    fn word_in_group<'a>(
        &'a self,
        _services: &'a Services,
        _group: &'a LinkedGroup,
        _contents: &'a [Content],
    ) -> Handling<'a, Vec<ReadyMessage>> {
        Box::pin(async { Ok(vec![]) })
    }

    /// What it has to do with the outcome of commands.
    fn acceptance(&self) -> Option<&'static dyn AcceptanceHandler> {
        None
    }

    /// Its tables in the bot's file, step by step.
    fn migrations(&self) -> &'static [Migration] {
        &[]
    }

    /// Its tables with a column `chat` that go along when a group becomes another chat.
    fn tables_of_group_chats(&self) -> &'static [&'static str] {
        &[]
    }

    /// What it does of its own accord, for ever.
    fn background<'a>(&'a self, _outbox: &'a Outbox) -> Option<BoxFuture<'a, Result<Infallible, BotError>>> {
        None
    }
}
