//! Telegram's HTML (`parse_mode=HTML`): a handful of tags, read strictly.

use crate::entity::{Entity, EntityKind, Formatted, link_target};

/// A start tag that waits for its end.
struct Open {
    tag: String,
    /// `href` of a link, `class` of code, or the number of an emoji.
    argument: Option<String>,
    kind: EntityKind,
    offset: usize,
}

struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    /// Where the text goes on after the tag, in bytes.
    end: usize,
}

/// The text without its tags, or what Telegram says is wrong with it.
pub(crate) fn parse(source: &str) -> Result<Formatted, String> {
    let mut text = String::new();
    let mut written = 0;
    let mut open: Vec<Open> = Vec::new();
    let mut entities: Vec<Entity> = Vec::new();
    let mut at = 0;
    while let Some(next) = source[at..].chars().next() {
        if next == '<' {
            let rest = &source[at + 1..];
            if let Some(closing) = rest.strip_prefix('/') {
                let length = closing.find('>').ok_or_else(|| format!("Unclosed end tag at byte offset {at}"))?;
                let name = closing[..length].trim().to_ascii_lowercase();
                let last = open.pop().ok_or_else(|| format!("Unexpected end tag at byte offset {at}"))?;
                if !name.is_empty() && name != last.tag {
                    return Err(format!(
                        "Unmatched end tag at byte offset {at}, expected \"</{}>\", found \"</{name}>\"",
                        last.tag
                    ));
                }
                close(last, written, &mut entities);
                at += 2 + length + 1;
            } else {
                let tag = start_tag(source, at)?;
                at = tag.end;
                open.push(opened(&tag, written)?);
            }
        } else {
            let (letter, length) = if next == '&' { reference(&source[at..]) } else { (next, next.len_utf8()) };
            text.push(letter);
            written += letter.len_utf16();
            at += length;
        }
    }
    if let Some(last) = open.pop() {
        return Err(format!("Can't find end tag corresponding to start tag \"{}\"", last.tag));
    }
    // code that is no block has no language
    entities.iter_mut().filter(|e| e.kind == EntityKind::Code).for_each(|e| e.language = None);
    entities.sort_by(|a, b| a.offset.cmp(&b.offset).then(b.length.cmp(&a.length)));
    Ok(Formatted { text, entities })
}

fn start_tag(source: &str, at: usize) -> Result<Tag, String> {
    let unclosed = || format!("Unclosed start tag at byte offset {at}");
    let inside = &source[at + 1..];
    let name_length = inside.find(|c: char| c.is_whitespace() || c == '>').ok_or_else(unclosed)?;
    let name = inside[..name_length].to_ascii_lowercase();
    let mut rest = &inside[name_length..];
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            let end = source.len() - after.len();
            if name.is_empty() {
                return Err(format!("Empty start tag at byte offset {at}"));
            }
            return Ok(Tag { name, attributes, end });
        }
        let key_length =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/' | '"' | '\'')).ok_or_else(unclosed)?;
        if key_length == 0 {
            return Err(format!("Empty attribute name in the tag \"{name}\" at byte offset {at}"));
        }
        let key = rest[..key_length].to_ascii_lowercase();
        rest = rest[key_length..].trim_start();
        let Some(after_equals) = rest.strip_prefix('=') else {
            attributes.push((key, String::new()));
            continue;
        };
        let valued = after_equals.trim_start();
        let (value, after) = match valued.chars().next().ok_or_else(unclosed)? {
            quote @ ('"' | '\'') => valued[1..].split_once(quote).ok_or_else(unclosed)?,
            _ => valued.split_at(valued.find(|c: char| c.is_whitespace() || c == '>').ok_or_else(unclosed)?),
        };
        attributes.push((key, resolve(value)));
        rest = after;
    }
}

fn opened(tag: &Tag, offset: usize) -> Result<Open, String> {
    let attribute = |key: &str| tag.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
    let class = attribute("class");
    let (kind, argument) = match tag.name.as_str() {
        "b" | "strong" => (EntityKind::Bold, None),
        "i" | "em" => (EntityKind::Italic, None),
        "u" | "ins" => (EntityKind::Underline, None),
        "s" | "strike" | "del" => (EntityKind::Strikethrough, None),
        "tg-spoiler" => (EntityKind::Spoiler, None),
        "span" if class.as_deref() == Some("tg-spoiler") => (EntityKind::Spoiler, None),
        "span" => return Err("Tag \"span\" must have class \"tg-spoiler\"".to_owned()),
        "a" => (EntityKind::TextLink, attribute("href")),
        "code" => (EntityKind::Code, class.and_then(|name| name.strip_prefix("language-").map(str::to_owned))),
        "pre" => (EntityKind::Pre, None),
        "blockquote" if attribute("expandable").is_some() => (EntityKind::ExpandableBlockquote, None),
        "blockquote" => (EntityKind::Blockquote, None),
        "tg-emoji" => (EntityKind::CustomEmoji, attribute("emoji-id")),
        other => return Err(format!("Unsupported start tag \"{other}\" at byte offset {offset}")),
    };
    Ok(Open { tag: tag.name.clone(), argument, kind, offset })
}

fn close(open: Open, written: usize, entities: &mut Vec<Entity>) {
    let length = written - open.offset;
    if length == 0 {
        return;
    }
    let mut entity = Entity::new(open.kind, open.offset, length);
    if open.kind == EntityKind::TextLink {
        entity.url = open.argument.as_deref().and_then(link_target);
        if entity.url.is_none() {
            return;
        }
    } else if open.kind == EntityKind::Code {
        entity.language = open.argument;
    } else if open.kind == EntityKind::CustomEmoji {
        entity.custom_emoji_id = open.argument;
        if entity.custom_emoji_id.is_none() {
            return;
        }
    } else if open.kind == EntityKind::Pre {
        // <pre><code class="language-x"> is one block of code in the language x
        let inner =
            entities.iter().position(|e| e.kind == EntityKind::Code && e.offset == open.offset && e.length == length);
        if let Some(inner) = inner {
            entity.language = entities.remove(inner).language;
        }
    }
    entities.push(entity);
}

/// One character reference at the start of `rest`, or the ampersand itself.
fn reference(rest: &str) -> (char, usize) {
    let whole = || {
        let end = rest.find(';').filter(|end| *end <= 10)?;
        let name = &rest[1..end];
        let letter = match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            _ => {
                let digits = name.strip_prefix('#')?;
                let code = match digits.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => digits.parse().ok()?,
                };
                char::from_u32(code).filter(|letter| *letter != '\0')?
            }
        };
        Some((letter, end + 1))
    };
    whole().unwrap_or(('&', 1))
}

fn resolve(value: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some(next) = value[at..].chars().next() {
        let (letter, length) = if next == '&' { reference(&value[at..]) } else { (next, next.len_utf8()) };
        out.push(letter);
        at += length;
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::parse;
    use crate::entity::EntityKind::{Bold, Code, Italic, Pre, Spoiler, TextLink};

    #[test]
    fn tags_become_marks_counted_in_utf16() {
        let parsed = parse("🙂 <b>é <i>x</i></b> &lt;&amp;&#39; <a href=\"https://e.org/?a=1&amp;b=2\">l</a>").unwrap();
        assert_eq!(parsed.text, "🙂 é x <&' l");
        let marks: Vec<_> = parsed.entities.iter().map(|e| (e.kind, e.offset, e.length)).collect();
        assert_eq!(marks, [(Bold, 3, 3), (Italic, 5, 1), (TextLink, 11, 1)]);
        assert_eq!(parsed.entities[2].url.as_deref(), Some("https://e.org/?a=1&b=2"));
    }

    #[test]
    fn a_block_of_code_keeps_its_language_and_spoilers_have_two_spellings() {
        let parsed =
            parse("<pre><code class=\"language-rust\">let x;</code></pre><code class='language-c'>y</code>").unwrap();
        let marks: Vec<_> = parsed.entities.iter().map(|e| (e.kind, e.language.as_deref())).collect();
        assert_eq!(marks, [(Pre, Some("rust")), (Code, None)]);
        let spoilers = parse("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>").unwrap();
        assert!(spoilers.entities.iter().all(|e| e.kind == Spoiler));
    }

    #[test]
    fn what_is_wrong_is_said_in_telegrams_words() {
        for (source, complaint) in [
            ("<b>x", "Can't find end tag corresponding to start tag \"b\""),
            ("<b>x</i>", "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\""),
            ("x</b>", "Unexpected end tag at byte offset 1"),
            ("<blink>x</blink>", "Unsupported start tag \"blink\" at byte offset 0"),
            ("a < b", "Unclosed start tag at byte offset 2"),
        ] {
            assert_eq!(parse(source).unwrap_err(), complaint, "{source}");
        }
    }
}
