//! The keys and secrets of a data directory in one file that only whoever has an identity can open (age, X25519).
//!
//! Whoever carries it away can read nothing of it, and nothing of the log beside. It opens without focalpoint as well:
//! `age -d -i identity.txt FILE | funzip`, or `unzip` of what `age -d` wrote.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use age::x25519::{Identity, Recipient};
use store::OpenError;
use store::PersonKeysReader;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::configuration::data_directory::DataDirectory;

/// The largest that a file in the archive may be.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Why keys cannot be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum KeyArchiveError {
    /// Not something that keys can be sealed to.
    #[error("“{text}” is no recipient of age: `age-keygen` prints one that begins with age1 ({reason})")]
    NotARecipient {
        /// The text as it was given.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Nothing in the file opens anything.
    #[error("{path} has no identity of age: one line that begins with AGE-SECRET-KEY-1 was expected")]
    NoIdentity {
        /// Where the file is.
        path: PathBuf,
    },
    /// The archive was sealed to somebody else, or changed.
    #[error("{path} does not open with this identity: {source}")]
    Closed {
        /// Where the archive is.
        path: PathBuf,
        /// What age said.
        source: age::DecryptError,
    },
    /// Something else is in the archive than keys.
    #[error("{path} is no archive of keys: {reason}")]
    NotKeys {
        /// Where the archive is.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The keys cannot be sealed.
    #[error("the keys cannot be sealed: {0}")]
    Unsealable(String),
    /// The keys cannot be read.
    #[error(transparent)]
    Keys(#[from] OpenError),
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Where the file is.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Whoever keys are sealed to: each of them can open them alone.
#[derive(Debug, Clone, Default)]
pub struct KeyRecipients(Vec<Recipient>);

impl KeyRecipients {
    /// Reads recipients as `age-keygen` prints them.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a String>) -> Result<Self, KeyArchiveError> {
        let parse = |text: &String| {
            text.trim().parse().map_err(|reason: &str| KeyArchiveError::NotARecipient {
                text: text.clone(),
                reason: reason.to_owned(),
            })
        };
        texts.into_iter().map(parse).collect::<Result<_, _>>().map(Self)
    }

    /// Whether there is nobody to seal to.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The files that open what is sealed or sign what is sent, by the names that they have in a data directory.
fn key_files(data: &DataDirectory) -> [PathBuf; 4] {
    [data.person_keys(), data.person_key_secret(), data.form_links(), data.checkpoint_key()]
}

/// Whether a data directory can be without a file: nobody has signed a checkpoint with it yet.
fn may_be_missing(file: &Path, data: &DataDirectory) -> bool {
    file == data.checkpoint_key()
}

fn name_of(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The keys and secrets of a data directory, sealed. In clear they are on no disk.
pub fn sealed_keys(data: &DataDirectory, recipients: &KeyRecipients) -> Result<Vec<u8>, KeyArchiveError> {
    let unsealable = |error: &dyn std::fmt::Display| KeyArchiveError::Unsealable(error.to_string());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for file in key_files(data).into_iter().filter(|file| file.exists() || !may_be_missing(file, data)) {
        let content = if file == data.person_keys() {
            PersonKeysReader::copy_of(&file)?
        } else {
            std::fs::read(&file).map_err(|source| KeyArchiveError::File { path: file.clone(), source })?
        };
        let options =
            SimpleFileOptions::default().compression_method(CompressionMethod::Stored).unix_permissions(0o600);
        archive.start_file(name_of(&file), options).map_err(|error| unsealable(&error))?;
        archive.write_all(&content).map_err(|error| unsealable(&error))?;
    }
    let archive = archive.finish().map_err(|error| unsealable(&error))?.into_inner();
    let recipients = recipients.0.iter().map(|recipient| recipient as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(|error| unsealable(&error))?;
    let mut sealed = Vec::new();
    let mut into = encryptor.wrap_output(&mut sealed).map_err(|error| unsealable(&error))?;
    into.write_all(&archive).map_err(|error| unsealable(&error))?;
    into.finish().map_err(|error| unsealable(&error))?;
    Ok(sealed)
}

/// The identities in a file as `age-keygen` writes it.
fn identities(path: &Path) -> Result<Vec<Identity>, KeyArchiveError> {
    let text =
        std::fs::read_to_string(path).map_err(|source| KeyArchiveError::File { path: path.to_owned(), source })?;
    let found: Vec<Identity> = text.lines().filter_map(|line| line.trim().parse().ok()).collect();
    if found.is_empty() { Err(KeyArchiveError::NoIdentity { path: path.to_owned() }) } else { Ok(found) }
}

/// Opens an archive with the identity in a file, and puts its files into a data directory, readable by their owner only.
pub fn unseal_into(archive: &Path, identity: &Path, data: &DataDirectory) -> Result<(), KeyArchiveError> {
    let file_error = |path: &Path| {
        let path = path.to_owned();
        move |source| KeyArchiveError::File { path, source }
    };
    let not_keys = |reason: String| KeyArchiveError::NotKeys { path: archive.to_owned(), reason };
    let closed = |source| KeyArchiveError::Closed { path: archive.to_owned(), source };
    let identities = identities(identity)?;
    let sealed = std::fs::read(archive).map_err(file_error(archive))?;
    let mut opened = Vec::new();
    age::Decryptor::new(sealed.as_slice())
        .and_then(|sealed| sealed.decrypt(identities.iter().map(|identity| identity as &dyn age::Identity)))
        .map_err(closed)?
        .read_to_end(&mut opened)
        .map_err(file_error(archive))?;
    let mut files = ZipArchive::new(Cursor::new(opened)).map_err(|error| not_keys(error.to_string()))?;
    for to in key_files(data) {
        let name = name_of(&to);
        if files.index_for_name(&name).is_none() && may_be_missing(&to, data) {
            continue;
        }
        let file = files.by_name(&name).map_err(|_| not_keys(format!("it has no {name}")))?;
        let mut content = Vec::new();
        file.take(LARGEST).read_to_end(&mut content).map_err(file_error(archive))?;
        write_private(&to, &content).map_err(file_error(&to))?;
    }
    Ok(())
}

/// Writes a file that is not there yet, readable by its owner only, and on the disk when this returns.
pub(crate) fn write_private(path: &Path, content: &[u8]) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;

    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}
