//! The HTML on a telephone: Chromium at 360 pixels, light and dark.

use std::process::{Command, Stdio};

use email::composing::compose;
use email::draft::MailDraft;
use events::language::Language;

use crate::support::{catalogue, draft, key, read_by, sender};

/// Puts the message into a frame as wide as a telephone, and writes how wide its content is.
const FRAME: &str = "<!doctype html><meta charset=utf-8><body style='margin:0'><iframe id=f width=360 height=900 style='border:0' \
    srcdoc=\"HTML\"></iframe><script>f.onload=()=>{const d=f.contentDocument,e=d.documentElement;\
    const small=[...d.querySelectorAll('a')].filter(a=>a.style.display&&a.getBoundingClientRect().height<40).length;\
    document.title='width '+e.scrollWidth+' small '+small+' links '+d.querySelectorAll('a').length}</script>";

fn html_of(draft: &MailDraft) -> String {
    let token = key().thread_token(&draft.to.person, &draft.thread.0);
    let message = read_by("read_message.py", &compose(draft, &sender(), &token, catalogue()).unwrap().bytes);
    let parts = message["parts"].as_array().unwrap();
    parts.iter().find(|part| part["type"] == "text/html").unwrap()["content"].as_str().unwrap().to_owned()
}

fn chromium(folder: &std::path::Path, arguments: &[String]) -> String {
    let output = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=2000"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .args(arguments)
        .stderr(Stdio::null())
        .output()
        .expect("chromium is missing: run ./test, which installs it");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_message_fits_a_telephone_and_its_buttons_a_thumb() {
    let folder = tempfile::tempdir().unwrap();
    for language in [Language::Sq, Language::SrCyrl] {
        let mut message = MailDraft { language, ..draft("arta@policia.example") };
        // A word that does not fit, as somebody may type it.
        message.sections[1].lines[0].text = format!("2. {}", "Emërimi".repeat(30));
        let framed = FRAME.replace("HTML", &html_of(&message).replace('&', "&amp;").replace('"', "&quot;"));
        let page = folder.path().join("page.html");
        std::fs::write(&page, framed).unwrap();
        let address = format!("file://{}", page.display());
        let shown = chromium(folder.path(), &["--dump-dom".to_owned(), address.clone()]);
        let title = shown.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next());
        assert_eq!(title, Some("width 360 small 0 links 3"), "{shown}");
        // For whoever wants to look at it: FOCALPOINT_SCREENSHOTS names a folder.
        if let Some(pictures) = std::env::var_os("FOCALPOINT_SCREENSHOTS") {
            for (name, more) in [("light", ""), ("dark", "--blink-settings=preferredColorScheme=0")] {
                let file = std::path::Path::new(&pictures).join(format!("email-{language}-{name}.png"));
                let picture = format!("--screenshot={}", file.display());
                let width = "--window-size=360,900".to_owned();
                let arguments = [picture, width, more.to_owned(), address.clone()];
                let arguments: Vec<String> = arguments.into_iter().filter(|argument| !argument.is_empty()).collect();
                chromium(folder.path(), &arguments);
            }
        }
    }
}
