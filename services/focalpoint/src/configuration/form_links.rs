//! The secret that signs the links to forms: drawn at the first start, kept in a file that only its owner reads.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use links::LinkKey;

use crate::Fatal;
use crate::configuration::random::random_token;
use crate::configuration::read_secret;

/// The secret in this file, drawn now if there is none.
pub(crate) fn key(file: &Path) -> Result<LinkKey, Fatal> {
    if !file.exists() {
        let mut made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
        // Two tokens, so that it is long enough whatever one of them is.
        writeln!(made, "{}{}", random_token(), random_token())?;
        made.sync_all()?;
    }
    Ok(LinkKey::new(read_secret(file)?)?)
}
