//! A hub that keeps itself safe: it backs itself up and signs how its log is, and what it made is enough to go on elsewhere and to
//! show that nobody wrote the history anew.

use std::path::{Path, PathBuf};

use end_to_end::own_hub::OwnHub;
use end_to_end::process::{configured, focalpoint};
use end_to_end::{TestError, eventually};
use serde_json::Value;

/// An identity that age's own tests have published, and its recipient.
const IDENTITY: &str = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";
const RECIPIENT: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";

/// Runs a command, and gives what it printed; fails where it did not succeed as it must.
async fn run(succeeds: bool, arguments: &[&str]) -> Result<String, TestError> {
    let output = focalpoint(arguments).await?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() == succeeds {
        Ok(said)
    } else {
        Err(TestError::Unexpected(format!("{arguments:?}: {said}")))
    }
}

fn file_ending_with(folder: &Path, ending: &str) -> Result<PathBuf, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    let mut files = entries.filter_map(Result::ok).map(|entry| entry.path());
    files
        .find(|path| path.to_string_lossy().ends_with(ending))
        .ok_or_else(|| format!("no {ending} in {}", folder.display()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_backs_itself_up_and_goes_on_elsewhere_with_the_history_that_was_signed() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let text = |name: &str| path(name).display().to_string();
    std::fs::write(path("identity.txt"), format!("{IDENTITY}\n")).unwrap();
    std::fs::create_dir(path("data")).unwrap();
    let to_import = configured(&path("data")).unwrap().display().to_string();
    run(true, &["import", "--config", &to_import, "data"]).await.unwrap();
    let operations = nats_server_process::ports::free().unwrap();
    let further = format!(
        "web.operations_listen = \"127.0.0.1:{operations}\"\n\
         backup = {{ directory = \"{}\", recipients = [\"{RECIPIENT}\"] }}\ncheckpoints.directory = \"{}\"\n",
        text("backups"),
        text("outside"),
    );
    let hub = OwnHub::start(&path("data"), &further).await.unwrap();

    // By itself, at once.
    let made = eventually("a backup", || async { file_ending_with(&path("backups"), ".events.db") }).await.unwrap();
    let checkpoint = eventually("a checkpoint", || async { file_ending_with(&path("outside"), ".txt") }).await.unwrap();
    let ready = format!("http://127.0.0.1:{operations}/ready");
    let says = eventually("readiness to tell of both", || async {
        let answer = reqwest::get(&ready).await.map_err(|error| error.to_string())?;
        let says: Value = answer.json().await.map_err(|error| error.to_string())?;
        let tells = says["log"]["state"] == "whole" && says["backup"]["has_keys"] == true;
        if tells { Ok(says) } else { Err(says.to_string()) }
    })
    .await
    .unwrap();
    assert_eq!(says["backup"]["is_late"], false, "{says}");
    let figures = reqwest::get(format!("http://127.0.0.1:{operations}/metrics")).await.unwrap().text().await.unwrap();
    assert!(
        figures.contains("focalpoint_log_damaged 0") && figures.contains("focalpoint_last_backup_timestamp_seconds 1"),
        "{figures}"
    );

    // By hand, beside the hub that runs.
    let config = text("data/focalpoint.toml");
    let key = run(true, &["checkpoint", "--config", &config, "--public-key"]).await.unwrap().trim().to_owned();
    let against = ["--against", &checkpoint.display().to_string(), "--key", &key].map(str::to_owned);
    let verify = |more: &[&str]| {
        let arguments: Vec<String> =
            ["verify", "--config", &config].into_iter().map(str::to_owned).chain(against.clone()).collect();
        let more: Vec<String> = more.iter().map(|one| (*one).to_owned()).collect();
        async move {
            let all: Vec<String> = arguments.into_iter().chain(more).collect();
            run(true, &all.iter().map(String::as_str).collect::<Vec<_>>()).await
        }
    };
    let verified = verify(&[]).await.unwrap();
    assert!(verified.contains("none altered") && verified.contains("goes on from"), "{verified}");
    let by_hand = run(true, &["backup", "--config", &config, "--to", &text("by-hand")]).await.unwrap();
    assert!(by_hand.contains(".keys.age"), "{by_hand}");
    assert!(verify(&["--file", &made.display().to_string()]).await.unwrap().contains("goes on from"));
    hub.stop().await.unwrap();

    // Elsewhere.
    std::fs::remove_dir_all(path("data")).unwrap();
    let (from, into, identity) = (text("backups"), text("elsewhere"), text("identity.txt"));
    let restored = run(true, &["restore", &from, "--into", &into, "--identity", &identity]).await.unwrap();
    assert!(restored.contains("verified"), "{restored}");
    let again = run(false, &["restore", &from, "--into", &into, "--identity", &identity]).await.unwrap();
    assert!(again.contains("is not empty"), "{again}");
    let elsewhere = OwnHub::start(&path("elsewhere"), "").await.unwrap();
    let page = reqwest::get(format!("{}/sign-in", elsewhere.base)).await.unwrap();
    assert!(page.status().is_success());
    elsewhere.stop().await.unwrap();
}
