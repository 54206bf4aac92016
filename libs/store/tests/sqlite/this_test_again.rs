//! A test that runs a part of itself in a process of its own, to kill it or to take something away from it.

use std::path::Path;
use std::process::Command;

/// Where the child finds the data directory.
const DATA: &str = "FOCALPOINT_TEST_DATA";

/// The command that runs an ignored test of this binary in another process, through a launcher such as
/// `["unshare", "-rm"]`.
pub(crate) fn child(launcher: &[&str], test: &str, data: &Path) -> Command {
    let itself = std::env::current_exe().unwrap();
    let mut command = match launcher {
        [] => Command::new(itself),
        [program, arguments @ ..] => {
            let mut command = Command::new(program);
            command.args(arguments).arg(itself);
            command
        }
    };
    command.args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"]).env(DATA, data);
    command
}

/// The data directory that the parent gave. `None`: somebody ran the ignored tests by hand.
pub(crate) fn data_directory() -> Option<std::path::PathBuf> {
    std::env::var_os(DATA).map(Into::into)
}
