//! The answer to a referral. Who the victim is stands nowhere; that somebody opened it is audited.

use axum::http::StatusCode;
use events::case::{CaseCommand, ReferralAnswer};
use events::ids::{CaseId, ReferralId};
use events::text::Text;

use crate::failure::Failure;
use crate::features::links::prepared::{Fields, LinkPage, LinkReader, PreparedLink};
use crate::wording::localized_text::LocalizedText;

pub(super) async fn prepare(
    reader: &LinkReader<'_>,
    case: &CaseId,
    referral: &ReferralId,
    accepts: bool,
) -> Result<PreparedLink, Failure> {
    let record = reader.app.queries().case(&reader.principal, case).await?.record;
    let made = record.case.referrals.get(referral).ok_or(Failure::NotFound)?;
    let note = record.referrals.get(referral);
    let title = LocalizedText::plain(case.to_string());
    if made.receiver != reader.person.institution {
        return Ok(PreparedLink::NotTheirs(None));
    }
    if note.and_then(|note| note.answer).is_some_and(|(event, _)| event == reader.used) {
        return Ok(PreparedLink::Nothing(StatusCode::GONE, "page-link-used", Some(title)));
    }
    let is_awaited = match made.answer {
        ReferralAnswer::Awaited { .. } => !record.case.closed,
        ReferralAnswer::Accepted | ReferralAnswer::Declined => false,
    };
    if !is_awaited {
        return Ok(PreparedLink::Nothing(StatusCode::CONFLICT, "page-link-settled", Some(title)));
    }
    let mut details = vec![("page-link-stage", reader.say(&format!("case-stage-{}", made.stage.code())))];
    details.extend(note.and_then(|note| note.request.as_ref()).map(|asked| ("page-link-request", asked.to_string())));
    let name = if accepts { "accept-referral" } else { "decline-referral" };
    Ok(PreparedLink::Page(Box::new(LinkPage {
        title,
        question: reader.say(&format!("page-link-{name}")),
        button: format!("page-link-button-{name}"),
        institution: reader.app.queries().institution_name(&made.receiver, reader.page_request.language).await?,
        due: None,
        details,
        fields: if accepts { Fields::Nothing } else { Fields::Reason },
    })))
}

/// It is taken on, unless there is a reason not to.
pub(super) fn answer(referral: &ReferralId, reason: Option<Text>) -> CaseCommand {
    let referral = referral.clone();
    match reason {
        None => CaseCommand::AcceptReferral { referral },
        Some(reason) => CaseCommand::DeclineReferral { referral, reason },
    }
}
