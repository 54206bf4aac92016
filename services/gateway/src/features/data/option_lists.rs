//! The options of a choice as a form asks for them: a list in each language, an option in each line, in the same order.

use std::collections::{BTreeMap, BTreeSet};

use events::form::ChoiceOption;
use events::ids::ChoiceKey;
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;

use crate::features::data::made_keys::made_key;
use crate::http::form::{FormCheck, FormEntries};

/// Between a key and the words that it is known by.
const BETWEEN: char = '\t';

fn list(n: usize, language: Language) -> String {
    format!("f{n}-options-{language}")
}

/// The keys of options that are there already, which go on whatever is added beside them.
fn known(n: usize) -> String {
    format!("f{n}-options-known")
}

/// Whether nothing is written in the lists of the `n`-th question.
pub(super) fn are_blank(entries: &FormEntries, n: usize) -> bool {
    Language::ALL.iter().all(|language| entries.get(&list(n, *language)).is_empty())
}

/// The options as the form's own values.
pub(super) fn written(n: usize, options: &NonEmpty<ChoiceOption>) -> Vec<(String, String)> {
    let words = |option: &ChoiceOption, language| {
        let own = option.label.versions().find(|(of, _)| *of == language);
        own.map(|(_, words)| words.to_owned()).unwrap_or_default()
    };
    let in_lines = |line: &dyn Fn(&ChoiceOption) -> String| options.iter().map(line).collect::<Vec<_>>().join("\n");
    let lists = Language::ALL.map(|language| (list(n, language), in_lines(&|option| words(option, language))));
    let keys = in_lines(&|option| {
        let first = option.label.versions().next().map_or("", |(_, words)| words);
        format!("{}{BETWEEN}{first}", option.key)
    });
    lists.into_iter().chain([(known(n), keys)]).collect()
}

/// The options of the `n`-th question; nothing, where the lists do not fit together.
pub(super) fn read(check: &mut FormCheck<'_>, n: usize) -> Option<NonEmpty<ChoiceOption>> {
    let entries = check.entries();
    let lists = Language::ALL.map(|language| {
        let lines: Vec<&str> = entries.get(&list(n, language)).lines().map(str::trim).collect();
        (language, lines)
    });
    let written: Vec<_> = lists.into_iter().filter(|(_, lines)| lines.iter().any(|line| !line.is_empty())).collect();
    let longest = written.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    let keys: BTreeMap<&str, ChoiceKey> = entries
        .get(&known(n))
        .lines()
        .filter_map(|line| line.split_once(BETWEEN))
        .filter_map(|(key, words)| Some((words.trim(), key.parse().ok()?)))
        .collect();
    let (mut options, mut taken) = (Vec::new(), BTreeSet::new());
    for place in 0..longest {
        let words = |lines: &Vec<&str>| lines.get(place).copied().unwrap_or_default().to_owned();
        let versions: Vec<_> = written.iter().map(|(language, lines)| (*language, words(lines))).collect();
        if versions.iter().all(|(_, words)| words.is_empty()) {
            continue;
        }
        let is_whole = versions.iter().all(|(_, words)| !words.is_empty());
        let label = LocalText::from_versions(versions.iter().map(|(language, words)| (*language, words.as_str())));
        let (true, Ok(label)) = (is_whole, label) else {
            check.wrong(&list(n, Language::default()), "data-page-wrong-options");
            return None;
        };
        let first = label.versions().next().map_or("", |(_, words)| words);
        let key = keys.get(first).filter(|key| !taken.contains(*key)).cloned();
        let key = key.or_else(|| made_key(&label, place, &taken))?;
        taken.insert(key.clone());
        options.push(ChoiceOption { key, label });
    }
    NonEmpty::try_from(options).map_err(|_| check.wrong(&list(n, Language::default()), "data-page-wrong-options")).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn read_from(fields: Vec<(String, String)>) -> Option<Vec<(String, String)>> {
        let entries = FormEntries::from_pairs(fields);
        let options = read(&mut FormCheck::of(&entries), 0)?;
        let shown = |option: &ChoiceOption| (option.key.to_string(), option.label.in_language(Language::En).to_owned());
        Some(options.iter().map(shown).collect())
    }

    fn lists(sq: &str, en: &str) -> Vec<(String, String)> {
        vec![(list(0, Language::Sq), sq.to_owned()), (list(0, Language::En), en.to_owned())]
    }

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(key, words)| ((*key).to_owned(), (*words).to_owned())).collect()
    }

    #[test]
    fn options_are_lines_and_their_keys_are_made() {
        let read = read_from(lists("Mirë\r\nDobët", "Good\nBad")).unwrap();
        assert_eq!(read, pairs(&[("mire", "Good"), ("dobet", "Bad")]));
    }

    #[test]
    fn an_option_that_was_there_keeps_its_key_wherever_it_stands() {
        let there = NonEmpty::one(ChoiceOption {
            key: "good".parse().unwrap(),
            label: LocalText::from_versions([(Language::Sq, "Mirë"), (Language::En, "Good")]).unwrap(),
        });
        let known = written(0, &there).into_iter().filter(|(name, _)| name.ends_with("known"));
        let fields = lists("Shkëlqyeshëm\nMirë", "Excellent\nGood").into_iter().chain(known).collect();
        assert_eq!(read_from(fields).unwrap(), pairs(&[("shkelqyeshem", "Excellent"), ("good", "Good")]));
    }

    #[test]
    fn lists_that_do_not_fit_together_are_asked_about() {
        assert_eq!(read_from(lists("Mirë\nDobët", "Good")), None);
        assert_eq!(read_from(vec![]), None);
    }
}
