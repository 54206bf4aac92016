//! Learns the weights of the guard's second look, `src/guard/data/resemblance.bin`, from the labelled messages of outside
//! authors and `tests/corpora/guard-second-look.tsv`, and writes the file. The same messages give the same weights.
//!
//! ```sh
//! cargo run -p privacy --example train-guard
//! ```
//!
//! How it errs for authors it has not seen is printed by `cargo test -p privacy --test outside_guard -- --nocapture`.

use std::path::Path;

use privacy::guard::learning::learn;

#[path = "../tests/outside_messages/mod.rs"]
mod outside_messages;

fn main() -> std::io::Result<()> {
    let learnt = learn(&outside_messages::authors()?);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/guard/data/resemblance.bin");
    std::fs::write(path, learnt.whole.bytes())
}
