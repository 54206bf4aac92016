//! A reply in its context: of which task it is, or which invitation it answers, and what comes of it.

use std::collections::BTreeSet;

use events::authority::gives_tasks;
use events::ids::ActionItemId;
use events::non_empty::NonEmpty;
use language::assignment_lead::is_assignment_for_sure;
use language::attendance::recorded_answer;
use language::reading::{Context, Numbered, Question as ReadAs, Reading, Report, Tasks, read_in_context};
use readmodels::views::TaskView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::storage::message_subjects::{meeting_asked_last, meeting_of_message, tasks_of_bot_message};
use crate::features::meetings::answering::{AnswerableInvitation, on_attendance};
use crate::features::replies::asides::on_aside;
use crate::features::replies::counted_days::press_for_time;
use crate::features::replies::interpretation::{Interpretation, interpret};
use crate::features::replies::offers::offers;
use crate::features::replies::several::{on_several, together};
use crate::features::replies::statement::on_statement;
use crate::features::work::clarification::{ask_which, ask_which_by, offer_meanings};
use crate::features::work::task_access::{open_tasks, visible_task};
use crate::features::work::task_lists::task_list;
use crate::features::work::task_wording::task_args;

/// A reply that was read.
pub(crate) struct Reply<'a> {
    text: &'a str,
    reading: Reading,
    /// The message that it replies to.
    original: Option<i32>,
    /// The invitation that it can answer.
    asked: Option<AnswerableInvitation>,
}

impl Reply<'_> {
    /// Whether it answers no question of before: it is said to the bot itself, or answers an invitation that was replied
    /// to or shown since.
    pub(crate) fn goes_before_questions(&self) -> bool {
        match self.reading {
            Reading::Aside(_) => true,
            Reading::Invitation(_) => self.asked.is_some(),
            Reading::Unnumbered(_) | Reading::Numbered(_) => false,
        }
    }
}

/// Reads a text in the context of this chat.
pub(crate) async fn read_in_chat<'t>(
    context: &ChatContext<'_>,
    text: &'t str,
    reply_to: Option<i32>,
) -> Result<Reply<'t>, ChatError> {
    let asked = answerable_invitation(context, reply_to).await?;
    let question = asked.is_some().then_some(ReadAs::Invitation);
    let reading = read_in_context(text, context.texts().today, Context { question });
    Ok(Reply { text, reading, original: reply_to, asked })
}

/// The invitation that words answer now: the one replied to, or what the bot said last.
async fn answerable_invitation(
    context: &ChatContext<'_>,
    reply_to: Option<i32>,
) -> Result<Option<AnswerableInvitation>, ChatError> {
    if let Some(message) = reply_to {
        let meeting = meeting_of_message(&context.services.database, context.chat, message).await?;
        return Ok(meeting.map(|meeting| AnswerableInvitation { meeting, replied_to: true }));
    }
    let Some(meeting) = meeting_asked_last(&context.services.database, context.chat).await? else { return Ok(None) };
    let book = context.services.meetings().await?;
    let waits = book.meeting(&meeting).is_some_and(|found| {
        found.is_ahead(context.texts().today) && found.invited.contains(&context.person.institution)
    });
    Ok(waits.then_some(AnswerableInvitation { meeting, replied_to: false }))
}

/// That a line gives a task, which nobody takes for a reply; `None`: it does not look like one.
pub(crate) fn on_stray_assignment(context: &ChatContext<'_>, text: &str) -> Option<Outgoing> {
    if !is_assignment_for_sure(text) {
        return None;
    }
    Some(if gives_tasks(&context.principal()) {
        context.message("help-assign")
    } else {
        context.refusal("assign-not-chair", "action-item assign")
    })
}

/// What comes of a reply: something said of a task, by number, by replying to its message, or of the only one there
/// is; the answer to an invitation; something said to the bot.
pub(crate) async fn on_reply(context: &ChatContext<'_>, reply: Reply<'_>) -> Result<Vec<Outgoing>, ChatError> {
    let Reply { text, reading, original, asked } = reply;
    match reading {
        Reading::Aside(aside) => on_aside(context, aside, original).await,
        Reading::Invitation(attendance) => Ok(vec![on_attendance(context, recorded_answer(&attendance), asked).await?]),
        Reading::Unnumbered(statement) => {
            let mut about = tasks_of_message(context, original).await?;
            if about.is_empty() {
                about = open_tasks(context).await?;
            }
            let interpretation = interpret(context, statement, text);
            Ok(vec![on_unnumbered(context, interpretation, &about, asked.as_ref(), text).await?])
        }
        Reading::Numbered(statements) => on_numbered(context, statements, original, text).await,
    }
}

/// The tasks that a message is about, as far as this person sees them.
async fn tasks_of_message(context: &ChatContext<'_>, message: Option<i32>) -> Result<Vec<TaskView>, ChatError> {
    let mut tasks = Vec::new();
    if let Some(message) = message {
        for item in tasks_of_bot_message(&context.services.database, context.chat, message).await? {
            tasks.extend(visible_task(context, &item).await?);
        }
    }
    Ok(tasks)
}

async fn on_unnumbered(
    context: &ChatContext<'_>,
    interpretation: Interpretation,
    about: &[TaskView],
    asked: Option<&AnswerableInvitation>,
    text: &str,
) -> Result<Outgoing, ChatError> {
    match (interpretation, about) {
        (Interpretation::Clear(_) | Interpretation::Impossible(_), []) => task_list(context, vec![]).await,
        (interpretation, [task]) => on_statement(context, task, interpretation, asked, text).await,
        (Interpretation::Clear(Report::Extension { until: Some(until) }), several) => {
            Ok(ask_which_by(context, several, |task| press_for_time(context, task, until, text)))
        }
        (Interpretation::Clear(report), several) => Ok(ask_which(context, several, &[report.into()])),
        (Interpretation::Open { meanings, is_guess }, several) => {
            let offers = offers(context, meanings, several, asked, text).await?;
            if offers.is_empty() && several.is_empty() {
                return task_list(context, vec![]).await;
            }
            Ok(offer_meanings(context, several, offers, is_guess))
        }
        (Interpretation::Impossible(why), _) => Ok(Outgoing::text(why)),
    }
}

/// What comes of a reply that names its tasks.
async fn on_numbered(
    context: &ChatContext<'_>,
    statements: NonEmpty<Numbered>,
    reply_to: Option<i32>,
    text: &str,
) -> Result<Vec<Outgoing>, ChatError> {
    let tasks = context.services.read_models.task_list(&context.person.institution).await?;
    let mut named: BTreeSet<ActionItemId> = BTreeSet::new();
    for numbered in statements.iter() {
        if let Tasks::One(number) = numbered.tasks {
            named.extend(tasks.iter().filter(|task| task.number == number.value()).map(|task| task.id.clone()));
        }
    }
    let speaks_of_rest = statements.iter().any(|numbered| numbered.tasks == Tasks::Rest);
    let mut answers = Vec::new();
    for Numbered { tasks: which, statement } in statements {
        let interpretation = interpret(context, statement, text);
        let says_nothing = matches!(&interpretation, Interpretation::Open { meanings, .. } if meanings.is_empty());
        answers.extend(match which {
            Tasks::One(number) => {
                let number = number.value();
                vec![match tasks.iter().find(|task| task.number == number) {
                    None => Outgoing::text(context.texts().say("no-such-task", &[("number", number.into())])),
                    // “All but the second”: it is named only to be left out.
                    Some(task) if speaks_of_rest && says_nothing => {
                        let texts = context.texts();
                        Outgoing::text(texts.say("left-as-it-is", &task_args(texts, task)))
                    }
                    Some(task) => on_statement(context, task, interpretation, None, text).await?,
                }]
            }
            Tasks::All(count) => {
                let all = meant_by_all(context, reply_to).await?;
                // “both”, and there are not two: which are meant is to be asked
                let as_many = count.is_none_or(|count| usize::try_from(count) == Ok(all.len()));
                if let Interpretation::Clear(report) = &interpretation
                    && !as_many
                    && !all.is_empty()
                {
                    vec![ask_which(context, &all, &[report.clone().into()])]
                } else {
                    on_several(context, all, interpretation, text).await?
                }
            }
            Tasks::Rest => {
                let mut rest = meant_by_all(context, reply_to).await?;
                rest.retain(|task| !named.contains(&task.id));
                if rest.is_empty() {
                    vec![context.message("no-other-tasks")]
                } else {
                    on_several(context, rest, interpretation, text).await?
                }
            }
        });
    }
    Ok(together(context, answers))
}

/// All open tasks of the institution; of the message that was replied to, where it is about several.
async fn meant_by_all(context: &ChatContext<'_>, reply_to: Option<i32>) -> Result<Vec<TaskView>, ChatError> {
    let mut shown = tasks_of_message(context, reply_to).await?;
    shown.retain(|task| task.item.stage.is_open() && task.item.owner == context.person.institution);
    if shown.len() > 1 { Ok(shown) } else { open_tasks(context).await }
}
