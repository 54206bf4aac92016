//! Cases on the pages: who somebody is goes in and comes out nowhere; what is wrong is said at its field.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use crate::support::TestGateway;
use coordination::{Clock, SystemClock};
use events::Command;
use events::case::CaseCommand;
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::ids::Position;
use events::institution::{InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use reqwest::Response;
use store::EventStore;

/// What nobody may find again: name, family name, date and place of birth.
const IDENTITY: [&str; 4] = ["Zymrije", "Kabashaj", "1999-11-23", "Rugovishte"];

async fn server() -> TestGateway {
    let server = TestGateway::start().await;
    for (id, kind) in [
        ("policia", InstitutionKind::Police),
        ("qps", InstitutionKind::SocialWork),
        ("zmnv", InstitutionKind::Advocates),
        ("isf", InstitutionKind::Shelter),
    ] {
        let names = LocalText::from_versions(Language::ALL.map(|language| (language, id))).unwrap();
        let role = "role".parse().unwrap();
        let register = InstitutionCommand::Register { names, kind, role, authority_member: true };
        server.give(Command::Institution(id.parse().unwrap(), register)).await;
    }
    let end = server.store.end().await.unwrap();
    readmodels::ReadPort::reached(server.read_models.as_ref(), end, crate::support::PATIENCE).await.unwrap();
    server
}

fn opening<'a>(once: &'a str, identity: [&'a str; 4]) -> Vec<(&'a str, &'a str)> {
    let [given, family, born, birthplace] = identity;
    vec![
        ("once", once),
        ("identified-by", "policia"),
        ("sex", "female"),
        ("nationality", "XK"),
        ("form", "sexual-exploitation"),
        ("also", "forced-labour"),
        ("centre", "qps"),
        ("office", "zmnv"),
        ("identity-given-name", given),
        ("identity-family-name", family),
        ("identity-born", born),
        ("identity-birthplace", birthplace),
    ]
}

async fn case_types(server: &TestGateway) -> Vec<String> {
    let log = server.store.read_all(Position::START, 10_000).await.unwrap();
    let types = log.into_iter().map(|event| event.body.event_type);
    types.filter(|event_type| event_type.starts_with("case.")).collect()
}

fn to(response: &Response) -> String {
    assert_eq!(response.status(), 303);
    response.headers()["location"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn who_somebody_is_becomes_a_key_and_is_found_nowhere() {
    let server = server().await;
    let response = server.send_form("/cases", &opening("a", IDENTITY)).await;
    let case = to(&response);
    let mut seen = vec![response.text().await.unwrap()];
    for path in [
        case.as_str(),
        "/cases",
        "/cases/new",
        "/cases/report",
        "/timeline?from=2000-01-01",
        "/timeline/entries?from=2000-01-01",
        "/",
    ] {
        for language in ["sq", "sr", "en"] {
            seen.push(server.page(path, language).await);
        }
    }
    assert!(seen[3].contains("A person key is known"), "{}", seen[3]);
    assert_eq!(case_types(&server).await, ["case.opened", "case.case-manager-assigned"], "an adult: the office");
    let stored = server.store.read_all(Position::START, 10_000).await.unwrap();
    let opened = stored.iter().find(|event| event.body.event_type == "case.opened").unwrap();
    let data: serde_json::Value = serde_json::from_str(&opened.body.data).unwrap();
    let key = data["data"]["person"].as_str().or(data["person"].as_str()).unwrap().to_owned();
    assert_eq!(key.len(), 64);
    let written = server.written();
    for word in IDENTITY {
        for page in &seen {
            assert!(!page.contains(word), "{word} is shown");
        }
        let has = |word: &str| written.windows(word.len()).any(|bytes| bytes.eq_ignore_ascii_case(word.as_bytes()));
        assert!(!has(word), "{word} is stored");
    }
    assert!(!seen.iter().any(|page| page.contains(&key)), "the key is nobody's to see");
    // The same form twice is one case.
    assert_eq!(to(&server.send_form("/cases", &opening("a", IDENTITY)).await), case);
    server.stop().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_what_was_typed_is_not_said_again() {
    let server = server().await;
    let tomorrow = (SystemClock.now() + chrono::TimeDelta::days(3)).date_naive().to_string();
    for (identity, at, words) in [
        (["Zymrije", "Kabashaj", &tomorrow, "Rugovishte"], "identity-born", "in the future"),
        (["Zymrije", "Kabashaj", "1799-11-23", "Rugovishte"], "identity-born", "more than 120 years ago"),
        (["Zymrije", "Kabashaj", "23.11.1999", "Rugovishte"], "identity-born", "date"),
        (["Zymrije", "Kabashaj", "", "Rugovishte"], "identity-born", ""),
        (["", "Kabashaj", "1999-11-23", "Rugovishte"], "identity-given-name", "given name is missing"),
        (["Zymrije", "123", "1999-11-23", "Rugovishte"], "identity-family-name", "family name is missing"),
        (["Zymrije", "Kabashaj", "1999-11-23", "?"], "identity-birthplace", "place of birth is missing"),
    ] {
        let response = server.send_form("/cases", &opening("b", identity)).await;
        assert_eq!(response.status(), 422, "{identity:?}");
        let page = response.text().await.unwrap();
        let wrong = format!("id=\"wrong-open-{at}\"");
        assert!(page.contains(&wrong) && page.contains(words), "{identity:?}: {page}");
        for typed in identity.iter().filter(|typed| typed.len() > 4) {
            assert!(!page.contains(*typed), "{typed} is said again");
        }
        assert!(page.contains("<option value=\"female\" selected>"), "what is not identifying is kept");
    }
    let mut other_age = opening("c", IDENTITY);
    other_age.push(("age-group", "0-8"));
    let page = server.send_form("/cases", &other_age).await.text().await.unwrap();
    assert!(page.contains("another age group"), "{page}");

    let empty = server.send_form("/cases", &[("once", "d"), ("sex", "purple")]).await;
    assert_eq!(empty.status(), 422);
    let page = empty.text().await.unwrap();
    for field in ["identified-by", "age-group", "sex", "nationality", "form"] {
        assert!(page.contains(&format!("id=\"wrong-open-{field}\"")), "{field}: {page}");
    }
    let mut wrong_kind = opening("e", ["", "", "", ""]);
    wrong_kind.retain(|(field, _)| *field != "centre");
    wrong_kind.extend([("centre", "isf"), ("age-group", "9-17")]);
    let page = server.send_form("/cases", &wrong_kind).await.text().await.unwrap();
    assert!(page.contains("id=\"wrong-open-centre\""), "a shelter is no centre for social work: {page}");
    assert!(case_types(&server).await.is_empty(), "nothing is stored by half");

    // When it cannot be saved, what was typed is not in the answer either.
    server.commands.off.store(true, Ordering::SeqCst);
    let response = server.send_form("/cases", &opening("f", IDENTITY)).await;
    assert_eq!(response.status(), 503);
    let page = response.text().await.unwrap();
    assert!(page.contains("must be typed again"), "{page}");
    for word in IDENTITY {
        assert!(!page.contains(word), "{word} is shown");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_second_case_of_the_same_person_is_offered_and_linked_once_confirmed() {
    let server = server().await;
    let first = to(&server.send_form("/cases", &opening("a", IDENTITY)).await);
    let written_otherwise = ["KABASHAJ", "Zimrije", "1999-11-23", "Rugovište"];
    let second = to(&server.send_form("/cases", &opening("b", written_otherwise)).await);
    assert_ne!(first, second);
    let page = server.page(&second, "en").await;
    assert!(page.contains("Possible re-trafficking"), "{page}");
    assert!(!server.page(&first, "en").await.contains("Possible re-trafficking"), "only the later case asks");
    let earlier = first.trim_start_matches("/cases/");
    let confirm = [("once", "x"), ("earlier", earlier)];
    assert_eq!(to(&server.send_form(&format!("{second}/same-person"), &confirm).await), second);
    let page = server.page(&second, "en").await;
    assert!(!page.contains("Possible re-trafficking") && page.contains("Earlier cases of the person"), "{page}");
    assert!(server.page(&first, "en").await.contains("Later cases of the person"));
    server.stop().await;
}

#[tokio::test]
async fn decisions_about_a_case_are_carried_out_or_refused_with_a_reason() {
    let server = server().await;
    let mut child = opening("a", ["", "", "", ""]);
    child.retain(|(field, _)| *field != "centre");
    child.push(("age-group", "9-17"));
    let case = to(&server.send_form("/cases", &child).await);
    let list = server.page("/cases", "en").await;
    assert!(list.contains("class=\"unassigned\"") && list.contains("Unassigned"), "{list}");
    for (act, fields, words) in [
        ("manager", vec![("institution", "zmnv")], "centre for social work manages the case of a child"),
        ("coordinator", vec![("person", "nobody")], "Choose from the list"),
        ("refer", vec![("receiver", "isf"), ("stage", "assistance"), ("answer-by", "2001-01-03")], "already"),
        ("refer", vec![("receiver", "isf"), ("stage", "holiday"), ("answer-by", "soon")], "wrong-refer-stage"),
        ("abroad", vec![("country", "XK"), ("contact", "Police")], "another country than Kosovo"),
        ("abroad", vec![("country", "Atlantis"), ("contact", "Police")], "wrong-abroad-country"),
        ("close", vec![("reason", "")], "wrong-close-reason"),
        ("accept", vec![("referral", "none")], "no such referral"),
    ] {
        let response = server.send_form(&format!("{case}/{act}"), &fields).await;
        assert_eq!(response.status(), 422, "{act} {fields:?}");
        let page = response.text().await.unwrap();
        assert!(page.contains(words), "{act} {fields:?}: {page}");
    }
    let before = case_types(&server).await;
    assert_eq!(before, ["case.opened"], "what is refused leaves nothing");
    let answer_by = (SystemClock.now() + chrono::TimeDelta::days(3)).date_naive().to_string();
    for (act, fields) in [
        ("manager", vec![("institution", "qps")]),
        ("refer", vec![("receiver", "isf"), ("stage", "assistance"), ("answer-by", &answer_by), ("request", "A bed")]),
        ("abroad", vec![("country", "AL"), ("contact", "State Police")]),
        ("stage", vec![("stage", "assistance")]),
        ("update", vec![("institution", "qps"), ("update", "Goes to school again.")]),
        ("close", vec![("reason", "Returned home")]),
        ("reopen", vec![("reason", "Came back"), ("stage", "referral")]),
    ] {
        let response = server.send_form(&format!("{case}/{act}"), &fields).await;
        assert_eq!(to(&response), case, "{act}");
    }
    let page = server.page(&case, "en").await;
    for words in ["A bed", "Albania", "State Police", "Goes to school again.", "Returned home", "Came back"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(server.get("/cases/2001-001", "en").await.status(), 404);
    assert_eq!(server.send_form(&format!("{case}/burn"), &[]).await.status(), 404);
    server.stop().await;
}

#[tokio::test]
async fn figures_hide_small_counts_on_the_page_and_in_the_file_alike() {
    let server = server().await;
    assert_eq!(server.get("/cases/report.csv", "en").await.status(), 404, "no case, no figures");
    for n in 0..9_u8 {
        let sex = if n < 7 { Sex::Female } else { Sex::Male };
        let forms = NonEmpty::one(ExploitationForm::ForcedBegging);
        let nationality = Nationality::Unknown;
        let profile = VictimProfile { age_group: AgeGroup::Adult, sex, nationality, forms };
        let identified_by = "policia".parse().unwrap();
        let open = CaseCommand::Open { identified_by, profile, person: None, competent: BTreeMap::new() };
        server.give(Command::Case(format!("2017-{n:03}").parse().unwrap(), open)).await;
    }
    let end = server.store.end().await.unwrap();
    readmodels::ReadPort::reached(server.read_models.as_ref(), end, crate::support::PATIENCE).await.unwrap();
    let response = server.get("/cases/report.csv?count=incidents&by=sex", "en").await;
    assert!(response.headers()["content-disposition"].to_str().unwrap().contains("cases-incidents-by-sex.csv"));
    let file = response.text().await.unwrap();
    let lines: Vec<Vec<&str>> = file.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(lines[0], ["\u{feff}Year", "Female", "Male", "Neither female nor male", "Not stated", "All"]);
    assert_eq!((lines[1][2], lines[1][5]), ("*", "9"), "{file}");
    assert!(lines[1].iter().filter(|count| **count == "*").count() >= 2, "one alone would tell itself: {file}");
    let totals = lines.last().unwrap();
    assert_eq!((totals[0], totals[2]), ("All years", "*"), "{file}");
    let page = server.page("/cases/report?count=incidents&by=sex", "sq").await;
    assert!(page.contains("hidden-count") && page.contains("Femër"), "{page}");
    let all = server.page("/cases/report?count=incidents&by=nationality", "en").await;
    assert!(all.contains("Other countries"), "{all}");
    server.stop().await;
}
