//! Which readings are offered where a reply is not clear, and in which order; and a doubt where a clear reading is unlike
//! what people mean by such words.
//!
//! The order comes from a small model trained on replies of many authors (`cargo run -p language --example train-models`). It
//! turns a reading that the rules found clear into a question, and is a second witness for what they found something for, with
//! details that are certain (decisions 0105, 0153 and 0217).

use std::sync::LazyLock;

use chrono::NaiveDate;
use events::text::Percent;

use super::all_tasks::speaks_of_all;
use super::analysis::Analysis;
use super::evidence::Judge;
use super::features::{Scope, features_of};
pub use super::kind::Kind;
use super::lexicon::Cue;
use super::percents::Share;
use super::{Attendance, MOST_OFFERED, Meaning, Report, details};
use crate::ranking::{ClassScores, Model};
use privacy::tokens::{TokenKind, tokens};

/// The shipped model.
static SHIPPED: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::from_bytes(include_bytes!("../../models/replies.bin")));

/// The model that this version ships.
pub fn shipped() -> Option<&'static Model> {
    SHIPPED.as_ref()
}

/// How like each kind of reading a reply is.
pub(super) fn likeness(model: &Model, of: &Analysis<'_>, scope: Scope, today: NaiveDate) -> ClassScores {
    model.likeness(&features_of(of, scope, today))
}

/// What the rules have for a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Support {
    /// They found it clear, and every word of the reply supports it.
    Whole,
    /// They found it clear.
    Clear,
    /// They named it among others, or held it back.
    Named,
    /// They found nothing that speaks against it, and certain details.
    Details,
    /// They have evidence for it, and found another reading clear, which the model doubts.
    Instead,
}

/// A reading is acted on when the model finds it this likely, too; none where it is never acted on. One that ends a task or
/// moves it needs more (decision 0217).
const fn acted_on_from(kind: Kind, support: Support) -> Option<f32> {
    let (whole, clear, named, details, instead) = match kind {
        Kind::Done => (0.3, 0.9, 0.7, 0.75, 0.95),
        Kind::Accepted => (0.3, 0.65, 0.5, 0.65, 0.55),
        Kind::Progress => (0.15, 0.7, 0.6, 0.75, 0.7),
        Kind::Blocked => (0.0, 0.75, 0.6, 0.75, 0.8),
        Kind::Extension => (0.3, 0.75, 0.8, 0.95, 0.9),
        Kind::NotOurs => (0.0, 0.35, 0.65, 0.65, 0.65),
        Kind::Attending => (0.45, 0.75, 0.5, 0.65, 0.65),
        Kind::NotAttending => (0.0, 0.75, 0.6, 0.6, 0.65),
        Kind::Deputy => (0.0, 0.7, 0.7, 0.5, 0.7),
        Kind::Several | Kind::None | Kind::Ambiguous => return None,
    };
    Some(match support {
        Support::Whole => whole,
        Support::Clear => clear,
        Support::Named => named,
        Support::Details => details,
        Support::Instead => instead,
    })
}

/// Whether a reply that is asked about is more likely one that a person would ask back about, too, than one that says nothing
/// of a task or a meeting.
pub(super) fn is_rather_ambiguous(likeness: &ClassScores) -> bool {
    likeness.of(Kind::Ambiguous.class()) > likeness.of(Kind::None.class())
}

/// A question of so few words is one.
const FEW_WORDS: usize = 2;

/// The reading that the model is sure of, where the rules found something for it and its details are certain.
pub(super) fn witnessed(
    meanings: &[Meaning],
    likeness: &ClassScores,
    (of, scope): (&Analysis<'_>, Scope),
    today: NaiveDate,
) -> Option<Meaning> {
    let kind = *Kind::ALL.get(*likeness.order().first()?)?;
    let named = meanings.iter().any(|meaning| Kind::of(meaning) == kind);
    let support = if named { Support::Named } else { Support::Details };
    let least = if scope == Scope::Part && !named { UNNAMED_IN_A_PART } else { 0.0 };
    let sure = likeness.of(kind.class()) >= acted_on_from(kind, support)?.max(least);
    sure.then(|| permitted(kind, meanings, of, today)).flatten()
}

/// The reading that the model is sure of where it doubts the one that the rules found clear, and they have evidence for it, too.
pub(super) fn witnessed_instead(
    doubted: &Meaning,
    likeness: &ClassScores,
    of: &Analysis<'_>,
    today: NaiveDate,
) -> Option<Meaning> {
    let kind = *Kind::ALL.get(*likeness.order().first()?)?;
    let sure = likeness.of(kind.class()) >= acted_on_from(kind, Support::Instead)?;
    let has_evidence = Judge { of, today }.evidence().speaks_for(kind);
    (sure && has_evidence && kind != Kind::of(doubted))
        .then(|| permitted(kind, std::slice::from_ref(doubted), of, today))
        .flatten()
}

/// A reading of this kind, where nothing in the reply speaks against it and its details are certain.
fn permitted(kind: Kind, meanings: &[Meaning], of: &Analysis<'_>, today: NaiveDate) -> Option<Meaning> {
    let said = meanings.iter().find(|meaning| Kind::of(meaning) == kind);
    let judge = Judge { of, today };
    // “vij?”
    if judge.is_question() && of.words() <= FEW_WORDS || judge.leaves_open() {
        return None;
    }
    match kind {
        Kind::Extension => judge.certain_extension(),
        Kind::Progress => judge.certain_progress(),
        Kind::Done if !judge.may_be_done() => None,
        // “nuk është bllokuar”
        Kind::Blocked if of.all(Cue::Stuck).any(|found| judge.is_denied(found)) => None,
        // “ishte bllokuar por u krye”
        Kind::Blocked if of.has(Cue::Finished) && said.is_some() => None,
        // “bllokuar deri të hënën”
        Kind::Blocked if meanings.iter().any(|meaning| Kind::of(meaning) == Kind::Extension) && said.is_some() => None,
        // “the deputy is ill”: nobody is sent
        Kind::Deputy if of.has(Cue::Deputy) && !judge.is_somebody_sent() => None,
        // “jo, vij”
        Kind::NotAttending if of.has(Cue::Come) && said.is_none() => None,
        Kind::NotOurs if judge.is_ours() => None,
        Kind::Attending if of.has(Cue::Finished) => None,
        Kind::Deputy if of.has(Cue::Not) && said.is_none() => None,
        Kind::Done
        | Kind::Accepted
        | Kind::Blocked
        | Kind::NotOurs
        | Kind::Attending
        | Kind::NotAttending
        | Kind::Deputy
        | Kind::Several
        | Kind::None
        | Kind::Ambiguous => said.cloned().or_else(|| meaning_of(kind, of, today).pop()),
    }
}

/// Whether a reading that the rules found clear is unlike what people mean by such words.
pub(super) fn is_doubtful(meaning: &Meaning, likeness: &ClassScores, of: &Analysis<'_>, today: NaiveDate) -> bool {
    let kind = Kind::of(meaning);
    // “blocked: …” is a word to the bot; a bare day and a bare share are an answer
    let is_an_answer = match kind {
        Kind::Blocked => of.all(Cue::Stuck).any(|found| found.at == 0 && found.length == 1),
        Kind::Extension => (Judge { of, today }).is_bare(),
        Kind::Progress => matches!(of.shares.as_slice(), [(_, length, _)] if of.tokens.len() == *length),
        Kind::Done
        | Kind::Accepted
        | Kind::NotOurs
        | Kind::Attending
        | Kind::NotAttending
        | Kind::Deputy
        | Kind::Several
        | Kind::None
        | Kind::Ambiguous => false,
    };
    let support = if is_wholly_understood(kind, of) { Support::Whole } else { Support::Clear };
    // of “both are done” people say that it is done, or that it is several
    let likely = likeness.of(kind.class()) + if speaks_of_all(of) { likeness.of(Kind::Several.class()) } else { 0.0 };
    let sure = acted_on_from(kind, support).is_some_and(|from| likely >= from);
    let is_open = kind == Kind::Extension && names_several_days(of);
    !is_an_answer && (is_open || !sure)
}

/// “Three days are too few, we need ten”.
fn names_several_days(of: &Analysis<'_>) -> bool {
    of.days.windows(2).any(|pair| match pair {
        [(_, one), (_, other)] => one.meant != other.meant,
        _ => false,
    })
}

/// What is said of one task among several in words of which not all support it is asked about when the model finds it less
/// likely than this.
const DOUBTFUL_OF_A_PART: f32 = 0.6;
/// As [`DOUBTFUL_OF_A_PART`], where all do.
const DOUBTFUL_OF_A_PART_IF_UNDERSTOOD: f32 = 0.4;
/// What the rules did not name of one task among several is acted on from this likelihood at least.
const UNNAMED_IN_A_PART: f32 = 0.7;

/// As [`is_doubtful`], of what is said of one task among several.
pub(super) fn is_doubtful_of_a_part(meaning: &Meaning, likeness: &ClassScores, of: &Analysis<'_>) -> bool {
    let kind = Kind::of(meaning);
    let below = if is_wholly_understood(kind, of) { DOUBTFUL_OF_A_PART_IF_UNDERSTOOD } else { DOUBTFUL_OF_A_PART };
    likeness.of(kind.class()) < below
}

/// Whether every word of a reply supports this reading, or says nothing: then nothing is left to doubt.
fn is_wholly_understood(kind: Kind, of: &Analysis<'_>) -> bool {
    let supports = |cue: Cue| match kind {
        Kind::Done => matches!(cue, Cue::Finished),
        Kind::Accepted => matches!(cue, Cue::Accept | Cue::Will | Cue::Future | Cue::Start | Cue::ToDo | Cue::Doing),
        Kind::Progress => {
            matches!(cue, Cue::Working | Cue::Unfinished | Cue::Part | Cue::Nearly | Cue::Remaining)
                || ((!of.shares.is_empty() || of.has(Cue::Nearly) || of.has(Cue::Part))
                    && matches!(cue, Cue::Not | Cue::Finished | Cue::Ready | Cue::More))
        }
        Kind::Blocked => matches!(cue, Cue::Stuck),
        Kind::Extension => {
            matches!(cue, Cue::MoreTime | Cue::More | Cue::Request | Cue::Until | Cue::Unfinished)
                || (of.has(Cue::Not) && matches!(cue, Cue::Not | Cue::Finished))
        }
        Kind::NotOurs => matches!(cue, Cue::NotOurs),
        Kind::Attending => matches!(cue, Cue::Come),
        Kind::NotAttending => matches!(cue, Cue::NotCome),
        Kind::Deputy => matches!(cue, Cue::Deputy),
        Kind::Several | Kind::None | Kind::Ambiguous => false,
    };
    let neutral = |cue: Cue| matches!(cue, Cue::Filler | Cue::Greeting | Cue::Thanks | Cue::Ours | Cue::Accept);
    (0..of.tokens.len()).all(|at| {
        let here = |from: usize, until: usize| at >= from && at < until;
        // “MF”, “OSCE”: an institution's letters
        let letters = of.unknown.contains(&at)
            && of
                .tokens
                .get(at)
                .is_some_and(|token| token.written.len() > 1 && token.written.chars().all(char::is_uppercase));
        let turn = super::analysis::is_connective(of, at);
        let sign =
            letters || turn || of.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Sign && !token.is("?"));
        let figures = of.days.iter().any(|(from, day)| kind == Kind::Extension && here(*from, from + day.length))
            || of.shares.iter().any(|(from, length, _)| kind == Kind::Progress && here(*from, from + length));
        sign || figures
            || of.matches.iter().any(|found| here(found.at, found.end()) && supports(found.cue))
            || of.matches.iter().any(|found| here(found.at, found.end()) && neutral(found.cue))
    })
}

/// What is offered: what the rules found, then what the model finds likely, each with the details that the reply has.
pub(super) fn offered(
    found: Vec<Meaning>,
    likeness: &ClassScores,
    of: &Analysis<'_>,
    today: NaiveDate,
) -> Vec<Meaning> {
    let mut kinds: Vec<Kind> = likeness.order().into_iter().filter_map(|class| Kind::ALL.get(class).copied()).collect();
    kinds.retain(|kind| !matches!(kind, Kind::Several | Kind::None | Kind::Ambiguous));
    let place = |meaning: &Meaning| kinds.iter().position(|kind| *kind == Kind::of(meaning)).unwrap_or(usize::MAX);
    let mut offered = found;
    offered.sort_by_key(place);
    let known: Vec<Kind> = offered.iter().map(Kind::of).collect();
    for kind in kinds.iter().filter(|kind| !known.contains(kind)) {
        offered.extend(meaning_of(*kind, of, today));
    }
    let place_of_first = |meaning: &Meaning| place(meaning);
    offered.sort_by_key(place_of_first);
    // what the rules found is among what is offered, however unlikely
    let first_found = offered.iter().position(|meaning| known.contains(&Kind::of(meaning)));
    if let Some(at) = first_found.filter(|at| *at >= MOST_OFFERED) {
        let found = offered.remove(at);
        offered.insert(MOST_OFFERED - 1, found);
    }
    offered.truncate(MOST_OFFERED);
    offered
}

/// A reading of this kind with what the reply says of it.
fn meaning_of(kind: Kind, of: &Analysis<'_>, today: NaiveDate) -> Vec<Meaning> {
    let report = |report| vec![Meaning::Report(report)];
    match kind {
        Kind::Done => report(Report::Done),
        Kind::Accepted => report(Report::Accepted),
        Kind::Progress => {
            let judge = Judge { of, today };
            if let Some(certain @ Meaning::Report(Report::Progress(Some(_)))) = judge.certain_progress() {
                return vec![certain];
            }
            let mut percents: Vec<Option<Percent>> = Vec::new();
            for (at, length, share) in &of.shares {
                match share {
                    Share::Percent(percent) | Share::Fraction(percent) if judge.is_of_what_is_left(*at, *length) => {
                        percents.push(Some(percent.rest()));
                    }
                    Share::Percent(percent) | Share::Fraction(percent) => percents.push(Some(*percent)),
                    Share::Range(from, to) => percents.extend([Some(*from), Some(*to)]),
                    Share::Unclear => {}
                }
            }
            percents.dedup();
            percents.truncate(2);
            if percents.is_empty() {
                percents.push(None);
            }
            percents.into_iter().map(|percent| Meaning::Report(Report::Progress(percent))).collect()
        }
        Kind::Blocked => report(Report::Blocked { reason: None }),
        Kind::Extension => {
            if let Some(certain) = (Judge { of, today }).certain_extension() {
                return vec![certain];
            }
            let mut days: Vec<NaiveDate> = of.days.iter().flat_map(|(_, found)| found.meant.days()).collect();
            days.dedup();
            days.truncate(2);
            if days.is_empty() {
                report(Report::Extension { until: None })
            } else {
                days.into_iter().map(|day| Meaning::Report(Report::Extension { until: Some(day) })).collect()
            }
        }
        Kind::NotOurs => report(Report::NotOurs { institution: details::institution(of) }),
        Kind::Attending => vec![Meaning::Invitation(Attendance::Attending)],
        Kind::NotAttending => vec![Meaning::Invitation(Attendance::NotAttending { reason: None })],
        Kind::Deputy => vec![Meaning::Invitation(Attendance::Deputy { who: None })],
        Kind::Several | Kind::None | Kind::Ambiguous => vec![],
    }
}

/// The cues of a reply, for looking into how it is read.
pub fn cues(text: &str, today: NaiveDate) -> Vec<String> {
    let of = Analysis::of(text, tokens(text), today);
    let words = |from: usize, until: usize| {
        of.tokens
            .get(from..until)
            .unwrap_or_default()
            .iter()
            .map(|token| token.plain.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut found: Vec<String> =
        of.matches.iter().map(|found| format!("{:?}({})", found.cue, words(found.at, found.end()))).collect();
    found.extend(of.days.iter().map(|(at, day)| format!("{:?}({})", day.meant, words(*at, at + day.length))));
    found.extend(of.shares.iter().map(|(at, length, share)| format!("{share:?}({})", words(*at, at + length))));
    found.extend(of.unknown.iter().map(|at| format!("?({})", words(*at, at + 1))));
    found.push(format!("{:?}", of.language));
    found
}
