//! The read models of every process, compared with those that the log makes.
//!
//! Beside the services, the test folds the same read models from the log itself, in its own process, which no fault
//! touches. What a service keeps is copied out of its file while it runs, and table by table it has to be the same.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use feed::{EventFeed, StoreFeed};
use readmodels::{Partition, Projection, ReadModels};
use rusqlite::{Connection, OpenFlags};
use store::SqlitePersonKeys;
use tempfile::TempDir;

use super::{Service, Topology, unexpected};
use crate::{TestError, eventually};

/// Read models made from the log alone, for each kind of service that keeps some.
pub struct Rebuilt {
    folder: TempDir,
    keys: Arc<SqlitePersonKeys>,
    kinds: BTreeMap<String, ReadModels>,
}

impl Rebuilt {
    /// Nothing is folded yet.
    pub fn new() -> Result<Self, TestError> {
        let folder = TempDir::new()?;
        let keys = SqlitePersonKeys::open(&folder.path().join("keys.db")).map_err(|error| unexpected(&error))?;
        Ok(Self { folder, keys: Arc::new(keys), kinds: BTreeMap::new() })
    }

    /// Those of a kind, kept from one comparison to the next.
    fn of_kind(&mut self, kind: &str, projections: &[Arc<dyn Projection>]) -> Result<ReadModels, TestError> {
        if let Some(kept) = self.kinds.get(kind) {
            return Ok(kept.clone());
        }
        let made = self.open(&self.folder.path().join(format!("{kind}.db")), projections.to_vec())?;
        self.kinds.insert(kind.to_owned(), made.clone());
        Ok(made)
    }

    fn open(&self, file: &Path, projections: Vec<Arc<dyn Projection>>) -> Result<ReadModels, TestError> {
        ReadModels::open(file, self.keys.clone(), projections).map_err(|error| unexpected(&error))
    }
}

/// A kind of service that keeps read models, and what it folds.
type Kind = (String, Vec<Arc<dyn Projection>>);

/// What a service folds; nothing, when it keeps no read models.
fn projections_of(service: &Service) -> Result<Option<Kind>, TestError> {
    let kind = service.arguments.get(1).map_or("", String::as_str);
    let told = |name: &str| service.environment.get(name).and_then(|value| value.parse().ok()).unwrap_or_default();
    Ok(match kind {
        "projections" => {
            let (index, count) = (told("FOCALPOINT_PARTITION"), told("FOCALPOINT_PARTITIONS"));
            let partition = Partition::new(index, count).map_err(|error| unexpected(&error))?;
            Some((format!("{kind}-{index}"), ReadModels::of(partition)))
        }
        "telegram" | "reminders" => Some((kind.to_owned(), ReadModels::standard())),
        _ => None,
    })
}

impl Topology {
    /// Waits until each service's read models are, table by table, those that the log makes.
    pub async fn read_models_are_those_of_the_log(&self, rebuilt: &mut Rebuilt) -> Result<(), TestError> {
        let feed: Arc<dyn EventFeed> = Arc::new(StoreFeed::new(Arc::new(self.event_store()?)));
        for (name, service) in &self.services {
            let Some((kind, projections)) = projections_of(service)? else { continue };
            let own = rebuilt.of_kind(&kind, &projections)?;
            let file = self.folder.path().join(name).join("read-models.db");
            eventually(&format!("the read models of {name} to be those of the log"), || async {
                let text = |error: TestError| error.to_string();
                own.catch_up(feed.as_ref()).await.map_err(|error| error.to_string())?;
                let copy = TempDir::new().map_err(|error| error.to_string())?;
                let copied = copy.path().join("copy.db");
                copy_of(&file, &copied).map_err(|error| error.to_string())?;
                let theirs = rebuilt.open(&copied, projections.clone()).map_err(text)?;
                let (at, end) = (*theirs.progress().borrow(), *own.progress().borrow());
                if at != end {
                    return Err(format!("it has come to {at}, the log to {end}"));
                }
                let (theirs, wanted) = tokio::join!(theirs.dump(), own.dump());
                let (theirs, wanted) =
                    (theirs.map_err(|error| error.to_string())?, wanted.map_err(|error| error.to_string())?);
                differing(&theirs, &wanted)
            })
            .await?;
        }
        Ok(())
    }
}

/// Copies a file that another process writes to, as it is at one moment.
fn copy_of(file: &Path, to: &Path) -> rusqlite::Result<()> {
    let source = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    source.busy_timeout(std::time::Duration::from_secs(5))?;
    source.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
    Ok(())
}

/// The first line in which two dumps differ.
fn differing(found: &str, wanted: &str) -> Result<(), String> {
    if found == wanted {
        return Ok(());
    }
    let pairs = found.lines().zip(wanted.lines());
    let first = pairs.into_iter().find(|(found, wanted)| found != wanted);
    Err(format!("{first:?}; {} lines where the log makes {}", found.lines().count(), wanted.lines().count()))
}
