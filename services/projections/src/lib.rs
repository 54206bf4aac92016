//! Read models: what the log adds up to, ready to be asked.
//!
//! Each projection folds recorded events into tables of its own: action items ([`ReadModels::task_list`],
//! [`ReadModels::board`]), the timeline ([`ReadModels::timeline`]), the directory ([`ReadModels::institutions`] and
//! its neighbours) and dossiers, which whoever reads folds into a [`Book`]. A service opens the read models it needs in a
//! file of its own; other crates may add theirs by [`Projection`].
//!
//! Depends on `events` and `feed`. Knows no command, no page and no chat, and not where the feed comes from.
//!
//! Invariants, each with a test under `tests/`: a checkpoint changes in one transaction with its tables; what is
//! delivered twice counts once; a rebuild gives the same tables, byte for byte; no personal field is in a table in
//! clear.

pub mod book;
pub mod briefing;
pub mod cases;
mod directory;
pub mod dossiers;
pub mod freshness;
mod json;
mod local_time;
pub mod meetings;
pub mod monthly;
pub mod parking;
pub mod partition;
pub mod port;
mod projection;
mod read_models;
pub mod remote;
pub mod requests;
pub mod strategy;
mod task_lists;
mod timeline;
pub mod training;
pub mod views;
pub mod weekly;

pub use book::{Book, Folded};
pub use briefing::{Briefing, Office};
pub use dossiers::DossierKind;
pub use freshness::Freshness;
pub use monthly::MonthlyOverview;
pub use parking::Parking;
pub use partition::Partition;
pub use port::{AskError, ReadPort};
pub use projection::{Projection, ProjectionError, Stopped};
pub use read_models::{ReadModelError, ReadModels};
pub use remote::{RemoteReadModels, answer_redrives, serve_questions};
pub use training::TrainingBook;
pub use weekly::SubgroupWeek;
