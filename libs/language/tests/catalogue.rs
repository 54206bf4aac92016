//! The three languages say the same things: same messages, same variables, none empty, each refusal of the domain among
//! them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use events::action_item::ItemStage;
use events::case::{CaseManagerRole, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Sex};
use events::country::Country;
use events::form::AnswerFault;
use events::institution::Post;
use events::language::Language;
use events::meeting::InvitationAnswer;
use events::person_key::IdentifyingDataError;
use events::text::Percent;
use fluent_syntax::ast;
use language::catalogue::{Catalogue, Value, escape_html};
use privacy::guard::{Doubt, Finding};

const FILES: &[&str] = &[
    "chat.ftl",
    "replies.ftl",
    "refusals.ftl",
    "pages.ftl",
    "faults.ftl",
    "account.ftl",
    "cases.ftl",
    "countries.ftl",
    "training.ftl",
    "webhooks.ftl",
    "erasures.ftl",
    "strategy.ftl",
    "requests.ftl",
    "settings.ftl",
    "chairs.ftl",
    "meetings.ftl",
    "overviews.ftl",
    "doors.ftl",
    "email.ftl",
    "recorded.ftl",
    "telling.ftl",
];

/// What is added to the name of a day's variable to say it in another case; the variable is the same.
const CASES_OF_A_DAY: [&str; 3] = ["-until", "-from", "-on"];

/// The messages of a file, each with its variables.
fn messages(language: Language, file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts").join(language.code()).join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let parsed =
        fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(_, e)| panic!("{}: {e:?}", path.display()));
    let mut found = BTreeMap::new();
    for entry in &parsed.body {
        if let ast::Entry::Message(message) = entry {
            let value =
                message.value.as_ref().unwrap_or_else(|| panic!("{language}/{file}: {} is empty", message.id.name));
            assert!(says_something(value), "{language}/{file}: {} is empty", message.id.name);
            let mut variables = BTreeSet::new();
            collect(value, &mut variables);
            let before = found.insert(message.id.name.to_owned(), variables);
            assert!(before.is_none(), "{language}/{file}: {} is written twice", message.id.name);
        }
    }
    found
}

fn without_cases(messages: BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    let plain = |name: String| {
        let stem = CASES_OF_A_DAY.iter().find_map(|suffix| name.strip_suffix(suffix)).map(str::to_owned);
        stem.unwrap_or(name)
    };
    messages.into_iter().map(|(key, variables)| (key, variables.into_iter().map(plain).collect())).collect()
}

fn says_something(pattern: &ast::Pattern<&str>) -> bool {
    pattern.elements.iter().any(|element| match element {
        ast::PatternElement::TextElement { value } => !value.trim().is_empty(),
        ast::PatternElement::Placeable { .. } => true,
    })
}

fn collect(pattern: &ast::Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            collect_expression(expression, into);
        }
    }
}

fn collect_expression(expression: &ast::Expression<&str>, into: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => collect_inline(inline, into),
        ast::Expression::Select { selector, variants } => {
            collect_inline(selector, into);
            for variant in variants {
                assert!(says_something(&variant.value), "a variant is empty");
                collect(&variant.value, into);
            }
        }
    }
}

fn collect_inline(inline: &ast::InlineExpression<&str>, into: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            into.insert(id.name.to_owned());
        }
        ast::InlineExpression::Placeable { expression } => collect_expression(expression, into),
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| collect_inline(argument, into));
        }
        ast::InlineExpression::StringLiteral { .. } | ast::InlineExpression::NumberLiteral { .. } => {}
        ast::InlineExpression::MessageReference { .. } | ast::InlineExpression::TermReference { .. } => {
            panic!("messages here stand on their own")
        }
    }
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables() {
    let mut faults = Vec::new();
    for file in FILES {
        let albanian = without_cases(messages(Language::Sq, file));
        for language in [Language::Sr, Language::En] {
            let other = without_cases(messages(language, file));
            for key in albanian.keys().chain(other.keys()).collect::<BTreeSet<_>>() {
                match (albanian.get(key), other.get(key)) {
                    (Some(a), Some(b)) if a == b => {}
                    (Some(a), Some(b)) => {
                        faults.push(format!("{file}: {key} uses {a:?} in sq but {b:?} in {language}"));
                    }
                    (None, _) => faults.push(format!("sq/{file} lacks {key}")),
                    (_, None) => faults.push(format!("{language}/{file} lacks {key}")),
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_refusal_has_its_message_in_every_language() {
    let catalogue = Catalogue::new().unwrap();
    for code in events::Refusal::all_codes() {
        let key = format!("refusal-{code}");
        for language in Language::ALL {
            assert!(catalogue.has(language, &key), "{language} lacks {key}");
        }
    }
}

#[test]
fn no_refusal_message_stands_for_a_code_that_does_not_exist() {
    let codes = events::Refusal::all_codes();
    for key in messages(Language::Sq, "refusals.ftl").keys() {
        assert!(codes.iter().any(|code| key == &format!("refusal-{code}")), "{key} is no refusal of the domain");
    }
}

#[test]
fn every_kind_of_event_has_its_label_in_every_language() {
    let catalogue = Catalogue::new().unwrap();
    for event_type in events::Event::types() {
        // Who signs in and who looks at what is told by the audit trail and not by the timeline.
        let key = match event_type.split_once('.') {
            Some(("audit", _) | ("account", "session-used" | "token-used")) => continue,
            Some(("account", event)) => format!("page-audit-act-{event}"),
            Some(("webhook", event)) => format!("page-audit-act-webhook-{event}"),
            _ => format!("event-{}", event_type.replace('.', "-")),
        };
        for language in Language::ALL {
            assert!(catalogue.has(language, &key), "{language}: {key} is missing in pages.ftl");
        }
    }
}

#[test]
fn every_fault_of_an_answer_or_of_identifying_data_has_its_words() {
    let faults = AnswerFault::EACH.iter().map(|wrong| format!("fault-{}", wrong.code()));
    let errors = IdentifyingDataError::ALL.iter().map(|error| format!("identity-{}", error.code()));
    let expected: BTreeSet<String> = faults.chain(errors).collect();
    for language in Language::ALL {
        let found: BTreeSet<String> = messages(language, "faults.ftl").into_keys().collect();
        assert_eq!(found, expected, "in {language}");
    }
}

/// The name under which a value is stored, as keys of texts have it.
fn stored(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().replace('+', "-more")
}

#[test]
fn every_value_of_a_case_and_every_country_has_its_words_in_every_language() {
    let catalogue = Catalogue::new().unwrap();
    let named = |of: &str, names: Vec<String>| names.into_iter().map(|name| format!("case-{of}-{name}")).collect();
    let values: [Vec<String>; 5] = [
        named("stage", CaseStage::ALL.map(stored).to_vec()),
        named("sex", Sex::ALL.map(stored).to_vec()),
        named("age", AgeGroup::ALL.map(stored).to_vec()),
        named("form", ExploitationForm::ALL.map(stored).to_vec()),
        named(
            "role",
            [CaseManagerRole::CentreForSocialWork, CaseManagerRole::VictimAdvocacyOffice].map(stored).to_vec(),
        ),
    ];
    let countries = Country::all().map(|country| format!("country-{}", country.code().to_ascii_lowercase()));
    for key in values.into_iter().flatten().chain(countries) {
        for language in Language::ALL {
            assert!(catalogue.has(language, &key), "{language} lacks {key}");
        }
    }
}

#[test]
fn every_name_that_texts_hang_on_is_the_stored_one_and_has_its_words() {
    let catalogue = Catalogue::new().unwrap();
    let posts = [Post::FocalPoint, Post::Deputy];
    let answers: Vec<&str> = InvitationAnswer::ALL.iter().map(|answer| answer.code()).collect();
    assert_eq!(posts.map(stored), posts.map(Post::code));
    assert_eq!(InvitationAnswer::ALL.iter().copied().map(stored).collect::<Vec<_>>(), answers);
    assert_eq!(CaseStage::ALL.map(stored), CaseStage::ALL.map(CaseStage::code));
    let disclaimed = ItemStage::Disclaimed { suggested: None, reason: None, progress: Percent::ZERO };
    let plain = [
        ItemStage::Assigned,
        ItemStage::Accepted,
        disclaimed,
        ItemStage::Completed,
        ItemStage::Verified,
        ItemStage::Cancelled,
    ];
    let named = |texts: &[&str], codes: &[&str]| -> Vec<String> {
        texts.iter().flat_map(|of| codes.iter().map(move |code| format!("{of}-{code}"))).collect()
    };
    let keys = [
        named(&["whoami", "briefing-post"], &posts.map(Post::code)),
        named(
            &["page-answer", "chat-meeting-answer", "chat-meeting-button", "chat-meeting-who", "group-answer"],
            &answers,
        ),
        named(&["briefing-stage"], &CaseStage::ALL.map(CaseStage::code)),
        named(&["status"], &plain.each_ref().map(ItemStage::code)),
    ];
    for key in keys.concat() {
        for language in Language::ALL {
            assert!(catalogue.has(language, &key), "{language} lacks {key}");
        }
    }
}

#[test]
fn every_finding_of_the_guard_has_its_words() {
    let catalogue = Catalogue::new().unwrap();
    let keys = Finding::ALL.map(Finding::message_key).into_iter().chain(Doubt::ALL.map(Doubt::message_key));
    for key in keys {
        for language in Language::ALL {
            assert!(catalogue.has(language, &key), "{language} lacks {key}");
        }
    }
}

#[test]
fn all_messages_can_be_said_with_all_their_values() {
    let catalogue = Catalogue::new().unwrap();
    for file in FILES {
        for language in Language::ALL {
            for (key, variables) in messages(language, file) {
                let values: Vec<(&str, Value)> = variables.iter().map(|name| (name.as_str(), Value::from(3))).collect();
                let said = catalogue.say(language, &key, &values);
                assert!(!said.trim().is_empty() && said != key && !said.contains("{$"), "{language} {key}: {said}");
            }
        }
    }
}

#[test]
fn counts_choose_their_plural() {
    let catalogue = Catalogue::new().unwrap();
    let say = |language, count: i64| {
        catalogue.say(language, "tasks-heading", &[("institution", "MPMS".into()), ("count", count.into())])
    };
    assert_eq!(say(Language::Sr, 1), "<b>MPMS</b>: 1 otvoren zadatak");
    assert_eq!(say(Language::Sr, 3), "<b>MPMS</b>: 3 otvorena zadatka");
    assert_eq!(say(Language::Sr, 5), "<b>MPMS</b>: 5 otvorenih zadataka");
    assert_eq!(say(Language::Sr, 21), "<b>MPMS</b>: 21 otvoren zadatak");
    assert_eq!(say(Language::Sq, 1), "<b>MPMS</b>: 1 detyrë e hapur");
    assert_eq!(say(Language::Sq, 2), "<b>MPMS</b>: 2 detyra të hapura");
    assert_eq!(say(Language::En, 1), "<b>MPMS</b>: 1 open task");
}

#[test]
fn days_are_said_in_the_case_that_the_sentence_asks_for() {
    let catalogue = Catalogue::new().unwrap();
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let away = |language, from: &str, until: &str| {
        let day = |text: &str| Value::Day { day: day(text), today: day("2017-06-13") };
        catalogue.say(language, "settings-away", &[("from", day(from)), ("until", day(until))])
    };
    let from_wednesday = |language| away(language, "2017-06-21", "2017-07-02");
    assert_eq!(from_wednesday(Language::Sq), "Mungesa juaj: nga e mërkura, 21 qershor, deri të dielën, 2 korrik.");
    assert_eq!(from_wednesday(Language::Sr), "Vaše odsustvo: od srede, 21. juna do nedelje, 2. jula.");
    assert_eq!(from_wednesday(Language::En), "You are away from Wednesday 21 June until Sunday 2 July.");
    let tomorrow = |language| away(language, "2017-06-14", "2018-01-05");
    assert_eq!(tomorrow(Language::Sq), "Mungesa juaj: nga nesër, 14 qershor, deri të premten, 5 janar 2018.");
    assert_eq!(tomorrow(Language::Sr), "Vaše odsustvo: od sutra, 14. juna do petka, 5. januara 2018.");
    assert_eq!(tomorrow(Language::En), "You are away from tomorrow, Wednesday 14 June until Friday 5 January 2018.");
}

#[test]
fn peoples_own_words_cannot_carry_markup() {
    let catalogue = Catalogue::new().unwrap();
    let values = [("number", Value::from(1)), ("title", Value::from("<a href='x'>R&D</a>"))];
    let said = catalogue.say_html(Language::En, "confirm-done", &values);
    assert_eq!(said, "Marked as done: <b>1.</b> &lt;a href=&#39;x&#39;&gt;R&amp;D&lt;/a&gt;.");
    assert_eq!(escape_html("plain"), "plain");
}

#[test]
fn without_markup_a_message_says_the_same_and_peoples_own_words_stay_as_they_are() {
    let catalogue = Catalogue::new().unwrap();
    let values = [("number", Value::from(1)), ("title", Value::from("<b>R&D</b> &amp; 2 < 3"))];
    let said = catalogue.say_plain(Language::En, "confirm-done", &values);
    assert_eq!(said, "Marked as done: 1. <b>R&D</b> &amp; 2 < 3.");
    let link = [("link", Value::from("https://hub.example/forms/x")), ("days", Value::from(7))];
    let said = catalogue.say_plain(Language::En, "data-on-a-page", &link);
    assert_eq!(said, "You can also answer on a page; the link is yours alone and opens for 7 days.");
    let institution = [("institution", Value::from("Policia")), ("count", Value::from(3))];
    assert_eq!(catalogue.say_plain(Language::SrCyrl, "tasks-heading", &institution), "Policia: 3 отворена задатка");
    for file in FILES {
        for language in Language::ALL {
            for (key, variables) in messages(language, file) {
                let values: Vec<(&str, Value)> =
                    variables.iter().map(|name| (name.as_str(), Value::from("x"))).collect();
                let said = catalogue.say_plain(language, &key, &values);
                let marked =
                    said.contains("</") || said.contains("<b>") || said.contains("<a ") || said.contains("&amp;");
                assert!(!marked && !said.contains(['\u{E000}', '\u{E001}']), "{language} {key}: {said}");
            }
        }
    }
}

#[test]
fn a_message_that_no_language_has_shows_its_key() {
    let catalogue = Catalogue::new().unwrap();
    assert_eq!(catalogue.say(Language::En, "no-such-message", &[]), "no-such-message");
}

#[test]
fn the_catalogue_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Catalogue>();
}
