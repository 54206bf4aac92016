//! A trace goes on in another process, and only spans of work are a part of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use telemetry::{TraceExporter, continue_trace, traceparent, work_span};
use tracing_subscriber::layer::SubscriberExt;

fn recorded<R>(work: impl FnOnce() -> R) -> R {
    // nobody listens there, and the work does not mind
    let exporting = TraceExporter::to("http://127.0.0.1:9/v1/traces", "test").unwrap();
    let subscriber = tracing_subscriber::registry().with(exporting.layer());
    tracing::subscriber::with_default(subscriber, work)
}

fn trace_of(traceparent: &str) -> &str {
    traceparent.split('-').nth(1).unwrap()
}

#[test]
fn a_trace_goes_on_where_its_traceparent_arrives() {
    recorded(|| {
        let sent = work_span!("command", correlation = "c-1").in_scope(traceparent).unwrap();
        let (version_and_ids, flags) = sent.rsplit_once('-').unwrap();
        assert!(version_and_ids.starts_with("00-") && flags == "01", "{sent}");
        let there = work_span!("answer");
        continue_trace(&there, &sent);
        let inside = there.in_scope(traceparent).unwrap();
        assert_eq!(trace_of(&inside), trace_of(&sent));
        assert_ne!(inside, sent);
    });
}

#[test]
fn what_is_no_traceparent_begins_a_trace() {
    recorded(|| {
        let there = work_span!("answer");
        continue_trace(&there, "nonsense");
        assert!(there.in_scope(traceparent).is_some());
    });
}

#[test]
fn nothing_is_recorded_outside_of_spans_of_work_or_without_a_collector() {
    recorded(|| {
        assert_eq!(traceparent(), None);
        assert_eq!(tracing::info_span!("of a library").in_scope(traceparent), None);
    });
    assert_eq!(work_span!("command").in_scope(traceparent), None);
}

#[test]
fn an_address_that_is_none_is_refused_with_what_one_looks_like() {
    let error = TraceExporter::to("not an address", "test").unwrap_err().to_string();
    assert!(error.contains("not an address") && error.contains("http://HOST:4318/v1/traces"), "{error}");
}
