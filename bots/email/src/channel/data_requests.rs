//! Data requests, in words: what is new, what came back, what is due, each with the link to its form.
//!
//! Of several steps of one request the one is said that says most, and the due date with it. What is not owed any more is
//! left out.

use std::collections::BTreeMap;

use events::ids::DataRequestId;
use language::indicators::say_period;
use notifications::{Content, DataRequestContent, DataRequestNews};
use readmodels::AskError;
use readmodels::requests::{RequestDossier, Urgency};

use crate::channel::context::MailContext;
use crate::channel::digest::Digest;
use crate::draft::Line;

/// What there is to say of data requests, the earliest due first.
pub(super) async fn word_requests(
    context: &MailContext<'_>,
    contents: &[Content],
    digest: &mut Digest,
) -> Result<(), AskError> {
    let mut most: BTreeMap<&DataRequestId, DataRequestNews> = BTreeMap::new();
    for DataRequestContent { request, news } in contents.iter().filter_map(Content::as_data_request) {
        most.entry(request).and_modify(|known| *known = (*known).min(*news)).or_insert(*news);
    }
    if most.is_empty() {
        return Ok(());
    }
    let book = context.services.requests().await?;
    let institution = &context.person.institution;
    let asking = book.asking(institution).into_iter();
    let mut lines = Vec::new();
    for dossier in asking.filter(|dossier| dossier.is_owed_by(institution)) {
        let Some(news) = most.get(&dossier.id) else { continue };
        lines.push(Line {
            text: request_in_words(context, dossier, *news),
            links: vec![context.form_link(&dossier.id)],
        });
        digest.name(context.marked(&dossier.title));
    }
    let name = context.institution_name(institution).await?;
    digest.add(Some(context.say("data-told-heading", &[("institution", name.into())])), lines);
    Ok(())
}

/// Why a request is named.
const fn news_key(news: DataRequestNews) -> &'static str {
    match news {
        DataRequestNews::Nudged => "data-told-nudged",
        DataRequestNews::Returned => "data-told-returned",
        DataRequestNews::New => "data-told-new",
        DataRequestNews::Overdue => "data-told-overdue",
        DataRequestNews::Today => "data-told-today",
        DataRequestNews::Soon => "data-told-soon",
    }
}

/// A request with its due date, and the comments that wait for a correction.
fn request_in_words(context: &MailContext<'_>, dossier: &RequestDossier, news: DataRequestNews) -> String {
    let (due_key, days) = match dossier.urgency(context.moment.today) {
        Urgency::Overdue(days) => ("data-due-overdue", days),
        Urgency::Today => ("data-due-today", 0),
        Urgency::In(days) => ("data-due-in", days),
    };
    let date = documents::written(context.language(), dossier.request.due);
    let due = context.say(due_key, &[("date", date.into()), ("days", days.into())]);
    let period = say_period(context.catalogue(), context.language(), dossier.request.period);
    let args = [("title", context.marked(&dossier.title).into()), ("period", period.into()), ("due", due.into())];
    let line = context.say_line("data-told-line", &args);
    let mut lines = vec![format!("{}: {line}", context.say(news_key(news), &[]))];
    for comment in dossier.comments_for(&context.person.institution) {
        let field = dossier.request.form.field(&comment.field);
        let label = field.map_or_else(String::new, |field| context.marked(&field.label));
        let args = [("field", label.into()), ("comment", comment.comment.as_str().into())];
        lines.push(context.say("data-comment", &args));
    }
    lines.join("\n")
}
