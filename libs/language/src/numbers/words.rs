//! Words of numbers in the three languages, in plain form (see `letters`), and how longer ones are made of them.

use events::language::Language;

/// What a word adds to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumeralPart {
    /// One to nine.
    Unit(u32),
    /// Ten to nineteen, or tens and units in one word (“dvadesetpet”): nothing can be added.
    Small(u32),
    /// Twenty, thirty … ninety.
    Tens(u32),
    /// One hundred, two hundred … in one word.
    Hundreds(u32),
    /// Hundred, after a count or alone.
    Hundred,
    /// A word for thousand: what stands before it is taken so many times.
    Thousand,
}

type NumberWords = &'static [(u32, &'static [&'static str])];

const ALBANIAN_UNITS: NumberWords = &[
    (1, &["nje", "nji", "ni"]),
    (2, &["dy"]),
    (3, &["tre", "tri"]),
    (4, &["kater", "katr"]),
    (5, &["pese", "pes"]),
    (6, &["gjashte", "gjasht"]),
    (7, &["shtate", "shtat"]),
    (8, &["tete", "tet"]),
    (9, &["nente", "nent", "nande", "nand", "nante", "nant"]),
];
const ALBANIAN_TENS: NumberWords = &[(20, &["njezet", "njizet", "nizet", "njezete"]), (40, &["dyzet", "dyzete"])];
const ALBANIAN_TEN: &[&str] = &["dhjete", "dhjet", "dhete", "dhet"];
/// “Upon ten”: njëmbëdhjetë, pesëmbëdhjetë, in Gheg pesmdhet.
const ALBANIAN_TEEN: &[&str] = &[
    "mbedhjete",
    "mbedhjet",
    "mbedhete",
    "mbedhet",
    "mbdhjete",
    "mbdhjet",
    "mbdhete",
    "mbdhet",
    "medhjete",
    "medhjet",
    "mdhjete",
    "mdhjet",
    "mdhete",
    "mdhet",
];

const SERBIAN_UNITS: NumberWords = &[
    (1, &["jedan", "jedna", "jedno", "jednu", "jednog", "jedne"]),
    (2, &["dva", "dve", "dvije", "dveju", "dviju"]),
    (3, &["tri", "triju"]),
    (4, &["cetiri", "cetri", "cetiriju"]),
    (5, &["pet"]),
    (6, &["sest"]),
    (7, &["sedam"]),
    (8, &["osam"]),
    (9, &["devet"]),
];
const SERBIAN_TEENS: NumberWords = &[
    (11, &["jedanaest", "jedanest", "jedanes"]),
    (12, &["dvanaest", "dvanest", "dvanes"]),
    (13, &["trinaest", "trinest", "trines"]),
    (14, &["cetrnaest", "cetrnest", "cetrnes"]),
    (15, &["petnaest", "petnest", "petnes"]),
    (16, &["sesnaest", "sesnest", "sesnes"]),
    (17, &["sedamnaest", "sedamnest", "sedamnes"]),
    (18, &["osamnaest", "osamnest", "osamnes"]),
    (19, &["devetnaest", "devetnest", "devetnes"]),
];
const SERBIAN_TENS: NumberWords = &[
    (20, &["dvadeset", "dvaest", "dvades", "dvajset"]),
    (30, &["trideset", "triest", "trides", "trijest"]),
    (40, &["cetrdeset", "cetres"]),
    (50, &["pedeset"]),
    (60, &["sezdeset", "seset", "sesdeset"]),
    (70, &["sedamdeset"]),
    (80, &["osamdeset"]),
    (90, &["devedeset"]),
];
const SERBIAN_HUNDREDS: NumberWords = &[
    (100, &["sto", "stotinu", "stotinak"]),
    (200, &["dvesta", "dvjesta", "dvesto", "dvjesto", "dvista"]),
    (300, &["trista", "tristo"]),
    (400, &["cetiristo"]),
    (500, &["petsto"]),
    (600, &["seststo"]),
    (700, &["sedamsto"]),
    (800, &["osamsto"]),
    (900, &["devetsto"]),
];
/// Ordinals whose stem is not the number itself; the others are made of it (“petog”, “dvadesetog”).
const SERBIAN_ORDINALS: NumberWords =
    &[(1, &["prv"]), (2, &["drug"]), (3, &["trec"]), (4, &["cetvrt"]), (7, &["sedm"]), (8, &["osm"])];
/// Endings of an ordinal that names a day: “petnaesti”, “petnaestog(a)”, “petnaestom(e)”, “trećeg”.
const SERBIAN_ORDINAL_ENDINGS: &[&str] = &["i", "og", "oga", "om", "ome", "omu", "eg", "ega", "em", "emu", "im"];

const ENGLISH_UNITS: NumberWords = &[
    (1, &["one"]),
    (2, &["two"]),
    (3, &["three"]),
    (4, &["four"]),
    (5, &["five"]),
    (6, &["six"]),
    (7, &["seven"]),
    (8, &["eight"]),
    (9, &["nine"]),
];
const ENGLISH_TEENS: NumberWords = &[
    (10, &["ten"]),
    (11, &["eleven"]),
    (12, &["twelve", "dozen"]),
    (13, &["thirteen"]),
    (14, &["fourteen"]),
    (15, &["fifteen"]),
    (16, &["sixteen"]),
    (17, &["seventeen"]),
    (18, &["eighteen"]),
    (19, &["nineteen"]),
];
const ENGLISH_TENS: NumberWords = &[
    (20, &["twenty"]),
    (30, &["thirty"]),
    (40, &["forty", "fourty"]),
    (50, &["fifty"]),
    (60, &["sixty"]),
    (70, &["seventy"]),
    (80, &["eighty"]),
    (90, &["ninety"]),
];
const ENGLISH_ORDINALS: NumberWords = &[
    (1, &["first"]),
    (2, &["second"]),
    (3, &["third"]),
    (4, &["fourth"]),
    (5, &["fifth"]),
    (6, &["sixth"]),
    (7, &["seventh"]),
    (8, &["eighth"]),
    (9, &["ninth"]),
    (10, &["tenth"]),
    (11, &["eleventh"]),
    (12, &["twelfth"]),
    (13, &["thirteenth"]),
    (14, &["fourteenth"]),
    (15, &["fifteenth"]),
    (16, &["sixteenth"]),
    (17, &["seventeenth"]),
    (18, &["eighteenth"]),
    (19, &["nineteenth"]),
    (20, &["twentieth"]),
    (30, &["thirtieth"]),
];

fn value(words: NumberWords, word: &str) -> Option<u32> {
    words.iter().find(|(_, forms)| forms.contains(&word)).map(|(value, _)| *value)
}

/// What a word adds to a number in this language.
pub(super) fn part(word: &str, language: Language) -> Option<NumeralPart> {
    match language {
        Language::Sq => albanian(word),
        Language::Sr | Language::SrCyrl => serbian(word),
        Language::En => english(word),
    }
}

fn albanian(word: &str) -> Option<NumeralPart> {
    let unit = |stem: &str| value(ALBANIAN_UNITS, stem);
    let ending = |endings: &[&str]| endings.iter().find_map(|ending| unit(word.strip_suffix(ending)?));
    let tens = |word: &str| {
        let made = || ALBANIAN_TEN.iter().find_map(|ten| unit(word.strip_suffix(ten)?)).map(|unit| unit * 10);
        value(ALBANIAN_TENS, word).or_else(made).filter(|tens| *tens >= 20)
    };
    if let Some(unit) = unit(word) {
        return Some(NumeralPart::Unit(unit));
    }
    if ALBANIAN_TEN.contains(&word) {
        return Some(NumeralPart::Small(10));
    }
    if let Some(unit) = ending(ALBANIAN_TEEN) {
        return Some(NumeralPart::Small(10 + unit));
    }
    if let Some(tens) = tens(word) {
        return Some(NumeralPart::Tens(tens));
    }
    match word {
        "qind" | "qin" | "qinde" => return Some(NumeralPart::Hundred),
        "mije" | "mij" => return Some(NumeralPart::Thousand),
        _ => {}
    }
    if let Some(unit) = ending(&["qind", "qin", "qinde"]) {
        return Some(NumeralPart::Hundreds(unit * 100));
    }
    one_word(word, "e", tens, unit)
}

fn serbian(word: &str) -> Option<NumeralPart> {
    let unit = |word: &str| value(SERBIAN_UNITS, word);
    let tens = |word: &str| value(SERBIAN_TENS, word);
    let small = |word: &str| if word == "deset" { Some(10) } else { value(SERBIAN_TEENS, word) };
    if let Some(unit) = unit(word) {
        return Some(NumeralPart::Unit(unit));
    }
    if let Some(small) = small(word) {
        return Some(NumeralPart::Small(small));
    }
    if let Some(tens) = tens(word) {
        return Some(NumeralPart::Tens(tens));
    }
    if let Some(hundreds) = value(SERBIAN_HUNDREDS, word) {
        return Some(NumeralPart::Hundreds(hundreds));
    }
    match word {
        "stotina" | "stotine" => return Some(NumeralPart::Hundred),
        "hiljada" | "hiljade" | "hiljadu" | "tisuca" | "tisuce" | "tisucu" => return Some(NumeralPart::Thousand),
        _ => {}
    }
    // “desetak”, about ten
    if let Some(about) = word.strip_suffix("ak").and_then(|stem| small(stem).or_else(|| tens(stem))) {
        return Some(NumeralPart::Small(about));
    }
    one_word(word, "i", tens, unit)
}

fn english(word: &str) -> Option<NumeralPart> {
    let unit = |word: &str| value(ENGLISH_UNITS, word);
    let tens = |word: &str| value(ENGLISH_TENS, word);
    if let Some(unit) = unit(word) {
        return Some(NumeralPart::Unit(unit));
    }
    if let Some(small) = value(ENGLISH_TEENS, word) {
        return Some(NumeralPart::Small(small));
    }
    if let Some(tens) = tens(word) {
        return Some(NumeralPart::Tens(tens));
    }
    match word {
        "hundred" => return Some(NumeralPart::Hundred),
        "thousand" => return Some(NumeralPart::Thousand),
        _ => {}
    }
    one_word(word, "", tens, unit)
}

/// Tens and units written as one word: “njëzetepesë”, “dvadesetpet”, “twentyfive”.
fn one_word(
    word: &str,
    joiner: &str,
    tens: impl Fn(&str) -> Option<u32>,
    unit: impl Fn(&str) -> Option<u32>,
) -> Option<NumeralPart> {
    let mut cuts = (4..word.len()).filter(|at| word.is_char_boundary(*at));
    cuts.find_map(|at| {
        let (before, after) = word.split_at(at);
        let tens = tens(before)?;
        let unit = unit(after).or_else(|| unit(after.strip_prefix(joiner)?))?;
        Some(NumeralPart::Small(tens + unit))
    })
}

/// The ordinal that this one word is.
pub(super) fn ordinal_part(word: &str, language: Language) -> Option<u32> {
    match language {
        Language::Sq => None,
        Language::En => value(ENGLISH_ORDINALS, word).or_else(|| {
            let (tens, forms) =
                ENGLISH_TENS.iter().find(|(_, forms)| forms.iter().any(|form| word.starts_with(form)))?;
            let rest = forms.iter().find_map(|form| word.strip_prefix(form))?;
            Some(tens + value(ENGLISH_ORDINALS, rest).filter(|unit| *unit < 10)?)
        }),
        Language::Sr | Language::SrCyrl => {
            SERBIAN_ORDINAL_ENDINGS.iter().find_map(|ending| serbian_ordinal(word.strip_suffix(ending)?))
        }
    }
}

/// The Serbian numbers that compounds have a form of their own for: “dvonedeljni”.
const SERBIAN_COMPOUNDS: NumberWords = &[(1, &["jedno"]), (2, &["dvo"]), (3, &["tro"]), (4, &["cetvoro"])];

/// The number that a compound begins with: “dhjetë” of “dhjetëditor”, “petnaesto” of “petnaestodnevni”.
pub(super) fn compound_part(beginning: &str) -> Option<u32> {
    let albanian = match part(beginning, Language::Sq) {
        Some(NumeralPart::Unit(number) | NumeralPart::Small(number) | NumeralPart::Tens(number)) => Some(number),
        Some(NumeralPart::Hundreds(_) | NumeralPart::Hundred | NumeralPart::Thousand) | None => None,
    };
    let serbian = || value(SERBIAN_COMPOUNDS, beginning).or_else(|| serbian_ordinal(beginning.strip_suffix('o')?));
    albanian.or_else(serbian)
}

fn serbian_ordinal(stem: &str) -> Option<u32> {
    let irregular = |stem: &str| value(SERBIAN_ORDINALS, stem);
    let regular = |stem: &str| value(SERBIAN_UNITS, stem).filter(|unit| matches!(unit, 5 | 6 | 9));
    let unit = |stem: &str| irregular(stem).or_else(|| regular(stem));
    let tens = |stem: &str| value(SERBIAN_TENS, stem);
    let small = |stem: &str| if stem == "deset" { Some(10) } else { value(SERBIAN_TEENS, stem) };
    unit(stem).or_else(|| small(stem)).or_else(|| tens(stem)).or_else(|| match one_word(stem, "i", tens, unit) {
        Some(NumeralPart::Small(value)) => Some(value),
        _ => None,
    })
}
