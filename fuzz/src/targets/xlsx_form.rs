//! A filled-in form as XLSX.
//!
//! An archive of random bytes is none: its sums are wrong. So the input may also name parts and what stands in them, which are
//! packed here beside those of the form's own file.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::OnceLock;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::filled_form::{take, templates};

/// What begins a part, before its name; its content begins on the next line.
const PART: &str = "\n=== ";

/// The parts of the form's own file.
fn parts() -> &'static BTreeMap<String, Vec<u8>> {
    static PARTS: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    PARTS.get_or_init(|| {
        let mut archive = ZipArchive::new(Cursor::new(templates()[1].as_slice())).expect("an archive");
        let mut parts = BTreeMap::new();
        for number in 0..archive.len() {
            let mut part = archive.by_index(number).expect("a part");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("its content");
            parts.insert(part.name().expect("a name").into_owned(), content);
        }
        parts
    })
}

fn packed(parts: &BTreeMap<&str, &[u8]>) -> Option<Vec<u8>> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, stored).ok()?;
        archive.write_all(content).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

/// Takes the bytes as a file, or as the parts of one.
pub(super) fn read(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return take(bytes);
    }
    let text = String::from_utf8_lossy(bytes);
    let mut all: BTreeMap<&str, &[u8]> =
        parts().iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    for part in text.split(PART).skip(1) {
        let (name, content) = part.split_once('\n').unwrap_or((part, ""));
        all.insert(name, content.as_bytes());
    }
    if let Some(file) = packed(&all) {
        take(&file);
    }
}
