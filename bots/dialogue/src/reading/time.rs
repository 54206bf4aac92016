//! Whether more time is asked for, and until when.
//!
//! A day moves a task only where something says so: a request, a promise, “until”, “more”, or nothing but the day itself.
//! Days of leave, of thanks, of a deadline that passed or of what was done are none. What is not certainly one day is asked.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::judge::Judge;
use super::lexicon::Cue;
use crate::dates::{Found, Meant};
use crate::numbers::is_numeric;
use crate::tokens::Kind;

/// How words for spans and times begin.
const TIME_WORDS: &[&str] = &[
    "dit",
    "jav",
    "muaj",
    "muj",
    "ore",
    "dan",
    "nedelj",
    "nedjelj",
    "sedmic",
    "tjed",
    "mesec",
    "mjesec",
    "sat",
    "heft",
    "day",
    "week",
    "month",
    "hour",
    "fortnight",
    "ivanj",
    "petrov",
    "djurdj",
    "bozic",
    "pashk",
    "krishtlindj",
    "korrik",
    "gusht",
    "shtator",
    "qershor",
    "jul",
    "avgust",
    "lipn",
    "srpn",
    "kolovoz",
    "rujn",
    "muej",
    "bajram",
    "vidovdan",
    "praznik",
    "fest",
    "holiday",
    "eid",
    "easter",
    "uskrs",
];
/// How months begin.
const MONTHS: &[&str] = &[
    "qershor", "korrik", "gusht", "shtator", "tetor", "avgust", "septemb", "oktob", "lipn", "srpn", "kolovoz", "rujn",
];

/// Parts of adjectives of time: “njëmujore”, “dhjetëditor”, “petodnevni”.
const TIME_ADJECTIVES: &[&str] = &["mujor", "ditor", "javor", "dnevn", "mesecn", "mjesecn", "nedeljn"];
/// Prepositions and articles have no more letters.
const LONGEST_SMALL_WORD: usize = 4;

/// Time that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Time {
    /// Until this day, or until a day to be asked for.
    Until(Option<NaiveDate>),
    /// Until one of these.
    OneOf(Vec<NaiveDate>),
    /// A day is named, and nothing says that it is not the one until which.
    Perhaps(NaiveDate),
    /// Words for a day that there is not.
    NoSuchDay(String),
    /// Until a day that has passed.
    Past(NaiveDate),
}

impl Judge<'_> {
    pub(super) fn time(&self, asked: bool) -> Option<Time> {
        let of = self.of;
        let more_time = of.all(Cue::MoreTime).any(|found| !self.is_denied(found));
        let request = of.has(Cue::Request);
        if of.has(Cue::ThanksTime) || (of.has(Cue::Thanks) && of.has(Cue::Until) && !request && !more_time) {
            return None;
        }
        if of.has(Cue::Leave) && !more_time && !request && !of.has(Cue::More) {
            return None;
        }
        if of.has(Cue::DeadlinePast) && !more_time {
            return None;
        }
        if asked && !(request || more_time || self.is_bare()) {
            return None;
        }
        let days = self.days_ahead();
        if days.is_empty() {
            // a span or a day that was not read must not become a wish without one
            let unread = self.speaks_of_time();
            return more_time.then(|| if unread { Time::OneOf(vec![]) } else { Time::Until(None) });
        }
        let wanted = days.iter().any(|(at, found)| self.is_wanted(*at, found));
        if self.is_of_thanks(&days) && !request {
            return None;
        }
        // “tomorrow I start”, “must be finished by the 20th”: nothing is asked for
        let begins = of.has(Cue::Start) && !request;
        let due = of.all(Cue::Must).any(|must| {
            let clause = of.clause_of(must.at);
            [Cue::Finished, Cue::ToDo].into_iter().any(|cue| of.in_clause(clause, cue).any(|verb| verb.at >= must.at))
        });
        let refused = !request
            && days.iter().any(|(at, _)| {
                let clause = of.clause_of(*at);
                of.in_clause(clause, Cue::Not).any(|denial| denial.at < *at)
            });
        if !more_time && (begins || due || refused) {
            return None;
        }
        let promised = of.has(Cue::Will) || of.has(Cue::Doing);
        let finished = of.has(Cue::Finished);
        if !(more_time || wanted || (request && !finished) || (promised && !finished)) {
            if self.is_bare() {
                if let [only] = days.as_slice()
                    && !self.is_weekday_only(only)
                    && let Time::Until(Some(day)) = self.until(&[only])
                {
                    return Some(Time::Until(Some(day)));
                }
                return Some(Time::OneOf(days.iter().flat_map(|(_, found)| found.meant.days()).collect()));
            }
            if let [only] = days.as_slice()
                && !finished
                && let Time::Until(Some(day)) = self.until(&[only])
            {
                return Some(Time::Perhaps(day));
            }
            return None;
        }
        let chosen: Vec<&(usize, Found)> =
            match days.iter().filter(|(at, found)| self.is_wanted(*at, found)).collect::<Vec<_>>() {
                marked if marked.is_empty() => days.iter().collect(),
                marked => marked,
            };
        Some(self.until(&chosen))
    }

    pub(super) fn until(&self, chosen: &[&(usize, Found)]) -> Time {
        let of = self.of;
        if let Some((at, found)) = chosen.iter().find(|(_, found)| found.meant == Meant::NoSuchDay) {
            let lead = (0..found.length)
                .take_while(|step| of.is(at + step, &["me", "te", "on", "the", "date", "daten"]))
                .count();
            let named = Found { length: found.length - lead, ..*found };
            return Time::NoSuchDay(named.words(of.text, &of.tokens, at + lead));
        }
        let certain = |found: &Found| match found.meant {
            Meant::Day(day) => Some(day),
            Meant::Hour(day) => Some(day),
            Meant::WorkingDays(count) => working_day(self.today, count),
            Meant::Either(..) | Meant::Vague { .. } | Meant::TooFar(_) | Meant::NoSuchDay => None,
        };
        let named: Vec<NaiveDate> = of
            .days
            .iter()
            .filter_map(|(_, found)| match found.meant {
                Meant::Day(day) => Some(day),
                Meant::Either(..)
                | Meant::Vague { .. }
                | Meant::WorkingDays(_)
                | Meant::TooFar(_)
                | Meant::Hour(_)
                | Meant::NoSuchDay => None,
            })
            .collect();
        let chosen: Vec<&&(usize, Found)> =
            chosen.iter().filter(|(_, found)| !named.iter().any(|day| found.meant.is_less_than(*day))).collect();
        let mut days: Vec<NaiveDate> = Vec::new();
        for (_, found) in &chosen {
            match certain(found) {
                Some(day) => days.push(day),
                None => return Time::OneOf(chosen.iter().flat_map(|(_, found)| found.meant.days()).collect()),
            }
        }
        days.sort_unstable();
        days.dedup();
        // “Friday week”, “a week on Monday”: one week later than the day that was read
        let week_later = chosen.iter().any(|(at, found)| {
            of.is(at + found.length, &["week"])
                || at.checked_sub(2).is_some_and(|before| of.is(before, &["week"]) && of.is(before + 1, &["on"]))
        });
        let unread = (0..of.tokens.len())
            .any(|at| self.is_unread_figure(at) && of.tokens.get(at).is_some_and(|token| token.kind == Kind::Number));
        // “fund të muajit korrik”: a month that no day was read from
        let month = (0..of.tokens.len()).any(|at| {
            !of.days.iter().any(|(from, found)| at >= *from && at < from + found.length)
                && of.tokens.get(at).is_some_and(|token| MONTHS.iter().any(|month| token.plain.starts_with(month)))
        });
        if month && !days.is_empty() {
            return Time::OneOf(days);
        }
        if week_later {
            let later = days.iter().filter_map(|day| day.checked_add_days(Days::new(7)));
            return Time::OneOf(later.chain(days.iter().copied()).collect());
        }
        if unread && !days.is_empty() {
            return Time::OneOf(days);
        }
        match days.as_slice() {
            [day]
                if *day == self.today
                    && !self.says_today()
                    && chosen.iter().all(|(_, found)| matches!(found.meant, Meant::Hour(_))) =>
            {
                Time::OneOf(vec![*day])
            }
            [day] if *day < self.today => Time::Past(*day),
            [day] => Time::Until(Some(*day)),
            [] => Time::OneOf(named),
            several => Time::OneOf(several.to_vec()),
        }
    }

    /// Whether words of time or numbers stand there that no day was read from.
    pub(super) fn speaks_of_time(&self) -> bool {
        let of = self.of;
        of.tokens.iter().enumerate().any(|(at, token)| {
            is_numeric(token)
                && !["nje", "ni", "nji", "a", "jedan", "jednu", "one", "an"].contains(&token.plain.as_str())
                || (TIME_WORDS.iter().any(|word| token.plain.starts_with(word))
                    || TIME_ADJECTIVES.iter().any(|word| token.plain.contains(word)))
                    && !of.days.iter().any(|(from, found)| at >= *from && at < from + found.length)
                    && !of.all(Cue::MoreTime).any(|found| {
                        let vague = [
                            "few", "couple", "par", "koji", "nekoliko", "disa", "ca", "naj", "nja", "more", "vise",
                            "jos", "edhe", "dana",
                        ];
                        at >= found.at && at < found.end() && (found.at..found.end()).any(|at| of.is(at, &vague))
                    })
        })
    }

    /// Whether a day is named only to thank for it.
    pub(super) fn is_of_thanks(&self, days: &[(usize, Found)]) -> bool {
        let of = self.of;
        days.iter().all(|(at, _)| {
            let clause = of.clause_of(*at);
            of.clause_has(clause, Cue::Thanks) && !of.clause_has(clause, Cue::Request)
        })
    }

    /// Whether a day is the one since when: “që nga e premtja”, “od ponedeljka”, “qysh t'premten”.
    pub(super) fn is_since(&self, at: usize) -> bool {
        let of = self.of;
        let since = ["od", "since", "qysh", "ka", "vec"];
        let before = |steps: usize| at.checked_sub(steps);
        before(1).is_some_and(|at| of.is(at, &since))
            || before(2).is_some_and(|at| {
                of.is(at, &["since", "qysh"]) || (of.is(at, &["qe"]) && of.is(at + 1, &["nga", "prej", "t", "te"]))
            })
            || (before(2).is_some_and(|at| of.is(at, &["jos"])) && before(1).is_some_and(|at| of.is(at, &["u"])))
    }

    /// Days that can be one until which: not those of leave, of thanks, of a deadline that passed, of what was done.
    pub(super) fn days_ahead(&self) -> Vec<(usize, Found)> {
        let of = self.of;
        of.days
            .iter()
            .filter(|(at, found)| {
                let clause = of.clause_of(*at);
                let elsewhere =
                    of.clause_has(clause, Cue::Leave) || of.clause_has(clause, Cue::DeadlinePast) || self.is_since(*at);
                let past = matches!(found.meant, Meant::Day(day) if day < self.today) && !self.is_until(*at);
                !elsewhere && !past && !self.is_refused(*at, found)
            })
            .copied()
            .collect()
    }

    /// Whether today is named as the day.
    pub(super) fn says_today(&self) -> bool {
        let today = ["sot", "sonte", "sod", "danas", "veceras", "today", "tonight", "eod"];
        (0..self.of.tokens.len()).any(|at| self.of.is(at, &today))
    }

    /// Whether a day is the one that does not suit: “danas ne stižem”, “instead of the 16th”.
    pub(super) fn is_refused(&self, at: usize, found: &Found) -> bool {
        let of = self.of;
        let instead = at.checked_sub(2).is_some_and(|before| of.is(before, &["instead", "vend"]))
            || at.checked_sub(1).is_some_and(|before| of.is(before, &["umesto", "umjesto"]))
            || at.checked_sub(3).is_some_and(|before| of.is(before, &["instead"]));
        let clause = of.clause_of(at);
        let today = matches!(found.meant, Meant::Day(day) | Meant::Hour(day) if day == self.today);
        let denied = of.clause_has(clause, Cue::Not)
            || of.in_clause(clause, Cue::MoreTime).any(|found| {
                (found.at..found.end()).any(|at| {
                    of.is(
                        at,
                        &[
                            "nuk", "s", "ne", "nece", "necu", "cant", "wont", "not", "spo", "smrrij", "smbrri", "sun",
                            "nismo", "nisam",
                        ],
                    )
                })
            });
        instead || (today && (denied || of.is(at + found.length, &["s", "jo", "nuk", "ne", "skom", "skam"])))
    }

    pub(super) fn is_until(&self, at: usize) -> bool {
        let of = self.of;
        of.all(Cue::Until).any(|until| {
            (until.at < at && until.end() >= at && until.end() <= at + 1)
                || (until.end() + 1 == at
                    && of.is(until.end(), &["ne", "n", "te", "e", "the", "me", "dt", "daten", "dates"]))
        })
    }

    /// Whether “until”, “more” or the form of a span says that time is wanted.
    pub(super) fn is_wanted(&self, at: usize, found: &Found) -> bool {
        let of = self.of;
        let end = at + found.length;
        self.is_until(at) || of.all(Cue::More).any(|more| more.end() == at || more.at == end) || of.is(at, &["+"])
    }

    /// “e premte”, “u sredu”: a bare day of the week may be any day’s answer to anything.
    pub(super) fn is_weekday_only(&self, (at, found): &(usize, Found)) -> bool {
        let near = ["neser", "pasneser", "sutra", "prekosutra", "preksutra", "tomorrow", "sot", "danas", "today"];
        (*at..at + found.length).all(|at| {
            self.of.tokens.get(at).is_some_and(|token| token.kind == Kind::Word && !is_numeric(token))
                && !self.of.is(at, &near)
        })
    }

    /// Whether nothing is said but a day, politely.
    pub(super) fn is_bare(&self) -> bool {
        let of = self.of;
        let inside = |at: usize| of.days.iter().any(|(from, found)| at >= *from && at < from + found.length);
        let polite = |at: usize| {
            of.matches.iter().any(|found| {
                at >= found.at
                    && at < found.end()
                    && (matches!(found.cue, Cue::Greeting | Cue::Until | Cue::More | Cue::Request | Cue::Thanks)
                        || (found.cue == Cue::Filler
                            && of.tokens.get(at).is_some_and(|token| token.plain.len() <= LONGEST_SMALL_WORD)))
            })
        };
        let answers = (0..of.tokens.len()).any(|at| of.is(at, &["yes", "yep", "po", "da", "jo", "no", "jok"]));
        !of.days.is_empty()
            && !answers
            && (0..of.tokens.len())
                .all(|at| inside(at) || polite(at) || of.tokens.get(at).is_some_and(|token| token.kind != Kind::Word))
    }
}

/// The working day that comes so many days after this one. Holidays are not known here: the bot, which knows them, says the
/// day, and the chair decides on it.
fn working_day(today: NaiveDate, count: u32) -> Option<NaiveDate> {
    let count = usize::try_from(count).ok()?.checked_sub(1)?;
    today.iter_days().skip(1).filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)).nth(count.min(1_000))
}
