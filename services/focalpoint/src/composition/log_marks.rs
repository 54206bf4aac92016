//! Which log the bot's, the mailer's and the drafts' files were kept beside, and how far it was then.
//!
//! What is in them follows from no log, so nothing of it can be made anew: tokens of threads, groups, conversations, what waits to be
//! saved. A file of another log would answer for strangers, and ends the start; one that is ahead of the log, because the log
//! was set back, is said loudly and goes on, since what it holds is by ids that the log either has or has not. The mark is in
//! the file itself, so that it goes where the file goes. Knows a table of its own in each, and nothing else that is in them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use events::ids::Position;
use events::log_mark::{LogMark, Misfit};
use feed::{EventFeed, FeedError};
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use tokio::sync::watch;

use crate::configuration::data_directory::DataDirectory;

/// How long what happens together is waited for.
const TOGETHER: Duration = Duration::from_secs(2);
/// How long a statement waits for whoever has the file open.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

const TABLE: &str = "CREATE TABLE IF NOT EXISTS log_mark (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    mark TEXT NOT NULL
) STRICT";

/// A file does not belong to the log beside it.
#[derive(Debug, thiserror::Error)]
pub(super) enum DoesNotBelong {
    /// It is another log's.
    #[error(
        "{file} does not belong to the log beside it: {misfit}; put back the copy that was kept with this log, or move the file away and \
         go on without {lost}"
    )]
    Foreign {
        /// Where it lies.
        file: PathBuf,
        /// Why it does not belong there.
        misfit: Misfit,
        /// What whoever has no copy loses.
        lost: &'static str,
    },
    /// It cannot be read.
    #[error("{file} cannot be read: {source}")]
    Unreadable {
        /// Where it lies.
        file: PathBuf,
        /// What is wrong.
        source: rusqlite::Error,
    },
    /// The log cannot be asked.
    #[error(transparent)]
    Log(#[from] FeedError),
}

/// The files, and what is lost with each.
fn files(data: &DataDirectory) -> [(PathBuf, &'static str); 3] {
    [
        (data.bot(), "conversations that are open, replies that wait to be saved and the groups of subgroups"),
        (data.email(), "the threads of e-mails, so that answers to messages of before are not read"),
        (data.drafts(), "what was typed and not sent"),
    ]
}

/// Judges the files by the log, before anybody opens them.
pub(super) async fn check_files(data: &DataDirectory, feed: &dyn EventFeed) -> Result<(), DoesNotBelong> {
    for (file, lost) in files(data) {
        let kept = kept_mark(&file).map_err(|source| DoesNotBelong::Unreadable { file: file.clone(), source })?;
        let Some(kept) = kept else { continue };
        match feed.judge(&kept).await? {
            Ok(()) => {}
            Err(misfit @ Misfit::Foreign { .. }) => return Err(DoesNotBelong::Foreign { file, misfit, lost }),
            Err(misfit @ (Misfit::Gone { .. } | Misfit::Other { .. })) => {
                tracing::error!(
                    file = %file.display(), %misfit,
                    "the file was kept beside a log that was longer: what people were told of the part that is gone stays in their chats \
                     and mailboxes"
                );
            }
        }
    }
    Ok(())
}

/// Notes in the files how far the log is, whenever it has gone on, for ever.
pub(super) async fn keep_marks(data: &DataDirectory, feed: &dyn EventFeed, mut progress: watch::Receiver<Position>) {
    loop {
        let reached = *progress.borrow_and_update();
        match feed.mark(reached).await {
            Ok(Some(mark)) => keep_in_all(data, mark).await,
            // The log was set back while this runs: whoever reads it says so.
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "it is noted later how far the log is"),
        }
        if progress.changed().await.is_err() {
            return std::future::pending().await;
        }
        tokio::time::sleep(TOGETHER).await;
    }
}

async fn keep_in_all(data: &DataDirectory, mark: LogMark) {
    for (file, _) in files(data) {
        let path = file.clone();
        let kept = tokio::task::spawn_blocking(move || keep_mark(&path, &mark)).await;
        if let Ok(Err(error)) = kept {
            tracing::warn!(%error, file = %file.display(), "it is noted later which log the file belongs to");
        }
    }
}

/// The mark in a file; none: it is not there, or an earlier version kept it.
fn kept_mark(file: &Path) -> rusqlite::Result<Option<LogMark>> {
    if std::fs::metadata(file).map_or(true, |found| found.len() == 0) {
        return Ok(None);
    }
    // To read and write, though nothing is written: beside a file that may only be read, SQLite leaves two others.
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    let known: bool =
        connection.query_row("SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'log_mark'", [], |row| row.get(0))?;
    if !known {
        return Ok(None);
    }
    let text: Option<String> = connection.query_row("SELECT mark FROM log_mark", [], |row| row.get(0)).optional()?;
    Ok(text.and_then(|text| text.parse().ok()))
}

/// Notes a mark in a file that its owner has made.
fn keep_mark(file: &Path, mark: &LogMark) -> rusqlite::Result<()> {
    if !file.exists() {
        return Ok(());
    }
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.execute_batch(TABLE)?;
    connection.execute("INSERT OR REPLACE INTO log_mark VALUES (1, ?1)", [mark.to_string()]).map(drop)
}
