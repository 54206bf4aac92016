//! A reading as JSON: the wire form of `focalpoint read-reply`, whose names stay when the types change.

use chrono::NaiveDate;
use events::language::Language;
use serde::Serialize;

use super::{Attendance, MOST_OFFERED, Meaning, Numbered, Reading, Report, Statement, Tasks, read_reply};
use crate::catalogue::{Catalogue, Value};

/// What was understood of one statement. `reading` names it; the rest is there when it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Understood {
    /// The task's number as text, or `all` or `rest`, where the reply names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task: Option<WhichTask>,
    /// `done`, `accepted`, `progress`, `blocked`, `extension`, `not_ours`, `attending`, `not_attending`, `deputy`, `several`,
    /// `ambiguous` or `unknown`.
    pub reading: &'static str,
    /// How far, in per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<u8>,
    /// The day until which time is asked for, in Kosovo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Why it is stuck, or why nobody comes, in the sender's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whose it is instead, in the sender's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// Who comes in the sender's place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deputy: Option<String>,
    /// What it could mean, the likelier first; at most [`MOST_OFFERED`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Understood>,
    /// What is said of each task.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Understood>,
    /// What the bot would say to it.
    pub says: String,
}

/// Which task an item is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum WhichTask {
    /// Its number in the owner's list.
    Number(u32),
    /// `all` or `rest`.
    Many(&'static str),
}

/// Reads a reply as the bot does, without a chat's context, and says what was understood.
pub fn understood(catalogue: &Catalogue, language: Language, today: NaiveDate, reply: &str) -> Understood {
    understood_of(catalogue, language, today, &read_reply(reply, today))
}

/// A reading in its wire form.
pub fn understood_of(catalogue: &Catalogue, language: Language, today: NaiveDate, reading: &Reading) -> Understood {
    Wire { catalogue, language, today }.reading(reading)
}

struct Wire<'a> {
    catalogue: &'a Catalogue,
    language: Language,
    today: NaiveDate,
}

impl Wire<'_> {
    fn reading(&self, reading: &Reading) -> Understood {
        match reading {
            Reading::Aside(_) => self.said("unknown", "not-understood", &[]),
            Reading::Invitation(answer) => self.attendance(answer),
            Reading::Unnumbered(statement) => self.statement(None, statement),
            Reading::Numbered(statements) => {
                // “both” are the first two of a list
                if statements.len() == 1
                    && let Some(Numbered { tasks: Tasks::All(Some(count)), statement }) = statements.iter().next()
                {
                    let items: Vec<_> =
                        (1..=*count).map(|task| self.statement(Some(WhichTask::Number(task)), statement)).collect();
                    let says = items.first().map_or_else(String::new, |item| item.says.clone());
                    return Understood { items, ..named("several", says) };
                }
                // without a chat nobody knows how many “all” are
                if let Some(all) = statements.iter().find(|numbered| !matches!(numbered.tasks, Tasks::One(_)))
                    && statements.len() == 1
                {
                    let candidate = self.statement(None, &all.statement);
                    return Understood { candidates: vec![candidate], ..self.said("ambiguous", "ask-meaning", &[]) };
                }
                let mut items: Vec<_> = statements
                    .iter()
                    .map(|numbered| self.statement(Some(which(numbered.tasks)), &numbered.statement))
                    .collect();
                if items.len() == 1 {
                    return items.remove(0);
                }
                let says = items.iter().map(|item| item.says.as_str()).collect::<Vec<_>>().join("; ");
                Understood { items, ..named("several", says) }
            }
        }
    }

    fn statement(&self, task: Option<WhichTask>, statement: &Statement) -> Understood {
        let candidates = |meanings: &mut dyn Iterator<Item = &Meaning>| -> Vec<Understood> {
            meanings.take(MOST_OFFERED).map(|meaning| self.meaning(meaning)).collect()
        };
        let understood = match statement {
            Statement::Clear(report) => self.report(report),
            Statement::Ambiguous(choices) => {
                Understood { candidates: candidates(&mut choices.iter()), ..self.said("ambiguous", "ask-meaning", &[]) }
            }
            Statement::NoSuchDate { text } => {
                self.said("unknown", "no-such-date", &[("date", Value::from(text.clone()))])
            }
            Statement::DateInPast(date) => self.said("unknown", "date-in-past", &[("date", self.date(*date))]),
            Statement::Unknown(likely) => {
                Understood { candidates: candidates(&mut likely.iter()), ..self.said("unknown", "not-understood", &[]) }
            }
        };
        Understood { task, ..understood }
    }

    fn meaning(&self, meaning: &Meaning) -> Understood {
        match meaning {
            Meaning::Report(report) => self.report(report),
            Meaning::Invitation(attendance) => self.attendance(attendance),
        }
    }

    fn attendance(&self, answer: &Attendance) -> Understood {
        match answer {
            Attendance::Attending => self.said("attending", "meaning-attending", &[]),
            Attendance::NotAttending { reason } => Understood {
                reason: reason.as_ref().map(ToString::to_string),
                ..self.said("not_attending", "meaning-not-attending", &[])
            },
            Attendance::Deputy { who } => Understood {
                deputy: who.as_ref().map(ToString::to_string),
                ..self.said("deputy", "meaning-deputy", &[])
            },
        }
    }

    fn report(&self, report: &Report) -> Understood {
        match report {
            Report::Done => self.said("done", "meaning-done", &[]),
            Report::Accepted => self.said("accepted", "meaning-accepted", &[]),
            Report::Progress(None) => self.said("progress", "meaning-in-progress", &[]),
            Report::Progress(Some(percent)) => {
                let percent = percent.value();
                let said = self.said("progress", "meaning-progress", &[("percent", u32::from(percent).into())]);
                Understood { percent: Some(percent), ..said }
            }
            Report::Blocked { reason } => Understood {
                reason: reason.as_ref().map(ToString::to_string),
                ..self.said("blocked", "meaning-blocked", &[])
            },
            Report::Extension { until: None } => self.said("extension", "meaning-extension", &[]),
            Report::Extension { until: Some(until) } => {
                let said = self.said("extension", "meaning-extension-until", &[("date", self.date(*until))]);
                Understood { until: Some(*until), ..said }
            }
            Report::NotOurs { institution } => {
                let institution = institution.as_ref().map(ToString::to_string);
                Understood { institution, ..self.said("not_ours", "meaning-not-ours", &[]) }
            }
        }
    }

    fn date(&self, date: NaiveDate) -> Value {
        Value::Day { day: date, today: self.today }
    }

    fn said(&self, reading: &'static str, key: &str, values: &[(&str, Value)]) -> Understood {
        named(reading, self.catalogue.say(self.language, key, values))
    }
}

fn which(tasks: Tasks) -> WhichTask {
    match tasks {
        Tasks::One(number) => WhichTask::Number(number.value()),
        Tasks::All(_) => WhichTask::Many("all"),
        Tasks::Rest => WhichTask::Many("rest"),
    }
}

fn named(reading: &'static str, says: String) -> Understood {
    Understood {
        task: None,
        reading,
        percent: None,
        until: None,
        reason: None,
        institution: None,
        deputy: None,
        candidates: vec![],
        items: vec![],
        says,
    }
}
