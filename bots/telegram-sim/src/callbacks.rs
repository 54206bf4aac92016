//! Pressed buttons and what the bot said to them.

use std::{
    collections::BTreeMap,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde::{Deserialize, Serialize};

/// How many presses are remembered; the oldest are forgotten first, as Telegram forgets old queries.
const REMEMBERED: usize = 10_000;

/// What the bot answered to the press of a button.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CallbackAnswer {
    pub(crate) text: Option<String>,
    pub(crate) show_alert: bool,
    pub(crate) url: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Callback {
    pub(crate) chat: i64,
    pub(crate) message: i64,
    pub(crate) data: String,
    /// Seconds of real time, so that a moved clock does not age a query.
    pressed_at: u64,
    pub(crate) answer: Option<CallbackAnswer>,
}

#[derive(Debug, Default)]
pub(crate) struct Callbacks {
    by_number: BTreeMap<u64, Callback>,
}

/// The query is unknown, answered already, or too old.
pub(crate) struct CannotAnswer;

impl Callbacks {
    pub(crate) fn press(&mut self, chat: i64, message: i64, data: &str) -> (u64, Vec<u64>) {
        let number = self.by_number.last_key_value().map_or(1, |(last, _)| last + 1);
        self.by_number.insert(
            number,
            Callback { chat, message, data: data.to_owned(), pressed_at: real_seconds(), answer: None },
        );
        let mut forgotten = Vec::new();
        while self.by_number.len() > REMEMBERED {
            forgotten.extend(self.by_number.pop_first().map(|(number, _)| number));
        }
        (number, forgotten)
    }

    pub(crate) fn answer(
        &mut self,
        number: u64,
        answer: CallbackAnswer,
        lifetime: Duration,
    ) -> Result<&Callback, CannotAnswer> {
        let callback = self.by_number.get_mut(&number).ok_or(CannotAnswer)?;
        let age = real_seconds().saturating_sub(callback.pressed_at);
        if callback.answer.is_some() || age >= lifetime.as_secs() {
            return Err(CannotAnswer);
        }
        callback.answer = Some(answer);
        Ok(callback)
    }

    pub(crate) fn get(&self, number: u64) -> Option<&Callback> {
        self.by_number.get(&number)
    }

    pub(crate) fn restore(&mut self, number: u64, callback: Callback) {
        self.by_number.insert(number, callback);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the messenger forgets presses in the world's time, whatever the demo's clock says"
)]
fn real_seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
