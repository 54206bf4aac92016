//! What pages and API ask of the read models. They ask nowhere else, so that the question whether one may look is asked
//! each time, and each look at a case is audited.

pub(crate) mod register;
pub(crate) mod search;
mod things;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use events::account::Account;
use events::audit::AuditedAct;
use events::authority::{Principal, View, permit_view};
use events::case::{Case, CaseParties};
use events::email_address::EmailAddress;
use events::ids::{
    ActionItemId, CaseId, CommandId, EventId, InstitutionId, MeetingId, PersonId, Position, StreamId, SubgroupId,
    WebhookId,
};
use events::indicator::ComputedIndicator;
use events::institution::InstitutionEvent;
use events::language::Language;
use events::period::Period;
use events::sealed::{PersonKeys, Sealed};
use events::text::Text;
use events::training::ModuleEvent;
use events::{Aggregate, Event, Moment, RecordedEvent};
use notifications::facts::{Books, Facts};
use readmodels::accounts::Accounts;
use readmodels::cases::{Breakdown, CaseBook, CaseMeasure, CaseRecord, FiguresOfCases, TableOfCases};
use readmodels::delivery_ledger::DeliveryLedger;
use readmodels::erasures::Erasures;
use readmodels::indicators::{Evidence, IndicatorsOfDay};
use readmodels::meetings::MeetingView;
use readmodels::notice_history::NoticeHistory;
use readmodels::queries::{
    AuditFilter, AuditLine, AuditLines, DueTasks, TaskCount, TaskCounts, TimelineAfter, TimelineLatest,
};
use readmodels::reminders_of_items::RemindersOfItems;
use readmodels::requests::Requests;
use readmodels::strategy::StrategyBook;
use readmodels::views::{
    InstitutionView, PersonView, SubgroupView, TaskView, TimelineEntry, TimelineFilter, TimelineKind,
};
use readmodels::webhooks::{KnownWebhook, Webhooks};
use readmodels::work_items::WorkItem;
use readmodels::{Ask, AskError, Book, ComputedIndicators, DossierKind, Freshness, Office, ReadPort, TrainingBook};
use reports::Briefing;
use reports::monthly::MonthInputs;
use tokio::sync::watch;

use crate::config::GatewayConfig;
use crate::failure::Failure;
use crate::wording::names::Names;
use coordination::AuditRecorder;

/// The name of whoever an event appoints, certifies or enrols.
fn name_in(event: &Event) -> Option<&Sealed<Text>> {
    if let Event::Institution(
        _,
        InstitutionEvent::FocalPointAppointed(appointee)
        | InstitutionEvent::DeputyAppointed(appointee)
        | InstitutionEvent::FocalPointHandedOver { successor: appointee, .. },
    ) = event
    {
        return Some(&appointee.name);
    }
    if let Event::Module(
        _,
        ModuleEvent::TrainerCertified { trainer: member, .. }
        | ModuleEvent::ParticipantEnrolled { participant: member, .. },
    ) = event
    {
        return Some(&member.name);
    }
    None
}

/// More entries than the timeline is looked through for.
const ALL_ENTRIES: usize = 100_000;

/// Whether somebody may see a case, by what it is.
pub(crate) fn may_see_case(principal: &Principal, record: &CaseRecord) -> bool {
    permit_view(principal, &View::Case(record.case.parties())).is_ok()
}

/// Takes the people out of an institution that is shown to somebody who may not see them.
fn keep_people_back(principal: &Principal, institution: &mut InstitutionView) {
    if permit_view(principal, &View::Staff(institution.id.clone())).is_err() {
        institution.staff.clear();
    }
}

/// The same entries but those of cases, for whoever sees the timeline and no case: an auditor; none: nothing else was asked for.
fn without_cases(principal: &Principal, filter: &TimelineFilter) -> Option<TimelineFilter> {
    let mut filter = filter.clone();
    if permit_view(principal, &View::EveryCase).is_err() {
        let wanted = if filter.kinds.is_empty() { TimelineKind::ALL.to_vec() } else { filter.kinds };
        filter.kinds = wanted.into_iter().filter(|kind| *kind != TimelineKind::Case).collect();
        // No kind at all would mean every kind.
        if filter.kinds.is_empty() {
            return None;
        }
    }
    Some(filter)
}

/// What looking at a meeting is.
fn view_of(meeting: &MeetingView) -> View {
    View::Meeting { convened: meeting.convened.clone(), invited: meeting.invited.iter().cloned().collect() }
}

/// A case and what others say of it.
pub(crate) struct CaseWithRelated {
    pub(crate) record: CaseRecord,
    /// Earlier cases that may be of the same person.
    pub(crate) may_be_same: Vec<CaseId>,
    /// Earlier cases that are of the same person.
    pub(crate) earlier: Vec<CaseId>,
    /// Later cases that are of the same person.
    pub(crate) later: Vec<CaseId>,
}

/// What a month is worked out from.
pub(crate) struct MonthFacts {
    tasks: Vec<TaskView>,
    institutions: Vec<InstitutionView>,
    meetings: Vec<TimelineEntry>,
    cases: Arc<CaseBook>,
    requests: Arc<Requests>,
    training: Arc<TrainingBook>,
    strategy: Arc<StrategyBook>,
    pub(crate) notices: Arc<NoticeHistory>,
}

impl MonthFacts {
    pub(crate) fn inputs(&self) -> MonthInputs<'_> {
        MonthInputs {
            tasks: &self.tasks,
            institutions: &self.institutions,
            meetings: &self.meetings,
            cases: &self.cases,
            requests: &self.requests,
            training: &self.training,
            strategy: &self.strategy,
            notices: &self.notices,
        }
    }
}

/// The read models, asked on somebody's behalf.
pub(crate) struct Queries {
    read_models: Arc<dyn ReadPort>,
    indicators: ComputedIndicators,
    books: Books,
    notices: Book<NoticeHistory>,
    webhooks: Book<Webhooks>,
    erasures: Book<Erasures>,
    audit: Arc<AuditRecorder>,
}

impl Queries {
    pub(crate) fn new(read_models: Arc<dyn ReadPort>, audit: Arc<AuditRecorder>) -> Self {
        let (books, notices) = (Books::default(), Book::default());
        Self {
            read_models,
            indicators: ComputedIndicators::default(),
            books,
            notices,
            webhooks: Book::default(),
            erasures: Book::default(),
            audit,
        }
    }

    /// Changes with each event that the read models show.
    pub(crate) fn progress(&self) -> watch::Receiver<Position> {
        self.read_models.progress()
    }

    /// Waits until the read models show the event at this position, at most so long.
    pub(crate) async fn reached(&self, position: Position, within: Duration) -> Result<(), AskError> {
        self.read_models.reached(position, within).await
    }

    /// The training programme with everybody in it.
    pub(crate) async fn training(&self, principal: &Principal) -> Result<Arc<TrainingBook>, Failure> {
        permit_view(principal, &View::Training)?;
        self.certificates().await
    }

    /// Who was told what, when and how.
    pub(crate) async fn delivery_ledger(&self, principal: &Principal) -> Result<Arc<DeliveryLedger>, Failure> {
        permit_view(principal, &View::Directory)?;
        Ok(self.books.ledger.refresh(self.read_models.as_ref()).await?)
    }

    /// What happened to each notice.
    pub(crate) async fn notices(&self, principal: &Principal) -> Result<Arc<NoticeHistory>, Failure> {
        permit_view(principal, &View::Directory)?;
        Ok(self.notices.refresh(self.read_models.as_ref()).await?)
    }

    /// The reminders that were sent before notices had a ledger.
    pub(crate) async fn earlier_reminders(&self, principal: &Principal) -> Result<Arc<RemindersOfItems>, Failure> {
        permit_view(principal, &View::Directory)?;
        Ok(self.books.earlier_reminders.refresh(self.read_models.as_ref()).await?)
    }

    /// What happened to notices and to reminders before there were notices, for whoever may see who was told what.
    pub(crate) async fn told_of(
        &self,
        principal: &Principal,
    ) -> Result<Option<(Arc<NoticeHistory>, Arc<RemindersOfItems>)>, Failure> {
        if permit_view(principal, &View::Directory).is_err() {
            return Ok(None);
        }
        Ok(Some((self.notices(principal).await?, self.earlier_reminders(principal).await?)))
    }

    /// Everything that decides who is to be told what at a moment.
    pub(crate) async fn facts<'a>(
        &self,
        principal: &Principal,
        moment: Moment,
        config: &'a GatewayConfig,
    ) -> Result<Facts<'a>, Failure> {
        permit_view(principal, &View::Overview)?;
        self.facts_of_reader(moment, config).await
    }

    /// The same for somebody who is shown nothing of it but what that person is going to be told.
    pub(crate) async fn facts_of_reader<'a>(
        &self,
        moment: Moment,
        config: &'a GatewayConfig,
    ) -> Result<Facts<'a>, Failure> {
        let (read, GatewayConfig { calendar, ladder, by_email, .. }) = (self.read_models.as_ref(), config);
        Ok(self.books.facts(read, moment, calendar, ladder, *by_email).await?)
    }

    /// What a month is worked out from; the number of cases is released, and which they are is asked with
    /// [`may_see_case`].
    pub(crate) async fn month(&self, principal: &Principal) -> Result<MonthFacts, Failure> {
        permit_view(principal, &View::Overview)?;
        let read = self.read_models.as_ref();
        let filter =
            TimelineFilter { kinds: vec![TimelineKind::Meeting], limit: ALL_ENTRIES, ..TimelineFilter::default() };
        Ok(MonthFacts {
            tasks: read.all_tasks().await?,
            institutions: read.institutions().await?,
            meetings: read.timeline(&filter).await?,
            cases: self.books.cases.refresh(read).await?,
            requests: self.books.requests.refresh(read).await?,
            training: self.books.training.refresh(read).await?,
            strategy: self.books.strategy.refresh(read).await?,
            notices: self.notices.refresh(read).await?,
        })
    }

    /// The same for whoever is shown a certificate: its code is the right to ask for it.
    pub(crate) async fn certificates(&self) -> Result<Arc<TrainingBook>, Failure> {
        Ok(self.books.training.refresh(self.read_models.as_ref()).await?)
    }

    /// The keys that open sealed names.
    pub(crate) fn keys(&self) -> &dyn PersonKeys {
        self.read_models.person_keys()
    }

    /// The briefing on an office; whether one may look is asked before.
    pub(crate) async fn briefing(&self, office: &Office, today: NaiveDate) -> Result<Briefing, Failure> {
        Briefing::of(self.read_models.as_ref(), office, today).await?.ok_or(Failure::NotFound)
    }

    /// Whether each part of the read models answers and was known, not longer ago than this, to hold everything there is. Of
    /// those that are still being filled, after a start or from a restored log, none was.
    pub(crate) fn hold_everything(&self, longest: Duration) -> bool {
        self.read_models.freshness().iter().all(|part| part.is_within(longest))
    }

    /// How old what is shown is, part by part.
    pub(crate) fn freshness(&self) -> Vec<Freshness> {
        self.read_models.freshness()
    }

    /// The last event shown.
    pub(crate) fn position(&self) -> Position {
        *self.read_models.progress().borrow()
    }

    /// Every institution. Which there are is no secret to whoever is signed in; their people are shown to whoever may see who
    /// is who, and to their own.
    pub(crate) async fn institutions(&self, principal: &Principal) -> Result<Vec<InstitutionView>, Failure> {
        let mut institutions = self.read_models.institutions().await?;
        for institution in &mut institutions {
            keep_people_back(principal, institution);
        }
        Ok(institutions)
    }

    pub(crate) async fn institution(
        &self,
        principal: &Principal,
        id: &InstitutionId,
    ) -> Result<InstitutionView, Failure> {
        permit_view(principal, &View::Directory).or_else(|_| permit_view(principal, &View::TaskList(id.clone())))?;
        let mut institution = self.read_models.institution(id).await?.ok_or(Failure::NotFound)?;
        keep_people_back(principal, &mut institution);
        Ok(institution)
    }

    pub(crate) async fn tasks(&self, principal: &Principal, owner: &InstitutionId) -> Result<Vec<TaskView>, Failure> {
        permit_view(principal, &View::TaskList(owner.clone()))?;
        Ok(self.read_models.task_list(owner).await?)
    }

    /// How many tasks each institution has whose list one may see.
    pub(crate) async fn task_counts(
        &self,
        principal: &Principal,
        counted: TaskCounts,
    ) -> Result<Vec<TaskCount>, Failure> {
        let mut counts = self.read_models.ask(counted).await?;
        counts.retain(|count| permit_view(principal, &View::TaskList(count.owner.clone())).is_ok());
        Ok(counts)
    }

    /// Open tasks by the day on which they are due.
    pub(crate) async fn due_tasks(&self, principal: &Principal, due: DueTasks) -> Result<Vec<TaskView>, Failure> {
        let mut tasks = self.read_models.ask(due).await?;
        tasks.retain(|task| permit_view(principal, &task.view()).is_ok());
        Ok(tasks)
    }

    pub(crate) async fn task(&self, principal: &Principal, id: &ActionItemId) -> Result<TaskView, Failure> {
        let task = self.read_models.task(id).await?.ok_or(Failure::NotFound)?;
        permit_view(principal, &task.view())?;
        Ok(task)
    }

    /// The report on a task that whoever decides decides on now.
    pub(crate) async fn report_to_be_decided(
        &self,
        principal: &Principal,
        id: &ActionItemId,
    ) -> Result<Option<EventId>, Failure> {
        self.task(principal, id).await?;
        let work = self.books.work.refresh(self.read_models.as_ref()).await?;
        Ok(work.item(id).and_then(WorkItem::to_be_decided).map(|report| report.event))
    }

    /// What happened to an action item, in order.
    pub(crate) async fn history(&self, principal: &Principal, task: &TaskView) -> Result<Vec<TimelineEntry>, Failure> {
        let stream = StreamId::new("action-item", task.id.as_str())?;
        let filter = TimelineFilter { stream: Some(stream), limit: ALL_ENTRIES, ..TimelineFilter::default() };
        self.task(principal, &task.id).await?;
        let mut entries = self.read_models.timeline(&filter).await?;
        entries.sort_by_key(|entry| entry.position);
        Ok(entries)
    }

    /// Every subgroup; which there are is no secret to whoever is signed in.
    pub(crate) async fn subgroups(&self) -> Result<Vec<SubgroupView>, Failure> {
        Ok(self.read_models.subgroups().await?)
    }

    pub(crate) async fn subgroup(&self, principal: &Principal, id: &SubgroupId) -> Result<SubgroupView, Failure> {
        permit_view(principal, &View::Board(id.clone()))?;
        self.read_models.subgroup(id).await?.ok_or(Failure::NotFound)
    }

    pub(crate) async fn board(&self, principal: &Principal, id: &SubgroupId) -> Result<Vec<TaskView>, Failure> {
        permit_view(principal, &View::Board(id.clone()))?;
        Ok(self.read_models.board(id).await?)
    }

    pub(crate) async fn timeline(
        &self,
        principal: &Principal,
        filter: &TimelineFilter,
    ) -> Result<Vec<TimelineEntry>, Failure> {
        permit_view(principal, &View::Timeline)?;
        let Some(filter) = without_cases(principal, filter) else { return Ok(vec![]) };
        let entries = self.read_models.timeline(&filter).await?;
        self.cases_in_timeline(principal, &entries);
        Ok(entries)
    }

    /// The entries of the timeline that were recorded last, the newest first.
    pub(crate) async fn timeline_latest(
        &self,
        principal: &Principal,
        filter: &TimelineFilter,
    ) -> Result<Vec<TimelineEntry>, Failure> {
        permit_view(principal, &View::Timeline)?;
        let Some(filter) = without_cases(principal, filter) else { return Ok(vec![]) };
        let entries = self.read_models.ask(TimelineLatest { filter }).await?;
        self.cases_in_timeline(principal, &entries);
        Ok(entries)
    }

    /// Entries of the timeline in the order in which they were recorded, from one on.
    pub(crate) async fn timeline_after(
        &self,
        principal: &Principal,
        filter: &TimelineFilter,
        after: Option<Position>,
        limit: usize,
    ) -> Result<Vec<TimelineEntry>, Failure> {
        permit_view(principal, &View::Timeline)?;
        let Some(filter) = without_cases(principal, filter) else { return Ok(vec![]) };
        let entries = self.read_models.ask(TimelineAfter { filter, after, limit }).await?;
        self.cases_in_timeline(principal, &entries);
        Ok(entries)
    }

    /// Has it recorded of how many cases somebody read in the timeline.
    fn cases_in_timeline(&self, principal: &Principal, entries: &[TimelineEntry]) {
        let of_cases = entries.iter().filter(|entry| entry.kind == TimelineKind::Case);
        let cases: BTreeSet<&StreamId> = of_cases.map(|entry| &entry.stream).collect();
        if !cases.is_empty() {
            self.audit.cases_listed(principal, cases.len());
        }
    }

    /// The first and the last day of the entries that fit a filter.
    pub(crate) async fn timeline_span(
        &self,
        principal: &Principal,
        filter: &TimelineFilter,
    ) -> Result<Option<(NaiveDate, NaiveDate)>, Failure> {
        permit_view(principal, &View::Timeline)?;
        let Some(filter) = without_cases(principal, filter) else { return Ok(None) };
        Ok(self.read_models.timeline_span(&filter).await?)
    }

    pub(crate) async fn meetings(&self, principal: &Principal) -> Result<Vec<MeetingView>, Failure> {
        let meetings = self.books.meetings.refresh(self.read_models.as_ref()).await?;
        let seen = |meeting: &&MeetingView| permit_view(principal, &view_of(meeting)).is_ok();
        Ok(meetings.latest_first().into_iter().filter(seen).cloned().collect())
    }

    pub(crate) async fn meeting(&self, principal: &Principal, id: &MeetingId) -> Result<MeetingView, Failure> {
        let meetings = self.books.meetings.refresh(self.read_models.as_ref()).await?;
        let meeting = meetings.meeting(id).ok_or(Failure::NotFound)?;
        permit_view(principal, &view_of(meeting))?;
        Ok(meeting.clone())
    }

    /// The meeting in which an action item was raised.
    pub(crate) async fn raised_in(
        &self,
        principal: &Principal,
        task: &TaskView,
    ) -> Result<Option<MeetingView>, Failure> {
        match &task.raised_by {
            Some(meeting) => match self.meeting(principal, meeting).await {
                Ok(found) => Ok(Some(found)),
                // A task may come from a meeting to which its owner was not invited.
                Err(Failure::NotPermitted(_)) => Ok(None),
                Err(failure) => Err(failure),
            },
            None => Ok(None),
        }
    }

    /// The strategy: objectives with their activities, indicators and reported values.
    pub(crate) async fn strategy(&self, principal: &Principal) -> Result<Arc<StrategyBook>, Failure> {
        permit_view(principal, &View::Strategy)?;
        Ok(self.books.strategy.refresh(self.read_models.as_ref()).await?)
    }

    /// Computed indicators as they are on a day.
    pub(crate) async fn computed_indicators(
        &self,
        principal: &Principal,
        today: NaiveDate,
    ) -> Result<IndicatorsOfDay, Failure> {
        permit_view(principal, &View::Strategy)?;
        Ok(self.indicators.on(self.read_models.as_ref(), today).await?)
    }

    /// The events that a computed indicator's value was worked out from.
    pub(crate) async fn evidence(
        &self,
        principal: &Principal,
        indicators: &IndicatorsOfDay,
        (indicator, period): (ComputedIndicator, Period),
    ) -> Result<Vec<Evidence>, Failure> {
        permit_view(principal, &View::Strategy)?;
        Ok(indicators.evidence(self.read_models.as_ref(), indicator, period).await?)
    }

    /// The strategy, for whoever reports an institution's values: what others report is not to be shown.
    pub(crate) async fn strategy_for(
        &self,
        principal: &Principal,
        institution: &InstitutionId,
    ) -> Result<Arc<StrategyBook>, Failure> {
        permit_view(principal, &View::Submission(institution.clone()))?;
        Ok(self.books.strategy.refresh(self.read_models.as_ref()).await?)
    }

    /// Whether an institution takes part; no secret to whoever knows its id.
    pub(crate) async fn is_active(&self, id: &InstitutionId) -> Result<bool, Failure> {
        Ok(self.read_models.institution(id).await?.is_some_and(|one| one.active))
    }

    /// Whether there is such an institution and it takes part.
    pub(crate) async fn takes_part(&self, principal: &Principal, id: &InstitutionId) -> Result<bool, Failure> {
        Ok(self.institutions(principal).await?.iter().any(|one| &one.id == id && one.active))
    }

    /// Whether there is such a subgroup and it is at work.
    pub(crate) async fn is_at_work(&self, id: &SubgroupId) -> Result<bool, Failure> {
        Ok(self.subgroups().await?.iter().any(|one| &one.id == id && !one.dissolved))
    }

    /// Every data request, with what every institution submitted.
    pub(crate) async fn requests(&self, principal: &Principal) -> Result<Arc<Requests>, Failure> {
        permit_view(principal, &View::DataRequests)?;
        Ok(self.books.requests.refresh(self.read_models.as_ref()).await?)
    }

    /// The data requests, for whoever may see what this institution submits; of others nothing is to be shown.
    pub(crate) async fn requests_for(
        &self,
        principal: &Principal,
        institution: &InstitutionId,
    ) -> Result<Arc<Requests>, Failure> {
        permit_view(principal, &View::Submission(institution.clone()))?;
        Ok(self.books.requests.refresh(self.read_models.as_ref()).await?)
    }

    /// A person in post, to see whether a link still is theirs.
    pub(crate) async fn person(&self, id: &PersonId) -> Result<Option<PersonView>, Failure> {
        Ok(self.read_models.person(id).await?)
    }

    /// Everybody in post who has an address; mail servers take letters in capitals before the sign `@` as the same. It is for the
    /// ways in, where nobody is known yet.
    pub(crate) async fn people_with_address(&self, address: &EmailAddress) -> Result<Vec<PersonView>, Failure> {
        let has_it = |one: &PersonView| one.email.as_ref().is_some_and(|own| own.is_same_mailbox(address));
        let institutions = self.read_models.institutions().await?;
        let staff = institutions.into_iter().filter(|one| one.active).flat_map(|one| one.staff);
        Ok(staff.filter(has_it).collect())
    }

    /// What an institution is called; no secret to whoever knows its id.
    pub(crate) async fn institution_name(&self, id: &InstitutionId, language: Language) -> Result<String, Failure> {
        let found = self.read_models.institution(id).await?;
        Ok(found.map_or_else(|| id.to_string(), |found| found.names.in_language(language).to_owned()))
    }

    /// How many reminders could not be delivered and have not been since.
    pub(crate) async fn undelivered(&self, principal: &Principal) -> Result<usize, Failure> {
        permit_view(principal, &View::Directory)?;
        Ok(self.read_models.undelivered().await?)
    }

    /// What everything is called.
    pub(crate) async fn names(&self, principal: &Principal, language: Language) -> Result<Names, Failure> {
        let institutions = self.institutions(principal).await?;
        let subgroups = self.subgroups().await?;
        Ok(Names::new(&institutions, &subgroups, language))
    }

    /// The same with the name of everybody in post, for whoever reads the audit trail: it is about what they did.
    pub(crate) async fn names_in_trail(&self, principal: &Principal, language: Language) -> Result<Names, Failure> {
        permit_view(principal, &View::AuditTrail)?;
        let institutions = self.read_models.institutions().await?;
        Ok(Names::new(&institutions, &self.subgroups().await?, language))
    }

    /// The account of one person; whoever never signed in has an empty one.
    pub(crate) async fn account(&self, principal: &Principal, person: &PersonId) -> Result<Account, Failure> {
        permit_view(principal, &View::Account(person.clone()))?;
        Ok(self.accounts().await?.account(person).cloned().unwrap_or_default())
    }

    /// Everybody's account; who may see what of it is for whoever asks to keep to.
    pub(crate) async fn accounts(&self) -> Result<Arc<Accounts>, Failure> {
        Ok(self.books.accounts.refresh(self.read_models.as_ref()).await?)
    }

    /// A person's webhooks, by id.
    pub(crate) async fn webhooks_of(
        &self,
        principal: &Principal,
        maker: &PersonId,
    ) -> Result<Vec<(WebhookId, KnownWebhook)>, Failure> {
        permit_view(principal, &View::Webhooks(maker.clone()))?;
        let webhooks = self.webhooks.refresh(self.read_models.as_ref()).await?;
        Ok(webhooks.of(maker).map(|(id, known)| (id.clone(), known.clone())).collect())
    }

    /// The webhooks of others that somebody may see, by id.
    pub(crate) async fn webhooks_of_others(
        &self,
        principal: &Principal,
    ) -> Result<Vec<(WebhookId, KnownWebhook)>, Failure> {
        let webhooks = self.webhooks.refresh(self.read_models.as_ref()).await?;
        let others = webhooks.all().filter(|(_, known)| principal.person() != Some(&known.webhook.maker));
        let seen =
            others.filter(|(_, known)| permit_view(principal, &View::Webhooks(known.webhook.maker.clone())).is_ok());
        Ok(seen.map(|(id, known)| (id.clone(), known.clone())).collect())
    }

    /// A webhook. Whoever may not see it is told what they are told of one that is not there.
    pub(crate) async fn webhook(&self, principal: &Principal, id: &WebhookId) -> Result<KnownWebhook, Failure> {
        let webhooks = self.webhooks.refresh(self.read_models.as_ref()).await?;
        let known = webhooks.get(id).ok_or(Failure::NotFound)?;
        if permit_view(principal, &View::Webhooks(known.webhook.maker.clone())).is_err() {
            self.audit.record(principal, AuditedAct::Refused, &format!("webhooks/{id}"));
            return Err(Failure::NotFound);
        }
        Ok(known.clone())
    }

    /// Every erasure, for whoever sees them all.
    pub(crate) async fn erasures(&self, principal: &Principal) -> Result<Arc<Erasures>, Failure> {
        permit_view(principal, &View::Erasures)?;
        Ok(self.erasures.refresh(self.read_models.as_ref()).await?)
    }

    /// The events of a stream that have texts, for whoever sees every stream.
    pub(crate) async fn events_with_texts(
        &self,
        principal: &Principal,
        stream: &StreamId,
    ) -> Result<Vec<RecordedEvent>, Failure> {
        permit_view(principal, &View::EveryCase)?;
        let kind = DossierKind::of_streams(stream.kind()).ok_or(Failure::NotFound)?;
        let events = self.read_models.dossiers(kind, Position::START).await?;
        let of_stream = events.into_iter().filter(|event| event.stream == *stream && !event.event.texts().is_empty());
        let found: Vec<_> = of_stream.collect();
        if found.is_empty() {
            return Err(Failure::NotFound);
        }
        // The texts of a case are the case, at whatever door they are read.
        if stream.kind() == Case::KIND {
            self.audit.case_read(principal, &stream.key().parse()?);
        }
        Ok(found)
    }

    /// Everybody who was ever named in a post or in the training and was not erased, with the name, by id.
    pub(crate) async fn people_ever_named(&self, principal: &Principal) -> Result<BTreeMap<PersonId, Text>, Failure> {
        permit_view(principal, &View::Erasures)?;
        permit_view(principal, &View::Directory)?;
        let mut named = BTreeMap::new();
        for kind in [DossierKind::Module, DossierKind::Institution] {
            for recorded in self.read_models.dossiers(kind, Position::START).await? {
                let name = name_in(&recorded.event);
                if let Some((person, name)) =
                    name.and_then(|name| Some((name.person().clone(), name.open(self.keys())?)))
                {
                    named.insert(person, name);
                }
            }
        }
        Ok(named)
    }

    /// Lines of the audit trail, the latest first.
    pub(crate) async fn audit_lines(
        &self,
        principal: &Principal,
        filter: AuditFilter,
        before: Option<Position>,
        limit: usize,
    ) -> Result<Vec<AuditLine>, Failure> {
        permit_view(principal, &View::AuditTrail)?;
        Ok(self.read_models.ask(AuditLines { filter, before, limit }).await?)
    }

    /// Who looked at a case, the latest first, for whoever may see the case.
    pub(crate) async fn looks_at_case(&self, case: &CaseWithRelated, limit: usize) -> Result<Vec<AuditLine>, Failure> {
        let (act, object) = (AuditedAct::CaseRead.code().to_owned(), case.record.id.to_string());
        let filter = AuditFilter { act: Some(act), object: Some(object), ..AuditFilter::default() };
        Ok(self.read_models.ask(AuditLines { filter, before: None, limit }).await?)
    }

    /// Whether there is a case that somebody may see.
    pub(crate) async fn sees_a_case(&self, principal: &Principal) -> Result<bool, Failure> {
        let book = self.books.cases.refresh(self.read_models.as_ref()).await?;
        Ok(book.all().any(|record| may_see_case(principal, record)))
    }

    /// Every case that one may see.
    pub(crate) async fn cases(&self, principal: &Principal) -> Result<Vec<CaseRecord>, Failure> {
        let book = self.books.cases.refresh(self.read_models.as_ref()).await?;
        let seen = |record: &&CaseRecord| may_see_case(principal, record);
        let cases: Vec<CaseRecord> = book.all().filter(seen).cloned().collect();
        self.audit.cases_listed(principal, cases.len());
        Ok(cases)
    }

    /// How many of the cases that one may see nobody answers for.
    pub(crate) async fn unassigned_cases(&self, principal: &Principal) -> Result<usize, Failure> {
        let book = self.books.cases.refresh(self.read_models.as_ref()).await?;
        let seen = |record: &&CaseRecord| may_see_case(principal, record);
        Ok(book.all().filter(seen).filter(|record| record.case.is_unassigned()).count())
    }

    /// One case, and which others may be of the same person.
    pub(crate) async fn case(&self, principal: &Principal, id: &CaseId) -> Result<CaseWithRelated, Failure> {
        let book = self.books.cases.refresh(self.read_models.as_ref()).await?;
        let Some(record) = book.case(id) else {
            // Which cases there are is told to whoever sees all of them; to others what is not theirs is one with what is not.
            permit_view(principal, &View::Case(CaseParties { institutions: BTreeSet::new(), coordinator: None }))?;
            return Err(Failure::NotFound);
        };
        permit_view(principal, &View::Case(record.case.parties()))?;
        self.audit.case_read(principal, id);
        // That there is another case is told to whoever may see that one.
        let seen = |others: &mut dyn Iterator<Item = &CaseRecord>| -> Vec<CaseId> {
            others.filter(|other| may_see_case(principal, other)).map(|other| other.id.clone()).collect()
        };
        Ok(CaseWithRelated {
            record: record.clone(),
            may_be_same: seen(&mut book.may_be_the_same_person(record).into_iter()),
            later: seen(&mut book.later_cases(id)),
            earlier: seen(&mut record.case.earlier.iter().filter_map(|earlier| book.case(earlier))),
        })
    }

    /// The case that a command opened, when it is known already.
    pub(crate) async fn case_opened_by(&self, command: CommandId) -> Result<Option<CaseId>, Failure> {
        let book = self.books.cases.refresh(self.read_models.as_ref()).await?;
        Ok(book.opened_by(command).map(|record| record.id.clone()))
    }

    /// A reference that no case has, so many after the first such.
    pub(crate) async fn next_case_reference(&self, year: i32, passing_over: u32) -> Result<String, Failure> {
        let book = self.books.cases.refresh(self.read_models.as_ref()).await?;
        Ok(book.next_reference(year, passing_over))
    }

    /// Figures of all cases; `None`: there is no case.
    pub(crate) async fn figures_of_cases(
        &self,
        principal: &Principal,
        counted: CaseMeasure,
        by: Breakdown,
    ) -> Result<Option<TableOfCases>, Failure> {
        permit_view(principal, &View::Timeline)?;
        self.audit.figures_read(principal, counted.name(), by.name());
        let book = self.books.cases.refresh(self.read_models.as_ref()).await?;
        Ok(book.table(counted, by))
    }

    /// Every table of cases as it may be shown, for what is shown beside them.
    pub(crate) async fn released_figures(&self, principal: &Principal) -> Result<FiguresOfCases, Failure> {
        permit_view(principal, &View::Strategy)?;
        Ok(self.books.cases.refresh(self.read_models.as_ref()).await?.figures())
    }
}
