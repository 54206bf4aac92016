//! What a chair is asked and told of a task that is being given.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use events::notification::Audience;
use events::text::Text;
use notifications::policy::recipients::recipients;
use readmodels::views::InstitutionView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::features::work::assigning::choices::Choices;
use crate::features::work::assigning::draft::{TaskDraft, WholeTask};
use crate::features::work::assigning::press::{AssignmentQuestion, Choice, DraftPress, TargetBoard};

/// So many institutions are offered as buttons; the messenger takes a hundred.
const MOST_OFFERED: usize = 60;
/// So much of a title is shown; it is kept as a whole.
const SHOWN_OF_TITLE: usize = 600;

fn button_press(draft: &TaskDraft, choice: Choice) -> Press {
    DraftPress { mark: draft.mark.clone(), choice }.into()
}

pub(crate) fn shown(text: &Text, most: usize) -> String {
    let text = text.as_str();
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).chain(['…']).collect() }
}

/// What is asked now.
pub(super) fn question_of_draft(context: &ChatContext<'_>, draft: &TaskDraft, choices: &Choices) -> Outgoing {
    match draft.asking {
        AssignmentQuestion::Board => ask_board(context, draft, choices),
        AssignmentQuestion::Institution => ask_institution(context, draft, choices),
        AssignmentQuestion::Title => ask_title(context, draft, choices),
        AssignmentQuestion::Due => ask_due(context, draft),
        AssignmentQuestion::Change => ask_change(context, draft, choices),
        AssignmentQuestion::Confirmation => match draft.whole() {
            Some(task) => ask_confirmation(context, draft, &task, choices),
            None => ask_change(context, draft, choices),
        },
    }
}

/// Back to what is asked before this, and cancel.
fn back_or_cancel(
    context: &ChatContext<'_>,
    draft: &TaskDraft,
    back: Option<AssignmentQuestion>,
) -> Vec<(String, Press)> {
    let texts = context.texts();
    // Whoever changes something goes back to what there is.
    let back =
        if draft.open() == AssignmentQuestion::Confirmation { Some(AssignmentQuestion::Confirmation) } else { back };
    let back = back.map(|asking| (texts.label("button-back", &[]), button_press(draft, Choice::Ask(asking))));
    let cancel = (texts.label("button-cancel", &[]), button_press(draft, Choice::Cancel));
    back.into_iter().chain([cancel]).collect()
}

fn ask_board(context: &ChatContext<'_>, draft: &TaskDraft, choices: &Choices) -> Outgoing {
    let texts = context.texts();
    let boards = choices
        .subgroups
        .iter()
        .filter(|subgroup| draft.institution.as_ref().is_none_or(|institution| subgroup.members.contains(institution)));
    let mut buttons: Vec<Vec<_>> = boards
        .map(|subgroup| {
            let name = texts.marked(&subgroup.name);
            let label = texts.label("assign-subgroup", &[("subgroup", name.into())]);
            vec![(label, button_press(draft, Choice::Board(TargetBoard::Of(subgroup.id.clone()))))]
        })
        .collect();
    if choices.without_board {
        buttons.push(vec![(
            texts.label("assign-no-board", &[]),
            button_press(draft, Choice::Board(TargetBoard::NoBoard)),
        )]);
    }
    buttons.push(back_or_cancel(context, draft, None));
    Outgoing::text(texts.say("assign-ask-subgroup", &[])).with_buttons(buttons)
}

fn ask_institution(context: &ChatContext<'_>, draft: &TaskDraft, choices: &Choices) -> Outgoing {
    let (texts, language) = (context.texts(), context.person.language);
    let members = choices.members(draft.board.as_ref());
    let (key, mut offered): (_, Vec<&InstitutionView>) = if draft.either.is_empty() {
        ("assign-ask-institution", members)
    } else {
        let meant = draft.either.iter().filter_map(|id| choices.institution(id)).collect();
        ("assign-which-institution", meant)
    };
    offered.truncate(MOST_OFFERED);
    let mut buttons: Vec<Vec<_>> = offered
        .into_iter()
        .map(|one| {
            let label = texts.label("assign-institution", &[("institution", one.names.in_language(language).into())]);
            vec![(label, button_press(draft, Choice::Institution(one.id.clone())))]
        })
        .collect();
    buttons.push(back_or_cancel(context, draft, choices.has_several_boards().then_some(AssignmentQuestion::Board)));
    Outgoing::text(texts.say(key, &[])).with_buttons(buttons)
}

fn ask_title(context: &ChatContext<'_>, draft: &TaskDraft, choices: &Choices) -> Outgoing {
    let name = draft.institution.as_ref().and_then(|id| choices.institution(id));
    let name = name.map_or("", |one| one.names.in_language(context.person.language));
    let text = context.texts().say("assign-ask-title", &[("institution", name.into())]);
    Outgoing::text(text).with_buttons(vec![back_or_cancel(context, draft, Some(AssignmentQuestion::Institution))])
}

fn ask_due(context: &ChatContext<'_>, draft: &TaskDraft) -> Outgoing {
    let texts = context.texts();
    let on = |key: &str, day: NaiveDate| {
        (texts.label(key, &[("date", texts.date(day))]), button_press(draft, Choice::Due(day)))
    };
    let (key, mut buttons): (_, Vec<Vec<_>>) = if draft.days.is_empty() {
        let offered = usual_dates(context).into_iter().map(|(key, day)| vec![on(key, day)]);
        ("assign-ask-due", offered.collect())
    } else {
        ("assign-which-date", draft.days.iter().map(|day| vec![on("assign-date", *day)]).collect())
    };
    buttons.push(back_or_cancel(context, draft, Some(AssignmentQuestion::Title)));
    Outgoing::text(texts.say(key, &[])).with_buttons(buttons)
}

/// The dates offered as buttons: working days, the earliest first.
fn usual_dates(context: &ChatContext<'_>) -> Vec<(&'static str, NaiveDate)> {
    let today = context.texts().today;
    let calendar = &context.services.settings.calendar;
    let ahead = |days: i64| today.checked_add_days(Days::new(u64::try_from(days).unwrap_or(0)));
    let to_friday = i64::from(Weekday::Fri.num_days_from_monday()) - i64::from(today.weekday().num_days_from_monday());
    let friday = ahead(if to_friday > 0 { to_friday } else { to_friday + 7 });
    let end_of = |months: u32| {
        let first = today.with_day(1)?.checked_add_months(Months::new(months + 1))?;
        first.pred_opt().map(|last| calendar.working_day_until(last))
    };
    let month = end_of(0).filter(|end| *end > today).or_else(|| end_of(1));
    [
        ("button-end-of-week", friday.map(|day| calendar.working_day_until(day))),
        ("button-two-weeks", ahead(14).map(|day| calendar.working_day_from(day))),
        ("button-end-of-month", month),
    ]
    .into_iter()
    .filter_map(|(key, day)| Some((key, day.filter(|day| *day > today)?)))
    .collect()
}

fn ask_change(context: &ChatContext<'_>, draft: &TaskDraft, choices: &Choices) -> Outgoing {
    let texts = context.texts();
    let ask = |key: &str, asking| vec![(texts.label(key, &[]), button_press(draft, Choice::Ask(asking)))];
    let mut buttons = Vec::new();
    if choices.has_several_boards() {
        buttons.push(ask("button-change-subgroup", AssignmentQuestion::Board));
    }
    buttons.push(ask("button-change-institution", AssignmentQuestion::Institution));
    buttons.push(ask("button-change-title", AssignmentQuestion::Title));
    buttons.push(ask("button-change-due", AssignmentQuestion::Due));
    buttons.push(back_or_cancel(context, draft, None));
    Outgoing::text(texts.say("assign-ask-change", &[])).with_buttons(buttons)
}

/// What is said of a task in confirmations.
fn task_in_words(
    context: &ChatContext<'_>,
    task: &WholeTask<'_>,
    choices: &Choices,
) -> Vec<(&'static str, language::catalogue::Value)> {
    let (texts, language) = (context.texts(), context.person.language);
    let name = choices.institution(task.institution).map_or("", |one| one.names.in_language(language));
    let board = match task.board {
        TargetBoard::Of(id) => {
            let subgroup = choices.subgroups.iter().find(|subgroup| &subgroup.id == id);
            subgroup.map_or_else(|| id.to_string(), |one| texts.marked(&one.name))
        }
        TargetBoard::NoBoard => texts.label("assign-no-board", &[]),
    };
    vec![
        ("institution", name.into()),
        ("title", shown(task.title, SHOWN_OF_TITLE).into()),
        ("due", texts.date(task.due)),
        ("subgroup", board.into()),
    ]
}

fn ask_confirmation(context: &ChatContext<'_>, draft: &TaskDraft, task: &WholeTask<'_>, choices: &Choices) -> Outgoing {
    let texts = context.texts();
    let mut text = texts.say("assign-confirm", &task_in_words(context, task, choices));
    let mut buttons = vec![vec![(texts.label("button-assign", &[]), button_press(draft, Choice::Confirm))]];
    let calendar = &context.services.settings.calendar;
    if !calendar.is_working_day(task.due) {
        let day_off = texts.say("assign-day-off", &[("date", texts.date(task.due))]);
        text = format!("{text}\n\n{day_off}");
        let before = Some(calendar.working_day_until(task.due)).filter(|day| *day >= texts.today);
        for day in before.into_iter().chain([calendar.working_day_from(task.due)]) {
            let label = texts.label("button-rather", &[("date", texts.date(day))]);
            buttons.push(vec![(label, button_press(draft, Choice::Due(day)))]);
        }
    }
    buttons.push(vec![
        (texts.label("button-change", &[]), button_press(draft, Choice::Ask(AssignmentQuestion::Change))),
        (texts.label("button-cancel", &[]), button_press(draft, Choice::Cancel)),
    ]);
    Outgoing::text(text).with_buttons(buttons)
}

/// What is said when it is assigned: where it is to be seen, and how its owner hears of it.
pub(super) async fn assigned_message(
    context: &ChatContext<'_>,
    task: &WholeTask<'_>,
    choices: &Choices,
) -> Result<Outgoing, ChatError> {
    let facts = context.services.facts().await?;
    let reachable = recipients(&Audience::FocalPoint(task.institution.clone()), &facts).is_ok();
    let key = match (task.board, reachable) {
        (TargetBoard::Of(_), true) => "assign-done",
        (TargetBoard::NoBoard, true) => "assign-done-no-board",
        (TargetBoard::Of(_) | TargetBoard::NoBoard, false) => "assign-done-nobody-reached",
    };
    Ok(Outgoing::text(context.texts().say(key, &task_in_words(context, task, choices))))
}
