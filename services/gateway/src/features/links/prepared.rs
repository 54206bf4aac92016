//! What a link's page shows, and what each kind of step is given to prepare it.

use axum::http::StatusCode;
use chrono::NaiveDate;
use events::authority::Principal;
use events::ids::EventId;
use events::indicator::Indicator;
use readmodels::views::PersonView;

use crate::app::App;
use crate::http::page_request::PageRequest;
use crate::wording::localized_text::LocalizedText;

/// Whose link it is and what it does, as whoever prepares the page knows it.
pub(super) struct LinkReader<'a> {
    pub(super) app: &'a App,
    pub(super) page_request: &'a PageRequest,
    pub(super) person: &'a PersonView,
    pub(super) principal: Principal,
    /// The first event of the link's command, if that was carried out.
    pub(super) used: EventId,
}

impl LinkReader<'_> {
    pub(super) fn say(&self, key: &str) -> String {
        self.app.say(self.page_request.language, key)
    }
}

/// What is asked for before the button can be pressed.
pub(super) enum Fields {
    Nothing,
    /// Why it is done, in words.
    Reason,
    /// How much, of this indicator.
    Value(Box<Indicator>),
    /// Which of these people came: the id and the name.
    Attendance(Vec<(String, String)>),
}

/// What a page shows and asks.
pub(super) struct LinkPage {
    /// What it is about.
    pub(super) title: LocalizedText,
    /// What the button will do, as a question.
    pub(super) question: String,
    /// The key of the button's label.
    pub(super) button: String,
    /// Whose it is.
    pub(super) institution: String,
    pub(super) due: Option<NaiveDate>,
    /// What else there is to know: the key of a label, and the words.
    pub(super) details: Vec<(&'static str, String)>,
    pub(super) fields: Fields,
}

/// What a link came to when it was opened.
pub(super) enum PreparedLink {
    Page(Box<LinkPage>),
    /// It is not this person's to do: of what, where they may know it.
    NotTheirs(Option<LocalizedText>),
    /// There is nothing to press: why, and of what.
    Nothing(StatusCode, &'static str, Option<LocalizedText>),
}
