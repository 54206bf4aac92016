//! One's own passkeys and recovery codes: one more, one less, and new codes. Each only shortly after a second factor was shown.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::account::{AccountCommand, EndCause};
use events::ids::{CommandId, PasskeyId};
use minijinja::context;
use serde::Serialize;

use super::second_factor::{Trouble, begin_attempt, passkey_in, recorded, show_codes};
use super::webauthn::PasskeyFault;
use super::{OWN_PASSKEYS, recovery_codes};
use crate::app::App;
use crate::app::reader::Reader;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, FormState};
use crate::http::page_request::PageRequest;
use crate::http::second_factor::second_factor_address;

/// A passkey, as a page lists it.
#[derive(Debug, Serialize)]
struct PasskeyRow {
    id: String,
    name: String,
}

async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let reader = page_request.reader()?;
    let account = app.queries().account(&reader.principal, &reader.person.person).await?;
    if account.passkeys.is_empty() {
        // The first one is registered where one who has none is led to.
        return Ok(Redirect::to(&second_factor_address(OWN_PASSKEYS)).into_response());
    }
    let rows: Vec<PasskeyRow> = account
        .passkeys
        .iter()
        .map(|(id, passkey)| PasskeyRow { id: id.to_string(), name: passkey.name.to_string() })
        .collect();
    let once = draw_secret();
    let shown = context! { passkeys => rows, codes => account.recovery_codes.len(), once, form };
    app.render(&page_request.at(OWN_PASSKEYS), status, "passkeys.html", shown)
}

/// One's own passkeys.
pub(super) async fn page(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    app.must_be_confirmed(page_request.reader()?).await?;
    show(&app, &page_request, StatusCode::OK, None).await
}

/// Registers one more.
pub(super) async fn add(
    State(app): State<App>,
    page_request: PageRequest,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let reader = page_request.reader()?;
    app.must_be_confirmed(reader).await?;
    let _attempt = begin_attempt(&app, reader)?;
    let mut check = FormCheck::of(&entries);
    let form = match add_one(&app, reader, &mut check).await {
        Ok(true) => return Ok(Redirect::to(OWN_PASSKEYS).into_response()),
        Ok(false) => check.into_state("register"),
        Err(trouble) => recorded(&app, reader, trouble).at_form(&entries, "register")?,
    };
    show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
}

/// Whether one was registered; else something is noted at the form.
async fn add_one(app: &App, reader: &Reader, check: &mut FormCheck<'_>) -> Result<bool, Trouble> {
    // Without any there is nothing that could have been shown, and the first comes with codes.
    if app.queries().account(&reader.principal, &reader.person.person).await?.passkeys.is_empty() {
        return Err(Failure::SecondFactorWanted.into());
    }
    let Some((passkey, id)) = passkey_in(app, reader, check)? else { return Ok(false) };
    let command = Command::Account(reader.person.person.clone(), AccountCommand::RegisterPasskey(passkey));
    let accepted = app.execute(id, &reader.principal, command).await?;
    if accepted.repeated { Err(PasskeyFault::Used.into()) } else { Ok(true) }
}

/// The commands that let a device confirm no more, each with what tells it from the others. Other sessions end with it: whoever has the
/// device may have confirmed one.
pub(super) fn removing(reader: &Reader, passkey: PasskeyId) -> [(String, Command); 2] {
    let own = |command| Command::Account(reader.person.person.clone(), command);
    let end = AccountCommand::EndSessionsBut { kept: reader.session().cloned(), cause: EndCause::EndedByOwner };
    let named = format!("remove-passkey/{passkey}");
    let ending = format!("{named}/sessions");
    [(named, own(AccountCommand::RemovePasskey { passkey })), (ending, own(end))]
}

/// Lets one of one's own devices confirm no more.
pub(super) async fn remove(
    State(app): State<App>,
    page_request: PageRequest,
    Path(passkey): Path<String>,
) -> Result<Response, Failure> {
    let (passkey, reader): (PasskeyId, _) = (passkey.parse()?, page_request.reader()?);
    app.must_be_confirmed(reader).await?;
    for (told_by, command) in removing(reader, passkey) {
        app.execute(form_command_id("", &told_by), &reader.principal, command).await?;
    }
    Ok(Redirect::to(OWN_PASSKEYS).into_response())
}

/// Makes new recovery codes in place of those before, and shows them.
pub(super) async fn make_codes(
    State(app): State<App>,
    page_request: PageRequest,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let reader = page_request.reader()?;
    app.must_be_confirmed(reader).await?;
    if app.queries().account(&reader.principal, &reader.person.person).await?.passkeys.is_empty() {
        return Err(Failure::SecondFactorWanted);
    }
    let codes = recovery_codes::draw();
    let id: CommandId = form_command_id(entries.get("once"), "recovery-codes");
    let make = AccountCommand::MakeRecoveryCodes { codes: codes.fingerprints };
    let accepted = app.execute(id, &reader.principal, Command::Account(reader.person.person.clone(), make)).await?;
    if accepted.repeated {
        // Sent twice, they are made once, and were shown the first time.
        return Ok(Redirect::to(OWN_PASSKEYS).into_response());
    }
    show_codes(&app, &page_request.at(OWN_PASSKEYS), &codes.shown, OWN_PASSKEYS, false)
}
