//! Where people read texts that are not in the catalogue: the data, the forms, the demo, the messenger's simulator.

use std::path::{Path, PathBuf};

use events::language::Language;

/// A text: where it stands, in which languages it may be, its words.
pub(crate) struct Shown {
    pub(crate) place: String,
    pub(crate) languages: Vec<Language>,
    pub(crate) text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of a folder that end so, with what is in them.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = std::fs::read_dir(root().join(folder))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == ending))
        .map(|path| (name(&path), std::fs::read_to_string(&path).unwrap()))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{folder}: no .{ending}");
    found
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// The language of a column: `title_sr`, or that of the file.
fn language_of(column: &str) -> Option<Language> {
    match column {
        // What the report says in Albanian.
        "form" | "purpose" => Some(Language::Sq),
        "role" => Some(Language::En),
        _ => column.rsplit_once('_').and_then(|(_, code)| code.parse().ok()),
    }
}

fn of_csv(found: &mut Vec<Shown>, folder: &str) {
    for (file, content) in files(folder, "csv") {
        // Its `form` is a file's name.
        if file == "data-requests.csv" {
            continue;
        }
        let mut reader = csv::Reader::from_reader(content.as_bytes());
        let columns: Vec<Option<Language>> = reader.headers().unwrap().iter().map(language_of).collect();
        for (row, line) in reader.records().zip(2..) {
            for (cell, language) in row.unwrap().iter().zip(&columns) {
                let Some(language) = language else { continue };
                let (place, languages) = (format!("{file} {line}"), vec![*language]);
                found.push(Shown { place, languages, text: cell.to_owned() });
            }
        }
    }
}

/// Every text of a value that is kept in languages.
fn of_value(found: &mut Vec<Shown>, file: &str, value: &serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                match (key.parse::<Language>(), value.as_str()) {
                    (Ok(language), Some(text)) => {
                        let (place, languages) = (file.to_owned(), vec![language]);
                        found.push(Shown { place, languages, text: text.to_owned() });
                    }
                    (_, Some(text)) if text.contains(' ') => {
                        let (place, languages) = (format!("{file} {key}"), Language::ALL.to_vec());
                        found.push(Shown { place, languages, text: text.to_owned() });
                    }
                    _ => of_value(found, file, value),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|value| of_value(found, file, value)),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => {}
    }
}

/// The literals of a Rust file that are a sentence; what language they are in is not said.
fn of_source(found: &mut Vec<Shown>, file: &str, content: &str) {
    let spoken = content.lines().filter(|line| !line.trim_start().starts_with("//"));
    let literals = spoken.flat_map(|line| line.split('"').skip(1).step_by(2));
    for text in literals.filter(|text| text.contains(' ') && !text.contains('{')) {
        found.push(Shown { place: file.to_owned(), languages: Language::ALL.to_vec(), text: text.to_owned() });
    }
}

/// Everything that people read beside the catalogue.
pub(crate) fn shown() -> Vec<Shown> {
    let mut found = Vec::new();
    for folder in ["data", "data/demo"] {
        of_csv(&mut found, folder);
    }
    for (file, content) in files("data/forms", "toml").into_iter().chain(files("data/demo", "toml")) {
        let value: toml::Value = toml::from_str(&content).unwrap();
        of_value(&mut found, &file, &serde_json::to_value(value).unwrap());
    }
    for (file, content) in files("data/demo", "json") {
        of_value(&mut found, &file, &serde_json::from_str(&content).unwrap());
    }
    for (file, content) in files("services/focalpoint/src/demo", "rs") {
        of_source(&mut found, &file, &content);
    }
    for (file, content) in files("bots/telegram-sim/src/page", "html") {
        found.extend(of_template(&content).into_iter().map(|text| Shown {
            place: file.clone(),
            languages: vec![Language::En],
            text,
        }));
    }
    found
}

/// The templates of pages, each with its file's name.
pub(crate) fn templates() -> Vec<(String, String)> {
    let own = std::fs::read_dir(root().join("services/gateway/src/features")).unwrap();
    let own = own.map(|entry| entry.unwrap().path().join("templates")).filter(|folder| folder.is_dir());
    let own = own.flat_map(|folder| files(folder.to_str().unwrap(), "html"));
    files("services/gateway/templates", "html").into_iter().chain(own).collect()
}

/// The words of a template that it says itself: between its tags, and in the attributes that people are shown.
pub(crate) fn of_template(content: &str) -> Vec<String> {
    let content = without(&without(&without(content, "{#", "#}"), "{{", "}}"), "{%", "%}");
    // Attributes that a macro adds to somebody's tag stand between no tags.
    let content: String =
        content.lines().filter(|line| !line.trim_start().starts_with("aria-")).collect::<Vec<_>>().join("\n");
    let mut said = Vec::new();
    for part in content.split('<').skip(1) {
        let (tag, after) = part.split_once('>').unwrap_or((part, ""));
        said.push(after.to_owned());
        for attribute in ["title=\"", "aria-label=\"", "placeholder=\"", "alt=\""] {
            if let Some((_, value)) = tag.split_once(attribute) {
                said.push(value.split('"').next().unwrap_or_default().to_owned());
            }
        }
    }
    said.into_iter().filter(|text| text.chars().any(char::is_alphabetic)).collect()
}

fn without(text: &str, begin: &str, end: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once(begin) {
        kept.push_str(before);
        rest = after.split_once(end).map_or("", |(_, after)| after);
    }
    kept + rest
}
