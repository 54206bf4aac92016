//! The house as `ARCHITECTURE.md` says it is. A rule that is broken here is mended in the code, or is a wrong rule: then
//! change the document, and say in a decision why.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use tidy::architecture::{code_map, drawing, with_drawing, words_not_held};
use tidy::modules::Modules;
use tidy::templates;
use tidy::workspace::{Member, Members, members, root};

/// A file has no more lines of code, unless it is data and says so.
const MOST_LINES: usize = 600;

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
    ("NATS", &["async_nats"]),
    ("HTTP", &["axum", "hyper", "reqwest"]),
    ("the store", &["store", "kurrentdb"]),
    ("the feed", &["feed"]),
    ("the messenger", &["teloxide", "telegram"]),
    ("the simulator", &["telegram_sim", "mail_sim"]),
    ("commands", &["coordination"]),
    ("read models", &["readmodels"]),
    ("pages", &["gateway", "axum"]),
    ("chats", &["telegram", "teloxide"]),
    ("keys", &["keys", "store"]),
    ("services", &["coordination", "gateway", "keys", "notifications", "readmodels", "reports"]),
    ("how anything is sent", &["async_nats", "email", "lettre", "reqwest", "telegram", "teloxide"]),
    ("focalpoint", &["coordination", "events", "feed", "focalpoint", "readmodels", "store", "transport"]),
];

/// What a crate does not know either, which no name shows: people hold it.
const HELD_BY_PEOPLE: [&str; 5] =
    ["the parts' insides", "what an event means", "what is sealed", "what the work is", "who reads"];

fn document() -> String {
    std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

fn every_module(members: &Members) -> Vec<(String, Modules)> {
    let read = |(name, member): (&String, &Member)| {
        let src = root().join(&member.folder).join("src");
        (name.clone(), Modules::read(&src).unwrap())
    };
    members.iter().map(read).collect()
}

/// What a crate has for its tests alone, outside `src`.
fn tests_of(member: &Member) -> Vec<Modules> {
    let folders = ["tests", "benches", "examples"].map(|folder| root().join(&member.folder).join(folder));
    folders.iter().filter(|folder| folder.is_dir()).map(|folder| Modules::read(folder).unwrap()).collect()
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
fn every_word_for_what_a_crate_does_not_know_is_one_that_is_held() {
    let rows = code_map(&document(), &members(&root()).unwrap());
    let held: BTreeSet<&str> = KNOWING.iter().map(|(word, _)| *word).chain(HELD_BY_PEOPLE).collect();
    let mut broken = String::new();
    for (folder, word) in words_not_held(&rows, &held) {
        writeln!(broken, "{folder}/ does not know “{word}”: no test checks that").unwrap();
    }
    assert_none(&broken, "words of ARCHITECTURE.md without a meaning for this test (KNOWING, HELD_BY_PEOPLE)");
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
        let member = members.get(&name).unwrap();
        let tests = tests_of(member);
        let sources = tests.iter().chain([&modules]).flat_map(|modules| modules.0.values());
        let is_named = |library: &str| sources.clone().any(|(_, source)| source.named_with_tests.contains(library));
        for library in member.test_libraries.iter().filter(|library| !is_named(library)) {
            writeln!(broken, "{name}'s tests name nothing of {library}").unwrap();
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

fn path(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// In the bot a feature may stand on features below it: there the rule is that they name each other in no circle.
#[test]
fn no_feature_of_the_gateway_names_another_and_only_the_router_names_them() {
    let features = root().join("services/gateway/src/features");
    let gateway = Modules::read(&root().join("services/gateway/src")).unwrap();
    let mut broken = String::new();
    let ties = gateway.named_among_children(&path(&["features"]));
    for (from, to) in ties {
        writeln!(broken, "{} names {}", from.join("::"), to.join("::")).unwrap();
    }
    for from in gateway.outside_naming(&path(&["features"])).iter().filter(|from| **from != path(&["router"])) {
        writeln!(broken, "{} names a feature, and is not the router", from.join("::")).unwrap();
    }
    for (from, to) in templates::named_elsewhere(&templates::read(&features).unwrap()) {
        writeln!(broken, "{} names {}", from.display(), to.display()).unwrap();
    }
    assert_none(&broken, "what two features share is a piece of its own, outside of both (docs/adding-a-page.md)");
}

/// Only the bot itself, which puts all together, has the list of its features.
#[test]
fn the_core_of_the_chat_bot_names_no_feature() {
    let telegram = Modules::read(&root().join("bots/telegram/src")).unwrap();
    let naming = telegram.outside_naming(&path(&["features"]));
    assert_eq!(naming.into_iter().collect::<Vec<_>>(), [path(&["bot"])]);
}

/// A doc comment of one word or two repeats the name of what it stands on. It says a unit, a meaning or a source, or it goes.
#[test]
fn no_doc_comment_only_repeats_a_name() {
    let mut broken = String::new();
    for (_, modules) in every_module(&members(&root()).unwrap()) {
        for (path, source) in modules.0.values() {
            for (line, comment) in &source.short_doc_comments {
                writeln!(broken, "{}:{line}: {comment}", path.display()).unwrap();
            }
        }
    }
    assert_none(&broken, "doc comments that say nothing");
}

/// SQLite prepares a statement whose limit is a bound value anew at each run. `LIMIT +?` does the same and is prepared once
/// (docs/performance.md).
#[test]
fn no_statement_has_a_limit_for_which_it_is_prepared_anew() {
    let mut broken = String::new();
    let members = members(&root()).unwrap();
    // The tests of this very rule write what it refuses.
    let of_tests = members.iter().filter(|(name, _)| name.as_str() != "tidy").flat_map(|(_, member)| tests_of(member));
    for modules in every_module(&members).into_iter().map(|(_, modules)| modules).chain(of_tests) {
        for (path, source) in modules.0.values() {
            for (line, sql) in &source.bound_limits {
                writeln!(broken, "{}:{line}: {sql}", path.display()).unwrap();
            }
        }
    }
    assert_none(&broken, "write LIMIT +? for LIMIT ?");
}

#[test]
fn no_file_is_too_long() {
    let mut broken = String::new();
    let members = members(&root()).unwrap();
    for modules in members.values().flat_map(tests_of) {
        for (path, source) in modules.0.values().filter(|(_, source)| !source.is_data) {
            if source.lines_with_tests > MOST_LINES {
                writeln!(broken, "{}: {} lines of code", path.display(), source.lines_with_tests).unwrap();
            }
        }
    }
    for (_, modules) in every_module(&members) {
        for (path, source) in modules.0.values() {
            if source.lines_of_code > MOST_LINES && !source.is_data {
                writeln!(broken, "{}: {} lines of code", path.display(), source.lines_of_code).unwrap();
            }
        }
    }
    assert_none(&broken, &format!("files of more than {MOST_LINES} lines of code"));
}
