//! Links from messages that do one thing without signing in: a step with a task, the answer to a referral, a value, a session's
//! attendance, what is going to be said and how, or the end of the messages by e-mail. Opening one shows what will be done;
//! only the page's button does it, since mail servers open every link and press no button.

mod attendance;
mod prepared;
mod referral;
mod reminders;
mod step;
mod task;
mod unsubscribe;
mod value;

use axum::http::{HeaderValue, header};
use axum::response::Response;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        // The link is the right to do it: no session.
        open_pages: Routes::new()
            .get("/links/{token}", step::page)
            .post("/links/{token}", step::take)
            .get("/mail/reminders/{token}", reminders::page)
            .post("/mail/reminders/{token}", reminders::choose),
        one_click_pages: Routes::new()
            .get("/mail/stop/{token}", unsubscribe::page)
            .post("/mail/stop/{token}", unsubscribe::end),
        templates: &[template!("link.html"), template!("reminders.html"), template!("unsubscribe.html")],
        ..Feature::default()
    }
}

/// The page is one person's: nobody keeps it.
fn private(mut answer: Response) -> Response {
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
