//! Sending the spans to a collector.

use std::time::Duration;

use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{ExporterBuildError, Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::registry::LookupSpan;

/// How long a collector may take to answer; what it has not taken by then is lost, and the work is not held up.
const ANSWERED_WITHIN: Duration = Duration::from_secs(5);

/// Why spans cannot be exported.
#[derive(Debug, thiserror::Error)]
pub enum TraceExporterError {
    /// The address is none.
    #[error("the collector's address “{endpoint}”: {source}; give it as http://HOST:4318/v1/traces")]
    Endpoint {
        /// The address as it was given.
        endpoint: String,
        /// What is wrong with it.
        source: ExporterBuildError,
    },
}

/// Spans on their way to a collector. They are sent in batches from a thread of its own; dropping this sends the rest.
#[derive(Debug)]
pub struct TraceExporter(SdkTracerProvider);

impl TraceExporter {
    /// Exports by OTLP over HTTP with protobuf, to an address such as `http://collector:4318/v1/traces`, under the name of a
    /// service.
    pub fn to(endpoint: &str, service: &str) -> Result<Self, TraceExporterError> {
        let exporter = SpanExporter::builder()
            .with_http()
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(endpoint)
            .with_timeout(ANSWERED_WITHIN)
            .build()
            .map_err(|source| TraceExporterError::Endpoint { endpoint: endpoint.to_owned(), source })?;
        let resource = Resource::builder().with_service_name(service.to_owned()).build();
        Ok(Self(SdkTracerProvider::builder().with_resource(resource).with_batch_exporter(exporter).build()))
    }

    /// What a subscriber hands its spans to. It takes those of [`work_span!`](crate::work_span) and nothing else.
    pub fn layer<S>(&self) -> impl Layer<S> + Send + Sync + use<S>
    where
        S: Subscriber + Send + Sync + for<'span> LookupSpan<'span>,
    {
        let tracer = self.0.tracer("focalpoint");
        let of_work = Targets::new().with_target(crate::TARGET, LevelFilter::INFO);
        tracing_opentelemetry::layer()
            .with_tracer(tracer)
            .with_location(false)
            .with_threads(false)
            .with_tracked_inactivity(false)
            .with_filter(of_work)
    }
}

impl Drop for TraceExporter {
    fn drop(&mut self) {
        if let Err(error) = self.0.shutdown() {
            tracing::warn!(%error, "the last spans did not reach the collector");
        }
    }
}
