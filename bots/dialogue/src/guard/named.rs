//! Persons named: a name or initials beside a word for victim.

use super::given_names::is_given_name;
use crate::tokens::{Kind, Token, phrase_at};

/// So many words may stand between a word for victim and the name.
const REACH_OF_NAME: usize = 6;

/// Words for one victim, in the cases in which a name follows or precedes them.
const ONE: &[&str] = &[
    "viktima",
    "viktime",
    "viktimes",
    "viktimen",
    "viktim",
    "viktimin",
    "mitura",
    "mituri",
    "mitur",
    "mitures",
    "miturit",
    "miturin",
    "mituren",
    "minorenia",
    "minoreni",
    "minorene",
    "minorenja",
    "demtuara",
    "demtuari",
    "demtuares",
    "demtuarit",
    "demtuaren",
    "demtuarin",
    "trafikuara",
    "trafikuari",
    "trafikuares",
    "trafikuaren",
    "trafikuarin",
    "femija",
    "femijes",
    "femijen",
    "vajza",
    "vajzes",
    "vajzen",
    "djali",
    "djalit",
    "djalin",
    "zrtva",
    "zrtve",
    "zrtvi",
    "zrtvu",
    "zrtvom",
    "maloletna",
    "maloletnu",
    "maloletne",
    "maloletnoj",
    "maloletnica",
    "maloletnice",
    "maloletnici",
    "maloletnicu",
    "maloletni",
    "maloletnog",
    "maloletnom",
    "maloletnik",
    "maloletnika",
    "maloletniku",
    "ostecena",
    "ostecene",
    "ostecenoj",
    "ostecenu",
    "osteceni",
    "ostecenog",
    "ostecenom",
    "devojcica",
    "devojcice",
    "devojcici",
    "devojcicu",
    "devojka",
    "devojke",
    "devojci",
    "devojku",
    "decak",
    "decaka",
    "decaku",
    "vjecarja",
    "vjecari",
    "vjecaren",
    "vjecarit",
    "minorja",
    "dete",
    "deteta",
    "detetu",
    "victim",
    "minor",
    "survivor",
    "girl",
    "boy",
    "child",
];

/// Words for many of them, which stand in the names of institutions too: names count after these only when nothing comes
/// between, or what comes between leads to names.
const MANY: &[&str] = &[
    "viktimat",
    "viktimave",
    "zrtava",
    "zrtvama",
    "victims",
    "minors",
    "children",
    "girls",
    "survivors",
    "mituret",
    "femijet",
    "femijeve",
    "deca",
    "dece",
];

/// Words beside which initials are somebody's, too: ages, and “initials” itself.
const TELLING: &[&str] = &[
    "vjec",
    "vjece",
    "vjecare",
    "vjecar",
    "godina",
    "godine",
    "godisnja",
    "godisnji",
    "aged",
    "old",
    "iniciale",
    "inicialet",
    "inicialeve",
    "inicijali",
    "inicijala",
    "inicijalima",
    "initials",
];

/// Those who speak for victims: a name after “victims” is theirs.
const SPEAKERS: &[&str] = &[
    "mbrojtesi",
    "mbrojtesja",
    "mbrojtesit",
    "mbrojteses",
    "avokati",
    "avokatja",
    "avokatit",
    "avokates",
    "zastupnik",
    "zastupnica",
    "zastupnika",
    "branilac",
    "advokat",
    "advokatica",
    "koordinatori",
    "koordinatorja",
    "koordinator",
    "koordinatorka",
    "advocate",
    "advocates",
    "coordinator",
    "zyrtari",
    "zyrtarja",
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
    "z",
    "zoti",
    "gospodja",
    "gdj",
    "ka",
    "ima",
    "supozuar",
    "supozuara",
    "dyshuar",
    "dyshuara",
    "potencial",
    "potenciale",
    "mundshme",
    "identifikuar",
    "identifikuara",
    "huaj",
    "navodna",
    "navodnu",
    "navodne",
    "potencijalna",
    "potencijalnu",
    "moguca",
    "identifikovana",
    "strana",
    "viktime",
    "viktima",
    "zrtva",
    "zrtvu",
    "victim",
    "nga",
    "prej",
    "iz",
    "sa",
    "from",
    "year",
    "years",
    "mosha",
    "moshes",
];

/// Signs and words after the word for many that lead to their names.
const LISTING: &[&str] = &[":", "me emrat", "me emra", "po imenima", "named", "called", "namely", "respektivisht"];

/// Words before the word for many that lead to their names.
const NAMES_OF: &[&str] = &["emrat", "emri", "emrave", "imena", "ime", "names", "name"];

/// Titles that end in a full stop, perhaps.
const TITLES: &[&str] = &["zv", "znj", "zj", "z", "g", "gdja", "gdj", "ms", "mr", "mrs"];

/// Words between a name and a victim word after it.
const BEFORE: &[&str] = &[
    ",", "-", "–", "(", "eshte", "nje", "e", "i", "si", "je", "jedna", "kao", "is", "a", "an", "the", "was", "as",
    "ishte", "bila", "jane", "su", "jesu", "are", "were", ")",
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
    "zove",
    "se zove",
    "ime je",
    "ime joj je",
    "ime",
    "emri",
    "name is",
    "name",
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
    "viktimen",
    "zrtva",
    "zrtve",
    "zrtava",
    "zrtvama",
    "victim",
    "victims",
    "drejtoria",
    "drejtorise",
    "direkcija",
    "direkcije",
    "directorate",
    "departamenti",
    "departman",
    "department",
    "ojq",
    "nvo",
    "ngo",
    "dita",
    "dan",
    "day",
    "kodi",
    "kodit",
    "penal",
    "krivicni",
    "krivicnog",
    "criminal",
    "code",
    "komuna",
    "komunes",
    "opstina",
    "opstine",
    "municipality",
    "rajoni",
    "regjioni",
    "region",
    "the",
    "ne",
    "na",
    "u",
    "in",
    "te",
    "per",
    "za",
];

/// The beginnings of places and peoples, in all their cases.
const PLACES: &[&str] = &[
    "prishtin", "pristin", "prizren", "mitrovic", "gjilan", "gnjilan", "ferizaj", "urosev", "gjakov", "djakov",
    "gracanic", "strpc", "zvecan", "leposav", "zubin", "kosov", "serbi", "srbi", "srps", "shqip", "alban", "maqedon",
    "makedon", "macedon", "bosn", "hercegov", "moldav", "moldov", "ukrain", "ukrajin", "ruman", "rumun", "romania",
    "bullgar", "bugar", "bulgar", "gjerman", "nemac", "german", "zvicr", "svajcar", "switz", "evrop", "europ", "peje",
    "pejes",
];

pub(super) fn has_named_victim(_: &str, tokens: &[Token<'_>]) -> bool {
    (0..tokens.len()).any(|at| {
        let Some(token) = tokens.get(at) else { return false };
        // “the victim's name” is one victim's
        let one = ONE.contains(&token.plain.as_str()) || (token.is("victims") && token.written.contains(['\'', '’']));
        if (one || TELLING.contains(&token.plain.as_str())) && has_initials_near(tokens, at) {
            return true;
        }
        if one {
            name_after(tokens, at) || name_before(tokens, at)
        } else {
            MANY.contains(&token.plain.as_str()) && names_of_many(tokens, at)
        }
    })
}

fn name_after(tokens: &[Token<'_>], victim: usize) -> bool {
    let mut at = victim + 1;
    let mut naming = false;
    while let Some(token) = tokens.get(at) {
        let here = tokens.get(at..).unwrap_or_default();
        if is_called(tokens, at) {
            return true;
        }
        if let Some(length) = NAMING.iter().filter_map(|words| phrase_at(here, words)).max() {
            naming = true;
            at += length;
            continue;
        }
        let title = TITLES.contains(&token.plain.as_str()) && tokens.get(at + 1).is_some_and(|next| next.is("."));
        let told = token.kind == Kind::Number && token.plain.len() <= 2
            || TELLING.contains(&token.plain.as_str())
            || is_place(&token.plain);
        if at - victim > REACH_OF_NAME || !(title || told || BETWEEN.contains(&token.plain.as_str())) {
            break;
        }
        at += if title { 2 } else { 1 };
    }
    naming && tokens.get(at).is_some_and(is_name)
}

/// “Viktima 15 vjeçare A.K.”, “A.K. je žrtva”: initials in the same stretch of words.
fn has_initials_near(tokens: &[Token<'_>], victim: usize) -> bool {
    (victim.saturating_sub(REACH_OF_NAME)..=victim + REACH_OF_NAME).any(|at| initials(tokens, at).is_some())
}

fn names_of_many(tokens: &[Token<'_>], victims: usize) -> bool {
    let before = tokens.get(victims.saturating_sub(3)..victims).unwrap_or_default();
    if before.iter().any(|token| SPEAKERS.contains(&token.plain.as_str())) {
        return false;
    }
    let after = victims + 1;
    let here = tokens.get(after..).unwrap_or_default();
    let listing = LISTING.iter().filter_map(|words| phrase_at(here, words)).max();
    let led = before.iter().any(|token| NAMES_OF.contains(&token.plain.as_str()));
    is_called(tokens, after)
        || listing.is_some_and(|length| is_called(tokens, after + length))
        || (led && (after..after + REACH_OF_NAME).any(|at| is_called(tokens, at)))
}

/// Whether somebody's name begins here: a given name, a name and a surname or its initial, or two initials.
fn is_called(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(first) = tokens.get(at) else { return false };
    is_given_name(&first.plain) || initials(tokens, at).is_some() || (is_name(first) && is_surname(tokens, at + 1))
}

fn name_before(tokens: &[Token<'_>], victim: usize) -> bool {
    let mut end = victim;
    while end > 0
        && victim - end < REACH_OF_NAME
        && tokens
            .get(end - 1)
            .is_some_and(|token| BEFORE.contains(&token.plain.as_str()) && !is_initial(tokens, end - 1))
    {
        end -= 1;
    }
    // “Arta G. (viktimë)”: the full stop is the initial's
    if end > 1 && tokens.get(end - 1).is_some_and(|token| token.is(".")) && is_initial(tokens, end - 2) {
        end -= 1;
    }
    let (Some(first), Some(last)) = (end.checked_sub(2), end.checked_sub(1)) else { return false };
    let named = tokens.get(first).is_some_and(|token| is_name(token) || is_given_name(&token.plain))
        && (tokens.get(last).is_some_and(is_name) || is_initial(tokens, last));
    let typed_small = tokens.get(first).is_some_and(|token| is_given_name(&token.plain))
        && tokens.get(last).is_some_and(|token| token.kind == Kind::Word);
    named || typed_small
}

fn is_initial(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.kind == Kind::Word && token.written.chars().count() == 1 && token.written.chars().all(char::is_uppercase)
    })
}

/// “A.K.”, “A. K.”, “A K.”: how many tokens they are.
fn initials(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let stop = |at: usize| usize::from(tokens.get(at).is_some_and(|token| token.is(".")));
    let first_stop = stop(at + 1);
    let second = at + 1 + first_stop;
    let second_stop = stop(second + 1);
    let both = is_initial(tokens, at) && is_initial(tokens, second);
    (both && first_stop + second_stop > 0).then_some(2 + first_stop + second_stop)
}

fn is_surname(tokens: &[Token<'_>], at: usize) -> bool {
    let shouted = |token: &Token<'_>| {
        token.kind == Kind::Word
            && token.written.chars().count() >= 3
            && token.written.chars().all(char::is_uppercase)
            && is_no_other_word(&token.plain)
    };
    is_initial(tokens, at) || tokens.get(at).is_some_and(|token| is_name(token) || shouted(token))
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
    token.kind == Kind::Word && first.is_uppercase() && (title || shouted) && is_no_other_word(&token.plain)
}

fn is_no_other_word(plain: &str) -> bool {
    !NOT_NAMES.contains(&plain) && !is_place(plain)
}

fn is_place(plain: &str) -> bool {
    PLACES.iter().any(|place| plain.starts_with(place))
}
