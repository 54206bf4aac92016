//! A hub with three institutions and their people, a sender on it, and receivers.

pub(crate) mod hub;
pub(crate) mod receiver;

use std::time::Duration;

/// How long anything may take before a test gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
