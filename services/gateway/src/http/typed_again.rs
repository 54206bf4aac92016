//! What is shown again of a form that was not taken, so that nothing typed is lost: the form itself where sending it again may help, and
//! otherwise its texts, to be copied. What lets somebody in is shown never, and neither is who a victim is where nothing can be sent.

use drafts::DraftsError;

use crate::app::rate_limit::RouteKind;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::route_kinds::is_way_in;
use crate::http::typed_fields::typed_into;
use crate::http::unsent_form::names_a_victim;

/// The fields that hold what lets somebody in: the secret of a link, a recovery code.
const SECRETS: [&str; 2] = ["token", "code"];

/// What is shown again of a form.
#[derive(Debug, Default)]
pub(crate) struct TypedAgain {
    /// The form, to be sent again as it is.
    pub(crate) form: FormEntries,
    /// What was typed, to be copied.
    pub(crate) texts: Vec<String>,
}

/// Of whom a form is known to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FormOf {
    /// Of whoever sent it: somebody signed in, or whoever has the link that opens it.
    Sender,
    /// Of whoever had the session in which it was typed, which has ended.
    FormerSession,
    /// Of nobody that is known.
    Nobody,
}

/// What may help whoever sent a form that was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Help {
    SendAgain,
    Copy,
    Nothing,
}

fn help(failure: &Failure, whose: FormOf) -> Help {
    let (of_sender, of_former) = (whose == FormOf::Sender, whose == FormOf::FormerSession);
    match failure {
        Failure::Unavailable(_)
        | Failure::Away(_)
        | Failure::TooSlow
        | Failure::SecondFactorWanted
        | Failure::ConfirmationWanted
        | Failure::Unreadable(_)
        | Failure::Page(_)
        | Failure::NoDraft(DraftsError::TooMany | DraftsError::Unavailable { .. }) => Help::SendAgain,
        Failure::SignedOut if of_former => Help::SendAgain,
        Failure::TooMany(_) if of_sender => Help::SendAgain,
        Failure::NotPermitted(_)
        | Failure::NotFound
        | Failure::Refused { .. }
        | Failure::Overtaken(_)
        | Failure::NoDraft(DraftsError::TooLarge)
            if of_sender =>
        {
            Help::Copy
        }
        // Another's form is not shown to whoever sends it, and one from another site is nobody's. Of a text that the guard keeps out
        // nothing is shown where no field asks for it.
        Failure::SignedOut
        | Failure::TooMany(_)
        | Failure::NotPermitted(_)
        | Failure::NotFound
        | Failure::Refused { .. }
        | Failure::Overtaken(_)
        | Failure::NoDraft(_)
        | Failure::LinkSpent
        | Failure::TokenSpent
        | Failure::LastAdministrator
        | Failure::SomebodyElses
        | Failure::OpenId(_)
        | Failure::Foreign
        | Failure::Malformed(_)
        | Failure::BadForm(_)
        | Failure::BadBody(..)
        | Failure::Invalid { .. }
        | Failure::SessionsOnly
        | Failure::KeyReused
        | Failure::NotKept(_)
        | Failure::Demo(_) => Help::Nothing,
    }
}

impl TypedAgain {
    /// What is shown again of a form, sent to a route of this kind, that failed so.
    pub(crate) fn of(sent: FormEntries, kind: RouteKind, failure: Option<&Failure>, whose: FormOf) -> Self {
        let lets_in = is_way_in(kind) || SECRETS.iter().any(|secret| !sent.get(secret).is_empty());
        let confirms = matches!(failure, Some(Failure::SecondFactorWanted | Failure::ConfirmationWanted));
        let Some(failure) = failure.filter(|_| !lets_in || confirms) else { return Self::default() };
        match help(failure, whose) {
            Help::SendAgain => Self { form: sent, texts: vec![] },
            Help::Copy => {
                let typed = typed_into(sent.pairs()).filter(|(name, _)| !names_a_victim(name));
                Self { form: FormEntries::default(), texts: typed.map(|(_, text)| text.to_owned()).collect() }
            }
            Help::Nothing => Self::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(fields: &[(&str, &str)], kind: RouteKind, failure: &Failure, whose: FormOf) -> (usize, Vec<String>) {
        let pairs = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let TypedAgain { form, texts } = TypedAgain::of(FormEntries::from_pairs(pairs), kind, Some(failure), whose);
        (form.pairs().len(), texts)
    }

    const MINUTES: [(&str, &str); 3] = [("once", "1"), ("minutes", "Opened at ten"), ("identity-given", "Drita")];

    #[test]
    fn a_form_is_sent_again_where_that_may_help_and_copied_where_it_may_not() {
        let (away, page) = (Failure::Away(String::new()), Failure::Page(String::new()));
        let full = Failure::NoDraft(DraftsError::TooMany);
        for failure in [&away, &page, &full, &Failure::Unreadable(String::new())] {
            assert_eq!(again(&MINUTES, RouteKind::Write, failure, FormOf::Sender), (3, vec![]), "{failure}");
        }
        let copied = (0, vec!["Opened at ten".to_owned()]);
        for failure in [&Failure::NotFound, &Failure::NoDraft(DraftsError::TooLarge)] {
            assert_eq!(again(&MINUTES, RouteKind::Write, failure, FormOf::Sender), copied, "{failure}");
            assert_eq!(again(&MINUTES, RouteKind::Write, failure, FormOf::Nobody), (0, vec![]), "{failure}");
        }
    }

    #[test]
    fn what_lets_somebody_in_and_what_is_anothers_is_never_shown_again() {
        let away = Failure::Away(String::new());
        assert_eq!(again(&MINUTES, RouteKind::SignIn, &away, FormOf::Sender), (0, vec![]));
        assert_eq!(again(&[("code", "abcd-efgh")], RouteKind::Write, &away, FormOf::Sender), (0, vec![]));
        for failure in [Failure::SomebodyElses, Failure::Foreign, Failure::SignedOut] {
            assert_eq!(again(&MINUTES, RouteKind::Write, &failure, FormOf::Sender), (0, vec![]), "{failure}");
        }
        assert_eq!(again(&MINUTES, RouteKind::Write, &Failure::SignedOut, FormOf::FormerSession).0, 3);
    }
}
