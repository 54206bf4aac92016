//! The Coordinator's month as a picture with its figures, and as a document.

use chrono::NaiveDate;
use events::authority::{View, permit_view};
use events::period::Period;
use language::catalogue::Value;
use language::dates::say_month;
use readmodels::views::{TimelineFilter, TimelineKind};
use reports::MonthlyOverview;
use reports::monthly::MonthInputs;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::{Document, Outgoing};
use crate::core::services::Services;
use crate::core::texts::Texts;
use crate::core::wording::ReadyMessage;
use crate::features::overviews::late::page_address;
use crate::features::overviews::press::OverviewPress;

/// How much of the timeline is looked through at most.
const MOST_ENTRIES: usize = 100_000;

/// The words below the picture: a heading and the figures. The messenger takes 1,024 characters there.
fn month_message(context: &ChatContext<'_>, overview: &MonthlyOverview) -> Outgoing {
    let texts = context.texts();
    let name = |month: Period| say_month(month.from(), texts.language);
    let mut lines = vec![texts.say("month-heading", &[("month", name(overview.month).into())])];
    let say = |key: &str, values: &[(&str, Value)]| texts.say(key, values);
    lines.extend(reports::monthly::figures(overview, say).into_iter().map(|figure| format!("• {figure}")));
    let address = format!("/month?month={}", overview.month.from().format("%Y-%m"));
    if let Some(link) = page_address(context, &address) {
        lines.push(texts.say("month-on-the-page", &[("link", link.into())]));
    }
    let before = overview.month.month_before();
    let late = (overview.overdue > 0).then(|| {
        let label = texts.label("button-late", &[("count", overview.overdue.into())]);
        vec![(label, OverviewPress::Late.into())]
    });
    let label = texts.label("button-month-before", &[("month", name(before).into())]);
    let month_before = vec![(label, OverviewPress::Month(before.from()).into())];
    Outgoing::text(lines.join("\n")).with_buttons(late.into_iter().chain([month_before]).collect())
}

async fn month_of(services: &Services, month: Period, day: NaiveDate) -> Result<MonthlyOverview, ChatError> {
    let read = services.read_models.as_ref();
    let kinds = vec![TimelineKind::Meeting];
    let filter = TimelineFilter { kinds, limit: MOST_ENTRIES, ..TimelineFilter::default() };
    let (tasks, institutions) = (read.all_tasks().await?, read.institutions().await?);
    let meetings = read.timeline(&filter).await?;
    let inputs = MonthInputs {
        tasks: &tasks,
        institutions: &institutions,
        meetings: &meetings,
        cases: &*services.cases().await?,
        requests: &*services.requests().await?,
        training: &*services.training().await?,
        strategy: &*services.strategy().await?,
        notices: &*services.notices().await?,
    };
    Ok(MonthlyOverview::of(inputs, month, day))
}

fn month_as_document(texts: Texts<'_>, overview: &MonthlyOverview) -> Option<Document> {
    let bytes = match reports::monthly::pdf(overview, texts.catalogue, texts.language) {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::error!(%error, "a month could not be made a document");
            return None;
        }
    };
    let month = overview.month.from().format("%Y-%m");
    let name = format!("{}-{month}.pdf", texts.say("month-file", &[]));
    Some(Document { name, what: format!("month {month}"), bytes, caption: texts.say("month-document", &[]) })
}

/// A month as a picture with its figures, and as a document; without either where it cannot be drawn.
pub(super) async fn month_in_words(context: &ChatContext<'_>, month: Period) -> Result<ReadyMessage, ChatError> {
    let texts = context.texts();
    let overview = month_of(context.services, month, texts.today).await?;
    let picture = match reports::monthly::picture(&overview, texts.catalogue, texts.language) {
        Ok(png) => Some(png),
        Err(error) => {
            tracing::error!(%error, "a month could not be drawn");
            None
        }
    };
    let (message, document) = (month_message(context, &overview), month_as_document(texts, &overview));
    Ok(ReadyMessage { message, picture, document, ..ReadyMessage::default() })
}

/// The month of a day, or the one that was over last; as far as this person may see it.
pub(crate) async fn show_month(context: &ChatContext<'_>, of: Option<NaiveDate>) -> Result<(), ChatError> {
    if permit_view(&context.principal(), &View::Overview).is_err() {
        return context.refuse("month-not-yours", "/month").await;
    }
    let today = context.texts().today;
    let month = of.map_or_else(|| Period::month_of(today).month_before(), Period::month_of);
    let worded = month_in_words(context, month).await?;
    let messenger = &context.services.messenger;
    match worded.picture {
        Some(png) => messenger.put_picture(context.chat, png, &worded.message).await?,
        None => messenger.send(context.chat, &worded.message).await?,
    }
    match &worded.document {
        Some(document) => context.give(document).await,
        None => Ok(()),
    }
}
