//! Fuzzes the reader of replies and the guard: lines of the outside corpora are cut, joined, repeated, and mixed with signs of
//! every script, and each text must be read and judged without a panic and within ten milliseconds.
//! `cargo run --release -p language --example fuzz -- reader 600` (or `guard`), in the root of the repository; a third
//! argument is the seed. What it finds is printed and belongs into `tests/corpora/found.txt`, which the tests read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a tool for developers stops by panicking")]

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use language::corpora::today;
use language::reading::read_reply;
use privacy::guard::guard;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

/// No text takes longer.
const LONGEST: Duration = Duration::from_millis(10);
/// Messengers take no longer text; in characters.
const MOST_CHARACTERS: usize = 4096;
/// Signs that break readers: invisible, right-to-left, combining, look-alike, of other planes.
const STRANGE: &[&str] = &[
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{0301}",
    "\u{ad}",
    "\u{0}",
    "\u{7f}",
    "а",
    "Ѕ",
    "І",
    "ß",
    "ﬁ",
    "İ",
    "١",
    "५",
    "５",
    "²",
    "½",
    "Ⅱ",
    "②",
    "😂",
    "👨‍👩‍👧",
    "🇽🇰",
    "م",
    "א",
    "漢",
    "𝟙",
    "%",
    "+",
    "-",
    "–",
    ".",
    ":",
    "/",
    "#",
    "@",
    "?",
    "\n",
    "\t",
    " ",
    "1187654321",
    "044 123 456",
    "999999999999999999999",
    "29.02",
    "31/6",
    "+3",
    "100%",
    "-1",
    "0",
    "e",
    "i",
    "do",
    "me",
    "nuk",
];

fn mutated(random: &mut StdRng, lines: &[String]) -> String {
    let mut text = lines.choose(random).unwrap().clone();
    for _ in 0..random.random_range(0..6) {
        let letters: Vec<char> = text.chars().collect();
        let at = random.random_range(0..=letters.len());
        let (before, after): (String, String) = (letters[..at].iter().collect(), letters[at..].iter().collect());
        text = match random.random_range(0..7) {
            0 => before,
            1 => after,
            2 => format!("{before}{}{after}", STRANGE.choose(random).unwrap()),
            3 => format!("{before} {} {after}", lines.choose(random).unwrap()),
            4 => format!("{before}{}", after.chars().rev().collect::<String>()),
            5 => format!("{before}{after}").repeat(random.random_range(1..20)),
            _ => {
                let strange = STRANGE.choose(random).unwrap();
                format!("{before}{}{after}", strange.repeat(random.random_range(1..200)))
            }
        };
        text = text.chars().take(MOST_CHARACTERS).collect();
    }
    text
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().expect("reader or guard");
    let seconds: u64 = arguments.next().map_or(60, |seconds| seconds.parse().unwrap());
    let seed: u64 = arguments.next().map_or(1, |seed| seed.parse().unwrap());
    let column = if what == "guard" { 2 } else { 1 };
    let mut lines: Vec<String> = Vec::new();
    for entry in std::fs::read_dir("tests/corpora/outside").expect("the root of the repository") {
        let file = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        lines.extend(file.lines().filter_map(|line| line.split('\t').nth(column)).map(ToOwned::to_owned));
    }
    lines.sort();
    let mut random = StdRng::seed_from_u64(seed);
    let until = Instant::now() + Duration::from_secs(seconds);
    let (mut count, mut slow, mut all) = (0_u64, 0_u64, Duration::ZERO);
    let mut longest = Duration::ZERO;
    while Instant::now() < until {
        let text = mutated(&mut random, &lines);
        let run = || {
            let began = Instant::now();
            if what == "guard" {
                let _ = guard(&text);
            } else {
                let _ = read_reply(&text, today());
            }
            began.elapsed()
        };
        let Ok(mut took) = catch_unwind(run) else { panic!("panicked on {text:?}") };
        // the machine may have been busy
        for _ in 0..5 {
            if took > LONGEST {
                took = took.min(run());
            }
        }
        if took > LONGEST {
            slow += 1;
            println!("{took:?}: {text:?}");
        }
        longest = longest.max(took);
        all += took;
        count += 1;
    }
    println!(
        "{what}: {count} texts in {seconds} s, none panicked, {slow} slower than {LONGEST:?}, the slowest {longest:?}, {:?} each",
        all / u32::try_from(count.max(1)).unwrap_or(u32::MAX)
    );
}
