//! Carrying a command out: load, decide, append, and again on conflict.

use std::sync::Arc;

use async_trait::async_trait;
use events::account::Network;
use events::actor::Actor;
use events::ids::{StreamId, TenantId};
use events::mandate::Mandate;
use events::non_empty::NonEmpty;
use events::overlap::overlaps;
use events::refusal::{AskedAbout, NotToBeKept};
use events::{Command, Decision, Metadata, NewEvent, RecordedEvent, Rejection, StoredEvent};
use store::{AppendError, Direction, EventStore, ExpectedVersion, ReadError, Remainder, TakingOut};
use tracing::{Instrument, Span};

use crate::clock::{Clock, moment_at};
use crate::port::{Accepted, CommandError, CommandPort, CommandRequest, TextGuard, TextVerdict};

/// How often a decision is taken again because somebody else wrote to the stream first.
const ATTEMPTS: u32 = 16;
/// How many events of a stream are read at a time.
const PAGE: usize = 512;

/// The command service of one tenant, on an event store.
pub struct Coordination {
    store: Arc<dyn EventStore>,
    clock: Arc<dyn Clock>,
    tenant: TenantId,
    guard: Option<Arc<dyn TextGuard>>,
    taking_out: Option<Arc<dyn TakingOut>>,
}

impl Coordination {
    /// A command service.
    pub fn new(store: Arc<dyn EventStore>, clock: Arc<dyn Clock>, tenant: TenantId) -> Self {
        Self { store, clock, tenant, guard: None, taking_out: None }
    }

    /// The same, with every free text verdict at before a command is decided on, whoever gave it.
    pub fn guarded_by(self, guard: Arc<dyn TextGuard>) -> Self {
        Self { guard: Some(guard), ..self }
    }

    /// The same, on a store out of which texts can be taken.
    pub fn taking_out_of(self, store: Arc<dyn TakingOut>) -> Self {
        Self { taking_out: Some(store), ..self }
    }

    /// The events, for whoever looks through all of them.
    pub(crate) fn store(&self) -> &dyn EventStore {
        self.store.as_ref()
    }

    /// The store, where texts can be taken out of it.
    pub(crate) fn store_taking_out(&self) -> Option<&dyn TakingOut> {
        self.taking_out.as_deref()
    }

    /// Carries a command out, and with it leaves of events what is given: both or neither.
    pub(crate) async fn execute_taking_out(
        &self,
        request: CommandRequest,
        left: Vec<Remainder>,
    ) -> Result<Accepted, CommandError> {
        self.carry_out(request, left).await
    }

    /// The text of a command that stands in the way of it, and why: one that may not be kept, or else one that is asked
    /// about.
    pub fn objection<'a>(&self, command: &'a Command) -> Option<(&'a str, Rejection)> {
        let guard = self.guard.as_ref()?;
        let public = command.published_texts();
        let verdicts = command.free_texts().into_iter().map(|text| match guard.judge(text) {
            TextVerdict::Ask if public.contains(&text) => (TextVerdict::Keep, text),
            verdict @ (TextVerdict::Keep | TextVerdict::Ask | TextVerdict::Refuse) => (verdict, text),
        });
        match verdicts.max_by_key(|(verdict, _)| *verdict)? {
            (TextVerdict::Keep, _) => None,
            (TextVerdict::Ask, text) => Some((text, AskedAbout.into())),
            (TextVerdict::Refuse, text) => Some((text, NotToBeKept.into())),
        }
    }

    /// A stream's whole history.
    pub async fn history(&self, stream: &StreamId) -> Result<Vec<RecordedEvent>, CommandError> {
        let mut history = Vec::new();
        loop {
            let from = history.last().map(|last: &RecordedEvent| events::ids::Revision(last.revision.0 + 1));
            let page = self
                .store
                .read_stream(stream, from, Direction::Forwards, PAGE)
                .await
                .map_err(|error| unavailable(&error))?;
            let last_page = page.len() < PAGE;
            for stored in page {
                history.push(stored.decode()?);
            }
            if last_page {
                return Ok(history);
            }
        }
    }

    fn new_events(&self, request: &CommandRequest, decision: &Decision) -> Result<Vec<NewEvent>, CommandError> {
        let recorded_at = self.clock.now();
        let metadata = Metadata {
            tenant: self.tenant.clone(),
            actor: decision.by.clone(),
            correlation_id: request.correlation,
            causation_id: request.id,
            occurred_at: request.occurred_at.unwrap_or(recorded_at),
            recorded_at,
            door: request.principal.door(),
            network: network_kept(request),
        };
        decision
            .events
            .iter()
            .enumerate()
            .map(|(n, event)| {
                let body = event.encode()?;
                Ok(NewEvent { id: request.id.event(n), metadata: metadata.clone(), body })
            })
            .collect()
    }
}

/// From where whoever asks came, where it is kept: the log is for ever, and says it only of what lets people in, sends out or erases.
fn network_kept(request: &CommandRequest) -> Option<Network> {
    use Command as C;
    match &request.command {
        C::Account(..) | C::Webhook(..) | C::Erasure(..) => request.principal.network().cloned(),
        C::Institution(..)
        | C::Subgroup(..)
        | C::Meeting(..)
        | C::ActionItem(..)
        | C::Reminder(..)
        | C::Notification(..)
        | C::Case(..)
        | C::DataRequest(..)
        | C::Module(..)
        | C::Objective(..)
        | C::Milestone(..)
        | C::AuditTrail(..) => None,
    }
}

/// What this very command led to when it was first carried out; empty when it was not. The events of a command are in
/// one stream, so its history is all there is to ask.
fn earlier_answer(history: &[RecordedEvent], request: &CommandRequest) -> Result<Vec<RecordedEvent>, CommandError> {
    let earlier: Vec<_> = history.iter().filter(|event| event.metadata.causation_id == request.id).cloned().collect();
    // What the Secretariat did before its people were known by name is the same again when one of them repeats it.
    let repeats = |actor: &Actor| match actor {
        Actor::Secretariat => request.principal.mandate() == Mandate::Secretariat,
        Actor::Official { .. } | Actor::Service { .. } => actor.is_same_as(request.principal.actor()),
    };
    if !earlier.iter().all(|event| repeats(&event.metadata.actor)) {
        return Err(CommandError::KeyReused { id: request.id });
    }
    Ok(earlier)
}

/// What has changed what a command is about since whoever gives it saw it. It is asked of the very history on which the decision
/// is appended, so of two who send at the same instant one is told.
fn overtaking(history: &[RecordedEvent], request: &CommandRequest) -> Vec<RecordedEvent> {
    let Some(seen) = request.made_from else { return vec![] };
    let later = history.iter().filter(|event| event.position > seen);
    later.filter(|event| overlaps(&request.command, &event.event)).cloned().collect()
}

#[async_trait]
impl CommandPort for Coordination {
    async fn execute(&self, request: CommandRequest) -> Result<Accepted, CommandError> {
        let span = telemetry::work_span!(
            "command",
            correlation = %request.correlation,
            aggregate = tracing::field::Empty,
            outcome = tracing::field::Empty,
        );
        let outcome = self.carry_out(request, vec![]).instrument(span.clone()).await;
        span.record("outcome", outcome_of(&outcome));
        outcome
    }
}

impl Coordination {
    async fn carry_out(&self, request: CommandRequest, left: Vec<Remainder>) -> Result<Accepted, CommandError> {
        if let Some((_, rejection)) = self.objection(&request.command) {
            return Err(rejection.into());
        }
        let stream = request.command.stream()?;
        Span::current().record("aggregate", stream.kind());
        for _ in 0..ATTEMPTS {
            let history = self.history(&stream).await?;
            let earlier = earlier_answer(&history, &request)?;
            if !earlier.is_empty() {
                return Ok(Accepted { events: earlier, repeated: true });
            }
            let moment = moment_at(request.occurred_at.unwrap_or_else(|| self.clock.now()));
            let decided = events::decide_as(request.command.clone(), &history, &request.principal, &moment)?;
            let Ok(new_events) = NonEmpty::try_from(self.new_events(&request, &decided)?) else {
                return Ok(Accepted { events: vec![], repeated: false });
            };
            let by = overtaking(&history, &request);
            if !by.is_empty() {
                return Err(CommandError::Overtaken { by });
            }
            let expected = history.last().map_or(ExpectedVersion::NoStream, |last| ExpectedVersion::At(last.revision));
            let appended = match &self.taking_out {
                Some(store) if !left.is_empty() => {
                    store.append_taking_out(&stream, expected, new_events, left.clone()).await
                }
                Some(_) | None => self.store.append(&stream, expected, new_events).await,
            };
            match appended {
                Ok(appended) => {
                    let events = appended.events.into_iter().map(StoredEvent::decode).collect::<Result<_, _>>()?;
                    return Ok(Accepted { events, repeated: appended.repeated });
                }
                Err(AppendError::Conflict { .. }) => {
                    tracing::debug!(%stream, "somebody else wrote first; deciding again");
                }
                Err(AppendError::IdTaken { .. }) => return Err(CommandError::KeyReused { id: request.id }),
                Err(AppendError::Unavailable { reason }) => return Err(CommandError::Unavailable { reason }),
            }
        }
        Err(CommandError::Contended { stream, attempts: ATTEMPTS })
    }
}

/// What became of a command, for its span.
const fn outcome_of(outcome: &Result<Accepted, CommandError>) -> &'static str {
    match outcome {
        Ok(accepted) if accepted.repeated => "repeated",
        Ok(_) => "accepted",
        Err(CommandError::Rejected(rejection)) => rejection.code(),
        Err(CommandError::Overtaken { .. }) => "overtaken",
        Err(_) => "failed",
    }
}

fn unavailable(error: &ReadError) -> CommandError {
    CommandError::Unavailable { reason: error.to_string() }
}
