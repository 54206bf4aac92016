//! An action item in one sentence: what was asked of whom by when, what became of it, how late, and who confirmed it.
//!
//! Made of the item as it stands and of its events, by the rules of the domain; knows no request and no page.

use chrono::NaiveDate;
use events::RecordedEvent;
use events::action_item::{ActionItemEvent as E, ItemStage};
use events::actor::Actor;
use events::event::Event;
use events::language::Language;
use events::text::Text;
use language::catalogue::{Catalogue, Value};
use language::recorded::say_recorded;
use readmodels::local_time::date_in_kosovo;
use readmodels::views::TaskView;

use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

/// Stands where the title comes: a sign that no text may hold.
const PLACE_OF_TITLE: &str = "\u{fffc}";

/// In whose words a sentence is said, and on which day.
#[derive(Clone, Copy)]
pub(super) struct SentenceWords<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) names: &'a Names,
    pub(super) language: Language,
    pub(super) today: NaiveDate,
}

/// What of an item's past its sentence says.
#[derive(Default)]
struct Past<'a> {
    /// The day by which it was to be done when its owner got it.
    first_due: Option<NaiveDate>,
    /// When it was reported as done, and not taken back.
    done_on: Option<NaiveDate>,
    verified: Option<(NaiveDate, &'a Actor)>,
    reopened: Option<(NaiveDate, &'a Text)>,
    blocked_on: Option<NaiveDate>,
    disclaimed_on: Option<NaiveDate>,
    cancelled: Option<(NaiveDate, &'a Text)>,
}

impl<'a> Past<'a> {
    fn of(task: &TaskView, events: &'a [RecordedEvent]) -> Self {
        let mut past = Self { done_on: task.completed_on, ..Self::default() };
        let mut due = None;
        for recorded in events {
            let Event::ActionItem(_, event) = &recorded.event else { continue };
            let on = date_in_kosovo(recorded.metadata.occurred_at);
            match event {
                E::Assigned { due: day, .. } => (due, past.first_due) = (Some(*day), Some(*day)),
                E::ExtensionGranted { until: day } | E::DueChanged { due: day, .. } => due = Some(*day),
                // Whoever got it from another had until the day that held then.
                E::Reassigned { .. } => past.first_due = due,
                E::Verified {} => past.verified = Some((on, &recorded.metadata.actor)),
                E::Reopened { reason, due: day } => {
                    due = day.or(due);
                    past.reopened = Some((on, reason));
                }
                E::Blocked { .. } => past.blocked_on = Some(on),
                E::Disclaimed { .. } => past.disclaimed_on = Some(on),
                E::Cancelled { reason } => past.cancelled = Some((on, reason)),
                E::Accepted {}
                | E::ProgressReported { .. }
                | E::Unblocked {}
                | E::ExtensionRequested { .. }
                | E::ExtensionRefused { .. }
                | E::Completed {}
                | E::ReportWithdrawn { .. }
                | E::Returned { .. }
                | E::Nudged { .. }
                | E::TitleCorrected { .. }
                | E::ReportedOnBehalf { .. }
                | E::Commented { .. } => {}
            }
        }
        past
    }
}

impl SentenceWords<'_> {
    fn say(&self, key: &str, values: &[(&str, Value)]) -> String {
        self.catalogue.say(self.language, key, values)
    }

    fn day(&self, day: NaiveDate) -> Value {
        Value::Day { day, today: self.today }
    }

    fn reason(&self, reason: &Text) -> Value {
        let said = say_recorded(self.catalogue, self.language, reason.as_str());
        said.trim_end().trim_end_matches('.').to_owned().into()
    }

    /// Something that happened on a day, for a reason.
    fn because(&self, key: &str, on: NaiveDate, reason: &Text) -> String {
        self.say(key, &[("date", self.day(on)), ("reason", self.reason(reason))])
    }

    fn verified(&self, on: NaiveDate, by: &Actor) -> String {
        let date = ("date", self.day(on));
        let name = match by {
            Actor::Official { person, institution, .. } => {
                self.names.person(person).map_or_else(|| self.names.institution(institution), str::to_owned)
            }
            Actor::Secretariat => self.say("page-by-secretariat", &[]),
            Actor::Service { .. } => return self.say("item-sentence-verified", &[date]),
        };
        self.say("item-sentence-verified-by", &[date, ("name", name.into())])
    }

    /// How far it is, as its owner says.
    fn state(&self, stage: &ItemStage, past: &Past<'_>) -> Option<String> {
        Some(match stage {
            ItemStage::Assigned => self.say("item-sentence-assigned", &[]),
            ItemStage::Accepted => self.say("item-sentence-accepted", &[]),
            ItemStage::UnderWay { progress } => {
                self.say("item-sentence-under-way", &[("percent", i64::from(progress.value()).into())])
            }
            ItemStage::Blocked { reason, .. } => self.because("item-sentence-blocked", past.blocked_on?, reason),
            ItemStage::Disclaimed { .. } => {
                self.say("item-sentence-disclaimed", &[("date", self.day(past.disclaimed_on?))])
            }
            ItemStage::Completed | ItemStage::Verified | ItemStage::Cancelled => return None,
        })
    }

    /// The sentence.
    pub(super) fn of(&self, task: &TaskView, events: &[RecordedEvent]) -> String {
        let title = LocalizedText::of(&task.title, self.language).marked(self.catalogue, self.language);
        self.with_title(task, events, title)
    }

    /// The sentence before its title and after it: on a page the title is marked with its language.
    pub(super) fn around_title(&self, task: &TaskView, events: &[RecordedEvent]) -> (String, String) {
        let whole = self.with_title(task, events, PLACE_OF_TITLE.to_owned());
        let parts = whole.split_once(PLACE_OF_TITLE).map(|(before, after)| (before.to_owned(), after.to_owned()));
        parts.unwrap_or((whole, String::new()))
    }

    fn with_title(&self, task: &TaskView, events: &[RecordedEvent], title: String) -> String {
        let (item, past) = (&task.item, Past::of(task, events));
        let asked = [
            ("institution", self.names.institution(&item.owner).into()),
            ("title", title.into()),
            ("date", self.day(item.due)),
        ];
        let is_open = item.stage.is_open();
        let late_now = if is_open { (self.today - item.due).num_days().max(0) } else { 0 };
        let has_time = is_open && late_now == 0;
        let mut clauses =
            vec![self.say(if has_time { "item-sentence-has-until" } else { "item-sentence-was-to" }, &asked)];
        if let Some(first) = past.first_due.filter(|first| *first != item.due) {
            clauses.push(self.say("item-sentence-at-first", &[("date", self.day(first))]));
        }
        if let Some((on, reason)) = past.reopened {
            clauses.push(self.because("item-sentence-reopened", on, reason));
        }
        if late_now > 0 {
            clauses.push(self.say("item-sentence-late", &[("days", late_now.into())]));
        }
        clauses.extend(self.state(&item.stage, &past));
        if let Some(until) = item.extension_asked {
            clauses.push(self.say("item-sentence-asks", &[("date", self.day(until))]));
        }
        if let Some(on) = past.done_on {
            let late = (on - item.due).num_days();
            let key = if late > 0 { "item-sentence-done-late" } else { "item-sentence-done" };
            clauses.push(self.say(key, &[("date", self.day(on)), ("days", late.into())]));
        }
        match &item.stage {
            ItemStage::Completed => clauses.push(self.say("item-sentence-not-verified", &[])),
            ItemStage::Verified => clauses.extend(past.verified.map(|(on, by)| self.verified(on, by))),
            ItemStage::Cancelled => {
                clauses.extend(past.cancelled.map(|(on, why)| self.because("item-sentence-cancelled", on, why)));
            }
            ItemStage::Assigned
            | ItemStage::Accepted
            | ItemStage::UnderWay { .. }
            | ItemStage::Blocked { .. }
            | ItemStage::Disclaimed { .. } => {}
        }
        format!("{}.", clauses.join("; ").trim_end_matches('.'))
    }
}
