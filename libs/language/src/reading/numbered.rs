//! Replies about several tasks: “1 done, 2 until Friday”, “e para u krye, e dyta edhe një javë”, “oba poslata”.
//!
//! A reply is cut where a task is named, and each part is judged by itself. A number counts as a task's only where nothing
//! else can be counted with it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use events::non_empty::NonEmpty;
use events::text::Percent;

use super::all_tasks::{REST, counts_all, exception};
use super::analysis::Analysis;
use super::features::Scope;
use super::judge::{Judgement, judge};
use super::lexicon::Cue;
use super::order::{is_doubtful_of_a_part, likeness, offered, witnessed};
use super::percents::Share;
use super::task_numbers::number_at;
use super::{Meaning, Numbered, Reading, Report, Statement, TaskNumber, Tasks};
use crate::ranking::Model;
use privacy::tokens::{Token, TokenKind};

/// Words and signs that announce a task's number.
const ANNOUNCERS: &[&str] = &[
    "#", "nr", "no", "br", "numri", "numrin", "number", "numer", "num", "broj", "broja", "detyra", "detyren",
    "detyres", "detyrat", "det", "task", "tasks", "zadatak", "zadatka", "zadatku", "zadaci", "zadatke", "t", "pika",
    "piken", "pikes", "pikat", "tacka", "tacke", "tacki", "tacku", "item", "items", "ad", "pod", "pune", "on", "per",
    "za", "te", "tek", "for", "both", "oba", "obe", "dyja", "re", "kerkesa", "kerkesat", "nalog", "nalozi", "stavka",
    "stavke", "zahtev", "zahtevi", "point", "points",
];
/// Announcers that a word for a number may follow: “task one”.
const BEFORE_WORDS: &[&str] =
    &["numri", "numrin", "number", "broj", "detyra", "detyren", "task", "zadatak", "pika", "piken", "item", "pune"];
/// Announcers that say nothing by themselves.
const WEAK: &[&str] = &["t", "on", "per", "za", "te", "tek", "for", "pod", "ad"];

/// Beginnings of words that are nothing but the number of a task.
const CERTAIN: &[&str] = &["njish", "dysh", "tresh", "jedinic", "dvojk", "trojk", "cetvork"];

/// Words and signs between the numbers of several tasks.
const JOINERS: &[&str] = &[",", "dhe", "edhe", "e", "i", "and", "&", "+", "a", "te"];
/// Signs after a number that make it one of a task beyond doubt.
const MARKS: &[&str] = &[":", ")", ".", "-", "–", "—", "=", "➡", "→"];
/// What may stand before a number or an ordinal that begins a part.
const LEADING: &[&str] = &[
    "e", "te", "t", "i", "dhe", "ndersa", "kurse", "po", "per", "sa", "perket", "lidhur", "me", "a", "za", "sto", "se",
    "tice", "and", "the", "on", "for", "as", "to", "ovaj", "ta", "ne", "n", "kete", "ad", "pod", "u", "te", "tek",
    "ok", "okej", "sve", "but", "ali", "por", "zadatak", "zadatke", "zadaci", "detyra", "detyren", "detyrat",
    "detyres", "task", "item",
];

/// Where a part begins: the tasks it names, whether beyond doubt, where its words start.
struct Head {
    tasks: Vec<TaskNumber>,
    explicit: bool,
    from: usize,
    until: usize,
}

/// “Sve sem 4 završeno”: what is said of all tasks but one; the one is to be asked about.
pub(super) fn all_but_one(of: &Analysis<'_>, today: NaiveDate) -> Option<Reading> {
    let (task, but) = exception(of)?;
    let said: Vec<Token<'_>> =
        of.tokens.iter().enumerate().filter(|(at, _)| !but.contains(at)).map(|(_, token)| token.clone()).collect();
    match judge(&Analysis::of_tokens(of.text, said, today), today) {
        Judgement::Clear(Meaning::Report(report @ (Report::Done | Report::NotOurs { .. }))) => {
            let rest = Numbered { tasks: Tasks::Rest, statement: Statement::Clear(report) };
            let one = Numbered { tasks: Tasks::One(task), statement: Statement::Unknown(Vec::new()) };
            NonEmpty::try_from(vec![rest, one]).ok().map(Reading::Numbered)
        }
        Judgement::Clear(_) | Judgement::Open(_) | Judgement::NoSuchDate(_) | Judgement::DateInPast(_) => None,
    }
}

/// Whether a reply names several tasks by their numbers, whatever it says of them: then nothing that it says is said of one task.
pub(super) fn names_several(of: &Analysis<'_>) -> bool {
    let named: BTreeSet<TaskNumber> = heads(of)
        .into_iter()
        .filter(|head| {
            let figure = of.tokens.get(head.from).is_some_and(|token| token.kind == TokenKind::Number);
            head.explicit || (figure && !counted(of, head.from))
        })
        .flat_map(|head| head.tasks)
        .collect();
    named.len() > 1
}

/// Reads a reply as one about tasks that it names; `None` when it names none.
pub(super) fn numbered(of: &Analysis<'_>, model: Option<&Model>, today: NaiveDate) -> Option<Reading> {
    let heads = spoken_of(of, heads(of));
    let remaining = rest_of(of, heads.last().map_or(0, |last| last.until)).is_some();
    let several = remaining || heads.iter().map(|head| head.tasks.len()).sum::<usize>() > 1;
    let first = heads.first()?;
    if !several && !begins(of, first.from) {
        return None;
    }
    // “2 raporte u kryen” speaks of two reports, not of task 2
    if !several && !first.explicit {
        let statement = part(of, model, (first.until, of.tokens.len()), today);
        let strangers = of.unknown.iter().any(|at| *at >= first.until);
        let strict = matches!(statement, Statement::Clear(Report::Done | Report::Progress(_) | Report::Accepted));
        let clear = matches!(statement, Statement::Clear(_));
        let figure = of.tokens.get(first.from).is_some_and(|token| token.kind == TokenKind::Number);
        if !clear || !figure || (strict && strangers) {
            return None;
        }
    }
    let mut seen = BTreeSet::new();
    let mut items: Vec<Numbered> = Vec::new();
    // “1 done, the rest by Friday”
    let rest = rest_of(of, heads.last().map_or(0, |last| last.until));
    for (index, head) in heads.iter().enumerate() {
        let end = heads.get(index + 1).map_or(rest.map_or(of.tokens.len(), |(from, _)| from), |next| next.from);
        let statement = part(of, model, (head.until, end), today);
        for task in &head.tasks {
            if !seen.insert(*task) {
                return Some(Reading::Unnumbered(Statement::Unknown(Vec::new())));
            }
            items.push(Numbered { tasks: Tasks::One(*task), statement: statement.clone() });
        }
    }
    if let Some((_, from)) = rest {
        items.push(Numbered { tasks: Tasks::Rest, statement: part(of, model, (from, of.tokens.len()), today) });
    }
    let clear = |statement: &Statement| {
        matches!(statement, Statement::Clear(_) | Statement::NoSuchDate { .. } | Statement::DateInPast(_))
    };
    let explicit = heads.iter().any(|head| head.explicit);
    let any = items.iter().any(|item| clear(&item.statement));
    // tasks that are only asked about (“20 or 22?”) are not reported of
    if !any && (!explicit || of.clauses.iter().any(|clause| clause.asked)) {
        return None;
    }
    NonEmpty::try_from(items).ok().map(Reading::Numbered)
}

/// The parts of a reply about several tasks, each with the tasks that it is about; none where it names none.
pub(super) fn parts<'a>(of: &Analysis<'a>, today: NaiveDate) -> Vec<(Vec<TaskNumber>, Analysis<'a>)> {
    let heads = spoken_of(of, heads(of));
    let ends: Vec<usize> = heads.iter().skip(1).map(|head| head.from).chain([of.tokens.len()]).collect();
    heads.into_iter().zip(ends).map(|(head, end)| (head.tasks, cut(of, (head.until, end), today))).collect()
}

/// A part of a reply, taken apart by itself, without the signs and small words that lead to the next.
fn cut<'a>(of: &Analysis<'a>, (from, until): (usize, usize), today: NaiveDate) -> Analysis<'a> {
    let mut until = until;
    while until > from
        && of.tokens.get(until - 1).is_some_and(|token| {
            [",", ";", ".", "dhe", "i", "a", "and", "ndersa", "kurse", "dok", "|", "e", "te", "per", "za", "for"]
                .contains(&token.plain.as_str())
        })
    {
        until -= 1;
    }
    let tokens: Vec<Token<'_>> = of.tokens.get(from..until).unwrap_or_default().to_vec();
    Analysis::of_tokens(of.text, tokens, today)
}

fn part(of: &Analysis<'_>, model: Option<&Model>, range: (usize, usize), today: NaiveDate) -> Statement {
    let own = cut(of, range, today);
    if let Some(report) = of_a_part(&own) {
        return Statement::Clear(report);
    }
    let likeness = model.map(|model| likeness(model, &own, Scope::Part, today));
    let offered = |meanings: Vec<Meaning>| match &likeness {
        Some(likeness) => offered(meanings, likeness, &own, today),
        None => meanings,
    };
    match judge(&own, today) {
        Judgement::Clear(meaning)
            if likeness.as_ref().is_some_and(|likeness| is_doubtful_of_a_part(&meaning, likeness, &own)) =>
        {
            Statement::Unknown(offered(vec![meaning]))
        }
        Judgement::Clear(Meaning::Report(report)) => Statement::Clear(report),
        Judgement::Clear(Meaning::Invitation(attendance)) => Statement::Unknown(vec![Meaning::Invitation(attendance)]),
        Judgement::Open(meanings) => {
            match likeness.as_ref().and_then(|likeness| witnessed(&meanings, likeness, (&own, Scope::Part), today)) {
                Some(Meaning::Report(report)) => Statement::Clear(report),
                Some(Meaning::Invitation(_)) | None => asked(offered(meanings)),
            }
        }
        Judgement::NoSuchDate(text) => Statement::NoSuchDate { text },
        Judgement::DateInPast(day) => Statement::DateInPast(day),
    }
}

/// What is said of one task among several in a word that would be asked about alone: “3 gati”, “2 u petak”.
fn of_a_part(of: &Analysis<'_>) -> Option<Report> {
    let covered = |cues: &[Cue]| {
        (0..of.tokens.len()).all(|at| {
            of.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Sign && !token.is("?"))
                || of.days.iter().any(|(from, found)| at >= *from && at < from + found.length)
                || of.matches.iter().any(|found| {
                    at >= found.at && at < found.end() && (cues.contains(&found.cue) || found.cue == Cue::Filler)
                })
        })
    };
    if let [(_, _, Share::Percent(Percent::WHOLE))] = of.shares.as_slice()
        && of.words() == 0
    {
        return Some(Report::Done);
    }
    match of.days.as_slice() {
        [(_, found)] if covered(&[Cue::Until]) => {
            found.meant.certain_day().map(|day| Report::Extension { until: Some(day) })
        }
        [] if of.has(Cue::Ready) && of.shares.is_empty() && covered(&[Cue::Ready, Cue::Accept]) => Some(Report::Done),
        _ => None,
    }
}

/// What is asked about: two meanings or more are a choice, one is a guess.
pub(super) fn asked(meanings: Vec<Meaning>) -> Statement {
    if meanings.len() < 2 {
        return Statement::Unknown(meanings);
    }
    NonEmpty::try_from(meanings).map_or(Statement::Unknown(Vec::new()), Statement::Ambiguous)
}

/// Where “the rest” begins after the tasks that were named, and where what is said of it does.
fn rest_of(of: &Analysis<'_>, after: usize) -> Option<(usize, usize)> {
    if after == 0 {
        return None;
    }
    let at = (after..of.tokens.len()).find(|at| of.is(*at, REST))?;
    let mut from = at;
    while from > after
        && of.is(from - 1, &["the", "te", "t", "sve", "a", "and", "dhe", "edhe", "kurse", "ndersa", "i", ","])
    {
        from -= 1;
    }
    (from > after).then_some((from, at + 1))
}

/// Whether only polite words stand before this token.
fn begins(of: &Analysis<'_>, at: usize) -> bool {
    (0..at).all(|before| {
        of.tokens.get(before).is_some_and(|token| token.kind != TokenKind::Word)
            || of.is(before, LEADING)
            || of.matches.iter().any(|found| {
                before >= found.at
                    && before < found.end()
                    && matches!(found.cue, Cue::Filler | Cue::Greeting | Cue::Thanks | Cue::Accept)
            })
    })
}

/// The heads of which something is said: “blocked: we lack 2 clerks, 3 cars” is one statement.
fn spoken_of(of: &Analysis<'_>, heads: Vec<Head>) -> Vec<Head> {
    let ends: Vec<usize> = heads.iter().skip(1).map(|head| head.from).chain([of.tokens.len()]).collect();
    heads
        .into_iter()
        .zip(ends)
        .enumerate()
        .filter(|(index, (head, end))| {
            let figure = of.tokens.get(head.from).is_some_and(|token| token.kind == TokenKind::Number);
            *index == 0
                || head.explicit
                || !figure
                || of.matches.iter().any(|found| found.at >= head.until && found.at < *end && found.cue != Cue::Filler)
                // “2 u kry, 4 tu u punu”: not so many of something
                || (of.is(head.from.wrapping_sub(1), &[",", ";", "."]) && !counted(of, head.from) && head.until < *end)
                || of.shares.iter().any(|(at, _, _)| (head.until..*end).contains(at))
                || of.days.iter().any(|(at, _)| (head.until..*end).contains(at))
        })
        .map(|(_, (head, _))| head)
        .collect()
}

/// How words for a part of one task begin, in any of its cases.
const PARTS_OF_A_TASK: &[&str] = &[
    "deo", "dio", "dijel", "dela", "polovin", "tura", "turu", "faza", "fazu", "poglavlj", "verzij", "nacrt", "tabel",
    "pjes", "kapitu", "draft", "faz", "version", "tranche", "chapter", "annex", "half", "part", "phase", "round",
    "reading", "gjysm", "gjys", "stacion", "stranic", "faqj", "faqe", "kolon",
];

/// Whether a reply counts the parts of one task: “prvi deo je završen, drugi je u izradi”, “kapitulli i parë gati”.
fn counts_parts(of: &Analysis<'_>) -> bool {
    let part = |at: usize| {
        of.tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word && PARTS_OF_A_TASK.iter().any(|word| token.plain.starts_with(word))
        })
    };
    (0..of.tokens.len()).any(|at| {
        let ordinal =
            of.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word) && number_at(of, at, false).is_some();
        ordinal
            && (part(at + 1)
                || at.checked_sub(1).is_some_and(part)
                || at.checked_sub(2).is_some_and(|before| part(before) && of.is(before + 1, &["i", "e", "te", "t"])))
    })
}

fn heads(of: &Analysis<'_>) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let mut at = 0;
    let of_parts = counts_parts(of);
    while at < of.tokens.len() {
        let Some(head) = head_at(of, at, heads.is_empty()).filter(|head| {
            let word = of.tokens.get(head.until.saturating_sub(1)).is_some_and(|token| token.kind == TokenKind::Word);
            !(of_parts && word && !head.explicit)
        }) else {
            at += 1;
            continue;
        };
        at = head.until.max(at + 1);
        heads.push(head);
    }
    heads
}

/// The head that begins at this token.
fn head_at(of: &Analysis<'_>, at: usize, first: bool) -> Option<Head> {
    if let Some(until) = first_two(of, at) {
        let tasks = [1, 2].into_iter().filter_map(TaskNumber::new).collect();
        return Some(Head { tasks, explicit: true, from: at, until });
    }
    let announced = of.is(at, ANNOUNCERS);
    let weak = of.is(at, WEAK);
    let mut from = at;
    let mut explicit = false;
    if announced {
        let mut next = at + 1;
        while of.is(
            next,
            &[
                ".", ":", "br", "nr", "e", "te", "t", "tacki", "broj", "number", "numrin", "rednim", "brojem", "piken",
                "detyren",
            ],
        ) {
            next += 1;
        }
        number_at(of, next, of.is(at, BEFORE_WORDS))?;
        explicit = !weak;
        from = next;
    } else if !starts(of, at, first) {
        return None;
    }
    let (task, length) = number_at(of, from, of.is(at, BEFORE_WORDS) || is_named_by_word(of, from))?;
    let mut tasks = vec![task];
    let mut next = from + length;
    // “1, 2 dhe 4”, “2 thru 5”, “1-3”
    loop {
        let mut after = next;
        while of.is(after, JOINERS) {
            after += 1;
        }
        // “taking on task 2, task 5 completed” is no list
        let comma = after == next + 1 && of.is(next, &[","]);
        while !comma && after > next && of.is(after, &["nr", "br", "detyren", "task", "number", "numrin"]) {
            after += 1;
        }
        if after == next {
            break;
        }
        let Some((other, length)) = number_at(of, after, false) else { break };
        // “1 dhe 2 …” only when what follows is no count of its own
        if tasks.contains(&other) {
            break;
        }
        tasks.push(other);
        next = after + length;
    }
    if of.is(next, &["-", "–", "thru", "through", "to", "deri", "do"])
        && let Some((last, length)) = number_at(of, next + 1, false)
        && let Some(first) = tasks.first().copied()
        && tasks.len() == 1
        && last.value() > first.value()
        && last.value() - first.value() < 10
        && of.tokens.get(next + 1 + length).is_some_and(|token| token.kind == TokenKind::Word || token.is(":"))
    {
        tasks = (first.value()..=last.value()).filter_map(TaskNumber::new).collect();
        next = next + 1 + length;
    }
    let mut marked = false;
    while of.is(next, MARKS)
        || (of.is(
            next,
            &["one", "item", "task", "detyre", "detyra", "pike", "zadatak", "zadatka", "zahtev", "obaveza", "tacka"],
        ) && next > from)
    {
        marked |= of.is(next, &[":", ")", "-", "–", "=", "."]);
        next += 1;
    }
    if next >= of.tokens.len() && !first && tasks.len() == 1 {
        return None;
    }
    Some(Head { tasks, explicit: explicit || marked, from: at, until: next })
}

/// “dy të parat”, “prva dva”, “the first two”: where these words end.
fn first_two(of: &Analysis<'_>, at: usize) -> Option<usize> {
    let phrases: &[&[&str]] = &[
        &["dy", "te", "parat"],
        &["dy", "t", "parat"],
        &["te", "parat", "dy"],
        &["dy", "te", "paret"],
        &["prva", "dva"],
        &["prve", "dve"],
        &["prve", "dvije"],
        &["the", "first", "two"],
        &["first", "two"],
    ];
    let fits = |words: &&&[&str]| words.iter().enumerate().all(|(offset, word)| of.is(at + offset, &[word]));
    phrases.iter().find(fits).map(|words| at + words.len())
}

/// “One: three quarters drafted. Two: completed.”, “Five belongs to Customs.”: a word for a number that names a task.
fn is_named_by_word(of: &Analysis<'_>, at: usize) -> bool {
    let begins =
        at.checked_sub(1).is_none_or(|before| of.tokens.get(before).is_some_and(|token| token.kind == TokenKind::Sign));
    let written = of.tokens.get(at).is_some_and(|token| token.written.starts_with(char::is_uppercase));
    // “një kry, dy çeka komandantin”, “jedan i dva predati”
    let said = |at: usize| {
        of.matches.iter().any(|found| {
            found.at == at
                && matches!(
                    found.cue,
                    Cue::Finished
                        | Cue::Stuck
                        | Cue::Working
                        | Cue::NotOurs
                        | Cue::Accept
                        | Cue::Ready
                        | Cue::Not
                        | Cue::Until
                )
        })
    };
    let joined =
        of.is(at + 1, &["i", "dhe", "edhe", "and", "e"]) && number_at(of, at + 2, true).is_some() && said(at + 3);
    let counts = counts_all(of, at);
    (begins && !counts && (said(at + 1) || joined))
        || begins
            && (of.is(at + 1, &[":"]) || (written && of.is(at + 1, &["is", "has", "s", "belongs", "isn", "isnt"])))
}

/// Whether a part may begin here: at the start, after a break, or where the words before have said what they have to say.
fn starts(of: &Analysis<'_>, at: usize, first: bool) -> bool {
    let mut before = at;
    while before > 0 && of.is(before - 1, LEADING) {
        before -= 1;
    }
    let Some(last) = before.checked_sub(1) else { return true };
    if of.tokens.get(last).is_some_and(|token| token.kind == TokenKind::Sign) {
        return true;
    }
    let line =
        of.tokens.get(last).zip(of.tokens.get(before)).is_some_and(|(one, other)| {
            of.text.get(one.end..other.start).is_some_and(|between| between.contains('\n'))
        });
    // “1 kry 2 hala”: a figure after words that said something, when the reply began with a figure
    let figure = of.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    let ordinal = !figure;
    let certain = of.tokens.get(at).is_some_and(|token| CERTAIN.iter().any(|stem| token.plain.starts_with(stem)));
    if certain {
        return true;
    }
    line || (!first && figure && !counted(of, at)) || (!first && ordinal && before < at)
}

/// Whether the number counts what stands after it: “2 raporte”.
fn counted(of: &Analysis<'_>, at: usize) -> bool {
    of.unknown.contains(&(at + 1))
        || at.checked_sub(1).is_some_and(|before| {
            of.is(
                before,
                &["nga", "prej", "od", "of", "out", "me", "ne", "ora", "nr", "pre", "qe", "faqja", "str", "po"],
            )
        })
}
