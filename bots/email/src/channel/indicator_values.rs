//! Values of indicators, in words: which are owed. What is not owed any more is left out.

use events::ids::InstitutionId;
use language::indicators::say_period;
use links::LinkedStep;
use notifications::{Content, IndicatorValueContent};
use readmodels::AskError;
use readmodels::strategy::StrategyBook;

use crate::channel::context::MailContext;
use crate::channel::digest::Digest;
use crate::draft::Line;

/// What there is to say of values.
pub(super) async fn word_values(
    context: &MailContext<'_>,
    contents: &[Content],
    digest: &mut Digest,
) -> Result<(), AskError> {
    let said: Vec<&IndicatorValueContent> = contents.iter().filter_map(Content::as_indicator_value).collect();
    if said.is_empty() {
        return Ok(());
    }
    let book = context.services.strategy().await?;
    let institution = &context.person.institution;
    let lines: Vec<_> = said
        .iter()
        .filter_map(|value| Some((value, owed_value(context, &book, institution, value)?)))
        .map(|(value, text)| {
            digest.name(text.clone());
            let IndicatorValueContent { objective, indicator, period } = (*value).clone();
            let step = LinkedStep::ReportValue { objective, indicator, period };
            Line { text, links: vec![context.step_link(context.say("email-step-report-value", &[]), step)] }
        })
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    // The greeting of the morning stands above the tasks, or nowhere.
    let args = [("count", lines.len().into()), ("institution", context.institution_name(institution).await?.into())];
    let heading = context.say("indicators-asked-too", &args);
    digest.add(Some(heading), lines);
    Ok(())
}

/// Which value it is, while the institution owes it.
fn owed_value(
    context: &MailContext<'_>,
    book: &StrategyBook,
    institution: &InstitutionId,
    value: &IndicatorValueContent,
) -> Option<String> {
    let mut own = book.reported_by(institution);
    let (_, _, indicator) =
        own.find(|(objective, id, _)| objective.id == value.objective && **id == value.indicator)?;
    let is_reported = indicator.values.get(&value.period).is_some_and(|values| values.contains_key(institution));
    let args = [
        ("title", context.marked(&indicator.definition.title).into()),
        ("period", say_period(context.catalogue(), context.language(), value.period).into()),
    ];
    (!is_reported).then(|| context.say("button-indicator-report", &args))
}
