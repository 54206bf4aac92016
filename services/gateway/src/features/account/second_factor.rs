//! The second factor, beside the way in: shown by a passkey or a recovery code, and the first passkey of whoever has none.
//!
//! What a device has to sign, the challenge, is made for one session and one purpose, for five minutes, with the key of this
//! deployment, so that any gateway knows it again. It serves once because the command that follows from an answer has an id worked
//! out from it: the second time, the account says that it was carried out already. A recovery code serves once because the account
//! forgets it. Whatever is not believed is a line in the audit trail.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use events::Command;
use events::account::{AccountCommand, AccountRefusal, Passkey, SecondFactor};
use events::audit::AuditedAct;
use events::authority::NotPermitted;
use events::ids::{CommandId, PersonId, WebSessionId};
use minijinja::context;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::recovery_codes;
use super::webauthn::{ALGORITHMS, Assertion, Ceremony, PasskeyFault, Registration, Site, credential_of};
use crate::app::App;
use crate::app::reader::Reader;
use crate::app::secrets::draw_secret;
use crate::concurrency_limit::UnderWay;
use crate::failure::Failure;
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::page_request::PageRequest;

/// How long a device may take to answer.
const CHALLENGE_VALID: TimeDelta = TimeDelta::minutes(5);

/// Why a second factor is not believed, or not taken.
pub(super) enum Trouble {
    /// What a passkey said is not believed.
    Passkey(PasskeyFault),
    /// Whatever else a form may name.
    Other(Failure),
}

impl From<PasskeyFault> for Trouble {
    fn from(fault: PasskeyFault) -> Self {
        Self::Passkey(fault)
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Other(failure)
    }
}

impl Trouble {
    /// Its name in the audit trail; what is no attempt to pass for somebody has none.
    fn code(&self) -> Option<&'static str> {
        match self {
            Self::Passkey(fault) => Some(fault.code()),
            Self::Other(Failure::Refused { code, .. }) => Some(code),
            Self::Other(_) => None,
        }
    }

    /// The form again, with what is wrong at its head; what no form helps against stays a failure.
    pub(super) fn at_form(self, entries: &FormEntries, form: &str) -> Result<FormState, Failure> {
        let mut check = FormCheck::of(entries);
        match self {
            Self::Passkey(fault) => {
                check.wrong("form", fault.text_key());
                Ok(check.into_state(form))
            }
            Self::Other(failure) => refused(failure, check, form),
        }
        // A code that was typed is not shown again, and what a passkey said serves no second time.
        .map(|state| state.without(&["code", "client-data", "attestation", "authenticator-data", "signature"]))
    }
}

impl App {
    fn site(&self) -> Site {
        Site::at(&self.config().public_url)
    }

    /// Whether an answer is to a challenge that was made here for this, and not too long ago.
    fn check_challenge(&self, challenge: &str, ceremony: Ceremony, session: &WebSessionId) -> Result<(), PasskeyFault> {
        let checked = self.challenge_key().check_challenge(challenge, &about(ceremony, session), self.world_time());
        Ok(checked?)
    }
}

/// What a challenge is about.
fn about(ceremony: Ceremony, session: &WebSessionId) -> String {
    format!("{}/{session}", ceremony.name())
}

/// The session of whoever looks; a program has none, and no second factor.
fn session_of(reader: &Reader) -> Result<&WebSessionId, Failure> {
    reader.session().ok_or_else(|| NotPermitted.into())
}

/// Lets an attempt begin, which ends when what this gives is dropped; or records that too many are under way.
pub(super) fn begin_attempt(app: &App, reader: &Reader) -> Result<UnderWay<PersonId>, Failure> {
    app.rate_limits().begin_at_account(&reader.person.person).map_err(|too_many| {
        let failure = Failure::from(too_many);
        app.audit().record(&reader.principal, AuditedAct::SignInFailed, failure.code());
        failure
    })
}

/// Records what was not believed, and gives it back.
pub(super) fn recorded(app: &App, reader: &Reader, trouble: Trouble) -> Trouble {
    if let Some(code) = trouble.code() {
        app.audit().record(&reader.principal, AuditedAct::SignInFailed, code);
    }
    trouble
}

#[derive(Debug, Deserialize)]
pub(super) struct Way {
    /// The page to go on to.
    #[serde(default)]
    back: String,
}

async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    back: &str,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let reader = page_request.reader()?;
    let account = app.queries().account(&reader.principal, &reader.person.person).await?;
    let has_passkey = !account.passkeys.is_empty();
    let shown = context! { back, form, has_passkey, codes => account.recovery_codes.len(), bare => true };
    app.render(page_request, status, "second_factor.html", shown)
}

/// Asks for a passkey or a recovery code, or for a first passkey.
pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    Query(way): Query<Way>,
) -> Result<Response, Failure> {
    show(&app, &page_request, StatusCode::OK, &way.back, None).await
}

/// What a browser asks a device, as the page's script reads it.
#[derive(Debug, Serialize)]
pub(super) struct Question {
    challenge: String,
    host: String,
    algorithms: [i64; 2],
    /// The person's passkeys, by what their devices call them: those that may answer, or those that there are already.
    known: Vec<String>,
    /// How long the device may take, in milliseconds.
    timeout: i64,
    person: Owner,
}

/// Whose a passkey is, as a device shows it.
#[derive(Debug, Serialize)]
struct Owner {
    /// The same for the same person, and nothing that says who it is.
    id: String,
    name: String,
}

/// Makes a challenge.
pub(super) async fn challenge(
    State(app): State<App>,
    page_request: PageRequest,
    entries: FormEntries,
) -> Result<Json<Question>, Failure> {
    let reader = page_request.reader()?;
    let ceremony = Ceremony::named(entries.get("ceremony")).ok_or(Failure::Malformed("ceremony"))?;
    let about = about(ceremony, session_of(reader)?);
    let account = app.queries().account(&reader.principal, &reader.person.person).await?;
    let person = &reader.person.person;
    let name = reader.person.name.as_ref().map_or_else(|| person.to_string(), ToString::to_string);
    Ok(Json(Question {
        challenge: app.challenge_key().challenge(&about, &draw_secret(), app.world_time() + CHALLENGE_VALID),
        host: app.site().host,
        algorithms: ALGORITHMS,
        known: account.passkeys.values().filter_map(|passkey| credential_of(&passkey.key)).collect(),
        timeout: CHALLENGE_VALID.num_milliseconds(),
        person: Owner { id: hex::encode(Sha256::digest(format!("{}/{person}", app.config().tenant))), name },
    }))
}

/// Takes a passkey's signature or a recovery code, and goes on.
pub(super) async fn confirm(
    State(app): State<App>,
    page_request: PageRequest,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let reader = page_request.reader()?;
    let _attempt = begin_attempt(&app, reader)?;
    let (form, confirmed) = if entries.get("way") == "code" {
        ("code", by_code(&app, reader, &entries).await)
    } else {
        ("passkey", by_passkey(&app, reader, &entries).await)
    };
    match confirmed {
        Ok(()) => Ok(Redirect::to(entries.back_or("/")).into_response()),
        Err(trouble) => {
            let form = recorded(&app, reader, trouble).at_form(&entries, form)?;
            show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, entries.get("back"), Some(form)).await
        }
    }
}

async fn by_code(app: &App, reader: &Reader, entries: &FormEntries) -> Result<(), Trouble> {
    let by = SecondFactor::RecoveryCode { code: recovery_codes::fingerprint(entries.get("code")) };
    // An id of its own each time: a code that comes a second time is for the account to refuse, whoever sends it.
    confirm_by(app, reader, form_command_id("", "recovery-code"), by).await
}

async fn by_passkey(app: &App, reader: &Reader, entries: &FormEntries) -> Result<(), Trouble> {
    let site = app.site();
    let said = ["credential", "client-data", "authenticator-data", "signature"].map(|field| entries.get(field));
    let assertion = Assertion::read(&site, said)?;
    app.check_challenge(&assertion.challenge, Ceremony::Confirm, session_of(reader)?)?;
    let account = app.queries().account(&reader.principal, &reader.person.person).await?;
    // Nothing is confirmed that was not verified here, even if another gateway knows the passkey already.
    let Some(passkey) = account.passkeys.get(&assertion.id) else {
        let refusal = AccountRefusal::PasskeyUnknown;
        return Err(Failure::Refused { code: refusal.code(), sentence: refusal.to_string() }.into());
    };
    let counter = assertion.verify(&site, &passkey.key)?;
    let by = SecondFactor::Passkey { passkey: assertion.id.clone(), counter };
    confirm_by(app, reader, CommandId::named(&format!("gateway/confirm/{}", assertion.challenge)), by).await
}

async fn confirm_by(app: &App, reader: &Reader, id: CommandId, by: SecondFactor) -> Result<(), Trouble> {
    let session = session_of(reader)?.clone();
    let confirm = AccountCommand::ConfirmSession { session, by, at: app.world_time() };
    let accepted = app.execute(id, &reader.principal, Command::Account(reader.person.person.clone(), confirm)).await?;
    if accepted.repeated { Err(PasskeyFault::Used.into()) } else { Ok(()) }
}

/// A new passkey out of a form; what is wrong with its name is noted at the form.
pub(super) fn passkey_in(
    app: &App,
    reader: &Reader,
    check: &mut FormCheck<'_>,
) -> Result<Option<(Passkey, CommandId)>, Trouble> {
    let Some(name) = check.text("name") else { return Ok(None) };
    let entries = check.entries();
    let registration = Registration::read(&app.site(), entries.get("client-data"), entries.get("attestation"))?;
    app.check_challenge(&registration.challenge, Ceremony::Register, session_of(reader)?)?;
    let id = CommandId::named(&format!("gateway/register/{}", registration.challenge));
    let Registration { id: passkey, key, counter, .. } = registration;
    Ok(Some((Passkey { id: passkey, key, name, counter }, id)))
}

/// Registers the first passkey of whoever has none, which confirms the session, and shows the recovery codes.
pub(super) async fn register(
    State(app): State<App>,
    page_request: PageRequest,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let reader = page_request.reader()?;
    let _attempt = begin_attempt(&app, reader)?;
    let mut check = FormCheck::of(&entries);
    let registered = match passkey_in(&app, reader, &mut check) {
        Ok(None) => {
            let form = check.into_state("register");
            return show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, entries.get("back"), Some(form)).await;
        }
        Ok(Some((passkey, id))) => register_first(&app, reader, passkey, id).await,
        Err(trouble) => Err(trouble),
    };
    match registered {
        Ok(codes) => show_codes(&app, &page_request, &codes, entries.back_or("/"), true),
        Err(trouble) => {
            let form = recorded(&app, reader, trouble).at_form(&entries, "register")?;
            show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, entries.get("back"), Some(form)).await
        }
    }
}

async fn register_first(app: &App, reader: &Reader, passkey: Passkey, id: CommandId) -> Result<Vec<String>, Trouble> {
    let (codes, session) = (recovery_codes::draw(), session_of(reader)?.clone());
    let at = app.world_time();
    let register = AccountCommand::RegisterFirstPasskey { passkey, codes: codes.fingerprints, session, at };
    let accepted = app.execute(id, &reader.principal, Command::Account(reader.person.person.clone(), register)).await?;
    if accepted.repeated { Err(PasskeyFault::Used.into()) } else { Ok(codes.shown) }
}

/// Shows recovery codes, this once.
pub(super) fn show_codes(
    app: &App,
    page_request: &PageRequest,
    codes: &[String],
    next: &str,
    bare: bool,
) -> Result<Response, Failure> {
    app.render(page_request, StatusCode::CREATED, "recovery_codes.html", context! { codes, next, bare })
}
