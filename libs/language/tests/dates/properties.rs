//! What holds for any date and any text: what is said is read, and what is read is within reach.

use chrono::{Days, NaiveDate};
use events::language::Language;
use language::dates::{DateError, read_date, say_date};
use proptest::prelude::*;

use crate::dates::spelt_numbers::{albanian, english, serbian};
use crate::dates::today;

proptest! {
    #[test]
    fn a_coming_day_that_is_said_is_read_as_itself(ahead in 1_u64..700, from in 0_u64..2000, language in 0_usize..3) {
        let today = today().checked_add_days(Days::new(from)).unwrap();
        let date = today.checked_add_days(Days::new(ahead)).unwrap();
        let said = say_date(date, today, Language::ALL[language]);
        // The near word and the date are the same day, named twice.
        prop_assert_eq!(read_date(&said, today), Ok(Some(date)), "{}", said);
    }

    #[test]
    fn numbers_are_read_as_they_are_spelt(number in 1_u32..=200) {
        let wanted = today().checked_add_days(Days::new(number.into())).unwrap();
        for text in [
            format!("{} ditë", albanian(number)),
            format!("{} dana", serbian(number, " ")),
            format!("{} dana", serbian(number, " i ")),
            format!("{} days", english(number, "-")),
            format!("{} days", english(number, " ")),
        ] {
            prop_assert_eq!(read_date(&text, today()), Ok(Some(wanted)), "{}", text);
        }
    }

    #[test]
    fn any_text_names_a_day_within_reach_or_none(
        words in proptest::collection::vec((0..WORDS.len(), 0..3_usize), 0..9),
        numbers in proptest::collection::vec(0_u32..3000, 9),
    ) {
        let text: String = words
            .iter()
            .zip(&numbers)
            .map(|((word, gap), number)| match WORDS[*word] {
                "#" => format!("{number}{}", ["", " ", "  "][*gap]),
                word => format!("{word}{}", [" ", "", "."][*gap]),
            })
            .collect();
        let earliest = today().checked_sub_months(chrono::Months::new(12)).unwrap();
        let latest = today().checked_add_months(chrono::Months::new(120)).unwrap();
        let days = match read_date(&text, today()) {
            Ok(day) => Vec::from_iter(day),
            Err(DateError::Several(days)) => days.into(),
            Err(DateError::TooFar(_) | DateError::NoSuchDate { .. }) => Vec::new(),
        };
        for day in days {
            prop_assert!((earliest..=latest).contains(&day), "“{}” is {}", text, day);
        }
        let _ = read_date(&text, NaiveDate::MAX);
        let _ = read_date(&text, NaiveDate::MIN);
    }
}

/// Words of every kind that the grammar knows; “#” stands for a number.
const WORDS: &[&str] = &[
    "#",
    "#",
    "#",
    "-",
    "/",
    ".",
    ",",
    "+",
    "½",
    "deri",
    "më",
    "në",
    "do",
    "by",
    "the",
    "të",
    "muajit",
    "meseca",
    "month",
    "week",
    "javë",
    "ditë",
    "dana",
    "days",
    "mesec",
    "i",
    "po",
    "e",
    "gjysmë",
    "half",
    "a",
    "ose",
    "ili",
    "or",
    "to",
    "fund",
    "kraj",
    "end",
    "of",
    "mid",
    "početkom",
    "sledeće",
    "next",
    "tjetër",
    "this",
    "ovog",
    "petka",
    "e premte",
    "marta",
    "Friday",
    "qershor",
    "juna",
    "June",
    "VII",
    "nesër",
    "sutra",
    "EOD",
    "th",
    "og",
    "ti",
    "h",
    "ora",
    "noon",
    "njëzet",
    "pesë",
    "dvadeset",
    "pet",
    "twenty",
    "five",
    "sto",
    "hundred",
    "petnaestog",
    "first",
    "pune",
    "radnih",
    "ago",
    "pre",
    "para",
    "posle",
    "between",
    "između",
    "vikend",
    "vit",
    "godine",
    "year",
    "Vidovdana",
    "%",
    ":",
];
