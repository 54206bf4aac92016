//! The texts keep to `docs/glossary.md`: what its last column forbids is in none of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use events::language::Language;
use fluent_syntax::ast;

/// A wording that is not used in a language: words, each whole or, with a star, begun so.
struct Forbidden {
    concept: String,
    language: Language,
    words: Vec<String>,
}

fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn glossary() -> Vec<Forbidden> {
    let text = std::fs::read_to_string(here().join("../../docs/glossary.md")).unwrap();
    let mut forbidden = Vec::new();
    for line in text.lines().filter(|line| line.starts_with('|')).skip(2) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [concept, sq, sr, en, not] = cells[..] else { panic!("five columns: {line}") };
        assert!(![concept, sq, sr, en, not].contains(&""), "an empty cell: {line}");
        if not == "–" {
            continue;
        }
        for part in not.split(';') {
            let (code, wordings) = part.split_once(':').unwrap_or_else(|| panic!("which language? {part}"));
            let language: Language = code.trim().parse().unwrap();
            forbidden.extend(wordings.split(',').map(|wording| Forbidden {
                concept: concept.to_owned(),
                language,
                words: wording.to_lowercase().split_whitespace().map(str::to_owned).collect(),
            }));
        }
    }
    forbidden
}

/// The words of a pattern as they are read, each variant by itself; what is filled in is a word of its own that nothing
/// matches.
fn readings(pattern: &ast::Pattern<&str>) -> Vec<String> {
    let mut read = vec![String::new()];
    for element in &pattern.elements {
        match element {
            ast::PatternElement::TextElement { value } => read.iter_mut().for_each(|one| one.push_str(value)),
            ast::PatternElement::Placeable { expression: ast::Expression::Select { variants, .. } } => {
                let within: Vec<String> = variants.iter().flat_map(|variant| readings(&variant.value)).collect();
                read = read.iter().flat_map(|before| within.iter().map(move |one| format!("{before}{one}"))).collect();
            }
            ast::PatternElement::Placeable { .. } => read.iter_mut().for_each(|one| one.push_str(" {} ")),
        }
    }
    read
}

/// Each text of a language: its key and one of its readings, without markup.
fn texts(language: Language) -> Vec<(String, String)> {
    let folder = here().join("texts").join(language.code());
    let mut found = Vec::new();
    for file in files(&folder) {
        let text = std::fs::read_to_string(&file).unwrap();
        let parsed = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(_, e)| panic!("{e:?}"));
        for entry in &parsed.body {
            let ast::Entry::Message(message) = entry else { continue };
            for reading in readings(message.value.as_ref().unwrap()) {
                found.push((message.id.name.to_owned(), without_markup(&reading)));
            }
        }
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

fn without_markup(text: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for letter in text.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            letter if !inside => plain.push(letter),
            _ => {}
        }
    }
    plain
}

/// The words of a text; a command such as `/link` is one word with its slash, the same in every language.
fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !(letter.is_alphanumeric() || "-/{}’'".contains(letter)))
        .map(|word| word.trim_matches(['-', '’', '\'']).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_in(words: &[String], forbidden: &[String]) -> bool {
    words.windows(forbidden.len()).any(|window| {
        window.iter().zip(forbidden).all(|(word, wanted)| match wanted.strip_suffix('*') {
            Some(stem) => word.to_lowercase().starts_with(stem),
            None => word.to_lowercase() == *wanted,
        })
    })
}

#[test]
fn no_text_uses_a_wording_that_the_glossary_forbids() {
    let forbidden = glossary();
    assert!(forbidden.len() > 60, "the table is read");
    let mut faults = Vec::new();
    for language in Language::ALL {
        for (key, text) in texts(language) {
            let words = words(&text);
            for one in forbidden.iter().filter(|one| one.language == language) {
                if is_in(&words, &one.words) {
                    faults.push(format!("{language} {key}: “{}” ({}): {text}", one.words.join(" "), one.concept));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn serbian_addresses_people_with_capitals_and_albanian_without() {
    let small = ["vi", "vas", "vam", "vama"];
    let mut faults = Vec::new();
    for (key, text) in texts(Language::Sr) {
        if words(&text).iter().any(|word| small.contains(&word.as_str()) || word.starts_with("vaš")) {
            faults.push(format!("{key}: {text}"));
        }
    }
    for (key, text) in texts(Language::Sq) {
        let inside_a_sentence = [" Ju ", " Juve ", " Juaj ", " Tuaj "].iter().any(|word| {
            text.match_indices(word).any(|(at, _)| !text[..at].trim_end().ends_with(['.', ':', '!', '?', '”', '\n']))
        });
        if inside_a_sentence {
            faults.push(format!("{key}: {text}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_number_before_a_noun_has_every_plural_of_its_language() {
    let mut faults = Vec::new();
    for language in Language::ALL {
        let folder = here().join("texts").join(language.code());
        for file in files(&folder) {
            let text = std::fs::read_to_string(&file).unwrap();
            let parsed = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(_, e)| panic!("{e:?}"));
            for entry in &parsed.body {
                let ast::Entry::Message(message) = entry else { continue };
                for element in &message.value.as_ref().unwrap().elements {
                    let ast::PatternElement::Placeable { expression: ast::Expression::Select { variants, .. } } =
                        element
                    else {
                        continue;
                    };
                    let has = |wanted: &str| {
                        variants.iter().any(
                            |variant| matches!(&variant.key, ast::VariantKey::Identifier { name } if *name == wanted),
                        )
                    };
                    let wanted: &[&str] =
                        if language == Language::Sr { &["one", "few", "other"] } else { &["one", "other"] };
                    if !wanted.iter().all(|one| has(one)) {
                        faults.push(format!("{language} {}", message.id.name));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
