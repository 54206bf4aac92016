//! The API of the training programme, and what travels: modules with their sessions, and the pool of trainers.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use events::ids::{ModuleId, PersonId, SessionId};
use events::training::pool::Engagement;
use events::training::{Audience, CertificateCode, Session, SessionStage};
use readmodels::TrainingBook;
use readmodels::training::ModuleDossier;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::schema::Object;

use crate::app::App;
use crate::failure::Failure;
use crate::http::actions::ActionPath;
use crate::http::command_api::one_of_stored;
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;
use crate::wording::texts::{Texts, texts};

fn audiences() -> Object {
    one_of_stored(&[Audience::Secretariat, Audience::Trainers, Audience::AuthorityMembers])
}

/// A module of the programme in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrainingModuleSummary {
    id: String,
    /// What it teaches.
    title: Texts,
    #[schema(schema_with = audiences)]
    audience: Audience,
    /// In what form, as it was planned.
    form: String,
    /// The first day of the first month planned.
    from: NaiveDate,
    /// The last day of the last month planned.
    until: NaiveDate,
    /// How many training days at least, when stated.
    days_min: Option<u16>,
    /// How many training days at most, when stated.
    days_max: Option<u16>,
}

/// A module with its sessions and trainers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrainingModule {
    #[serde(flatten)]
    summary: TrainingModuleSummary,
    sessions: Vec<TrainingSession>,
    trainers: Vec<Trainer>,
}

/// How far a session is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TrainingSessionStage {
    Scheduled,
    Delivered,
    Cancelled,
}

/// A session of a module.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrainingSession {
    id: String,
    from: NaiveDate,
    until: NaiveDate,
    place: Option<String>,
    stage: TrainingSessionStage,
    /// Why it was called off.
    reason: Option<String>,
    /// Who gives it, by id.
    trainers: Vec<String>,
    participants: Vec<TrainingParticipant>,
}

/// Somebody enrolled in a session.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrainingParticipant {
    person: String,
    /// Null: the personal data was erased.
    name: Option<String>,
    institution: String,
    attended: bool,
    /// The code of the certificate, where one was issued for it.
    certificate: Option<String>,
}

/// Somebody who may give a module.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Trainer {
    person: String,
    /// Null: the personal data was erased.
    name: Option<String>,
    /// Null: it is not known.
    institution: Option<String>,
    /// The code of the certificate.
    certificate: String,
    /// The last day on which it is valid; null: it does not expire.
    until: Option<NaiveDate>,
}

/// Somebody of the pool of trainers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PooledTrainer {
    person: String,
    /// Null: the personal data was erased.
    name: Option<String>,
    institution: String,
    modules: Vec<TrainerModule>,
    /// How many sessions were given.
    delivered: usize,
    last_delivered: Option<NaiveDate>,
    /// Whether nothing was given for long.
    idle: bool,
}

/// A module that a trainer may give.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrainerModule {
    module: String,
    /// The last day on which the certificate is valid; null: it does not expire.
    until: Option<NaiveDate>,
}

impl TrainingModuleSummary {
    fn of(id: &ModuleId, dossier: &ModuleDossier) -> Self {
        let plan = &dossier.plan;
        Self {
            id: id.to_string(),
            title: texts(&plan.title),
            audience: plan.audience,
            form: plan.form.to_string(),
            from: plan.from,
            until: plan.until,
            days_min: plan.days_min,
            days_max: plan.days_max,
        }
    }
}

/// The names of people of the programme.
struct Names<'a> {
    app: &'a App,
    book: &'a TrainingBook,
}

impl Names<'_> {
    fn of(&self, person: &PersonId) -> Option<String> {
        self.book.name(person, self.app.queries().keys()).map(|name| name.to_string())
    }
}

fn session(dossier: &ModuleDossier, id: &SessionId, session: &Session, names: &Names<'_>) -> TrainingSession {
    let certificate_of = |person: &PersonId| {
        let mut all = dossier.state.certificates.values();
        let found = all.find(|certificate| &certificate.session == id && &certificate.holder == person);
        found.map(|certificate| CertificateCode::to_string(&certificate.code))
    };
    let participants = session.participants.iter().map(|(person, institution)| TrainingParticipant {
        person: person.to_string(),
        name: names.of(person),
        institution: institution.to_string(),
        attended: session.attended.contains(person),
        certificate: certificate_of(person),
    });
    TrainingSession {
        id: id.to_string(),
        from: session.days.from(),
        until: session.days.until(),
        place: dossier.places.get(id).map(ToString::to_string),
        stage: match session.stage {
            SessionStage::Scheduled => TrainingSessionStage::Scheduled,
            SessionStage::Delivered => TrainingSessionStage::Delivered,
            SessionStage::Cancelled => TrainingSessionStage::Cancelled,
        },
        reason: dossier.called_off.get(id).map(ToString::to_string),
        trainers: session.trainers.iter().map(ToString::to_string).collect(),
        participants: participants.collect(),
    }
}

/// The modules of the training programme, by id.
#[utoipa::path(get, path = "/api/v1/training-modules", tag = "training", params(PageQuery),
    responses((status = 200, body = List<TrainingModuleSummary>, description = "A page of modules.")))]
pub(super) async fn list_training_modules(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    paging: Paging,
) -> Result<Page<TrainingModuleSummary>, Failure> {
    let book = app.queries().training(&reader.principal).await?;
    paging.page(book.modules(), |(id, _)| (*id).clone(), |(id, dossier)| TrainingModuleSummary::of(id, dossier))
}

/// A module with its sessions and trainers.
#[utoipa::path(get, path = "/api/v1/training-modules/{id}", tag = "training",
    params(("id" = String, Path, description = "The module")),
    responses((status = 200, body = TrainingModule)))]
pub(super) async fn get_training_module(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    ActionPath(id): ActionPath<ModuleId>,
) -> Result<Json<TrainingModule>, Failure> {
    let book = app.queries().training(&reader.principal).await?;
    let dossier = book.module(&id).ok_or(Failure::NotFound)?;
    let names = Names { app: &app, book: &book };
    let trainers = dossier.state.trainers.iter().map(|(person, certified)| Trainer {
        person: person.to_string(),
        name: names.of(person),
        institution: book.participant(person).map(|known| known.institution.to_string()),
        certificate: certified.code.to_string(),
        until: certified.until,
    });
    let sessions = dossier.state.sessions.iter().map(|(id, state)| session(dossier, id, state, &names));
    Ok(Json(TrainingModule {
        summary: TrainingModuleSummary::of(&id, dossier),
        sessions: sessions.collect(),
        trainers: trainers.collect(),
    }))
}

/// The pool of trainers, by id.
#[utoipa::path(get, path = "/api/v1/trainers", tag = "training", params(PageQuery),
    responses((status = 200, body = List<PooledTrainer>, description = "A page of trainers.")))]
pub(super) async fn list_trainers(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    paging: Paging,
) -> Result<Page<PooledTrainer>, Failure> {
    let book = app.queries().training(&reader.principal).await?;
    let (names, today) = (Names { app: &app, book: &book }, app.clock().moment().today);
    let shown = |(person, engagement): &(&PersonId, &Engagement)| {
        let module = |(module, until): (&ModuleId, &Option<NaiveDate>)| TrainerModule {
            module: module.to_string(),
            until: *until,
        };
        PooledTrainer {
            person: person.to_string(),
            name: names.of(person),
            institution: engagement.institution.to_string(),
            modules: engagement.certified_for.iter().map(module).collect(),
            delivered: engagement.delivered.len(),
            last_delivered: engagement.last_delivered(),
            idle: engagement.is_idle_on(today),
        }
    };
    paging.page(book.pool().trainers(), |(person, _)| (*person).clone(), shown)
}
