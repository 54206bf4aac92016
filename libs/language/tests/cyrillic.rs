//! Serbian in Cyrillic: one catalogue, the same words in other letters.

use events::cyrillic::in_cyrillic;
use events::language::{Language, LocalText};
use language::catalogue::{Catalogue, Value};
use proptest::prelude::*;
use translitrs::{Charset, Transliterator};

fn latin_again(cyrillic: &str) -> String {
    let letters = Transliterator::new(Charset::Cyrillic, Charset::Latin, true, true, true);
    letters.process(cyrillic).unwrap()
}

/// Every message of the Serbian files: its key and the names of its variables.
fn keys() -> Vec<(String, Vec<String>)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("texts/sr");
    let mut keys = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let parsed = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(_, e)| panic!("{e:?}"));
        for entry in parsed.body {
            let fluent_syntax::ast::Entry::Message(message) = entry else { continue };
            let variables = text.match_indices("{ $").map(|(at, _)| &text[at + 3..]);
            let names = variables.filter_map(|rest| rest.split([' ', '}']).next()).map(str::to_owned).collect();
            keys.push((message.id.name.to_owned(), names));
        }
    }
    keys
}

#[test]
fn every_text_in_cyrillic_is_the_same_text() {
    let catalogue = Catalogue::new().unwrap();
    let mut faults = Vec::new();
    for (key, variables) in keys() {
        for count in [1, 3, 5] {
            let values: Vec<(&str, Value)> = variables.iter().map(|name| (name.as_str(), count.into())).collect();
            let latin = catalogue.say(Language::Sr, &key, &values);
            let cyrillic = catalogue.say(Language::SrCyrl, &key, &values);
            // The name of the language in Cyrillic is Cyrillic in every language.
            if latin_again(&cyrillic) != latin && key != "language-name-sr-Cyrl" {
                faults.push(format!("{key}: {latin} | {cyrillic} | {}", latin_again(&cyrillic)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Words in which two letters stay two: reviewed one by one.
const TWO_SOUNDS: &[&str] = &["одјави", "одједном"];

#[test]
fn no_text_in_cyrillic_splits_a_letter() {
    let catalogue = Catalogue::new().unwrap();
    let mut split = Vec::new();
    for (key, variables) in keys() {
        let values: Vec<(&str, Value)> = variables.iter().map(|name| (name.as_str(), 2.into())).collect();
        let said = catalogue.say(Language::SrCyrl, &key, &values).to_lowercase();
        for word in said.split(|letter: char| !letter.is_alphabetic()) {
            let two = ["нј", "лј", "дж", "дј"].iter().any(|two| word.contains(two));
            if two && !TWO_SOUNDS.contains(&word) {
                split.push(format!("{key}: {word}"));
            }
        }
    }
    assert!(split.is_empty(), "{}", split.join("\n"));
}

#[test]
fn letters_that_are_one_and_letters_that_are_two() {
    for (latin, cyrillic) in [
        ("Ljubaznošću njegovih džepova", "Љубазношћу његових џепова"),
        ("LJUBAV, NJEGOŠ, DŽEP", "ЉУБАВ, ЊЕГОШ, ЏЕП"),
        ("injekcija, konjunktura, nadživeti", "инјекција, конјунктура, надживети"),
        ("Odjavi se; odjava", "Одјави се; одјава"),
        ("podjednako, predjelo", "подједнако, предјело"),
        ("do petka, 16. juna", "до петка, 16. јуна"),
    ] {
        assert_eq!(in_cyrillic(latin), cyrillic);
    }
}

#[test]
fn what_is_latin_in_serbian_too_stays() {
    for (latin, cyrillic) in [
        ("<b>Zadaci</b> &amp; rokovi", "<b>Задаци</b> &amp; рокови"),
        ("<a href=\"https://t.me/bot?start=abc\">Otvorite</a>", "<a href=\"https://t.me/bot?start=abc\">Отворите</a>"),
        ("/tasks prikazuje zadatke, /help pomoć.", "/tasks приказује задатке, /help помоћ."),
        ("pišite na ana.berisha@example.org ili t.me/bot", "пишите на ana.berisha@example.org или t.me/bot"),
        ("uvezite training-programme.csv", "увезите training-programme.csv"),
        ("Sačuvajte kao CSV ili XLSX", "Сачувајте као CSV или XLSX"),
        ("kod 7K3M-2QRD", "код 7K3M-2QRD"),
        ("Njoftim për Xhevahire", "Њофтим për Xhevahire"),
    ] {
        assert_eq!(in_cyrillic(latin), cyrillic);
    }
}

#[test]
fn what_is_filled_in_stays_and_what_is_ours_is_written_in_cyrillic() {
    let catalogue = Catalogue::new().unwrap();
    let day = |day: &str| Value::Day { day: day.parse().unwrap(), today: "2017-06-13".parse().unwrap() };
    let said = catalogue.say_html(
        Language::SrCyrl,
        "away-noted",
        &[("name", "Arta Nushi".into()), ("date", day("2017-06-16"))],
    );
    assert_eq!(said, "Забележено је Ваше одсуство до петка, 16. јуна. Подсетнике у међувремену добија Arta Nushi.");
    let latin =
        catalogue.say_html(Language::Sr, "away-noted", &[("name", "Arta Nushi".into()), ("date", day("2017-06-16"))]);
    assert_eq!(latin, "Zabeleženo je Vaše odsustvo do petka, 16. juna. Podsetnike u međuvremenu dobija Arta Nushi.");
}

#[test]
fn names_that_are_serbian_are_shown_in_cyrillic_and_others_as_they_are() {
    let versions = [(Language::Sq, "Qendra për punë sociale"), (Language::Sr, "Centar za socijalni rad Peć")];
    let both = LocalText::from_versions(versions).unwrap();
    assert_eq!(both.in_language(Language::SrCyrl), "Центар за социјални рад Пећ");
    assert_eq!(both.in_language(Language::Sr), "Centar za socijalni rad Peć");
    let albanian = LocalText::from_versions([(Language::Sq, "Qendra")]).unwrap();
    assert_eq!(albanian.in_language(Language::SrCyrl), "Qendra");
    assert!(serde_json::from_str::<LocalText>(r#"{"sr-Cyrl":"Центар"}"#).is_err(), "kept in one script only");
}

proptest! {
    #[test]
    fn cyrillic_reads_back_as_the_same_latin(words in "[abvgđežzijklmnoprstćufhcčš ,.]{0,80}") {
        // `dj` is left out: the library writes it as `đ`, as in older spelling, unless the word is known. Capitals are left
        // out because `LJ` and `Lj` are one letter in Cyrillic.
        prop_assert_eq!(latin_again(&in_cyrillic(&words)), words);
    }

    #[test]
    fn no_text_is_too_odd(text in "\\PC{0,200}") {
        let _ = in_cyrillic(&text);
    }
}
