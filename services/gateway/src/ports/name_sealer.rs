//! The port to whoever seals names: the pages take names in clear and hand on only what the person's key opens.

use async_trait::async_trait;
use events::ids::PersonId;
use events::sealed::Sealed;
use events::text::Text;

/// A name could not be sealed.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the name could not be sealed: {0}; try again")]
pub struct NotSealed(pub String);

/// Seals the names and numbers of members of staff, each with the person's own key.
#[async_trait]
pub trait NameSealer: Send + Sync {
    /// The text, readable with the person's key only. The key is made where there is none.
    async fn seal(&self, person: &PersonId, text: &Text) -> Result<Sealed<Text>, NotSealed>;
}
