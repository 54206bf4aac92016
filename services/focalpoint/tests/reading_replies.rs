//! `focalpoint read-reply` as a secretariat uses it: the real binary, its arguments, its standard input.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

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
        json!({ "reading": "extension", "until": "2017-06-23", "says": "Deri e premte 23 qershor" }),
    ];
    let found = read_reply(&["--language", "sq"], replies);
    assert_eq!(found[..5], expected);
    assert_eq!(found.iter().skip(5).map(|line| &line["reading"]).collect::<Vec<_>>(), ["unknown", "unknown"]);
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
    assert_eq!(found[0]["reading"], "ambiguous");
    assert!(found[0]["candidates"].as_array().unwrap().len() >= 2, "{}", found[0]);
    assert_eq!(found[1]["reading"], "unknown");
    assert!(found[1]["says"].as_str().unwrap().contains("31.02.2018"), "{}", found[1]);
    assert_eq!(found[2]["reading"], "unknown");
}
