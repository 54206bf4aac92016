//! Whether more time is asked for, and until when.
//!
//! A day moves a task only where something says so: a request, a promise, “until”, “more”, or nothing but the day itself.
//! Days of leave, of thanks, of a deadline that passed or of what was done are none. What is not certainly one day is asked.

use chrono::{Datelike, NaiveDate, Weekday};

use super::evidence::{Judge, Time};
use super::lexicon::Cue;
use super::{Meaning, Report};
use crate::dates::{DateMeaning, FoundDate};
use crate::numbers::is_numeric;
use privacy::tokens::TokenKind;

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
/// How words for spans begin.
const SPANS: &[&str] = &[
    "dit", "jav", "muaj", "muj", "dan", "nedelj", "nedjelj", "sedmic", "tjed", "mesec", "mjesec", "ore", "sat", "heft",
];
/// How months begin.
const MONTHS: &[&str] = &[
    "qershor", "korrik", "gusht", "shtator", "tetor", "avgust", "septemb", "oktob", "lipn", "srpn", "kolovoz", "rujn",
];

/// Parts of adjectives of time: “njëmujore”, “dhjetëditor”, “petodnevni”.
const TIME_ADJECTIVES: &[&str] = &["mujor", "ditor", "javor", "dnevn", "mesecn", "mjesecn", "nedeljn"];
/// Shorter words are not what a number counts.
const SHORTEST_COUNTED: usize = 4;
/// So many days ahead a day of the week was said to be one of next week.
const DAYS_OF_A_WEEK: i64 = 7;
/// Prepositions and articles have no more letters.
const LONGEST_SMALL_WORD: usize = 4;

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
        // “remind me on Friday”, “we worked on it until Friday”, “kasnimo 3 dana”
        if self.is_of_reminding() || (!more_time && !request && (self.is_past() || self.is_late())) {
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
        // “duhet të dërgohet sot”: whatever the verb
        let due = due
            || (!request
                && days.iter().any(|(at, _)| {
                    let clause = of.clause_of(*at);
                    of.in_clause(clause, Cue::Must).any(|must| {
                        let verb = |at: usize| {
                            of.tokens.get(at).is_some_and(|token| {
                                token.kind == TokenKind::Word && token.plain.len() > LONGEST_SMALL_WORD
                            }) && !of.all(Cue::Until).any(|until| (until.at..until.end()).contains(&at))
                        };
                        must.end() <= *at && (must.end()..*at).any(verb)
                    })
                }));
        let only_if = !request
            && days.iter().any(|(at, _)| {
                let clause = of.clause_of(*at);
                let if_before = of
                    .in_clause(clause, Cue::If)
                    .any(|found| found.at < *at && !self.of.is(found.at, &["until", "till", "dok"]));
                if_before && [Cue::Finished, Cue::ToDo, Cue::Doing].into_iter().any(|cue| of.clause_has(clause, cue))
            });
        let refused = !request
            && days.iter().any(|(at, _)| {
                let clause = of.clause_of(*at);
                of.in_clause(clause, Cue::Not).any(|denial| denial.at < *at)
            });
        if !more_time && (begins || due || refused || only_if) {
            return None;
        }
        let promised = of.has(Cue::Will) || of.has(Cue::Doing);
        let finished = of.has(Cue::Finished);
        if !(more_time || wanted || (request && !finished) || (promised && !finished)) {
            if self.is_bare() {
                if let [only] = days.as_slice()
                    && (!self.is_weekday_only(only) || self.is_of_next_week(&only.1))
                    && let Time::Until(Some(day)) = self.until(&[only])
                {
                    return Some(Time::Until(Some(day)));
                }
                if let [(_, FoundDate { meant: DateMeaning::Vague { .. }, .. })] = days.as_slice() {
                    return Some(Time::Until(None));
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
        let chosen: Vec<&(usize, FoundDate)> =
            match days.iter().filter(|(at, found)| self.is_wanted(*at, found)).collect::<Vec<_>>() {
                marked if marked.is_empty() => days.iter().collect(),
                marked => marked,
            };
        Some(self.until(&chosen))
    }

    /// More time until the day that is named, or until one to be asked for, where nothing about it is open.
    pub(super) fn certain_extension(&self) -> Option<Meaning> {
        // “nuk kemi nevojë për kohë”, “bilo je do petka”
        let asks = [Cue::MoreTime, Cue::Request].into_iter().any(|cue| self.of.has(cue));
        if self.of.all(Cue::MoreTime).any(|found| self.is_denied(found)) || (!asks && self.is_past()) {
            return None;
        }
        let days = self.days_ahead();
        let until = if days.is_empty() {
            if !self.of.days.is_empty() || self.speaks_of_time() {
                return None;
            }
            None
        } else {
            let Time::Until(until) = self.until(&days.iter().collect::<Vec<_>>()) else { return None };
            // “e bëj sot” is a promise
            let until_today = until == Some(self.today) && !asks && !days.iter().any(|(at, _)| self.is_until(*at));
            if until_today {
                return None;
            }
            until
        };
        (!self.is_of_reminding()).then_some(Meaning::Report(Report::Extension { until }))
    }

    /// Whether the bot is asked to speak of it again.
    fn is_of_reminding(&self) -> bool {
        let reminding = ["remind", "kujto", "podset", "podsjet"];
        self.of.tokens.iter().any(|token| reminding.iter().any(|word| token.plain.contains(word)))
    }

    /// Whether what is said of the days is over.
    fn is_past(&self) -> bool {
        let of = self.of;
        let over = ["was", "were", "worked", "had", "bilo", "bio", "bila", "bili", "ishte", "kishte", "ishin"];
        of.days.iter().any(|(at, _)| {
            let clause = of.clause_of(*at);
            (clause.from..*at).any(|at| of.is(at, &over)) && !of.clause_has(clause, Cue::Will)
        })
    }

    /// Whether the days are those by which it is late.
    fn is_late(&self) -> bool {
        let late =
            ["kasnimo", "kasnim", "kasni", "kasnjenje", "late", "behind", "overdue", "vonohemi", "vonuar", "zaostatku"];
        self.of.tokens.iter().any(|token| late.contains(&token.plain.as_str()))
    }

    pub(super) fn until(&self, chosen: &[&(usize, FoundDate)]) -> Time {
        let of = self.of;
        if let Some((at, found)) = chosen.iter().find(|(_, found)| found.meant == DateMeaning::NoSuchDay) {
            let lead = (0..found.length)
                .take_while(|step| of.is(at + step, &["me", "te", "on", "the", "date", "daten"]))
                .count();
            let named = FoundDate { length: found.length - lead, ..*found };
            return Time::NoSuchDay(named.words(of.text, &of.tokens, at + lead));
        }
        let certain = |found: &FoundDate| match found.meant {
            DateMeaning::Day(day) => Some(day),
            DateMeaning::Hour(day) => Some(day),
            DateMeaning::WorkingDays(count) => working_day(self.today, count),
            DateMeaning::Either(..)
            | DateMeaning::Vague { .. }
            | DateMeaning::Between { .. }
            | DateMeaning::TooFar(_)
            | DateMeaning::NoSuchDay => None,
        };
        let named: Vec<NaiveDate> = of.days.iter().filter_map(|(_, found)| found.meant.certain_day()).collect();
        let chosen: Vec<&&(usize, FoundDate)> =
            chosen.iter().filter(|(_, found)| !named.iter().any(|day| found.meant.is_less_than(*day))).collect();
        // “next week”, “pas Bajramit”: time is asked for, and until which day is to be asked
        if let [(_, FoundDate { meant: DateMeaning::Vague { .. }, .. })] = chosen.as_slice()
            && named.is_empty()
        {
            return Time::Until(None);
        }
        let mut days: Vec<NaiveDate> = Vec::new();
        for (_, found) in &chosen {
            match certain(found) {
                Some(day) => days.push(day),
                None => return Time::OneOf(chosen.iter().flat_map(|(_, found)| found.meant.days()).collect()),
            }
        }
        days.sort_unstable();
        days.dedup();
        let unread = (0..of.tokens.len()).any(|at| {
            let figure = of.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
            figure && self.is_unread_figure(at) && !self.counts_something(at)
        });
        // “fund të muajit korrik”: a month that no day was read from
        let month = (0..of.tokens.len()).any(|at| {
            !of.days.iter().any(|(from, found)| at >= *from && at < from + found.length)
                && of.tokens.get(at).is_some_and(|token| MONTHS.iter().any(|month| token.plain.starts_with(month)))
        });
        if month && !days.is_empty() {
            return Time::OneOf(days);
        }
        if unread && !days.is_empty() {
            return Time::OneOf(days);
        }
        match days.as_slice() {
            [day]
                if *day == self.today
                    && !self.says_today()
                    && chosen.iter().all(|(_, found)| matches!(found.meant, DateMeaning::Hour(_))) =>
            {
                Time::OneOf(vec![*day])
            }
            [day] if *day < self.today => Time::Past(*day),
            [day] => Time::Until(Some(*day)),
            [] => Time::OneOf(named),
            several => Time::OneOf(several.to_vec()),
        }
    }

    /// “2 veta”, “14 raste”: a number of something that is no time.
    fn counts_something(&self, at: usize) -> bool {
        let of = self.of;
        of.tokens.get(at + 1).is_some_and(|next| {
            next.kind == TokenKind::Word
                && next.plain.len() >= SHORTEST_COUNTED
                && !TIME_WORDS.iter().chain(MONTHS).any(|word| next.plain.starts_with(word))
                && !TIME_ADJECTIVES.iter().any(|word| next.plain.contains(word))
                && !of
                    .matches
                    .iter()
                    .any(|found| found.at == at + 1 && found.cue != Cue::Filler && found.cue != Cue::Others)
        })
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
    pub(super) fn is_of_thanks(&self, days: &[(usize, FoundDate)]) -> bool {
        let of = self.of;
        days.iter().all(|(at, _)| {
            let clause = of.clause_of(*at);
            of.clause_has(clause, Cue::Thanks) && !of.clause_has(clause, Cue::Request)
        })
    }

    /// Whether a day is the one since when: “që nga e premtja”, “od ponedeljka”, “qysh t'premten”.
    pub(super) fn is_since(&self, at: usize) -> bool {
        let of = self.of;
        let since = ["od", "since", "qysh", "ka", "vec", "nga", "prej", "from"];
        let before = |steps: usize| at.checked_sub(steps);
        // “odlaganje od petnaest dana”, “shtyrje prej dhjetë ditësh”: how long, not since when
        let asks = [Cue::MoreTime, Cue::Request, Cue::More].into_iter().any(|cue| of.has(cue));
        let span = of.days.iter().find(|(from, _)| *from == at).is_some_and(|(from, found)| {
            (*from..from + found.length)
                .any(|at| of.tokens.get(at).is_some_and(|token| SPANS.iter().any(|word| token.plain.starts_with(word))))
        });
        if asks && span && before(1).is_some_and(|at| of.is(at, &["od", "prej", "nga"])) {
            return false;
        }
        before(1).is_some_and(|at| of.is(at, &since))
            || before(2).is_some_and(|at| {
                of.is(at, &["since", "qysh"]) || (of.is(at, &["qe"]) && of.is(at + 1, &["nga", "prej", "t", "te"]))
            })
            || (before(2).is_some_and(|at| of.is(at, &["jos"])) && before(1).is_some_and(|at| of.is(at, &["u"])))
    }

    /// Days that can be one until which: not those of leave, of thanks, of a deadline that passed, of what was done.
    pub(super) fn days_ahead(&self) -> Vec<(usize, FoundDate)> {
        let of = self.of;
        // “jo sot, nesër”, “danas smo na terenu, sutra šaljem”: beside a later day today is why, not until when
        let later = of.days.iter().any(|(at, found)| {
            found.meant.certain_day().is_some_and(|day| day > self.today) && !self.is_refused(*at, found)
        });
        of.days
            .iter()
            .filter(|(at, found)| {
                let is_today =
                    matches!(found.meant, DateMeaning::Day(day) | DateMeaning::Hour(day) if day == self.today);
                if later && is_today && !self.is_until(*at) {
                    return false;
                }
                let clause = of.clause_of(*at);
                let elsewhere =
                    of.clause_has(clause, Cue::Leave) || of.clause_has(clause, Cue::DeadlinePast) || self.is_since(*at);
                let past = matches!(found.meant, DateMeaning::Day(day) if day < self.today) && !self.is_until(*at);
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
    pub(super) fn is_refused(&self, at: usize, found: &FoundDate) -> bool {
        let of = self.of;
        let instead = at.checked_sub(2).is_some_and(|before| of.is(before, &["instead", "vend"]))
            || at.checked_sub(1).is_some_and(|before| of.is(before, &["umesto", "umjesto"]))
            || at.checked_sub(3).is_some_and(|before| of.is(before, &["instead"]));
        let clause = of.clause_of(at);
        let today = matches!(found.meant, DateMeaning::Day(day) | DateMeaning::Hour(day) if day == self.today);
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
        // “ne stižem do petka, ajde do utorka”
        let another = of.days.len() > 1 && self.is_until(at) && of.in_clause(clause, Cue::Not).any(|not| not.at < at);
        instead || another || (today && (denied || of.is(at + found.length, &["s", "jo", "nuk", "ne", "skom", "skam"])))
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
    pub(super) fn is_wanted(&self, at: usize, found: &FoundDate) -> bool {
        let of = self.of;
        let end = at + found.length;
        self.is_until(at) || of.all(Cue::More).any(|more| more.end() == at || more.at == end) || of.is(at, &["+"])
    }

    /// “e premte”, “u sredu”: a bare day of the week may be any day’s answer to anything.
    pub(super) fn is_weekday_only(&self, (at, found): &(usize, FoundDate)) -> bool {
        let near = ["neser", "pasneser", "sutra", "prekosutra", "preksutra", "tomorrow", "sot", "danas", "today"];
        (*at..at + found.length).all(|at| {
            self.of.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && !is_numeric(token))
                && !self.of.is(at, &near)
        })
    }

    /// “të premten tjetër”: no answer but until when.
    fn is_of_next_week(&self, found: &FoundDate) -> bool {
        found.meant.certain_day().is_some_and(|day| (day - self.today).num_days() >= DAYS_OF_A_WEEK)
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
            && (0..of.tokens.len()).all(|at| {
                inside(at) || polite(at) || of.tokens.get(at).is_some_and(|token| token.kind != TokenKind::Word)
            })
    }
}

/// The working day that comes so many days after this one. Holidays are not known here: the bot, which knows them, says the
/// day, and the chair decides on it.
fn working_day(today: NaiveDate, count: u32) -> Option<NaiveDate> {
    let count = usize::try_from(count).ok()?.checked_sub(1)?;
    today.iter_days().skip(1).filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)).nth(count.min(1_000))
}
