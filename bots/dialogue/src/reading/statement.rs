//! From signals to a statement about one task.
//!
//! The order of the questions matters and is the whole method: whose is it, is it stuck, is time asked for, how far is
//! it, is it done, was it taken note of. “Done” comes late and yields to any denial, condition, future or question.

use chrono::NaiveDate;
use events::text::{Percent, Text};

use super::signals::{Signal, What, signals};
use super::vocabulary::{REASON_JOINERS, Sense};
use super::{Choices, Report, Statement};
use crate::dates::Meant;
use crate::tokens::{Token, phrase_at};

/// So many words that are not understood leave “done” standing: “raporti u krye”.
const WORDS_BESIDE_DONE: usize = 3;
/// So many leave “sent” standing for “done”.
const WORDS_BESIDE_SENT: usize = 1;
/// So many leave “until Friday” standing without a word for wanting time.
const WORDS_BESIDE_UNTIL: usize = 4;
/// So many leave an “ok” standing.
const WORDS_BESIDE_ACCEPTED: usize = 2;
/// How near before a word a denial must stand to deny it.
const REACH_OF_DENIAL: usize = 4;

/// What belongs to these belongs to nobody else.
const OURS: &[&str] = &["us", "me", "neve", "ne", "mua", "nama", "nas", "meni", "нама", "нас", "мени"];

/// A statement with what is needed to judge how strictly it was made.
pub(super) struct Understood {
    pub(super) statement: Statement,
    /// Words that were not understood.
    pub(super) leftovers: usize,
}

/// Reads tokens of one text as a statement about one task.
pub(super) fn understand(text: &str, tokens: &[Token<'_>], today: NaiveDate) -> Understood {
    let found = signals(tokens, today);
    let reply = Reply { text, tokens, found: &found, today };
    Understood { statement: reply.statement(), leftovers: reply.leftovers() }
}

struct Reply<'a> {
    text: &'a str,
    tokens: &'a [Token<'a>],
    found: &'a [Signal],
    today: NaiveDate,
}

impl Reply<'_> {
    fn statement(&self) -> Statement {
        if let Some(statement) = self.not_ours() {
            return statement;
        }
        if let Some(statement) = self.blocked() {
            return statement;
        }
        if self.wants_time() {
            return self.extension();
        }
        if self.any(|what| what == What::Question || what == What::NoPercentage) {
            return Statement::Unknown;
        }
        self.state_of_work()
    }

    fn any(&self, test: impl Fn(What) -> bool) -> bool {
        self.found.iter().any(|signal| test(signal.what))
    }

    fn says(&self, sense: Sense) -> bool {
        self.found.iter().any(|signal| signal.sense() == Some(sense))
    }

    fn first(&self, sense: Sense) -> Option<Signal> {
        self.found.iter().find(|signal| signal.sense() == Some(sense)).copied()
    }

    fn leftovers(&self) -> usize {
        self.found.iter().filter(|signal| signal.what == What::Word).count()
    }

    /// Whether a denial stands close before this signal.
    fn is_denied(&self, signal: Signal) -> bool {
        self.found.iter().any(|other| {
            matches!(other.sense(), Some(Sense::Not | Sense::NotYet))
                && other.end() <= signal.at
                && signal.at - other.end() < REACH_OF_DENIAL
                && !self.breaks_between(*other, signal)
        })
    }

    fn breaks_between(&self, first: Signal, second: Signal) -> bool {
        self.found.iter().any(|signal| {
            signal.at >= first.end()
                && signal.end() <= second.at
                && (signal.what == What::Break || signal.sense() == Some(Sense::But))
        })
    }

    /// Denials that deny neither doing nor anything else known, and are no “no,” of their own.
    fn stray_denial(&self) -> bool {
        self.found.iter().enumerate().any(|(index, signal)| {
            let own = self.found.get(index + 1).is_none_or(|next| next.what == What::Break);
            let denies = self.found.iter().any(|other| {
                let deniable = matches!(
                    other.sense(),
                    Some(Sense::Done | Sense::Sent | Sense::Ready | Sense::Blocked | Sense::Lacking)
                );
                deniable
                    && signal.end() <= other.at
                    && other.at - signal.end() < REACH_OF_DENIAL
                    && !self.breaks_between(*signal, *other)
            });
            signal.sense() == Some(Sense::Not) && !own && !denies
        })
    }

    fn denied(&self) -> bool {
        self.says(Sense::Not) || self.says(Sense::NotYet) || self.says(Sense::Still)
    }

    // Whose is it

    fn not_ours(&self) -> Option<Statement> {
        let sign = self.first(Sense::NotOurs).or_else(|| self.first(Sense::BelongsTo))?;
        let else_said = [Sense::Done, Sense::Progress, Sense::Blocked, Sense::Time].into_iter().any(|it| self.says(it));
        if else_said || self.any(|what| matches!(what, What::Question | What::Percent(_) | What::Day(_))) {
            return Some(Statement::Unknown);
        }
        if self.first(Sense::NotOurs).is_none() && self.denied() {
            return Some(Statement::Unknown);
        }
        let from = self.first(Sense::BelongsTo).map_or(sign.end(), |belongs| belongs.end());
        let institution = self.words_from(
            from,
            &[
                "nego", "vec", "por", "but", "ali", "it", "its", "is", "eshte", "je", "e", "te", "to", "by", "the",
                "jane",
            ],
        );
        let ours = institution.as_ref().is_some_and(|it| OURS.contains(&it.as_str().to_lowercase().as_str()));
        Some(if ours { Statement::Unknown } else { Statement::Clear(Report::NotOurs { institution }) })
    }

    // Is it stuck

    fn blocked(&self) -> Option<Statement> {
        let block = self.found.iter().find(|signal| {
            signal.sense() == Some(Sense::Blocked) && !self.is_denied(**signal) && !self.foreseen(**signal)
        })?;
        if self.any(|what| what == What::Question) {
            return Some(Statement::Unknown);
        }
        let before = self.within(0, block.at);
        let after = self.within(block.end(), self.tokens.len());
        let reason_after =
            after.iter().any(|signal| Self::tells_why(*signal)).then(|| self.words_from(block.end(), REASON_JOINERS));
        let reason = reason_after.flatten().or_else(|| {
            let told_before = before.iter().any(|signal| Self::is_of_a_reason(*signal));
            told_before.then(|| self.words_until(block.at)).flatten()
        });
        let turned = after.iter().any(|signal| matches!(signal.sense(), Some(Sense::But | Sense::Or)));
        let other = Self::work_in(&before).or_else(|| if turned { Self::work_in(&after) } else { None });
        let only_a_day = after
            .iter()
            .all(|it| matches!(it.what, What::Day(_) | What::Break | What::Phrase(Sense::Until | Sense::Filler, _)));
        if let Some((_, Meant::Day(day))) = self.days().find(|(day, _)| only_a_day && self.is_until(*day)) {
            return Some(choose([Report::Blocked { reason: None }, Report::Extension { until: Some(day) }]));
        }
        let freed = (self.says(Sense::Unblocked) || self.says(Sense::Freed)).then_some(Report::Progress(None));
        Some(choose(std::iter::once(Report::Blocked { reason }).chain(other).chain(freed)))
    }

    fn foreseen(&self, signal: Signal) -> bool {
        self.found.iter().any(|other| {
            matches!(other.sense(), Some(Sense::Future | Sense::Doubt))
                && other.end() <= signal.at
                && signal.at - other.end() < REACH_OF_DENIAL
        })
    }

    /// What stands before “blocked” is its reason only when it can be nothing else.
    fn is_of_a_reason(signal: Signal) -> bool {
        signal.what == What::Word || signal.sense() == Some(Sense::Lacking)
    }

    /// Whether what follows “blocked” says why: courtesies, connectives and another report do not.
    fn tells_why(signal: Signal) -> bool {
        let says_nothing = matches!(
            signal.sense(),
            Some(
                Sense::Filler
                    | Sense::Accepted
                    | Sense::Polite
                    | Sense::Or
                    | Sense::But
                    | Sense::Still
                    | Sense::Done
                    | Sense::Sent
                    | Sense::Ready
                    | Sense::Progress
            )
        );
        !says_nothing && !matches!(signal.what, What::Question | What::Break | What::Sign)
    }

    fn within(&self, from: usize, until: usize) -> Vec<Signal> {
        self.found.iter().filter(|signal| signal.at >= from && signal.end() <= until).copied().collect()
    }

    /// What a stretch says of the work's state, if anything.
    fn work_in(stretch: &[Signal]) -> Option<Report> {
        stretch.iter().find_map(|signal| {
            if let What::Percent(percent) = signal.what {
                return Percent::try_from(percent).ok().map(|percent| Report::Progress(Some(percent)));
            }
            signal.sense().and_then(|sense| {
                let work = [
                    (Sense::Done, Report::Done),
                    (Sense::Sent, Report::Done),
                    (Sense::Progress, Report::Progress(None)),
                    (Sense::Partly, Report::Progress(None)),
                    (Sense::Time, Report::Extension { until: None }),
                ];
                work.into_iter().find(|(said, _)| *said == sense).map(|(_, report)| report)
            })
        })
    }

    fn words_from(&self, at: usize, joiners: &[&str]) -> Option<Text> {
        let mut at = at;
        loop {
            let here = self.tokens.get(at..)?;
            let token = here.first()?;
            let joiner = joiners.iter().filter_map(|joiner| phrase_at(here, joiner)).max();
            match joiner {
                Some(length) => at += length,
                None if [":", ",", ";", ".", "-", "–", "—", "!", "=", ">", "("].contains(&token.plain.as_str()) => {
                    at += 1;
                }
                None => break,
            }
        }
        let start = self.tokens.get(at)?.start;
        let end = self.tokens.last()?.end;
        self.text.get(start..end)?.trim_end_matches(['.', '!', ' ']).parse().ok()
    }

    fn words_until(&self, at: usize) -> Option<Text> {
        let start = self.tokens.first()?.start;
        let end = self.tokens.get(at)?.start;
        let words = self.text.get(start..end)?.trim().trim_end_matches([',', ';', '.', ':', '-', '–', '—', ' ']);
        words.parse().ok()
    }

    // Is time asked for

    fn days(&self) -> impl Iterator<Item = (Signal, Meant)> {
        self.found.iter().filter_map(|signal| Some((*signal, signal.day()?)))
    }

    fn is_until(&self, day: Signal) -> bool {
        let before = self.found.iter().rev().filter(|signal| signal.end() <= day.at);
        let led = before
            .take_while(|signal| matches!(signal.sense(), Some(Sense::Filler | Sense::Until)))
            .any(|signal| signal.sense() == Some(Sense::Until));
        let first = self.tokens.get(day.at);
        led || first.is_some_and(|token| token.is("+"))
            || (day.at..day.end()).any(|at| {
                self.tokens
                    .get(at)
                    .is_some_and(|token| ["more", "jos", "tjera", "shtese", "extra"].contains(&token.plain.as_str()))
            })
    }

    fn wants_time(&self) -> bool {
        let bare = self.found.iter().all(|signal| {
            matches!(
                signal.what,
                What::Day(_)
                    | What::Break
                    | What::Sign
                    | What::Question
                    | What::Phrase(Sense::Filler | Sense::Need | Sense::Until | Sense::Polite | Sense::Accepted, _)
            )
        });
        let a_day = self.days().next().is_some();
        self.says(Sense::Time)
            || self.days().any(|(day, _)| self.is_until(day))
            || (a_day && (bare || self.says(Sense::Need)))
    }

    fn extension(&self) -> Statement {
        let asked = self.says(Sense::Time) || self.says(Sense::Need);
        let denied_asking = self
            .found
            .iter()
            .any(|signal| matches!(signal.sense(), Some(Sense::Time | Sense::Need)) && self.is_denied(*signal));
        if denied_asking || (self.denied() && !asked && !self.denial_ends_before_the_day()) {
            return Statement::Unknown;
        }
        let mut wanted = Vec::new();
        for (signal, meant) in self.days().filter(|(day, _)| asked || self.is_until(*day) || self.leftovers() == 0) {
            match meant {
                Meant::Day(_) | Meant::Either(..) | Meant::Vague { .. } | Meant::Hour(_) => wanted.extend(meant.days()),
                Meant::WorkingDays(_) | Meant::TooFar(_) => {}
                Meant::NoSuchDay => return Statement::NoSuchDate { text: self.words_of(signal) },
            }
        }
        let past = wanted.iter().copied().find(|day| *day < self.today);
        let mut extensions: Vec<Report> = wanted
            .into_iter()
            .filter(|day| *day >= self.today)
            .map(|day| Report::Extension { until: Some(day) })
            .collect();
        if extensions.is_empty() {
            match past {
                Some(day) => return Statement::DateInPast(day),
                None => extensions.push(Report::Extension { until: None }),
            }
        }
        choose(extensions.into_iter().chain(self.beside_an_extension(asked)))
    }

    /// What else a reply that asks for time may mean.
    fn beside_an_extension(&self, asked: bool) -> Vec<Report> {
        let mut others = Vec::new();
        if let Some(percent) = self.percents().first() {
            others.push(Report::Progress(Some(*percent)));
        }
        if !self.denied() && (self.says(Sense::Done) || self.says(Sense::Sent)) {
            others.push(Report::Done);
        }
        let promised = self.says(Sense::Future) || (self.leftovers() > WORDS_BESIDE_UNTIL && !asked);
        let begun = [Sense::Progress, Sense::Partly, Sense::Almost].into_iter().any(|sense| self.says(sense));
        if begun || self.says(Sense::Ready) || promised {
            others.push(Report::Progress(None));
        }
        if self.says(Sense::Lacking) && !asked {
            others.push(Report::Blocked { reason: self.all_words() });
        }
        others
    }

    /// “Not done, until Friday” asks for time; “cannot do it by Friday” does not.
    fn denial_ends_before_the_day(&self) -> bool {
        let last = self.found.iter().rev().find(|signal| matches!(signal.sense(), Some(Sense::Not | Sense::NotYet)));
        let day = self.days().map(|(day, _)| day).next();
        match (last, day) {
            (Some(denial), Some(day)) => denial.end() <= day.at && self.breaks_between(*denial, day),
            (_, _) => false,
        }
    }

    fn words_of(&self, signal: Signal) -> String {
        let start = self.tokens.get(signal.at).map_or(0, |token| token.start);
        let end = self.tokens.get(signal.end().saturating_sub(1)).map_or(start, |token| token.end);
        self.text.get(start..end).unwrap_or_default().to_owned()
    }

    fn all_words(&self) -> Option<Text> {
        self.words_from(0, &[])
    }

    // How far is it

    fn percents(&self) -> Vec<Percent> {
        let mut percents: Vec<Percent> = Vec::new();
        for signal in self.found {
            if let What::Percent(percent) = signal.what
                && let Ok(percent) = Percent::try_from(percent)
                && !percents.contains(&percent)
            {
                percents.push(percent);
            }
        }
        percents
    }

    fn state_of_work(&self) -> Statement {
        let doubtful = self.says(Sense::Doubt) || self.says(Sense::Polite);
        let percents = self.percents();
        let finished = self.says(Sense::Done) || self.says(Sense::Sent);
        let lacking =
            self.found.iter().any(|signal| signal.sense() == Some(Sense::Lacking) && !self.is_denied(*signal));
        let mut reports: Vec<Report> = Vec::new();
        // “100% sure” says how sure somebody is
        let sure = percents.contains(&Percent::WHOLE)
            && self.tokens.iter().any(|token| ["sure", "certain", "sigurt", "sigurno"].contains(&token.plain.as_str()));
        if doubtful || self.stray_denial() || (sure && !finished) {
            return Statement::Unknown;
        }
        if !percents.is_empty() {
            if self.says(Sense::Future) {
                return Statement::Unknown;
            }
            let whole_denied = self.says(Sense::Almost) || self.denied() || self.says(Sense::Bound);
            for percent in &percents {
                let whole = *percent == Percent::WHOLE;
                reports.push(match (whole, finished) {
                    (true, _) if whole_denied => Report::Progress(None),
                    (true, true) => Report::Done,
                    (_, _) if self.says(Sense::Bound) => Report::Progress(None),
                    (_, _) => Report::Progress(Some(*percent)),
                });
            }
        } else if self.under_way() {
            reports.push(Report::Progress(None));
            if finished && !self.denied() && self.says(Sense::Progress) && !self.says(Sense::Almost) {
                reports.push(Report::Done);
            }
            reports.extend(self.day_ahead());
        }
        if !percents.is_empty() && finished && self.says(Sense::Or) {
            reports.push(Report::Done);
        }
        if lacking {
            let reason = self.all_words();
            reports.push(Report::Blocked { reason });
            reports.extend(self.says(Sense::Freed).then_some(Report::Progress(None)));
            if finished && !self.denied() {
                reports.push(Report::Done);
            }
        }
        if reports.is_empty() {
            if finished || self.says(Sense::Ready) {
                return self.done();
            }
            return self.accepted();
        }
        choose(reports)
    }

    /// Under way, nearly or partly done: said and not denied.
    fn under_way(&self) -> bool {
        let under_way = self.found.iter().any(|signal| {
            matches!(signal.sense(), Some(Sense::Progress | Sense::Partly | Sense::Unblocked))
                && !self.is_denied(*signal)
        });
        let finished = self.says(Sense::Done) || self.says(Sense::Sent) || self.says(Sense::Ready);
        under_way
            || self.nearly_after_all()
            || (!self.denied() && finished && (self.says(Sense::Almost) || self.ready_before_done()))
    }

    /// “Not done, but almost”.
    fn nearly_after_all(&self) -> bool {
        let Some(turn) = self.first(Sense::But) else { return false };
        let nearly = self.found.iter().any(|signal| {
            turn.end() <= signal.at && (signal.sense() == Some(Sense::Almost) || self.is_ready_for_nearly(*signal))
        });
        nearly && self.denied()
    }

    /// The Albanian “gati” is “ready” and “nearly”.
    fn is_ready_for_nearly(&self, signal: Signal) -> bool {
        self.tokens.get(signal.at).is_some_and(|token| token.is("gati"))
    }

    /// The Albanian “gati” before a “done” is “nearly”.
    fn ready_before_done(&self) -> bool {
        let (Some(ready), Some(done)) = (self.first(Sense::Ready), self.first(Sense::Done)) else { return false };
        ready.end() <= done.at && !self.breaks_between(ready, done)
    }

    fn day_ahead(&self) -> Option<Report> {
        self.days().find_map(|(_, meant)| match meant {
            Meant::Day(day) | Meant::Either(day, _) if day > self.today => Some(Report::Extension { until: Some(day) }),
            Meant::Vague { to, .. } if to > self.today => Some(Report::Extension { until: None }),
            Meant::WorkingDays(_) => Some(Report::Extension { until: None }),
            Meant::Day(_)
            | Meant::Either(..)
            | Meant::Vague { .. }
            | Meant::Hour(_)
            | Meant::TooFar(_)
            | Meant::NoSuchDay => None,
        })
    }

    // Is it done

    fn done(&self) -> Statement {
        let uncertain = [Sense::Future, Sense::Deadline].into_iter().any(|sense| self.says(sense));
        if self.denied() || uncertain || self.any(|what| what == What::Number) {
            return Statement::Unknown;
        }
        if let Some(ahead) = self.day_ahead() {
            return choose([ahead, Report::Progress(None)]);
        }
        let beside = if self.says(Sense::Done) { WORDS_BESIDE_DONE } else { WORDS_BESIDE_SENT };
        let in_part = self.says(Sense::Part) || self.says(Sense::But) || self.says(Sense::Bound);
        let only_ready = !self.says(Sense::Done) && !self.says(Sense::Sent);
        if only_ready || in_part || self.says(Sense::Ready) || self.leftovers() > beside {
            return choose([Report::Done, Report::Progress(None)]);
        }
        Statement::Clear(Report::Done)
    }

    // Was it taken note of

    fn accepted(&self) -> Statement {
        let only_that = self.found.iter().all(|signal| {
            matches!(
                signal.what,
                What::Phrase(Sense::Accepted | Sense::Filler, _) | What::Word | What::Break | What::Sign
            )
        });
        if only_that && self.says(Sense::Accepted) && self.leftovers() <= WORDS_BESIDE_ACCEPTED {
            Statement::Clear(Report::Accepted)
        } else {
            Statement::Unknown
        }
    }
}

fn choose(reports: impl IntoIterator<Item = Report>) -> Statement {
    match Choices::among(reports) {
        Ok(choices) => Statement::Ambiguous(choices),
        Err(Some(only)) => Statement::Clear(only),
        Err(None) => Statement::Unknown,
    }
}
