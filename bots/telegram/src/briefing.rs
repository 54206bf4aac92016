//! Briefings in chat: what whoever took over has to know, as a message and as a document to keep.

use dialogue::catalogue::escape_html;
use documents::{Line, Paper};
use events::authority::{View, permit_view};
use events::ids::ChatId;
use events::language::Language;
use projections::{Briefing, Office};

use crate::connection::TelegramBot;
use crate::outgoing::{Document, Outgoing};
use crate::visit::{Visit, VisitError};

/// The longest text of a briefing, in characters; what is left out is in the document.
const LONGEST: usize = 3_500;

impl Visit<'_> {
    /// The briefings on this person's own offices.
    pub(crate) async fn show_briefings(&self) -> Result<(), VisitError> {
        let standing = self.person.standing();
        let mut offices = vec![Office::FocalPoint(self.person.institution.clone())];
        offices.extend(self.person.chairs.iter().cloned().map(Office::Chair));
        let may = |office: &Office| match office {
            Office::FocalPoint(institution) => permit_view(&standing, &View::TaskList(institution.clone())).is_ok(),
            Office::Chair(subgroup) => permit_view(&standing, &View::Board(subgroup.clone())).is_ok(),
            Office::CaseCoordinator(person) => person == &self.person.person,
        };
        let coordinators = projections::briefing::coordinators(self.bot.read_models.as_ref()).await?;
        if coordinators.values().any(|coordinator| coordinator == &self.person.person) {
            offices.push(Office::CaseCoordinator(self.person.person.clone()));
        }
        offices.retain(may);
        let mut told = false;
        for office in offices {
            told |= self.bot.brief(self.chat, self.person.language, &office).await?;
        }
        if told { Ok(()) } else { self.say("briefing-nothing-of-yours").await }
    }
}

impl TelegramBot {
    /// Sends the briefing on an office, as a message and as a document; says whether there is such an office.
    pub(crate) async fn brief(&self, chat: ChatId, language: Language, office: &Office) -> Result<bool, VisitError> {
        let speech = self.speech(language);
        let Some(briefing) = Briefing::of(self.read_models.as_ref(), office, speech.today).await? else {
            return Ok(false);
        };
        let paper = documents::briefing::paper(&briefing, &self.catalogue, language);
        self.post.send(chat, &Outgoing::text(told(&paper, &speech.say("briefing-rest", &[])))).await?;
        let bytes = match paper.pdf() {
            Ok(bytes) => bytes,
            Err(error) => {
                tracing::error!(%error, "a briefing could not be made a document");
                return Ok(true);
            }
        };
        let id = match office {
            Office::FocalPoint(institution) => institution.as_str(),
            Office::Chair(subgroup) => subgroup.as_str(),
            Office::CaseCoordinator(_) => "",
        };
        let stem = [speech.say("briefing-file", &[]), id.to_owned(), speech.today.to_string()];
        let stem: Vec<_> = stem.into_iter().filter(|part| !part.is_empty()).collect();
        let name = format!("{}.pdf", stem.join("-"));
        let document = Document { name, bytes, caption: speech.say("briefing-document", &[]) };
        self.post.send_document(chat, &document).await?;
        Ok(true)
    }
}

fn line(line: &Line) -> String {
    let words = escape_html(&line.words);
    let words = if line.alarm { format!("❗ {words}") } else { format!("• {words}") };
    match &line.note {
        Some(note) => format!("{words}\n   <i>{}</i>", escape_html(note)),
        None => words,
    }
}

/// A paper as a message: whole lines, as many as there is room for.
fn told(paper: &Paper, rest: &str) -> String {
    let mut text =
        format!("<b>{}: {}</b>\n{}", escape_html(&paper.kind), escape_html(&paper.title), escape_html(&paper.lead));
    for section in &paper.sections {
        let heading = format!("<b>{}</b>", escape_html(&section.heading));
        let nothing = section.lines.is_empty().then(|| escape_html(&section.nothing).into_owned());
        let lines = std::iter::once(format!("\n{heading}")).chain(section.lines.iter().map(line)).chain(nothing);
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
        assert_eq!(told(&paper(1), "rest"), "<b>Briefing: A &amp; B</b>\nlead\n\n<b>Open</b>\n• 0 &lt;b&gt;");
        assert!(told(&paper(0), "rest").ends_with("<b>Open</b>\nnothing"));
    }

    #[test]
    fn what_has_no_room_is_said_to_be_in_the_document() {
        let text = told(&paper(900), "The rest is in the document.");
        assert!(text.chars().count() < 4_000 && text.ends_with("\n\nThe rest is in the document."), "{text}");
    }
}
