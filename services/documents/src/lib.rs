//! Documents that people keep: certificates and briefings as PDF, months as picture and PDF, meetings as calendar
//! files.
//!
//! Data in, bytes out. The words come from the texts of dialogue in the reader's language, the letters from the fonts in
//! `fonts/`, which have Albanian, Serbian in both scripts and English. The same data give the same bytes. Depends on the
//! texts and on the views of projections; knows no clock, no keys and no way to send anything: names come in opened.

pub mod briefing;
mod calendar_file;
pub mod certificate;
mod dates;
mod layout;
pub mod monthly;
pub mod paper;
mod picture;
mod typeface;

pub use calendar_file::{begins, calendar_file, calendar_file_name};
pub use certificate::initials;
pub use dates::written;
pub use layout::DocumentError;
pub use paper::{Line, Paper, Section};
