//! What single words mean to the guard, and which words are given names: the lists under `data/`, read once.
//!
//! It knows words only, no sentences: what follows from words that stand together is the detectors' business.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::tokens::{Token, TokenKind, tokens};

/// A set of meanings, one bit each.
pub(super) type Meanings = u64;

macro_rules! meanings {
    ($($bit:literal $name:ident $section:literal $doc:literal)*) => {
        /// What a word can mean; each is one bit of [`Meanings`].
        pub(super) mod meaning {
            $(#[doc = $doc] pub(in crate::guard) const $name: super::Meanings = 1 << $bit;)*
        }
        /// The sections of `words.txt` with their bits.
        const SECTIONS: &[(&str, Meanings)] = &[$(($section, meaning::$name)),*];
    };
}

meanings! {
    0 VICTIM "victim" "One person under protection: a victim, a client, a witness, a minor."
    1 VICTIMS "victims" "Many of them."
    2 CHILD "child" "A girl, a boy, a child."
    3 PERSON "person" "A woman, a foreigner, a waitress: any private person."
    4 PRONOUN "pronoun" "She, he, hers, that one."
    5 KIN "kin" "A relative."
    6 OCCUPATION "occupation" "A trade that a village knows somebody by."
    7 UNIQUE "unique" "Only, the only one."
    8 LOOKS "looks" "What somebody looks like."
    9 OFFICE "office" "An office or a profession that explains a name."
    10 TITLE "title" "Mr, Mrs."
    11 HELPER "client-office" "A profession that has clients: a name in the genitive after it is a client's."
    12 ORGANISATION "org" "An institution, a street, a school, a hotel: what may be named after somebody."
    13 ACRONYM "acronym" "An institution by its letters."
    14 PLACE "place" "A town, a village, a country."
    15 TIME "time" "A month, a weekday, an hour."
    16 CALLED "called" "Is called, the name."
    17 LIVES "lives" "Lives, is sheltered, the address."
    18 DWELLING "dwelling" "A house, a floor, a door."
    19 PHONE "phone" "A telephone, to call."
    20 OFFICE_PHONE "officephone" "A hotline, a switchboard, an office."
    21 SOCIAL "social" "A social network, a profile."
    22 EMAIL "email" "E-mail."
    23 PLATE "platew" "A number plate."
    24 CAR "car" "A car, to drive."
    25 SCHOOL "school" "A class, a pupil, a teacher."
    26 PHOTO "photo" "A picture."
    27 FILE "file" "A file, a list, a statement."
    28 UNMASKED "unmasked" "With names, in full, not anonymised."
    29 EXPLOITED "exploit" "Sold, begging, found, freed, sheltered."
    30 MEDICAL "medical" "A hospital, a bed, a health card."
    31 DOCUMENT "docw" "A passport, an identity card."
    32 PERSONAL_NUMBER "personalw" "A personal number."
    33 BIRTH "birth" "Born, the birthday."
    34 AGE "age" "Years old."
    35 MONEY "money" "Money."
    36 LAW "law" "A law, an article, a protocol."
    37 CASE "case" "A case."
    38 GENERIC "generic" "Rights, rules, training: what is said of many."
    39 NEGATION "negation" "Not."
    40 BUT "but" "But."
    41 COMPARED "compare" "Like, rhymes with, begins with."
    42 BACKWARDS "backwards" "Read backwards."
    43 KNOWING "knowing" "You know who."
    44 SEE "see" "To be seen."
    45 ACCOUNT "account" "A bank account."
    46 REGISTER "register" "A register."
    47 CODE_NAME "codename" "A code name."
    48 TALK "talk" "What a person does to another: says, calls, comes, signs."
    49 INSTITUTION "institution" "A ministry, a court, an office, an NGO: whoever is of it is no victim."
    50 SENDING "sending" "Here is, attached, I send."
    51 LOCATED "located" "Is behind, opposite, next to: where a thing is."
    52 SHELTER "shelter" "A shelter, a safe house."
    57 FORMAL "formal" "What institutions, laws and plans are called: written with a capital and nobody's name."
    58 DEPUTY "deputy" "In my place: the name is a deputy's."
    56 STREET "street" "A street, a square, a quarter: an address when a number follows."
    54 HISTORIC "historic" "Somebody of history, after whom streets and schools are named."
    55 REQUEST "request" "Who is it, give me, where is."
    53 MEETING "meeting" "A meeting, a training, a campaign: the business of officials."
}

/// How surely a word is a given name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum GivenNameCertainty {
    /// It is none of the list.
    No,
    /// It is a name and an everyday word.
    Maybe,
    /// It is a name.
    Yes,
}

struct Phrase {
    /// The words after the first, each with whether it is a stem.
    rest: Vec<(&'static str, bool)>,
    meanings: Meanings,
}

#[derive(Default)]
struct Lexicon {
    words: HashMap<&'static str, Meanings>,
    stems: HashMap<&'static str, Meanings>,
    phrases: HashMap<&'static str, Vec<Phrase>>,
    phrase_stems: HashMap<&'static str, Vec<Phrase>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    let mut section: Meanings = 0;
    for line in include_str!("data/words.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = SECTIONS.iter().find(|(section, _)| *section == name).map_or(0, |(_, bit)| *bit);
            continue;
        }
        for entry in line.split_whitespace() {
            let mut parts =
                entry.split('+').map(|part| part.strip_suffix('*').map_or((part, false), |stem| (stem, true)));
            let Some((first, is_stem)) = parts.next() else { continue };
            let rest: Vec<_> = parts.collect();
            if rest.is_empty() {
                let map = if is_stem { &mut lexicon.stems } else { &mut lexicon.words };
                *map.entry(first).or_default() |= section;
            } else {
                let map = if is_stem { &mut lexicon.phrase_stems } else { &mut lexicon.phrases };
                map.entry(first).or_default().push(Phrase { rest, meanings: section });
            }
        }
    }
    lexicon
});

/// What each token means.
pub(super) fn meanings_of(tokens: &[Token<'_>]) -> Vec<Meanings> {
    let lexicon = &*LEXICON;
    let mut found: Vec<Meanings> = vec![0; tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        let plain = token.plain.as_str();
        let mut meanings = lexicon.words.get(plain).copied().unwrap_or(0);
        let mut last = lexicon.phrases.get(plain).map_or(0, |phrases| completed(phrases, tokens, at, &mut meanings));
        if token.kind == TokenKind::Word {
            for (end, _) in plain.char_indices().skip(2).chain([(plain.len(), ' ')]).take(LONGEST_STEM) {
                let stem = plain.get(..end).unwrap_or_default();
                meanings |= lexicon.stems.get(stem).copied().unwrap_or(0);
                if let Some(phrases) = lexicon.phrase_stems.get(stem) {
                    last = last.max(completed(phrases, tokens, at, &mut meanings));
                }
            }
        }
        if let Some(here) = found.get_mut(at) {
            *here |= meanings;
        }
        // The last word of a phrase means what the whole means.
        if last > 0
            && let Some(there) = found.get_mut(at + last)
        {
            *there |= meanings;
        }
    }
    let language = language_of(tokens);
    for at in 0..tokens.len() {
        harmless_pair(tokens, &mut found, at);
    }
    for (token, means) in tokens.iter().zip(&mut found) {
        if token.kind == TokenKind::Word
            && *means != 0
            && ONE_LANGUAGE.iter().any(|(word, of)| *of != language && token.plain == *word)
        {
            *means = 0;
        }
        // the head nurse is nobody's sister
        if *means & meaning::OFFICE != 0 {
            *means &= !meaning::KIN;
        }
        // Mother Teresa is nobody's mother
        if *means & meaning::HISTORIC != 0 {
            *means = meaning::HISTORIC;
        }
        // “Victim Compensation Commission” is no victim
        if *means & meaning::FORMAL != 0 {
            *means &= !(meaning::VICTIM | meaning::CHILD);
        }
    }
    for at in 0..tokens.len() {
        let mine = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().any(|beside| {
            tokens.get(beside).is_some_and(|token| {
                MINE.contains(&token.plain.as_str()) || language == MainLanguage::Albanian && token.is("ime")
            })
        });
        if let Some(means) = found.get_mut(at).filter(|means| mine && **means & meaning::SCHOOL == 0) {
            *means &= !(meaning::KIN | meaning::CHILD);
        }
    }
    found
}

/// What a word in plain form means by itself.
pub(super) fn word_means(plain: &str) -> Meanings {
    meanings_of(&tokens(plain)).into_iter().fold(0, |all, one| all | one)
}

/// The sender's own: “my son is ill” says nothing of a client's.
const MINE: &[&str] =
    &["im", "jem", "jeme", "teme", "tim", "tem", "moj", "moja", "moje", "moju", "mog", "mom", "mojoj", "my"];

/// Words that mean something else beside each other: “every day” is no rule, “20 pupils” is none of them, “in the name of” names
/// nobody.
fn harmless_pair(tokens: &[Token<'_>], found: &mut [Meanings], at: usize) {
    let plain = |at: usize| tokens.get(at).map_or("", |token| token.plain.as_str());
    let (next, next_means) = (plain(at + 1), found.get(at + 1).copied().unwrap_or(0));
    let daily = EVERY.contains(&plain(at)) && next_means & meaning::TIME != 0;
    if let Some(means) = found.get_mut(at).filter(|_| daily) {
        *means &= !meaning::GENERIC;
    }
    let many = tokens.get(at).and_then(Token::number).is_some_and(|count| count >= FEWEST_OF_A_STATISTIC)
        && !plain(at + 2).starts_with("god")
        && found.get(at + 2).is_none_or(|means| means & meaning::AGE == 0);
    let on_behalf = plain(at) == "u" && next == "ime";
    if let Some(means) = found.get_mut(at + 1) {
        if many && *means & (meaning::CHILD | meaning::VICTIM) != 0 && *means & meaning::AGE == 0 {
            *means = *means & !(meaning::CHILD | meaning::VICTIM) | meaning::VICTIMS;
        }
        if on_behalf {
            *means &= !meaning::CALLED;
        }
    }
}

/// Words for every.
const EVERY: &[&str] = &["cdo", "svaki", "svakog", "svake", "svaku", "every"];
/// Fewer than so many may be known in a village.
const FEWEST_OF_A_STATISTIC: u32 = 5;

/// The language most of the small words are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MainLanguage {
    Albanian,
    Serbian,
    English,
}

/// Words that mean something in one language only and are everyday words of another.
const ONE_LANGUAGE: &[(&str, MainLanguage)] = &[
    ("ne", MainLanguage::Serbian),
    ("s", MainLanguage::Albanian),
    ("pa", MainLanguage::Albanian),
    ("no", MainLanguage::English),
    ("her", MainLanguage::English),
    ("his", MainLanguage::English),
    ("he", MainLanguage::English),
    ("mal", MainLanguage::Serbian),
    ("ko", MainLanguage::Serbian),
    ("si", MainLanguage::Albanian),
    ("as", MainLanguage::English),
    ("see", MainLanguage::English),
    ("sin", MainLanguage::Serbian),
    ("brat", MainLanguage::Serbian),
    ("most", MainLanguage::Serbian),
    ("plate", MainLanguage::English),
    ("list", MainLanguage::English),
    ("send", MainLanguage::English),
    ("kate", MainLanguage::Albanian),
    ("bar", MainLanguage::English),
    ("stan", MainLanguage::Serbian),
    ("kat", MainLanguage::Albanian),
    ("der", MainLanguage::Albanian),
    ("pop", MainLanguage::Serbian),
    ("rom", MainLanguage::Serbian),
    ("doma", MainLanguage::Serbian),
    ("sud", MainLanguage::Serbian),
    ("oca", MainLanguage::Serbian),
    ("vec", MainLanguage::Albanian),
    ("only", MainLanguage::English),
    ("soba", MainLanguage::Serbian),
    ("sad", MainLanguage::Serbian),
    ("file", MainLanguage::English),
    ("date", MainLanguage::Albanian),
    ("sat", MainLanguage::Serbian),
    ("lane", MainLanguage::English),
    ("mala", MainLanguage::Serbian),
    ("malu", MainLanguage::Serbian),
    ("cik", MainLanguage::Albanian),
    ("cika", MainLanguage::Albanian),
    ("cike", MainLanguage::Albanian),
];

fn language_of(tokens: &[Token<'_>]) -> MainLanguage {
    const ALBANIAN: &[&str] = &[
        "e", "te", "ne", "per", "nga", "qe", "me", "dhe", "eshte", "osht", "asht", "nje", "ka", "po", "n", "t", "kan",
        "kane", "i", "ja", "prej", "tash", "qysh", "krejt", "edhe", "jon", "se", "nuk", "ta", "ju", "ku", "mos", "ajo",
        "saj", "kena", "kemi", "jane",
    ];
    const SERBIAN: &[&str] = &[
        "je", "se", "su", "da", "na", "za", "od", "iz", "sa", "koja", "ona", "nije", "i", "u", "kod", "sto", "joj",
        "ne", "nam", "ima", "bez", "do", "po", "koju", "koji", "ali", "nas", "nasa", "sam", "smo", "ja", "te", "s",
        "o", "nam", "vam", "mi", "ni", "ili", "kad", "ovde", "nisu", "ime", "imena", "lane", "bi",
    ];
    const ENGLISH: &[&str] = &[
        "the", "is", "a", "of", "and", "to", "in", "for", "from", "at", "she", "her", "with", "was", "on", "by", "not",
        "who", "it", "we", "has", "that", "are", "be", "this", "our", "will", "an", "as",
    ];
    let count = |words: &[&str], letters: &[char]| {
        tokens.iter().filter(|token| words.contains(&token.plain.as_str()) || token.written.contains(letters)).count()
    };
    let albanian = count(ALBANIAN, &['ë', 'ç', 'Ç', 'q', 'Ë']);
    let serbian = count(SERBIAN, &['č', 'š', 'ž', 'đ', 'ć', 'Č', 'Š', 'Ž', 'Đ', 'Ć']);
    let english = count(ENGLISH, &[]);
    if english > albanian && english > serbian {
        MainLanguage::English
    } else if serbian > albanian {
        MainLanguage::Serbian
    } else if albanian > 0 {
        MainLanguage::Albanian
    } else {
        let serbian =
            tokens.iter().any(|token| token.written.chars().any(|letter| matches!(letter, '\u{0400}'..='\u{04ff}')));
        if serbian { MainLanguage::Serbian } else { MainLanguage::English }
    }
}

/// No stem has more letters.
const LONGEST_STEM: usize = 14;

/// Adds what the phrases that are complete here mean; how far the longest reaches.
fn completed(phrases: &[Phrase], tokens: &[Token<'_>], at: usize, meanings: &mut Meanings) -> usize {
    let mut longest = 0;
    for phrase in phrases {
        let complete = phrase.rest.iter().enumerate().all(|(index, (word, is_stem))| {
            tokens
                .get(at + 1 + index)
                .is_some_and(|token| if *is_stem { token.plain.starts_with(word) } else { token.plain == *word })
        });
        if complete {
            *meanings |= phrase.meanings;
            longest = longest.max(phrase.rest.len());
        }
    }
    longest
}

struct Names {
    /// Names as they are called.
    whole: HashSet<&'static str>,
    /// The same without a final vowel.
    stems: HashSet<&'static str>,
    ambiguous: HashSet<&'static str>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let text = include_str!("data/names.txt");
    let (names, ambiguous) = text.split_once("[ambiguous]").unwrap_or((text, ""));
    let words = |part: &'static str| {
        part.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect::<HashSet<_>>()
    };
    let ambiguous = words(ambiguous);
    let mut whole = words(names);
    whole.extend(&ambiguous);
    let stems = whole.iter().map(|name| name.strip_suffix(VOWELS).unwrap_or(name)).collect();
    Names { whole, stems, ambiguous }
});

const VOWELS: [char; 4] = ['a', 'e', 'o', 'i'];

/// What the cases of Albanian and Serbian, and their possessives, put after the stem of a name.
const ENDINGS: &[&str] = &[
    "a", "e", "i", "o", "u", "om", "em", "oj", "es", "en", "s", "n", "t", "it", "in", "un", "ut", "se", "ja", "jes",
    "jen", "je", "ve", "ka", "kes", "ken", "ina", "ine", "inu", "inoj", "inom", "ino", "inog", "ov", "ova", "ove",
    "ovo", "ovu", "ev", "eva", "evu", "ta", "tu", "tom",
];
/// Shorter stems are the stems of everyday words, too.
const SHORTEST_STEM: usize = 3;

/// Everyday words that look like a case of some name.
const EVERYDAY: &[&str] =
    &["samo", "hane", "hanen", "vazi", "nder", "nderi", "nderin", "deda", "greska", "greske", "gresku", "islame"];

/// Whether a word, in plain form, is a given name in one of its cases.
pub(super) fn given(plain: &str) -> GivenNameCertainty {
    let names = &*NAMES;
    if EVERYDAY.contains(&plain) {
        return GivenNameCertainty::No;
    }
    let graded =
        |name: &str| if names.ambiguous.contains(name) { GivenNameCertainty::Maybe } else { GivenNameCertainty::Yes };
    if names.whole.contains(plain) {
        return graded(plain);
    }
    let base = ENDINGS.iter().find_map(|ending| {
        let stem = plain.strip_suffix(ending)?;
        (stem.len() >= SHORTEST_STEM && names.stems.contains(stem)).then_some(stem)
    });
    let Some(stem) = base else { return GivenNameCertainty::No };
    let everyday = names.ambiguous.contains(stem)
        || VOWELS.iter().any(|vowel| names.ambiguous.contains(format!("{stem}{vowel}").as_str()))
        || stem.len() < 4;
    if everyday { GivenNameCertainty::Maybe } else { GivenNameCertainty::Yes }
}

#[cfg(test)]
mod tests {
    use super::{GivenNameCertainty, given, meaning, meanings_of};
    use crate::tokens::tokens;

    #[test]
    fn a_name_is_known_in_its_cases() {
        for name in
            ["arta", "artes", "arten", "jelenom", "besnikut", "marku", "amirinu", "zumberin", "xhejlanes", "blerines"]
        {
            assert!(given(name) > GivenNameCertainty::No, "{name}");
        }
    }

    #[test]
    fn everyday_words_are_no_sure_names() {
        for word in ["jeta", "drita", "kosovare", "policia", "nuk", "nema", "dokumente", "ende", "ani", "an", "the"] {
            assert!(given(word) < GivenNameCertainty::Yes, "{word}");
        }
    }

    #[test]
    fn stems_and_phrases_mean_something() {
        let means = |text: &str| meanings_of(&tokens(text)).into_iter().fold(0, |all, one| all | one);
        assert!(means("në sigurnoj kući") & meaning::EXPLOITED != 0);
        assert!(means("жртвином") & meaning::VICTIM != 0);
        assert!(means("viktimizimi") & meaning::VICTIM == 0);
    }
}
