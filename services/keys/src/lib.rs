//! The keys of personal fields, wherever they are needed.
//!
//! - [`custody`]: the port: looking keys up and making them; and the keys in a file of this process.
//! - [`erasure`]: the port of whoever erases them; [`remote_erasure`]: by asking the service that has them.
//! - [`server`]: the one service that has the file, for all others.
//! - [`remote`]: the keys of another process, kept in memory and never on a disk.
//! - [`wire`]: how keys are written between processes.
//!
//! Depends on `events`, on `store` for the file, and on `nats`. Knows nothing of what is sealed with a key.
//!
//! Invariant: an erased key never comes back, neither to the service that has the file nor to one that once knew it.

pub mod custody;
pub mod erasure;
pub mod remote;
pub mod remote_erasure;
pub mod server;
mod wire;

pub use custody::{KeyCustody, LocalKeys};
pub use erasure::KeyErasure;
pub use remote::{KeysRefresh, RefreshPolicy, RemotePersonKeys};
pub use remote_erasure::RemoteKeyErasure;
pub use server::serve_keys;
