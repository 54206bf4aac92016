//! Whoever signs in: the ways in, one's own sessions, tokens and second factor, who may what, and the audit trail.

mod api;
mod api_commands;
mod audit_api;
mod audit_trail;
mod audited_objects;
mod by_email;
mod demo_people;
mod entering;
mod first_start;
mod open_id;
mod own_account;
mod passkeys;
mod people;
mod recovery_codes;
mod second_factor;
mod sign_in;
mod token_commands;
mod tokens;
mod webauthn;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// The page of one's own passkeys and recovery codes.
const OWN_PASSKEYS: &str = "/account/passkeys";

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new()
            .post("/sign-out", sign_in::leave)
            .get("/account", own_account::page)
            .post("/account/sessions/{session}/end", own_account::end)
            .post("/account/sessions/end-others", own_account::end_others)
            .post("/account/identities/{provider}/link", open_id::own_identities::link)
            .post("/account/identities/{provider}/unlink", open_id::own_identities::unlink)
            .get("/second-factor", second_factor::page)
            .post("/second-factor", second_factor::confirm)
            .post("/second-factor/challenge", second_factor::challenge)
            .post("/second-factor/register", second_factor::register)
            .get(OWN_PASSKEYS, passkeys::page)
            .post(OWN_PASSKEYS, passkeys::add)
            .post("/account/passkeys/{passkey}/remove", passkeys::remove)
            .post("/account/recovery-codes", passkeys::make_codes)
            .get("/account/tokens", tokens::page)
            .post("/account/tokens", tokens::make)
            .post("/account/tokens/{token}/revoke", tokens::revoke)
            .get("/accounts", people::page)
            .post_each::<people::PersonAction, _, _>("/accounts/{person}/{action}", people::act)
            .post("/accounts/institutions/{institution}/cut-off", people::cut_off_institution)
            .get("/audit", audit_trail::page)
            .get("/audit/{kind}", audit_trail::file),
        open_pages: Routes::new()
            .get("/sign-in", sign_in::page)
            .post("/sign-in", sign_in::enter)
            .post("/sign-in/email", by_email::ask)
            .post("/sign-in/with/{provider}", open_id::start::sign_in)
            .get("/sign-in/back", open_id::back::page)
            .get("/first-start", first_start::page)
            .post("/first-start", first_start::enter)
            .get("/demo/people", demo_people::page)
            .post("/demo/people", demo_people::enter)
            .post("/language", sign_in::choose_language),
        api: OpenApiRouter::new()
            .routes(routes!(api::get_own_account))
            .routes(routes!(api::list_accounts))
            .routes(routes!(api_commands::end_own_session))
            .routes(routes!(api_commands::end_other_own_sessions))
            .routes(routes!(api_commands::make_token))
            .routes(routes!(api_commands::revoke_token))
            .routes(routes!(api_commands::unlink_identity))
            .routes(routes!(api_commands::remove_passkey))
            .routes(routes!(api_commands::make_recovery_codes))
            .routes(routes!(audit_api::list_audit_trail))
            .routes(routes!(api_commands::revoke_token_of))
            .routes(routes!(api_commands::grant_role))
            .routes(routes!(api_commands::withdraw_role))
            .routes(routes!(api_commands::issue_link))
            .routes(routes!(api_commands::end_sessions_of))
            .routes(routes!(api_commands::remove_passkeys_of))
            .routes(routes!(api_commands::cut_off))
            .routes(routes!(api_commands::cut_off_institution)),
        templates: &[
            template!("account.html"),
            template!("accounts.html"),
            template!("audit.html"),
            template!("demo_people.html"),
            template!("first_start.html"),
            template!("open_id.html"),
            template!("passkey_form.html"),
            template!("passkeys.html"),
            template!("recovery_codes.html"),
            template!("second_factor.html"),
            template!("sign_in.html"),
            template!("tokens.html"),
        ],
        ..Feature::default()
    }
}
