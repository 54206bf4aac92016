//! The live stream for the chat page.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures::{Stream, StreamExt, future, stream};
use tokio_stream::wrappers::{BroadcastStream, WatchStream};

use crate::{page_event::PageEvent, simulator::Simulator};

/// Server-sent events, each with a JSON object that has a `type`. Begins with `resync`, so that a page that comes
/// back after a break reads what it missed.
pub(super) async fn events(State(sim): State<Arc<Simulator>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let closing = WatchStream::new(sim.closing()).filter(|closing| future::ready(*closing)).into_future();
    let news = BroadcastStream::new(sim.news()).map(|item| item.unwrap_or(PageEvent::Resync));
    let stream = stream::once(future::ready(PageEvent::Resync)).chain(news).filter_map(|item| {
        let event = Event::default().json_data(&item);
        future::ready(event.ok().map(Ok))
    });
    Sse::new(stream.take_until(closing)).keep_alive(KeepAlive::default())
}
