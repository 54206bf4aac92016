//! Verify, backup and restore, and what they print.

use chrono::Utc;
use coordination::{Clock, SystemClock};
use events::ids::Position;
use store::SqliteLogReader;

use crate::Fatal;
use crate::command_line::{arguments, checkpoint};
use crate::configuration::Settings;
use crate::configuration::data_directory::DataDirectory;
use crate::progress::bar;
use crate::safekeeping::backup::BackupDirectory;
use crate::safekeeping::key_archive::KeyRecipients;
use crate::safekeeping::lost_history::LostHistory;
use crate::safekeeping::restore::{RestorePoint, RestoreRequest, Restored};
use crate::safekeeping::verification::{Report, verify_directory, verify_events, verify_log};

/// How many things that people were told of in vain are printed one by one.
const MOST_PRINTED: usize = 50;

/// Something is not as it must be; what, was printed.
#[derive(Debug, thiserror::Error)]
#[error("{0} findings: what is above is not as it must be")]
pub struct NotAsItMustBe(usize);

/// There is no directory to back up into.
#[derive(Debug, thiserror::Error)]
#[error("where to? Set backup.directory in the configuration, or say --to DIRECTORY")]
pub struct NoBackupDirectory;

/// Proves what can be proved, and prints it.
pub async fn verify(options: &arguments::Verify) -> Result<(), Fatal> {
    let noted = options.head.as_deref().map(str::parse).transpose()?;
    let bar = bar("verifying", 0);
    let watch = |reached: Position| bar.set_position(reached.0);
    let (log, report) = if let Some(file) = &options.file {
        let log = SqliteLogReader::open(file)?;
        bar.set_length(log.head().await.map_or(0, |head| head.position.0));
        let mut report = verify_log(&log, noted.as_ref(), &watch).await;
        verify_events(&log, None, &mut report).await;
        (log, report)
    } else {
        let data = DataDirectory::at(&Settings::read(&options.configured.config)?.data);
        verify_directory(&data, noted.as_ref(), &watch).await?
    };
    bar.finish_and_clear();
    print_report(&report);
    let broken = checkpoint::judge(&log, options).await?;
    for finding in &broken {
        println!("NOT AS IT MUST BE  {finding}");
    }
    let found = report.findings.len() + broken.len();
    if found == 0 { Ok(()) } else { Err(NotAsItMustBe(found).into()) }
}

fn print_report(report: &Report) {
    for finding in &report.findings {
        println!("NOT AS IT MUST BE  {finding}");
    }
    if let Some(verified) = &report.log {
        println!("{} events, none altered, none removed", verified.events);
        if verified.taken_out > 0 {
            println!("{} of them without texts that two people have had taken out", verified.taken_out);
        }
        println!("{} events understood", report.understood);
    }
    if report.has_keys {
        println!("{} people whose fields open, {} erased", report.readable.len(), report.erased.len());
    } else {
        println!("no keys beside the log: whether names can be read was not looked at");
    }
    match report.read_models_at {
        Some(at) => println!("the read models are what the log makes of itself, up to position {at}"),
        None => println!("no read models that can be compared"),
    }
    if let Some(verified) = &report.log {
        println!("head  {}", verified.head);
    }
}

/// Copies the log and the keys, and prints where to.
pub async fn backup(options: &arguments::Backup) -> Result<(), Fatal> {
    let settings = Settings::read(&options.configured.config)?;
    let configured = settings.backup.as_ref();
    let to = options.to.clone().or_else(|| configured.map(|backup| backup.directory.clone()));
    let directory = BackupDirectory::open(&to.ok_or(NoBackupDirectory)?)?;
    let recipients = configured.into_iter().flat_map(|backup| &backup.recipients).chain(&options.recipient);
    let recipients = KeyRecipients::parse(recipients)?;
    let made = directory.back_up(&DataDirectory::at(&settings.data), &recipients, SystemClock.now()).await?;
    println!("log   {}", made.log.display());
    match &made.keys {
        Some(keys) => println!("keys  {}", keys.display()),
        None => println!(
            "keys  not backed up: there is nobody to seal them to. Make an identity with `age-keygen`, keep it elsewhere, and \
             set backup.recipients; without keys no name is ever read again"
        ),
    }
    println!("head  {}", made.head);
    Ok(())
}

/// Makes a data directory from a backup, and prints what it has and what it has not.
pub async fn restore(options: &arguments::Restore) -> Result<(), Fatal> {
    let point = match (options.to_position, options.to_time) {
        (Some(position), _) => RestorePoint::Position(Position(position)),
        (None, Some(time)) => RestorePoint::Time(time.with_timezone(&Utc)),
        (None, None) => RestorePoint::End,
    };
    let request = RestoreRequest {
        from: options.from.clone(),
        keys: options.keys.clone(),
        identity: options.identity.clone(),
        into: options.into.clone(),
        point,
        puts_aside: options.put_aside,
        now: SystemClock.now(),
    };
    let restored = crate::safekeeping::restore::restore(&request).await?;
    print_restored(&restored, &request);
    Ok(())
}

fn print_restored(restored: &Restored, request: &RestoreRequest) {
    println!("restored from {} into {}", restored.from.display(), request.into.display());
    println!("head  {}, verified", restored.head);
    if restored.has_keys {
        println!(
            "{} people whose fields open, {} erased",
            restored.report.readable.len(),
            restored.report.erased.len()
        );
    } else {
        println!(
            "The keys were not restored: put person-keys.db, person-key.secret and form-links.key into it before the start, or \
             restore again with --identity."
        );
    }
    for person in &restored.erased_again {
        println!("{person} was erased after the backup, and is again");
    }
    if let Some(aside) = &restored.aside {
        println!("What was there is in {}", aside.display());
    }
    match &restored.lost {
        Some(lost) => print_lost(lost),
        None => println!(
            "Whatever was recorded after that is not known here: people may have been told of things that are in no log any more."
        ),
    }
    println!("Read models, webhooks' queue, the bot's and mailboxes' places begin anew at the next start.");
}

fn print_lost(lost: &LostHistory) {
    if lost.events > 0 {
        let until =
            lost.until.map(|until| format!(" until {}", until.format("%Y-%m-%d %H:%M UTC"))).unwrap_or_default();
        println!("{} events that were recorded after that{until} are not in it:", lost.events);
        for (kind, count) in &lost.kinds {
            println!("  {count:>6}  {kind}");
        }
    } else {
        println!("Nothing was recorded after that.");
    }
    if !lost.told.is_empty() {
        println!("People were told of {} things that are gone, or as they were before:", lost.told.len());
    }
    for told in lost.told.iter().take(MOST_PRINTED) {
        let now = if told.is_gone { "gone" } else { "set back" };
        println!("  {} ({now}): {} to {}", told.about, told.occasion, told.to);
    }
    if lost.told.len() > MOST_PRINTED {
        println!("  and {} more", lost.told.len() - MOST_PRINTED);
    }
    if let Some(reason) = &lost.unknown_beyond {
        println!("What comes after that cannot be read: {reason}");
    }
}
