//! Labelled replies of outside authors: reading their files, and scoring a reading against its label.
//!
//! For measuring and training only; no running program depends on it. The rules of scoring are those of
//! `tests/corpora/score`, which scores the whole program from outside.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::catalogue::Catalogue;
use crate::ranking::{Class, Example, Model, train};
use crate::reading::features::features;
use crate::reading::order::Kind;
use crate::reading::parts::features_of_parts;
use crate::reading::read_reply_by;
use crate::reading::wire::{Understood, WhichTask, understood_of};

/// One labelled reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What somebody wrote, as they wrote it.
    pub text: String,
    /// The readings that are right, the best first; `!done` is anything but done.
    pub wanted: Vec<String>,
    /// A percentage, dates, or what is said of each task.
    pub detail: String,
}

/// How a reading compares with its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// One of the wanted readings, with the wanted percentage or date.
    Right,
    /// Asked about, and a wanted reading is among what is offered.
    Offered,
    /// Asked about without it.
    Lost,
    /// Another reading than wanted, acted on.
    Silent,
}

/// The rows of a file: language, text, reading and detail, set apart by tabs.
pub fn rows(file: &str) -> Vec<Row> {
    file.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (_language, text, wanted) = (cells.next()?, cells.next()?, cells.next()?);
            let wanted = wanted.split('|').map(|it| it.trim().to_owned()).collect();
            Some(Row { text: text.to_owned(), wanted, detail: cells.next().unwrap_or_default().trim().to_owned() })
        })
        .collect()
}

/// The day that is today in every corpus: Tuesday 13 June 2017.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 6, 13).unwrap_or_default()
}

/// What a row has to learn from: itself and, where it says of each task what is wanted, each of its parts.
pub fn examples(row: &Row) -> Vec<Example> {
    let mut examples = vec![example(row)];
    if row.wanted.iter().any(|it| it == "several") {
        let wanted: BTreeMap<u32, &str> =
            pairs(&row.detail).into_iter().filter_map(|(task, wanted)| Some((task.parse().ok()?, wanted))).collect();
        for (tasks, features) in features_of_parts(&row.text, today()) {
            let said: BTreeSet<&str> = tasks.iter().filter_map(|task| wanted.get(task).copied()).collect();
            if let [said] = said.into_iter().collect::<Vec<_>>().as_slice()
                && !said.contains('!')
            {
                let readings = said.split('|').map(|one| one.split_once(':').map_or(one, |(reading, _)| reading));
                examples.push(Example { features, classes: classes(readings) });
            }
        }
    }
    examples
}

/// An author is read with a model of which one author in so many, this one among them, was left out: training one for each
/// of some sixty would take long and say the same.
pub const FOLDS: usize = 5;

/// A model that saw none of the authors of this fold: those whose place leaves it as the rest of a division by [`FOLDS`].
pub fn model_without(fold: usize, authors: &[Vec<Row>]) -> Model {
    let others: Vec<Example> = authors
        .iter()
        .enumerate()
        .filter(|(place, _)| place % FOLDS != fold)
        .flat_map(|(_, rows)| rows.iter().flat_map(examples))
        .collect();
    train(Kind::ALL.len(), &others)
}

/// The row as an example to learn from.
fn example(row: &Row) -> Example {
    Example { features: features(&row.text, today()), classes: classes(row.wanted.iter().map(String::as_str)) }
}

/// The classes of these readings, each once, in order.
fn classes<'a>(readings: impl Iterator<Item = &'a str>) -> Vec<Class> {
    readings.map(class).collect::<BTreeSet<_>>().into_iter().collect()
}

fn class(reading: &str) -> Class {
    let kind = match reading {
        "done" => Kind::Done,
        "accepted" => Kind::Accepted,
        "progress" => Kind::Progress,
        "blocked" => Kind::Blocked,
        "extension" => Kind::Extension,
        "not_ours" => Kind::NotOurs,
        "attending" => Kind::Attending,
        "not_attending" => Kind::NotAttending,
        "deputy" => Kind::Deputy,
        "several" => Kind::Several,
        "ambiguous" => Kind::Ambiguous,
        _ => Kind::None,
    };
    kind.class()
}

/// Reads a row's reply with this model and scores it.
pub fn outcome(catalogue: &Catalogue, model: Option<&Model>, row: &Row) -> Outcome {
    let reading = read_reply_by(model, &row.text, today());
    let got = understood_of(catalogue, events::language::Language::En, today(), &reading);
    let asks = matches!(got.reading, "ambiguous" | "unknown");
    if suits_row(row, &got) {
        Outcome::Right
    } else if asks {
        if got.candidates.iter().any(|candidate| suits_row(row, candidate)) { Outcome::Offered } else { Outcome::Lost }
    } else if got.reading == "several" && half_right(&row.detail, &got) {
        Outcome::Offered
    } else {
        Outcome::Silent
    }
}

fn suits(wanted: &str, got: &str) -> bool {
    wanted.strip_prefix('!').map_or(wanted == got, |not| not != got)
}

fn key(task: Option<WhichTask>) -> String {
    match task {
        Some(WhichTask::Number(number)) => number.to_string(),
        Some(WhichTask::Many(which)) => which.to_owned(),
        None => String::new(),
    }
}

fn until(got: &Understood) -> Option<String> {
    got.until.map(|day| day.to_string())
}

fn suits_item(wanted: &str, item: &Understood) -> bool {
    wanted.split('|').any(|one| {
        let (reading, detail) = one.split_once(':').unwrap_or((one, ""));
        suits(reading, item.reading)
            && (detail.is_empty()
                || item.percent.is_some_and(|percent| percent.to_string() == detail)
                || until(item).is_some_and(|day| day == detail))
    })
}

fn pairs(detail: &str) -> Vec<(&str, &str)> {
    detail.split(';').filter_map(|pair| pair.split_once('=')).collect()
}

fn suits_row(row: &Row, got: &Understood) -> bool {
    let wanted = &row.wanted;
    if got.reading == "several"
        && !wanted.iter().any(|it| it == "several")
        && wanted.iter().any(|it| it.starts_with('!'))
    {
        let nots: Vec<&String> = wanted.iter().filter(|it| it.starts_with('!')).collect();
        return got.items.iter().all(|item| nots.iter().all(|not| suits(not, item.reading)));
    }
    if !wanted.iter().any(|it| suits(it, got.reading)) {
        return false;
    }
    if got.reading == "several" {
        return pairs(&row.detail)
            .iter()
            .all(|(task, wanted)| got.items.iter().any(|item| key(item.task) == *task && suits_item(wanted, item)));
    }
    let details: Vec<&str> = row.detail.split('|').filter(|it| !it.is_empty()).collect();
    match got.reading {
        "progress" => {
            let percents: Vec<&&str> =
                details.iter().filter(|it| it.bytes().all(|byte| byte.is_ascii_digit())).collect();
            percents.is_empty()
                || got.percent.is_some_and(|percent| percents.iter().any(|it| **it == percent.to_string()))
        }
        "extension" => {
            let day = until(got);
            if details.iter().any(|it| it.strip_prefix('!').is_some_and(|not| day.as_deref() == Some(not))) {
                return false;
            }
            let dates: Vec<&str> = details
                .iter()
                .filter(|it| {
                    it.contains('-') && it.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
                })
                .copied()
                .collect();
            dates.is_empty()
                || day.as_deref().is_some_and(|day| dates.contains(&day))
                || (day.is_none() && details.contains(&"none"))
        }
        _ => true,
    }
}

fn half_right(detail: &str, got: &Understood) -> bool {
    let pairs = pairs(detail);
    !pairs.is_empty()
        && got.items.iter().all(|item| {
            matches!(item.reading, "ambiguous" | "unknown")
                || pairs.iter().any(|(task, wanted)| key(item.task) == *task && suits_item(wanted, item))
        })
}
