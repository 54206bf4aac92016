//! The guides send nobody to a file that is not there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;

use tidy::guides::{exists, files, named_files};
use tidy::workspace::root;

/// What the examples of the guides have the reader write.
const WRITTEN_BY_THE_READER: [&str; 4] = [
    "bots/telegram/src/features/people/handover.rs",
    "bots/telegram/src/features/work/notes.rs",
    "services/gateway/src/features/meetings/cancelled.rs",
    "services/gateway/src/features/meetings/templates/meetings_cancelled.html",
];

#[test]
fn every_file_that_a_guide_names_is_there() {
    let files = files(&root()).unwrap();
    let mut guides: Vec<_> = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map(|name| root().join(name)).into();
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    guides.extend(docs.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    let mut broken = String::new();
    for guide in guides {
        let named = named_files(&fs::read_to_string(&guide).unwrap());
        let missing = named.into_iter().filter(|(_, path)| !exists(path, &files));
        for (line, path) in missing.filter(|(_, path)| !WRITTEN_BY_THE_READER.contains(&path.as_str())) {
            writeln!(broken, "{}:{line}: {path}", guide.display()).unwrap();
        }
    }
    assert!(broken.is_empty(), "guides name files that are not there:\n{broken}");
}
