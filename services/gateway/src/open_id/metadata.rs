//! What a provider says about itself (OpenID Connect Discovery 1.0), as far as this site asks.

use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm, CoreResponseMode,
    CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::url::Url;
use openidconnect::{AdditionalProviderMetadata, AuthType, EndSessionUrl, ProviderMetadata, TokenUrl, UserInfoUrl};
use serde::{Deserialize, Serialize};

use super::fault::OpenIdFault;
use super::provider::is_private;

/// What is asked beside the core of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Further {
    /// Where a browser is signed out (OpenID Connect RP-Initiated Logout 1.0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) end_session_endpoint: Option<EndSessionUrl>,
    /// Whether every answer says whose it is (RFC 9207).
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Further {}

/// What a provider says about itself.
pub(super) type Metadata = ProviderMetadata<
    Further,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// Signatures that only the holder of a private key can make. One with a secret that both sides have could be made by whoever
/// reads it here, and “none” by anybody.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// The signatures that are taken of a provider.
pub(super) fn signatures() -> impl Iterator<Item = CoreJwsSigningAlgorithm> {
    SIGNATURES.into_iter()
}

/// Refuses a provider that would have people, or what they are known by, sent where anybody can read along.
pub(super) fn must_be_private(metadata: &Metadata) -> Result<(), OpenIdFault> {
    let further = metadata.additional_metadata();
    let all: [Option<&Url>; 5] = [
        Some(metadata.authorization_endpoint().url()),
        Some(metadata.jwks_uri().url()),
        metadata.token_endpoint().map(TokenUrl::url),
        metadata.userinfo_endpoint().map(UserInfoUrl::url),
        further.end_session_endpoint.as_ref().map(EndSessionUrl::url),
    ];
    if all.into_iter().flatten().all(is_private) { Ok(()) } else { Err(OpenIdFault::Misdescribed) }
}

/// How this site shows its secret: in the header, unless the provider takes it in the body only.
pub(super) fn authentication(metadata: &Metadata) -> AuthType {
    let supported = metadata.token_endpoint_auth_methods_supported();
    let takes = |method: &CoreClientAuthMethod| supported.is_some_and(|all| all.contains(method));
    let in_body_only =
        takes(&CoreClientAuthMethod::ClientSecretPost) && !takes(&CoreClientAuthMethod::ClientSecretBasic);
    if in_body_only { AuthType::RequestBody } else { AuthType::BasicAuth }
}
