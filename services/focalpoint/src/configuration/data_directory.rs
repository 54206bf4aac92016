//! The data directory: everything that one focalpoint keeps, and which file holds what.

use std::path::{Path, PathBuf};

use crate::configuration::permissions::{OpenToOthers, check_secret, close, is_open};

/// A data directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataDirectoryError {
    /// It cannot be made, read or closed to others.
    #[error("the data directory {path} cannot be used: {source}")]
    Unusable {
        /// Where it is.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Others on this machine can read a key or a secret in it.
    #[error(transparent)]
    OpenToOthers(#[from] OpenToOthers),
}

/// A data directory.
#[derive(Debug, Clone)]
pub struct DataDirectory {
    path: PathBuf,
}

impl DataDirectory {
    /// The directory, made if it is not there, readable by its owner only, and so is every file that focalpoint keeps in it. A key or a
    /// secret that others can read is refused.
    pub fn open(path: &Path) -> Result<Self, DataDirectoryError> {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        let unusable = |source| DataDirectoryError::Unusable { path: path.to_owned(), source };
        let was_open = is_open(path).map_err(unusable)?;
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
        made.and_then(|()| std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))).map_err(unusable)?;
        let directory = Self { path: path.to_owned() };
        for secret in
            [directory.person_key_secret(), directory.form_links(), directory.checkpoint_key(), directory.person_keys()]
        {
            check_secret(&secret)?;
        }
        if was_open {
            tracing::error!(
                path = %path.display(),
                "the data directory could be looked into by others on this machine; it is closed now"
            );
        }
        directory.close_files(was_open).map_err(unusable)?;
        Ok(directory)
    }

    /// Closes the files to others. A file that others could reach is said; one behind a closed door was read by nobody.
    fn close_files(&self, was_open: bool) -> std::io::Result<()> {
        let kept = [
            self.events(),
            self.person_keys(),
            self.read_models(),
            self.bot(),
            self.email(),
            self.drafts(),
            self.webhooks(),
            self.follow_up(),
            self.relay(),
            self.dead_letters(),
        ];
        // What a database keeps beside its file has the file's name and more.
        let beside = ["", "-wal", "-shm", ".lock"];
        for file in kept.iter().flat_map(|file| beside.map(|ending| ended(file, ending))) {
            if is_open(&file)? {
                close(&file)?;
                if was_open {
                    tracing::error!(file = %file.display(), "others on this machine could read this file; it is closed now");
                }
            }
        }
        Ok(())
    }

    /// The directory as it is, whether or not it is there: for whoever looks at it only.
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// The folder itself.
    pub fn folder(&self) -> PathBuf {
        self.path.clone()
    }

    /// The event log: the only truth.
    pub fn events(&self) -> PathBuf {
        self.path.join("events.db")
    }

    /// The keys of the sealed personal fields; kept apart from the log, so that a copy of one is not the other.
    pub fn person_keys(&self) -> PathBuf {
        self.path.join("person-keys.db")
    }

    /// The secret of the keys by which victims are recognized; kept apart from everything else in backups.
    pub fn person_key_secret(&self) -> PathBuf {
        self.path.join("person-key.secret")
    }

    /// The read models; can be deleted at any time.
    pub fn read_models(&self) -> PathBuf {
        self.path.join("read-models.db")
    }

    /// What the bot keeps about its conversations.
    pub fn bot(&self) -> PathBuf {
        self.path.join("telegram.db")
    }

    /// Which thread of e-mails is whose, and how far the mailbox was read.
    pub fn email(&self) -> PathBuf {
        self.path.join("email.db")
    }

    /// What people have typed into forms and not sent, sealed.
    pub fn drafts(&self) -> PathBuf {
        self.path.join("drafts.db")
    }

    /// What webhooks are to send, and what became of it.
    pub fn webhooks(&self) -> PathBuf {
        self.path.join("webhooks.db")
    }

    /// The secret that signs the links to forms.
    pub fn form_links(&self) -> PathBuf {
        self.path.join("form-links.key")
    }

    /// The key that signs checkpoints.
    pub fn checkpoint_key(&self) -> PathBuf {
        self.path.join("checkpoint.key")
    }

    /// How far the follow-up process has read.
    pub fn follow_up(&self) -> PathBuf {
        self.path.join("follow-up.checkpoint")
    }

    /// How far the relay has come.
    pub fn relay(&self) -> PathBuf {
        self.path.join("relay.checkpoint")
    }

    /// What the follow-up process could not process.
    pub fn dead_letters(&self) -> PathBuf {
        self.path.join("dead-letters.json")
    }

    /// The demo's time.
    pub fn demo_clock(&self) -> PathBuf {
        self.path.join("demo-clock")
    }

    /// The demo's e-mails.
    pub fn demo_mail(&self) -> PathBuf {
        self.path.join("demo-mail")
    }

    /// The demo's messenger.
    pub fn demo_messenger(&self) -> PathBuf {
        self.path.join("demo-messenger")
    }
}

fn ended(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_is_in_a_data_directory_is_its_owners_alone_and_open_secrets_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data");
        let data = DataDirectory::open(&path).unwrap();
        assert_eq!(mode(&path), 0o700);
        for file in [data.events(), ended(&data.bot(), "-wal"), data.form_links()] {
            std::fs::write(&file, "x").unwrap();
            std::fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        }
        std::fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
        let refused = DataDirectory::open(&path).unwrap_err().to_string();
        assert!(refused.contains(&format!("chmod 600 {}", data.form_links().display())), "{refused}");
        // Nothing but what the sentence says is needed.
        std::fs::set_permissions(data.form_links(), Permissions::from_mode(0o600)).unwrap();
        DataDirectory::open(&path).unwrap();
        assert_eq!([mode(&data.events()), mode(&ended(&data.bot(), "-wal"))], [0o600; 2]);
    }
}
