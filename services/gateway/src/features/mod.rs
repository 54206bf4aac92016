//! What the gateway shows and takes, by feature: page, API, wire types, rows, templates and tests beside each other.
//!
//! A feature may use the state (`app`), `http`, `queries`, `rendering`, `presentation`, `charts` and the texts. It does not
//! name another feature, nor does its template another's: what two share is a piece of its own outside this folder. Only the
//! router names them. `cargo test -p tidy` holds all three.
//! `docs/adding-a-page.md` says how one grows.

pub(crate) mod account;
pub(crate) mod admin;
pub(crate) mod cases;
pub(crate) mod data;
pub(crate) mod drafts;
pub(crate) mod erasures;
pub(crate) mod figures;
pub(crate) mod links;
pub(crate) mod meetings;
pub(crate) mod people;
pub(crate) mod search;
pub(crate) mod strategy;
pub(crate) mod timeline;
pub(crate) mod training;
pub(crate) mod webhooks;
pub(crate) mod work;
