//! Import: an institution's own CSV files become events.
//!
//! Every file is read and every row rehearsed against the log before anything is written. One fault, and nothing is
//! imported; all faults are listed. Importing the same files again changes nothing, and after an interruption goes on
//! where it stopped, because a row's text makes its commands' ids.

pub mod fault;
pub mod files;
pub mod forms;
pub mod references;
pub mod rows;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, Utc};
use coordination::{Clock, CommandPort, CommandRequest, Coordination, moment_at};
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId, PersonId, Position, Revision, StreamId, TenantId};
use events::{Command, Event, Metadata, RecordedEvent, Rejection};
use privacy::guard::guard;
use store::EventStore;

use crate::progress::bar;
use crate::sealing::{Sealing, throw_away_key};
use fault::{Faults, ImportError};
use files::{FILES, ImportFile, Seal};
use references::References;
use rows::{Row, read_rows};

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImportSummary {
    /// Rows read, the headings left out.
    pub rows: usize,
    /// Events recorded, those of earlier imports left out.
    pub events: usize,
    /// Commands that had been carried out by an earlier import.
    pub unchanged: usize,
}

/// Imports into one hub.
pub struct Import<'a> {
    /// Where the log is.
    pub store: &'a dyn EventStore,
    /// Decides on every row before anything is recorded.
    pub rehearsal: &'a Coordination,
    /// Takes the commands.
    pub commands: &'a dyn CommandPort,
    /// Tells the time.
    pub clock: &'a dyn Clock,
    /// Seals personal fields.
    pub sealing: &'a Sealing,
    /// Whose hub it is.
    pub tenant: TenantId,
    /// In whose name.
    pub principal: Principal,
}

struct PreparedCommand {
    id: CommandId,
    occurred_at: Option<DateTime<Utc>>,
    command: Command,
}

type Rows = Vec<(&'static ImportFile, Vec<Row>)>;

impl Import<'_> {
    /// Imports every known file in these folders, later folders after earlier ones.
    pub async fn folders(&self, folders: &[&Path]) -> Result<ImportSummary, ImportError> {
        let mut faults = Faults::default();
        let mut rows: Rows = Vec::new();
        for folder in folders {
            check_folder(folder)?;
            rows.extend(
                FILES
                    .iter()
                    .map(|file| (file, read_rows(folder, file.name, file.columns, file.translations, &mut faults))),
            );
        }
        let persons = RefCell::<BTreeSet<PersonId>>::default();
        let throw_away = Seal {
            text: &|person, text| {
                persons.borrow_mut().insert(person.clone());
                Sealing::seal_with(&throw_away_key(), person, text)
            },
            address: &|person, address| Sealing::seal_with(&throw_away_key(), person, address),
        };
        let mut references = References::from_log(self.store).await?;
        references.forms = forms::read_all(folders, &mut faults);
        self.rehearse(&rows, &mut references, &throw_away, &mut faults).await?;
        if !faults.0.is_empty() {
            return Err(ImportError::Faulty(faults));
        }
        let keys = self.sealing.keys_of(persons.take()).await;
        let seal = Seal {
            text: &|person, text| keys.seal(person, text),
            address: &|person, address| keys.seal(person, address),
        };
        let prepared = self.read(&rows, &references, &seal, &mut faults);
        if !faults.0.is_empty() {
            return Err(ImportError::Faulty(faults));
        }
        let mut imported =
            ImportSummary { rows: rows.iter().map(|(_, rows)| rows.len()).sum(), ..ImportSummary::default() };
        let correlation = CorrelationId(CommandId::named(&format!("import/{}", self.clock.now())).0);
        let bar = bar("importing", prepared.len() as u64);
        for PreparedCommand { id, occurred_at, command } in bar.wrap_iter(prepared.into_iter()) {
            let principal = self.principal.clone();
            let accepted = self
                .commands
                .execute(CommandRequest { id, correlation, principal, occurred_at, made_from: None, command })
                .await?;
            if accepted.repeated {
                imported.unchanged += 1;
            } else {
                imported.events += accepted.events.len();
            }
        }
        Ok(imported)
    }

    fn read(&self, rows: &Rows, references: &References, seal: &Seal<'_>, faults: &mut Faults) -> Vec<PreparedCommand> {
        rows.iter()
            .flat_map(|(file, rows)| rows.iter().map(move |row| (file, row)))
            .flat_map(|(file, row)| self.read_row(file, row, references, seal, faults))
            .collect()
    }

    fn read_row(
        &self,
        file: &ImportFile,
        row: &Row,
        references: &References,
        seal: &Seal<'_>,
        faults: &mut Faults,
    ) -> Vec<PreparedCommand> {
        let Some(wanted) = (file.read)(row, references, seal, faults) else { return vec![] };
        let numbered = wanted.commands.into_iter().enumerate();
        numbered
            .map(|(n, command)| {
                let cause = format!("import/{}/{}/{}/{n}", self.tenant, file.name, row.text());
                PreparedCommand { id: CommandId::named(&cause), occurred_at: wanted.occurred_at, command }
            })
            .collect()
    }

    /// Decides on every row's commands without recording anything, so that a refusal is known before the first append.
    /// What a row makes known, later rows may refer to.
    async fn rehearse(
        &self,
        rows: &Rows,
        references: &mut References,
        seal: &Seal<'_>,
        faults: &mut Faults,
    ) -> Result<(), ImportError> {
        let mut histories: BTreeMap<StreamId, Vec<RecordedEvent>> = BTreeMap::new();
        for (file, row) in rows.iter().flat_map(|(file, rows)| rows.iter().map(move |row| (file, row))) {
            for PreparedCommand { id, occurred_at, command } in self.read_row(file, row, references, seal, faults) {
                let stream = match command.stream() {
                    Ok(stream) => stream,
                    Err(error) => {
                        row.fault(None, error, faults);
                        continue;
                    }
                };
                if !histories.contains_key(&stream) {
                    histories.insert(stream.clone(), self.rehearsal.history(&stream).await?);
                }
                let Some(history) = histories.get_mut(&stream) else { continue };
                if history.iter().any(|event| event.metadata.causation_id == id) {
                    continue;
                }
                let at = occurred_at.unwrap_or_else(|| self.clock.now());
                if let Some((text, rejection)) = self.rehearsal.objection(&command) {
                    row.fault(row.column_of(text), why_not_kept(text, rejection), faults);
                    continue;
                }
                match events::decide(command, history, &self.principal, &moment_at(at)) {
                    Ok(decided) => {
                        for (n, event) in decided.into_iter().enumerate() {
                            references.learn(&event);
                            history.push(self.as_if_recorded(&stream, history.len(), id, n, at, event));
                        }
                    }
                    Err(rejection) => row.fault(None, rejection, faults),
                }
            }
        }
        Ok(())
    }

    fn as_if_recorded(
        &self,
        stream: &StreamId,
        revision: usize,
        command: CommandId,
        n: usize,
        at: DateTime<Utc>,
        event: Event,
    ) -> RecordedEvent {
        let metadata = Metadata {
            tenant: self.tenant.clone(),
            actor: self.principal.actor().clone(),
            correlation_id: CorrelationId(command.0),
            causation_id: command,
            occurred_at: at,
            recorded_at: at,
            door: None,
            network: None,
        };
        RecordedEvent {
            position: Position::START,
            stream: stream.clone(),
            revision: Revision(revision as u64),
            id: command.event(n),
            metadata,
            event,
        }
    }
}

/// Why a text is not kept, with the kinds of what was found and never a word of it.
fn why_not_kept(text: &str, rejection: Rejection) -> String {
    let kinds = guard(text).codes();
    if kinds.is_empty() { rejection.to_string() } else { format!("{rejection} ({})", kinds.join(", ")) }
}

fn check_folder(folder: &Path) -> Result<(), ImportError> {
    std::fs::read_dir(folder).map_err(|source| ImportError::Folder { folder: folder.to_owned(), source })?;
    if FILES.iter().any(|file| folder.join(file.name).exists()) {
        return Ok(());
    }
    let expected = FILES.iter().map(|file| file.name).collect::<Vec<_>>().join(", ");
    Err(ImportError::NothingToImport { folder: folder.to_owned(), expected })
}
