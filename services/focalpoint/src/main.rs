//! The command line's entry: reads it, listens for the signal to stop, and says what went wrong.

use std::process::ExitCode;

use clap::Parser;
use focalpoint::cli::{Action, Cli, DeadLetters, LogFormat};
use focalpoint::hub::Fatal;
use focalpoint::{bench, demo, guard_lines, read_reply, serve, up, upkeep};
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

/// The target under which reads of cases are logged.
const AUDIT: &str = "audit";

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match start_logging(&cli.log, cli.log_format) {
        Ok(()) => run(cli.action).await,
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

fn start_logging(filter: &str, format: LogFormat) -> Result<(), Fatal> {
    let filter = EnvFilter::try_new(audited(filter)).map_err(|error| format!("--log “{filter}”: {error}"))?;
    let logging = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Text => logging.init(),
        LogFormat::Json => logging.json().init(),
    }
    Ok(())
}

/// The filter, with the audit of who read which case: it is written unless the filter itself says something of it.
fn audited(filter: &str) -> String {
    if filter.contains(AUDIT) { filter.to_owned() } else { format!("{filter},{AUDIT}=info") }
}

async fn run(action: Action) -> Result<(), Fatal> {
    match action {
        Action::Demo(options) => demo::run(&options, stop_on_signal()?).await,
        Action::Up(options) => up::run(&options.config, stop_on_signal()?).await,
        Action::Serve(options) => serve::run(options.service, options.config.as_deref(), stop_on_signal()?).await,
        Action::Load(options) => serve::load::run(options.config.as_deref(), &options.folders).await,
        Action::Health(options) => serve::ask(options.listen).await,
        Action::DeadLetters(DeadLetters::List { config }) => serve::letters::list(config.as_deref()).await,
        Action::DeadLetters(DeadLetters::Redrive { config, consumer }) => {
            serve::letters::redrive(config.as_deref(), &consumer).await
        }
        Action::Import(options) => upkeep::import(&options).await,
        Action::Replay(options) => upkeep::replay(&options.config).await,
        Action::Verify(options) => upkeep::verify(&options).await,
        Action::Backup(options) => upkeep::backup(&options).await,
        Action::ReadReply(options) => read_reply::run(&options),
        Action::Guard(options) => guard_lines::run(&options),
        Action::Bench(options) => bench::run(&options).await,
    }
}

fn stop_on_signal() -> Result<CancellationToken, Fatal> {
    let stop = CancellationToken::new();
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let told = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        told.cancel();
    });
    Ok(stop)
}
