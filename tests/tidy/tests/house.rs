//! The house as `ARCHITECTURE.md` says it is. A rule that is broken here is mended in the code, or is a wrong rule: then
//! change the document, and say in a decision why.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use tidy::architecture::{code_map, drawing, with_drawing};
use tidy::modules::Modules;
use tidy::workspace::{Members, members, root};

/// A file has no more lines of code, unless it is data and says so.
const MOST_LINES: usize = 600;

/// Where doc comments that say nothing are left until the reader of replies has its words in order.
const DOC_COMMENTS_LEFT: &str = "language/src/reading";

/// Set it to have the drawing in `ARCHITECTURE.md` made anew.
const WRITE: &str = "TIDY_WRITE";

/// What shows that a crate knows something: a path that begins so.
const KNOWING: &[(&str, &[&str])] = &[
    (
        "I/O",
        &[
            "std::fs",
            "std::net",
            "std::process",
            "std::env",
            "tokio",
            "async_nats",
            "rusqlite",
            "reqwest",
            "axum",
            "teloxide",
        ],
    ),
    (
        "clock",
        &["chrono::Utc::now", "Utc::now", "Local::now", "SystemTime::now", "Instant::now", "std::time::SystemTime"],
    ),
    ("chance", &["rand", "getrandom", "uuid::Uuid::new_v4", "Uuid::new_v4", "Uuid::now_v7"]),
    ("async", &["tokio", "futures", "async_trait"]),
];

fn document() -> String {
    std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

fn every_module(members: &Members) -> Vec<(String, Modules)> {
    let read = |(name, member): (&String, &tidy::workspace::Member)| {
        let src = root().join(&member.folder).join("src");
        (name.clone(), Modules::read(&src).unwrap())
    };
    members.iter().map(read).collect()
}

fn assert_none(broken: &str, rule: &str) {
    assert!(broken.is_empty(), "{rule}:\n{broken}");
}

#[test]
fn each_crate_is_in_the_code_map_and_depends_on_what_it_says() {
    let members = members(&root()).unwrap();
    let rows = code_map(&document(), &members);
    let mut broken = String::new();
    for (name, member) in &members {
        let Some(row) = rows.iter().find(|row| row.folder == member.folder) else {
            writeln!(broken, "{name}: no row for {}/", member.folder).unwrap();
            continue;
        };
        let Some(allowed) = &row.may_depend_on else { continue };
        for used in member.members.difference(allowed) {
            writeln!(broken, "{name} depends on {used}").unwrap();
        }
        for unused in allowed.difference(&member.members) {
            writeln!(broken, "{name} does not depend on {unused}, which the code map says").unwrap();
        }
    }
    assert_none(&broken, "the code map in ARCHITECTURE.md and Cargo.toml differ");
}

/// What a crate is built with stands in its own folder or in one before it; the one that puts all together is left out.
#[test]
fn arrows_run_from_bots_and_services_to_libraries_and_from_those_to_the_domain() {
    const ORDER: [&str; 4] = ["events", "libs", "services", "bots"];
    let members = members(&root()).unwrap();
    let rank = |name: &str| ORDER.iter().position(|folder| members[name].folder.split('/').next() == Some(folder));
    let mut broken = String::new();
    for (name, member) in members.iter().filter(|(name, _)| *name != "focalpoint" && rank(name).is_some()) {
        for used in member.members.iter().filter(|used| rank(used) > rank(name)) {
            writeln!(broken, "{name} depends on {used}").unwrap();
        }
    }
    assert_none(&broken, "arrows that run the wrong way");
}

#[test]
fn no_crate_names_what_it_does_not_know() {
    let members = members(&root()).unwrap();
    let rows = code_map(&document(), &members);
    let mut broken = String::new();
    for (name, modules) in every_module(&members) {
        let Some(row) = rows.iter().find(|row| row.folder == members[&name].folder) else { continue };
        let unknown = KNOWING.iter().filter(|(what, _)| row.does_not_know.contains(*what));
        for (what, signs) in unknown {
            for (file, source) in modules.0.values() {
                let mut paths = source.paths.iter().map(|path| format!("{}::", path.join("::")));
                if let Some(path) = paths.find(|path| signs.iter().any(|sign| path.starts_with(&format!("{sign}::")))) {
                    writeln!(broken, "{name} does not know {what}: {} names {path}", file.display()).unwrap();
                }
            }
        }
    }
    assert_none(&broken, "ARCHITECTURE.md says what a crate does not know, and it does");
}

#[test]
fn the_drawing_of_the_crates_is_of_today() {
    let document = document();
    let today = with_drawing(&document, &drawing(&members(&root()).unwrap()).unwrap()).unwrap();
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(root().join("ARCHITECTURE.md"), &today).unwrap();
    } else {
        assert!(
            today == document,
            "the crates have changed: run `{WRITE}=1 cargo test -p tidy`, and look at what it drew"
        );
    }
}

#[test]
fn no_dependency_is_unused() {
    let members = members(&root()).unwrap();
    let mut broken = String::new();
    for (name, modules) in every_module(&members) {
        let named: BTreeSet<&str> = modules
            .0
            .values()
            .flat_map(|(_, source)| &source.paths)
            .filter_map(|path| path.first())
            .map(String::as_str)
            .collect();
        for library in members.get(&name).unwrap().libraries.iter().filter(|library| !named.contains(library.as_str()))
        {
            writeln!(broken, "{name} names nothing of {library}").unwrap();
        }
    }
    assert_none(&broken, "dependencies that nothing uses");
}

#[test]
fn modules_name_each_other_in_no_circle() {
    let mut broken = String::new();
    for (name, modules) in every_module(&members(&root()).unwrap()) {
        for circle in modules.circles() {
            let modules: Vec<String> = circle.modules.iter().map(|module| module.join("::")).collect();
            writeln!(broken, "{name}: {}", modules.join(", ")).unwrap();
            for (from, to) in circle.ties {
                writeln!(broken, "    {} names {}", from.join("::"), to.join("::")).unwrap();
            }
        }
    }
    assert_none(&broken, "modules that name each other in a circle");
}

/// A doc comment of one word or two repeats the name of what it stands on. It says a unit, a meaning or a source, or it goes.
#[test]
fn no_doc_comment_only_repeats_a_name() {
    let mut broken = String::new();
    for (_, modules) in every_module(&members(&root()).unwrap()) {
        let files = modules.0.values().filter(|(path, _)| !path.to_string_lossy().contains(DOC_COMMENTS_LEFT));
        for (path, source) in files {
            for (line, comment) in &source.short_doc_comments {
                writeln!(broken, "{}:{line}: {comment}", path.display()).unwrap();
            }
        }
    }
    assert_none(&broken, "doc comments that say nothing");
}

#[test]
fn no_file_is_too_long() {
    let mut broken = String::new();
    for (_, modules) in every_module(&members(&root()).unwrap()) {
        for (path, source) in modules.0.values() {
            if source.lines_of_code > MOST_LINES && !source.is_data {
                writeln!(broken, "{}: {} lines of code", path.display(), source.lines_of_code).unwrap();
            }
        }
    }
    assert_none(&broken, &format!("files of more than {MOST_LINES} lines of code"));
}
