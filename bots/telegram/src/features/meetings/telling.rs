//! What the notifications have to say of meetings, in words: invited, moved, called off, soon, what it came to.
//!
//! The message that a chat was invited with is kept up to date in its place. Each meeting is looked up when its notice is
//! worded; what has moved on meanwhile is left out.

use notifications::{Content, MeetingContent, MeetingNews};
use readmodels::meetings::{MeetingStage, MeetingView};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::wording::{OnceSent, Placement, ReadyMessage};
use crate::features::meetings::press::MeetingPress;
use crate::features::meetings::sent_invitations::{
    InvitationContent, SentInvitation, record_invitation, sent_invitation,
};
use crate::features::meetings::wording::{
    account_message, agenda_lines, answer_in_words, called_off_message, invitation_message, meeting_lines, meeting_time,
};

/// What there is to say of meetings.
pub(super) async fn word_meetings(
    context: &ChatContext<'_>,
    contents: &[Content],
) -> Result<Vec<ReadyMessage>, ChatError> {
    let said: Vec<&MeetingContent> = contents.iter().filter_map(Content::as_meeting).collect();
    if said.is_empty() {
        return Ok(vec![]);
    }
    let book = context.services.meetings().await?;
    let by_itself = contents.len() == 1;
    let mut worded = Vec::new();
    for content in said {
        let invited = |one: &&MeetingView| one.invited.contains(&context.person.institution);
        let Some(meeting) = book.meeting(&content.meeting).filter(invited) else { continue };
        worded.extend(word_one(context, meeting, content.news, by_itself).await?);
    }
    Ok(worded)
}

async fn word_one(
    context: &ChatContext<'_>,
    meeting: &MeetingView,
    news: MeetingNews,
    by_itself: bool,
) -> Result<Vec<ReadyMessage>, ChatError> {
    let (texts, institution) = (context.texts(), &context.person.institution);
    let before = sent_invitation(&context.services.database, context.chat, &meeting.id).await?;
    let given = meeting.answers.get(institution).copied();
    let says = InvitationContent::of(meeting, given);
    Ok(match (meeting.stage, news) {
        (MeetingStage::Scheduled, MeetingNews::Invited) => match before {
            None => vec![invitation(context, "chat-meeting-invitation", meeting, Placement::Below)],
            // It stands there since before there was a ledger, or nobody heard that it arrived.
            Some(before) if before.said.at == meeting.at => {
                vec![invitation(context, "chat-meeting-invitation", meeting, Placement::InPlaceOf(before.message))]
            }
            Some(before) => moved(context, meeting, Some(&before)),
        },
        (MeetingStage::Scheduled, MeetingNews::Moved) => moved(context, meeting, before.as_ref()),
        (MeetingStage::Scheduled, MeetingNews::Changed) => match before {
            Some(before) if before.said != says => {
                let same_time = before.said.at == meeting.at;
                let heading = if same_time { "chat-meeting-invitation" } else { "chat-meeting-moved" };
                vec![invitation(context, heading, meeting, Placement::InPlaceOf(before.message))]
            }
            Some(_) | None => vec![],
        },
        (MeetingStage::Cancelled, MeetingNews::CalledOff) => match before {
            None => vec![ReadyMessage { alone: true, ..ReadyMessage::text(called_off_message(texts, meeting)) }],
            Some(before) if !before.said.cancelled => called_off(context, meeting, &before),
            Some(_) => vec![],
        },
        (MeetingStage::Cancelled, MeetingNews::Changed) => match before {
            Some(before) if !before.said.cancelled => {
                let place = Placement::InPlaceOf(before.message);
                vec![ReadyMessage { place, ..recorded(context, called_off_message(texts, meeting), meeting, None) }]
            }
            Some(_) | None => vec![],
        },
        (MeetingStage::Scheduled, MeetingNews::DayBefore | MeetingNews::HourBefore)
            if given.is_some_and(|answer| !answer.comes()) =>
        {
            vec![]
        }
        (MeetingStage::Scheduled, MeetingNews::DayBefore) => {
            let today = meeting.at.date == texts.today;
            let heading = if today { "chat-meeting-today" } else { "chat-meeting-tomorrow" };
            let message = if by_itself {
                invitation_message(texts, heading, meeting, institution)
            } else {
                among_others(context, heading, meeting)
            };
            vec![ReadyMessage::text(message)]
        }
        (MeetingStage::Scheduled, MeetingNews::HourBefore) => {
            let message = invitation_message(texts, "chat-meeting-soon", meeting, institution);
            vec![ReadyMessage { alone: true, ..ReadyMessage::text(message) }]
        }
        (MeetingStage::Held, MeetingNews::Account) => {
            vec![ReadyMessage { alone: true, ..ReadyMessage::text(account_message(texts, meeting, institution)) }]
        }
        (MeetingStage::Scheduled | MeetingStage::Cancelled | MeetingStage::Held, _) => vec![],
    })
}

/// What is noted, once it was sent, as the message that invites this chat; or another one as before.
fn recorded(context: &ChatContext<'_>, message: Outgoing, meeting: &MeetingView, instead: Option<i32>) -> ReadyMessage {
    let (database, chat, id) = (context.services.database.clone(), context.chat, meeting.id.clone());
    let says = InvitationContent::of(meeting, meeting.answers.get(&context.person.institution).copied());
    let once_sent: OnceSent = Box::new(move |sent| {
        Box::pin(async move { record_invitation(&database, chat, &id, instead.unwrap_or(sent), &says).await })
    });
    ReadyMessage { alone: true, once_sent: Some(once_sent), ..ReadyMessage::text(message) }
}

fn invitation(context: &ChatContext<'_>, heading: &str, meeting: &MeetingView, place: Placement) -> ReadyMessage {
    let message = invitation_message(context.texts(), heading, meeting, &context.person.institution);
    ReadyMessage { place, ..recorded(context, message, meeting, None) }
}

/// What stands in place of an earlier message that no longer counts.
fn see_below(context: &ChatContext<'_>, meeting: &MeetingView, before: &SentInvitation) -> ReadyMessage {
    let message = context.message("chat-meeting-see-below").of_meeting(meeting.id.clone());
    ReadyMessage { place: Placement::InPlaceOf(before.message), ..ReadyMessage::text(message) }
}

/// A new invitation, and the earlier one put aside.
fn moved(context: &ChatContext<'_>, meeting: &MeetingView, before: Option<&SentInvitation>) -> Vec<ReadyMessage> {
    let new = invitation(context, "chat-meeting-moved", meeting, Placement::Below);
    let aside = before.map(|before| see_below(context, meeting, before));
    [new].into_iter().chain(aside).collect()
}

fn called_off(context: &ChatContext<'_>, meeting: &MeetingView, before: &SentInvitation) -> Vec<ReadyMessage> {
    let message = called_off_message(context.texts(), meeting);
    vec![recorded(context, message, meeting, Some(before.message)), see_below(context, meeting, before)]
}

/// A reminder in a message with others: its button names the meeting and shows it below, so that the others stay.
fn among_others(context: &ChatContext<'_>, heading: &str, meeting: &MeetingView) -> Outgoing {
    let texts = context.texts();
    let mut lines = vec![texts.say(heading, &[])];
    lines.extend(meeting_lines(texts, meeting));
    lines.extend(agenda_lines(texts, meeting));
    lines.push(answer_in_words(texts, meeting.answers.get(&context.person.institution).copied()));
    let title = texts.marked(&meeting.title);
    // The heading says which day; with it the title would have no room.
    let hour = meeting.at.time.map(|time| time.format("%H:%M").to_string());
    let when = hour.unwrap_or_else(|| meeting_time(texts, meeting.at));
    let args = [("title", title.into()), ("when", when.into())];
    let label = texts.label("chat-meeting-button-which", &args);
    let open = vec![(label, Press::from(MeetingPress::Open(meeting.id.clone())))];
    Outgoing::text(lines.join("\n")).with_buttons(vec![open])
}
