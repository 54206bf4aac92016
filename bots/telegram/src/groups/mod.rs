//! A subgroup's group chat that the bot sits in.
//!
//! It answers commands, replies to its own messages and whoever names it, and nothing else; it posts the subgroup's invitations, with buttons
//! that count for the institution of whoever presses, and what was decided ([`posting`]). Everything else is for private
//! chats: no case, no institution's list, no request is ever shown here. Who writes is known by the sender: whoever
//! linked a chat of the own is the same sender in a group.

mod kept;
mod posting;

use dialogue::reading::{Context, Question, Reading, read_in_context};
use events::Command;
use events::ids::{ChatId, MeetingId, PersonId, SubgroupId};
use events::language::Language;
use events::meeting::{InvitationAnswer, MeetingCommand};
use projections::views::{PersonView, SubgroupView};
use serde::{Deserialize, Serialize};
use teloxide::payloads::AnswerCallbackQuerySetters;
use teloxide::requests::Requester;
use teloxide::types::{CallbackQuery, ChatMemberUpdated, Message};

use crate::buttons::Press;
use crate::commands::{ChatCommand, language_of};
use crate::connection::TelegramBot;
use crate::meetings::{MeetingAnswer, MeetingPress};
use crate::outgoing::Outgoing;
use crate::replies::{By, OnAcceptance};
use crate::visit::{Cause, VisitError};

pub(crate) use kept::TABLES;

/// The longest text that the messenger shows above a chat for a pressed button.
const LONGEST_TOAST: usize = 200;

/// A button that makes a group the chat of a subgroup. It counts for one person only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LinkGroup {
    subgroup: SubgroupId,
    by: PersonId,
}

impl TelegramBot {
    /// Something was written in a group.
    pub(crate) async fn on_group_message(&self, update: u32, message: &Message) -> Result<(), VisitError> {
        let chat = ChatId(message.chat.id.0);
        if let Some(teloxide::types::ChatMigration::To { chat_id }) = message.chat_migration() {
            return Ok(self.database.move_group(chat, ChatId(chat_id.0)).await?);
        }
        let (command, reply_to) = self.called(message);
        if command.is_none() && reply_to.is_none() && !self.is_mentioned(message) {
            return Ok(());
        }
        let group = self.database.group(chat).await?;
        let language = group.as_ref().map_or_else(|| language_of(message.from.as_ref()), |group| group.language);
        let speech = self.speech(language);
        if self.turned_away(chat, message, &speech, false).await? {
            return Ok(());
        }
        // A picture, a contact or a place may show who a victim is.
        let Some(text) = message.text() else {
            self.post.delete(chat, message.id.0).await;
            return Ok(self.post.send(chat, &Outgoing::text(speech.say("only-text", &[]))).await?);
        };
        if message.forward_origin().is_some() {
            return Ok(self.post.send(chat, &Outgoing::text(speech.say("forwarded-not-acted-on", &[]))).await?);
        }
        let person = match &message.from {
            Some(from) => self.sender(from.id.0).await?,
            None => None,
        };
        let cause = Cause::new(self, update);
        let answer = match (command, person, group) {
            (Some(ChatCommand::Link), Some(person), Some(group)) if !may_link(&person, &group.subgroup) => {
                Outgoing::text(self.speech(person.language).say("group-link-not-yours", &[]))
            }
            (Some(ChatCommand::Link), Some(person), _) => self.offer_link(chat, &person).await?,
            (Some(ChatCommand::Unlink), Some(person), Some(group)) if may_link(&person, &group.subgroup) => {
                self.database.unlink_group(chat).await?;
                Outgoing::text(speech.say("group-unlinked", &[]))
            }
            (Some(ChatCommand::Meetings), _, Some(group)) => self.next_meetings(&group).await?,
            (Some(ChatCommand::Start(_) | ChatCommand::Help), _, _) => Outgoing::text(speech.say("group-help", &[])),
            (None, Some(person), Some(_)) => {
                let answered = self.answer_in_words(cause, chat, &person, language, text, reply_to).await?;
                answered.unwrap_or_else(|| self.write_privately(language))
            }
            (_, None, _) => Outgoing::text(speech.say("group-who-are-you", &[("bot", self.username().into())])),
            (_, Some(_), _) => self.write_privately(language),
        };
        Ok(self.post.send(chat, &answer).await?)
    }

    /// A message to the bot was changed after it was sent.
    pub(crate) async fn on_group_edit(&self, message: &Message) -> Result<(), VisitError> {
        let chat = ChatId(message.chat.id.0);
        let (command, reply_to) = self.called(message);
        if command.is_none() && reply_to.is_none() && !self.is_mentioned(message) {
            return Ok(());
        }
        let group = self.database.group(chat).await?;
        let language = group.map_or_else(|| language_of(message.from.as_ref()), |group| group.language);
        let speech = self.speech(language);
        if self.turned_away(chat, message, &speech, false).await? {
            return Ok(());
        }
        Ok(self.post.send(chat, &Outgoing::text(speech.say("edited-message", &[]))).await?)
    }

    /// The command that a message gives this bot, and the bot's message that it replies to.
    fn called(&self, message: &Message) -> (Option<ChatCommand>, Option<i32>) {
        let command = message.text().filter(|text| self.is_called(text)).and_then(ChatCommand::read);
        let reply_to = message
            .reply_to_message()
            .filter(|original| original.from.as_ref().is_some_and(|from| from.id.0 == self.id))
            .map(|original| original.id.0);
        (command, reply_to)
    }

    /// Whether a message names the bot, in its text or below a picture.
    fn is_mentioned(&self, message: &Message) -> bool {
        let Some(text) = message.text().or(message.caption()) else { return false };
        let own = self.username();
        text.split('@').skip(1).any(|after| {
            let end =
                after.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(after.len());
            after.get(..end).is_some_and(|name| name.eq_ignore_ascii_case(own))
        })
    }

    /// Whether a command is meant for this bot: `/help@another_bot` is not.
    fn is_called(&self, text: &str) -> bool {
        let first = text.split_whitespace().next().unwrap_or_default();
        first.split_once('@').is_none_or(|(_, name)| name.eq_ignore_ascii_case(self.username()))
    }

    /// Who writes or presses: whoever linked the private chat, which has the sender's own number.
    async fn sender(&self, user: u64) -> Result<Option<PersonView>, VisitError> {
        let Ok(chat) = i64::try_from(user) else { return Ok(None) };
        Ok(self.read_models.person_by_chat(ChatId(chat)).await?)
    }

    fn write_privately(&self, language: Language) -> Outgoing {
        let text = self.speech(language).say("group-write-privately", &[("bot", self.username().into())]);
        Outgoing::text(text)
    }

    /// Offers to make this group the chat of a subgroup that the person may speak for.
    async fn offer_link(&self, chat: ChatId, person: &PersonView) -> Result<Outgoing, VisitError> {
        let speech = self.speech(person.language);
        let subgroups = self.read_models.subgroups().await?.into_iter();
        let offered: Vec<SubgroupView> =
            subgroups.filter(|subgroup| !subgroup.dissolved && may_link(person, &subgroup.id)).collect();
        match offered.as_slice() {
            [] => Ok(Outgoing::text(speech.say("group-link-not-yours", &[]))),
            [only] => self.link(chat, only, person.language).await,
            several => {
                let button = |subgroup: &SubgroupView| {
                    let name = subgroup.name.in_language(person.language);
                    let link = LinkGroup { subgroup: subgroup.id.clone(), by: person.person.clone() };
                    vec![(speech.label("group-button-link", &[("subgroup", name.into())]), Press::LinkGroup(link))]
                };
                let buttons = several.iter().map(button).collect();
                Ok(Outgoing::text(speech.say("group-link-which", &[])).with_buttons(buttons))
            }
        }
    }

    async fn link(&self, chat: ChatId, subgroup: &SubgroupView, language: Language) -> Result<Outgoing, VisitError> {
        self.database.link_group(chat, &subgroup.id, language).await?;
        let name = subgroup.name.in_language(language);
        Ok(Outgoing::text(self.speech(language).say("group-linked", &[("subgroup", name.into())])))
    }

    /// An answer to an invitation posted here, in words; `None`: it is none.
    async fn answer_in_words(
        &self,
        cause: Cause,
        chat: ChatId,
        person: &PersonView,
        language: Language,
        text: &str,
        reply_to: Option<i32>,
    ) -> Result<Option<Outgoing>, VisitError> {
        let Some(message) = reply_to else { return Ok(None) };
        let Some(meeting) = self.database.meeting_posted(chat, message).await? else { return Ok(None) };
        let context = Context { question: Some(Question::Invitation) };
        let reading = read_in_context(text, self.speech(language).today, context);
        let Reading::Invitation(attendance) = reading else { return Ok(None) };
        let MeetingAnswer(answer) = attendance.into();
        let said = self.answer_for(cause, person, language, &meeting, answer).await?;
        Ok(Some(Outgoing::text(said)))
    }

    /// Answers an invitation for the institution of whoever pressed or wrote in a group; what is said of it (HTML).
    async fn answer_for(
        &self,
        cause: Cause,
        person: &PersonView,
        language: Language,
        meeting: &MeetingId,
        answer: InvitationAnswer,
    ) -> Result<String, VisitError> {
        let speech = self.speech(language);
        let book = self.meetings.look(self.read_models.as_ref()).await?;
        let institution = person.institution.clone();
        let Some(found) = book.meeting(meeting).filter(|meeting| meeting.invited.contains(&institution)) else {
            return Ok(speech.say("group-not-invited", &[]));
        };
        if !found.is_ahead(speech.today) {
            return Ok(speech.say("chat-meeting-over", &[]));
        }
        let name = self.institution_name(&institution, language).await?;
        let key = match answer {
            InvitationAnswer::Attending => "group-answer-attending",
            InvitationAnswer::NotAttending => "group-answer-not-attending",
            InvitationAnswer::SendingDeputy => "group-answer-sending-deputy",
        };
        let accepted = OnAcceptance::Say(Outgoing::text(speech.say(key, &[("institution", name.into())])));
        let command = Command::Meeting(meeting.clone(), MeetingCommand::AnswerInvitation { institution, answer });
        let reply = cause.reply(self, By::Person(person.person.clone()), language, command, accepted);
        // What cannot be saved now waits in the person's own chat, and is told there.
        let Some(own) = person.chat else { return Ok(speech.say("going-wrong", &[])) };
        Ok(self.carry_out(own, person.standing(), reply).await?.text)
    }

    /// A button was pressed in a group.
    pub(crate) async fn on_group_press(
        &self,
        update: u32,
        query: &CallbackQuery,
        (chat, message): (ChatId, i32),
    ) -> Result<(), VisitError> {
        let group = self.database.group(chat).await?;
        let language = group.as_ref().map_or_else(|| language_of(Some(&query.from)), |group| group.language);
        let speech = self.speech(language);
        let press = match &query.data {
            Some(data) => self.database.button(chat, data).await?,
            None => None,
        };
        let toast = match (self.sender(query.from.id.0).await?, press) {
            (None, _) => speech.say("group-who-are-you", &[("bot", self.username().into())]),
            (Some(person), Some(Press::Meeting(MeetingPress::Answer(meeting, answer)))) => {
                self.answer_for(Cause::new(self, update), &person, language, &meeting, answer).await?
            }
            (Some(person), Some(Press::LinkGroup(link))) if link.by == person.person => {
                let subgroup = self.read_models.subgroup(&link.subgroup).await?;
                match subgroup.filter(|subgroup| may_link(&person, &subgroup.id)) {
                    Some(subgroup) => {
                        let linked = self.link(chat, &subgroup, person.language).await?;
                        self.post.replace(chat, message, &linked).await?;
                        linked.text
                    }
                    None => speech.say("group-link-not-yours", &[]),
                }
            }
            (Some(_), Some(Press::LinkGroup(_))) => speech.say("group-link-not-yours", &[]),
            // Nothing else is ever done from a group.
            (Some(_), _) => speech.say("button-expired", &[]),
        };
        let answer = self.post.bot.answer_callback_query(query.id.clone()).text(plain(&toast)).show_alert(true);
        if let Err(error) = answer.await {
            tracing::debug!(%error, "a button's press could not be answered");
        }
        Ok(())
    }

    /// The bot came into a group, or is out of it.
    pub(crate) async fn on_group_membership(&self, change: &ChatMemberUpdated) -> Result<(), VisitError> {
        let chat = ChatId(change.chat.id.0);
        if !change.new_chat_member.is_present() {
            return Ok(self.database.unlink_group(chat).await?);
        }
        if change.old_chat_member.is_present() {
            return Ok(());
        }
        let text = self.speech(language_of(Some(&change.from))).say("group-greeting", &[]);
        Ok(self.post.send(chat, &Outgoing::text(text)).await?)
    }
}

/// Whether somebody may make a group the chat of a subgroup: its chair, and the secretariat.
fn may_link(person: &PersonView, subgroup: &SubgroupId) -> bool {
    person.secretariat || person.chairs.contains(subgroup)
}

/// A text without its markup, as short as the messenger wants it.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => in_tag = false,
            letter if !in_tag => text.push(letter),
            _ => {}
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    text.chars().take(LONGEST_TOAST).collect()
}
