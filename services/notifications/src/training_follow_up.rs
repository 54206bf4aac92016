//! The process manager of training: what time does to certificates.
//!
//! A trainer whose certificate has run out is recorded as lapsed, whatever the hour: nobody is woken by it. It is
//! reconciled: each activation compares what should be with what is, and the ids of its commands are named from what they
//! are about, so that repeating it repeats nothing in the log.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use coordination::{Clock, CommandError, CommandPort, CommandRequest};
use events::Command;
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId, ModuleId, PersonId, Position, ServiceName};
use events::training::{CertificateCode, LapseCause, ModuleCommand};
use feed::{EventFeed, FeedError};
use readmodels::{AskError, Book, ReadPort, TrainingBook};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// How long without a signal until it looks again all the same: time passes without telling anybody.
const PERIOD: Duration = Duration::from_secs(60);
/// How long the read models may take to come to the end of the log.
const CAUGHT_UP_WITHIN: Duration = Duration::from_secs(30);

/// Why an activation did not do all there was to do. The next one does the rest.
#[derive(Debug, thiserror::Error)]
pub enum TrainingFollowUpError {
    /// The read models cannot be asked.
    #[error(transparent)]
    ReadModels(#[from] AskError),
    /// It is not known where the log ends.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// Something could not be recorded.
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// A trainer's certificate that has run out and was not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
struct RunOut {
    module: ModuleId,
    trainer: PersonId,
    code: CertificateCode,
}

fn run_out(book: &TrainingBook, today: NaiveDate) -> Vec<RunOut> {
    let mut found = Vec::new();
    for (module, dossier) in book.modules() {
        for trainer in dossier.state.run_out_by(today) {
            let Some(certified) = dossier.state.trainers.get(trainer) else { continue };
            found.push(RunOut { module: module.clone(), trainer: trainer.clone(), code: certified.code.clone() });
        }
    }
    found
}

/// The process manager.
pub struct TrainingFollowUp {
    read_models: Arc<dyn ReadPort>,
    book: Book<TrainingBook>,
    feed: Arc<dyn EventFeed>,
    commands: Arc<dyn CommandPort>,
    clock: Arc<dyn Clock>,
    principal: Principal,
}

impl TrainingFollowUp {
    /// A process manager on its ports, which acts under a name.
    pub fn new(
        read_models: Arc<dyn ReadPort>,
        feed: Arc<dyn EventFeed>,
        commands: Arc<dyn CommandPort>,
        clock: Arc<dyn Clock>,
        name: ServiceName,
    ) -> Self {
        Self { read_models, book: Book::default(), feed, commands, clock, principal: Principal::service(name) }
    }

    /// Reconciles whenever it is woken and every minute, until told to stop.
    pub async fn run(&self, stop: CancellationToken, wake: Arc<Notify>) {
        let work = async {
            loop {
                match self.reconcile().await {
                    Ok(0) => {}
                    Ok(lapsed) => tracing::info!(lapsed, "trainers' certificates ran out"),
                    Err(error) => tracing::warn!(%error, "certificates are not followed up; trying again"),
                }
                // Either way it looks again: a signal only makes it look sooner.
                let _ = tokio::time::timeout(PERIOD, wake.notified()).await;
            }
        };
        stop.run_until_cancelled(work).await.unwrap_or(());
    }

    /// Records every trainer as lapsed whose certificate has run out; how many there were.
    pub async fn reconcile(&self) -> Result<usize, TrainingFollowUpError> {
        // What was done before a crash must be known before anything is done.
        self.read_models.reached(self.feed.end().await?, CAUGHT_UP_WITHIN).await?;
        let moment = self.clock.moment();
        let book = self.book.refresh(self.read_models.as_ref()).await?;
        let (mut lapsed, mut last) = (0, Position::START);
        for RunOut { module, trainer, code } in run_out(&book, moment.today) {
            let id = CommandId::named(&format!("notices/{module}/lapse/{trainer}/{code}"));
            let request = CommandRequest {
                id,
                correlation: CorrelationId(id.0),
                principal: self.principal.clone(),
                occurred_at: Some(moment.now),
                command: Command::Module(module, ModuleCommand::LapseTrainer { trainer, cause: LapseCause::Expired }),
            };
            let accepted = self.commands.execute(request).await?;
            last = last.max(accepted.events.last().map_or(Position::START, |event| event.position));
            lapsed += 1;
        }
        self.read_models.reached(last, CAUGHT_UP_WITHIN).await?;
        Ok(lapsed)
    }
}
