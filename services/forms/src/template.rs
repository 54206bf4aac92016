//! The form as a file to fill in: a row for each field, and for each part of a breakdown.
//!
//! The first column holds keys that stay the same in every language; they, and the request's id in the first row, are what
//! a filled-in file is read by. Words may be changed, rows may be left out or added.

use events::data_request::IssuedRequest;
use events::disaggregation::Categories;
use events::form::{Answer, Answers, Field, FieldKind};
use events::ids::DataRequestId;
use events::language::LocalText;

use crate::parts::{dimensions, line_key, part_key, parts};
use crate::table::{Out, Table};
use crate::words::Words;

/// What the first cell says, so that a file is known for a form.
pub const MARK: &str = "focalpoint";
/// The columns.
pub(crate) const KEY: usize = 0;
pub(crate) const QUESTION: usize = 1;
pub(crate) const PART: usize = 2;
pub(crate) const ANSWER: usize = 3;
pub(crate) const HOW: usize = 4;
pub(crate) const REASON: usize = 5;
/// The texts of the columns' headings.
pub(crate) const HEADINGS: [&str; 6] = [
    "form-column-key",
    "form-column-question",
    "form-column-part",
    "form-column-answer",
    "form-column-how",
    "form-column-reason",
];

/// The template of a request's form, with the answers that are there already.
pub fn template(
    words: &Words<'_>,
    id: &DataRequestId,
    title: &LocalText,
    request: &IssuedRequest,
    known: Option<&Answers>,
) -> Table {
    let mut rows = vec![
        vec![Out::text(MARK), Out::text(id.as_str())],
        vec![Out::Empty, Out::text(title.in_language(words.language))],
        vec![Out::Empty, Out::text(words.period(request.period))],
        vec![Out::Empty, Out::text(words.say("form-how-to-fill", &[]))],
        vec![],
    ];
    let head = rows.len();
    rows.push(HEADINGS.iter().map(|key| Out::text(words.say(key, &[]))).collect());
    for field in request.form.fields() {
        let answer = known.and_then(|answers| answers.0.get(&field.key));
        rows.extend(lines(words, field, answer));
    }
    Table {
        name: words.say("form-sheet", &[]),
        rows,
        head,
        widths: vec![30, 46, 34, 16, 34, 40],
        to_fill: vec![ANSWER, REASON],
    }
}

fn lines(words: &Words<'_>, field: &Field, answer: Option<&Answer>) -> Vec<Vec<Out>> {
    let by = dimensions(field);
    let line = |part: &str, named: String, value: Out, reason: Out| {
        let mut row = vec![Out::Empty; HEADINGS.len()];
        row[KEY] = Out::Text(line_key(&field.key, part));
        row[QUESTION] = Out::text(words.label(field));
        row[PART] = Out::Text(named);
        row[ANSWER] = value;
        row[HOW] = Out::Text(words.hint(field));
        row[REASON] = reason;
        row
    };
    let reason = match answer {
        Some(Answer::Skipped(reason)) => Out::text(reason.as_str()),
        Some(Answer::Number(_) | Answer::Choice(_) | Answer::Date(_) | Answer::Breakdown(_)) | None => Out::Empty,
    };
    let value = match answer {
        Some(Answer::Number(figure)) => Out::Number(*figure),
        Some(Answer::Choice(key)) => Out::text(key.as_str()),
        Some(Answer::Date(date)) => Out::Text(date.to_string()),
        Some(Answer::Breakdown(breakdown)) => breakdown.total().map_or(Out::Empty, Out::count),
        Some(Answer::Skipped(_)) | None => Out::Empty,
    };
    match &field.kind {
        FieldKind::Number { .. } | FieldKind::Choice { .. } | FieldKind::Date {} => {
            vec![line("", String::new(), value, reason)]
        }
        FieldKind::Breakdown { .. } => {
            let mut known: Vec<(Categories, u64)> = match answer {
                Some(Answer::Breakdown(breakdown)) => {
                    let full = breakdown.lines.iter().filter(|line| line.of.len() == by.len());
                    full.map(|line| (line.of.clone(), line.count)).collect()
                }
                Some(Answer::Number(_) | Answer::Choice(_) | Answer::Date(_) | Answer::Skipped(_)) | None => vec![],
            };
            let mut rows = vec![line("", words.say("form-total", &[]), value, reason)];
            let offered = parts(&by).into_iter().map(|part| part.into_iter().collect::<Categories>());
            for part in offered {
                let at = known.iter().position(|(of, _)| *of == part);
                let count = at.map(|at| known.remove(at).1).filter(|count| *count > 0);
                let value = count.map_or(Out::Empty, Out::count);
                rows.push(line(&part_key(&by, &part), words.part(field, &part), value, Out::Empty));
            }
            // What was answered beyond what is offered, such as a nationality that is rarely met.
            for (part, count) in known {
                rows.push(line(&part_key(&by, &part), words.part(field, &part), Out::count(count), Out::Empty));
            }
            rows
        }
    }
}
