//! The read model of dossiers: the events of each kind of aggregate but milestones and the audit trail, in the order of the log.
//!
//! What pages, chat, reports and the engine of notices want to know of these is as manifold as the events themselves. So
//! this read model keeps their events, and whoever asks folds them into a [`Book`](crate::Book) of its own, asking only for
//! what is new. Every partition has all of them. Personal fields stay sealed.

use events::account::Account;
use events::action_item::ActionItem;
use events::case::Case;
use events::data_request::DataRequest;
use events::erasure::Erasure;
use events::institution::Institution;
use events::meeting::Meeting;
use events::notification::Notification;
use events::reminder::Reminder;
use events::strategy::Objective;
use events::subgroup::Subgroup;
use events::training::Module;
use events::webhook::Webhook;
use events::{Aggregate, Event, RecordedEvent};
use feed::dead_letters::stored;
use rusqlite::{Transaction, params};
use serde::{Deserialize, Serialize};

use crate::engine::projection::{Projection, ProjectionError};
use crate::json::to_column;
use crate::taken_out::takes_texts_out;

const TABLES: &[&str] = &["dossier_events"];

const CREATE: &str = "
CREATE TABLE dossier_events (
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (kind, position)
) STRICT, WITHOUT ROWID;
";

/// What a dossier is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DossierKind {
    /// Cases of victims.
    Case,
    /// A data request and its answers.
    DataRequest,
    /// The strategy's objectives with their indicators.
    Objective,
    /// A module of the training and its sessions.
    Module,
    /// A meeting, its answers and its minutes.
    Meeting,
    /// Notices: who was told what, when and how.
    Notification,
    /// An action item and its reports.
    ActionItem,
    /// Institutions and their people.
    Institution,
    /// A subgroup, its chair and its members.
    Subgroup,
    /// Reminders of action items as they were kept before there were notices.
    Reminder,
    /// Who signs in, how and with which roles.
    Account,
    /// What is sent where by webhooks.
    Webhook,
    /// What was erased and is to be.
    Erasure,
}

impl DossierKind {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Case,
        Self::DataRequest,
        Self::Objective,
        Self::Module,
        Self::Meeting,
        Self::Notification,
        Self::ActionItem,
        Self::Institution,
        Self::Subgroup,
        Self::Reminder,
        Self::Account,
        Self::Webhook,
        Self::Erasure,
    ];
}

impl DossierKind {
    /// The kind of the dossiers that streams of a kind are.
    pub fn of_streams(kind: &str) -> Option<Self> {
        let known = [
            (Case::KIND, Self::Case),
            (DataRequest::KIND, Self::DataRequest),
            (Objective::KIND, Self::Objective),
            (Module::KIND, Self::Module),
            (Meeting::KIND, Self::Meeting),
            (Notification::KIND, Self::Notification),
            (ActionItem::KIND, Self::ActionItem),
            (Institution::KIND, Self::Institution),
            (Subgroup::KIND, Self::Subgroup),
            (Reminder::KIND, Self::Reminder),
            (Account::KIND, Self::Account),
            (Webhook::KIND, Self::Webhook),
            (Erasure::KIND, Self::Erasure),
        ];
        known.into_iter().find(|(stream, _)| *stream == kind).map(|(_, dossiers)| dossiers)
    }

    const fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Case(..) => Some(Self::Case),
            Event::DataRequest(..) => Some(Self::DataRequest),
            Event::Objective(..) => Some(Self::Objective),
            Event::Module(..) => Some(Self::Module),
            Event::Meeting(..) => Some(Self::Meeting),
            Event::Notification(..) => Some(Self::Notification),
            Event::ActionItem(..) => Some(Self::ActionItem),
            Event::Institution(..) => Some(Self::Institution),
            Event::Subgroup(..) => Some(Self::Subgroup),
            Event::Reminder(..) => Some(Self::Reminder),
            Event::Account(..) => Some(Self::Account),
            Event::Webhook(..) => Some(Self::Webhook),
            Event::Erasure(..) => Some(Self::Erasure),
            // The trail is longer than what anybody folds; it has a table of its own.
            Event::AuditTrail(..) | Event::Milestone(..) => None,
        }
    }
}

/// The read model.
pub(crate) struct Dossiers;

impl Projection for Dossiers {
    fn name(&self) -> &'static str {
        "dossiers"
    }

    fn version(&self) -> u32 {
        6
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLES
    }

    fn create(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch(CREATE)
    }

    fn apply(&self, transaction: &Transaction<'_>, recorded: &RecordedEvent) -> Result<(), ProjectionError> {
        // Whoever has folded dossiers of whatever kind hears that they are to be read anew.
        let kinds = if takes_texts_out(recorded) {
            DossierKind::ALL.to_vec()
        } else {
            Vec::from_iter(DossierKind::of(&recorded.event))
        };
        for kind in kinds {
            transaction.prepare_cached("INSERT INTO dossier_events VALUES (?1, ?2, ?3)")?.execute(params![
                to_column(&kind)?,
                recorded.position.0,
                to_column(&stored(recorded)?)?
            ])?;
        }
        Ok(())
    }
}
