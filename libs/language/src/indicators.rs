//! What is said of indicators: units, values, periods, categories, and whether a figure can be what a unit counts.

use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex};
use events::disaggregation::{Category, Dimension};
use events::figure::{Figure, Unit};
use events::language::Language;
use events::period::Period;

use crate::catalogue::Catalogue;
use crate::dates::say_day;
use crate::figures::say_figure;
use crate::recorded::marked;

/// A unit's name.
pub fn say_unit(catalogue: &Catalogue, language: Language, unit: &Unit) -> String {
    match unit.words() {
        Some(words) => marked(catalogue, language, words),
        None => catalogue.say(language, &format!("strategy-unit-{}", unit.name()), &[]),
    }
}

/// A figure with its unit.
pub fn say_value(catalogue: &Catalogue, language: Language, figure: Figure, unit: Option<&Unit>) -> String {
    let value = say_figure(figure, language);
    match unit {
        None => value,
        Some(Unit::Percent) => format!("{value} %"),
        Some(Unit::Euros) => format!("{value} €"),
        Some(unit) => format!("{value} {}", say_unit(catalogue, language, unit)),
    }
}

/// A period: a calendar quarter by its name, any other by its days.
pub fn say_period(catalogue: &Catalogue, language: Language, period: Period) -> String {
    match period.as_quarter() {
        Some((year, number)) => {
            let values = [("number", number.into()), ("year", year.to_string().into())];
            catalogue.say(language, "strategy-quarter", &values)
        }
        None => format!("{} – {}", say_day(period.from(), language), say_day(period.until(), language)),
    }
}

const fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "female",
        Sex::Male => "male",
        Sex::NonConforming => "non-conforming",
        Sex::NotSpecified => "not-specified",
    }
}

const fn age(age: AgeGroup) -> &'static str {
    match age {
        AgeGroup::From0To8 => "0-8",
        AgeGroup::From9To17 => "9-17",
        AgeGroup::Minor => "minor",
        AgeGroup::From18To20 => "18-20",
        AgeGroup::From21To23 => "21-23",
        AgeGroup::From24To26 => "24-26",
        AgeGroup::From27To29 => "27-29",
        AgeGroup::From30To38 => "30-38",
        AgeGroup::From39To47 => "39-47",
        AgeGroup::From48 => "48-plus",
        AgeGroup::Adult => "adult",
    }
}

const fn form(form: ExploitationForm) -> &'static str {
    match form {
        ExploitationForm::ForcedLabour => "forced-labour",
        ExploitationForm::SexualExploitation => "sexual-exploitation",
        ExploitationForm::ChildLabour => "child-labour",
        ExploitationForm::ForcedMarriage => "forced-marriage",
        ExploitationForm::Servitude => "servitude",
        ExploitationForm::ForcedMilitary => "forced-military",
        ExploitationForm::OrganRemoval => "organ-removal",
        ExploitationForm::ForcedBegging => "forced-begging",
        ExploitationForm::ForcedAdoption => "forced-adoption",
        ExploitationForm::Surrogacy => "surrogacy",
        ExploitationForm::Other => "other",
    }
}

/// A category by which a value is broken down.
pub fn say_category(catalogue: &Catalogue, language: Language, category: Category) -> String {
    let name = match category {
        Category::Sex(one) => sex(one),
        Category::AgeGroup(one) => age(one),
        Category::ExploitationForm(one) => form(one),
        Category::Nationality(Nationality::Of(country)) => return country.code().to_owned(),
        Category::Nationality(Nationality::Stateless) => "stateless",
        Category::Nationality(Nationality::Unknown) => "unknown",
    };
    catalogue.say(language, &format!("strategy-{}-{name}", category.dimension().name()), &[])
}

/// The categories of a dimension that can be asked for one by one; none: they are too many.
pub fn categories(dimension: Dimension) -> Option<Vec<Category>> {
    match dimension {
        Dimension::Sex => Some(Sex::ALL.map(Category::Sex).to_vec()),
        Dimension::AgeGroup => Some(AgeGroup::ALL.map(Category::AgeGroup).to_vec()),
        Dimension::ExploitationForm => Some(ExploitationForm::ALL.map(Category::ExploitationForm).to_vec()),
        Dimension::Nationality => None,
    }
}

/// The key of the text that says why a figure cannot be a value of a unit; none: it can be.
pub fn unfit(figure: Figure, unit: &Unit) -> Option<&'static str> {
    let whole = figure.places() == 0;
    let negative = figure < Figure::ZERO;
    match unit {
        Unit::Persons | Unit::Incidents | Unit::Cases | Unit::Items | Unit::Sessions if negative || !whole => {
            Some("figure-not-a-count")
        }
        Unit::Percent if negative || figure > Figure::from(100) => Some("figure-not-a-percentage"),
        Unit::Days if negative => Some("figure-negative"),
        Unit::Persons
        | Unit::Incidents
        | Unit::Cases
        | Unit::Items
        | Unit::Sessions
        | Unit::Percent
        | Unit::Days
        | Unit::Euros
        | Unit::Other(_) => None,
    }
}
