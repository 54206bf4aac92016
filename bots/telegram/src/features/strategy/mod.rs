//! The indicators that an institution reports: which there are, what is waiting, and their values, given in chat.
//!
//! Stands on the core and knows no other feature. Whether a value is accepted is the domain's to say.

pub(crate) mod asked_values;
pub(crate) mod conversation;
pub(crate) mod indicator_status;
pub(crate) mod list;
pub(crate) mod press;
pub(crate) mod standing;
pub(crate) mod telling;

use events::ids::InstitutionId;
use notifications::{Content, Message};

use crate::core::chat_context::ChatContext;
use crate::core::feature::{Feature, Handling};
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::question::{Question, QuestionKind};
use crate::core::services::Services;
use crate::core::slash_command::{ChatCommand, MenuOf, SlashCommand};
use crate::core::storage::database::Migration;
use crate::core::wording::ReadyMessage;
use crate::features::strategy::conversation::{on_indicator_answer, on_indicator_press};
use crate::features::strategy::list::show_indicators;
use crate::features::strategy::press::{IndicatorPress, IndicatorQuestion};
use crate::features::strategy::standing::{standings_of_values, where_values_stand};
use crate::features::strategy::telling::word_values;

/// The indicators that an institution reports.
pub(crate) struct Indicators;

impl Feature for Indicators {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 1] = [ChatCommand::new("indicators", "commands-indicators", MenuOf::People)];
        &COMMANDS
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, _command: &'a SlashCommand) -> Handling<'a> {
        Box::pin(show_indicators(context))
    }

    fn presses(&self) -> &'static [&'static str] {
        &[IndicatorPress::NAME]
    }

    fn on_press<'a>(&'a self, context: &'a ChatContext<'a>, press: &'a Press, message: i32) -> Handling<'a, bool> {
        Box::pin(async move {
            let Some(press) = press.content(IndicatorPress::NAME) else { return Ok(false) };
            on_indicator_press(context, press, message).await.map(|()| true)
        })
    }

    fn questions(&self) -> &'static [QuestionKind] {
        const QUESTIONS: [QuestionKind; 1] = [QuestionKind::outlasting_reports(IndicatorQuestion::NAME)];
        &QUESTIONS
    }

    fn on_answer<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        question: &'a Question,
        text: &'a str,
    ) -> Handling<'a, Option<Outgoing>> {
        Box::pin(async move {
            let Some(question) = question.content(IndicatorQuestion::NAME) else { return Ok(None) };
            on_indicator_answer(context, question, text).await
        })
    }

    fn word<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        message: &'a Message,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<ReadyMessage>> {
        Box::pin(word_values(context, message, contents))
    }

    fn standings<'a>(
        &'a self,
        services: &'a Services,
        institution: &'a InstitutionId,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<Option<String>>> {
        Box::pin(standings_of_values(services, institution, contents))
    }

    fn where_things_stand<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<String>> {
        Box::pin(where_values_stand(context, contents))
    }

    fn migrations(&self) -> &'static [Migration] {
        &[asked_values::MIGRATION]
    }
}
