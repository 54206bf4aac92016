//! Replies about all tasks at once, all but some, or the rest: “oba poslata”, “sve sem 4”, “the rest by Friday”.

use events::non_empty::NonEmpty;

use super::analysis::Analysis;
use super::lexicon::Cue;
use super::task_numbers::number_at;
use super::{Numbered, Report, Statement, TaskNumber, Tasks};
use privacy::tokens::TokenKind;

/// Words for all tasks.
const ALL: &[&str] =
    &["both", "tdyja", "dyja", "dyjat", "oba", "obe", "obje", "obadva", "everything", "svi", "sva", "gjitha"];
/// Words for the rest of them.
pub(super) const REST: &[&str] =
    &["rest", "ostali", "ostale", "ostalo", "ostala", "tjerat", "tjerave", "others", "remaining"];

/// Words after “both” that say something of the two, rather than name what there are two of.
const OF_THE_TWO: &[&str] = &[
    "are", "were", "have", "of", "su", "sam", "smo", "jane", "jan", "jon", "i", "kane", "kan", "kom", "kam", "kena",
    "kemi", "u", "is", "je",
];

/// Whether a reply speaks of all its tasks at once: “oba poslata”, “both are done”, and not of “both annexes”.
pub(super) fn speaks_of_all(of: &Analysis<'_>) -> bool {
    let said_of = |at: usize| {
        of.is(at, OF_THE_TWO)
            || of.is(at, &["zadatka", "detyrat", "tasks", "zadaci"])
            || of
                .matches
                .iter()
                .any(|found| found.at == at && !matches!(found.cue, Cue::Filler | Cue::Ours | Cue::Others))
    };
    (0..FARTHEST_ALL.min(of.tokens.len())).any(|at| {
        let one = of.is(at, ALL) && !of.is(at, &["gjitha", "sva"]);
        // “të gjitha detyrat”, “svi zadaci”, “all tasks”
        let named = of.is(at, &["gjitha", "krejt", "sve", "svi", "sva", "all"])
            && of.is(at + 1, &["detyrat", "zadaci", "zadatke", "tasks"]);
        let two = (of.is(at, &["te", "t"]) && of.is(at + 1, &["dyja", "dyjat", "tria", "trija"]))
            || (of.is(at, &["sva", "sve", "krejt", "all"])
                && of.is(at + 1, &["tri", "cetiri", "three", "four", "dva", "dve"]));
        named || (one && said_of(at + 1)) || (two && said_of(at + 2))
    })
}

/// Whether a number says how many all are: “sva četiri predata”, “krejt t'tri”, “all three”.
pub(super) fn counts_all(of: &Analysis<'_>, at: usize) -> bool {
    let mut before = at;
    while before > 0 && of.is(before - 1, &["te", "t", "e", "the", "of"]) {
        before -= 1;
    }
    before.checked_sub(1).is_some_and(|all| of.is(all, &["sva", "sve", "svih", "svi", "krejt", "gjitha", "all"]))
        && number_at(of, at, true).is_some_and(|(task, _)| (2..=MOST_COUNTED).contains(&task.value()))
}

/// Nobody says “all seven” of tasks in a chat.
const MOST_COUNTED: u32 = 6;

/// Words before what is not among all: “sve sem 4”, “all except the second”, “krejt veç të tretës”.
const EXCEPT: &[&str] =
    &["sem", "osim", "izuzev", "except", "but", "besides", "pervec", "perveq", "veq", "vec", "pos", "perpos"];
/// What may stand between such a word and the number.
const BEFORE_THE_EXCEPTION: &[&str] = &[
    "e", "te", "t", "nr", "br", "no", "numrit", "numri", "detyres", "task", "the", "zadatka", "for", "za", "number",
    "item", "to",
];
/// What may follow the number and says of it only that it is not.
const AFTER_THE_EXCEPTION: &[&str] = &["jo", "ne", "nije", "nuk", "one", "s"];

/// Verbs that may follow a task's number have no more letters: “je”, “are”, “janë”.
const LONGEST_AUXILIARY: usize = 4;

/// Whether a word stands here that says nothing of a task, so that a number before it counts what it names.
fn names_a_thing(of: &Analysis<'_>, at: usize) -> bool {
    let says = of.matches.iter().any(|found| found.at == at && found.cue != Cue::Filler);
    of.tokens.get(at).is_some_and(|token| {
        token.kind == TokenKind::Word && (token.plain.len() > LONGEST_AUXILIARY || of.unknown.contains(&at)) && !says
    })
}

/// The task that is not among all, and the tokens that say so: “veç 3shin jo”.
pub(super) fn exception(of: &Analysis<'_>) -> Option<(TaskNumber, std::ops::Range<usize>)> {
    let all = |at: usize| of.is(at, ALL) || of.is(at, &["sve", "krejt", "all"]);
    (0..of.tokens.len()).filter(|at| of.is(*at, EXCEPT)).find_map(|from| {
        let mut next = from + 1;
        while of.is(next, BEFORE_THE_EXCEPTION) {
            next += 1;
        }
        let (task, length) = number_at(of, next, true)?;
        let mut until = next + length;
        while of.is(until, AFTER_THE_EXCEPTION) {
            until += 1;
        }
        // “osim 2 priloga”: so many things of one task are no task
        let counts = of.is(until, &["%"]) || names_a_thing(of, until);
        ((0..from).any(all) && !counts).then_some((task, from..until))
    })
}

/// “Both” as the subject stands among the first words.
const FARTHEST_ALL: usize = 3;

/// Whether it speaks of all tasks but some: “sve sem 4”, “all except the second”.
pub(super) fn excepts(of: &Analysis<'_>) -> bool {
    let all = (0..of.tokens.len()).any(|at| of.is(at, ALL) || of.is(at, &["sve", "krejt", "all", "gjitha"]));
    let one = (0..of.tokens.len()).any(|at| number_at(of, at, false).is_some());
    all && one
}

/// How many tasks “all” are said to be: “both”, “sva tri”.
fn said_to_be(of: &Analysis<'_>) -> Option<u32> {
    let two = ["both", "tdyja", "dyja", "dyjat", "oba", "obe", "obje", "obadva", "dva", "dve", "dvije"];
    let counts: [(&[&str], u32); 3] =
        [(&two, 2), (&["tria", "trija", "tri", "three"], 3), (&["katra", "katrat", "cetiri", "four"], 4)];
    counts.iter().find(|(words, _)| (0..of.tokens.len()).any(|at| of.is(at, words))).map(|(_, count)| *count)
}

/// What is said of all tasks, or of the rest.
pub(super) fn of_all(of: &Analysis<'_>, report: &Report) -> Option<NonEmpty<Numbered>> {
    let tasks = if (0..of.tokens.len()).any(|at| of.is(at, REST)) { Tasks::Rest } else { Tasks::All(said_to_be(of)) };
    NonEmpty::try_from(vec![Numbered { tasks, statement: Statement::Clear(report.clone()) }]).ok()
}
