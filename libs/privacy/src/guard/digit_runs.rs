//! Runs of digits in any grouping and beside any other number, with what tells an amount or a count from a number of somebody.
//! What a run is the number of is not known here.

use chrono::NaiveDate;

use super::mobile_digits::is_whole_mobile;
use crate::tokens::{Token, TokenKind};

/// Digits of a personal number of Kosovo.
pub(super) const PERSONAL_DIGITS: usize = 10;
/// Digits of the personal number of the former Yugoslavia and of Serbia.
pub(super) const JMBG_DIGITS: usize = 13;

const CURRENCIES: &[&str] = &[
    "€", "euro", "eurove", "eur", "evra", "eura", "evro", "evri", "euros", "$", "usd", "dinara", "din", "lek", "leke",
];

/// Digits between two signs.
#[derive(Debug)]
pub(super) struct Group {
    /// Nothing but digits, whatever stood between them.
    pub(super) digits: String,
    /// At which token of the message it is.
    pub(super) at: usize,
    /// The sign before it, when it is not the first; a blank when there is only that.
    pub(super) joint: char,
}

/// Groups of digits in a row: “1234 567 890”.
#[derive(Debug)]
pub(super) struct Run {
    /// At least one.
    pub(super) groups: Vec<Group>,
    /// The first token.
    pub(super) at: usize,
    /// The token after the last.
    pub(super) end: usize,
    /// Whether a plus sign stands before it.
    pub(super) plus: bool,
    /// Whether it is an amount of money: in groups of three, a currency beside it.
    pub(super) amount: bool,
    /// Whether a letter stands right before it.
    pub(super) lettered: bool,
    /// How its groups are joined, those that are joined most strangely.
    joined: Separator,
}

impl Run {
    /// How many digits all groups have.
    pub(super) fn length(&self) -> usize {
        self.groups.iter().map(|group| group.digits.len()).sum()
    }

    /// Whether it is an amount whose thousands are set apart by points or which is round, so that nothing hides as it.
    pub(super) fn amount_in_points(&self) -> bool {
        let pointed = self.groups.len() > 1 && self.groups.iter().skip(1).all(|group| ".,".contains(group.joint));
        self.amount && (pointed || self.groups.last().is_some_and(|last| last.digits.ends_with("000")))
    }

    /// Any groups that follow each other, all of them included, as long as they have no more digits than a number of
    /// anybody has.
    pub(super) fn stretches(&self) -> impl Iterator<Item = &[Group]> {
        const MOST_DIGITS: usize = 15;
        (0..self.groups.len()).flat_map(move |from| {
            let rest = self.groups.get(from..).unwrap_or_default();
            let longest = rest
                .iter()
                .scan(0, |digits, group| {
                    *digits += group.digits.len();
                    (*digits <= MOST_DIGITS).then_some(())
                })
                .count();
            (1..=longest).filter_map(move |to| rest.get(..to))
        })
    }
}

/// The digits of all groups.
pub(super) fn joined(groups: &[Group]) -> String {
    groups.iter().map(|group| group.digits.as_str()).collect()
}

/// The signs that join the groups of one number in any writing.
const JOINTS: &str = " -./()–_\u{a0}";

/// What joins the groups of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    /// What joins them in any writing.
    Usually,
    /// Any signs, where somebody hides a number: “044:123:456”. They set figures apart, too.
    Strangely,
}

impl Separator {
    /// How many characters may stand between two groups.
    const fn reach(self) -> usize {
        match self {
            Self::Usually => 3,
            Self::Strangely => 6,
        }
    }

    fn by(self, sign: char) -> bool {
        JOINTS.contains(sign)
            // shares and degrees are figures of their own
            || self == Self::Strangely && (!sign.is_alphanumeric() && !sign.is_control() && !"%°".contains(sign) || sign == 'x')
    }

    /// Whether only what joins stands between the token before the end and the next group.
    fn between(self, text: &str, tokens: &[Token<'_>], end: usize, next: usize) -> bool {
        let last = end.checked_sub(1).and_then(|last| tokens.get(last)).map_or(0, |token| token.end);
        next < end + self.reach()
            && tokens.get(next).and_then(|token| text.get(last..token.start)).is_some_and(|between| {
                between.chars().count() <= self.reach() && between.chars().all(|sign| self.by(sign))
            })
    }
}

/// The runs of digits in a text, dates left out.
pub(super) fn runs(text: &str, tokens: &[Token<'_>]) -> Vec<Run> {
    runs_joined(text, tokens, Separator::Usually)
}

/// The same, the groups joined by any signs; only those that are joined strangely.
pub(super) fn strangely_joined_runs(text: &str, tokens: &[Token<'_>]) -> Vec<Run> {
    let mut runs = runs_joined(text, tokens, Separator::Strangely);
    runs.retain(|run| run.joined == Separator::Strangely);
    runs
}

fn runs_joined(text: &str, tokens: &[Token<'_>], joined: Separator) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(length) = date_length(tokens, at) {
            at += length;
            continue;
        }
        let Some(first) = tokens.get(at).filter(|token| token.kind == TokenKind::Number) else {
            at += 1;
            continue;
        };
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let mut run = Run {
            groups: Vec::new(),
            at,
            end: at,
            plus: has_plus(tokens, at),
            amount: false,
            lettered: before.is_some_and(|token| token.kind == TokenKind::Word && token.end == first.start),
            joined: Separator::Usually,
        };
        let mut next = Some((at, ' '));
        while let Some((group, joint)) = next
            && let Some(token) = tokens.get(group)
        {
            run.groups.push(Group { digits: token.plain.clone(), at: group, joint });
            if run.groups.len() > 1 && !Separator::Usually.between(text, tokens, run.end, group) {
                run.joined = Separator::Strangely;
            }
            run.end = group + 1;
            next = next_group(text, tokens, run.end, joined).filter(|(next, _)| date_length(tokens, *next).is_none());
        }
        run.amount = in_thousands(&run.groups) && beside_currency(tokens, &run) && !could_be_of_a_person(&run);
        at = run.end;
        runs.push(run);
    }
    runs
}

/// “+383 44”, “+(383) 44”, “plus 383 44”.
fn has_plus(tokens: &[Token<'_>], at: usize) -> bool {
    let is = |back: usize, sign: &str| at.checked_sub(back).and_then(|at| tokens.get(at)).is_some_and(|it| it.is(sign));
    is(1, "+") || is(1, "plus") || is(1, "(") && (is(2, "+") || is(2, "plus"))
}

pub(super) fn is_year(group: &Group) -> bool {
    group.digits.len() == 4 && (group.digits.starts_with("19") || group.digits.starts_with("20"))
}

fn in_thousands(groups: &[Group]) -> bool {
    match groups.split_first() {
        // so many digits in one are a personal number, whatever currency stands beside them
        Some((first, [])) => first.digits.len() < PERSONAL_DIGITS && !first.digits.starts_with('0'),
        Some((first, rest)) => {
            let (last, whole) = rest.split_last().map_or((None, rest), |(last, whole)| (Some(last), whole));
            // “1.250.000,00” ends with cents
            first.digits.len() <= 3
                && !first.digits.starts_with('0')
                && whole.iter().all(|group| group.digits.len() == 3)
                && last.is_none_or(|last| matches!(last.digits.len(), 2 | 3))
        }
        None => false,
    }
}

/// Whether groups of three may be somebody's number all the same: blanks set any groups apart. A sum is round or has the
/// points of thousands.
fn could_be_of_a_person(run: &Run) -> bool {
    let Some((last, [_, ..])) = run.groups.split_last() else { return false };
    let digits = joined(&run.groups);
    let pointed = run.groups.iter().skip(1).all(|group| ".,".contains(group.joint));
    let round = last.digits == "000";
    let coded = is_whole_mobile(&digits);
    coded || !pointed && !round && (run.plus || matches!(digits.len(), PERSONAL_DIGITS | JMBG_DIGITS))
}

/// Whether the word, in plain form, or the sign is one of a currency.
pub(super) fn is_currency(plain: &str) -> bool {
    CURRENCIES.contains(&plain)
}

fn beside_currency(tokens: &[Token<'_>], run: &Run) -> bool {
    let currency = |token: Option<&Token<'_>>| token.is_some_and(|token| is_currency(&token.plain));
    currency(tokens.get(run.end)) || run.at.checked_sub(1).is_some_and(|before| currency(tokens.get(before)))
}

/// The next group of digits of the same run: only a few joining signs between.
fn next_group(text: &str, tokens: &[Token<'_>], end: usize, joined: Separator) -> Option<(usize, char)> {
    let last = tokens.get(end.checked_sub(1)?)?;
    let next =
        (end..end + joined.reach()).find(|at| tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Number))?;
    let between = text.get(last.end..tokens.get(next)?.start)?;
    joined.between(text, tokens, end, next).then(|| (next, between.trim().chars().next().unwrap_or(' ')))
}

/// “15.06.2017”, “15.06.17”, “2017-06-15”: valid dates only, so that no number hides as one.
fn date_length(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let parts = tokens.get(at..at + 5)?;
    let number = |index: usize| parts.get(index).filter(|token: &&Token<'_>| token.kind == TokenKind::Number);
    let sign = parts.get(1)?;
    if ![".", "-", "/"].contains(&sign.plain.as_str()) || !parts.get(3)?.is(&sign.plain) {
        return None;
    }
    let (first, second, third) = (number(0)?, number(2)?, number(4)?);
    let (year, day) = if first.plain.len() == 4 { (first, third) } else { (third, first) };
    if !matches!(year.plain.len(), 2 | 4) || day.plain.len() > 2 || second.plain.len() > 2 {
        return None;
    }
    let century = if year.plain.len() == 2 { 2000 } else { 0 };
    NaiveDate::from_ymd_opt(century + i32::try_from(year.number()?).ok()?, second.number()?, day.number()?).map(|_| 5)
}

/// Small numbers that only grow: a count (“10 12 15 20 25”), no number of anybody.
pub(super) fn counts_up(groups: &[Group]) -> bool {
    let numbers: Vec<u32> = groups.iter().filter_map(|group| group.digits.parse().ok()).collect();
    groups.iter().all(|group| group.digits.len() <= 2 && !(group.digits.len() == 2 && group.digits.starts_with('0')))
        && numbers.is_sorted_by(|before, after| before < after)
}
