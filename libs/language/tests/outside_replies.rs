//! How well replies of outside authors are read: people who saw nothing of this project, its words or its tests.
//!
//! Each author is scored with a model that was trained without that author and one in five of the others. Run with `--nocapture`, this prints the table of
//! `docs/short-replies.md`. The bounds are what was reached, so that a change that reads people worse is seen.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use events::language::Language;
use language::catalogue::Catalogue;
use language::corpora::{FOLDS, Outcome, Row, examples, model_without, outcome, rows, today};
use language::ranking::{Model, train};
use language::reading::order::{Kind, shipped};
use language::reading::read_reply_by;
use language::reading::wire::understood_of;

fn corpora() -> Vec<(String, Vec<Row>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpora/outside");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?.strip_prefix("replies-")?.strip_suffix(".tsv")?.to_owned();
            Some((name, rows(&std::fs::read_to_string(path).unwrap())))
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

#[derive(Default, Clone, Copy)]
struct Figures {
    of: usize,
    right: usize,
    offered: usize,
    silent: usize,
    /// Of these, read as done though that was not said.
    ends: usize,
    /// Of these, read as a wish for more time, or for another day than was said.
    moves: usize,
}

impl Figures {
    fn of(catalogue: &Catalogue, model: &Model, rows: &[Row]) -> Self {
        let mut figures = Self::default();
        for row in rows {
            figures.of += 1;
            match outcome(catalogue, Some(model), row) {
                Outcome::Right => figures.right += 1,
                Outcome::Offered => figures.offered += 1,
                Outcome::Lost => {}
                Outcome::Silent => {
                    figures.silent += 1;
                    let reading = read_reply_by(Some(model), &row.text, today());
                    let got = understood_of(catalogue, Language::En, today(), &reading);
                    let parts = || std::iter::once(&got).chain(&got.items);
                    figures.ends += usize::from(parts().any(|part| part.reading == "done") && !says(row, "done"));
                    figures.moves += usize::from(parts().any(|part| part.reading == "extension"));
                }
            }
        }
        figures
    }

    fn add(&mut self, other: Self) {
        self.of += other.of;
        self.right += other.right;
        self.offered += other.offered;
        self.silent += other.silent;
        self.ends += other.ends;
        self.moves += other.moves;
    }

    fn print(self, name: &str) {
        let percent = |count: usize| {
            let tenths = count * 1000 / self.of.max(1);
            format!("{}.{} %", tenths / 10, tenths % 10)
        };
        println!(
            "| {name} | {} | {} | {} | {} ({}) | {} | {} |",
            self.of,
            percent(self.right),
            percent(self.right + self.offered),
            self.silent,
            percent(self.silent),
            self.ends,
            self.moves
        );
    }
}

/// Whether a reading is wanted, of the reply or of one of its tasks.
fn says(row: &Row, reading: &str) -> bool {
    row.wanted.iter().any(|wanted| wanted == reading) || row.detail.split([';', '|', '=']).any(|part| part == reading)
}

#[test]
fn replies_of_authors_whom_the_model_has_not_seen_are_read_or_asked_about() {
    let corpora = corpora();
    assert!(corpora.len() >= 9, "{} outside authors", corpora.len());
    let catalogue = Catalogue::new().unwrap();
    let authors: Vec<_> = corpora.iter().map(|(_, rows)| rows.clone()).collect();
    println!("| author | replies | right | right or offered | silently wrong | of these “done” | of these more time |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    // each part of the authors by itself, on as many cores as there are
    let figures_of = |fold: usize| {
        let model = model_without(fold, &authors);
        let of_fold = corpora.iter().enumerate().filter(|(index, _)| index % FOLDS == fold);
        of_fold.map(|(index, (_, rows))| (index, Figures::of(&catalogue, &model, rows))).collect::<Vec<_>>()
    };
    let next = AtomicUsize::new(0);
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut found: Vec<(usize, Figures)> = std::thread::scope(|scope| {
        let work = || {
            let folds = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
            folds.take_while(|fold| *fold < FOLDS).flat_map(figures_of).collect::<Vec<_>>()
        };
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    found.sort_by_key(|(index, _)| *index);
    let mut all = Figures::default();
    for (index, figures) in found {
        figures.print(&corpora[index].0);
        all.add(figures);
    }
    all.print("all");
    assert!(all.right * 1000 >= all.of * 800, "right");
    assert!((all.right + all.offered) * 1000 >= all.of * 965, "right or offered");
    assert!(all.silent * 1000 <= all.of * 10, "silently wrong: {}", all.silent);
}

#[test]
fn the_shipped_model_is_the_one_that_training_makes() {
    let learnt: Vec<_> =
        corpora().iter().flat_map(|(_, rows)| rows.iter().flat_map(examples).collect::<Vec<_>>()).collect();
    let trained = train(Kind::ALL.len(), &learnt);
    assert_eq!(
        shipped(),
        Some(&trained),
        "run `cargo run -p language --example train-models` in the root of the repository"
    );
}
