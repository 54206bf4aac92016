//! What the gateway shows and takes, by feature: page, API, wire types, rows, templates and tests beside each other.
//!
//! A feature may use the state (`app`), `http`, `queries`, `rendering`, `presentation`, `charts` and the texts. It does not
//! name another feature: what two share is a piece of its own outside this folder. Only the router names them.
//! `docs/adding-a-page.md` says how one grows.

pub(crate) mod admin;
pub(crate) mod cases;
pub(crate) mod data;
pub(crate) mod figures;
pub(crate) mod links;
pub(crate) mod meetings;
pub(crate) mod people;
pub(crate) mod strategy;
pub(crate) mod timeline;
pub(crate) mod training;
pub(crate) mod work;
