//! What can be wrong with a cell of a filled-in file, and how people are told. Neither how a file is read nor how its texts are
//! guarded is known here; both say what they found in these words.

use events::form::{AnswerFault, Form};
use events::ids::FieldKey;
use events::text::TextError;
use privacy::guard::Verdict;

use crate::reading::UnreadableAnswer;
use crate::sheet::CellAddress;
use crate::words::FormWording;

/// Where in a file a text stands that is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextLocation {
    /// In a cell.
    Cell,
    /// In a comment to a cell, or in a shape.
    Comment,
    /// It is a sheet's name.
    SheetName,
    /// It is another name, a header or footer, a list to choose from, or what the file says of itself.
    Beside,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellWrong {
    /// The text in it is no answer.
    Unreadable(UnreadableAnswer),
    /// The answer does not fit.
    Wrong(AnswerFault),
    /// It is merged with others.
    Merged,
    /// It holds something that is no answer to anything, such as a formula that went wrong.
    Odd,
    /// The key is none of the form's.
    NoSuchKey,
    /// The key is there twice.
    KeyTwice,
    /// There is an answer, and a reason why there is none.
    AnswerAndReason,
    /// The reason is no text.
    Reason(TextError),
    /// What is written there may not be kept, or not before whoever wrote it has answered.
    NotKept(TextLocation, Verdict),
}

/// A fault, and the cell where it is; no cell when the row is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    /// The cell; none: the fault is the whole file's.
    pub place: Option<CellAddress>,
    /// The field, when it is known.
    pub field: Option<FieldKey>,
    /// What is wrong.
    pub wrong: CellWrong,
}

impl FormWording<'_> {
    /// What is wrong with a cell, in words.
    pub fn cell_wrong(&self, wrong: &CellWrong) -> String {
        let key = match wrong {
            CellWrong::Unreadable(why) => return self.unreadable(*why),
            CellWrong::Wrong(wrong) => return self.wrong(*wrong),
            CellWrong::NotKept(_, verdict) => return self.not_kept(verdict),
            CellWrong::Merged => "cell-merged",
            CellWrong::Odd => "cell-odd",
            CellWrong::NoSuchKey => "cell-no-such-key",
            CellWrong::KeyTwice => "cell-key-twice",
            CellWrong::AnswerAndReason => "cell-answer-and-reason",
            CellWrong::Reason(TextError::TooLong) => "cell-reason-too-long",
            CellWrong::Reason(TextError::Empty | TextError::Control) => "cell-reason-not-plain",
        };
        self.say(key, &[])
    }

    /// What the guard has against a text, in words.
    fn not_kept(&self, verdict: &Verdict) -> String {
        let key = match verdict {
            Verdict::Pass => return String::new(),
            Verdict::Ask(_) => "guard-field-asks",
            Verdict::Refuse(_) => "guard-field-refuses",
        };
        let kinds: Vec<String> = verdict.message_keys().iter().map(|kind| self.say(kind, &[])).collect();
        self.say(key, &[("found", kinds.join(", ").into())])
    }

    /// A fault in one line: its cell, its field, what is wrong.
    pub fn cell_fault(&self, form: &Form, fault: &CellFault) -> String {
        let what = self.cell_wrong(&fault.wrong);
        match (&fault.wrong, &fault.place) {
            (CellWrong::NotKept(TextLocation::SheetName, _), _) => {
                return format!("{}: {what}", self.say("cell-sheet-name", &[]));
            }
            (CellWrong::NotKept(TextLocation::Beside, _), _) => {
                return format!("{}: {what}", self.say("cell-beside", &[]));
            }
            (CellWrong::NotKept(TextLocation::Comment, _), Some(place)) => {
                let comment = self.say("cell-comment", &[("place", self.place(place).into())]);
                return format!("{comment}: {what}");
            }
            _ => {}
        }
        let field = fault.field.as_ref().and_then(|key| form.field(key)).map(|field| self.label(field));
        match (&fault.place, field) {
            (Some(place), Some(field)) => format!("{} ({field}): {what}", self.place(place)),
            (Some(place), None) => format!("{}: {what}", self.place(place)),
            (None, Some(field)) => format!("{field}: {what}"),
            (None, None) => what,
        }
    }

    /// A cell's place: sheet, row and column.
    fn place(&self, place: &CellAddress) -> String {
        let cell = format!("{}{}", place.letters(), place.row);
        if let Some(sheet) = &place.sheet {
            self.say("cell-in-sheet", &[("cell", cell.into()), ("sheet", sheet.into())])
        } else {
            let args = [("row", place.row.into()), ("column", place.letters().into())];
            self.say("cell-in-row", &args)
        }
    }
}
