//! The marks on a text: bold, a link, a command. Offsets and lengths count UTF-16 code units, as Telegram's do.

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EntityKind {
    Mention,
    Hashtag,
    Cashtag,
    BotCommand,
    Url,
    Email,
    PhoneNumber,
    Bold,
    Italic,
    Underline,
    Strikethrough,
    Spoiler,
    Blockquote,
    ExpandableBlockquote,
    Code,
    Pre,
    TextLink,
    TextMention,
    CustomEmoji,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entity {
    #[serde(rename = "type")]
    pub(crate) kind: EntityKind,
    pub(crate) offset: usize,
    pub(crate) length: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) custom_emoji_id: Option<String>,
}

impl Entity {
    pub(crate) fn new(kind: EntityKind, offset: usize, length: usize) -> Self {
        Self { kind, offset, length, url: None, language: None, user: None, custom_emoji_id: None }
    }

    fn overlaps(&self, offset: usize, length: usize) -> bool {
        self.offset < offset + length && offset < self.offset + self.length
    }
}

/// A text with its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Formatted {
    pub(crate) text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) entities: Vec<Entity>,
}

pub(crate) fn utf16_len(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The address of a link, made whole as Telegram does it, or nothing if it is no address.
pub(crate) fn link_target(href: &str) -> Option<String> {
    let parsed = reqwest::Url::parse(href).or_else(|_| reqwest::Url::parse(&format!("http://{href}"))).ok()?;
    let usable = match parsed.scheme() {
        "http" | "https" => parsed.host_str().is_some(),
        scheme => matches!(scheme, "tg" | "ton" | "tonsite" | "mailto" | "tel"),
    };
    usable.then(|| parsed.to_string())
}

impl Formatted {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), entities: Vec::new() }
    }

    /// What Telegram does to each text: space at both ends goes, marks move along, addresses and commands that
    /// nobody marked are found.
    pub(crate) fn finish(self) -> Self {
        let start = utf16_len(&self.text) - utf16_len(self.text.trim_start());
        let text = self.text.trim().to_owned();
        let end = utf16_len(&text);
        let mut entities: Vec<Entity> = self
            .entities
            .into_iter()
            .filter_map(|mut entity| {
                let from = entity.offset.saturating_sub(start).min(end);
                let to = entity.offset.saturating_add(entity.length).saturating_sub(start).min(end);
                entity.offset = from;
                entity.length = to.saturating_sub(from);
                (entity.length > 0).then_some(entity)
            })
            .collect();
        for found in found_in(&text) {
            let taken = entities.iter().any(|entity| {
                let closed = matches!(
                    entity.kind,
                    EntityKind::Code
                        | EntityKind::Pre
                        | EntityKind::TextLink
                        | EntityKind::TextMention
                        | EntityKind::BotCommand
                        | EntityKind::Url
                        | EntityKind::Mention
                );
                closed && entity.overlaps(found.offset, found.length)
            });
            if !taken {
                entities.push(found);
            }
        }
        entities.sort_by(|a, b| a.offset.cmp(&b.offset).then(b.length.cmp(&a.length)));
        Self { text, entities }
    }
}

/// Commands, mentions and web addresses that stand in the text as words.
fn found_in(text: &str) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut offset = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if let Some((kind, length)) = word_kind(bare) {
            found.push(Entity::new(kind, offset, length));
        }
        offset += utf16_len(word);
    }
    found
}

fn word_kind(word: &str) -> Option<(EntityKind, usize)> {
    let name_length = |rest: &str| rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    if let Some(rest) = word.strip_prefix('/') {
        let length = name_length(rest);
        let addressed = rest[length..].strip_prefix('@').map_or(0, |bot| match name_length(bot) {
            0 => 0,
            name => name + 1,
        });
        return (1..=32).contains(&length).then_some((EntityKind::BotCommand, 1 + length + addressed));
    }
    if let Some(rest) = word.strip_prefix('@') {
        let length = name_length(rest);
        return (5..=32).contains(&length).then_some((EntityKind::Mention, 1 + length));
    }
    if word.starts_with("http://") || word.starts_with("https://") {
        let bare = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '\'']);
        return reqwest::Url::parse(bare).is_ok().then(|| (EntityKind::Url, utf16_len(bare)));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Entity, EntityKind, Formatted};

    #[test]
    fn commands_and_addresses_are_found_and_space_at_the_ends_goes() {
        let text = Formatted::plain("  /start abc, see https://example.org/x. 🙂 /help@some_bot ").finish();
        assert_eq!(text.text, "/start abc, see https://example.org/x. 🙂 /help@some_bot");
        assert_eq!(
            text.entities,
            [
                Entity::new(EntityKind::BotCommand, 0, 6),
                Entity::new(EntityKind::Url, 16, 21),
                Entity::new(EntityKind::BotCommand, 42, 14),
            ]
        );
    }

    #[test]
    fn marks_move_with_the_text_that_was_trimmed() {
        let marked = Formatted { text: "\n é x ".into(), entities: vec![Entity::new(EntityKind::Bold, 0, 6)] };
        assert_eq!(marked.finish().entities, [Entity::new(EntityKind::Bold, 0, 3)]);
    }
}
