//! Texts, shares, lists, languages and hours: what they take, and what they refuse with which words.

use std::collections::BTreeMap;

use chrono::NaiveTime;
use events::institution::QuietHours;
use events::language::{Language, LocalText, LocalTextError, UnknownLanguage};
use events::non_empty::{EmptyList, NonEmpty};
use events::recurrence::RecurrenceRule;
use events::text::{LONGEST_TEXT, NotAPercentage, Percent, Text, TextError};
use serde_json::json;

use crate::values::{in_albanian, in_all_languages, text};

#[test]
fn a_text_says_something() {
    for (given, kept) in [
        ("u krye", "u krye"),
        ("  Strehimorja \n", "Strehimorja"),
        ("një\ndy\ttre\r\nkatër", "një\ndy\ttre\r\nkatër"),
        ("🙂", "🙂"),
    ] {
        let read: Text = given.parse().unwrap();
        assert_eq!(read.as_str(), kept);
        assert_eq!(read.to_string(), kept);
        assert_eq!(serde_json::from_value::<Text>(json!(given)).unwrap(), read);
        assert_eq!(serde_json::to_value(&read).unwrap(), json!(kept));
    }
    for empty in ["", " ", "\n\t \r\n", "\u{a0}"] {
        assert_eq!(empty.parse::<Text>(), Err(TextError::Empty));
        assert!(serde_json::from_value::<Text>(json!(empty)).is_err());
    }
    for control in ["a\0b", "a\u{1b}[2Jb", "a\u{7f}b", "a\u{85}b"] {
        assert_eq!(control.parse::<Text>(), Err(TextError::Control));
        assert!(serde_json::from_value::<Text>(json!(control)).is_err());
    }
}

#[test]
fn a_text_is_measured_in_letters() {
    let longest = "ë".repeat(LONGEST_TEXT);
    assert_eq!(longest.parse::<Text>().unwrap().as_str(), longest);
    assert_eq!(format!(" {longest} ").parse::<Text>().unwrap().as_str(), longest);
    assert_eq!(format!("{longest}ë").parse::<Text>(), Err(TextError::TooLong));
    assert_eq!(TextError::TooLong.to_string(), "the text has more than 2000 characters: shorten it");
}

#[test]
fn a_share_is_0_to_100() {
    for value in 0..=u8::MAX {
        let stored = serde_json::from_value::<Percent>(json!(value));
        if value <= 100 {
            let read = Percent::try_from(value).unwrap();
            assert_eq!((read.value(), u8::from(read), read.to_string()), (value, value, format!("{value}%")));
            assert_eq!(stored.unwrap(), read);
        } else {
            assert_eq!(Percent::try_from(value), Err(NotAPercentage(value)));
            assert!(stored.is_err(), "{value}% reads");
        }
    }
    assert_eq!((Percent::ZERO.value(), Percent::WHOLE.value()), (0, 100));
    for stored in [json!(-1), json!(256), json!(1.5), json!("50")] {
        assert!(serde_json::from_value::<Percent>(stored.clone()).is_err(), "{stored}% reads");
    }
}

#[test]
fn a_list_with_at_least_one_has_one() {
    let list = NonEmpty::try_from(vec![1, 2, 3]).unwrap();
    assert_eq!((list.first(), list.len()), (&1, 3));
    assert_eq!(list.iter().copied().collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(list.clone().into_iter().collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(Vec::from(list.clone()), [1, 2, 3]);
    assert_eq!(serde_json::to_value(&list).unwrap(), json!([1, 2, 3]));
    assert_eq!(serde_json::from_value::<NonEmpty<i32>>(json!([1, 2, 3])).unwrap(), list);
    assert_eq!(NonEmpty::one(7), NonEmpty::try_from(vec![7]).unwrap());
    assert_eq!(NonEmpty::<i32>::try_from(vec![]), Err(EmptyList));
    let error = serde_json::from_value::<NonEmpty<i32>>(json!([])).unwrap_err();
    assert_eq!(error.to_string(), "the list is empty: name at least one");
}

#[test]
fn a_language_has_its_code() {
    let codes = [(Language::Sq, "sq"), (Language::Sr, "sr"), (Language::En, "en"), (Language::SrCyrl, "sr-Cyrl")];
    for (language, code) in codes {
        assert_eq!((language.code(), language.to_string().as_str()), (code, code));
        assert_eq!(code.parse(), Ok(language));
        assert_eq!(serde_json::to_value(language).unwrap(), json!(code));
    }
    for code in ["", "SQ", "de", "sq "] {
        assert_eq!(code.parse::<Language>(), Err(UnknownLanguage(code.to_owned())));
    }
    assert_eq!(Language::default(), Language::Sq);
}

#[test]
fn a_text_known_in_some_languages_is_shown_in_the_first_that_has_it() {
    let both = LocalText::from_versions([(Language::Sq, " "), (Language::Sr, "Sud"), (Language::En, "Court")]).unwrap();
    assert_eq!(Language::ALL.map(|language| both.in_language(language)), ["Sud", "Sud", "Court"]);
    assert_eq!(both.versions().collect::<Vec<_>>(), [(Language::Sr, "Sud"), (Language::En, "Court")]);
    assert_eq!(in_albanian("Gjykata").in_language(Language::En), "Gjykata");
    assert!(!both.is_complete());
    assert!(in_all_languages("MS").is_complete());
    assert_eq!(serde_json::to_value(&both).unwrap(), json!({ "sr": "Sud", "en": "Court" }));
    assert_eq!(serde_json::from_value::<LocalText>(json!({ "sr": "Sud", "en": "Court" })).unwrap(), both);
}

#[test]
fn a_text_known_in_no_language_is_refused() {
    assert_eq!(LocalText::from_versions([(Language::Sq, ""), (Language::En, " ")]), Err(TextError::Empty));
    assert_eq!(LocalText::try_from(BTreeMap::new()), Err(LocalTextError::NoVersion));
    assert_eq!(LocalText::from_versions([(Language::Sq, "a\0")]), Err(TextError::Control));
    assert_eq!(LocalText::only(Language::Sr, text("Sud")).in_language(Language::Sr), "Sud");
    for stored in [json!({}), json!({ "sq": "" }), json!({ "de": "Gericht" }), json!("Gjykata")] {
        assert!(serde_json::from_value::<LocalText>(stored.clone()).is_err(), "{stored} reads");
    }
}

#[test]
fn quiet_hours_may_span_midnight() {
    let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    let night = QuietHours { from: at(20, 0), until: at(7, 0) };
    let noon = QuietHours { from: at(12, 0), until: at(13, 0) };
    let none = QuietHours { from: at(9, 0), until: at(9, 0) };
    for (hour, minute, by_night, at_noon) in [
        (0, 0, true, false),
        (6, 59, true, false),
        (7, 0, false, false),
        (11, 59, false, false),
        (12, 0, false, true),
        (12, 59, false, true),
        (13, 0, false, false),
        (19, 59, false, false),
        (20, 0, true, false),
        (23, 59, true, false),
    ] {
        let found = (night.cover(at(hour, minute)), noon.cover(at(hour, minute)), none.cover(at(hour, minute)));
        assert_eq!(found, (by_night, at_noon, false), "{hour}:{minute:02}");
    }
    assert!(!none.cover(at(9, 0)));
}

#[test]
fn a_series_rule_has_no_room_for_words() {
    for rule in [
        "FREQ=MONTHLY;COUNT=6",
        "FREQ=MONTHLY;BYDAY=1MO,-1FR;INTERVAL=2",
        "FREQ=WEEKLY;UNTIL=20181231T220000Z;WKST=MO",
        "FREQ=YEARLY;BYMONTH=3,9;UNTIL=20181231",
    ] {
        let parsed: RecurrenceRule = rule.parse().unwrap();
        assert_eq!(parsed.to_string(), rule);
        assert_eq!(serde_json::from_value::<RecurrenceRule>(json!(rule)).unwrap(), parsed);
    }
    for text in [
        "",
        "COUNT=6",
        "FREQ=MONTHLY;COUNT=1234567890",
        "FREQ=MONTHLY;UNTIL=0123456789",
        "FREQ=MONTHLY;X-NAME=Arta",
        "FREQ=MONTHLY;BYDAY=ARTA",
        "FREQ=MONTHLY ",
        "FREQ=MONTHLY;",
        "Arta Krasniqi",
    ] {
        assert!(text.parse::<RecurrenceRule>().is_err(), "{text:?} reads");
        assert!(serde_json::from_value::<RecurrenceRule>(json!(text)).is_err(), "{text:?} reads");
    }
}
