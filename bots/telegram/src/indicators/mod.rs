//! The indicators that an institution reports: which there are, what is waiting, and their values, given in chat.
//!
//! What is asked and pressed is kept as it is ([`IndicatorQuestion`], [`IndicatorPress`]), so that a conversation goes on
//! after a restart. Whether a value is accepted is the domain's to say.

mod asking;
mod conversation;

use std::collections::BTreeSet;

use dialogue::catalogue::Value;
use dialogue::indicators::{say_period, say_unit, say_value};
use events::authority::{View, permit_view};
use events::disaggregation::{Category, Dimension};
use events::figure::{Figure, Unit};
use events::ids::{IndicatorId, InstitutionId, ObjectiveId};
use events::indicator::{Disaggregation, Indicator, ReportedValue};
use events::period::Period;
use projections::strategy::StrategyBook;
use serde::{Deserialize, Serialize};

use crate::buttons::Press;
use crate::outgoing::Outgoing;
use crate::speech::Speech;
use crate::visit::{Visit, VisitError};

/// Which value: of which indicator, about which days. Whose it is, is whoever talks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ValueOf {
    objective: ObjectiveId,
    indicator: IndicatorId,
    period: Period,
}

/// A number that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AskedNumber {
    of: ValueOf,
    /// The parts given so far, where the value is broken down.
    given: Vec<u64>,
    /// Whether a value that is there is to be corrected.
    correcting: bool,
}

/// A question whose answer is the person's next text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum IndicatorQuestion {
    /// A number.
    Number(AskedNumber),
    /// Why a value is another than was reported.
    Reason { of: ValueOf, reported: ReportedValue },
}

/// What a button about an indicator asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum IndicatorPress {
    /// To be asked for a value.
    Ask(AskedNumber),
    /// This number, of two that were meant.
    Number(AskedNumber, Figure),
    /// To record a value.
    Record { of: ValueOf, reported: ReportedValue },
}

impl From<IndicatorPress> for Press {
    fn from(press: IndicatorPress) -> Self {
        Self::Indicator(press)
    }
}

/// An indicator that an institution reports, as it is now.
struct Known {
    title: String,
    period: String,
    indicator: Indicator,
    unit: Option<Unit>,
    /// What the institution reported for the period.
    reported: Option<ReportedValue>,
    /// The value of the last period before, and which one that is.
    before: Option<(Period, Figure)>,
}

/// How the parts of a value are asked for.
enum Steps {
    /// It has none.
    Whole,
    /// One category after the other.
    By(Vec<Category>),
    /// They are too many.
    TooMany,
}

impl Known {
    fn steps(&self) -> Steps {
        let by: Vec<Dimension> = match &self.indicator.definition.disaggregation {
            Some(Disaggregation::By(by)) => by.iter().copied().collect(),
            Some(Disaggregation::NotApplicable) | None => return Steps::Whole,
        };
        let distinct: BTreeSet<Dimension> = by.iter().copied().collect();
        match by.as_slice() {
            [dimension, ..] if distinct.len() == 1 => {
                dialogue::indicators::categories(*dimension).map_or(Steps::TooMany, Steps::By)
            }
            _ => Steps::TooMany,
        }
    }

    fn args(&self) -> Vec<(&'static str, Value)> {
        vec![("title", self.title.as_str().into()), ("period", self.period.as_str().into())]
    }
}

impl Speech<'_> {
    fn period(&self, period: Period) -> String {
        say_period(self.catalogue, self.language, period)
    }

    fn value(&self, figure: Figure, unit: Option<&Unit>) -> String {
        say_value(self.catalogue, self.language, figure, unit)
    }

    fn unit(&self, unit: Option<&Unit>) -> String {
        unit.map_or_else(String::new, |unit| say_unit(self.catalogue, self.language, unit))
    }

    fn plain(&self, key: &str, args: &[(&str, Value)]) -> String {
        self.catalogue.say(self.language, key, args)
    }
}

/// The last period before this one for which an institution reported a value.
fn value_before(indicator: &Indicator, institution: &InstitutionId, period: Period) -> Option<(Period, Figure)> {
    let earlier = indicator.values.iter().rev().filter(|(known, _)| known.until() < period.from());
    let mut own = earlier.filter_map(|(known, values)| Some((*known, values.get(institution)?.value)));
    own.next()
}

/// How many indicators one message lists.
const LONGEST_LIST: usize = 12;

impl Visit<'_> {
    /// The value that is meant, when this person's institution reports it.
    async fn known(&self, of: &ValueOf) -> Result<Option<Known>, VisitError> {
        let book = self.bot.strategy.look(self.bot.read_models.as_ref()).await?;
        let institution = &self.person.institution;
        let mut own = book.reported_by(institution);
        let found = own.find(|(objective, id, _)| objective.id == of.objective && **id == of.indicator);
        let speech = self.speech();
        Ok(found.map(|(_, _, indicator)| Known {
            title: indicator.definition.title.in_language(self.person.language).to_owned(),
            period: speech.period(of.period),
            unit: indicator.definition.unit(),
            reported: indicator.values.get(&of.period).and_then(|values| values.get(institution)).cloned(),
            before: value_before(indicator, institution, of.period),
            indicator: indicator.clone(),
        }))
    }

    /// The indicators of this person's institution, with what is waiting.
    pub(crate) async fn show_indicators(&self) -> Result<(), VisitError> {
        let institution = &self.person.institution;
        if permit_view(&self.person.standing(), &View::Indicators(institution.clone())).is_err() {
            return self.say("not-yours").await;
        }
        let book = self.bot.strategy.look(self.bot.read_models.as_ref()).await?;
        let list = self.indicator_list(&book);
        if list.buttons.is_empty() && list.text.is_empty() {
            return self.say("indicators-none").await;
        }
        let name = self.institution_name().await?;
        let heading = self.speech().say("indicators-heading", &[("institution", name.into())]);
        self.answer(Outgoing { text: format!("{heading}\n\n{}", list.text), ..list }).await
    }

    fn indicator_list(&self, book: &StrategyBook) -> Outgoing {
        let (speech, institution) = (self.speech(), &self.person.institution);
        let (mut lines, mut buttons) = (Vec::new(), Vec::new());
        for (objective, id, indicator) in book.reported_by(institution).take(LONGEST_LIST) {
            let title = indicator.definition.title.in_language(self.person.language);
            let unit = indicator.definition.unit();
            let of = |period| ValueOf { objective: objective.id.clone(), indicator: id.clone(), period };
            let button = |key: &str, period: Period, correcting: bool| {
                let args = [("period", speech.period(period).into()), ("title", title.into())];
                let asked = AskedNumber { of: of(period), given: vec![], correcting };
                vec![(speech.label(key, &args), IndicatorPress::Ask(asked).into())]
            };
            let owed = indicator.owed_by(institution, speech.today);
            let own = indicator.values.iter().rev().find_map(|(period, all)| Some((*period, all.get(institution)?)));
            let last = match own {
                None => speech.plain("indicators-no-value-yet", &[]),
                Some((period, reported)) => {
                    let value = speech.value(reported.value, unit.as_ref());
                    let args = [("value", value.into()), ("period", speech.period(period).into())];
                    speech.plain("indicators-last", &args)
                }
            };
            let waiting = if owed.is_empty() {
                speech.plain("indicators-nothing-owed", &[])
            } else {
                let periods: Vec<String> = owed.iter().map(|period| speech.period(*period)).collect();
                speech.plain("indicators-owed", &[("periods", periods.join(", ").into())])
            };
            let state = format!("{last} {waiting}");
            lines.push(speech.say("indicators-line", &[("title", title.into()), ("state", state.into())]));
            buttons.extend(owed.iter().map(|period| button("button-indicator-report", *period, false)));
            buttons.extend(own.map(|(period, _)| button("button-indicator-correct", period, true)));
        }
        Outgoing::text(lines.join("\n\n")).with_buttons(buttons)
    }
}
