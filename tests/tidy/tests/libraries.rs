//! What the binary is built with: no library twice but where two of ours want two versions of it, and none that wants a
//! newer Rust than the script asks for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use tidy::libraries::{built_into, newer_than, oldest_rust};
use tidy::workspace::root;

/// Libraries that are in the binary in two versions or three, and for whose sake.
const TWICE: &[(&str, &str)] = &[
    ("async-channel", "async-imap, and stop-token below it"),
    ("base64", "lettre, async-imap and usvg are a version ahead of the others, and age and signed_note one behind"),
    ("chacha20", "chacha20poly1305, and rand of async-nats"),
    ("cpufeatures", "as chacha20"),
    ("event-listener", "as async-channel"),
    ("float-cmp", "krilla, and usvg"),
    ("fluent-bundle", "age, for its texts, is a version behind ours"),
    ("fluent-syntax", "as fluent-bundle"),
    ("getrandom", "as rand; ring"),
    ("hashbrown", "governor and rusqlite, and whoever uses indexmap"),
    ("kurbo", "krilla, and usvg"),
    ("miniz_oxide", "png, and whoever packs"),
    ("nom", "kurrentdb and mailin, and whoever reads mail and calendars"),
    ("rand", "async-nats is a version ahead of the others, and oauth2 one behind"),
    ("rand_chacha", "oauth2, as rand"),
    ("rand_core", "as rand"),
    ("rustc-hash", "as fluent-bundle"),
    ("self_cell", "as fluent-bundle"),
    ("socket2", "tonic, and whoever uses tokio"),
    ("thiserror", "async-imap is a version behind the others"),
    ("tiny-skia-path", "krilla, and usvg"),
    ("untrusted", "ring, and aws-lc-rs: kurrentdb wants both"),
];

#[test]
fn no_library_is_in_the_binary_twice_but_those_that_are_known() {
    let mut broken = String::new();
    for (name, versions) in built_into(&root(), "focalpoint").unwrap() {
        let known = TWICE.iter().any(|(twice, _)| *twice == name);
        if known != (versions.len() > 1) {
            let versions: Vec<_> = versions.into_iter().collect();
            writeln!(broken, "{name} {}", versions.join(", ")).unwrap();
        }
    }
    assert!(
        broken.is_empty(),
        "libraries that are twice in the binary and not in TWICE, or once and in it (`cargo tree -p focalpoint -i NAME` \
         says for whose sake):\n{broken}"
    );
}

#[test]
fn nothing_wants_a_newer_rust_than_the_script_asks_for() {
    let oldest = oldest_rust(&root()).unwrap().expect("Cargo.toml names one");
    let script = std::fs::read_to_string(root().join("focalpoint")).unwrap();
    let asked_for = format!("\nwanted_rust={}.{}\n", oldest.major, oldest.minor);
    assert!(script.contains(&asked_for), "the script asks for another Rust than Cargo.toml, which names {oldest}");
    let newer = newer_than(&oldest, &root()).unwrap();
    assert!(newer.is_empty(), "with Rust {oldest} these cannot be built:\n{}", newer.join("\n"));
}
