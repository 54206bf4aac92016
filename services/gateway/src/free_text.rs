//! What the guard has against a text that came with a page's form or a request of the API.
//!
//! The command service looks at every text as well; here it is looked at before, because only here it is known which field
//! it was, and because the kinds of what was found do not travel with a rejection. Kinds only, never a word of the text.

use coordination::off_runtime;
use events::Command;
use events::refusal::{AskedAbout, NotToBeKept};
use privacy::guard::{Doubt, Finding, Verdict, guard};

/// Why a text is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Objection {
    /// It may speak of an official: whoever wrote it is asked. None are told when the command service asked.
    Asks(Vec<Doubt>),
    /// It looks like it shows who a victim is. None are told when the command service refused.
    Refuses(Vec<Finding>),
}

impl Objection {
    /// To one text.
    pub(crate) fn to(text: &str) -> Option<Self> {
        match off_runtime(text.len(), || guard(text)) {
            Verdict::Pass => None,
            Verdict::Ask(doubts) => Some(Self::Asks(doubts.iter().copied().collect())),
            Verdict::Refuse(found) => Some(Self::Refuses(found.iter().copied().collect())),
        }
    }

    /// To a command by any of its texts; one that is refused weighs more than one that is asked about.
    pub(crate) fn to_command(command: &Command) -> Option<Self> {
        let public = command.published_texts();
        let all: Vec<Self> = command
            .free_texts()
            .into_iter()
            .filter_map(|text| {
                Self::to(text).filter(|objection| !(public.contains(&text) && matches!(objection, Self::Asks(_))))
            })
            .collect();
        Self::heaviest(&all).cloned()
    }

    /// The one to be told of several: one that is refused weighs more than one that is asked about.
    pub(crate) fn heaviest(all: &[Self]) -> Option<&Self> {
        let refused = all.iter().find(|objection| matches!(objection, Self::Refuses(_)));
        refused.or(all.first())
    }

    /// The code by which programs tell it; it never changes.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Asks(_) => AskedAbout::CODE,
            Self::Refuses(_) => NotToBeKept::CODE,
        }
    }

    /// What was found or is in doubt, as codes.
    pub(crate) fn kinds(&self) -> Vec<&'static str> {
        match self {
            Self::Asks(doubts) => doubts.iter().map(|doubt| doubt.code()).collect(),
            Self::Refuses(found) => found.iter().map(|finding| finding.code()).collect(),
        }
    }

    /// What was found or is in doubt, as the keys of texts.
    pub(crate) fn kind_keys(&self) -> Vec<String> {
        match self {
            Self::Asks(doubts) => doubts.iter().map(|doubt| doubt.message_key()).collect(),
            Self::Refuses(found) => found.iter().map(|finding| finding.message_key()).collect(),
        }
    }

    /// The text that says it: beside a field when the kinds are known, else as any refusal.
    pub(crate) fn text_key(&self) -> String {
        match self {
            Self::Asks(doubts) if !doubts.is_empty() => "guard-field-asks".to_owned(),
            Self::Refuses(found) if !found.is_empty() => "guard-field-refuses".to_owned(),
            Self::Asks(_) | Self::Refuses(_) => format!("refusal-{}", self.code()),
        }
    }
}
