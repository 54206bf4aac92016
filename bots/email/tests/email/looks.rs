//! The HTML on a telephone: Chromium at 360 pixels, light and dark.

use std::process::{Command, Stdio};

use email::composing::compose;
use email::draft::MailDraft;
use events::language::Language;

use crate::channel_morning::a_dozen;
use crate::support::authority::Authority;
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

/// How wide the HTML is in a telephone's frame, how many of its buttons are too small, and how many links it has.
fn measured(html: &str, name: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let framed = FRAME.replace("HTML", &html.replace('&', "&amp;").replace('"', "&quot;"));
    let page = folder.path().join("page.html");
    std::fs::write(&page, framed).unwrap();
    let address = format!("file://{}", page.display());
    // For whoever wants to look at it: FOCALPOINT_SCREENSHOTS names a folder.
    if let Some(pictures) = std::env::var_os("FOCALPOINT_SCREENSHOTS") {
        for (shade, more) in [("light", ""), ("dark", "--blink-settings=preferredColorScheme=0")] {
            let file = std::path::Path::new(&pictures).join(format!("{name}-{shade}.png"));
            let picture = format!("--screenshot={}", file.display());
            let arguments = [picture, "--window-size=360,900".to_owned(), more.to_owned(), address.clone()];
            let arguments: Vec<String> = arguments.into_iter().filter(|argument| !argument.is_empty()).collect();
            chromium(folder.path(), &arguments);
        }
    }
    let shown = chromium(folder.path(), &["--dump-dom".to_owned(), address]);
    let title = shown.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next());
    title.unwrap_or_else(|| panic!("{shown}")).to_owned()
}

#[test]
fn a_message_fits_a_telephone_and_its_buttons_a_thumb() {
    for language in [Language::Sq, Language::SrCyrl] {
        let mut message = MailDraft { language, ..draft("arta@policia.example") };
        // A word that does not fit, as somebody may type it.
        message.sections[1].lines[0].text = format!("2. {}", "Emërimi".repeat(30));
        assert_eq!(measured(&html_of(&message), &format!("email-{language}")), "width 360 small 0 links 4");
    }
}

#[tokio::test]
async fn a_morning_of_a_dozen_tasks_fits_a_telephone() {
    let authority = Authority::speaking(Language::Sr).await;
    let contents = a_dozen(&authority).await;
    let mail = authority.told("arta", contents).await;
    assert_eq!(measured(&mail.html(), "email-morning"), "width 360 small 0 links 38");
}
