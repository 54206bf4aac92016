//! The log of what the bot called, for the assertions of tests.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

/// How many calls the log holds. It is a window on the last ones, not a record.
const KEPT: usize = 20_000;

/// One call of the bot.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Call {
    /// Counts from 1.
    pub(crate) seq: u64,
    /// The method as the bot spelled it.
    pub(crate) method: String,
    /// The clock's time when it was answered.
    pub(crate) at: DateTime<Utc>,
    pub(crate) ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error_code: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// The answer, or the request, was lost on purpose.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) lost: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) chat_id: Option<i64>,
    pub(crate) params: Value,
}

#[derive(Debug, Default)]
pub(crate) struct CallLog {
    calls: VecDeque<Call>,
    last_seq: u64,
}

impl CallLog {
    pub(crate) fn add(&mut self, mut call: Call) {
        self.last_seq += 1;
        call.seq = self.last_seq;
        self.calls.push_back(call);
        if self.calls.len() > KEPT {
            self.calls.pop_front();
        }
    }

    pub(crate) fn after(&self, seq: u64, method: Option<&str>, chat: Option<i64>) -> Vec<Call> {
        self.calls
            .iter()
            .filter(|call| call.seq > seq)
            .filter(|call| method.is_none_or(|name| name.eq_ignore_ascii_case(&call.method)))
            .filter(|call| chat.is_none_or(|id| call.chat_id == Some(id)))
            .cloned()
            .collect()
    }
}
