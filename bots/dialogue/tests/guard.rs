//! What the guard refuses and what it lets pass: the table `guard.tsv`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use dialogue::guard::{Finding, Verdict, guard};

#[test]
fn the_guard_judges_as_the_table_says() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("guard.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (message, expected) = line.split_once('\t').unwrap_or_else(|| panic!("no tab in: {line}"));
        let found = match guard(message) {
            Verdict::Pass => String::new(),
            Verdict::Ask(_) => "ask".to_owned(),
            Verdict::Refuse(found) => found.iter().map(|finding| finding.code()).collect::<Vec<_>>().join(" "),
        };
        count += 1;
        if found != expected {
            wrong.push(format!("{message:?}: found {found:?}, not {expected:?}"));
        }
    }
    assert!(count >= 60, "only {count} messages");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_personal_number_is_found_anywhere_in_a_text() {
    for text in ["(1234567890)", "x 1234567890, y", "nr.1234567890", "u krye 1234567890", "1234567890%"] {
        let Verdict::Refuse(found) = guard(text) else { panic!("{text} passed") };
        assert!(found.iter().any(|finding| *finding == Finding::PersonalNumber), "{text}");
    }
}
