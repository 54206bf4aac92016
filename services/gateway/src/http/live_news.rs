//! Live news: a server-sent event whenever the read models have moved on, or have become stale. It says only that there is news; the page
//! then asks for itself again, so what it shows is decided in one place. It ends with the session in which it was asked for, also where
//! nothing happens that a page would ask for: the page then says that nobody is signed in.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use events::ids::Position;
use futures::stream::{Stream, StreamExt, unfold};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::app::App;
use crate::app::reader::Reader;
use crate::http::signed_in::SignedIn;
use crate::http::staleness::Staleness;

/// The shortest time between two pieces of news, so that an import does not make every page ask a thousand times.
const GATHER: Duration = Duration::from_millis(250);
/// How often a silent connection shows that it lives.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// How often to look whether the data have become stale, or fresh again, and whether the session still lasts: that comes without a move.
const LOOK: Duration = Duration::from_secs(5);

/// What one listener was told last.
struct Listener {
    app: App,
    reader: Arc<Reader>,
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
            if !self.is_signed_in().await {
                return None;
            }
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

impl Listener {
    /// Whether the session still lasts. While nobody can say so, nobody is taken to have left.
    async fn is_signed_in(&self) -> bool {
        let Some(id) = self.reader.session() else { return true };
        let Ok(accounts) = self.app.queries().accounts().await else { return true };
        let account = accounts.account(&self.reader.person.person);
        let session = account.and_then(|account| account.sessions.get(id));
        session.is_some_and(|session| self.app.is_open(session, self.app.world_time()))
    }
}

/// Streams news: one event at once with the present position, then one for each move, gathered, and one whenever there is
/// something else to say of how old the data are. A page that was made before does not know of it, so it is said at the beginning too.
pub(crate) async fn news(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut progress = app.queries().progress();
    progress.mark_changed();
    let closing = app.closing().clone();
    let listener = Listener { app, reader, progress, staleness: None, begun: false };
    let news = unfold(listener, |mut listener| async move { Some((Ok(listener.next().await?), listener)) });
    let news = news.take_until(closing.cancelled_owned());
    Sse::new(news).keep_alive(KeepAlive::new().interval(KEEP_ALIVE).text("alive"))
}
