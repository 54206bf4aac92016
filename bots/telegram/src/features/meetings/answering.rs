//! Answering an invitation: by a button or in words, in a private chat or in a group.

use events::Command;
use events::ids::MeetingId;
use events::meeting::{InvitationAnswer, MeetingCommand};
use readmodels::meetings::{MeetingStage, MeetingView};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::core::press::{Press, cancel_button};
use crate::features::meetings::access::visible_meeting;
use crate::features::meetings::press::MeetingPress;
use crate::features::meetings::wording::{invitation_message, meeting_time};

/// Where an invitation is answered. It decides the wording, and when it is too late to ask the command service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Addressing {
    /// The person's own chat: the outcome is the invitation with the answer in it.
    PrivateChat,
    /// A subgroup's group: all read who answered what.
    Group,
}

/// The invitation that words in a chat can answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AnswerableInvitation {
    pub(crate) meeting: MeetingId,
    /// Whether it was replied to; else it is what the bot said last.
    pub(crate) replied_to: bool,
}

/// How many meetings are offered when it is not clear which one was meant.
const MOST_OFFERED: usize = 8;

/// Records the answer of the person's institution to an invitation; what is said of it depends on where it was given.
pub(super) async fn answer_invitation(
    context: &ChatContext<'_>,
    meeting: &MeetingView,
    answer: InvitationAnswer,
    addressing: Addressing,
) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    let too_late = match addressing {
        Addressing::PrivateChat => meeting.stage == MeetingStage::Scheduled && meeting.at.date < texts.today,
        Addressing::Group => !meeting.is_ahead(texts.today),
    };
    if too_late {
        return Ok(context.message("chat-meeting-over"));
    }
    let institution = context.person.institution.clone();
    let confirmed = match addressing {
        Addressing::PrivateChat => {
            let mut answered = meeting.clone();
            answered.answers.insert(institution.clone(), answer);
            invitation_message(texts, "chat-meeting-answered", &answered, &institution)
        }
        Addressing::Group => {
            let key = format!("group-answer-{}", answer.code());
            let name = context.institution_name().await?;
            Outgoing::text(texts.say(&key, &[("institution", name.into())]))
        }
    };
    let command = Command::Meeting(meeting.id.clone(), MeetingCommand::AnswerInvitation { institution, answer });
    context.carry_out(command, OnAcceptance::Say(confirmed)).await
}

/// Whether there is an invitation that this person's institution can answer.
pub(crate) async fn has_invitation(context: &ChatContext<'_>) -> Result<bool, ChatError> {
    let book = context.services.meetings().await?;
    let ahead = book.ahead(context.texts().today);
    Ok(ahead.iter().any(|meeting| meeting.invited.contains(&context.person.institution)))
}

/// The invitation once more, for whoever answered it in another way than was meant; `None`: it is too late for that.
pub(crate) async fn answer_again(context: &ChatContext<'_>, id: &MeetingId) -> Result<Option<Outgoing>, ChatError> {
    let texts = context.texts();
    let ahead = visible_meeting(context, id).await?.filter(|meeting| meeting.is_ahead(texts.today));
    Ok(ahead
        .map(|meeting| invitation_message(texts, "chat-meeting-answer-again", &meeting, &context.person.institution)))
}

/// An answer given in words: to the invitation that was replied to; to the one that the bot showed last, unless another one
/// waits for its answer; or to the only one that it can be meant for.
pub(crate) async fn on_attendance(
    context: &ChatContext<'_>,
    answer: InvitationAnswer,
    asked: Option<AnswerableInvitation>,
) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    if let Some(AnswerableInvitation { meeting, replied_to: true }) = &asked
        && let Some(meeting) = visible_meeting(context, meeting).await?
    {
        return answer_invitation(context, &meeting, answer, Addressing::PrivateChat).await;
    }
    let book = context.services.meetings().await?;
    let institution = &context.person.institution;
    let mut meant = book.ahead(texts.today);
    meant.retain(|meeting| meeting.invited.contains(institution));
    if let [only] = meant.as_slice() {
        return answer_invitation(context, only, answer, Addressing::PrivateChat).await;
    }
    let open: Vec<_> = meant.iter().filter(|meeting| !meeting.answers.contains_key(institution)).collect();
    let shown = asked.and_then(|asked| meant.iter().find(|meeting| meeting.id == asked.meeting));
    match (open.as_slice(), shown) {
        (waiting, Some(shown)) if waiting.iter().all(|meeting| meeting.id == shown.id) => {
            return answer_invitation(context, shown, answer, Addressing::PrivateChat).await;
        }
        ([only], None) => return answer_invitation(context, only, answer, Addressing::PrivateChat).await,
        _ => {}
    }
    if meant.is_empty() {
        return Ok(Outgoing::text(texts.say("chat-meeting-no-invitation", &[])));
    }
    let mut buttons: Vec<_> = meant
        .into_iter()
        .take(MOST_OFFERED)
        .map(|meeting| {
            let title = texts.marked(&meeting.title);
            let args = [("title", title.into()), ("when", meeting_time(texts, meeting.at).into())];
            let label = texts.label("chat-meeting-button-which", &args);
            vec![(label, Press::from(MeetingPress::Answer(meeting.id.clone(), answer)))]
        })
        .collect();
    buttons.push(vec![cancel_button(texts)]);
    Ok(Outgoing::text(texts.say("chat-meeting-which", &[])).with_buttons(buttons))
}
