//! Whether a reply says that the task is finished: the gates of “done”.
//!
//! *Done* ends a task and its reminders, so every gate here must be passed: a finished form, said as a fact, of the task or by
//! the writer, denied by nothing, of the whole. It knows cues and grammar and nothing of other readings.

use super::analysis::Clause;
use super::evidence::Judge;
use super::lexicon::{Cue, LEXICON, Match};
use super::percents::Share;
use super::verbs::Form;
use events::text::Percent;

/// How near before a finished form a denial or a “must” counts, in tokens.
pub(super) const REACH: usize = 6;

/// So many unknown words may stand in the clause of a finished form.
const STRANGERS_BESIDE_DONE: usize = 6;
/// What ends without the task being done: the time, the money, the office.
const NOT_THE_TASK: &[&str] = &[
    "rok",
    "zyra",
    "kancelarija",
    "godina",
    "viti",
    "afati",
    "budzet",
    "buxheti",
    "pushimi",
    "deadline",
    "budget",
    "office",
    "year",
    "parate",
    "paret",
    "pare",
    "novac",
    "money",
];
/// Who did it stands so near after “by”, in tokens.
const REACH_OF_AN_AGENT: usize = 4;
/// What begins a clause that takes something back.
const CONTRAST: &[&str] =
    &["por", "mirepo", "mirpo", "megjithate", "ali", "al", "medjutim", "but", "however", "ama", "nego"];
/// A clause of a doubt has no more tokens: “besoj”, “I think”.
const LONGEST_DOUBT: usize = 2;
/// A phrase of so many words (“take it off the list”) says what it says also after “you can”.
const LENGTH_OF_A_PHRASE: usize = 3;

impl Judge<'_> {
    /// Whether a finished form says that the task is finished: every gate.
    pub(super) fn is_done(&self, found: Match) -> bool {
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
        // “u krye, besoj”: a clause of its own that doubts
        let doubted = of.all(Cue::If).any(|other| {
            let own = of.clause_of(other.at);
            own.until - own.from <= LONGEST_DOUBT && own.from != clause.from
        });
        // “u krye, por …”, “done from our side, but …”: what follows takes something back
        let taken_back = of.clauses.iter().any(|other| other.from > found.at && of.is(other.from, CONTRAST));
        // “krye ti”, “you sent”
        let told = of.is(found.end(), &["ti", "ju", "vi"]) || (clause.from..found.at).any(|at| of.is(at, &["you"]));
        // a denial anywhere may be of this
        let denied = of.all(Cue::Not).any(|other| other.at < found.at || other.at >= found.end()) || of.perhaps_denied;
        !(clause.asked
            || denied
            || (before(Cue::Must) && !closes)
            || before(Cue::If)
            || before(Cue::Future)
            || before(Cue::Will)
            || before(Cue::Nearly)
            || of.clause_has(clause, Cue::Nearly)
            || of.has(Cue::Unfinished)
            || doubted
            || told
            || taken_back
            || self.begins_with_question(clause)
            || self.is_infinitive(found)
            || self.is_of_others(clause, found)
            || self.is_ambiguous_form(clause, found)
            || (clause.from..found.at).any(|at| {
                self.is_unread_figure(at)
                    || (of.is(at, &["one"])
                        && !at.checked_sub(1).is_some_and(|before| of.is(before, &["that", "this", "first", "last"])))
            })
            || self.is_unread_figure(found.end())
            || self.may_be_to_come(clause)
            || self.strangers(clause) > STRANGERS_BESIDE_DONE)
    }

    /// Whether nothing in the reply speaks against its being done: no denial, question, condition, duty, plan, part, rest or
    /// day to come, and nothing taken back.
    pub(super) fn may_be_done(&self) -> bool {
        let of = self.of;
        let against = [
            Cue::Not,
            Cue::If,
            Cue::Must,
            Cue::Future,
            Cue::Will,
            Cue::Nearly,
            Cue::Unfinished,
            Cue::Remaining,
            Cue::Reported,
            Cue::MoreTime,
            Cue::Question,
        ];
        !(against.into_iter().any(|cue| of.has(cue))
            || of.perhaps_denied
            // “gati” is ready or nearly so, “two done” may be task 2
            || of.has(Cue::Ready)
            // “poslati”, “me kry”, “policia e ka kryer”
            || of.all(Cue::Finished).any(|found| {
                let clause = of.clause_of(found.at);
                self.is_infinitive(found) || self.is_ambiguous_form(clause, found) || self.is_of_others(clause, found)
            })
            || [Cue::ToDo, Cue::Doing].into_iter().any(|cue| of.has(cue) && !of.has(Cue::Finished))
            || (0..of.tokens.len()).any(|at| self.is_unread_figure(at) || of.is(at, &["one"]))
            || of
                .clauses
                .iter()
                .any(|clause| clause.asked || of.is(clause.from, CONTRAST) || self.may_be_to_come(*clause))
            || of
                .shares
                .iter()
                .any(|(_, _, share)| !matches!(share, Share::Percent(percent) if *percent == Percent::WHOLE))
            || self.leaves_open())
    }

    pub(super) fn begins_with_question(&self, clause: Clause) -> bool {
        self.of.in_clause(clause, Cue::Question).any(|found| found.at == clause.from)
    }

    pub(super) fn strangers(&self, clause: Clause) -> usize {
        self.of.unknown.iter().filter(|at| **at >= clause.from && **at < clause.until).count()
    }

    /// “me kry”, “për të kryer”, “po e kryjm”, “pa kryer”, “duke kryer”, “to be done”: a form that says nothing of the past.
    pub(super) fn is_infinitive(&self, found: Match) -> bool {
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

    /// “e kryem të hënën”, “predato sutra”, “sent tomorrow”: beside a day that is still to come.
    fn may_be_to_come(&self, clause: Clause) -> bool {
        self.of.days.iter().any(|(at, day)| {
            let days = day.meant.days();
            (clause.from..clause.until).contains(at) && !days.is_empty() && days.iter().all(|day| *day > self.today)
        })
    }

    /// A form that is an infinitive as well (“poslati”) counts only beside an auxiliary.
    pub(super) fn is_ambiguous_form(&self, clause: Clause, found: Match) -> bool {
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
    pub(super) fn is_of_others(&self, clause: Clause, found: Match) -> bool {
        let of = self.of;
        if of.clause_has(clause, Cue::Ours) {
            return false;
        }
        // “e mbaroi”, “e ka kryer”: he or she did
        let verb = of.tokens.get(found.end().saturating_sub(1)).map_or("", |token| token.plain.as_str());
        let of_something_else = [found.at.wrapping_sub(1), found.at.wrapping_sub(2), found.end()]
            .into_iter()
            .any(|at| (clause.from..clause.until).contains(&at) && of.is(at, NOT_THE_TASK));
        if of_something_else {
            return true;
        }
        let object = found.at.checked_sub(1).is_some_and(|before| of.is(before, &["e", "i", "ia", "ja"]));
        if object && verb.ends_with("oi") {
            return true;
        }
        let articles = ["the", "e", "se", "i", "nje", "a"];
        let prepositions = [
            "te", "tek", "nga", "prej", "ne", "n", "per", "me", "ka", "kod", "u", "od", "iz", "za", "sa", "s", "na",
            "to", "at", "by", "from", "with", "of", "ti", "t", "preko",
        ];
        // “u krye nga policia”, “potpisano od strane ministra”
        let by = ["nga", "prej", "od", "by"];
        let done_by = of.in_clause(clause, Cue::Others).any(|other| {
            other.at > found.end()
                && (found.end()..other.at).any(|at| of.is(at, &by))
                && other.at - found.end() <= REACH_OF_AN_AGENT
        });
        // “e bëri kolegu”
        let third = verb.ends_with("oi") || ["beri", "bani", "boni", "kreu"].contains(&verb);
        let did = third && of.in_clause(clause, Cue::Others).any(|other| other.at == found.end());
        if done_by || did {
            return true;
        }
        of.in_clause(clause, Cue::Others).any(|other| {
            let mut from = other.at;
            while from > clause.from && of.is(from - 1, &articles) {
                from -= 1;
            }
            other.at < found.at && !(from > clause.from && of.is(from - 1, &prepositions))
        })
    }

    pub(super) fn is_unfinished(&self) -> bool {
        let of = self.of;
        of.has(Cue::Unfinished)
            || of.all(Cue::Not).any(|denial| {
                let clause = of.clause_of(denial.at);
                of.in_clause(clause, Cue::Finished).any(|found| found.at > denial.at && found.at - denial.at <= REACH)
            })
    }

    pub(super) fn is_part(&self) -> bool {
        let of = self.of;
        let only = of.all(Cue::Finished).any(|found| of.clause_has(of.clause_of(found.at), Cue::Only));
        let nearly_done = of.all(Cue::Nearly).any(|found| {
            let last = of.tokens.get(found.end() - 1).map_or("", |token| token.plain.as_str());
            found.length > 1 && LEXICON.forms(last).iter().any(|(_, form)| *form == Form::Finished)
        });
        nearly_done
            || of.has(Cue::Finished) && (of.has(Cue::Part) || of.has(Cue::Remaining) || of.has(Cue::Nearly) || only)
    }
}
