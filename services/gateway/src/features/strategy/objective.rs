//! An objective: its activities, its indicators with what they lack, their values, and the forms for all of it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::authority::Principal;
use events::disaggregation::Dimension;
use events::ids::{ActivityId, CommandId, IndicatorId, ObjectiveId};
use events::indicator::{ComputedIndicator, Indicator, Source};
use events::strategy::ObjectiveCommand;
use minijinja::{Value, context};
use readmodels::strategy::ObjectiveDossier;

use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::features::strategy::assessment::assess;
use crate::features::strategy::forms;
use crate::features::strategy::forms::{all_take_part, title_of};
use crate::features::strategy::rows::{IndicatorCard, ObjectiveRow, activities};
use crate::features::strategy::texts::StrategyTexts;
use crate::http::actions::{ActionPath, actions};
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::new_id::new_id;
use crate::http::page_request::PageRequest;
use crate::http::value_form::{read_value, value_lines};
use crate::presentation::directory::institution_options;
use crate::wording::names::Names;

actions! {
    /// What can be done with an indicator on its objective's page.
    IndicatorAction {
        Define = "define",
        Baseline = "baseline",
        Target = "target",
        Report = "report",
        Correct = "correct",
    }
}

/// For how many quarters that are over a value can be given on the page.
const QUARTERS: usize = 12;

/// What the form for an indicator lets choose from.
fn choices(words: StrategyTexts<'_>) -> Value {
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

/// What the forms about an indicator's values let choose from.
fn value_choices(indicator: &Indicator, names: &Names, words: StrategyTexts<'_>, page_request: &PageRequest) -> Value {
    let over =
        indicator.quarters(page_request.moment.today).into_iter().filter(|one| one.until() < page_request.moment.today);
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
    context! { periods, reporters_to_choose => reporters, given, lines => value_lines(indicator, words.catalogue, words.language) }
}

async fn dossier_of(app: &App, principal: &Principal, id: &ObjectiveId) -> Result<ObjectiveDossier, Failure> {
    let book = app.queries().strategy(principal).await?;
    book.objective(id).cloned().ok_or(Failure::NotFound)
}

async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    id: &ObjectiveId,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let objective = dossier_of(app, principal, id).await?;
    let names = queries.names(principal, language).await?;
    let computed_indicators = queries.computed_indicators(principal, page_request.moment.today).await?;
    let figures = queries.released_figures(principal).await?;
    let words = StrategyTexts::new(app, page_request.language);
    let indicators: Result<Vec<Value>, Failure> = objective
        .state
        .indicators
        .iter()
        .map(|(id, indicator)| {
            let assessment = assess(indicator, page_request.moment.today, &computed_indicators, &figures);
            let seen = IndicatorCard { objective: &objective, id, indicator, assessment: &assessment };
            let row = Value::from_serialize(seen.row(&names, words, today)?);
            Ok(context! { ..row, ..value_choices(indicator, &names, words, page_request) })
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
        versions => if row.statement.tag().is_some() { vec![] } else { versions },
        objective => row,
        activities => activities(&objective, &names, language),
        indicators => indicators?,
        institutions => institution_options(&queries.institutions(principal).await?, language),
        choices => choices(words),
    };
    app.render(page_request, status, "objective.html", shown)
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&app, &page_request, StatusCode::OK, &id.parse()?, None).await
}

/// A form on an objective's page, as far as it was read.
struct ObjectiveForm<'a> {
    app: &'a App,
    page_request: PageRequest,
    objective: ObjectiveId,
    check: FormCheck<'a>,
    form: String,
    to: String,
}

impl ObjectiveForm<'_> {
    /// Gives the command, and goes back to where it shows; or shows the form with what is wrong.
    async fn execute(self, id: CommandId, command: Option<ObjectiveCommand>) -> Result<Response, Failure> {
        let Self { app, page_request, objective, check, form, to } = self;
        let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
        let Some(command) = command.filter(|_| check.is_good()) else {
            return show(app, &page_request, unprocessable, &objective, Some(check.into_state(&form))).await;
        };
        match app.execute(id, page_request.principal()?, Command::Objective(objective.clone(), command)).await {
            Ok(_) => Ok(Redirect::to(&to).into_response()),
            Err(failure) => {
                let form = refused(failure, check, &form)?;
                show(app, &page_request, unprocessable, &objective, Some(form)).await
            }
        }
    }
}

/// The request as one of the objective's page, which a form that is shown again is.
fn at_objective(page_request: &PageRequest, objective: &ObjectiveId) -> PageRequest {
    let own = format!("/strategy/{objective}");
    page_request.at(&own)
}

/// Plans an activity.
pub(super) async fn plan(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let objective: ObjectiveId = id.parse()?;
    let mut check = FormCheck::of(&entries);
    let plan = forms::activity(&mut check);
    if let Some(plan) = &plan {
        all_take_part(&app, page_request.principal()?, &mut check, "owners", plan.owners.iter()).await?;
    }
    let command = form_command_id(entries.get("once"), &format!("activity/{objective}"));
    let activity: ActivityId = new_id(&title_of(&entries, "title"), command, 0)?;
    let (page_request, to) = (at_objective(&page_request, &objective), format!("/strategy/{objective}#activities"));
    let form = ObjectiveForm { app: &app, page_request, objective, check, form: "plan".to_owned(), to };
    form.execute(command, plan.map(|plan| ObjectiveCommand::PlanActivity { activity, plan })).await
}

/// Defines a new indicator.
pub(super) async fn define(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let objective: ObjectiveId = id.parse()?;
    let mut check = FormCheck::of(&entries);
    let definition = forms::definition(&mut check, &entries, page_request.language, None);
    if let Some(definition) = &definition {
        all_take_part(&app, page_request.principal()?, &mut check, "reporters", definition.reporters()).await?;
    }
    let command = form_command_id(entries.get("once"), &format!("indicator/{objective}"));
    let indicator: IndicatorId = new_id(&title_of(&entries, "title"), command, 0)?;
    let (page_request, to) = (at_objective(&page_request, &objective), place_of(&objective, &indicator));
    let form = ObjectiveForm { app: &app, page_request, objective, check, form: "define".to_owned(), to };
    form.execute(command, definition.map(|definition| ObjectiveCommand::DefineIndicator { indicator, definition }))
        .await
}

/// Does what a form about an indicator asks.
pub(super) async fn act(
    State(app): State<App>,
    page_request: PageRequest,
    ActionPath((objective, id, action)): ActionPath<(String, String, IndicatorAction)>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    use ObjectiveCommand as C;

    let (objective, id): (ObjectiveId, IndicatorId) = (objective.parse()?, id.parse()?);
    let dossier = dossier_of(&app, page_request.principal()?, &objective).await?;
    let indicator = dossier.state.indicators.get(&id).ok_or(Failure::NotFound)?;
    let unit = indicator.definition.unit();
    let mut check = FormCheck::of(&entries);
    let named = || id.clone();
    let command = match action {
        IndicatorAction::Define => {
            let definition =
                forms::definition(&mut check, &entries, page_request.language, Some(&indicator.definition));
            if let Some(Source::Reported(reporters)) = definition.as_ref().and_then(|one| one.source.as_ref()) {
                all_take_part(&app, page_request.principal()?, &mut check, "reporters", reporters.iter()).await?;
            }
            definition.map(|definition| C::DefineIndicator { indicator: named(), definition })
        }
        IndicatorAction::Baseline => forms::baseline(&mut check, &entries, unit.as_ref())
            .map(|baseline| C::SetBaseline { indicator: named(), baseline }),
        IndicatorAction::Target => {
            forms::target(&mut check, &entries, unit.as_ref()).map(|value| C::SetTarget { indicator: named(), value })
        }
        IndicatorAction::Report => {
            let institution = check.parsed("institution", "page-wrong-choice");
            let period = forms::period(&mut check, &entries);
            let reported = read_value(&mut check, &entries, indicator);
            (|| {
                Some(C::ReportValue {
                    indicator: named(),
                    institution: institution?,
                    period: period?,
                    reported: reported?,
                })
            })()
        }
        IndicatorAction::Correct => {
            let which = forms::of_value(&mut check, &entries);
            let reported = read_value(&mut check, &entries, indicator);
            let reason = check.text("reason");
            (|| {
                let (institution, period) = which?;
                Some(C::CorrectValue { indicator: named(), institution, period, reported: reported?, reason: reason? })
            })()
        }
    };
    let word = action.name();
    let command_id = form_command_id(entries.get("once"), &format!("{word}/{objective}/{id}"));
    let (page_request, to) = (at_objective(&page_request, &objective), place_of(&objective, &id));
    let form = ObjectiveForm { app: &app, page_request, objective, check, form: format!("{word}-{id}"), to };
    form.execute(command_id, command).await
}

/// Where an indicator is on its objective's page.
fn place_of(objective: &ObjectiveId, indicator: &IndicatorId) -> String {
    format!("/strategy/{objective}#indicator-{indicator}")
}
