//! The event store: the port that every engine fulfils, the engines, and the keys of sealed fields.
//!
//! - [`port`]: what an event store does, whatever is behind it. Everybody else codes against this.
//! - [`sqlite`]: the embedded engine, one file. One writer thread groups waiting appends into one commit; readers have
//!   connections of their own and never wait for it.
//! - [`eventstoredb`]: the engine on a server or a cluster, through its own client.
//! - [`hash_chain`]: each event's hash covers the one before it, so that a change anywhere in the log shows.
//! - [`taking_out`]: what an engine does besides out of which texts can be taken again.
//! - [`person_keys`]: the keys of sealed personal fields, in a file of their own, so that a copy of the log opens none.
//! - [`person_keys_reader`]: the same, looked at without holding them; [`read_only_file`]: how any file here is.
//!
//! May depend on `events` for the envelope and the ids; knows nothing of what an event means, who reads it or why.
//! Nobody but this crate touches the log's tables. Every engine passes the contract suite in `tests/contract/`.

mod database;
pub mod eventstoredb;
mod fit;
pub mod hash_chain;
pub mod person_keys;
pub mod person_keys_reader;
pub mod port;
pub mod read_only_file;
pub mod sqlite;
pub mod taking_out;

pub use database::OpenError;
pub use eventstoredb::{ConnectError, EventStoreDbSettings, EventStoreDbStore};
pub use hash_chain::{Fault, Head, LogVerification, VerifyError};
pub use person_keys::{KeyError, SqlitePersonKeys};
pub use person_keys_reader::PersonKeysReader;
pub use port::{AppendError, Appended, Direction, EventStore, ExpectedVersion, ReadError};
pub use read_only_file::ReadOnlyFile;
pub use sqlite::{BackupError, FileDamage, SqliteEventStore, SqliteLogReader};
pub use taking_out::{Remainder, TakingOut};
