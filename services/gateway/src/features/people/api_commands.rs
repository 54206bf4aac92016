//! What can be done about institutions' posts, how people are told things, and who chairs, through the API: what the pages' forms do,
//! an operation each.
//!
//! Whoever sets where somebody is reached could sign in as them: all of that is for a person in a session who has just shown the
//! second factor, and for no token.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use events::Command;
use events::authority::{View, permit_view};
use events::email_address::EmailAddress;
use events::ids::{InstitutionId, PersonId, SubgroupId};
use events::institution::{Appointee, InstitutionCommand, Post};
use events::language::Language;
use events::preferences::{Channels, DigestFrequency};
use events::subgroup::{Chair, SubgroupCommand};
use events::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::schema::Object;

use crate::app::App;
use crate::failure::Failure;
use crate::features::people::api::Institution;
use crate::features::people::channels::{can_be_told, remove_email_address as without_address};
use crate::features::people::hand_over::{appoint_as_chair, chair_in_post, has_chat};
use crate::features::people::institutions::{InvitationSecret, issue_invitation as issue};
use crate::http::actions::ActionPath;
use crate::http::command_api::{Caller, Changed, invalid, one_of_stored};
use crate::http::json_api::{Change, JsonBody};
use crate::http::new_id::new_id;
use crate::http::sealing::{sealed, sealed_address};
use crate::http::signed_in::SignedIn;

fn languages() -> Object {
    one_of_stored(&Language::OFFERED)
}

fn all_channels() -> Object {
    one_of_stored(&Channels::ALL)
}

fn frequencies() -> Object {
    one_of_stored(&DigestFrequency::ALL)
}

/// Who takes a post: the deputy, where one succeeds, or somebody new by name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Appointment {
    /// A deputy of the institution.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    deputy: Option<PersonId>,
    /// Of somebody new: the name, which is kept sealed.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    name: Option<Text>,
    /// The number, which is kept sealed.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    phone: Option<Text>,
    /// The language that the person is addressed in.
    #[schema(schema_with = languages)]
    language: Language,
    /// The subgroups of which the person becomes the chair as well.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    chairs: Vec<SubgroupId>,
}

/// Who was appointed or invited.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InvitedPerson {
    /// The id of the person.
    person: String,
    /// The types of the events recorded for the institution; none: it was so already.
    events: Vec<String>,
    /// Told once: null where it was told before, or where the person's chat is linked already.
    invitation: Option<Invitation>,
    /// The subgroups whose chair was not handed over, because somebody else has changed it since.
    chairs_left: Vec<String>,
}

/// What links a chat, once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Invitation {
    token: String,
    /// The link that opens the chat with it, where the bot is known.
    link: Option<String>,
    /// Until when it can be taken, UTC.
    until: DateTime<Utc>,
}

impl From<InvitationSecret> for Invitation {
    fn from(InvitationSecret { token, link, until }: InvitationSecret) -> Self {
        Self { token, link, until }
    }
}

/// Who is invited to link a chat.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InvitationRequest {
    /// Somebody in post.
    #[schema(value_type = String)]
    person: PersonId,
}

/// Where somebody is reached by e-mail.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewEmailAddress {
    /// The address, which is kept sealed.
    #[schema(value_type = String)]
    email: EmailAddress,
}

/// How somebody is told things.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChannelChoice {
    #[schema(schema_with = frequencies)]
    frequency: DigestFrequency,
    /// Left out: they stay as they are.
    #[serde(default)]
    #[schema(schema_with = all_channels, required = false)]
    channels: Option<Channels>,
}

/// Who is to chair a subgroup.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewChair {
    /// Somebody in post.
    #[schema(value_type = String)]
    person: PersonId,
}

/// An institution with its people in post.
#[utoipa::path(get, path = "/api/v1/institutions/{id}", tag = "institutions",
    params(("id" = String, Path, description = "The institution")),
    responses((status = 200, body = Institution)))]
pub(super) async fn get_institution(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    ActionPath(id): ActionPath<InstitutionId>,
) -> Result<Json<Institution>, Failure> {
    Ok(Json(Institution::from(&app.queries().institution(&reader.principal, &id).await?)))
}

/// Whoever is appointed, with what is personal sealed.
async fn appointee(caller: &Caller, id: &InstitutionId, wish: &Appointment) -> Result<Appointee, Failure> {
    let (person, name): (PersonId, Text) = match (&wish.deputy, &wish.name) {
        (Some(deputy), None) => {
            let institution = caller.app.queries().institution(caller.principal(), id).await?;
            let found = institution.staff.iter().find(|one| &one.person == deputy && one.post == Post::Deputy);
            let name = found.and_then(|one| one.name.clone());
            (deputy.clone(), name.ok_or_else(|| invalid("deputy", "nobody of this id is a deputy here"))?)
        }
        (None, Some(name)) => (new_id("p", caller.id, 0)?, name.clone()),
        (Some(_), Some(_)) | (None, None) => return Err(invalid("name", "give either a deputy or a name")),
    };
    let phone = match &wish.phone {
        None => None,
        Some(phone) => Some(sealed(&caller.app, &person, phone).await?),
    };
    let name = sealed(&caller.app, &person, &name).await?;
    Ok(Appointee { person, name, phone, language: wish.language })
}

async fn appoint(
    caller: &Caller,
    id: InstitutionId,
    wish: Appointment,
    command: impl FnOnce(Appointee) -> InstitutionCommand,
) -> Result<Json<InvitedPerson>, Failure> {
    let reader = caller.confirmed().await?;
    let appointee = appointee(caller, &id, &wish).await?;
    let person = appointee.person.clone();
    let Json(change) = caller.carry_out(id.as_str(), Command::Institution(id.clone(), command(appointee))).await?;
    let chair = Chair { person: person.clone(), institution: id.clone() };
    let chairs_left = appoint_as_chair(&caller.app, caller.principal(), caller.id, &chair, wish.chairs).await?;
    let invitation = if has_chat(&caller.app, caller.principal(), &id, &person).await? {
        None
    } else {
        issue(&caller.app, reader, caller.part("invitation"), &id, &person).await?.1
    };
    Ok(Json(InvitedPerson {
        person: person.to_string(),
        events: change.events,
        invitation: invitation.map(Invitation::from),
        chairs_left: chairs_left.iter().map(ToString::to_string).collect(),
    }))
}

/// Hands the post of focal point over to a successor. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/institutions/{id}/posts/hand-over", tag = "institutions", security(("session" = [])),
    request_body = Appointment,
    params(("id" = String, Path, description = "The institution")),
    responses((status = 200, body = InvitedPerson)))]
pub(super) async fn hand_over_focal_point(
    caller: Caller,
    ActionPath(id): ActionPath<InstitutionId>,
    JsonBody(wish): JsonBody<Appointment>,
) -> Result<Json<InvitedPerson>, Failure> {
    appoint(&caller, id, wish, |successor| InstitutionCommand::HandOverFocalPoint { successor }).await
}

/// Appoints the first focal point of an institution. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/institutions/{id}/posts/appoint-focal-point", tag = "institutions", security(("session" = [])),
    request_body = Appointment,
    params(("id" = String, Path, description = "The institution")),
    responses((status = 200, body = InvitedPerson)))]
pub(super) async fn appoint_focal_point(
    caller: Caller,
    ActionPath(id): ActionPath<InstitutionId>,
    JsonBody(wish): JsonBody<Appointment>,
) -> Result<Json<InvitedPerson>, Failure> {
    appoint(&caller, id, wish, InstitutionCommand::AppointFocalPoint).await
}

/// Appoints a deputy at an institution. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/institutions/{id}/posts/appoint-deputy", tag = "institutions", security(("session" = [])),
    request_body = Appointment,
    params(("id" = String, Path, description = "The institution")),
    responses((status = 200, body = InvitedPerson)))]
pub(super) async fn appoint_deputy(
    caller: Caller,
    ActionPath(id): ActionPath<InstitutionId>,
    JsonBody(wish): JsonBody<Appointment>,
) -> Result<Json<InvitedPerson>, Failure> {
    appoint(&caller, id, wish, InstitutionCommand::AppointDeputy).await
}

/// Issues an invitation to link a chat, which takes the place of the one before. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/institutions/{id}/invitations", tag = "institutions", security(("session" = [])),
    request_body = InvitationRequest,
    params(("id" = String, Path, description = "The institution")),
    responses((status = 200, body = InvitedPerson)))]
pub(super) async fn issue_invitation(
    caller: Caller,
    ActionPath(id): ActionPath<InstitutionId>,
    JsonBody(wish): JsonBody<InvitationRequest>,
) -> Result<Json<InvitedPerson>, Failure> {
    let (accepted, invitation) = issue(&caller.app, caller.in_person()?, caller.id, &id, &wish.person).await?;
    let Change { id: person, events } = Change::of(wish.person.as_str(), &accepted)?;
    let invitation = invitation.map(Invitation::from);
    Ok(Json(InvitedPerson { person, events, invitation, chairs_left: vec![] }))
}

/// Gives the commands about somebody in post, to whoever may set where they are reached.
async fn set_for(caller: &Caller, id: &InstitutionId, person: &PersonId, commands: Vec<InstitutionCommand>) -> Changed {
    let command =
        |(n, command): (usize, InstitutionCommand)| (n.to_string(), Command::Institution(id.clone(), command));
    caller.carry_out_all(person.as_str(), commands.into_iter().enumerate().map(command).collect()).await
}

/// Sets the e-mail address at which somebody in post is told things. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/institutions/{id}/people/{person}/set-email-address", tag = "institutions", security(("session" = [])),
    request_body = NewEmailAddress,
    params(("id" = String, Path, description = "The institution"),
        ("person" = String, Path, description = "Somebody in post there")),
    responses((status = 200, body = Change)))]
pub(super) async fn set_email_address(
    caller: Caller,
    ActionPath((id, person)): ActionPath<(InstitutionId, PersonId)>,
    JsonBody(wish): JsonBody<NewEmailAddress>,
) -> Changed {
    caller.confirmed().await?;
    let address = sealed_address(&caller.app, &person, &wish.email).await?;
    let set = InstitutionCommand::SetEmailAddress { person: person.clone(), address };
    set_for(&caller, &id, &person, vec![set]).await
}

/// Forgets the e-mail address of somebody in post, who is told things in the chat from then on. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/institutions/{id}/people/{person}/remove-email-address", tag = "institutions", security(("session" = [])),
    params(("id" = String, Path, description = "The institution"),
        ("person" = String, Path, description = "Somebody in post there")),
    responses((status = 200, body = Change)))]
pub(super) async fn remove_email_address(
    caller: Caller,
    ActionPath((id, person)): ActionPath<(InstitutionId, PersonId)>,
) -> Changed {
    caller.confirmed().await?;
    set_for(&caller, &id, &person, without_address(&person)).await
}

/// Chooses how somebody in post is told things, and how often. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/institutions/{id}/people/{person}/choose-channels", tag = "institutions", security(("session" = [])),
    request_body = ChannelChoice,
    params(("id" = String, Path, description = "The institution"),
        ("person" = String, Path, description = "Somebody in post there")),
    responses((status = 200, body = Change)))]
pub(super) async fn choose_channels(
    caller: Caller,
    ActionPath((id, person)): ActionPath<(InstitutionId, PersonId)>,
    JsonBody(wish): JsonBody<ChannelChoice>,
) -> Changed {
    caller.confirmed().await?;
    let institution = caller.app.queries().institution(caller.principal(), &id).await?;
    let member = institution.staff.iter().find(|one| one.person == person).ok_or(Failure::NotFound)?;
    let ChannelChoice { frequency, channels } = wish;
    if channels.is_some() && !caller.app.config().by_email {
        return Err(invalid("channels", "this hub sends no e-mail: leave it out"));
    }
    if channels.is_some_and(|channels| !can_be_told(member, channels)) {
        return Err(invalid("channels", "the person has no e-mail address: set it first"));
    }
    let of = || person.clone();
    let frequency = InstitutionCommand::ChooseDigestFrequency { person: of(), frequency };
    let channels = channels.map(|channels| InstitutionCommand::ChooseChannels { person: of(), channels });
    set_for(&caller, &id, &person, [frequency].into_iter().chain(channels).collect()).await
}

/// Appoints the chair of a subgroup.
#[utoipa::path(post, path = "/api/v1/subgroups/{id}/chair", tag = "subgroups", request_body = NewChair,
    params(("id" = String, Path, description = "The subgroup")),
    responses((status = 200, body = Change)))]
pub(super) async fn appoint_chair(
    caller: Caller,
    ActionPath(id): ActionPath<SubgroupId>,
    JsonBody(wish): JsonBody<NewChair>,
) -> Changed {
    // Whoever does not see who is who names nobody.
    permit_view(caller.principal(), &View::Directory)?;
    let institutions = caller.app.queries().institutions(caller.principal()).await?;
    let chair = chair_in_post(&institutions, wish.person)
        .ok_or_else(|| invalid("person", "nobody of this id is in post: see /api/v1/institutions"))?;
    caller.confirmed_in_session().await?;
    caller.carry_out(id.as_str(), Command::Subgroup(id.clone(), SubgroupCommand::AppointChair(chair))).await
}
