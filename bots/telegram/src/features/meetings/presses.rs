//! The buttons of meetings, and answers to what is asked of one.

use events::ids::MeetingId;
use events::meeting::InvitationAnswer;
use readmodels::meetings::MeetingView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::outgoing::{Document, Outgoing};
use crate::core::press::cancel_button;
use crate::features::meetings::access::{meeting_or_say, visible_meeting};
use crate::features::meetings::answering::{Addressing, answer_invitation};
use crate::features::meetings::attendance::{ask_who_came, mark, mark_one, marked, record_attendance};
use crate::features::meetings::deciding::{ask_next_of_decision, record_decision, take_answer_of_decision};
use crate::features::meetings::leading::{add_to_agenda, record_minutes};
use crate::features::meetings::lists::{meeting_list, one_meeting, send_minutes};
use crate::features::meetings::press::{MeetingPress, MeetingQuestion};
use crate::features::meetings::sent_invitations::{InvitationContent, record_invitation};

pub(super) async fn on_meeting_press(
    context: &ChatContext<'_>,
    pressed: MeetingPress,
    message: i32,
) -> Result<(), ChatError> {
    let id = match &pressed {
        MeetingPress::List => {
            let list = meeting_list(context).await?;
            return context.replace(message, list).await;
        }
        MeetingPress::Show(id)
        | MeetingPress::Open(id)
        | MeetingPress::Answer(id, _)
        | MeetingPress::Calendar(id)
        | MeetingPress::Minutes(id)
        | MeetingPress::Mark(id, _)
        | MeetingPress::MarkOne(id, ..)
        | MeetingPress::Hold(id, _)
        | MeetingPress::HoldMarked(id)
        | MeetingPress::AskAgenda(id)
        | MeetingPress::AskMinutes(id) => id,
        MeetingPress::Decide(draft) | MeetingPress::Decided(draft) => &draft.meeting,
    };
    let Some(meeting) = meeting_or_say(context, id).await? else { return Ok(()) };
    match pressed {
        MeetingPress::List => Ok(()),
        MeetingPress::Show(_) => {
            context.forget_question().await?;
            let shown = one_meeting(context, &meeting).await?;
            context.replace(message, shown).await
        }
        MeetingPress::Open(_) => {
            let shown = one_meeting(context, &meeting).await?;
            context.answer(shown).await
        }
        MeetingPress::Answer(_, answer) => {
            let outcome = answer_invitation(context, &meeting, answer, Addressing::PrivateChat).await?;
            if meeting.is_ahead(context.texts().today) {
                note_answered(context, &meeting, answer, message).await?;
            }
            context.replace(message, outcome).await
        }
        MeetingPress::Calendar(_) => send_calendar(context, &meeting).await,
        MeetingPress::Minutes(_) => send_minutes(context, &meeting).await,
        MeetingPress::Mark(_, came) => {
            mark(context, &meeting.id, &came).await?;
            let asked = ask_who_came(context, &meeting).await?;
            context.replace(message, asked).await
        }
        MeetingPress::MarkOne(_, institution, came) => {
            mark_one(context, &meeting.id, institution, came).await?;
            let asked = ask_who_came(context, &meeting).await?;
            context.replace(message, asked).await
        }
        MeetingPress::Hold(_, came) => record_attendance(context, &meeting, came, message).await,
        MeetingPress::HoldMarked(_) => {
            let came = marked(context, &meeting.id).await?;
            record_attendance(context, &meeting, came, message).await
        }
        MeetingPress::AskAgenda(id) => {
            ask_of_meeting(context, MeetingQuestion::Agenda(id), "chat-meeting-ask-agenda").await
        }
        MeetingPress::AskMinutes(id) => {
            ask_of_meeting(context, MeetingQuestion::Minutes(id), "chat-meeting-ask-minutes").await
        }
        MeetingPress::Decide(draft) => {
            let asked = ask_next_of_decision(context, &meeting, &draft).await?;
            context.replace(message, asked).await
        }
        MeetingPress::Decided(draft) => {
            let outcome = record_decision(context, &meeting, draft).await?;
            context.replace(message, outcome).await
        }
    }
}

async fn note_answered(
    context: &ChatContext<'_>,
    meeting: &MeetingView,
    answer: InvitationAnswer,
    message: i32,
) -> Result<(), BotError> {
    let said = InvitationContent::of(meeting, Some(answer));
    record_invitation(&context.services.database, context.chat, &meeting.id, message, &said).await
}

async fn send_calendar(context: &ChatContext<'_>, meeting: &MeetingView) -> Result<(), ChatError> {
    send_calendar_file(context, meeting).await
}

/// Asks something of a meeting that is answered in words.
async fn ask_of_meeting(context: &ChatContext<'_>, question: MeetingQuestion, key: &str) -> Result<(), ChatError> {
    context.ask(question).await?;
    let texts = context.texts();
    let cancel = vec![vec![cancel_button(texts)]];
    context.answer(Outgoing::text(texts.say(key, &[])).with_buttons(cancel)).await
}

/// The answer to a question about a meeting.
pub(super) async fn on_meeting_answer(
    context: &ChatContext<'_>,
    question: MeetingQuestion,
    text: &str,
) -> Result<Option<Outgoing>, ChatError> {
    let id: &MeetingId = match &question {
        MeetingQuestion::Agenda(id) | MeetingQuestion::Minutes(id) => id,
        MeetingQuestion::Decision(draft) => &draft.meeting,
    };
    let Some(meeting) = visible_meeting(context, id).await? else {
        context.forget_question().await?;
        return Ok(None);
    };
    match question {
        MeetingQuestion::Agenda(_) => add_to_agenda(context, &meeting, text).await.map(Some),
        MeetingQuestion::Minutes(_) => record_minutes(context, &meeting, text).await.map(Some),
        MeetingQuestion::Decision(draft) => take_answer_of_decision(context, &meeting, draft, text).await.map(Some),
    }
}

/// Gives a meeting as a calendar file.
async fn send_calendar_file(context: &ChatContext<'_>, meeting: &MeetingView) -> Result<(), ChatError> {
    let (services, language) = (context.services, context.person.language);
    let bytes = reports::meeting_calendar::calendar_file(&services.catalogue, meeting, language, services.clock.now());
    let caption = services.texts(language).say("chat-meeting-calendar-file", &[]);
    let name = reports::meeting_calendar::calendar_file_name(meeting);
    context.give(&Document { name, what: format!("calendar {}", meeting.id), bytes, caption }).await
}
