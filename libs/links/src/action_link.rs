//! The link by which one person takes one step with one task, without signing in: a capability.
//!
//! Opening it shows what will be done; only the page's button does it. It serves once: the command that it gives has an id
//! worked out from the link ([`ActionLink::command_id`]), and the same command id twice is one command.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use events::action_item::ActionItemCommand;
use events::ids::{ActionItemId, CommandId, PersonId};

use crate::key::{LinkFault, LinkKey};

const PURPOSE: &[u8] = b"focalpoint/action-link/1\0";
const BETWEEN: char = '|';

/// A step that a link takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkedAction {
    /// The owner takes the task on.
    Accept,
    /// The owner says that it is done.
    Complete,
    /// The owner asks for time until this date in Kosovo.
    RequestExtension(NaiveDate),
    /// Whoever decides confirms that it is done.
    Verify,
    /// Whoever decides gives time until this date in Kosovo.
    GrantExtension(NaiveDate),
    /// Whoever decides gives no more time.
    RefuseExtension,
}

impl LinkedAction {
    /// Its name, without its date.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Complete => "complete",
            Self::RequestExtension(_) => "request-extension",
            Self::Verify => "verify",
            Self::GrantExtension(_) => "grant-extension",
            Self::RefuseExtension => "refuse-extension",
        }
    }

    /// The date that it names, in Kosovo.
    pub const fn until(self) -> Option<NaiveDate> {
        match self {
            Self::RequestExtension(until) | Self::GrantExtension(until) => Some(until),
            Self::Accept | Self::Complete | Self::Verify | Self::RefuseExtension => None,
        }
    }

    /// What it asks of the task.
    pub const fn command(self) -> ActionItemCommand {
        match self {
            Self::Accept => ActionItemCommand::Accept,
            Self::Complete => ActionItemCommand::Complete,
            Self::RequestExtension(until) => ActionItemCommand::RequestExtension { until, reason: None },
            Self::Verify => ActionItemCommand::Verify,
            Self::GrantExtension(until) => ActionItemCommand::GrantExtension { until },
            Self::RefuseExtension => ActionItemCommand::RefuseExtension { reason: None },
        }
    }
}

impl fmt::Display for LinkedAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.until() {
            Some(until) => write!(f, "{}:{until}", self.name()),
            None => f.write_str(self.name()),
        }
    }
}

/// The text names no step of a link.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no step that a link takes")]
pub struct NotAnAction(String);

impl FromStr for LinkedAction {
    type Err = NotAnAction;
    fn from_str(text: &str) -> Result<Self, NotAnAction> {
        let (name, until) = text.split_once(':').map_or((text, None), |(name, until)| (name, Some(until)));
        let until =
            until.map(|until| until.parse::<NaiveDate>().map_err(|_| NotAnAction(text.to_owned()))).transpose()?;
        match (name, until) {
            ("accept", None) => Ok(Self::Accept),
            ("complete", None) => Ok(Self::Complete),
            ("request-extension", Some(until)) => Ok(Self::RequestExtension(until)),
            ("verify", None) => Ok(Self::Verify),
            ("grant-extension", Some(until)) => Ok(Self::GrantExtension(until)),
            ("refuse-extension", None) => Ok(Self::RefuseExtension),
            _ => Err(NotAnAction(text.to_owned())),
        }
    }
}

/// What a link does, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionLink {
    /// The person who acts by it.
    pub person: PersonId,
    /// The task that the link is for.
    pub item: ActionItemId,
    /// The one step that the link can take.
    pub action: LinkedAction,
    /// Until when, UTC; whole seconds.
    pub until: DateTime<Utc>,
}

impl ActionLink {
    /// How long a link serves.
    pub const VALID: TimeDelta = TimeDelta::days(7);

    fn words(&self) -> String {
        let Self { person, item, action, until } = self;
        format!("{person}{BETWEEN}{item}{BETWEEN}{action}{BETWEEN}{}", until.timestamp())
    }

    /// The id of the command that it gives: always the same, so that a second press is no second command, in whichever
    /// process it arrives.
    pub fn command_id(&self) -> CommandId {
        CommandId::named(&format!("action-link/{}", self.words()))
    }
}

impl LinkKey {
    /// The link's token, which fits into a path.
    pub fn sign_action(&self, link: &ActionLink) -> String {
        self.token(PURPOSE, &link.words())
    }

    /// What a token does now.
    pub fn open_action(&self, token: &str, now: DateTime<Utc>) -> Result<ActionLink, LinkFault> {
        let link = self.read_action(token).ok_or(LinkFault::Forged)?;
        if now < link.until { Ok(link) } else { Err(LinkFault::Expired) }
    }

    fn read_action(&self, token: &str) -> Option<ActionLink> {
        let words = self.words(PURPOSE, token)?;
        let mut parts = words.split(BETWEEN);
        let link = ActionLink {
            person: parts.next()?.parse().ok()?,
            item: parts.next()?.parse().ok()?,
            action: parts.next()?.parse().ok()?,
            until: Utc.timestamp_opt(parts.next()?.parse().ok()?, 0).single()?,
        };
        parts.next().is_none().then_some(link)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::FormLink;
    use crate::key::SHORTEST_SECRET;

    fn key(letter: &str) -> LinkKey {
        LinkKey::new(letter.repeat(SHORTEST_SECRET)).unwrap()
    }

    fn link(action: LinkedAction) -> ActionLink {
        ActionLink {
            person: "policia-1".parse().unwrap(),
            item: "raporti-vjetor".parse().unwrap(),
            action,
            until: Utc.timestamp_opt(1_500_000_000, 0).unwrap(),
        }
    }

    fn actions() -> [LinkedAction; 6] {
        let day = NaiveDate::from_ymd_opt(2017, 7, 31).unwrap();
        [
            LinkedAction::Accept,
            LinkedAction::Complete,
            LinkedAction::RequestExtension(day),
            LinkedAction::Verify,
            LinkedAction::GrantExtension(day),
            LinkedAction::RefuseExtension,
        ]
    }

    #[test]
    fn a_link_takes_the_step_that_it_was_made_for_until_it_expires() {
        let before = link(LinkedAction::Accept).until - TimeDelta::seconds(1);
        for action in actions() {
            let token = key("a").sign_action(&link(action));
            assert_eq!(key("a").open_action(&token, before), Ok(link(action)));
            assert_eq!(key("a").open_action(&token, link(action).until), Err(LinkFault::Expired));
            assert_eq!(key("b").open_action(&token, before), Err(LinkFault::Forged));
        }
    }

    #[test]
    fn each_step_person_task_and_time_has_a_command_of_its_own() {
        let first = link(LinkedAction::Complete);
        let others = [
            link(LinkedAction::Accept),
            ActionLink { person: "policia-2".parse().unwrap(), ..first.clone() },
            ActionLink { item: "tjeter".parse().unwrap(), ..first.clone() },
            ActionLink { until: first.until + TimeDelta::days(1), ..first.clone() },
        ];
        assert_eq!(first.command_id(), link(LinkedAction::Complete).command_id());
        for other in others {
            assert_ne!(first.command_id(), other.command_id(), "{other:?}");
        }
    }

    #[test]
    fn a_link_to_a_form_takes_no_step_and_a_step_opens_no_form() {
        let form = FormLink {
            request: "viktimat".parse().unwrap(),
            institution: "policia".parse().unwrap(),
            person: "policia-1".parse().unwrap(),
            until: Utc.timestamp_opt(1_500_000_000, 0).unwrap(),
        };
        let before = form.until - TimeDelta::seconds(1);
        assert_eq!(key("a").open_action(&key("a").sign(&form), before), Err(LinkFault::Forged));
        let step = key("a").sign_action(&link(LinkedAction::Complete));
        assert_eq!(key("a").open(&step, before), Err(LinkFault::Forged));
    }

    proptest! {
        #[test]
        fn a_link_with_any_letter_changed_takes_no_other_step(at in 0_usize..200, letter in "[A-Za-z0-9_.-]") {
            let token = key("a").sign_action(&link(LinkedAction::Accept));
            let at = at % token.len();
            let mut changed = token.clone();
            changed.replace_range(at..=at, &letter);
            let opened = key("a").open_action(&changed, link(LinkedAction::Accept).until - TimeDelta::days(1));
            // The last letter of a part carries bits that mean nothing.
            prop_assert!(opened == Err(LinkFault::Forged) || opened == Ok(link(LinkedAction::Accept)));
        }

        #[test]
        fn any_text_is_taken_for_forged(text in ".{0,80}") {
            prop_assert_eq!(key("a").open_action(&text, link(LinkedAction::Accept).until), Err(LinkFault::Forged));
        }
    }
}
