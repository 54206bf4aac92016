//! Who else on this machine can read what is kept here.
//!
//! A secret that others can read is none: the start is refused, and whoever keeps it says how it is put right, because somebody may have
//! read it and it may have to be made anew. Other files of the data directory are closed without asking. Knows files and their rights,
//! and nothing of what is in them.

use std::fs::{Metadata, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// What a group and everybody else may do with a file.
const OF_OTHERS: u32 = 0o077;

/// A secret can be read by others on this machine.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the secret in {file} can be used by others on this machine (mode {mode:03o}): close it with `chmod 600 {file}`, and make another \
     one if somebody else works here"
)]
pub struct OpenToOthers {
    /// Where the secret is.
    pub file: PathBuf,
    /// The rights that it has.
    pub mode: u32,
}

fn mode(found: &Metadata) -> u32 {
    found.permissions().mode() & 0o777
}

/// Whether others may do anything with what is here; not, where there is nothing.
pub(super) fn is_open(path: &Path) -> io::Result<bool> {
    match std::fs::metadata(path) {
        Ok(found) => Ok(mode(&found) & OF_OTHERS != 0),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Judges the file of a secret: its owner alone may read it. What the service manager hands over to this process is read by nobody
/// else, whatever rights it shows.
pub fn check_secret(file: &Path) -> Result<(), OpenToOthers> {
    let handed_over = std::env::var_os("CREDENTIALS_DIRECTORY").is_some_and(|folder| file.starts_with(folder));
    match std::fs::metadata(file) {
        // One without content is none, and whoever reads it says so.
        Ok(found) if !handed_over && found.len() > 0 && mode(&found) & OF_OTHERS != 0 => {
            Err(OpenToOthers { file: file.to_owned(), mode: mode(&found) })
        }
        // Whoever reads it says that it is not there.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Closes a file to all but its owner.
pub(super) fn close(file: &Path) -> io::Result<()> {
    std::fs::set_permissions(file, Permissions::from_mode(0o600))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_its_owners_alone_and_what_is_wrong_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("token");
        assert_eq!(check_secret(&file), Ok(()), "who reads it says that it is missing");
        std::fs::write(&file, "x").unwrap();
        for (mode, is_refused) in
            [(0o644, true), (0o640, true), (0o604, true), (0o602, true), (0o600, false), (0o400, false)]
        {
            std::fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
            assert_eq!(check_secret(&file).is_err(), is_refused, "{mode:o}");
        }
        std::fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
        let said = check_secret(&file).unwrap_err().to_string();
        assert!(said.contains(&format!("chmod 600 {}", file.display())) && said.contains("640"), "{said}");
    }
}
