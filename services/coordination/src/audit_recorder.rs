//! The audit trail, as whoever lets people in writes it: who looked at what, what was refused, who could not sign in.
//!
//! One event for a person, a thing and an hour, so that the log does not drown: what is repeated has the same command and is one.
//! From where and through what somebody came is known to whoever lets requests in; it goes along with the request's work
//! ([`on_behalf`]), and where nothing is said of it somebody came through the door that the recorder is for. Nobody who
//! asks waits for the trail; whoever ends the process does ([`AuditRecorder::settle`]). What cannot be recorded is an error in the log.
//!
//! It may depend on the command port and the clock, and knows no page, no chat and no message.

use std::sync::Arc;

use events::Command;
use events::account::Network;
use events::audit::{AuditEntry, AuditTrailCommand, AuditedAct, AuditedObject, Door, LONGEST_OBJECT};
use events::authority::Principal;
use events::ids::{AuditTrailId, CaseId, CommandId, CorrelationId, PersonId, ServiceName};
use tokio::sync::Mutex;
use tokio_util::task::TaskTracker;

use crate::clock::Clock;
use crate::once_an_hour::{OnceAnHour, hour_of};
use crate::port::{CommandPort, CommandRequest};

/// How many entries of strangers an hour has before what they do is told without from where.
const MOST_BY_STRANGERS: usize = 500;

tokio::task_local! {
    static ORIGIN: Origin;
    static UNTOLD: ();
}

/// From where and through what a request came.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Through what it came.
    pub door: Door,
    /// From where, where it is known.
    pub network: Option<Network>,
}

impl Origin {
    /// That of the request whose work this is, where it was said.
    pub fn of_work() -> Option<Self> {
        ORIGIN.try_with(Clone::clone).ok()
    }
}

/// Does a request's work, of which the trail says from where it was asked for.
pub async fn on_behalf<T>(origin: Origin, work: impl Future<Output = T>) -> T {
    ORIGIN.scope(origin, work).await
}

/// Does work of which the trail says nothing: what it shows was shown before, and that was told.
pub async fn untold<T>(work: impl Future<Output = T>) -> T {
    UNTOLD.scope((), work).await
}

/// Writes the trail, for a service that lets people in.
pub struct AuditRecorder {
    commands: Arc<dyn CommandPort>,
    clock: Arc<dyn Clock>,
    service: ServiceName,
    door: Door,
    by_people: Arc<OnceAnHour>,
    by_strangers: Arc<OnceAnHour>,
    /// Held while an entry is written: those of strangers are all in one stream, and many at once would be in each other's way.
    writing: Arc<Mutex<()>>,
    /// The entries that are under way.
    under_way: TaskTracker,
}

impl AuditRecorder {
    /// For a service of this name, through whose door somebody came of whom nothing else is said.
    pub fn new(commands: Arc<dyn CommandPort>, clock: Arc<dyn Clock>, service: ServiceName, door: Door) -> Self {
        let (by_people, by_strangers, writing) = (Arc::default(), Arc::default(), Arc::default());
        let under_way = TaskTracker::new();
        Self { commands, clock, service, door, by_people, by_strangers, writing, under_way }
    }

    /// The door that it is for.
    pub fn door(&self) -> Door {
        self.door
    }

    /// Waits until what was told so far is recorded: whoever ends a process asks this first. It may be asked again.
    pub async fn settle(&self) {
        self.under_way.close();
        self.under_way.wait().await;
        self.under_way.reopen();
    }

    /// Records that somebody was shown a case.
    pub fn case_read(&self, principal: &Principal, case: &CaseId) {
        self.record(principal, AuditedAct::CaseRead, case.as_str());
    }

    /// Records that somebody was shown the list of these many cases.
    pub fn cases_listed(&self, principal: &Principal, cases: usize) {
        self.record(principal, AuditedAct::CasesListed, &cases.to_string());
    }

    /// Records that somebody read or took along a table of figures.
    pub fn figures_read(&self, principal: &Principal, counted: &str, by: &str) {
        self.record(principal, AuditedAct::FiguresRead, &format!("{counted} {by}"));
    }

    /// Records an act of somebody that is the service's own to tell of.
    pub fn record(&self, principal: &Principal, act: AuditedAct, object: &str) {
        self.record_about(principal, act, object, None);
    }

    /// The same of nobody that is known.
    pub fn record_of_nobody(&self, act: AuditedAct, object: &str, about: Option<&PersonId>) {
        self.record_about(&Principal::service(self.service.clone()), act, object, about);
    }

    /// The same, where it concerns another person than whoever did it.
    pub fn record_about(&self, principal: &Principal, act: AuditedAct, object: &str, about: Option<&PersonId>) {
        let origin = Origin::of_work().unwrap_or(Origin { door: self.door, network: None });
        self.write(principal, (act, object, about), origin);
    }

    /// The same before it is known whose work the request is.
    pub fn record_from(&self, principal: &Principal, act: AuditedAct, object: &str, origin: Origin) {
        self.write(principal, (act, object, None), origin);
    }

    fn write(
        &self,
        principal: &Principal,
        (act, object, about): (AuditedAct, &str, Option<&PersonId>),
        origin: Origin,
    ) {
        if UNTOLD.try_with(|()| ()).is_ok() {
            return;
        }
        let now = self.clock.now();
        let Origin { door, network } = origin;
        let who = principal.person().cloned();
        let recorded = if who.is_some() { &self.by_people } else { &self.by_strangers };
        // Strangers can come from as many networks as they like; beyond some hundreds an hour it is not said from which.
        let network = network.filter(|_| who.is_some() || recorded.count(now) < MOST_BY_STRANGERS);
        let id = self.id_of(principal, (act, object, about), network.as_ref(), hour_of(now));
        if !recorded.is_new(now, id) {
            return;
        }
        let about = about.filter(|about| Some(*about) != who.as_ref()).cloned();
        let entry = AuditEntry { act, object: object_of(object), door, network, about };
        let trail = AuditTrailId::of(who.as_ref(), now.date_naive());
        let request = CommandRequest {
            id,
            correlation: CorrelationId(id.0),
            principal: principal.clone().through_door(door),
            occurred_at: None,
            made_from: None,
            command: Command::AuditTrail(trail, AuditTrailCommand::Record { who, entry }),
        };
        let (commands, recorded, writing) = (self.commands.clone(), recorded.clone(), self.writing.clone());
        self.under_way.spawn(async move {
            let _turn = writing.lock().await;
            if let Err(error) = commands.execute(request).await {
                recorded.forget(id);
                tracing::error!(%error, act = act.code(), "the audit trail lacks an entry");
            }
        });
    }

    /// What is repeated within an hour has one id, in every process of the service.
    fn id_of(
        &self,
        principal: &Principal,
        (act, object, about): (AuditedAct, &str, Option<&PersonId>),
        network: Option<&Network>,
        hour: i64,
    ) -> CommandId {
        let (service, actor, code) = (&self.service, principal.actor(), act.code());
        let place = network.map_or("", Network::as_str);
        let about = about.map(|about| format!("/{about}")).unwrap_or_default();
        CommandId::named(&format!("{service}/audit/{actor}/{code}/{object}/{place}/{hour}{about}"))
    }
}

/// What can be kept of a text as an entry's object.
fn object_of(text: &str) -> AuditedObject {
    let kept = text.chars().map(|letter| if letter == ' ' || letter.is_ascii_graphic() { letter } else { '?' });
    // Cut to what an object holds, it is one.
    kept.take(LONGEST_OBJECT).collect::<String>().parse().unwrap_or_else(|_| AuditedObject::default())
}
