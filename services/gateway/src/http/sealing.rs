//! Sealing what a form names of a member of staff.

use events::bounds::check_text;
use events::email_address::EmailAddress;
use events::ids::PersonId;
use events::sealed::Sealed;
use events::text::Text;

use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormCheck;
use crate::ports::name_sealer::{NameSealer, NotSealed};

/// Whoever seals, where somebody does.
fn sealer(app: &App) -> Result<&dyn NameSealer, NotSealed> {
    app.sealer().ok_or_else(|| NotSealed("nobody seals personal fields here".to_owned()))
}

impl From<NotSealed> for Failure {
    fn from(error: NotSealed) -> Self {
        tracing::error!(%error, "a personal field could not be sealed");
        Self::Unavailable("personal fields cannot be sealed at the moment, so nothing was saved: try again".to_owned())
    }
}

/// Seals a text for a person.
pub(crate) async fn sealed(app: &App, person: &PersonId, text: &Text) -> Result<Sealed<Text>, Failure> {
    // What is sealed is looked at nowhere else.
    if let Err(out) = check_text(text.as_str()) {
        return Err(Failure::Refused { code: out.code(), sentence: out.to_string() });
    }
    Ok(sealer(app)?.seal(person, text).await?)
}

/// Seals an e-mail address for a person.
pub(crate) async fn sealed_address(
    app: &App,
    person: &PersonId,
    address: &EmailAddress,
) -> Result<Sealed<EmailAddress>, Failure> {
    Ok(sealer(app)?.seal_address(person, address).await?)
}

/// What was sealed; that it could not be is noted at a field, with the text that says so.
fn noted<T>(
    sealed: Result<Sealed<T>, NotSealed>,
    check: &mut FormCheck<'_>,
    field: &str,
    key: &str,
) -> Option<Sealed<T>> {
    sealed
        .map_err(|error| {
            tracing::error!(%error, field, "a personal field could not be sealed");
            check.wrong(field, key);
        })
        .ok()
}

/// Seals a text for a person; what is wrong is noted at a field.
pub(crate) async fn seal(
    app: &App,
    check: &mut FormCheck<'_>,
    field: &str,
    person: &PersonId,
    text: &Text,
) -> Option<Sealed<Text>> {
    let sealed = match sealer(app) {
        Ok(sealer) => sealer.seal(person, text).await,
        Err(error) => Err(error),
    };
    noted(sealed, check, field, "page-wrong-not-sealed")
}

/// Seals an e-mail address for a person; what is wrong is noted at a field.
pub(crate) async fn seal_address(
    app: &App,
    check: &mut FormCheck<'_>,
    field: &str,
    person: &PersonId,
    address: &EmailAddress,
) -> Option<Sealed<EmailAddress>> {
    let sealed = match sealer(app) {
        Ok(sealer) => sealer.seal_address(person, address).await,
        Err(error) => Err(error),
    };
    noted(sealed, check, field, "page-wrong-address-not-sealed")
}
