//! What the buttons of overviews do. It is kept in the bot's file, so names and content never change.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::core::press::Press;

/// What a button of an overview does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum OverviewPress {
    /// Shows the month that begins on this day.
    Month(NaiveDate),
    /// Lists the tasks that are late.
    Late,
}

impl From<OverviewPress> for Press {
    fn from(press: OverviewPress) -> Self {
        Self::of(&press)
    }
}
