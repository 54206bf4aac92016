//! What is said to the bot rather than of a task, and short answers to an invitation.
//!
//! These count only when nothing else is said: “gabim” alone takes back, “gabim adresë” does not.

use super::analysis::Analysis;
use super::lexicon::Cue;
use super::{Aside, Attendance};
use privacy::tokens::TokenKind;

/// An aside has no more words.
const LONGEST: usize = 6;

/// Yes, and no, as they answer an invitation.
const YES: &[&str] = &[
    "po",
    "posi",
    "yes",
    "yep",
    "yeah",
    "yup",
    "aye",
    "da",
    "evet",
    "ok",
    "okej",
    "okay",
    "sigurisht",
    "patjeter",
    "gjithsesi",
    "sure",
    "naravno",
    "svakako",
    "dakord",
    "mire",
    "mir",
    "moze",
    "mundem",
    "mundemi",
    "mogu",
    "mozemo",
    "can",
    "qysh",
    "jo",
    "hajt",
    "vazi",
    "gladly",
    "rado",
    "bicu",
    "hocu",
    "hocemo",
    "dua",
    "duam",
    "of",
    "course",
];
const NO: &[&str] = &[
    "jo",
    "nuk",
    "s",
    "no",
    "nope",
    "ne",
    "nah",
    "necu",
    "necemo",
    "sun",
    "smuj",
    "smund",
    "smundem",
    "smunem",
    "skom",
    "cant",
    "cannot",
    "nazalost",
    "unfortunately",
    "fatkeqesisht",
];
/// Words that may stand beside them.
const BESIDE: &[&str] = &[
    "mundem",
    "mundemi",
    "muj",
    "mujm",
    "mund",
    "munem",
    "mogu",
    "mozemo",
    "mogucnosti",
    "can",
    "not",
    "i",
    "we",
    "une",
    "ne",
    "na",
    "mi",
    "ja",
    "me",
    "kenaqesi",
    "kete",
    "here",
    "kesaj",
    "ovaj",
    "put",
    "this",
    "time",
    "sorry",
    "fal",
    "falni",
    "kam",
    "mundesi",
    "da",
    "dot",
    "po",
    "qejf",
    "sa",
    "zadovoljstvom",
    "be",
    "able",
    "to",
    "am",
    "aty",
    "tamo",
    "there",
    "vete",
    "qysh",
    "jo",
    "course",
    "of",
];
/// Words of coming from afar: whoever asks for a link comes.
const FROM_AFAR: &[&str] = &[
    "online", "zoom", "teams", "skype", "webex", "link", "linkun", "link-un", "remotely", "video", "onlajn", "distance",
];

/// What is said to the bot, when nothing else is said.
pub(super) fn aside(of: &Analysis<'_>) -> Option<Aside> {
    let words = of.words();
    if words == 0 || words > LONGEST {
        return None;
    }
    let only = |cue: Cue| {
        of.has(cue)
            && (0..of.tokens.len()).all(|at| {
                of.tokens.get(at).is_some_and(|token| token.kind != TokenKind::Word)
                    || of.matches.iter().any(|found| {
                        at >= found.at
                            && at < found.end()
                            && (found.cue == cue
                                || matches!(found.cue, Cue::Filler | Cue::Greeting | Cue::Thanks | Cue::Ours))
                    })
            })
    };
    let asides = [
        (Cue::Undo, Aside::Undo),
        (Cue::Stop, Aside::Stop),
        (Cue::Help, Aside::Help),
        (Cue::Thanks, Aside::Thanks),
        (Cue::Greeting, Aside::Greeting),
    ];
    asides.into_iter().find(|(cue, _)| only(*cue)).map(|(_, aside)| aside)
}

/// What a short answer says to an invitation; `None` when it says more than that.
pub(super) fn answer_to_invitation(of: &Analysis<'_>) -> Option<Attendance> {
    let words: Vec<&str> =
        of.tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.plain.as_str()).collect();
    let asked = of.tokens.iter().any(|token| token.is("?"));
    if words.iter().any(|word| FROM_AFAR.contains(word)) && words.len() <= 12 && !of.has(Cue::Not) {
        return Some(Attendance::Attending);
    }
    if asked || words.is_empty() || words.len() > LONGEST || !of.days.is_empty() || of.has(Cue::Finished) {
        return None;
    }
    let known = |lists: &[&[&str]]| {
        words.iter().all(|word| {
            lists.iter().any(|list| list.contains(word))
                || of.matches.iter().any(|found| {
                    matches!(found.cue, Cue::Thanks | Cue::Greeting)
                        && of.tokens.get(found.at..found.end()).unwrap_or_default().iter().any(|token| token.is(word))
                })
        })
    };
    let first = *words.first()?;
    let denies = (NO.contains(&first) && !(first == "ne" && words.len() > 1 && words.contains(&"vijme")))
        || (of.has(Cue::Not) && !words.contains(&"problem"));
    if denies && known(&[NO, BESIDE]) {
        return Some(Attendance::NotAttending { reason: None });
    }
    (!denies && YES.contains(&first) && known(&[YES, BESIDE])).then_some(Attendance::Attending)
}
