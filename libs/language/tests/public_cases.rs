//! Cases that people met: wordings that were once noted wrongly, each with what is right. Read on Friday 4 December 2026.

use chrono::NaiveDate;
use language::reading::{Meaning, Reading, Report, Statement, read_reply};
use privacy::guard::{Verdict, guard};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 4).unwrap()
}

fn clear(text: &str) -> Option<Report> {
    match read_reply(text, today()) {
        Reading::Unnumbered(Statement::Clear(report)) => Some(report),
        Reading::Unnumbered(_) | Reading::Numbered(_) | Reading::Invitation(_) | Reading::Aside(_) => None,
    }
}

fn until(text: &str) -> Option<String> {
    match clear(text)? {
        Report::Extension { until } => until.map(|day| day.to_string()),
        Report::Done | Report::Progress(_) | Report::Blocked { .. } | Report::Accepted | Report::NotOurs { .. } => None,
    }
}

#[test]
fn what_must_will_or_nearly_is_done_is_not_noted_as_done() {
    for text in [
        "treba da se završi",
        "mora da se završi",
        "moramo da završimo",
        "želimo da završimo",
        "može da se završi",
        "da se uradi",
        "treba poslati",
        "poslati",
        "треба да се заврши",
        "мора да се заврши",
        "послати",
        "duhet kryer",
        "duhet të jetë kryer",
        "duhet përfunduar",
        "lypet kryer",
        "e kemi për të kryer",
        "me u krye",
        "po e krye",
        "gotovo nemoguće",
        "gotovo svi",
        "jedva gotovo",
        "barely done",
        "nowhere near done",
        "until done",
        "un-done",
        "vështirë se u krye",
    ] {
        assert_ne!(clear(text), Some(Report::Done), "{text}");
    }
}

#[test]
fn what_is_left_is_not_what_is_done() {
    for (text, percent) in [
        ("mbetet 10%", 90),
        ("only 10% left", 90),
        ("20% outstanding", 80),
        ("three-quarters done", 75),
        ("tre çerek", 75),
    ] {
        let Some(Report::Progress(Some(read))) = clear(text) else { panic!("{text} is asked about") };
        assert_eq!(read.value(), percent, "{text}");
    }
    for text in ["need a quarter more", "by the end of the third quarter", "ostalo je još 10%"] {
        assert!(!matches!(clear(text), Some(Report::Progress(Some(percent))) if percent.value() <= 25), "{text}");
    }
}

#[test]
fn a_word_that_begins_as_one_for_what_is_left_says_nothing_of_the_rest() {
    for text in ["80% e metodologjisë", "80% metodologjia", "ostavite mi, 80% je tu", "80% metrika"] {
        assert!(!matches!(clear(text), Some(Report::Progress(Some(percent))) if percent.value() == 20), "{text}");
    }
}

#[test]
fn all_but_some_things_of_a_task_ends_no_other_task() {
    for text in [
        "sve je gotovo osim 2 priloga",
        "all finished except 2 annexes",
        "all done but 2 pages",
        "krejt e kryme veç 3 fotove",
        "sve završeno sem dva potpisa",
    ] {
        assert!(!matches!(read_reply(text, today()), Reading::Numbered(_)), "{text}");
    }
    for text in ["sve sem 4 završeno", "All except 2 are finished.", "krejt i kom kry veq 3shin jo"] {
        assert!(matches!(read_reply(text, today()), Reading::Numbered(_)), "{text}");
    }
}

#[test]
fn days_and_spans_are_read_whole_or_asked_about() {
    for (text, day) in [
        ("deri më 15 të muajit", "2026-12-15"),
        ("deri më 15 të muajit tjetër", "2027-01-15"),
        ("by this Friday", "2026-12-04"),
        ("do ovog petka", "2026-12-04"),
        ("deri këtë të premte", "2026-12-04"),
        ("forty-five days", "2027-01-18"),
        ("shtatëdhjetë e dy ditë", "2027-02-14"),
        ("sto pet dana", "2027-03-19"),
        ("ninety-nine more days", "2027-03-13"),
        ("one hundred days more", "2027-03-14"),
    ] {
        assert_eq!(until(text).as_deref(), Some(day), "{text}");
    }
    for text in [
        "do marta",
        "до марта",
        "dy ose tri ditë",
        "sedam osam dana",
        "two to three days",
        "5 do 10 dana",
        "2-3 ditë",
        "deri më 15.12.2206",
        "a vijmë",
    ] {
        assert_eq!(clear(text), None, "{text}");
    }
}

#[test]
fn what_may_be_a_number_of_a_person_is_refused_beside_any_other_number() {
    for text in [
        "1234567890 16 vjeç",
        "1) 1234567890",
        "1234567890 0987654321",
        "0101990123456 16",
        "2017 1234567890",
        "044123456 045123456",
        "044 123 456 / 045 123 456",
        "ora 10 044 123 456",
        "2017/1234567890",
        "1234567890/2017",
        "044123456/2017",
        "viktima AK",
        "victim AK",
        "žrtva JP",
    ] {
        assert!(matches!(guard(text), Verdict::Refuse(_)), "{text}");
    }
    for text in ["nr. prot. 01-1234/17", "br. 01-123/2017", "10 12 15 20 25"] {
        assert_eq!(guard(text), Verdict::Pass, "{text}");
    }
}

#[test]
fn strange_texts_have_a_sensible_answer() {
    let texts = [
        String::new(),
        "😀".repeat(1000),
        "?!.,:;-".repeat(585),
        "krye ".repeat(819),
        (1..1000).map(|number| number.to_string()).collect::<Vec<_>>().join(" "),
        (1..400).map(|number| format!("{number} done")).collect::<Vec<_>>().join(" "),
        "\u{202e}u krye\u{202c}".to_owned(),
        "g\u{200b}o\u{200b}t\u{200b}o\u{200b}v\u{200b}o".to_owned(),
        "gоtоvо".to_owned(),
    ];
    for text in &texts {
        let reading = read_reply(text, today());
        assert!(!matches!(&reading, Reading::Numbered(all) if all.len() > 100), "{text}");
        let offered = match &reading {
            Reading::Unnumbered(Statement::Unknown(likely)) => likely.clone(),
            Reading::Unnumbered(_) | Reading::Numbered(_) | Reading::Invitation(_) | Reading::Aside(_) => vec![],
        };
        assert!(
            offered.len() <= 3
                && !offered.iter().any(|it| matches!(it, Meaning::Report(Report::NotOurs { institution: Some(_) }))),
            "{text}"
        );
        let _ = guard(text);
    }
}
