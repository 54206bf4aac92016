//! The words of a message: its plain text, or its HTML as text.

use mail_parser::decoders::html::html_to_text;
use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

/// What stands for the beginning and the end of a quote while HTML becomes text; nobody types these.
const QUOTE: [char; 2] = ['\u{E000}', '\u{E001}'];

/// What stands for a rule across the page.
const RULE: &str = "________________";

/// So many quotes in each other are told apart; each line below is marked once for each.
const DEEPEST_QUOTE: usize = 32;

/// Joins what a program broke into lines (RFC 3676).
fn unflowed(text: &str, space_is_of_the_break: bool) -> String {
    let depth = |line: &str| line.chars().take_while(|letter| *letter == '>').count();
    let mut joined = String::new();
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let quoted = depth(line);
        let words = if quoted == 0 { line.strip_prefix(' ').unwrap_or(line) } else { line };
        if open == Some(quoted) {
            joined.push_str(line[quoted..].strip_prefix(' ').unwrap_or(&line[quoted..]));
        } else {
            if !joined.is_empty() {
                joined.push('\n');
            }
            joined.push_str(words);
        }
        // The line above a signature ends in a space and goes on nowhere.
        open = (line.ends_with(' ') && words != "-- ").then_some(quoted);
        if open.is_some() && space_is_of_the_break {
            joined.pop();
        }
    }
    joined
}

/// What stands before the text of a tag, so that lines end where a reader sees them end.
fn break_of(tag: &str) -> Option<String> {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
    let mark = match (name, tag.starts_with("</")) {
        ("blockquote", false) => QUOTE[0].to_string(),
        ("blockquote", true) => QUOTE[1].to_string(),
        // Programs draw one between an answer and what it answers.
        ("hr", _) => RULE.to_owned(),
        ("div" | "p" | "table" | "tr" | "li" | "ul" | "ol" | "h1" | "h2" | "h3" | "pre", _) => {
            return Some("<br>".to_owned());
        }
        _ => return None,
    };
    Some(format!("<br>{mark}<br>"))
}

/// HTML as text, a quote's lines marked as in plain text.
pub fn html_as_text(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let (mut marked, mut at) = (String::with_capacity(html.len() * 2), 0);
    while let Some(begin) = lower[at..].find('<').map(|found| at + found) {
        let Some(end) = lower[begin..].find('>').map(|found| begin + found + 1) else { break };
        marked.push_str(&html[at..begin]);
        match break_of(&lower[begin..end]) {
            Some(mark) => marked.push_str(&mark),
            None => marked.push_str(&html[begin..end]),
        }
        at = end;
    }
    marked.push_str(&html[at..]);
    let text = html_to_text(&marked);
    let (mut depth, mut lines) = (0_usize, Vec::new());
    for line in text.lines() {
        match line.trim().chars().next() {
            Some(letter) if letter == QUOTE[0] => depth += 1,
            Some(letter) if letter == QUOTE[1] => depth = depth.saturating_sub(1),
            _ if depth > 0 => lines.push(format!("{} {line}", ">".repeat(depth.min(DEEPEST_QUOTE)))),
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}

fn is_flowed(part: &MessagePart<'_>) -> Option<bool> {
    let kind = part.content_type()?;
    let is = |name: &str, value: &str| kind.attribute(name).is_some_and(|found| found.eq_ignore_ascii_case(value));
    is("format", "flowed").then(|| is("delsp", "yes"))
}

/// The words of a message.
pub(super) fn words(message: &Message<'_>) -> String {
    let plain = message.text_bodies().find_map(|part| {
        let PartType::Text(text) = &part.body else { return None };
        let joined = match is_flowed(part) {
            Some(space_is_of_the_break) => unflowed(text, space_is_of_the_break),
            None => text.to_string(),
        };
        (!joined.trim().is_empty()).then_some(joined)
    });
    plain.unwrap_or_else(|| {
        let html = message.html_bodies().find_map(|part| {
            let PartType::Html(html) = &part.body else { return None };
            Some(html_as_text(html))
        });
        html.unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_are_joined_and_a_signature_stays_apart() {
        assert_eq!(
            unflowed("E kemi \r\nkryer\r\n\r\nArta\r\n-- \r\nArta K.", false),
            "E kemi kryer\n\nArta\n-- \nArta K."
        );
        assert_eq!(unflowed("E ke \nmi\n>> para \n>> pas", true), "E kemi\n>> parapas");
    }

    /// Marked once for each, these lines would fill a hundred gigabytes.
    #[test]
    fn quotes_in_quotes_are_marked_so_often_and_no_more() {
        let text = html_as_text(&format!("{}{}", "<blockquote>".repeat(200_000), "po<br>".repeat(500_000)));
        let deepest = text.lines().map(|line| line.chars().take_while(|letter| *letter == '>').count()).max();
        assert_eq!(deepest, Some(DEEPEST_QUOTE));
    }

    #[test]
    fn a_quote_in_html_is_marked_as_one() {
        let text = html_as_text(
            "<p>E kryer</p><BLOCKQUOTE type=cite><p>A u krye?</p><blockquote>po</blockquote></blockquote><p>Arta</p>",
        );
        let lines: Vec<_> =
            text.lines().map(str::trim).filter(|line| !line.trim_matches(['>', ' ']).is_empty()).collect();
        assert_eq!(lines, ["E kryer", "> A u krye?", ">> po", "Arta"]);
    }
}
