//! The command line's entry: reads it, listens for the signal to stop, and says what went wrong.

use std::process::ExitCode;

use clap::Parser;
use focalpoint::command_line::arguments::{Action, Cli, DeadLetters, LogFormat};
use focalpoint::command_line::{
    checkpoint, cutting_off, dead_letters, forgetting, judge_messages, load, maintenance, read_reply, safekeeping, up,
};
use focalpoint::composition::distributed;
use focalpoint::{Fatal, bench, demo};
use telemetry::TraceExporter;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match start_logging(&cli) {
        Ok(exporting) => {
            let outcome = run(cli.action).await;
            // sends the last spans, and may wait for the collector
            let _ = tokio::task::spawn_blocking(move || drop(exporting)).await;
            outcome
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("focalpoint: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("  because: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

/// Starts the log, and the traces where a collector is given.
fn start_logging(cli: &Cli) -> Result<Option<TraceExporter>, Fatal> {
    let filter = &cli.log;
    let filter = EnvFilter::try_new(filter).map_err(|error| format!("--log “{filter}”: {error}"))?;
    let exporting =
        cli.otlp_endpoint.as_deref().map(|endpoint| TraceExporter::to(endpoint, &cli.action.service_name()));
    let exporting = exporting.transpose().map_err(|error| format!("--otlp-endpoint: {error}"))?;
    let traces = exporting.as_ref().map(TraceExporter::layer);
    let logging = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let subscriber = tracing_subscriber::registry().with(traces);
    match cli.log_format {
        LogFormat::Text => subscriber.with(logging.with_filter(filter)).init(),
        LogFormat::Json => subscriber.with(logging.json().with_filter(filter)).init(),
    }
    Ok(exporting)
}

async fn run(action: Action) -> Result<(), Fatal> {
    match action {
        Action::Demo(options) => demo::run(&options, stop_on_signal()?).await,
        Action::Up(options) => up::run(&options.config, stop_on_signal()?).await,
        Action::Serve(options) => distributed::run(options.service, options.config.as_deref(), stop_on_signal()?).await,
        Action::Load(options) => load::run(options.config.as_deref(), &options.folders).await,
        Action::Health(options) => distributed::health::ask(options.listen).await,
        Action::DeadLetters(DeadLetters::List { config }) => dead_letters::list(config.as_deref()).await,
        Action::DeadLetters(DeadLetters::Redrive { config, consumer }) => {
            dead_letters::redrive(config.as_deref(), &consumer).await
        }
        Action::Import(options) => maintenance::import(&options).await,
        Action::Replay(options) => maintenance::replay(&options.config).await,
        Action::Forget(options) => forgetting::forget(&options).await,
        Action::CutOff(options) => cutting_off::cut_off(&options).await,
        Action::Verify(options) => safekeeping::verify(&options).await,
        Action::Backup(options) => safekeeping::backup(&options).await,
        Action::Checkpoint(options) => checkpoint::run(&options).await,
        Action::Restore(options) => safekeeping::restore(&options).await,
        Action::ReadReply(options) => read_reply::run(&options),
        Action::Guard(options) => judge_messages::run(&options),
        Action::Bench(options) => bench::run(&options).await,
    }
}

fn stop_on_signal() -> Result<CancellationToken, Fatal> {
    let stop = CancellationToken::new();
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let stopping = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        stopping.cancel();
    });
    Ok(stop)
}
