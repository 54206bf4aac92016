//! Data requests in chat: offered, answered field by field or with a file, sent, corrected.
//!
//! What a person has answered so far is a [`AnswerDraft`](draft::AnswerDraft) in the bot's own file: it outlives restarts and days.
//! Nothing of it is known to anybody until the person sends it; then it is one command with all answers. What is wrong is
//! asked of the form ([`events::form::Form::faults`]), as everywhere.

pub(crate) mod answering;
pub(crate) mod draft;
pub(crate) mod draft_store;
pub(crate) mod filled_file;
pub(crate) mod press;
pub(crate) mod standing;
pub(crate) mod telling;
pub(crate) mod wording;

use events::ids::InstitutionId;
use notifications::Content;
use teloxide::types::{Document as SentDocument, Message};

use crate::core::chat_context::ChatContext;
use crate::core::feature::{Feature, Handling, TypedText};
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::services::Services;
use crate::core::slash_command::{ChatCommand, MenuOf, SlashCommand};
use crate::core::storage::database::Migration;
use crate::core::wording::ReadyMessage;
use crate::features::data::answering::{on_data_press, on_draft_text};
use crate::features::data::draft_store::DRAFTS_AND_DELIVERIES;
use crate::features::data::filled_file::take_document;
use crate::features::data::press::RequestPress;
use crate::features::data::standing::{standings_of_requests, where_requests_stand};
use crate::features::data::telling::word_requests;
use crate::features::data::wording::show_requests;

/// The data requests that an institution is asked.
pub(crate) struct DataRequests;

impl Feature for DataRequests {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 1] = [ChatCommand::new("data", "commands-data", MenuOf::People)];
        &COMMANDS
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, _command: &'a SlashCommand) -> Handling<'a> {
        Box::pin(show_requests(context))
    }

    fn presses(&self) -> &'static [&'static str] {
        &[RequestPress::NAME]
    }

    fn on_press<'a>(&'a self, context: &'a ChatContext<'a>, press: &'a Press, message: i32) -> Handling<'a, bool> {
        Box::pin(async move {
            let Some(press) = press.content(RequestPress::NAME) else { return Ok(false) };
            on_data_press(context, press, message).await.map(|()| true)
        })
    }

    fn on_text<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        typed: TypedText<'a>,
    ) -> Handling<'a, Option<Vec<Outgoing>>> {
        Box::pin(async move {
            let taken = typed.reply_to.is_none() && on_draft_text(context, typed.text).await?;
            Ok(taken.then(Vec::new))
        })
    }

    fn on_document<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        message: &'a Message,
        document: &'a SentDocument,
    ) -> Handling<'a, bool> {
        Box::pin(async move { take_document(context, message, document).await.map(|()| true) })
    }

    fn word<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        message: &'a notifications::Message,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<ReadyMessage>> {
        Box::pin(word_requests(context, message, contents))
    }

    fn standings<'a>(
        &'a self,
        services: &'a Services,
        institution: &'a InstitutionId,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<Option<String>>> {
        Box::pin(standings_of_requests(services, institution, contents))
    }

    fn where_things_stand<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<String>> {
        Box::pin(where_requests_stand(context, contents))
    }

    fn migrations(&self) -> &'static [Migration] {
        &[DRAFTS_AND_DELIVERIES]
    }
}
