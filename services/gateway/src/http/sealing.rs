//! Sealing what a form names of a member of staff.

use events::ids::PersonId;
use events::sealed::Sealed;
use events::text::Text;

use crate::app::App;
use crate::http::form::FormCheck;

/// Seals a text for a person; what is wrong is noted at a field.
pub(crate) async fn seal(
    app: &App,
    check: &mut FormCheck<'_>,
    field: &str,
    person: &PersonId,
    text: &Text,
) -> Option<Sealed<Text>> {
    let sealed = match app.sealer() {
        Some(sealer) => sealer.seal(person, text).await.map_err(|error| error.to_string()),
        None => Err("nobody seals names here".to_owned()),
    };
    sealed
        .map_err(|error| {
            tracing::error!(%error, "a name could not be sealed");
            check.wrong(field, "page-wrong-not-sealed");
        })
        .ok()
}
