//! The code on a checkpoint's sheet, read back by readers that have nothing of ours.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::Command;

use documents::CheckpointSheet;
use events::language::Language;
use language::catalogue::Catalogue;

#[test]
fn a_telephone_reads_from_the_sheet_what_was_signed() {
    let readers = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers");
    assert!(readers.join(".venv/installed").is_file(), "run libs/documents/tests/readers/install, or ./test");
    let catalogue = Catalogue::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    let signature = "Az3grlgt".repeat(12);
    for size in [1, 663, 9_999_999_999_u64] {
        let checkpoint = format!("focalpoint/kosovo\n{size}\n{root}\n\n\u{2014} focalpoint/kosovo {signature}\n");
        let sheet =
            CheckpointSheet { checkpoint: checkpoint.clone(), public_key: "focalpoint/kosovo+1+AAAA".to_owned() };
        for language in Language::OFFERED {
            let file = folder.path().join("sheet.pdf");
            std::fs::write(&file, sheet.pdf(&catalogue, language).unwrap()).unwrap();
            let read = Command::new(readers.join(".venv/bin/python3"))
                .arg(readers.join("read-code"))
                .arg(&file)
                .output()
                .unwrap();
            assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
            assert_eq!(String::from_utf8(read.stdout).unwrap(), checkpoint);
        }
    }
}
