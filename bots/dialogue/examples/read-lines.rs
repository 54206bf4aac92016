//! `focalpoint read-reply` and `focalpoint guard` without the rest of the binary, for scoring corpora while the words are
//! made better: `cargo run -p dialogue --example read-lines read-reply --language sq --today 2017-06-13 < replies.txt`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::BufRead;

use chrono::NaiveDate;
use dialogue::catalogue::Catalogue;
use dialogue::guard::{Verdict, guard};
use dialogue::reading::wire::understood;
use events::language::Language;

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
        let line = line.unwrap();
        if arguments.first().is_some_and(|what| what == "guard") {
            let verdict = match guard(&line) {
                Verdict::Pass => "pass",
                Verdict::Refuse(_) => "refuse",
            };
            println!("{}", serde_json::json!({ "verdict": verdict }));
        } else {
            println!("{}", serde_json::to_string(&understood(&catalogue, language, today, &line)).unwrap());
        }
    }
}
