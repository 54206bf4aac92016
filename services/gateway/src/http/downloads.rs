//! Files to keep: a table in the reader's language, with headings, numbers and days as people write them, and papers.
//!
//! A program reads the API instead, whose names and days do not change with anybody's language.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use events::language::Language;
use forms::table::Table;

use crate::failure::Failure;

/// What kind of file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    Csv,
    Xlsx,
}

impl FileKind {
    pub(crate) fn read(name: &str) -> Result<Self, Failure> {
        match name {
            "csv" => Ok(Self::Csv),
            "xlsx" => Ok(Self::Xlsx),
            _ => Err(Failure::NotFound),
        }
    }
}

/// A table as a download.
pub(crate) fn download(table: &Table, kind: FileKind, name: &str, language: Language) -> Result<Response, Failure> {
    let (written, ending, media) = match kind {
        FileKind::Csv => (table.csv(language), "csv", "text/csv; charset=utf-8"),
        FileKind::Xlsx => {
            (table.xlsx(language), "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        }
    };
    let bytes = written.map_err(|error| Failure::Page(error.to_string()))?;
    let disposition = format!("attachment; filename=\"{name}.{ending}\"");
    let headers = [(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((StatusCode::OK, headers, bytes).into_response())
}

/// A PDF as an answer.
pub(crate) fn pdf(name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("inline; filename=\"{name}\"");
    let headers = [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (StatusCode::OK, headers, bytes).into_response()
}
