//! Replies and what they are read as: the table `replies.tsv`, and properties over any text.

use chrono::NaiveDate;
use language::reading::{Attendance, Meaning, Reading, Report, Statement, Tasks, read_reply};
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 6, 20).unwrap()
}

fn report(report: &Report) -> String {
    match report {
        Report::Done => "done".to_owned(),
        Report::Progress(None) => "progress".to_owned(),
        Report::Progress(Some(percent)) => format!("progress {}", percent.value()),
        Report::Blocked { reason: None } => "blocked".to_owned(),
        Report::Blocked { reason: Some(reason) } => format!("blocked {reason}"),
        Report::Extension { until: None } => "extension".to_owned(),
        Report::Extension { until: Some(day) } => format!("extension {day}"),
        Report::Accepted => "accepted".to_owned(),
        Report::NotOurs { institution: None } => "not-ours".to_owned(),
        Report::NotOurs { institution: Some(institution) } => format!("not-ours {institution}"),
    }
}

fn statement(statement: &Statement) -> String {
    match statement {
        Statement::Clear(clear) => report(clear),
        Statement::Ambiguous(choices) => {
            format!("ambiguous {}", choices.iter().map(meaning).collect::<Vec<_>>().join(" | "))
        }
        Statement::NoSuchDate { text } => format!("no-such-date {text}"),
        Statement::DateInPast(day) => format!("past {day}"),
        Statement::Unknown(_) => "unknown".to_owned(),
    }
}

fn meaning(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Report(reported) => report(reported),
        Meaning::Invitation(answer) => attendance(answer),
    }
}

fn tasks(tasks: Tasks) -> String {
    match tasks {
        Tasks::One(number) => number.to_string(),
        Tasks::All(_) => "all".to_owned(),
        Tasks::Rest => "rest".to_owned(),
    }
}

fn attendance(answer: &Attendance) -> String {
    match answer {
        Attendance::Attending => "attending".to_owned(),
        Attendance::NotAttending { reason: None } => "not-attending".to_owned(),
        Attendance::NotAttending { reason: Some(reason) } => format!("not-attending {reason}"),
        Attendance::Deputy { who: None } => "deputy".to_owned(),
        Attendance::Deputy { who: Some(who) } => format!("deputy {who}"),
    }
}

fn written(reading: &Reading) -> String {
    match reading {
        Reading::Invitation(answer) => attendance(answer),
        Reading::Unnumbered(about) => statement(about),
        Reading::Aside(aside) => format!("aside {aside:?}").to_lowercase(),
        Reading::Numbered(all) => all
            .iter()
            .map(|numbered| format!("{}: {}", tasks(numbered.tasks), statement(&numbered.statement)))
            .collect::<Vec<_>>()
            .join("; "),
    }
}

/// What is asked about, when a reading asks.
fn offered(reading: &Reading) -> Option<Vec<String>> {
    let meanings: Vec<&Meaning> = match reading {
        Reading::Unnumbered(Statement::Unknown(likely)) => likely.iter().collect(),
        Reading::Unnumbered(Statement::Ambiguous(choices)) => choices.iter().collect(),
        Reading::Aside(_) => vec![],
        Reading::Invitation(_) | Reading::Unnumbered(_) | Reading::Numbered(_) => return None,
    };
    Some(meanings.into_iter().map(meaning).collect())
}

/// The same; of what is not to be acted on, that it is asked about, with all that the table names among what is offered.
fn is_as_expected(reading: &Reading, expected: &str) -> bool {
    let wanted: Vec<&str> =
        expected.strip_prefix("ambiguous ").map(|all| all.split(" | ").collect()).unwrap_or_default();
    match offered(reading) {
        Some(offered) if expected == "unknown" || !wanted.is_empty() => {
            wanted.iter().all(|wanted| offered.iter().any(|it| it == wanted))
        }
        _ => asked_as_unknown(reading) == expected,
    }
}

/// As [`written`], with all that is asked about of one task among several as `unknown`.
fn asked_as_unknown(reading: &Reading) -> String {
    let Reading::Numbered(all) = reading else { return written(reading) };
    let items = all.iter().map(|numbered| {
        let said = match &numbered.statement {
            Statement::Unknown(_) | Statement::Ambiguous(_) => "unknown".to_owned(),
            Statement::Clear(_) | Statement::NoSuchDate { .. } | Statement::DateInPast(_) => {
                statement(&numbered.statement)
            }
        };
        format!("{}: {said}", tasks(numbered.tasks))
    });
    items.collect::<Vec<_>>().join("; ")
}

#[test]
fn replies_are_read_as_the_table_says() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("replies.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (reply, expected) = line.split_once('\t').unwrap_or_else(|| panic!("no tab in: {line}"));
        let reading = read_reply(reply, today());
        count += 1;
        if !is_as_expected(&reading, expected) {
            wrong.push(format!("{reply:?} is read as {:?}, not {expected:?}", written(&reading)));
        }
    }
    assert!(count >= 120, "only {count} replies");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

fn says_done(reading: &Reading) -> bool {
    match reading {
        Reading::Invitation(_) | Reading::Aside(_) => false,
        Reading::Unnumbered(about) => about == &Statement::Clear(Report::Done),
        Reading::Numbered(all) => all.iter().any(|numbered| numbered.statement == Statement::Clear(Report::Done)),
    }
}

const DENIALS: &[(&str, &[&str])] = &[
    ("nuk", &["u krye", "është kryer", "e kemi përfunduar", "u realizua", "mbaroi", "u dërgua"]),
    ("ende nuk", &["u krye", "është kryer", "u përfundua"]),
    ("s'", &["u krye", "e kryem", "kemi kryer"]),
    ("nije", &["završeno", "gotovo", "urađeno", "još završeno", "u potpunosti obavljeno"]),
    ("još nije", &["završeno", "gotovo"]),
    ("нисмо", &["завршили", "урадили"]),
    ("not", &["done", "yet done", "finished", "really completed"]),
    ("we haven't", &["finished", "completed it", "sent"]),
];

fn denied_done() -> impl Strategy<Value = String> {
    let pairs: Vec<String> = DENIALS
        .iter()
        .flat_map(|(denial, dones)| {
            dones.iter().map(move |done| {
                if denial.ends_with('\'') { format!("{denial}{done}") } else { format!("{denial} {done}") }
            })
        })
        .collect();
    let before = prop::sample::select(vec!["", "ok ", "raporti ", "1 ", "2: ", "faleminderit, ", "Poštovani, ", "ne "]);
    let after = prop::sample::select(vec!["", ".", "!", " ende", " još", " faleminderit", " sot", " 3", ", hvala"]);
    (before, prop::sample::select(pairs), after, any::<bool>()).prop_map(|(before, said, after, shout)| {
        let text = format!("{before}{said}{after}");
        if shout { text.to_uppercase() } else { text }
    })
}

/// A denial with one slip of the thumb in it: a letter twice, left out, or two letters the other way round.
fn mistyped_denial() -> impl Strategy<Value = String> {
    let dones = prop::sample::select(vec!["u krye", "është kryer", "završeno", "gotovo", "done", "finished"]);
    let denials = prop::sample::select(vec!["nuk", "not", "nismo", "nisam", "isn't"]);
    (denials, dones, 0..5_usize, 0..3_u8).prop_map(|(denial, done, at, slip)| {
        let mut letters: Vec<char> = denial.chars().collect();
        let at = at % (letters.len() - 1);
        match slip {
            0 => letters.swap(at, at + 1),
            1 => letters.insert(at, letters[at]),
            _ => drop(letters.remove(at)),
        }
        format!("{} {done}", letters.into_iter().collect::<String>())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_denial_mistyped_is_still_none_of_done(text in mistyped_denial()) {
        prop_assert!(!says_done(&read_reply(&text, today())), "{text:?} is read as done");
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,80}") {
        read_reply(&text, today());
        privacy::guard::guard(&text);
        let _ = language::dates::read_date(&text, today());
    }

    #[test]
    fn any_row_of_known_words_is_read_without_a_panic(words in prop::collection::vec(prop::sample::select(vec![
        "u", "krye", "nuk", "1", "2", ",", ":", "50", "%", "do", "petka", "31", ".", "06", "qershor", "+", "3", "ditë",
        "next", "Friday", "e", "bllokuar", "jer", "?", "fund", "të", "muajit", "gotovo", "-", "99999999999999999999",
        "para", "ago", "2017", "/", "me", "s'", "ë", "до", "nr", "#", "\n", "javë", "months", "9999",
    ]), 0..14)) {
        let text = words.join(" ");
        read_reply(&text, today());
        read_reply(&words.concat(), today());
        let _ = language::dates::read_date(&text, NaiveDate::MAX);
        read_reply(&text, NaiveDate::MIN);
    }

    #[test]
    fn a_denied_done_is_never_done(text in denied_done()) {
        prop_assert!(!says_done(&read_reply(&text, today())), "{text:?} is read as done");
    }
}

/// What fuzzing found to be slow or strange (`cargo run --release -p language --example fuzz`), a text a line.
#[test]
fn what_fuzzing_found_is_read_and_judged() {
    for text in include_str!("../../../tests/corpora/found.txt").lines() {
        let _ = read_reply(text, "2017-06-13".parse().unwrap());
        let _ = privacy::guard::guard(text);
    }
}
