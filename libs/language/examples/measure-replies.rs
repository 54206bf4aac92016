//! Scores the reader on corpora of outside authors, each with a model that was trained without it (and one in five of the others):
//! `cargo run --release -p language --example measure-replies -- tests/corpora/outside/replies-*.tsv`. With `--show OUTCOME`
//! (`offered`, `lost`, `silent`) the rows of that outcome are printed; with `--only FILE` only that file is scored, with
//! `--rules` no model is used, and with `--shipped` that of this version: so an author is scored whom it has not learnt from.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a tool for developers stops by panicking")]

use std::collections::BTreeMap;

use language::catalogue::Catalogue;
use language::corpora::{FOLDS, Outcome, model_without, outcome, rows, today};
use language::ranking::Model;
use language::reading::order::shipped;
use language::reading::read_reply_by;
use language::reading::wire::understood_of;

fn main() {
    let mut files = Vec::new();
    let (mut shown, mut only, mut unmodelled, mut as_shipped) = (Vec::new(), Vec::new(), false, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--show" => shown.push(arguments.next().unwrap()),
            "--only" => only.push(arguments.next().unwrap()),
            "--rules" => unmodelled = true,
            "--shipped" => as_shipped = true,
            _ => files.push(argument),
        }
    }
    let corpora: Vec<_> =
        files.iter().map(|file| (file.clone(), rows(&std::fs::read_to_string(file).unwrap()))).collect();
    let authors: Vec<_> = corpora.iter().map(|(_, rows)| rows.clone()).collect();
    let catalogue = Catalogue::new().unwrap();
    let mut all = [0_usize; 4];
    let mut models: BTreeMap<usize, Model> = BTreeMap::new();
    for (index, (file, rows)) in corpora.iter().enumerate() {
        if !only.is_empty() && !only.iter().any(|it| file.ends_with(it.as_str())) {
            continue;
        }
        let model = match (unmodelled, as_shipped) {
            (true, _) => None,
            (false, true) => shipped(),
            (false, false) => {
                Some(&*models.entry(index % FOLDS).or_insert_with_key(|fold| model_without(*fold, &authors)))
            }
        };
        let mut counts = [0_usize; 4];
        let mut wrong: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows {
            let scored = outcome(&catalogue, model, row);
            counts[scored as usize] += 1;
            all[scored as usize] += 1;
            let name = format!("{scored:?}").to_lowercase();
            if scored != Outcome::Right && shown.contains(&name) {
                let reading = read_reply_by(model, &row.text, today());
                let got = understood_of(&catalogue, events::language::Language::En, today(), &reading);
                let brief = |it: &language::reading::wire::Understood| {
                    format!(
                        "{}{}{}",
                        it.reading,
                        it.percent.map_or(String::new(), |p| format!(" {p}")),
                        it.until.map_or(String::new(), |d| format!(" {d}"))
                    )
                };
                let candidates: Vec<_> = got.candidates.iter().map(brief).collect();
                let items: Vec<_> = got.items.iter().map(|it| format!("{:?} {}", it.task, brief(it))).collect();
                println!(
                    "{name}\t{}\twant {} {}\tgot {} {candidates:?} {items:?}",
                    row.text,
                    row.wanted.join("|"),
                    row.detail,
                    brief(&got)
                );
            }
            if scored != Outcome::Right {
                *wrong.entry(row.wanted[0].clone()).or_default() += 1;
            }
        }
        print(file, counts);
        if !shown.is_empty() {
            println!("{wrong:?}");
        }
    }
    print("all", all);
}

#[expect(clippy::cast_precision_loss, reason = "shares of some thousands of lines")]
fn print(name: &str, [right, offered, lost, silent]: [usize; 4]) {
    let of = (right + offered + lost + silent).max(1) as f32 / 100.0;
    println!(
        "{name:<45} right {:>5.1} %  right or offered {:>5.1} %  silently wrong {silent} = {:.2} %",
        right as f32 / of,
        (right + offered) as f32 / of,
        silent as f32 / of,
    );
}
