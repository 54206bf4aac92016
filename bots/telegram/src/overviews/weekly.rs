//! A chair's week as a message.

use chrono::{Months, NaiveDate};
use events::authority::{View, permit_view};
use events::period::Period;
use projections::briefing::OpenTask;
use projections::views::{SubgroupView, TimelineFilter, TimelineKind};
use projections::{SubgroupWeek, weekly};

use crate::buttons::Press;
use crate::connection::TelegramBot;
use crate::outgoing::Outgoing;
use crate::speech::Speech;
use crate::visit::{Visit, VisitError};

/// How many lines a section has at most.
const LONGEST: usize = 6;
/// How long before a week its meetings may have been called off or held.
const LOOKING_BACK: Months = Months::new(6);
/// How much of the timeline is looked through at most.
const MOST_ENTRIES: usize = 2_000;

impl Speech<'_> {
    /// A section: a heading that counts, and the first lines.
    fn week_section<T>(&self, key: &str, all: &[T], line: impl Fn(&T) -> String) -> Option<String> {
        if all.is_empty() {
            return None;
        }
        let mut lines = vec![self.say(key, &[("count", all.len().into())])];
        lines.extend(all.iter().take(LONGEST).map(line));
        if all.len() > LONGEST {
            lines.push(self.say("week-more", &[("count", (all.len() - LONGEST).into())]));
        }
        Some(lines.join("\n"))
    }

    fn week_task(&self, open: &OpenTask, key: &str, date: NaiveDate) -> String {
        let args = [
            ("institution", open.owner.in_language(self.language).into()),
            ("title", self.title(&open.task).into()),
            ("date", self.date(date)),
        ];
        self.say(key, &args)
    }

    pub(super) fn week(&self, week: &SubgroupWeek) -> Outgoing {
        let args = [
            ("subgroup", week.name.in_language(self.language).into()),
            ("from", self.date(week.week.from())),
            ("until", self.date(week.week.until())),
        ];
        if week.is_empty() {
            return Outgoing::text(self.say("week-nothing", &args));
        }
        let due = |open: &OpenTask| self.week_task(open, "week-line-due", open.task.item.due);
        let done = |open: &OpenTask| {
            self.week_task(open, "week-line-done", open.task.completed_on.unwrap_or(open.task.item.due))
        };
        let asking = |open: &OpenTask| {
            self.week_task(open, "week-line-asking", open.task.item.extension_asked.unwrap_or(open.task.item.due))
        };
        let sections = [
            self.week_section("week-to-verify", &week.to_verify, done),
            self.week_section("week-asking", &week.asking, asking),
            self.week_section("week-overdue", &week.overdue, due),
            self.week_section("week-blocked", &week.blocked, due),
            self.week_section("week-due", &week.due, due),
            self.week_section("week-meetings", &week.meetings, |meeting| {
                let title = meeting.title.in_language(self.language);
                self.say("week-line-meeting", &[("date", self.date(meeting.on)), ("title", title.into())])
            }),
            self.week_section("week-done", &week.done, done),
            (week.assigned > 0).then(|| self.say("week-assigned", &[("count", week.assigned.into())])),
            self.week_section("week-decided", &week.decided, |decided| {
                self.say("week-line-decided", &[("decision", decided.decision.as_str().into())])
            }),
        ];
        let mut parts = vec![self.say("week-heading", &args)];
        parts.extend(sections.into_iter().flatten());
        let board = vec![(self.label("button-board", &[]), Press::Boards)];
        Outgoing::text(parts.join("\n\n")).with_buttons(vec![board])
    }
}

impl TelegramBot {
    /// A subgroup's week as of a day.
    pub(super) async fn week_of(
        &self,
        subgroup: &SubgroupView,
        week: Period,
        day: NaiveDate,
    ) -> Result<SubgroupWeek, VisitError> {
        let read = self.read_models.as_ref();
        let filter = TimelineFilter {
            subgroup: Some(subgroup.id.clone()),
            kinds: vec![TimelineKind::Meeting],
            from: week.from().checked_sub_months(LOOKING_BACK),
            limit: MOST_ENTRIES,
            ..TimelineFilter::default()
        };
        let (tasks, meetings) = (read.board(&subgroup.id).await?, read.timeline(&filter).await?);
        Ok(SubgroupWeek::of(subgroup, (week, day), tasks, &meetings, &read.institutions().await?))
    }
}

impl Visit<'_> {
    /// The last seven days of each subgroup that this person chairs.
    pub(crate) async fn show_weeks(&self) -> Result<(), VisitError> {
        let speech = self.speech();
        let mut shown = false;
        for chaired in &self.person.chairs {
            let Some(subgroup) = self.bot.read_models.subgroup(chaired).await? else { continue };
            if subgroup.dissolved || permit_view(&self.person.standing(), &View::Board(chaired.clone())).is_err() {
                continue;
            }
            let week = self.bot.week_of(&subgroup, weekly::seven_days_until(speech.today), speech.today).await?;
            self.answer(speech.week(&week)).await?;
            shown = true;
        }
        if shown { Ok(()) } else { self.say("week-not-chair").await }
    }
}
