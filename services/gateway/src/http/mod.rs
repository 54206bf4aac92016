//! HTTP as every feature needs it: who asks, forms (those that several features show among them), what the links of messages
//! open, the JSON API's manners, failures and how they are told, what stands before every route, and what is served beside
//! the pages.
//!
//! May depend on the state, the ports, rendering and language. Knows no feature.

pub(crate) mod access;
pub(crate) mod actions;
mod asked_thing;
pub(crate) mod by_itself;
pub(crate) mod command_api;
pub(crate) mod commands;
pub(crate) mod cookies;
pub(crate) mod downloads;
pub(crate) mod draft_windows;
pub(crate) mod entity_tag;
pub(crate) mod failure_pages;
pub(crate) mod figure_bodies;
pub(crate) mod form;
pub(crate) mod health;
pub(crate) mod idempotency;
pub(crate) mod json_api;
pub(crate) mod kept_draft;
pub(crate) mod limits;
pub(crate) mod live_news;
pub(crate) mod metrics_endpoint;
pub(crate) mod new_id;
pub(crate) mod openapi;
pub(crate) mod openapi_answers;
pub(crate) mod opened_link;
pub(crate) mod page;
pub(crate) mod page_forms;
pub(crate) mod page_request;
pub(crate) mod pagination;
pub(crate) mod problem;
pub(crate) mod rate_limiting;
pub(crate) mod request_count;
pub(crate) mod route_kinds;
pub(crate) mod sealing;
pub(crate) mod second_factor;
pub(crate) mod security_headers;
pub(crate) mod sent_form;
pub(crate) mod signed_in;
pub(crate) mod staleness;
mod typed_again;
pub(crate) mod typed_fields;
pub(crate) mod unsent_form;
pub(crate) mod value_form;
pub(crate) mod visitor;
pub(crate) mod word_after;
