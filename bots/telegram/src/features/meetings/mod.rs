//! Meetings in chat: invitations and what becomes of them, reminders, minutes, and what a chair does in the room.
//!
//! Whoever may look at a meeting (`MeetingView::view`) finds it with `/meetings`; the people who speak for an invited
//! institution are told of it ([`telling`]) and answer by a button or in words ([`answering`]). Whoever leads it takes the
//! attendance and records decisions ([`leading`], [`deciding`]). Nothing here knows a case.

pub(crate) mod access;
pub(crate) mod answering;
pub(crate) mod attendance;
pub(crate) mod deciding;
pub(crate) mod decision_draft;
pub(crate) mod group_post_records;
pub(crate) mod group_posts;
pub(crate) mod in_groups;
pub(crate) mod leading;
pub(crate) mod lists;
pub(crate) mod press;
pub(crate) mod presses;
pub(crate) mod sent_invitations;
pub(crate) mod telling;
pub(crate) mod wording;

use notifications::{Content, Message};

use crate::core::chat_context::{ChatContext, GroupContext};
use crate::core::feature::{Feature, Handling, TypedText};
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::question::{Question, QuestionKind};
use crate::core::services::Services;
use crate::core::slash_command::{ChatCommand, MenuOf, SlashCommand};
use crate::core::storage::database::Migration;
use crate::core::storage::linked_groups::LinkedGroup;
use crate::core::wording::ReadyMessage;
use crate::features::meetings::group_posts::{next_meetings, word_in_group};
use crate::features::meetings::in_groups::{answer_in_words_in_group, on_meeting_press_in_group};
use crate::features::meetings::lists::show_meetings;
use crate::features::meetings::press::{MeetingPress, MeetingQuestion};
use crate::features::meetings::presses::{on_meeting_answer, on_meeting_press};
use crate::features::meetings::telling::word_meetings;

/// Meetings, in private chats and in the groups of subgroups.
pub(crate) struct Meetings;

impl Feature for Meetings {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 1] = [ChatCommand::new("meetings", "commands-meetings", MenuOf::People)];
        &COMMANDS
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, _command: &'a SlashCommand) -> Handling<'a> {
        Box::pin(show_meetings(context))
    }

    fn on_group_command<'a>(
        &'a self,
        context: &'a GroupContext<'a>,
        _command: &'a SlashCommand,
    ) -> Handling<'a, Option<Outgoing>> {
        Box::pin(async move {
            let Some(group) = &context.group else { return Ok(None) };
            next_meetings(context.services, group).await.map(Some)
        })
    }

    fn presses(&self) -> &'static [&'static str] {
        &[MeetingPress::NAME]
    }

    fn on_press<'a>(&'a self, context: &'a ChatContext<'a>, press: &'a Press, message: i32) -> Handling<'a, bool> {
        Box::pin(async move {
            let Some(press) = press.content(MeetingPress::NAME) else { return Ok(false) };
            on_meeting_press(context, press, message).await.map(|()| true)
        })
    }

    fn on_group_press<'a>(
        &'a self,
        context: &'a GroupContext<'a>,
        press: &'a Press,
        _message: i32,
    ) -> Handling<'a, Option<String>> {
        Box::pin(async move {
            let (Some(member), Some(press)) = (&context.member, press.content(MeetingPress::NAME)) else {
                return Ok(None);
            };
            on_meeting_press_in_group(member, press).await
        })
    }

    fn questions(&self) -> &'static [QuestionKind] {
        const QUESTIONS: [QuestionKind; 1] = [QuestionKind::closed_by_reports(MeetingQuestion::NAME)];
        &QUESTIONS
    }

    fn on_answer<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        question: &'a Question,
        text: &'a str,
    ) -> Handling<'a, Option<Outgoing>> {
        Box::pin(async move {
            let Some(question) = question.content(MeetingQuestion::NAME) else { return Ok(None) };
            on_meeting_answer(context, question, text).await
        })
    }

    fn on_group_text<'a>(
        &'a self,
        context: &'a GroupContext<'a>,
        typed: TypedText<'a>,
    ) -> Handling<'a, Option<Outgoing>> {
        Box::pin(answer_in_words_in_group(context, typed))
    }

    fn migrations(&self) -> &'static [Migration] {
        const MIGRATIONS: [Migration; 3] = {
            let [invitations, messages] = sent_invitations::MIGRATIONS;
            [invitations, group_post_records::MIGRATION, messages]
        };
        &MIGRATIONS
    }

    fn tables_of_group_chats(&self) -> &'static [&'static str] {
        &[group_post_records::TABLE]
    }

    fn word<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        _message: &'a Message,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<ReadyMessage>> {
        Box::pin(word_meetings(context, contents))
    }

    fn word_in_group<'a>(
        &'a self,
        services: &'a Services,
        group: &'a LinkedGroup,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<ReadyMessage>> {
        Box::pin(word_in_group(services, group, contents))
    }
}
