//! Documents that people keep, drawn: papers, certificates and checkpoints as PDF, bars as a picture, meetings as calendar files.
//!
//! Data in, bytes out. What stands on a paper comes in as plain values, and names come in opened; the words of certificates
//! come from the texts of `language`, the letters from the fonts in `fonts/`, which have Albanian, Serbian in both scripts
//! and English. The same data give the same bytes. Depends on `events` and `language`; knows no service, no clock, no keys
//! and no way to send anything.

pub mod calendar_file;
pub mod calendar_invitation;
pub mod certificate;
pub mod checkpoint_sheet;
mod dates;
mod error;
mod layout;
pub mod paper;
pub mod picture;
mod typeface;

pub use calendar_file::begins;
pub use certificate::initials;
pub use checkpoint_sheet::CheckpointSheet;
pub use dates::written;
pub use error::DocumentError;
pub use paper::{Line, Paper, Section};
