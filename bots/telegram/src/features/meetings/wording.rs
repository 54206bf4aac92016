//! Meetings in words: the invitation, the list, one meeting, the minutes.

use events::ids::{InstitutionId, MeetingId};
use events::meeting::{InvitationAnswer, MeetingTime};
use readmodels::meetings::{MeetingStage, MeetingView};

use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::texts::Texts;
use crate::features::meetings::press::MeetingPress;

/// How many answers are offered beside each other.
const ANSWERS_IN_A_ROW: usize = 2;

/// When a meeting is, as people say it; not escaped.
pub(crate) fn meeting_time(texts: Texts<'_>, at: MeetingTime) -> String {
    let date = texts.date(at.date);
    let plain = |key: &str, args: &[_]| texts.catalogue.say(texts.language, key, args);
    let Some(time) = at.time else { return texts.day(at.date) };
    let from = ("time", time.format("%H:%M").to_string().into());
    match at.minutes {
        Some(minutes) => {
            let until = time.overflowing_add_signed(chrono::TimeDelta::minutes(minutes.into())).0;
            let until = ("until", until.format("%H:%M").to_string().into());
            plain("chat-meeting-from-until", &[("date", date), from, until])
        }
        None => plain("chat-meeting-at", &[("date", date), from]),
    }
}

/// Title, time and place.
pub(crate) fn meeting_lines(texts: Texts<'_>, meeting: &MeetingView) -> Vec<String> {
    let title = texts.marked(&meeting.title);
    let mut lines = vec![
        texts.say("chat-meeting-title", &[("title", title.into())]),
        texts.say("chat-meeting-when", &[("when", meeting_time(texts, meeting.at).into())]),
    ];
    if let Some(place) = &meeting.place {
        lines.push(texts.say("chat-meeting-place", &[("place", place.as_str().into())]));
    }
    lines
}

pub(crate) fn agenda_lines(texts: Texts<'_>, meeting: &MeetingView) -> Vec<String> {
    if meeting.agenda.is_empty() {
        return vec![];
    }
    let mut lines = vec![texts.say("chat-meeting-agenda", &[])];
    lines.extend(meeting.agenda.iter().zip(1_u32..).map(|(item, n)| {
        texts.say("chat-meeting-agenda-item", &[("number", n.into()), ("item", item.as_str().into())])
    }));
    lines
}

/// What an institution answered, in words.
pub(super) fn answer_in_words(texts: Texts<'_>, answer: Option<InvitationAnswer>) -> String {
    match answer {
        Some(answer) => texts.say(&format!("chat-meeting-answer-{}", answer.code()), &[]),
        None => texts.say("chat-meeting-answer-none", &[]),
    }
}

/// The buttons that answer an invitation, the answer given marked.
pub(crate) fn answer_buttons(
    texts: Texts<'_>,
    meeting: &MeetingId,
    given: Option<InvitationAnswer>,
) -> Vec<Vec<(String, Press)>> {
    let button = |answer: InvitationAnswer| {
        let label = texts.label(&format!("chat-meeting-button-{}", answer.code()), &[]);
        let label = if given == Some(answer) { format!("✓ {label}") } else { label };
        (label, Press::from(MeetingPress::Answer(meeting.clone(), answer)))
    };
    let rows = InvitationAnswer::ALL.chunks(ANSWERS_IN_A_ROW);
    rows.map(|row| row.iter().copied().map(button).collect()).collect()
}

pub(super) fn calendar_button(texts: Texts<'_>, meeting: &MeetingView) -> Vec<(String, Press)> {
    vec![(texts.label("chat-meeting-button-calendar", &[]), Press::from(MeetingPress::Calendar(meeting.id.clone())))]
}

pub(super) fn show_button(texts: Texts<'_>, meeting: &MeetingId) -> Vec<(String, Press)> {
    vec![(texts.label("chat-meeting-button-show", &[]), Press::from(MeetingPress::Show(meeting.clone())))]
}

/// An institution's invitation to a meeting to come: what it is, what was answered, and the buttons that answer.
pub(super) fn invitation_message(
    texts: Texts<'_>,
    heading: &str,
    meeting: &MeetingView,
    institution: &InstitutionId,
) -> Outgoing {
    let given = meeting.answers.get(institution).copied();
    let mut lines = vec![texts.say(heading, &[])];
    lines.extend(meeting_lines(texts, meeting));
    lines.extend(agenda_lines(texts, meeting));
    lines.push(answer_in_words(texts, given));
    let mut buttons = answer_buttons(texts, &meeting.id, given);
    buttons.push(calendar_button(texts, meeting));
    Outgoing::text(lines.join("\n")).with_buttons(buttons).of_meeting(meeting.id.clone())
}

/// That a meeting is called off.
pub(crate) fn called_off_message(texts: Texts<'_>, meeting: &MeetingView) -> Outgoing {
    let mut lines = vec![texts.say("chat-meeting-called-off", &[])];
    lines.extend(meeting_lines(texts, meeting));
    if let Some(reason) = &meeting.cancelled_because {
        lines.push(texts.say("chat-meeting-called-off-because", &[("reason", reason.as_str().into())]));
    }
    Outgoing::text(lines.join("\n")).with_buttons(vec![calendar_button(texts, meeting)]).of_meeting(meeting.id.clone())
}

/// What was decided and what of it is this institution's to do.
pub(super) fn account_message(texts: Texts<'_>, meeting: &MeetingView, institution: &InstitutionId) -> Outgoing {
    let mut lines = vec![texts.say("chat-meeting-account", &[])];
    lines.extend(meeting_lines(texts, meeting));
    if meeting.decisions.is_empty() {
        lines.push(texts.say("chat-meeting-no-decisions", &[]));
    } else {
        lines.push(texts.say("chat-meeting-decisions", &[]));
    }
    for (decision, n) in meeting.decisions.iter().zip(1_u32..) {
        let args = [("number", n.into()), ("item", decision.text.as_str().into())];
        lines.push(texts.say("chat-meeting-agenda-item", &args));
    }
    let ours = meeting.decisions.iter().flat_map(|decision| &decision.raises);
    let ours: Vec<_> = ours.filter(|item| &item.owner == institution).collect();
    if !ours.is_empty() {
        lines.push(texts.say("chat-meeting-yours", &[]));
    }
    for item in ours {
        let title = texts.marked(&item.title);
        let args = [("title", title.into()), ("due", texts.date(item.due))];
        lines.push(texts.say("chat-meeting-raised", &args));
    }
    let buttons = match meeting.minutes {
        Some(_) => vec![minutes_button(texts, &meeting.id)],
        None => vec![],
    };
    Outgoing::text(lines.join("\n")).with_buttons(buttons)
}

pub(super) fn minutes_button(texts: Texts<'_>, meeting: &MeetingId) -> Vec<(String, Press)> {
    vec![(texts.label("chat-meeting-button-minutes", &[]), Press::from(MeetingPress::Minutes(meeting.clone())))]
}

pub(super) fn stage_in_words(texts: Texts<'_>, meeting: &MeetingView) -> Option<String> {
    match meeting.stage {
        MeetingStage::Held => Some(texts.say("chat-meeting-was-held", &[])),
        MeetingStage::Cancelled => Some(texts.say("chat-meeting-called-off", &[])),
        MeetingStage::Scheduled if meeting.at.date < texts.today => {
            Some(texts.say("chat-meeting-attendance-not-taken", &[]))
        }
        MeetingStage::Scheduled => None,
    }
}

/// A meeting as a numbered line of a list.
pub(super) fn meeting_line(texts: Texts<'_>, number: u32, meeting: &MeetingView) -> String {
    let title = texts.marked(&meeting.title);
    let args = [("number", number.into()), ("title", title.into()), ("when", meeting_time(texts, meeting.at).into())];
    texts.say("chat-meetings-line", &args)
}
