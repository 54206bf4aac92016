//! The read model of the audit trail: who signed in, looked at what, was refused what, gave whom which rights, and had
//! what sent where.
//!
//! Every partition has all of it. It has no personal field: people stand in it by their ids.

use std::borrow::Cow;

use events::account::{AccountEvent, Network, SecondFactor};
use events::audit::{AuditTrailEvent, AuditedAct, Door};
use events::erasure::{ErasureEvent, ErasureSubject};
use events::ids::PersonId;
use events::webhook::WebhookEvent;
use events::{Event, RecordedEvent};
use rusqlite::{Transaction, params};
use serde::Serialize;

use crate::engine::projection::{Projection, ProjectionError};
use crate::json::to_column;

const TABLES: &[&str] = &["audit_lines"];

const CREATE: &str = "
CREATE TABLE audit_lines (
    position INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    doer TEXT,
    person TEXT,
    act TEXT NOT NULL,
    object TEXT NOT NULL,
    door TEXT,
    network TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_by_doer ON audit_lines (doer, position);
CREATE INDEX audit_by_person ON audit_lines (person, position);
CREATE INDEX audit_by_object ON audit_lines (object, position);
";

/// The read model.
pub(crate) struct AuditTrail;

impl Projection for AuditTrail {
    fn name(&self) -> &'static str {
        "audit-trail"
    }

    fn version(&self) -> u32 {
        4
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLES
    }

    fn create(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch(CREATE)
    }

    fn apply(&self, transaction: &Transaction<'_>, recorded: &RecordedEvent) -> Result<(), ProjectionError> {
        let Some(line) = line_of(recorded) else { return Ok(()) };
        transaction.prepare_cached("INSERT INTO audit_lines VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?.execute(
            params![
                recorded.position.0,
                recorded.metadata.occurred_at.to_rfc3339(),
                to_column(&recorded.metadata.actor)?,
                recorded.metadata.actor.person().map(PersonId::as_str),
                line.person.as_deref().map(PersonId::as_str),
                line.act,
                line.object,
                line.door.map(Door::code),
                line.network,
            ],
        )?;
        Ok(())
    }
}

/// What happens to an account without anybody's doing anything: that somebody goes on is no act of theirs.
const NO_ACTS: [&str; 2] = ["session-used", "token-used"];

/// Every act that a line can tell of, by its code: what the trail keeps, and what happens to accounts, webhooks and erasures.
pub fn audited_acts() -> Vec<String> {
    let kept = AuditedAct::ALL.iter().map(|act| act.code().to_owned());
    let events = Event::types().into_iter();
    let of_accounts = events.filter_map(|name| name.strip_prefix("account.").map(str::to_owned));
    let of_others =
        Event::types().into_iter().filter(|name| name.starts_with("webhook.") || name.starts_with("erasure."));
    let of_others = of_others.map(|name| name.replace('.', "-"));
    kept.chain(of_accounts.filter(|name| !NO_ACTS.contains(&name.as_str()))).chain(of_others).collect()
}

struct Line<'a> {
    /// Whose account or link it is about, who is to be forgotten, or who did it.
    person: Option<Cow<'a, PersonId>>,
    act: &'static str,
    object: String,
    door: Option<Door>,
    network: Option<&'a str>,
}

/// The word by which a value is known in its JSON form.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// What the trail says of an event; `None`: nothing, because another says it or nobody did anything.
fn line_of(recorded: &RecordedEvent) -> Option<Line<'_>> {
    let from = recorded.metadata.network.as_ref().map(Network::as_str);
    match &recorded.event {
        Event::AuditTrail(_, AuditTrailEvent::Recorded(entry)) => Some(Line {
            person: entry.about.as_ref().or_else(|| recorded.metadata.actor.person()).map(Cow::Borrowed),
            act: entry.act.code(),
            object: entry.object.as_str().to_owned(),
            door: Some(entry.door),
            network: entry.network.as_ref().map(Network::as_str),
        }),
        Event::Account(person, event) => {
            let (act, object) = of_account(event)?;
            let network = if let AccountEvent::SessionOpened { network, .. } = event { network.as_ref() } else { None };
            let network = network.map(Network::as_str).or(from);
            Some(Line { person: Some(Cow::Borrowed(person)), act, object, door: recorded.metadata.door, network })
        }
        Event::Webhook(webhook, event) => Some(Line {
            person: recorded.metadata.actor.person().map(Cow::Borrowed),
            act: of_webhook(event),
            object: webhook.to_string(),
            door: recorded.metadata.door,
            network: from,
        }),
        Event::Erasure(erasure, event) => Some(Line {
            person: ErasureSubject::person_of(erasure)
                .map(Cow::Owned)
                .or_else(|| recorded.metadata.actor.person().map(Cow::Borrowed)),
            act: of_erasure(event),
            object: erasure.to_string(),
            door: recorded.metadata.door,
            network: from,
        }),
        Event::Institution(..)
        | Event::Subgroup(..)
        | Event::Meeting(..)
        | Event::ActionItem(..)
        | Event::Reminder(..)
        | Event::Notification(..)
        | Event::Case(..)
        | Event::DataRequest(..)
        | Event::Module(..)
        | Event::Objective(..)
        | Event::Milestone(..) => None,
    }
}

const fn of_erasure(event: &ErasureEvent) -> &'static str {
    use ErasureEvent as E;
    match event {
        E::Asked { .. } => "erasure-asked",
        E::Withdrawn {} => "erasure-withdrawn",
        E::Confirmed { .. } => "erasure-confirmed",
        E::CarriedOut { .. } => "erasure-carried-out",
    }
}

const fn of_webhook(event: &WebhookEvent) -> &'static str {
    use WebhookEvent as E;
    match event {
        E::Made { .. } => "webhook-made",
        E::Changed { .. } => "webhook-changed",
        E::Paused {} => "webhook-paused",
        E::Resumed {} => "webhook-resumed",
        E::SecretRenewed { .. } => "webhook-secret-renewed",
        E::Removed {} => "webhook-removed",
        E::TestRequested {} => "webhook-test-requested",
        E::RedriveRequested { .. } => "webhook-redrive-requested",
        E::Disabled { .. } => "webhook-disabled",
    }
}

fn of_account(event: &AccountEvent) -> Option<(&'static str, String)> {
    use AccountEvent as E;
    Some(match event {
        E::RoleGranted { role, institution: _ } => ("role-granted", role.code().to_owned()),
        E::RoleWithdrawn { role } => ("role-withdrawn", role.code().to_owned()),
        E::LinkIssued { .. } => ("link-issued", String::new()),
        E::LinksWithdrawn {} => ("links-withdrawn", String::new()),
        E::SessionOpened { way, .. } => ("session-opened", way.code().to_owned()),
        E::SessionConfirmed { by, .. } => {
            let by = match by {
                SecondFactor::Passkey { .. } => "passkey",
                SecondFactor::RecoveryCode { .. } => "recovery-code",
            };
            ("session-confirmed", by.to_owned())
        }
        E::SessionEnded { cause, .. } => ("session-ended", word(cause)),
        E::PasskeyRegistered(_) => ("passkey-registered", String::new()),
        E::PasskeyRemoved { .. } => ("passkey-removed", String::new()),
        E::RecoveryCodesMade { .. } => ("recovery-codes-made", String::new()),
        E::IdentityLinked(identity) => ("identity-linked", identity.provider.to_string()),
        E::IdentityUnlinked { provider } => ("identity-unlinked", provider.to_string()),
        E::TokenMade { token, .. } => ("token-made", token.to_string()),
        E::TokenRevoked { token } => ("token-revoked", token.to_string()),
        E::SessionUsed { .. } | E::TokenUsed { .. } => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::path::Path;

    use super::*;

    /// A sample of every event of a kind, with its name.
    fn samples<E: serde::de::DeserializeOwned>(kind: &str) -> Vec<(String, E)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../events/tests/stored_versions").join(kind);
        let read = |file: std::fs::DirEntry| {
            let file = file.path();
            let name = file.file_stem().unwrap().to_str().unwrap().split_once('.').unwrap().0.to_owned();
            let sample: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
            let event = serde_json::json!({ "type": name, "data": sample["data"] });
            (name, serde_json::from_value(event).unwrap())
        };
        std::fs::read_dir(folder).unwrap().map(|file| read(file.unwrap())).collect()
    }

    #[test]
    fn every_event_of_an_account_or_a_webhook_is_an_act_by_its_own_name_or_none() {
        let acts = audited_acts();
        let mut told: Vec<String> = vec![];
        for (name, event) in samples::<AccountEvent>("account") {
            let act = of_account(&event).map(|(act, _)| act);
            assert_eq!(act, acts.contains(&name).then_some(name.as_str()));
            told.extend(act.map(str::to_owned));
        }
        for (name, event) in samples::<WebhookEvent>("webhook") {
            assert_eq!(of_webhook(&event), format!("webhook-{name}"));
            told.push(of_webhook(&event).to_owned());
        }
        for (name, event) in samples::<ErasureEvent>("erasure") {
            assert_eq!(of_erasure(&event), format!("erasure-{name}"));
            told.push(of_erasure(&event).to_owned());
        }
        told.extend(AuditedAct::ALL.iter().map(|act| act.code().to_owned()));
        told.sort();
        let mut acts = acts;
        acts.sort();
        assert_eq!(told, acts, "an act that nothing tells of");
    }
}
