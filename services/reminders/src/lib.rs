//! Reminders: who is told what, and on which morning.
//!
//! A reconciler. Each activation compares what should have been planned and sent by now with what was, and does the
//! rest ([`process`]); there is one path for the first run, a restart, an outage and a clock that jumped. What is to be
//! done is computed without any effect ([`plan`]), from working days ([`calendar`]), the ladder ([`ladder`]) and what
//! was done so far ([`reminder_state`]). How a message reaches a person is somebody else's part ([`delivery`]), in this
//! process or another ([`remote`]). What is told beside the digest has a reconciler of its own ([`notices`]).
//!
//! Beside the reminders stands what time does to cases ([`cases`]).
//!
//! Depends on the ports of coordination and feed, on the queries of projections, and on dialogue for the titles of tasks that
//! it raises. Knows no messenger.
//!
//! Invariants, each with a test under `tests/`: a rung of an item is sent once for each due date while delivery is
//! reliable; one digest a person and morning, on working days, outside quiet hours; nobody above the owner's head hears
//! of an item before its working days have passed; after an activation, everything that should have been sent was.

pub mod calendar;
pub mod cases;
pub mod delivery;
pub mod ladder;
pub mod notices;
pub mod plan;
pub mod process;
pub mod reminder_state;
pub mod remote;

pub use calendar::Calendar;
pub use cases::CaseFollowUp;
pub use delivery::{Delivered, Delivery, DeliveryError, Digest};
pub use ladder::Ladder;
pub use notices::{Notice, NoticeDelivery, Notices, RemoteNotices, serve_notices};
pub use process::{ReconcileError, Reconciled, Reminders};
pub use remote::{RemoteDelivery, serve_deliveries};
