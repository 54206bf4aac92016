//! Everything that can be proved of a data directory: that nothing in the log was changed and its file is sound, that each event
//! is understood today, that whoever is sealed in it has a key or was erased, and that the read models are what the log makes
//! of itself.
//!
//! Reads only, beside a hub that runs as well as on a copy that may not be written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use events::Event;
use events::ids::{PersonId, Position};
use events::sealed::{PersonKey, PersonKeys};
use feed::StoreFeed;
use readmodels::{ReadModelError, ReadModels};
use store::{
    EventStore, FileDamage, Head, LogVerification, OpenError, PersonKeysReader, ReadError, ReadOnlyFile,
    SqliteLogReader, VerifyError,
};

use super::sealed_fields::{Unreadable, sealed_fields};
use crate::configuration::data_directory::DataDirectory;
use crate::configuration::data_presence::IncompleteData;

/// How many events are read at a time.
const PAGE: usize = 512;

/// Something that is not as it must be.
#[derive(Debug, thiserror::Error)]
pub enum Finding {
    /// The log's file is damaged.
    #[error(transparent)]
    File(#[from] FileDamage),
    /// The log is not as it was written.
    #[error(transparent)]
    Chain(#[from] VerifyError),
    /// An event is not one of today's.
    #[error("the event at position {position} is not understood: {reason}")]
    NotUnderstood {
        /// Where it is.
        position: Position,
        /// What is wrong with it.
        reason: String,
    },
    /// The log cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// The keys are not those of the log.
    #[error("{path} was made with another log: put back the copy that was made together with this one")]
    ForeignKeys {
        /// Where the keys are.
        path: PathBuf,
    },
    /// The file of the keys is damaged.
    #[error("{path} is damaged: {reason}; put its copy back")]
    DamagedKeys {
        /// Where the keys are.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Somebody's name cannot be read.
    #[error("{why}; put back the copy of person-keys.db that was made together with the log")]
    Person {
        /// Whose, and why.
        why: Unreadable,
    },
    /// A read model is not what the log makes of itself.
    #[error(
        "the read models at position {at} are not what the log makes of itself: `focalpoint replay` builds them anew"
    )]
    ReadModels {
        /// As of where they were compared.
        at: Position,
    },
    /// The read models cannot be read.
    #[error("the read models cannot be read: {reason}; `focalpoint replay` builds them anew")]
    DamagedReadModels {
        /// What is wrong.
        reason: String,
    },
    /// A file cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// What was looked at and found.
#[derive(Debug, Default)]
pub struct Report {
    /// The log, where it was followed to its end.
    pub log: Option<LogVerification>,
    /// How many events are understood.
    pub understood: u64,
    /// Whose sealed fields open.
    pub readable: BTreeSet<PersonId>,
    /// Whose sealed fields open no more, because they were erased.
    pub erased: BTreeSet<PersonId>,
    /// Whether there are keys to look at.
    pub has_keys: bool,
    /// As of where the read models were compared; none: there are none, or they are of another version or log, and are made
    /// anew at the next start.
    pub read_models_at: Option<Position>,
    /// Everything that is not as it must be.
    pub findings: Vec<Finding>,
}

/// What is told while it is looked.
pub type Watch<'a> = &'a (dyn Fn(Position) + Sync);

/// Proves a log by itself, as a backup is one.
pub async fn verify_log(log: &SqliteLogReader, noted: Option<&Head>, watch: Watch<'_>) -> Report {
    let mut report = Report::default();
    if let Err(damage) = log.check_file().await {
        report.findings.push(damage.into());
    }
    match log.verify_watched(noted, watch).await {
        Ok(verified) => report.log = Some(verified),
        Err(broken) => report.findings.push(broken.into()),
    }
    report
}

/// Proves that each event is understood, and that the keys are there with which it was sealed.
pub async fn verify_events(log: &SqliteLogReader, keys: Option<&PersonKeysReader>, report: &mut Report) {
    let mut unreadable = BTreeSet::new();
    let mut reached = Position::START;
    loop {
        let page = match log.read_all(reached, PAGE).await {
            Ok(page) => page,
            Err(error) => return report.findings.push(error.into()),
        };
        let Some(last) = page.last() else { break };
        reached = last.position;
        for event in &page {
            let position = event.position;
            match Event::decode(&event.stream, &event.body) {
                Ok(_) => report.understood += 1,
                Err(error) => report.findings.push(Finding::NotUnderstood { position, reason: error.to_string() }),
            }
            let (Some(keys), Ok(sealed)) = (keys, sealed_fields(&event.body.data)) else { continue };
            for field in sealed {
                let person = field.person();
                match keys.known(person) {
                    Some(None) => drop(report.erased.insert(person.clone())),
                    None => drop(unreadable.insert(Unreadable::NoKey(person.clone()))),
                    Some(Some(_)) if field.open(keys).is_some() => drop(report.readable.insert(person.clone())),
                    Some(Some(_)) => drop(unreadable.insert(Unreadable::OtherKey(person.clone()))),
                }
            }
        }
    }
    report.findings.extend(unreadable.into_iter().map(|why| Finding::Person { why }));
}

/// The keys of a data directory, where they fit its log.
fn keys_of(data: &DataDirectory, log: &SqliteLogReader, report: &mut Report) -> Option<PersonKeysReader> {
    let path = data.person_keys();
    if !path.exists() {
        return None;
    }
    match PersonKeysReader::open(&path) {
        Ok(keys) => {
            if keys.log().is_some_and(|kept| kept != log.identity()) {
                report.findings.push(Finding::ForeignKeys { path: path.clone() });
            }
            if let Some(reason) = keys.damage() {
                report.findings.push(Finding::DamagedKeys { path, reason: reason.to_owned() });
            }
            report.has_keys = true;
            Some(keys)
        }
        Err(error) => {
            report.findings.push(error.into());
            None
        }
    }
}

/// Proves the log of a data directory, and the keys beside it.
pub async fn verify_log_and_keys(
    data: &DataDirectory,
    noted: Option<&Head>,
    watch: Watch<'_>,
) -> Result<(SqliteLogReader, Report), IncompleteData> {
    let path = data.present_log()?;
    let log = SqliteLogReader::open(&path)?;
    let mut report = verify_log(&log, noted, watch).await;
    let keys = keys_of(data, &log, &mut report);
    verify_events(&log, keys.as_ref(), &mut report).await;
    Ok((log, report))
}

/// Proves everything in a data directory.
pub async fn verify_directory(
    data: &DataDirectory,
    noted: Option<&Head>,
    watch: Watch<'_>,
) -> Result<(SqliteLogReader, Report), IncompleteData> {
    let (log, mut report) = verify_log_and_keys(data, noted, watch).await?;
    // What comes from a log that is wrong cannot be compared with it.
    if data.read_models().exists() && report.findings.is_empty() {
        match compare_read_models(&data.read_models(), &data.events(), &log).await {
            Ok(compared) => report.read_models_at = compared,
            Err(finding) => report.findings.push(finding),
        }
    }
    Ok((log, report))
}

/// Nobody's key: what is sealed stays so in read models.
struct NoKeys;

impl PersonKeys for NoKeys {
    fn key(&self, _: &PersonId) -> Option<PersonKey> {
        None
    }
}

/// Compares read models with what the log makes of itself, as of where they have come to.
async fn compare_read_models(
    read_models: &Path,
    held_with: &Path,
    log: &SqliteLogReader,
) -> Result<Option<Position>, Finding> {
    let damaged = |error: &dyn std::fmt::Display| Finding::DamagedReadModels { reason: error.to_string() };
    let file = ReadOnlyFile::held_with(read_models, held_with)?;
    let look = tokio::task::spawn_blocking(move || {
        let mut file = file.connect().map_err(|error| error.to_string())?;
        ReadModels::standard_dump(&mut file).map_err(|error| error.to_string())
    });
    let there = look.await.map_err(|error| damaged(&error))?.map_err(|error| damaged(&error))?;
    let Some((mark, there)) = there else { return Ok(None) };
    if mark.log != log.identity() || log.mark(mark.position).await?.is_none_or(|here| here != mark) {
        return Ok(None);
    }
    let rebuilt = rebuild(log.until(mark.position)).await.map_err(|error| damaged(&error))?;
    if rebuilt == there { Ok(Some(mark.position)) } else { Err(Finding::ReadModels { at: mark.position }) }
}

/// What a log makes of itself.
async fn rebuild(log: SqliteLogReader) -> Result<String, ReadModelError> {
    let folder = tempfile::tempdir().map_err(|error| ReadError::Unavailable { reason: error.to_string() });
    let folder = folder.map_err(feed::FeedError::from)?;
    let fresh = ReadModels::open(&folder.path().join("fresh.db"), Arc::new(NoKeys), ReadModels::standard())?;
    fresh.catch_up(&StoreFeed::new(Arc::new(log))).await?;
    fresh.dump().await
}
