//! The process manager of cases: what time and silence do to them.
//!
//! A referral that was not answered in its time limit is recorded as escalated; a case that nobody answers for raises a
//! task of the secretariat, one for each gap, and the task is done when somebody does. It is reconciled like the
//! reminders: each activation compares what should be with what is, and the ids of its commands are named from what they
//! are about, so that repeating it repeats nothing in the log. It goes through all cases once a day and after a start, and
//! otherwise through those of which something is new, or whose time limit has come.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use coordination::{Clock, CommandError, CommandPort, CommandRequest};
use events::Aggregate;
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::case::{Case, CaseCommand, ReferralAnswer};
use events::ids::{CaseId, CommandId, CorrelationId, InstitutionId, Position, ServiceName, StreamId};
use events::institution::InstitutionKind;
use events::language::{Language, LocalText};
use events::text::TextError;
use events::{Command, Moment, RecordedEvent};
use feed::{EventFeed, FeedError};
use language::catalogue::{Catalogue, CatalogueError};
use readmodels::cases::{CaseBook, CaseRecord, Gap};
use readmodels::views::InstitutionView;
use readmodels::{AskError, Book, ReadModels, ReadPort};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::agenda::Agenda;
use crate::calendar::Calendar;

/// How long without a signal until it looks again all the same: time passes without telling anybody.
const PERIOD: Duration = Duration::from_secs(60);
/// How many working days there are to find somebody who answers for a case.
const DUE_WITHIN: u16 = 2;

/// Why an activation did not do all there was to do. The next one does the rest.
#[derive(Debug, thiserror::Error)]
pub enum CaseFollowUpError {
    /// The read models cannot be asked.
    #[error(transparent)]
    ReadModels(#[from] AskError),
    /// It is not known where the log ends.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// Something could not be recorded.
    #[error(transparent)]
    Command(#[from] CommandError),
    /// A task's title is none.
    #[error("the title of a task about a case: {0}")]
    Title(#[from] TextError),
    /// Nobody is there to be given a task.
    #[error("case {case} has nobody who answers for it, and there is no secretariat to be told: register one")]
    NoSecretariat {
        /// The case's reference as it was read.
        case: String,
    },
}

/// What an activation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FollowedUp {
    /// Referrals recorded as not answered in time.
    pub escalated: usize,
    /// How many tasks were raised.
    pub raised: usize,
    /// Tasks done, because somebody answers for the case by now.
    pub done: usize,
}

/// The process manager.
pub struct CaseFollowUp {
    read_models: ReadModels,
    cases: Book<CaseBook>,
    feed: Arc<dyn EventFeed>,
    commands: Arc<dyn CommandPort>,
    clock: Arc<dyn Clock>,
    calendar: Calendar,
    catalogue: Catalogue,
    principal: Principal,
    agenda: Mutex<Agenda>,
}

impl CaseFollowUp {
    /// A process manager on its ports, which acts under a name.
    pub fn new(
        read_models: ReadModels,
        feed: Arc<dyn EventFeed>,
        commands: Arc<dyn CommandPort>,
        clock: Arc<dyn Clock>,
        calendar: Calendar,
        name: ServiceName,
    ) -> Result<Self, CatalogueError> {
        let (catalogue, principal) = (Catalogue::new()?, Principal::service(name));
        let (cases, agenda) = (Book::default(), Mutex::default());
        Ok(Self { read_models, cases, feed, commands, clock, calendar, catalogue, principal, agenda })
    }

    /// Reconciles whenever it is woken and every minute, until told to stop.
    pub async fn run(&self, stop: CancellationToken, wake: Arc<Notify>) {
        let work = async {
            loop {
                match self.reconcile().await {
                    Ok(done) if done == FollowedUp::default() => {}
                    Ok(done) => tracing::info!(?done, "cases followed up"),
                    Err(error) => tracing::warn!(%error, "cases are not followed up; trying again"),
                }
                let _ = tokio::time::timeout(PERIOD, wake.notified()).await;
            }
        };
        stop.run_until_cancelled(work).await.unwrap_or(());
    }

    /// Does everything that should have been done by now and was not.
    pub async fn reconcile(&self) -> Result<FollowedUp, CaseFollowUpError> {
        // The events of a command are looked at together or not at all, and what was done before is known.
        self.read_models.reached(self.feed.end().await?).await;
        let moment = self.clock.moment();
        let (book, news) = self.cases.refresh_with_news(&self.read_models).await?;
        let looked_at = self.looked_at(&book, news, &moment);
        let (mut done, mut last, mut trouble, mut again) =
            (FollowedUp::default(), Position::START, None, BTreeSet::new());
        for record in &looked_at {
            // One case's trouble does not hold the others up.
            match self.follow_up(record, &moment, &mut done).await {
                Ok(position) => last = last.max(position),
                Err(error) => {
                    trouble = Some(error);
                    again.extend(stream_of(record));
                }
            }
        }
        let limits = looked_at.iter().flat_map(|record| limits(record)).filter(|(at, _)| *at >= moment.now);
        self.agenda().gone_through(moment, again, limits);
        self.read_models.reached(last).await;
        trouble.map_or(Ok(done), Err)
    }

    /// The cases that there may be something to do about.
    fn looked_at<'a>(&self, book: &'a CaseBook, news: Vec<RecordedEvent>, moment: &Moment) -> Vec<&'a CaseRecord> {
        let mut agenda = self.agenda();
        for event in news {
            agenda.note_news_of(event.stream);
        }
        match agenda.subjects(moment, []).ids::<CaseId>(Case::KIND) {
            None => book.all().collect(),
            Some(ids) => ids.filter_map(|id| book.case(&id)).collect(),
        }
    }

    fn agenda(&self) -> MutexGuard<'_, Agenda> {
        self.agenda.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn follow_up(
        &self,
        record: &CaseRecord,
        moment: &Moment,
        done: &mut FollowedUp,
    ) -> Result<Position, CaseFollowUpError> {
        let mut last = Position::START;
        for (referral, made) in record.case.overdue_referrals(moment.now) {
            if made.answer == (ReferralAnswer::Awaited { escalated: false }) {
                let command = CaseCommand::EscalateReferral { referral: referral.clone() };
                let cause = format!("case/{}/{referral}/escalate", record.id);
                last = last.max(self.give(&cause, moment, Command::Case(record.id.clone(), command)).await?);
                done.escalated += 1;
            }
        }
        for gap in &record.gaps {
            let Some(item) = gap.action_item(&record.id) else { continue };
            let raised = self.read_models.task(&item).await?;
            if gap.until.is_some() {
                if raised.is_some_and(|task| task.item.stage.is_open()) {
                    let command = Command::ActionItem(item.clone(), ActionItemCommand::Complete);
                    last = last.max(self.give(&format!("{item}/done"), moment, command).await?);
                    done.done += 1;
                }
            } else if raised.is_none() {
                let command = Command::ActionItem(item.clone(), self.task(record, gap, moment).await?);
                last = last.max(self.give(&format!("{item}/raised"), moment, command).await?);
                done.raised += 1;
            }
        }
        Ok(last)
    }

    async fn task(
        &self,
        record: &CaseRecord,
        gap: &Gap,
        moment: &Moment,
    ) -> Result<ActionItemCommand, CaseFollowUpError> {
        let owner = secretariat(&self.read_models.institutions().await?);
        let owner = owner.ok_or_else(|| CaseFollowUpError::NoSecretariat { case: record.id.to_string() })?;
        let titles = Language::ALL.map(|language| {
            let stage = self.catalogue.say(language, &format!("case-stage-{}", gap.stage.code()), &[]);
            let values = [("case", record.id.as_str().into()), ("stage", stage.into())];
            (language, self.catalogue.say(language, "case-unassigned-task", &values))
        });
        let title = LocalText::from_versions(titles.iter().map(|(language, title)| (*language, title.as_str())))?;
        let due = self.calendar.nth_working_day_after(moment.today, DUE_WITHIN);
        Ok(ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None })
    }

    async fn give(&self, cause: &str, moment: &Moment, command: Command) -> Result<Position, CaseFollowUpError> {
        let id = CommandId::named(&format!("case-follow-up/{cause}"));
        let request = CommandRequest {
            id,
            correlation: CorrelationId(id.0),
            principal: self.principal.clone(),
            occurred_at: Some(moment.now),
            made_from: None,
            command,
        };
        let accepted = self.commands.execute(request).await?;
        Ok(accepted.events.last().map_or(Position::START, |event| event.position))
    }
}

fn stream_of(record: &CaseRecord) -> Option<StreamId> {
    StreamId::new(Case::KIND, record.id.as_str()).ok()
}

/// When the time limits of a case's referrals that nobody has answered run out, UTC.
fn limits(record: &CaseRecord) -> impl Iterator<Item = (DateTime<Utc>, StreamId)> {
    let awaited =
        record.case.referrals.values().filter(|made| made.answer == (ReferralAnswer::Awaited { escalated: false }));
    awaited.filter_map(|made| Some((made.answer_by, stream_of(record)?)))
}

/// The institution that looks after cases which nobody answers for: the secretariat, or the Coordinator where there is
/// none.
fn secretariat(institutions: &[InstitutionView]) -> Option<InstitutionId> {
    let of = |kind| institutions.iter().find(|one| one.active && one.kind == kind).map(|one| one.id.clone());
    of(InstitutionKind::Secretariat).or_else(|| of(InstitutionKind::Coordinator))
}
