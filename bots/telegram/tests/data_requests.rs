//! Data requests in chat: told of, answered step by step or with a file, sent, returned, corrected.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{TestBot, eventually, form_links};
use encoding_rs::WINDOWS_1250;
use events::Command;
use events::data_request::{DataRequestCommand as C, DataRequestEvent as E, FieldComment};
use events::form::{Answer, Answers};
use events::ids::DataRequestId;
use events::institution::InstitutionCommand;
use events::language::Language;
use events::non_empty::NonEmpty;
use events::period::Period;
use forms::definition::{Notation, read_definition};

const FORM: &str = r#"
    title = { sq = "Viktimat", sr = "Žrtve", en = "Victims" }
    [[field]]
    key = "sheltered"
    label = { sq = "Të strehuara", sr = "Zbrinute", en = "Sheltered" }
    kind = "breakdown"
    unit = "persons"
    by = ["sex"]
    [[field]]
    key = "stay"
    label = { sq = "Qëndrimi", sr = "Boravak", en = "Average stay" }
    kind = "number"
    unit = "days"
    places = 1
    most = 365
    [[field]]
    key = "procedures"
    label = { sq = "Procedurat", sr = "Postupci", en = "Procedures followed" }
    kind = "choice"
    [[field.options]]
    key = "always"
    label = { sq = "Gjithmonë", sr = "Uvek", en = "Always" }
    [[field.options]]
    key = "rarely"
    label = { sq = "Rrallë", sr = "Retko", en = "Rarely" }
"#;

pub(crate) fn request(id: &str, from: &str, until: &str) -> Command {
    let definition = read_definition(FORM, Notation::Toml).unwrap();
    let issue = C::Issue {
        title: definition.title,
        form: definition.form,
        period: Period::new(from.parse().unwrap(), until.parse().unwrap()).unwrap(),
        recipients: NonEmpty::one("ms".parse().unwrap()),
        due: "2017-07-10".parse().unwrap(),
    };
    Command::DataRequest(id.parse().unwrap(), issue)
}

fn of_request(id: &str, command: C) -> Command {
    Command::DataRequest(id.parse().unwrap(), command)
}

/// A bot with one request, told to Arta.
async fn asked() -> TestBot {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.give(request("victims-2017", "2017-01-01", "2017-06-30")).await;
    harness
}

fn answer<'a>(answers: &'a Answers, key: &str) -> &'a Answer {
    &answers.0[&key.parse().unwrap()]
}

async fn submitted(harness: &TestBot) -> Vec<Answers> {
    let events = harness.data_requests().await;
    let answers = |event: &E| match event {
        E::Submitted { answers, .. } | E::Corrected { answers, .. } => Some(answers.clone()),
        E::Issued { .. } | E::Returned { .. } | E::Accepted { .. } | E::Nudged { .. } | E::Closed {} => None,
    };
    events.iter().filter_map(answers).collect()
}

#[tokio::test]
async fn a_request_is_told_answered_step_by_step_over_days_and_sent_once() {
    let mut harness = asked().await;
    let told = harness.hears("Data requests for Ministry").await;
    assert!(told["text"].as_str().unwrap().contains("10 Jul 2017"), "{told}");
    harness.press(&told, "Victims").await;
    let card = harness.hears("3 questions, not answered yet").await;
    harness.press(&card, "Answer here").await;
    harness.hears("Please write the total first.").await;

    // What is no answer is said to be none, and nothing is lost.
    harness.say("a few").await;
    harness.hears("This is not a number").await;
    harness.say("4").await;
    let women = harness.hears("How many: Female? 4 left").await;
    harness.say("5").await;
    harness.hears("more than the 4 that are left").await;
    harness.press(&women, "4").await;
    harness.hears("Average stay (2/3)").await;
    harness.say("12,55").await;
    harness.hears("at most 1 decimal place").await;
    harness.say("1 000 000 000 000 000 000").await;
    harness.hears("far too large").await;
    harness.say("400").await;
    harness.hears("at most 365").await;

    // Days later, after a restart, it goes on where it stopped.
    harness.stop_bot().await;
    harness.clock.set("2017-07-06T08:00:00Z");
    harness.start_bot().await;
    harness.say("/data").await;
    let card = harness.hears("in 4 days\n3 questions").await;
    harness.press(&card, "Go on").await;
    let stay = harness.hears("Average stay (2/3)").await;
    harness.press(&stay, "No answer").await;
    harness.hears("Why is there no answer to Average stay").await;
    harness.say("not counted yet").await;
    let procedures = harness.hears("Procedures followed (3/3)").await;
    harness.press(&procedures, "Back").await;
    let again = harness.hears("So far: no answer: not counted yet").await;
    assert!(again["text"].as_str().unwrap().contains("Average stay"), "{again}");
    harness.say("12,5").await;
    let procedures = harness.hears("Procedures followed (3/3)").await;
    harness.press(&procedures, "Rarely").await;
    let summary = harness.hears("Nothing is sent yet").await;
    for words in ["Sheltered: 4", "Female: 4", "Average stay: 12.5", "Procedures followed: Rarely"] {
        assert!(summary["text"].as_str().unwrap().contains(words), "{summary}");
    }
    assert!(submitted(&harness).await.is_empty(), "nothing is sent before it is sent");
    harness.press(&summary, "Send").await;
    harness.hears("Sent: Victims").await;
    let sent = submitted(&harness).await;
    assert_eq!(sent.len(), 1);
    assert_eq!(answer(&sent[0], "stay"), &Answer::Number("12.5".parse().unwrap()));
    harness.say("/data").await;
    harness.hears("with the Secretariat").await;
    harness.stop().await;
}

#[tokio::test]
async fn while_a_form_is_open_tasks_are_still_heard_and_a_form_can_be_dropped() {
    let harness = asked().await;
    harness.say("/data").await;
    let card = harness.hears("3 questions").await;
    harness.press(&card, "Answer here").await;
    harness.hears("Please write the total first.").await;
    harness.say("1: 50%").await;
    harness.hears("50% noted: 1. Count the beds").await;
    harness.say("2").await;
    let part = harness.hears("Female?").await;
    harness.press(&part, "Discard").await;
    harness.hears("Discarded. Nothing was sent.").await;
    assert!(submitted(&harness).await.is_empty());
    harness.stop().await;
}

#[tokio::test]
async fn figures_far_from_the_last_period_are_confirmed_by_a_button() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.give(request("victims-2016", "2016-07-01", "2016-12-31")).await;
    let last = Answers(BTreeMap::from([
        ("sheltered".parse().unwrap(), Answer::Skipped("not counted".parse().unwrap())),
        ("stay".parse().unwrap(), Answer::Number("10".parse().unwrap())),
        ("procedures".parse().unwrap(), Answer::Choice("always".parse().unwrap())),
    ]));
    let institution = || "ms".parse().unwrap();
    let submit =
        C::Submit { institution: institution(), answers: last, last: BTreeMap::new(), confirmed: BTreeSet::new() };
    harness.give(of_request("victims-2016", submit)).await;
    harness.give(of_request("victims-2016", C::Close)).await;
    harness.give(request("victims-2017", "2017-01-01", "2017-06-30")).await;
    harness.say("/data").await;
    let card = harness.hears("3 questions").await;
    harness.press(&card, "Answer here").await;
    harness.hears("Please write the total first.").await;
    harness.say("0").await;
    harness.hears("Last period: 10").await;
    harness.say("40").await;
    let procedures = harness.hears("Procedures followed").await;
    harness.press(&procedures, "Always").await;
    let summary = harness.hears("Nothing is sent yet").await;
    harness.press(&summary, "Send").await;
    let far = harness.hears("Average stay: now 40, last period 10").await;
    assert_eq!(submitted(&harness).await.len(), 1, "only the last period's");
    harness.press(&far, "They are right").await;
    harness.hears("Sent: Victims").await;
    let events = harness.data_requests().await;
    let confirmed = |event: &E| matches!(event, E::Submitted { confirmed, .. } if confirmed.len() == 1);
    assert!(events.iter().any(confirmed), "{events:?}");
    harness.stop().await;
}

#[tokio::test]
async fn what_is_returned_is_told_with_its_comments_and_corrected() {
    let harness = asked().await;
    let institution = || "ms".parse().unwrap();
    let answers = |stay: &str| {
        Answers(BTreeMap::from([
            ("sheltered".parse().unwrap(), Answer::Skipped("not counted".parse().unwrap())),
            ("stay".parse().unwrap(), Answer::Number(stay.parse().unwrap())),
            ("procedures".parse().unwrap(), Answer::Choice("always".parse().unwrap())),
        ]))
    };
    let (last, confirmed) = (BTreeMap::new(), BTreeSet::new());
    harness
        .give(of_request(
            "victims-2017",
            C::Submit { institution: institution(), answers: answers("10"), last, confirmed },
        ))
        .await;
    let comment = FieldComment { field: "stay".parse().unwrap(), comment: "in weeks or in days?".parse().unwrap() };
    harness
        .give(of_request("victims-2017", C::Return { institution: institution(), comments: NonEmpty::one(comment) }))
        .await;
    let told = harness.hears("Returned for correction").await;
    assert!(told["text"].as_str().unwrap().contains("Average stay: in weeks or in days?"), "{told}");
    harness.press(&told, "Victims").await;
    let card = harness.hears("returned for correction").await;
    harness.press(&card, "Answer here").await;
    // Only what was commented on is asked.
    harness.hears("Average stay (1/1)").await;
    harness.say("70").await;
    let summary = harness.hears("Nothing is sent yet").await;
    harness.press(&summary, "Add a note").await;
    harness.hears("What do you want to say").await;
    harness.say("it was in weeks").await;
    let summary = harness.hears("it was in weeks").await;
    harness.press(&summary, "Send").await;
    harness.hears("Sent: Victims").await;
    let events = harness.data_requests().await;
    let Some(E::Corrected { note, answers: corrected, .. }) = events.last() else { panic!("{events:?}") };
    assert_eq!((note.as_ref().unwrap().as_str(), corrected), ("it was in weeks", &answers("70")));
    harness.stop().await;
}

#[tokio::test]
async fn who_owes_an_answer_is_reminded_of_the_date_and_of_a_nudge_once_each() {
    let harness = asked().await;
    harness.hears("New").await;
    harness.clock.set("2017-07-10T06:30:00Z");
    harness.hears("Due today").await;
    harness.clock.set("2017-07-12T06:30:00Z");
    harness.hears("2 days late").await;
    harness.give(of_request("victims-2017", C::Nudge { institution: "ms".parse().unwrap() })).await;
    harness.hears("The Secretariat asks once more").await;
    harness.clock.set("2017-07-12T09:30:00Z");
    harness.say("/tasks").await;
    harness.hears("open task").await;
    let told: Vec<_> = harness.messages().await;
    let count = |words: &str| told.iter().filter(|message| message["text"].as_str().unwrap().contains(words)).count();
    assert_eq!((count("Due today"), count("Overdue"), count("asks once more")), (1, 1, 1), "{told:#?}");
    harness.stop().await;
}

/// The template in the answer's column of each key.
fn filled(template: &[u8], cells: &[(&str, &str)]) -> String {
    let text = String::from_utf8(template.to_vec()).unwrap();
    let lines = text.trim_start_matches('\u{feff}').lines().map(|line| {
        let mut row: Vec<&str> = line.split(';').collect();
        if let Some((_, value)) = cells.iter().find(|(key, _)| row.first() == Some(key)) {
            row[3] = value;
        }
        row.join(";")
    });
    lines.collect::<Vec<_>>().join("\r\n")
}

#[tokio::test]
async fn a_filled_in_file_is_read_whole_or_each_bad_cell_is_named() {
    let harness = asked().await;
    harness.say("/data").await;
    let card = harness.hears("3 questions").await;
    harness.press(&card, "CSV file").await;
    let template = harness.receives_file("victims-2017.csv").await;
    harness.press(&card, "Excel file").await;
    assert!(harness.receives_file("victims-2017.xlsx").await.starts_with(b"PK"));

    let bad = filled(&template, &[("sheltered", "4"), ("sheltered:female", "three"), ("stay", "1000000000000000000")]);
    harness.send_file("victims.csv", bad.into_bytes()).await;
    let faults = harness.hears("The file has 3 faults").await;
    let text = faults["text"].as_str().unwrap();
    for words in [
        "Row 8, column D (Sheltered): This is not a number",
        "column D (Average stay): The number is far too large",
        "column D (Procedures followed): The answer is missing",
    ] {
        assert!(text.contains(words), "“{words}” is not in {text}");
    }
    assert!(submitted(&harness).await.is_empty());

    let good = [("sheltered", "3"), ("sheltered:female", "3"), ("stay", "12,5"), ("procedures", "Rarely")];
    let good = filled(&template, &good);
    // As an older table calculator saves it: nobody can tell which letters these are.
    let (windows, _, wrong) = WINDOWS_1250.encode(&good);
    assert!(!wrong);
    let windows = if good.is_ascii() { [windows.as_ref(), b"\n\x9Ertva"].concat() } else { windows.into_owned() };
    harness.send_file("victims.csv", windows).await;
    harness.hears("Please save it as “CSV UTF-8”").await;
    assert!(submitted(&harness).await.is_empty());
    harness.send_file("victims.csv", good.into_bytes()).await;
    let summary = harness.hears("Nothing is sent yet").await;
    assert!(summary["text"].as_str().unwrap().contains("Average stay: 12.5"), "{summary}");
    assert!(submitted(&harness).await.is_empty(), "a file is shown before it is sent");
    harness.press(&summary, "Send").await;
    harness.hears("Sent: Victims").await;
    assert_eq!(submitted(&harness).await.len(), 1);
    harness.stop().await;
}

#[tokio::test]
async fn a_file_that_is_no_form_is_refused_and_deleted() {
    let harness = asked().await;
    harness.send_file("victims.pdf", b"%PDF-1.7 names of victims".to_vec()).await;
    harness.hears("I read CSV and XLSX files only").await;
    harness.send_file("list.csv", b"name;age\nsomebody;17\n".to_vec()).await;
    harness.hears("This is not the form").await;
    let named = |message: &serde_json::Value| message["kind"] == "document";
    assert!(!harness.own_messages().await.iter().any(named), "what is no form does not stay in the chat");
    let template = {
        harness.say("/data").await;
        let card = harness.hears("3 questions").await;
        harness.press(&card, "CSV file").await;
        harness.receives_file("victims-2017.csv").await
    };
    let text_of = |reason: &str| {
        let text = filled(&template, &[("stay", "")]);
        let lines = text
            .lines()
            .map(|line| if line.starts_with("stay;") { format!("{line}{reason}") } else { line.to_owned() });
        let text = lines.collect::<Vec<_>>().join("\r\n");
        filled(text.as_bytes(), &[("sheltered", "0"), ("procedures", "always")])
    };
    harness.send_file("victims.csv", text_of("victim Arta Krasniqi left").into_bytes()).await;
    let faults = harness.hears("Seems to contain").await;
    let text = faults["text"].as_str().unwrap();
    assert!(text.contains("column F") && !text.contains("Arta"), "{text}");
    let documents = async || harness.own_messages().await.iter().filter(|message| named(message)).count();
    assert_eq!(documents().await, 0, "what is refused does not stay in the chat");
    // What is in doubt is asked about at its cell and stays with its sender.
    let asked = text_of("We ask Arben Gashi for it");
    harness.send_file("victims.csv", asked.into_bytes()).await;
    let faults = harness.hears("Is this person an official?").await;
    let text = faults["text"].as_str().unwrap();
    assert!(text.contains("column F") && !text.contains("Arben"), "{text}");
    assert_eq!(documents().await, 1);
    assert!(submitted(&harness).await.is_empty());
    harness.send_file("victims.csv", text_of("We ask the prosecutor Arben Gashi for it").into_bytes()).await;
    harness.hears("Nothing is sent yet").await;
    harness.stop().await;
}

#[tokio::test]
async fn a_file_that_shows_somebody_leaves_the_chat_wherever_in_it_and_however_it_came() {
    let harness = asked().await;
    harness.say("/data").await;
    let card = harness.hears("3 questions").await;
    harness.press(&card, "CSV file").await;
    let template = harness.receives_file("victims-2017.csv").await;
    let documents = async || {
        let all = harness.own_messages().await;
        all.into_iter().filter(|message| message["kind"] == "document").collect::<Vec<_>>()
    };
    // The second sheet of a workbook, behind a sheet's name that is only in doubt.
    let mut book = rust_xlsxwriter::Workbook::new();
    let form = book.add_worksheet().set_name("Qershor").unwrap();
    form.write_string(0, 0, "focalpoint").unwrap().write_string(0, 1, "victims-2017").unwrap();
    for (column, heading) in (0u16..).zip(["key", "question", "part", "answer", "how", "reason"]) {
        form.write_string(5, column, heading).unwrap();
    }
    let list = book.add_worksheet().set_name("Arben Gashi").unwrap();
    list.write_string(3, 2, "viktima Arta Krasniqi").unwrap();
    harness.send_file("victims.xlsx", book.save_to_buffer().unwrap()).await;
    let told = harness.hears("Seems to contain").await["text"].as_str().unwrap().to_owned();
    assert!(!told.contains("Arta") && !told.contains("Arben"), "{told}");
    assert!(documents().await.is_empty(), "what is refused does not stay in the chat");
    // A good file stays; another one put in its place is looked at as well.
    let good = [("sheltered", "3"), ("sheltered:female", "3"), ("stay", "12,5"), ("procedures", "Rarely")];
    harness.send_file("victims.csv", filled(&template, &good).into_bytes()).await;
    harness.hears("Nothing is sent yet").await;
    let kept = documents().await.pop().unwrap();
    let bad = filled(&template, &[("stay", "victim Arta Krasniqi")]);
    harness.replace_file(&kept, "victims.csv", bad.into_bytes()).await;
    eventually(async || documents().await.is_empty(), "the file that was put there stays in the chat").await;
    harness.stop().await;
}

#[tokio::test]
async fn each_person_is_asked_in_their_language_and_the_link_is_theirs() {
    let harness = asked().await;
    harness.say("/data").await;
    let card = harness.hears("3 questions").await;
    let entities = card["entities"].as_array().unwrap();
    let url = entities.iter().find_map(|entity| entity["url"].as_str()).unwrap();
    let token = url.strip_prefix("http://127.0.0.1:9/forms/").unwrap();
    let link: links::FormLink = form_links().key.open(token, "2017-07-04T08:00:00Z".parse().unwrap()).unwrap();
    let wanted: DataRequestId = "victims-2017".parse().unwrap();
    assert_eq!((link.request, link.institution.as_str(), link.person.as_str()), (wanted, "ms", "arta"));

    for (language, words, refused) in [
        (Language::Sq, "Së pari shkruani numrin e përgjithshëm.", "Ky nuk është numër"),
        (Language::Sr, "Najpre napišite ukupan broj.", "Ovo nije broj"),
    ] {
        let choose = InstitutionCommand::ChooseLanguage { person: "arta".parse().unwrap(), language };
        harness.give(Command::Institution("ms".parse().unwrap(), choose)).await;
        harness.say("/data").await;
        let card = harness.hears(if language == Language::Sq { "3 pyetje" } else { "3 pitanja" }).await;
        let go = if language == Language::Sq { "Përgjigju këtu" } else { "Nastavi" };
        harness.press(&card, go).await;
        harness.hears(words).await;
        harness.say("xyz").await;
        harness.hears(refused).await;
    }
    harness.stop().await;
}
