//! What a stretch of a reply says, when everything in it is weighed.
//!
//! The rule of this module: **a reading is acted on only when the whole sentence supports it.** Each kind of reading has its
//! gates; a gate that is not passed does not make another reading, it makes a question. What speaks for two readings is
//! asked about. The module knows cues (see `lexicon`), not words, and nothing of chats.

use chrono::{Days, NaiveDate};
use events::language::Language;
use events::text::Percent;

use super::analysis::{Analysis, Clause};
use super::details;
use super::lexicon::{Cue, Match};
use super::percents::Share;
use super::{Attendance, Meaning, Report};
use crate::dates::{Found, Meant};
use crate::tokens::Kind;

/// How near before a finished form a denial or a “must” counts, in tokens.
const REACH: usize = 6;
/// How near before a phrase a denial denies it.
const REACH_OF_DENIAL: usize = 4;
/// So many unknown words may stand in the clause of a finished form.
const STRANGERS_BESIDE_DONE: usize = 6;

/// So many unknown words may stand beside “ok”.
const STRANGERS_BESIDE_ACCEPTED: usize = 3;

/// How words for sending somebody, or for going in somebody’s place, begin.
const SENDING: &[&str] = &[
    "salje",
    "saljem",
    "posla",
    "poslac",
    "ide",
    "dolazi",
    "dola",
    "doci",
    "zastup",
    "dergo",
    "dergu",
    "qoj",
    "coj",
    "qova",
    "cova",
    "vjen",
    "vje",
    "shkon",
    "perfaq",
    "zamen",
    "zamijen",
    "zevend",
    "send",
    "sent",
    "attend",
    "cover",
    "represent",
    "come",
    "will",
    "goes",
    "caktu",
    "autoriz",
    "ovlas",
    "odredi",
    "delegir",
];

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

/// Parts of adjectives of time: “njëmujore”, “dhjetëditor”, “petodnevni”.
const TIME_ADJECTIVES: &[&str] = &["mujor", "ditor", "javor", "dnevn", "mesecn", "mjesecn", "nedeljn"];

/// Prepositions and articles have no more letters.
const LONGEST_SMALL_WORD: usize = 4;

/// A phrase of so many words (“take it off the list”) says what it says also after “you can”.
const LENGTH_OF_A_PHRASE: usize = 3;

/// What is made of a stretch of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Judgement {
    /// It says this, and may be acted on.
    Clear(Meaning),
    /// It says one of these, but not in so many words: it takes a second witness to act on one, and none that ends or moves
    /// a task is among them.
    Weak(Vec<Meaning>),
    /// It may say any of these, the likelier first; none when it was not understood.
    Asked(Vec<Meaning>),
    /// It names a day that the calendar lacks.
    NoSuchDate(String),
    /// It asks for time until a day that has passed.
    DateInPast(NaiveDate),
}

impl Judgement {
    fn ask(meanings: impl IntoIterator<Item = Meaning>) -> Self {
        let mut different: Vec<Meaning> = Vec::new();
        for meaning in meanings {
            if !different.contains(&meaning) {
                different.push(meaning);
            }
        }
        Self::Asked(different)
    }
}

/// What stands for the readings, each already through its gates, with what a gate held back.
#[derive(Default)]
struct Evidence {
    done: bool,
    done_held_back: bool,
    progress: Option<Option<Percent>>,
    partly: bool,
    blocked: bool,
    unfinished: bool,
    extension: Option<Time>,
    accepted: bool,
    promised: bool,
    not_ours: bool,
    coming: Option<Attendance>,
    /// A question, hearsay or irony: nothing in it is acted on.
    asked: bool,
    /// Less than the whole reply supports what was found.
    uncertain: bool,
}

/// Time that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Time {
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

/// Weighs a stretch.
pub(super) fn judge(of: &Analysis<'_>, today: NaiveDate) -> Judgement {
    Judge { of, today }.judgement()
}

struct Judge<'a> {
    of: &'a Analysis<'a>,
    today: NaiveDate,
}

impl Judge<'_> {
    fn judgement(&self) -> Judgement {
        let of = self.of;
        if of.tokens.is_empty() {
            return Judgement::Asked(vec![]);
        }
        let evidence = self.evidence();
        if let Some(Time::NoSuchDay(words)) = &evidence.extension {
            return Judgement::NoSuchDate(words.clone());
        }
        if let Some(Time::Past(day)) = &evidence.extension {
            return Judgement::DateInPast(*day);
        }
        let meanings = self.meanings(&evidence);
        match meanings.as_slice() {
            [only] if !evidence.uncertain && !matches!(evidence.extension, Some(Time::OneOf(_) | Time::Perhaps(_))) => {
                Judgement::Clear(only.clone())
            }
            _ => {
                let harmless = meanings
                    .iter()
                    .all(|meaning| !matches!(meaning, Meaning::Report(Report::Done | Report::Extension { .. })))
                    || (matches!(evidence.extension, Some(Time::Perhaps(_))) && meanings.len() == 1);
                if harmless && !meanings.is_empty() && !evidence.asked {
                    Judgement::Weak(meanings)
                } else {
                    Judgement::ask(meanings.into_iter().chain(self.held_back(&evidence)))
                }
            }
        }
    }

    /// The readings that stand, the likelier first.
    fn meanings(&self, evidence: &Evidence) -> Vec<Meaning> {
        let report = |report: Report| Meaning::Report(report);
        let mut found = Vec::new();
        if let Some(coming) = &evidence.coming {
            found.push(Meaning::Invitation(coming.clone()));
            if evidence.extension.is_none() && !evidence.done && !evidence.not_ours {
                return found;
            }
            if matches!(coming, Attendance::Deputy { .. })
                || (matches!(coming, Attendance::NotAttending { .. }) && !evidence.done)
            {
                return found;
            }
        }
        if evidence.not_ours {
            found.push(report(Report::NotOurs { institution: details::institution(self.of) }));
            if evidence.extension.is_none() && evidence.progress.is_none() {
                return found;
            }
        }
        match &evidence.extension {
            Some(Time::Until(until)) => {
                found.push(report(Report::Extension { until: *until }));
                if !evidence.done || until.is_some_and(|day| day > self.today) {
                    if !evidence.done {
                        return found;
                    }
                }
            }
            Some(Time::OneOf(days)) => {
                if days.is_empty() {
                    found.push(report(Report::Extension { until: None }));
                }
                found.extend(days.iter().map(|day| report(Report::Extension { until: Some(*day) })));
                return found;
            }
            Some(Time::Perhaps(day)) if !(evidence.done || evidence.not_ours || evidence.accepted) => {
                found.push(report(Report::Extension { until: Some(*day) }));
                return found;
            }
            Some(Time::Perhaps(_) | Time::NoSuchDay(_) | Time::Past(_)) | None => {}
        }
        if evidence.blocked {
            found.push(report(Report::Blocked { reason: details::reason(self.of) }));
        }
        if let Some(percent) = evidence.progress {
            let whole = percent == Some(Percent::WHOLE);
            if !(whole && evidence.done) {
                found.push(report(Report::Progress(percent)));
            }
        }
        let counted = evidence.progress.is_some_and(|percent| percent.is_some_and(|percent| percent != Percent::WHOLE));
        if evidence.done && !(evidence.partly || evidence.unfinished || counted) {
            found.push(report(Report::Done));
        }
        if found.is_empty() && (evidence.partly || evidence.unfinished) {
            if evidence.partly {
                found.push(report(Report::Progress(None)));
            }
        }
        if found.is_empty() && self.of.has(Cue::Part) && self.of.words() <= 2 {
            found.push(report(Report::Progress(None)));
        }
        if found.is_empty() && (evidence.accepted || evidence.promised) {
            found.push(report(Report::Accepted));
        }
        // “50%, čekamo podatke”, “only the layout is missing”: how far it is, and that it is stuck, are both said
        found
    }

    /// What a gate held back: worth a button, never acted on.
    fn held_back(&self, evidence: &Evidence) -> Vec<Meaning> {
        let mut found = Vec::new();
        if evidence.done_held_back || evidence.done {
            found.push(Meaning::Report(Report::Done));
        }
        // “gotovo sutra”
        if evidence.done
            && let [(_, Found { meant: Meant::Day(day), .. })] = self.days_ahead().as_slice()
            && *day > self.today
        {
            found.push(Meaning::Report(Report::Extension { until: Some(*day) }));
        }
        if evidence.partly || evidence.unfinished {
            found.push(Meaning::Report(Report::Progress(None)));
        }
        if evidence.promised || evidence.accepted {
            found.push(Meaning::Report(Report::Accepted));
        }
        found
    }

    fn evidence(&self) -> Evidence {
        let of = self.of;
        let asked = self.is_question();
        let mut evidence = Evidence { asked: self.is_hearsay() || self.leaves_open(), ..Evidence::default() };
        evidence.coming = self.coming();
        evidence.not_ours = self.not_ours(asked);
        evidence.extension = if evidence.coming.is_some() && !of.has(Cue::MoreTime) { None } else { self.time(asked) };
        if asked && evidence.extension.is_none() {
            evidence.asked = true;
        }
        evidence.uncertain = evidence.asked;
        for found in of.all(Cue::Finished) {
            if self.is_done(found) {
                evidence.done = true;
            } else {
                evidence.done_held_back = true;
            }
        }
        evidence.unfinished = self.is_unfinished();
        evidence.partly = self.is_part();
        let nearly = of.words() <= REACH
            || of.all(Cue::Finished).any(|found| of.clause_has(of.clause_of(found.at), Cue::Nearly));
        if evidence.partly && !(of.has(Cue::Part) || of.has(Cue::Remaining) || nearly) {
            evidence.uncertain = true;
        }
        evidence.blocked = self.is_stuck();
        evidence.progress = self.progress(&evidence);
        if evidence.progress.is_none()
            && let [(at, length, Share::Percent(percent))] = of.shares.as_slice()
            && !(*percent == Percent::WHOLE && of.has(Cue::Finished))
            && !of.is(at + length, &["e", "te", "t", "i", "od", "of", "se", "nasih", "our"])
            && !at
                .checked_sub(1)
                .is_some_and(|before| of.is(before, &["per", "za", "by", "for", "edhe", "jos", "still"]))
        {
            evidence.progress = Some(Some(*percent));
            evidence.uncertain = true;
        }
        if !self.is_bound() && self.share_is_unread(evidence.progress) {
            evidence.asked = true;
            evidence.uncertain = true;
        }
        if of.shares.len() > 1 || (evidence.partly && super::numbered::excepts(of)) {
            evidence.asked = true;
            evidence.uncertain = true;
        }
        evidence.accepted = self.is_accepted();
        evidence.promised = self.is_promised();
        if of.has(Cue::Ready) && !evidence.done {
            evidence.done_held_back = true;
            evidence.uncertain = evidence.progress.is_none();
        }
        evidence
    }

    /// Whether something is asked that is not a request for time.
    fn is_question(&self) -> bool {
        let of = self.of;
        let marked = of.clauses.iter().any(|clause| clause.asked);
        let begun = of.clauses.iter().any(|clause| {
            of.in_clause(*clause, Cue::Question).any(|found| found.at == clause.from || found.length > 1)
        });
        marked || begun
    }

    /// Whether somebody else says so, or it is not meant.
    fn is_hearsay(&self) -> bool {
        self.of.has(Cue::Reported)
            || self.of.tokens.iter().any(|token| ["\"", "„", "“", "”", "«", "»", "'"].contains(&token.plain.as_str()))
    }

    /// “50% or done”.
    fn leaves_open(&self) -> bool {
        (0..self.of.tokens.len()).any(|at| self.of.is(at, &["ose", "ili", "or"]))
    }

    // Done

    /// Whether a finished form says that the task is finished: every gate.
    fn is_done(&self, found: Match) -> bool {
        let of = self.of;
        let clause = of.clause_of(found.at);
        let before = |cue: Cue| {
            of.in_clause(clause, cue).any(|other| {
                // “obaveštavam da je izvršeno” reports; only “da je izvršeno, …” is a wish
                let reports = of.is(other.at, &["da"]) && other.at != clause.from;
                other.end() <= found.at && found.at - other.end() < REACH && !reports
            })
        };
        let closes = found.length >= LENGTH_OF_A_PHRASE;
        // a denial anywhere may be of this
        let denied = of.all(Cue::Not).any(|other| other.at < found.at || other.at >= found.end()) || of.may_deny();
        !(clause.asked
            || denied
            || (before(Cue::Must) && !closes)
            || before(Cue::If)
            || before(Cue::Future)
            || before(Cue::Will)
            || before(Cue::Nearly)
            || of.clause_has(clause, Cue::Nearly)
            || of.clause_has(clause, Cue::Unfinished)
            || self.begins_with_question(clause)
            || self.is_infinitive(found)
            || self.is_of_others(clause, found)
            || self.is_ambiguous_form(clause, found)
            || (clause.from..found.at).any(|at| {
                self.is_unread_figure(at)
                    || (of.is(at, &["one"])
                        && !at.checked_sub(1).is_some_and(|before| of.is(before, &["that", "this", "first", "last"])))
            })
            || self.strangers(clause) > STRANGERS_BESIDE_DONE)
    }

    fn begins_with_question(&self, clause: Clause) -> bool {
        self.of.in_clause(clause, Cue::Question).any(|found| found.at == clause.from)
    }

    fn strangers(&self, clause: Clause) -> usize {
        self.of.unknown.iter().filter(|at| **at >= clause.from && **at < clause.until).count()
    }

    /// “me kry”, “për të kryer”, “po e kryjm”, “pa kryer”, “duke kryer”, “to be done”: a form that says nothing of the past.
    fn is_infinitive(&self, found: Match) -> bool {
        let of = self.of;
        let clitics = ["e", "i", "u", "ia", "ja", "jua", "ua", "ma", "na", "ta", "ti", "te", "t"];
        let mut at = found.at;
        // the match itself may begin with the little words
        while of.is(at, &clitics) && at < found.end() {
            at += 1;
        }
        let mut before = at;
        while before > 0 && of.is(before - 1, &clitics) {
            before -= 1;
        }
        let marker = before.checked_sub(1);
        let albanian =
            marker.is_some_and(|marker| of.is(marker, &["me", "pa", "duke", "tu", "tuj", "po", "per", "duhet", "do"]));
        let english =
            found.at.checked_sub(1).is_some_and(|marker| of.is(marker, &["be", "being", "get", "getting", "to"]));
        let single = found.length <= 2;
        single && (albanian && !of.is(before.saturating_sub(1), &["po"]) || english)
            || (marker.is_some_and(|marker| of.is(marker, &["po"])) && before < at)
    }

    /// A form that is an infinitive as well (“poslati”) counts only beside an auxiliary.
    fn is_ambiguous_form(&self, clause: Clause, found: Match) -> bool {
        let of = self.of;
        let both = of.matches.iter().any(|other| {
            other.at == found.at && other.length == found.length && matches!(other.cue, Cue::ToDo | Cue::Doing)
        });
        let auxiliary = [
            "su", "je", "smo", "sam", "bio", "bili", "bila", "bilo", "oba", "obe", "svi", "vec", "i", "we", "have",
            "has", "ive", "weve",
        ];
        let infinitive = of.tokens.get(found.end() - 1).is_some_and(|token| token.plain.ends_with("ti"));
        both && infinitive && !(clause.from..found.at).any(|at| of.is(at, &auxiliary))
    }

    /// Whether somebody else did it: “Policia e ka kryer pjesën e vet”.
    fn is_of_others(&self, clause: Clause, found: Match) -> bool {
        let of = self.of;
        if of.clause_has(clause, Cue::Ours) {
            return false;
        }
        // “e mbaroi”, “e ka kryer”: he or she did
        let verb = of.tokens.get(found.end().saturating_sub(1)).map_or("", |token| token.plain.as_str());
        let object = found.at.checked_sub(1).is_some_and(|before| of.is(before, &["e", "i", "ia", "ja"]));
        if object && verb.ends_with("oi") {
            return true;
        }
        let articles = ["the", "e", "se", "i", "nje", "a"];
        let prepositions = [
            "te", "tek", "nga", "prej", "ne", "n", "per", "me", "ka", "kod", "u", "od", "iz", "za", "sa", "s", "na",
            "to", "at", "by", "from", "with", "of", "ti", "t", "preko",
        ];
        of.in_clause(clause, Cue::Others).any(|other| {
            let mut from = other.at;
            while from > clause.from && of.is(from - 1, &articles) {
                from -= 1;
            }
            other.at < found.at && !(from > clause.from && of.is(from - 1, &prepositions))
        })
    }

    fn is_unfinished(&self) -> bool {
        let of = self.of;
        of.has(Cue::Unfinished)
            || of.all(Cue::Not).any(|denial| {
                let clause = of.clause_of(denial.at);
                of.in_clause(clause, Cue::Finished).any(|found| found.at > denial.at && found.at - denial.at <= REACH)
            })
    }

    fn is_part(&self) -> bool {
        let of = self.of;
        let only = of.all(Cue::Finished).any(|found| of.clause_has(of.clause_of(found.at), Cue::Only));
        let nearly_done = of.all(Cue::Nearly).any(|found| {
            let last = of.tokens.get(found.end() - 1).map_or("", |token| token.plain.as_str());
            found.length > 1
                && super::lexicon::LEXICON.forms(last).iter().any(|(_, form)| *form == super::verbs::Form::Finished)
        });
        nearly_done
            || of.has(Cue::Finished) && (of.has(Cue::Part) || of.has(Cue::Remaining) || of.has(Cue::Nearly) || only)
    }

    // Progress

    fn progress(&self, evidence: &Evidence) -> Option<Option<Percent>> {
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
            return working.then_some(None);
        }
        let mut percents: Vec<Percent> = Vec::new();
        for (at, length, share) in &of.shares {
            match share {
                Share::Unclear | Share::Range(..) => return None,
                Share::Percent(percent)
                    if (self.is_of_the_task(*at, *length) && !self.is_named(*at, *length))
                        || (working && of.shares.len() == 1 && !self.is_named(*at, *length)) =>
                {
                    percents.push(*percent)
                }
                Share::Fraction(percent) if working || of.has(Cue::Finished) || (1..=6).contains(&of.words()) => {
                    percents.push(*percent)
                }
                Share::Percent(_) | Share::Fraction(_) => {}
            }
        }
        // “more than half”: how far is not said
        if !percents.is_empty() && self.is_bound() {
            return Some(None);
        }
        let left = of.has(Cue::Remaining);
        // “15% left”: what remains is not what is done
        let of_the_rest = |at: usize| {
            let clause = of.clause_of(at);
            of.clause_has(clause, Cue::Remaining)
                && !of.clause_has(clause, Cue::Finished)
                && !of.clause_has(clause, Cue::Working)
        };
        match percents.as_slice() {
            [percent] if of.shares.iter().any(|(at, _, _)| of_the_rest(*at)) => {
                Some(Percent::try_from(100 - percent.value()).ok())
            }
            [percent] => Some(Some(*percent)),
            [] if working => Some(None),
            [] if left && !of.has(Cue::MoreTime) => Some(None),
            [] if evidence.partly => Some(None),
            _ => None,
        }
    }

    /// Whether a share is only a bound: “more than half”.
    fn is_bound(&self) -> bool {
        let bound = ["than", "mbi", "preko", "nen", "ispod", "iznad", "over", "under", "vise", "manje", "se"];
        self.of.shares.iter().any(|(at, _, _)| at.checked_sub(1).is_some_and(|before| self.of.is(before, &bound)))
    }

    /// Whether how far it is was said in a way that was not read: then “under way” alone would lose it.
    fn share_is_unread(&self, progress: Option<Option<Percent>>) -> bool {
        let of = self.of;
        let figures = (0..of.tokens.len()).filter(|at| self.is_unread_figure(*at)).count();
        let whole = of.shares.iter().all(|(_, _, share)| matches!(share, Share::Percent(percent) | Share::Fraction(percent) if *percent == Percent::WHOLE));
        progress == Some(None) && ((!of.shares.is_empty() && !whole) || figures > 1)
            || progress.is_some() && of.shares.len() > 1
    }

    /// “ora 16:00”, “10:40”, “at 3”, “u 8h”, and figures that touch a day: “30JUN17”.
    fn is_of_an_hour(&self, at: usize) -> bool {
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
    fn is_unread_figure(&self, at: usize) -> bool {
        let of = self.of;
        of.tokens.get(at).is_some_and(|token| {
            crate::numbers::is_numeric(token)
                && !["nje", "ni", "nji", "a", "jedan", "jednu", "jedno", "one", "an", "prvi", "prva", "prvo"]
                    .contains(&token.plain.as_str())
        }) && !self.is_of_an_hour(at)
            && !of.days.iter().any(|(from, found)| at >= *from && at < from + found.length)
            && !of.shares.iter().any(|(from, length, _)| at >= *from && at < from + length)
    }

    /// Whether a share is one of something that is named after it.
    fn is_named(&self, at: usize, length: usize) -> bool {
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
    fn is_of_the_task(&self, at: usize, length: usize) -> bool {
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
        !(named && of.words() > 6)
            && !(begun && of.words() > 8)
            && (supported || strangers == 0 || (of.words() <= 4 && strangers <= 1))
    }

    // Blocked

    fn is_stuck(&self) -> bool {
        let of = self.of;
        of.all(Cue::Stuck).any(|found| {
            let clause = of.clause_of(found.at);
            !clause.asked && !self.begins_with_question(clause) && !self.is_denied(found)
        })
    }

    /// “nuk është bllokuar”: a denial right before a phrase that does not deny by itself.
    fn is_denied(&self, found: Match) -> bool {
        let of = self.of;
        let clause = of.clause_of(found.at);
        of.in_clause(clause, Cue::Not).any(|denial| {
            (denial.end() <= found.at && found.at - denial.end() < REACH_OF_DENIAL)
                || (denial.at >= found.end() && denial.at - found.end() < 2)
        })
    }

    // Time

    fn time(&self, asked: bool) -> Option<Time> {
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
        if !more_time && self.is_of_thanks(&days) {
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
                    && let Some(Time::Until(Some(day))) = self.until(&[only])
                {
                    return Some(Time::Until(Some(day)));
                }
                return Some(Time::OneOf(days.iter().flat_map(|(_, found)| found.meant.days()).collect()));
            }
            if let [only] = days.as_slice()
                && !finished
                && let Some(Time::Until(Some(day))) = self.until(&[only])
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
        self.until(&chosen)
    }

    fn until(&self, chosen: &[&(usize, Found)]) -> Option<Time> {
        let of = self.of;
        if let Some((at, found)) = chosen.iter().find(|(_, found)| found.meant == Meant::NoSuchDay) {
            let lead = (0..found.length)
                .take_while(|step| of.is(at + step, &["me", "te", "on", "the", "date", "daten"]))
                .count();
            let named = Found { length: found.length - lead, ..*found };
            return Some(Time::NoSuchDay(named.words(of.text, &of.tokens, at + lead)));
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
                None => return Some(Time::OneOf(chosen.iter().flat_map(|(_, found)| found.meant.days()).collect())),
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
        if week_later {
            let later = days.iter().filter_map(|day| day.checked_add_days(Days::new(7)));
            return Some(Time::OneOf(later.chain(days.iter().copied()).collect()));
        }
        if unread && !days.is_empty() {
            return Some(Time::OneOf(days));
        }
        match days.as_slice() {
            [day]
                if *day == self.today
                    && !self.says_today()
                    && chosen.iter().all(|(_, found)| matches!(found.meant, Meant::Hour(_))) =>
            {
                Some(Time::OneOf(vec![*day]))
            }
            [day] if *day < self.today => Some(Time::Past(*day)),
            [day] => Some(Time::Until(Some(*day))),
            [] => Some(Time::OneOf(named)),
            several => Some(Time::OneOf(several.to_vec())),
        }
    }

    /// Whether words of time or numbers stand there that no day was read from.
    fn speaks_of_time(&self) -> bool {
        let of = self.of;
        of.tokens.iter().enumerate().any(|(at, token)| {
            crate::numbers::is_numeric(token)
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
    fn is_of_thanks(&self, days: &[(usize, Found)]) -> bool {
        let of = self.of;
        days.iter().all(|(at, _)| {
            let clause = of.clause_of(*at);
            of.clause_has(clause, Cue::Thanks) && !of.clause_has(clause, Cue::Request)
        })
    }

    /// Whether a day is the one since when: “që nga e premtja”, “od ponedeljka”, “qysh t'premten”.
    fn is_since(&self, at: usize) -> bool {
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
    fn days_ahead(&self) -> Vec<(usize, Found)> {
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
    fn says_today(&self) -> bool {
        let today = ["sot", "sonte", "sod", "danas", "veceras", "today", "tonight", "eod"];
        (0..self.of.tokens.len()).any(|at| self.of.is(at, &today))
    }

    /// Whether a day is the one that does not suit: “danas ne stižem”, “instead of the 16th”.
    fn is_refused(&self, at: usize, found: &Found) -> bool {
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

    fn is_until(&self, at: usize) -> bool {
        let of = self.of;
        of.all(Cue::Until).any(|until| {
            (until.at < at && until.end() >= at && until.end() <= at + 1)
                || (until.end() + 1 == at
                    && of.is(until.end(), &["ne", "n", "te", "e", "the", "me", "dt", "daten", "dates"]))
        })
    }

    /// Whether “until”, “more” or the form of a span says that time is wanted.
    fn is_wanted(&self, at: usize, found: &Found) -> bool {
        let of = self.of;
        let end = at + found.length;
        self.is_until(at) || of.all(Cue::More).any(|more| more.end() == at || more.at == end) || of.is(at, &["+"])
    }

    /// “e premte”, “u sredu”: a bare day of the week may be any day’s answer to anything.
    fn is_weekday_only(&self, (at, found): &(usize, Found)) -> bool {
        let near = ["neser", "pasneser", "sutra", "prekosutra", "preksutra", "tomorrow", "sot", "danas", "today"];
        (*at..at + found.length).all(|at| {
            self.of.tokens.get(at).is_some_and(|token| token.kind == Kind::Word && !crate::numbers::is_numeric(token))
                && !self.of.is(at, &near)
        })
    }

    /// Whether nothing is said but a day, politely.
    fn is_bare(&self) -> bool {
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

    // Taken note of

    fn is_accepted(&self) -> bool {
        let of = self.of;
        let strangers = of.unknown.len();
        of.all(Cue::Accept).any(|found| {
            let clause = of.clause_of(found.at);
            let begins = (clause.from..found.at).all(|at| {
                of.matches.iter().any(|other| {
                    other.at <= at
                        && at < other.end()
                        && matches!(other.cue, Cue::Filler | Cue::Greeting | Cue::Ours | Cue::Accept)
                })
            });
            !clause.asked && begins && strangers <= STRANGERS_BESIDE_ACCEPTED && !of.clause_has(clause, Cue::Not)
        })
    }

    fn is_promised(&self) -> bool {
        let of = self.of;
        of.all(Cue::Will).any(|found| {
            let clause = of.clause_of(found.at);
            !clause.asked && !of.clause_has(clause, Cue::Not) && !of.clause_has(clause, Cue::If)
        }) || of.all(Cue::Future).any(|found| {
            let clause = of.clause_of(found.at);
            let free = !clause.asked
                && !of.clause_has(clause, Cue::Not)
                && !of.clause_has(clause, Cue::If)
                && !of.clause_has(clause, Cue::Others);
            let verb = [Cue::Finished, Cue::ToDo, Cue::Doing, Cue::Start]
                .into_iter()
                .any(|cue| of.in_clause(clause, cue).any(|verb| verb.at >= found.end() && verb.at - found.end() <= 3));
            free && verb
        }) || of.all(Cue::Start).any(|found| !of.clause_of(found.at).asked)
    }

    // Whose

    fn not_ours(&self, asked: bool) -> bool {
        let of = self.of;
        let ours = ["us", "me", "neve", "mua", "nama", "meni", "nas"];
        !asked && of.all(Cue::NotOurs).any(|found| !of.is(found.end(), &ours))
    }

    // Meetings

    fn coming(&self) -> Option<Attendance> {
        let of = self.of;
        let stands = |cue: Cue| of.all(cue).any(|found| !of.clause_of(found.at).asked);
        let sent = of.all(Cue::Deputy).any(|found| found.length > 1)
            || of.has(Cue::Come)
            || of.tokens.iter().any(|token| SENDING.iter().any(|word| token.plain.starts_with(word)));
        let denied =
            of.has(Cue::Not) && !of.has(Cue::NotCome) && of.all(Cue::Deputy).any(|found| self.is_denied(found));
        if stands(Cue::Deputy) && sent && !denied {
            return Some(Attendance::Deputy { who: details::deputy(of) });
        }
        if stands(Cue::NotCome) {
            return Some(Attendance::NotAttending { reason: details::why_not(of) });
        }
        let comes = of.all(Cue::Come).any(|found| {
            let clause = of.clause_of(found.at);
            // “our auditors come”: others do
            let stranger = found.length == 1
                && found.language == Language::En
                && found.at > clause.from
                && !of.is(
                    found.at - 1,
                    &["i", "we", "ill", "well", "will", "to", "can", "im", "were", "be", "gladly", "happily", "and"],
                );
            !clause.asked && !stranger && !of.has(Cue::Not) && !of.clause_has(clause, Cue::If)
        });
        comes.then_some(Attendance::Attending)
    }
}

/// The working day that comes so many days after this one. Holidays are not known here: the bot, which knows them, says the
/// day, and the chair decides on it.
fn working_day(today: NaiveDate, count: u32) -> Option<NaiveDate> {
    use chrono::{Datelike, Weekday};
    let count = usize::try_from(count).ok()?.checked_sub(1)?;
    today.iter_days().skip(1).filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)).nth(count.min(1_000))
}
