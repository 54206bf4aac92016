//! What the guard refuses, asks about and lets pass: the tables `guard.tsv` (kinds) and `guard_verdicts.tsv` (verdicts), and
//! texts that no person would send.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use privacy::guard::{Finding, LONGEST_JUDGED, Verdict, guard};
use proptest::prelude::*;

fn verdict(text: &str) -> &'static str {
    match guard(text) {
        Verdict::Pass => "pass",
        Verdict::Ask(_) => "ask",
        Verdict::Refuse(_) => "refuse",
    }
}

#[test]
fn the_guard_names_the_kinds_that_the_table_names() {
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
fn the_guard_judges_as_the_table_says() {
    let lines = include_str!("guard_verdicts.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let wrong: Vec<String> = lines
        .filter_map(|line| {
            let (expected, message) = line.split_once('\t').unwrap_or_else(|| panic!("no tab in: {line}"));
            (verdict(message) != expected).then(|| format!("{message:?}: {:?}, not {expected}", guard(message)))
        })
        .collect();
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_personal_number_is_found_anywhere_in_a_text() {
    for text in ["(1234567890)", "x 1234567890, y", "nr.1234567890", "u krye 1234567890", "1234567890%"] {
        let Verdict::Refuse(found) = guard(text) else { panic!("{text} passed") };
        assert!(found.iter().any(|finding| *finding == Finding::PersonalNumber), "{text}");
    }
}

/// The quickest of several judgements, so that a busy machine does not count.
fn quickest(text: &str) -> Duration {
    (0..20)
        .map(|_| {
            let begun = Instant::now();
            guard(text);
            begun.elapsed()
        })
        .min()
        .unwrap()
}

/// A build without optimisation is allowed this many times the time.
const SLOWER: u32 = if cfg!(debug_assertions) { 25 } else { 1 };

#[test]
fn long_and_strange_texts_are_judged_quickly() {
    let strange = [
        String::new(),
        "a".repeat(4096),
        "viktima ".repeat(512),
        "Arta Gashi ".repeat(372),
        "A. ".repeat(1365),
        "1 ".repeat(2048),
        (0..1000).map(|number: u32| number.to_string()).collect::<Vec<_>>().join(" "),
        "044123456 ".repeat(409),
        "😀".repeat(1024),
        "\u{202e}\u{200b}".repeat(600),
        "שלום עולם ".repeat(200),
        "Vіktіma Аrtа ".repeat(150),
        "-.-.-.".repeat(680),
        "zero katër një ".repeat(270),
        "@".repeat(4096),
        "a.b@c.de ".repeat(455),
        "a.".repeat(2000) + "@x.example",
        "T pa ".repeat(819),
        "a-b-c-d-".repeat(512),
        "„“”'\"".repeat(300),
        "\u{0}\u{1}\u{fffd}".repeat(400),
        "e\u{0308}".repeat(1000),
    ];
    for text in &strange {
        let took = quickest(text);
        assert!(took < Duration::from_millis(10) * SLOWER, "{took:?}: {}", text.chars().take(20).collect::<String>());
    }
}

#[test]
fn what_is_longer_than_is_looked_at_is_refused_whatever_it_says() {
    let harmless = "Takimi mbahet. ".repeat(LONGEST_JUDGED);
    let longest: String = harmless.chars().take(LONGEST_JUDGED).collect();
    assert_eq!(guard(&longest), Verdict::Pass);
    let Verdict::Refuse(found) = guard(&(longest + "x")) else { panic!("it passed unseen") };
    assert_eq!(found.iter().copied().collect::<Vec<_>>(), [Finding::TooLong]);
}

#[test]
fn an_ordinary_message_is_judged_in_less_than_a_millisecond() {
    let message = "Takimi i grupit punues mbahet të enjten në ora 10, prokurori Bujar Limani dhe QPS-ja kanë konfirmuar, raporti \
                   është gati 80% dhe presim edhe shkresën nr. 02-418/2017 nga Ministria.";
    let took = quickest(message);
    assert!(took < Duration::from_millis(1) * SLOWER, "{took:?}");
}

proptest! {
    #[test]
    fn any_text_is_judged(text in "\\PC{0,300}") {
        guard(&text);
    }

    #[test]
    fn any_mixture_of_scripts_signs_and_digits_is_judged(
        text in "([A-Za-zčćžšđëçА-Яа-яљњїіαβ0-9 .,:;@/'’„“()+_*-]|\u{200b}|\u{202e}|\u{301}|😀|１){0,200}"
    ) {
        guard(&text);
    }

    #[test]
    fn ten_digits_are_refused_whatever_digits_stand_beside(before in 0_u32..2100, digits in "[1-9][0-9]{9}", after in 0_u32..100) {
        prop_assert_eq!(verdict(&format!("{before} {digits} {after}")), "refuse");
    }

    #[test]
    fn a_mobile_number_is_refused_whatever_digits_stand_before(
        before in 1_u32..100, code in prop::sample::select(vec!["043", "044", "045", "046", "048", "049"]), number in 100_000_u32..999_999
    ) {
        let (first, second) = (number / 1000, number % 1000);
        let text = format!("{before} {code} {first} {second:03}");
        prop_assert_eq!(verdict(&text), "refuse", "{}", text);
    }
}
