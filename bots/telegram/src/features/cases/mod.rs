//! Cases in chat: referrals that are offered and answered, and what became of them.
//!
//! Only people of the institutions concerned are told, each in the own chat, and only the reference, the stage and what is
//! asked for; each time it is audited. Nothing of it ever comes into a group.

pub(crate) mod press;
pub(crate) mod referrals;
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
use crate::core::wording::ReadyMessage;
use crate::features::cases::press::{ReferralPress, ReferralQuestion};
use crate::features::cases::referrals::{
    accept_referral, ask_reason_of_declining, on_reason_of_declining, show_referrals,
};
use crate::features::cases::standing::{standings_of_referrals, where_referrals_stand};
use crate::features::cases::telling::word_referrals;

/// Referrals: offered, answered, and what became of them.
pub(crate) struct Referrals;

impl Feature for Referrals {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 1] = [ChatCommand::new("referrals", "commands-referrals", MenuOf::People)];
        &COMMANDS
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, _command: &'a SlashCommand) -> Handling<'a> {
        Box::pin(show_referrals(context))
    }

    fn presses(&self) -> &'static [&'static str] {
        &ReferralPress::NAMES
    }

    fn on_press<'a>(&'a self, context: &'a ChatContext<'a>, press: &'a Press, message: i32) -> Handling<'a, bool> {
        Box::pin(async move {
            match press.read() {
                Some(ReferralPress::AcceptReferral(case, referral)) => {
                    accept_referral(context, &case, &referral, message).await?;
                }
                Some(ReferralPress::DeclineReferral(case, referral)) => {
                    ask_reason_of_declining(context, &case, &referral).await?;
                }
                None => return Ok(false),
            }
            Ok(true)
        })
    }

    fn questions(&self) -> &'static [QuestionKind] {
        const QUESTIONS: [QuestionKind; 1] = [QuestionKind::closed_by_reports("ReasonOfDeclining")];
        &QUESTIONS
    }

    fn on_answer<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        question: &'a Question,
        text: &'a str,
    ) -> Handling<'a, Option<Outgoing>> {
        Box::pin(async move {
            let Some(ReferralQuestion::ReasonOfDeclining(case, referral)) = question.read() else { return Ok(None) };
            on_reason_of_declining(context, &case, &referral, text).await.map(Some)
        })
    }

    fn word<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        message: &'a Message,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<ReadyMessage>> {
        Box::pin(word_referrals(context, message, contents))
    }

    fn standings<'a>(
        &'a self,
        services: &'a Services,
        _: &'a InstitutionId,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<Option<String>>> {
        Box::pin(standings_of_referrals(services, contents))
    }

    fn where_things_stand<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<String>> {
        Box::pin(where_referrals_stand(context, contents))
    }
}
