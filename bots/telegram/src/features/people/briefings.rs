//! Briefings in chat: what whoever took over has to know, as a message and as a document to keep.

use documents::{Line, Paper};
use events::authority::{View, permit_view};
use language::catalogue::escape_html;
use notifications::{Content, Message};
use readmodels::Office;
use reports::Briefing;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::{Document, Outgoing};
use crate::core::texts::Texts;
use crate::core::wording::ReadyMessage;

/// The longest text of a briefing, in characters; what is left out is in the document.
const LONGEST: usize = 3_500;

/// The briefings on this person's own offices.
pub(crate) async fn show_briefings(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let principal = context.principal();
    let mut offices = vec![Office::FocalPoint(context.person.institution.clone())];
    offices.extend(context.chairs().into_iter().map(Office::Chair));
    let may = |office: &Office| match office {
        Office::FocalPoint(institution) => {
            permit_view(&principal, &View::BriefingOfInstitution(institution.clone())).is_ok()
        }
        Office::Chair(subgroup) => permit_view(&principal, &View::BriefingOfSubgroup(subgroup.clone())).is_ok(),
        Office::CaseCoordinator(person) => {
            permit_view(&principal, &View::BriefingOfCaseCoordinator(person.clone())).is_ok()
        }
    };
    let coordinators = readmodels::cases::coordinators(context.services.read_models.as_ref()).await?;
    if coordinators.values().any(|coordinator| coordinator == &context.person.person) {
        offices.push(Office::CaseCoordinator(context.person.person.clone()));
    }
    offices.retain(may);
    let mut told = false;
    for office in offices {
        told |= brief(context, &office).await?;
    }
    if told { Ok(()) } else { context.say("briefing-nothing-of-yours").await }
}

/// Sends the briefing on an office, as a message and as a document; says whether there is such an office.
async fn brief(context: &ChatContext<'_>, office: &Office) -> Result<bool, ChatError> {
    let Some(worded) = briefing_in_words(context, office).await? else { return Ok(false) };
    context.answer(worded.message).await?;
    if let Some(document) = &worded.document {
        context.give(document).await?;
    }
    Ok(true)
}

/// The briefing on an office, as a message and as a document; nothing, where there is no such office.
async fn briefing_in_words(context: &ChatContext<'_>, office: &Office) -> Result<Option<ReadyMessage>, ChatError> {
    let (services, texts) = (context.services, context.texts());
    let Some(briefing) = Briefing::of(services.read_models.as_ref(), office, texts.today).await? else {
        return Ok(None);
    };
    for case in &briefing.cases {
        services.audit.case_read(&context.principal(), &case.reference);
    }
    let paper = reports::briefing::paper(&briefing, &services.catalogue, texts.language);
    let message = Outgoing::text(paper_in_words(&paper, &texts.say("briefing-rest", &[])));
    let document = match paper.pdf() {
        Ok(bytes) => {
            let (name, what) = (file_name(texts, office), object_of(office));
            Some(Document { name, what, bytes, caption: texts.say("briefing-document", &[]) })
        }
        Err(error) => {
            tracing::error!(%error, "a briefing could not be made a document");
            None
        }
    };
    Ok(Some(ReadyMessage { message, document, ..ReadyMessage::default() }))
}

/// What the audit trail calls the briefing on an office.
fn object_of(office: &Office) -> String {
    match office {
        Office::FocalPoint(institution) => format!("briefing {institution}"),
        Office::Chair(subgroup) => format!("briefing {subgroup}"),
        Office::CaseCoordinator(person) => format!("briefing {person}"),
    }
}

fn file_name(texts: Texts<'_>, office: &Office) -> String {
    let id = match office {
        Office::FocalPoint(institution) => institution.as_str(),
        Office::Chair(subgroup) => subgroup.as_str(),
        Office::CaseCoordinator(_) => "",
    };
    let stem = [texts.say("briefing-file", &[]), id.to_owned(), texts.today.to_string()];
    let stem: Vec<_> = stem.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.pdf", stem.join("-"))
}

/// The briefings that the notifications have for this person.
pub(super) async fn word_briefings(
    context: &ChatContext<'_>,
    _: &Message,
    contents: &[Content],
) -> Result<Vec<ReadyMessage>, ChatError> {
    let mut worded = Vec::new();
    for office in contents.iter().filter_map(Content::as_briefing) {
        worded.extend(briefing_in_words(context, office).await?);
    }
    Ok(worded)
}

fn line_in_words(line: &Line) -> String {
    let words = escape_html(&line.words);
    let words = if line.alarm { format!("❗ {words}") } else { format!("• {words}") };
    match &line.note {
        Some(note) => format!("{words}\n   <i>{}</i>", escape_html(note)),
        None => words,
    }
}

/// A paper as a message: whole lines, as many as there is room for.
fn paper_in_words(paper: &Paper, rest: &str) -> String {
    let mut text =
        format!("<b>{}: {}</b>\n{}", escape_html(&paper.kind), escape_html(&paper.title), escape_html(&paper.lead));
    for section in &paper.sections {
        let heading = format!("<b>{}</b>", escape_html(&section.heading));
        let nothing = section.lines.is_empty().then(|| escape_html(&section.nothing).into_owned());
        let lines =
            std::iter::once(format!("\n{heading}")).chain(section.lines.iter().map(line_in_words)).chain(nothing);
        for piece in lines {
            if text.chars().count() + piece.chars().count() > LONGEST {
                return format!("{text}\n\n{rest}");
            }
            text.push('\n');
            text.push_str(&piece);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use documents::Section;
    use events::language::Language;

    use super::*;

    fn paper(lines: usize) -> Paper {
        let line = |n| Line { words: format!("{n} <b>"), note: None, alarm: false };
        Paper {
            language: Language::En,
            kind: "Briefing".to_owned(),
            title: "A & B".to_owned(),
            lead: "lead".to_owned(),
            sections: vec![Section {
                heading: "Open".to_owned(),
                lines: (0..lines).map(line).collect(),
                nothing: "nothing".to_owned(),
            }],
            foot: String::new(),
        }
    }

    #[test]
    fn what_people_wrote_is_no_markup() {
        assert_eq!(paper_in_words(&paper(1), "rest"), "<b>Briefing: A &amp; B</b>\nlead\n\n<b>Open</b>\n• 0 &lt;b&gt;");
        assert!(paper_in_words(&paper(0), "rest").ends_with("<b>Open</b>\nnothing"));
    }

    #[test]
    fn what_has_no_room_is_said_to_be_in_the_document() {
        let text = paper_in_words(&paper(900), "The rest is in the document.");
        assert!(text.chars().count() < 4_000 && text.ends_with("\n\nThe rest is in the document."), "{text}");
    }
}
