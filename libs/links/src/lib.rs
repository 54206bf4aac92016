//! Links that need no sign-in, and the secret of this deployment that signs them.
//!
//! Whoever holds a link is taken for the person it names, for what it names, until it expires. What lives here: the key
//! ([`LinkKey`]) and what a link stands for: a data request's form ([`FormLink`]), one step ([`ActionLink`]),
//! the thread of e-mails in which somebody answers ([`ThreadToken`]), what somebody is going to be
//! told ([`RemindersLink`]), the end of somebody's e-mails ([`UnsubscribeLink`]),
//! an attempt to sign in at a provider ([`SignInAttempt`]); what a device is asked to sign ([`LinkKey::challenge`]);
//! and the secrets of webhooks ([`LinkKey::webhook_secret`]). Each is signed for its own purpose, so that none passes for another. It depends on the domain's ids and knows no HTTP, no mail, no store and no clock: whether a person
//! still is in post is asked by whoever opens the link, at that moment.

mod action_link;
mod challenge;
mod form_link;
mod key;
mod reminders_link;
mod sign_in_attempt;
mod sign_in_secret;
mod signed_link;
mod thread_token;
mod unsubscribe_link;
mod webhook_secret;

pub use action_link::{ActionLink, LinkedAction, LinkedDecision, LinkedStep, NotAnAction};
pub use form_link::FormLink;
pub use key::{LinkFault, LinkKey, SHORTEST_SECRET, TooShort};
pub use reminders_link::RemindersLink;
pub use sign_in_attempt::SignInAttempt;
pub use sign_in_secret::sign_in_address;
pub use signed_link::SignedLink;
pub use thread_token::{NotAToken, ThreadToken};
pub use unsubscribe_link::UnsubscribeLink;
pub use webhook_secret::WebhookSecret;
