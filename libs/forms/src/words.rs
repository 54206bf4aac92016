//! A form in the words of one language.

use chrono::NaiveDate;
use events::disaggregation::{BreakdownFault, Categories, Category, Dimension};
use events::figure::{Figure, Unit};
use events::form::{Answer, AnswerFault, Field, FieldKind};
use events::language::{Language, LocalText};
use events::period::Period;
use language::catalogue::{Catalogue, Value};
use language::recorded::marked;

use crate::parts::{category_key, dimensions};
use crate::reading::UnreadableAnswer;

/// Says what a form asks and what is answered, in one language; nothing is escaped.
#[derive(Clone, Copy)]
pub struct FormWording<'a> {
    /// Where the words come from.
    pub catalogue: &'a Catalogue,
    /// In which language to say it.
    pub language: Language,
}

impl FormWording<'_> {
    /// A text by its key.
    pub fn say(&self, key: &str, args: &[(&str, Value)]) -> String {
        self.catalogue.say(self.language, key, args)
    }

    /// A date as the language writes it in figures.
    pub fn date(&self, date: NaiveDate) -> String {
        match self.language {
            Language::Sq => date.format("%d.%m.%Y").to_string(),
            Language::Sr | Language::SrCyrl => date.format("%d.%m.%Y.").to_string(),
            Language::En => date.format("%-d %b %Y").to_string(),
        }
    }

    /// A period by its first and last day.
    pub fn period(&self, period: Period) -> String {
        format!("{} – {}", self.date(period.from()), self.date(period.until()))
    }

    /// A number, with the language's decimal mark.
    pub fn number(&self, figure: Figure) -> String {
        match self.language {
            Language::Sq | Language::Sr | Language::SrCyrl => figure.to_string().replace('.', ","),
            Language::En => figure.to_string(),
        }
    }

    /// A unit as it stands behind a number.
    pub fn unit(&self, unit: &Unit) -> String {
        let key = match unit {
            Unit::Persons => "persons",
            Unit::Incidents => "incidents",
            Unit::Cases => "cases",
            Unit::Items => "items",
            Unit::Sessions => "sessions",
            Unit::Percent => "percent",
            Unit::Days => "days",
            Unit::Euros => "euros",
            Unit::Other(name) => return self.text(name),
        };
        self.say(&format!("form-unit-{key}"), &[])
    }

    /// What a dimension is called.
    pub fn dimension(&self, dimension: Dimension) -> String {
        self.say(&format!("form-by-{}", dimension.name()), &[])
    }

    /// What a category is called; a country that has no name here by its code.
    pub fn category(&self, category: Category) -> String {
        let key = category_key(category);
        let message = format!("form-{}-{}", category.dimension().name(), key.replace('+', "-plus"));
        let said = self.say(&message, &[]);
        if said == message { key } else { said }
    }

    /// A part, in the order of the field's dimensions; the whole is the total.
    pub fn part(&self, field: &Field, of: &Categories) -> String {
        let by = dimensions(field);
        let named = by.iter().filter_map(|by| of.iter().find(|category| category.dimension() == *by));
        let named: Vec<String> = named.map(|category| self.category(*category)).collect();
        if named.is_empty() { self.say("form-total", &[]) } else { named.join(" · ") }
    }

    /// The field's question.
    pub fn label(&self, field: &Field) -> String {
        self.text(&field.label)
    }

    /// What somebody wrote in some languages, marked where the reader's is none of them.
    pub fn text(&self, text: &LocalText) -> String {
        marked(self.catalogue, self.language, text)
    }

    /// How a field is to be answered: its unit and bounds, or its options.
    pub fn hint(&self, field: &Field) -> String {
        match &field.kind {
            FieldKind::Number { unit, places, least, most } => {
                let mut hint = self.unit(unit);
                if *places > 0 {
                    hint =
                        format!("{hint}; {}", self.say("form-hint-places", &[("places", u32::from(*places).into())]));
                }
                let bound = |figure: Figure| Value::from(self.number(figure));
                match (least, most) {
                    (_, Some(most)) => {
                        let least = bound(least.unwrap_or(Figure::ZERO));
                        format!(
                            "{hint}; {}",
                            self.say("form-hint-between", &[("least", least), ("most", bound(*most))])
                        )
                    }
                    (Some(least), None) => {
                        format!("{hint}; {}", self.say("form-hint-least", &[("least", bound(*least))]))
                    }
                    (None, None) => hint,
                }
            }
            FieldKind::Choice { options } => {
                let labels: Vec<_> = options.iter().map(|option| self.text(&option.label)).collect();
                labels.join(" / ")
            }
            FieldKind::Date {} => self.say("form-hint-date", &[]),
            FieldKind::Breakdown { unit, by } => {
                let by: Vec<_> = by.iter().map(|dimension| self.dimension(*dimension)).collect();
                let by = by.join(" × ");
                format!("{}; {}", self.unit(unit), self.say("form-hint-by", &[("by", by.into())]))
            }
        }
    }

    /// An answer in short: of a breakdown the total.
    pub fn answer(&self, field: &Field, answer: &Answer) -> String {
        match answer {
            Answer::Number(figure) => self.number(*figure),
            Answer::Date(date) => self.date(*date),
            Answer::Choice(key) => match &field.kind {
                FieldKind::Choice { options } => options
                    .iter()
                    .find(|option| &option.key == key)
                    .map_or_else(|| key.to_string(), |option| self.text(&option.label)),
                FieldKind::Number { .. } | FieldKind::Date {} | FieldKind::Breakdown { .. } => key.to_string(),
            },
            Answer::Breakdown(breakdown) => breakdown.total().map_or_else(|| "–".to_owned(), |total| total.to_string()),
            Answer::Skipped(reason) => self.say("form-skipped", &[("reason", reason.as_str().into())]),
        }
    }

    /// The parts of a breakdown that are not nought.
    pub fn parts(&self, field: &Field, answer: &Answer) -> Vec<(String, u64)> {
        let (Answer::Breakdown(breakdown), by) = (answer, dimensions(field)) else { return vec![] };
        let full = breakdown.lines.iter().filter(|line| line.of.len() == by.len() && line.count > 0);
        full.map(|line| (self.part(field, &line.of), line.count)).collect()
    }

    /// What is wrong with an answer.
    pub fn wrong(&self, wrong: AnswerFault) -> String {
        let number = |figure: Figure| Value::from(self.number(figure));
        let count = |count: u64| Value::from(i64::try_from(count).unwrap_or(i64::MAX));
        let args: Vec<(&str, Value)> = match wrong {
            AnswerFault::TooSmall { least } => vec![("least", number(least))],
            AnswerFault::TooLarge { most } => vec![("most", number(most))],
            AnswerFault::TooManyPlaces { places } => vec![("places", u32::from(places).into())],
            AnswerFault::Breakdown(BreakdownFault::TotalDiffers { stated, sum }) => {
                vec![("stated", count(stated)), ("sum", count(sum))]
            }
            AnswerFault::NotAsked
            | AnswerFault::Missing
            | AnswerFault::OtherKind
            | AnswerFault::NotWhole
            | AnswerFault::NoSuchOption
            | AnswerFault::Breakdown(
                BreakdownFault::ForeignCategory
                | BreakdownFault::LineTwice
                | BreakdownFault::TooLarge
                | BreakdownFault::NoTotal,
            ) => vec![],
        };
        self.say(&format!("fault-{}", wrong.code()), &args)
    }

    /// Why a text could not be read.
    pub fn unreadable(&self, why: UnreadableAnswer) -> String {
        self.say(&format!("unreadable-{}", why.code()), &[])
    }
}
