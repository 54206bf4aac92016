//! The unit by which systemd runs a hub, scored by systemd itself.

use std::path::Path;
use std::process::Command;

/// The most that a service may be exposed, in tenths of systemd's points: below two it calls a service well.
const MOST_EXPOSED: u32 = 15;

#[test]
fn the_service_is_exposed_to_little() {
    let unit = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/systemd/focalpoint.service");
    let scored = Command::new("systemd-analyze")
        .args(["security", "--offline=true", "--no-pager", &format!("--threshold={MOST_EXPOSED}")])
        .arg(&unit)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&scored.stdout).into_owned() + &String::from_utf8_lossy(&scored.stderr);
    assert!(scored.status.success() && said.contains("Overall exposure level"), "{said}");
}
