//! `focalpoint read-reply` without the rest of the binary, for scoring corpora while the words are made better:
//! `tests/corpora/score replies FILE --binary target/debug/examples/read-lines`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a tool for developers stops by panicking")]

use std::io::BufRead;

use chrono::NaiveDate;
use events::language::Language;
use language::catalogue::Catalogue;
use language::reading::wire::understood;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let after = |name: &str| arguments.iter().position(|it| it == name).and_then(|at| arguments.get(at + 1));
    let language = match after("--language").map(String::as_str) {
        Some("sq") => Language::Sq,
        Some("sr") => Language::Sr,
        _ => Language::En,
    };
    let today: NaiveDate = after("--today").map_or("2017-06-13", String::as_str).parse().unwrap();
    let catalogue = Catalogue::new().unwrap();
    for line in std::io::stdin().lock().lines() {
        let understood = understood(&catalogue, language, today, &line.unwrap());
        println!("{}", serde_json::to_string(&understood).unwrap());
    }
}
