//! A filled-in file as sheets and comments: which kind of file it is, and who reads that kind.

use crate::sheet::{LARGEST_FILE, Sheet, UnreadableFile};
use crate::xlsx_comments::Comment;
use crate::{csv_sheet, xlsx_comments, xlsx_sheet};

/// A file's sheets, and what is written beside their cells.
#[derive(Debug, Clone)]
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) comments: Vec<Comment>,
}

/// A file, by what its bytes say it is; the name is not believed.
pub(crate) fn read_book(bytes: &[u8]) -> Result<Workbook, UnreadableFile> {
    if bytes.len() > LARGEST_FILE {
        return Err(UnreadableFile::TooLarge);
    }
    // A ZIP archive, which an XLSX file is; and the old kind of Excel file.
    if bytes.starts_with(b"PK\x03\x04") {
        let sheets = xlsx_sheet::read(bytes)?;
        return Ok(Workbook { sheets, comments: xlsx_comments::read(bytes)? });
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) || bytes.starts_with(b"%PDF") {
        return Err(UnreadableFile::OtherKind);
    }
    let sheet = csv_sheet::read(bytes)?;
    Ok(Workbook { sheets: vec![sheet], comments: vec![] })
}
