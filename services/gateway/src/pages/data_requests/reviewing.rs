//! One data request: the raw submissions, for the secretariat only, and what is decided about them.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::data_request::{DataRequestCommand, FieldComment};
use events::ids::{DataRequestId, InstitutionId};
use events::non_empty::NonEmpty;
use forms::Words;
use minijinja::context;
use projections::requests::RequestDossier;

use super::rows::{RequestRow, SubmissionRow};
use super::{FileKind, form_file};
use crate::asking::form_command;
use crate::failure::Failure;
use crate::form::{Check, Entries, Shown};
use crate::gateway::Gateway;
use crate::pages::{refused, standing};
use crate::sessions::draw_secret;
use crate::visit::Visit;

async fn show(
    gateway: &Gateway,
    visit: &Visit,
    status: StatusCode,
    id: &DataRequestId,
    form: Option<Shown>,
) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let words = Words { catalogue: gateway.pages().catalogue(), language: visit.language };
    let requests = reading.requests(&standing).await?;
    let dossier = requests.get(id).ok_or(Failure::NotFound)?;
    let names = reading.names(&standing, visit.language).await?;
    let row = |who| SubmissionRow::of(dossier, who, &requests, &names, &words, visit.moment.today);
    let mut submissions: Vec<SubmissionRow> = dossier.request.submissions.keys().filter_map(row).collect();
    // What waits for the secretariat comes first, then what came back, what is missing, what is done.
    let place = |row: &SubmissionRow| ["submitted", "returned", "awaited"].iter().position(|stage| *stage == row.stage);
    submissions.sort_by_key(|row| place(row).unwrap_or(usize::MAX));
    let fields: Vec<_> = dossier.request.form.fields().map(|field| (words.label(field), words.hint(field))).collect();
    let shown = context! {
        form,
        once => draw_secret(),
        request => RequestRow::of(dossier, &words, visit.moment.today),
        fields,
        submissions,
    };
    gateway.render(visit, status, "data_request.html", shown)
}

pub(crate) async fn page(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&gateway, &visit, StatusCode::OK, &id.parse()?, None).await
}

/// The form as a file, empty.
pub(crate) async fn file(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path((id, kind)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let requests = gateway.reading().requests(&standing()).await?;
    let dossier = requests.get(&id.parse()?).ok_or(Failure::NotFound)?;
    form_file(&gateway, dossier, None, FileKind::read(&kind)?, visit.language)
}

/// The form's name on the page, so that what is wrong shows at the institution it is about.
fn form_name(act: &str, institution: Option<&InstitutionId>) -> String {
    institution.map_or_else(|| act.to_owned(), |institution| format!("{act}-{institution}"))
}

fn read_decision(
    act: &str,
    dossier: &RequestDossier,
    entries: &Entries,
    check: &mut Check<'_>,
) -> Result<(String, Option<DataRequestCommand>), Failure> {
    use DataRequestCommand as C;

    if act == "close" {
        return Ok((form_name(act, None), Some(C::Close)));
    }
    let institution: InstitutionId =
        entries.get("institution").parse().map_err(|_| Failure::Malformed("institution"))?;
    let name = form_name(act, Some(&institution));
    let command = match act {
        "accept" => Some(C::Accept { institution }),
        "nudge" => Some(C::Nudge { institution }),
        "return" => {
            let fields = dossier.request.form.fields();
            let comments: Vec<FieldComment> = fields
                .filter_map(|field| {
                    let comment = check.text_if_any(&format!("comment-{}", field.key))?;
                    Some(FieldComment { field: field.key.clone(), comment })
                })
                .collect();
            if let Ok(comments) = NonEmpty::try_from(comments) {
                Some(C::Return { institution, comments })
            } else {
                check.wrong("form", "data-page-no-comment");
                None
            }
        }
        _ => return Err(Failure::NotFound),
    };
    Ok((name, command))
}

/// Decides about a submission or the request, and goes back to it.
pub(crate) async fn act(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path((id, act)): Path<(String, String)>,
    RawQuery(_): RawQuery,
    entries: Entries,
) -> Result<Response, Failure> {
    let standing = standing();
    let id: DataRequestId = id.parse()?;
    let own = format!("/data-requests/{id}");
    let visit = Visit { address: own.clone(), path: own.clone(), ..visit };
    let requests = gateway.reading().requests(&standing).await?;
    let dossier = requests.get(&id).ok_or(Failure::NotFound)?;
    let mut check = Check::of(&entries);
    let (form, command) = read_decision(&act, dossier, &entries, &mut check)?;
    let Some(command) = command.filter(|_| check.is_good()) else {
        return show(&gateway, &visit, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(check.shown(&form))).await;
    };
    let command_id = form_command(entries.get("once"), &format!("{form}/{id}"));
    match gateway.ask(command_id, &standing, Command::DataRequest(id.clone(), command)).await {
        Ok(_) => Ok(Redirect::to(entries.back_or(&own)).into_response()),
        Err(failure) => {
            let form = refused(failure, check, &form)?;
            show(&gateway, &visit, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(form)).await
        }
    }
}
