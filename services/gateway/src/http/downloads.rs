//! Files to keep: a table in the reader's language, with headings, numbers and days as people write them, and papers.
//!
//! What is given out here is in the audit trail, because it is given out nowhere else.
//!
//! A program reads the API instead, whose names and days do not change with anybody's language.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use events::audit::AuditedAct;
use events::authority::Principal;
use events::language::Language;
use forms::table::Table;

use crate::app::App;
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

/// Who takes a file along, and what it is, in a few words without personal data.
#[derive(Clone, Copy)]
pub(crate) struct Taken<'a> {
    pub(crate) app: &'a App,
    pub(crate) by: &'a Principal,
    pub(crate) what: &'a str,
}

impl Taken<'_> {
    /// Gives a file out, of which the audit trail says so.
    fn given_out(self, disposition: String, media: &str, bytes: impl IntoResponse) -> Response {
        self.app.audit().record(self.by, AuditedAct::Exported, self.what);
        let headers = [(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
        (StatusCode::OK, headers, bytes).into_response()
    }
}

/// A table as a download.
pub(crate) fn download(
    taken: Taken<'_>,
    table: &Table,
    kind: FileKind,
    name: &str,
    language: Language,
) -> Result<Response, Failure> {
    let (written, ending, media) = match kind {
        FileKind::Csv => (table.csv(language), "csv", "text/csv; charset=utf-8"),
        FileKind::Xlsx => {
            (table.xlsx(language), "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        }
    };
    let bytes = written.map_err(|error| Failure::Page(error.to_string()))?;
    Ok(taken.given_out(format!("attachment; filename=\"{name}.{ending}\""), media, bytes))
}

/// A text as a download that is written by whoever gives it.
pub(crate) fn csv(taken: Taken<'_>, name: &str, text: String) -> Response {
    taken.given_out(format!("attachment; filename=\"{name}.csv\""), "text/csv; charset=utf-8", text)
}

/// A PDF as an answer.
pub(crate) fn pdf(taken: Taken<'_>, name: &str, bytes: Vec<u8>) -> Response {
    taken.given_out(format!("inline; filename=\"{name}\""), "application/pdf", bytes)
}
