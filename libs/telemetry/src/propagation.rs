//! A trace in two processes: its place in the form of the W3C's Trace Context, version 00.

use std::collections::HashMap;

use opentelemetry::propagation::TextMapPropagator;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

const TRACEPARENT: &str = "traceparent";

/// The present span's place in its trace, for whoever is asked to go on with the work: `00-<trace>-<span>-01`. `None` where
/// no trace is recorded.
pub fn traceparent() -> Option<String> {
    let mut carrier = HashMap::new();
    TraceContextPropagator::new().inject_context(&Span::current().context(), &mut carrier);
    carrier.remove(TRACEPARENT)
}

/// Makes a span a part of the trace that another process began. What is no `traceparent` begins a trace of its own.
pub fn continue_trace(span: &Span, traceparent: &str) {
    let carrier = HashMap::from([(TRACEPARENT.to_owned(), traceparent.to_owned())]);
    span.set_parent(TraceContextPropagator::new().extract(&carrier));
}
