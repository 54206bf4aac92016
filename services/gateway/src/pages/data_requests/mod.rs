//! Data requests: what is asked of whom, what came back, what is missing, and what it adds up to.
//!
//! `issuing` makes a new request, `reviewing` shows one with its submissions and decides on them, `collected` shows a field
//! across institutions and periods, `answering` is the page that a link from the chat opens.

pub(crate) mod answering;
pub(crate) mod collected;
pub(crate) mod issuing;
pub(crate) mod listing;
pub(crate) mod reviewing;
mod rows;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use events::form::Answers;
use events::language::Language;
use forms::Words;
use forms::table::Table;
use forms::template::template;
use projections::requests::RequestDossier;

use crate::failure::Failure;
use crate::gateway::Gateway;

/// What kind of file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileKind {
    Csv,
    Xlsx,
}

impl FileKind {
    fn read(name: &str) -> Result<Self, Failure> {
        match name {
            "csv" => Ok(Self::Csv),
            "xlsx" => Ok(Self::Xlsx),
            _ => Err(Failure::NotFound),
        }
    }
}

/// A table as a download.
fn download(table: &Table, kind: FileKind, name: &str, language: Language) -> Result<Response, Failure> {
    let (written, ending, media) = match kind {
        FileKind::Csv => (table.csv(language != Language::En), "csv", "text/csv; charset=utf-8"),
        FileKind::Xlsx => (table.xlsx(), "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    };
    let bytes = written.map_err(|error| Failure::Page(error.to_string()))?;
    let disposition = format!("attachment; filename=\"{name}.{ending}\"");
    let headers = [(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((StatusCode::OK, headers, bytes).into_response())
}

/// A request's form as a file to fill in.
fn form_file(
    gateway: &Gateway,
    dossier: &RequestDossier,
    known: Option<&Answers>,
    kind: FileKind,
    language: Language,
) -> Result<Response, Failure> {
    let words = Words { catalogue: gateway.pages().catalogue(), language };
    let table = template(&words, &dossier.id, &dossier.title, &dossier.request, known);
    download(&table, kind, dossier.id.as_str(), language)
}
