//! The port to the demo's clock, as the gateway sees it.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};

/// Why the demo's time did not move.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Time goes forwards only.
    #[error("the demo's time goes forwards only: choose a date after {0}")]
    Backwards(NaiveDate),
    /// Something below failed.
    #[error("the demo's time could not be moved: {0}")]
    Failed(String),
}

/// Moves the demo's time. Each call returns when whatever that time sets off has been set off.
#[async_trait]
pub trait DemoControl: Send + Sync {
    /// The demo's time, UTC.
    fn now(&self) -> DateTime<Utc>;
    /// On to the next morning on which reminders go out.
    async fn next_morning(&self) -> Result<(), DemoError>;
    /// On by so many days.
    async fn plus_days(&self, days: u16) -> Result<(), DemoError>;
    /// On to a day, date in Kosovo.
    async fn go_to(&self, date: NaiveDate) -> Result<(), DemoError>;
    /// The page on which one plays a focal point.
    fn chat_url(&self) -> Option<String>;
}
