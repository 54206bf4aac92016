//! The indicators of a person's institution, with what is waiting.

use events::authority::{View, permit_view};
use events::period::Period;
use readmodels::strategy::StrategyBook;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::features::strategy::indicator_status::{figure_in_words, period_in_words, plain_text};
use crate::features::strategy::press::{AskedNumber, IndicatorPress, ValueOf};

/// How many indicators one message lists.
const LONGEST_LIST: usize = 12;

/// The indicators of this person's institution, with what is waiting.
pub(crate) async fn show_indicators(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let institution = &context.person.institution;
    if permit_view(&context.principal(), &View::Indicators(institution.clone())).is_err() {
        return context.refuse("not-yours", "/indicators").await;
    }
    let book = context.services.strategy().await?;
    let list = indicator_list(context, &book);
    if list.buttons.is_empty() && list.text.is_empty() {
        return context.say("indicators-none").await;
    }
    let name = context.institution_name().await?;
    let heading = context.texts().say("indicators-heading", &[("institution", name.into())]);
    context.answer(Outgoing { text: format!("{heading}\n\n{}", list.text), ..list }).await
}

fn indicator_list(context: &ChatContext<'_>, book: &StrategyBook) -> Outgoing {
    let (texts, institution) = (context.texts(), &context.person.institution);
    let (mut lines, mut buttons) = (Vec::new(), Vec::new());
    for (objective, id, indicator) in book.reported_by(institution).take(LONGEST_LIST) {
        let title = texts.marked(&indicator.definition.title);
        let unit = indicator.definition.unit();
        let of = |period| ValueOf { objective: objective.id.clone(), indicator: id.clone(), period };
        let button = |key: &str, period: Period, correcting: bool| {
            let args = [("period", period_in_words(texts, period).into()), ("title", (&title).into())];
            let asked = AskedNumber { of: of(period), given: vec![], correcting };
            vec![(texts.label(key, &args), IndicatorPress::Ask(asked).into())]
        };
        let owed = indicator.owed_by(institution, texts.today);
        let own = indicator.values.iter().rev().find_map(|(period, all)| Some((*period, all.get(institution)?)));
        let last = match own {
            None => plain_text(texts, "indicators-no-value-yet", &[]),
            Some((period, reported)) => {
                let value = figure_in_words(texts, reported.value, unit.as_ref());
                let args = [("value", value.into()), ("period", period_in_words(texts, period).into())];
                plain_text(texts, "indicators-last", &args)
            }
        };
        let waiting = if owed.is_empty() {
            plain_text(texts, "indicators-nothing-owed", &[])
        } else {
            let periods: Vec<String> = owed.iter().map(|period| period_in_words(texts, *period)).collect();
            plain_text(texts, "indicators-owed", &[("periods", periods.join(", ").into())])
        };
        let state = format!("{last} {waiting}");
        lines.push(texts.say("indicators-line", &[("title", (&title).into()), ("state", state.into())]));
        buttons.extend(owed.iter().map(|period| button("button-indicator-report", *period, false)));
        buttons.extend(own.map(|(period, _)| button("button-indicator-correct", period, true)));
    }
    Outgoing::text(lines.join("\n\n")).with_buttons(buttons)
}
