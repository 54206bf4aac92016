//! What a message comes to while it is worded: sections in order, what its subject line says, and which tasks have their
//! links already.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use events::ids::ActionItemId;
use language::catalogue::Value;

use crate::channel::context::MailContext;
use crate::draft::{Line, Link, Section};

/// The one e-mail that has everything but invitations to meetings.
#[derive(Default)]
pub(super) struct Digest {
    pub(super) sections: Vec<Section>,
    /// What each thing that it says is about, in order.
    titles: Vec<String>,
    /// How many tasks of the person's institution the morning's list has.
    pub(super) listed_tasks: usize,
    /// Tasks that have links above: they have none again.
    linked: BTreeSet<ActionItemId>,
}

impl Digest {
    /// A section, unless it has no lines. The chat's texts end with a colon where a list follows; a heading does not.
    pub(super) fn add(&mut self, heading: Option<String>, lines: Vec<Line>) {
        if !lines.is_empty() {
            let heading = heading.map(|heading| heading.trim_end_matches(':').to_owned());
            self.sections.push(Section { heading, lines });
        }
    }

    /// Names something that is said, for the subject line.
    pub(super) fn name(&mut self, title: String) {
        if !self.titles.contains(&title) {
            self.titles.push(title);
        }
    }

    /// The links of a task, unless they stand further up.
    pub(super) fn once(&mut self, task: &ActionItemId, links: Vec<Link>) -> Vec<Link> {
        if links.is_empty() || self.linked.insert(task.clone()) { links } else { vec![] }
    }

    /// The subject line: how many tasks a morning has; otherwise what it is about.
    pub(super) fn subject(&self, context: &MailContext<'_>, on: NaiveDate) -> String {
        if self.listed_tasks > 0 {
            let date = Value::Day { day: on, today: distant_day_of_year(on) };
            return context.say("email-subject-tasks", &[("count", self.listed_tasks.into()), ("date", date)]);
        }
        match self.titles.as_slice() {
            [] => self.sections.iter().find_map(|section| section.heading.clone()).unwrap_or_default(),
            [only] => only.clone(),
            [first, others @ ..] => {
                let args = [("title", first.as_str().into()), ("count", others.len().into())];
                context.say("email-subject-several", &args)
            }
        }
    }
}

/// A day of the same year from which a day is neither today nor tomorrow: a subject stands in a mailbox for longer.
fn distant_day_of_year(day: NaiveDate) -> NaiveDate {
    let ordinal = if day.month() > 6 { 1 } else { 365 };
    NaiveDate::from_yo_opt(day.year(), ordinal).unwrap_or(day)
}

/// A line without links.
pub(super) const fn plain_line(text: String) -> Line {
    Line { text, links: vec![] }
}
