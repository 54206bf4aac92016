//! What becomes of a form that was sent when the session had run out. It is kept for whoever typed it until they are known again: as
//! a draft where its form keeps drafts, and otherwise for an hour, to be sent from the page of drafts.
//!
//! Whoever holds the cookie may be somebody else, who leaves a form for its person to send or spoils what they typed. So nothing is
//! kept that gives anybody a right ([`MAY_WAIT`] says what is), no draft is thrown away, and none is replaced that was typed after
//! the session had ended. A form that asks who somebody is, is kept nowhere but on the page that offers to send it again.

use events::ids::PersonId;

use crate::app::App;
use crate::app::kept_drafts::{DraftOwner, form_address, unsent_address};
use crate::app::rate_limit::{Asker, RouteKind};
use crate::app::reader::RunOutSession;
use crate::http::form::{FormEntries, WRITTEN_BY};
use crate::http::kept_draft::{keep, objection};
use crate::http::page_request::PageRequest;
use crate::http::sent_form::{DISCARD_PATH, DRAFT, DRAFTS_PATH};
use crate::http::typed_fields::{KEPT_AFTER, typed_into};

/// The fields in which a form asks who somebody is, how they are reached, or for a secret.
const NAMING: [&str; 7] = ["name", "phone", "email", "contact", "token", "code", "successor"];

/// How the names of the fields begin in which it is asked who a victim is.
const NAMING_VICTIMS: &str = "identity-";

/// How the paths begin of what may wait an hour: the work itself. What gives offices, roles, tokens or ways in is not of it.
const MAY_WAIT: [&str; 6] = ["/action-items", "/meetings", "/cases", "/data-requests", "/strategy", "/training"];

/// What among it lets somebody see a case, by how its path ends.
const MAY_NOT_WAIT: [&str; 4] = ["/coordinator", "/manager", "/refer", "/abroad"];

/// For how long a form that was not taken is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeptFor {
    /// It is not.
    Nobody,
    /// As long as a draft, in its form.
    ADraft,
    /// For an hour, on the page of drafts.
    AnHour,
}

impl KeptFor {
    /// The text that says it.
    pub(crate) const fn text_key(self) -> Option<&'static str> {
        match self {
            Self::Nobody => None,
            Self::ADraft => Some("page-signed-out-draft"),
            Self::AnHour => Some("page-unsent-kept"),
        }
    }

    /// The page on which whoever is known again finds it.
    pub(crate) const fn way_back(self, came_from: &str) -> &str {
        match self {
            Self::Nobody | Self::ADraft => came_from,
            Self::AnHour => DRAFTS_PATH,
        }
    }
}

/// The session in which was typed what is sent after it ran out; none, where the form stood on another's page.
pub(crate) async fn typed_in(app: &App, secret: &str, form: &FormEntries) -> Option<RunOutSession> {
    let session = app.whose_session_ran_out(secret).await.ok().flatten()?;
    let written_by = form.get(WRITTEN_BY);
    (written_by.is_empty() || written_by == session.person.person.as_str()).then_some(session)
}

/// Keeps a form for whoever typed it.
pub(crate) async fn keep_until_known(
    app: &App,
    page_request: &PageRequest,
    session: &RunOutSession,
    form: &FormEntries,
) -> KeptFor {
    let person = &session.person;
    let has_text = typed_into(form.pairs()).next().is_some();
    if !has_text || page_request.path == DISCARD_PATH || !may_keep(app, &person.person) {
        return KeptFor::Nobody;
    }
    let owner = DraftOwner { person: &person.person, institution: &person.institution };
    if let Some(address) = Some(form.get(DRAFT)).filter(|address| form_address(address).is_some()) {
        if is_of_another_session(app, owner, address, session).await {
            return KeptFor::Nobody;
        }
        let kept = keep(app, page_request, owner, address, form, Some(&session.mark)).await;
        return if kept.is_ok_and(|kept| kept.is_whole()) { KeptFor::ADraft } else { KeptFor::Nobody };
    }
    let waits = path_may_wait(&page_request.path) && may_wait(form);
    let address = unsent_address(&page_request.path, form.get("once")).filter(|_| waits);
    let Some(address) = address else { return KeptFor::Nobody };
    match app.keep_draft(owner, &address, form.pairs().to_vec()).await {
        Ok(_) => KeptFor::AnHour,
        Err(error) => {
            tracing::warn!(%error, "a form that was sent in vain is kept on its page only");
            KeptFor::Nobody
        }
    }
}

/// Whether the draft that is there was typed after the session had run out, and in another.
async fn is_of_another_session(app: &App, owner: DraftOwner<'_>, address: &str, session: &RunOutSession) -> bool {
    let drafts = app.drafts_of(owner).await;
    let of_this = |(name, value): &(String, String)| name == KEPT_AFTER && *value == session.mark;
    drafts.get(address).is_some_and(|draft| draft.typed_at > session.ran_out && !draft.fields.iter().any(of_this))
}

/// Whether what is sent to this path may wait for its person.
fn path_may_wait(path: &str) -> bool {
    let is_of = |of: &str| path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    MAY_WAIT.iter().any(|of| is_of(of)) && !MAY_NOT_WAIT.iter().any(|act| path.ends_with(act))
}

/// Whoever holds the cookie may be anybody: what is kept by it counts among what its person keeps.
fn may_keep(app: &App, person: &PersonId) -> bool {
    app.rate_limits().ask_as(&Asker::Person(person.clone()), RouteKind::Draft).is_ok()
}

/// Whether a field asks who a victim is.
pub(crate) fn names_a_victim(field: &str) -> bool {
    field.starts_with(NAMING_VICTIMS)
}

/// Whether a form may be kept whole: nobody is named in it, and the guard has nothing against any of its fields.
fn may_wait(form: &FormEntries) -> bool {
    typed_into(form.pairs())
        .all(|(name, value)| !NAMING.contains(&name) && !names_a_victim(name) && objection(value).is_none())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::path::Path;

    use super::*;

    fn form(pairs: &[(&str, &str)]) -> FormEntries {
        FormEntries::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_form_that_names_somebody_is_not_kept() {
        assert!(may_wait(&form(&[("chair", "arta"), ("once", "x"), ("until", "2026-12-24")])));
        assert!(!may_wait(&form(&[("name", "Arta Gashi")])));
        assert!(!may_wait(&form(&[("identity-given", "Drita")])));
        assert!(!may_wait(&form(&[("reason", "call her on +383 44 123 456")])));
        assert!(may_wait(&form(&[("name", " "), ("person", "arta")])));
    }

    #[test]
    fn what_gives_anybody_a_right_does_not_wait() {
        for path in
            ["/meetings/qershor/answer", "/action-items", "/action-items/raporti/accept", "/cases/2017-014/close"]
        {
            assert!(path_may_wait(path), "{path}");
        }
        for path in [
            "/accounts/eve/grant-role",
            "/account/tokens",
            "/institutions/ms/posts/hand-over",
            "/institutions/ms/people/arta/set-email-address",
            "/subgroups/strehimi/chair",
            "/cases/2017-014/coordinator",
            "/cases/2017-014/manager",
            "/cases/2017-014/refer",
            "/cases/2017-014/abroad",
            "/sign-out",
            "/drafts/discard",
            "/meetingsx",
        ] {
            assert!(!path_may_wait(path), "{path}");
        }
    }

    /// Every field that a form reads as a name of staff, an address or a number is among those that are never kept.
    #[test]
    fn every_field_that_names_staff_is_known() {
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/features")];
        let mut fields = vec![];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let source = std::fs::read_to_string(path).unwrap();
                    for reading in ["staff_text(\"", "staff_text_if_any(\"", "EmailAddress>(\""] {
                        let after = source.split(reading).skip(1);
                        fields.extend(after.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()));
                    }
                }
            }
        }
        assert!(fields.len() >= 4, "{fields:?}");
        for field in fields {
            assert!(NAMING.contains(&field.as_str()), "{field}");
        }
    }
}
