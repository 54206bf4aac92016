//! The HTTP gateway: the secretariat's pages, the JSON API, live news and health.
//!
//! What lives here: everything that knows HTTP. Pages are rendered on the server and work without scripts; a small
//! script makes them live. Wire types of the API are the gateway's own, so the domain may change freely behind them.
//!
//! What it may depend on: the ports of coordination (to ask for something) and the read port of the read models (to
//! show something), the topics and hours of the notifications (to show what is owed and not told), the texts of
//! language, and the domain's values and rules of access. What it may not know: where events are stored, how they
//! travel, the messenger. It decides nothing: whether something is allowed is asked of `events::authority`, whether it
//! is possible of the command port.
//!
//! How it is laid out, from the ground up; nothing names what stands above it. `ports`, `wording` and `failure`: what is
//! reached, said and refused. `presentation` and `charts`: what several features show alike. `queries` and `rendering`: what
//! is asked and how it becomes HTML. `app`: the state that holds them. `http`: what serves every feature. `features`: each
//! with its pages, API, wire types, templates and tests beside each other. On top `router`, the only one that names them.
//! How to add a page: `docs/adding-a-page.md`.
//!
//! Invariants, each with a test under `tests/`: nothing but the open routes is reachable without a session; a form of
//! another site is refused; what a person typed is escaped; every page has every text in every language; every route of
//! the API is in the document.

mod app;
mod charts;
mod concurrency_limit;
mod config;
mod elapsed_clock;
mod failure;
mod feature;
mod features;
mod free_text;
mod gateway;
mod http;
mod open_id;
mod overtaking;
mod person_key;
mod ports;
mod presentation;
mod queries;
mod rendering;
mod router;
mod serve;
mod too_many;
mod wording;

pub use config::{Bounds, GatewayClocks, GatewayConfig, GatewayError, SessionLimits, WebhookReach};
pub use elapsed_clock::ElapsedClock;
pub use gateway::{Gateway, NoLink};
pub use open_id::{OpenIdProvider, OpenIdSecret, UnusableProvider};
pub use person_key::{PersonKeySecret, SecretTooShort};
pub use ports::dead_letters::{DeadLetter, DeadLetterCause, DeadLetterQueue, DeadLettersUnavailable, RedriveOutcome};
pub use ports::demo_control::{DemoControl, DemoError};
pub use ports::name_sealer::{NameSealer, NotSealed};
pub use ports::operator_warnings::OperatorWarnings;
pub use ports::safekeeping::{BackupState, LastBackup, LogProof, Safekeeping};
pub use ports::webhook_deliveries::{
    WebhookDeliveries, WebhookDeliveriesUnavailable, WebhookDelivery, WebhookDeliveryState,
};
pub use router::{DoorAddress, DoorKind, doors};
pub use serve::{serve, serve_operations};
