//! The buttons that put a message off.

use chrono::{Datelike, Days, NaiveDate};
use events::ids::ActionItemId;
use serde::{Deserialize, Serialize};

use crate::core::press::Press;
use crate::core::services::Services;
use crate::core::texts::Texts;

/// When to be reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SnoozeTime {
    /// Two hours after it was asked for.
    LaterToday,
    /// On the day after it was asked for.
    Tomorrow,
    /// On this day.
    On(NaiveDate),
}

/// What a button about being reminded later does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SnoozePress {
    /// Puts off the message that the button is under.
    Here(Vec<ActionItemId>, SnoozeTime),
    /// Answers when to be reminded of another message, or of none (0): the question becomes the confirmation.
    Asked { items: Vec<ActionItemId>, of: i32, when: SnoozeTime },
    /// It was more time that was meant, until this day.
    MoreTime(Vec<ActionItemId>, NaiveDate),
    /// Not to be reminded after all of what was put off in the bot's own file; 0: a question is dropped.
    Drop(i64),
    /// Not to be reminded after all of what was put off of this message.
    Forget { of: i32 },
}

impl SnoozePress {
    /// The name under which these buttons are kept.
    pub(crate) const NAME: &'static str = "Snooze";
}

impl From<SnoozePress> for Press {
    fn from(press: SnoozePress) -> Self {
        Self::named(SnoozePress::NAME, &press)
    }
}

/// The buttons that put a message about these tasks off.
pub(crate) fn snooze_rows(services: &Services, texts: Texts<'_>, items: &[ActionItemId]) -> Vec<Vec<(String, Press)>> {
    times_offered(services, texts, &|when| SnoozePress::Here(items.to_vec(), when))
}

/// Later today; tomorrow, where that is a working day; the first working day of next week.
pub(super) fn times_offered(
    services: &Services,
    texts: Texts<'_>,
    press: &dyn Fn(SnoozeTime) -> SnoozePress,
) -> Vec<Vec<(String, Press)>> {
    let calendar = &services.settings.calendar;
    let press = |when| press(when).into();
    let mut first = vec![(texts.label("button-snooze-today", &[]), press(SnoozeTime::LaterToday))];
    let tomorrow = texts.today.succ_opt().filter(|day| calendar.is_working_day(*day));
    if tomorrow.is_some() {
        first.push((texts.label("button-snooze-tomorrow", &[]), press(SnoozeTime::Tomorrow)));
    }
    let to_monday = u64::from(7 - texts.today.weekday().num_days_from_monday());
    let monday = texts.today.checked_add_days(Days::new(to_monday)).map(|day| calendar.working_day_from(day));
    let second = monday.filter(|day| Some(*day) != tomorrow).map(|day| {
        let label = texts.label("button-snooze-monday", &[("date", texts.date(day))]);
        vec![(label, press(SnoozeTime::On(day)))]
    });
    std::iter::once(first).chain(second).collect()
}
