//! A morning by e-mail: its sections, its words in every language, and links that take the step that they name.

use std::collections::{BTreeMap, BTreeSet};

use events::Command;
use events::action_item::ActionItemCommand;
use events::data_request::DataRequestCommand;
use events::figure::Unit;
use events::form::{Answer, Answers, Field, FieldKind, Form};
use events::indicator::{Baseline, Disaggregation, IndicatorDefinition, ReportedValue, Source};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::strategy::ObjectiveCommand;
use links::{ActionLink, FormLink, UnsubscribeLink};
use notifications::{Content, DataRequestContent, DataRequestNews, IndicatorValueContent, TaskSection, WorkContent};

use crate::support::authority::{Authority, day, everywhere};
use crate::support::key;

const NOW: &str = "2017-07-03T06:00:00Z";

pub fn task(item: &str, section: TaskSection) -> Content {
    Content::Work(WorkContent::Task { item: item.parse().unwrap(), section })
}

fn half_year() -> Period {
    Period::new(day("2017-01-01"), day("2017-06-30")).unwrap()
}

fn asked(news: DataRequestNews) -> Content {
    Content::DataRequest(DataRequestContent { request: "victims".parse().unwrap(), news })
}

async fn ask_for_data(authority: &Authority) {
    let field = Field { key: "inspected".parse().unwrap(), label: everywhere("Inspektimi"), kind: FieldKind::Date {} };
    let issue = DataRequestCommand::Issue {
        title: everywhere("Viktimat 2017"),
        form: Form::try_from(NonEmpty::one(field)).unwrap(),
        period: half_year(),
        recipients: NonEmpty::one("ms".parse().unwrap()),
        due: day("2017-07-20"),
    };
    authority.give(Command::DataRequest("victims".parse().unwrap(), issue)).await;
}

fn objective(command: ObjectiveCommand) -> Command {
    Command::Objective("objective".parse().unwrap(), command)
}

async fn owe_a_value(authority: &Authority) -> Content {
    let owners = NonEmpty::one("ms".parse().unwrap());
    authority.give(objective(ObjectiveCommand::Set { statement: everywhere("x"), owners, key_issue: 2 })).await;
    let definition = IndicatorDefinition {
        title: everywhere("Formularët"),
        unit: Some(Unit::Items),
        due: Some(day("2018-12-31")),
        source: Some(Source::Reported(NonEmpty::one("ms".parse().unwrap()))),
        disaggregation: Some(Disaggregation::NotApplicable),
    };
    let indicator = || "forms".parse().unwrap();
    let baseline = Baseline { value: 1_u32.into(), on: day("2017-03-31") };
    for command in [
        ObjectiveCommand::DefineIndicator { indicator: indicator(), definition },
        ObjectiveCommand::SetBaseline { indicator: indicator(), baseline },
        ObjectiveCommand::SetTarget { indicator: indicator(), value: 90_u32.into() },
    ] {
        authority.give(objective(command)).await;
    }
    Content::IndicatorValue(IndicatorValueContent {
        objective: "objective".parse().unwrap(),
        indicator: indicator(),
        period: second_quarter(),
    })
}

fn second_quarter() -> Period {
    Period::new(day("2017-04-01"), day("2017-06-30")).unwrap()
}

/// Tasks of every section: one of them accepted, one with more time asked for.
async fn four_tasks(authority: &Authority) -> Vec<Content> {
    authority.assign("late", everywhere("Raporti <b>R&D</b> &amp;"), "2017-06-30").await;
    authority.assign("today", everywhere("Lista e hapur"), "2017-07-03").await;
    authority.assign("soon", everywhere("Plani i punës"), "2017-07-07").await;
    authority.assign("new", LocalText::only(Language::En, "A new thing".parse().unwrap()), "2017-07-20").await;
    authority.item("ms", "late", ActionItemCommand::Accept).await;
    let until = day("2017-07-10");
    authority.item("ms", "today", ActionItemCommand::RequestExtension { until, reason: None }).await;
    vec![
        task("new", TaskSection::New),
        task("soon", TaskSection::DueSoon),
        task("today", TaskSection::Today),
        task("late", TaskSection::Late),
    ]
}

/// That a text says all this, in this order; people's own words in it may look like markup.
fn mail_says(text: &str, wanted: &[&str]) {
    let mut rest = text;
    for words in wanted {
        let Some(at) = rest.find(words) else { panic!("“{words}” is not said, or not in its place:\n{text}") };
        rest = &rest[at..];
    }
}

#[tokio::test]
async fn a_morning_says_everything_in_its_order_in_every_language() {
    let english = [
        "Good morning. The tasks of MPMS: 1 new, 2 due soon, 1 overdue.\nReply briefly",
        "OVERDUE\n\n1. Raporti <b>R&D</b> &amp; – due Friday 30 June – accepted\nDone:\nhttps://",
        "+1 week:\nhttps://",
        "DUE TODAY\n\n2. Lista e hapur – due today, Monday 3 July – new; more time asked for, until Monday 10 July\nAccept:",
        "DUE SOON\n\n3. Plani i punës",
        "+1 week:\nhttps://",
        "NEW\n\n4. A new thing – due Thursday 20 July – new",
        "DATA REQUESTS FOR MPMS\n\nNew: Viktimat 2017 (",
        "20 July 2017, in 17 days\nOpen the form:\nhttps://hub.example/forms/",
        "A PERIOD HAS ENDED, AND A VALUE IS WAITING FOR MPMS\n\nQ2 2017 · Formularët",
        "Report the value:\nhttps://",
    ];
    let albanian = [
        "Mirëmëngjes. Detyrat e institucionit MPMS: 1 e re, 2 me afat të afërt, 1 e vonuar.",
        "TË VONUARA\n\n1. Raporti <b>R&D</b> &amp;",
        "E kryer:\nhttps://",
        "+1 javë:\nhttps://",
        "AFATI SOT\n\n2. Lista e hapur",
        "E pranojmë:",
        "ME AFAT TË AFËRT\n\n3. Plani i punës",
        "TË REJA\n\n4. A new thing",
        "Viktimat 2017",
        "Hap formularin:\nhttps://hub.example/forms/",
        "Tremujori 2 2017 · Formularët",
        "Raportoni vlerën:\nhttps://",
    ];
    let serbian = [
        "Dobro jutro. Zadaci institucije MPMS: 1 nov, 2 pred rokom, 1 kasni.",
        "KASNE\n\n1. Raporti <b>R&D</b> &amp;",
        "Završeno:\nhttps://",
        "+1 nedelja:\nhttps://",
        "ROK JE DANAS\n\n2. Lista e hapur",
        "Preuzimamo:",
        "USKORO ISTIČE ROK\n\n3. Plani i punës",
        "NOVI\n\n4. A new thing",
        "Viktimat 2017",
        "Otvori obrazac:\nhttps://hub.example/forms/",
        "2. kvartal 2017. · Formularët",
        "Javite vrednost:\nhttps://",
    ];
    for (language, subject, wanted) in [
        (Language::En, "4 tasks for Monday 3 July", english.as_slice()),
        (Language::Sq, "4 detyra për të hënën, 3 korrik", albanian.as_slice()),
        (Language::Sr, "4 zadatka, ponedeljak 3. jul", serbian.as_slice()),
    ] {
        let authority = Authority::speaking(language).await;
        let mut contents = four_tasks(&authority).await;
        ask_for_data(&authority).await;
        contents.extend([asked(DataRequestNews::Soon), asked(DataRequestNews::New), owe_a_value(&authority).await]);
        let mail = authority.told("arta", contents).await;
        assert_eq!(mail.header("Subject"), subject);
        assert_eq!(mail.header("Content-Language"), language.code());
        mail_says(&mail.text(), wanted);
        let html = mail.html();
        assert!(html.contains("Raporti &lt;b&gt;R&amp;D&lt;") && !html.contains("<b>"), "{html}");
        let stop = key().sign(&UnsubscribeLink { person: "arta".parse().unwrap() });
        assert!(mail.header("List-Unsubscribe").starts_with(&format!("<https://hub.example/mail/stop/{stop}>,")));
    }
}

#[tokio::test]
async fn whoever_reads_cyrillic_gets_it_but_for_what_is_in_another_language() {
    let authority = Authority::speaking(Language::SrCyrl).await;
    let contents = four_tasks(&authority).await;
    let mail = authority.told("arta", contents).await;
    assert_eq!(mail.header("Subject"), "4 задатка, понедељак 3. јул");
    // What is written in Serbian is shown in Cyrillic, what is not stays as it is.
    mail_says(
        &mail.text(),
        &[
            "Задаци институције МПМС: 1 нов",
            "КАСНЕ\n\n1. Рапорти",
            "рок: петак 30. јун – прихваћен\nЗавршено:",
            "4. A new thing (на енглеском)",
        ],
    );
}

#[tokio::test]
async fn each_link_takes_the_step_that_it_names_as_the_reader_for_seven_days() {
    let authority = Authority::speaking(Language::En).await;
    let mut contents = four_tasks(&authority).await;
    ask_for_data(&authority).await;
    contents.push(asked(DataRequestNews::New));
    let mail = authority.told("arta", contents).await;
    let wanted = [
        "late complete",
        "late request-extension:2017-07-10",
        "today accept",
        "today complete",
        "soon accept",
        "soon complete",
        "soon request-extension:2017-07-14",
        "new accept",
        "new complete",
        "new request-extension:2017-07-27",
    ];
    assert_eq!(mail.steps("arta", "2017-07-10T05:59:59Z"), wanted);
    let first = &mail.links("links")[0];
    assert!(key().open::<ActionLink>(first, "2017-07-10T06:00:00Z".parse().unwrap()).is_err(), "for seven days");
    let form: FormLink = key().open(&mail.links("forms")[0], NOW.parse().unwrap()).unwrap();
    assert_eq!((form.request.as_str(), form.institution.as_str(), form.person.as_str()), ("victims", "ms", "arta"));
}

#[tokio::test]
async fn what_is_over_is_left_out_and_of_nothing_nothing_is_sent() {
    let authority = Authority::speaking(Language::En).await;
    let contents = four_tasks(&authority).await;
    ask_for_data(&authority).await;
    let value = owe_a_value(&authority).await;
    authority.item("ms", "soon", ActionItemCommand::Complete).await;
    let mail = authority.told("arta", contents).await;
    assert!(!mail.text().contains("Plani i punës"), "{}", mail.text());
    assert_eq!(mail.header("Subject"), "3 tasks for Monday 3 July");

    let answers = Answers(BTreeMap::from([("inspected".parse().unwrap(), Answer::Date(day("2017-07-01")))]));
    let (last, confirmed) = (BTreeMap::new(), BTreeSet::new());
    let submit = DataRequestCommand::Submit { institution: "ms".parse().unwrap(), answers, last, confirmed };
    authority.give(Command::DataRequest("victims".parse().unwrap(), submit)).await;
    let reported = ReportedValue { value: 4_u32.into(), parts: None };
    let (indicator, institution) = ("forms".parse().unwrap(), "ms".parse().unwrap());
    let report = ObjectiveCommand::ReportValue { indicator, institution, period: second_quarter(), reported };
    authority.give(objective(report)).await;
    for over in [task("soon", TaskSection::DueSoon), asked(DataRequestNews::Soon), value] {
        authority.says_nothing("arta", over).await;
    }
    // Nor is what is another institution's told to whoever asks for it by a wrong notice.
    authority.says_nothing("chair", task("late", TaskSection::Late)).await;
}

/// A dozen tasks with long titles.
pub async fn a_dozen(authority: &Authority) -> Vec<Content> {
    let sections = [TaskSection::Late, TaskSection::Today, TaskSection::DueSoon, TaskSection::New];
    let dues = ["2017-06-20", "2017-07-03", "2017-07-06", "2017-07-24"];
    let mut contents = Vec::new();
    for n in 0..12 {
        let (section, due) = (sections[n / 3], dues[n / 3]);
        let title = format!("Përgatit pjesën {} të raportit vjetor për viktimat dhe dërgoja Sekretariatit", n + 1);
        authority.assign(&format!("task-{n}"), everywhere(&title), due).await;
        contents.push(task(&format!("task-{n}"), section));
    }
    contents
}

#[tokio::test]
async fn a_morning_of_a_dozen_tasks_is_short_enough_to_be_read_and_not_to_be_cut_off() {
    let authority = Authority::speaking(Language::Sq).await;
    let contents = a_dozen(&authority).await;
    let mail = authority.told("arta", contents).await;
    assert_eq!(mail.header("Subject"), "12 detyra për të hënën, 3 korrik");
    assert_eq!(mail.links("links").len(), 36);
    let text = mail.text();
    let words = text.split_whitespace().filter(|word| !word.starts_with("https://")).count();
    assert!(words <= 12 * 38, "{words} words:\n{text}");
    // Some programs cut what is longer than 102 kB.
    assert!(mail.html().len() < 40_000, "{} bytes", mail.html().len());
}
