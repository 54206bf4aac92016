//! The body as plain text, `format=flowed` (RFC 3676): lines short enough for every program, joined again by those that can.

use language::catalogue::Catalogue;

use crate::draft::MailDraft;

/// The most letters on a line; with the space that says “goes on” it stays under 78.
const WIDTH: usize = 72;

/// A paragraph in lines, each but the last ending in a space.
fn flowed(paragraph: &str, text: &mut String) {
    let (mut line, mut lines) = (String::new(), Vec::new());
    for word in paragraph.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    for (n, line) in lines.iter().enumerate() {
        // A line that begins so would be taken for a quote, or changed on the way.
        if line.starts_with('>') || line.starts_with("From ") {
            text.push(' ');
        }
        text.push_str(line);
        text.push_str(if n + 1 < lines.len() { " \r\n" } else { "\r\n" });
    }
}

pub(super) fn body(draft: &MailDraft, answers_are_read: bool, catalogue: &Catalogue) -> String {
    let mut text = String::new();
    for section in &draft.sections {
        if let Some(heading) = &section.heading {
            flowed(&heading.to_uppercase(), &mut text);
            text.push_str("\r\n");
        }
        for line in &section.lines {
            line.text.lines().for_each(|paragraph| flowed(paragraph, &mut text));
            for link in &line.links {
                flowed(&format!("{}:", link.label), &mut text);
                // An address stays whole, or it leads nowhere.
                text.push_str(link.url.as_str());
                text.push_str("\r\n");
            }
            text.push_str("\r\n");
        }
    }
    // Mail programs leave out what stands below this line when they answer.
    text.push_str("-- \r\n");
    for key in super::html::footer(draft, answers_are_read) {
        flowed(&catalogue.say(draft.language, key, &[]), &mut text);
    }
    for (key, url) in [("email-reminders", &draft.reminders), ("email-unsubscribe", &draft.unsubscribe)] {
        flowed(&format!("{}:", catalogue.say(draft.language, key, &[])), &mut text);
        text.push_str(url.as_str());
        text.push_str("\r\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_broken_so_that_they_can_be_joined_again() {
        let words =
            "Përgatit raportin vjetor për viktimat e trafikimit dhe dërgoja Sekretariatit para mbledhjes së radhës";
        let mut text = String::new();
        flowed(words, &mut text);
        assert!(text.lines().count() > 1 && text.lines().all(|line| line.chars().count() <= 78), "{text}");
        assert_eq!(text.replace("\r\n", ""), words);
    }

    #[test]
    fn a_line_that_looks_like_a_quote_is_none() {
        let mut text = String::new();
        flowed("> 5 raste", &mut text);
        flowed("From Prishtina", &mut text);
        assert_eq!(text, " > 5 raste\r\n From Prishtina\r\n");
    }
}
