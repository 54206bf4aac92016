//! What becomes of a form that was sent when it was not known any more whose it is: the session ran out, or the second factor is
//! wanted anew. It is kept for whoever typed it until they are known again: as a draft where its form keeps drafts, and otherwise
//! for an hour, to be sent from the page of drafts.
//!
//! A form that asks who somebody is, is kept nowhere but on the page that offers to send it again.

use events::ids::PersonId;
use readmodels::views::PersonView;

use crate::app::App;
use crate::app::kept_drafts::{DraftOwner, form_address, unsent_address};
use crate::app::rate_limit::{Asker, RouteKind};
use crate::http::form::{FormEntries, WRITTEN_BY};
use crate::http::kept_draft::{keep, objection};
use crate::http::page_forms::NOT_TYPED;
use crate::http::page_request::PageRequest;
use crate::http::sent_form::{DRAFT, DRAFTS_PATH};

/// The fields in which a form asks who somebody is, how they are reached, or for a secret.
const NAMING: [&str; 7] = ["name", "phone", "email", "contact", "token", "code", "successor"];

/// How the names of the fields begin in which it is asked who a victim is.
const NAMING_VICTIMS: &str = "identity-";

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

/// Who typed what is sent with the cookie of a session that is over or wants its second factor anew; nobody, where the form stood on
/// another's page.
pub(crate) async fn typed_by(app: &App, secret: &str, form: &FormEntries) -> Option<PersonView> {
    let person = app.whose_session_ran_out(secret).await.ok().flatten()?;
    let written_by = form.get(WRITTEN_BY);
    (written_by.is_empty() || written_by == person.person.as_str()).then_some(person)
}

/// Keeps a form for whoever typed it.
pub(crate) async fn keep_until_known(
    app: &App,
    page_request: &PageRequest,
    person: &PersonView,
    form: &FormEntries,
) -> KeptFor {
    if form.pairs().is_empty() || !may_keep(app, &person.person) {
        return KeptFor::Nobody;
    }
    let owner = DraftOwner { person: &person.person, institution: &person.institution };
    if let Some(address) = Some(form.get(DRAFT)).filter(|address| form_address(address).is_some()) {
        let kept = keep(app, page_request, owner, address, form).await;
        return if kept.is_ok_and(|kept| kept.is_whole()) { KeptFor::ADraft } else { KeptFor::Nobody };
    }
    let Some(address) = unsent_address(&page_request.path).filter(|_| may_wait(form)) else { return KeptFor::Nobody };
    match app.keep_draft(owner, &address, form.pairs().to_vec()).await {
        Ok(_) => KeptFor::AnHour,
        Err(error) => {
            tracing::warn!(%error, "a form that was sent in vain is kept on its page only");
            KeptFor::Nobody
        }
    }
}

/// Whoever holds the cookie may be anybody: what is kept by it counts among what its person keeps.
fn may_keep(app: &App, person: &PersonId) -> bool {
    app.rate_limits().ask_as(&Asker::Person(person.clone()), RouteKind::Draft).is_ok()
}

/// Whether a form may be kept whole: nobody is named in it, and the guard has nothing against any of its fields.
fn may_wait(form: &FormEntries) -> bool {
    let mut typed =
        form.pairs().iter().filter(|(name, value)| !NOT_TYPED.contains(&name.as_str()) && !value.trim().is_empty());
    typed.all(|(name, value)| {
        !NAMING.contains(&name.as_str()) && !name.starts_with(NAMING_VICTIMS) && objection(value.trim()).is_none()
    })
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
