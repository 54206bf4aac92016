//! Bad input on the command line and in the chat: a clear message, and nothing changed.

use std::path::Path;

use end_to_end::eventually;
use end_to_end::page::Page;
use end_to_end::phone::Phone;
use end_to_end::process::{Demo, focalpoint, write_secret};
use serde_json::json;

fn configure(folder: &Path) -> String {
    let token = folder.join("token");
    write_secret(&token, "1:x\n").unwrap();
    let settings = format!(
        "tenant = \"kosovo\"\ndata = \"{}\"\nlisten = \"127.0.0.1:0\"\npublic_url = \"http://localhost\"\n[telegram]\ntoken_file = \"{}\"\n",
        folder.join("data").display(),
        token.display(),
    );
    let config = folder.join("focalpoint.toml");
    std::fs::write(&config, settings).unwrap();
    config.to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_half_bad_import_lists_every_bad_row_and_imports_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let config = configure(folder.path());
    let files = folder.path().join("files");
    std::fs::create_dir(&files).unwrap();
    let institutions = "id,name_sq,name_sr,name_en,kind,authority_member,role\n\
                        ms,Ministria,Ministarstvo,Ministry,ministry,yes,health\n\
                        bad id,A,B,C,ministry,yes,role\n\
                        md,A,B,C,castle,yes,role\n";
    std::fs::write(files.join("institutions.csv"), institutions).unwrap();
    let files = files.to_str().unwrap();
    let outcome = focalpoint(&["import", "--config", &config, files]).await.unwrap();
    let said = String::from_utf8(outcome.stderr).unwrap();
    assert!(!outcome.status.success());
    assert!(said.contains("nothing was imported: 2 faults"), "{said}");
    assert!(said.contains("institutions.csv, line 3, column id"), "{said}");
    assert!(said.contains("institutions.csv, line 4, column kind"), "{said}");
    let verified = focalpoint(&["verify", "--config", &config]).await.unwrap();
    assert!(String::from_utf8(verified.stdout).unwrap().starts_with("0 events"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_or_misspelt_configuration_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("nowhere.toml");
    let outcome = focalpoint(&["up", "--config", missing.to_str().unwrap()]).await.unwrap();
    assert!(String::from_utf8(outcome.stderr).unwrap().contains("there is no configuration at"));
    let config = configure(folder.path());
    let text = std::fs::read_to_string(&config).unwrap().replace("tenant", "tennant");
    std::fs::write(&config, text).unwrap();
    let outcome = focalpoint(&["verify", "--config", &config]).await.unwrap();
    let said = String::from_utf8(outcome.stderr).unwrap();
    assert!(!outcome.status.success() && said.contains("tennant"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_chat_cannot_use_is_answered_and_changes_nothing() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();

    // A chat that is not linked, an unknown invitation, a used one.
    let stranger = Phone::of(&demo.chat, "Claire").await.unwrap();
    stranger.start_with("nosuchinvitation").await.unwrap();
    stranger.hears_words("I do not know this invitation").await.unwrap();
    stranger.say("done").await.unwrap();
    stranger.hears_words("This chat is not linked").await.unwrap();
    let phone = Phone::of(&demo.chat, "Nora").await.unwrap();
    phone.start().await.unwrap();
    phone.hears_words("NGO shelter Hope and Homes for Children").await.unwrap();
    let contacts: Vec<serde_json::Value> =
        reqwest::get(format!("{}/sim/contacts", demo.chat)).await.unwrap().json().await.unwrap();
    let nora = contacts.iter().find(|contact| contact["first_name"].as_str().unwrap().starts_with("Nora")).unwrap();
    stranger.start_with(nora["start"].as_str().unwrap()).await.unwrap();
    stranger.hears_words("was used already").await.unwrap();

    // Texts that are not understood, ambiguous, impossible, or not to be kept.
    let before = page.api("/institutions/shpresa/tasks").await.unwrap();
    for (text, answer) in [
        ("hello there", "Hello!"),
        ("until 31 June", "There is no such date"),
        ("7 done", "no open task with number 7"),
        ("/nonsense", "I do not know the command"),
        ("victim Arta Krasniqi left the shelter", "did not keep this message"),
        ("her number is 1234567890", "did not keep this message"),
    ] {
        phone.say(text).await.unwrap();
        phone.hears_words(answer).await.unwrap();
    }
    assert_eq!(page.api("/institutions/shpresa/tasks").await.unwrap(), before);
    // The answer to the first refused text is there while the second is still under way.
    eventually("what the guard refused to be deleted from the chat", || async {
        let messages = phone.messages().await.map_err(|error| error.to_string())?;
        let kept = |words: &str| messages.iter().any(|m| m["text"].as_str().is_some_and(|text| text.contains(words)));
        if kept("Arta Krasniqi") || kept("1234567890") { Err(format!("{messages:?}")) } else { Ok(()) }
    })
    .await
    .unwrap();

    // The API refuses what the state does not allow, and says so.
    let (status, problem) = page.post("/action-items", "k1", &json!({ "title": { "en": "x" } })).await.unwrap();
    assert!(status.is_client_error(), "{status} {problem}");
    let past = json!({ "title": { "en": "Late" }, "owner": "ms", "due": "2017-01-01" });
    let (status, problem) = page.post("/action-items", "k2", &past).await.unwrap();
    assert!(status.is_client_error(), "{status} {problem}");
    let unknown = json!({ "title": { "en": "Lost" }, "owner": "atlantis", "due": "2017-08-01" });
    let (status, problem) = page.post("/action-items", "k3", &unknown).await.unwrap();
    assert!(status.is_client_error(), "{status} {problem}");

    let named =
        json!({ "title": { "en": "Find a lawyer for the victim Arta Krasniqi" }, "owner": "ms", "due": "2017-08-01" });
    let (status, problem) = page.post("/action-items", "k4", &named).await.unwrap();
    assert_eq!((status.as_u16(), problem["code"].as_str()), (409, Some("text-not-to-be-kept")), "{problem}");

    // The log holds nothing of what was refused.
    demo.stop().await.unwrap();
    for entry in std::fs::read_dir(data.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() && !path.to_str().unwrap().contains("demo-messenger") {
            let bytes = std::fs::read(&path).unwrap();
            let holds = |secret: &[u8]| bytes.windows(secret.len()).any(|window| window == secret);
            assert!(!holds(b"Arta Krasniqi") && !holds(b"1234567890"), "{}", path.display());
        }
    }
}
