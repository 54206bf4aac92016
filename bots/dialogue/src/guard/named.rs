//! Persons described: a name beside a word for victim, a date of birth.

use crate::tokens::{Kind, Token, phrase_at};

/// Words for a victim, in the cases in which a name follows or precedes them.
const VICTIM_WORDS: &[&str] = &[
    "viktima",
    "viktime",
    "viktimes",
    "viktimen",
    "viktim",
    "viktimat",
    "viktimave",
    "mitura",
    "mituri",
    "mitur",
    "mitures",
    "miturit",
    "miturin",
    "mituren",
    "minorenia",
    "minoreni",
    "zrtva",
    "zrtve",
    "zrtvi",
    "zrtvu",
    "zrtvom",
    "maloletna",
    "maloletnu",
    "maloletne",
    "maloletnica",
    "maloletnice",
    "maloletnicu",
    "maloletni",
    "maloletnik",
    "maloletnika",
    "victim",
    "victims",
    "minor",
    "survivor",
    "femija",
    "femijes",
    "femijen",
    "vajza",
    "vajzes",
    "vajzen",
    "devojcica",
    "devojka",
    "devojku",
    "girl",
    "child",
    "dete",
    "detetu",
];

/// Words between a victim word and the name.
const BETWEEN: &[&str] = &[
    ":",
    ",",
    "-",
    "–",
    "(",
    "\"",
    "“",
    "„",
    "e",
    "i",
    "te",
    "quajtur",
    "me",
    "emrin",
    "emri",
    "eshte",
    "quhet",
    "po",
    "imenu",
    "zove",
    "se",
    "je",
    "named",
    "called",
    "name",
    "is",
    "by",
    "the",
    "with",
    "trafikimit",
    "trafikuar",
    "trafficking",
    "of",
    "trgovine",
    "ljudima",
    "zv",
    "znj",
    "ms",
    "mr",
    "mrs",
    "gdja",
    "zonja",
];

/// Words between a name and a victim word after it.
const BEFORE: &[&str] = &[
    ",", "-", "–", "(", "eshte", "nje", "e", "i", "si", "je", "jedna", "kao", "is", "a", "an", "the", "was", "as",
    "ishte", "bila",
];

/// After these a single name is enough.
const NAMING: &[&str] = &[
    "me emrin",
    "quhet",
    "e quajtur",
    "i quajtur",
    "po imenu",
    "zove se",
    "named",
    "called",
    "whose name is",
    "ime",
    "emri",
];

/// Words that are written with a capital and are no names: institutions, places, offices.
const NOT_NAMES: &[&str] = &[
    "ministria",
    "ministrise",
    "ministarstvo",
    "ministarstva",
    "ministry",
    "policia",
    "policise",
    "policija",
    "policije",
    "police",
    "kosova",
    "kosove",
    "kosoves",
    "kosovo",
    "kosovu",
    "qendra",
    "qendres",
    "qendrat",
    "centar",
    "centri",
    "centre",
    "center",
    "centres",
    "zyra",
    "zyre",
    "zyres",
    "kancelarija",
    "kancelarije",
    "office",
    "strehimorja",
    "strehimores",
    "prihvatiliste",
    "shelter",
    "sekretariati",
    "sekretariatit",
    "sekretarijat",
    "sekretarijata",
    "secretariat",
    "autoriteti",
    "autoritetit",
    "autoritet",
    "authority",
    "kombetar",
    "nacionalni",
    "national",
    "komisioni",
    "komisija",
    "commission",
    "kompensimin",
    "compensation",
    "kompenzaciju",
    "prokurori",
    "prokuroria",
    "tuzilac",
    "tuzilastvo",
    "prosecutor",
    "gjykata",
    "sud",
    "court",
    "advocacy",
    "assistance",
    "support",
    "protection",
    "fund",
    "services",
    "service",
    "unit",
    "report",
    "mbrojtje",
    "ndihme",
    "ndihma",
    "pune",
    "sociale",
    "punes",
    "mireqenies",
    "social",
    "work",
    "rad",
    "state",
    "shtetit",
    "shteterore",
    "drzavni",
    "drzavno",
    "drzavnog",
    "serbia",
    "srbija",
    "srbije",
    "serbi",
    "shqiperi",
    "shqiperia",
    "albania",
    "albanija",
    "bosna",
    "bosnia",
    "hercegovina",
    "maqedonia",
    "makedonija",
    "macedonia",
    "north",
    "severna",
    "mal",
    "zi",
    "crna",
    "gora",
    "montenegro",
    "prishtine",
    "prishtina",
    "pristina",
    "prizren",
    "peje",
    "peja",
    "mitrovice",
    "mitrovica",
    "gjilan",
    "ferizaj",
    "gjakove",
    "gjakova",
    "bashkimi",
    "evropian",
    "evropska",
    "unija",
    "european",
    "union",
    "law",
    "ligji",
    "zakon",
    "procedurat",
    "standarde",
    "operative",
    "standard",
    "operating",
    "procedures",
    "strategjia",
    "strategija",
    "strategy",
    "planit",
    "action",
    "plan",
    "mekanizmi",
    "mehanizam",
    "mechanism",
    "referral",
    "transnational",
    "hope",
    "homes",
    "nada",
    "domovi",
    "shpresa",
    "shtepite",
    "drejtesise",
    "pravde",
    "justice",
    "shendetesise",
    "zdravlja",
    "health",
    "arsimit",
    "obrazovanja",
    "education",
    "trafficking",
    "trafikim",
    "trafikimit",
    "human",
    "beings",
    "koordinatori",
    "koordinator",
    "coordinator",
    "organizata",
    "nderkombetare",
    "migrim",
    "international",
    "organization",
    "migration",
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
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "viktima",
    "viktimave",
    "viktimat",
    "zrtve",
    "zrtava",
    "victim",
    "victims",
    "the",
    "ne",
    "na",
    "u",
    "in",
    "te",
    "per",
    "za",
];

/// Words that introduce a birth.
const BIRTH: &[&str] = &[
    "e lindur",
    "i lindur",
    "lindur me",
    "u lind",
    "datelindja",
    "datelindje",
    "datelindjes",
    "datelindjen",
    "ditelindja",
    "data e lindjes",
    "daten e lindjes",
    "dtl",
    "vitlindja",
    "viti i lindjes",
    "rodjen",
    "rodjena",
    "roden",
    "rodena",
    "rodj",
    "datum rodjenja",
    "datum rodenja",
    "godina rodjenja",
    "godiste",
    "born",
    "date of birth",
    "dob",
    "birthdate",
    "birth date",
    "birthday",
    "d . o . b",
];

/// Words after which “born” speaks of many.
const MANY: &[&str] = &["children", "those", "persons", "people", "victims", "deca", "dece", "femije", "femijet"];

/// How far from “born” the date may stand, in tokens.
const REACH_OF_BIRTH: usize = 8;

pub(super) fn has_date_of_birth(_: &str, tokens: &[Token<'_>]) -> bool {
    (0..tokens.len()).any(|at| {
        let here = tokens.get(at..).unwrap_or_default();
        let Some(length) = BIRTH.iter().filter_map(|word| phrase_at(here, word)).max() else { return false };
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let many = before.is_some_and(|token| MANY.contains(&token.plain.as_str()));
        let dated = here.iter().skip(length).take(REACH_OF_BIRTH).any(|token| token.kind == Kind::Number);
        // “2001. godište” has its year before
        let dated_before = here.first().is_some_and(|token| token.is("godiste"))
            && tokens.get(at.saturating_sub(3)..at).unwrap_or_default().iter().any(|token| token.kind == Kind::Number);
        !many && (dated || dated_before)
    })
}

pub(super) fn has_named_victim(_: &str, tokens: &[Token<'_>]) -> bool {
    (0..tokens.len()).any(|at| {
        let victim = tokens.get(at).is_some_and(|token| VICTIM_WORDS.contains(&token.plain.as_str()));
        victim && (name_after(tokens, at) || name_before(tokens, at))
    })
}

fn name_after(tokens: &[Token<'_>], victim: usize) -> bool {
    let mut at = victim + 1;
    let mut naming = false;
    while let Some(token) = tokens.get(at) {
        let here = tokens.get(at..).unwrap_or_default();
        if let Some(length) = NAMING.iter().filter_map(|words| phrase_at(here, words)).max() {
            naming = true;
            at += length;
            continue;
        }
        let between = BETWEEN.contains(&token.plain.as_str());
        if !between || at - victim > 6 {
            break;
        }
        at += 1;
    }
    let first = tokens.get(at).is_some_and(is_name);
    first && (naming || is_surname(tokens, at + 1))
}

fn name_before(tokens: &[Token<'_>], victim: usize) -> bool {
    let mut end = victim;
    while end > 0 && victim - end < 5 && tokens.get(end - 1).is_some_and(|token| BEFORE.contains(&token.plain.as_str()))
    {
        end -= 1;
    }
    let (Some(first), Some(last)) = (end.checked_sub(2), end.checked_sub(1)) else { return false };
    tokens.get(first).is_some_and(is_name) && tokens.get(last).is_some_and(is_name)
}

fn is_surname(tokens: &[Token<'_>], at: usize) -> bool {
    let initial = tokens.get(at).is_some_and(|token| {
        token.kind == Kind::Word && token.written.chars().count() == 1 && token.written.chars().all(char::is_uppercase)
    });
    initial || tokens.get(at).is_some_and(is_name)
}

/// Written as a name is: “Arta”, “ARTA”, “Арта”; not an abbreviation, not a word that has a capital for another reason.
fn is_name(token: &Token<'_>) -> bool {
    let mut letters = token.written.chars().filter(|letter| letter.is_alphabetic());
    let Some(first) = letters.next() else { return false };
    let rest: Vec<char> = letters.collect();
    let title = !rest.is_empty() && rest.iter().all(|letter| letter.is_lowercase());
    let shouted = rest.len() >= 3
        && rest.iter().all(|letter| letter.is_uppercase())
        && token.plain.contains(['a', 'e', 'i', 'o', 'u']);
    token.kind == Kind::Word && first.is_uppercase() && (title || shouted) && !NOT_NAMES.contains(&token.plain.as_str())
}
