//! Trains the model that orders the readings offered for a reply, from the labelled replies of outside authors, and writes
//! it where the reader takes it from: `cargo run -p language --example train-models`, in the root of the repository.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a tool for developers stops by panicking")]

use language::corpora::{examples, rows};
use language::ranking::train;
use language::reading::order::Kind;

fn main() {
    let mut files: Vec<_> = std::fs::read_dir("tests/corpora/outside")
        .expect("the root of the repository")
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("replies-")))
        .collect();
    files.sort();
    let examples: Vec<_> = files
        .iter()
        .flat_map(|file| rows(&std::fs::read_to_string(file).unwrap()))
        .flat_map(|row| examples(&row))
        .collect();
    let model = train(Kind::ALL.len(), &examples);
    std::fs::write("libs/language/models/replies.bin", model.to_bytes()).unwrap();
    println!("{} replies of {} authors", examples.len(), files.len());
}
