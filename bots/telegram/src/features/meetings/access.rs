//! Which meetings a person may look at, and which of them the person leads.

use events::authority::{leads_meetings, permit_view};
use events::ids::MeetingId;
use readmodels::meetings::MeetingView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;

/// Whether this person leads a meeting.
pub(super) fn is_led_by_person(context: &ChatContext<'_>, meeting: &MeetingView) -> bool {
    leads_meetings(&context.principal(), &meeting.convened)
}

/// A meeting that this person may look at.
pub(super) async fn visible_meeting(
    context: &ChatContext<'_>,
    id: &MeetingId,
) -> Result<Option<MeetingView>, ChatError> {
    let book = context.services.meetings().await?;
    let principal = context.principal();
    Ok(book.meeting(id).filter(|meeting| permit_view(&principal, &meeting.view()).is_ok()).cloned())
}

/// The meeting, or word that it is not this person's to see.
pub(super) async fn meeting_or_say(
    context: &ChatContext<'_>,
    id: &MeetingId,
) -> Result<Option<MeetingView>, ChatError> {
    let meeting = visible_meeting(context, id).await?;
    if meeting.is_none() {
        context.refuse("not-yours", &format!("meeting/{id}")).await?;
    }
    Ok(meeting)
}
