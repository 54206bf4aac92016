//! Lists of the API, page by page: `?limit=&after=`, in an order that does not change, from a cursor on.
//!
//! A cursor is the key of the last thing shown, signed for one reader and one list with its filters. Whatever comes or changes
//! between two pages, nothing is given twice and nothing that was there all the time is left out, because no list is ordered by
//! what may change.

use std::fmt::Display;
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, RequestPartsExt};
use chrono::{DateTime, Days, TimeZone, Utc};
use events::ids::PersonId;
use links::{LinkFault, SignedLink};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::failure::Failure;
use crate::http::signed_in::SignedIn;

/// How many things a page has unless another number is asked for.
pub(crate) const DEFAULT_LIMIT: usize = 100;

/// How many things a page has at most.
pub(crate) const LARGEST_LIMIT: usize = 500;

/// For how many days, UTC, a cursor leads on.
const CURSOR_DAYS: u64 = 7;

/// Between the parts of a cursor's words. No id has it.
const BETWEEN: char = '|';

/// Which page of a list is wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "describes the query for the document; it is read by `Paging`, which tells what is wrong with it"
)]
pub(crate) struct PageQuery {
    /// How many at most: 1 to 500.
    #[param(minimum = 1, maximum = 500, default = 100)]
    limit: Option<u16>,
    /// The `next` of the page before: what follows it is given. It serves the one who was given it, with the same filters, for a
    /// week.
    after: Option<String>,
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct List<T> {
    /// What is on this page.
    items: Vec<T>,
    /// What to ask for as `after` to see what follows; left out on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
}

/// Where a list goes on, and for whom.
struct Cursor {
    person: PersonId,
    /// The list and its filters, as a fingerprint.
    list: String,
    until: DateTime<Utc>,
    key: String,
}

impl SignedLink for Cursor {
    const PURPOSE: &'static [u8] = b"gateway/cursor/1";

    fn words(&self) -> String {
        let Self { person, list, until, key } = self;
        [person.as_str(), list, &until.timestamp().to_string(), key].join("|")
    }

    fn of_words(words: &str) -> Option<Self> {
        let mut parts = words.splitn(4, BETWEEN);
        let person = parts.next()?.parse().ok()?;
        let list = parts.next()?.to_owned();
        let until = Utc.timestamp_opt(parts.next()?.parse().ok()?, 0).single()?;
        Some(Self { person, list, until, key: parts.next()?.to_owned() })
    }

    fn person(&self) -> &PersonId {
        &self.person
    }

    fn until(&self) -> Option<DateTime<Utc>> {
        Some(self.until)
    }
}

/// The page that is asked for.
pub(crate) struct Paging {
    app: App,
    person: PersonId,
    /// Path and filters, without which page of it is wanted.
    address: String,
    /// At most so many things.
    pub(crate) limit: usize,
    /// The key of the last thing of the page before.
    after: Option<String>,
}

fn invalid(at: &str, what: String) -> Failure {
    Failure::Invalid { at: at.to_owned(), what }
}

/// The parts of a query that are not about the page.
fn filters(query: &str) -> Vec<&str> {
    let about_page = |pair: &&str| matches!(pair.split('=').next(), Some("limit" | "after" | ""));
    query.split('&').filter(|pair| !about_page(pair)).collect()
}

fn fingerprint(address: &str) -> String {
    hex::encode(&Sha256::digest(address)[..16])
}

impl FromRequestParts<App> for Paging {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let SignedIn(reader) = parts.extract().await?;
        let query = parts.uri.query().unwrap_or_default();
        let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        let limit = match value("limit") {
            None => DEFAULT_LIMIT,
            Some(text) => text
                .parse()
                .ok()
                .filter(|limit| (1..=LARGEST_LIMIT).contains(limit))
                .ok_or_else(|| invalid("limit", format!("use a whole number from 1 to {LARGEST_LIMIT}")))?,
        };
        let address = [parts.uri.path(), &filters(query).join("&")].join("?");
        let mut paging = Self { app: app.clone(), person: reader.person.person.clone(), address, limit, after: None };
        paging.after = value("after").map(|token| paging.key(token)).transpose()?;
        Ok(paging)
    }
}

impl Paging {
    /// The key that a cursor stands for.
    fn key(&self, token: &str) -> Result<String, Failure> {
        let again = "leave `after` out to begin with the first page";
        let opened = self.app.challenge_key().open::<Cursor>(token, self.app.world_time());
        let cursor = opened.map_err(|fault| match fault {
            LinkFault::Forged => invalid("after", format!("this cursor was not given out here: {again}")),
            LinkFault::Expired => invalid("after", format!("this cursor is too old: {again}")),
        })?;
        if cursor.person != self.person || cursor.list != fingerprint(&self.address) {
            let what = format!("this cursor was given out for another list, other filters or somebody else: {again}");
            return Err(invalid("after", what));
        }
        Ok(cursor.key)
    }

    /// The key after which the page begins.
    pub(crate) fn after<K: FromStr>(&self) -> Result<Option<K>, Failure> {
        let read =
            |key: &String| key.parse().map_err(|_| invalid("after", "this cursor is of another list".to_owned()));
        self.after.as_ref().map(read).transpose()
    }

    /// The page of everything that there is, by a key that each thing keeps.
    pub(crate) fn page<V, K: Ord + FromStr + Display, T>(
        self,
        all: impl IntoIterator<Item = V>,
        key: impl Fn(&V) -> K,
        shown: impl Fn(&V) -> T,
    ) -> Result<Page<T>, Failure> {
        let after = self.after::<K>()?;
        let mut following: Vec<V> = all.into_iter().filter(|one| Some(key(one)) > after).collect();
        following.sort_by_key(&key);
        following.truncate(self.limit + 1);
        Ok(self.page_of(&following, key, shown))
    }

    /// The page of what follows, which has one thing more than the page where there is more.
    pub(crate) fn page_of<V, K: Display, T>(
        &self,
        following: &[V],
        key: impl Fn(&V) -> K,
        shown: impl Fn(&V) -> T,
    ) -> Page<T> {
        let (on_page, next) = self.cut(following, key);
        let link = next.as_ref().map(|next| format!("<{}>; rel=\"next\"", self.next_address(next)));
        Page { list: List { items: on_page.iter().map(shown).collect(), next }, link }
    }

    /// The first page of the same list, with its filters as they were written.
    pub(crate) fn first_address(&self) -> &str {
        self.address.trim_end_matches('?')
    }

    /// The page that a cursor leads to.
    pub(crate) fn next_address(&self, next: &str) -> String {
        let between = if self.address.ends_with('?') { "" } else { "&" };
        format!("{}{between}limit={}&after={next}", self.address, self.limit)
    }

    /// What of the following is on the page, and the cursor of the next one where there is more.
    pub(crate) fn cut<'a, V, K: Display>(
        &self,
        following: &'a [V],
        key: impl Fn(&V) -> K,
    ) -> (&'a [V], Option<String>) {
        let on_page = following.get(..self.limit).unwrap_or(following);
        let is_last = following.len() <= self.limit;
        let next = on_page.last().filter(|_| !is_last).map(|last| self.cursor(key(last).to_string()));
        (on_page, next)
    }

    fn cursor(&self, key: String) -> String {
        // To the day, so that the same page of the same list is the same answer.
        let today = self.app.world_time().date_naive();
        let until = today.checked_add_days(Days::new(CURSOR_DAYS)).unwrap_or(today).and_time(chrono::NaiveTime::MIN);
        let list = fingerprint(&self.address);
        self.app.challenge_key().sign(&Cursor { person: self.person.clone(), list, until: until.and_utc(), key })
    }
}

/// A page as it is answered: with the address of the next one in a header, too.
pub(crate) struct Page<T> {
    list: List<T>,
    link: Option<String>,
}

impl<T: Serialize> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.list).into_response();
        if let Some(link) = self.link.and_then(|link| HeaderValue::try_from(link).ok()) {
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_about_the_page_is_no_filter() {
        assert_eq!(filters("kind=case&limit=5&kind=meeting&after=x&"), ["kind=case", "kind=meeting"]);
        assert!(filters("").is_empty());
        assert_eq!(filters("limits=5"), ["limits=5"]);
    }
}
