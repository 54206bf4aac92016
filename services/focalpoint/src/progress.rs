//! How far long work is, on a terminal. Where standard error is no terminal nothing is drawn.

use std::future::Future;

use events::ids::Position;
use indicatif::{ProgressBar, ProgressStyle};
use tokio::sync::watch;

/// A bar for so many steps.
pub fn bar(what: &'static str, steps: u64) -> ProgressBar {
    let bar = ProgressBar::new(steps).with_message(what);
    // Not a template of ours that fits: the plain bar says the same.
    if let Ok(style) = ProgressStyle::with_template("{msg:20} {wide_bar} {human_pos}/{human_len} {eta}") {
        bar.set_style(style);
    }
    bar
}

/// Does work that moves through the log, with a bar that follows it.
pub async fn through_the_log<T>(
    what: &'static str,
    end: Position,
    mut reached: watch::Receiver<Position>,
    work: impl Future<Output = T>,
) -> T {
    let bar = bar(what, end.0);
    let mut work = std::pin::pin!(work);
    loop {
        tokio::select! {
            biased;
            done = &mut work => {
                bar.finish_and_clear();
                return done;
            }
            Ok(()) = reached.changed() => bar.set_position(reached.borrow_and_update().0),
        }
    }
}
