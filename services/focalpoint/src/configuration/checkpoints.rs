//! Where checkpoints go by themselves.

use std::path::PathBuf;

use email::address::MailAddress;
use events::language::Language;
use serde::Deserialize;

/// Where checkpoints of the log are put, once a day, after it was proved.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckpointSettings {
    /// The directory; best one that is carried to somebody outside by itself. Each checkpoint lies there as text, and on a sheet to be printed.
    pub directory: PathBuf,
    /// The address of an auditor to whom the newest one is sent once a day as well, through the server of `[email.smtp]`.
    #[serde(default)]
    pub mail_to: Option<MailAddress>,
    /// The language of the sheet and of the message.
    #[serde(default)]
    pub language: Language,
}
