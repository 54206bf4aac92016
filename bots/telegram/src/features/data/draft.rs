//! Answers on their way: what was answered so far, and what is asked next. Pure.
//!
//! A breakdown is asked from the whole to its parts: first the total, then how it divides by the first dimension, then how
//! each of these divides by the next. A part is asked only while something of its whole is left, so that “3 victims” takes
//! a few answers and not one for every line of the table.

use chrono::{DateTime, Utc};
use events::disaggregation::{Breakdown, BreakdownLine, Category, Dimension};
use events::form::{Answer, Answers, Field, FieldKind, Form};
use events::ids::{DataRequestId, FieldKey, InstitutionId};
use events::text::Text;
use forms::parts::{dimensions, offered, read_category};
use forms::reading::{UnreadableAnswer, read_count};
use serde::{Deserialize, Serialize};

/// What the next text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum AwaitedText {
    /// The answer to the question.
    Answer,
    /// The reason why there is none.
    Reason,
    /// A note to the correction.
    Note,
}

/// Answers on their way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AnswerDraft {
    pub(crate) request: DataRequestId,
    pub(crate) institution: InstitutionId,
    pub(crate) answers: Answers,
    /// The fields to be asked, in order, and which of them is asked now; beyond the last one all is answered.
    pub(crate) to_ask: Vec<FieldKey>,
    pub(crate) at: usize,
    /// What is known of the breakdown that is asked now, in the order in which it was said.
    pub(crate) counts: Vec<(Vec<Category>, u64)>,
    pub(crate) waits: AwaitedText,
    pub(crate) note: Option<Text>,
    /// When the last question was asked, UTC.
    pub(crate) asked_at: DateTime<Utc>,
}

/// What is asked now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NextQuestion {
    /// A field as a whole; of a breakdown its total.
    Field(FieldKey),
    /// A part of a breakdown, of which so many are left.
    Part { field: FieldKey, part: Vec<Category>, left: u64 },
    /// A nationality beyond those that are offered.
    Further { field: FieldKey, within: Vec<Category>, left: u64 },
    /// Nothing: all is answered.
    Nothing,
}

/// Why a text is no count of parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartCountFault {
    Unreadable(UnreadableAnswer),
    /// More than are left.
    TooMany {
        left: u64,
    },
    /// It is the last part, and some are left.
    TooFew {
        left: u64,
    },
    /// Not a country and a number.
    NoCountry,
}

enum NextPart {
    Part { part: Vec<Category>, left: u64, last: bool },
    Further { within: Vec<Category>, left: u64 },
    Done,
}

impl AnswerDraft {
    /// What is asked now.
    pub(crate) fn asked(&self, form: &Form) -> NextQuestion {
        let Some(field) = self.field(form) else { return NextQuestion::Nothing };
        let key = || field.key.clone();
        if self.counts.is_empty() || !matches!(field.kind, FieldKind::Breakdown { .. }) {
            return NextQuestion::Field(key());
        }
        match self.next(&dimensions(field), &[]) {
            NextPart::Part { part, left, .. } => NextQuestion::Part { field: key(), part, left },
            NextPart::Further { within, left } => NextQuestion::Further { field: key(), within, left },
            NextPart::Done => NextQuestion::Field(key()),
        }
    }

    /// The field that is asked now.
    pub(crate) fn field<'f>(&self, form: &'f Form) -> Option<&'f Field> {
        self.to_ask.get(self.at).and_then(|key| form.field(key))
    }

    /// Which step of the breakdown is asked, so that a button pressed twice counts once.
    pub(crate) fn step(&self) -> usize {
        self.at * 10_000 + self.counts.len()
    }

    fn count(&self, part: &[Category]) -> Option<u64> {
        self.counts.iter().find(|(of, _)| of == part).map(|(_, count)| *count)
    }

    /// The first part below this one that is not known.
    fn next(&self, by: &[Dimension], within: &[Category]) -> NextPart {
        let (Some(whole), Some(dimension)) = (self.count(within), by.get(within.len())) else { return NextPart::Done };
        let below = |category: Category| within.iter().copied().chain([category]).collect::<Vec<_>>();
        let known: Vec<&(Vec<Category>, u64)> =
            self.counts.iter().filter(|(of, _)| of.len() == within.len() + 1 && of.starts_with(within)).collect();
        let left = whole.saturating_sub(known.iter().map(|(_, count)| count).sum());
        if left > 0 {
            let unknown: Vec<Vec<Category>> =
                offered(*dimension).into_iter().map(below).filter(|part| self.count(part).is_none()).collect();
            return match unknown.first() {
                Some(part) => {
                    let last = unknown.len() == 1 && *dimension != Dimension::Nationality;
                    NextPart::Part { part: part.clone(), left, last }
                }
                None => NextPart::Further { within: within.to_vec(), left },
            };
        }
        let parts: Vec<Vec<Category>> = known.into_iter().filter(|(_, n)| *n > 0).map(|(of, _)| of.clone()).collect();
        for part in parts {
            match self.next(by, &part) {
                NextPart::Done => {}
                next @ (NextPart::Part { .. } | NextPart::Further { .. }) => return next,
            }
        }
        NextPart::Done
    }

    /// Takes the answer to the field that is asked, and goes on.
    pub(crate) fn take(&mut self, key: FieldKey, answer: Answer) {
        self.answers.0.insert(key, answer);
        self.counts.clear();
        self.waits = AwaitedText::Answer;
        self.at += 1;
    }

    /// Takes the total of the breakdown that is asked, or the parts of it that a text gives in order.
    pub(crate) fn take_counts(&mut self, field: &Field, text: &str) -> Result<(), PartCountFault> {
        let by = dimensions(field);
        if self.counts.is_empty() {
            let total = read_count(text).map_err(PartCountFault::Unreadable)?;
            self.counts.push((vec![], total));
            self.finish_if_done(field, &by);
            return Ok(());
        }
        if let NextPart::Further { within, left } = self.next(&by, &[]) {
            return self.take_further(field, &by, &within, left, text);
        }
        let before = self.clone();
        for word in text.split_whitespace() {
            if let Err(error) =
                read_count(word).map_err(PartCountFault::Unreadable).and_then(|n| self.take_count(field, n))
            {
                *self = before;
                return Err(error);
            }
        }
        Ok(())
    }

    /// Takes the count of the part that is asked.
    pub(crate) fn take_count(&mut self, field: &Field, count: u64) -> Result<(), PartCountFault> {
        let by = dimensions(field);
        let NextPart::Part { part, left, last } = self.next(&by, &[]) else {
            return Err(PartCountFault::TooMany { left: 0 });
        };
        if count > left {
            return Err(PartCountFault::TooMany { left });
        }
        if last && count < left {
            return Err(PartCountFault::TooFew { left });
        }
        self.counts.push((part, count));
        self.finish_if_done(field, &by);
        Ok(())
    }

    /// Takes a nationality by its code with a count, as in `DE 2`.
    fn take_further(
        &mut self,
        field: &Field,
        by: &[Dimension],
        within: &[Category],
        left: u64,
        text: &str,
    ) -> Result<(), PartCountFault> {
        let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == ':').filter(|w| !w.is_empty()).collect();
        let [code, count] = words.as_slice() else { return Err(PartCountFault::NoCountry) };
        let category = read_category(Dimension::Nationality, code).ok_or(PartCountFault::NoCountry)?;
        let count = read_count(count).map_err(PartCountFault::Unreadable)?;
        if count > left {
            return Err(PartCountFault::TooMany { left });
        }
        let part: Vec<Category> = within.iter().copied().chain([category]).collect();
        match self.counts.iter_mut().find(|(of, _)| *of == part) {
            Some((_, known)) => *known += count,
            None => self.counts.push((part, count)),
        }
        self.finish_if_done(field, by);
        Ok(())
    }

    fn finish_if_done(&mut self, field: &Field, by: &[Dimension]) {
        if !matches!(self.next(by, &[]), NextPart::Done) {
            return;
        }
        let stays = |of: &[Category], count: u64| of.is_empty() || (of.len() == by.len() && count > 0);
        let lines = self.counts.iter().filter(|(of, count)| stays(of, *count));
        let lines = lines.map(|(of, count)| BreakdownLine { of: of.iter().copied().collect(), count: *count });
        let breakdown = Breakdown { lines: lines.collect() };
        self.take(field.key.clone(), Answer::Breakdown(breakdown));
    }

    /// One question back.
    pub(crate) fn back(&mut self) {
        if self.waits != AwaitedText::Answer {
            self.waits = AwaitedText::Answer;
        } else if self.counts.pop().is_none() {
            self.at = self.at.saturating_sub(1);
        }
    }

    /// Asks these fields, in this order, and nothing else.
    pub(crate) fn ask(&mut self, fields: Vec<FieldKey>) {
        self.to_ask = fields;
        self.at = 0;
        self.counts.clear();
        self.waits = AwaitedText::Answer;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn form() -> Form {
        let text = r#"
            title = { en = "Victims" }
            [[field]]
            key = "victims"
            label = { en = "Victims" }
            kind = "breakdown"
            unit = "persons"
            by = ["sex", "age-group"]
            [[field]]
            key = "countries"
            label = { en = "By nationality" }
            kind = "breakdown"
            unit = "persons"
            by = ["nationality"]
        "#;
        forms::definition::read_definition(text, forms::definition::Notation::Toml).unwrap().form
    }

    fn draft() -> AnswerDraft {
        AnswerDraft {
            request: "victims".parse().unwrap(),
            institution: "policia".parse().unwrap(),
            answers: Answers::default(),
            to_ask: form().fields().map(|field| field.key.clone()).collect(),
            at: 0,
            counts: vec![],
            waits: AwaitedText::Answer,
            note: None,
            asked_at: DateTime::default(),
        }
    }

    fn field(n: usize) -> Field {
        form().fields().nth(n).unwrap().clone()
    }

    #[test]
    fn a_breakdown_is_asked_from_the_whole_to_its_parts_while_something_is_left() {
        let (form, mut draft, victims) = (form(), draft(), field(0));
        draft.take_counts(&victims, "4").unwrap();
        let NextQuestion::Part { left: 4, .. } = draft.asked(&form) else { panic!("the women are asked first") };
        assert_eq!(draft.take_counts(&victims, "5"), Err(PartCountFault::TooMany { left: 4 }));
        draft.take_counts(&victims, "3").unwrap();
        draft.take_counts(&victims, "1").unwrap();
        // Nobody is left of the other two sexes; now the three women by age, several numbers at once.
        draft.take_counts(&victims, "0 1 0 2").unwrap();
        let NextQuestion::Part { left: 1, part, .. } = draft.asked(&form) else { panic!("the men are asked next") };
        assert_eq!(part.len(), 2);
        draft.take_counts(&victims, "0 1").unwrap();
        assert_eq!(draft.at, 1);
        assert_eq!(form.faults(&draft.answers).len(), 1, "only the second field is missing");
        assert!(matches!(&draft.answers.0[&victims.key], Answer::Breakdown(it) if it.lines.len() == 4));
    }

    #[test]
    fn nobody_needs_no_parts_and_back_takes_one_answer_back() {
        let (mut draft, victims) = (draft(), field(0));
        draft.take_counts(&victims, "0").unwrap();
        assert_eq!(draft.at, 1);
        draft.back();
        assert_eq!(draft.at, 0);
        draft.take_counts(&victims, "2").unwrap();
        draft.take_counts(&victims, "1").unwrap();
        draft.back();
        assert_eq!(draft.counts.len(), 1);
        assert!(draft.take_counts(&victims, "1 x").is_err());
        assert_eq!(draft.counts.len(), 1, "what is wrong takes nothing back and adds nothing");
    }

    #[test]
    fn the_last_part_must_be_what_is_left() {
        let (mut draft, victims) = (draft(), field(0));
        draft.take_counts(&victims, "2").unwrap();
        assert_eq!(draft.take_counts(&victims, "0 0 0 1"), Err(PartCountFault::TooFew { left: 2 }));
        draft.take_counts(&victims, "0 0 0 2").unwrap();
    }

    #[test]
    fn a_nationality_that_is_not_offered_is_named_by_its_code() {
        let (form, mut draft, countries) = (form(), draft(), field(1));
        draft.at = 1;
        draft.take_counts(&countries, "3").unwrap();
        draft.take_counts(&countries, "1 0 0 0 0 0 0 0 0 0 0 0").unwrap();
        assert!(matches!(draft.asked(&form), NextQuestion::Further { left: 2, .. }));
        assert_eq!(draft.take_counts(&countries, "Germany 2"), Err(PartCountFault::NoCountry));
        draft.take_counts(&countries, "DE 2").unwrap();
        assert_eq!(draft.asked(&form), NextQuestion::Nothing);
    }
}
