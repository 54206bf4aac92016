//! The attendance of a session, taken by whoever gave it.

use axum::http::StatusCode;
use events::ids::{ModuleId, PersonId, SessionId};
use events::non_empty::NonEmpty;
use events::training::{ModuleCommand, SessionStage};

use crate::failure::Failure;
use crate::features::links::prepared::{Fields, LinkPage, LinkReader, PreparedLink};
use crate::http::form::FormCheck;
use crate::wording::dates::date;
use crate::wording::localized_text::LocalizedText;

pub(super) async fn prepare(
    reader: &LinkReader<'_>,
    module: &ModuleId,
    id: &SessionId,
) -> Result<PreparedLink, Failure> {
    let (queries, language) = (reader.app.queries(), reader.page_request.language);
    let book = queries.certificates().await?;
    let dossier = book.module(module).ok_or(Failure::NotFound)?;
    let session = dossier.state.sessions.get(id).ok_or(Failure::NotFound)?;
    let title = LocalizedText::of(&dossier.plan.title, language);
    if !session.trainers.contains(&reader.person.person) {
        return Ok(PreparedLink::NotTheirs(None));
    }
    match session.stage {
        SessionStage::Scheduled => {}
        SessionStage::Delivered | SessionStage::Cancelled => {
            return Ok(PreparedLink::Nothing(StatusCode::CONFLICT, "page-link-settled", Some(title)));
        }
    }
    let named = |person: &PersonId| {
        let name = book.name(person, queries.keys());
        let name = name.map_or_else(|| reader.say("page-former-focal-point"), |name| name.to_string());
        (person.to_string(), name)
    };
    let (from, until) = (date(language, session.days.from()), date(language, session.days.until()));
    let days = if from == until { from } else { format!("{from} – {until}") };
    Ok(PreparedLink::Page(Box::new(LinkPage {
        title,
        question: reader.say("page-who-attended"),
        button: "page-take-attendance".to_owned(),
        institution: queries.institution_name(&reader.person.institution, language).await?,
        due: None,
        details: vec![("page-link-days", days)],
        fields: Fields::Attendance(session.participants.keys().map(named).collect()),
    })))
}

/// What the form says of who came; nothing, where it is nobody.
pub(super) fn record(check: &mut FormCheck<'_>, session: &SessionId) -> Option<ModuleCommand> {
    let attended = NonEmpty::try_from(check.chosen::<PersonId>("attended"));
    if attended.is_err() {
        check.wrong("attended", "page-wrong-nobody-attended");
    }
    Some(ModuleCommand::RecordAttendance { session: session.clone(), attended: attended.ok()? })
}
