//! Each text is said by somebody: a text that no code names is a promise that nobody keeps.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

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

/// Whether code names a text: whole, or by its beginning where the end is worked out (`"stage-{code}"`, `"stage-" ~ code`).
fn is_named(key: &str, code: &str, texts: &str) -> bool {
    let whole = [format!("\"{key}\""), format!("'{key}'")];
    if whole.iter().any(|named| code.contains(named)) {
        return true;
    }
    let beginnings = key.match_indices('-').map(|(at, _)| key.get(..=at).unwrap());
    let by_beginning = beginnings.into_iter().any(|beginning| {
        let worked_out = [format!("\"{beginning}{{"), format!("\"{beginning}\" ~"), format!("'{beginning}' ~")];
        worked_out.iter().any(|named| code.contains(named))
    });
    by_beginning || texts.contains(&format!("{{ {key}")) || texts.contains(&format!("{{{key}"))
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
    let unnamed: Vec<&&str> = keys.iter().filter(|key| !is_named(key, &code, &texts)).collect();
    assert!(unnamed.is_empty(), "texts that nothing says; delete them, or say them: {unnamed:#?}");
}
