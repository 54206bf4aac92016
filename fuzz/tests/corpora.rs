//! Everything that the fuzzer has found is read again by each target: what crashed once stays mended.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use fuzz::targets::ALL;

/// The most files that a corpus has, and the most bytes in all of them: they are kept with the source.
const LARGEST: (usize, u64) = (150, 300 * 1024);

#[test]
fn what_was_found_is_read_by_its_target_and_stays_small() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    for target in ALL {
        let (mut files, mut bytes) = (0, 0);
        for entry in std::fs::read_dir(folder.join(target.name)).unwrap() {
            let content = std::fs::read(entry.unwrap().path()).unwrap();
            (files, bytes) = (files + 1, bytes + u64::try_from(content.len()).unwrap());
            target.read(&content);
        }
        assert!(files > 0, "{} has no corpus", target.name);
        assert!(files <= LARGEST.0 && bytes <= LARGEST.1, "{}: {files} files, {bytes} bytes", target.name);
    }
}

#[test]
fn every_corpus_is_of_a_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let known = ALL.map(|target| target.name.to_owned());
    assert_eq!(names.collect::<BTreeSet<_>>(), known.into_iter().collect());
}
