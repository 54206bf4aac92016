//! The messages, a file each in one folder, so that the next start shows what was there. Knows neither SMTP nor pages.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mail_parser::MessageParser;

/// The folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the folder of the demo's e-mails {folder}: {source}")]
pub struct InboxesError {
    folder: PathBuf,
    source: std::io::Error,
}

/// A message as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMail {
    /// Its number, from 1 in the order of arrival.
    pub number: u64,
    /// To which address it came, in small letters.
    pub to: String,
    /// The message as it came, headers and all.
    pub bytes: Arc<[u8]>,
}

impl StoredMail {
    /// Its subject; empty where it has none.
    pub fn subject(&self) -> String {
        let parsed = MessageParser::default().parse(self.bytes.as_ref());
        parsed.and_then(|message| message.subject().map(str::to_owned)).unwrap_or_default()
    }
}

/// Every inbox. A clone is the same.
#[derive(Debug, Clone)]
pub struct Inboxes {
    folder: Arc<Path>,
    mail: Arc<Mutex<Vec<StoredMail>>>,
}

impl Inboxes {
    /// The inboxes kept in a folder, which is made if it is not there.
    pub fn open(folder: &Path) -> Result<Self, InboxesError> {
        let failed = |source| InboxesError { folder: folder.to_owned(), source };
        std::fs::create_dir_all(folder).map_err(failed)?;
        let mut mail = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let name = path.file_stem().and_then(|name| name.to_str()).and_then(|name| name.split_once('-'));
            let known = path.extension().is_some_and(|kind| kind == "eml");
            let Some((Ok(number), to)) = name.filter(|_| known).map(|(number, to)| (number.parse(), to)) else {
                continue;
            };
            let bytes = std::fs::read(&path).map_err(failed)?.into();
            mail.push(StoredMail { number, to: to.to_owned(), bytes });
        }
        mail.sort_by_key(|one: &StoredMail| one.number);
        Ok(Self { folder: folder.into(), mail: Arc::new(Mutex::new(mail)) })
    }

    fn mail(&self) -> MutexGuard<'_, Vec<StoredMail>> {
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a message that came to this address.
    pub fn keep(&self, to: &str, bytes: &[u8]) -> Result<(), InboxesError> {
        let to = to.to_lowercase();
        let failed = |source| InboxesError { folder: self.folder.to_path_buf(), source };
        // A file's name is no place for a path.
        let fits = to.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '@' | '.' | '-' | '_' | '+'));
        if !fits {
            return Err(failed(std::io::Error::other("the address has letters that no file's name may have")));
        }
        let mut mail = self.mail();
        let number = mail.last().map_or(1, |last| last.number + 1);
        std::fs::write(self.folder.join(format!("{number:06}-{to}.eml")), bytes).map_err(failed)?;
        mail.push(StoredMail { number, to, bytes: bytes.into() });
        Ok(())
    }

    /// What came to an address, the newest first.
    pub fn of(&self, address: &str) -> Vec<StoredMail> {
        let address = address.to_lowercase();
        self.mail().iter().rev().filter(|mail| mail.to == address).cloned().collect()
    }

    /// A message by its number.
    pub fn get(&self, address: &str, number: u64) -> Option<StoredMail> {
        let address = address.to_lowercase();
        self.mail().iter().find(|mail| mail.number == number && mail.to == address).cloned()
    }
}
