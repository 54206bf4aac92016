//! The process manager: ends what ran out, and tells what is to be told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Europe::Belgrade;
use coordination::{Clock, CommandError, CommandPort, CommandRequest};
use events::authority::Standing;
use events::ids::{CommandId, CorrelationId, ModuleId, NotAnId, Position, ServiceName, StreamId};
use events::training::{LapseCause, ModuleCommand};
use events::{Command, Moment};
use feed::{EventFeed, FeedError};
use projections::views::{InstitutionView, PersonView, TimelineFilter, TimelineKind};
use projections::{AskError, Book, ReadPort, TrainingBook, briefing};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::due::{Reminding, Successions, remindings, run_out, told_of};
use super::{Notice, NoticeDelivery};
use crate::calendar::Calendar;
use crate::delivery::DeliveryError;
use crate::ladder::Ladder;

/// How long without a signal until it looks again all the same: time passes without telling anybody.
const PERIOD: Duration = Duration::from_secs(60);
/// How long the read models may take to come to the end of the log.
const CAUGHT_UP_WITHIN: Duration = Duration::from_secs(30);
/// For how long after a hand-over its briefing is told by itself. Later the successor asks for it.
const BRIEFED_WITHIN: Days = Days::new(90);

/// Why an activation did not do all there was to do. The next one does the rest.
#[derive(Debug, thiserror::Error)]
pub enum NoticeError {
    /// The read models cannot be asked.
    #[error(transparent)]
    ReadModels(#[from] AskError),
    /// It is not known where the log ends.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// Something could not be recorded.
    #[error(transparent)]
    Command(#[from] CommandError),
    /// A stream has no name.
    #[error(transparent)]
    BadId(#[from] NotAnId),
}

/// What an activation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settled {
    /// Trainers who lapsed.
    pub lapsed: usize,
    /// Trainers reminded and recorded so.
    pub reminded: usize,
    /// Briefings delivered.
    pub briefed: usize,
}

/// The process manager.
pub struct Notices {
    read_models: Arc<dyn ReadPort>,
    feed: Arc<dyn EventFeed>,
    commands: Arc<dyn CommandPort>,
    clock: Arc<dyn Clock>,
    delivery: Arc<dyn NoticeDelivery>,
    calendar: Calendar,
    ladder: Ladder,
    standing: Standing,
    book: Book<TrainingBook>,
    /// Briefings that this process has seen delivered.
    briefed: Mutex<BTreeSet<String>>,
    /// What a person or the messenger refused, and on which day: it is not tried again on that day.
    refused: Mutex<BTreeMap<String, NaiveDate>>,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Notices {
    /// A process manager on its ports.
    pub fn new(
        read_models: Arc<dyn ReadPort>,
        feed: Arc<dyn EventFeed>,
        commands: Arc<dyn CommandPort>,
        clock: Arc<dyn Clock>,
        delivery: Arc<dyn NoticeDelivery>,
        (calendar, ladder): (Calendar, Ladder),
        name: ServiceName,
    ) -> Self {
        Self {
            read_models,
            feed,
            commands,
            clock,
            delivery,
            calendar,
            ladder,
            standing: Standing::service(name),
            book: Book::default(),
            briefed: Mutex::default(),
            refused: Mutex::default(),
        }
    }

    /// Reconciles whenever it is woken and every minute, until told to stop.
    pub async fn run(&self, stop: CancellationToken, wake: Arc<Notify>) {
        let work = async {
            loop {
                match self.reconcile().await {
                    Ok(done) if done == Settled::default() => {}
                    Ok(done) => tracing::info!(?done, "notices reconciled"),
                    Err(error) => tracing::warn!(%error, "notices are not reconciled; trying again"),
                }
                let _ = tokio::time::timeout(PERIOD, wake.notified()).await;
            }
        };
        stop.run_until_cancelled(work).await.unwrap_or(());
    }

    /// Does everything that should have been done by now and was not.
    pub async fn reconcile(&self) -> Result<Settled, NoticeError> {
        // What was told before a crash must be known before anything is told.
        self.read_models.reached(self.feed.end().await?, CAUGHT_UP_WITHIN).await?;
        let moment = self.clock.moment();
        let mut done = Settled::default();
        let book = self.book.look(self.read_models.as_ref()).await?;
        let mut last = Position::START;
        for ended in run_out(&book, moment.today) {
            let cause = format!("lapse/{}/{}", ended.trainer, ended.code);
            let command = ModuleCommand::LapseTrainer { trainer: ended.trainer, cause: LapseCause::Expired };
            last = last.max(self.record(&moment, &ended.module, &cause, command).await?);
            done.lapsed += 1;
        }
        let institutions = self.read_models.institutions().await?;
        for reminding in remindings(&book, moment.today, &self.calendar) {
            let Some(person) = told_of(&reminding, &book, &institutions) else { continue };
            if !self.may_be_told_now(person, &moment) {
                continue;
            }
            if self.tell(&reminding.notice(person.person.clone()), &moment).await {
                last = last.max(self.record_reminded(&moment, reminding).await?);
                done.reminded += 1;
            }
        }
        for notice in self.briefings(&moment, &institutions).await? {
            if !held(&self.briefed).contains(&notice.key) && self.tell(&notice, &moment).await {
                held(&self.briefed).insert(notice.key);
                done.briefed += 1;
            }
        }
        self.read_models.reached(last, CAUGHT_UP_WITHIN).await?;
        Ok(done)
    }

    fn may_be_told_now(&self, person: &PersonView, moment: &Moment) -> bool {
        let time: NaiveTime = moment.now.with_timezone(&Belgrade).time();
        let quiet = person.quiet_hours.unwrap_or(self.ladder.quiet_hours());
        self.calendar.is_working_day(moment.today) && time >= self.ladder.digest_at() && !quiet.cover(time)
    }

    /// Whether a notice was delivered.
    async fn tell(&self, notice: &Notice, moment: &Moment) -> bool {
        if held(&self.refused).get(&notice.key) == Some(&moment.today) {
            return false;
        }
        match self.delivery.notify(notice).await {
            Ok(_) => true,
            Err(DeliveryError::Retry { reason, .. }) => {
                tracing::warn!(notice = notice.key, %reason, "a notice is delivered later");
                false
            }
            Err(error @ (DeliveryError::Blocked | DeliveryError::Refused { .. })) => {
                tracing::warn!(notice = notice.key, %error, "a notice is not delivered today");
                held(&self.refused).insert(notice.key.clone(), moment.today);
                false
            }
        }
    }

    async fn record_reminded(&self, moment: &Moment, reminding: Reminding) -> Result<Position, NoticeError> {
        let (cause, Reminding { module, trainer, occasion }) = (reminding.key(), reminding);
        self.record(moment, &module, &cause, ModuleCommand::RecordReminded { trainer, occasion }).await
    }

    async fn record(
        &self,
        moment: &Moment,
        module: &ModuleId,
        cause: &str,
        command: ModuleCommand,
    ) -> Result<Position, NoticeError> {
        let id = CommandId::named(&format!("notices/{module}/{cause}"));
        let request = CommandRequest {
            id,
            correlation: CorrelationId(id.0),
            standing: self.standing.clone(),
            occurred_at: Some(moment.now),
            command: Command::Module(module.clone(), command),
        };
        let accepted = self.commands.execute(request).await?;
        Ok(accepted.events.last().map_or(Position::START, |event| event.position))
    }

    async fn briefings(&self, moment: &Moment, institutions: &[InstitutionView]) -> Result<Vec<Notice>, NoticeError> {
        let recent = TimelineFilter {
            kinds: vec![TimelineKind::Organisation, TimelineKind::Case],
            from: moment.today.checked_sub_days(BRIEFED_WITHIN),
            limit: 10_000,
            ..TimelineFilter::default()
        };
        let mut recent = self.read_models.timeline(&recent).await?;
        recent.retain(|entry| {
            matches!(
                entry.event_type.as_str(),
                "institution.focal-point-handed-over" | "subgroup.chair-appointed" | "case.coordinator-appointed"
            )
        });
        recent.sort_by_key(|entry| entry.position);
        let (mut chaired_before, mut coordinated_before) = (BTreeSet::new(), BTreeSet::new());
        for entry in &recent {
            let appointed_before = match entry.stream.kind() {
                "subgroup" => &mut chaired_before,
                "case" => &mut coordinated_before,
                _ => continue,
            };
            let key = entry.stream.key().to_owned();
            if !appointed_before.contains(&key) && self.happened_twice(&entry.stream, &entry.event_type).await? {
                appointed_before.insert(key);
            }
        }
        let mut coordinators = BTreeMap::new();
        if !coordinated_before.is_empty() {
            coordinators = briefing::coordinators(self.read_models.as_ref()).await?;
            coordinators.retain(|case, _| coordinated_before.contains(case.as_str()));
        }
        let subgroups = self.read_models.subgroups().await?;
        let successions = Successions {
            recent: &recent,
            chaired_before: &chaired_before,
            coordinators: &coordinators,
            institutions,
            subgroups: &subgroups,
        };
        Ok(successions.briefings())
    }

    /// Whether this was not the first time: whoever is the first has nobody to take over from.
    async fn happened_twice(&self, stream: &StreamId, event_type: &str) -> Result<bool, NoticeError> {
        let filter = TimelineFilter { stream: Some(stream.clone()), limit: 10_000, ..TimelineFilter::default() };
        let entries = self.read_models.timeline(&filter).await?;
        Ok(entries.iter().filter(|entry| entry.event_type == event_type).count() > 1)
    }
}
