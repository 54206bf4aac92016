//! The contacts' side: what people do with their phones, for the chat page and for tests.

pub(crate) mod actions;
mod events;
pub(crate) mod groups;
pub(crate) mod routes;
pub(crate) mod view;
mod waiting;
