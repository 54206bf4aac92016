//! Each text is said by somebody: a text that no code names is a promise that nobody keeps.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use tidy::workspace::root;

/// The contents of every file below a folder with one of these endings; tests and what was installed or built left out.
fn read_all(folder: &Path, endings: &[&str], all: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "tests", "node_modules"].contains(&name.as_str()) && !name.starts_with('.') {
                read_all(&path, endings, all);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            all.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// What is fixed of a key whose rest is worked out: `"page-{name}-short"` is `page-` and `-short`.
type Pattern = Vec<String>;

fn is_of_a_key(text: &str) -> bool {
    text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}

/// The pattern of a text with places for values, if it is one of a key.
fn with_places(literal: &str) -> Option<Pattern> {
    let mut parts = literal.split('{');
    let mut fixed = vec![parts.next()?.to_owned()];
    for part in parts {
        let (_, after) = part.split_once('}')?;
        fixed.push(after.to_owned());
    }
    let is_key = fixed.len() > 1 && fixed[0].ends_with('-') && fixed.iter().all(|part| is_of_a_key(part));
    (is_key && fixed[0].starts_with(|first: char| first.is_ascii_lowercase())).then_some(fixed)
}

/// The patterns of keys in code: in Rust `"stage-{code}"`, in a template `"page-" ~ place ~ "-short"`.
fn patterns(code: &str) -> BTreeSet<Pattern> {
    let mut found = BTreeSet::new();
    for line in code.lines() {
        found.extend(line.split('"').filter(|literal| !literal.contains("{{")).filter_map(with_places));
        for quote in ['"', '\''] {
            for (at, _) in line.match_indices(&format!("{quote} ~ ")) {
                let begin = line[..at].rsplit(quote).next().unwrap_or_default();
                let rest = line[at..].split([')', '}', '|']).next().unwrap_or_default();
                let end = rest.rsplit_once(&format!("~ {quote}")).map_or("", |(_, end)| end.trim_end_matches(quote));
                let end = if is_of_a_key(end) { end } else { "" };
                if begin.ends_with('-') && is_of_a_key(begin) {
                    found.insert(vec![begin.to_owned(), end.to_owned()]);
                }
            }
        }
    }
    found
}

/// Whether a key can be what a pattern comes to.
fn fits(key: &str, pattern: &Pattern) -> bool {
    let [begin, between @ .., end] = pattern.as_slice() else { return false };
    let Some(mut rest) = key.strip_prefix(begin.as_str()) else { return false };
    for part in between {
        // There is a value before each of them.
        let Some(at) = rest.get(1..).and_then(|rest| rest.find(part.as_str())) else { return false };
        rest = &rest[1 + at + part.len()..];
    }
    rest.len() > end.len() && rest.ends_with(end.as_str())
}

/// Whether code names a text: whole, or by what is fixed of its key where the rest is worked out.
fn is_named(key: &str, (code, patterns): (&str, &BTreeSet<Pattern>), texts: &str) -> bool {
    let whole = [format!("\"{key}\""), format!("'{key}'")];
    whole.iter().any(|named| code.contains(named))
        || patterns.iter().any(|pattern| fits(key, pattern))
        || texts.contains(&format!("{{ {key}"))
        || texts.contains(&format!("{{{key}"))
}

#[test]
fn each_text_is_named_by_some_code() {
    let (mut code, mut texts) = (String::new(), String::new());
    for folder in ["libs", "services", "bots", "events"] {
        read_all(&root().join(folder), &[".rs", ".html", ".js"], &mut code);
    }
    read_all(&root().join("libs/language/texts/en"), &[".ftl"], &mut texts);
    let keys = texts.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
    let keys: Vec<&str> = keys.filter(|key| key.starts_with(|first: char| first.is_ascii_lowercase())).collect();
    assert!(keys.len() > 1_000, "the texts were not found: {}", keys.len());
    let patterns = patterns(&code);
    let unnamed: Vec<&&str> = keys.iter().filter(|key| !is_named(key, (&code, &patterns), &texts)).collect();
    assert!(unnamed.is_empty(), "texts that nothing says; delete them, or say them: {unnamed:#?}");
    // That the ends of some keys are worked out says nothing of others that begin so.
    assert!(!is_named("page-nobody-says-this", (&code, &patterns), &texts));
    assert!(is_named("page-cases-short", (&code, &patterns), &texts));
}
