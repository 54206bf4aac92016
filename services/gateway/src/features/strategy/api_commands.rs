//! What can be done with the strategy through the API: what its pages' forms do, an operation each. Values are reported and corrected
//! beside the reads, in `api`.

use axum::Json;
use axum::http::StatusCode;
use chrono::NaiveDate;
use events::Command;
use events::disaggregation::Dimension;
use events::figure::Figure;
use events::ids::{ActivityId, IndicatorId, InstitutionId, ObjectiveId};
use events::indicator::{Baseline, ComputedIndicator, Disaggregation, IndicatorDefinition, Source};
use events::language::LocalText;
use events::non_empty::NonEmpty;
use events::period::Period;
use events::strategy::{Activity, ObjectiveCommand};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa::openapi::schema::{Array, ArrayBuilder, Object};

use crate::failure::Failure;
use crate::features::strategy::api::must_fit;
use crate::features::strategy::list::KEY_ISSUES;
use crate::http::actions::ActionPath;
use crate::http::command_api::{Caller, Changed, invalid, one_of_stored};
use crate::http::figure_bodies::{read_unit, units};
use crate::http::json_api::{Change, JsonBody};
use crate::http::new_id::new_id;
use crate::wording::texts::Texts;

fn computed_indicators() -> Object {
    one_of_stored(&ComputedIndicator::ALL)
}

fn broken_down_by() -> Array {
    ArrayBuilder::new().items(one_of_stored(&Dimension::ALL)).build()
}

/// An objective to be set.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewObjective {
    /// Its id; without one, it gets one made of its statement.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Option<ObjectiveId>,
    /// What is to be reached, by language.
    #[schema(value_type = Texts)]
    statement: LocalText,
    /// The institutions that answer for it.
    #[schema(value_type = Vec<String>, min_items = 1)]
    owners: NonEmpty<InstitutionId>,
    /// Which of the assessment's key issues it answers.
    #[schema(minimum = 1, maximum = 3)]
    key_issue: u8,
}

/// An activity to be planned.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewActivity {
    /// Its id within the objective; without one, it gets one made of its title.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Option<ActivityId>,
    /// What is done, by language.
    #[schema(value_type = Texts)]
    title: LocalText,
    /// The institutions that do it.
    #[schema(value_type = Vec<String>, min_items = 1)]
    owners: NonEmpty<InstitutionId>,
    from: NaiveDate,
    until: NaiveDate,
}

/// What an indicator says of itself, as far as it is known.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Definition {
    /// What it shows, by language.
    #[schema(value_type = Texts)]
    title: LocalText,
    #[serde(default)]
    #[schema(schema_with = units, required = false)]
    unit: Option<String>,
    /// What another unit is called, by language.
    #[serde(default)]
    #[schema(value_type = Option<Texts>)]
    unit_words: Option<LocalText>,
    /// By when the target is to be reached.
    #[serde(default)]
    due: Option<NaiveDate>,
    /// The institutions that report it.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    reporters: Vec<InstitutionId>,
    /// What the hub computes it as, where nobody reports it.
    #[serde(default)]
    #[schema(schema_with = computed_indicators, required = false)]
    computed: Option<ComputedIndicator>,
    /// What its values are broken down by. Empty: there is nothing to break down; left out: it is not known yet.
    #[serde(default)]
    #[schema(schema_with = broken_down_by, required = false)]
    broken_down_by: Option<Vec<Dimension>>,
}

/// An indicator to be defined.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewIndicator {
    /// Its id within the objective; without one, it gets one made of its title.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Option<IndicatorId>,
    definition: Definition,
}

/// Where an indicator began.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewBaseline {
    /// A decimal number, with a point.
    #[schema(value_type = String)]
    value: Figure,
    /// On which day it was that.
    on: NaiveDate,
}

/// Where an indicator is to get.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTarget {
    /// A decimal number, with a point.
    #[schema(value_type = String)]
    value: Figure,
}

async fn give(caller: &Caller, about: &str, id: &ObjectiveId, command: ObjectiveCommand) -> Changed {
    caller.carry_out(about, Command::Objective(id.clone(), command)).await
}

async fn all_take_part<'a>(
    caller: &Caller,
    at: &str,
    institutions: impl Iterator<Item = &'a InstitutionId> + Send,
) -> Result<(), Failure> {
    for institution in institutions {
        caller.must_take_part(at, institution).await?;
    }
    Ok(())
}

/// The words that an id is made of.
fn words(text: &LocalText) -> &str {
    text.versions().last().map_or("", |(_, words)| words)
}

/// Sets an objective.
#[utoipa::path(post, path = "/api/v1/objectives", tag = "strategy", request_body = NewObjective,
    responses((status = 201, body = Change)))]
pub(super) async fn set_objective(
    caller: Caller,
    JsonBody(wish): JsonBody<NewObjective>,
) -> Result<(StatusCode, Json<Change>), Failure> {
    let NewObjective { id, statement, owners, key_issue } = wish;
    if !KEY_ISSUES.contains(&key_issue) {
        return Err(invalid("key_issue", "the assessment has the key issues 1, 2 and 3"));
    }
    all_take_part(&caller, "owners", owners.iter()).await?;
    let id = match id {
        Some(id) => id,
        None => new_id(words(&statement), caller.id, 0)?,
    };
    let set = give(&caller, id.as_str(), &id, ObjectiveCommand::Set { statement, owners, key_issue }).await?;
    Ok((StatusCode::CREATED, set))
}

/// Plans an activity for an objective.
#[utoipa::path(post, path = "/api/v1/objectives/{id}/activities", tag = "strategy", request_body = NewActivity,
    params(("id" = String, Path, description = "The objective")),
    responses((status = 201, body = Change)))]
pub(super) async fn plan_activity(
    caller: Caller,
    ActionPath(objective): ActionPath<ObjectiveId>,
    JsonBody(wish): JsonBody<NewActivity>,
) -> Result<(StatusCode, Json<Change>), Failure> {
    let NewActivity { id, title, owners, from, until } = wish;
    let days = Period::new(from, until).map_err(|error| invalid("until", &error.to_string()))?;
    all_take_part(&caller, "owners", owners.iter()).await?;
    let activity = match id {
        Some(id) => id,
        None => new_id(words(&title), caller.id, 0)?,
    };
    let about = activity.to_string();
    let command = ObjectiveCommand::PlanActivity { activity, plan: Activity { title, owners, days } };
    Ok((StatusCode::CREATED, give(&caller, &about, &objective, command).await?))
}

/// What is defined, once the institutions that are to report it are known to take part.
async fn definition(caller: &Caller, wish: Definition) -> Result<IndicatorDefinition, Failure> {
    let Definition { title, unit, unit_words, due, reporters, computed, broken_down_by } = wish;
    all_take_part(caller, "reporters", reporters.iter()).await?;
    let unit = match (unit, unit_words) {
        (Some(name), words) => Some(read_unit(&name, words)?),
        (None, None) => None,
        (None, Some(_)) => return Err(invalid("unit", "words are for the unit “other”: name it")),
    };
    let source = match (NonEmpty::try_from(reporters), computed) {
        (Ok(_), Some(_)) => return Err(invalid("computed", "either institutions report it, or the hub computes it")),
        (Ok(reporters), None) => Some(Source::Reported(reporters)),
        (Err(_), computed) => computed.map(Source::Computed),
    };
    let disaggregation =
        broken_down_by.map(|by| NonEmpty::try_from(by).map_or(Disaggregation::NotApplicable, Disaggregation::By));
    Ok(IndicatorDefinition { title, unit, due, source, disaggregation })
}

/// Defines an indicator of an objective.
#[utoipa::path(post, path = "/api/v1/objectives/{id}/indicators", tag = "strategy", request_body = NewIndicator,
    params(("id" = String, Path, description = "The objective")),
    responses((status = 201, body = Change)))]
pub(super) async fn define_indicator(
    caller: Caller,
    ActionPath(objective): ActionPath<ObjectiveId>,
    JsonBody(wish): JsonBody<NewIndicator>,
) -> Result<(StatusCode, Json<Change>), Failure> {
    let definition = definition(&caller, wish.definition).await?;
    let indicator = match wish.id {
        Some(id) => id,
        None => new_id(words(&definition.title), caller.id, 0)?,
    };
    let about = indicator.to_string();
    let command = ObjectiveCommand::DefineIndicator { indicator, definition };
    Ok((StatusCode::CREATED, give(&caller, &about, &objective, command).await?))
}

/// Says more, or something else, of an indicator: the definition takes the place of the one before.
#[utoipa::path(post, path = "/api/v1/objectives/{id}/indicators/{indicator}/define", tag = "strategy",
    request_body = Definition,
    params(("id" = String, Path, description = "The objective"),
        ("indicator" = String, Path, description = "The indicator")),
    responses((status = 200, body = Change)))]
pub(super) async fn redefine_indicator(
    caller: Caller,
    ActionPath((objective, indicator)): ActionPath<(ObjectiveId, IndicatorId)>,
    JsonBody(wish): JsonBody<Definition>,
) -> Changed {
    // One that is not there is not defined by it.
    let strategy = caller.app.queries().strategy(caller.principal()).await?;
    let known = strategy.objective(&objective).is_some_and(|one| one.state.indicators.contains_key(&indicator));
    if !known {
        return Err(Failure::NotFound);
    }
    let (about, definition) = (indicator.to_string(), definition(&caller, wish).await?);
    give(&caller, &about, &objective, ObjectiveCommand::DefineIndicator { indicator, definition }).await
}

/// Sets where an indicator began.
#[utoipa::path(post, path = "/api/v1/objectives/{id}/indicators/{indicator}/baseline", tag = "strategy",
    request_body = NewBaseline,
    params(("id" = String, Path, description = "The objective"),
        ("indicator" = String, Path, description = "The indicator")),
    responses((status = 200, body = Change)))]
pub(super) async fn set_baseline(
    caller: Caller,
    ActionPath((objective, indicator)): ActionPath<(ObjectiveId, IndicatorId)>,
    JsonBody(wish): JsonBody<NewBaseline>,
) -> Changed {
    let strategy = caller.app.queries().strategy(caller.principal()).await?;
    must_fit(&caller.app, &strategy, &objective, &indicator, wish.value)?;
    let baseline = Baseline { value: wish.value, on: wish.on };
    let about = indicator.to_string();
    give(&caller, &about, &objective, ObjectiveCommand::SetBaseline { indicator, baseline }).await
}

/// Sets where an indicator is to get.
#[utoipa::path(post, path = "/api/v1/objectives/{id}/indicators/{indicator}/target", tag = "strategy",
    request_body = NewTarget,
    params(("id" = String, Path, description = "The objective"),
        ("indicator" = String, Path, description = "The indicator")),
    responses((status = 200, body = Change)))]
pub(super) async fn set_target(
    caller: Caller,
    ActionPath((objective, indicator)): ActionPath<(ObjectiveId, IndicatorId)>,
    JsonBody(wish): JsonBody<NewTarget>,
) -> Changed {
    let strategy = caller.app.queries().strategy(caller.principal()).await?;
    must_fit(&caller.app, &strategy, &objective, &indicator, wish.value)?;
    let about = indicator.to_string();
    give(&caller, &about, &objective, ObjectiveCommand::SetTarget { indicator, value: wish.value }).await
}
