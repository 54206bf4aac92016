//! A webhook: events of the hub, sent as they happen to an address that a person named, as far as that person may see them.
//!
//! Its secret is in no event: it is worked out from the webhook's id and the number of the secret, which is all that is kept
//! here. What may leave at all is in [`outgoing`](OutgoingEvent); what its maker may see at the moment of sending is for
//! whoever sends to ask.

mod address;
mod outgoing;

pub use address::{LONGEST_ADDRESS, NotAWebhookAddress, WebhookAddress};
pub use outgoing::{OutgoingData, OutgoingEvent, OutgoingKind, OutgoingSubject};

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::ids::{InstitutionId, MessageId, PersonId, WebhookId};
use crate::refusal::refusals;
use crate::text::Text;

/// How many webhooks a person may have that were not removed.
pub const MOST_WEBHOOKS: usize = 20;
/// How long messages are signed with the secret before as well, so that a receiver can change its own at leisure.
pub const OLD_SECRET_SIGNS_FOR: TimeDelta = TimeDelta::hours(24);
/// The number of a webhook's first secret.
pub const FIRST_SECRET: u32 = 1;

/// Why a webhook was disabled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, strum::VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum DisableCause {
    /// The receiver said that it is gone for good (HTTP 410).
    Gone,
    /// Nothing could be delivered for as long as messages are tried.
    LastingFailure,
    /// Whoever made it left the post for which they made it.
    MakerLeft,
}

impl DisableCause {
    /// All of them.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// Its name, which never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::LastingFailure => "lasting-failure",
            Self::MakerLeft => "maker-left",
        }
    }
}

/// Whether a webhook sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookStanding {
    /// It sends what happens.
    Active,
    /// It waits: what happens meanwhile is sent once it goes on.
    Paused,
    /// It sends nothing, and what happens meanwhile is not kept for it.
    Disabled(DisableCause),
    /// It is no more.
    Removed,
}

impl WebhookStanding {
    /// Its name, which never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Disabled(_) => "disabled",
            Self::Removed => "removed",
        }
    }
}

/// A webhook that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredWebhook {
    /// Whose it is: it sends what this person may see.
    pub maker: PersonId,
    /// The institution for which the person made it: it stops when they leave the post.
    pub institution: InstitutionId,
    /// What the person calls it.
    pub name: Text,
    /// Where messages go.
    pub address: WebhookAddress,
    /// What is sent.
    pub kinds: BTreeSet<OutgoingKind>,
    /// Whether it sends.
    pub standing: WebhookStanding,
    /// The number of the secret that signs, from [`FIRST_SECRET`].
    pub secret: u32,
    /// When that one replaced another, UTC.
    pub secret_renewed: Option<DateTime<Utc>>,
}

impl RegisteredWebhook {
    /// The numbers of the secrets that sign at an instant, UTC; the newest first.
    pub fn signing_secrets(&self, at: DateTime<Utc>) -> Vec<u32> {
        let until = |renewed: DateTime<Utc>| renewed.checked_add_signed(OLD_SECRET_SIGNS_FOR);
        let still = self.secret_renewed.is_some_and(|renewed| until(renewed).is_none_or(|until| at < until));
        std::iter::once(self.secret).chain(still.then(|| self.secret.saturating_sub(1))).collect()
    }
}

/// A webhook's state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Webhook {
    /// There is no such webhook yet.
    #[default]
    Unknown,
    /// Made at least.
    Known(Box<RegisteredWebhook>),
}

/// What can be asked of a webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum WebhookCommand {
    /// Have events sent to an address from now on.
    Make {
        /// Whose it is.
        maker: PersonId,
        /// The institution for which the person makes it.
        institution: InstitutionId,
        /// What the person calls it.
        name: Text,
        /// Where messages go.
        address: WebhookAddress,
        /// What is sent.
        kinds: BTreeSet<OutgoingKind>,
    },
    /// Give it another name or address, or have other events sent.
    Change {
        /// What the person calls it.
        name: Text,
        /// Where messages go.
        address: WebhookAddress,
        /// What is sent.
        kinds: BTreeSet<OutgoingKind>,
    },
    /// Send nothing until it is told to go on.
    Pause,
    /// Go on after a pause, or after it was disabled.
    Resume,
    /// Sign with another secret; the one before signs as well for a day.
    RenewSecret {
        /// The number of the new one: that of the present one and one more.
        secret: u32,
    },
    /// Do away with it.
    Remove,
    /// Send a message that says nothing, so that its receiver can be tried.
    RequestTest,
    /// Try again what could not be delivered.
    RequestRedrive {
        /// Which message; none: all of them.
        message: Option<MessageId>,
    },
    /// Say that it is of no use any more, as whoever sends has found.
    Disable {
        /// Why it is of no use.
        cause: DisableCause,
    },
}

/// What can have happened to a webhook.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum WebhookEvent {
    /// It was made.
    Made {
        /// Whose it is.
        maker: PersonId,
        /// The institution for which the person made it.
        institution: InstitutionId,
        /// What the person calls it.
        name: Text,
        /// Where messages go.
        address: WebhookAddress,
        /// What is sent.
        kinds: BTreeSet<OutgoingKind>,
    },
    /// It has another name or address, or sends other events.
    Changed {
        /// What the person calls it.
        name: Text,
        /// Where messages go.
        address: WebhookAddress,
        /// What is sent.
        kinds: BTreeSet<OutgoingKind>,
    },
    /// It sends nothing for the time being.
    Paused {},
    /// It goes on.
    Resumed {},
    /// Another secret signs.
    SecretRenewed {
        /// Its number; no secret.
        secret: u32,
    },
    /// It is no more.
    Removed {},
    /// A message was asked for by which its receiver can be tried.
    TestRequested {},
    /// What could not be delivered is to be tried again.
    RedriveRequested {
        /// Which message; none: all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<MessageId>,
    },
    /// It sends nothing any more, until somebody has it go on.
    Disabled {
        /// Why it is of no use.
        cause: DisableCause,
    },
}

refusals! {
    /// Why a webhook may say no.
    WebhookRefusal {
        Unknown = "webhook-unknown", "there is no such webhook: see those that there are";
        AlreadyMade = "webhook-already-made", "a webhook with this id is there already";
        NothingWanted = "webhook-nothing-wanted", "it would send nothing: choose at least one kind of event";
        WrongSecret = "webhook-wrong-secret", "the secret has been renewed meanwhile: look at it anew";
        SendsNothing = "webhook-sends-nothing", "the webhook sends nothing now: let it go on first";
    }
}

impl RegisteredWebhook {
    fn is_as(&self, name: &Text, address: &WebhookAddress, kinds: &BTreeSet<OutgoingKind>) -> bool {
        (&self.name, &self.address, &self.kinds) == (name, address, kinds)
    }

    fn only_while_active(&self, event: WebhookEvent) -> Result<Vec<WebhookEvent>, WebhookRefusal> {
        match self.standing {
            WebhookStanding::Active => Ok(vec![event]),
            WebhookStanding::Paused | WebhookStanding::Disabled(_) | WebhookStanding::Removed => {
                Err(WebhookRefusal::SendsNothing)
            }
        }
    }

    fn decide(&self, command: WebhookCommand) -> Result<Vec<WebhookEvent>, WebhookRefusal> {
        use {WebhookCommand as C, WebhookEvent as E, WebhookRefusal as R, WebhookStanding as S};
        Ok(match (command, self.standing) {
            (C::Make { .. }, _) => return Err(R::AlreadyMade),
            (C::Remove, S::Removed) => vec![],
            (_, S::Removed) => return Err(R::Unknown),
            (C::Change { name, address, kinds }, _) => {
                if kinds.is_empty() {
                    return Err(R::NothingWanted);
                }
                if self.is_as(&name, &address, &kinds) { vec![] } else { vec![E::Changed { name, address, kinds }] }
            }
            (C::Pause, S::Active) => vec![E::Paused {}],
            (C::Pause, S::Paused | S::Disabled(_)) => vec![],
            (C::Resume, S::Paused | S::Disabled(_)) => vec![E::Resumed {}],
            (C::Resume, S::Active) => vec![],
            (C::RenewSecret { secret }, _) => match secret.checked_sub(self.secret) {
                Some(0) => vec![],
                Some(1) => vec![E::SecretRenewed { secret }],
                Some(_) | None => return Err(R::WrongSecret),
            },
            (C::Remove, _) => vec![E::Removed {}],
            (C::RequestTest, _) => self.only_while_active(E::TestRequested {})?,
            (C::RequestRedrive { message }, _) => self.only_while_active(E::RedriveRequested { message })?,
            (C::Disable { .. }, S::Disabled(_)) => vec![],
            (C::Disable { cause }, S::Active | S::Paused) => vec![E::Disabled { cause }],
        })
    }

    fn apply(&mut self, event: &WebhookEvent, at: DateTime<Utc>) {
        use WebhookEvent as E;
        match event.clone() {
            E::Made { .. } | E::TestRequested {} | E::RedriveRequested { .. } => {}
            E::Changed { name, address, kinds } => {
                (self.name, self.address, self.kinds) = (name, address, kinds);
            }
            E::Paused {} => self.standing = WebhookStanding::Paused,
            E::Resumed {} => self.standing = WebhookStanding::Active,
            E::SecretRenewed { secret } => {
                self.secret = secret;
                self.secret_renewed = Some(at);
            }
            E::Removed {} => self.standing = WebhookStanding::Removed,
            E::Disabled { cause } => self.standing = WebhookStanding::Disabled(cause),
        }
    }
}

impl Aggregate for Webhook {
    const KIND: &'static str = "webhook";
    type Id = WebhookId;
    type State = Self;
    type Command = WebhookCommand;
    type Event = WebhookEvent;
    type Refusal = WebhookRefusal;

    fn decide(state: &Self, command: WebhookCommand, _: &Moment) -> Result<Vec<WebhookEvent>, WebhookRefusal> {
        use WebhookCommand as C;
        match (state, command) {
            (Self::Known(webhook), command) => webhook.decide(command),
            (Self::Unknown, C::Make { maker, institution, name, address, kinds }) => {
                if kinds.is_empty() {
                    return Err(WebhookRefusal::NothingWanted);
                }
                Ok(vec![WebhookEvent::Made { maker, institution, name, address, kinds }])
            }
            (
                Self::Unknown,
                C::Change { .. }
                | C::Pause
                | C::Resume
                | C::RenewSecret { .. }
                | C::Remove
                | C::RequestTest
                | C::RequestRedrive { .. }
                | C::Disable { .. },
            ) => Err(WebhookRefusal::Unknown),
        }
    }

    fn evolve(state: Self, event: &WebhookEvent, occurrence: &Occurrence) -> Self {
        match (state, event.clone()) {
            (Self::Unknown, WebhookEvent::Made { maker, institution, name, address, kinds }) => {
                let standing = WebhookStanding::Active;
                let (secret, secret_renewed) = (FIRST_SECRET, None);
                Self::Known(Box::new(RegisteredWebhook {
                    maker,
                    institution,
                    name,
                    address,
                    kinds,
                    standing,
                    secret,
                    secret_renewed,
                }))
            }
            // Only the first event makes it exist.
            (Self::Unknown, _) => Self::Unknown,
            (Self::Known(mut webhook), event) => {
                webhook.apply(&event, occurrence.at);
                Self::Known(webhook)
            }
        }
    }
}
