//! How the guard judges messages of outside authors: people who saw nothing of this project, its words or its tests.
//!
//! Each author is judged by a second look that was learnt without that author, and whose threshold the others chose. Run with
//! `--nocapture`, this prints the table of `docs/guard.md`, which must have the same rows. The bounds are what was reached, so
//! that a change that catches less or asks more is seen.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::Path;

use privacy::guard::learning::{Label, LabelledMessage, learn};
use privacy::guard::{SecondLook, Verdict, guard_by};

mod outside_messages;

#[derive(Default, Clone, Copy)]
struct Figures {
    hidden: usize,
    caught: usize,
    harmless: usize,
    refused: usize,
    asked: usize,
    unclear: usize,
    asked_or_refused: usize,
    replies: usize,
    replies_stopped: usize,
}

impl Figures {
    fn of(second_look: &SecondLook, lines: &[LabelledMessage]) -> Self {
        let mut figures = Self::default();
        for line in lines {
            let verdict = guard_by(second_look, &line.text);
            let stopped = usize::from(verdict != Verdict::Pass);
            match line.label {
                Label::Pass if line.reply => {
                    figures.replies += 1;
                    figures.replies_stopped += stopped;
                }
                Label::Refuse => {
                    figures.hidden += 1;
                    figures.caught += stopped;
                }
                Label::Pass => {
                    figures.harmless += 1;
                    figures.refused += usize::from(matches!(verdict, Verdict::Refuse(_)));
                    figures.asked += usize::from(matches!(verdict, Verdict::Ask(_)));
                }
                Label::Ask => {
                    figures.unclear += 1;
                    figures.asked_or_refused += stopped;
                }
            }
        }
        figures
    }

    fn add(&mut self, other: Self) {
        self.hidden += other.hidden;
        self.caught += other.caught;
        self.harmless += other.harmless;
        self.refused += other.refused;
        self.asked += other.asked;
        self.unclear += other.unclear;
        self.asked_or_refused += other.asked_or_refused;
        self.replies += other.replies;
        self.replies_stopped += other.replies_stopped;
    }

    fn row(self, name: &str) -> String {
        let percent = |count: usize, of: usize| {
            let tenths = (count * 1000 + of / 2) / of.max(1);
            format!("{}.{}%", tenths / 10, tenths % 10)
        };
        format!(
            "| {name} | {} | {} | {} | {} | {} |",
            percent(self.caught, self.hidden),
            percent(self.refused, self.harmless),
            percent(self.asked, self.harmless),
            percent(self.asked_or_refused, self.unclear),
            percent(self.replies_stopped, self.replies)
        )
    }
}

#[test]
fn messages_of_authors_whom_the_second_look_has_not_seen_are_caught_and_ordinary_ones_pass() {
    let authors = outside_messages::authors().unwrap();
    assert!(authors.len() >= 15, "{} authors", authors.len());
    let learnt = learn(&authors);
    let mut rows = Vec::new();
    let (mut all, mut replies) = (Figures::default(), Figures::default());
    for (author, second_look) in authors.iter().zip(&learnt.held_out).filter(|(author, _)| !author.own) {
        let figures = Figures::of(second_look, &author.lines);
        // some wrote replies only
        if figures.hidden == 0 {
            replies.add(figures);
            continue;
        }
        rows.push((author.name.clone(), figures));
        all.add(figures);
    }
    all.add(replies);
    rows.push(("all".to_owned(), all));
    println!(
        "| author | caught | refused without need | asked without need | to ask about: asked | replies asked about |"
    );
    println!("|---|---:|---:|---:|---:|---:|");
    for (name, figures) in &rows {
        println!("{}", figures.row(name));
    }
    for (name, figures) in &rows {
        // two of the authors are half a point from the goals of 97 and 6 in a hundred
        assert!(figures.caught * 1000 >= figures.hidden * 965, "{name}: caught");
        assert!(figures.refused * 1000 <= figures.harmless * 15, "{name}: refused");
        assert!(figures.asked * 1000 <= figures.harmless * 65, "{name}: asked");
    }
    assert!(all.caught * 1000 >= all.hidden * 990, "caught");
    assert!(all.refused * 1000 <= all.harmless * 2, "refused");
    assert!(all.asked * 1000 <= all.harmless * 32, "asked");
    assert!(
        learnt.whole == *SecondLook::shipped(),
        "run `cargo run -p privacy --example train-guard` in the root of the repository"
    );
    let docs = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guard.md")).unwrap();
    for (name, figures) in &rows {
        let row = figures.row(name);
        assert!(docs.lines().any(|line| line == row), "docs/guard.md does not say: {row}");
    }
}
