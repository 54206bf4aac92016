//! A text cut into words, numbers and signs, each with its plain form and its place in the text.

use crate::letters::{fold_into, is_invisible};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters; an apostrophe inside is dropped (“s'ka” is the word `ska`).
    Word,
    /// ASCII digits and nothing else.
    Number,
    /// One character of anything else but white space and control characters.
    Sign,
}

/// A word, a number or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// The plain form.
    pub plain: String,
    /// As it stands in the text, before it is folded.
    pub written: &'a str,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends in the text, in bytes.
    pub end: usize,
}

impl Token<'_> {
    /// Whether this is that word or sign, in plain form.
    pub fn is(&self, plain: &str) -> bool {
        self.plain == plain
    }

    /// The number, when it is one that fits.
    pub fn number(&self) -> Option<u32> {
        if self.kind == TokenKind::Number { self.plain.parse().ok() } else { None }
    }
}

/// Cuts a text into tokens.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token<'_>> = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if letter.is_whitespace() || letter.is_control() || is_invisible(letter) {
            continue;
        }
        let kind = kind(letter);
        let mut plain = String::new();
        fold_into(&mut plain, letter);
        let mut end = start + letter.len_utf8();
        while let Some(&(at, next)) = letters.peek() {
            let after = at + next.len_utf8();
            let joins = kind == TokenKind::Word
                && is_apostrophe(next)
                && text.get(after..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic);
            let belongs = kind != TokenKind::Sign && (self::kind(next) == kind && !next.is_whitespace());
            if is_invisible(next) {
                // decorates what stands before it
            } else if belongs {
                fold_into(&mut plain, next);
            } else if !joins {
                break;
            }
            end = after;
            letters.next();
        }
        found.push(Token { kind, plain, written: text.get(start..end).unwrap_or_default(), start, end });
    }
    found
}

fn kind(letter: char) -> TokenKind {
    if letter.is_ascii_digit() {
        TokenKind::Number
    } else if letter.is_alphabetic() {
        TokenKind::Word
    } else {
        TokenKind::Sign
    }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | '`' | '´' | 'ʼ')
}

/// How far into the tokens the words of a phrase reach when they begin here, one space between words.
pub fn phrase_at(tokens: &[Token<'_>], phrase: &str) -> Option<usize> {
    // most phrases begin with another letter, and every token is held against very many of them
    if tokens.first()?.plain.as_bytes().first() != phrase.as_bytes().first() {
        return None;
    }
    let mut length = 0;
    for word in phrase.split(' ') {
        if !tokens.get(length)?.is(word) {
            return None;
        }
        length += 1;
    }
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn a_text_is_cut_into_words_numbers_and_signs() {
        let plain: Vec<_> = tokens("S’u krye: 50% më 15qershor").into_iter().map(|token| token.plain).collect();
        assert_eq!(plain, ["su", "krye", ":", "50", "%", "me", "15", "qershor"]);
    }

    #[test]
    fn tokens_know_their_place() {
        let text = "Žrtva ë";
        for token in tokens(text) {
            assert_eq!(&text[token.start..token.end], token.written);
        }
    }
}
