//! The process manager of training: what time does to certificates.
//!
//! A trainer whose certificate has run out is recorded as lapsed, whatever the hour: nobody is woken by it. It is
//! reconciled: each activation compares what should be with what is, and the ids of its commands are named from what they
//! are about, so that repeating it repeats nothing in the log. Certificates run out with a day: they are gone through once a
//! day and whenever something of the training is new.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::NaiveDate;
use coordination::{Clock, CommandPort, CommandRequest};
use events::Command;
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId, ModuleId, PersonId, Position, ServiceName};
use events::training::{CertificateCode, LapseCause, ModuleCommand};
use feed::EventFeed;
use readmodels::{Book, ReadPort, TrainingBook};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::notify_error::NotifyError;

/// How long without a signal until it looks again all the same: time passes without telling anybody.
const PERIOD: Duration = Duration::from_secs(60);
/// How long the read models may take to come to the end of the log.
const CAUGHT_UP_WITHIN: Duration = Duration::from_secs(30);

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
    /// The day, date in Kosovo, of which everything was recorded that is known of by now.
    done_until: Mutex<Option<NaiveDate>>,
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
        let (book, done_until, principal) = (Book::default(), Mutex::default(), Principal::service(name));
        Self { read_models, book, feed, commands, clock, principal, done_until }
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
    pub async fn reconcile(&self) -> Result<usize, NotifyError> {
        // What was done before a crash must be known before anything is done.
        self.read_models.reached(self.feed.end().await?, CAUGHT_UP_WITHIN).await?;
        let moment = self.clock.moment();
        let (book, news) = self.book.refresh_with_news(self.read_models.as_ref()).await?;
        if news.is_empty() && *self.done_until() == Some(moment.today) {
            return Ok(0);
        }
        *self.done_until() = None;
        let (mut lapsed, mut last) = (0, Position::START);
        for RunOut { module, trainer, code } in run_out(&book, moment.today) {
            let id = CommandId::named(&format!("notices/{module}/lapse/{trainer}/{code}"));
            let request = CommandRequest {
                id,
                correlation: CorrelationId(id.0),
                principal: self.principal.clone(),
                occurred_at: Some(moment.now),
                made_from: None,
                command: Command::Module(
                    module,
                    ModuleCommand::LapseTrainer { trainer, cause: LapseCause::Expired, reason: None },
                ),
            };
            let accepted = self.commands.execute(request).await?;
            last = last.max(accepted.events.last().map_or(Position::START, |event| event.position));
            lapsed += 1;
        }
        self.read_models.reached(last, CAUGHT_UP_WITHIN).await?;
        *self.done_until() = Some(moment.today);
        Ok(lapsed)
    }

    fn done_until(&self) -> MutexGuard<'_, Option<NaiveDate>> {
        self.done_until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
