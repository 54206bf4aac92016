//! `focalpoint guard` as people use it: the real binary, its arguments, its standard input; and how often the guard errs.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn guard(arguments: &[&str], input: &[u8]) -> Output {
    let mut running = Command::new(env!("CARGO_BIN_EXE_focalpoint"))
        .arg("guard")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    running.stdin.take().unwrap().write_all(input).unwrap();
    running.wait_with_output().unwrap()
}

fn judged(arguments: &[&str], input: &[u8]) -> Vec<Value> {
    let output = guard(arguments, input);
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_line_is_judged_and_never_repeated() {
    let input = "u krye\nviktima Arta Gashi, tel 044 123 456\n\nrasti 2017/045\r\n1170023456";
    let expected = [
        json!({ "verdict": "pass", "found": [] }),
        json!({ "verdict": "refuse", "found": ["phone-number", "named-victim"] }),
        json!({ "verdict": "pass", "found": [] }),
        json!({ "verdict": "pass", "found": [] }),
        json!({ "verdict": "refuse", "found": ["personal-number"] }),
    ];
    assert_eq!(judged(&[], input.as_bytes()), expected);
    let output = guard(&["--", "viktima Arta Gashi", "1170023456"], b"");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    assert!(!said.contains("Arta") && !said.contains("117"), "{said}");
    assert_eq!(said.lines().count(), 2);
}

#[test]
fn somebody_named_without_an_office_is_asked_about() {
    let found = judged(&["--", "Fola me Blerinën, pajtohet.", "Prokurori Bujar Limani kërkoi shkresën."], b"");
    assert_eq!(
        found,
        [json!({ "verdict": "ask", "found": ["named-person"] }), json!({ "verdict": "pass", "found": [] })]
    );
}

#[test]
fn bytes_that_are_no_text_are_judged_by_what_is_left_of_them() {
    let found = judged(&[], b"\xff\xfe\n\xffnumri 1170023456\nmir\xeb");
    let verdicts: Vec<_> = found.iter().map(|line| line["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["pass", "refuse", "pass"]);
}

#[test]
fn the_help_says_what_is_found_and_how_to_use_it() {
    let help = String::from_utf8(guard(&["--help"], b"").stdout).unwrap();
    for finding in privacy::guard::Finding::ALL {
        assert!(help.contains(finding.code()), "{} is not in the help", finding.code());
    }
    assert!(help.contains("verdict") && help.contains("found") && help.contains("Examples"), "{help}");
}

/// What came of the messages of a part of the corpus.
#[derive(Debug, Clone, Copy, Default)]
struct Figures {
    refused: usize,
    missed: usize,
    passed: usize,
    /// Of those passed: asked about instead.
    asked: usize,
    false_alarms: usize,
}

impl Figures {
    fn per_mille(part: usize, rest: usize) -> usize {
        (part * 1000).checked_div(part + rest).unwrap_or(0)
    }

    fn print(self, name: &str) {
        let recall = Self::per_mille(self.refused, self.missed);
        let alarms = Self::per_mille(self.false_alarms, self.passed);
        println!(
            "{name:<10} {:>8} {:>7} {:>5}.{}% {:>10} {:>7} {:>13} {:>5}.{}%",
            self.refused + self.missed,
            self.missed,
            recall / 10,
            recall % 10,
            self.passed + self.false_alarms,
            self.asked,
            self.false_alarms,
            alarms / 10,
            alarms % 10
        );
    }
}

/// `cargo test -p focalpoint --test guarding_messages corpus -- --nocapture` prints the figures of `docs/guard.md`.
#[test]
fn the_corpus_is_guarded_with_few_misses_and_few_false_alarms() {
    let corpus = include_str!("../../../tests/corpora/guard.tsv");
    let rows: Vec<[&str; 4]> = corpus
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("four columns: {line}")))
        .collect();
    let messages: String = rows.iter().flat_map(|[message, ..]| [message, "\n"]).collect();
    let found = judged(&[], messages.as_bytes());
    assert_eq!(found.len(), rows.len());

    let mut by_name: std::collections::BTreeMap<&str, Figures> = std::collections::BTreeMap::new();
    let mut faults = Vec::new();
    for ([message, language, kinds, part], judged) in rows.iter().zip(&found) {
        let refused = judged["verdict"] == "refuse";
        let stopped = judged["verdict"] != "pass";
        for name in ["all", language, part] {
            let figures = by_name.entry(name).or_default();
            match (kinds.is_empty(), refused, stopped) {
                (false, _, true) => figures.refused += 1,
                (false, _, false) => figures.missed += 1,
                (true, true, _) => figures.false_alarms += 1,
                (true, false, asked) => {
                    figures.passed += 1;
                    figures.asked += usize::from(asked);
                }
            }
        }
        let named = judged["found"].as_array().unwrap();
        let all_named = kinds.split_whitespace().all(|kind| named.iter().any(|named| named == kind));
        if refused == kinds.is_empty() || !all_named {
            faults.push(format!("{message:?}: {judged}, not {kinds:?}"));
        }
    }
    println!(
        "{:<10} {:>8} {:>7} {:>7} {:>10} {:>7} {:>13} {:>7}",
        "", "identity", "missed", "recall", "harmless", "asked", "false alarms", "rate"
    );
    for (name, figures) in &by_name {
        figures.print(name);
    }

    let all = by_name["all"];
    assert!(rows.len() >= 300, "the corpus has shrunk");
    assert!(all.passed + all.false_alarms >= 130 && all.refused + all.missed >= 130, "the corpus is lopsided");
    assert!(all.refused * 100 >= 99 * (all.refused + all.missed), "recall:\n{}", faults.join("\n"));
    assert!(all.asked * 100 <= 6 * (all.passed + all.false_alarms), "asked about {}", all.asked);
    assert!(all.false_alarms * 100 < 3 * (all.passed + all.false_alarms), "false alarms:\n{}", faults.join("\n"));
}
