//! What a reply may have meant, as buttons.

use language::attendance::recorded_answer;
use language::reading::{Attendance, MOST_OFFERED, Meaning};
use readmodels::views::TaskView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::features::meetings::answering::{AnswerableInvitation, has_invitation};
use crate::features::meetings::press::MeetingPress;
use crate::features::replies::counted_days::press_for_time;
use crate::features::work::clarification::{Offer, report_label};
use crate::features::work::press::{ClarificationPress, TaskPress, TaskReport};
use crate::features::work::task_lists::task_ids;

fn attendance_label(context: &ChatContext<'_>, attendance: &Attendance) -> String {
    let texts = context.texts();
    match attendance {
        Attendance::Attending => texts.label("meaning-attending", &[]),
        Attendance::NotAttending { reason: None } => texts.label("meaning-not-attending", &[]),
        Attendance::NotAttending { reason: Some(reason) } => {
            texts.label("meaning-not-attending-because", &[("reason", reason.as_str().into())])
        }
        Attendance::Deputy { who: None } => texts.label("meaning-deputy", &[]),
        Attendance::Deputy { who: Some(who) } => texts.label("meaning-deputy-who", &[("who", who.as_str().into())]),
    }
}

/// The buttons for what can be meant here: a report where there is a task, an answer where there is an invitation.
pub(super) async fn offers(
    context: &ChatContext<'_>,
    meanings: Vec<Meaning>,
    about: &[TaskView],
    asked: Option<&AnswerableInvitation>,
    text: &str,
) -> Result<Vec<Offer>, ChatError> {
    let is_invited = asked.is_some() || has_invitation(context).await?;
    let offers = meanings.into_iter().filter_map(|meaning| match meaning {
        Meaning::Report(report) => {
            let said: TaskReport = report.into();
            let label = report_label(context, &said);
            let press = match (about, said) {
                ([], _) => return None,
                ([task], TaskReport::Extension(Some(until))) => press_for_time(context, task, until, text),
                ([task], said) => TaskPress::Answer(task.id.clone(), said).into(),
                (several, said) => ClarificationPress::Meant(task_ids(several), said).into(),
            };
            Some((label, press))
        }
        Meaning::Invitation(attendance) => {
            let label = attendance_label(context, &attendance);
            let answer = recorded_answer(&attendance);
            let press = match asked {
                Some(asked) => MeetingPress::Answer(asked.meeting.clone(), answer).into(),
                None => ClarificationPress::Attend(answer).into(),
            };
            is_invited.then_some((label, press))
        }
    });
    Ok(offers.take(MOST_OFFERED).collect())
}

/// The buttons for what can be meant of each of these tasks.
pub(super) fn offers_of_each(context: &ChatContext<'_>, meanings: Vec<Meaning>, about: &[TaskView]) -> Vec<Offer> {
    let offers = meanings.into_iter().filter_map(|meaning| match meaning {
        Meaning::Report(report) => {
            let said: TaskReport = report.into();
            Some((report_label(context, &said), ClarificationPress::OfEach(task_ids(about), said).into()))
        }
        Meaning::Invitation(_) => None,
    });
    offers.take(MOST_OFFERED).collect()
}
