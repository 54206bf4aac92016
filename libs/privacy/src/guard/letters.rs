//! Letters as people disguise them: look-alikes of other scripts, letters one by one, digits for letters. The detectors see
//! plain words.

use std::borrow::Cow;

use super::lexicon::{GivenNameCertainty, given, meaning, word_means};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text with its letters undisguised.
pub(super) struct PlainLetters<'a> {
    /// The text with plain letters.
    pub(super) text: Cow<'a, str>,
    /// Whether a word mixes scripts.
    pub(super) mixed: bool,
}

/// Styled letters as plain ones, look-alikes as the letters they stand for.
pub(super) fn plain_letters(text: &str) -> PlainLetters<'_> {
    if text.is_ascii() {
        return PlainLetters { text: apart(text), mixed: false };
    }
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_cyrillic(letter) || letter.is_ascii() {
            plain.push(letter);
        } else if is_hidden(letter) {
            // a mark of direction or a joiner inside a word
        } else {
            match letter {
                // a degree, not a small letter o
                'º' => plain.push('°'),
                'ı' => plain.push('i'),
                'ø' => plain.push('o'),
                'ł' => plain.push('l'),
                'ß' => plain.push_str("ss"),
                _ => plain.extend(std::iter::once(letter).nfkd().filter(|letter| !is_combining_mark(*letter))),
            }
        }
    }
    let mut mixed = false;
    let resolved: String = words(&plain)
        .map(|word| {
            let cyrillic = word.chars().filter(|letter| is_cyrillic(*letter)).count();
            let latin = word.chars().filter(char::is_ascii_alphabetic).count();
            let greek = word.chars().any(is_greek);
            if (cyrillic == 0 || latin == 0) && !greek && !word.contains(['і', 'ї', 'є', 'ԁ', 'ѕ']) {
                return Cow::Borrowed(word);
            }
            mixed |= latin > 0 || greek;
            Cow::Owned(
                word.chars()
                    .map(|letter| if latin > 0 || greek { look_alike(letter) } else { letter })
                    .collect::<String>(),
            )
        })
        .collect();
    PlainLetters { text: Cow::Owned(apart(&resolved).into_owned()), mixed }
}

/// “n'motel”, “t'saj” taken apart, “victim's” without its ending: words as the lists have them.
fn apart(text: &str) -> Cow<'_, str> {
    let is_apostrophe = |letter: char| matches!(letter, '\'' | '’' | '‘' | '`' | '´' | 'ʼ');
    if !text.contains(is_apostrophe) {
        return Cow::Borrowed(text);
    }
    let letters: Vec<char> = text.chars().collect();
    let at = |place: usize| letters.get(place).copied().unwrap_or(' ');
    let mut plain = String::with_capacity(text.len());
    let mut place = 0;
    while place < letters.len() {
        let letter = at(place);
        let before = place.checked_sub(1).map_or(' ', at);
        let alone = place < 2 || !at(place - 2).is_alphanumeric();
        if is_apostrophe(letter) && before.is_alphabetic() && at(place + 1).is_alphabetic() {
            let possessive = matches!(at(place + 1), 's' | 'S') && !at(place + 2).is_alphanumeric() && !alone;
            if possessive {
                place += 2;
                continue;
            }
            plain.push(if alone { ' ' } else { letter });
        } else {
            plain.push(letter);
        }
        place += 1;
    }
    Cow::Owned(plain)
}

/// The text in stretches that are all letters or all something else.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest
            .char_indices()
            .find(|(_, letter)| letter.is_alphabetic() != first.is_alphabetic())
            .map_or(rest.len(), |(at, _)| at);
        let (word, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(word)
    })
}

fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{0400}'..='\u{052f}')
}

fn is_greek(letter: char) -> bool {
    matches!(letter, '\u{0370}'..='\u{03ff}')
}

/// Characters that show nothing: joiners, marks of direction, soft hyphens, tags.
fn is_hidden(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{180e}' | '\u{e0000}'..='\u{e007f}')
}

/// The Latin letter that a Cyrillic or a Greek one looks like.
fn look_alike(letter: char) -> char {
    match letter {
        'а' | 'α' => 'a',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'с' | 'ϲ' => 'c',
        'С' => 'C',
        'ԁ' => 'd',
        'е' | 'є' | 'ε' => 'e',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'і' | 'ї' | 'ι' => 'i',
        'І' | 'Ι' => 'I',
        'ј' => 'j',
        'Ј' => 'J',
        'к' | 'κ' => 'k',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'о' | 'ο' => 'o',
        'О' | 'Ο' => 'O',
        'р' | 'ρ' => 'p',
        'Р' | 'Ρ' => 'P',
        'ѕ' => 's',
        'Ѕ' => 'S',
        'т' | 'τ' => 't',
        'Т' | 'Τ' => 'T',
        'υ' => 'u',
        'ν' => 'v',
        'х' | 'χ' => 'x',
        'Х' | 'Χ' => 'X',
        'у' | 'γ' => 'y',
        'У' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        _ => letter,
    }
}

/// So many letters one by one are a word that somebody spells.
const FEWEST_SPELT: usize = 4;
/// So many pieces of a word between hyphens are one that somebody takes apart.
const FEWEST_PIECES: usize = 3;
/// English words between hyphens (“day-to-day”).
const LINKS: &[&str] =
    &["to", "by", "on", "in", "of", "a", "and", "for", "up", "the", "e", "i", "za", "po", "na", "per", "me", "vis"];

/// Words that stand between letters which are told one after the other.
const THEN: &[&str] = &["pa", "pastaj", "onda", "zatim", "then", "па", "онда", "затим"];

/// Words that are spelt in this text, joined: “A r t a”, “A-r-t-a”, “Ar-ta-na”, “M i l e n a”.
pub(super) fn spelt_words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut spelt = String::new();
    let mut pieces = 0;
    let mut sign = ' ';
    let mut between = String::new();
    let mut end = |spelt: &mut String, pieces: &mut usize, sign: char| {
        let letters = spelt.chars().count();
        let alone = *pieces == letters;
        let is_spelt = (alone && *pieces >= FEWEST_SPELT)
            || (sign != ' ' && sign != '.' && *pieces >= FEWEST_PIECES && letters > *pieces);
        if is_spelt {
            found.push(std::mem::take(spelt));
        }
        spelt.clear();
        *pieces = 0;
    };
    for stretch in words(text) {
        let is_word = stretch.chars().next().is_some_and(char::is_alphabetic);
        if !is_word {
            between.clear();
            between.push_str(stretch);
            continue;
        }
        let letters = stretch.chars().count();
        let lower = stretch.to_lowercase();
        // “T pa I pa J pa A”
        if pieces > 0 && THEN.contains(&lower.as_str()) {
            continue;
        }
        let kind = between.trim().chars().next().unwrap_or(' ');
        let joins = matches!(between.trim(), "" | "-" | "." | "_" | "–" | "*" | "·" | "/" | "|" | "=")
            && !between.contains('\n');
        // Two letters that are one in Albanian or Serbian count as one; syllables only between hyphens.
        let is_piece = letters == 1
            || matches!(
                lower.as_str(),
                "sh" | "xh" | "gj" | "dh" | "th" | "zh" | "nj" | "lj" | "dž" | "dz" | "ll" | "rr"
            )
            || (letters <= 3 && kind != ' ' && kind != '.' || letters <= 2 && kind == ' ' && pieces == 0)
                && !LINKS.contains(&lower.as_str());
        if pieces > 0 && !(joins && is_piece && (pieces == 1 || kind == sign)) {
            end(&mut spelt, &mut pieces, sign);
        }
        if is_piece {
            if pieces == 1 {
                sign = kind;
            }
            spelt.push_str(if letters == 2 && kind == ' ' { lower.get(..1).unwrap_or(&lower) } else { &lower });
            pieces += 1;
        }
        between.clear();
    }
    end(&mut spelt, &mut pieces, sign);
    found
}

/// Words with digits for letters: “V4lm1r4”, “3d0n4”, “T@m@ra”. The disguised words, undisguised.
pub(super) fn words_with_digits(text: &str) -> Vec<String> {
    text.split(|letter: char| letter.is_whitespace() || ",;:!?()\"“”„«»".contains(letter))
        .filter_map(|word| {
            let word = word.trim_matches('.');
            let letters: Vec<char> = word.chars().filter(|letter| *letter != '-' && *letter != '_').collect();
            if letters.len() < 5 || letters.len() > 24 || word.contains(['/', '\\', '.', '#']) {
                return None;
            }
            let is_digit = |at: usize| letters.get(at).copied().is_some_and(|letter| letter_for(letter).is_some());
            let single = (0..letters.len())
                .filter(|at| is_digit(*at) && !is_digit(at + 1) && !at.checked_sub(1).is_some_and(is_digit))
                .count();
            let digits = letters.iter().filter(|letter| letter_for(**letter).is_some()).count();
            let inside = (1..letters.len().saturating_sub(1)).filter(|at| is_digit(*at)).count();
            let rest_are_letters = letters.iter().all(|letter| letter.is_alphabetic() || letter_for(*letter).is_some());
            let lower = letters.iter().filter(|letter| letter.is_lowercase()).count();
            let is_word = rest_are_letters
                && single == digits
                && inside > 0
                && digits * 2 <= letters.len() + 1
                && (digits >= 2 || lower >= 4)
                && (lower >= 2
                    || letters.len() >= 6
                        && letters.first().is_some_and(|letter| letter.is_alphabetic())
                        && letters.last().is_some_and(|letter| letter.is_alphabetic()))
                && !word.starts_with('@')
                && !word.ends_with('@');
            is_word.then(|| {
                letters.iter().map(|letter| letter_for(*letter).unwrap_or(*letter)).collect::<String>().to_lowercase()
            })
        })
        .collect()
}

/// Names, and words for a victim, with few digits for letters, at either end too: “T3uta”, “7euta”, “V!ct!m”. Undisguised.
pub(super) fn names_with_digits(text: &str) -> Vec<String> {
    // no hyphen: “ZW05-M4R7-1741” is the code of a certificate
    const SIGNS: &str = ",;:?()\"“”„«»=.";
    text.split(|letter: char| letter.is_whitespace() || SIGNS.contains(letter))
        .filter_map(|word| {
            let word = word.trim_end_matches(['!', '*']).trim_start_matches(['@', '*', '$']);
            let letters: Vec<char> = word.chars().collect();
            let digits = letters.iter().filter(|letter| letter_for(**letter).is_some()).count();
            let plain = letters.iter().all(|letter| letter.is_alphabetic() || letter_for(*letter).is_some());
            let fits =
                (SHORTEST_NAME..=LONGEST_NAME).contains(&letters.len()) && digits > 0 && digits * 2 <= letters.len();
            if !fits || !plain {
                return None;
            }
            let undisguised = letters.iter().map(|letter| letter_for(*letter).unwrap_or(*letter)).collect::<String>();
            let undisguised = undisguised.to_lowercase();
            // “8ora” is eight hours, “7dita” seven days: behind a figure only a whole name counts
            let counted = letters.first().is_some_and(char::is_ascii_digit)
                && word_means(undisguised.get(1..).unwrap_or_default()) != 0;
            let known = given(&undisguised) > GivenNameCertainty::No
                || word_means(&undisguised) & (meaning::VICTIM | meaning::CHILD) != 0;
            (known && !counted).then_some(undisguised)
        })
        .collect()
}

/// Shorter names are parts of codes, too (“M1”).
const SHORTEST_NAME: usize = 4;
/// No name is longer.
const LONGEST_NAME: usize = 16;

fn letter_for(digit: char) -> Option<char> {
    Some(match digit {
        '0' => 'o',
        '1' | '!' => 'i',
        '*' => 'a',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '6' => 'g',
        '8' => 'b',
        '9' => 'g',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{plain_letters, spelt_words, words_with_digits};

    #[test]
    fn letters_one_by_one_make_a_word() {
        for text in [
            "V j o s a",
            "V-j-o-s-a",
            "V.j.o.s.a.",
            "вј о с а",
            "S H P R E S A  nga Vitia",
            "ve-al-mi-ra",
            "Mi - li - ca",
            "N e dž m i j a",
        ] {
            assert_eq!(spelt_words(text).len(), usize::from(text != "вј о с а"), "{text}");
        }
        for text in
            ["d.o.o.", "day-to-day", "PP.I.nr. 12", "e i a", "S.O.S.", "QPS-ja", "21-22 qershor", "A. K. i B. L."]
        {
            assert!(spelt_words(text).is_empty(), "{text}: {:?}", spelt_words(text));
        }
    }

    #[test]
    fn digits_among_letters_make_a_word() {
        for text in ["V4lm1r4", "3d0n4", "T@m@ra", "m1l1ca", "Fl0r3nt1na"] {
            assert_eq!(words_with_digits(text).len(), 1, "{text}");
        }
        for text in [
            "04/L-218",
            "KV500",
            "P00448812",
            "VI-2",
            "TM2_2017_Gjakova.xlsx",
            "a@b.com",
            "16vjec",
            "5CG7214KXV",
            "KOS-17-0442",
        ] {
            assert!(words_with_digits(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn look_alikes_of_another_script_are_seen_through() {
        let seen = plain_letters("Vіktіma Аrjеta");
        assert_eq!(seen.text, "Viktima Arjeta");
        assert!(seen.mixed);
        assert!(!plain_letters("жртва Јелена, victim").mixed);
        assert_eq!(plain_letters("𝐀𝐫𝐭𝐚 Ａｒｔａ").text, "Arta Arta");
    }
}
