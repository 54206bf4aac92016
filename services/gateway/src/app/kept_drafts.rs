//! Drafts of whoever is signed in: what they have typed into forms and not sent, and for an hour what they sent when nobody knew
//! any more who they are. They are kept sealed under a key of the hub, for one person each; nobody else is shown them, whoever
//! they are.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use drafts::{Draft, DraftKey, Drafts, DraftsError};
use events::ids::{InstitutionId, PersonId};

use crate::app::App;
use crate::config::SessionLimits;

/// The most a draft's form can be called.
const LONGEST_ADDRESS: usize = 300;

/// How the name begins under which a form that was sent and not taken is kept, at the path it was sent to. No form of a page is
/// called so.
const UNSENT: &str = "unsent-";

/// For how long it is kept.
const UNSENT_FOR: TimeDelta = TimeDelta::hours(1);

/// A person's drafts by the addresses of their forms.
pub(crate) type DraftsByForm = Arc<BTreeMap<String, Draft>>;

/// Whose draft it is, and in which post.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DraftOwner<'a> {
    pub(crate) person: &'a PersonId,
    pub(crate) institution: &'a InstitutionId,
}

/// The address of a form, where a text is one: the path of a page of this site, `#`, and the form's name there.
pub(crate) fn form_address(text: &str) -> Option<(&str, &str)> {
    let (path, name) = text.split_once('#')?;
    let is_path = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '?', '\r', '\n']);
    (is_path && !name.is_empty() && !name.contains('#') && text.len() <= LONGEST_ADDRESS).then_some((path, name))
}

/// The address at which a form is kept that was sent to this path and not taken, each page's by itself; none: it would be too long.
pub(crate) fn unsent_address(path: &str, once: &str) -> Option<String> {
    Some(format!("{path}#{UNSENT}{once}")).filter(|address| form_address(address).is_some())
}

/// Whether what is kept at this address was sent and not taken.
pub(crate) fn is_unsent(address: &str) -> bool {
    form_address(address).is_some_and(|(_, name)| name.starts_with(UNSENT))
}

/// The instant before which what was kept is thrown away.
fn oldest(limits: &SessionLimits, now: DateTime<Utc>) -> DateTime<Utc> {
    let span = TimeDelta::from_std(limits.drafts_kept).unwrap_or(TimeDelta::MAX);
    now.checked_sub_signed(span).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

/// Whether a form that was sent and not taken has been kept for as long as it is.
fn has_waited_too_long(draft: &Draft, now: DateTime<Utc>) -> bool {
    is_unsent(&draft.address) && draft.typed_at + UNSENT_FOR <= now
}

impl App {
    fn drafts(&self) -> Option<(&dyn Drafts, &DraftKey)> {
        self.draft_store().zip(self.draft_key())
    }

    /// Whether drafts are kept here at all.
    pub(crate) fn keeps_drafts(&self) -> bool {
        self.drafts().is_some()
    }

    /// A person's drafts that last. Where they cannot be read the page is shown without them.
    pub(crate) async fn drafts_of(&self, owner: DraftOwner<'_>) -> DraftsByForm {
        let Some((store, key)) = self.drafts() else { return Arc::default() };
        let kept = match store.of(owner.person).await {
            Ok(kept) => kept,
            Err(error) => {
                tracing::warn!(%error, "a page is shown without drafts");
                return Arc::default();
            }
        };
        let now = self.world_time();
        let from = oldest(&self.config().sessions, now);
        let lasting = kept.iter().filter(|draft| draft.kept_at >= from);
        let own = lasting
            .filter_map(|draft| key.open(owner.person, draft))
            .filter(|draft| draft.institution == *owner.institution && !has_waited_too_long(draft, now));
        Arc::new(own.map(|draft| (draft.address.clone(), draft)).collect())
    }

    /// Keeps what somebody has typed into a form, and says when. Whoever calls has asked the guard.
    pub(crate) async fn keep_draft(
        &self,
        owner: DraftOwner<'_>,
        address: &str,
        fields: Vec<(String, String)>,
    ) -> Result<DateTime<Utc>, DraftsError> {
        let away = || DraftsError::Unavailable { reason: "no place for drafts is set up".to_owned() };
        let (store, key) = self.drafts().ok_or_else(away)?;
        let typed_at = self.world_time();
        let draft = Draft { address: address.to_owned(), institution: owner.institution.clone(), typed_at, fields };
        let sealed = key.seal(owner.person, &draft).ok_or_else(away)?;
        // What has ended makes room.
        store.discard_before(owner.person, oldest(&self.config().sessions, typed_at)).await?;
        store.keep(owner.person, sealed).await?;
        Ok(typed_at)
    }

    /// Throws a person's draft of a form away.
    pub(crate) async fn discard_draft(&self, person: &PersonId, address: &str) -> Result<(), DraftsError> {
        let Some((store, key)) = self.drafts() else { return Ok(()) };
        store.discard(person, &key.slot(person, address)).await
    }

    /// Throws away what has ended: what is too old, what was sent in vain an hour ago, and what was typed in a post that its person
    /// has left.
    pub(crate) async fn sweep_drafts(&self) -> Result<(), DraftsError> {
        let Some((store, key)) = self.drafts() else { return Ok(()) };
        let now = self.world_time();
        let from = oldest(&self.config().sessions, now);
        for person in store.persons().await? {
            store.discard_before(&person, from).await?;
            let unreadable = |error: &dyn std::fmt::Display| DraftsError::Unavailable { reason: error.to_string() };
            let post = self.queries().person(&person).await.map_err(|error| unreadable(&error))?;
            for draft in store.of(&person).await? {
                // What does not open here may open at a gateway with another key; it ends by its age.
                let opened = key.open(&person, &draft);
                let is_over = match (&post, &opened) {
                    (None, _) => true,
                    (Some(post), Some(draft)) => {
                        post.institution != draft.institution || has_waited_too_long(draft, now)
                    }
                    (Some(_), None) => false,
                };
                if is_over {
                    store.discard(&person, &draft.slot).await?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forms_address_is_a_page_of_this_site_and_a_name() {
        assert_eq!(form_address("/meetings/takimi#minutes"), Some(("/meetings/takimi", "minutes")));
        for bad in ["", "/meetings", "//evil.example#x", "https://evil.example/#x", "/a#", "/a#b#c", "/a?b#c", "/\\e#x"]
        {
            assert_eq!(form_address(bad), None, "{bad}");
        }
        assert_eq!(form_address(&format!("/{}#x", "a".repeat(LONGEST_ADDRESS))), None);
        assert_eq!(unsent_address(&format!("/{}", "a".repeat(LONGEST_ADDRESS)), ""), None);
        assert!(unsent_address("/meetings/qershor/answer", "x").is_some_and(|address| is_unsent(&address)));
    }
}
