//! What whoever leads a meeting does in the room: the agenda, the minutes, who comes.

use events::Command;
use events::language::Language;
use events::meeting::{InvitationAnswer, MeetingCommand};
use events::minutes::Minutes;
use events::text::Text;
use readmodels::meetings::{MeetingStage, MeetingView};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::services::Services;
use crate::core::text_errors::unusable;
use crate::features::meetings::decision_draft::DecisionDraft;
use crate::features::meetings::press::MeetingPress;
use crate::features::meetings::wording::show_button;

/// What can be done as the meeting stands.
pub(super) fn leading_buttons(context: &ChatContext<'_>, meeting: &MeetingView) -> Vec<Vec<(String, Press)>> {
    let texts = context.texts();
    let id = || meeting.id.clone();
    let button = |key: &str, of: MeetingPress| vec![(texts.label(key, &[]), Press::from(of))];
    match meeting.stage {
        MeetingStage::Scheduled => {
            let mut rows = vec![button("chat-meeting-button-agenda", MeetingPress::AskAgenda(id()))];
            if meeting.at.date <= texts.today {
                let came = meeting.expected().cloned().collect();
                rows.push(button("chat-meeting-button-attendance", MeetingPress::Mark(id(), came)));
            }
            rows
        }
        MeetingStage::Held => {
            let mut rows = vec![button("chat-meeting-button-decide", MeetingPress::Decide(DecisionDraft::of(id())))];
            if !meeting.minutes_approved {
                rows.push(button("chat-meeting-button-write-minutes", MeetingPress::AskMinutes(id())));
            }
            rows
        }
        MeetingStage::Cancelled => vec![],
    }
}

pub(super) async fn add_to_agenda(
    context: &ChatContext<'_>,
    meeting: &MeetingView,
    text: &str,
) -> Result<Outgoing, ChatError> {
    let item: Text = match text.parse() {
        Ok(item) => item,
        Err(error) => return Ok(unusable(context.texts(), error)),
    };
    record_for_meeting(context, meeting, MeetingCommand::AddAgendaItem { item }, "chat-meeting-agenda-added").await
}

pub(super) async fn record_minutes(
    context: &ChatContext<'_>,
    meeting: &MeetingView,
    text: &str,
) -> Result<Outgoing, ChatError> {
    let minutes: Minutes = match text.parse() {
        Ok(minutes) => minutes,
        Err(error) => return Ok(unusable(context.texts(), error)),
    };
    record_for_meeting(context, meeting, MeetingCommand::RecordMinutes { minutes }, "chat-meeting-minutes-recorded")
        .await
}

/// Carries a command out that the last question was asked for.
pub(super) async fn record_for_meeting(
    context: &ChatContext<'_>,
    meeting: &MeetingView,
    command: MeetingCommand,
    key: &str,
) -> Result<Outgoing, ChatError> {
    context.forget_question().await?;
    let texts = context.texts();
    let said = Outgoing::text(texts.say(key, &[])).with_buttons(vec![show_button(texts, &meeting.id)]);
    context.carry_out(Command::Meeting(meeting.id.clone(), command), OnAcceptance::Say(said)).await
}

/// Who comes, who does not, and who has not said.
pub(crate) async fn who_answered(
    services: &Services,
    meeting: &MeetingView,
    language: Language,
) -> Result<Vec<String>, ChatError> {
    if meeting.stage != MeetingStage::Scheduled {
        return Ok(vec![]);
    }
    let texts = services.texts(language);
    let (coming, absent): (Vec<InvitationAnswer>, Vec<_>) =
        InvitationAnswer::ALL.iter().partition(|answer| answer.comes());
    let answered = coming.into_iter().chain(absent);
    let groups = answered.map(|answer| (format!("chat-meeting-who-{}", answer.code()), Some(answer)));
    let mut lines = Vec::new();
    for (key, wanted) in groups.chain([("chat-meeting-who-is-silent".to_owned(), None)]) {
        let mut names = Vec::new();
        for institution in &meeting.invited {
            if meeting.answers.get(institution).copied() == wanted {
                names.push(services.institution_name(institution, language).await?);
            }
        }
        if !names.is_empty() {
            lines.push(texts.say(&key, &[("names", names.join("; ").into())]));
        }
    }
    Ok(lines)
}
