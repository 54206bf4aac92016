//! One data request: the raw submissions, for the secretariat only, and what is decided about them.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::data_request::{DataRequestCommand, FieldComment};
use events::ids::{DataRequestId, InstitutionId};
use events::non_empty::NonEmpty;
use forms::FormWording;
use minijinja::context;
use readmodels::requests::RequestDossier;

use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::features::data::form_file::form_file;
use crate::features::data::rows::{RequestRow, SubmissionRow};
use crate::http::actions::{ActionPath, actions};
use crate::http::commands::form_command_id;
use crate::http::downloads::FileKind;
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::page_request::PageRequest;
use crate::wording::localized_text::LocalizedText;

actions! {
    /// What can be decided about a submission, or the whole request.
    RequestAction {
        Accept = "accept",
        Nudge = "nudge",
        Return = "return",
        Close = "close",
    }
}

async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    id: &DataRequestId,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let words = FormWording { catalogue: app.catalogue(), language: page_request.language };
    let requests = queries.requests(principal).await?;
    let dossier = requests.get(id).ok_or(Failure::NotFound)?;
    let names = queries.names(principal, page_request.language).await?;
    let row = |who| SubmissionRow::of(dossier, who, &requests, &names, &words, page_request.moment.today);
    let mut submissions: Vec<SubmissionRow> = dossier.request.submissions.keys().filter_map(row).collect();
    // What waits for the secretariat comes first, then what came back, what is missing, what is done.
    let place = |row: &SubmissionRow| ["submitted", "returned", "awaited"].iter().position(|stage| *stage == row.stage);
    submissions.sort_by_key(|row| place(row).unwrap_or(usize::MAX));
    let fields: Vec<_> = dossier
        .request
        .form
        .fields()
        .map(|field| (LocalizedText::of(&field.label, page_request.language), words.hint(field)))
        .collect();
    let shown = context! {
        form,
        once => draw_secret(),
        request => RequestRow::of(dossier, &words, page_request.moment.today),
        fields,
        submissions,
    };
    app.render(page_request, status, "data_request.html", shown)
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&app, &page_request, StatusCode::OK, &id.parse()?, None).await
}

/// The form as a file, empty.
pub(super) async fn file(
    State(app): State<App>,
    page_request: PageRequest,
    Path((id, kind)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let principal = page_request.principal()?;
    let requests = app.queries().requests(principal).await?;
    let dossier = requests.get(&id.parse()?).ok_or(Failure::NotFound)?;
    form_file((&app, principal), dossier, None, FileKind::read(&kind)?, page_request.language)
}

/// The form's name on the page, so that what is wrong shows at the institution it is about.
fn form_name(action: RequestAction, institution: Option<&InstitutionId>) -> String {
    let action = action.name();
    institution.map_or_else(|| action.to_owned(), |institution| format!("{action}-{institution}"))
}

/// Sends the answers back with the comments on their fields.
fn read_return(
    dossier: &RequestDossier,
    institution: InstitutionId,
    check: &mut FormCheck<'_>,
) -> Option<DataRequestCommand> {
    let fields = dossier.request.form.fields();
    let comments: Vec<FieldComment> = fields
        .filter_map(|field| {
            let comment = check.text_if_any(&format!("comment-{}", field.key))?;
            Some(FieldComment { field: field.key.clone(), comment })
        })
        .collect();
    if let Ok(comments) = NonEmpty::try_from(comments) {
        Some(DataRequestCommand::Return { institution, comments })
    } else {
        check.wrong("form", "data-page-no-comment");
        None
    }
}

/// The form's name, and what it decides when its fields read well.
fn read_decision(
    action: RequestAction,
    dossier: &RequestDossier,
    entries: &FormEntries,
    check: &mut FormCheck<'_>,
) -> Result<(String, Option<DataRequestCommand>), Failure> {
    use DataRequestCommand as C;

    let institution =
        || entries.get("institution").parse::<InstitutionId>().map_err(|_| Failure::Malformed("institution"));
    let about = match action {
        RequestAction::Close => None,
        RequestAction::Accept | RequestAction::Nudge | RequestAction::Return => Some(institution()?),
    };
    let name = form_name(action, about.as_ref());
    let command = match action {
        RequestAction::Close => Some(C::Close),
        RequestAction::Accept => about.map(|institution| C::Accept { institution }),
        RequestAction::Nudge => about.map(|institution| C::Nudge { institution }),
        RequestAction::Return => about.and_then(|institution| read_return(dossier, institution, check)),
    };
    Ok((name, command))
}

/// Decides about a submission or the request, and goes back to it.
pub(super) async fn act(
    State(app): State<App>,
    page_request: PageRequest,
    ActionPath((id, action)): ActionPath<(String, RequestAction)>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let principal = page_request.principal()?;
    let id: DataRequestId = id.parse()?;
    let own = format!("/data-requests/{id}");
    let page_request = page_request.at(&own);
    let requests = app.queries().requests(principal).await?;
    let dossier = requests.get(&id).ok_or(Failure::NotFound)?;
    let mut check = FormCheck::of(&entries);
    let (form, command) = read_decision(action, dossier, &entries, &mut check)?;
    let Some(command) = command.filter(|_| check.is_good()) else {
        return show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(check.into_state(&form))).await;
    };
    let command_id = form_command_id(entries.get("once"), &format!("{form}/{id}"));
    match app.execute(command_id, principal, Command::DataRequest(id.clone(), command)).await {
        Ok(_) => Ok(Redirect::to(entries.back_or(&own)).into_response()),
        Err(failure) => {
            let form = refused(failure, check, &form)?;
            show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(form)).await
        }
    }
}
