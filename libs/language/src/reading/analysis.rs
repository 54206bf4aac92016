//! A reply taken apart: which cues, days and percentages it has, where its clauses end, and which words nobody knows.
//!
//! What stands here is found, not judged. The reply's own language decides what a word means that several languages have
//! (“ne” is *we* in Albanian and *no* in Serbian); words that only one of them has count whatever the language, since
//! officials mix.

use std::borrow::Cow;

use chrono::NaiveDate;
use events::language::Language;

use super::lexicon::{Cue, LEXICON, Match};
use super::percents::{Share, share_at};
use super::spelling::corrected;
use crate::dates::{FoundDate, scan};
use privacy::tokens::{Token, TokenKind};

/// A word that is half of this many clauses' beginnings: after these a new clause begins.
const CONNECTIVES: &[&str] = &[
    "por",
    "mirepo",
    "mirpo",
    "megjithate",
    "ama",
    "kurse",
    "ndersa",
    "sepse",
    "ngase",
    "meqe",
    "pasi",
    "andaj",
    "prandaj",
    "ali",
    "al",
    "medjutim",
    "dok",
    "jer",
    "pa",
    "zato",
    "but",
    "however",
    "although",
    "though",
    "because",
    "while",
    "whereas",
    "so",
    "since",
    "kshtuqe",
    "keshtuqe",
    "pra",
    "veq",
    "vec",
    "nego",
    "te",
    "then",
];

/// Denials that thumbs mistype; a word that is near one and known to nobody may be one.
const DENIALS: &[&str] = &["nuk", "nije", "nisu", "nismo", "nisam", "not", "isnt"];
/// No mistyped denial is longer.
const LONGEST_DENIAL: usize = 6;

/// No word of the three languages is longer. Of one that is, so much is looked at, which bounds the time that any text takes.
const LONGEST_WORD: usize = 60;

/// Signs that end a clause.
const BREAKS: &[&str] = &[",", ";", ".", "!", "?", ":", "(", ")", "–", "—", "-", "…", "\n"];

/// A clause: tokens from one break or connective to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) from: usize,
    pub(super) until: usize,
    /// Whether its sentence ends in a question mark.
    pub(super) asked: bool,
}

/// A reply taken apart.
pub(super) struct Analysis<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) language: Option<Language>,
    pub(super) matches: Vec<Match>,
    pub(super) days: Vec<(usize, FoundDate)>,
    pub(super) shares: Vec<(usize, usize, Share)>,
    pub(super) clauses: Vec<Clause>,
    /// Words that no list has, and that are neither numbers nor days.
    pub(super) unknown: Vec<usize>,
    /// Whether a word may be a denial: a mistyped one (“nku”), or the Albanian “s'” whatever the language.
    pub(super) perhaps_denied: bool,
}

impl<'a> Analysis<'a> {
    /// Takes a text apart, of which these are the tokens.
    pub(super) fn of(text: &'a str, tokens: Vec<Token<'a>>, today: NaiveDate) -> Self {
        let mut tokens = apart(tokens);
        for token in &mut tokens {
            if let Some((end, _)) = token.plain.char_indices().nth(LONGEST_WORD) {
                token.plain.truncate(end);
            }
            if token.kind == TokenKind::Word
                && let Cow::Owned(plain) = corrected(&token.plain)
            {
                token.plain = plain;
            }
        }
        Self::of_tokens(text, tokens, today)
    }

    /// Takes a part of a text apart.
    pub(super) fn of_tokens(text: &'a str, tokens: Vec<Token<'a>>, today: NaiveDate) -> Self {
        let language = language_of(text, &tokens);
        let shares = shares(&tokens);
        let days = days(&tokens, &shares, today);
        let matches = matches(&tokens, language, &days, &shares);
        let clauses = clauses(text, &tokens, language, &days, &shares, &matches);
        let unknown = unknown(&tokens, &matches, &days, &shares);
        let mut analysis =
            Self { text, tokens, language, matches, days, shares, clauses, unknown, perhaps_denied: false };
        analysis.perhaps_denied = analysis.may_deny();
        analysis
    }

    /// The cues of this kind.
    pub(super) fn all(&self, cue: Cue) -> impl Iterator<Item = Match> + '_ {
        self.matches.iter().filter(move |found| found.cue == cue).copied()
    }

    /// Whether there is any.
    pub(super) fn has(&self, cue: Cue) -> bool {
        self.all(cue).next().is_some()
    }

    /// The cues of this kind inside a clause.
    pub(super) fn in_clause(&self, clause: Clause, cue: Cue) -> impl Iterator<Item = Match> + '_ {
        self.all(cue).filter(move |found| found.at >= clause.from && found.at < clause.until)
    }

    /// Whether a clause has any.
    pub(super) fn clause_has(&self, clause: Clause, cue: Cue) -> bool {
        self.in_clause(clause, cue).next().is_some()
    }

    /// The clause in which a token stands.
    pub(super) fn clause_of(&self, at: usize) -> Clause {
        self.clauses.iter().find(|clause| at >= clause.from && at < clause.until).copied().unwrap_or(Clause {
            from: 0,
            until: self.tokens.len(),
            asked: false,
        })
    }

    /// Whether this token is that word.
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| words.contains(&token.plain.as_str()))
    }

    /// The stretch of the text that was taken apart.
    pub(super) fn words_as_written(&self) -> &'a str {
        let start = self.tokens.first().map_or(0, |token| token.start);
        let end = self.tokens.last().map_or(0, |token| token.end);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether a word may be a denial: a mistyped one (“nku”), or the Albanian “s'” whatever the language.
    fn may_deny(&self) -> bool {
        let mistyped = self.unknown.iter().filter_map(|at| self.tokens.get(*at)).any(|token| {
            token.plain.len() <= LONGEST_DENIAL
                && DENIALS.iter().any(|denial| strsim::osa_distance(denial, &token.plain) <= 1)
        });
        let apostrophe = self.tokens.windows(2).enumerate().any(|(at, pair)| match pair {
            [short, next] => {
                let joined = self.text.get(short.end..next.start).is_some_and(|between| {
                    !between.is_empty() && between.chars().all(|letter| !letter.is_whitespace())
                });
                // “s'ka problem” denies nothing
                let phrase = self.all(Cue::Accept).any(|found| at >= found.at && at < found.end());
                short.is("s") && next.kind == TokenKind::Word && joined && !phrase
            }
            _ => false,
        });
        mistyped || apostrophe
    }

    /// How many words there are.
    pub(super) fn words(&self) -> usize {
        self.tokens.iter().filter(|token| token.kind == TokenKind::Word).count()
    }
}

/// Albanian’s short words before an apostrophe stand apart: “s'kam”, “n'vend”, “t'premten”, “m'duhet”.
const SHORT_WORDS: &[char] = &['s', 'n', 't', 'm'];

/// The tokens, with short words before an apostrophe as tokens of their own.
fn apart(all: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut apart = Vec::with_capacity(all.len());
    for token in all {
        let mut letters = token.written.char_indices();
        let first = letters.next().map(|(_, letter)| letter.to_ascii_lowercase());
        let second = letters.next();
        let rest = letters.next().map(|(at, _)| at);
        match (first, second, rest) {
            (Some(short), Some((at, mark)), Some(from))
                if token.kind == TokenKind::Word && SHORT_WORDS.contains(&short) && !mark.is_alphanumeric() =>
            {
                let plain = token.plain.get(1..).unwrap_or_default().to_owned();
                apart.push(Token {
                    kind: TokenKind::Word,
                    plain: short.to_string(),
                    written: token.written.get(..at).unwrap_or_default(),
                    start: token.start,
                    end: token.start + at,
                });
                apart.push(Token {
                    kind: TokenKind::Word,
                    plain,
                    written: token.written.get(from..).unwrap_or_default(),
                    start: token.start + from,
                    end: token.end,
                });
            }
            _ => apart.push(token),
        }
    }
    apart
}

/// Whether a clause may begin with this word.
pub(super) fn is_connective(of: &Analysis<'_>, at: usize) -> bool {
    of.is(at, CONNECTIVES)
}

/// The language that most of the words speak for; none where that is open.
fn language_of(text: &str, tokens: &[Token<'_>]) -> Option<Language> {
    let mut weights = [0_u32; 3];
    let row = |language: Language| match language {
        Language::Sq => 0_usize,
        Language::Sr | Language::SrCyrl => 1,
        Language::En => 2,
    };
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
        if let Some(languages) = LEXICON.languages(&token.plain) {
            let share = match languages.len() {
                1 => 6,
                2 => 2,
                _ => 0,
            };
            for language in languages {
                if let Some(weight) = weights.get_mut(row(*language)) {
                    *weight += share;
                }
            }
        }
    }
    let letters = |set: &[char], language: Language, weights: &mut [u32; 3]| {
        let count = text.chars().filter(|letter| set.contains(letter)).count();
        if let (Ok(count), Some(weight)) = (u32::try_from(count), weights.get_mut(row(language))) {
            *weight += count * 3;
        }
    };
    letters(&['ë', 'ç', 'Ë', 'Ç'], Language::Sq, &mut weights);
    letters(&['š', 'ž', 'č', 'ć', 'đ', 'Š', 'Ž', 'Č', 'Ć', 'Đ'], Language::Sr, &mut weights);
    let cyrillic = text.chars().any(|letter| ('\u{0400}'..='\u{04ff}').contains(&letter));
    if cyrillic {
        return Some(Language::Sr);
    }
    let most = weights.iter().max().copied().unwrap_or(0);
    let first = weights.iter().filter(|weight| **weight == most).count();
    if most == 0 || first > 1 {
        return None;
    }
    Language::ALL.into_iter().find(|language| weights.get(row(*language)) == Some(&most))
}

fn shares(tokens: &[Token<'_>]) -> Vec<(usize, usize, Share)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some((share, length)) = share_at(tokens, at) {
            found.push((at, length, share));
            at += length.max(1);
        } else {
            at += 1;
        }
    }
    found
}

fn days(tokens: &[Token<'_>], shares: &[(usize, usize, Share)], today: NaiveDate) -> Vec<(usize, FoundDate)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let slashed = |from: usize| tokens.get(from + 1).is_some_and(|sign| sign.is("/"));
        if let Some((_, length, _)) =
            shares.iter().find(|(from, _, share)| *from == at && (share.is_certain() || slashed(*from)))
        {
            at += length;
        } else if let Some(day) = scan(tokens, at, today) {
            found.push((at, day));
            at += day.length.max(1);
        } else {
            at += 1;
        }
    }
    found
}

fn matches(
    tokens: &[Token<'_>],
    language: Option<Language>,
    days: &[(usize, FoundDate)],
    shares: &[(usize, usize, Share)],
) -> Vec<Match> {
    let inside = |found: &Match| {
        days.iter()
            .map(|(at, day)| (*at, day.length))
            .chain(shares.iter().map(|(at, length, _)| (*at, *length)))
            .any(|(at, length)| found.at >= at && found.end() <= at + length)
    };
    let speaks = |found: &Match| {
        language.is_none_or(|own| {
            own == found.language
                || tokens.get(found.at..found.end()).unwrap_or_default().iter().any(|token| {
                    token.kind != TokenKind::Word
                        || LEXICON.languages(&token.plain).is_some_and(|languages| !languages.contains(&own))
                })
        })
    };
    // before a day “do” is the Serbian “until”, whatever else it is elsewhere
    let until = |found: &Match| {
        found.length == 1
            && found.cue != Cue::Until
            && tokens.get(found.at).is_some_and(|token| token.is("do"))
            && days.iter().any(|(at, _)| *at == found.at + 1)
    };
    let speaks = |found: &Match| !until(found) && speaks(found);
    let all: Vec<Match> =
        (0..tokens.len()).flat_map(|at| LEXICON.matches_at(tokens, at)).filter(|found| speaks(found)).collect();
    let longest = all.iter().map(|other| other.length).max().unwrap_or(1);
    let kept: Vec<Match> = all
        .iter()
        .filter(|found| !inside(found) || found.length > 1)
        .filter(|found| {
            // what a longer phrase says, its words do not say again; they are in the order of their places
            let from = all.partition_point(|other| other.at + longest < found.at);
            !all.iter().skip(from).take_while(|longer| longer.at <= found.at).any(|longer| {
                longer.length > found.length
                    && longer.end() >= found.end()
                    && (longer.cue != Cue::Filler || longer.length > 2)
                    && !(matches!(longer.cue, Cue::ThanksTime | Cue::DeadlinePast) && found.length > 2)
            })
        })
        .copied()
        .collect();
    kept
}

fn clauses(
    text: &str,
    tokens: &[Token<'_>],
    language: Option<Language>,
    days: &[(usize, FoundDate)],
    shares: &[(usize, usize, Share)],
    matches: &[Match],
) -> Vec<Clause> {
    let held = |at: usize| {
        let spans = days
            .iter()
            .map(|(at, day)| (*at, day.length))
            .chain(shares.iter().map(|(at, length, _)| (*at, *length)))
            .chain(matches.iter().filter(|found| found.length > 1).map(|found| (found.at, found.length)));
        spans.into_iter().any(|(from, length)| at > from && at < from + length)
    };
    let mut clauses = Vec::new();
    let mut from = 0;
    let mut sentence = 0;
    for at in 0..=tokens.len() {
        let token = tokens.get(at);
        let line = at > 0
            && tokens.get(at - 1).zip(token).is_some_and(|(before, here)| {
                text.get(before.end..here.start).is_some_and(|between| between.contains('\n'))
            });
        let breaks = token.is_none_or(|token| BREAKS.contains(&token.plain.as_str())) && !held(at);
        let turns = token.is_some_and(|token| {
            CONNECTIVES.contains(&token.plain.as_str())
                // in Albanian these are “to” and “without”
                && (language == Some(Language::Sr) || !["te", "pa"].contains(&token.plain.as_str()))
        }) && !held(at)
            && at > from;
        if breaks || turns || line {
            if at > from {
                clauses.push(Clause { from, until: at, asked: false });
            }
            from = if breaks { at + 1 } else { at };
            let ends = token.is_none_or(|token| [".", "!", "?"].contains(&token.plain.as_str())) || line;
            if ends {
                let asked = token.is_some_and(|token| token.is("?"));
                if asked {
                    clauses.iter_mut().skip(sentence).for_each(|clause: &mut Clause| clause.asked = true);
                }
                sentence = clauses.len();
            }
        }
    }
    clauses
}

fn unknown(
    tokens: &[Token<'_>],
    matches: &[Match],
    days: &[(usize, FoundDate)],
    shares: &[(usize, usize, Share)],
) -> Vec<usize> {
    let spans: Vec<(usize, usize)> = matches
        .iter()
        .map(|found| (found.at, found.end()))
        .chain(days.iter().map(|(at, day)| (*at, at + day.length)))
        .chain(shares.iter().map(|(at, length, _)| (*at, at + length)))
        .collect();
    (0..tokens.len())
        .filter(|at| tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Word))
        .filter(|at| !spans.iter().any(|(from, until)| at >= from && at < until))
        .filter(|at| tokens.get(*at).is_some_and(|token| LEXICON.languages(&token.plain).is_none()))
        .collect()
}
