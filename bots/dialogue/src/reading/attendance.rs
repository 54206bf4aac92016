//! Answers to a meeting's invitation: “vij”, “ne mogu da dođem, na putu sam”, “my deputy will attend”.
//!
//! The words of coming are the words of much else (“the data will come”), so a clause counts only when every word of it
//! is known here. What is said beside such a clause is the reason for not coming; beside “we come” it makes the whole
//! unclear, and the sender is asked.

use chrono::NaiveDate;
use events::language::Language::{self, En, Sq, Sr};
use events::text::Text;

use super::{Attendance, Reading, Statement};
use crate::dates::scan;
use crate::guard::{Verdict, guard};
use crate::tokens::{Kind, Token, phrase_at};

/// Words shorter than this are taken as typed.
const SHORTEST_MISTYPED: usize = 6;
/// A name of somebody has no more words.
const LONGEST_NAME: usize = 4;

/// What a phrase contributes to a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The sender comes.
    Comes,
    /// The sender does not.
    StaysAway,
    /// Somebody in the sender's place.
    Deputy,
    /// “Instead of me”: whoever else is named comes.
    InMyPlace,
    /// Somebody else comes or is sent.
    OtherComes,
    /// Denies coming.
    Denies,
    /// Says nothing of its own.
    Aside,
}

use Role::{Aside, Comes, Denies, Deputy, InMyPlace, OtherComes, StaysAway};

const WORDS: &[(Role, Language, &[&str])] = &[
    (
        Comes,
        Sq,
        &[
            "vij",
            "vi",
            "vijme",
            "vijm",
            "marr pjese",
            "marrim pjese",
            "marrim pjes",
            "marr pjes",
            "merr pjese",
            "me marre pjese",
            "me marr pjese",
            "me ardhe",
            "me ardh",
            "konfirmoj pjesemarrjen",
            "konfirmojme pjesemarrjen",
            "konfirmoj prezencen",
            "konfirmojme prezencen",
            "konfirmojme pranine",
            "konfirmoj pranine",
            "jemi aty",
            "jena aty",
            "jam aty",
            "prezent",
            "prezente",
            "te pranishem",
            "i pranishem",
            "e pranishme",
        ],
    ),
    (
        Comes,
        Sr,
        &[
            "dolazim",
            "dolazimo",
            "doci cu",
            "doci cemo",
            "doci",
            "dodjem",
            "dodjemo",
            "dodem",
            "dodemo",
            "dolazak",
            "prisustvo",
            "ucesce",
            "bicu tu",
            "bicemo tu",
            "bicu tamo",
            "bicemo tamo",
            "bicu prisutan",
            "bicu prisutna",
            "bicemo prisutni",
            "prisutni smo",
            "prisutan",
            "prisutna",
            "prisustvujem",
            "prisustvujemo",
            "prisustvovacu",
            "prisustvovacemo",
            "prisustvovati",
            "ucestvujem",
            "ucestvujemo",
            "ucestvovacu",
            "ucestvovacemo",
            "ucestvovati",
            "dolazimo svi",
        ],
    ),
    (
        Comes,
        En,
        &[
            "attend",
            "will attend",
            "attending",
            "attendance",
            "participation",
            "be there",
            "will be there",
            "be present",
            "come",
            "will come",
            "coming",
            "join",
            "will join",
            "joining",
            "participate",
            "participating",
            "count us in",
            "count me in",
            "see you there",
        ],
    ),
    (
        StaysAway,
        Sq,
        &[
            "svij",
            "svijme",
            "mungoj",
            "mungojme",
            "do te mungoj",
            "do te mungojme",
            "do mungoj",
            "do mungojme",
            "kena me mungu",
            "kem me mungu",
        ],
    ),
    (
        StaysAway,
        Sr,
        &["sprecen sam", "sprecena sam", "spreceni smo", "odsutan sam", "odsutna sam", "nece me biti", "nece nas biti"],
    ),
    (
        StaysAway,
        En,
        &[
            "wont make it",
            "cant make it",
            "cannot make it",
            "not make it",
            "unable to make it",
            "be absent",
            "have to miss",
            "count me out",
            "count us out",
        ],
    ),
    (
        Deputy,
        Sq,
        &[
            "zevendesi",
            "zevendesin",
            "zevendes",
            "zevendesja",
            "zevendesen",
            "zevendese",
            "zevendesuesi",
            "zevendesuesin",
            "zevendesuesja",
            "zevendesuesen",
            "kolegu",
            "kolegun",
            "kolegia",
            "kolegen",
        ],
    ),
    (
        Deputy,
        Sr,
        &[
            "zamenik",
            "zamenika",
            "zamenica",
            "zamenicu",
            "zamenicom",
            "zamjenik",
            "zamjenika",
            "zamjenica",
            "zamjenicu",
            "zamena",
            "zamenu",
        ],
    ),
    (Deputy, En, &["deputy", "a deputy", "substitute", "replacement", "stand in"]),
    (
        InMyPlace,
        Sq,
        &["ne vendin tim", "ne vendin tone", "ne vend timin", "ne vend tim", "ne emrin tim", "ne vend te meje"],
    ),
    (InMyPlace, Sr, &["umesto mene", "umesto nas", "umjesto mene", "umjesto nas", "u moje ime", "u nase ime"]),
    (
        InMyPlace,
        En,
        &[
            "instead",
            "instead of me",
            "instead of us",
            "in my place",
            "in our place",
            "on my behalf",
            "on our behalf",
            "for me",
        ],
    ),
    (
        OtherComes,
        Sq,
        &[
            "vjen",
            "do vjen",
            "do te vije",
            "do vije",
            "ka me ardh",
            "ka me ardhe",
            "vije",
            "dergoj",
            "e dergoj",
            "dergojme",
            "dergojm",
            "derguam",
            "kemi derguar",
            "kena dergu",
            "do te dergoj",
            "do te dergojme",
            "do dergoj",
            "do dergojme",
            "kena me dergu",
            "kem me dergu",
            "merr pjese",
            "do te marre pjese",
            "marre pjese",
            "marr pjese",
            "do te jete",
        ],
    ),
    (
        OtherComes,
        Sr,
        &[
            "saljem",
            "saljemo",
            "poslacu",
            "poslacemo",
            "poslali",
            "dolazi",
            "doci ce",
            "ce doci",
            "bice",
            "prisustvuje",
            "prisustvovace",
            "ce prisustvovati",
            "ucestvovace",
        ],
    ),
    (
        OtherComes,
        En,
        &[
            "sending",
            "send",
            "sent",
            "will send",
            "will",
            "will attend",
            "will come",
            "will be there",
            "will join",
            "is attending",
            "is coming",
            "attends",
            "comes",
            "goes",
            "will go",
            "coming",
            "attending",
        ],
    ),
    (
        Denies,
        Sq,
        &[
            "nuk", "nuq", "sun", "s", "smund", "smundem", "smundemi", "smundena", "smuj", "smujm", "smujme", "smunem",
            "spo", "sdo", "jo",
        ],
    ),
    (
        Denies,
        Sr,
        &[
            "ne",
            "necu",
            "necemo",
            "nece",
            "ne mogu",
            "ne mozemo",
            "nisam u mogucnosti",
            "nismo u mogucnosti",
            "nisam u prilici",
            "nismo u prilici",
            "nazalost ne",
        ],
    ),
    (
        Denies,
        En,
        &[
            "not",
            "no",
            "cant",
            "cannot",
            "wont",
            "unable",
            "unable to",
            "not able to",
            "dont",
            "arent",
            "couldnt",
            "never",
            "not be able to",
        ],
    ),
    (
        Aside,
        Sq,
        &[
            "po",
            "do",
            "te",
            "ne",
            "me",
            "une",
            "mund",
            "mundem",
            "mundemi",
            "muj",
            "kena",
            "kemi",
            "kem",
            "kam",
            "jam",
            "jemi",
            "takim",
            "takimin",
            "takimi",
            "mbledhje",
            "mbledhjen",
            "mbledhja",
            "sigurt",
            "sigurisht",
            "nga ana jone",
            "nga ana ime",
            "edhe",
            "fat keq",
            "fatkeqesisht",
            "me vjen keq",
            "na vjen keq",
            "kerkoj falje",
            "im",
            "ime",
            "tim",
            "tone",
            "jone",
            "faleminderit",
            "flm",
            "pershendetje",
            "mirdita",
            "miredita",
            "ok",
            "mire",
            "dakord",
            "ne rregull",
            "me kenaqesi",
            "gjithsesi",
            "ketu",
            "ate",
            "kete",
            "nje",
        ],
    ),
    (
        Aside,
        Sr,
        &[
            "da",
            "na",
            "sastanak",
            "sastanku",
            "sam",
            "smo",
            "cu",
            "cemo",
            "mi",
            "ja",
            "moj",
            "moja",
            "mog",
            "moju",
            "nas",
            "naseg",
            "nasu",
            "svog",
            "svoju",
            "sigurno",
            "svakako",
            "naravno",
            "nazalost",
            "zao mi je",
            "izvinite",
            "hvala",
            "zdravo",
            "dobar dan",
            "postovani",
            "potvrdjujem",
            "potvrdjujemo",
            "potvrdujem",
            "potvrdujemo",
            "mogu",
            "mozemo",
            "moci",
            "u redu",
            "vazi",
            "je",
            "svoje",
            "nase",
            "rado",
            "kolega",
            "koleginica",
            "kolegu",
            "koleginicu",
        ],
    ),
    (
        Aside,
        En,
        &[
            "yes",
            "i",
            "we",
            "ill",
            "well",
            "im",
            "were",
            "am",
            "are",
            "is",
            "will",
            "the",
            "to",
            "a",
            "an",
            "our",
            "my",
            "meeting",
            "at",
            "it",
            "this",
            "that",
            "of course",
            "sure",
            "ok",
            "okay",
            "thanks",
            "thank you",
            "hello",
            "hi",
            "dear",
            "dear all",
            "confirm",
            "confirmed",
            "confirming",
            "with pleasure",
            "gladly",
            "sorry",
            "unfortunately",
            "please",
            "apologies",
            "be",
            "can",
            "both",
            "also",
            "happy",
            "glad",
            "colleague",
            "good morning",
            "from our side",
            "somebody",
            "someone",
            "had",
            "afraid",
            "be able",
        ],
    ),
];

/// Words that lead to a reason and begin a clause of their own.
const BECAUSE: &[&str] =
    &["sepse", "pasi", "ngase", "per shkak", "jer", "posto", "zbog", "because", "since", "as", "due to"];
/// Words that begin a clause of their own.
const TURNS: &[&str] = &["por", "mirepo", "ali", "nego", "vec", "but"];
/// Signs between clauses.
const BREAKS: &[&str] = &[",", ";", ".", "!", ":", "-", "–", "—", "(", ")", "…"];

/// What one clause says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Clause {
    Comes,
    StaysAway,
    Deputy {
        who: Option<Text>,
    },
    /// A “no” of its own.
    Denial,
    /// Courtesies and the like.
    Nothing,
    /// Something else.
    Else,
}

/// Reads tokens as an answer to an invitation; `None`: they speak of no coming.
pub(super) fn attendance(text: &str, tokens: &[Token<'_>], today: NaiveDate) -> Option<Reading> {
    let clauses: Vec<(usize, Clause)> = spans(text, tokens)
        .into_iter()
        .map(|(from, until)| (from, clause(tokens.get(from..until).unwrap_or_default(), text, today)))
        .filter(|(_, clause)| *clause != Clause::Nothing)
        .collect();
    let says = |wanted: fn(&Clause) -> bool| clauses.iter().any(|(_, clause)| wanted(clause));
    let comes = says(|clause| *clause == Clause::Comes);
    let stays_away = says(|clause| *clause == Clause::StaysAway);
    let deputy = says(|clause| matches!(clause, Clause::Deputy { .. }));
    let refuses = says(|clause| *clause == Clause::Denial);
    if !comes && !stays_away && !deputy {
        return None;
    }
    let asked = tokens.iter().any(|token| token.is("?"));
    let else_said = clauses.iter().find(|(_, clause)| *clause == Clause::Else).map(|(from, _)| *from);
    let first = clauses.iter().map(|(_, clause)| clause).find(|clause| **clause != Clause::Denial);
    Some(match (comes, stays_away, deputy, else_said) {
        _ if asked => unclear(),
        (true, false, false, None) if !refuses => Reading::Invitation(Attendance::Attending),
        (false, true, false, None) => Reading::Invitation(Attendance::NotAttending { reason: None }),
        (false, true, false, Some(from)) if first == Some(&Clause::StaysAway) => {
            Reading::Invitation(Attendance::NotAttending { reason: words_from(text, tokens, from) })
        }
        (false, _, true, None) => Reading::Invitation(Attendance::Deputy { who: who(clauses) }),
        (_, _, _, _) => unclear(),
    })
}

fn unclear() -> Reading {
    Reading::Unnumbered(Statement::Unknown)
}

fn who(clauses: Vec<(usize, Clause)>) -> Option<Text> {
    clauses.into_iter().find_map(|(_, clause)| match clause {
        Clause::Deputy { who } => who,
        Clause::Comes | Clause::StaysAway | Clause::Denial | Clause::Nothing | Clause::Else => None,
    })
}

/// Where clauses begin and end.
fn spans(text: &str, tokens: &[Token<'_>]) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < tokens.len() {
        let here = tokens.get(at..).unwrap_or_default();
        let token = tokens.get(at);
        let line = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| {
            text.get(before.end..token.map_or(before.end, |token| token.start)).is_some_and(|it| it.contains('\n'))
        });
        let connective = [BECAUSE, TURNS].iter().any(|words| words.iter().any(|word| phrase_at(here, word).is_some()));
        if token.is_some_and(|token| BREAKS.contains(&token.plain.as_str())) {
            spans.push((from, at));
            from = at + 1;
        } else if line || (connective && at > from) {
            spans.push((from, at));
            from = at;
        }
        at += 1;
    }
    spans.push((from, tokens.len()));
    spans.into_iter().filter(|(from, until)| from < until).collect()
}

fn clause(tokens: &[Token<'_>], text: &str, today: NaiveDate) -> Clause {
    let mut roles: Vec<(Role, Language)> = Vec::new();
    let mut strangers: Vec<usize> = Vec::new();
    let mut at = TURNS.iter().filter_map(|turn| phrase_at(tokens, turn)).max().unwrap_or(0);
    while let Some(token) = tokens.get(at) {
        let here = tokens.get(at..).unwrap_or_default();
        let all = best(here);
        if let Some((length, _)) = all.first() {
            roles.extend(all.iter().map(|(_, role)| *role));
            at += length;
        } else if let Some(day) = scan(tokens, at, today) {
            at += day.length.max(1);
        } else {
            if token.kind != Kind::Sign {
                strangers.push(at);
            }
            at += 1;
        }
    }
    let is = |wanted: Role| roles.iter().any(|(role, _)| *role == wanted);
    let speaks = |wanted: Role, language: Language| roles.contains(&(wanted, language));
    // The Serbian “ne” is the Albanian “we” and “in”.
    let only_ne = roles.iter().filter(|(role, _)| *role == Denies).all(|(_, language)| *language == Sr)
        && tokens.iter().any(|token| token.is("ne"));
    let denies = is(Denies) && !(only_ne && !speaks(Comes, Sr) && !speaks(Deputy, Sr) && !speaks(OtherComes, Sr));
    let named = name(tokens, &strangers);
    let unnamed = strangers.is_empty();
    let sent = is(OtherComes) && !denies;
    if sent && ((is(Deputy) && (unnamed || named)) || (is(InMyPlace) && named)) {
        let words = if named { span_of(text, tokens, &strangers) } else { None };
        return Clause::Deputy { who: words.filter(|who| !matches!(guard(who.as_str()), Verdict::Refuse(_))) };
    }
    if !unnamed || is(Deputy) || is(InMyPlace) {
        return Clause::Else;
    }
    match (is(Comes), is(StaysAway), denies) {
        (_, true, false) | (true, false, true) => Clause::StaysAway,
        (true, false, false) => Clause::Comes,
        (_, true, true) => Clause::Else,
        (false, false, _) if is(OtherComes) => Clause::Else,
        (false, false, true) => Clause::Denial,
        (false, false, false) => Clause::Nothing,
    }
}

/// The longest phrases that begin here, each with its role: one phrase may have several.
fn best(here: &[Token<'_>]) -> Vec<(usize, (Role, Language))> {
    let mut found: Vec<(usize, (Role, Language))> = Vec::new();
    for (role, language, phrases) in WORDS {
        let longest =
            phrases.iter().filter_map(|phrase| phrase_at(here, phrase).or_else(|| mistyped(here, phrase))).max();
        found.extend(longest.map(|length| (length, (*role, *language))));
    }
    let longest = found.iter().map(|(length, _)| *length).max().unwrap_or(0);
    found.retain(|(length, _)| *length == longest);
    found
}

/// A long word with one slip in it. Denials are short and are never mistyped coming.
fn mistyped(here: &[Token<'_>], phrase: &str) -> Option<usize> {
    let token = here.first()?;
    let long_enough = token.plain.len() >= SHORTEST_MISTYPED && phrase.len() >= SHORTEST_MISTYPED;
    let same_start = token.plain.as_bytes().first() == phrase.as_bytes().first();
    let near = !phrase.contains(' ') && long_enough && same_start && strsim::osa_distance(&token.plain, phrase) == 1;
    let known = || WORDS.iter().any(|(_, _, phrases)| phrases.contains(&token.plain.as_str()));
    (near && !known()).then_some(1)
}

/// Whether the words not known are a name: one after another, each written as one.
fn name(tokens: &[Token<'_>], strangers: &[usize]) -> bool {
    let (Some(first), Some(last)) = (strangers.first(), strangers.last()) else { return false };
    let written_as_name = |at: &usize| {
        tokens.get(*at).is_some_and(|token| {
            token.kind == Kind::Word && token.written.chars().next().is_some_and(char::is_uppercase)
        })
    };
    last - first < LONGEST_NAME && last - first + 1 == strangers.len() && strangers.iter().all(written_as_name)
}

fn span_of(text: &str, tokens: &[Token<'_>], strangers: &[usize]) -> Option<Text> {
    let start = tokens.get(*strangers.first()?)?.start;
    let end = tokens.get(*strangers.last()?)?.end;
    text.get(start..end)?.parse().ok()
}

/// The rest of the reply, without the words that only lead to it.
fn words_from(text: &str, tokens: &[Token<'_>], from: usize) -> Option<Text> {
    let here = tokens.get(from..)?;
    let joiner = ["sepse", "pasi", "ngase", "jer", "posto", "because", "since", "as"];
    let led = joiner.iter().filter_map(|word| phrase_at(here, word)).max().unwrap_or(0);
    let start = here.get(led)?.start;
    text.get(start..)?.trim_end_matches(['.', '!', ' ']).parse().ok()
}
