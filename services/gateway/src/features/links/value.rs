//! A value of an indicator that the person's institution owes.

use axum::http::StatusCode;
use events::ids::{IndicatorId, InstitutionId, ObjectiveId};
use events::indicator::Indicator;
use events::period::Period;
use events::strategy::ObjectiveCommand;
use language::indicators::say_period;

use crate::failure::Failure;
use crate::features::links::prepared::{Fields, LinkPage, LinkReader, PreparedLink};
use crate::http::form::{FormCheck, FormEntries};
use crate::http::value_form::read_value;
use crate::wording::localized_text::LocalizedText;

pub(super) async fn prepare(
    reader: &LinkReader<'_>,
    objective: &ObjectiveId,
    indicator: &IndicatorId,
    period: Period,
) -> Result<PreparedLink, Failure> {
    let (queries, language) = (reader.app.queries(), reader.page_request.language);
    let book = queries.strategy_for(&reader.principal, &reader.person.institution).await?;
    let dossier = book.objective(objective).ok_or(Failure::NotFound)?;
    let known = dossier.state.indicators.get(indicator).ok_or(Failure::NotFound)?;
    let institution = &reader.person.institution;
    let title = LocalizedText::of(&known.definition.title, language);
    if !known.definition.reporters().any(|reporter| reporter == institution) {
        return Ok(PreparedLink::NotTheirs(Some(title)));
    }
    let reports = dossier.reports.get(&(indicator.clone(), period, institution.clone()));
    if let Some(first) = reports.and_then(|reports| reports.first()) {
        let (status, key) = if first.event == reader.used {
            (StatusCode::GONE, "page-link-used")
        } else {
            (StatusCode::CONFLICT, "page-link-settled")
        };
        return Ok(PreparedLink::Nothing(status, key, Some(title)));
    }
    Ok(PreparedLink::Page(Box::new(LinkPage {
        title,
        question: reader.say("page-link-report-value"),
        button: "page-link-button-report-value".to_owned(),
        institution: queries.institution_name(institution, language).await?,
        due: None,
        details: vec![("strategy-period", say_period(reader.app.catalogue(), language, period))],
        fields: Fields::Value(Box::new(known.clone())),
    })))
}

/// What the form reports; nothing, where something is wrong with it.
pub(super) fn report(
    check: &mut FormCheck<'_>,
    entries: &FormEntries,
    (indicator, known): (&IndicatorId, &Indicator),
    institution: InstitutionId,
    period: Period,
) -> Option<ObjectiveCommand> {
    let reported = read_value(check, entries, known)?;
    Some(ObjectiveCommand::ReportValue { indicator: indicator.clone(), institution, period, reported })
}
