//! Posting in a subgroup's group: invitations, kept up to date with who answered what, and what was decided.

use events::meeting::MeetingBody;
use notifications::topics::meetings::is_to_be_announced;
use notifications::{Content, MeetingContent, MeetingNews};
use readmodels::meetings::{MeetingStage, MeetingView};

use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::services::Services;
use crate::core::storage::linked_groups::LinkedGroup;
use crate::core::wording::{OnceSent, Placement, ReadyMessage};
use crate::features::meetings::group_post_records::{GroupPostContent, group_post, record_group_post};
use crate::features::meetings::leading::who_answered;
use crate::features::meetings::wording::{
    agenda_lines, answer_buttons, called_off_message, meeting_line, meeting_lines,
};

/// How many meetings to come are listed.
const LISTED: usize = 5;

/// The subgroup's next meetings.
pub(super) async fn next_meetings(services: &Services, group: &LinkedGroup) -> Result<Outgoing, ChatError> {
    let texts = services.texts(group.language);
    let book = services.meetings().await?;
    let ahead = book.ahead(texts.today).into_iter().filter(|meeting| is_of(meeting, group)).take(LISTED);
    let lines: Vec<_> = ahead.zip(1_u32..).map(|(meeting, number)| meeting_line(texts, number, meeting)).collect();
    if lines.is_empty() {
        return Ok(Outgoing::text(texts.say("chat-meetings-none", &[])));
    }
    Ok(Outgoing::text(format!("{}\n{}", texts.say("chat-meetings-ahead", &[]), lines.join("\n"))))
}

/// Posts the invitations to the meetings to come in a group that has just become the subgroup's chat: what was announced
/// before then was said in no group.
pub(crate) async fn post_meetings_ahead(services: &Services, group: &LinkedGroup) -> Result<(), ChatError> {
    let (book, today) = (services.meetings().await?, services.clock.moment().today);
    let ahead = book.ahead(today).into_iter().filter(|one| is_of(one, group) && is_to_be_announced(one, today));
    for meeting in ahead {
        if group_post(&services.database, group.chat, &meeting.id).await?.is_none() {
            let invitation = group_invitation(services, "chat-meeting-invitation", group, meeting).await?;
            let message = services.messenger.put(group.place(), &invitation).await?;
            let says = GroupPostContent::of(meeting);
            record_group_post(&services.database, group.chat, &meeting.id, message, &says).await?;
        }
    }
    Ok(())
}

/// What there is to say of meetings in a subgroup's group.
pub(super) async fn word_in_group(
    services: &Services,
    group: &LinkedGroup,
    contents: &[Content],
) -> Result<Vec<ReadyMessage>, ChatError> {
    let said: Vec<&MeetingContent> = contents.iter().filter_map(Content::as_meeting).collect();
    if said.is_empty() {
        return Ok(vec![]);
    }
    let book = services.meetings().await?;
    let mut worded = Vec::new();
    for content in said {
        let Some(meeting) = book.meeting(&content.meeting).filter(|one| is_of(one, group)) else { continue };
        worded.extend(word_one(services, group, meeting, content.news).await?);
    }
    Ok(worded)
}

async fn word_one(
    services: &Services,
    group: &LinkedGroup,
    meeting: &MeetingView,
    news: MeetingNews,
) -> Result<Option<ReadyMessage>, ChatError> {
    let posted = group_post(&services.database, group.chat, &meeting.id).await?;
    let says = GroupPostContent::of(meeting);
    Ok(match (meeting.stage, news, posted) {
        (MeetingStage::Scheduled, MeetingNews::Invited, None) => {
            Some(post(services, "chat-meeting-invitation", group, meeting, Placement::Below).await?)
        }
        (MeetingStage::Scheduled, MeetingNews::Invited | MeetingNews::Changed, Some((_, before))) if before == says => {
            None
        }
        (MeetingStage::Scheduled, MeetingNews::Invited, Some((message, before))) if before.at == meeting.at => {
            let place = Placement::InPlaceOfOrBelow(message);
            Some(post(services, "chat-meeting-invitation", group, meeting, place).await?)
        }
        (MeetingStage::Scheduled, MeetingNews::Moved | MeetingNews::Invited, _) => {
            Some(post(services, "group-meeting-moved", group, meeting, Placement::Below).await?)
        }
        (MeetingStage::Scheduled, MeetingNews::Changed, posted) => {
            let place = posted.map_or(Placement::BelowSilently, |(message, _)| Placement::InPlaceOfOrBelow(message));
            Some(post(services, "chat-meeting-invitation", group, meeting, place).await?)
        }
        (MeetingStage::Cancelled, MeetingNews::CalledOff, Some((message, before))) if !before.cancelled => {
            let off = called_off_message(services.texts(group.language), meeting);
            let (database, chat, id) = (services.database.clone(), group.chat, meeting.id.clone());
            let once_sent: OnceSent = Box::new(move |_| {
                Box::pin(async move { record_group_post(&database, chat, &id, message, &says).await })
            });
            Some(ReadyMessage { once_sent: Some(once_sent), ..ReadyMessage::text(Outgoing::text(off.text)) })
        }
        (MeetingStage::Held, MeetingNews::Account, _) => {
            Some(ReadyMessage::text(group_account(services, group, meeting).await?))
        }
        (MeetingStage::Scheduled | MeetingStage::Cancelled | MeetingStage::Held, _, _) => None,
    })
}

/// An invitation that is noted once it stands in the group.
async fn post(
    services: &Services,
    heading: &str,
    group: &LinkedGroup,
    meeting: &MeetingView,
    place: Placement,
) -> Result<ReadyMessage, ChatError> {
    let message = group_invitation(services, heading, group, meeting).await?;
    let (database, chat, id) = (services.database.clone(), group.chat, meeting.id.clone());
    let says = GroupPostContent::of(meeting);
    let once_sent: OnceSent =
        Box::new(move |message| Box::pin(async move { record_group_post(&database, chat, &id, message, &says).await }));
    Ok(ReadyMessage { place, once_sent: Some(once_sent), ..ReadyMessage::text(message) })
}

/// An invitation to everybody in a group: who answered what, and buttons for whoever presses.
async fn group_invitation(
    services: &Services,
    heading: &str,
    group: &LinkedGroup,
    meeting: &MeetingView,
) -> Result<Outgoing, ChatError> {
    let texts = services.texts(group.language);
    let mut lines = vec![texts.say(heading, &[])];
    lines.extend(meeting_lines(texts, meeting));
    lines.extend(agenda_lines(texts, meeting));
    lines.extend(who_answered(services, meeting, group.language).await?);
    Ok(Outgoing::text(lines.join("\n")).with_buttons(answer_buttons(texts, &meeting.id, None)))
}

/// What was decided, and who is to do what of it.
async fn group_account(services: &Services, group: &LinkedGroup, meeting: &MeetingView) -> Result<Outgoing, ChatError> {
    let texts = services.texts(group.language);
    let mut lines = vec![texts.say("chat-meeting-account", &[])];
    lines.extend(meeting_lines(texts, meeting));
    let key = if meeting.decisions.is_empty() { "chat-meeting-no-decisions" } else { "chat-meeting-decisions" };
    lines.push(texts.say(key, &[]));
    for (decision, n) in meeting.decisions.iter().zip(1_u32..) {
        let args = [("number", n.into()), ("item", decision.text.as_str().into())];
        lines.push(texts.say("chat-meeting-agenda-item", &args));
        for item in &decision.raises {
            let owner = services.institution_name(&item.owner, group.language).await?;
            let title = texts.marked(&item.title);
            let args = [("institution", owner.into()), ("title", title.into()), ("due", texts.date(item.due))];
            lines.push(texts.say("chat-decision-raises", &args));
        }
    }
    Ok(Outgoing::text(lines.join("\n")))
}

fn is_of(meeting: &MeetingView, group: &LinkedGroup) -> bool {
    match &meeting.convened {
        MeetingBody::Subgroup(subgroup) => *subgroup == group.subgroup,
        MeetingBody::Authority | MeetingBody::Invited => false,
    }
}
