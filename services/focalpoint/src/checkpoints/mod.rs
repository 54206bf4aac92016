//! Checkpoints: what an outsider keeps of the log, so that nobody can write its history anew unseen.
//!
//! - [`event_tree`]: the tree of hashes over the events (RFC 6962), and its proofs.
//! - [`signing_key`]: the key that signs, drawn once.
//! - [`checkpoint`]: a signed checkpoint (C2SP tlog-checkpoint in a signed note), made and judged.
//! - [`bundle`]: a checkpoint with proofs, for whoever checks without focalpoint (`deploy/verify-checkpoint`).
//! - [`deposit`]: checkpoints in a directory.
//!
//! Knows the log by its events' hashes alone, and no event.

pub mod bundle;
pub mod checkpoint;
pub mod deposit;
pub mod event_tree;
pub mod signing_key;
