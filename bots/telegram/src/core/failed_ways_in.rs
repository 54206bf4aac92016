//! What the audit trail keeps of whoever could not come in by the chat, and of buttons that are not for whoever presses them.
//!
//! Of strangers it says why and no more, once an hour whoever they are: neither their number nor a word of theirs is kept. It
//! stands on the services and knows no feature.

use events::audit::AuditedAct;
use events::ids::{ChatId, PersonId};
use readmodels::views::PersonView;

use crate::core::services::Services;

/// Keeps an act of the person whose chat it is, or of nobody that is known.
fn record(services: &Services, person: Option<&PersonView>, act: AuditedAct, object: &str, about: Option<&PersonId>) {
    match person {
        Some(person) => {
            let principal = person.principal(services.clock.moment().today);
            services.audit.record_about(&principal, act, object, about);
        }
        None => services.audit.record_of_nobody(act, object, about),
    }
}

/// That somebody could not come in, and why; `about`: whose way in it is.
pub(crate) fn record_failed_entry(
    services: &Services,
    person: Option<&PersonView>,
    why: &str,
    about: Option<&PersonId>,
) {
    record(services, person, AuditedAct::SignInFailed, why, about);
}

/// That a button did nothing for whoever pressed it, where it was made up or is another chat's, or whoever pressed it is not
/// known. One of ours that serves no more is no attempt at anything.
pub(crate) fn record_refused_press(services: &Services, person: Option<&PersonView>, chat: ChatId, data: Option<&str>) {
    let is_of_chat = data.is_some_and(|data| services.database.signer.button(chat, data).is_some());
    if !is_of_chat {
        record(services, person, AuditedAct::Refused, "button of-another-chat", None);
    } else if person.is_none() {
        record(services, person, AuditedAct::Refused, "button of-nobody-linked", None);
    }
}
