//! Read models: what the log adds up to, ready to be asked.
//!
//! - [`engine`]: one file of tables with its checkpoints, the pump that fills it, what is put aside, partitions, freshness.
//! - [`projections`]: each folds recorded events into tables of its own: action items, the timeline, the directory,
//!   dossiers. [`catalogue`] lists them; other crates may add theirs by [`Projection`].
//! - [`things`]: how a thing that the timeline draws stood at a moment, and what changed; pure.
//! - [`queries`]: what can be asked, one file for each [`Query`].
//! - [`port`]: asks any query, of this process' own file or of instances elsewhere ([`remote`]).
//! - [`books`]: dossiers folded by whoever reads them into a [`Book`].
//! - [`search`]: how words are compared, and for whom what can be found is in the index.
//!
//! Depends on `events`, `feed`, `privacy` (which folds letters) and `transport`. Knows no command, no page and no chat, and not where the feed comes from.
//!
//! Invariants, each with a test under `tests/`: a checkpoint changes in one transaction with its tables; what is
//! delivered twice counts once; a rebuild gives the same tables, byte for byte; no personal field is in a table in
//! clear.

mod books;
mod catalogue;
mod engine;
pub mod indicators;
mod json;
pub mod local_time;
pub mod office;
pub mod port;
mod projections;
pub mod queries;
pub mod remote;
pub mod search;
mod taken_out;
pub mod things;
pub mod views;

pub use books::{
    Book, Folded, accounts, cases, delivery_ledger, erasures, meetings, notice_history, organisation,
    reminders_of_items, requests, strategy, training, webhooks, work_items,
};
pub use engine::freshness::{self, Freshness};
pub use engine::parking::{self, Parking};
pub use engine::partition::{self, Partition};
pub use engine::projection::{ApplyError, Projection, ProjectionError};
pub use engine::read_models::{ReadModelError, ReadModels};
pub use indicators::ComputedIndicators;
pub use office::{Office, Succession};
pub use port::{Ask, ReadPort};
pub use projections::audit_trail::audited_acts;
pub use projections::dossiers::{self, DossierKind};
pub use queries::{AskError, Query};
pub use remote::{RemoteReadModels, answer_redrives, serve_questions};
pub use training::TrainingBook;
