//! Answering an invitation in a group, for the institution of whoever presses or writes.

use events::ids::MeetingId;
use events::meeting::InvitationAnswer;
use language::attendance::recorded_answer;
use language::reading::{Context, Question as ReadAs, Reading, read_in_context};

use crate::core::chat_context::{ChatContext, GroupContext};
use crate::core::chat_error::ChatError;
use crate::core::feature::TypedText;
use crate::core::outgoing::Outgoing;
use crate::features::meetings::answering::{Addressing, answer_invitation};
use crate::features::meetings::group_post_records::meeting_of_group_post;
use crate::features::meetings::press::MeetingPress;

/// A button of a posted invitation; `None`: what it does is for private chats.
pub(super) async fn on_meeting_press_in_group(
    member: &ChatContext<'_>,
    press: MeetingPress,
) -> Result<Option<String>, ChatError> {
    match press {
        MeetingPress::Answer(meeting, answer) => Ok(Some(answer_for_institution(member, &meeting, answer).await?.text)),
        MeetingPress::List
        | MeetingPress::Show(_)
        | MeetingPress::Open(_)
        | MeetingPress::Calendar(_)
        | MeetingPress::Minutes(_)
        | MeetingPress::Mark(..)
        | MeetingPress::MarkOne(..)
        | MeetingPress::Hold(..)
        | MeetingPress::HoldMarked(_)
        | MeetingPress::AskAgenda(_)
        | MeetingPress::AskMinutes(_)
        | MeetingPress::Decide(_)
        | MeetingPress::Decided(_) => Ok(None),
    }
}

/// An answer in words to an invitation posted here; `None`: it is none.
pub(super) async fn answer_in_words_in_group(
    context: &GroupContext<'_>,
    typed: TypedText<'_>,
) -> Result<Option<Outgoing>, ChatError> {
    let (Some(message), Some(member)) = (typed.reply_to, &context.member) else { return Ok(None) };
    let posted = meeting_of_group_post(&context.services.database, context.place.chat, message).await?;
    let Some(meeting) = posted else { return Ok(None) };
    let read_as = Context { question: Some(ReadAs::Invitation) };
    let reading = read_in_context(typed.text, member.texts().today, read_as);
    let Reading::Invitation(attendance) = reading else { return Ok(None) };
    let outcome = answer_for_institution(member, &meeting, recorded_answer(&attendance)).await?;
    Ok(Some(Outgoing::text(outcome.text)))
}

/// Answers an invitation in the group's language. What cannot be saved now waits in the person's own chat, and is told there.
async fn answer_for_institution(
    member: &ChatContext<'_>,
    meeting: &MeetingId,
    answer: InvitationAnswer,
) -> Result<Outgoing, ChatError> {
    let book = member.services.meetings().await?;
    let invited = book.meeting(meeting).filter(|meeting| meeting.invited.contains(&member.person.institution));
    match invited {
        Some(meeting) => answer_invitation(member, meeting, answer, Addressing::Group).await,
        None => Ok(member.message("group-not-invited")),
    }
}
