//! The list of meetings, and one meeting with everything that can be done about it.

use events::authority::permit_view;
use readmodels::meetings::{MeetingStage, MeetingView};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::features::meetings::access::is_led_by_person;
use crate::features::meetings::leading::{leading_buttons, who_answered};
use crate::features::meetings::press::MeetingPress;
use crate::features::meetings::wording::{
    agenda_lines, answer_buttons, answer_in_words, calendar_button, meeting_line, meeting_lines, meeting_time,
    minutes_button, stage_in_words,
};

/// How many meetings to come, and how many that were held, the list has.
const LISTED: (usize, usize) = (10, 5);

/// The next meetings and the last ones, as far as this person may look at them.
pub(super) async fn meeting_list(context: &ChatContext<'_>) -> Result<Outgoing, ChatError> {
    let book = context.services.meetings().await?;
    let (texts, principal) = (context.texts(), context.principal());
    let mine = |meeting: &&MeetingView| permit_view(&principal, &meeting.view()).is_ok();
    let ahead: Vec<_> = book.ahead(texts.today).into_iter().filter(mine).take(LISTED.0).collect();
    let behind = book.latest_first().into_iter().filter(mine).filter(|meeting| match meeting.stage {
        MeetingStage::Held => true,
        // Whoever leads it is to take the attendance yet.
        MeetingStage::Scheduled => meeting.at.date < texts.today && is_led_by_person(context, meeting),
        MeetingStage::Cancelled => false,
    });
    let behind: Vec<_> = behind.take(LISTED.1).collect();
    if ahead.is_empty() && behind.is_empty() {
        return Ok(Outgoing::text(texts.say("chat-meetings-none", &[])));
    }
    let (mut lines, mut buttons, mut number) = (Vec::new(), Vec::new(), 0_u32);
    for (key, meetings) in [("chat-meetings-ahead", ahead), ("chat-meetings-held", behind)] {
        if !meetings.is_empty() {
            lines.push(texts.say(key, &[]));
        }
        for meeting in meetings {
            number += 1;
            let title = texts.marked(&meeting.title);
            lines.push(meeting_line(texts, number, meeting));
            if meeting.is_ahead(texts.today) && meeting.invited.contains(&context.person.institution) {
                lines.push(answer_in_words(texts, meeting.answers.get(&context.person.institution).copied()));
            }
            let label = texts.label("chat-meetings-button", &[("number", number.into()), ("title", title.into())]);
            buttons.push(vec![(label, Press::from(MeetingPress::Show(meeting.id.clone())))]);
        }
    }
    Ok(Outgoing::text(lines.join("\n")).with_buttons(buttons))
}

pub(crate) async fn show_meetings(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let list = meeting_list(context).await?;
    context.answer(list).await
}

/// One meeting with everything this person may do about it.
pub(super) async fn one_meeting(context: &ChatContext<'_>, meeting: &MeetingView) -> Result<Outgoing, ChatError> {
    let (texts, institution) = (context.texts(), &context.person.institution);
    let invited = meeting.invited.contains(institution);
    let given = meeting.answers.get(institution).copied();
    let mut lines = meeting_lines(texts, meeting);
    lines.extend(stage_in_words(texts, meeting));
    lines.extend(agenda_lines(texts, meeting));
    let mut buttons = Vec::new();
    if meeting.is_ahead(texts.today) {
        if invited {
            lines.push(answer_in_words(texts, given));
            buttons.extend(answer_buttons(texts, &meeting.id, given));
        }
        buttons.push(calendar_button(texts, meeting));
    }
    for (decision, n) in meeting.decisions.iter().zip(1_u32..) {
        if n == 1 {
            lines.push(texts.say("chat-meeting-decisions", &[]));
        }
        let args = [("number", n.into()), ("item", decision.text.as_str().into())];
        lines.push(texts.say("chat-meeting-agenda-item", &args));
    }
    if meeting.minutes.is_some() {
        buttons.push(minutes_button(texts, &meeting.id));
    }
    if is_led_by_person(context, meeting) {
        lines.extend(who_answered(context.services, meeting, context.person.language).await?);
        buttons.extend(leading_buttons(context, meeting));
    }
    buttons.push(vec![(texts.label("chat-meeting-button-list", &[]), Press::from(MeetingPress::List))]);
    Ok(Outgoing::text(lines.join("\n")).with_buttons(buttons).of_meeting(meeting.id.clone()))
}

/// Sends the minutes, in as many messages as they need.
pub(super) async fn send_minutes(context: &ChatContext<'_>, meeting: &MeetingView) -> Result<(), ChatError> {
    let texts = context.texts();
    let Some(minutes) = &meeting.minutes else { return context.say("chat-meeting-no-minutes").await };
    let title = texts.marked(&meeting.title);
    let args = [
        ("title", title.into()),
        ("when", meeting_time(texts, meeting.at).into()),
        ("minutes", minutes.to_string().into()),
    ];
    context.answer(Outgoing::text(texts.say("chat-meeting-minutes", &args))).await
}
