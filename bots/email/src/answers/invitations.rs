//! Answering an invitation in words: in the meeting's own thread, or the only invitation that can be meant.

use events::Command;
use events::ids::MeetingId;
use events::meeting::{InvitationAnswer, MeetingCommand};
use language::attendance::recorded_answer;
use language::reading::Attendance;
use readmodels::meetings::{MeetingStage, MeetingView};

use crate::answers::context::{AnswerContext, CommandOutcome};
use crate::answers::said::AnswerLine;
use crate::correspondence::{RecordedEffect, SettledAnswer};
use crate::draft::ThreadKey;
use crate::receiving::NotHandled;

/// What stands before a meeting's id in the name of its thread.
pub(super) const MEETING_THREAD: &str = "meeting/";

/// The meeting whose invitation is answered: the thread's, or the only one that waits or can be meant.
async fn meant(context: &AnswerContext<'_>, thread: &ThreadKey) -> Result<Result<MeetingView, String>, NotHandled> {
    let settled = context.settled.as_ref().and_then(|settled| settled.meeting.clone());
    let of_thread = thread.0.strip_prefix(MEETING_THREAD).and_then(|id| id.parse::<MeetingId>().ok());
    if let Some(id) = settled.or(of_thread)
        && let Some(meeting) = context.visible_meeting(&id).await?
    {
        return Ok(Ok(meeting));
    }
    let ahead = context.invitations().await?;
    let waiting: Vec<_> =
        ahead.iter().filter(|meeting| !meeting.answers.contains_key(&context.person.institution)).collect();
    Ok(match (ahead.as_slice(), waiting.as_slice()) {
        ([only], _) => Ok(only.clone()),
        (_, [only]) => Ok((*only).clone()),
        ([], _) => Err(context.not_saved(None, context.say("email-no-invitation", &[]))),
        _ => Err(context.not_saved(None, context.say("email-which-meeting", &[]))),
    })
}

/// An answer to an invitation in words.
pub(super) async fn on_attendance(
    context: &AnswerContext<'_>,
    attendance: &Attendance,
    thread: &ThreadKey,
) -> Result<AnswerLine, NotHandled> {
    let meeting = match meant(context, thread).await? {
        Ok(meeting) => meeting,
        Err(why) => return Ok(AnswerLine::only(why)),
    };
    context.settle(&SettledAnswer { meeting: Some(meeting.id.clone()), ..context.unsettled() })?;
    let answer = recorded_answer(attendance);
    Ok(AnswerLine::only(match answer_invitation(context, &meeting, answer).await? {
        Ok(()) => context.say(&format!("email-saved-answer-{}", answer.code()), &context.meeting_values(&meeting)),
        Err(why) => why,
    }))
}

/// Records the answer of the person's institution to an invitation; else, why not.
pub(super) async fn answer_invitation(
    context: &AnswerContext<'_>,
    meeting: &MeetingView,
    answer: InvitationAnswer,
) -> Result<Result<(), String>, NotHandled> {
    if meeting.stage == MeetingStage::Scheduled && meeting.at.date < context.today {
        return Ok(Err(context.not_saved(None, context.say("chat-meeting-over", &[]))));
    }
    let institution = context.person.institution.clone();
    let command = Command::Meeting(meeting.id.clone(), MeetingCommand::AnswerInvitation { institution, answer });
    Ok(match context.carry_out(0, command).await? {
        CommandOutcome::Accepted(_) => {
            context.note(&RecordedEffect::Invitation(meeting.id.clone()))?;
            Ok(())
        }
        CommandOutcome::Refused(why) => Err(context.not_saved(None, why)),
    })
}
