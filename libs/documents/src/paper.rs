//! A paper: a heading and sections with lines, as it is printed, and as a chat can tell it.

use events::language::Language;

use crate::error::DocumentError;
use crate::layout::{Ink, Pages, Style};

/// A line of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub words: String,
    /// What is said of it in smaller letters.
    pub note: Option<String>,
    /// Whether it is to catch the eye.
    pub alarm: bool,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What stands above its lines, in larger letters.
    pub heading: String,
    /// What it says, from top to bottom.
    pub lines: Vec<Line>,
    /// What stands there instead of lines when there are none.
    pub nothing: String,
}

/// A text of headings and lines, to be drawn as a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The language that it is written in.
    pub language: Language,
    /// What kind of paper it is, in small letters above the title.
    pub kind: String,
    /// What it is about.
    pub title: String,
    /// The sentence below the title.
    pub lead: String,
    /// What it says, a heading each.
    pub sections: Vec<Section>,
    /// What stands at the foot of each page.
    pub foot: String,
}

impl Paper {
    /// The paper as PDF.
    pub fn pdf(&self) -> Result<Vec<u8>, DocumentError> {
        let mut pages = Pages::new()?;
        pages.write(&self.kind, 0.0, Style::bold(9.0).inked(Ink::Accent));
        pages.write(&self.title, 0.0, Style::bold(18.0));
        pages.skip(2.0);
        pages.write(&self.lead, 0.0, Style::plain(10.5).inked(Ink::Soft));
        pages.skip(8.0);
        pages.rule(1.5, Ink::Accent);
        for section in &self.sections {
            pages.skip(12.0);
            // A heading does not stand alone at the foot of a page.
            pages.room_for(52.0);
            pages.write(&section.heading, 0.0, Style::bold(12.0).inked(Ink::Accent));
            pages.skip(3.0);
            if section.lines.is_empty() {
                pages.write(&section.nothing, 0.0, Style::plain(10.0).inked(Ink::Soft));
            }
            for line in &section.lines {
                let ink = if line.alarm { Ink::Alarm } else { Ink::Black };
                pages.room_for(30.0);
                pages.write(&line.words, 0.0, Style::plain(10.0).inked(ink));
                if let Some(note) = &line.note {
                    pages.write(note, 0.0, Style::plain(8.5).inked(Ink::Soft));
                }
                pages.skip(3.0);
                pages.rule(0.5, Ink::Line);
            }
        }
        pages.finish(&format!("{}: {}", self.kind, self.title), self.language.code(), &self.foot)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn paper(lines: usize) -> Paper {
        let line = |n| Line { words: format!("{n}. Dërgo numrin"), note: Some("afati".to_owned()), alarm: n == 0 };
        Paper {
            language: Language::Sq,
            kind: "Informim".to_owned(),
            title: "Ministria e Shëndetësisë".to_owned(),
            lead: "Çka duhet ditur".to_owned(),
            sections: vec![Section {
                heading: "Detyrat".to_owned(),
                lines: (0..lines).map(line).collect(),
                nothing: "asnjë".to_owned(),
            }],
            foot: "focalpoint".to_owned(),
        }
    }

    fn pages(pdf: &[u8]) -> usize {
        let text = String::from_utf8_lossy(pdf);
        text.matches("/Type /Page\n").count() + text.matches("/Type/Page/").count()
    }

    #[test]
    fn the_same_paper_gives_the_same_bytes() {
        let pdf = paper(3).pdf().unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        assert_eq!(pdf, paper(3).pdf().unwrap());
        assert_ne!(pdf, paper(4).pdf().unwrap());
    }

    #[test]
    fn a_long_paper_goes_on_on_the_next_page() {
        assert_eq!(pages(&paper(3).pdf().unwrap()), 1);
        assert!(pages(&paper(90).pdf().unwrap()) > 2);
    }
}
