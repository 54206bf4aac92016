//! Data requests: what is asked of whom, what came back, what is missing, and what it adds up to.
//!
//! `issuing` makes a new request, `reviewing` shows one with its submissions and decides on them, `collected` shows a field
//! across institutions and periods, `answering` is the page that a link from the chat opens.

use axum::response::Response;
use events::authority::Principal;
use events::form::Answers;
use events::language::Language;
use forms::FormWording;
use forms::template::template;
use readmodels::requests::RequestDossier;

use crate::app::App;
use crate::failure::Failure;
use crate::http::downloads::{FileKind, Taken, download};

/// A request's form as a file to fill in.
pub(super) fn form_file(
    (app, by): (&App, &Principal),
    dossier: &RequestDossier,
    known: Option<&Answers>,
    kind: FileKind,
    language: Language,
) -> Result<Response, Failure> {
    let words = FormWording { catalogue: app.catalogue(), language };
    let table = template(&words, &dossier.id, &dossier.title, &dossier.request, known);
    let taken = Taken { app, by, what: &format!("form {}", dossier.id) };
    download(taken, &table, kind, dossier.id.as_str(), language)
}
