//! Which meetings a person may look at, and which of them the person leads.

use events::authority::permit_view;
use events::ids::MeetingId;
use events::mandate::Mandate;
use events::meeting::MeetingBody;
use readmodels::meetings::MeetingView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;

/// Whether this person leads a meeting: the secretariat, the chair of the subgroup whose meeting it is, and of one of the
/// Authority the Coordinator.
pub(super) fn is_led_by_person(context: &ChatContext<'_>, meeting: &MeetingView) -> bool {
    let is_secretariat = context.person.mandate == Mandate::Secretariat;
    match &meeting.convened {
        MeetingBody::Subgroup(subgroup) => is_secretariat || context.chairs().contains(subgroup),
        MeetingBody::Authority => is_secretariat || context.person.mandate == Mandate::Coordinator,
        MeetingBody::Invited => is_secretariat,
    }
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
