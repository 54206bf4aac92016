//! OpenID Connect: what this site asks a provider, and what it believes of the answer.
//!
//! What lives here: the providers of the configuration ([`OpenIdProvider`], [`Providers`]), how one is asked ([`ProviderClient`])
//! and why an answer is not taken ([`OpenIdFault`]). It speaks the protocol and nothing else: it knows no person, no page, no
//! cookie. Who in post somebody at a provider is, and what of it is recorded, is the feature `account`'s.

mod client;
mod fault;
mod fetch;
mod metadata;
mod provider;
mod providers;

pub(crate) use client::{ProviderClient, Vouched, VouchedAddress};
pub(crate) use fault::OpenIdFault;
pub use provider::{OpenIdProvider, OpenIdSecret};
pub(crate) use providers::Providers;
pub use providers::UnusableProvider;
