//! Which readings are offered where a reply is not clear, and in which order; and a doubt where a clear reading is unlike
//! what people mean by such words.
//!
//! The order comes from a small model trained on replies of many authors (`cargo run -p language --example train-models`). It
//! turns a reading that the rules found clear into a question, and is a second witness for what they found something for, with
//! details that are certain; of *done* it never is (decision 0105).

use std::sync::LazyLock;

use chrono::NaiveDate;
use events::text::Percent;

use super::all_tasks::speaks_of_all;
use super::analysis::Analysis;
use super::evidence::Judge;
use super::lexicon::Cue;
use super::percents::Share;
use super::{Attendance, MOST_OFFERED, Meaning, Report, details};
use crate::ranking::{Class, ClassScores, Model, features_of_text};
use privacy::tokens::{TokenKind, tokens};

/// The kinds of readings that the model tells apart, by their place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Kind {
    /// The task is finished.
    Done,
    /// The task was taken note of.
    Accepted,
    /// The task is being worked on, with a percentage or without.
    Progress,
    /// The task waits for somebody or something.
    Blocked,
    /// More time is asked for.
    Extension,
    /// The task belongs to another institution.
    NotOurs,
    /// The institution comes to the meeting.
    Attending,
    /// The institution does not come to the meeting.
    NotAttending,
    /// Somebody comes instead.
    Deputy,
    /// Several tasks are reported on at once.
    Several,
    /// None of these: a question, a greeting, chatter.
    None,
    /// One that a person would ask back about.
    Ambiguous,
}

impl Kind {
    /// All of them, by their place.
    pub const ALL: [Self; 12] = [
        Self::Done,
        Self::Accepted,
        Self::Progress,
        Self::Blocked,
        Self::Extension,
        Self::NotOurs,
        Self::Attending,
        Self::NotAttending,
        Self::Deputy,
        Self::Several,
        Self::None,
        Self::Ambiguous,
    ];

    /// Its place in the model.
    pub const fn class(self) -> Class {
        self as Class
    }

    /// The kind of a meaning.
    pub const fn of(meaning: &Meaning) -> Self {
        match meaning {
            Meaning::Report(Report::Done) => Self::Done,
            Meaning::Report(Report::Accepted) => Self::Accepted,
            Meaning::Report(Report::Progress(_)) => Self::Progress,
            Meaning::Report(Report::Blocked { .. }) => Self::Blocked,
            Meaning::Report(Report::Extension { .. }) => Self::Extension,
            Meaning::Report(Report::NotOurs { .. }) => Self::NotOurs,
            Meaning::Invitation(Attendance::Attending) => Self::Attending,
            Meaning::Invitation(Attendance::NotAttending { .. }) => Self::NotAttending,
            Meaning::Invitation(Attendance::Deputy { .. }) => Self::Deputy,
        }
    }
}

/// The shipped model.
static SHIPPED: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::from_bytes(include_bytes!("../../models/replies.bin")));

/// The model that this version ships.
pub fn shipped() -> Option<&'static Model> {
    SHIPPED.as_ref()
}

/// What the model looks at in a reply: its words, and what the rules found in it.
pub fn features(text: &str, today: NaiveDate) -> Vec<u32> {
    features_of(&Analysis::of(text, tokens(text), today), Scope::Whole)
}

/// How much of a reply the model looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// All of it.
    Whole,
    /// What it says of one task among several.
    Part,
}

pub(super) fn features_of(of: &Analysis<'_>, scope: Scope) -> Vec<u32> {
    let mut cues: Vec<Cue> = of
        .matches
        .iter()
        .map(|found| found.cue)
        .filter(|cue| !matches!(cue, Cue::Filler | Cue::Ours | Cue::ToDo))
        .collect();
    cues.sort_unstable();
    cues.dedup();
    let mut beside: Vec<String> = cues.iter().map(|cue| format!("{cue:?}")).collect();
    for (index, one) in cues.iter().enumerate() {
        beside.extend(cues.iter().skip(index + 1).map(|other| format!("{one:?} {other:?}")));
    }
    // what stands before what: “must … finished”, “finished … not”
    let in_order: Vec<String> = of
        .matches
        .iter()
        .filter(|found| !matches!(found.cue, Cue::Filler | Cue::Ours | Cue::ToDo))
        .map(|found| (found.at, format!("{:?}", found.cue)))
        .chain(of.days.iter().map(|(at, _)| (*at, "Day".to_owned())))
        .chain(of.shares.iter().map(|(at, _, _)| (*at, "Share".to_owned())))
        .collect::<std::collections::BTreeMap<_, _>>()
        .into_values()
        .collect();
    beside.extend(in_order.windows(2).map(|pair| format!("> {}", pair.join(" > "))));
    beside.extend(in_order.windows(3).map(|three| format!("> {}", three.join(" > "))));
    beside.push(format!("whole {}", in_order.join(" > ")));
    let flags = [
        ("part", scope == Scope::Part),
        ("day", !of.days.is_empty()),
        ("share", !of.shares.is_empty()),
        ("asked", of.clauses.iter().any(|clause| clause.asked)),
        ("short", of.tokens.len() <= 3),
        ("long", of.tokens.len() >= 15),
    ];
    for (name, holds) in flags {
        if holds {
            beside.push(name.to_owned());
            beside.extend(cues.iter().map(|cue| format!("{name} {cue:?}")));
        }
    }
    features_of_text(of.words_as_written(), beside)
}

/// How like each kind of reading a reply is.
pub(super) fn likeness(model: &Model, of: &Analysis<'_>, scope: Scope) -> ClassScores {
    model.likeness(&features_of(of, scope))
}

/// A reading that the rules found clear is asked about when the model finds it less likely than this.
const fn doubtful_below(kind: Kind) -> f32 {
    match kind {
        // it moves a task
        Kind::Extension | Kind::Deputy => 0.55,
        Kind::Done => 0.5,
        Kind::Progress | Kind::Blocked | Kind::Attending => 0.45,
        Kind::Accepted | Kind::NotAttending => 0.4,
        Kind::NotOurs => 0.35,
        Kind::Several | Kind::None | Kind::Ambiguous => 1.0,
    }
}

/// As [`doubtful_below`], where every word supports the reading.
const fn doubtful_below_if_understood(kind: Kind) -> f32 {
    match kind {
        Kind::Done => 0.3,
        Kind::Attending => 0.25,
        Kind::Extension | Kind::Progress | Kind::Accepted => 0.15,
        Kind::Blocked | Kind::NotOurs | Kind::NotAttending | Kind::Deputy => 0.0,
        Kind::Several | Kind::None | Kind::Ambiguous => 1.0,
    }
}

/// A reading for which the rules found something, but not enough, is acted on when the model finds it this likely as well;
/// one that they named (`said`) needs less.
const fn witnessed_from(kind: Kind, said: bool) -> Option<f32> {
    match (kind, said) {
        (Kind::Several | Kind::None | Kind::Ambiguous, _) => None,
        (Kind::Extension, false) => Some(0.75),
        (Kind::Done, false) => Some(0.7),
        (Kind::Progress, false) => Some(0.65),
        (Kind::Accepted | Kind::Deputy, false)
        | (Kind::Extension | Kind::Done | Kind::NotAttending | Kind::Blocked, true) => Some(0.6),
        (Kind::Attending, false) => Some(0.55),
        (Kind::Blocked | Kind::NotAttending, false)
        | (Kind::Accepted | Kind::Attending | Kind::NotOurs | Kind::Deputy, true) => Some(0.5),
        (Kind::NotOurs, false) | (Kind::Progress, true) => Some(0.45),
    }
}

/// How open a reply is that is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Openness {
    /// It most likely says nothing of a task or a meeting.
    SaysNothing,
    /// It most likely is one that a person would ask back about, too.
    Ambiguous,
    /// It says one of the readings.
    Either,
}

/// How open the model finds a reply.
pub(super) fn openness(likeness: &ClassScores) -> Openness {
    let first = likeness.order().first().copied();
    if first == Some(Kind::None.class()) {
        Openness::SaysNothing
    } else if first == Some(Kind::Ambiguous.class()) {
        Openness::Ambiguous
    } else {
        Openness::Either
    }
}

/// A question of so few words is one.
const FEW_WORDS: usize = 2;

/// The reading that the model is sure of, where the rules found something for it and its details are certain.
pub(super) fn witnessed(
    meanings: &[Meaning],
    likeness: &ClassScores,
    of: &Analysis<'_>,
    today: NaiveDate,
) -> Option<Meaning> {
    let kind = *Kind::ALL.get(*likeness.order().first()?)?;
    let said = meanings.iter().find(|meaning| Kind::of(meaning) == kind);
    if likeness.of(kind.class()) < witnessed_from(kind, said.is_some())? {
        return None;
    }
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
    let below = if is_wholly_understood(kind, of) { doubtful_below_if_understood(kind) } else { doubtful_below(kind) };
    // of “both are done” people say that it is done, or that it is several
    let likely = likeness.of(kind.class()) + if speaks_of_all(of) { likeness.of(Kind::Several.class()) } else { 0.0 };
    !is_an_answer && likely < below
}

/// Of a part of a reply the model, which learnt from whole ones, is asked for less.
const PART_OF_DOUBT: f32 = 0.05;

/// As [`is_doubtful`], of what is said of one task among several.
pub(super) fn is_doubtful_of_a_part(meaning: &Meaning, likeness: &ClassScores, of: &Analysis<'_>) -> bool {
    let kind = Kind::of(meaning);
    !is_wholly_understood(kind, of) && likeness.of(kind.class()) < PART_OF_DOUBT
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
