//! An objective: its activities, its indicators with what they lack, their values, and the forms for all of it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use dialogue::indicators::{categories, say_category};
use events::Command;
use events::disaggregation::Dimension;
use events::ids::{ActivityId, CommandId, IndicatorId, ObjectiveId};
use events::indicator::{ComputedIndicator, Disaggregation, Indicator, Source};
use events::strategy::ObjectiveCommand;
use minijinja::{Value, context};
use projections::strategy::ObjectiveDossier;

use super::rows::{ObjectiveRow, Seen, activities};
use super::words::Words;
use super::{all_take_part, forms, picture, place_of, title_of, words};
use crate::asking::form_command;
use crate::failure::Failure;
use crate::form::{Check, Entries, Shown};
use crate::gateway::Gateway;
use crate::new_id::new_id;
use crate::pages::rows::institution_options;
use crate::pages::{refused, standing};
use crate::reading::Names;
use crate::sessions::draw_secret;
use crate::visit::Visit;

/// For how many quarters that are over a value can be given on the page.
const QUARTERS: usize = 12;

/// What the form for an indicator lets choose from.
fn choices(words: Words<'_>) -> Value {
    let say = |key: &str| words.say(key, &[]);
    let units: Vec<_> = forms::unit_names().map(|name| (name, say(&format!("strategy-unit-{name}")))).collect();
    let mut sources = vec![("reported", say("strategy-source-reported"))];
    let computed = |one: ComputedIndicator| (one.name(), say(&format!("strategy-computed-{}", one.name())));
    sources.extend(ComputedIndicator::ALL.map(computed));
    let breakdowns = vec![("none", say("strategy-disaggregation-none")), ("by", say("strategy-disaggregation-by"))];
    let dimensions =
        Dimension::ALL.map(|one| (one.name(), say(&format!("strategy-dimension-{}", one.name())))).to_vec();
    context! { units, sources, breakdowns, dimensions }
}

/// The lines of the form for a value that is broken down: for each line the categories that are given, or to choose.
fn lines(indicator: &Indicator, words: Words<'_>) -> Vec<Value> {
    let by: Vec<Dimension> = match &indicator.definition.disaggregation {
        Some(Disaggregation::By(by)) => by.iter().copied().collect(),
        Some(Disaggregation::NotApplicable) | None => return vec![],
    };
    let named = |category| (forms::category_value(category), say_category(words.catalogue, words.language, category));
    if let [dimension] = by.as_slice()
        && let Some(all) = categories(*dimension)
    {
        let line = |(n, category)| {
            let (value, name) = named(category);
            context! { n, fixed => true, dimension => dimension.name(), value, name }
        };
        return all.into_iter().enumerate().map(line).collect();
    }
    let choices: Vec<Value> = by
        .iter()
        .map(|dimension| {
            let options: Option<Vec<_>> = categories(*dimension).map(|all| all.into_iter().map(named).collect());
            context! { dimension => dimension.name(), options }
        })
        .collect();
    (0..forms::LINES).map(|n| context! { n, fixed => false, choices }).collect()
}

/// What the forms about an indicator's values let choose from.
fn value_choices(indicator: &Indicator, names: &Names, words: Words<'_>, visit: &Visit) -> Value {
    let over = indicator.quarters(visit.moment.today).into_iter().filter(|one| one.until() < visit.moment.today);
    let periods: Vec<_> =
        over.rev().take(QUARTERS).map(|period| (forms::period_value(period), words.period(period))).collect();
    let reporters: Vec<_> =
        indicator.definition.reporters().map(|id| (id.to_string(), names.institution(id))).collect();
    let given: Vec<_> = indicator
        .values
        .iter()
        .rev()
        .flat_map(|(period, values)| values.keys().map(move |institution| (*period, institution)))
        .map(|(period, institution)| {
            let value = format!("{institution}|{}", forms::period_value(period));
            (value, format!("{} · {}", words.period(period), names.institution(institution)))
        })
        .collect();
    context! { periods, reporters_to_choose => reporters, given, lines => lines(indicator, words) }
}

async fn known(gateway: &Gateway, id: &ObjectiveId) -> Result<ObjectiveDossier, Failure> {
    let book = gateway.reading().strategy(&standing()).await?;
    book.objective(id).cloned().ok_or(Failure::NotFound)
}

async fn show(
    gateway: &Gateway,
    visit: &Visit,
    status: StatusCode,
    id: &ObjectiveId,
    form: Option<Shown>,
) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let (language, today) = (visit.language, visit.moment.today);
    let objective = known(gateway, id).await?;
    let names = reading.names(&standing, language).await?;
    let book = reading.indicator_log(&standing).await?;
    let words = words(gateway, visit);
    let indicators: Result<Vec<Value>, Failure> = objective
        .state
        .indicators
        .iter()
        .map(|(id, indicator)| {
            let picture = picture(indicator, visit, &book);
            let seen = Seen { objective: &objective, id, indicator, picture: &picture };
            let row = Value::from_serialize(seen.row(&names, words, today)?);
            Ok(context! { ..row, ..value_choices(indicator, &names, words, visit) })
        })
        .collect();
    let versions: Vec<_> = objective
        .statement
        .versions()
        .filter(|(version, _)| *version != language)
        .map(|(version, words)| (version.code(), words))
        .collect();
    let row = ObjectiveRow::of(&objective, &names, language);
    let shown = context! {
        form,
        once => draw_secret(),
        versions => if row.lang.is_some() { vec![] } else { versions },
        objective => row,
        activities => activities(&objective, &names, language),
        indicators => indicators?,
        institutions => institution_options(&reading.institutions(&standing).await?, language),
        choices => choices(words),
    };
    gateway.render(visit, status, "objective.html", shown)
}

pub(super) async fn page(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&gateway, &visit, StatusCode::OK, &id.parse()?, None).await
}

/// A form on an objective's page, as far as it was read.
struct Asked<'a> {
    gateway: &'a Gateway,
    visit: Visit,
    objective: ObjectiveId,
    check: Check<'a>,
    form: String,
    to: String,
}

impl Asked<'_> {
    /// Gives the command, and goes back to where it shows; or shows the form with what is wrong.
    async fn ask(self, id: CommandId, command: Option<ObjectiveCommand>) -> Result<Response, Failure> {
        let Self { gateway, visit, objective, check, form, to } = self;
        let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
        let Some(command) = command.filter(|_| check.is_good()) else {
            return show(gateway, &visit, unprocessable, &objective, Some(check.shown(&form))).await;
        };
        match gateway.ask(id, &standing(), Command::Objective(objective.clone(), command)).await {
            Ok(_) => Ok(Redirect::to(&to).into_response()),
            Err(failure) => {
                let form = refused(failure, check, &form)?;
                show(gateway, &visit, unprocessable, &objective, Some(form)).await
            }
        }
    }
}

/// The visit as one of the objective's page, which a form that is shown again is.
fn at_objective(visit: &Visit, objective: &ObjectiveId) -> Visit {
    let own = format!("/strategy/{objective}");
    Visit { address: own.clone(), path: own, language: visit.language, moment: visit.moment }
}

/// Plans an activity.
pub(super) async fn plan(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path(id): Path<String>,
    entries: Entries,
) -> Result<Response, Failure> {
    let objective: ObjectiveId = id.parse()?;
    let mut check = Check::of(&entries);
    let plan = forms::activity(&mut check);
    if let Some(plan) = &plan {
        all_take_part(&gateway, &mut check, "owners", plan.owners.iter()).await?;
    }
    let command = form_command(entries.get("once"), &format!("activity/{objective}"));
    let activity: ActivityId = new_id(&title_of(&entries, "title"), command, 0)?;
    let (visit, to) = (at_objective(&visit, &objective), format!("/strategy/{objective}#activities"));
    let asked = Asked { gateway: &gateway, visit, objective, check, form: "plan".to_owned(), to };
    asked.ask(command, plan.map(|plan| ObjectiveCommand::PlanActivity { activity, plan })).await
}

/// Defines a new indicator.
pub(super) async fn define(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path(id): Path<String>,
    entries: Entries,
) -> Result<Response, Failure> {
    let objective: ObjectiveId = id.parse()?;
    let mut check = Check::of(&entries);
    let definition = forms::definition(&mut check, &entries, visit.language, None);
    if let Some(definition) = &definition {
        all_take_part(&gateway, &mut check, "reporters", definition.reporters()).await?;
    }
    let command = form_command(entries.get("once"), &format!("indicator/{objective}"));
    let indicator: IndicatorId = new_id(&title_of(&entries, "title"), command, 0)?;
    let (visit, to) = (at_objective(&visit, &objective), place_of(&objective, &indicator));
    let asked = Asked { gateway: &gateway, visit, objective, check, form: "define".to_owned(), to };
    asked.ask(command, definition.map(|definition| ObjectiveCommand::DefineIndicator { indicator, definition })).await
}

/// Does what a form about an indicator asks.
pub(super) async fn act(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path((objective, id, act)): Path<(String, String, String)>,
    entries: Entries,
) -> Result<Response, Failure> {
    use ObjectiveCommand as C;

    let (objective, id): (ObjectiveId, IndicatorId) = (objective.parse()?, id.parse()?);
    let dossier = known(&gateway, &objective).await?;
    let indicator = dossier.state.indicators.get(&id).ok_or(Failure::NotFound)?;
    let unit = indicator.definition.unit();
    let mut check = Check::of(&entries);
    let named = || id.clone();
    let command = match act.as_str() {
        "define" => {
            let definition = forms::definition(&mut check, &entries, visit.language, Some(&indicator.definition));
            if let Some(Source::Reported(reporters)) = definition.as_ref().and_then(|one| one.source.as_ref()) {
                all_take_part(&gateway, &mut check, "reporters", reporters.iter()).await?;
            }
            definition.map(|definition| C::DefineIndicator { indicator: named(), definition })
        }
        "baseline" => forms::baseline(&mut check, &entries, unit.as_ref())
            .map(|baseline| C::SetBaseline { indicator: named(), baseline }),
        "target" => {
            forms::target(&mut check, &entries, unit.as_ref()).map(|value| C::SetTarget { indicator: named(), value })
        }
        "report" => {
            let institution = check.parsed("institution", "page-wrong-choice");
            let period = forms::period(&mut check, &entries);
            let reported = forms::reported(&mut check, &entries, indicator);
            (|| {
                Some(C::ReportValue {
                    indicator: named(),
                    institution: institution?,
                    period: period?,
                    reported: reported?,
                })
            })()
        }
        "correct" => {
            let which = forms::of_value(&mut check, &entries);
            let reported = forms::reported(&mut check, &entries, indicator);
            let reason = check.text("reason");
            (|| {
                let (institution, period) = which?;
                Some(C::CorrectValue { indicator: named(), institution, period, reported: reported?, reason: reason? })
            })()
        }
        _ => return Err(Failure::NotFound),
    };
    let command_id = form_command(entries.get("once"), &format!("{act}/{objective}/{id}"));
    let (visit, to) = (at_objective(&visit, &objective), place_of(&objective, &id));
    let asked = Asked { gateway: &gateway, visit, objective, check, form: format!("{act}-{id}"), to };
    asked.ask(command_id, command).await
}
