//! The ladder of reminders: which rung an action item stands on today.
//!
//! The owner hears of a new item, then some days before it is due, on the day, and when it is late, again every few working
//! days. Its subgroup's chair hears of what is late, then the secretariat, counted in working days.
//!
//! Nothing leaves on a day off, so an owner's rung that falls on one comes forward to the working day before it: who is
//! to hear two days before a Monday hears on Friday, in time to do something about it. Of the owner's rungs only the
//! latest one reached counts, so that nobody gets three reminders of one item after an outage.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Europe::Belgrade;
use events::institution::QuietHours;
use events::reminder::Rung;
use serde::Deserialize;

use crate::calendar::Calendar;

/// After how many working days the owner of a late item hears of it again, unless it is configured.
pub const OWNER_AGAIN_AFTER_WORKING_DAYS: u32 = 5;
/// The earliest rung that can be configured, in days before the due date.
pub const LONGEST_NOTICE: u16 = 365;

/// Why a ladder cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LadderError {
    /// The days before do not go down towards the due date.
    #[error("reminders.before: {0:?} must go down from at most {LONGEST_NOTICE} to at least 1, as in [7, 2]")]
    Before(Vec<u16>),
    /// The owner of a late item is to hear of it without a pause.
    #[error("reminders.owner_again_after_working_days must be at least 1")]
    OwnerWithoutPause,
    /// The chair is to hear of an item before it is late.
    #[error("reminders.chair_after_working_days must be at least 1")]
    ChairTooEarly,
    /// The secretariat is to hear before the chair.
    #[error(
        "reminders.secretariat_after_working_days is {secretariat} and must be more than chair_after_working_days, {chair}"
    )]
    SecretariatBeforeChair {
        /// Working days until the chair hears.
        chair: u16,
        /// Working days until the secretariat hears.
        secretariat: u16,
    },
    /// Digests would never leave at their hour.
    #[error("reminders.digest_at is {0}, within reminders.quiet_hours: choose an hour at which messages may arrive")]
    DigestInQuietHours(NaiveTime),
}

/// The ladder as configured, not checked yet. Times of day are Europe/Belgrade.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LadderSettings {
    /// Days before the due date on which the owner is reminded, the earliest first.
    pub before: Vec<u16>,
    /// Whether the owner is reminded on the due date.
    pub on_the_day: bool,
    /// After how many working days the owner of a late item hears of it again; the first time is one working day after
    /// it was due.
    pub owner_again_after_working_days: u32,
    /// After how many working days the chair hears of a late item.
    pub chair_after_working_days: u16,
    /// After how many working days the secretariat hears of a late item.
    pub secretariat_after_working_days: u16,
    /// When digests leave.
    pub digest_at: NaiveTime,
    /// The quiet hours of whoever has set none.
    pub quiet_hours: QuietHours,
    /// For how many seconds something that is said at once waits for others to join it.
    pub joins_within_seconds: u16,
}

impl Default for LadderSettings {
    fn default() -> Self {
        Self {
            before: vec![7, 2],
            on_the_day: true,
            owner_again_after_working_days: OWNER_AGAIN_AFTER_WORKING_DAYS,
            chair_after_working_days: 1,
            secretariat_after_working_days: 5,
            digest_at: o_clock(8),
            quiet_hours: QuietHours { from: o_clock(20), until: o_clock(7) },
            joins_within_seconds: 60,
        }
    }
}

fn o_clock(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}

/// A ladder that makes sense.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "LadderSettings")]
pub struct Ladder {
    settings: LadderSettings,
}

impl Default for Ladder {
    /// Seven and two days before, on the day, the chair after one working day, the secretariat after five; digests at
    /// eight, quiet from 20:00 to 07:00.
    fn default() -> Self {
        Self { settings: LadderSettings::default() }
    }
}

impl TryFrom<LadderSettings> for Ladder {
    type Error = LadderError;

    fn try_from(settings: LadderSettings) -> Result<Self, LadderError> {
        let goes_down = settings.before.is_sorted_by(|earlier, later| earlier > later);
        let in_bounds = settings.before.iter().all(|days| (1..=LONGEST_NOTICE).contains(days));
        if !goes_down || !in_bounds {
            return Err(LadderError::Before(settings.before));
        }
        if settings.owner_again_after_working_days == 0 {
            return Err(LadderError::OwnerWithoutPause);
        }
        let (chair, secretariat) = (settings.chair_after_working_days, settings.secretariat_after_working_days);
        if chair == 0 {
            return Err(LadderError::ChairTooEarly);
        }
        if secretariat <= chair {
            return Err(LadderError::SecretariatBeforeChair { chair, secretariat });
        }
        if settings.quiet_hours.cover(settings.digest_at) {
            return Err(LadderError::DigestInQuietHours(settings.digest_at));
        }
        Ok(Self { settings })
    }
}

/// An item as far as the ladder is concerned with it. Only of an item that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LadderItem {
    /// When the item is due, date in Kosovo.
    pub due: NaiveDate,
    /// When the item came to its owner or got this due date, UTC: before the next digest after that, nobody is
    /// bothered with it unless it could not wait.
    pub since: DateTime<Utc>,
    /// Whether the owner has been told of the item before.
    pub heard_of: bool,
    /// Whether the owner waits for the chair's answer: what is late meanwhile is not the owner's fault.
    pub waits_for_the_chair: bool,
}

/// A step of the ladder that an item has reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The owner is told.
    Owner(OwnerStep),
    /// The chair is told that it is so many working days late.
    Chair(u16),
    /// The Secretariat is told that it is so many working days late.
    Secretariat(u16),
}

/// On what occasion the owner is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnerStep {
    /// It is new.
    Assigned,
    /// So many days before the due date.
    Before(u16),
    /// On the due date.
    OnTheDay,
    /// It is so many working days late at least.
    Late(u32),
}

impl Step {
    /// Its name within the occasion of a notice; it never changes.
    pub fn code(self) -> String {
        match self {
            Self::Owner(OwnerStep::Assigned) => "assigned".to_owned(),
            Self::Owner(OwnerStep::Before(days)) => format!("before-{days}"),
            Self::Owner(OwnerStep::OnTheDay) => "on-the-day".to_owned(),
            Self::Owner(OwnerStep::Late(days)) => format!("late-{days}"),
            Self::Chair(days) => format!("chair-{days}"),
            Self::Secretariat(days) => format!("secretariat-{days}"),
        }
    }

    /// Whether the owner hears of the item for the first time.
    pub const fn is_new(self) -> bool {
        matches!(self, Self::Owner(OwnerStep::Assigned))
    }

    /// The rung that it was among the reminders before the ledger had all messages.
    pub const fn earlier(self) -> Option<Rung> {
        match self {
            Self::Owner(OwnerStep::Assigned) => Some(Rung::Assigned),
            Self::Owner(OwnerStep::Before(days)) => Some(Rung::Before(days)),
            Self::Owner(OwnerStep::OnTheDay) => Some(Rung::OnTheDay),
            Self::Owner(OwnerStep::Late(_)) => None,
            Self::Chair(days) => Some(Rung::Chair(days)),
            Self::Secretariat(days) => Some(Rung::Secretariat(days)),
        }
    }
}

/// The steps that an item has reached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DueRungs {
    /// The one of the owner's steps that counts.
    pub owner: Option<OwnerStep>,
    /// Every step above the owner's head.
    pub escalations: Vec<Step>,
}

impl DueRungs {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Step> {
        self.owner.map(Step::Owner).into_iter().chain(self.escalations.iter().copied())
    }
}

impl Ladder {
    /// When digests leave, Europe/Belgrade.
    pub fn digest_at(&self) -> NaiveTime {
        self.settings.digest_at
    }

    /// The quiet hours of whoever has set none, Europe/Belgrade.
    pub fn quiet_hours(&self) -> QuietHours {
        self.settings.quiet_hours
    }

    /// How long something that is said at once waits for others to join it.
    pub fn joins_within(&self) -> TimeDelta {
        TimeDelta::seconds(self.settings.joins_within_seconds.into())
    }

    /// The same ladder, where what is said at once waits for so many seconds.
    #[must_use]
    pub fn joining_within_seconds(self, joins_within_seconds: u16) -> Self {
        Self { settings: LadderSettings { joins_within_seconds, ..self.settings } }
    }

    /// Up to how many days ahead an item is due soon.
    pub fn soon(&self) -> u16 {
        self.settings.before.first().copied().unwrap_or(0)
    }

    /// The rungs that an open item has reached on a day.
    pub fn due_rungs(&self, item: &LadderItem, today: NaiveDate, calendar: &Calendar) -> DueRungs {
        DueRungs { owner: self.owner_rung(item, today, calendar), escalations: self.escalations(item, today, calendar) }
    }

    /// The day on which an item reached a step, date in Kosovo; nothing of a new one, which is owed since it came.
    pub fn reached_on(&self, step: Step, due: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        let after = |days| calendar.nth_working_day_after(due, days);
        match step {
            Step::Owner(OwnerStep::Assigned) => None,
            Step::Owner(OwnerStep::Before(days)) => {
                Some(calendar.working_day_until(due.checked_sub_days(Days::new(days.into()))?))
            }
            Step::Owner(OwnerStep::OnTheDay) => Some(calendar.working_day_until(due)),
            Step::Owner(OwnerStep::Late(days)) => Some(after(u16::try_from(days).unwrap_or(u16::MAX))),
            Step::Chair(days) | Step::Secretariat(days) => Some(after(days)),
        }
    }

    fn owner_rung(&self, item: &LadderItem, today: NaiveDate, calendar: &Calendar) -> Option<OwnerStep> {
        let first_morning = first_morning(item.since, self.digest_at(), calendar);
        let can_wait = item.due > first_morning;
        if can_wait && today < first_morning {
            return None;
        }
        let late = calendar.working_days_between(item.due, today);
        if late > 0 && item.waits_for_the_chair {
            return None;
        }
        if let Some(again) = late.checked_sub(1) {
            let every = self.settings.owner_again_after_working_days;
            return Some(OwnerStep::Late(1 + again / every * every));
        }
        let new = (!item.heard_of).then_some(OwnerStep::Assigned);
        self.dated_rungs(item.due)
            .filter(|(_, date)| calendar.working_day_until(*date) <= today)
            .map(|(rung, _)| rung)
            .last()
            .or(new)
    }

    fn dated_rungs(&self, due: NaiveDate) -> impl Iterator<Item = (OwnerStep, NaiveDate)> {
        let before = self.settings.before.iter().filter_map(move |days| {
            let date = due.checked_sub_days(Days::new((*days).into()))?;
            Some((OwnerStep::Before(*days), date))
        });
        before.chain(self.settings.on_the_day.then_some((OwnerStep::OnTheDay, due)))
    }

    fn escalations(&self, item: &LadderItem, today: NaiveDate, calendar: &Calendar) -> Vec<Step> {
        let (chair, secretariat) =
            (self.settings.chair_after_working_days, self.settings.secretariat_after_working_days);
        [(Step::Chair(chair), chair), (Step::Secretariat(secretariat), secretariat)]
            .into_iter()
            .filter(|(_, days)| calendar.nth_working_day_after(item.due, *days) <= today)
            .map(|(rung, _)| rung)
            .collect()
    }
}

/// The day of the first morning's message after an instant, for whoever has it at this hour, Europe/Belgrade.
pub fn first_morning(since: DateTime<Utc>, leaves_at: NaiveTime, calendar: &Calendar) -> NaiveDate {
    let here = since.with_timezone(&Belgrade).naive_local();
    let missed = here.time() > leaves_at;
    let earliest = here.date().checked_add_days(Days::new(missed.into())).unwrap_or(NaiveDate::MAX);
    calendar.working_day_from(earliest)
}
