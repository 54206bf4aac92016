//! An indicator that an institution reports, as it is now, and its figures in words.

use events::disaggregation::{Category, Dimension};
use events::figure::{Figure, Unit};
use events::ids::InstitutionId;
use events::indicator::{Disaggregation, Indicator, ReportedValue};
use events::period::Period;
use language::catalogue::Value;
use language::indicators::{say_period, say_unit, say_value};
use std::collections::BTreeSet;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::texts::Texts;
use crate::features::strategy::press::ValueOf;

/// An indicator that an institution reports, as it is now.
pub(super) struct IndicatorStatus {
    pub(super) title: String,
    pub(super) period: String,
    pub(super) indicator: Indicator,
    pub(super) unit: Option<Unit>,
    /// What the institution reported for the period.
    pub(super) reported: Option<ReportedValue>,
    /// The value of the last period before, and which one that is.
    pub(super) before: Option<(Period, Figure)>,
}

/// How the parts of a value are asked for.
pub(super) enum Steps {
    /// It has none.
    Whole,
    /// One category after the other.
    By(Vec<Category>),
    /// They are too many.
    TooMany,
}

impl IndicatorStatus {
    pub(super) fn steps(&self) -> Steps {
        let by: Vec<Dimension> = match &self.indicator.definition.disaggregation {
            Some(Disaggregation::By(by)) => by.iter().copied().collect(),
            Some(Disaggregation::NotApplicable) | None => return Steps::Whole,
        };
        let distinct: BTreeSet<Dimension> = by.iter().copied().collect();
        match by.as_slice() {
            [dimension, ..] if distinct.len() == 1 => {
                language::indicators::categories(*dimension).map_or(Steps::TooMany, Steps::By)
            }
            _ => Steps::TooMany,
        }
    }

    pub(super) fn args(&self) -> Vec<(&'static str, Value)> {
        vec![("title", self.title.as_str().into()), ("period", self.period.as_str().into())]
    }
}

pub(super) fn period_in_words(texts: Texts<'_>, period: Period) -> String {
    say_period(texts.catalogue, texts.language, period)
}

pub(super) fn figure_in_words(texts: Texts<'_>, figure: Figure, unit: Option<&Unit>) -> String {
    say_value(texts.catalogue, texts.language, figure, unit)
}

pub(super) fn unit_in_words(texts: Texts<'_>, unit: Option<&Unit>) -> String {
    unit.map_or_else(String::new, |unit| say_unit(texts.catalogue, texts.language, unit))
}

pub(super) fn plain_text(texts: Texts<'_>, key: &str, args: &[(&str, Value)]) -> String {
    texts.catalogue.say(texts.language, key, args)
}

/// The last period before this one for which an institution reported a value.
fn value_before(indicator: &Indicator, institution: &InstitutionId, period: Period) -> Option<(Period, Figure)> {
    let earlier = indicator.values.iter().rev().filter(|(known, _)| known.until() < period.from());
    let mut own = earlier.filter_map(|(known, values)| Some((*known, values.get(institution)?.value)));
    own.next()
}

/// The value that is meant, when this person's institution reports it.
pub(super) async fn indicator_status(
    context: &ChatContext<'_>,
    of: &ValueOf,
) -> Result<Option<IndicatorStatus>, ChatError> {
    let book = context.services.strategy().await?;
    let institution = &context.person.institution;
    let mut own = book.reported_by(institution);
    let found = own.find(|(objective, id, _)| objective.id == of.objective && **id == of.indicator);
    let texts = context.texts();
    Ok(found.map(|(_, _, indicator)| IndicatorStatus {
        title: texts.marked(&indicator.definition.title),
        period: period_in_words(texts, of.period),
        unit: indicator.definition.unit(),
        reported: indicator.values.get(&of.period).and_then(|values| values.get(institution)).cloned(),
        before: value_before(indicator, institution, of.period),
        indicator: indicator.clone(),
    }))
}
