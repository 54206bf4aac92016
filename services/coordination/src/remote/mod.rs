//! Commands from one process to another, over NATS.
//!
//! A service puts its commands under a subject that ends with its own name; the servers' permissions let nobody else do
//! so. Any number of command servers share them. A command that gets no answer is put again under the same id, so it is
//! carried out once whichever servers see it.
//!
//! - [`wire`]: how a command and what it led to are written between processes.
//! - [`vouching`]: for whom which service may speak.
//! - [`client`]: the command port of a service on its own.
//! - [`server`]: a command server.
//!
//! Depends on `nats` and on this crate's port. The rest of this crate does not know that it exists.

pub mod client;
pub mod server;
pub mod vouching;
mod wire;

pub use client::{RemoteCommands, RetryPolicy};
pub use server::{CommandServer, serve_commands};
pub use vouching::{NotVouchedFor, vouch};
