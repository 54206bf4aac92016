//! A meeting in an e-mail: when and where it is, its agenda, what was answered, and what it came to.

use chrono::TimeDelta;
use documents::calendar_file::CalendarEntry;
use events::ids::InstitutionId;
use events::meeting::{InvitationAnswer, MeetingTime};
use readmodels::meetings::{MeetingStage, MeetingView};

use crate::channel::context::MailContext;

/// When a meeting is, as people say it.
pub(super) fn meeting_time(context: &MailContext<'_>, at: MeetingTime) -> String {
    let Some(time) = at.time else { return context.day(at.date) };
    let (date, from) = (("date", context.date(at.date)), ("time", time.format("%H:%M").to_string().into()));
    match at.minutes {
        Some(minutes) => {
            let until = time.overflowing_add_signed(TimeDelta::minutes(minutes.into())).0;
            let until = ("until", until.format("%H:%M").to_string().into());
            context.say("chat-meeting-from-until", &[date, from, until])
        }
        None => context.say("chat-meeting-at", &[date, from]),
    }
}

/// Title, time, place and agenda.
pub(super) fn meeting_lines(context: &MailContext<'_>, meeting: &MeetingView) -> Vec<String> {
    let mut lines = vec![
        context.marked(&meeting.title),
        context.say("chat-meeting-when", &[("when", meeting_time(context, meeting.at).into())]),
    ];
    if let Some(place) = &meeting.place {
        lines.push(context.say("chat-meeting-place", &[("place", place.as_str().into())]));
    }
    if !meeting.agenda.is_empty() {
        lines.push(context.say("chat-meeting-agenda", &[]));
    }
    lines.extend(meeting.agenda.iter().zip(1_u32..).map(|(item, n)| numbered(context, n, item.as_str())));
    lines
}

fn numbered(context: &MailContext<'_>, number: u32, item: &str) -> String {
    context.say("chat-meeting-agenda-item", &[("number", number.into()), ("item", item.into())])
}

/// What the institution answered, in words.
pub(super) fn answer_in_words(context: &MailContext<'_>, answer: InvitationAnswer) -> String {
    context.say(&format!("chat-meeting-answer-{}", answer.code()), &[])
}

/// What was decided and what of it is this institution's to do.
pub(super) fn account_lines(
    context: &MailContext<'_>,
    meeting: &MeetingView,
    institution: &InstitutionId,
) -> Vec<String> {
    let mut lines = vec![
        context.marked(&meeting.title),
        context.say("chat-meeting-when", &[("when", meeting_time(context, meeting.at).into())]),
    ];
    let heading = if meeting.decisions.is_empty() { "chat-meeting-no-decisions" } else { "chat-meeting-decisions" };
    lines.push(context.say(heading, &[]));
    let decisions = meeting.decisions.iter().zip(1_u32..);
    lines.extend(decisions.map(|(decision, n)| numbered(context, n, decision.text.as_str())));
    let raised = meeting.decisions.iter().flat_map(|decision| &decision.raises);
    let ours: Vec<_> = raised.filter(|item| &item.owner == institution).collect();
    if !ours.is_empty() {
        lines.push(context.say("chat-meeting-yours", &[]));
    }
    lines.extend(ours.into_iter().map(|item| {
        let args = [("title", context.marked(&item.title).into()), ("due", context.date(item.due))];
        context.say("chat-meeting-raised", &args)
    }));
    lines
}

/// The meeting for the person's calendar.
pub(super) fn calendar_entry(context: &MailContext<'_>, meeting: &MeetingView) -> CalendarEntry {
    CalendarEntry {
        id: meeting.id.to_string(),
        changes: meeting.changes,
        title: context.marked(&meeting.title),
        place: meeting.place.as_ref().map(ToString::to_string),
        agenda: meeting.agenda.iter().map(ToString::to_string).collect(),
        at: meeting.at,
        cancelled: meeting.stage == MeetingStage::Cancelled,
    }
}
