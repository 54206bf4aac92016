//! The training programme: modules, one module with its sessions, and certificates on paper.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use events::Command;
use events::authority::Principal;
use events::ids::{CommandId, ModuleId, PersonId, SessionId};
use events::language::Language;
use events::non_empty::NonEmpty;
use events::period::Period;
use events::training::{Audience, Certificate, CertificateCode, LapseCause, ModuleCommand, Session, SessionStage};
use minijinja::context;
use rand::RngCore;
use readmodels::TrainingBook;
use readmodels::training::ModuleDossier;
use serde::Serialize;

use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::features::training::staff::{member, people_options};
use crate::http::actions::{ActionPath, actions};
use crate::http::commands::form_command_id;
use crate::http::downloads::{Taken, pdf};
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::new_id::new_id;
use crate::http::page_request::PageRequest;
use crate::http::signed_in::SignedIn;
use crate::presentation::directory::institution_options;
use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

actions! {
    /// What can be done on a module's page.
    ModuleAction {
        Schedule = "schedule",
        Cancel = "cancel",
        Enrol = "enrol",
        Attendance = "attendance",
        Certify = "certify",
        Withdraw = "withdraw",
        Left = "left",
        Certificates = "certificates",
    }
}

/// A module's line.
#[derive(Debug, Serialize)]
struct ModuleRow {
    id: String,
    title: LocalizedText,
    from: NaiveDate,
    until: NaiveDate,
    audience: &'static str,
    form: String,
    days_min: Option<u16>,
    days_max: Option<u16>,
    scheduled: usize,
    delivered: usize,
    attended: usize,
    trainers: usize,
}

impl ModuleRow {
    fn of(id: &ModuleId, dossier: &ModuleDossier, language: Language, today: NaiveDate) -> Self {
        let (plan, tally) = (&dossier.plan, dossier.tally());
        Self {
            id: id.to_string(),
            title: LocalizedText::of(&plan.title, language),
            from: plan.from,
            until: plan.until,
            audience: match plan.audience {
                Audience::Secretariat => "secretariat",
                Audience::Trainers => "trainers",
                Audience::AuthorityMembers => "authority-members",
            },
            form: plan.form.to_string(),
            days_min: plan.days_min,
            days_max: plan.days_max,
            scheduled: tally.scheduled,
            delivered: tally.delivered,
            attended: tally.attended,
            trainers: dossier.state.trainers.keys().filter(|one| dossier.state.is_trainer_on(one, today)).count(),
        }
    }
}

/// Somebody in a session or in the pool.
#[derive(Debug, Serialize)]
struct PersonRow {
    person: String,
    name: Option<String>,
    institution: String,
    attended: bool,
    code: Option<String>,
    until: Option<NaiveDate>,
    validity: Option<&'static str>,
}

/// A session's line.
#[derive(Debug, Serialize)]
struct SessionRow {
    id: String,
    module: String,
    title: LocalizedText,
    from: NaiveDate,
    until: NaiveDate,
    place: Option<String>,
    stage: &'static str,
    reason: Option<String>,
    trainers: Vec<PersonRow>,
    participants: Vec<PersonRow>,
    /// Whether its attendance can be taken.
    begun: bool,
    /// Whether somebody who attended has no certificate.
    certificates_missing: bool,
}

/// What is needed to show people of the programme.
struct TrainingRows<'a> {
    app: &'a App,
    book: &'a TrainingBook,
    names: &'a Names,
    language: Language,
    today: NaiveDate,
}

impl TrainingRows<'_> {
    fn person(&self, person: &PersonId, code: Option<&CertificateCode>) -> PersonRow {
        let certificate = code.and_then(|code| self.book.certificate(code));
        let institution = self.book.participant(person).map(|known| self.names.institution(&known.institution));
        PersonRow {
            person: person.to_string(),
            name: self.book.name(person, self.app.queries().keys()).map(|name| name.to_string()),
            institution: institution.unwrap_or_default(),
            attended: false,
            code: code.map(ToString::to_string),
            until: certificate.and_then(|certificate| certificate.until),
            validity: certificate.map(|certificate| certificate.validity_on(self.today).code()),
        }
    }

    fn session(&self, module: &ModuleId, dossier: &ModuleDossier, id: &SessionId, session: &Session) -> SessionRow {
        let stage = match session.stage {
            SessionStage::Scheduled if session.days.until() < self.today => "due",
            SessionStage::Scheduled => "scheduled",
            SessionStage::Delivered => "delivered",
            SessionStage::Cancelled => "cancelled",
        };
        let certificate_of = |person: &PersonId| {
            let mut all = dossier.state.certificates.values();
            all.find(|certificate| &certificate.session == id && &certificate.holder == person).map(|found| &found.code)
        };
        let mut participants: Vec<_> = session
            .participants
            .keys()
            .map(|person| {
                let attended = session.attended.contains(person);
                PersonRow { attended, ..self.person(person, certificate_of(person)) }
            })
            .collect();
        participants.sort_by(|one, other| one.name.cmp(&other.name));
        SessionRow {
            id: id.to_string(),
            module: module.to_string(),
            title: LocalizedText::of(&dossier.plan.title, self.language),
            from: session.days.from(),
            until: session.days.until(),
            place: dossier.places.get(id).map(ToString::to_string),
            stage,
            reason: dossier.called_off.get(id).map(ToString::to_string),
            trainers: session.trainers.iter().map(|trainer| self.person(trainer, None)).collect(),
            begun: session.days.from() <= self.today && session.stage != SessionStage::Cancelled,
            certificates_missing: participants.iter().any(|person| person.attended && person.code.is_none()),
            participants,
        }
    }
}

pub(super) async fn list(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let (book, names) = (queries.training(principal).await?, queries.names(principal, language).await?);
    let rows = TrainingRows { app: &app, book: &book, names: &names, language, today };
    let mut modules: Vec<_> = book.modules().map(|(id, dossier)| ModuleRow::of(id, dossier, language, today)).collect();
    modules.sort_by(|one, other| (one.from, one.until, &one.id).cmp(&(other.from, other.until, &other.id)));
    let ahead = book.sessions().filter(|(.., session)| session.stage == SessionStage::Scheduled);
    let mut ahead: Vec<_> =
        ahead.map(|(module, dossier, id, session)| rows.session(module, dossier, id, session)).collect();
    ahead.sort_by_key(|session| session.from);
    let idle = book.pool().idle_on(today).count();
    app.render(&page_request, StatusCode::OK, "training.html", context! { modules, ahead, idle })
}

async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    id: &ModuleId,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let (book, names) = (queries.training(principal).await?, queries.names(principal, language).await?);
    let institutions = queries.institutions(principal).await?;
    let dossier = book.module(id).ok_or(Failure::NotFound)?;
    let rows = TrainingRows { app, book: &book, names: &names, language, today };
    let all = dossier.state.sessions.iter();
    let mut sessions: Vec<_> = all.map(|(session, state)| rows.session(id, dossier, session, state)).collect();
    sessions.sort_by_key(|session| std::cmp::Reverse(session.from));
    let trainers: Vec<_> =
        dossier.state.trainers.iter().map(|(person, certified)| rows.person(person, Some(&certified.code))).collect();
    let able = trainers.iter().filter(|trainer| trainer.validity == Some("valid"));
    let trainer_options: Vec<_> = able
        .map(|trainer| (trainer.person.clone(), trainer.name.clone().unwrap_or_else(|| trainer.person.clone())))
        .collect();
    let shown = context! {
        form,
        once => draw_secret(),
        module => ModuleRow::of(id, dossier, language, today),
        sessions,
        trainers,
        trainer_options,
        people => people_options(&book, &institutions, app, language),
        institutions => institution_options(&institutions, language),
    };
    app.render(page_request, status, "training_module.html", shown)
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&app, &page_request, StatusCode::OK, &id.parse()?, None).await
}

/// A new code; nobody can guess it.
pub(crate) fn draw_code() -> CertificateCode {
    let mut bytes = [0_u8; 10];
    rand::rng().fill_bytes(&mut bytes);
    CertificateCode::from_bytes(bytes)
}

fn read_session(check: &mut FormCheck<'_>, id: SessionId) -> Option<ModuleCommand> {
    let (from, until) = (check.date("from"), check.date_if_any("until"));
    let place = check.text_if_any("place");
    let trainers = NonEmpty::try_from(check.chosen::<PersonId>("trainers"));
    if trainers.is_err() {
        check.wrong("trainers", "page-wrong-no-trainer");
    }
    let days = Period::new(from?, until.or(from)?);
    if days.is_err() {
        check.wrong("until", "page-wrong-days");
    }
    Some(ModuleCommand::ScheduleSession { session: id, days: days.ok()?, place, trainers: trainers.ok()? })
}

/// The certificates still to be issued for a session.
pub(super) fn missing_certificates(
    dossier: &ModuleDossier,
    id: &SessionId,
    until: Option<NaiveDate>,
) -> Vec<Certificate> {
    let Some(session) = dossier.state.sessions.get(id) else { return vec![] };
    let has = |holder: &PersonId| {
        let mut all = dossier.state.certificates.values();
        all.any(|certificate| &certificate.session == id && &certificate.holder == holder)
    };
    let without = session.attended.iter().filter(|holder| !has(holder));
    without
        .map(|holder| Certificate { code: draw_code(), holder: holder.clone(), session: id.clone(), until })
        .collect()
}

fn lapse(check: &mut FormCheck<'_>, cause: LapseCause) -> Option<ModuleCommand> {
    let (trainer, reason) = (check.parsed::<PersonId>("person", "page-wrong-choice"), check.text("reason"));
    trainer.zip(reason).map(|(trainer, reason)| ModuleCommand::LapseTrainer { trainer, cause, reason: Some(reason) })
}

/// What a form of the module's page asks for; nothing where something is wrong with it.
async fn read_commands(
    app: &App,
    principal: &Principal,
    action: ModuleAction,
    check: &mut FormCheck<'_>,
    command: CommandId,
    dossier: &ModuleDossier,
    book: &TrainingBook,
) -> Result<Vec<ModuleCommand>, Failure> {
    let (entries, institutions) = (check.entries(), app.queries().institutions(principal).await?);
    let session = |check: &mut FormCheck<'_>| check.parsed::<SessionId>("session", "page-wrong-choice");
    let one = |command: Option<ModuleCommand>| command.into_iter().collect();
    Ok(match action {
        ModuleAction::Schedule => one(read_session(check, new_id("", command, 0)?)),
        ModuleAction::Cancel => {
            let (session, reason) = (session(check), check.text("reason"));
            one(session.zip(reason).map(|(session, reason)| ModuleCommand::CancelSession { session, reason }))
        }
        ModuleAction::Enrol => {
            let session = session(check);
            let participant = member(app, check, entries, command, book, &institutions).await?;
            one(session
                .zip(participant)
                .map(|(session, participant)| ModuleCommand::EnrolParticipant { session, participant }))
        }
        ModuleAction::Attendance => {
            let session = session(check);
            let attended = NonEmpty::try_from(check.chosen::<PersonId>("attended"));
            if attended.is_err() {
                check.wrong("attended", "page-wrong-nobody-attended");
            }
            let both = session.zip(attended.ok());
            one(both.map(|(session, attended)| ModuleCommand::RecordAttendance { session, attended }))
        }
        ModuleAction::Certify => {
            let until = check.date_if_any("until");
            let trainer = member(app, check, entries, command, book, &institutions).await?;
            one(trainer.map(|trainer| ModuleCommand::CertifyTrainer { trainer, code: draw_code(), until }))
        }
        ModuleAction::Withdraw => one(lapse(check, LapseCause::Withdrawn)),
        ModuleAction::Left => one(lapse(check, LapseCause::Left)),
        ModuleAction::Certificates => {
            let (session, until) = (session(check), check.date_if_any("until"));
            let missing = session.map_or_else(Vec::new, |session| missing_certificates(dossier, &session, until));
            if missing.is_empty() {
                check.wrong("form", "page-wrong-nothing-to-issue");
            }
            missing.into_iter().map(ModuleCommand::IssueCertificate).collect()
        }
    })
}

/// Does what a form of the module's page asks for.
pub(super) async fn act(
    State(app): State<App>,
    page_request: PageRequest,
    ActionPath((id, action)): ActionPath<(String, ModuleAction)>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let principal = page_request.principal()?;
    let id: ModuleId = id.parse()?;
    let own = format!("/training/{id}");
    let page_request = page_request.at(&own);
    let book = app.queries().training(principal).await?;
    let dossier = book.module(&id).ok_or(Failure::NotFound)?;
    let word = action.name();
    let command = form_command_id(entries.get("once"), &format!("{word}/{id}/{}", entries.get("session")));
    let mut check = FormCheck::of(&entries);
    let commands = read_commands(&app, principal, action, &mut check, command, dossier, &book).await?;
    // Each session has forms of its own, told apart by the session, and so has each trainer.
    let one_of_many = match action {
        ModuleAction::Withdraw | ModuleAction::Left => entries.get("person"),
        ModuleAction::Schedule
        | ModuleAction::Cancel
        | ModuleAction::Enrol
        | ModuleAction::Attendance
        | ModuleAction::Certify
        | ModuleAction::Certificates => entries.get("session"),
    };
    let form = if one_of_many.is_empty() { word.to_owned() } else { format!("{word}-{one_of_many}") };
    if !check.is_good() || commands.is_empty() {
        let shown = check.into_state(&form);
        return show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(shown)).await;
    }
    for (n, asked) in commands.into_iter().enumerate() {
        let about = if n == 0 { command } else { CommandId::named(&format!("{command}/{n}")) };
        if let Err(failure) = app.execute(about, principal, Command::Module(id.clone(), asked)).await {
            let form = refused(failure, check, &form)?;
            return show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(form)).await;
        }
    }
    Ok(Redirect::to(&own).into_response())
}

/// A certificate on paper, in a language. Without the holder's key there is no name to print, so there is no paper.
pub(super) async fn certificate(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    Path((code, language)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let principal = &reader.principal;
    let code: CertificateCode = code.parse().map_err(|_| Failure::NotFound)?;
    let language: Language = language.parse().map_err(|_| Failure::NotFound)?;
    let book = app.queries().training(principal).await?;
    let certificate = book.certificate(&code).ok_or(Failure::NotFound)?;
    let dossier = book.module(&certificate.module).ok_or(Failure::NotFound)?;
    let name = book.name(&certificate.holder, app.queries().keys()).ok_or(Failure::NotFound)?;
    let holder = book.participant(&certificate.holder).ok_or(Failure::NotFound)?;
    let institution = app.queries().institution(principal, &holder.institution).await?;
    let session = certificate.session.as_ref().and_then(|session| dossier.state.sessions.get(session));
    let paper = documents::certificate::Certificate {
        name: name.to_string(),
        institution: institution.names,
        module: dossier.plan.title.clone(),
        attended: session.map(|session| session.days),
        issued_on: certificate.issued_on,
        until: certificate.until,
        verified_at: format!("{}/verify/{code}", app.config().public_url),
        code: code.clone(),
    };
    let bytes = paper.pdf(app.catalogue(), language).map_err(|error| Failure::Page(error.to_string()))?;
    let taken = Taken { app: &app, by: principal, what: &format!("certificate {code}") };
    Ok(pdf(taken, &format!("{code}-{language}.pdf"), bytes))
}
