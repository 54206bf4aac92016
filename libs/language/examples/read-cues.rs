//! Prints the cues of each line of the standard input: how the reader sees a reply before it is judged.
#![allow(clippy::unwrap_used, reason = "a tool for developers stops by panicking")]

use std::io::BufRead;

fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        println!("{line}\n  {}", language::reading::order::cues(&line, language::corpora::today()).join(" "));
    }
}
