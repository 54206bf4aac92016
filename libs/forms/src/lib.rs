//! A data request's form as people meet it: its definition in a file, its parts in words, an answer as somebody types it,
//! the form as a CSV or XLSX file to fill in, and what comes back.
//!
//! What lives here: everything between a typed [`Form`](events::form::Form) and text or a file, the same for chat, page and
//! import. It depends on the domain and its words; bytes come in and go out as values. It knows no messenger, no HTTP and no
//! clock, and it decides nothing: whether answers fit is asked of [`Form::faults`](events::form::Form::faults).

pub mod cell_fault;
mod csv_sheet;
pub mod definition;
pub mod filled;
pub mod parts;
pub mod reading;
pub mod sheet;
pub mod table;
pub mod template;
pub mod text_check;
pub mod words;
mod workbook;
mod xlsx_beside;
mod xlsx_comments;
mod xlsx_sheet;

pub use cell_fault::CellFault;
pub use definition::Definition;
pub use filled::{FileFault, FilledForm, read_filled};
pub use text_check::OwnWords;
pub use words::FormWording;
