//! A filled-in file as sheets and what is written beside their cells: which kind of file it is, and who reads that kind.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::sheet::{LARGEST_FILE, ReadingBudget, Sheet, UnreadableFile};
use crate::xlsx_beside::Beside;
use crate::{csv_sheet, xlsx_beside, xlsx_sheet};

/// The most that a file holds once it is unpacked, in bytes, in all of its parts together.
const LARGEST_UNPACKED: u64 = 16 * 1024 * 1024;
/// The most parts that a file has.
const MOST_PARTS: usize = 256;

/// A file's sheets, and what is written beside their cells.
#[derive(Debug, Clone)]
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) beside: Vec<Beside>,
}

/// Looks how much there is in a packed file before anybody reads it. What it says of itself is not believed.
fn check_unpacked(bytes: &[u8]) -> Result<(), UnreadableFile> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| UnreadableFile::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(UnreadableFile::TooLarge);
    }
    let mut left = LARGEST_UNPACKED;
    for number in 0..archive.len() {
        let part = archive.by_index(number).map_err(|_| UnreadableFile::Damaged)?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|_| UnreadableFile::Damaged)?;
        left = left.checked_sub(unpacked).ok_or(UnreadableFile::TooLarge)?;
    }
    Ok(())
}

/// A file, by what its bytes say it is; the name is not believed.
pub(crate) fn read_book(bytes: &[u8]) -> Result<Workbook, UnreadableFile> {
    if bytes.len() > LARGEST_FILE {
        return Err(UnreadableFile::TooLarge);
    }
    let mut budget = ReadingBudget::of_a_file();
    // A ZIP archive, which an XLSX file is; and the old kind of Excel file.
    if bytes.starts_with(b"PK\x03\x04") {
        check_unpacked(bytes)?;
        let sheets = xlsx_sheet::read(bytes, &mut budget)?;
        let beside = xlsx_beside::read(bytes)?;
        beside.iter().try_for_each(|beside| budget.take_text(&beside.text))?;
        return Ok(Workbook { sheets, beside });
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) || bytes.starts_with(b"%PDF") {
        return Err(UnreadableFile::OtherKind);
    }
    let sheet = csv_sheet::read(bytes, &mut budget)?;
    Ok(Workbook { sheets: vec![sheet], beside: vec![] })
}
