//! Answers in words: the person's language, tasks, meetings, what may have been meant.

use chrono::NaiveDate;
use events::meeting::MeetingTime;
use language::catalogue::Value;
use language::dates::say_date;
use language::reading::{Attendance, Meaning, Report};
use language::recorded::marked;
use readmodels::meetings::MeetingView;
use readmodels::views::TaskView;

use crate::answers::context::AnswerContext;

/// How many tasks one answer lists.
const LONGEST_LIST: usize = 20;

impl AnswerContext<'_> {
    /// A text in the person's language.
    pub(super) fn say(&self, key: &str, values: &[(&str, Value)]) -> String {
        self.services().catalogue.say(self.person.language, key, values)
    }

    /// A day for a text.
    pub(super) fn date(&self, day: NaiveDate) -> Value {
        Value::Day { day, today: self.today }
    }

    /// `number` and `title`, which most texts about a task have.
    pub(super) fn task_values(&self, task: &TaskView) -> Vec<(&'static str, Value)> {
        let title = marked(&self.services().catalogue, self.person.language, &task.title);
        vec![("number", task.number.into()), ("title", title.into())]
    }

    /// That something was not saved, and why; of which task, where one was meant.
    pub(super) fn not_saved(&self, task: Option<&TaskView>, why: String) -> String {
        let mut values = task.map(|task| self.task_values(task)).unwrap_or_default();
        values.push(("why", why.into()));
        self.say(if task.is_some() { "email-not-saved-of" } else { "email-not-saved" }, &values)
    }

    /// Tasks as lines of one text, each with its number.
    pub(super) fn task_lines(&self, tasks: &[TaskView]) -> String {
        let line = |task: &TaskView| {
            let mut values = self.task_values(task);
            values.push(("due", self.date(task.item.due)));
            self.say("email-task-line", &values)
        };
        let mut lines: Vec<String> = tasks.iter().take(LONGEST_LIST).map(line).collect();
        if tasks.len() > LONGEST_LIST {
            lines.push("…".to_owned());
        }
        lines.join("\n")
    }

    /// What a meeting is about, and when it is.
    pub(super) fn meeting_values(&self, meeting: &MeetingView) -> Vec<(&'static str, Value)> {
        let title = marked(&self.services().catalogue, self.person.language, &meeting.title);
        vec![("title", title.into()), ("when", self.meeting_time(meeting.at).into())]
    }

    fn meeting_time(&self, at: MeetingTime) -> String {
        match at.time {
            None => say_date(at.date, self.today, self.person.language),
            Some(time) => {
                let time = time.format("%H:%M").to_string();
                self.say("chat-meeting-at", &[("date", self.date(at.date)), ("time", time.into())])
            }
        }
    }

    /// What may have been meant, one after the other.
    pub(super) fn meanings(&self, meanings: &[Meaning]) -> String {
        meanings.iter().map(|meaning| self.meaning(meaning)).collect::<Vec<_>>().join("; ")
    }

    fn meaning(&self, meaning: &Meaning) -> String {
        let quoted = |key: &str, name: &str, words: &str| self.say(key, &[(name, words.into())]);
        match meaning {
            Meaning::Report(report) => match report {
                Report::Done => self.say("meaning-done", &[]),
                Report::Progress(None) => self.say("meaning-in-progress", &[]),
                Report::Progress(Some(percent)) => self.say("meaning-progress", &[("percent", percent.value().into())]),
                Report::Blocked { reason: None } => self.say("meaning-blocked", &[]),
                Report::Blocked { reason: Some(reason) } => quoted("meaning-blocked-by", "reason", reason.as_str()),
                Report::Extension { until: None } => self.say("meaning-extension", &[]),
                Report::Extension { until: Some(until) } => {
                    self.say("meaning-extension-until", &[("date", self.date(*until))])
                }
                Report::Accepted => self.say("meaning-accepted", &[]),
                Report::NotOurs { institution: None } => self.say("meaning-not-ours", &[]),
                Report::NotOurs { institution: Some(words) } => {
                    quoted("meaning-not-ours-but", "institution", words.as_str())
                }
            },
            Meaning::Invitation(attendance) => self.say(
                match attendance {
                    Attendance::Attending => "meaning-attending",
                    Attendance::NotAttending { .. } => "meaning-not-attending",
                    Attendance::Deputy { .. } => "meaning-deputy",
                },
                &[],
            ),
        }
    }
}
