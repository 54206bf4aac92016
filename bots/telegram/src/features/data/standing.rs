//! Where data requests stand that the chat was told of: what tells that one was answered, and the line that says so.

use events::data_request::SubmissionStage;
use events::ids::InstitutionId;
use notifications::Content;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::services::Services;
use crate::features::data::wording::request_line;

/// How each request stands with an institution; nothing, where none of these contents is about one.
pub(super) async fn standings_of_requests(
    services: &Services,
    institution: &InstitutionId,
    contents: &[Content],
) -> Result<Vec<Option<String>>, ChatError> {
    if !contents.iter().any(|content| content.as_data_request().is_some()) {
        return Ok(vec![]);
    }
    let book = services.requests().await?;
    let standing = |content: &Content| {
        let dossier = book.get(&content.as_data_request()?.request)?;
        Some(format!("{}/{}", dossier.history_of(institution).count(), dossier.request.closed))
    };
    Ok(contents.iter().map(standing).collect())
}

/// A line for each request that the institution has answered.
pub(super) async fn where_requests_stand(
    context: &ChatContext<'_>,
    contents: &[Content],
) -> Result<Vec<String>, ChatError> {
    let mut requests: Vec<_> =
        contents.iter().filter_map(|content| Some(&content.as_data_request()?.request)).collect();
    requests.sort();
    requests.dedup();
    if requests.is_empty() {
        return Ok(vec![]);
    }
    let book = context.services.requests().await?;
    let institution = &context.person.institution;
    let known = requests.into_iter().filter_map(|request| book.get(request));
    let settled = known.filter(|dossier| {
        let stage = dossier.submission(institution).map(|submission| submission.stage);
        matches!(stage, Some(SubmissionStage::Submitted | SubmissionStage::Accepted))
    });
    Ok(settled.map(|dossier| request_line(context, dossier)).collect())
}
