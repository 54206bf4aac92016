//! What a person's calendar answers to an invitation.
//!
//! A calendar answers the version of the meeting that it has. Whoever accepted before the meeting was moved has not accepted
//! the new time; whoever accepted before the agenda grew has.

use documents::calendar_invitation::CalendarAnswer;
use events::audit::AuditedAct;
use events::ids::MeetingId;
use events::meeting::InvitationAnswer;
use readmodels::meetings::MeetingStage;

use crate::answers::context::AnswerContext;
use crate::answers::invitations::{MEETING_THREAD, answer_invitation};
use crate::draft::ThreadKey;
use crate::receiving::NotHandled;

/// What is recorded of a calendar's answer; nothing of “perhaps”.
fn recorded(answer: CalendarAnswer) -> Option<InvitationAnswer> {
    match answer {
        CalendarAnswer::Accepted => Some(InvitationAnswer::Attending),
        CalendarAnswer::Declined => Some(InvitationAnswer::NotAttending),
        CalendarAnswer::Delegated => Some(InvitationAnswer::SendingDeputy),
        CalendarAnswer::Tentative => None,
    }
}

/// A calendar's answer. What was recorded the calendar shows by itself; by mail it is said what was not, and why.
pub(super) async fn on_calendar_reply(
    context: &AnswerContext<'_>,
    meeting: &str,
    sequence: u32,
    answer: CalendarAnswer,
) -> Result<(), NotHandled> {
    let thread = ThreadKey(format!("{MEETING_THREAD}{meeting}"));
    let found = match meeting.parse::<MeetingId>() {
        Ok(id) => {
            let found = context.visible_meeting(&id).await?;
            if found.is_none() {
                let object = format!("meeting/{id} answer-invitation");
                context.services().audit.record(&context.principal(), AuditedAct::Refused, &object);
            }
            found
        }
        Err(_) => None,
    };
    let Some(meeting) = found else {
        return context.answer(&thread, vec![context.not_saved(None, context.say("email-no-invitation", &[]))]).await;
    };
    if meeting.stage == MeetingStage::Cancelled {
        // Some calendars decline by themselves what they take out.
        return Ok(());
    }
    let say = |key: &str| context.say(key, &context.meeting_values(&meeting));
    let why = match recorded(answer) {
        _ if sequence < meeting.moved_at_change => say("email-meeting-moved"),
        None => say("email-meeting-perhaps"),
        Some(answer) => match answer_invitation(context, &meeting, answer).await? {
            Ok(()) => return Ok(()),
            Err(why) => return context.answer(&thread, vec![why]).await,
        },
    };
    context.answer(&thread, vec![context.not_saved(None, why)]).await
}
