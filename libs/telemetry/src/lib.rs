//! Traces: which command, question or update led to which, sent to a collector by the OpenTelemetry protocol (OTLP).
//!
//! - [`work_span!`]: the span of a piece of work, with the correlation id that its events carry;
//! - [`TraceExporter`]: sends the spans to a collector, when one is configured;
//! - [`traceparent`] and [`continue_trace`]: a trace goes on in another process, as the W3C's Trace Context writes it.
//!
//! Only spans made by [`work_span!`] leave the process, and nothing that is logged inside them: they name kinds of work and
//! ids of correlation, never a person, a text or a case. Depends on nothing of the workspace; knows neither NATS nor HTTP
//! servers nor what the work is.

mod propagation;
mod trace_exporter;

pub use propagation::{continue_trace, traceparent};
pub use trace_exporter::{TraceExporter, TraceExporterError};
pub use tracing;

/// The target of the spans that are traces. A filter of the log by this target shows or hides them there.
pub const TARGET: &str = "work";

/// The span of a piece of work: `work_span!("command", kind = "action-item.complete", correlation = %id)`.
#[macro_export]
macro_rules! work_span {
    ($name:literal $(, $($fields:tt)*)?) => {
        $crate::tracing::info_span!(target: $crate::TARGET, $name $(, $($fields)*)?)
    };
}
