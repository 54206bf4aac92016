//! What a stretch of a reply says, when everything in it is weighed.
//!
//! The rule of this module: **a reading is acted on only when the whole sentence supports it.** Each kind of reading has its
//! gates; a gate that is not passed does not make another reading, it makes a question. What speaks for two readings is
//! asked about. The module knows cues (see `lexicon`), not words, and nothing of chats.

use chrono::NaiveDate;
use events::language::Language;
use events::text::Percent;

use super::all_tasks::excepts;
use super::analysis::Analysis;
use super::evidence::{Evidence, HowFar, Judge, Time};
use super::finished::REACH;
use super::lexicon::{Cue, Match};
use super::percents::Share;
use super::{Attendance, Meaning, Report, details};
use crate::dates::{DateMeaning, FoundDate};

/// How near before a phrase a denial denies it.
const REACH_OF_DENIAL: usize = 4;

/// So many unknown words may stand beside a bare percentage.
const STRANGERS_BESIDE_A_SHARE: usize = 2;
/// So many unknown words may stand beside “ok”.
const STRANGERS_BESIDE_ACCEPTED: usize = 3;

/// Small words before the word that asks.
const BEFORE_A_QUESTION: &[&str] =
    &["per", "za", "for", "te", "tek", "kod", "na", "at", "to", "po", "okej", "ok", "e", "pa", "and"];

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

/// Whom something belongs to that is ours.
const OURS: &[&str] = &["us", "me", "neve", "mua", "nama", "meni", "nas"];

/// What is made of a stretch of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Judgement {
    /// It says this, and may be acted on.
    Clear(Meaning),
    /// It may say any of these, the likelier first; none when it was not understood.
    Open(Vec<Meaning>),
    /// It names a day that the calendar lacks.
    NoSuchDate(String),
    /// It asks for time until a day that has passed.
    DateInPast(NaiveDate),
}

impl Judgement {
    fn open(meanings: impl IntoIterator<Item = Meaning>) -> Self {
        let mut different: Vec<Meaning> = Vec::new();
        for meaning in meanings {
            if !different.contains(&meaning) {
                different.push(meaning);
            }
        }
        Self::Open(different)
    }
}

/// Weighs a stretch.
pub(super) fn judge(of: &Analysis<'_>, today: NaiveDate) -> Judgement {
    Judge { of, today }.judgement()
}

impl Judge<'_> {
    fn judgement(&self) -> Judgement {
        let of = self.of;
        if of.tokens.is_empty() {
            return Judgement::open([]);
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
            _ => Judgement::open(meanings.into_iter().chain(self.held_back(&evidence))),
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
                // “bllokuar deri të hënën”, “50%, deri të premten”: until when what?
                let asked_for = [Cue::MoreTime, Cue::Request, Cue::More].into_iter().any(|cue| self.of.has(cue));
                let open = !asked_for && (evidence.blocked || evidence.progress.and_then(HowFar::percent).is_some());
                if !evidence.done && !open {
                    return found;
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
        let share = evidence.progress.and_then(HowFar::percent);
        let whole = share == Some(Percent::WHOLE);
        if evidence.progress.is_some() && !(whole && evidence.done) {
            found.push(report(Report::Progress(share)));
        }
        let counted = share.is_some() && !whole;
        if evidence.done && !(evidence.partly || evidence.unfinished || counted) {
            found.push(report(Report::Done));
        }
        if found.is_empty() && evidence.partly {
            found.push(report(Report::Progress(None)));
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
            && let [(_, FoundDate { meant: DateMeaning::Day(day), .. })] = self.days_ahead().as_slice()
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

    /// What stands for each reading, through its gates.
    pub(super) fn evidence(&self) -> Evidence {
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
        // what is left is not yet how it stands
        if evidence.progress == Some(HowFar::UnderWay) && !of.has(Cue::Working) && !evidence.partly && !self.is_bound()
        {
            evidence.uncertain = true;
        }
        if evidence.progress.is_none()
            && of.unknown.len() <= STRANGERS_BESIDE_A_SHARE
            && let [(at, length, Share::Percent(percent))] = of.shares.as_slice()
            && !(*percent == Percent::WHOLE && of.has(Cue::Finished))
            && !of.is(at + length, &["e", "te", "t", "i", "od", "of", "se", "nasih", "our"])
            && !at
                .checked_sub(1)
                .is_some_and(|before| of.is(before, &["per", "za", "by", "for", "edhe", "jos", "still"]))
        {
            evidence.progress = Some(HowFar::Percent(*percent));
            evidence.uncertain = true;
        }
        if !self.is_bound() && self.share_is_unread(evidence.progress) {
            evidence.asked = true;
            evidence.uncertain = true;
        }
        if of.shares.len() > 1 || (evidence.partly && excepts(of)) {
            evidence.asked = true;
            evidence.uncertain = true;
        }
        evidence.accepted = self.is_accepted();
        evidence.promised = self.is_promised();
        if of.has(Cue::Ready) && !evidence.done {
            evidence.done_held_back = true;
            evidence.uncertain |= evidence.progress.is_none();
        }
        evidence
    }

    /// Whether something is asked that is not a request for time.
    pub(super) fn is_question(&self) -> bool {
        let of = self.of;
        let marked = of.clauses.iter().any(|clause| clause.asked);
        let begun = of.clauses.iter().any(|clause| {
            of.in_clause(*clause, Cue::Question).any(|found| {
                // “për cilën detyrë”, “okej, kujt”
                let led = found.at == clause.from + 1 && of.is(clause.from, BEFORE_A_QUESTION);
                found.at == clause.from || found.length > 1 || led
            })
        });
        marked || begun
    }

    /// Whether somebody else says so, or it is not meant.
    fn is_hearsay(&self) -> bool {
        self.of.has(Cue::Reported)
            || self.of.tokens.iter().any(|token| ["\"", "„", "“", "”", "«", "»", "'"].contains(&token.plain.as_str()))
    }

    /// “50% or done”.
    pub(super) fn leaves_open(&self) -> bool {
        (0..self.of.tokens.len()).any(|at| self.of.is(at, &["ose", "ili", "or"]))
    }

    fn is_stuck(&self) -> bool {
        let of = self.of;
        of.all(Cue::Stuck).any(|found| {
            let clause = of.clause_of(found.at);
            !clause.asked && !self.begins_with_question(clause) && !self.is_denied(found)
        })
    }

    /// “nuk është bllokuar”: a denial right before a phrase that does not deny by itself.
    pub(super) fn is_denied(&self, found: Match) -> bool {
        let of = self.of;
        let clause = of.clause_of(found.at);
        of.in_clause(clause, Cue::Not).any(|denial| {
            (denial.end() <= found.at && found.at - denial.end() < REACH_OF_DENIAL)
                || (denial.at >= found.end() && denial.at - found.end() < 2)
        })
    }

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
        // “kad završi vlada, završićemo i mi”: nobody knows when
        if of.all(Cue::If).any(|found| of.clauses.iter().any(|clause| clause.from == found.at)) {
            return false;
        }
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

    fn not_ours(&self, asked: bool) -> bool {
        let of = self.of;
        !asked && of.all(Cue::NotOurs).any(|found| !of.is(found.end(), OURS) && !self.is_not_theirs(found))
    }

    /// “nuk i takon policisë”: it is not the police's, and perhaps ours.
    fn is_not_theirs(&self, found: Match) -> bool {
        let of = self.of;
        // “nuk i takon ministrisë sonë” does say that it is not ours
        let of_others = of.is(found.at, &["nuk", "nk", "s"])
            && of
                .all(Cue::Others)
                .any(|other| other.at == found.end() && !of.is(other.end(), &["sone", "tone", "jone"]));
        of_others || of.all(Cue::Not).any(|denial| denial.end() == found.at)
    }

    /// “belongs to us”, “it does not belong to the police”
    pub(super) fn is_ours(&self) -> bool {
        self.of.all(Cue::NotOurs).any(|found| self.of.is(found.end(), OURS) || self.is_not_theirs(found))
    }

    /// Whether somebody is sent, or goes in the sender's place.
    pub(super) fn is_somebody_sent(&self) -> bool {
        let of = self.of;
        of.all(Cue::Deputy).any(|found| found.length > 1)
            || of.has(Cue::Come)
            || of.tokens.iter().any(|token| SENDING.iter().any(|word| token.plain.starts_with(word)))
    }

    fn coming(&self) -> Option<Attendance> {
        let of = self.of;
        let stands = |cue: Cue| of.all(cue).any(|found| !of.clause_of(found.at).asked);
        let sent = self.is_somebody_sent();
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
