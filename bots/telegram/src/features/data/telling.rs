//! What the notifications have to say of data requests, in words: what is new, what came back, what is due.
//!
//! Of several steps of one request the one is said that says most, and the due date with it. What is not owed any more is
//! left out.

use std::collections::BTreeMap;

use events::ids::DataRequestId;
use notifications::{Content, DataRequestContent, DataRequestNews, Message};
use readmodels::requests::RequestDossier;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::wording::ReadyMessage;
use crate::features::data::wording::{due_in_words, form_words, lines_that_fit, open_button};

/// What there is to say of data requests.
pub(super) async fn word_requests(
    context: &ChatContext<'_>,
    _: &Message,
    contents: &[Content],
) -> Result<Vec<ReadyMessage>, ChatError> {
    let mut most: BTreeMap<&DataRequestId, DataRequestNews> = BTreeMap::new();
    for DataRequestContent { request, news } in contents.iter().filter_map(Content::as_data_request) {
        most.entry(request).and_modify(|known| *known = (*known).min(*news)).or_insert(*news);
    }
    if most.is_empty() {
        return Ok(vec![]);
    }
    let book = context.services.requests().await?;
    // The earliest due first.
    let asking = book.asking(&context.person.institution).into_iter();
    let owed = asking.filter(|dossier| dossier.is_owed_by(&context.person.institution));
    let mut by_news: BTreeMap<DataRequestNews, Vec<&RequestDossier>> = BTreeMap::new();
    for dossier in owed {
        if let Some(news) = most.get(&dossier.id) {
            by_news.entry(*news).or_default().push(dossier);
        }
    }
    if by_news.is_empty() {
        return Ok(vec![]);
    }
    let institution = context.institution_name().await?;
    let mut lines = vec![context.texts().say("data-told-heading", &[("institution", institution.into())])];
    for (news, dossiers) in &by_news {
        lines.push(format!("<b>{}</b>", context.texts().say(heading(*news), &[])));
        lines.extend(dossiers.iter().flat_map(|dossier| lines_of(context, dossier)));
    }
    let buttons = by_news.values().flatten().map(|dossier| vec![open_button(context, dossier)]).collect();
    Ok(vec![ReadyMessage::text(Outgoing::text(lines_that_fit(lines)).with_buttons(buttons))])
}

/// The text under which a request stands.
const fn heading(news: DataRequestNews) -> &'static str {
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
fn lines_of(context: &ChatContext<'_>, dossier: &RequestDossier) -> Vec<String> {
    let (texts, words) = (context.texts(), form_words(context));
    let title = texts.marked(&dossier.title);
    let due = due_in_words(words, dossier, texts.today, true);
    let period = words.period(dossier.request.period);
    let args = [("title", title.into()), ("period", period.into()), ("due", due.into())];
    let mut lines = vec![texts.say("data-told-line", &args)];
    for comment in dossier.comments_for(&context.person.institution) {
        let field = dossier.request.form.field(&comment.field);
        let label = field.map_or_else(String::new, |field| words.label(field));
        let args = [("field", label.into()), ("comment", comment.comment.as_str().into())];
        lines.push(texts.say("data-comment", &args));
    }
    lines
}
