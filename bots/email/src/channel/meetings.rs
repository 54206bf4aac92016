//! Meetings, in words. What is ahead and what one came to stands among the rest; an invitation, a new time or that it is
//! called off is an e-mail of its own, which a calendar takes.
//!
//! Each meeting is looked up when it is worded; what has moved on meanwhile is left out. Whether a calendar has the meeting
//! already, and as of which change, is known from what was sent.

use std::collections::BTreeMap;

use documents::calendar_file::CalendarEntry;
use events::ids::MeetingId;
use notifications::{Content, MeetingContent, MeetingNews};
use readmodels::AskError;
use readmodels::meetings::{MeetingStage, MeetingView, Meetings};

use crate::channel::context::MailContext;
use crate::channel::digest::{Digest, plain_line};
use crate::channel::meeting_wording::{account_lines, answer_in_words, calendar_entry, meeting_lines};
use crate::draft::Section;
use crate::sent_mail::SentInvitation;

/// An e-mail of its own about one meeting.
pub(super) struct InvitationMail {
    pub(super) meeting: MeetingId,
    pub(super) subject: String,
    pub(super) section: Section,
    pub(super) entry: CalendarEntry,
    /// What the person's calendar knows once it has this.
    pub(super) sent: SentInvitation,
}

/// What a person's calendar knows of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CalendarKnowledge {
    /// What was sent last.
    pub(super) sent: Option<SentInvitation>,
    /// Whether that was, or may have been, by the message that is worded: then it is worded again.
    pub(super) is_repeated: bool,
}

/// The meetings of which there is something to say that a calendar wants to know.
pub(super) fn meetings_for_calendars(contents: &[Content]) -> Vec<&MeetingId> {
    let mut meetings: Vec<&MeetingId> = contents
        .iter()
        .filter_map(Content::as_meeting)
        .filter(|said| is_for_calendars(said.news))
        .map(|said| &said.meeting)
        .collect();
    meetings.sort();
    meetings.dedup();
    meetings
}

const fn is_for_calendars(news: MeetingNews) -> bool {
    match news {
        MeetingNews::Invited | MeetingNews::Moved | MeetingNews::Changed | MeetingNews::CalledOff => true,
        MeetingNews::DayBefore | MeetingNews::HourBefore | MeetingNews::Account => false,
    }
}

/// A meeting to which the person's institution is invited.
fn invited_to<'a>(context: &MailContext<'_>, book: &'a Meetings, meeting: &MeetingId) -> Option<&'a MeetingView> {
    book.meeting(meeting).filter(|one| one.invited.contains(&context.person.institution))
}

/// What is said of meetings among the rest.
pub(super) async fn word_meetings(
    context: &MailContext<'_>,
    contents: &[Content],
    digest: &mut Digest,
) -> Result<(), AskError> {
    for MeetingContent { meeting, news } in contents.iter().filter_map(Content::as_meeting) {
        let book = context.services.meetings().await?;
        let Some(meeting) = invited_to(context, &book, meeting) else { continue };
        let institution = &context.person.institution;
        let given = meeting.answers.get(institution).copied();
        let is_expected = given.is_none_or(events::meeting::InvitationAnswer::comes);
        let heading = match (meeting.stage, news) {
            (MeetingStage::Scheduled, MeetingNews::DayBefore) if is_expected => {
                if meeting.at.date == context.moment.today { "chat-meeting-today" } else { "chat-meeting-tomorrow" }
            }
            (MeetingStage::Scheduled, MeetingNews::HourBefore) if is_expected => "chat-meeting-soon",
            (MeetingStage::Held, MeetingNews::Account) => "chat-meeting-account",
            (MeetingStage::Scheduled | MeetingStage::Held | MeetingStage::Cancelled, _) => continue,
        };
        let lines = match meeting.stage {
            MeetingStage::Held => account_lines(context, meeting, institution),
            MeetingStage::Scheduled | MeetingStage::Cancelled => {
                let answer = given.map(|given| answer_in_words(context, given));
                meeting_lines(context, meeting).into_iter().chain(answer).collect()
            }
        };
        digest.name(format!("{}: {}", context.say(heading, &[]), context.marked(&meeting.title)));
        digest.add(Some(context.say(heading, &[])), vec![plain_line(lines.join("\n"))]);
    }
    Ok(())
}

/// The e-mails for calendars, of which the person's knows this.
pub(super) async fn word_invitations(
    context: &MailContext<'_>,
    contents: &[Content],
    calendar: &BTreeMap<MeetingId, CalendarKnowledge>,
) -> Result<Vec<InvitationMail>, AskError> {
    let mut mails = Vec::new();
    for meeting in meetings_for_calendars(contents) {
        let news: Vec<MeetingNews> = contents
            .iter()
            .filter_map(Content::as_meeting)
            .filter(|said| said.meeting == *meeting)
            .map(|said| said.news)
            .collect();
        let book = context.services.meetings().await?;
        let Some(meeting) = invited_to(context, &book, meeting) else { continue };
        let change = calendar_change(meeting, &news, calendar.get(&meeting.id).copied().unwrap_or_default());
        mails.extend(change.map(|change| invitation_mail(context, meeting, change)));
    }
    Ok(mails)
}

/// What a calendar is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CalendarChange {
    /// That there is a meeting, or what it is about now.
    Invitation,
    /// That it is at another time.
    Move,
    /// That it does not take place.
    Cancellation,
}

/// What a calendar is to be told; nothing, when it knows.
fn calendar_change(
    meeting: &MeetingView,
    news: &[MeetingNews],
    CalendarKnowledge { sent, is_repeated }: CalendarKnowledge,
) -> Option<CalendarChange> {
    let is_news = |wanted: MeetingNews| news.contains(&wanted);
    // A change is told to whoever has the invitation.
    let has_it = sent.is_some() || is_repeated;
    match meeting.stage {
        MeetingStage::Scheduled => {
            let knows = sent.is_some_and(|sent| sent.changes >= meeting.changes && !sent.cancelled);
            let is_due = is_news(MeetingNews::Invited) || is_news(MeetingNews::Moved) || has_it;
            let moved = match sent {
                Some(sent) if !is_repeated => sent.moves < meeting.moves,
                Some(_) | None => is_news(MeetingNews::Moved),
            };
            let change = if moved { CalendarChange::Move } else { CalendarChange::Invitation };
            (is_due && (!knows || is_repeated)).then_some(change)
        }
        MeetingStage::Cancelled => {
            let knows = sent.is_some_and(|sent| sent.cancelled);
            let is_due = is_news(MeetingNews::CalledOff) || has_it;
            (is_due && (!knows || is_repeated)).then_some(CalendarChange::Cancellation)
        }
        MeetingStage::Held => None,
    }
}

fn invitation_mail(context: &MailContext<'_>, meeting: &MeetingView, change: CalendarChange) -> InvitationMail {
    let (subject, heading) = match change {
        CalendarChange::Invitation => ("email-subject-invited", "chat-meeting-invitation"),
        CalendarChange::Move => ("email-subject-moved", "chat-meeting-moved"),
        CalendarChange::Cancellation => ("email-subject-called-off", "chat-meeting-called-off"),
    };
    let mut lines = meeting_lines(context, meeting);
    match change {
        CalendarChange::Cancellation => {
            let reason = meeting.cancelled_because.as_ref();
            let args = reason.map(|reason| [("reason", reason.as_str().into())]);
            lines.extend(args.map(|args| context.say("chat-meeting-called-off-because", &args)));
        }
        CalendarChange::Invitation | CalendarChange::Move => match meeting.answers.get(&context.person.institution) {
            Some(given) => lines.push(answer_in_words(context, *given)),
            None => lines
                .extend(["chat-meeting-answer-none", "email-answer-in-the-calendar"].map(|key| context.say(key, &[]))),
        },
    }
    let args = [("title", context.marked(&meeting.title).into())];
    let cancelled = change == CalendarChange::Cancellation;
    InvitationMail {
        meeting: meeting.id.clone(),
        subject: context.say(subject, &args),
        section: Section { heading: Some(context.say(heading, &[])), lines: vec![plain_line(lines.join("\n"))] },
        entry: calendar_entry(context, meeting),
        sent: SentInvitation { changes: meeting.changes, moves: meeting.moves, cancelled },
    }
}
