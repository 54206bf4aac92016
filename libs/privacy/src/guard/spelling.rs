//! Numbers as people disguise them, without meaning to: digits of other keyboards, digits read out as words, a letter O for
//! a nought. The detectors see them all as plain digits.

use std::borrow::Cow;

use super::mobile_digits::is_whole_mobile;
use super::numerals;
use crate::tokens::{Token, TokenKind, tokens};

/// So many digits read out in a row are a number; fewer are counting (“një, dy, tre, fillojmë”).
const FEWEST_READ_OUT: usize = 6;

/// After a nought so many are one (“zero dyzet e pesë …”).
const FEWEST_AFTER_NOUGHT: usize = 5;

/// The text with its numbers in plain digits.
pub(super) fn plain_numbers(text: &str) -> Cow<'_, str> {
    let text = with_plain_digits(text);
    let spelt = {
        let tokens = tokens(&text);
        let read_out = read_out(&tokens);
        let letters: Vec<Replacement> =
            noughts(&tokens).into_iter().chain(letters_in_numbers(&text, &tokens)).collect();
        (!read_out.is_empty() || !letters.is_empty()).then(|| replaced(&text, read_out.into_iter().chain(letters)))
    };
    spelt.map_or(text, Cow::Owned)
}

/// Digits of other scripts and styles as ASCII digits; the frame of a keycap left out.
fn with_plain_digits(text: &str) -> Cow<'_, str> {
    let foreign = |letter: char| digit(letter).is_some() || letter == '\u{20e3}';
    if !text.contains(foreign) {
        return Cow::Borrowed(text);
    }
    let letters = text.chars().filter(|letter| *letter != '\u{20e3}');
    Cow::Owned(letters.map(|letter| digit(letter).unwrap_or(letter)).collect())
}

fn digit(letter: char) -> Option<char> {
    // Arabic-Indic, extended Arabic-Indic, fullwidth, and the five styles of mathematical digits.
    let first = match letter {
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06f0}'..='\u{06f9}' => 0x06f0,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        '\u{1d7ce}'..='\u{1d7ff}' => 0x1d7ce,
        _ => return None,
    };
    char::from_digit((u32::from(letter) - first) % 10, 10)
}

/// A stretch of the text, in bytes, and what stands for it.
type Replacement = (usize, usize, String);

fn read_out(tokens: &[Token<'_>]) -> Vec<Replacement> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(first) = tokens.get(at) else { break };
        let begins =
            numerals::value(&first.plain).is_some() || first.kind == TokenKind::Number && first.plain.len() <= 3;
        if !begins {
            at += 1;
            continue;
        }
        let (mut digits, mut values) = (String::new(), Vec::new());
        let (mut end, mut last, mut words) = (at, at, 0);
        while let Some(token) = tokens.get(end).filter(|_| end < at + LONGEST_READ_OUT) {
            if let Some(value) = numerals::value(&token.plain) {
                values.push(value);
                words += 1;
                last = end;
            } else if token.kind == TokenKind::Number && token.plain.len() <= 3 {
                digits.push_str(&numerals::digits(&values));
                values.clear();
                digits.push_str(&token.plain);
                last = end;
            } else if !FILLERS.contains(&token.plain.as_str()) || end - last > 2 {
                break;
            }
            end += 1;
        }
        digits.push_str(&numerals::digits(&values));
        let fewest = if digits.starts_with('0') { FEWEST_AFTER_NOUGHT } else { FEWEST_READ_OUT };
        let counted = digits.starts_with("123") && !digits.starts_with("1234567");
        if words >= 2
            && words * 2 > last - at
            && digits.len() > fewest
            && !counted
            && let Some(last) = tokens.get(last)
        {
            found.push((first.start, last.end, digits));
            at = end;
        } else if words == 0 {
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// A number that is read out has no more words.
const LONGEST_READ_OUT: usize = 30;

/// What stands between numbers that are read out.
const FILLERS: &[&str] = &[
    ",", "-", ".", "–", "e", "i", "and", "then", "pa", "mandej", "masanej", "pastaj", "onda", "zatim", "presje",
    "pika", "/", "(",
];

/// “O44 123 456”, “zero44123456”: the letter or the word right before or after a digit.
fn noughts(tokens: &[Token<'_>]) -> Vec<Replacement> {
    let number = |at: usize| tokens.get(at).filter(|token| token.kind == TokenKind::Number);
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let touches = at.checked_sub(1).and_then(number).is_some_and(|before| before.end == token.start)
            || number(at + 1).is_some_and(|after| after.start == token.end);
        if token.kind == TokenKind::Word && touches && token.plain.chars().all(|letter| letter == 'o') {
            found.push((token.start, token.end, "0".repeat(token.plain.len())));
        } else if touches && numerals::value(&token.plain) == Some(0) {
            found.push((token.start, token.end, "0".to_owned()));
        }
    }
    found
}

/// Letters among digits that make somebody's number when they are read as the digits they look like: “O44 I23 456”,
/// “l187654321”. In codes and plates they stay letters.
fn letters_in_numbers(text: &str, tokens: &[Token<'_>]) -> Vec<Replacement> {
    let chunks = chunks(tokens);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(first) = chunks.get(from) {
        let mut digits = String::new();
        let mut end = None;
        for (length, chunk) in chunks.get(from..).unwrap_or_default().iter().take(MOST_CHUNKS).enumerate() {
            let last = length.checked_sub(1).and_then(|before| chunks.get(from + before));
            if last.is_some_and(|last| !joins(text, last.end, chunk.start)) || digits.len() > MOST_DIGITS {
                break;
            }
            digits.push_str(&chunk.digits);
            let alone = length == 0 && digits.len() == 10 && first.letters.len() <= 2 && first.is_round;
            if is_whole_mobile(&digits) || alone {
                end = Some(from + length + 1);
            }
        }
        let Some(end) = end else {
            from += 1;
            continue;
        };
        let number = chunks.get(from..end).unwrap_or_default();
        let letters: usize = number.iter().flat_map(|chunk| &chunk.letters).map(|(start, end, _)| end - start).sum();
        if letters <= MOST_LETTERS {
            found.extend(number.iter().flat_map(|chunk| chunk.letters.clone()));
        }
        from = end;
    }
    found
}

/// A number in groups has no more of them.
const MOST_CHUNKS: usize = 9;
/// A telephone number has no more digits.
const MOST_DIGITS: usize = 15;
/// More letters make a word of a number.
const MOST_LETTERS: usize = 4;

/// Digits and letters that look like digits, without a gap.
struct Chunk {
    start: usize,
    end: usize,
    digits: String,
    /// The letters, to be replaced.
    letters: Vec<Replacement>,
    /// Whether its letters are only those that look like a nought or a one in any hand.
    is_round: bool,
}

fn chunks(tokens: &[Token<'_>]) -> Vec<Chunk> {
    let mut found: Vec<Chunk> = Vec::new();
    let mut at = 0;
    while let Some(first) = tokens.get(at) {
        let mut chunk =
            Chunk { start: first.start, end: first.start, digits: String::new(), letters: Vec::new(), is_round: true };
        let (mut readable, mut numbers) = (true, false);
        while let Some(token) = tokens.get(at).filter(|it| it.kind != TokenKind::Sign && it.start == chunk.end) {
            numbers |= token.kind == TokenKind::Number;
            if token.kind == TokenKind::Number {
                chunk.digits.push_str(&token.plain);
            } else {
                let looks: Option<String> = token.written.chars().map(digit_like).collect();
                readable &= looks.is_some();
                chunk.is_round &= token.plain.chars().all(|letter| matches!(letter, 'o' | 'i' | 'l'));
                let looks = looks.unwrap_or_default();
                chunk.digits.push_str(&looks);
                chunk.letters.push((token.start, token.end, looks));
            }
            chunk.end = token.end;
            at += 1;
        }
        if chunk.end == chunk.start {
            at += 1;
        } else if readable && (numbers || chunk.digits.len() <= 3) {
            found.push(chunk);
        }
    }
    found
}

/// Whether at most a few joining signs stand between two groups of one number.
fn joins(text: &str, end: usize, start: usize) -> bool {
    text.get(end..start).is_some_and(|between| {
        between.chars().count() <= 3 && between.chars().all(|sign| " -./()–_\u{a0}".contains(sign))
    })
}

/// The digit that a letter looks like.
fn digit_like(letter: char) -> Option<char> {
    Some(match letter {
        'o' | 'O' | 'Q' => '0',
        'i' | 'I' | 'l' | 'L' => '1',
        'z' | 'Z' => '2',
        'E' => '3',
        'A' => '4',
        's' | 'S' => '5',
        'b' | 'G' => '6',
        'T' => '7',
        'B' => '8',
        'g' | 'q' => '9',
        _ => return None,
    })
}

fn replaced(text: &str, replacements: impl Iterator<Item = Replacement>) -> String {
    let mut replacements: Vec<_> = replacements.collect();
    replacements.sort_unstable_by_key(|(start, ..)| *start);
    let mut plain = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end, digits) in replacements {
        if start >= from {
            plain.push_str(text.get(from..start).unwrap_or_default());
            plain.push_str(&digits);
            from = end;
        }
    }
    plain.push_str(text.get(from..).unwrap_or_default());
    plain
}

#[cfg(test)]
mod tests {
    use super::plain_numbers;

    #[test]
    fn digits_of_any_kind_become_plain() {
        assert_eq!(plain_numbers("１１７ 𝟎𝟎 1️⃣"), "117 00 1\u{fe0f}");
        assert_eq!(plain_numbers("tel O44 123 456"), "tel 044 123 456");
        assert_eq!(plain_numbers("O44 I23 4S6"), "044 123 456");
        assert_eq!(plain_numbers("nr l1876S4321, Il87654321"), "nr l1876S4321, 1187654321");
        assert_eq!(plain_numbers("zero katër katër një dy tre katër"), "0441234");
        assert_eq!(plain_numbers("нула четири четири један два три!"), "044123!");
    }

    #[test]
    fn counting_and_letters_stay_as_they_are() {
        for text in [
            "një, dy, tre, fillojmë",
            "o kry",
            "two or three",
            "04/L-218",
            "o 5",
            "P00448812",
            "KOS-17-I442",
            "01-234-AB",
        ] {
            assert_eq!(plain_numbers(text), text);
        }
    }
}
