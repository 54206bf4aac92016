//! Learns the weights of the guard's second look, `src/guard/data/resemblance.bin`, from labelled corpora.
//!
//! ```sh
//! cargo run --release -p dialogue --example train-guard -- tests/corpora/outside/*.tsv tests/corpora/guard-second-look.tsv
//! ```
//!
//! Each file is `guard-AUTHOR.tsv`, `verdict<TAB>kind<TAB>text`, or `replies-AUTHOR.tsv`, `language<TAB>text<TAB>reading…`: replies
//! to reminders, harmless all of them. First it prints, for each author, how a model errs that has not
//! seen that author, then it learns from all of them and writes the file. The same files give the same weights. `--dry`
//! writes nothing.
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use std::path::Path;

use dialogue::guard::{Doubt, Features, Verdict, features, guard};

/// A labelled message.
struct Line {
    author: usize,
    label: String,
    text: String,
    /// A reply to a reminder, of no corpus for the guard.
    reply: bool,
    places: Vec<usize>,
    /// What the detectors alone say.
    ruled: Ruled,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ruled {
    Pass,
    Ask,
    Refuse,
}

/// Of the harmless messages of corpora for the guard so many may be asked about, in all: of authors whom the rules do not know
/// yet it will be more.
const ASKED: f32 = 0.03;
/// The messages that nobody outside wrote: they are learnt from, and no threshold is chosen by them.
const OWN: &str = "second-look";
const EPOCHS: usize = 40;
const RATE: f32 = 0.5;
const SHRINKING: f32 = 2e-4;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let dry = arguments.iter().any(|argument| argument == "--dry");
    let shown = arguments.iter().any(|argument| argument == "--show");
    let files: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let mut lines = Vec::new();
    let mut authors: Vec<&str> = Vec::new();
    for file in &files {
        let stem = Path::new(file).file_stem().and_then(|stem| stem.to_str()).unwrap_or(file);
        let (what, name) = stem.split_once('-').unwrap_or(("guard", stem));
        let author = authors.iter().position(|known| *known == name).unwrap_or_else(|| {
            authors.push(name);
            authors.len() - 1
        });
        for line in std::fs::read_to_string(file)?.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.splitn(if what == "replies" { 4 } else { 3 }, '\t');
            let (Some(first), Some(second), Some(third)) = (columns.next(), columns.next(), columns.next()) else {
                continue;
            };
            let (label, text) = if what == "replies" { ("pass", second) } else { (first, third) };
            if what == "replies" && third.contains("deputy") {
                // deputies are named: an office is asked for, or not, by the rules alone
                continue;
            }
            let ruled = match guard(text) {
                Verdict::Refuse(_) => Ruled::Refuse,
                Verdict::Ask(doubts) if doubts.iter().any(|doubt| *doubt != Doubt::Resemblance) => Ruled::Ask,
                Verdict::Ask(_) | Verdict::Pass => Ruled::Pass,
            };
            let (label, text) = (label.to_owned(), text.to_owned());
            let reply = what == "replies";
            lines.push(Line { author, label, reply, places: features(&text).places, text, ruled });
        }
    }
    let mut scores = vec![0.0; lines.len()];
    for author in 0..authors.len() {
        let weights = learn(lines.iter().filter(|line| line.author != author));
        for (line, score) in lines.iter().zip(&mut scores).filter(|(line, _)| line.author == author) {
            *score = weighed(&weights, &line.places);
        }
    }
    let measured = |line: &Line| !line.reply && authors.get(line.author).is_some_and(|name| *name != OWN);
    let outside = || lines.iter().zip(&scores).filter(|(line, _)| measured(line));
    let threshold = threshold(outside());
    println!(
        "corpora for the guard: caught, false alarms, asked without need, each by a model that has not seen the author"
    );
    for (author, name) in authors.iter().enumerate() {
        report(name, outside().filter(|(line, _)| line.author == author), threshold);
    }
    report("all", outside(), threshold);
    println!("replies to reminders");
    report("all", lines.iter().zip(&scores).filter(|(line, _)| line.reply), threshold);
    if shown {
        for (line, score) in lines.iter().zip(&scores).filter(|(line, _)| line.ruled == Ruled::Pass) {
            let asked = *score > threshold;
            if (line.label == "refuse") != asked && line.label != "ask" {
                println!("{}\t{:.2}\t{}\t{}", authors[line.author], score - threshold, line.label, line.text);
            }
        }
    }
    if !dry {
        let weights = learn(lines.iter());
        let mut bytes: Vec<u8> =
            weights.iter().map(|weight| (weight / Features::SCALE).round().clamp(-127.0, 127.0) as i8 as u8).collect();
        bytes.extend(((threshold / Features::SCALE * 10.0).round() as i16).to_le_bytes());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/guard/data/resemblance.bin");
        std::fs::write(&path, bytes)?;
        println!("{}: threshold {threshold:.2}", path.display());
    }
    Ok(())
}

fn weighed(weights: &[f32], places: &[usize]) -> f32 {
    let sum: f32 = places.iter().map(|place| weights[*place]).sum();
    sum / (places.len().max(1) as f32).sqrt()
}

/// Logistic regression by stochastic gradient descent in a fixed order, the weights averaged over the last epochs.
fn learn<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<f32> {
    let lines: Vec<&Line> = lines.collect();
    let mut weights = vec![0.0_f32; Features::BUCKETS];
    let mut averaged = vec![0.0_f32; Features::BUCKETS];
    for epoch in 0..EPOCHS {
        let rate = RATE / (1.0 + epoch as f32 * 0.1);
        let stride = 7919;
        for step in 0..lines.len() {
            let line = lines[(step * stride + epoch * 31) % lines.len()];
            let target = f32::from(u8::from(line.label != "pass"));
            let importance = if line.label == "ask" { 0.3 } else { 1.0 };
            let size = (line.places.len().max(1) as f32).sqrt();
            let error = target - 1.0 / (1.0 + (-weighed(&weights, &line.places)).exp());
            for place in &line.places {
                let weight = &mut weights[*place];
                *weight += rate * importance * (error / size - SHRINKING * *weight * size);
            }
        }
        if epoch >= EPOCHS / 2 {
            averaged.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight / (EPOCHS - EPOCHS / 2) as f32);
        }
    }
    averaged
}

/// The lowest threshold at which not too many harmless messages are asked about.
fn threshold<'a>(scored: impl Iterator<Item = (&'a Line, &'a f32)>) -> f32 {
    let harmless: Vec<(&Line, &f32)> = scored.filter(|(line, _)| line.label == "pass").collect();
    let asked = harmless.iter().filter(|(line, _)| line.ruled == Ruled::Ask).count();
    let mut passed: Vec<f32> =
        harmless.iter().filter(|(line, _)| line.ruled == Ruled::Pass).map(|(_, score)| **score).collect();
    passed.sort_by(|one, other| other.total_cmp(one));
    let budget = (harmless.len() as f32 * ASKED) as usize;
    passed.get(budget.saturating_sub(asked)).copied().unwrap_or(0.0)
}

fn report<'a>(name: &str, lines: impl Iterator<Item = (&'a Line, &'a f32)>, threshold: f32) {
    let (
        mut caught,
        mut ruled,
        mut given_away,
        mut refused,
        mut asked,
        mut asked_by_rules,
        mut harmless,
        mut asks,
        mut asked_right,
    ) = (0, 0, 0, 0, 0, 0, 0, 0, 0);
    for (line, score) in lines {
        let stopped = line.ruled != Ruled::Pass || *score > threshold;
        match line.label.as_str() {
            "refuse" => {
                given_away += 1;
                caught += usize::from(stopped);
                ruled += usize::from(line.ruled != Ruled::Pass);
            }
            "pass" => {
                harmless += 1;
                refused += usize::from(line.ruled == Ruled::Refuse);
                asked += usize::from(stopped && line.ruled != Ruled::Refuse);
                asked_by_rules += usize::from(line.ruled == Ruled::Ask);
            }
            _ => {
                asks += 1;
                asked_right += usize::from(stopped);
            }
        }
    }
    let percent = |part: usize, whole: usize| part as f32 * 100.0 / whole.max(1) as f32;
    println!(
        "{:<8} {:5.1}% (rules {:5.1}%)  {:4.1}%  {:4.1}% (rules {:4.1}%)   of those to ask about {:5.1}%",
        name.rsplit('/').next().unwrap_or(name),
        percent(caught, given_away),
        percent(ruled, given_away),
        percent(refused, harmless),
        percent(asked, harmless),
        percent(asked_by_rules, harmless),
        percent(asked_right, asks)
    );
}
