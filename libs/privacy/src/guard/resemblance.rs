//! A second look at what the detectors let pass: a linear classifier over the words, their beginnings and their meanings.
//!
//! It can only turn a pass into a question. Its weights are `data/resemblance.bin`, one signed byte for each bucket, which
//! `cargo run -p privacy --example train-guard` learns from labelled corpora; the same corpora give the same file.

use std::borrow::Cow;

use super::lexicon::{GivenNameCertainty, given, meaning as m};
use super::message::Message;
use crate::tokens::{TokenKind, tokens};

/// How many weights there are; a power of two.
pub(super) const BUCKETS: usize = 1 << 17;
/// How much one step of a weight is worth.
pub(super) const SCALE: f32 = 0.02;
/// The threshold is stored in finer steps than the weights, so many for one of theirs.
pub(super) const STEPS_OF_THRESHOLD: f32 = 10.0;
/// Of longer messages only the beginning is compared.
const MOST_TOKENS: usize = 400;
/// Meanings that classes of words take part in pairs with.
const CLASSES: u32 = 59;

/// What a message is compared with: weights, and in the last two bytes the threshold in steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondLook {
    bytes: Cow<'static, [u8]>,
}

static SHIPPED: SecondLook = SecondLook { bytes: Cow::Borrowed(include_bytes!("data/resemblance.bin")) };

impl SecondLook {
    /// The one that the guard takes.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// The one with these weights and this threshold.
    pub(super) const fn of(bytes: Vec<u8>) -> Self {
        Self { bytes: Cow::Owned(bytes) }
    }

    /// As it is stored.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether a message resembles those that gave somebody away.
    pub(super) fn resembles(&self, message: &Message<'_>) -> bool {
        let Some((weights, threshold)) = self.bytes.split_last_chunk::<2>() else { return false };
        let places = features_of(message);
        let sum: i32 =
            places.iter().filter_map(|place| weights.get(*place)).map(|weight| i32::from(weight.cast_signed())).sum();
        // Long messages have more features: the sum is weighed by their number.
        #[expect(clippy::cast_precision_loss, reason = "a message has few features")]
        let score = sum as f32 / (places.len().max(1) as f32).sqrt();
        !places.is_empty() && score > f32::from(i16::from_le_bytes(*threshold)) / STEPS_OF_THRESHOLD
    }
}

/// The features of a text as places among the weights, each once and in order, for training.
pub(super) fn features(text: &str) -> Vec<usize> {
    let undisguised = super::letters::plain_letters(text);
    let plain = super::spelling::plain_numbers(&undisguised.text);
    let tokens = tokens(&plain);
    features_of(&Message::new(&tokens))
}

fn features_of(message: &Message<'_>) -> Vec<usize> {
    let mut places = Vec::new();
    let mut add = |feature: &[&str]| {
        // FNV-1a: the same on every machine
        let hash = feature
            .iter()
            .flat_map(|part| part.bytes().chain([0]))
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        places.push(usize::try_from((hash ^ (hash >> 32)) & (BUCKETS as u64 - 1)).unwrap_or(0));
    };
    // nothing else of such a message matters
    if is_withheld(message) {
        add(&["withheld"]);
        return places;
    }
    let names = message.names.iter().filter(|name| !name.explained && name.surety > 0).count();
    add(&["names", &names.min(3).to_string()]);
    let explained = message.names.iter().any(|name| name.explained);
    add(&["explained", if explained { "y" } else { "n" }]);
    add(&["length", &message.tokens.len().ilog2_or_zero().to_string()]);
    let mut of_a_person = vec![false; message.tokens.len()];
    for name in message.names.iter().filter(|name| name.surety > 0) {
        of_a_person.iter_mut().take(name.end).skip(name.at).for_each(|part| *part = true);
    }
    let shapes: Vec<String> = (message.tokens.iter().enumerate().zip(&of_a_person).take(MOST_TOKENS))
        .map(|((at, token), named)| shape(message, at, token.kind, &token.plain, *named))
        .collect();
    for (at, token) in message.tokens.iter().enumerate().take(MOST_TOKENS) {
        let shape = shapes.get(at).map_or("", String::as_str);
        let next = shapes.get(at + 1).map_or("$", String::as_str);
        add(&["s", shape]);
        add(&["ss", shape, next]);
        if token.kind != TokenKind::Word || given(&token.plain) == GivenNameCertainty::Yes {
            continue;
        }
        let plain = token.plain.as_str();
        add(&["w", plain]);
        for length in 4..=7 {
            if let Some(stem) = plain.get(..length).filter(|_| plain.len() > length) {
                add(&["p", stem]);
            }
        }
        if let Some(before) = at.checked_sub(1).and_then(|before| message.tokens.get(before)) {
            add(&[
                "ww",
                before.plain.get(..before.plain.len().min(5)).unwrap_or_default(),
                plain.get(..plain.len().min(5)).unwrap_or(plain),
            ]);
        }
    }
    let classes: Vec<u32> = (0..CLASSES).filter(|class| message.all & (1 << class) != 0).collect();
    for (index, class) in classes.iter().enumerate() {
        add(&["c", &class.to_string()]);
        for other in classes.iter().skip(index + 1) {
            add(&["cc", &class.to_string(), &other.to_string()]);
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// Whether it says that names be not written, sent or shown, and names nobody itself.
fn is_withheld(message: &Message<'_>) -> bool {
    const REACH: usize = 4;
    let written = |at: &usize| {
        message.tokens.get(*at).is_some_and(|token| WRITING.iter().any(|stem| token.plain.starts_with(stem)))
            && message.near(*at, at + 1, REACH, m::NEGATION)
    };
    message.has(m::CALLED | m::UNMASKED)
        && !message.has(m::BUT | m::COMPARED | m::KNOWING | m::LOOKS | m::PLACE | m::BACKWARDS)
        && message.names.iter().all(|name| name.surety == 0)
        && message.tokens.iter().all(|token| token.kind != TokenKind::Number)
        && (0..message.tokens.len()).any(|at| written(&at))
}

/// The beginnings of words for writing, sending, telling and showing.
const WRITING: &[&str] = &[
    "shkru", "shkruj", "dergo", "qoj", "thuaj", "thoni", "permend", "zbulo", "shfaq", "shpern", "publik", "regjistr",
    "vendos", "trego", "tregu", "kallz", "jep", "pis", "napis", "upis", "salj", "posalj", "slat", "rec", "pomin",
    "spomin", "otkri", "objav", "prika", "unos", "stavlj", "navod", "nave", "deli", "dijel", "stamp", "writ", "wrote",
    "send", "sent", "tell", "mention", "reveal", "disclos", "publish", "print", "show", "includ", "put", "share",
    "post", "type", "say", "give", "name",
];

/// What a word is rather than which: its most telling meaning.
fn shape(message: &Message<'_>, at: usize, kind: TokenKind, plain: &str, named: bool) -> String {
    const TELLING: &[(u64, &str)] = &[
        (m::VICTIM, "V"),
        (m::CHILD, "C"),
        (m::OFFICE, "O"),
        (m::KIN, "K"),
        (m::INSTITUTION, "I"),
        (m::ORGANISATION, "G"),
        (m::PLACE, "P"),
        (m::TIME, "T"),
        (m::CALLED, "N"),
        (m::PRONOUN, "H"),
        (m::LAW, "L"),
        (m::CASE, "Q"),
        (m::MONEY, "M"),
        (m::EXPLOITED, "E"),
        (m::PERSON, "X"),
        (m::NEGATION, "-"),
        (m::TALK, "t"),
    ];
    if named {
        return "A".to_owned();
    }
    if kind == TokenKind::Number {
        return format!("0{}", plain.len().min(12));
    }
    let means = message.meanings.get(at).copied().unwrap_or(0);
    let telling = TELLING.iter().find(|(meaning, _)| means & meaning != 0).map(|(_, name)| *name);
    match (telling, kind) {
        (Some(name), _) => name.to_owned(),
        (None, TokenKind::Sign) => plain.chars().take(1).collect(),
        (None, _) => "w".to_owned(),
    }
}

trait Magnitude {
    fn ilog2_or_zero(self) -> u32;
}

impl Magnitude for usize {
    fn ilog2_or_zero(self) -> u32 {
        self.checked_ilog2().unwrap_or(0)
    }
}
