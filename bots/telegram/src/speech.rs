//! The catalogue in one person's language.

use chrono::NaiveDate;
use dialogue::catalogue::{Catalogue, Value};
use dialogue::dates::say_date;
use dialogue::guard::Verdict;
use dialogue::recorded::{marked, say_recorded};
use events::action_item::{AssignedItem, ItemStage};
use events::language::{Language, LocalText};
use projections::views::TaskView;

use crate::outgoing::Outgoing;

/// How many characters of a title fit on a button.
const LONGEST_LABEL: usize = 40;

/// Says things in one language, on one day.
#[derive(Clone, Copy)]
pub(crate) struct Speech<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) language: Language,
    /// The date in Kosovo.
    pub(crate) today: NaiveDate,
}

impl Speech<'_> {
    /// A message, inserted values escaped.
    pub(crate) fn say(&self, key: &str, args: &[(&str, Value)]) -> String {
        self.catalogue.say_html(self.language, key, args)
    }

    /// A button's label, which Telegram shows as it is.
    pub(crate) fn label(&self, key: &str, args: &[(&str, Value)]) -> String {
        let label = self.catalogue.say(self.language, key, args);
        if label.chars().count() <= LONGEST_LABEL {
            return label;
        }
        label.chars().take(LONGEST_LABEL - 1).chain(['…']).collect()
    }

    /// A day for a text, which says it in the case that its sentence asks for.
    pub(crate) fn date(&self, day: NaiveDate) -> Value {
        Value::Day { day, today: self.today }
    }

    /// A day by itself, where no text is around it.
    pub(crate) fn day(&self, date: NaiveDate) -> String {
        say_date(date, self.today, self.language)
    }

    /// That a day is most likely a slip, and is to be written again.
    pub(crate) fn too_far(&self, date: NaiveDate) -> String {
        self.say("date-too-far", &[("date", self.date(date))])
    }

    /// A title, with its language named where it is not the person's.
    pub(crate) fn marked(&self, title: &LocalText) -> String {
        marked(self.catalogue, self.language, title)
    }

    pub(crate) fn title(&self, task: &TaskView) -> String {
        task.title.in_language(self.language).to_owned()
    }

    /// Why a message was not kept, and how to say it instead; nothing when the guard lets it pass.
    pub(crate) fn guarded(&self, verdict: &Verdict) -> Option<Outgoing> {
        let (message, kinds): (_, Vec<String>) = match verdict {
            Verdict::Pass => return None,
            Verdict::Ask(doubts) => ("guard-asks", doubts.iter().map(|doubt| doubt.message_key()).collect()),
            Verdict::Refuse(found) => ("guard-refused", found.iter().map(|kind| kind.message_key()).collect()),
        };
        let kinds: Vec<String> = kinds.iter().map(|kind| self.say(kind, &[])).collect();
        Some(Outgoing::text(self.say(message, &[("found", kinds.join(", ").into())])))
    }

    /// `number` and `title`, which most messages about a task have.
    pub(crate) fn task(&self, task: &TaskView) -> Vec<(&'static str, Value)> {
        vec![("number", task.number.into()), ("title", self.title(task).into())]
    }

    /// How far a task is, in words; not escaped.
    pub(crate) fn status(&self, item: &AssignedItem) -> String {
        let plain = |key: &str, args: &[(&str, Value)]| self.catalogue.say(self.language, key, args);
        let stage = match &item.stage {
            ItemStage::Assigned => plain("status-assigned", &[]),
            ItemStage::Accepted => plain("status-accepted", &[]),
            ItemStage::UnderWay { progress } if progress.value() == 0 => plain("status-under-way-unmeasured", &[]),
            ItemStage::UnderWay { progress } => plain("status-under-way", &[("percent", progress.value().into())]),
            ItemStage::Blocked { reason, .. } => plain(
                "status-blocked",
                &[("reason", say_recorded(self.catalogue, self.language, reason.as_str()).into())],
            ),
            ItemStage::Completed => plain("status-completed", &[]),
            ItemStage::Verified => plain("status-verified", &[]),
            ItemStage::Cancelled => plain("status-cancelled", &[]),
        };
        match item.extension_asked {
            Some(date) => format!("{stage}; {}", plain("status-extension-asked", &[("date", self.date(date))])),
            None => stage,
        }
    }

    /// A task as a line of a list.
    pub(crate) fn line(&self, task: &TaskView) -> String {
        let mut args = self.task(task);
        args.push(("due", self.date(task.item.due)));
        args.push(("status", self.status(&task.item).into()));
        self.say("task-line", &args)
    }
}
