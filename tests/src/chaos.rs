//! What comes of faults that are caused again and again: what was accepted meanwhile, how much of it the log lacks, and how much it
//! has twice; a row for each kind of fault.

use std::collections::BTreeMap;
use std::fmt;

use events::StoredEvent;
use serde_json::Value;

use crate::topology::load::Ledger;

/// The action item of whoever replies.
pub const ITEM: &str = "action-item/strehimoret-formulari";

/// What one kind of fault came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Processes that were killed (SIGKILL).
    pub kills: usize,
    /// Faults of other kinds.
    pub faults: usize,
    /// Commands that were carried out, as the API said.
    pub commands: usize,
    /// Replies that were saved, as the chat said.
    pub replies: usize,
    /// Of both, what the log lacks.
    pub lost: usize,
    /// And what it has more than once.
    pub doubled: usize,
}

impl Tally {
    /// So many were killed, and so many other faults caused.
    pub const fn caused(kills: usize, faults: usize) -> Self {
        Self { kills, faults, commands: 0, replies: 0, lost: 0, doubled: 0 }
    }

    /// What a load of one round came to by the events that were recorded meanwhile, from this place of the log on.
    pub fn count(&mut self, ledger: &Ledger, log: &[StoredEvent], from: usize) {
        let mut owed: BTreeMap<(String, String), usize> = BTreeMap::new();
        for item in &ledger.assigned {
            owed.insert((format!("action-item/{}", item.id), "action-item.assigned".to_owned()), 1);
            if item.reassigned {
                owed.insert((format!("action-item/{}", item.id), "action-item.reassigned".to_owned()), 1);
            }
        }
        self.commands += owed.len();
        self.replies += ledger.replies.len();
        for reply in &ledger.replies {
            *owed.entry((ITEM.to_owned(), reply.percent.to_string())).or_default() += 1;
        }
        let mut found: BTreeMap<(String, String), usize> = BTreeMap::new();
        for event in log.iter().skip(from) {
            let (stream, kind) = (event.stream.to_string(), event.body.event_type.clone());
            let said: Value = serde_json::from_str(&event.body.data).unwrap_or_default();
            let what = match said["progress"].as_u64() {
                Some(percent) if kind == "action-item.progress-reported" && stream == ITEM => percent.to_string(),
                Some(_) | None => kind,
            };
            *found.entry((stream, what)).or_default() += 1;
        }
        for (what, owed) in &owed {
            let found = found.get(what).copied().unwrap_or_default();
            self.lost += owed.saturating_sub(found);
            self.doubled += found.saturating_sub(*owed);
        }
    }

    fn add(&mut self, more: Self) {
        self.kills += more.kills;
        self.faults += more.faults;
        self.commands += more.commands;
        self.replies += more.replies;
        self.lost += more.lost;
        self.doubled += more.doubled;
    }
}

/// A row for each kind of fault.
#[derive(Debug, Clone, Default)]
pub struct ChaosTable(BTreeMap<String, Tally>);

impl ChaosTable {
    /// Adds what one round came to.
    pub fn add(&mut self, kind: &str, tally: Tally) {
        self.0.entry(kind.to_owned()).or_default().add(tally);
    }

    /// Of all kinds together.
    pub fn in_all(&self) -> Tally {
        self.0.values().fold(Tally::default(), |mut all, tally| {
            all.add(*tally);
            all
        })
    }
}

impl fmt::Display for ChaosTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<44} {:>6} {:>6} {:>9} {:>8} {:>5} {:>8}",
            "", "kills", "faults", "commands", "replies", "lost", "doubled"
        )?;
        let all = ("in all".to_owned(), self.in_all());
        for (kind, tally) in self.0.iter().chain([(&all.0, &all.1)]) {
            let Tally { kills, faults, commands, replies, lost, doubled } = tally;
            writeln!(f, "{kind:<44} {kills:>6} {faults:>6} {commands:>9} {replies:>8} {lost:>5} {doubled:>8}")?;
        }
        Ok(())
    }
}

/// Moments that look as if by chance, the same for the same number.
#[derive(Debug, Clone)]
pub struct Moments(u64);

impl Moments {
    /// Those of this number.
    pub const fn of(number: u64) -> Self {
        Self(number)
    }

    /// A number below this one (splitmix64).
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    /// Waits for less than so many milliseconds: a fault has no better moment than another.
    pub async fn pass(&mut self, milliseconds: u64) {
        let wait = std::time::Duration::from_millis(self.below(milliseconds));
        tokio::time::sleep(wait).await;
    }
}
