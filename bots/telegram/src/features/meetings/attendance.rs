//! Who came to a meeting, marked by whoever leads it.

use events::Command;
use events::ids::{InstitutionId, MeetingId};
use events::meeting::MeetingCommand;
use events::non_empty::NonEmpty;
use readmodels::meetings::{MeetingStage, MeetingView};
use std::collections::BTreeSet;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::storage::selections::{forget_selection, select, selection};
use crate::features::meetings::leading::leading_buttons;
use crate::features::meetings::lists::one_meeting;
use crate::features::meetings::press::MeetingPress;
use crate::features::meetings::wording::show_button;

/// What marks of a meeting are kept under.
fn subject(meeting: &MeetingId) -> String {
    format!("meeting/{meeting}")
}

/// Which institutions are marked in this chat.
pub(super) async fn marked(
    context: &ChatContext<'_>,
    meeting: &MeetingId,
) -> Result<BTreeSet<InstitutionId>, BotError> {
    let kept = selection(&context.services.database, context.chat, &subject(meeting)).await?;
    Ok(kept.into_iter().flatten().filter_map(|institution| institution.parse().ok()).collect())
}

/// Marks these institutions and no others.
pub(super) async fn mark(
    context: &ChatContext<'_>,
    meeting: &MeetingId,
    came: &BTreeSet<InstitutionId>,
) -> Result<(), BotError> {
    let came = came.iter().map(ToString::to_string).collect();
    select(&context.services.database, context.chat, &subject(meeting), &came).await
}

/// Marks one institution, or does so no more.
pub(super) async fn mark_one(
    context: &ChatContext<'_>,
    meeting: &MeetingId,
    institution: InstitutionId,
    came: bool,
) -> Result<(), BotError> {
    let mut all = marked(context, meeting).await?;
    if came {
        all.insert(institution);
    } else {
        all.remove(&institution);
    }
    mark(context, meeting, &all).await
}

/// Asks who came: a button for each institution, marked or not.
pub(super) async fn ask_who_came(context: &ChatContext<'_>, meeting: &MeetingView) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    if meeting.stage != MeetingStage::Scheduled {
        return one_meeting(context, meeting).await;
    }
    let came = marked(context, &meeting.id).await?;
    let mut buttons = Vec::new();
    for institution in &meeting.invited {
        let name = context.services.institution_name(institution, context.person.language).await?;
        let is_marked = came.contains(institution);
        let label = if is_marked { format!("✓ {name}") } else { name };
        let label = texts.label("chat-meeting-button-named", &[("name", label.into())]);
        // It says how it will be and not that it changes: pressed twice in a hurry, it counts once.
        let press = MeetingPress::MarkOne(meeting.id.clone(), institution.clone(), !is_marked);
        buttons.push(vec![(label, Press::from(press))]);
    }
    let save = texts.label("chat-meeting-button-hold", &[("count", came.len().into())]);
    buttons.push(vec![(save, Press::from(MeetingPress::HoldMarked(meeting.id.clone())))]);
    buttons.push(show_button(texts, &meeting.id));
    let title = texts.marked(&meeting.title);
    let text = texts.say("chat-meeting-ask-who-came", &[("title", title.into())]);
    Ok(Outgoing { rows_on_every_page: 2, ..Outgoing::text(text).with_buttons(buttons) })
}

/// Records who came.
pub(super) async fn record_attendance(
    context: &ChatContext<'_>,
    meeting: &MeetingView,
    came: BTreeSet<InstitutionId>,
    message: i32,
) -> Result<(), ChatError> {
    let texts = context.texts();
    let count = came.len();
    let Ok(attended) = NonEmpty::try_from(came.into_iter().collect::<Vec<_>>()) else {
        return context.say("chat-meeting-nobody-came").await;
    };
    let mut held = meeting.clone();
    held.stage = MeetingStage::Held;
    let text = texts.say("chat-meeting-held", &[("count", count.into())]);
    let mut buttons = leading_buttons(context, &held);
    buttons.push(show_button(texts, &meeting.id));
    let accepted = OnAcceptance::Say(Outgoing::text(text).with_buttons(buttons));
    let command = Command::Meeting(meeting.id.clone(), MeetingCommand::Hold { attended });
    let outcome = context.carry_out(command, accepted).await?;
    forget_selection(&context.services.database, context.chat, &subject(&meeting.id)).await?;
    context.replace(message, outcome).await
}
