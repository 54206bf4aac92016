//! The rules of the house, as far as a program can hold them: `ARCHITECTURE.md` against what cargo knows and what the
//! sources say.
//!
//! - [`workspace`]: the crates and what each depends on, as cargo tells it;
//! - [`architecture`]: the code map's table and the drawing of the crates in `ARCHITECTURE.md`;
//! - [`guides`]: the files that the guides name;
//! - [`libraries`]: the libraries that a binary is built with, and the Rust that they want;
//! - [`source`]: a source file: what it names, and how many lines of code it has;
//! - [`modules`]: the modules of a crate, which of them name which, and the circles among them;
//! - [`templates`]: the templates of the pages, and which of them name one of another folder.
//!
//! Depends on nothing of the workspace, and knows no rule: which rule holds where is in `tests/house.rs`.

pub mod architecture;
pub mod guides;
pub mod libraries;
pub mod modules;
pub mod source;
pub mod templates;
pub mod workspace;
