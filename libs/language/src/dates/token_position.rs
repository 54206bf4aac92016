//! A place in a row of tokens: what stands here, before and after.

use chrono::NaiveDate;

use privacy::tokens::{Token, TokenKind, phrase_at};

/// Where a date may begin, and the day that is today.
///
/// Offsets count tokens from here; what is found is said by the offset after it.
#[derive(Clone, Copy)]
pub(super) struct TokenPosition<'a> {
    pub(super) tokens: &'a [Token<'a>],
    pub(super) at: usize,
    pub(super) today: NaiveDate,
}

impl<'a> TokenPosition<'a> {
    pub(super) fn token(self, offset: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at.checked_add(offset)?)
    }

    /// The token before this place.
    pub(super) fn before(self) -> Option<&'a Token<'a>> {
        self.back(1)
    }

    /// The token so many before this place.
    pub(super) fn back(self, count: usize) -> Option<&'a Token<'a>> {
        self.at.checked_sub(count).and_then(|before| self.tokens.get(before))
    }

    /// The place so many tokens on.
    pub(super) fn on(self, offset: usize) -> Self {
        Self { at: self.at + offset, ..self }
    }

    pub(super) fn is(self, offset: usize, words: &[&str]) -> bool {
        is_any(self.token(offset), words)
    }

    /// The offset after the longest of these phrases that begins at an offset.
    pub(super) fn phrase(self, offset: usize, phrases: &[&str]) -> Option<usize> {
        let here = self.tokens.get(self.at.checked_add(offset)?..)?;
        phrases.iter().filter_map(|phrase| phrase_at(here, phrase)).max().map(|length| offset + length)
    }

    /// The offset after at most so many of these words.
    pub(super) fn skip(self, mut offset: usize, words: &[&str], most: usize) -> usize {
        let end = offset + most;
        while offset < end && self.is(offset, words) {
            offset += 1;
        }
        offset
    }

    /// Whether one of these phrases ends right before this place.
    pub(super) fn led_by(self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| {
            let from = self.at.checked_sub(phrase.split(' ').count());
            let before = from.and_then(|from| self.tokens.get(from..self.at));
            before.is_some_and(|before| phrase_at(before, phrase).is_some())
        })
    }

    /// Whether the token at this offset begins where the one before it ends.
    pub(super) fn adjoins(self, offset: usize) -> bool {
        let before = self.at.checked_add(offset).and_then(|at| self.tokens.get(at.checked_sub(1)?));
        before.zip(self.token(offset)).is_some_and(|(before, token)| before.end == token.start)
    }

    /// The number in digits at an offset, with no more than so many of them.
    pub(super) fn digits(self, offset: usize, most: usize) -> Option<u32> {
        self.token(offset).filter(|token| token.kind == TokenKind::Number && token.plain.len() <= most)?.number()
    }

    pub(super) fn is_word(self, offset: usize) -> bool {
        self.token(offset).is_some_and(|token| token.kind == TokenKind::Word)
    }
}

pub(super) fn is_any(token: Option<&Token<'_>>, words: &[&str]) -> bool {
    token.is_some_and(|token| words.contains(&token.plain.as_str()))
}
