//! A value, from the question to the record: number by number, confirmed, and corrected with a reason.

use events::Command;
use events::disaggregation::{Breakdown, BreakdownLine, Categories};
use events::figure::Figure;
use events::indicator::ReportedValue;
use events::strategy::ObjectiveCommand;
use events::text::Text;
use language::catalogue::Value;
use language::figures::{NoFigure, read_figure, say_figure};
use language::indicators::{say_category, unfit};
use language::reading::{Reading, Statement, read_reply};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::core::press::cancel_button;
use crate::core::text_errors::unusable;
use crate::features::strategy::indicator_status::{
    IndicatorStatus, Steps, figure_in_words, indicator_status, period_in_words, unit_in_words,
};
use crate::features::strategy::press::{AskedNumber, IndicatorPress, IndicatorQuestion, ValueOf};

/// What a number that was given leads to.
enum AfterNumber {
    /// The next part.
    Part(AskedNumber),
    /// The value is whole.
    Whole(ReportedValue),
}

/// A button about an indicator was pressed in a message.
pub(crate) async fn on_indicator_press(
    context: &ChatContext<'_>,
    press: IndicatorPress,
    message: i32,
) -> Result<(), ChatError> {
    let answer = match press {
        IndicatorPress::Ask(asked) => ask_number(context, asked).await?,
        IndicatorPress::AskBelow(asked) => {
            let question = ask_number(context, asked).await?;
            return context.answer(question).await;
        }
        IndicatorPress::Number(asked, figure) => take_number(context, asked, figure).await?,
        IndicatorPress::Record { of, reported } => record_value(context, of, reported).await?,
    };
    context.replace(message, answer).await
}

/// The answer to a question about an indicator; `None`: it was none.
pub(crate) async fn on_indicator_answer(
    context: &ChatContext<'_>,
    question: IndicatorQuestion,
    text: &str,
) -> Result<Option<Outgoing>, ChatError> {
    let texts = context.texts();
    match question {
        IndicatorQuestion::Number(asked) => match read_figure(text) {
            Ok(figure) => take_number(context, asked, figure).await.map(Some),
            Err(NoFigure::Either(one, other)) => Ok(Some(ask_which_number(context, &asked, text, [one, other]))),
            Err(no @ NoFigure::OutOfBounds(_)) => Ok(Some(Outgoing::text(texts.say(no.key(), &[])))),
            // What says something of a task is not kept from it by a question that is still open.
            Err(no @ NoFigure::NotANumber) => match read_reply(text, texts.today) {
                Reading::Unnumbered(Statement::Unknown(_) | Statement::Ambiguous(_)) => {
                    Ok(Some(Outgoing::text(texts.say(no.key(), &[]))))
                }
                Reading::Unnumbered(_) | Reading::Numbered(_) | Reading::Invitation(_) | Reading::Aside(_) => Ok(None),
            },
        },
        IndicatorQuestion::Reason { of, reported } => match text.parse::<Text>() {
            Ok(reason) => correct_value(context, of, reported, reason).await.map(Some),
            Err(error) => Ok(Some(unusable(context.texts(), error))),
        },
    }
}

/// That a value is not theirs to report.
fn not_theirs(context: &ChatContext<'_>, of: &ValueOf) -> Outgoing {
    context.refusal("not-yours", &format!("objective/{}/{} report-value", of.objective, of.indicator))
}

/// Asks for a value, or for the next part of it.
pub(super) async fn ask_number(context: &ChatContext<'_>, asked: AskedNumber) -> Result<Outgoing, ChatError> {
    let Some(known) = indicator_status(context, &asked.of).await? else { return Ok(not_theirs(context, &asked.of)) };
    let texts = context.texts();
    let mut args = known.args();
    let unit = known.unit.as_ref();
    let text = match known.steps() {
        Steps::TooMany => {
            context.forget_question().await?;
            return Ok(Outgoing::text(texts.say("indicators-on-page", &args)));
        }
        Steps::By(categories) => {
            let category = categories.get(asked.given.len()).copied();
            let Some(category) = category else { return Ok(Outgoing::text(texts.say("button-expired", &[]))) };
            let category = say_category(texts.catalogue, texts.language, category);
            args.extend([("category", Value::from(category)), ("number", (asked.given.len() + 1).into())]);
            args.push(("of", categories.len().into()));
            texts.say("indicators-ask-part", &args)
        }
        Steps::Whole => {
            args.push(("unit", unit_in_words(texts, unit).into()));
            match (&known.reported, asked.correcting) {
                (Some(reported), true) => {
                    args.push(("value", figure_in_words(texts, reported.value, unit).into()));
                    texts.say("indicators-ask-corrected", &args)
                }
                (Some(_) | None, _) => texts.say("indicators-ask", &args),
            }
        }
    };
    let before = known.before.map(|(period, value)| {
        let args =
            [("value", figure_in_words(texts, value, unit).into()), ("period", period_in_words(texts, period).into())];
        texts.say("indicators-ask-before", &args)
    });
    let text = before.into_iter().fold(text, |text, before| format!("{text}\n{before}"));
    context.ask(IndicatorQuestion::Number(asked)).await?;
    Ok(Outgoing::text(text).with_buttons(vec![vec![cancel_button(context.texts())]]))
}

fn ask_which_number(context: &ChatContext<'_>, asked: &AskedNumber, text: &str, meant: [Figure; 2]) -> Outgoing {
    let texts = context.texts();
    let button = |figure: Figure| {
        let label = say_figure(figure, context.person.language);
        (label, IndicatorPress::Number(asked.clone(), figure).into())
    };
    let question = texts.say("indicators-either", &[("text", text.into())]);
    Outgoing::text(question).with_buttons(vec![meant.map(button).to_vec(), vec![cancel_button(context.texts())]])
}

/// Takes a number: the next part is asked for, or the whole value confirmed.
async fn take_number(context: &ChatContext<'_>, asked: AskedNumber, figure: Figure) -> Result<Outgoing, ChatError> {
    let Some(known) = indicator_status(context, &asked.of).await? else { return Ok(not_theirs(context, &asked.of)) };
    let texts = context.texts();
    if let Some(key) = known.unit.as_ref().and_then(|unit| unfit(figure, unit)) {
        return Ok(Outgoing::text(texts.say(key, &[])));
    }
    let (of, correcting) = (asked.of.clone(), asked.correcting);
    let next = match known.steps() {
        Steps::Whole => AfterNumber::Whole(ReportedValue { value: figure, parts: None }),
        Steps::TooMany => AfterNumber::Part(asked),
        Steps::By(categories) => {
            let Ok(count) = figure.to_string().parse::<u64>() else {
                return Ok(Outgoing::text(texts.say("figure-not-a-count", &[])));
            };
            let given = [asked.given.as_slice(), &[count]].concat();
            if given.len() < categories.len() {
                AfterNumber::Part(AskedNumber { given, ..asked })
            } else {
                let total: u64 = given.iter().sum();
                let Ok(value) = Figure::try_from(total) else {
                    return Ok(Outgoing::text(texts.say("figure-too-large", &[])));
                };
                let parts = categories.iter().zip(&given);
                let lines = parts.map(|(category, count)| BreakdownLine { of: [*category].into(), count: *count });
                let whole = BreakdownLine { of: Categories::new(), count: total };
                let lines = std::iter::once(whole).chain(lines).collect();
                AfterNumber::Whole(ReportedValue { value, parts: Some(Breakdown { lines }) })
            }
        }
    };
    match next {
        AfterNumber::Part(asked) => ask_number(context, asked).await,
        AfterNumber::Whole(reported) if correcting => ask_reason(context, &known, of, reported).await,
        AfterNumber::Whole(reported) => ask_to_confirm(context, &known, of, reported).await,
    }
}

/// The value with its parts.
fn value_in_words(context: &ChatContext<'_>, known: &IndicatorStatus, reported: &ReportedValue) -> String {
    let texts = context.texts();
    let value = figure_in_words(texts, reported.value, known.unit.as_ref());
    let lines = reported.parts.iter().flat_map(|parts| &parts.lines).filter(|line| line.count > 0);
    let parts = lines.filter_map(|line| {
        let category = line.of.iter().next()?;
        Some(format!("{} {}", say_category(texts.catalogue, texts.language, *category), line.count))
    });
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { value } else { format!("{value} ({})", parts.join(", ")) }
}

async fn ask_to_confirm(
    context: &ChatContext<'_>,
    known: &IndicatorStatus,
    of: ValueOf,
    reported: ReportedValue,
) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    let mut args = known.args();
    args.push(("value", value_in_words(context, known, &reported).into()));
    args.push(("institution", context.institution_name().await?.into()));
    // The question stays open: another number given now takes this one's place.
    let again = AskedNumber { of: of.clone(), given: vec![], correcting: false };
    let open = IndicatorQuestion::Number(again.clone());
    context.ask(open).await?;
    let buttons = vec![
        vec![
            (texts.label("button-indicator-record", &[]), IndicatorPress::Record { of, reported }.into()),
            (texts.label("button-indicator-again", &[]), IndicatorPress::Ask(again).into()),
        ],
        vec![cancel_button(context.texts())],
    ];
    Ok(Outgoing::text(texts.say("indicators-confirm", &args)).with_buttons(buttons))
}

async fn record_value(context: &ChatContext<'_>, of: ValueOf, reported: ReportedValue) -> Result<Outgoing, ChatError> {
    let Some(known) = indicator_status(context, &of).await? else { return Ok(not_theirs(context, &of)) };
    context.forget_question().await?;
    let texts = context.texts();
    let mut args = known.args();
    args.push(("value", value_in_words(context, &known, &reported).into()));
    let correct = AskedNumber { of: of.clone(), given: vec![], correcting: true };
    let label = texts.label("button-indicator-correct-this", &[]);
    let recorded = Outgoing::text(texts.say("indicators-recorded", &args))
        .with_buttons(vec![vec![(label, IndicatorPress::Ask(correct).into())]]);
    let command = ObjectiveCommand::ReportValue {
        indicator: of.indicator,
        institution: context.person.institution.clone(),
        period: of.period,
        reported,
    };
    context.carry_out(Command::Objective(of.objective, command), OnAcceptance::Say(recorded)).await
}

async fn ask_reason(
    context: &ChatContext<'_>,
    known: &IndicatorStatus,
    of: ValueOf,
    reported: ReportedValue,
) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    let Some(before) = &known.reported else {
        return ask_to_confirm(context, known, of, reported).await;
    };
    if before == &reported {
        context.forget_question().await?;
        return Ok(Outgoing::text(texts.say("indicators-unchanged", &[])));
    }
    let args = [
        ("value", value_in_words(context, known, &reported).into()),
        ("before", value_in_words(context, known, before).into()),
    ];
    let question = texts.say("indicators-ask-reason", &args);
    context.ask(IndicatorQuestion::Reason { of, reported }).await?;
    Ok(Outgoing::text(question).with_buttons(vec![vec![cancel_button(context.texts())]]))
}

async fn correct_value(
    context: &ChatContext<'_>,
    of: ValueOf,
    reported: ReportedValue,
    reason: Text,
) -> Result<Outgoing, ChatError> {
    let Some(known) = indicator_status(context, &of).await? else { return Ok(not_theirs(context, &of)) };
    context.forget_question().await?;
    let mut args = known.args();
    args.push(("value", value_in_words(context, &known, &reported).into()));
    args.push((
        "before",
        known.reported.as_ref().map_or_else(String::new, |before| value_in_words(context, &known, before)).into(),
    ));
    let corrected = Outgoing::text(context.texts().say("indicators-corrected-now", &args));
    let command = ObjectiveCommand::CorrectValue {
        indicator: of.indicator,
        institution: context.person.institution.clone(),
        period: of.period,
        reported,
        reason,
    };
    context.carry_out(Command::Objective(of.objective, command), OnAcceptance::Say(corrected)).await
}
