//! What the guard asks about, from end to end: the real binary, phones and pages in three languages. Nothing of it is stored
//! anywhere until the office stands with the name.

use std::path::Path;

use end_to_end::page::Page;
use end_to_end::phone::Phone;
use end_to_end::process::{Demo, configured, focalpoint, replay_is_identical};
use serde_json::json;

/// Whose phone, and in the person's language: in doubt, the same with the office, how the chat asks, how it confirms.
const CHATS: [(&str, &str, &str, &str, &str); 3] = [
    (
        "Besnik",
        "1 bllokuar: presim Arben Zeqirin",
        "1 bllokuar: presim prokurorin Arben Zeqiri",
        "ende nuk e kam ruajtur",
        "prokurorin Arben Zeqiri",
    ),
    (
        "Dragana",
        "1 blokirano: čekamo Marka Petrovića",
        "1 blokirano: čekamo tužioca Marka Petrovića",
        "službena osoba",
        "tužioca Marka Petrovića",
    ),
    (
        "Nora",
        "1 blocked: we wait for Arben Hoti",
        "1 blocked: we wait for the prosecutor Arben Hoti",
        "not kept this message yet",
        "the prosecutor Arben Hoti",
    ),
];

/// Titles in doubt, and with the office.
const TITLES: [(&str, &str, &str); 3] = [
    ("sq", "Takim me Arben Zeqirin", "Takim me prokurorin Arben Zeqiri"),
    ("sr", "Sastanak sa Markom Petrovićem", "Sastanak sa tužiocem Markom Petrovićem"),
    ("en", "Meet Arben Zeqiri", "Meet the prosecutor Arben Zeqiri"),
];

/// The files of focalpoint's own that hold these words; the messenger's are the person's own phone.
fn holding(data: &Path, words: &str) -> Vec<String> {
    let files = std::fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    let own = files.filter(|path| path.is_file() && !path.to_str().unwrap().contains("demo-messenger"));
    let holds = own.filter(|path| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    });
    holds.map(|path| path.display().to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_doubt_is_asked_about_everywhere_and_kept_nowhere() {
    let data = tempfile::tempdir().unwrap();
    let log = data.path().join("focalpoint.log");
    let demo = Demo::start_logging(data.path(), &log, "debug").await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    for (name, doubted, official, asks, confirmed) in CHATS {
        let phone = Phone::of(&demo.chat, name).await.unwrap();
        phone.start().await.unwrap();
        phone.hears("the greeting", |_| true).await.unwrap();
        phone.say(doubted).await.unwrap();
        phone.hears_words(asks).await.unwrap();
        let surname = doubted.rsplit_once(' ').unwrap().1;
        assert_eq!(holding(data.path(), surname), Vec::<String>::new(), "{surname} is kept");
        phone.say(official).await.unwrap();
        phone.hears_words(confirmed).await.unwrap();
    }
    for (language, doubted, official) in TITLES {
        let body = |title: &str| json!({ "title": { (language): title }, "owner": "ms", "due": "2017-08-01" });
        let (status, problem) = page.post("/action-items", language, &body(doubted)).await.unwrap();
        assert_eq!((status.as_u16(), problem["code"].as_str()), (422, Some("text-asked-about")), "{problem}");
        assert_eq!(problem["kinds"], json!(["named-person"]));
        assert_eq!(holding(data.path(), doubted), Vec::<String>::new(), "{doubted} is kept");
        let (status, answer) = page.post("/action-items", language, &body(official)).await.unwrap();
        assert_eq!(status.as_u16(), 201, "{answer}");
    }
    // What somebody else wrote is not done, only asked about.
    let phone = Phone::of(&demo.chat, "Nora").await.unwrap();
    let before = page.api("/institutions/shpresa/tasks").await.unwrap();
    phone.forward("Besnik", "1 done").await.unwrap();
    phone.hears_words("written by somebody else").await.unwrap();
    assert_eq!(page.api("/institutions/shpresa/tasks").await.unwrap(), before);
    demo.stop().await.unwrap();
    for (_, doubted, ..) in CHATS {
        assert_eq!(holding(data.path(), doubted), Vec::<String>::new());
    }
    replay_is_identical(data.path()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_in_doubt_imports_nothing_and_names_the_place() {
    let data = tempfile::tempdir().unwrap();
    let config = configured(data.path()).unwrap();
    let config = config.to_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path();
    let institutions = "id,name_sq,name_sr,name_en,kind,authority_member,role\n                        ms,Ministria,Ministarstvo,Ministry,ministry,yes,health\n";
    std::fs::write(files.join("institutions.csv"), institutions).unwrap();
    let write = |sq: &str, sr: &str, en: &str| {
        let rows = format!("id,title_sq,title_sr,title_en,owner,subgroup,due\na1,{sq},{sr},{en},ms,,2099-01-01\n");
        std::fs::write(files.join("action-items.csv"), rows.replace('\n', "\r\n")).unwrap();
    };
    let [(_, sq, albanian), (_, sr, serbian), (_, en, english)] = TITLES;
    for (column, (sq, sr, en)) in [
        ("title_sq", (sq, serbian, english)),
        ("title_sr", (albanian, sr, english)),
        ("title_en", (albanian, serbian, en)),
    ] {
        write(sq, sr, en);
        let outcome = focalpoint(&["import", "--config", config, files.to_str().unwrap()]).await.unwrap();
        let said = String::from_utf8(outcome.stderr).unwrap();
        assert!(!outcome.status.success());
        assert!(said.contains(&format!("action-items.csv, line 2, column {column}: ")), "{said}");
        assert!(said.contains("write the office") && !said.contains("Zeqir") && !said.contains("Petrovi"), "{said}");
        let verified = focalpoint(&["verify", "--config", config]).await.unwrap();
        assert!(String::from_utf8(verified.stdout).unwrap().starts_with("0 events"));
    }
    write(albanian, serbian, english);
    let outcome = focalpoint(&["import", "--config", config, files.to_str().unwrap()]).await.unwrap();
    assert!(outcome.status.success(), "{}", String::from_utf8_lossy(&outcome.stderr));
}
