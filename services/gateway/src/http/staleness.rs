//! What a page says above everything else when what it shows is older than it should be.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use readmodels::Freshness;
use serde::Serialize;

use crate::app::App;

/// The position that an answer of the API is as of.
const POSITION: HeaderName = HeaderName::from_static("focalpoint-position");
/// How old the data of an answer of the API are, in whole seconds; left out where it is not known.
const DATA_AGE: HeaderName = HeaderName::from_static("focalpoint-data-age");

/// An age as people say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Age {
    unit: &'static str,
    count: u64,
}

impl Age {
    fn of(age: Duration) -> Self {
        let seconds = age.as_secs();
        match seconds {
            0..120 => Self { unit: "seconds", count: seconds },
            120..7200 => Self { unit: "minutes", count: seconds / 60 },
            7200.. => Self { unit: "hours", count: seconds / 3600 },
        }
    }
}

/// How stale the data are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Staleness {
    /// How old the oldest part is; `None`: it is not known, because it has not been current since it was started.
    age: Option<Age>,
    /// Whether a part does not answer.
    away: bool,
    /// Of how many streams newer events cannot be shown.
    held: usize,
    /// Whether it is stale, or only something is held.
    stale: bool,
}

/// What there is to say; `None`: everything is fresh and whole.
fn staleness(parts: &[Freshness], stale_after: Duration) -> Option<Staleness> {
    let stale = parts.iter().any(|part| !part.is_within(stale_after));
    let mut held: Vec<_> = parts.iter().flat_map(|part| &part.held).map(|held| &held.stream).collect();
    held.sort();
    held.dedup();
    if !stale && held.is_empty() {
        return None;
    }
    let ages: Option<Vec<Duration>> = parts.iter().map(|part| part.age).collect();
    let age = ages.and_then(|ages| ages.into_iter().max()).map(Age::of);
    Some(Staleness { age, away: parts.iter().any(|part| part.away), held: held.len(), stale })
}

impl App {
    /// What a page has to say of its data; `None`: nothing.
    pub(crate) fn staleness(&self) -> Option<Staleness> {
        staleness(&self.queries().freshness(), self.config().stale_after)
    }
}

/// Says on each answer of the API what it is as of.
pub(crate) async fn add_data_age(State(app): State<App>, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    // Before the answer is made: it may be newer than what is said of it, never older.
    let (position, parts) = (app.queries().position(), app.queries().freshness());
    let mut response = next.run(request).await;
    response.headers_mut().insert(POSITION, HeaderValue::from(position.0));
    let ages: Option<Vec<Duration>> = parts.iter().map(|part| part.age).collect();
    if let Some(oldest) = ages.and_then(|ages| ages.into_iter().max()) {
        response.headers_mut().insert(DATA_AGE, HeaderValue::from(oldest.as_secs()));
    }
    response
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use events::ids::Position;
    use readmodels::freshness::HeldStream;

    use super::*;

    fn part(age: Option<u64>) -> Freshness {
        let age = age.map(Duration::from_secs);
        Freshness { part: "part".to_owned(), reached: Position(1), behind: 0, age, away: false, held: vec![] }
    }

    #[test]
    fn the_oldest_part_decides() {
        let limit = Duration::from_secs(60);
        assert_eq!(staleness(&[part(Some(60)), part(Some(1))], limit), None);
        let said = |parts: &[Freshness]| staleness(parts, limit).unwrap();
        assert_eq!(said(&[part(Some(1)), part(Some(61))]).age, Some(Age { unit: "seconds", count: 61 }));
        assert_eq!(said(&[part(Some(600)), part(Some(61))]).age, Some(Age { unit: "minutes", count: 10 }));
        assert_eq!(said(&[part(Some(90_000))]).age, Some(Age { unit: "hours", count: 25 }));
        assert_eq!(said(&[part(Some(1)), part(None)]).age, None);
        let away = Freshness { away: true, ..part(Some(3)) };
        assert!(said(&[part(Some(1)), away]).away);
    }

    #[test]
    fn what_is_held_is_said_while_everything_is_fresh() {
        let held = |stream: &str| HeldStream {
            projection: "timeline".to_owned(),
            stream: stream.parse().unwrap(),
            position: Position(3),
            reason: String::new(),
        };
        let one = Freshness { held: vec![held("meeting/a"), held("meeting/b")], ..part(Some(1)) };
        let other = Freshness { held: vec![held("meeting/a")], ..part(Some(1)) };
        let said = staleness(&[one, other], Duration::from_secs(60)).unwrap();
        assert_eq!((said.held, said.stale), (2, false));
    }
}
