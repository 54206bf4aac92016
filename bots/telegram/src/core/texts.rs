//! The catalogue in one person's language.

use chrono::NaiveDate;
use events::language::{Language, LocalText};
use language::catalogue::{Catalogue, Value};
use language::dates::say_date;
use language::recorded::marked;

/// How many characters of a title fit on a button.
const LONGEST_LABEL: usize = 40;

/// Says things in one language, on one day.
#[derive(Clone, Copy)]
pub(crate) struct Texts<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) language: Language,
    /// The date in Kosovo.
    pub(crate) today: NaiveDate,
}

impl Texts<'_> {
    /// A message, inserted values escaped.
    pub(crate) fn say(self, key: &str, args: &[(&str, Value)]) -> String {
        self.catalogue.say_html(self.language, key, args)
    }

    /// A button's label, which Telegram shows as it is.
    pub(crate) fn label(self, key: &str, args: &[(&str, Value)]) -> String {
        let label = self.catalogue.say(self.language, key, args);
        if label.chars().count() <= LONGEST_LABEL {
            return label;
        }
        label.chars().take(LONGEST_LABEL - 1).chain(['…']).collect()
    }

    /// A day for a text, which says it in the case that its sentence asks for.
    pub(crate) fn date(self, day: NaiveDate) -> Value {
        Value::Day { day, today: self.today }
    }

    /// A day by itself, where no text is around it.
    pub(crate) fn day(self, date: NaiveDate) -> String {
        say_date(date, self.today, self.language)
    }

    /// That a day is most likely a slip, and is to be written again.
    pub(crate) fn too_far(self, date: NaiveDate) -> String {
        self.say("date-too-far", &[("date", self.date(date))])
    }

    /// A title, with its language named where it is not the person's.
    pub(crate) fn marked(self, title: &LocalText) -> String {
        marked(self.catalogue, self.language, title)
    }
}
