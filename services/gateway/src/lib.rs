//! The HTTP gateway: the secretariat's pages, the JSON API, live news and health.
//!
//! What lives here: everything that knows HTTP. Pages are rendered on the server and work without scripts; a small
//! script makes them live. Wire types of the API ([`api::wire`]) are the gateway's own, so the domain may change freely
//! behind them.
//!
//! What it may depend on: the ports of coordination (to ask for something) and the queries of projections (to show
//! something), the texts of dialogue, and the domain's values and rules of access. What it may not know: where events
//! are stored, how they travel, the messenger. It decides nothing: whether something is allowed is asked of
//! `events::authority`, whether it is possible of the command port.
//!
//! How to add a page: a template under `templates/`, a handler under `pages/`, a line in `pages::routes`, its texts in
//! all three `pages.ftl`. How to add an API route: a handler with `#[utoipa::path]` under `api/` and a line in
//! `api::routes`; the OpenAPI document follows by itself.
//!
//! Invariants, each with a test under `tests/`: nothing but the open routes is reachable without a session; a form of
//! another site is refused; what a person typed is escaped; every page has every text in every language; every route of
//! the API is in the document.

pub mod api;
mod asking;
mod assets;
mod audit;
mod case_reading;
mod charts;
mod config;
mod dead_letters;
mod demo;
mod failure;
mod form;
mod free_text;
mod gateway;
mod guard;
mod headers;
mod health;
mod indicator_log;
mod indicator_picture;
mod live;
mod meeting_book;
mod metrics;
mod new_id;
mod pages;
mod person_key;
mod reading;
mod render;
mod scheduling;
mod sealing;
mod serve;
mod sessions;
mod sign_in;
mod staleness;
mod timeline_chart;
mod visit;

pub use config::{GatewayConfig, GatewayError};
pub use dead_letters::{DeadLetterDesk, DeadLettersAway};
pub use demo::{DemoControl, DemoError};
pub use gateway::Gateway;
pub use person_key::{PersonKeySecret, SecretTooShort};
pub use sealing::{NameSealer, NotSealed};
pub use serve::serve;
