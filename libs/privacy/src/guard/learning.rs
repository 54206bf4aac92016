//! How the second look is learnt from labelled messages, and how it errs for people whose messages it has not seen.
//!
//! For measuring and training only; no running program depends on it. The same messages give the same weights.
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "shares and weights of some thousands of lines are exact enough"
)]

use super::guard;
use super::kinds::{Doubt, Verdict};
use super::resemblance::{BUCKETS, SCALE, STEPS_OF_THRESHOLD, SecondLook, features};

/// What is right for a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// It gives somebody away.
    Refuse,
    /// Its sender is to be asked.
    Ask,
    /// It is harmless.
    Pass,
}

/// A labelled message.
#[derive(Debug, Clone)]
pub struct LabelledMessage {
    /// What is right for it.
    pub label: Label,
    /// What somebody wrote, as they wrote it.
    pub text: String,
    /// Whether it is a reply to a reminder, of no corpus for the guard.
    pub reply: bool,
    /// The places of its features.
    places: Vec<usize>,
    /// What the detectors alone say.
    ruled: Label,
}

/// Somebody who wrote messages.
#[derive(Debug, Clone)]
pub struct Author {
    /// The name of the corpus.
    pub name: String,
    /// What this author wrote and labelled.
    pub lines: Vec<LabelledMessage>,
    /// Whether they were written for the project: they are learnt from, and nothing is measured on them.
    pub own: bool,
}

/// What was learnt.
#[derive(Debug)]
pub struct LearningResult {
    /// For each author, a second look that has not seen the author; its threshold was chosen by the others.
    pub held_out: Vec<SecondLook>,
    /// The second look that has seen them all.
    pub whole: SecondLook,
}

/// Of the harmless messages of corpora for the guard so many may be asked about, in all: of authors whom the rules do not know
/// yet it will be more.
const ASKED: f32 = 0.03;
const EPOCHS: usize = 40;
const RATE: f32 = 0.5;
const SHRINKING: f32 = 2e-4;
/// How much a message to be asked about counts beside one that is sure.
const IMPORTANCE_OF_ASKED: f32 = 0.3;

/// The messages of a file: verdict, kind and text, set apart by tabs.
pub fn messages(file: &str) -> Vec<LabelledMessage> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut columns = line.splitn(3, '\t');
            let label = match columns.next()? {
                "refuse" => Label::Refuse,
                "ask" => Label::Ask,
                _ => Label::Pass,
            };
            let text = columns.nth(1)?;
            Some(LabelledMessage::new(label, text, false))
        })
        .collect()
}

/// The replies of a file, harmless all of them: language, text and reading, set apart by tabs. Deputies are named: an office is
/// asked for, or not, by the rules alone.
pub fn replies(file: &str) -> Vec<LabelledMessage> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (_language, text, reading) = (columns.next()?, columns.next()?, columns.next()?);
            (!reading.contains("deputy")).then(|| LabelledMessage::new(Label::Pass, text, true))
        })
        .collect()
}

impl LabelledMessage {
    fn new(label: Label, text: &str, reply: bool) -> Self {
        let ruled = match guard(text) {
            Verdict::Refuse(_) => Label::Refuse,
            Verdict::Ask(doubts) if doubts.iter().any(|doubt| *doubt != Doubt::Resemblance) => Label::Ask,
            Verdict::Ask(_) | Verdict::Pass => Label::Pass,
        };
        Self { label, text: text.to_owned(), reply, places: features(text), ruled }
    }
}

/// Learns from all authors, and for each from all the others.
pub fn learn(authors: &[Author]) -> LearningResult {
    let mut held_out = Vec::new();
    // the harmless messages of each author that the rules let pass, scored by what has not seen the author
    let mut scores: Vec<Vec<f32>> = Vec::new();
    for (index, author) in authors.iter().enumerate() {
        let weights = descended(authors, Some(index));
        let passed = |line: &&LabelledMessage| is_harmless(line) && line.ruled == Label::Pass && !author.own;
        scores.push(author.lines.iter().filter(passed).map(|line| weighed(&weights, &line.places)).collect());
        held_out.push(weights);
    }
    let threshold_without = |without: Option<usize>| {
        let others = || (0..authors.len()).filter(move |index| Some(*index) != without);
        let measured = || others().filter_map(|index| authors.get(index)).filter(|author| !author.own);
        let harmless = measured().flat_map(|author| &author.lines).filter(|line| is_harmless(line));
        let asked = harmless.clone().filter(|line| line.ruled == Label::Ask).count();
        let passed = others().filter_map(|index| scores.get(index)).flatten().copied().collect();
        threshold(harmless.count(), asked, passed)
    };
    let held_out = held_out
        .iter()
        .enumerate()
        .map(|(index, weights)| second_look(weights, threshold_without(Some(index))))
        .collect();
    LearningResult { held_out, whole: second_look(&descended(authors, None), threshold_without(None)) }
}

fn is_harmless(line: &LabelledMessage) -> bool {
    line.label == Label::Pass && !line.reply
}

fn weighed(weights: &[f32], places: &[usize]) -> f32 {
    let sum: f32 = places.iter().filter_map(|place| weights.get(*place)).sum();
    sum / (places.len().max(1) as f32).sqrt()
}

/// Logistic regression by stochastic gradient descent in a fixed order, the weights averaged over the last epochs.
fn descended(authors: &[Author], without: Option<usize>) -> Vec<f32> {
    const STRIDE: usize = 7919;
    let lines: Vec<&LabelledMessage> = authors
        .iter()
        .enumerate()
        .filter(|(index, author)| Some(*index) != without || author.own)
        .flat_map(|(_, author)| &author.lines)
        .collect();
    let mut weights = vec![0.0_f32; BUCKETS];
    let mut averaged = vec![0.0_f32; BUCKETS];
    for epoch in 0..EPOCHS {
        let rate = RATE / (1.0 + epoch as f32 * 0.1);
        for step in 0..lines.len() {
            let Some(line) = lines.get((step * STRIDE + epoch * 31) % lines.len()) else { continue };
            let target = f32::from(u8::from(line.label != Label::Pass));
            let importance = if line.label == Label::Ask { IMPORTANCE_OF_ASKED } else { 1.0 };
            let size = (line.places.len().max(1) as f32).sqrt();
            let error = target - 1.0 / (1.0 + (-weighed(&weights, &line.places)).exp());
            for place in &line.places {
                if let Some(weight) = weights.get_mut(*place) {
                    *weight += rate * importance * (error / size - SHRINKING * *weight * size);
                }
            }
        }
        if epoch >= EPOCHS / 2 {
            averaged.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight / (EPOCHS - EPOCHS / 2) as f32);
        }
    }
    averaged
}

/// The lowest threshold at which not too many harmless messages are asked about, those the rules ask about included.
fn threshold(harmless: usize, asked: usize, mut passed: Vec<f32>) -> f32 {
    passed.sort_by(|one, other| other.total_cmp(one));
    let budget = (harmless as f32 * ASKED) as usize;
    passed.get(budget.saturating_sub(asked)).copied().unwrap_or(0.0)
}

/// Weights and threshold as they are stored.
fn second_look(weights: &[f32], threshold: f32) -> SecondLook {
    let mut bytes: Vec<u8> =
        weights.iter().map(|weight| ((weight / SCALE).round().clamp(-127.0, 127.0) as i8).cast_unsigned()).collect();
    bytes.extend(((threshold / SCALE * STEPS_OF_THRESHOLD).round() as i16).to_le_bytes());
    SecondLook::of(bytes)
}
