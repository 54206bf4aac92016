//! Everything that a message says, in words: each subject in a file of its own, in the order in which it is read.

use std::collections::BTreeMap;

use events::ids::MeetingId;
use notifications::Content;
use readmodels::AskError;

use crate::channel::briefings::word_briefings;
use crate::channel::context::MailContext;
use crate::channel::data_requests::word_requests;
use crate::channel::digest::Digest;
use crate::channel::indicator_values::word_values;
use crate::channel::lost_chats::word_lost_chats;
use crate::channel::meetings::{CalendarKnowledge, InvitationMail, word_invitations, word_meetings};
use crate::channel::overviews::word_overviews;
use crate::channel::referrals::word_referrals;
use crate::channel::silent_groups::word_silent_groups;
use crate::channel::task_decisions::word_decisions;
use crate::channel::task_reports::word_others_tasks;
use crate::channel::training::word_training;
use crate::channel::unreachable::word_unreachable;
use crate::channel::ways_in::word_ways_in;
use crate::channel::work::word_own_tasks;

/// What a message comes to: one e-mail with everything, and one for each meeting that a calendar is to know of.
pub(super) struct WordedMessage {
    pub(super) digest: Digest,
    pub(super) invitations: Vec<InvitationMail>,
}

/// Words a message, of whose meetings the person's calendar knows this.
pub(super) async fn word_message(
    context: &MailContext<'_>,
    contents: &[Content],
    calendar: &BTreeMap<MeetingId, CalendarKnowledge>,
) -> Result<WordedMessage, AskError> {
    let mut digest = Digest::default();
    word_referrals(context, contents, &mut digest).await?;
    word_own_tasks(context, contents, &mut digest).await?;
    word_requests(context, contents, &mut digest).await?;
    word_values(context, contents, &mut digest).await?;
    word_meetings(context, contents, &mut digest).await?;
    word_training(context, contents, &mut digest).await?;
    word_decisions(context, contents, &mut digest).await?;
    word_others_tasks(context, contents, &mut digest).await?;
    word_overviews(context, contents, &mut digest).await?;
    word_unreachable(context, contents, &mut digest).await?;
    word_silent_groups(context, contents, &mut digest).await?;
    word_lost_chats(context, contents, &mut digest).await?;
    word_ways_in(context, contents, &mut digest);
    word_briefings(context, contents, &mut digest).await?;
    Ok(WordedMessage { digest, invitations: word_invitations(context, contents, calendar).await? })
}
