//! Notifications: whatever a person is told of somebody else's accord, by whichever channel.
//!
//! A reconciler. The [`driver`] compares what should have been said by now with what was, and says the rest; there is one
//! path for the first run, a restart, an outage and a clock that jumped. [`topics`] say what is owed, one file for each
//! subject; the [`policy`] says who hears of it, when, and what is one message; a [`channel`] words it and sends it, in this
//! process or another ([`remote`]). What was said is in the log: the ledger of notices. Topics and policy are pure, and see
//! the world as [`facts`]. What is going to be said is worked out from the same ([`mod@ahead`]).
//!
//! What is owed and not told, and why, is worked out by the same for whoever shows it ([`outstanding`]).
//!
//! Beside it stands what time does to cases ([`case_follow_up`]) and to certificates ([`training_follow_up`]).
//!
//! Depends on the ports of coordination and feed, on the books of the read models, and on language for the titles of tasks
//! that it raises. Knows no messenger.
//!
//! Invariants, each with a test under `tests/`: a notice is said once while delivery is reliable; one morning message a
//! person and working day, outside quiet hours; nobody above the owner's head hears of an item before its working days have
//! passed; after a look, everything that should have been said was.

pub mod agenda;
pub mod ahead;
pub mod calendar;
pub mod case_follow_up;
pub mod channel;
pub mod content;
mod deliveries;
mod delivery_pauses;
pub mod driver;
pub mod facts;
mod gone_through;
pub mod half_told;
pub mod ladder;
pub mod notify_error;
pub mod outstanding;
pub mod owed;
pub mod policy;
pub mod remote;
pub mod resting;
pub mod sending_lease;
pub mod subjects;
pub mod topics;
pub mod training_follow_up;

pub use ahead::{MessageAhead, PartAhead, ahead};
pub use calendar::Calendar;
pub use case_follow_up::CaseFollowUp;
pub use channel::{Addressee, Channel, Delivered, DeliveryChannels, DeliveryError, Message, Part};
pub use content::{
    Content, DataRequestContent, DataRequestNews, IndicatorValueContent, LostChat, MeetingContent, MeetingNews,
    OverviewContent, ReferralContent, ReferralNews, SilenceReason, SilentGroup, TaskSection, TrainingContent,
    UnreachableInstitution, UnreachablePerson, WayInContent, WorkContent,
};
pub use driver::{NotificationStatus, Notifications, Notified};
pub use ladder::Ladder;
pub use notify_error::NotifyError;
pub use owed::{Owed, Urgency};
pub use remote::{RemoteChannel, serve_messages};
pub use sending_lease::{AlwaysHeld, SendingLease};
pub use training_follow_up::TrainingFollowUp;
