//! How somebody in post is told things, as the Secretariat sets it for them: the e-mail address, the channels, how often. Whoever
//! has no chat with the bot can be given an address nowhere else.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::email_address::EmailAddress;
use events::ids::{InstitutionId, PersonId};
use events::institution::InstitutionCommand;
use events::preferences::{Channels, DigestFrequency};
use readmodels::views::PersonView;

use crate::app::App;
use crate::failure::Failure;
use crate::features::people::institutions;
use crate::http::actions::{ActionPath, actions};
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, refused};
use crate::http::page_request::PageRequest;
use crate::http::sealing::seal_address;

actions! {
    /// What can be done about how somebody in post is told things.
    ChannelAction {
        SetEmailAddress = "set-email-address",
        RemoveEmailAddress = "remove-email-address",
        ChooseChannels = "choose-channels",
    }
}

/// The address as it was typed, sealed. The same address again is recorded again: it is how one that returned messages is
/// tried once more.
async fn set_email_address(app: &App, check: &mut FormCheck<'_>, person: &PersonId) -> Vec<InstitutionCommand> {
    let Some(address) = check.parsed::<EmailAddress>("email", "page-wrong-email-address") else { return vec![] };
    let sealed = seal_address(app, check, "email", person, &address).await;
    sealed.map(|address| InstitutionCommand::SetEmailAddress { person: person.clone(), address }).into_iter().collect()
}

/// Whoever was told by e-mail is told in the chat, where there is one: nobody stays with a choice that nothing can fulfil.
pub(super) fn remove_email_address(person: &PersonId) -> Vec<InstitutionCommand> {
    let of = || person.clone();
    vec![
        InstitutionCommand::ChooseChannels { person: of(), channels: Channels::Telegram },
        InstitutionCommand::RemoveEmailAddress { person: of() },
    ]
}

/// Whether somebody can be told by these channels: by e-mail only whoever has an address.
pub(super) fn can_be_told(member: &PersonView, channels: Channels) -> bool {
    !channels.has_email() || member.email.is_some()
}

/// How often, and by which channels where e-mail leaves at all; by e-mail only whoever has an address.
fn choose_channels(
    app: &App,
    check: &mut FormCheck<'_>,
    entries: &FormEntries,
    member: &PersonView,
) -> Vec<InstitutionCommand> {
    let frequency = DigestFrequency::ALL.into_iter().find(|one| one.code() == entries.get("frequency"));
    if frequency.is_none() {
        check.wrong("frequency", "page-wrong-choice");
    }
    let person = || member.person.clone();
    let mut asked: Vec<_> = frequency
        .map(|frequency| InstitutionCommand::ChooseDigestFrequency { person: person(), frequency })
        .into_iter()
        .collect();
    if app.config().by_email {
        match Channels::ALL.into_iter().find(|one| one.code() == entries.get("channels")) {
            None => check.wrong("channels", "page-wrong-choice"),
            Some(channels) if !can_be_told(member, channels) => {
                check.wrong("channels", "page-wrong-no-email-address");
            }
            Some(channels) => asked.push(InstitutionCommand::ChooseChannels { person: person(), channels }),
        }
    }
    asked
}

/// Sets how somebody in post is told things.
pub(super) async fn of_person(
    State(app): State<App>,
    page_request: PageRequest,
    ActionPath((id, person, action)): ActionPath<(String, String, ChannelAction)>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    // Whoever sets where somebody is reached could sign in as them.
    app.must_be_confirmed(page_request.reader()?).await?;
    let principal = page_request.principal()?;
    let (id, person): (InstitutionId, PersonId) = (id.parse()?, person.parse()?);
    let own = format!("/institutions/{id}");
    let page_request = page_request.at(&own);
    let institution = app.queries().institution(principal, &id).await?;
    let member = institution.staff.iter().find(|one| one.person == person).ok_or(Failure::NotFound)?;
    let form_name = format!("{}-{person}", action.name());
    let mut check = FormCheck::of(&entries);
    let asked = match action {
        ChannelAction::SetEmailAddress => set_email_address(&app, &mut check, &person).await,
        ChannelAction::RemoveEmailAddress => remove_email_address(&person),
        ChannelAction::ChooseChannels => choose_channels(&app, &mut check, &entries, member),
    };
    if !check.is_good() {
        let form = check.into_state(&form_name);
        return institutions::show_refused(&app, &page_request, &id, form).await;
    }
    for (step, command) in asked.into_iter().enumerate() {
        let about = form_command_id(entries.get("once"), &format!("{form_name}/{id}/{step}"));
        if let Err(failure) = app.execute(about, principal, Command::Institution(id.clone(), command)).await {
            let form = refused(failure, check, &form_name)?;
            return institutions::show_refused(&app, &page_request, &id, form).await;
        }
    }
    Ok(Redirect::to(&format!("{own}#person-{person}")).into_response())
}
