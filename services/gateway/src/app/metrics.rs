//! Figures for Prometheus: how old the data are, what became of commands, how requests were answered. No figure names a
//! person or a task.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;
use coordination::{Accepted, CommandError};
use prometheus_client::collector::Collector;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use readmodels::Freshness;

type Labels<const N: usize> = [(&'static str, String); N];

type Figures = Family<Labels<1>, Gauge<f64, std::sync::atomic::AtomicU64>>;

/// Counters, gauges and a histogram with the registry that gives them out.
pub(crate) struct Metrics {
    registry: Mutex<Registry>,
    age: Figures,
    behind: Figures,
    away: Figures,
    held: Figures,
    commands: Family<Labels<1>, Counter>,
    requests: Family<Labels<2>, Counter>,
    answered_in: Histogram,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("focalpoint");
        let mut of_part = |name: &str, help: &str| {
            let family = Figures::default();
            registry.register(name, help, family.clone());
            family
        };
        let age = of_part("read_model_age_seconds", "How old what a part of the read models shows is; NaN: not known");
        let behind = of_part("read_model_behind", "How far a part of the read models is behind the log, in positions");
        let away = of_part("read_model_away", "Whether a part of the read models does not answer");
        let held = of_part("read_model_held", "Streams shown as they were before an event that could not be taken in");
        let commands = Family::default();
        registry.register("commands", "Commands given through the app, by what became of them", commands.clone());
        let requests = Family::default();
        registry.register("http_requests", "Requests by method and status", requests.clone());
        // From one millisecond to about half a minute, which is when a request is given up.
        let answered_in = Histogram::new(exponential_buckets(0.001, 2.0, 16));
        registry.register("http_request_seconds", "How long requests took", answered_in.clone());
        Self { registry: Mutex::new(registry), age, behind, away, held, commands, requests, answered_in }
    }
}

impl Metrics {
    /// Adds figures that others have.
    pub(crate) fn add(&self, figures: Box<dyn Collector>) {
        self.registry.lock().unwrap_or_else(PoisonError::into_inner).register_collector(figures);
    }

    /// Counts a command by what became of it.
    pub(crate) fn count_command(&self, outcome: &Result<Accepted, CommandError>) {
        let outcome = match outcome {
            Ok(Accepted { repeated: true, .. }) => "repeated",
            Ok(Accepted { repeated: false, .. }) => "accepted",
            Err(CommandError::Rejected(_)) => "rejected",
            Err(CommandError::Overtaken { .. }) => "overtaken",
            Err(CommandError::Contended { .. }) => "contended",
            Err(CommandError::Unavailable { .. } | CommandError::TurnOver { .. }) => "unavailable",
            Err(
                CommandError::BadId(_)
                | CommandError::KeyReused { .. }
                | CommandError::Elsewhere { .. }
                | CommandError::Unreadable(_)
                | CommandError::Unwritable(_),
            ) => "failed",
        };
        self.commands.get_or_create(&[("outcome", outcome.to_owned())]).inc();
    }

    /// Counts a command that the command service need not be asked about.
    pub(crate) fn count_rejected(&self) {
        self.commands.get_or_create(&[("outcome", "rejected".to_owned())]).inc();
    }

    /// Counts a request with its answer.
    pub(crate) fn count_request(&self, method: String, status: StatusCode, took: Duration) {
        self.answered_in.observe(took.as_secs_f64());
        self.requests.get_or_create(&[("method", method), ("status", status.as_str().to_owned())]).inc();
    }

    /// All figures as text, with how old the parts of the read models are now.
    pub(crate) fn text(&self, parts: Vec<Freshness>) -> Result<String, std::fmt::Error> {
        for part in parts {
            let labels = [("part", part.part)];
            self.age.get_or_create(&labels).set(part.age.map_or(f64::NAN, |age| age.as_secs_f64()));
            // A distance beyond 2^52 positions may be rounded.
            #[expect(clippy::cast_precision_loss, reason = "a gauge is a float, and ages are exact enough in it")]
            self.behind.get_or_create(&labels).set(part.behind as f64);
            self.away.get_or_create(&labels).set(f64::from(u8::from(part.away)));
            let held = u32::try_from(part.held.len()).unwrap_or(u32::MAX);
            self.held.get_or_create(&labels).set(f64::from(held));
        }
        let mut text = String::new();
        encode(&mut text, &self.registry.lock().unwrap_or_else(PoisonError::into_inner))?;
        Ok(text)
    }
}
