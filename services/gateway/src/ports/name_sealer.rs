//! The port to whoever seals personal fields of staff: the pages take names, numbers and e-mail addresses in clear and hand on
//! only what the person's key opens.

use async_trait::async_trait;
use events::email_address::EmailAddress;
use events::ids::PersonId;
use events::sealed::Sealed;
use events::text::Text;

/// A personal field could not be sealed.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the personal field could not be sealed: {0}; try again")]
pub struct NotSealed(pub String);

/// Seals the names, numbers and e-mail addresses of members of staff, each with the person's own key.
#[async_trait]
pub trait NameSealer: Send + Sync {
    /// The text, readable with the person's key only. The key is made where there is none.
    async fn seal(&self, person: &PersonId, text: &Text) -> Result<Sealed<Text>, NotSealed>;

    /// The address, readable with the person's key only. The key is made where there is none.
    async fn seal_address(&self, person: &PersonId, address: &EmailAddress) -> Result<Sealed<EmailAddress>, NotSealed>;
}
