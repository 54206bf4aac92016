//! The data directory: everything that one focalpoint keeps, and which file holds what.

use std::path::{Path, PathBuf};

/// A data directory cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the data directory {path} cannot be used: {source}")]
pub struct DataDirectoryError {
    path: PathBuf,
    source: std::io::Error,
}

/// A data directory.
#[derive(Debug, Clone)]
pub struct DataDirectory {
    path: PathBuf,
}

impl DataDirectory {
    /// The directory, made if it is not there, readable by its owner only.
    pub fn open(path: &Path) -> Result<Self, DataDirectoryError> {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
        made.and_then(|()| std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700)))
            .map_err(|source| DataDirectoryError { path: path.to_owned(), source })?;
        Ok(Self { path: path.to_owned() })
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
