//! The audit trail, as the gateway writes it: who looked at what, what was refused, who could not sign in.
//!
//! One event for a person, a thing and an hour, so that the log does not drown: what is repeated has the same command and is one.
//! From where and through what somebody came is known to whoever lets requests in; it goes along with the request's work
//! ([`on_behalf`]) and serves the trail alone. Nobody waits for the trail: what cannot be recorded is an error in the log.

use std::sync::Arc;

use coordination::{Clock, CommandPort, CommandRequest};
use events::Command;
use events::account::Network;
use events::audit::{AuditEntry, AuditTrailCommand, AuditedAct, AuditedObject, Door, LONGEST_OBJECT};
use events::authority::Principal;
use events::ids::{AuditTrailId, CaseId, CommandId, CorrelationId};

use crate::once_an_hour::{OnceAnHour, hour_of};

/// How many entries an hour has before what strangers do is told without from where.
const MOST_BY_STRANGERS: usize = 500;

tokio::task_local! {
    static ORIGIN: Origin;
}

/// From where and through what a request came.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    pub(crate) door: Door,
    pub(crate) network: Option<Network>,
}

/// Does a request's work, of which the trail says from where it was asked for.
pub(crate) async fn on_behalf<T>(origin: Origin, work: impl Future<Output = T>) -> T {
    ORIGIN.scope(origin, work).await
}

/// Writes the trail.
pub(crate) struct AuditRecorder {
    commands: Arc<dyn CommandPort>,
    clock: Arc<dyn Clock>,
    recorded: OnceAnHour,
}

impl AuditRecorder {
    pub(crate) fn new(commands: Arc<dyn CommandPort>, clock: Arc<dyn Clock>) -> Self {
        Self { commands, clock, recorded: OnceAnHour::default() }
    }

    /// Records that somebody read a case.
    pub(crate) fn case_read(&self, principal: &Principal, case: &CaseId) {
        self.record(principal, AuditedAct::CaseRead, case.as_str());
    }

    /// Records that somebody read the list of these many cases.
    pub(crate) fn cases_listed(&self, principal: &Principal, cases: usize) {
        self.record(principal, AuditedAct::CasesListed, &cases.to_string());
    }

    /// Records that somebody read or took along a table of figures.
    pub(crate) fn figures_read(&self, principal: &Principal, counted: &str, by: &str) {
        self.record(principal, AuditedAct::FiguresRead, &format!("{counted} {by}"));
    }

    /// Records an act of somebody, or of nobody known, that is the gateway's own to tell of.
    pub(crate) fn record(&self, principal: &Principal, act: AuditedAct, object: &str) {
        let origin = ORIGIN.try_with(Clone::clone).unwrap_or(Origin { door: Door::Page, network: None });
        self.record_from(principal, act, object, origin);
    }

    /// The same before it is known whose work the request is.
    pub(crate) fn record_from(&self, principal: &Principal, act: AuditedAct, object: &str, origin: Origin) {
        let now = self.clock.now();
        let Origin { door, network } = origin;
        // Strangers can come from as many networks as they like; beyond some hundreds an hour it is not said from which.
        let network = network.filter(|_| principal.person().is_some() || self.recorded.count(now) < MOST_BY_STRANGERS);
        let place = network.as_ref().map_or("", Network::as_str);
        let (actor, code, hour) = (principal.actor(), act.code(), hour_of(now));
        let id = format!("gateway/audit/{actor}/{code}/{object}/{place}/{hour}");
        let id = CommandId::named(&id);
        if !self.recorded.is_new(now, id) {
            return;
        }
        let entry = AuditEntry { act, object: object_of(object), door, network };
        let who = principal.person().cloned();
        let trail = AuditTrailId::of(who.as_ref(), now.date_naive());
        let command = Command::AuditTrail(trail, AuditTrailCommand::Record { who, entry });
        let (commands, principal) = (self.commands.clone(), principal.clone());
        tokio::spawn(async move {
            let request = CommandRequest {
                id,
                correlation: CorrelationId(id.0),
                principal,
                occurred_at: None,
                made_from: None,
                command,
            };
            if let Err(error) = commands.execute(request).await {
                tracing::error!(%error, act = act.code(), "the audit trail lacks an entry");
            }
        });
    }
}

/// What can be kept of a text as an entry's object.
fn object_of(text: &str) -> AuditedObject {
    let kept = text.chars().map(|letter| if letter == ' ' || letter.is_ascii_graphic() { letter } else { '?' });
    // Cut to what an object holds, it is one.
    kept.take(LONGEST_OBJECT).collect::<String>().parse().unwrap_or_else(|_| AuditedObject::default())
}
