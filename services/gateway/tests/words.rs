//! The words that people are shown: a text in another language than the reader's says so wherever it stands.
#![expect(
    clippy::disallowed_methods,
    reason = "the gateway runs on the machine\'s clock here, and days are counted from today"
)]

use crate::support::TestGateway;
use chrono::{Days, NaiveDate, Utc};
use events::Command;
use events::action_item::ActionItemCommand;
use events::data_request::DataRequestCommand;
use events::figure::{Figure, Unit};
use events::form::{Answer, Answers, ChoiceOption, Field, FieldKind, Form};
use events::indicator::{ComputedIndicator, Disaggregation, IndicatorDefinition, Source};
use events::language::{Language, LocalText};
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime, RaisedItem};
use events::milestone::{MilestoneCommand, MilestoneDate, MilestoneKind, Precision};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::strategy::{Activity, ObjectiveCommand};
use events::subgroup::SubgroupCommand;
use events::training::{Audience, ModuleCommand, ModulePlan};

fn today() -> NaiveDate {
    Utc::now().with_timezone(&chrono_tz::Europe::Belgrade).date_naive()
}

/// A text that only Albanian has. Its number finds it on a page.
fn albanian(n: u32) -> LocalText {
    LocalText::only(Language::Sq, format!("Fjala {n}").parse().unwrap())
}

/// How many such texts there are.
const TEXTS: u32 = 13;

/// Those that are told within a sentence: an option in a hint, a unit behind a number. The mark alone has to do.
const IN_A_SENTENCE: [&str; 2] = ["Fjala 11", "Fjala 13"];

/// A hub in which every title and name is in Albanian alone.
async fn written_in_albanian() -> TestGateway {
    let server = TestGateway::start().await;
    let ms = || NonEmpty::one("ms".parse().unwrap());
    let last = Period::quarter_of(Period::quarter_of(today()).from() - Days::new(1));
    let until = today() + Days::new(300);
    server.give(Command::Subgroup("s".parse().unwrap(), SubgroupCommand::Form { name: albanian(1) })).await;
    let admit = SubgroupCommand::AdmitInstitution { institution: "ms".parse().unwrap() };
    server.give(Command::Subgroup("s".parse().unwrap(), admit)).await;
    let assign = ActionItemCommand::Assign {
        title: albanian(2),
        owner: "ms".parse().unwrap(),
        subgroup: Some("s".parse().unwrap()),
        due: today(),
        raised_by: None,
    };
    server.give(Command::ActionItem("a".parse().unwrap(), assign)).await;
    for (id, convened, date) in
        [("held", MeetingBody::Invited, today()), ("ahead", MeetingBody::Subgroup("s".parse().unwrap()), until)]
    {
        let schedule = MeetingCommand::Schedule {
            title: albanian(3),
            at: MeetingTime { date, time: None, minutes: None },
            place: None,
            convened,
            invited: ms(),
            recurrence: None,
        };
        server.give(Command::Meeting(id.parse().unwrap(), schedule)).await;
    }
    let meeting = |command| Command::Meeting("held".parse().unwrap(), command);
    server.give(meeting(MeetingCommand::Hold { attended: ms() })).await;
    let raised = RaisedItem {
        action_item: "raised".parse().unwrap(),
        title: albanian(4),
        owner: "ms".parse().unwrap(),
        due: until,
    };
    let decide = MeetingCommand::TakeDecision { decision: "so".parse().unwrap(), raises: vec![raised] };
    server.give(meeting(decide)).await;
    let at = MilestoneDate { from: today(), until: None, precision: Precision::Day };
    let record = MilestoneCommand::Record { title: albanian(5), kind: MilestoneKind::Step, at };
    server.give(Command::Milestone("m".parse().unwrap(), record)).await;
    let plan = ModulePlan {
        title: albanian(6),
        audience: Audience::Trainers,
        form: "Mentorim dhe trajnim individual; punëtori trajnimi".parse().unwrap(),
        from: today(),
        until: today(),
        days_min: Some(2),
        days_max: None,
    };
    server.give(Command::Module("t".parse().unwrap(), ModuleCommand::Plan(plan))).await;
    let strategy = |command| Command::Objective("o".parse().unwrap(), command);
    server.give(strategy(ObjectiveCommand::Set { statement: albanian(7), owners: ms(), key_issue: 1 })).await;
    let days = Period::new(today(), until).unwrap();
    let plan = Activity { title: albanian(8), owners: ms(), days };
    server.give(strategy(ObjectiveCommand::PlanActivity { activity: "act".parse().unwrap(), plan })).await;
    for (id, source) in [
        ("i", Source::Reported(ms())),
        ("computed", Source::Computed(ComputedIndicator::MeetingAttendance)),
        ("lacking", Source::Computed(ComputedIndicator::MeetingAttendance)),
    ] {
        let definition = IndicatorDefinition {
            title: albanian(9),
            unit: (id == "i").then(|| Unit::Other(albanian(13))),
            due: Some(until),
            source: Some(source),
            disaggregation: Some(Disaggregation::NotApplicable),
        };
        let indicator: events::ids::IndicatorId = id.parse().unwrap();
        server.give(strategy(ObjectiveCommand::DefineIndicator { indicator: indicator.clone(), definition })).await;
        if id == "lacking" {
            continue;
        }
        let baseline = events::indicator::Baseline { value: Figure::ZERO, on: last.from() - Days::new(1) };
        server.give(strategy(ObjectiveCommand::SetBaseline { indicator: indicator.clone(), baseline })).await;
        let value = Figure::try_from(50_u64).unwrap();
        server.give(strategy(ObjectiveCommand::SetTarget { indicator, value })).await;
    }
    let option = |key: &str| ChoiceOption { key: key.parse().unwrap(), label: albanian(11) };
    let field = |key: &str, kind| Field { key: key.parse().unwrap(), label: albanian(10), kind };
    let fields = vec![
        field("choice", FieldKind::Choice { options: NonEmpty::try_from(vec![option("yes"), option("no")]).unwrap() }),
        field("day", FieldKind::Date {}),
    ];
    let form = Form::try_from(NonEmpty::try_from(fields).unwrap());
    let issue = DataRequestCommand::Issue {
        title: albanian(12),
        form: form.unwrap(),
        period: last,
        recipients: ms(),
        due: today(),
    };
    server.give(Command::DataRequest("r".parse().unwrap(), issue)).await;
    let answers = Answers(
        [
            ("choice".parse().unwrap(), Answer::Choice("yes".parse().unwrap())),
            ("day".parse().unwrap(), Answer::Date(NaiveDate::from_ymd_opt(2017, 6, 15).unwrap())),
        ]
        .into(),
    );
    let submit = DataRequestCommand::Submit {
        institution: "ms".parse().unwrap(),
        answers,
        last: std::collections::BTreeMap::default(),
        confirmed: std::collections::BTreeSet::default(),
    };
    server.give_and_show(Command::DataRequest("r".parse().unwrap(), submit)).await;
    server
}

const PAGES: [&str; 37] = [
    "/",
    "/search?q=Fjala",
    "/work",
    "/month",
    "/lists/open",
    "/lists/answers-due",
    "/lists/objectives",
    "/telling",
    "/account/webhooks",
    "/timeline",
    "/timeline?group=objective&since=2026-01-01",
    "/timeline/entries",
    "/institutions",
    "/institutions/ms",
    "/subgroups",
    "/subgroups/s",
    "/action-items/a",
    "/action-items/new",
    "/meetings",
    "/meetings/held",
    "/meetings/ahead",
    "/training",
    "/training/t",
    "/trainers",
    "/strategy",
    "/strategy/o",
    "/dashboard",
    "/strategy/o/indicators/computed/events?from=2026-01-01&until=2026-03-31",
    "/data-requests",
    "/data-requests/new",
    "/data-requests/r",
    "/data-requests/collected",
    "/cases",
    "/verify",
    "/second-factor",
    "/drafts",
    "/account/tokens",
];

/// What a reader sees of a page from here on.
fn without_markup(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in html.chars().take(400) {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            letter if !inside => text.push(letter),
            _ => {}
        }
    }
    text
}

/// Where an Albanian text stands on a page without being marked.
fn unmarked(page: &str, mark: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (at, _) in page.match_indices("Fjala ") {
        let (before, from) = page.split_at(at);
        let end = from.char_indices().skip(6).find(|(_, letter)| !letter.is_ascii_digit()).unwrap().0;
        let after = &from[end..];
        // What is edited in a field, and what has its language named beside it, is marked by the field.
        let line = &before[before.rfind('<').unwrap()..];
        if line.starts_with("<input") || line.starts_with("<dd lang=") || line.starts_with("<p lang=") {
            continue;
        }
        let in_words = without_markup(after);
        let in_words = in_words.trim_start_matches(['"', ' ', '\n']);
        let plain = IN_A_SENTENCE.contains(&&from[..end])
            || ["<title", "<option", "<img", "<svg", "<div"].iter().any(|tag| line.starts_with(tag));
        let has_tag = line.starts_with("<span lang=\"sq\">") || line.starts_with("<text lang=\"sq\"");
        if !after.trim_start().starts_with(mark) && !in_words.starts_with(mark) || !(plain || has_tag) {
            faults.push(format!("{line}{}", &from[..end.min(60)]));
        }
    }
    faults
}

#[tokio::test]
async fn a_text_in_another_language_is_marked_on_every_page() {
    let server = written_in_albanian().await;
    let mut seen = std::collections::BTreeSet::new();
    for (language, mark) in [("sr", "(na albanskom)"), ("sr-Cyrl", "(на албанском)"), ("en", "(in Albanian)")]
    {
        for path in PAGES {
            let answer = server.get(path, language).await;
            assert_eq!(answer.status(), 200, "{path}");
            let page = answer.text().await.unwrap();
            let faults = unmarked(&page, mark);
            assert!(faults.is_empty(), "{language} {path}: {faults:#?}");
            seen.extend(
                (1..=TEXTS).filter(|n| page.contains(&format!("Fjala {n}<")) || page.contains(&format!("Fjala {n} ("))),
            );
            assert!(!page.contains("punëtori") && !page.contains("Mentorim"), "{language} {path}");
        }
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), (1..=TEXTS).collect::<Vec<_>>(), "each is shown somewhere");
    for path in PAGES {
        let page = server.page(path, "sq").await;
        assert!(!page.contains("(shqip)"), "{path}: nothing is foreign to an Albanian reader");
    }
    server.stop().await;
}

/// Days as machines write them.
fn iso_days(text: &str) -> Vec<String> {
    let is_day = |word: &&str| word.len() == 10 && word.parse::<NaiveDate>().is_ok();
    let words = text.split(|letter: char| !(letter.is_ascii_digit() || letter == '-'));
    words.filter(is_day).map(str::to_owned).collect()
}

#[tokio::test]
async fn what_people_download_is_in_their_language_and_has_days_as_they_write_them() {
    let server = written_in_albanian().await;
    let reported = events::indicator::ReportedValue { value: Figure::try_from(12_u64).unwrap(), parts: None };
    let last = Period::quarter_of(Period::quarter_of(today()).from() - Days::new(1));
    let report = ObjectiveCommand::ReportValue {
        indicator: "i".parse().unwrap(),
        institution: "ms".parse().unwrap(),
        period: last,
        reported,
    };
    server.give_and_show(Command::Objective("o".parse().unwrap(), report)).await;
    let paths = [
        "/dashboard/values/csv",
        "/data-requests/collected/file/csv?form=r&field=choice",
        "/data-requests/collected/file/csv?form=r&field=day",
        "/data-requests/r/form/csv",
    ];
    let english = ["no value", "hidden", "objective", "period", "Question", "not over"];
    for path in paths {
        for (language, mark) in [("sq", ""), ("sr", " (na albanskom)"), ("sr-Cyrl", " (на албанском)")] {
            let file = server.page(path, language).await;
            assert_eq!(iso_days(&file), [""; 0], "{language} {path}: {file}");
            for word in english {
                assert!(!file.contains(word), "{language} {path}: {word} in {file}");
            }
            assert!(file.contains(&format!("Fjala 10{mark};")) || file.contains(&format!("Fjala 9{mark};")), "{file}");
        }
        assert_eq!(iso_days(&server.page(path, "en").await), [""; 0], "{path}");
    }
    let day = server.page("/data-requests/collected/file/csv?form=r&field=day", "sr").await;
    assert!(day.contains(&last.from().format(";%d.%m.%Y;").to_string()) && day.contains(";15.06.2017;"), "{day}");
    let values = server.page("/dashboard/values/csv", "sr").await;
    let head = values.trim_start_matches('\u{feff}').lines().next().unwrap();
    assert!(head.starts_with("Cilj;Pokazatelj;Jedinica;Polazna vrednost;"), "{head}");
    assert!(values.contains("još nije završen") || values.contains("nema vrednosti"), "{values}");
    for path in ["/dashboard/values/xlsx", "/data-requests/collected/file/xlsx?form=r&field=day"] {
        assert!(server.get(path, "sq").await.bytes().await.unwrap().starts_with(b"PK"), "{path}");
    }
    server.stop().await;
}

#[tokio::test]
async fn no_page_shows_a_day_as_machines_write_it_or_nothing_as_null() {
    let server = written_in_albanian().await;
    for path in PAGES {
        for language in ["sq", "sr", "sr-Cyrl", "en"] {
            let page = server.page(path, language).await;
            let body = &page[page.find("<main").unwrap()..];
            let mut shown = String::new();
            let mut inside = false;
            for letter in body.chars() {
                match letter {
                    '<' => inside = true,
                    '>' => inside = false,
                    letter if !inside => shown.push(letter),
                    _ => {}
                }
            }
            assert_eq!(iso_days(&shown), [""; 0], "{language} {path}: {shown}");
            let words: Vec<&str> = shown.split(|letter: char| !letter.is_alphanumeric()).collect();
            for word in ["null", "undefined", "NaN"] {
                assert!(!words.contains(&word), "{language} {path}: {word}");
            }
            for half_said in ["Some(", "{&quot;", "{ $", "page-", "event-", "strategy-", "data-page-"] {
                assert!(!shown.contains(half_said), "{language} {path}: {half_said} in {shown}");
            }
        }
    }
    server.stop().await;
}
