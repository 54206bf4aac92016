//! A decision recorded in chat, question by question, with the action items that it raises.
//!
//! All that was said so far is in the [`DecisionDraft`], which every button and the open question carry: so a button of an older
//! message goes back to where it was, and a restart of the bot loses nothing. Only the last press makes a command of it.

use chrono::{Days, NaiveDate};
use events::ids::{ActionItemId, CommandId, InstitutionId, MeetingId};
use events::language::LocalText;
use events::meeting::{MeetingCommand, RaisedItem};
use events::text::Text;
use language::dates::{DateError, read_date};
use readmodels::meetings::MeetingView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::press::{Press, cancel_button};
use crate::core::text_errors::unusable;
use crate::features::meetings::decision_draft::{DecisionDraft, DecisionStep, RaisedItemDraft};
use crate::features::meetings::leading::record_for_meeting;
use crate::features::meetings::press::{MeetingPress, MeetingQuestion};

/// The most action items that one decision raises in chat; the page takes more.
const MOST_RAISED: usize = 10;
/// The spans offered for a due date, in days.
const SPANS: [u64; 3] = [7, 14, 30];

/// Asks the draft's next question.
pub(super) async fn ask_next_of_decision(
    context: &ChatContext<'_>,
    meeting: &MeetingView,
    draft: &DecisionDraft,
) -> Result<Outgoing, ChatError> {
    if draft.wants_words() {
        context.ask(MeetingQuestion::Decision(draft.clone())).await?;
    } else {
        context.forget_question().await?;
    }
    let texts = context.texts();
    let mut lines = told_so_far(context, draft).await?;
    let (key, mut buttons) = match &draft.asking {
        DecisionStep::Decision => ("chat-decision-ask", vec![]),
        DecisionStep::More => ("chat-decision-ask-more", more_buttons(context, draft)),
        DecisionStep::Owner => ("chat-decision-ask-owner", owner_buttons(context, meeting, draft).await?),
        DecisionStep::Title { .. } => ("chat-decision-ask-what", what_buttons(context, draft)),
        DecisionStep::DueDate { owner, title } => {
            ("chat-decision-ask-when", when_buttons(context, draft, owner, title))
        }
    };
    lines.push(texts.say(key, &[]));
    let back = draft
        .back()
        .map(|before| (texts.label("chat-decision-button-back", &[]), Press::from(MeetingPress::Decide(before))));
    let cancel = cancel_button(texts);
    buttons.push(back.into_iter().chain([cancel]).collect());
    Ok(Outgoing::text(lines.join("\n")).with_buttons(buttons))
}

async fn told_so_far(context: &ChatContext<'_>, draft: &DecisionDraft) -> Result<Vec<String>, ChatError> {
    let texts = context.texts();
    let mut lines = Vec::new();
    if let Some(decision) = &draft.decision {
        lines.push(texts.say("chat-decision-is", &[("decision", decision.as_str().into())]));
    }
    for RaisedItemDraft { owner, title, due } in &draft.raises {
        let name = context.services.institution_name(owner, context.person.language).await?;
        let args = [("institution", name.into()), ("title", title.as_str().into()), ("due", texts.date(*due))];
        lines.push(texts.say("chat-decision-raises", &args));
    }
    if let DecisionStep::Title { owner } | DecisionStep::DueDate { owner, .. } = &draft.asking {
        let name = context.services.institution_name(owner, context.person.language).await?;
        lines.push(texts.say("chat-decision-for", &[("institution", name.into())]));
    }
    Ok(lines)
}

fn more_buttons(context: &ChatContext<'_>, draft: &DecisionDraft) -> Vec<Vec<(String, Press)>> {
    let texts = context.texts();
    let mut buttons = Vec::new();
    if draft.raises.len() < MOST_RAISED {
        let raise = Press::from(MeetingPress::Decide(draft.asking(DecisionStep::Owner)));
        buttons.push(vec![(texts.label("chat-decision-button-raise", &[]), raise)]);
    }
    let record = Press::from(MeetingPress::Decided(draft.clone()));
    buttons.push(vec![(texts.label("chat-decision-button-record", &[]), record)]);
    buttons
}

async fn owner_buttons(
    context: &ChatContext<'_>,
    meeting: &MeetingView,
    draft: &DecisionDraft,
) -> Result<Vec<Vec<(String, Press)>>, ChatError> {
    let mut buttons = Vec::new();
    for owner in &meeting.invited {
        let name = context.services.institution_name(owner, context.person.language).await?;
        let label = context.texts().label("chat-meeting-button-named", &[("name", name.into())]);
        let next = draft.asking(DecisionStep::Title { owner: owner.clone() });
        buttons.push(vec![(label, Press::from(MeetingPress::Decide(next)))]);
    }
    Ok(buttons)
}

/// What is to be done is often what was decided.
fn what_buttons(context: &ChatContext<'_>, draft: &DecisionDraft) -> Vec<Vec<(String, Press)>> {
    let (DecisionStep::Title { owner }, Some(decision)) = (&draft.asking, &draft.decision) else { return vec![] };
    let next = draft.asking(DecisionStep::DueDate { owner: owner.clone(), title: decision.clone() });
    vec![vec![(context.texts().label("chat-decision-button-same", &[]), Press::from(MeetingPress::Decide(next)))]]
}

fn when_buttons(
    context: &ChatContext<'_>,
    draft: &DecisionDraft,
    owner: &InstitutionId,
    title: &Text,
) -> Vec<Vec<(String, Press)>> {
    let texts = context.texts();
    let calendar = &context.services.settings.calendar;
    let offered = SPANS.into_iter().filter_map(|days| {
        let due = calendar.working_day_from(texts.today.checked_add_days(Days::new(days))?);
        let label = texts.label("chat-decision-button-until", &[("date", texts.date(due))]);
        Some(vec![(label, Press::from(MeetingPress::Decide(draft.raising(owner, title, due))))])
    });
    offered.collect()
}

/// The words that answer the draft's question.
pub(super) async fn take_answer_of_decision(
    context: &ChatContext<'_>,
    meeting: &MeetingView,
    draft: DecisionDraft,
    text: &str,
) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    let next = match &draft.asking {
        DecisionStep::Decision | DecisionStep::Title { .. } => {
            let words: Text = match text.parse() {
                Ok(words) => words,
                Err(error) => return Ok(unusable(context.texts(), error)),
            };
            match &draft.asking {
                DecisionStep::Title { owner } => {
                    draft.asking(DecisionStep::DueDate { owner: owner.clone(), title: words })
                }
                DecisionStep::Decision | DecisionStep::More | DecisionStep::Owner | DecisionStep::DueDate { .. } => {
                    DecisionDraft { decision: Some(words), ..draft.asking(DecisionStep::More) }
                }
            }
        }
        DecisionStep::DueDate { owner, title } => match read_date(text, texts.today) {
            Ok(Some(due)) if due < texts.today => {
                return Ok(Outgoing::text(texts.say("date-in-past", &[("date", texts.date(due))])));
            }
            Ok(Some(due)) => draft.raising(owner, title, due),
            Ok(None) => return Ok(Outgoing::text(texts.say("chat-decision-no-date", &[]))),
            Err(DateError::NoSuchDate { text }) => {
                return Ok(Outgoing::text(texts.say("no-such-date", &[("date", text.into())])));
            }
            Err(DateError::TooFar(day)) => return Ok(Outgoing::text(texts.too_far(day))),
            Err(DateError::Several(dates)) => {
                let button = |due: NaiveDate| {
                    let label = texts.label("chat-decision-button-until", &[("date", texts.date(due))]);
                    vec![(label, Press::from(MeetingPress::Decide(draft.raising(owner, title, due))))]
                };
                let buttons = dates.iter().copied().map(button).collect();
                return Ok(Outgoing::text(texts.say("chat-decision-which-date", &[])).with_buttons(buttons));
            }
        },
        DecisionStep::More | DecisionStep::Owner => draft.clone(),
    };
    ask_next_of_decision(context, meeting, &next).await
}

/// Records the decision.
pub(super) async fn record_decision(
    context: &ChatContext<'_>,
    meeting: &MeetingView,
    draft: DecisionDraft,
) -> Result<Outgoing, ChatError> {
    let Some(decision) = draft.decision else {
        return ask_next_of_decision(context, meeting, &DecisionDraft::of(draft.meeting)).await;
    };
    let texts = context.texts();
    let before = meeting.decisions.iter().map(|decision| decision.raises.len()).sum::<usize>();
    let language = context.person.language;
    let raises: Result<Vec<_>, _> = draft
        .raises
        .into_iter()
        .zip(before..)
        .map(|(RaisedItemDraft { owner, title, due }, n)| {
            let title = LocalText::only(language, title);
            item_id(&meeting.id, &decision, n).map(|action_item| RaisedItem { action_item, title, owner, due })
        })
        .collect();
    let Ok(raises) = raises else { return Ok(Outgoing::text(texts.say("going-wrong", &[]))) };
    let key = if raises.is_empty() { "chat-decision-recorded" } else { "chat-decision-recorded-raising" };
    record_for_meeting(context, meeting, MeetingCommand::TakeDecision { decision, raises }, key).await
}

/// The same when the same decision is recorded again; no other item's.
fn item_id(meeting: &MeetingId, decision: &Text, n: usize) -> Result<ActionItemId, events::ids::NotAnId> {
    let unique = CommandId::named(&format!("{meeting}/{decision}/{n}")).0.simple().to_string();
    format!("decided-{}", unique.get(..16).unwrap_or(&unique)).parse()
}
