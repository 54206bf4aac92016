//! The way from a line or `/assign` to the assigned task.

use chrono::NaiveDate;
use events::ids::InstitutionId;
use events::text::{Text, TextError};
use language::assignment_lead::begins_assignment;
use language::assignments::{Assignment, Candidate, Due, OwnerReading, read_assignment, read_institution};
use language::dates::{DateError, read_date};
use language::reading::{Reading, Statement, read_reply};
use readmodels::views::InstitutionView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::core::text_errors::unusable;
use crate::features::work::assigning::choices::{Choices, choices_of};
use crate::features::work::assigning::draft::{QUESTION, TaskDraft};
use crate::features::work::assigning::press::{AssignmentQuestion, Choice, DraftPress, TargetBoard};
use crate::features::work::assigning::wording::{assigned_message, question_of_draft};

fn candidates<'a>(institutions: impl IntoIterator<Item = &'a InstitutionView>) -> Vec<Candidate<'a>> {
    institutions.into_iter().map(|one| Candidate { id: &one.id, names: &one.names }).collect()
}

/// Begins with `/assign`: asks for what is missing, or shows the draft.
pub(crate) async fn begin_assigning(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let Some(choices) = choices_of(context).await? else {
        return context.refuse("assign-not-chair", "action-item assign").await;
    };
    let mut draft = TaskDraft::new(context.mark());
    settle_board(&mut draft, &choices);
    let message = ask_what_is_open(context, draft, &choices, None).await?;
    context.answer(message).await
}

/// A text that gives a task in one line; `None`: it does not, or this person gives nobody tasks.
pub(crate) async fn on_assignment_line(context: &ChatContext<'_>, text: &str) -> Result<Option<Outgoing>, ChatError> {
    let today = context.texts().today;
    if !begins_assignment(text) {
        return Ok(None);
    }
    let Some(choices) = choices_of(context).await? else { return Ok(None) };
    let among_members = read_assignment(text, &candidates(choices.members(None)), today);
    let among_all = read_assignment(text, &candidates(&choices.institutions), today);
    let (Some(line), Some(wider)) = (among_members, among_all) else { return Ok(None) };
    // What can only be somebody who is no member is not taken for a member.
    let (line, not_a_member) = match &wider.institution {
        OwnerReading::One(institution) => {
            let is_member = choices.is_member(None, institution);
            (wider, !is_member)
        }
        OwnerReading::AnyOf(_) | OwnerReading::Unknown { .. } => (line, false),
    };
    let (draft, notes) = draft_of_line(context, line, not_a_member, &choices);
    ask_what_is_open(context, draft, &choices, (!notes.is_empty()).then(|| notes.join("\n"))).await.map(Some)
}

/// What a line gives, and what is to be said of it.
fn draft_of_line(
    context: &ChatContext<'_>,
    line: Assignment,
    not_a_member: bool,
    choices: &Choices,
) -> (TaskDraft, Vec<String>) {
    let (texts, mut draft, mut notes) = (context.texts(), TaskDraft::new(context.mark()), Vec::new());
    match line.institution {
        OwnerReading::One(institution) if not_a_member => notes.push(says_not_a_member(context, &institution, choices)),
        OwnerReading::One(institution) => draft.institution = Some(institution),
        OwnerReading::AnyOf(several) => draft.either = several.iter().cloned().collect(),
        OwnerReading::Unknown { words } => {
            notes.push(texts.say("assign-unknown-institution", &[("words", words.into())]));
        }
    }
    match line.title {
        Ok(title) => draft.title = Some(title),
        Err(TextError::Empty) => {}
        Err(error @ (TextError::TooLong | TextError::Control)) => notes.push(unusable(context.texts(), error).text),
    }
    match line.due {
        Due::On(day) if day < texts.today => notes.push(date_in_past(context, day)),
        Due::On(day) => draft.due = Some(day),
        Due::Perhaps(days) => draft.days = days.iter().copied().collect(),
        Due::NoSuchDate { text } => notes.push(texts.say("no-such-date", &[("date", text.into())])),
        Due::Unsaid => {}
    }
    settle_board(&mut draft, choices);
    (draft, notes)
}

fn date_in_past(context: &ChatContext<'_>, day: NaiveDate) -> String {
    let texts = context.texts();
    texts.say("date-in-past", &[("date", texts.date(day))])
}

fn says_not_a_member(context: &ChatContext<'_>, institution: &InstitutionId, choices: &Choices) -> String {
    let named = choices.institution(institution).map(|one| one.names.in_language(context.person.language));
    context.texts().say("assign-not-member", &[("institution", named.unwrap_or_default().into())])
}

/// Keeps the draft and asks for what is not known yet.
async fn ask_what_is_open(
    context: &ChatContext<'_>,
    mut draft: TaskDraft,
    choices: &Choices,
    note: Option<String>,
) -> Result<Outgoing, ChatError> {
    draft.asking = draft.open();
    ask_as_drafted(context, draft, choices, note).await
}

/// Keeps the draft and asks what it says is asked.
async fn ask_as_drafted(
    context: &ChatContext<'_>,
    draft: TaskDraft,
    choices: &Choices,
    note: Option<String>,
) -> Result<Outgoing, ChatError> {
    let mut message = question_of_draft(context, &draft, choices);
    if let Some(note) = note {
        message.text = format!("{note}\n\n{}", message.text);
    }
    context.ask(&draft).await?;
    Ok(message)
}

/// A text while a task is being given; `None`: it answers nothing that is asked.
pub(crate) async fn on_assignment_answer(
    context: &ChatContext<'_>,
    mut draft: TaskDraft,
    text: &str,
) -> Result<Option<Outgoing>, ChatError> {
    let Some(choices) = choices_of(context).await? else {
        context.forget_question().await?;
        return Ok(None);
    };
    let note = match draft.asking {
        AssignmentQuestion::Board | AssignmentQuestion::Change | AssignmentQuestion::Confirmation => return Ok(None),
        AssignmentQuestion::Institution => institution_in_words(context, &mut draft, text, &choices),
        AssignmentQuestion::Title => match text.parse::<Text>() {
            Ok(title) => {
                draft.title = Some(title);
                None
            }
            Err(error) => Some(unusable(context.texts(), error).text),
        },
        AssignmentQuestion::Due => due_in_words(context, &mut draft, text),
    };
    // What is no answer may be said of a task.
    if note.is_some() && draft.asking != AssignmentQuestion::Title && is_of_a_task(text, context.texts().today) {
        return Ok(None);
    }
    let message = if note.is_some() || !draft.either.is_empty() || !draft.days.is_empty() {
        ask_as_drafted(context, draft, &choices, note).await?
    } else {
        ask_what_is_open(context, draft, &choices, None).await?
    };
    Ok(Some(message))
}

/// Takes the institution in a person's words; what is to be said where that does not go.
fn institution_in_words(
    context: &ChatContext<'_>,
    draft: &mut TaskDraft,
    text: &str,
    choices: &Choices,
) -> Option<String> {
    draft.either.clear();
    match read_institution(text, &candidates(choices.members(draft.board.as_ref()))) {
        OwnerReading::One(institution) => {
            draft.institution = Some(institution);
            settle_board(draft, choices);
            None
        }
        OwnerReading::AnyOf(several) => {
            draft.either = several.iter().cloned().collect();
            None
        }
        OwnerReading::Unknown { words } => Some(match read_institution(text, &candidates(&choices.institutions)) {
            OwnerReading::One(institution) => says_not_a_member(context, &institution, choices),
            OwnerReading::AnyOf(_) | OwnerReading::Unknown { .. } => {
                context.texts().say("assign-unknown-institution", &[("words", words.into())])
            }
        }),
    }
}

/// Takes the due date in a person's words; what is to be said where that does not go.
fn due_in_words(context: &ChatContext<'_>, draft: &mut TaskDraft, text: &str) -> Option<String> {
    let texts = context.texts();
    draft.days.clear();
    match read_date(text, texts.today) {
        Ok(Some(day)) if day < texts.today => Some(date_in_past(context, day)),
        Ok(Some(day)) => {
            draft.due = Some(day);
            None
        }
        Ok(None) => Some(texts.say("assign-no-date", &[])),
        Err(DateError::NoSuchDate { text }) => Some(texts.say("no-such-date", &[("date", text.into())])),
        Err(DateError::TooFar(day)) => Some(texts.too_far(day)),
        Err(DateError::Several(days)) => {
            draft.days = days.iter().copied().filter(|day| *day >= texts.today).collect();
            draft.days.is_empty().then(|| texts.say("assign-no-date", &[]))
        }
    }
}

/// A button of a draft.
pub(crate) async fn on_assignment_press(
    context: &ChatContext<'_>,
    pressed: DraftPress,
    message: i32,
) -> Result<(), ChatError> {
    let open = context.question().await?;
    let draft = open.and_then(|question| question.content::<TaskDraft>(QUESTION));
    let Some(mut draft) = draft else { return context.say("button-expired").await };
    if draft.mark != pressed.mark {
        return context.say("button-expired").await;
    }
    let Some(choices) = choices_of(context).await? else {
        context.forget_question().await?;
        return context.refuse("assign-not-chair", "action-item assign").await;
    };
    let answer = match pressed.choice {
        Choice::Board(board) => {
            draft.institution = draft.institution.filter(|one| choices.is_member(Some(&board), one));
            draft.either.retain(|one| choices.is_member(Some(&board), one));
            draft.board = Some(board);
            ask_what_is_open(context, draft, &choices, None).await?
        }
        Choice::Institution(institution) => {
            draft.either.clear();
            draft.institution = Some(institution);
            settle_board(&mut draft, &choices);
            ask_what_is_open(context, draft, &choices, None).await?
        }
        Choice::Due(day) if day < context.texts().today => {
            let note = date_in_past(context, day);
            draft.asking = AssignmentQuestion::Due;
            ask_as_drafted(context, draft, &choices, Some(note)).await?
        }
        Choice::Due(day) => {
            draft.days.clear();
            draft.due = Some(day);
            ask_what_is_open(context, draft, &choices, None).await?
        }
        Choice::Ask(asking) => {
            if asking == AssignmentQuestion::Institution {
                draft.either.clear();
            }
            if asking == AssignmentQuestion::Due {
                draft.days.clear();
            }
            draft.asking = asking;
            ask_as_drafted(context, draft, &choices, None).await?
        }
        Choice::Cancel => {
            context.forget_question().await?;
            Outgoing::text(context.texts().say("assign-cancelled", &[]))
        }
        Choice::Confirm => assign(context, draft, &choices).await?,
    };
    context.replace(message, answer).await
}

async fn assign(context: &ChatContext<'_>, draft: TaskDraft, choices: &Choices) -> Result<Outgoing, ChatError> {
    let Some(task) = draft.whole() else { return ask_what_is_open(context, draft, choices, None).await };
    if task.due < context.texts().today {
        let (note, mut draft) = (date_in_past(context, task.due), draft);
        draft.due = None;
        return ask_what_is_open(context, draft, choices, Some(note)).await;
    }
    let Ok(command) = task.command(&draft.mark, context.person.language) else {
        return Ok(Outgoing::text(context.texts().say("going-wrong", &[])));
    };
    let said = OnAcceptance::Say(assigned_message(context, &task, choices).await?);
    let answer = context.carry_out(command, said).await?;
    context.forget_question().await?;
    Ok(answer)
}

/// Whether a text says something of a task.
fn is_of_a_task(text: &str, today: NaiveDate) -> bool {
    match read_reply(text, today) {
        Reading::Numbered(_) | Reading::Unnumbered(Statement::Clear(_)) => true,
        Reading::Unnumbered(
            Statement::Ambiguous(_) | Statement::NoSuchDate { .. } | Statement::DateInPast(_) | Statement::Unknown(_),
        )
        | Reading::Invitation(_)
        | Reading::Aside(_) => false,
    }
}

/// Chooses the board where only one comes into question.
fn settle_board(draft: &mut TaskDraft, choices: &Choices) {
    if draft.board.is_some() {
        return;
    }
    if !choices.has_several_boards() {
        draft.board = match choices.subgroups.as_slice() {
            [only] => Some(TargetBoard::Of(only.id.clone())),
            _ => Some(TargetBoard::NoBoard),
        };
        return;
    }
    let Some(institution) = &draft.institution else { return };
    let of: Vec<_> = choices.subgroups.iter().filter(|subgroup| subgroup.members.contains(institution)).collect();
    draft.board = match of.as_slice() {
        [only] if !choices.without_board => Some(TargetBoard::Of(only.id.clone())),
        [] if choices.without_board => Some(TargetBoard::NoBoard),
        _ => None,
    };
}
