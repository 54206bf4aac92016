//! Dates of birth, in figures or in words.

use super::lexicon::meaning as m;
use super::message::Message;
use crate::tokens::{Token, TokenKind, phrase_at};

/// Words that introduce a birth.
const BIRTH: &[&str] = &[
    "lindur",
    "lindura",
    "lindjes",
    "u lind",
    "linde",
    "lind",
    "ka le",
    "me le",
    "osht le",
    "rod",
    "bday",
    "rodila",
    "rodio",
    "rodjendan joj",
    "ka lind",
    "lindi",
    "datelindja",
    "datelindje",
    "datelindjes",
    "datelindjen",
    "ditelindja",
    "ditelindje",
    "ditelindjen",
    "data e lindjes",
    "daten e lindjes",
    "dtl",
    "vitlindja",
    "viti i lindjes",
    "rodjen",
    "rodjena",
    "rodjene",
    "rodjenu",
    "roden",
    "rodena",
    "rodj",
    "rodila se",
    "rodio se",
    "rodjendan",
    "rodendan",
    "datum rodjenja",
    "datum rodenja",
    "godina rodjenja",
    "godina rodenja",
    "godiste",
    "born",
    "date of birth",
    "dob",
    "birthdate",
    "birth date",
    "birthday",
    "year of birth",
    "d . o . b",
];

/// Words after which “born” speaks of many.
const MANY: &[&str] = &[
    "children", "those", "persons", "people", "victims", "babies", "deca", "dece", "decu", "femije", "femijet",
    "femijeve",
];

/// Words that make a date of the words after “born”: months, and the thousands of years.
const DATE_WORDS: &[&str] = &[
    "janar",
    "shkurt",
    "mars",
    "prill",
    "maj",
    "qershor",
    "korrik",
    "gusht",
    "shtator",
    "tetor",
    "nentor",
    "dhjetor",
    "januar",
    "februar",
    "mart",
    "marta",
    "april",
    "aprila",
    "maja",
    "jun",
    "juna",
    "jul",
    "jula",
    "avgust",
    "septembar",
    "septembra",
    "oktobar",
    "oktobra",
    "novembar",
    "novembra",
    "decembar",
    "decembra",
    "januara",
    "februara",
    "avgusta",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "dymije",
    "dymij",
    "mije",
    "hiljadu",
    "hiljade",
    "hiljadite",
    "hiljaditog",
    "thousand",
    "nineteen",
    "nenteqind",
    "nentemdhjete",
    "devetsto",
];

/// How far from “born” the date may stand, in tokens.
const REACH_OF_BIRTH: usize = 12;
/// How far before “born” its year may stand, in tokens.
const REACH_OF_YEAR: usize = 3;
/// How far before “born” those many may stand, in tokens.
const REACH_OF_MANY: usize = 2;

pub(super) fn has_date_of_birth(message: &Message<'_>) -> bool {
    let tokens = message.tokens;
    has_birthday(message) || dated_birth(tokens) || has_old_date(message)
}

/// “mala, 5.5.2007”: a whole date of years ago beside a word for somebody private.
fn has_old_date(message: &Message<'_>) -> bool {
    let dated = message.tokens.windows(5).any(|part| match part {
        [day, _, month, _, year] => {
            day.number().is_some_and(|day| (1..=31).contains(&day))
                && month.number().is_some_and(|month| (1..=12).contains(&month))
                && year.number().is_some_and(|year| (1940..=2013).contains(&year))
        }
        _ => false,
    });
    dated && message.has(m::VICTIM | m::CHILD | m::PRONOUN) && !message.has(m::LAW)
}

/// “sot mbush 16”, “turns 18 on Monday”, “puni 13 god. 19. juna”.
fn has_birthday(message: &Message<'_>) -> bool {
    let private = m::VICTIM | m::CHILD | m::PRONOUN;
    (0..message.tokens.len()).any(|at| {
        let turns = message.tokens.get(at).is_some_and(|token| TURNING.contains(&token.plain.as_str()));
        let age =
            message.tokens.iter().skip(at + 1).take(3).any(|token| {
                token.kind == TokenKind::Number && token.number().is_some_and(|age| (1..=60).contains(&age))
            });
        turns && age && message.has(private)
    })
}

/// What a person does to an age.
const TURNING: &[&str] = &[
    "mbush",
    "mbushi",
    "mbushe",
    "mbushet",
    "bon",
    "ban",
    "ben",
    "navrsava",
    "navrsila",
    "puni",
    "napunila",
    "napunio",
    "napunjava",
    "turns",
    "turned",
    "turning",
];

fn dated_birth(tokens: &[Token<'_>]) -> bool {
    (0..tokens.len()).any(|at| {
        let here = tokens.get(at..).unwrap_or_default();
        let Some(length) = BIRTH.iter().filter_map(|word| phrase_at(here, word)).max() else { return false };
        let before = tokens.get(at.saturating_sub(REACH_OF_MANY)..at).unwrap_or_default();
        // “të lindur” are those born, “e lindur” is somebody
        let many = before.iter().any(|token| MANY.contains(&token.plain.as_str()))
            || before.last().is_some_and(|token| token.is("te"));
        // “my birthday”, “rođendan mi je”: the sender's own
        let own = before.last().is_some_and(|token| ["my", "moj", "our"].contains(&token.plain.as_str()))
            || here.get(length).is_some_and(|token| ["mi", "ime", "im", "jem", "jeme"].contains(&token.plain.as_str()));
        let dated = here.iter().skip(length).take(REACH_OF_BIRTH).any(is_of_a_date);
        // “2001. godište”, “12.03.2001 e lindur”
        let nearest = tokens.get(at.saturating_sub(REACH_OF_YEAR)..at).unwrap_or_default();
        let dated_before = nearest.iter().any(|token| token.kind == TokenKind::Number && token.plain.len() == 4)
            || (here.first().is_some_and(|token| token.is("godiste"))
                && nearest.iter().any(|token| token.kind == TokenKind::Number));
        !many && !own && (dated || dated_before)
    })
}

fn is_of_a_date(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Number && token.plain.len() != 3 || DATE_WORDS.contains(&token.plain.as_str())
}
