//! What is wrong with import files: every fault, each with its place.

use std::fmt;
use std::path::PathBuf;

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// The line in the file, from 1; 0 when it is about the file as a whole.
    pub line: u64,
    /// The column, when it is about one.
    pub column: Option<&'static str>,
    /// What is wrong and what to do.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ", line {}", self.line)?;
        }
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// All faults of an import, none of which was passed over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// Says what is wrong with a file as a whole.
    pub fn about_file(&mut self, file: &str, reason: impl fmt::Display) {
        self.0.push(Fault { file: file.to_owned(), line: 0, column: None, reason: reason.to_string() });
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = if self.0.len() == 1 { "1 fault" } else { "faults" };
        if self.0.len() == 1 {
            write!(f, "nothing was imported: {rows}")?;
        } else {
            write!(f, "nothing was imported: {} {rows}", self.0.len())?;
        }
        self.0.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}

/// Why nothing, or not all, was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The folder cannot be read.
    #[error("{folder}: {source}")]
    Folder {
        /// Where the folder is.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The folder has none of the files that can be imported.
    #[error("{folder} has no file to import: expected at least one of {expected}")]
    NothingToImport {
        /// Where the folder is.
        folder: PathBuf,
        /// The names looked for.
        expected: String,
    },
    /// Something is wrong with the files; nothing was imported.
    #[error("{0}")]
    Faulty(Faults),
    /// The store gave up on the way. What was imported so far stays; importing again goes on where it stopped.
    #[error("the import stopped on the way: {0}; import again to go on where it stopped")]
    Interrupted(#[from] coordination::CommandError),
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] store::ReadError),
    /// A personal field could not be sealed.
    #[error(transparent)]
    Seal(#[from] crate::sealing::SealingError),
}
