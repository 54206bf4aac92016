//! Backups and proofs of the log while the hub runs, and how they stand, for pages, readiness and Prometheus.
//!
//! A backup that fails or a log that is damaged ends nothing: it is said as an error, on the page, by `/ready` and in the
//! figures. Tells the world's time, not the hub's: backups are made by the day of whoever carries them away.

use std::ffi::OsStr;
use std::fmt;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ::gateway::{BackupState, LastBackup, LogProof};
use chrono::{DateTime, Utc};
use coordination::{Clock, SystemClock};
use documents::CheckpointSheet;
use email::address::MailAddress;
use email::composing::Sender;
use email::configuration::{EmailSettings, EmailSettingsError, Endpoint};
use email::sending::{OutsideNotice, send_outside};
use events::ids::{Position, TenantId};
use events::language::Language;
use language::catalogue::Catalogue;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Unit;
use store::SqliteLogReader;
use tokio_util::sync::CancellationToken;

use crate::Fatal;
use crate::checkpoints::checkpoint;
use crate::checkpoints::deposit::{deposit, deposit_sheet, is_to_be_mailed, note_mailed};
use crate::checkpoints::event_tree::EventTree;
use crate::checkpoints::signing_key::CheckpointKey;
use crate::configuration::backups::BackupSettings;
use crate::configuration::checkpoints::CheckpointSettings;
use crate::configuration::data_directory::DataDirectory;
use crate::safekeeping::backup::{BackupDirectory, BackupFailed};
use crate::safekeeping::backup_name::BackupName;
use crate::safekeeping::key_archive::{KeyArchiveError, KeyRecipients};
use crate::safekeeping::verification::verify_log_and_keys;

/// How long it is from one proof of the whole log to the next.
const PROVED_EVERY: Duration = Duration::from_secs(24 * 60 * 60);
/// How long after a backup that failed the next one is tried, at the most.
const AGAIN: Duration = Duration::from_secs(10 * 60);

/// Where backups go while the hub runs.
#[derive(Debug, Clone)]
pub struct BackupPlan {
    /// The directory they are put into.
    pub directory: BackupDirectory,
    /// How long it is from one to the next.
    pub interval: Duration,
    /// How many are kept.
    pub keep: NonZeroUsize,
    /// Whoever may open the keys.
    pub recipients: KeyRecipients,
}

/// Why there can be no backups as they are set up.
#[derive(Debug, thiserror::Error)]
pub enum UnusableBackups {
    /// The directory cannot be used.
    #[error("the setting backup.directory: {0}")]
    Directory(#[from] BackupFailed),
    /// Somebody to whom keys are sealed is nobody.
    #[error("the setting backup.recipients: {0}")]
    Recipients(#[from] KeyArchiveError),
}

impl BackupPlan {
    /// What is set up, the directory made if it is not there.
    pub fn of(settings: &BackupSettings) -> Result<Self, UnusableBackups> {
        Ok(Self {
            directory: BackupDirectory::open(&settings.directory)?,
            interval: settings.interval(),
            keep: settings.keep,
            recipients: KeyRecipients::parse(&settings.recipients)?,
        })
    }

    /// A backup that is there.
    fn found(&self, name: &BackupName) -> LastBackup {
        LastBackup { at: name.at, position: name.position, has_keys: self.directory.has_keys(name) }
    }
}

/// What is done by itself to keep the log safe, beside proving it.
#[derive(Clone, Default)]
pub struct SafekeepingPlan {
    /// Where backups go; none: nowhere.
    pub backups: Option<BackupPlan>,
    /// Where checkpoints go; none: nowhere.
    pub checkpoints: Option<CheckpointPlan>,
}

/// Where checkpoints go while the hub runs.
#[derive(Clone)]
pub struct CheckpointPlan {
    /// The directory they are put into.
    pub directory: PathBuf,
    /// The language of the sheets, and of what an auditor is sent.
    pub language: Language,
    /// Who is sent the newest one, and how; none: nobody.
    pub auditor: Option<Auditor>,
}

/// Somebody outside who keeps checkpoints.
#[derive(Clone)]
pub struct Auditor {
    /// Where the checkpoints are sent.
    pub address: MailAddress,
    /// As whom it is sent.
    pub sender: Sender,
    /// Through which server.
    pub smtp: Endpoint,
}

/// Why checkpoints cannot be sent as they are set up.
#[derive(Debug, thiserror::Error)]
pub enum UnusableCheckpoints {
    /// There is no server.
    #[error(
        "the setting checkpoints.mail_to: checkpoints are sent through the server of [email.smtp]: set it up, or leave the address out"
    )]
    NoServer,
    /// The server cannot be used.
    #[error(transparent)]
    Server(#[from] EmailSettingsError),
}

impl CheckpointPlan {
    /// What is set up.
    pub fn of(settings: &CheckpointSettings, email: Option<&EmailSettings>) -> Result<Self, UnusableCheckpoints> {
        let auditor = |address: &MailAddress| {
            let email = email.ok_or(UnusableCheckpoints::NoServer)?;
            Ok::<_, UnusableCheckpoints>(Auditor {
                address: address.clone(),
                sender: email.sender(),
                smtp: email.smtp()?,
            })
        };
        let auditor = settings.mail_to.as_ref().map(auditor).transpose()?;
        Ok(Self { directory: settings.directory.clone(), language: settings.language, auditor })
    }
}

/// How it stands.
#[derive(Debug)]
struct State {
    log: LogProof,
    backups: Option<BackupState>,
    checkpoint: Option<String>,
}

/// Makes backups and proves the log. A clone is the same.
#[derive(Clone)]
pub(super) struct LogKeeper {
    data: DataDirectory,
    tenant: TenantId,
    plan: SafekeepingPlan,
    state: Arc<Mutex<State>>,
}

impl LogKeeper {
    /// Looks after what is in a data directory.
    pub(super) fn new(data: DataDirectory, tenant: TenantId, plan: SafekeepingPlan) -> Self {
        let state = |plan: &BackupPlan| BackupState { last: None, interval: plan.interval, failure: None };
        let state = State { log: LogProof::Underway, backups: plan.backups.as_ref().map(state), checkpoint: None };
        Self { data, tenant, plan, state: Arc::new(Mutex::new(state)) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Each change is whole before anything can panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works until told to stop.
    pub(super) async fn run(self, stop: CancellationToken) -> Result<(), Fatal> {
        let work = async { tokio::join!(self.keep_proving(), self.keep_backing_up()) };
        stop.run_until_cancelled(Box::pin(work)).await;
        Ok(())
    }

    async fn keep_proving(&self) {
        loop {
            let proof = self.proof().await;
            if let (LogProof::Whole { until, .. }, Some(plan)) = (&proof, &self.plan.checkpoints)
                && let Err(error) = self.sign(plan, *until).await
            {
                tracing::error!(%error, "no checkpoint was made");
            }
            if let LogProof::Damaged { reason } = &proof {
                tracing::error!(reason, "the log is damaged: stop the hub and restore the last backup that verifies");
            }
            self.state().log = proof;
            tokio::time::sleep(PROVED_EVERY).await;
        }
    }

    async fn proof(&self) -> LogProof {
        match verify_log_and_keys(&self.data, None, &|_| ()).await {
            Ok((_, report)) => match (report.log, report.findings.first()) {
                (Some(verified), None) => LogProof::Whole { until: verified.head.position, at: SystemClock.now() },
                (_, Some(finding)) => LogProof::Damaged { reason: finding.to_string() },
                (None, None) => LogProof::Underway,
            },
            Err(error) => LogProof::Damaged { reason: error.to_string() },
        }
    }

    /// Puts a checkpoint of what was proved into a directory, with a sheet to be printed, and sends it to whoever keeps it outside.
    async fn sign(&self, plan: &CheckpointPlan, until: Position) -> Result<(), Fatal> {
        let key = CheckpointKey::kept_in(&self.data.checkpoint_key(), &self.tenant)?;
        let log = SqliteLogReader::open(&self.data.present_log()?)?;
        let (tree, now) = (EventTree::of(&log, Some(until.0)).await?, SystemClock.now());
        let signed = checkpoint::sign(&tree, log.identity(), &key, now)?;
        let file = deposit(&plan.directory, &signed, tree.size(), &key.public(), now)?;
        self.state().checkpoint = Some(signed.clone());
        let sheet = CheckpointSheet { checkpoint: signed.clone(), public_key: key.public() };
        let catalogue = Catalogue::new()?;
        deposit_sheet(&file, &sheet.pdf(&catalogue, plan.language)?)?;
        let day = now.date_naive();
        if let Some(auditor) = plan.auditor.as_ref().filter(|_| is_to_be_mailed(&plan.directory, day)) {
            let say = |key: &str| catalogue.say(plan.language, key, &[]);
            let name = file.file_name().and_then(OsStr::to_str).unwrap_or("checkpoint.txt").to_owned();
            let notice = OutsideNotice {
                to: auditor.address.clone(),
                subject: format!("{}: {}", say("checkpoint-title"), key_name(&signed)),
                text: format!(
                    "{}\n\n{signed}\n{}\n{}\n",
                    say("checkpoint-mail"),
                    say("checkpoint-key"),
                    sheet.public_key
                ),
                file_name: name,
                file: signed,
                written_at: now,
            };
            send_outside(&auditor.sender, auditor.smtp.clone(), &notice).await?;
            note_mailed(&plan.directory, day)?;
        }
        Ok(())
    }

    async fn keep_backing_up(&self) {
        let Some(plan) = &self.plan.backups else { return };
        match plan.directory.newest() {
            Ok(newest) => self.note(newest.map(|(name, _)| plan.found(&name)), None),
            Err(error) => self.note(None, Some(error.to_string())),
        }
        loop {
            tokio::time::sleep(self.until_next(plan)).await;
            match self.back_up(plan).await {
                Ok(name) => self.note(Some(plan.found(&name)), None),
                Err(error) => {
                    tracing::error!(%error, "no backup was made");
                    self.note(None, Some(error.to_string()));
                    tokio::time::sleep(AGAIN.min(plan.interval)).await;
                }
            }
        }
    }

    /// How long it is until the next backup is due.
    fn until_next(&self, plan: &BackupPlan) -> Duration {
        let last = self.state().backups.as_ref().and_then(|backups| backups.last);
        let age = last.and_then(|last| (SystemClock.now() - last.at).to_std().ok());
        age.map_or(Duration::ZERO, |age| plan.interval.saturating_sub(age))
    }

    async fn back_up(&self, plan: &BackupPlan) -> Result<BackupName, BackupFailed> {
        let made = plan.directory.back_up(&self.data, &plan.recipients, SystemClock.now()).await?;
        let removed = plan.directory.prune(plan.keep)?;
        tracing::info!(head = %made.head, removed, log = %made.log.display(), "a backup was made");
        Ok(made.name)
    }

    fn note(&self, last: Option<LastBackup>, failure: Option<String>) {
        if let Some(backups) = &mut self.state().backups {
            backups.last = last.or(backups.last);
            backups.failure = failure;
        }
    }
}

impl ::gateway::Safekeeping for LogKeeper {
    fn log(&self) -> LogProof {
        self.state().log.clone()
    }

    fn backups(&self) -> Option<BackupState> {
        self.state().backups.clone()
    }

    fn checkpoint(&self) -> Option<String> {
        self.state().checkpoint.clone()
    }
}

impl fmt::Debug for LogKeeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogKeeper").field("state", &*self.state()).finish_non_exhaustive()
    }
}

/// Seconds since 1970.
fn timestamp(at: DateTime<Utc>) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 are exact in a float for ages to come")]
    let seconds = at.timestamp() as f64;
    seconds
}

impl Collector for LogKeeper {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let state = self.state();
        let mut gauge = |name: &str, help: &str, unit: Option<&Unit>, number: f64| {
            let gauge = ConstGauge::new(number);
            gauge.encode(encoder.encode_descriptor(name, help, unit, gauge.metric_type())?)
        };
        let is_damaged = matches!(state.log, LogProof::Damaged { .. });
        gauge(
            "log_damaged",
            "Whether something in the log is not as it was written",
            None,
            f64::from(u8::from(is_damaged)),
        )?;
        if let LogProof::Whole { at, .. } = &state.log {
            gauge("log_proved_timestamp", "When the whole log was last proved", Some(&Unit::Seconds), timestamp(*at))?;
        }
        let Some(backups) = &state.backups else { return Ok(()) };
        let failed = f64::from(u8::from(backups.failure.is_some()));
        gauge("backup_failed", "Whether the last backup that was tried was not made", None, failed)?;
        let made = backups.last.map_or(0.0, |last| timestamp(last.at));
        gauge("last_backup_timestamp", "When the newest backup was made; 0: there is none", Some(&Unit::Seconds), made)
    }
}

/// Whose checkpoint it is: its first line.
fn key_name(signed: &str) -> &str {
    signed.lines().next().unwrap_or_default()
}
