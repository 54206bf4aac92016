//! A file that came back for a data request, whatever kind it is: read, looked at by the guard, and held against the form.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::NaiveDate;
use events::data_request::IssuedRequest;
use events::ids::DataRequestId;
use events::language::{Language, LocalText};
use events::period::Period;
use forms::definition::{Notation, read_definition};
use forms::template::template;
use forms::words::FormWording;
use forms::{OwnWords, read_filled};
use language::catalogue::Catalogue;

const FORM: &str = include_str!("form.toml");

/// A request that was issued, and what its file says by itself.
struct Issued {
    request: IssuedRequest,
    own: OwnWords,
    templates: [Vec<u8>; 2],
}

fn issued() -> &'static Issued {
    static ISSUED: OnceLock<Issued> = OnceLock::new();
    ISSUED.get_or_init(|| {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let request = IssuedRequest {
            form: read_definition(FORM, Notation::Toml).expect("a form").form,
            period: Period::new(day("2017-01-01"), day("2017-06-30")).expect("a period"),
            due: day("2017-07-14"),
            submissions: BTreeMap::new(),
            closed: false,
        };
        let catalogue = Catalogue::new().expect("texts");
        let words = FormWording { catalogue: &catalogue, language: Language::Sq };
        let title = LocalText::only(Language::Sq, "Viktimat".parse().expect("a title"));
        let id: DataRequestId = "victims-2017".parse().expect("an id");
        let table = template(&words, &id, &title, &request, None);
        let templates = [table.csv(Language::Sq).expect("a file"), table.xlsx(Language::Sq).expect("a file")];
        Issued { own: OwnWords::of(&words, &id, &title, &request), templates, request }
    })
}

/// The form's own file, as CSV and as XLSX, to be filled in.
pub(super) fn templates() -> &'static [Vec<u8>; 2] {
    &issued().templates
}

/// Takes a file as the bot and the pages do.
pub(super) fn take(bytes: &[u8]) {
    let Ok(filled) = read_filled(bytes) else { return };
    let issued = issued();
    let _against = filled.objections(&issued.own);
    if let Ok(answers) = filled.answers(&issued.request.form) {
        assert!(issued.request.form.faults(&answers).is_empty(), "what is wrong was taken");
    }
}
