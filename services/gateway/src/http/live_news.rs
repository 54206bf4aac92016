//! Live news: a server-sent event whenever the read models have moved on, or have become stale. It says only that there is news; the page
//! then asks for itself again, so what it shows is decided in one place.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use events::ids::Position;
use futures::stream::{Stream, StreamExt, unfold};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::app::App;
use crate::http::staleness::Staleness;

/// The shortest time between two pieces of news, so that an import does not make every page ask a thousand times.
const GATHER: Duration = Duration::from_millis(250);
/// How often a silent connection shows that it lives.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// How often to look whether the data have become stale, or fresh again: that comes without a move.
const LOOK: Duration = Duration::from_secs(5);

/// What one listener was told last.
struct Listener {
    app: App,
    progress: watch::Receiver<Position>,
    staleness: Option<Staleness>,
    begun: bool,
}

impl Listener {
    /// The next piece of news; `None`: there will be no more.
    async fn next(&mut self) -> Option<Event> {
        if self.begun {
            sleep(GATHER).await;
        }
        self.begun = true;
        loop {
            tokio::select! {
                moved = self.progress.changed() => {
                    moved.ok()?;
                    let position = self.progress.borrow_and_update().0.to_string();
                    return Some(Event::default().event("progress").id(position.clone()).data(position));
                }
                () = sleep(LOOK) => {
                    let staleness = self.app.staleness();
                    if staleness != self.staleness {
                        self.staleness = staleness;
                        return Some(Event::default().event("freshness").data("changed"));
                    }
                }
            }
        }
    }
}

/// Streams news: one event at once with the present position, then one for each move, gathered, and one whenever there is
/// something else to say of how old the data are.
pub(crate) async fn news(State(app): State<App>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut progress = app.queries().progress();
    progress.mark_changed();
    let closing = app.closing().clone();
    let staleness = app.staleness();
    let listener = Listener { app, progress, staleness, begun: false };
    let news = unfold(listener, |mut listener| async move { Some((Ok(listener.next().await?), listener)) });
    let news = news.take_until(closing.cancelled_owned());
    Sse::new(news).keep_alive(KeepAlive::new().interval(KEEP_ALIVE).text("alive"))
}
