//! Faults on order: the next calls of a method go wrong in a given way.

use serde::{Deserialize, Serialize};

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// The call is not carried out and gets this error.
    Error {
        /// The error code and HTTP status, for example 500.
        code: u16,
        /// The description in the answer, as the real server words it.
        description: String,
        /// Goes into `parameters.retry_after`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after: Option<u64>,
    },
    /// The call is carried out, then the connection breaks: the bot cannot know.
    LostAnswer,
    /// The connection breaks before the call is carried out.
    LostRequest,
    /// The call is carried out, and nothing is answered as long as the server runs: whoever called is still waiting when it
    /// dies.
    HeldAnswer,
}

/// An order for faults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The method, in any case; every method when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Only calls about this chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<i64>,
    /// How many calls it hits.
    #[serde(default = "once")]
    pub count: u32,
    /// What goes wrong.
    pub fault: FaultKind,
}

fn once() -> u32 {
    1
}

#[derive(Debug, Default)]
pub(crate) struct Faults {
    orders: Vec<Fault>,
}

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.orders.push(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.orders.clear();
    }

    pub(crate) fn list(&self) -> &[Fault] {
        &self.orders
    }

    /// The fault that hits this call, if one does. Orders are used up in the order they were given.
    pub(crate) fn take(&mut self, method: &str, chat: Option<i64>) -> Option<FaultKind> {
        let hit = self.orders.iter_mut().find(|order| {
            order.count > 0
                && order.method.as_ref().is_none_or(|name| name.eq_ignore_ascii_case(method))
                && order.chat_id.is_none_or(|id| chat == Some(id))
        })?;
        hit.count -= 1;
        let kind = hit.fault.clone();
        self.orders.retain(|order| order.count > 0);
        Some(kind)
    }
}
