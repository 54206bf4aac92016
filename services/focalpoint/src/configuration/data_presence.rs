//! Whether what is in a data directory is all there, before anything is opened or made.
//!
//! Whoever restores a copy may forget a file, or put back one that is empty. A log, a key or a secret that is missing beside
//! the others is never made anew: with it, everything would look well, and be wrong. Knows the names of the files and asks
//! the log whether it has events; makes no file.

use std::path::{Path, PathBuf};

use events::ids::Position;
use feed::KeptPlace;
use readmodels::ReadModels;
use store::sqlite::LogPresence;
use store::{OpenError, SqliteEventStore, SqlitePersonKeys};

use super::data_directory::DataDirectory;

/// Why focalpoint does not start on a data directory.
#[derive(Debug, thiserror::Error)]
pub enum IncompleteData {
    /// There is no log.
    #[error(
        "{log} is missing or empty, though {beside} beside it belongs to a log: put the log's copy back there, or name an \
         empty data directory to begin anew"
    )]
    NoLog {
        /// Where the log should be.
        log: PathBuf,
        /// What is there.
        beside: PathBuf,
    },
    /// There is no log to look at.
    #[error("{log} is missing or empty: put the log's copy back there")]
    NothingToLookAt {
        /// Where the log should be.
        log: PathBuf,
    },
    /// The log has lost every event.
    #[error(
        "{log} has no event, though {beside} beside it was made from some: put the log's copy back there, or name an empty \
         data directory to begin anew"
    )]
    NoEvents {
        /// The log without events.
        log: PathBuf,
        /// What shows that it had events.
        beside: PathBuf,
    },
    /// A key or a secret is missing.
    #[error("{missing} is missing, though the log beside it has events: put its copy back there; {otherwise}")]
    NoKey {
        /// What is missing.
        missing: PathBuf,
        /// What to do for whoever has no copy.
        otherwise: &'static str,
    },
    /// The log cannot be looked into.
    #[error(transparent)]
    Log(#[from] OpenError),
}

/// How many events at the log's end are proved at each start: a fraction of a second. The rest is proved while the hub runs.
const LOOKED_AT_FROM_THE_END: u64 = 10_000;

/// For whoever has no copy of a secret: it is made by hand, so that nobody can say afterwards that they did not know.
const NO_PERSON_KEYS: &str = "if there is none, the names of staff are lost, and `(umask 077; sqlite3 person-keys.db VACUUM)` in its \
     folder makes the empty file with which focalpoint goes on without them";
const NO_PERSON_KEY_SECRET: &str = "if there is none, or focalpoint has only ever imported here, `(umask 077; openssl rand -hex 32 > \
     person-key.secret)` in its folder makes another, with which nobody is recognized who was entered before";
const NO_FORM_LINKS: &str = "if there is none, or focalpoint has only ever imported here, `(umask 077; openssl rand -hex 32 > \
     form-links.key)` in its folder makes another, with which no link opens that was sent before, nor a draft";

impl DataDirectory {
    /// Judges whether focalpoint may start on what is here: a directory in which nothing was made yet, or one that has
    /// everything.
    pub fn check_presence(&self) -> Result<(), IncompleteData> {
        let log = self.events();
        self.check_fit()?;
        match SqliteEventStore::presence(&log)? {
            LogPresence::Missing => match self.made_from_a_log().into_iter().find(|file| file.exists()) {
                Some(beside) => Err(IncompleteData::NoLog { log, beside }),
                None => Ok(()),
            },
            LogPresence::Empty => match self.shows_events() {
                Some(beside) => Err(IncompleteData::NoEvents { log, beside }),
                None => Ok(()),
            },
            LogPresence::HasEvents => {
                let keys = [
                    (self.person_keys(), NO_PERSON_KEYS),
                    (self.person_key_secret(), NO_PERSON_KEY_SECRET),
                    (self.form_links(), NO_FORM_LINKS),
                ];
                match keys.into_iter().find(|(key, _)| is_missing(key)) {
                    Some((missing, otherwise)) => Err(IncompleteData::NoKey { missing, otherwise }),
                    None => Ok(()),
                }
            }
        }
    }

    /// Judges whether the log and the keys are files that were written together with what stands beside them, and whether the
    /// log's end is whole. First of all: whoever opens a file takes in what waits beside it.
    fn check_fit(&self) -> Result<(), IncompleteData> {
        if !is_missing(&self.events()) {
            SqliteEventStore::examine(&self.events(), LOOKED_AT_FROM_THE_END)?;
        }
        if !is_missing(&self.person_keys()) {
            SqlitePersonKeys::examine(&self.person_keys())?;
        }
        Ok(())
    }

    /// The log, for whoever wants to look at nothing else. It is not opened.
    pub fn present_log(&self) -> Result<PathBuf, IncompleteData> {
        let log = self.events();
        if is_missing(&log) { Err(IncompleteData::NothingToLookAt { log }) } else { Ok(log) }
    }

    /// What is only there when there is a log.
    fn made_from_a_log(&self) -> [PathBuf; 10] {
        [
            self.person_keys(),
            self.person_key_secret(),
            self.form_links(),
            self.read_models(),
            self.follow_up(),
            self.dead_letters(),
            self.bot(),
            self.email(),
            self.webhooks(),
            self.drafts(),
        ]
    }

    /// A file that is further than the beginning of the log it was made from.
    fn shows_events(&self) -> Option<PathBuf> {
        let followed = std::fs::read_to_string(self.follow_up()).ok().and_then(|text| text.parse::<KeptPlace>().ok());
        let follow_up = followed.filter(|kept| kept.position() > Position::START).map(|_| self.follow_up());
        let read_models = ReadModels::furthest(&self.read_models()).filter(|reached| *reached > Position::START);
        follow_up.or_else(|| read_models.map(|_| self.read_models()))
    }
}

/// A file that a crash or a copy left without content says no more than one that is not there.
fn is_missing(file: &Path) -> bool {
    std::fs::metadata(file).map_or(true, |found| found.len() == 0)
}
