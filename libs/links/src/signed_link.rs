//! What every link has in common: it is signed for its own purpose, carries words, and opens until it expires.

use std::fmt::Display;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use events::ids::PersonId;

use crate::key::{LinkFault, LinkKey};

/// How long a link serves, where it serves for a time.
pub(crate) const VALID: TimeDelta = TimeDelta::days(7);

/// Between the parts of a link's words. No id has it.
const BETWEEN: &str = "|";

/// A link whose token stands for it.
pub trait SignedLink: Sized {
    /// Keeps a signature made for this kind of link from being one of something else.
    const PURPOSE: &'static [u8];

    /// What it stands for, in words.
    fn words(&self) -> String;

    /// The link of these words.
    fn of_words(words: &str) -> Option<Self>;

    /// To whom it was sent, and as whom it acts.
    fn person(&self) -> &PersonId;

    /// Until when it opens, UTC; for ever, where there is no end.
    fn until(&self) -> Option<DateTime<Utc>>;

    /// When it was made, UTC, in whole seconds; not known of one that serves for ever.
    fn made_at(&self) -> Option<DateTime<Utc>> {
        self.until().map(|until| until - VALID)
    }
}

impl LinkKey {
    /// A link's token, which fits into a path.
    pub fn sign<L: SignedLink>(&self, link: &L) -> String {
        self.token(L::PURPOSE, &link.words())
    }

    /// The link that a token stands for, if it opens now.
    pub fn open<L: SignedLink>(&self, token: &str, now: DateTime<Utc>) -> Result<L, LinkFault> {
        let link = self.words(L::PURPOSE, token).and_then(|words| L::of_words(&words)).ok_or(LinkFault::Forged)?;
        if link.until().is_none_or(|until| now < until) { Ok(link) } else { Err(LinkFault::Expired) }
    }
}

/// Parts as the words of a link.
pub(crate) fn joined(parts: &[&dyn Display]) -> String {
    parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(BETWEEN)
}

/// The parts of a link's words, where there are so many.
pub(crate) fn parts<const N: usize>(words: &str) -> Option<[&str; N]> {
    words.split(BETWEEN).collect::<Vec<_>>().try_into().ok()
}

/// A moment in whole seconds, as words have it.
pub(crate) fn moment(seconds: &str) -> Option<DateTime<Utc>> {
    Utc.timestamp_opt(seconds.parse().ok()?, 0).single()
}

/// What every kind of link is held to.
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
pub(crate) mod tests {
    use std::fmt::Debug;

    use proptest::prelude::*;

    use super::*;
    use crate::key::SHORTEST_SECRET;
    use crate::{ActionLink, FormLink, LinkedStep, RemindersLink, UnsubscribeLink};

    pub(crate) fn key(letter: &str) -> LinkKey {
        LinkKey::new(letter.repeat(SHORTEST_SECRET)).unwrap()
    }

    pub(crate) fn until() -> DateTime<Utc> {
        Utc.timestamp_opt(1_500_000_000, 0).unwrap()
    }

    /// It opens until it expires, by its own key, and as no other kind.
    pub(crate) fn opens_as_itself_only<L: SignedLink + PartialEq + Debug, Other: SignedLink + PartialEq + Debug>(
        link: &L,
    ) {
        let token = key("a").sign(link);
        let before = until() - TimeDelta::seconds(1);
        assert_eq!(key("a").open::<L>(&token, before).as_ref(), Ok(link));
        let ended = key("a").open::<L>(&token, until());
        assert_eq!(ended.err(), link.until().map(|_| LinkFault::Expired));
        assert_eq!(key("b").open::<L>(&token, before), Err(LinkFault::Forged));
        assert_eq!(key("a").open::<Other>(&token, before), Err(LinkFault::Forged));
    }

    #[test]
    fn a_secret_that_can_be_guessed_signs_nothing() {
        assert!(LinkKey::new("short").is_err());
    }

    fn unsubscribe() -> UnsubscribeLink {
        UnsubscribeLink { person: "policia-1".parse().unwrap() }
    }

    fn form() -> FormLink {
        FormLink {
            request: "viktimat-2017-h1".parse().unwrap(),
            institution: "policia".parse().unwrap(),
            person: "policia-1".parse().unwrap(),
            until: until(),
        }
    }

    fn attendance() -> ActionLink {
        let step = LinkedStep::TakeAttendance { module: "moduli-1".parse().unwrap(), session: "s1".parse().unwrap() };
        ActionLink { person: "policia-1".parse().unwrap(), step, until: until() }
    }

    #[test]
    fn a_link_opens_as_what_it_is_until_it_expires() {
        opens_as_itself_only::<FormLink, ActionLink>(&form());
        opens_as_itself_only::<ActionLink, FormLink>(&attendance());
        opens_as_itself_only::<UnsubscribeLink, ActionLink>(&unsubscribe());
        opens_as_itself_only::<UnsubscribeLink, FormLink>(&unsubscribe());
        let reminders = RemindersLink { person: "policia-1".parse().unwrap(), until: until() };
        opens_as_itself_only::<RemindersLink, UnsubscribeLink>(&reminders);
    }

    /// With a letter changed it opens nothing else.
    fn changed_opens_nothing<L: SignedLink + PartialEq + Debug>(link: &L, at: usize, letter: &str) -> bool {
        let mut token = key("a").sign(link);
        let at = at % token.len();
        token.replace_range(at..=at, letter);
        let opened = key("a").open::<L>(&token, until() - TimeDelta::days(1));
        // The last letter of a part carries bits that mean nothing.
        opened == Err(LinkFault::Forged) || opened.as_ref() == Ok(link)
    }

    proptest! {
        #[test]
        fn a_link_with_any_letter_changed_opens_nothing(at in 0_usize..200, letter in "[A-Za-z0-9_.-]") {
            prop_assert!(changed_opens_nothing(&form(), at, &letter));
            prop_assert!(changed_opens_nothing(&attendance(), at, &letter));
            prop_assert!(changed_opens_nothing(&unsubscribe(), at, &letter));
        }

        #[test]
        fn any_text_is_taken_for_forged(text in ".{0,80}") {
            prop_assert_eq!(key("a").open::<FormLink>(&text, until()), Err(LinkFault::Forged));
            prop_assert_eq!(key("a").open::<ActionLink>(&text, until()), Err(LinkFault::Forged));
            prop_assert_eq!(key("a").open::<UnsubscribeLink>(&text, until()), Err(LinkFault::Forged));
        }
    }
}
