//! Answers that were typed and not sent: a draft of the person to whom the link was sent, whichever link of theirs is open.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use drafts::Draft;
use events::ids::DataRequestId;
use readmodels::views::PersonView;

use crate::app::App;
use crate::app::kept_drafts::DraftOwner;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::kept_draft::{is_asked_by_script, keep};
use crate::http::page_request::PageRequest;

/// Whose answers they are, to which request.
pub(super) struct AnswersDraft<'a> {
    pub(super) app: &'a App,
    pub(super) person: &'a PersonView,
    pub(super) request: &'a DataRequestId,
}

impl AnswersDraft<'_> {
    fn owner(&self) -> DraftOwner<'_> {
        DraftOwner { person: &self.person.person, institution: &self.person.institution }
    }

    /// The address of the form: that of the request, because the link's is another one each time.
    fn address(&self) -> String {
        format!("/data-requests/{}#answers", self.request)
    }

    /// What was typed and not sent.
    pub(super) async fn read(&self) -> Option<Draft> {
        self.app.drafts_of(self.owner()).await.get(&self.address()).cloned()
    }

    /// Throws it away, because it was sent or is not wanted.
    pub(super) async fn discard(&self) {
        if let Err(error) = self.app.discard_draft(self.owner().person, &self.address()).await {
            tracing::warn!(%error, "the draft of answers is still kept");
        }
    }

    /// Keeps it; `None`: something of it is not kept, and the form says what by itself.
    pub(super) async fn keep(
        &self,
        page_request: &PageRequest,
        headers: &HeaderMap,
        entries: &FormEntries,
        back: &str,
    ) -> Result<Option<Response>, Failure> {
        let kept = keep(self.app, page_request, self.owner(), &self.address(), entries, None).await?;
        if is_asked_by_script(headers) {
            return Ok(Some(kept.for_script(self.app, page_request)));
        }
        Ok(kept.is_whole().then(|| Redirect::to(back).into_response()))
    }
}
