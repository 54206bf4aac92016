//! The ways to write a person down lead to the same bytes, and different people's do not.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use events::case_data_standard::{AgeGroup, Sex};
use events::person_key::{IdentifyingData, IdentifyingDataError as E, VictimKey, places, spelling};
use proptest::prelude::*;
use proptest::sample::select;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn today() -> NaiveDate {
    day(2026, 3, 18)
}

fn read(given: &str, family: &str, born: NaiveDate, sex: Sex, place: &str) -> Result<IdentifyingData, E> {
    IdentifyingData::read(given, family, born, sex, place, today())
}

fn bytes(given: &str, family: &str, place: &str) -> Vec<u8> {
    read(given, family, day(2009, 5, 14), Sex::Female, place).unwrap().canonical()
}

#[test]
fn a_name_is_the_same_in_albanian_serbian_cyrillic_and_on_a_foreign_keyboard() {
    let names: [&[&str]; 16] = [
        &["Hoxha", "HOXHA", "Hodža", "Хоџа", "Hodza", " hoxha "],
        &["Krasniqi", "Krasnići", "Краснићи", "Krasnici", "Krasniçi"],
        &["Thaçi", "Tači", "Тачи", "Taci", "Thaqi"],
        &["Shala", "Šalja", "Шаља", "Salja", "Sala"],
        &["Gashi", "Gaši", "Гаши", "Gasi"],
        &["Gjergj", "Đerđ", "Ђерђ", "Djerdj"],
        &["Xhevat", "Dževat", "Џеват", "Dzevat"],
        &["Zhuja", "Žuja", "Жуја", "Zuja"],
        &["Rrahman", "Rahman", "Рахман"],
        &["Ymer", "Imer", "Имер"],
        &["Nikolić", "Николић", "Nikolic", "Nikoliq"],
        &["Đorđević", "Ђорђевић", "Djordjevic", "Gjorgjeviq"],
        &["Marija", "Marĳa", "Марија", "Maria"],
        &["Anna-Maria", "Anna Maria", "Annamaria", "ANA MARIJA", "Ана Марија"],
        &["Dhurata", "Durata"],
        &["Şemsi", "Shemsi", "Шемси"],
    ];
    for alike in names {
        let spellings: BTreeSet<String> = alike.iter().map(|name| spelling::plain(name)).collect();
        assert!(spellings.len() == 1, "{alike:?} come out as {spellings:?}");
    }
    let different: BTreeSet<String> = names.iter().map(|alike| spelling::plain(alike[0])).collect();
    assert_eq!(different.len(), names.len());
}

#[test]
fn what_has_no_letter_is_no_name() {
    for text in ["", "  ", "-", "123", "'’`", "\u{301}"] {
        assert_eq!(spelling::plain(text), "", "{text:?}");
    }
    assert_eq!(spelling::plain("李 小龙"), "李小龙");
}

#[test]
fn a_municipality_is_the_same_under_all_its_names() {
    let mut all = BTreeSet::new();
    for names in places::municipalities() {
        let plain: BTreeSet<String> = names.iter().map(|name| places::plain(name)).collect();
        assert_eq!(plain.len(), 1, "{names:?} come out as {plain:?}");
        all.extend(plain);
    }
    assert_eq!(all.len(), 38, "two municipalities share a name");
    assert_eq!(places::plain("Ђаковица"), places::plain("GJAKOVA"));
    assert_eq!(places::plain("Peć"), places::plain("Pejë"));
    assert_ne!(places::plain("Tirana"), places::plain("Prishtina"));
}

#[test]
fn a_person_is_the_same_however_written_down() {
    let arta = bytes("Arta", "Hoxha", "Gjakovë");
    for (given, family, place) in [
        ("ARTA", "HODŽA", "Đakovica"),
        ("Арта", "Хоџа", "Ђаковица"),
        ("Hoxha", "Arta", "Gjakova"),
        ("arta ", "hodza", "gjakove"),
    ] {
        assert_eq!(bytes(given, family, place), arta, "{given} {family} of {place}");
    }
}

#[test]
fn different_people_come_out_apart() {
    let born = day(2009, 5, 14);
    let people = [
        read("Arta", "Hoxha", born, Sex::Female, "Gjakovë"),
        read("Arta", "Hoxhaj", born, Sex::Female, "Gjakovë"),
        read("Artan", "Hoxha", born, Sex::Female, "Gjakovë"),
        read("Arta", "Hoxha", day(2009, 5, 15), Sex::Female, "Gjakovë"),
        read("Arta", "Hoxha", born, Sex::Male, "Gjakovë"),
        read("Arta", "Hoxha", born, Sex::Female, "Gjilan"),
        // A letter does not move from one field into the next.
        read("Artah", "Oxha", born, Sex::Female, "Gjakovë"),
    ];
    let rows: BTreeSet<Vec<u8>> = people.into_iter().map(|person| person.unwrap().canonical()).collect();
    assert_eq!(rows.len(), 7);
}

#[test]
fn what_cannot_be_a_person_is_refused_without_being_repeated() {
    let refused = |given, family, born, place| read(given, family, born, Sex::Female, place).unwrap_err();
    let born = day(2009, 5, 14);
    assert_eq!(refused("?", "Hoxha", born, "Pejë"), E::NoGivenName);
    assert_eq!(refused("Arta", "", born, "Pejë"), E::NoFamilyName);
    assert_eq!(refused("Arta", "Hoxha", born, "10000"), E::NoBirthplace);
    assert_eq!(refused("Arta", "Hoxha", today() + Days::new(1), "Pejë"), E::BornInTheFuture);
    assert_eq!(refused("Arta", "Hoxha", day(1906, 3, 17), "Pejë"), E::BornTooLongAgo);
    assert!(read("Arta", "Hoxha", day(1906, 3, 18), Sex::Female, "Pejë").is_ok());
    assert!(read("Arta", "Hoxha", today(), Sex::Female, "Pejë").is_ok());
    let person = read("Arta", "Hoxha", born, Sex::Female, "Pejë").unwrap();
    assert_eq!(format!("{person:?}"), "IdentifyingData(…)");
    assert_eq!(E::ALL.map(E::code).into_iter().collect::<BTreeSet<_>>().len(), E::ALL.len());
}

#[test]
fn a_birthday_makes_somebody_older() {
    let group = |born| read("Arta", "Hoxha", born, Sex::Female, "Pejë").unwrap().age_group(today());
    assert_eq!(group(day(2008, 3, 19)), AgeGroup::From9To17);
    assert_eq!(group(day(2008, 3, 18)), AgeGroup::From18To20);
}

#[test]
fn a_person_key_has_64_digits_and_says_nothing() {
    let key = VictimKey::from_bytes([0xa5; 32]);
    assert_eq!(key.as_str(), "a5".repeat(32));
    assert_eq!(key.as_str().parse(), Ok(key.clone()));
    assert_eq!(format!("{key:?}"), "VictimKey(…)");
    for text in [String::new(), "a5".repeat(31), "a5".repeat(33), "A5".repeat(32), "g5".repeat(32), "ë".repeat(32)] {
        assert!(text.parse::<VictimKey>().is_err(), "{text}");
    }
}

/// A sound as Albanian, Serbian, Cyrillic and a foreign keyboard write it.
type Sound = [&'static str; 4];

const CONSONANTS: [Sound; 24] = [
    ["b", "b", "б", "b"],
    ["c", "c", "ц", "c"],
    ["ç", "č", "ч", "c"],
    ["q", "ć", "ћ", "c"],
    ["d", "d", "д", "d"],
    ["f", "f", "ф", "f"],
    ["g", "g", "г", "g"],
    ["gj", "đ", "ђ", "dj"],
    ["h", "h", "х", "h"],
    ["k", "k", "к", "k"],
    ["ll", "l", "л", "l"],
    ["l", "lj", "љ", "lj"],
    ["m", "m", "м", "m"],
    ["n", "n", "н", "n"],
    ["nj", "nj", "њ", "nj"],
    ["p", "p", "п", "p"],
    ["rr", "r", "р", "r"],
    ["s", "s", "с", "s"],
    ["sh", "š", "ш", "s"],
    ["t", "t", "т", "t"],
    ["v", "v", "в", "v"],
    ["xh", "dž", "џ", "dz"],
    ["z", "z", "з", "z"],
    ["zh", "ž", "ж", "z"],
];

const VOWELS: [Sound; 7] = [
    ["a", "a", "а", "a"],
    ["e", "e", "е", "e"],
    ["i", "i", "и", "i"],
    ["o", "o", "о", "o"],
    ["u", "u", "у", "u"],
    ["y", "i", "и", "i"],
    ["aj", "aj", "ај", "aj"],
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plain_spelling_is_its_own(name in "\\PC{0,24}") {
        let plain = spelling::plain(&name);
        prop_assert_eq!(spelling::plain(&plain), plain.clone());
        let place = places::plain(&name);
        prop_assert_eq!(places::plain(&place), place);
    }

    #[test]
    fn a_plain_spelling_of_any_letters_of_names_is_its_own(name in "[a-zçëčćšžđљњџђћшж' -]{0,24}") {
        let plain = spelling::plain(&name);
        prop_assert_eq!(spelling::plain(&plain), plain);
    }

    #[test]
    fn any_name_comes_out_alike_in_every_way_to_write(
        syllables in prop::collection::vec((select(&CONSONANTS[..]), select(&VOWELS[..])), 1..6),
    ) {
        let written = |way: usize| -> String {
            syllables.iter().flat_map(|(consonant, vowel)| [consonant[way], vowel[way]]).collect()
        };
        let albanian = spelling::plain(&written(0));
        for way in 1..4 {
            prop_assert_eq!(spelling::plain(&written(way)), albanian.clone(), "{} and {}", written(way), written(0));
        }
        prop_assert_eq!(spelling::plain(&written(0).to_uppercase()), albanian);
    }

    #[test]
    fn spaces_hyphens_and_capitals_make_no_difference(
        parts in prop::collection::vec("[a-zëç]{1,6}", 1..4),
        between in select(&[" ", "-", "  ", " - ", "’", "\u{a0}"][..]),
    ) {
        let (together, apart) = (parts.concat(), parts.join(between).to_uppercase());
        prop_assert_eq!(spelling::plain(&apart), spelling::plain(&together));
    }
}
