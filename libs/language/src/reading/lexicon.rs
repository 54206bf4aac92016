//! The lexicon: which words contribute what to a reply. It is data, one file for each language under `lexicon/`, read once.
//!
//! This module knows the form of those files and how their patterns are matched against tokens. It does not know what a
//! reply means: that is for `judge`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use events::language::Language;

use super::verbs::{Form, forms_of_verbs};
use privacy::tokens::{Token, TokenKind};

/// The files, with their language.
const FILES: [(Language, &str); 3] = [
    (Language::Sq, include_str!("../../lexicon/sq.txt")),
    (Language::Sr, include_str!("../../lexicon/sr.txt")),
    (Language::En, include_str!("../../lexicon/en.txt")),
];

/// How many tokens a gap (`..`) may pass over.
const LONGEST_GAP: usize = 4;

/// The lexicon, read on first use.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// What a phrase contributes to a reply. The sections of the lexicon files have these names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Cue {
    /// It is finished, or was sent, held, signed: done, if nothing in the sentence speaks against it.
    Finished,
    /// It is not finished, in so many words.
    Unfinished,
    /// “Ready”, which is also said of what is nearly so.
    Ready,
    /// Nearly, hardly, half.
    Nearly,
    /// A part of the task, or all but a part.
    Part,
    /// What is left to do.
    Remaining,
    /// It is being worked on.
    Working,
    /// It is stuck, or waits for somebody.
    Stuck,
    /// More time is wanted, or there is not enough.
    MoreTime,
    /// “More” before a span.
    More,
    /// Something is asked for.
    Request,
    /// Stands before the day until which.
    Until,
    /// Taken note of.
    Accept,
    /// Will be done.
    Will,
    /// “Will”, “do të”, “ćemo”: makes what follows a promise.
    Future,
    /// Will be begun, or looked at: a promise that asks for no time.
    Start,
    /// “Only”: what stands beside it is a part.
    Only,
    /// Belongs to somebody else.
    NotOurs,
    /// Comes to the meeting.
    Come,
    /// Does not come.
    NotCome,
    /// Somebody comes instead.
    Deputy,
    /// “Not”, “never”, “hardly”: what stands beside it is denied.
    Not,
    /// Must, should, wants, is to: not a fact.
    Must,
    /// If, when, until, maybe: not a fact yet.
    If,
    /// Begins a question.
    Question,
    /// Somebody said so, or it was written by mistake, or it is a joke.
    Reported,
    /// Others than the sender.
    Others,
    /// The sender and the sender's institution: “I”, “we”, “our”.
    Ours,
    /// Thanks for a message, which says nothing of a task.
    Thanks,
    /// Thanks for time that was given, or agreement with a term.
    ThanksTime,
    /// A greeting or an apology.
    Greeting,
    /// Leave, a closed office.
    Leave,
    /// The deadline has passed.
    DeadlinePast,
    /// Says nothing of its own.
    Filler,
    /// Take it back.
    Undo,
    /// Asks how the bot is used.
    Help,
    /// Stop writing to me.
    Stop,
    /// A verb of doing in the present.
    Doing,
    /// A verb of doing in its infinitive or base form.
    ToDo,
}

impl Cue {
    fn of_section(name: &str) -> Option<Self> {
        Some(match name {
            "finished" => Self::Finished,
            "unfinished" => Self::Unfinished,
            "ready" => Self::Ready,
            "nearly" => Self::Nearly,
            "part" => Self::Part,
            "remaining" => Self::Remaining,
            "working" => Self::Working,
            "stuck" => Self::Stuck,
            "more_time" => Self::MoreTime,
            "more" => Self::More,
            "request" => Self::Request,
            "until" => Self::Until,
            "accept" => Self::Accept,
            "will" => Self::Will,
            "future" => Self::Future,
            "start" => Self::Start,
            "only" => Self::Only,
            "not_ours" => Self::NotOurs,
            "come" => Self::Come,
            "not_come" => Self::NotCome,
            "deputy" => Self::Deputy,
            "not" => Self::Not,
            "must" => Self::Must,
            "if" => Self::If,
            "question" => Self::Question,
            "reported" => Self::Reported,
            "others" => Self::Others,
            "ours" => Self::Ours,
            "thanks" => Self::Thanks,
            "thanks_time" => Self::ThanksTime,
            "greeting" => Self::Greeting,
            "leave" => Self::Leave,
            "deadline_past" => Self::DeadlinePast,
            "filler" => Self::Filler,
            "undo" => Self::Undo,
            "help" => Self::Help,
            "stop" => Self::Stop,
            _ => return None,
        })
    }

    /// The cue of a verb's form.
    const fn of_form(form: Form) -> Self {
        match form {
            Form::Finished => Self::Finished,
            Form::Present => Self::Doing,
            Form::Future => Self::Will,
            Form::Base => Self::ToDo,
        }
    }
}

/// One word of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    /// One of these words, exactly or by their beginning.
    Word(Vec<Alternative>),
    /// May be left out.
    Optional(Box<Element>),
    /// Up to [`LONGEST_GAP`] words that are not looked at.
    Gap,
    /// A number in digits.
    Number,
    /// A verb of doing in this form.
    Verb(Form),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Alternative {
    Exact(String),
    Beginning(String),
}

impl Alternative {
    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Exact(exact) => exact == word,
            Self::Beginning(beginning) => word.starts_with(beginning.as_str()),
        }
    }
}

#[derive(Debug)]
struct Pattern {
    cue: Cue,
    language: Language,
    elements: Vec<Element>,
}

/// A pattern found in a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) cue: Cue,
    pub(super) language: Language,
    pub(super) at: usize,
    pub(super) length: usize,
}

impl Match {
    /// The token after the last.
    pub(super) const fn end(&self) -> usize {
        self.at + self.length
    }
}

/// All patterns, with what finds them fast.
pub(super) struct Lexicon {
    patterns: Vec<Pattern>,
    by_word: HashMap<String, Vec<usize>>,
    by_letters: HashMap<String, Vec<usize>>,
    anywhere: Vec<usize>,
    /// Every whole word of the patterns, with the languages that have it.
    words: HashMap<String, HashSet<Language>>,
    verbs: HashMap<String, Vec<(Language, Form)>>,
}

/// By so many letters patterns that begin with a beginning of a word are found.
const LETTERS: usize = 2;

fn first_letters(word: &str) -> &str {
    word.char_indices().nth(LETTERS).and_then(|(at, _)| word.get(..at)).unwrap_or(word)
}

impl Lexicon {
    fn read() -> Self {
        let mut lexicon = Self {
            patterns: Vec::new(),
            by_word: HashMap::new(),
            by_letters: HashMap::new(),
            anywhere: Vec::new(),
            words: HashMap::new(),
            verbs: HashMap::new(),
        };
        for (language, file) in FILES {
            let mut section = "";
            for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
                if let Some(name) = line.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
                    section = name;
                } else if section == "verbs" {
                    lexicon.add_verbs(language, line);
                } else if let Some(cue) = Cue::of_section(section) {
                    for pattern in line.split('|') {
                        lexicon.add(language, cue, pattern.trim());
                    }
                }
            }
        }
        lexicon
    }

    fn add_verbs(&mut self, language: Language, line: &str) {
        for (word, form) in forms_of_verbs(language, line) {
            self.words.entry(word.clone()).or_default().insert(language);
            let forms = self.verbs.entry(word).or_default();
            if !forms.contains(&(language, form)) {
                forms.push((language, form));
            }
        }
    }

    fn add(&mut self, language: Language, cue: Cue, pattern: &str) {
        let elements: Vec<Element> = pattern.split(' ').filter(|word| !word.is_empty()).map(element).collect();
        let index = self.patterns.len();
        let Some(first) = elements.first() else { return };
        for element in &elements {
            let mut element = element;
            while let Element::Optional(inner) = element {
                element = inner;
            }
            if let Element::Word(alternatives) = element {
                for alternative in alternatives {
                    let (Alternative::Exact(word) | Alternative::Beginning(word)) = alternative;
                    self.words.entry(word.clone()).or_default().insert(language);
                }
            }
        }
        match first {
            Element::Word(alternatives) => {
                for alternative in alternatives {
                    match alternative {
                        Alternative::Exact(word) => self.by_word.entry(word.clone()).or_default().push(index),
                        Alternative::Beginning(word) if word.chars().count() >= LETTERS => {
                            self.by_letters.entry(first_letters(word).to_owned()).or_default().push(index);
                        }
                        Alternative::Beginning(_) => self.anywhere.push(index),
                    }
                }
            }
            Element::Optional(_) | Element::Gap | Element::Number | Element::Verb(_) => self.anywhere.push(index),
        }
        self.patterns.push(Pattern { cue, language, elements });
    }

    /// The languages that have this word, by whole words of the patterns and by forms of verbs.
    pub(super) fn languages(&self, word: &str) -> Option<&HashSet<Language>> {
        self.words.get(word)
    }

    /// Every word of the lexicon.
    pub(super) fn all_words(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    /// The forms of verbs of doing that a word can be.
    pub(super) fn forms(&self, word: &str) -> &[(Language, Form)] {
        self.verbs.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether a word is the beginning of some pattern's word or a whole one.
    fn candidates(&self, word: &str) -> impl Iterator<Item = usize> {
        let exact = self.by_word.get(word).into_iter().flatten();
        let near = self.by_letters.get(first_letters(word)).into_iter().flatten();
        exact.chain(near).chain(&self.anywhere).copied()
    }

    /// All patterns that begin at this token, those of every language.
    pub(super) fn matches_at(&self, tokens: &[Token<'_>], at: usize) -> Vec<Match> {
        let Some(token) = tokens.get(at) else { return Vec::new() };
        let mut found = Vec::new();
        let mut tried: Vec<usize> = self.candidates(&token.plain).collect();
        tried.sort_unstable();
        tried.dedup();
        for index in tried {
            let Some(pattern) = self.patterns.get(index) else { continue };
            if let Some(length) = self.length_of(&pattern.elements, tokens, at)
                && length > 0
            {
                found.push(Match { cue: pattern.cue, language: pattern.language, at, length });
            }
        }
        for (language, form) in self.forms(&token.plain) {
            found.push(Match { cue: Cue::of_form(*form), language: *language, at, length: 1 });
        }
        found
    }

    /// How many tokens the elements take when they begin here; the fewest that a gap allows.
    fn length_of(&self, elements: &[Element], tokens: &[Token<'_>], at: usize) -> Option<usize> {
        let Some((first, rest)) = elements.split_first() else { return Some(0) };
        let token = tokens.get(at);
        match first {
            Element::Word(alternatives) => {
                let token = token?;
                if !alternatives.iter().any(|alternative| alternative.fits(&token.plain)) {
                    return None;
                }
                self.length_of(rest, tokens, at + 1).map(|length| length + 1)
            }
            Element::Optional(inner) => {
                let with = if let Element::Word(alternatives) = inner.as_ref()
                    && token.is_some_and(|token| alternatives.iter().any(|it| it.fits(&token.plain)))
                {
                    self.length_of(rest, tokens, at + 1).map(|length| length + 1)
                } else {
                    None
                };
                with.or_else(|| self.length_of(rest, tokens, at))
            }
            Element::Gap => (0..=LONGEST_GAP).find_map(|passed| {
                let between = tokens.get(at..at + passed)?;
                if between.iter().any(|token| ends_clause(token)) {
                    return None;
                }
                self.length_of(rest, tokens, at + passed).map(|length| length + passed)
            }),
            Element::Number => {
                token.filter(|token| token.kind == TokenKind::Number)?;
                self.length_of(rest, tokens, at + 1).map(|length| length + 1)
            }
            Element::Verb(form) => {
                let token = token?;
                if !self.forms(&token.plain).iter().any(|(_, of)| of == form) {
                    return None;
                }
                self.length_of(rest, tokens, at + 1).map(|length| length + 1)
            }
        }
    }
}

/// Whether a sign ends what a gap may reach over.
fn ends_clause(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Sign && [".", "!", "?", ";"].contains(&token.plain.as_str())
}

fn element(word: &str) -> Element {
    if let Some(optional) = word.strip_prefix('?') {
        return Element::Optional(Box::new(element(optional)));
    }
    match word {
        ".." => Element::Gap,
        "<n>" => Element::Number,
        "@fin" => Element::Verb(Form::Finished),
        "@now" => Element::Verb(Form::Present),
        "@inf" => Element::Verb(Form::Base),
        "/" => Element::Word(vec![Alternative::Exact("/".to_owned())]),
        _ => Element::Word(
            word.split('/')
                .map(|word| match word.strip_suffix('*') {
                    Some(beginning) => Alternative::Beginning(beginning.to_owned()),
                    None => Alternative::Exact(word.to_owned()),
                })
                .collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cue, FILES, LEXICON, Lexicon};
    use privacy::tokens::tokens;

    fn cues(text: &str) -> Vec<Cue> {
        let tokens = tokens(text);
        (0..tokens.len()).flat_map(|at| LEXICON.matches_at(&tokens, at)).map(|found| found.cue).collect()
    }

    #[test]
    fn every_section_is_known_and_every_word_is_in_plain_form() {
        for (language, file) in FILES {
            for line in file.lines().filter(|line| !line.starts_with('#')) {
                if let Some(name) = line.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
                    assert!(name == "verbs" || Cue::of_section(name).is_some(), "{language:?}: section {name}");
                }
                let words: String = line.chars().filter(|letter| letter.is_alphabetic()).collect();
                let plain: String = tokens(&words).into_iter().map(|token| token.plain).collect();
                assert_eq!(plain, words, "{language:?}: {line}");
            }
        }
        assert!(Lexicon::read().patterns.len() > 3_000);
    }

    #[test]
    fn gaps_optional_words_and_verbs_are_matched() {
        assert!(cues("faleminderit shumë për shtyrjen").contains(&Cue::ThanksTime));
        assert!(cues("pa ate nuk mundem").contains(&Cue::Stuck));
        assert!(cues("završili smo").contains(&Cue::Finished));
        assert!(cues("e dorëzojmë").contains(&Cue::Doing));
        assert!(!cues("we submit").contains(&Cue::Finished));
    }
}
