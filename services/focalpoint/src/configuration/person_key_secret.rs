//! The secret of the person keys: in a file of its own, made at the first start on one machine, given as a file in a
//! deployment.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use gateway::{PersonKeySecret, SecretTooShort};

use crate::configuration::random::random_secret;
use crate::configuration::{SettingsError, read_secret};

/// The secret cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PersonKeySecretError {
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] SettingsError),
    /// The file cannot be written.
    #[error("the secret of the person keys cannot be kept in {file}: {source}")]
    Unwritable {
        /// Where the file is.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is too short.
    #[error("the file {file}: {source}")]
    TooShort {
        /// Where the file is.
        file: PathBuf,
        /// What is wrong.
        source: SecretTooShort,
    },
}

/// The secret in a file that is there.
pub fn in_file(file: &Path) -> Result<PersonKeySecret, PersonKeySecretError> {
    let text = read_secret(file)?;
    PersonKeySecret::new(&text).map_err(|source| PersonKeySecretError::TooShort { file: file.to_owned(), source })
}

/// The secret in a file that is made when it is not there, readable by its owner only.
pub fn kept_in(file: &Path) -> Result<PersonKeySecret, PersonKeySecretError> {
    let unwritable = |source| PersonKeySecretError::Unwritable { file: file.to_owned(), source };
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Ok(mut new) => {
            writeln!(new, "{}", random_secret()).and_then(|()| new.sync_all()).map_err(unwritable)?;
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(unwritable(error)),
    }
    in_file(file)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_secret_is_made_once_and_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("person-key.secret");
        kept_in(&file).unwrap();
        let made = std::fs::read_to_string(&file).unwrap();
        assert_eq!(made.trim().len(), 64);
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        kept_in(&file).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), made);
    }

    #[test]
    fn a_secret_that_is_too_short_or_missing_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret");
        assert!(in_file(&file).unwrap_err().to_string().contains("secret"));
        std::fs::write(&file, "short\n").unwrap();
        assert!(in_file(&file).unwrap_err().to_string().contains("chmod 600"));
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        assert!(in_file(&file).unwrap_err().to_string().contains("fewer than 32 characters"));
    }
}
