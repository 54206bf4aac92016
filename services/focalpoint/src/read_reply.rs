//! `focalpoint read-reply`: reads a reply exactly as the bot does and prints what it understood, so that a secretariat
//! can try a wording out before it tells people to use it.
//!
//! The JSON is a wire form of its own: the names stay when the dialogue's types change.

use chrono::NaiveDate;
use coordination::{Clock, SystemClock};
use dialogue::catalogue::{Catalogue, Value};
use dialogue::reading::{Attendance, Reading, Report, Statement, read_reply};
use events::language::Language;
use serde::Serialize;

use crate::cli;
use crate::hub::Fatal;
use crate::lines::print_each;

/// What was understood of one statement. `reading` names it; the rest is there when it was said.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Understood {
    /// The task's number, where the reply names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<u32>,
    reading: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    percent: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    institution: Option<String>,
    /// Who comes in the sender's place.
    #[serde(skip_serializing_if = "Option::is_none")]
    deputy: Option<String>,
    /// What it could mean, the likelier first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<Understood>,
    /// What is said of each task.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    items: Vec<Understood>,
    /// What the bot would say to it.
    says: String,
}

/// Reads replies from the argument or, one a line, from standard input; prints a JSON object a line.
pub fn run(options: &cli::ReadReply) -> Result<(), Fatal> {
    let reader = Reader {
        catalogue: Catalogue::new()?,
        language: options.language.into(),
        today: options.today.unwrap_or_else(|| SystemClock.moment().today),
    };
    print_each(&options.replies, |reply| reader.understand(reply))
}

struct Reader {
    catalogue: Catalogue,
    language: Language,
    today: NaiveDate,
}

impl Reader {
    fn understand(&self, reply: &str) -> Understood {
        match read_reply(reply, self.today) {
            Reading::Invitation(answer) => self.attendance(&answer),
            Reading::Unnumbered(statement) => self.statement(None, &statement),
            Reading::Numbered(statements) => {
                let mut items: Vec<_> = statements
                    .iter()
                    .map(|numbered| self.statement(Some(numbered.task.value()), &numbered.statement))
                    .collect();
                if items.len() == 1 {
                    return items.remove(0);
                }
                let says = items.iter().map(|item| item.says.as_str()).collect::<Vec<_>>().join("; ");
                Understood { items, ..named("several", says) }
            }
        }
    }

    fn statement(&self, task: Option<u32>, statement: &Statement) -> Understood {
        let understood = match statement {
            Statement::Clear(report) => self.report(report),
            Statement::Ambiguous(choices) => {
                let candidates = choices.iter().map(|report| self.report(report)).collect();
                Understood { candidates, ..self.said("ambiguous", "ask-meaning", &[]) }
            }
            Statement::NoSuchDate { text } => {
                self.said("unknown", "no-such-date", &[("date", Value::from(text.clone()))])
            }
            Statement::DateInPast(date) => self.said("unknown", "date-in-past", &[("date", self.date(*date))]),
            Statement::Unknown => self.said("unknown", "not-understood", &[]),
        };
        Understood { task, ..understood }
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
