//! Messages of other people's mail programs, from the tests of four libraries: talon (`PyPI`), `email_reply_parser` (crates.io,
//! with the messages of its ancestors), flufl.bounce (`PyPI`) and mail-parser (crates.io). Nobody wrote them for this code.

use std::path::{Path, PathBuf};

use cargo_metadata::MetadataCommand;
use email::address::MailAddress;
use email::correspondence::KnownThread;
use email::draft::ThreadKey;
use email::receiving::{Ignored, IncomingMail, html_as_text, new_words, sort};
use email_reply_parser::EmailReplyParser;

use crate::support::{correspondence, key, samples, sender};

/// Where a library of ours keeps its tests.
fn source_of(package: &str) -> PathBuf {
    let metadata = MetadataCommand::new().exec().unwrap();
    let found = metadata.packages.iter().find(|found| found.name.as_str() == package).unwrap();
    found.manifest_path.parent().unwrap().into()
}

fn files(folder: &Path, kind: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == kind) {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no .{kind} in {}", folder.display());
    found
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// What a message is when it shows the token of a thread with this person.
fn sorted_as_from(bytes: &[u8], author: &str) -> IncomingMail {
    let (_folder, file) = correspondence();
    let token = key().thread_token(&"policia-1".parse().unwrap(), "work");
    let known = KnownThread {
        person: "policia-1".parse().unwrap(),
        thread: ThreadKey("work".to_owned()),
        address: author.parse().unwrap(),
    };
    file.note_thread(&token, &known).unwrap();
    // As our own server writes it above a message that came for this address.
    let mut delivered = format!("X-Original-To: focalpoint+{token}@akt.example\n").into_bytes();
    let start = if bytes.starts_with(b"From ") { bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1 } else { 0 };
    delivered.extend(&bytes[start..]);
    sort(&delivered, &sender().address, &file).unwrap()
}

#[test]
fn the_answers_of_a_dozen_programs_are_cut_as_talon_cuts_them() {
    let folder = samples().join("talon-1.4.4/tests/fixtures/standard_replies");
    let mut broken: Vec<String> = Vec::new();
    for path in files(&folder, "eml") {
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let from = text.lines().find(|line| line.starts_with("From:")).unwrap();
        let author = from.rsplit([' ', '<']).next().unwrap().trim_end_matches('>');
        let wanted = std::fs::read_to_string(path.with_file_name(name(&path).replace(".eml", "_reply_text")));
        // Talon keeps “Sent from my iPhone”; we do not.
        let wanted = wanted.map_or_else(|_| "Hello".to_owned(), |wanted| new_words(wanted.trim()));
        match sorted_as_from(&bytes, author) {
            IncomingMail::Reply { text, .. } if text == wanted => {}
            other @ (IncomingMail::Reply { .. }
            | IncomingMail::CalendarReply { .. }
            | IncomingMail::Bounce { .. }
            | IncomingMail::Unsubscribe { .. }
            | IncomingMail::Ignored { .. }) => broken.push(format!("{}: {other:?}, wanted {wanted:?}\n", name(&path))),
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn html_of_nine_programs_is_cut_as_talon_cuts_it() {
    let folder = samples().join("talon-1.4.4/tests/fixtures/html_replies");
    let mut broken: Vec<String> = Vec::new();
    for path in files(&folder, "html") {
        let html = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
        let words = new_words(&html_as_text(&html)).split_whitespace().collect::<Vec<_>>().join(" ");
        // Talon keeps the signature “Thanks, Alex”.
        if words != "Hi. I am fine." {
            broken.push(format!("{}: {words:?}\n", name(&path)));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// The messages that this library and its ancestors (GitHub's, Zapier's) test with. Where it cuts away words of the answer,
/// what must stay is named here.
#[test]
fn messages_that_github_met_are_cut_as_its_parser_cuts_them_or_better() {
    let better = [
        ("email_1_2.txt", "Hi,\n\nYou can list the keys"),
        ("email_sent_from_my_not_signature.txt", "Here is another email\n\nSent from my desk, is much easier"),
        (
            "email_sig_delimiter_in_middle_of_line.txt",
            "Hi there!\n\nStuff happened.\n\nAnd here is a fix -- this is not a",
        ),
    ];
    let squeezed = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut broken: Vec<String> = Vec::new();
    for path in files(&source_of("email_reply_parser").join("tests/emails"), "txt") {
        let text = std::fs::read_to_string(&path).unwrap();
        let ours = new_words(&text);
        let good = match better.iter().find(|(file, _)| *file == name(&path)) {
            Some((_, wanted)) => ours.starts_with(wanted),
            None => squeezed(&ours) == squeezed(&EmailReplyParser::parse_reply(&text)),
        };
        if !good {
            broken.push(format!("=== {}\n{ours}\n--- theirs\n{}\n", name(&path), EmailReplyParser::parse_reply(&text)));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn bounces_of_many_servers_are_told_from_answers() {
    let folder = samples().join("flufl_bounce-6.0.0/tests");
    let table = std::fs::read_to_string(folder.join("test_detectors.py")).unwrap();
    let (mut broken, mut understood, mut all) = (Vec::new(), 0, 0);
    for path in files(&folder.join("data"), "txt") {
        let bytes = std::fs::read(&path).unwrap();
        let row = table.lines().find(|line| line.contains(&format!("'{}'", name(&path))));
        let is_temporary = row.is_some_and(|row| row.contains("True"));
        let read = sorted_as_from(&bytes, "arta@policia.example");
        all += 1;
        match (&read, name(&path).starts_with("dsn")) {
            // One came back because its time was over: it will not arrive, and the next message may.
            (IncomingMail::Bounce { permanent: false, reason, .. }, true) if reason.starts_with("4.4.7") => {
                understood += 1;
            }
            (IncomingMail::Bounce { permanent, .. }, true) if *permanent != is_temporary => understood += 1,
            (IncomingMail::Ignored { because: Ignored::DeliveryNotice }, true) if is_temporary => understood += 1,
            (_, true) => broken.push(format!("{}: {read:?}\n", name(&path))),
            (IncomingMail::Bounce { .. }, false) => understood += 1,
            (IncomingMail::Ignored { .. }, false) => {}
            (_, false) => broken.push(format!("{}: {read:?}\n", name(&path))),
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(understood >= 18 && all > 100, "{understood} of {all}");
}

#[test]
fn no_message_of_other_people_counts_and_none_breaks_the_reader() {
    let own: MailAddress = sender().address;
    let (_folder, file) = correspondence();
    let mut count = 0;
    for path in files(&source_of("mail-parser").join("resources/eml"), "eml") {
        let bytes = std::fs::read(&path).unwrap();
        for bytes in [&bytes[..], &bytes[..bytes.len() / 2]] {
            let read = sort(bytes, &own, &file).unwrap();
            assert!(matches!(read, IncomingMail::Ignored { .. }), "{}: {read:?}", path.display());
            // The same with a token, so that every step is taken.
            sorted_as_from(bytes, "arta@policia.example");
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}
