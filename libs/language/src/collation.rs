//! The order of names in a list: the alphabet of whoever reads it.
//!
//! ç stands after c and ë after e in Albanian, č, ć and đ have places of their own in Serbian; bytes know nothing of it.

use std::cmp::Ordering;

use events::language::Language;
use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_locale_core::{Locale, locale};

/// The order of one language.
#[derive(Debug)]
pub struct Collation(Option<CollatorBorrowed<'static>>);

impl Collation {
    /// The order of a language.
    pub fn of(language: Language) -> Self {
        let alphabet: Locale = match language {
            Language::Sq => locale!("sq"),
            Language::Sr => locale!("sr-Latn"),
            Language::SrCyrl => locale!("sr"),
            Language::En => locale!("en"),
        };
        Self(CollatorBorrowed::try_new(alphabet.into(), CollatorOptions::default()).ok())
    }

    /// Which of two texts stands first.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        // The orders of all four are built in; without one, letters would stand by their numbers.
        self.0.as_ref().map_or_else(|| one.cmp(other), |collator| collator.compare(one, other))
    }

    /// Puts things into the order of their names.
    pub fn sort_by_name<T>(&self, things: &mut [T], name: impl Fn(&T) -> &str) {
        things.sort_by(|one, other| self.compare(name(one), name(other)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<'a>(language: Language, names: &[&'a str]) -> Vec<&'a str> {
        let mut names = names.to_vec();
        Collation::of(language).sort_by_name(&mut names, |name| name);
        names
    }

    #[test]
    fn names_stand_in_the_alphabet_of_the_language() {
        assert_eq!(
            sorted(Language::Sq, &["Zyra", "Çështja", "Dhoma", "Drejtësia", "Cilësia", "Ëndrra", "Eksperti"]),
            ["Cilësia", "Çështja", "Drejtësia", "Dhoma", "Eksperti", "Ëndrra", "Zyra"]
        );
        assert_eq!(
            sorted(Language::Sr, &["Šuma", "Đak", "Dunav", "Džep", "Čas", "Car", "Ćup", "Zid", "Žaba", "Sud"]),
            ["Car", "Čas", "Ćup", "Dunav", "Džep", "Đak", "Sud", "Šuma", "Zid", "Žaba"]
        );
        assert_eq!(sorted(Language::SrCyrl, &["Шума", "Ђак", "Дунав", "Аутобус"]), ["Аутобус", "Дунав", "Ђак", "Шума"]);
        assert_eq!(sorted(Language::En, &["beds", "Alpha", "Beta"]), ["Alpha", "beds", "Beta"]);
    }
}
