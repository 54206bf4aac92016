//! What the token of a link in a message opens: the link, the person to whom it was sent, and the page in their language. What
//! the link does is known to none of this.

use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, NaiveDate, Utc};
use events::audit::AuditedAct;
use events::authority::Principal;
use events::ids::PersonId;
use links::{LinkFault, SignedLink};
use readmodels::views::PersonView;

use crate::app::App;
use crate::failure::Failure;
use crate::http::page_request::PageRequest;

/// A link that opens, of somebody who is in post.
pub(crate) struct Opened<L> {
    pub(crate) link: L,
    pub(crate) person: PersonView,
    pub(crate) page_request: PageRequest,
}

/// Why a token opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closed {
    /// This hub sends no links.
    NotServed,
    /// It is none of this hub's, or of another kind.
    Forged,
    /// Its time is over.
    Expired,
    /// Its person holds no post any more.
    NotInPost,
    /// The chat or the address to which it was sent is not its person's any more, or another of theirs was taken away since.
    TakenBack,
}

impl Closed {
    pub(crate) const fn status(self) -> StatusCode {
        match self {
            Self::NotServed => StatusCode::NOT_FOUND,
            Self::Forged => StatusCode::FORBIDDEN,
            Self::Expired | Self::NotInPost | Self::TakenBack => StatusCode::GONE,
        }
    }

    /// What the audit trail says of it.
    const fn audited(self) -> &'static str {
        match self {
            Self::NotServed => "link not served",
            Self::Forged => "link forged",
            Self::Expired => "link expired",
            Self::NotInPost => "link not in post",
            Self::TakenBack => "link taken back",
        }
    }

    /// The text that says so.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::NotServed | Self::Forged => "page-link-forged",
            Self::Expired => "page-link-expired",
            Self::NotInPost => "page-link-not-in-post",
            Self::TakenBack => "page-link-taken-back",
        }
    }
}

/// Leaves a line in the audit trail that what a link opens is refused to whoever it was sent to: the thing, and what was asked of it.
pub(crate) fn record_refused(app: &App, principal: &Principal, object: &str) {
    app.audit().record(principal, AuditedAct::Refused, object);
}

/// Leaves a line in the audit trail that a link opened nothing to somebody.
pub(crate) fn record_closed(app: &App, closed: Closed, principal: &Principal) {
    app.audit().record(principal, AuditedAct::Refused, closed.audited());
}

/// The same of a link that is one of ours, as far as it is known to whom it was sent: whoever is in post acts in it, and of whoever is
/// not the gateway itself says whose link it was.
fn record_sent(app: &App, closed: Closed, person: &PersonId, in_post: Option<&PersonView>, today: NaiveDate) {
    if let Some(view) = in_post {
        record_closed(app, closed, &view.principal(today));
    } else {
        app.audit().record_of_nobody(AuditedAct::Refused, closed.audited(), Some(person));
    }
}

/// Opens a link's token; where it opens nothing, why, with the page to say it on.
pub(crate) async fn open<L: SignedLink>(
    app: &App,
    page_request: PageRequest,
    headers: &HeaderMap,
    token: &str,
) -> Result<Result<Opened<L>, (Closed, PageRequest)>, Failure> {
    let today = page_request.moment.today;
    let Some(key) = &app.config().form_links else { return Ok(Err((Closed::NotServed, page_request))) };
    let link: L = match key.open(token, page_request.moment.now) {
        Ok(link) => link,
        Err(LinkFault::Forged) => {
            record_closed(app, Closed::Forged, &app.own_principal());
            return Ok(Err((Closed::Forged, page_request)));
        }
        Err(LinkFault::Expired) => {
            // To whom it was sent is read as of a time at which it had not ended.
            if let Ok(ended) = key.open::<L>(token, DateTime::<Utc>::MIN_UTC) {
                let in_post = app.queries().person(ended.person()).await?;
                record_sent(app, Closed::Expired, ended.person(), in_post.as_ref(), today);
            }
            return Ok(Err((Closed::Expired, page_request)));
        }
    };
    let Some(person) = app.queries().person(link.person()).await? else {
        record_sent(app, Closed::NotInPost, link.person(), None, today);
        return Ok(Err((Closed::NotInPost, page_request)));
    };
    let page_request = page_request.for_reader(headers, person.language);
    // A link knows the second in which it was made.
    let taken_back =
        link.made_at().zip(person.reached_since).is_some_and(|(made, since)| made.timestamp() < since.timestamp());
    if taken_back {
        record_sent(app, Closed::TakenBack, &person.person, Some(&person), today);
        return Ok(Err((Closed::TakenBack, page_request)));
    }
    Ok(Ok(Opened { link, person, page_request }))
}
