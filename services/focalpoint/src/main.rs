//! The command line's entry: reads it, listens for the signal to stop, and says what went wrong.

use std::process::ExitCode;

use clap::Parser;
use focalpoint::cli::{Action, Cli};
use focalpoint::hub::Fatal;
use focalpoint::{bench, demo, up, upkeep};
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("FOCALPOINT_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Cli::parse().action).await {
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

async fn run(action: Action) -> Result<(), Fatal> {
    match action {
        Action::Demo(options) => demo::run(&options, stop_on_signal()?).await,
        Action::Up(options) => up::run(&options.config, stop_on_signal()?).await,
        Action::Import(options) => upkeep::import(&options).await,
        Action::Replay(options) => upkeep::replay(&options.config).await,
        Action::Verify(options) => upkeep::verify(&options).await,
        Action::Backup(options) => upkeep::backup(&options).await,
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
