//! Whoever keeps a checkpoint finds out whatever was done to the history before it.

use std::path::{Path, PathBuf};
use std::process::Command;

use events::NewEvent;
use events::ids::{Position, Revision};
use events::non_empty::NonEmpty;
use focalpoint::checkpoints::bundle::Bundle;
use focalpoint::checkpoints::checkpoint::{CheckpointError, SignedCheckpoint, judge, read, sign};
use focalpoint::checkpoints::event_tree::EventTree;
use focalpoint::checkpoints::signing_key::CheckpointKey;
use futures::future::join_all;
use rusqlite::Connection;
use store::{EventStore, ExpectedVersion, SqliteEventStore, SqliteLogReader};
use tempfile::TempDir;

use crate::data_that_belong_together::assign;
use crate::demo_directory::{data_directory, open};

/// A log with its checkpoints, as somebody outside keeps them.
struct Kept {
    folder: TempDir,
    key: CheckpointKey,
    checkpoints: Vec<String>,
}

impl Kept {
    /// A log of which two checkpoints were signed, before and after a few more events.
    async fn new() -> Self {
        let folder = data_directory();
        let key = CheckpointKey::kept_in(&folder.path().join("checkpoint.key"), &"kosovo".parse().unwrap()).unwrap();
        let mut kept = Self { folder, key, checkpoints: Vec::new() };
        let hub = open(kept.folder.path()).unwrap();
        hub.store.backup(&kept.path("older.db")).await.unwrap();
        let mut signed = vec![kept.sign().await];
        for n in 0..20 {
            assign(&hub, &format!("task-{n}")).await;
        }
        signed.push(kept.sign().await);
        hub.store.backup(&kept.path("sound.db")).await.unwrap();
        kept.checkpoints = signed;
        kept
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    async fn sign(&self) -> String {
        let log = SqliteLogReader::open(&self.path("events.db")).unwrap();
        let tree = EventTree::of(&log, None).await.unwrap();
        sign(&tree, log.identity(), &self.key, "2017-07-03T22:00:00Z".parse().unwrap()).unwrap()
    }

    fn newest(&self) -> SignedCheckpoint {
        read(&self.checkpoints[1], &self.key.public()).unwrap()
    }

    /// What the newest checkpoint says of a log.
    async fn judged(&self, log: &Path) -> Result<(), CheckpointError> {
        judge(&SqliteLogReader::open(log).unwrap(), &self.newest()).await
    }
}

/// Writes a log anew of what is given, with a chain that is whole.
async fn written_anew(path: PathBuf, events: Vec<(events::StoredEvent, bool)>) {
    let store = SqliteEventStore::open(&path).unwrap();
    for (event, is_changed) in events {
        let last = store.read_stream(&event.stream, None, store::Direction::Backwards, 1).await.unwrap();
        let expected = last.first().map_or(ExpectedVersion::NoStream, |last| ExpectedVersion::At(last.revision));
        let mut body = event.body;
        if is_changed {
            body.data = body.data.replacen("task", "tusk", 1);
        }
        let new = NewEvent { id: event.id, metadata: event.metadata, body };
        store.append(&event.stream, expected, NonEmpty::try_from(vec![new]).unwrap()).await.unwrap();
    }
    assert!(store.verify().await.is_ok(), "whoever has no checkpoint finds nothing");
}

/// Has the forged log say that it is the log that it was.
fn with_the_identity_of(forged: &Path, sound: &Path) {
    let file = Connection::open(forged).unwrap();
    file.execute("ATTACH ?1 AS sound", [sound.to_str().unwrap()]).unwrap();
    let trigger = "the_identity_is_never_changed";
    let guard: String =
        file.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [trigger], |row| row.get(0)).unwrap();
    file.execute_batch(&format!(
        "DROP TRIGGER {trigger}; UPDATE log_identity SET id = (SELECT id FROM sound.log_identity); {guard}"
    ))
    .unwrap();
}

#[tokio::test]
async fn an_untouched_log_goes_on_from_every_checkpoint() {
    let kept = Kept::new().await;
    let hub = open(kept.folder.path()).unwrap();
    assign(&hub, "and-on").await;
    let log = SqliteLogReader::open(&kept.path("events.db")).unwrap();
    for checkpoint in &kept.checkpoints {
        let signed = read(checkpoint, &kept.key.public()).unwrap();
        assert_eq!(signed.origin, "focalpoint/kosovo");
        judge(&log, &signed).await.unwrap();
    }
}

#[tokio::test]
async fn whatever_was_done_to_the_history_is_found() {
    let kept = Kept::new().await;
    let sound = SqliteLogReader::open(&kept.path("sound.db")).unwrap();
    let all = sound.read_all(Position::START, usize::MAX).await.unwrap();
    let tasks: Vec<usize> =
        (0..all.len()).filter(|at| all[*at].stream.as_str().starts_with("action-item/task-")).collect();
    let as_it_was = || all.iter().cloned().map(|event| (event, false)).collect::<Vec<_>>();
    let (one, other) = (tasks[2], tasks[7]);

    let mut rewritten = as_it_was();
    rewritten[one].1 = true;
    let mut swapped = as_it_was();
    swapped.swap(one, other);
    let mut removed = as_it_was();
    removed.remove(one);
    let mut inserted = as_it_was();
    let mut more = all[one].clone();
    more.stream = events::ids::StreamId::new("action-item", "forged").unwrap();
    more.id = events::ids::CommandId::named("forged").event(0);
    inserted.insert(other, (more.clone(), false));
    // The same up to a point, and as long as before.
    let mut forked = as_it_was();
    forked.truncate(all.len() - 1);
    forked.push((more, false));
    let mut last_removed = as_it_was();
    last_removed.pop();

    let histories = [
        ("rewritten", rewritten),
        ("swapped", swapped),
        ("removed", removed),
        ("inserted", inserted),
        ("forked", forked),
        ("last-removed", last_removed),
    ];
    let file_of = |name: &str| kept.path(&format!("{name}.db"));
    let names = histories.each_ref().map(|(name, _)| *name);
    join_all(histories.map(|(name, history)| written_anew(file_of(name), history))).await;
    for name in names {
        let anew = file_of(name);
        with_the_identity_of(&anew, &kept.path("sound.db"));
        let found = kept.judged(&anew).await.expect_err(name);
        let expected = match name {
            "removed" | "last-removed" => matches!(found, CheckpointError::CutOff { .. }),
            _ => matches!(found, CheckpointError::Rewritten { .. }),
        };
        assert!(expected, "{name}: {found}");
    }

    let truncated = kept.path("truncated.db");
    std::fs::copy(kept.path("sound.db"), &truncated).unwrap();
    SqliteEventStore::cut_off(&truncated, Position(all.len() as u64 - 1)).unwrap();
    for shorter in [truncated, kept.path("older.db")] {
        assert!(matches!(kept.judged(&shorter).await, Err(CheckpointError::CutOff { .. })), "{shorter:?}");
    }
    kept.judged(&kept.path("sound.db")).await.unwrap();
}

#[tokio::test]
async fn nobody_else_signs_checkpoints_and_none_is_changed() {
    let kept = Kept::new().await;
    let (sound, public) = (&kept.checkpoints[1], kept.key.public());
    let other = tempfile::tempdir().unwrap();
    let other = CheckpointKey::kept_in(&other.path().join("key"), &"kosovo".parse().unwrap()).unwrap();
    assert!(matches!(read(sound, &other.public()), Err(CheckpointError::NotSignedBy(_))));
    let size = kept.newest().size;
    let smaller = sound.replace(&format!("\n{size}\n"), &format!("\n{}\n", size - 1));
    assert_ne!(&smaller, sound);
    assert!(matches!(read(&smaller, &public), Err(CheckpointError::NotSignedBy(_))));
    assert!(matches!(read("nothing", &public), Err(CheckpointError::NotACheckpoint(_))));
    assert!(matches!(read(sound, "nothing"), Err(CheckpointError::NotAKey(_))));
    // The key stays the same, whoever asks for it.
    let again = CheckpointKey::kept_in(&kept.path("checkpoint.key"), &"kosovo".parse().unwrap()).unwrap();
    assert_eq!(again.public(), public);
}

/// Something that is done to a bundle.
type Change<'a> = &'a dyn Fn(&mut serde_json::Value);

/// What the verifier that stands alone says of a bundle, and whether it is content.
fn checked_alone(key: &str, bundles: &[&Path]) -> (bool, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/verify-checkpoint");
    let output = Command::new("python3").arg("-O").arg(script).arg(key).args(bundles).output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[tokio::test]
async fn an_outsider_checks_a_bundle_with_nothing_of_ours() {
    let kept = Kept::new().await;
    let public = kept.key.public();
    let log = SqliteLogReader::open(&kept.path("events.db")).unwrap();
    let tree = EventTree::of(&log, None).await.unwrap();
    let earlier = (kept.checkpoints[0].clone(), read(&kept.checkpoints[0], &public).unwrap());
    let signed = (kept.checkpoints[1].clone(), public.clone());
    let events = [1, 2, 500, tree.size()];
    let bundle = Bundle::of(&log, &tree, signed, Some(earlier), &events).await.unwrap();
    let (sound, text) = (kept.path("bundle.json"), serde_json::to_string_pretty(&bundle).unwrap());
    std::fs::write(&sound, &text).unwrap();
    assert!(text.len() < 10_000, "{} bytes", text.len());
    let (is_content, says) = checked_alone(&public, &[&sound]);
    assert!(is_content && says.contains("goes on from 663") && says.contains("has event 500"), "{says}");

    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let changed = |change: Change<'_>| {
        let mut changed = value.clone();
        change(&mut changed);
        let file = kept.path("changed.json");
        std::fs::write(&file, changed.to_string()).unwrap();
        checked_alone(&public, &[&file])
    };
    let other = value["consistency"]["proof"][0].clone();
    let cases: [(&str, Change<'_>); 6] = [
        ("an event that is not in it", &|one| one["inclusion"][2]["event_hash"] = "00".repeat(32).into()),
        ("an event at another place", &|one| one["inclusion"][2]["position"] = 499.into()),
        ("another history", &|one| one["consistency"]["proof"][1] = other.clone()),
        ("a proof that is too short", &|one| drop(one["consistency"]["proof"].as_array_mut().unwrap().pop())),
        ("another size", &|one| {
            let note = one["checkpoint"].as_str().unwrap().replacen("\n6", "\n7", 1);
            one["checkpoint"] = note.into();
        }),
        ("no signature", &|one| {
            let note = one["checkpoint"].as_str().unwrap().split("\n\n").next().unwrap().to_owned() + "\n\n";
            one["checkpoint"] = note.into();
        }),
    ];
    for (name, change) in cases {
        let (is_content, says) = changed(change);
        assert!(!is_content && says.contains("NOT AS IT MUST BE"), "{name}: {says}");
    }
}

#[tokio::test]
async fn two_histories_of_one_length_are_found_by_whoever_has_both_checkpoints() {
    let kept = Kept::new().await;
    let public = kept.key.public();
    let log = SqliteLogReader::open(&kept.path("sound.db")).unwrap();
    let mut history: Vec<_> =
        log.read_all(Position::START, usize::MAX).await.unwrap().into_iter().map(|event| (event, false)).collect();
    history.last_mut().unwrap().1 = true;
    assert!(history.last().unwrap().0.revision >= Revision(0));
    written_anew(kept.path("forged.db"), history).await;
    let mut bundles = Vec::new();
    for name in ["sound", "forged"] {
        let log = SqliteLogReader::open(&kept.path(&format!("{name}.db"))).unwrap();
        let tree = EventTree::of(&log, None).await.unwrap();
        let signed = sign(&tree, log.identity(), &kept.key, "2017-07-03T22:00:00Z".parse().unwrap()).unwrap();
        let bundle = Bundle::of(&log, &tree, (signed, public.clone()), None, &[]).await.unwrap();
        let file = kept.path(&format!("{name}.json"));
        std::fs::write(&file, serde_json::to_string(&bundle).unwrap()).unwrap();
        bundles.push(file);
    }
    assert!(checked_alone(&public, &[&bundles[0]]).0 && checked_alone(&public, &[&bundles[1]]).0);
    let (is_content, says) = checked_alone(&public, &[&bundles[0], &bundles[1]]);
    assert!(!is_content && says.contains("two histories"), "{says}");
}

/// As somebody at the machine asks for it.
#[tokio::test]
async fn a_checkpoint_is_printed_on_a_sheet() {
    let kept = Kept::new().await;
    let (config, paper) = (kept.path("focalpoint.toml"), kept.path("sheet.pdf"));
    let settings = format!(
        "tenant = \"kosovo\"\ndata = \"{}\"\nlisten = \"127.0.0.1:0\"\npublic_url = \"http://localhost\"\n[telegram]\n\
         token_file = \"/does/not/exist\"\n",
        kept.folder.path().display()
    );
    std::fs::write(&config, settings).unwrap();
    let arguments =
        ["focalpoint", "checkpoint", "--config", config.to_str().unwrap(), "--paper", paper.to_str().unwrap()];
    let cli = <focalpoint::command_line::arguments::Cli as clap::Parser>::parse_from(arguments);
    let focalpoint::command_line::arguments::Action::Checkpoint(options) = cli.action else { panic!() };
    focalpoint::command_line::checkpoint::run(&options).await.unwrap();
    assert!(std::fs::read(&paper).unwrap().starts_with(b"%PDF-"));
}
