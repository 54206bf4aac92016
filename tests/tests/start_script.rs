//! The script `./focalpoint` on machines that lack something: it says what is missing and what to do, and stops; and it
//! uses a binary beside it when that is of its version. The tools it calls are stand-ins in a folder that is all its `PATH`.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};

use end_to_end::process::repository;

const TOOLS: &[&str] = &["sh", "dirname", "uname", "sed", "head", "sort", "df", "awk", "id", "cat"];
const RUST: (&str, &str) = ("rustc", "echo 'rustc 1.95.0 (f2d3ce0bd 2026-03-21)'");
const COMPILER: (&str, &str) = ("cc", "exit 0");
/// However full the machine is that the tests run on.
const ROOM: (&str, &str) = ("df", "echo 'Filesystem 1M-blocks Used Available'; echo '/dev/x 90000 0 90000 0% /'");

fn executable(path: &Path, script: &str) {
    fs::write(path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Runs the script with these stand-ins as tools, and this binary beside it if any.
fn run(tools: &[(&str, &str)], beside: Option<&str>) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let bin = folder.path().join("bin");
    fs::create_dir(&bin).unwrap();
    for tool in TOOLS {
        let found = std::env::split_paths(&std::env::var_os("PATH").unwrap())
            .map(|folder| folder.join(tool))
            .find(|path| path.is_file())
            .unwrap_or_else(|| panic!("no {tool} here"));
        symlink(found, bin.join(tool)).unwrap();
    }
    for (name, script) in tools {
        let path = bin.join(name);
        // never through the link onto the machine's own tool
        let _ = fs::remove_file(&path);
        executable(&path, script);
    }
    for file in ["focalpoint", "Cargo.toml"] {
        fs::copy(repository().join(file), folder.path().join(file)).unwrap();
    }
    if let Some(script) = beside {
        let machine = Command::new("uname").arg("-m").output().unwrap();
        let machine = String::from_utf8(machine.stdout).unwrap();
        executable(&folder.path().join(format!("focalpoint-{}", machine.trim())), script);
    }
    Command::new(folder.path().join("focalpoint")).arg("demo").env_clear().env("PATH", &bin).output().unwrap()
}

/// That it stopped, and what it said.
fn stopped(output: &Output, words: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    for word in words {
        assert!(said.contains(word), "“{word}” is not in: {said}");
    }
}

#[test]
fn without_rust_it_says_how_to_get_it() {
    stopped(&run(&[], None), &["Rust 1.89 or newer", "sh.rustup.rs"]);
}

#[test]
fn with_an_old_rust_it_says_how_to_update() {
    let old = ("rustc", "echo 'rustc 1.70.0 (90c541806 2023-05-31)'");
    stopped(&run(&[old, ("cargo", "exit 9")], None), &["1.89", "this is 1.70", "rustup update stable"]);
}

#[test]
fn without_a_c_compiler_it_says_which_package_to_install() {
    stopped(&run(&[RUST, ("cargo", "exit 9")], None), &["C compiler", "gcc or clang"]);
    let sudo = ("sudo", "\"$@\"");
    let no_lists = ("apt-get", "[ \"$1\" != update ] || { echo 'no such mirror' >&2; exit 100; }");
    let no_package = ("apt-get", "[ \"$1\" = update ] || { echo 'no such package' >&2; exit 100; }");
    for (apt_get, error) in [(no_lists, "no such mirror"), (no_package, "no such package")] {
        let words = ["C compiler could not be installed", error, "the package build-essential", "run this again"];
        stopped(&run(&[RUST, ("cargo", "exit 9"), sudo, apt_get], None), &words);
    }
    let somebody = ("id", "echo 1000");
    let words = ["C compiler", "without sudo", "package build-essential", "run this again"];
    stopped(&run(&[RUST, ("cargo", "exit 9"), somebody, ("apt-get", "exit 9")], None), &words);
}

#[test]
fn without_room_it_says_how_much_is_needed() {
    let full = ("df", "echo 'Filesystem 1M-blocks Used Available'; echo '/dev/x 100 88 12 88% /'");
    stopped(&run(&[RUST, COMPILER, ("cargo", "exit 9"), full], None), &["4000 MB", "12 MB are free", "make room"]);
}

#[test]
fn without_the_network_it_says_that_it_is_needed_once() {
    let offline = ("cargo", "[ \"$1\" = fetch ] && { echo 'could not resolve host' >&2; exit 101; }");
    stopped(&run(&[RUST, COMPILER, ROOM, offline], None), &["could not resolve host", "needs the network once"]);
}

#[test]
fn a_binary_beside_it_is_run_when_it_is_of_its_version_and_nothing_is_built() {
    let version = env!("CARGO_PKG_VERSION");
    let fits = format!("if [ \"$1\" = --version ]; then echo 'focalpoint {version}'; else echo \"ran $1\"; fi");
    let output = run(&[], Some(&fits));
    assert!(output.status.success(), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "ran demo\n");
    let other = "if [ \"$1\" = --version ]; then echo 'focalpoint 0.0.1'; else echo \"ran $1\"; fi";
    stopped(&run(&[], Some(other)), &["focalpoint 0.0.1", "building instead", "sh.rustup.rs"]);
}

#[test]
fn a_packed_release_runs_its_binary_with_all_the_input_of_the_demo_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let machine = String::from_utf8(Command::new("uname").arg("-m").output().unwrap().stdout).unwrap();
    let machine = machine.trim();
    let binary = folder.path().join("binary");
    let version = env!("CARGO_PKG_VERSION");
    executable(&binary, &format!("if [ \"$1\" = --version ]; then echo 'focalpoint {version}'; else ls data; fi"));
    let packed = Command::new(repository().join("deploy/pack-release"))
        .args(["v7.8.9", machine])
        .arg(&binary)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(packed.status.success(), "{packed:?}");

    let archive = format!("focalpoint-v7.8.9-{machine}.tar.gz");
    for (tool, arguments) in [("sha256sum", ["--check", &format!("{archive}.sha256")]), ("tar", ["-xzf", &archive])] {
        let output = Command::new(tool).args(arguments).current_dir(folder.path()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    let output = Command::new(folder.path().join("focalpoint-v7.8.9/focalpoint")).arg("demo").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let input = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(input.contains("institutions.csv"), "{input}");
}
