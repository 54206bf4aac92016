//! What the token of a link in a message opens: the link, the person to whom it was sent, and the page in their language. What
//! the link does is known to none of this.

use axum::http::{HeaderMap, StatusCode};
use links::{LinkFault, SignedLink};
use readmodels::views::PersonView;

use crate::app::App;
use crate::failure::Failure;
use crate::http::page_request::PageRequest;

/// A link that opens, of somebody who is in post.
pub(super) struct Opened<L> {
    pub(super) link: L,
    pub(super) person: PersonView,
    pub(super) page_request: PageRequest,
}

/// Why a token opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    /// This hub sends no links.
    NotServed,
    /// It is none of this hub's, or of another kind.
    Forged,
    /// Its time is over.
    Expired,
    /// Its person holds no post any more.
    NotInPost,
}

impl Closed {
    pub(super) const fn status(self) -> StatusCode {
        match self {
            Self::NotServed => StatusCode::NOT_FOUND,
            Self::Forged => StatusCode::FORBIDDEN,
            Self::Expired | Self::NotInPost => StatusCode::GONE,
        }
    }

    /// The text that says so.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::NotServed | Self::Forged => "page-link-forged",
            Self::Expired => "page-link-expired",
            Self::NotInPost => "page-link-not-in-post",
        }
    }
}

/// Opens a link's token; where it opens nothing, why, with the page to say it on.
pub(super) async fn open<L: SignedLink>(
    app: &App,
    page_request: PageRequest,
    headers: &HeaderMap,
    token: &str,
) -> Result<Result<Opened<L>, (Closed, PageRequest)>, Failure> {
    let Some(key) = &app.config().form_links else { return Ok(Err((Closed::NotServed, page_request))) };
    let link: L = match key.open(token, page_request.moment.now) {
        Ok(link) => link,
        Err(LinkFault::Forged) => return Ok(Err((Closed::Forged, page_request))),
        Err(LinkFault::Expired) => return Ok(Err((Closed::Expired, page_request))),
    };
    let Some(person) = app.queries().person(link.person()).await? else {
        return Ok(Err((Closed::NotInPost, page_request)));
    };
    let page_request = page_request.for_reader(headers, person.language);
    Ok(Ok(Opened { link, person, page_request }))
}
