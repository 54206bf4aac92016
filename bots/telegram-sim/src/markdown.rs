//! Telegram's Markdown, second version (`parse_mode=MarkdownV2`): every reserved character is either a mark or escaped.

use crate::entity::{Entity, EntityKind, Formatted, link_target};

struct Open {
    kind: EntityKind,
    /// Where the mark stood in the source, in bytes, for the complaint.
    byte: usize,
    offset: usize,
    language: Option<String>,
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    text: String,
    written: usize,
    open: Vec<Open>,
    entities: Vec<Entity>,
}

/// The text without its marks, or what Telegram says is wrong with it.
pub(crate) fn parse(source: &str) -> Result<Formatted, String> {
    let mut reader = Reader { source, at: 0, text: String::new(), written: 0, open: Vec::new(), entities: Vec::new() };
    while let Some(next) = reader.rest().chars().next() {
        reader.step(next)?;
    }
    if reader.open.last().is_some_and(|open| open.kind == EntityKind::Blockquote) {
        reader.close(None);
    }
    if let Some(open) = reader.open.last() {
        return Err(format!("Can't find end of {} entity at byte offset {}", name_of(open.kind), open.byte));
    }
    reader.entities.sort_by(|a, b| a.offset.cmp(&b.offset).then(b.length.cmp(&a.length)));
    Ok(Formatted { text: reader.text, entities: reader.entities })
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn push(&mut self, letter: char) {
        self.text.push(letter);
        self.written += letter.len_utf16();
        self.at += letter.len_utf8();
    }

    fn step(&mut self, next: char) -> Result<(), String> {
        if next == '\\' {
            let escaped = self.rest()[1..].chars().next().filter(|c| c.is_ascii() && *c > '\0');
            if let Some(escaped) = escaped {
                self.at += 1;
                self.push(escaped);
            } else {
                self.push('\\');
            }
            return Ok(());
        }
        let inside = self.open.last().map(|open| open.kind);
        if matches!(inside, Some(EntityKind::Code | EntityKind::Pre)) {
            let mark = if inside == Some(EntityKind::Code) { "`" } else { "```" };
            if self.rest().starts_with(mark) {
                self.at += mark.len();
                self.close(None);
            } else {
                self.push(next);
            }
            return Ok(());
        }
        match next {
            '*' => self.toggle(EntityKind::Bold, "*"),
            '_' if self.rest().starts_with("__") => self.toggle(EntityKind::Underline, "__"),
            '_' => self.toggle(EntityKind::Italic, "_"),
            '~' => self.toggle(EntityKind::Strikethrough, "~"),
            '|' if self.rest().starts_with("||") => self.toggle(EntityKind::Spoiler, "||"),
            '`' if self.rest().starts_with("```") => self.begin_block(),
            '`' => self.begin(EntityKind::Code, 1, None),
            '[' => self.begin(EntityKind::TextLink, 1, None),
            ']' if inside == Some(EntityKind::TextLink) => return self.end_link(),
            '>' if self.text.is_empty() || self.text.ends_with('\n') => {
                if self.open.iter().any(|open| open.kind == EntityKind::Blockquote) {
                    self.at += 1;
                } else {
                    self.begin(EntityKind::Blockquote, 1, None);
                }
            }
            '\n' => {
                if inside == Some(EntityKind::Blockquote) && !self.rest()[1..].starts_with('>') {
                    self.close(None);
                }
                self.push('\n');
            }
            ']' | '(' | ')' | '>' | '#' | '+' | '-' | '=' | '|' | '{' | '}' | '.' | '!' => {
                return Err(format!("Character '{next}' is reserved and must be escaped with the preceding '\\'"));
            }
            other => self.push(other),
        }
        Ok(())
    }

    /// A mark that looks the same at both ends: it ends the innermost mark if that is of its kind.
    fn toggle(&mut self, kind: EntityKind, mark: &str) {
        if self.open.last().is_some_and(|open| open.kind == kind) {
            self.at += mark.len();
            self.close(None);
        } else {
            self.begin(kind, mark.len(), None);
        }
    }

    fn begin(&mut self, kind: EntityKind, mark: usize, language: Option<String>) {
        self.open.push(Open { kind, byte: self.at, offset: self.written, language });
        self.at += mark;
    }

    fn begin_block(&mut self) {
        let body = &self.rest()[3..];
        let first_line = body.split('\n').next().unwrap_or_default();
        let named = body.len() > first_line.len() && !first_line.contains('`') && !first_line.contains(' ');
        let language = (named && !first_line.is_empty()).then(|| first_line.to_owned());
        let skipped = if named { first_line.len() + 1 } else { 0 };
        self.begin(EntityKind::Pre, 3 + skipped, language);
    }

    fn end_link(&mut self) -> Result<(), String> {
        self.at += 1;
        let Some(after) = self.rest().strip_prefix('(') else {
            return Err(format!("Can't find the link of a TextUrl entity at byte offset {}", self.at));
        };
        let mut address = String::new();
        let mut letters = after.char_indices();
        while let Some((at, letter)) = letters.next() {
            match letter {
                ')' => {
                    self.at += 1 + at + 1;
                    self.close(link_target(&address));
                    return Ok(());
                }
                '\\' => address.extend(letters.next().map(|(_, escaped)| escaped)),
                other => address.push(other),
            }
        }
        Err(format!("Can't find end of a URL at byte offset {}", self.at))
    }

    fn close(&mut self, url: Option<String>) {
        let Some(open) = self.open.pop() else { return };
        let length = self.written - open.offset;
        if length == 0 || (open.kind == EntityKind::TextLink && url.is_none()) {
            return;
        }
        let mut entity = Entity::new(open.kind, open.offset, length);
        entity.url = url;
        entity.language = open.language;
        self.entities.push(entity);
    }
}

fn name_of(kind: EntityKind) -> String {
    if kind == EntityKind::TextLink { "TextUrl".to_owned() } else { format!("{kind:?}") }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::parse;
    use crate::entity::EntityKind::{Blockquote, Bold, Code, Italic, Pre, TextLink, Underline};

    #[test]
    fn marks_nest_and_escapes_are_letters() {
        let parsed = parse("*a _b_* __u__ 1\\.5 `x*y` [l\\]](http://e.org/\\)a)").unwrap();
        assert_eq!(parsed.text, "a b u 1.5 x*y l]");
        let marks: Vec<_> = parsed.entities.iter().map(|e| (e.kind, e.offset, e.length)).collect();
        assert_eq!(marks, [(Bold, 0, 3), (Italic, 2, 1), (Underline, 4, 1), (Code, 10, 3), (TextLink, 14, 2)]);
        assert_eq!(parsed.entities[4].url.as_deref(), Some("http://e.org/)a"));
    }

    #[test]
    fn blocks_and_quotes_end_where_they_end() {
        let parsed = parse("```rust\nlet x = 1;```\n>one\n>two\nafter").unwrap();
        assert_eq!(parsed.text, "let x = 1;\none\ntwo\nafter");
        let marks: Vec<_> = parsed.entities.iter().map(|e| (e.kind, e.offset, e.length)).collect();
        assert_eq!(marks, [(Pre, 0, 10), (Blockquote, 11, 7)]);
        assert_eq!(parsed.entities[0].language.as_deref(), Some("rust"));
    }

    #[test]
    fn what_is_wrong_is_said_in_telegrams_words() {
        for (source, complaint) in [
            ("1.5", "Character '.' is reserved and must be escaped with the preceding '\\'"),
            ("a *b", "Can't find end of Bold entity at byte offset 2"),
            ("[x](http://e", "Can't find end of a URL at byte offset 3"),
        ] {
            assert_eq!(parse(source).unwrap_err(), complaint, "{source}");
        }
    }
}
