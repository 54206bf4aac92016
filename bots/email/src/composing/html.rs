//! The body as HTML for a phone: one column, large letters, links that a thumb hits.
//!
//! Styles stand on each element, since mail programs drop the others. Nothing is loaded from anywhere, so that nobody
//! learns who read what when. No colour is named, so that a dark screen can choose its own.

use std::sync::OnceLock;

use language::catalogue::Catalogue;
use minijinja::{AutoEscape, Environment, context};

use crate::draft::MailDraft;

/// The texts that stand below a message: how to answer, where answers are read; of its links, where it has some; why it comes.
pub(super) fn footer(draft: &MailDraft, answers_are_read: bool) -> impl Iterator<Item = &'static str> {
    let has_links = draft.sections.iter().flat_map(|section| &section.lines).any(|line| !line.links.is_empty());
    let texts =
        [("email-answer-by-reply", answers_are_read), ("email-links-are-yours", has_links), ("email-why", true)];
    texts.into_iter().filter(|(_, stands)| *stands).map(|(key, _)| key)
}

fn templates() -> Result<&'static Environment<'static>, minijinja::Error> {
    static TEMPLATES: OnceLock<Result<Environment<'static>, minijinja::Error>> = OnceLock::new();
    let load = || {
        let mut templates = Environment::new();
        templates.set_auto_escape_callback(|_| AutoEscape::Html);
        templates.add_template("message", include_str!("message.html"))?;
        Ok(templates)
    };
    match TEMPLATES.get_or_init(load) {
        Ok(templates) => Ok(templates),
        Err(error) => Err(minijinja::Error::new(error.kind(), error.to_string())),
    }
}

pub(super) fn body(
    draft: &MailDraft,
    answers_are_read: bool,
    catalogue: &Catalogue,
) -> Result<String, minijinja::Error> {
    let say = |key: &str| catalogue.say(draft.language, key, &[]);
    let sections: Vec<_> = draft
        .sections
        .iter()
        .map(|section| {
            let lines: Vec<_> = section.lines.iter().map(|line| context! {
            paragraphs => line.text.lines().collect::<Vec<_>>(),
            links => line.links.iter().map(|link| (link.label.as_str(), link.url.as_str())).collect::<Vec<_>>(),
        }).collect();
            context! { heading => section.heading, lines }
        })
        .collect();
    let footer = footer(draft, answers_are_read).map(say);
    templates()?.get_template("message")?.render(context! {
        lang => draft.language.code(),
        subject => draft.subject,
        sections,
        footer => footer.collect::<Vec<_>>(),
        reminders => context! { label => say("email-reminders"), url => draft.reminders.as_str() },
        unsubscribe => context! { label => say("email-unsubscribe"), url => draft.unsubscribe.as_str() },
    })
}
