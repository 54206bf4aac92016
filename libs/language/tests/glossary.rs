//! The texts keep to `docs/glossary.md`: what its last column forbids is in none of them, neither of the catalogue nor of the data,
//! the forms and the demo, and a page's template has no words of its own.

#[path = "glossary/shown.rs"]
mod shown;

use std::path::{Path, PathBuf};

use events::language::Language;
use fluent_syntax::ast;

/// A wording that is not used in a language: words, each whole or, with a star, begun so.
struct Forbidden {
    concept: String,
    language: Language,
    words: Vec<String>,
    /// Wordings of which it is a part, and in which it is right.
    except: Vec<Vec<String>>,
}

/// Wordings between commas, each as its words.
fn wordings(text: &str) -> Vec<Vec<String>> {
    let one = |wording: &str| wording.to_lowercase().split_whitespace().map(str::to_owned).collect();
    text.split(',').map(one).filter(|words: &Vec<String>| !words.is_empty()).collect()
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
            let (code, rest) = part.split_once(':').unwrap_or_else(|| panic!("which language? {part}"));
            let language: Language = code.trim().parse().unwrap();
            let (not, except) = match rest.split_once("(except ") {
                Some((not, except)) => (not, wordings(except.trim().trim_end_matches(')'))),
                None => (rest, vec![]),
            };
            forbidden.extend(wordings(not).into_iter().map(|words| Forbidden {
                concept: concept.to_owned(),
                language,
                words,
                except: except.clone(),
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

/// Whether words are a wording's, each whole or begun so.
fn are(words: &[String], wording: &[String]) -> bool {
    words.len() == wording.len()
        && words.iter().zip(wording).all(|(word, wanted)| match wanted.strip_suffix('*') {
            Some(stem) => word.to_lowercase().starts_with(stem),
            None => word.to_lowercase() == *wanted,
        })
}

/// The words with those of some wordings taken out.
fn without_wordings(words: &[String], wordings: &[Vec<String>]) -> Vec<String> {
    let mut left = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let found =
            wordings.iter().find(|wording| words.get(at..at + wording.len()).is_some_and(|part| are(part, wording)));
        let (word, length) = found.map_or((words[at].as_str(), 1), |wording| ("{}", wording.len()));
        left.push(word.to_owned());
        at += length;
    }
    left
}

/// What of a text the glossary forbids in a language.
fn faults(forbidden: &[Forbidden], language: Language, place: &str, text: &str) -> Vec<String> {
    let words = words(text);
    let of_language = forbidden.iter().filter(|one| one.language == language);
    let is_there = |one: &&Forbidden| {
        without_wordings(&words, &one.except).windows(one.words.len()).any(|window| are(window, &one.words))
    };
    of_language
        .filter(is_there)
        .map(|one| format!("{language} {place}: “{}” ({}): {text}", one.words.join(" "), one.concept))
        .collect()
}

#[test]
fn no_text_uses_a_wording_that_the_glossary_forbids() {
    let forbidden = glossary();
    assert!(forbidden.len() > 60, "the table is read");
    let mut found = Vec::new();
    for language in Language::ALL {
        for (key, text) in texts(language) {
            found.extend(faults(&forbidden, language, &key, &text));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn neither_does_a_text_of_the_data_the_forms_and_the_demo() {
    let forbidden = glossary();
    let shown = shown::shown();
    assert!(shown.len() > 400, "{}", shown.len());
    let mut found = Vec::new();
    for one in &shown {
        for language in &one.languages {
            found.extend(faults(&forbidden, *language, &one.place, &one.text));
        }
    }
    found.dedup();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_is_right_in_a_longer_wording_is_not_forbidden_there() {
    let forbidden = [Forbidden {
        concept: "meeting".to_owned(),
        language: Language::Sq,
        words: vec!["mbledhje*".to_owned()],
        except: wordings("mbledhje* e të dhënave"),
    }];
    let found = |text: &str| faults(&forbidden, Language::Sq, "x", text).len();
    assert_eq!(found("në mbledhjen e të dhënave"), 0);
    assert_eq!(found("në mbledhjen e sotme"), 1);
    assert_eq!(found("mbledhjen e të dhënave në mbledhje"), 1);
}

#[test]
fn a_template_has_no_words_of_its_own() {
    /// Names that are the same in every language, what separates, and examples of codes.
    const SAME_EVERYWHERE: [&str; 7] = ["focalpoint", "CSV", "XLSX", "PDF", "XK", "start", "nbsp"];
    let mut faults = Vec::new();
    for (file, content) in shown::templates() {
        for text in shown::of_template(&content) {
            let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
            faults.extend(words.filter(|word| !SAME_EVERYWHERE.contains(word)).map(|word| format!("{file}: {word}")));
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
