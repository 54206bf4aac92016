//! Notices: what people are told beside the morning's digest, once for each occasion.
//!
//! A trainer who is idle, a session that begins, attendance that nobody took, an office that somebody took over. Like the
//! digest it is reconciled: what should have been told by now is worked out from the read models ([`due`]), compared with
//! what was, and the rest is told ([`process`]). Trainers' certificates that ran out are ended on the way. How a notice
//! reaches a person is somebody else's part ([`NoticeDelivery`]), in this process or another ([`remote`]).
//!
//! That a trainer was reminded is an event. That somebody was briefed is not: whoever delivers keeps the key of each
//! briefing sent.

pub mod due;
pub mod process;
pub mod remote;

use async_trait::async_trait;
use chrono::NaiveDate;
use events::ids::{ModuleId, PersonId, SessionId};
use projections::Office;
use serde::{Deserialize, Serialize};

pub use process::{NoticeError, Notices, Settled};
pub use remote::{RemoteNotices, serve_notices};

use crate::delivery::{Delivered, DeliveryError};

/// What somebody is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum Word {
    /// A trainer has given nothing for a long time.
    TrainerIdle {
        /// Who.
        trainer: PersonId,
        /// Since when.
        since: NaiveDate,
    },
    /// A session begins.
    SessionAhead {
        /// Who gives it.
        trainer: PersonId,
        /// Of which module.
        module: ModuleId,
        /// Which.
        session: SessionId,
    },
    /// A session is over, and nobody has taken its attendance.
    AttendanceDue {
        /// Who gave it.
        trainer: PersonId,
        /// Of which module.
        module: ModuleId,
        /// Which.
        session: SessionId,
    },
    /// The person has taken over an office.
    Briefing {
        /// Which.
        office: Office,
    },
}

/// A notice. It travels without the chat: whoever delivers knows it from read models of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The same on a retry.
    pub key: String,
    /// Who is told.
    pub person: PersonId,
    /// What.
    pub word: Word,
}

/// Delivers notices.
#[async_trait]
pub trait NoticeDelivery: Send + Sync {
    /// Delivers a notice, at least once. A briefing whose key was delivered before is delivered already.
    async fn notify(&self, notice: &Notice) -> Result<Delivered, DeliveryError>;
}
