//! One spelling for the many that a name has.
//!
//! A name from Kosovo is written in Albanian (Hoxha, Krasniqi, Thaçi), in Serbian (Hodža, Krasnići, Tači), in Cyrillic
//! (Хоџа, Краснићи, Тачи), and on a foreign keyboard without any mark (Hodza, Krasnici, Taci). All of them become one
//! plain spelling: Latin, lower case, without marks, spaces and hyphens; sounds that one of these ways to write does not
//! tell apart are one letter.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What sounds alike to one of the ways to write, the longest first, and the letter it becomes.
///
/// `sh`, `š` typed as `s`; `zh`, `ž` typed as `z`; `q`, `ç`, `č`, `ć` typed as `c`; Albanian `xh`, `x`, `gj` and Serbian
/// `dž`, `đ`, typed as `dz`, `dj`; `ll` and `lj`, `nj`, `rr`, `th`, `dh`, which Serbian writes as one letter; `y`, which
/// it writes as `i`; and `j`, which stands or falls away next to a vowel (Marija, Maria).
const ALIKE: [(&str, &str); 19] = [
    ("sh", "s"),
    ("zh", "z"),
    ("ch", "c"),
    ("xh", "x"),
    ("gj", "x"),
    ("dj", "x"),
    ("dz", "x"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
    ("lj", "l"),
    ("nj", "n"),
    ("q", "c"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("ß", "s"),
    ("ø", "o"),
    ("ı", "i"),
];

/// The plain spelling of a name; empty when the text has no letter.
pub fn plain(name: &str) -> String {
    let mut word = name.to_owned();
    // Two sounds can become neighbours only by what was between them going away; every such step shortens the word.
    loop {
        let plainer = fold(&bare(&word));
        if plainer == word {
            return word;
        }
        word = plainer;
    }
}

/// Letters only: Latin, lower case, without marks.
fn bare(name: &str) -> String {
    let mut latin = String::new();
    for letter in name.nfkc().flat_map(char::to_lowercase) {
        match from_cyrillic(letter) {
            Some(letters) => latin.push_str(letters),
            None if letter == 'đ' => latin.push_str("dj"),
            None => latin.push(letter),
        }
    }
    latin.nfkd().filter(|letter| letter.is_alphabetic() && !is_combining_mark(*letter)).collect()
}

/// Alike sounds become one letter, and a doubled letter a single one.
fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        let alike = ALIKE.iter().find(|(written, _)| rest.starts_with(written));
        let (written, becomes) = alike.copied().unwrap_or_else(|| {
            let single = &rest[..letter.len_utf8()];
            (single, single)
        });
        if !folded.ends_with(becomes) {
            folded.push_str(becomes);
        }
        rest = &rest[written.len()..];
    }
    folded
}

/// Serbian Cyrillic as Serbian Latin, and the letters that Macedonian and Russian add.
const fn from_cyrillic(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'ђ' | 'ѓ' => "dj",
        'е' | 'ё' | 'э' => "e",
        'ж' => "ž",
        'з' => "z",
        'и' | 'ы' | 'і' => "i",
        'ј' | 'й' => "j",
        'к' => "k",
        'л' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' => "n",
        'њ' => "nj",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'ћ' | 'ќ' => "ć",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "c",
        'ч' => "č",
        'џ' | 'ѕ' => "dz",
        'ш' => "š",
        'щ' => "šč",
        'ъ' | 'ь' => "",
        'ю' => "ju",
        'я' => "ja",
        _ => return None,
    })
}
