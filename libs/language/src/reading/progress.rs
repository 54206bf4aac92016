//! How far a task is: under way, or so much per cent of it.
//!
//! A percentage counts only as one of the task: not of something named after it, not of what is left, and not where numbers
//! stand beside it that were not read.

use events::text::Percent;

use super::all_tasks::counts_all;
use super::evidence::{Evidence, HowFar, Judge};
use super::lexicon::Cue;
use super::percents::{Share, speaks_of_the_rest};
use super::{Meaning, Report};
use crate::numbers::is_numeric;

/// Words beside which a percentage is not how far it is.
const BEHIND: &[&str] = &[
    "behind",
    "zaostatku",
    "zaostajemo",
    "kasnimo",
    "mbrapa",
    "discount",
    "zbritje",
    "popust",
    "fali",
    "nedostaje",
    "mungojne",
    "mungon",
];
/// What is left is named so near its share, in tokens.
const REACH_OF_WHAT_IS_LEFT: usize = 4;
/// Words that deny a share: “not even half”, “ni pola”.
const NOT_EVEN: &[&str] = &["ni", "as", "even", "nit", "niti", "not"];

impl Judge<'_> {
    pub(super) fn progress(&self, evidence: &Evidence) -> Option<HowFar> {
        let of = self.of;
        let working = of.all(Cue::Working).any(|found| {
            let clause = of.clause_of(found.at);
            !clause.asked
                && !self.begins_with_question(clause)
                && !of.in_clause(clause, Cue::Not).any(|denial| denial.end() <= found.at && found.at - denial.end() < 3)
        });
        if of.has(Cue::Finished)
            && of.shares.iter().all(|(_, _, share)| matches!(share, Share::Percent(percent) | Share::Fraction(percent) if *percent == Percent::WHOLE))
        {
            return working.then_some(HowFar::UnderWay);
        }
        let mut percents: Vec<Percent> = Vec::new();
        for (at, length, share) in &of.shares {
            match share {
                Share::Unclear | Share::Range(..) => return None,
                _ if at
                    .checked_sub(1)
                    .is_some_and(|before| of.is(before, NOT_EVEN) || (of.is(before, &["-", "–"]) && before == 0)) =>
                {
                    return None;
                }
                // “100% agree”
                Share::Percent(percent) if *percent == Percent::WHOLE && of.words() > 0 && !working => return None,
                Share::Percent(percent)
                    if (self.is_of_the_task(*at, *length) && !self.is_named(*at, *length))
                        || (working && of.shares.len() == 1 && !self.is_named(*at, *length)) =>
                {
                    percents.push(*percent);
                }
                Share::Fraction(percent) if working || of.has(Cue::Finished) || (1..=6).contains(&of.words()) => {
                    percents.push(*percent);
                }
                Share::Percent(_) | Share::Fraction(_) => {}
            }
        }
        let left = of.has(Cue::Remaining);
        // “15% left”: what remains is not what is done
        let of_the_rest = |at: usize| {
            let clause = of.clause_of(at);
            of.clause_has(clause, Cue::Remaining)
                && !of.clause_has(clause, Cue::Finished)
                && !of.in_clause(clause, Cue::Working).any(|found| {
                    // “2 of 8” is a cue of its own
                    !of.shares.iter().any(|(from, length, _)| found.at >= *from && found.end() <= from + length)
                })
        };
        match percents.as_slice() {
            [percent] if of.shares.iter().any(|(at, _, _)| of_the_rest(*at)) => Some(HowFar::Percent(percent.rest())),
            [percent] => Some(HowFar::Percent(*percent)),
            [] if working => Some(HowFar::UnderWay),
            [] if left && !of.has(Cue::MoreTime) => Some(HowFar::UnderWay),
            [] if evidence.partly => Some(HowFar::UnderWay),
            _ => None,
        }
    }

    /// How far it is, where nothing about it is open: the only share, or under way with no number beside it.
    pub(super) fn certain_progress(&self) -> Option<Meaning> {
        let of = self.of;
        let unread = (0..of.tokens.len()).any(|at| self.is_unread_figure(at));
        // “ni pola”, “not even half”
        let not_even = |at: usize| at.checked_sub(1).is_some_and(|before| of.is(before, NOT_EVEN));
        if of.shares.iter().any(|(at, _, _)| not_even(*at)) {
            return None;
        }
        let percent = match of.shares.as_slice() {
            [] => None,
            // “half of it is ready, the other half is not”
            [(_, _, Share::Fraction(one)), (_, _, Share::Fraction(other))]
                if one == other && one.value() * 2 == Percent::WHOLE.value() =>
            {
                Some(*one)
            }
            [(at, length, Share::Percent(percent) | Share::Fraction(percent))]
                if self.is_of_what_is_left(*at, *length) && *percent != Percent::WHOLE =>
            {
                Some(percent.rest())
            }
            [(at, length, Share::Percent(percent) | Share::Fraction(percent))]
                if !self.is_named(*at, *length)
                    && (self.is_of_the_task(*at, *length) || of.has(Cue::Working))
                    && *percent != Percent::WHOLE =>
            {
                Some(*percent)
            }
            _ => return None,
        };
        let settled =
            of.shares.len() == 2 || of.shares.iter().any(|(at, length, _)| self.is_of_what_is_left(*at, *length));
        let left = percent.is_some() && !settled && (of.has(Cue::Remaining) || of.has(Cue::Unfinished));
        // “gati” alone is ready or nearly so; “50% or done”; “1/2” may be a day
        let ready = of.has(Cue::Ready) && percent.is_none() && !of.has(Cue::Working);
        let a_day = of.words() == 0 && (0..of.tokens.len()).any(|at| of.is(at, &["/"]));
        if ready || a_day || self.leaves_open() {
            return None;
        }
        (!unread && !left).then_some(Meaning::Report(Report::Progress(percent)))
    }

    /// Whether a share is of what is left to do: “edhe 30% ka met”, “ostalo mi je još 20 posto”, “fali mi petina”, “30% left”.
    pub(super) fn is_of_what_is_left(&self, at: usize, length: usize) -> bool {
        let of = self.of;
        let stretch = |from: usize, until: usize| of.tokens.get(from..until.min(of.tokens.len())).unwrap_or_default();
        // “8 raste i kom fut, edhe 2 kan met” is counted already
        if of.has(Cue::Finished) || speaks_of_the_rest(stretch(at, at + length)) {
            return false;
        }
        speaks_of_the_rest(stretch(at.saturating_sub(REACH_OF_WHAT_IS_LEFT), at))
            || speaks_of_the_rest(stretch(at + length, at + length + REACH_OF_WHAT_IS_LEFT))
    }

    /// Whether a share is only a bound: “more than half”.
    pub(super) fn is_bound(&self) -> bool {
        let bound = ["than", "mbi", "preko", "nen", "ispod", "iznad", "over", "under", "vise", "manje", "se"];
        self.of.shares.iter().any(|(at, _, _)| at.checked_sub(1).is_some_and(|before| self.of.is(before, &bound)))
    }

    /// Whether how far it is was said in a way that was not read: then “under way” alone would lose it.
    pub(super) fn share_is_unread(&self, progress: Option<HowFar>) -> bool {
        let of = self.of;
        let figures = (0..of.tokens.len()).filter(|at| self.is_unread_figure(*at)).count();
        let whole = of.shares.iter().all(|(_, _, share)| matches!(share, Share::Percent(percent) | Share::Fraction(percent) if *percent == Percent::WHOLE));
        progress == Some(HowFar::UnderWay) && ((!of.shares.is_empty() && !whole) || figures > 1)
            || progress.is_some() && of.shares.len() > 1
    }

    /// “ora 16:00”, “10:40”, “at 3”, “u 8h”, and figures that touch a day: “30JUN17”.
    pub(super) fn is_of_an_hour(&self, at: usize) -> bool {
        let of = self.of;
        let hour = ["ora", "oren", "ore", "at", "u", "ne", "n", "h", "nr", "br", "no", "protokolli", "faqe"];
        let before = |steps: usize, words: &[&str]| at.checked_sub(steps).is_some_and(|before| of.is(before, words));
        let touches = of.days.iter().any(|(from, found)| {
            from + found.length == at
                && of.tokens.get(at - 1).zip(of.tokens.get(at)).is_some_and(|(day, figure)| day.end == figure.start)
        });
        before(1, &hour)
            || before(1, &[":"])
            || before(2, &hour)
            || of.is(at + 1, &[":", "h", "sati", "casova"])
            || touches
    }

    /// Whether a number stands here that is no part of a day or a share.
    pub(super) fn is_unread_figure(&self, at: usize) -> bool {
        let of = self.of;
        of.tokens.get(at).is_some_and(|token| {
            is_numeric(token)
                && !["nje", "ni", "nji", "a", "jedan", "jednu", "jedno", "one", "an", "prvi", "prva", "prvo"]
                    .contains(&token.plain.as_str())
        }) && !self.is_of_an_hour(at)
            && !counts_all(of, at)
            && !of.days.iter().any(|(from, found)| at >= *from && at < from + found.length)
            && !of.shares.iter().any(|(from, length, _)| at >= *from && at < from + length)
    }

    /// Whether a share is one of something that is named after it.
    pub(super) fn is_named(&self, at: usize, length: usize) -> bool {
        let before = at
            .checked_sub(1)
            .is_some_and(|before| self.of.is(before, &["per", "za", "by", "for", "edhe", "jos", "still"]));
        let whole = [
            "kryer",
            "perfunduar",
            "punes",
            "posla",
            "task",
            "it",
            "gotovo",
            "gati",
            "detyres",
            "zadatka",
            "kom",
            "kam",
            "kem",
            "kemi",
            "kena",
        ];
        before
            || (self.of.is(at + length, &["e", "te", "t", "i", "od", "of", "se", "nasih", "our"])
                && !self.of.is(at + length + 1, &whole))
    }

    /// Whether so many per cent are of the task: not of something named after them, not of what people say.
    pub(super) fn is_of_the_task(&self, at: usize, length: usize) -> bool {
        let of = self.of;
        let after = at + length;
        let named = of.is(after, &["e", "te", "i", "od", "of", "se"])
            && !of.is(
                after + 1,
                &["kryer", "perfunduar", "punes", "posla", "task", "it", "gotovo", "gati", "detyres", "zadatka"],
            );
        let begun = of.unknown.contains(&after);
        let supported = [Cue::Working, Cue::Finished, Cue::Ready, Cue::Remaining, Cue::Nearly, Cue::Part]
            .into_iter()
            .any(|cue| of.has(cue));
        let strangers = of.unknown.len();
        // “80% prihvatilišta je odgovorilo”, “we are 30% behind”, “fali 50% budžeta”
        let of_others = begun && !of.has(Cue::Ours);
        let lost = (0..of.tokens.len()).any(|at| of.is(at, BEHIND));
        let of_something_else = (named && of.words() > 6) || of_others || (begun && of.words() > 8) || lost;
        !of_something_else && (supported || strangers == 0 || (of.words() <= 4 && strangers <= 1))
    }
}
