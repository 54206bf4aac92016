//! The document for people has the table that the code has.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

use std::path::Path;

use notifications::policy::table::{RULES, in_markdown, rule_of};

const BEGIN: &str = "<!-- table: begin -->\n";
const END: &str = "<!-- table: end -->";

#[test]
fn the_table_in_the_document_is_that_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/notifications.md");
    let document = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = document.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    if std::env::var_os("NOTIFICATIONS_WRITE").is_some() {
        std::fs::write(&path, [before, BEGIN, &in_markdown(), END, after].concat()).unwrap();
    } else {
        assert_eq!(
            written,
            in_markdown(),
            "NOTIFICATIONS_WRITE=1 cargo test -p notifications --test policy_table writes it"
        );
    }
}

#[test]
fn each_rule_is_found_by_its_own_occasion() {
    for rule in RULES {
        assert_eq!(rule_of(rule.about, rule.occasion), Some(rule));
    }
    assert_eq!(rule_of("action-item", "unheard-of"), None);
}
