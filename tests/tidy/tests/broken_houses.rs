//! Houses that break the rules are found out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;

use tidy::architecture::{DocumentError, code_map, drawing, with_drawing, words_not_held};
use tidy::guides::{exists, named_files};
use tidy::modules::Modules;
use tidy::source::Source;
use tidy::templates;
use tidy::workspace::{Member, Members};

fn modules(files: &[(&str, &str)]) -> Modules {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    Modules::read(folder.path()).unwrap()
}

fn circles(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let names = |circle: tidy::modules::Circle| circle.modules.iter().map(|module| module.join("::")).collect();
    modules(files).circles().into_iter().map(names).collect()
}

fn member(folder: &str, members: &[&str]) -> Member {
    let members = members.iter().map(|name| (*name).to_owned()).collect();
    Member { folder: folder.to_owned(), members, libraries: [].into(), test_libraries: [].into() }
}

fn three_crates() -> Members {
    BTreeMap::from([
        ("events".to_owned(), member("events", &[])),
        ("store".to_owned(), member("libs/store", &["events"])),
        ("gateway".to_owned(), member("services/gateway", &["events", "store"])),
    ])
}

#[test]
fn a_circle_is_found_through_imports_paths_and_names_made_known_elsewhere() {
    let imports = [("lib.rs", "mod a; mod b;"), ("a.rs", "use crate::b::B;"), ("b.rs", "use super::a::A;")];
    assert_eq!(circles(&imports), [["a", "b"]]);
    let paths = [("lib.rs", ""), ("a.rs", "fn f() { crate::b::g() }"), ("b.rs", "fn g() { vec![crate::a::f()]; }")];
    assert_eq!(circles(&paths), [["a", "b"]]);
    let known_elsewhere = [
        ("lib.rs", "mod a; mod b; pub use a::A; pub use b::{B as Bee};"),
        ("a.rs", "use crate::Bee;"),
        ("b.rs", "use crate::A;"),
    ];
    assert_eq!(circles(&known_elsewhere), [["a", "b"]]);
    let of_three = [
        ("lib.rs", ""),
        ("a/mod.rs", "use crate::b::inner::B;"),
        ("b/mod.rs", ""),
        ("b/inner.rs", "use crate::c::C;"),
        ("c.rs", "use crate::a::A;"),
    ];
    assert_eq!(circles(&of_three), [["a", "b", "c"]]);
    let inside = [("lib.rs", ""), ("a/mod.rs", ""), ("a/x.rs", "use super::y::Y;"), ("a/y.rs", "use crate::a::x::X;")];
    assert_eq!(circles(&inside), [["a::x", "a::y"]]);
}

#[test]
fn a_module_and_its_children_and_what_only_tests_name_are_no_circle() {
    let family = [("lib.rs", "mod a;"), ("a/mod.rs", "mod x; use x::X;"), ("a/x.rs", "use super::A;")];
    assert_eq!(circles(&family), [] as [Vec<String>; 0]);
    let one_way =
        [("lib.rs", ""), ("a.rs", "use crate::b::B;"), ("b.rs", "#[cfg(test)] mod tests { use crate::a::A; }")];
    assert_eq!(circles(&one_way), [] as [Vec<String>; 0]);
}

#[test]
fn a_feature_that_names_another_is_found_and_what_names_features_from_outside() {
    let house = modules(&[
        ("lib.rs", "mod features; mod router; mod shared;"),
        ("router.rs", "use crate::features::{cases, links};"),
        ("shared.rs", "fn f() { crate::features::cases::page::show() }"),
        ("features/mod.rs", "pub mod cases; pub mod links;"),
        ("features/cases/mod.rs", "mod page; pub use page::show;"),
        ("features/cases/page.rs", "use super::texts::Text;"),
        ("features/cases/texts.rs", ""),
        ("features/links/mod.rs", "use crate::features::cases::show; use crate::shared::f;"),
    ]);
    let path = |names: &str| names.split("::").map(str::to_owned).collect::<Vec<_>>();
    let features = [String::from("features")];
    let ties = house.named_among_children(&features);
    assert_eq!(Vec::from_iter(ties), [(path("features::links"), path("features::cases::page"))]);
    assert_eq!(Vec::from_iter(house.outside_naming(&features)), [path("router"), path("shared")]);
}

#[test]
fn a_template_that_names_one_of_another_feature_is_found() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("links/templates/link.html", "{% from \"indicator.html\" import parts %}{% extends \"layout.html\" %}"),
        ("strategy/templates/indicator.html", ""),
        ("strategy/templates/strategy.html", "{% include \"indicator.html\" %}"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let read = templates::read(folder.path()).unwrap();
    let (link, indicator) =
        (folder.path().join("links/templates/link.html"), folder.path().join("strategy/templates/indicator.html"));
    assert_eq!(templates::named_elsewhere(&read), [(link.as_path(), indicator.as_path())]);
}

#[test]
fn what_a_guide_names_is_found_and_what_is_no_file_is_left_out() {
    let guide = "Its mod, `features/{work,cases}/mod.rs`,\nnot `a/<name>.rs`, `a/*.rs`, `a/b/`, `src/a.rs::b`, `lib.rs` or `git add a/b.rs`\n\
                 ```sh\nsee `no/file.sh`\n```\nbut `docs/a.md`";
    let named = named_files(guide);
    let path = |line: usize, path: &str| (line, path.to_owned());
    assert_eq!(named, [path(1, "features/work/mod.rs"), path(1, "features/cases/mod.rs"), path(6, "docs/a.md")]);
    let files = ["services/gateway/src/features/work/mod.rs".to_owned(), "docs/a.md".to_owned()].into();
    assert!(exists("features/work/mod.rs", &files) && exists("docs/a.md", &files));
    assert!(!exists("features/cases/mod.rs", &files) && !exists("eatures/work/mod.rs", &files));
}

#[test]
fn a_doc_comment_of_two_words_is_found_and_one_that_says_something_is_not() {
    let text = "/// Its name.\nstruct A;\n    /// Which.\nstruct B;\n/// A day in Kosovo.\nstruct C;\n/// Two lines\n/// say it.\nstruct D;\n// Not this.\n";
    let found = Source::parse(text).unwrap().short_doc_comments;
    assert_eq!(found, [(1, "Its name.".to_owned()), (3, "Which.".to_owned())]);
}

#[test]
fn a_limit_that_the_planner_looks_into_is_found() {
    let sql = |limit: &str| format!("const SQL: &str = \"SELECT 1 FROM a {limit}\";\n");
    for looked_into in ["LIMIT ?1", "limit ?", "ORDER BY b LIMIT  :most", "LIMIT 3 OFFSET ?2"] {
        let found = Source::parse(&sql(looked_into)).unwrap().bound_limits;
        assert_eq!(found.len(), 1, "{looked_into}");
        assert_eq!(found[0].0, 1);
    }
    for fixed in ["LIMIT 1", "LIMIT +?1", "WHERE b = ?1 LIMIT {}"] {
        assert_eq!(Source::parse(&sql(fixed)).unwrap().bound_limits, [], "{fixed}");
    }
    assert_eq!(Source::parse("// not LIMIT ?1\n").unwrap().bound_limits, []);
}

#[test]
fn lines_of_code_are_neither_blank_nor_comments_nor_tests() {
    let text = "//! Data: of tides\n\n/// Doc.\nfn f() {\n    // why\n    g();\n}\n#[cfg(test)]\nmod tests {\n    fn t() {}\n}\n";
    let source = Source::parse(text).unwrap();
    assert_eq!((source.lines_of_code, source.lines_with_tests, source.is_data), (3, 7, true));
    assert!(!Source::parse("//! Holds data\n").unwrap().is_data);
}

#[test]
fn what_is_named_is_found_in_imports_attributes_and_macros() {
    let text = "use serde::{Deserialize as De};\n#[derive(thiserror::Error)]\nstruct S;\nfn f() { tracing::info!(\"{}\", hex::encode(b)); }";
    let source = Source::parse(text).unwrap();
    let named = |name: &str| source.paths.iter().any(|path| path.first().is_some_and(|first| first == name));
    for name in ["serde", "thiserror", "tracing", "hex"] {
        assert!(named(name), "{name}");
    }
}

#[test]
fn what_only_tests_name_is_found_apart() {
    let text = "use serde::Serialize;\n#[test]\nfn t() { tempfile::tempdir(); }\n#[cfg(test)]\nmod tests { use proptest::prelude::*; }";
    let source = Source::parse(text).unwrap();
    for library in ["tempfile", "proptest"] {
        assert!(!source.paths.iter().any(|path| path[0] == library), "{library}");
        assert!(source.named_with_tests.contains(library) && !source.named_with_tests.contains("uuid"), "{library}");
    }
}

#[test]
fn the_code_map_is_read() {
    let document = "| where | what | may depend on | does not know |\n|---|---|---|---|\n\
                    | `events/` | the domain | nothing of ours | I/O, clock |\n| `libs/store/` | the log | events | |\n\
                    | `services/gateway/` | pages | all | |\n| `deploy/` | files | | |\n";
    let rows = code_map(document, &three_crates());
    let of = |folder: &str| rows.iter().find(|row| row.folder == folder).unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(of("events").may_depend_on, Some([].into()));
    assert!(of("events").does_not_know.contains("clock"));
    assert_eq!(of("libs/store").may_depend_on, Some(["events".to_owned()].into()));
    assert_eq!(of("services/gateway").may_depend_on, None);
}

#[test]
fn a_word_that_nothing_checks_is_found() {
    let document =
        "| `events/` | the domain | nothing of ours | I/O, clocks |\n| `libs/store/` | the log | events | |\n";
    let rows = code_map(document, &three_crates());
    assert_eq!(words_not_held(&rows, &["I/O", "clock"].into()), [("events", "clocks")]);
}

#[test]
fn the_drawing_leaves_out_what_is_reached_through_others() {
    let drawn = drawing(&three_crates()).unwrap();
    assert!(drawn.contains("gateway --> store") && drawn.contains("store --> events"), "{drawn}");
    assert!(!drawn.contains("gateway --> events"), "{drawn}");
    let document = "before\n<!-- crates: begin -->\nold\n<!-- crates: end -->\nafter";
    assert_eq!(
        with_drawing(document, "new").unwrap(),
        "before\n<!-- crates: begin -->\nnew\n<!-- crates: end -->\nafter"
    );
    assert_eq!(with_drawing("nothing", "new"), Err(DocumentError::NoDrawing));
}
