//! The form as a file to fill in: a row for each field, and for each part of a breakdown.
//!
//! The first column holds keys that stay the same in every language; they, and the request's id in the first row, are what
//! a filled-in file is read by. Words may be changed, rows may be left out or added.

use events::data_request::IssuedRequest;
use events::disaggregation::Categories;
use events::form::{Answer, Answers, ChoiceOption, Field, FieldKind};
use events::ids::{ChoiceKey, DataRequestId};
use events::language::LocalText;

use crate::parts::{dimensions, line_key, part_key, parts};
use crate::table::{OutputCell, Table};
use crate::words::FormWording;

/// What the first cell says, so that a file is known for a form.
pub const MARK: &str = "focalpoint";
/// The column of the field's key, from 0; the others follow it.
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
    words: &FormWording<'_>,
    id: &DataRequestId,
    title: &LocalText,
    request: &IssuedRequest,
    known: Option<&Answers>,
) -> Table {
    let mut rows = vec![
        vec![OutputCell::text(MARK), OutputCell::text(id.as_str())],
        vec![OutputCell::Empty, OutputCell::Text(words.text(title))],
        vec![OutputCell::Empty, OutputCell::text(words.period(request.period))],
        vec![OutputCell::Empty, OutputCell::text(words.say("form-how-to-fill", &[]))],
        vec![],
    ];
    let head = rows.len();
    rows.push(HEADINGS.iter().map(|key| OutputCell::text(words.say(key, &[]))).collect());
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

/// What is written for an option that was chosen: its words, which are read back in any language; where another option has the
/// same words, its key.
fn option(words: &FormWording<'_>, field: &Field, key: &ChoiceKey) -> String {
    let FieldKind::Choice { options } = &field.kind else { return key.to_string() };
    let said = |option: &ChoiceOption| option.label.in_language(words.language).to_owned();
    let Some(chosen) = options.iter().find(|option| &option.key == key) else { return key.to_string() };
    let same = options.iter().filter(|option| said(option).to_lowercase() == said(chosen).to_lowercase()).count();
    if same == 1 { said(chosen) } else { key.to_string() }
}

fn lines(words: &FormWording<'_>, field: &Field, answer: Option<&Answer>) -> Vec<Vec<OutputCell>> {
    let by = dimensions(field);
    let line = |part: &str, named: String, value: OutputCell, reason: OutputCell| {
        let mut row = vec![OutputCell::Empty; HEADINGS.len()];
        row[KEY] = OutputCell::Text(line_key(&field.key, part));
        row[QUESTION] = OutputCell::Text(words.label(field));
        row[PART] = OutputCell::Text(named);
        row[ANSWER] = value;
        row[HOW] = OutputCell::Text(words.hint(field));
        row[REASON] = reason;
        row
    };
    let reason = match answer {
        Some(Answer::Skipped(reason)) => OutputCell::text(reason.as_str()),
        Some(Answer::Number(_) | Answer::Choice(_) | Answer::Date(_) | Answer::Breakdown(_)) | None => {
            OutputCell::Empty
        }
    };
    let value = match answer {
        Some(Answer::Number(figure)) => OutputCell::Number(*figure),
        Some(Answer::Choice(key)) => OutputCell::Text(option(words, field, key)),
        Some(Answer::Date(date)) => OutputCell::Date(*date),
        Some(Answer::Breakdown(breakdown)) => breakdown.total().map_or(OutputCell::Empty, OutputCell::count),
        Some(Answer::Skipped(_)) | None => OutputCell::Empty,
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
                let value = count.map_or(OutputCell::Empty, OutputCell::count);
                rows.push(line(&part_key(&by, &part), words.part(field, &part), value, OutputCell::Empty));
            }
            // What was answered beyond what is offered, such as a nationality that is rarely met.
            for (part, count) in known {
                rows.push(line(
                    &part_key(&by, &part),
                    words.part(field, &part),
                    OutputCell::count(count),
                    OutputCell::Empty,
                ));
            }
            rows
        }
    }
}
