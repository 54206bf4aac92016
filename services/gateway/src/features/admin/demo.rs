//! The demo's clock bar.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use serde::Deserialize;

use crate::app::App;
use crate::failure::Failure;
use crate::http::actions::action_named;
use crate::http::form::FormEntries;

/// How the clock bar moves the demo's time.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ClockStep {
    NextMorning,
    #[serde(rename = "plus-1")]
    OneDay,
    GoTo,
}

/// Moves the demo's time and goes back to the page that asked.
pub(super) async fn move_clock(State(app): State<App>, entries: FormEntries) -> Result<Response, Failure> {
    let demo = app.demo().ok_or(Failure::NotFound)?;
    let step = action_named::<ClockStep>(entries.get("step")).ok_or(Failure::Malformed("step"))?;
    let moved = match step {
        ClockStep::NextMorning => demo.next_morning().await,
        ClockStep::OneDay => demo.plus_days(1).await,
        ClockStep::GoTo => match entries.get("date").parse::<NaiveDate>() {
            Ok(date) => demo.go_to(date).await,
            Err(_) => return Err(Failure::Malformed("date")),
        },
    };
    moved.map_err(|error| Failure::Demo(error.to_string()))?;
    Ok(Redirect::to(entries.back_or("/")).into_response())
}
