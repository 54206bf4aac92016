//! The fuzzer, on the target that `FOCALPOINT_FUZZ_TARGET` names. One binary for all, so that it is linked once.
#![no_main]
#![allow(clippy::panic, reason = "a target fails by panicking")]

use std::sync::OnceLock;

use fuzz::targets::{Target, named};
use libfuzzer_sys::fuzz_target;

fn target() -> Target {
    static TARGET: OnceLock<Target> = OnceLock::new();
    *TARGET.get_or_init(|| {
        let name = std::env::var("FOCALPOINT_FUZZ_TARGET").unwrap_or_default();
        named(&name).unwrap_or_else(|| panic!("FOCALPOINT_FUZZ_TARGET names no target: “{name}”"))
    })
}

fuzz_target!(
    init: {
        // A panic that is caught, as a library's is, is no end; one that is not ends the fuzzer all the same.
        drop(std::panic::take_hook());
        // Texts, lists and models are read once, before it is looked how long anything takes.
        ["", "="].map(|prepared| target().read(prepared.as_bytes()));
    },
    |bytes: &[u8]| target().read(bytes)
);
