//! What a reply says, and what comes of it.
//!
//! A message can say several things, each of tasks of its own; what is clear of them is done, what is not is asked for once
//! more. Nothing is ever done of what is only likely.

use language::dates::{RelativeDate, read_relative_date};
use language::reading::{Aside, Context, Meaning, Question, Reading, Report, Statement, Tasks, read_in_context};
use readmodels::views::TaskView;

use crate::answers::context::AnswerContext;
use crate::answers::invitations::{MEETING_THREAD, on_attendance};
use crate::answers::said::AnswerLine;
use crate::answers::targets::Targets;
use crate::answers::undo::undo;
use crate::correspondence::SettledAnswer;
use crate::draft::ThreadKey;
use crate::receiving::NotHandled;

/// What comes of words: the lines of the answer.
pub(super) async fn on_words(
    context: &AnswerContext<'_>,
    thread: &ThreadKey,
    text: &str,
) -> Result<Vec<String>, NotHandled> {
    let question = thread.0.starts_with(MEETING_THREAD).then_some(Question::Invitation);
    let said = match read_in_context(text, context.today, Context { question }) {
        Reading::Aside(Aside::Undo) => undo(context).await?,
        Reading::Aside(Aside::Stop) => vec![AnswerLine::only(context.say("email-stop-how", &[]))],
        Reading::Aside(Aside::Help | Aside::Thanks | Aside::Greeting) => {
            vec![AnswerLine::only(context.say("email-answer-how", &[]))]
        }
        Reading::Invitation(attendance) => vec![on_attendance(context, &attendance, thread).await?],
        Reading::Unnumbered(statement) => on_statements(context, vec![(None, statement)], text).await?,
        Reading::Numbered(statements) => {
            let statements = statements.into_iter().map(|numbered| (Some(numbered.tasks), numbered.statement));
            on_statements(context, statements.collect(), text).await?
        }
    };
    let can_be_undone = said.iter().any(|said| said.can_be_undone);
    let mut lines: Vec<String> = said.into_iter().map(|said| said.line).collect();
    if can_be_undone {
        lines.push(context.say("email-undo-how", &[]));
    }
    Ok(lines)
}

async fn on_statements(
    context: &AnswerContext<'_>,
    statements: Vec<(Option<Tasks>, Statement)>,
    text: &str,
) -> Result<Vec<AnswerLine>, NotHandled> {
    let which: Vec<Option<Tasks>> = statements.iter().map(|(which, _)| *which).collect();
    let targets = context.targets(&which).await?;
    let ids = |targets: &Targets| match targets {
        Targets::These(tasks) => tasks.iter().map(|task| task.id.clone()).collect(),
        Targets::NoSuchNumber(_) | Targets::AnyOf(_) => vec![],
    };
    context.settle(&SettledAnswer { tasks: targets.iter().map(ids).collect(), ..context.unsettled() })?;
    let is_invited = !context.invitations().await?.is_empty();
    let speaks_of_rest = which.contains(&Some(Tasks::Rest));
    let mut said = Vec::new();
    for (n, ((_, statement), targets)) in statements.into_iter().zip(targets).enumerate() {
        let says_nothing = matches!(&statement, Statement::Unknown(meanings) if meanings.is_empty());
        match (targets, statement) {
            // “All but the second”: it is named only to be left out.
            (Targets::These(_), _) if says_nothing && speaks_of_rest => {}
            (Targets::These(tasks), Statement::Clear(report)) => {
                let report = by_the_calendar(context, report, text);
                for task in &tasks {
                    said.push(context.report(n, task, &report, text).await?);
                }
            }
            (Targets::AnyOf(open), Statement::Clear(_)) => said.push(AnswerLine::only(ask_which(context, &open))),
            (Targets::NoSuchNumber(number), _) => {
                let why = context.say("email-no-such-task", &[("number", number.into())]);
                said.push(AnswerLine::only(context.not_saved(None, why)));
            }
            (Targets::These(tasks) | Targets::AnyOf(tasks), unclear) => {
                let task = match tasks.as_slice() {
                    [task] => Some(task),
                    _ => None,
                };
                said.push(AnswerLine::only(context.not_saved(task, why_unclear(context, unclear, is_invited))));
            }
        }
    }
    if said.is_empty() {
        said.push(AnswerLine::only(context.not_saved(None, context.say("email-not-understood", &[]))));
    }
    Ok(said)
}

/// Why a statement that is not clear was not taken.
fn why_unclear(context: &AnswerContext<'_>, statement: Statement, is_invited: bool) -> String {
    let like = |mut meanings: Vec<Meaning>| {
        // Whoever is invited to nothing answers no invitation.
        meanings.retain(|meaning| is_invited || matches!(meaning, Meaning::Report(_)));
        if meanings.is_empty() {
            return context.say("email-not-understood", &[]);
        }
        context.say("email-unclear", &[("meanings", context.meanings(&meanings).into())])
    };
    match statement {
        Statement::Clear(report) => like(vec![Meaning::Report(report)]),
        Statement::Ambiguous(meanings) => like(meanings.into()),
        Statement::Unknown(meanings) => like(meanings),
        Statement::NoSuchDate { text } => context.say("no-such-date", &[("date", text.into())]),
        Statement::DateInPast(date) => context.say("date-in-past", &[("date", context.date(date))]),
    }
}

fn ask_which(context: &AnswerContext<'_>, open: &[TaskView]) -> String {
    if open.is_empty() {
        return context.not_saved(None, context.say("email-no-open-task", &[]));
    }
    let number = open.first().map_or(1, |task| task.number);
    let why = context.say("email-which-task", &[("number", number.into())]);
    format!("{}\n{}", context.not_saved(None, why), context.task_lines(open))
}

/// The report with the day that Kosovo's calendar gives, where so many working days were asked for.
fn by_the_calendar(context: &AnswerContext<'_>, report: Report, text: &str) -> Report {
    match (report, read_relative_date(text, context.today)) {
        (Report::Extension { until: Some(_) }, Some(RelativeDate::WorkingDays(days))) => {
            let day = context.services().calendar.nth_working_day_after(context.today, days);
            Report::Extension { until: Some(day) }
        }
        (report, _) => report,
    }
}
