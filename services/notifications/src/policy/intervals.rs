//! How long something is news, after how long it is said again, and when it is said to somebody further up: the times that
//! nobody configures. Those of an action item's due date are the [`ladder`](crate::ladder)'s, which can be. The table for people
//! is made of them too.

use chrono::{Days, TimeDelta};

/// For how long a decision, or a report that needs none, is news.
pub const OUTCOME_IS_NEWS_FOR: TimeDelta = TimeDelta::days(7);
/// After how many working days whoever decides is told again of what waits for a decision.
pub const WAITS_AGAIN_AFTER_WORKING_DAYS: u32 = 5;
/// After how many working days the Secretariat hears of what waits for a chair.
pub const UNANSWERED_AFTER_WORKING_DAYS: u32 = 5;
/// After how many more the Secretariat hears of it again.
pub const UNANSWERED_AGAIN_AFTER_WORKING_DAYS: u32 = 10;

/// For how long the answer to a referral is news.
pub const REFERRAL_IS_NEWS_FOR: TimeDelta = TimeDelta::days(7);

/// After how many days a data request that is late is said to be so again.
pub const LATE_REQUEST_AGAIN_AFTER_DAYS: u32 = 7;
/// After how many days a value of an indicator that is still owed is asked for again.
pub const VALUE_AGAIN_AFTER_DAYS: u32 = 7;

/// The later meetings of a series are announced so many days before, not all at once.
pub const SERIES_AHEAD: Days = Days::new(14);
/// A change of a meeting that is so near is told on a day off as well.
pub const MEETING_IS_NEAR: TimeDelta = TimeDelta::days(1);
/// How long before its beginning a meeting is called to mind for the last time.
pub const BEFORE_A_MEETING: TimeDelta = TimeDelta::hours(1);
/// Minutes and decisions are told when nothing more was written for so long: they come one after the other.
pub const MINUTES_ARE_WRITTEN_FOR: TimeDelta = TimeDelta::minutes(10);
/// For how long minutes are news.
pub const MINUTES_ARE_NEWS_FOR: TimeDelta = TimeDelta::days(7);
/// How long ago a meeting may have been held whose minutes are news; older ones are history that was taken over.
pub const MINUTES_OF_THE_LAST: Days = Days::new(60);

/// For how long it is news to somebody what was done to their ways in.
pub const WAY_IN_IS_NEWS_FOR: TimeDelta = TimeDelta::days(7);

/// For how long after a hand-over its briefing is told.
pub const BRIEFED_WITHIN: TimeDelta = TimeDelta::days(90);
/// For how long after its first working day a month's overview is made up for.
pub const MONTH_IS_TOLD_WITHIN: TimeDelta = TimeDelta::days(7);
