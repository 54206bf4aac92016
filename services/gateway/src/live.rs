//! Live news: a server-sent event whenever the read models have moved on. It says only that there is news; the page
//! then asks for itself again, so what it shows is decided in one place.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::stream::{Stream, StreamExt, unfold};
use tokio::time::sleep;

use crate::gateway::Gateway;

/// The shortest time between two pieces of news, so that an import does not make every page ask a thousand times.
const GATHER: Duration = Duration::from_millis(250);
/// How often a silent connection shows that it lives.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Streams news: one event at once with the present position, then one for each move, gathered.
pub(crate) async fn news(State(gateway): State<Gateway>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut progress = gateway.reading().progress();
    progress.mark_changed();
    let closing = gateway.closing().clone();
    let moves = unfold((progress, true), |(mut progress, first)| async move {
        if !first {
            sleep(GATHER).await;
        }
        progress.changed().await.ok()?;
        let position = progress.borrow_and_update().0;
        Some((
            Ok(Event::default().event("progress").id(position.to_string()).data(position.to_string())),
            (progress, false),
        ))
    });
    let moves = moves.take_until(closing.cancelled_owned());
    Sse::new(moves).keep_alive(KeepAlive::new().interval(KEEP_ALIVE).text("alive"))
}
