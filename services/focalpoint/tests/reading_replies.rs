//! `focalpoint read-reply` as a secretariat uses it: the real binary, its arguments, its standard input.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

fn read_reply(arguments: &[&str], input: &str) -> Vec<Value> {
    let mut running = Command::new(env!("CARGO_BIN_EXE_focalpoint"))
        .args(["read-reply", "--today", "2017-06-20"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    running.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = running.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_line_of_the_input_is_one_reading() {
    let replies = "u krye\nzavršeno\n50%\nbllokuar sepse nuk ka buxhet\n+3 days\n\nnuk e di\n";
    let expected = [
        json!({ "reading": "done", "says": "E kryer" }),
        json!({ "reading": "done", "says": "E kryer" }),
        json!({ "reading": "progress", "percent": 50, "says": "50%" }),
        json!({ "reading": "blocked", "reason": "nuk ka buxhet", "says": "E bllokuar" }),
        json!({ "reading": "extension", "until": "2017-06-23", "says": "Deri të premten, 23 qershor" }),
    ];
    let found = read_reply(&["--language", "sq"], replies);
    assert_eq!(found[..5], expected);
    assert_eq!(found.len(), 7);
    assert_eq!(found[5]["reading"], "unknown");
    assert!(asks(&found[6]), "{}", found[6]);
}

#[test]
fn several_tasks_are_several_items_and_a_number_stays_with_its_task() {
    let found = read_reply(&["1 done, 2 until Friday", "2: blocked"], "");
    assert_eq!(found[0]["reading"], "several");
    assert_eq!(found[0]["items"][0]["task"], 1);
    assert_eq!(found[0]["items"][0]["reading"], "done");
    assert_eq!(found[0]["items"][1]["until"], "2017-06-23");
    assert_eq!((&found[1]["task"], &found[1]["reading"]), (&json!(2), &json!("blocked")));
}

#[test]
fn what_could_mean_two_things_names_both_and_a_date_that_is_none_is_said() {
    let found = read_reply(&["--language", "en", "gati", "until 31.02.2018", "until 1.3.2017"], "");
    assert!(asks(&found[0]), "{}", found[0]);
    assert!(found[0]["candidates"].as_array().unwrap().len() >= 2, "{}", found[0]);
    assert_eq!(found[1]["reading"], "unknown");
    assert!(found[1]["says"].as_str().unwrap().contains("31.02.2018"), "{}", found[1]);
    assert_eq!(found[2]["reading"], "unknown");
}

#[test]
fn answers_to_an_invitation_are_read() {
    let found = read_reply(&["vij", "ne dolazim, na putu sam", "šaljem zamenika", "sending Arben Hoxha instead"], "");
    assert_eq!(found[0], json!({ "reading": "attending", "says": "We attend" }));
    assert_eq!((&found[1]["reading"], &found[1]["reason"]), (&json!("not_attending"), &json!("na putu sam")));
    assert_eq!((&found[2]["reading"], &found[2]["deputy"]), (&json!("deputy"), &Value::Null));
    // Who is sent is not certain to be a deputy: it is offered, not noted.
    assert!(asks(&found[3]) && found[3]["candidates"][0]["reading"] == "deputy", "{}", found[3]);
}

#[test]
fn every_line_is_answered_whatever_is_in_it() {
    let found = read_reply(&[], "done\r\n\n\u{0}\n50%");
    let readings: Vec<_> = found.iter().map(|line| line["reading"].as_str().unwrap()).collect();
    assert_eq!(readings, ["done", "unknown", "unknown", "progress"]);
}

/// How a reading compares with the one expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// The same, to every detail.
    Right,
    /// The bot asks: the reading is open, or lacks a detail that the bot then asks for.
    AskedBack,
    /// A clear reading that is another than was meant: the bot would note it.
    SilentlyWrong,
}

/// The details that the bot asks for when they are missing.
const ASKED_FOR: [&str; 3] = ["percent", "until", "reason"];

fn asks(reading: &Value) -> bool {
    matches!(reading["reading"].as_str(), Some("ambiguous" | "unknown"))
}

fn outcome(expected: &Value, read: &Value) -> Outcome {
    let items = |reading: &Value| match reading["items"].as_array() {
        Some(items) => items.clone(),
        None => vec![reading.clone()],
    };
    let (wanted, got) = (items(expected), items(read));
    if wanted.len() > 1 || got.len() > 1 {
        return match got.iter().all(asks) {
            false if wanted.len() != got.len() => Outcome::SilentlyWrong,
            true if wanted.len() != got.len() => Outcome::AskedBack,
            _ => wanted.iter().zip(&got).map(|(wanted, got)| outcome(wanted, got)).max().unwrap(),
        };
    }
    let mut bare = read.clone();
    for beside in ["says", "candidates"] {
        bare.as_object_mut().unwrap().remove(beside);
    }
    let lacks_a_detail = || {
        let mut without = expected.clone();
        for detail in ASKED_FOR.into_iter().filter(|detail| bare[*detail].is_null()) {
            without.as_object_mut().unwrap().remove(detail);
        }
        without == bare
    };
    if bare == *expected {
        Outcome::Right
    } else if asks(read) || lacks_a_detail() {
        Outcome::AskedBack
    } else {
        Outcome::SilentlyWrong
    }
}

/// Right, asked back, silently wrong.
type Figures = [usize; 3];

fn print_figures(name: &str, figures: Figures) {
    let [right, asked, wrong] = figures;
    let of = right + asked + wrong;
    // One decimal, rounded down, so that 97.0 is never less.
    let per_mille = right * 1000 / of;
    println!("{name:<10} {of:>8} {right:>8} {asked:>12} {wrong:>15} {:>6}.{}%", per_mille / 10, per_mille % 10);
}

/// `cargo test -p focalpoint --test reading_replies corpus -- --nocapture` prints the figures on our own replies.
#[test]
fn our_own_replies_are_read_as_before_and_none_is_noted_as_done_that_is_not() {
    let corpus = include_str!("../../../tests/corpora/replies.tsv");
    let rows: Vec<[&str; 4]> = corpus
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("four columns: {line}")))
        .collect();
    let replies: Vec<String> = rows.iter().map(|[reply, ..]| reply.replace("\\n", "\n")).collect();
    let arguments: Vec<&str> = replies.iter().map(String::as_str).collect();
    let found = read_reply(&arguments, "");
    assert_eq!(found.len(), rows.len());

    let mut by_name: std::collections::BTreeMap<&str, Figures> = std::collections::BTreeMap::new();
    let mut faults = Vec::new();
    for ([reply, language, expected, part], read) in rows.iter().zip(&found) {
        let outcome = outcome(&serde_json::from_str(expected).unwrap(), read);
        for name in ["all", language, part] {
            by_name.entry(name).or_default()[outcome as usize] += 1;
        }
        if outcome != Outcome::Right {
            faults.push(format!("{outcome:?}: {reply:?} is read as {read}, not {expected}"));
        }
    }
    println!("{:<10} {:>8} {:>8} {:>12} {:>15} {:>8}", "", "replies", "right", "asked back", "silently wrong", "right");
    for (name, figures) in &by_name {
        print_figures(name, *figures);
    }

    let [right, asked, wrong] = by_name["all"];
    assert!(right + asked + wrong >= 400, "the corpus has shrunk");
    for language in ["sq", "sr-Latn", "sr-Cyrl", "en", "tuned", "held-out"] {
        assert!(by_name[language].iter().sum::<usize>() >= 50, "too few of {language}");
    }
    // Our own replies measure our own words and how labels were given then (“will be done” was not “accepted”): they guard
    // against a step back. How well people are read is measured on `tests/corpora/outside`.
    let ended: Vec<_> = rows
        .iter()
        .zip(&found)
        .filter(|([_, _, expected, _], read)| {
            let done = |reading: &Value| reading["reading"] == "done";
            let expected: Value = serde_json::from_str(expected).unwrap();
            done(read) && !done(&expected)
        })
        .map(|([reply, ..], read)| format!("{reply:?} is read as {read}"))
        .collect();
    assert!(ended.is_empty(), "noted as done: {}", ended.join("\n"));
    assert!(right * 1000 >= 870 * rows.len(), "{}", faults.join("\n"));
    assert!(wrong * 1000 <= 50 * rows.len(), "{}", faults.join("\n"));
}
