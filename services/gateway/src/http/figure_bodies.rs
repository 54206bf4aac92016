//! How figures travel in the API, wherever they do: their units, and the parts of a count that is broken down.

use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex};
use events::disaggregation::{Breakdown, BreakdownLine, Categories, Category, Dimension};
use events::figure::Unit;
use events::language::LocalText;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa::openapi::schema::{Array, Object};

use crate::failure::Failure;
use crate::http::command_api::{invalid, one_of, one_of_stored, some_of_stored};

/// What a unit is called that has no name of its own.
const OTHER: &str = "other";

/// The units that have a name.
const UNITS: [Unit; 8] =
    [Unit::Persons, Unit::Incidents, Unit::Cases, Unit::Items, Unit::Sessions, Unit::Percent, Unit::Days, Unit::Euros];

/// The names of units.
pub(crate) fn units() -> Object {
    one_of(UNITS.iter().map(Unit::name).chain([OTHER]))
}

/// What a count can be broken down by.
pub(crate) fn dimensions() -> Array {
    some_of_stored(&Dimension::ALL)
}

/// A unit by its name; another one is said in words.
pub(crate) fn read_unit(name: &str, words: Option<LocalText>) -> Result<Unit, Failure> {
    match (name, words) {
        (OTHER, Some(words)) => Ok(Unit::Other(words)),
        (OTHER, None) => Err(invalid("unit_words", "say what the unit is called, in at least one language")),
        (name, None) => {
            let named = serde_json::from_value(Value::String(name.to_owned()));
            named.map_err(|_| invalid("unit", "there is no such unit: see /api/v1/openapi.json"))
        }
        (_, Some(_)) => Err(invalid("unit_words", "this unit has a name: leave the words out")),
    }
}

fn sexes() -> Object {
    one_of_stored(&Sex::ALL)
}

fn age_groups() -> Object {
    one_of_stored(&AgeGroup::ALL)
}

fn exploitation_forms() -> Object {
    one_of_stored(&ExploitationForm::ALL)
}

/// A part of a count: those of one category in each dimension that is named. Without any, it is the whole.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BreakdownPart {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = sexes, required = false)]
    sex: Option<Sex>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = age_groups, required = false)]
    age_group: Option<AgeGroup>,
    /// The two letters of ISO 3166 (`XK` for Kosovo), `stateless` or `unknown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    nationality: Option<Nationality>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = exploitation_forms, required = false)]
    exploitation_form: Option<ExploitationForm>,
    count: u64,
}

impl From<BreakdownPart> for BreakdownLine {
    fn from(part: BreakdownPart) -> Self {
        let of: Categories = [
            part.sex.map(Category::Sex),
            part.age_group.map(Category::AgeGroup),
            part.nationality.map(Category::Nationality),
            part.exploitation_form.map(Category::ExploitationForm),
        ]
        .into_iter()
        .flatten()
        .collect();
        Self { of, count: part.count }
    }
}

impl From<&BreakdownLine> for BreakdownPart {
    fn from(line: &BreakdownLine) -> Self {
        let mut part =
            Self { sex: None, age_group: None, nationality: None, exploitation_form: None, count: line.count };
        for category in &line.of {
            match category {
                Category::Sex(sex) => part.sex = Some(*sex),
                Category::AgeGroup(group) => part.age_group = Some(*group),
                Category::Nationality(nationality) => part.nationality = Some(*nationality),
                Category::ExploitationForm(form) => part.exploitation_form = Some(*form),
            }
        }
        part
    }
}

/// A count broken down, as it came.
pub(crate) fn read_breakdown(parts: Vec<BreakdownPart>) -> Breakdown {
    Breakdown { lines: parts.into_iter().map(BreakdownLine::from).collect() }
}
