//! The parts of a breakdown, and the keys that name them in files and on pages: `female/9-17`.

use std::collections::BTreeSet;

use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex};
use events::disaggregation::{Categories, Category, Dimension};
use events::form::{Field, FieldKind};
use events::ids::FieldKey;

/// Separates the categories of a part.
const WITHIN: char = '/';
/// Separates a field's key from its part.
const OF: char = ':';

/// The nationalities that are offered by themselves; any other is named by its code. Those of the assessment report and
/// the neighbours, by how often they are met.
const OFFERED: [&str; 12] = ["XK", "AL", "RS", "MK", "ME", "BA", "MD", "RO", "BG", "UA", "stateless", "unknown"];

/// The categories of a dimension that are offered, in the order of reports.
pub fn offered(dimension: Dimension) -> Vec<Category> {
    match dimension {
        Dimension::Sex => Sex::ALL.into_iter().map(Category::Sex).collect(),
        Dimension::AgeGroup => AgeGroup::ALL.into_iter().map(Category::AgeGroup).collect(),
        Dimension::Nationality => {
            OFFERED.into_iter().filter_map(|code| code.parse().ok()).map(Category::Nationality).collect()
        }
        Dimension::ExploitationForm => ExploitationForm::ALL.into_iter().map(Category::ExploitationForm).collect(),
    }
}

/// A category's name in keys; the same in every language.
pub fn category_key(category: Category) -> String {
    let named = match category {
        Category::Sex(sex) => serde_json::to_value(sex),
        Category::AgeGroup(group) => serde_json::to_value(group),
        Category::Nationality(nationality) => return nationality.to_string(),
        Category::ExploitationForm(form) => serde_json::to_value(form),
    };
    named.ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The category of a dimension that a key names.
pub fn read_category(dimension: Dimension, key: &str) -> Option<Category> {
    match dimension {
        Dimension::Nationality => key.parse::<Nationality>().ok().map(Category::Nationality),
        Dimension::Sex | Dimension::AgeGroup | Dimension::ExploitationForm => {
            offered(dimension).into_iter().find(|category| category_key(*category) == key)
        }
    }
}

/// Every part that is offered of a table by these dimensions, the last dimension changing fastest.
pub fn parts(by: &[Dimension]) -> Vec<Vec<Category>> {
    by.iter().fold(vec![vec![]], |parts, dimension| {
        let categories = offered(*dimension);
        let longer = |part: &Vec<Category>| {
            let part = part.clone();
            categories.iter().map(move |category| part.iter().copied().chain([*category]).collect()).collect::<Vec<_>>()
        };
        parts.iter().flat_map(longer).collect()
    })
}

/// The dimensions of a field, in their order; none for a field that is no breakdown.
pub fn dimensions(field: &Field) -> Vec<Dimension> {
    match &field.kind {
        FieldKind::Breakdown { by, .. } => by.iter().copied().collect(),
        FieldKind::Number { .. } | FieldKind::Choice { .. } | FieldKind::Date {} => vec![],
    }
}

/// The key of a part: its categories in the order of the dimensions; empty for the whole.
pub fn part_key(by: &[Dimension], of: &Categories) -> String {
    let named = by.iter().filter_map(|dimension| of.iter().find(|category| category.dimension() == *dimension));
    named.map(|category| category_key(*category)).collect::<Vec<_>>().join(&WITHIN.to_string())
}

/// The part that a key names; every dimension must be there.
pub fn read_part(by: &[Dimension], key: &str) -> Option<Categories> {
    let keys: Vec<&str> = key.split(WITHIN).map(str::trim).collect();
    if keys.len() != by.len() {
        return None;
    }
    let categories: Option<BTreeSet<_>> = by.iter().zip(keys).map(|(by, key)| read_category(*by, key)).collect();
    categories
}

/// The key of a line of a file: the field's, and after a colon the part's.
pub fn line_key(field: &FieldKey, part: &str) -> String {
    if part.is_empty() { field.to_string() } else { format!("{field}{OF}{part}") }
}

/// A line's key taken apart: the field's key, and the part's, empty for none.
pub fn split_line_key(key: &str) -> (&str, &str) {
    key.split_once(OF).map_or((key.trim(), ""), |(field, part)| (field.trim(), part.trim()))
}
