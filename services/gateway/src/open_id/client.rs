//! One provider, as this site asks it: where people go, who it says that they are, and where they are signed out.
//!
//! What it says about itself is asked when somebody needs it, and kept for some minutes. Keys that it has changed in between are
//! asked for once more, when an answer is signed by one that is not known.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use events::account::{CLOCKS_APART, Fingerprint, Identity};
use events::email_address::EmailAddress;
use events::ids::ProviderId;
use events::language::{Language, LocalText};
use futures::future::BoxFuture;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreErrorResponseType, CoreIdTokenClaims, CoreUserInfoClaims,
};
use openidconnect::url::Url;
use openidconnect::{
    AccessToken, AuthorizationCode, ClaimsVerificationError, ClientId, CsrfToken, DiscoveryError, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IssuerUrl, LanguageTag, LogoutRequest, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl, RedirectUrl, RequestTokenError,
    Scope, SignatureVerificationError, TokenResponse, UserInfoError,
};

use super::fault::OpenIdFault;
use super::fetch::{NotFetched, fetch};
use super::metadata::{Metadata, authentication, must_be_private, signatures};
use super::provider::OpenIdProvider;

/// How long what a provider says about itself is kept.
const KEPT_FOR: Duration = Duration::from_secs(10 * 60);

/// A provider's client, with the places that a description of it always has and those that it may have.
type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// Whom a provider vouches for.
#[derive(Debug, Clone)]
pub(crate) struct Vouched {
    /// Who they are there.
    pub(crate) identity: Identity,
    /// The address that they have there, where it may say who they are.
    pub(crate) address: VouchedAddress,
}

/// What a provider says of somebody's address.
#[derive(Debug, Clone)]
pub(crate) enum VouchedAddress {
    /// It has verified this one.
    Verified(EmailAddress),
    /// It has one that it has not verified.
    Unverified,
    /// It has none, or is not asked.
    None,
}

/// What is kept of a provider.
struct Known {
    metadata: Arc<Metadata>,
    at: Instant,
}

/// A provider of the configuration, with what it last said about itself.
pub(crate) struct ProviderClient {
    provider: OpenIdProvider,
    issuer: IssuerUrl,
    back: RedirectUrl,
    http: reqwest::Client,
    known: Mutex<Option<Known>>,
}

impl ProviderClient {
    pub(super) fn new(provider: OpenIdProvider, issuer: IssuerUrl, back: RedirectUrl, http: reqwest::Client) -> Self {
        Self { provider, issuer, back, http, known: Mutex::default() }
    }

    /// What it is called in the configuration.
    pub(crate) fn id(&self) -> &ProviderId {
        &self.provider.id
    }

    /// What people call it.
    pub(crate) fn names(&self) -> &LocalText {
        &self.provider.names
    }

    /// Asks it over HTTP.
    fn http(&self) -> impl Fn(HttpRequest) -> BoxFuture<'static, Result<HttpResponse, NotFetched>> + use<> {
        let http = self.http.clone();
        move |request| {
            let http = http.clone();
            Box::pin(async move { fetch(&http, request).await })
        }
    }

    /// What it says about itself, as it is kept.
    async fn metadata(&self) -> Result<Arc<Metadata>, OpenIdFault> {
        let known = {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.as_ref().filter(|known| known.at.elapsed() < KEPT_FOR).map(|known| known.metadata.clone())
        };
        match known {
            Some(known) => Ok(known),
            None => self.metadata_anew().await,
        }
    }

    /// What it says about itself now, its keys as well. Two who ask at once both ask: neither waits for the other.
    async fn metadata_anew(&self) -> Result<Arc<Metadata>, OpenIdFault> {
        let found = Metadata::discover_async(self.issuer.clone(), &self.http()).await;
        let metadata = found.map_err(|error| {
            tracing::warn!(provider = %self.id(), %error, "a provider of OpenID Connect does not describe itself");
            match error {
                DiscoveryError::Request(error) => error.fault(),
                DiscoveryError::Other(_)
                | DiscoveryError::Parse(_)
                | DiscoveryError::Response(..)
                | DiscoveryError::UrlParse(_)
                | DiscoveryError::Validation(_)
                | _ => OpenIdFault::Misdescribed,
            }
        })?;
        must_be_private(&metadata)?;
        let metadata = Arc::new(metadata);
        let known = Known { metadata: metadata.clone(), at: Instant::now() };
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(known);
        Ok(metadata)
    }

    fn client(&self, metadata: &Metadata) -> Client {
        let id = ClientId::new(self.provider.client_id.clone());
        CoreClient::from_provider_metadata(metadata.clone(), id, self.provider.client_secret.clone())
            .set_redirect_uri(self.back.clone())
            .set_auth_type(authentication(metadata))
    }

    /// Where somebody goes to sign in there.
    pub(crate) async fn entrance(
        &self,
        state: &str,
        nonce: String,
        verifier: String,
        language: Language,
    ) -> Result<Url, OpenIdFault> {
        let metadata = self.metadata().await?;
        let (client, state) = (self.client(&metadata), CsrfToken::new(state.to_owned()));
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier));
        let request = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || state, || Nonce::new(nonce))
            .set_pkce_challenge(challenge)
            .add_ui_locale(LanguageTag::new(language.code().to_owned()));
        let request =
            if self.provider.links_by_address { request.add_scope(Scope::new("email".to_owned())) } else { request };
        let (url, _, _) = request.url();
        Ok(url)
    }

    /// Refuses an answer that another provider sent (RFC 9207).
    pub(crate) async fn must_be_sender(&self, sender: &str) -> Result<(), OpenIdFault> {
        let says_always = self.metadata().await?.additional_metadata().authorization_response_iss_parameter_supported;
        let is_it = if sender.is_empty() { !says_always } else { sender == self.issuer.as_str() };
        if is_it { Ok(()) } else { Err(OpenIdFault::WrongSender) }
    }

    /// Whom it vouches for, for the code that it gave the browser along.
    pub(crate) async fn vouched(
        &self,
        code: &str,
        verifier: String,
        nonce: String,
        now: DateTime<Utc>,
    ) -> Result<Vouched, OpenIdFault> {
        let metadata = self.metadata().await?;
        let client = self.client(&metadata);
        let code = AuthorizationCode::new(code.to_owned());
        let exchange = client.exchange_code(code).map_err(|_| OpenIdFault::Misdescribed)?;
        let exchanged = exchange.set_pkce_verifier(PkceCodeVerifier::new(verifier)).request_async(&self.http()).await;
        let tokens = exchanged.map_err(|error| {
            tracing::warn!(provider = %self.id(), %error, "a provider of OpenID Connect gives nothing for its code");
            match error {
                RequestTokenError::Request(error) => error.fault(),
                RequestTokenError::ServerResponse(said) => match said.error() {
                    CoreErrorResponseType::InvalidGrant => OpenIdFault::CodeRefused,
                    CoreErrorResponseType::InvalidClient
                    | CoreErrorResponseType::InvalidRequest
                    | CoreErrorResponseType::InvalidScope
                    | CoreErrorResponseType::UnauthorizedClient
                    | CoreErrorResponseType::UnsupportedGrantType
                    | CoreErrorResponseType::Extension(_) => OpenIdFault::Refused,
                },
                RequestTokenError::Parse(..) | RequestTokenError::Other(_) => OpenIdFault::Unreadable,
            }
        })?;
        let token = tokens.id_token().ok_or(OpenIdFault::Unreadable)?;
        let nonce = Nonce::new(nonce);
        let verify = |client: &Client| {
            let verifier = client
                .id_token_verifier()
                .set_allowed_algs(signatures())
                // Two minutes apart are no lie, in either direction.
                .set_time_fn(move || now - CLOCKS_APART)
                .set_issue_time_verifier_fn(move |issued| {
                    if issued <= now + CLOCKS_APART { Ok(()) } else { Err("issued in the future".to_owned()) }
                });
            token.claims(&verifier, &nonce).cloned()
        };
        let claims = match verify(&client) {
            // It may have changed its keys since it was asked for them.
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey | SignatureVerificationError::CryptoError(_),
            )) => verify(&self.client(self.metadata_anew().await?.as_ref())),
            taken_or_not => taken_or_not,
        };
        let claims = claims.map_err(|error| self.untrue(&error))?;
        let address = if self.provider.links_by_address {
            self.address(&client, &claims, tokens.access_token()).await?
        } else {
            VouchedAddress::None
        };
        let subject = Fingerprint::of(&format!("{}\n{}", self.issuer.as_str(), claims.subject().as_str()));
        Ok(Vouched { identity: Identity { provider: self.id().clone(), subject }, address })
    }

    /// What is wrong with what it vouches for.
    fn untrue(&self, error: &ClaimsVerificationError) -> OpenIdFault {
        tracing::warn!(provider = %self.id(), %error, "a provider of OpenID Connect vouches for what is not so");
        match error {
            ClaimsVerificationError::Expired(_) | ClaimsVerificationError::InvalidAuthTime(_) => OpenIdFault::WrongTime,
            ClaimsVerificationError::InvalidAudience(_) => OpenIdFault::WrongAudience,
            ClaimsVerificationError::InvalidIssuer(_) => OpenIdFault::WrongIssuer,
            ClaimsVerificationError::InvalidNonce(_) => OpenIdFault::WrongNonce,
            ClaimsVerificationError::SignatureVerification(_) => OpenIdFault::WrongSignature,
            ClaimsVerificationError::InvalidAuthContext(_)
            | ClaimsVerificationError::InvalidSubject(_)
            | ClaimsVerificationError::Other(_)
            | ClaimsVerificationError::Unsupported(_)
            | _ => OpenIdFault::Unreadable,
        }
    }

    /// The address of somebody whom it vouches for: as the signed answer says, else as it says when it is asked.
    async fn address(
        &self,
        client: &Client,
        claims: &CoreIdTokenClaims,
        access: &AccessToken,
    ) -> Result<VouchedAddress, OpenIdFault> {
        if let Some(address) = claims.email() {
            return Ok(read(address.as_str(), claims.email_verified()));
        }
        // Whoever answers must be speaking of the same somebody.
        let Ok(question) = client.user_info(access.clone(), Some(claims.subject().clone())) else {
            return Ok(VouchedAddress::None);
        };
        let answer: CoreUserInfoClaims = question.request_async(&self.http()).await.map_err(|error| {
            tracing::warn!(provider = %self.id(), %error, "a provider of OpenID Connect does not say whom it vouches for");
            match error {
                UserInfoError::Request(error) => error.fault(),
                UserInfoError::ClaimsVerification(_)
                | UserInfoError::Parse(_)
                | UserInfoError::Response(..)
                | UserInfoError::Other(_)
                | _ => OpenIdFault::Unreadable,
            }
        })?;
        Ok(answer.email().map_or(VouchedAddress::None, |address| read(address.as_str(), answer.email_verified())))
    }

    /// Where a browser is signed out there, and comes back from to a page of this site. None: it has no such place, or is away;
    /// whoever is signed out here is so all the same.
    pub(crate) async fn exit(&self, page: String) -> Option<Url> {
        let metadata = self.metadata().await.ok()?;
        let endpoint = metadata.additional_metadata().end_session_endpoint.clone()?;
        let request = LogoutRequest::from(endpoint)
            .set_client_id(ClientId::new(self.provider.client_id.clone()))
            .set_post_logout_redirect_uri(PostLogoutRedirectUrl::new(page).ok()?);
        Some(request.http_get_url())
    }
}

/// An address as a provider says it. What is no address that mail can be sent to is nobody's in post.
fn read(address: &str, verified: Option<bool>) -> VouchedAddress {
    match address.parse() {
        Ok(address) if verified == Some(true) => VouchedAddress::Verified(address),
        _ => VouchedAddress::Unverified,
    }
}
