//! HTTP as every feature needs it: who asks, forms, the JSON API's manners, failures and how they are told, what stands
//! before every route, and what is served beside the pages.
//!
//! May depend on the state, the ports, rendering and language. Knows no feature.

pub(crate) mod access;
pub(crate) mod actions;
pub(crate) mod commands;
pub(crate) mod cookies;
pub(crate) mod downloads;
pub(crate) mod failure_pages;
pub(crate) mod form;
pub(crate) mod health;
pub(crate) mod json_api;
pub(crate) mod limits;
pub(crate) mod live_news;
pub(crate) mod metrics_endpoint;
pub(crate) mod new_id;
pub(crate) mod openapi;
pub(crate) mod page;
pub(crate) mod page_request;
pub(crate) mod principal;
pub(crate) mod problem;
pub(crate) mod request_count;
pub(crate) mod sealing;
pub(crate) mod security_headers;
pub(crate) mod staleness;
