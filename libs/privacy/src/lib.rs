//! What keeps a victim's identity out: the guard, and texts as it and every other reader of texts look at them.
//!
//! - the **guard** ([`guard`]): what looks like the identity of a victim is found before it is stored anywhere;
//! - **tokens** ([`tokens`]) and **letters** ([`letters`]): a text cut into words, numbers and signs, each made comparable
//!   across scripts and diacritics. They are here and not in `language`, so that nothing the guard rests on can be told by
//!   a vocabulary that grows every week.
//!
//! Depends on `events` for values that are never empty. It knows no messenger, no store, no clock and no chance, and it never returns, logs
//! or keeps a text that the guard refused. How well it guards is measured on `tests/corpora` of the workspace;
//! `docs/guard.md` states the figures. Small counts are hidden by `events/src/suppression`, which is a rule of the domain.

pub mod guard;
pub mod letters;
pub mod tokens;
