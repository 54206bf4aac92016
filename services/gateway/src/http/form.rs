//! What came in with a form, and what was wrong with it.

use std::collections::BTreeMap;
use std::str::FromStr;

use axum::extract::{Form, FromRequest, Query, Request};
use axum::http::header;
use chrono::{Days, NaiveDate, NaiveTime};
use events::bounds::{check_text, is_within};
use events::language::{Language, LocalText};
use events::minutes::Minutes;
use events::text::{Text, TextError};
use notifications::Calendar;
use serde::Serialize;

use crate::failure::{Failure, Refusal};
use crate::free_text::Objection;
use crate::overtaking::{Overtaking, OvertakingRow};

/// The field of a form in which it says what its page had shown: the position in the log.
pub(crate) const SEEN: &str = "seen";

/// The field of a form in which it says whom its page was made for.
pub(crate) const WRITTEN_BY: &str = "written-by";

/// How far ahead a day may lie that is taken unasked: beyond it, the year is often mistyped.
const FAR_AHEAD: Days = Days::new(2 * 366);

/// A form's fields in the order in which they came, repeated ones included.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct FormEntries(Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for FormEntries {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        // A form without fields that a program sends has no body, and says of none what it is.
        if !request.headers().contains_key(header::CONTENT_TYPE) {
            return Ok(Self::default());
        }
        match Form::<Vec<(String, String)>>::from_request(request, state).await {
            Ok(Form(fields)) => Ok(Self(fields)),
            Err(rejection) => Err(Failure::BadForm(rejection.status())),
        }
    }
}

impl FormEntries {
    /// The fields of a GET form.
    pub(crate) fn of_query(query: Option<&str>) -> Result<Self, Failure> {
        let uri = format!("/?{}", query.unwrap_or_default());
        let uri = uri.parse().map_err(|_| Failure::Malformed("query"))?;
        let Query(fields) =
            Query::<Vec<(String, String)>>::try_from_uri(&uri).map_err(|_| Failure::Malformed("query"))?;
        Ok(Self(fields))
    }

    /// Entries made elsewhere than by a browser.
    pub(crate) fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// Every field whose name begins so, with its value, trimmed.
    pub(crate) fn with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0
            .iter()
            .filter(move |(name, _)| name.starts_with(prefix))
            .map(|(name, value)| (name.as_str(), value.trim()))
    }

    /// The field's first value, trimmed; empty when there is none.
    pub(crate) fn get(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value.trim())
    }

    /// All values of a field, in order, trimmed.
    pub(crate) fn all<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.trim())
    }

    /// Every field with its value as it came, in order.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The same, with one value in a field, whatever came in it.
    pub(crate) fn with(mut self, field: &str, value: &str) -> Self {
        self.0.retain(|(name, _)| name != field);
        self.0.push((field.to_owned(), value.to_owned()));
        self
    }

    /// Every field's values as they came, in order.
    pub(crate) fn by_field(&self) -> BTreeMap<String, Vec<String>> {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (field, value) in &self.0 {
            values.entry(field.clone()).or_default().push(value.clone());
        }
        values
    }

    /// The page to go back to: a path of this site, nothing else.
    pub(crate) fn back_or<'a>(&'a self, otherwise: &'a str) -> &'a str {
        let back = self.get("back");
        let here = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n']);
        if here { back } else { otherwise }
    }
}

/// What is wrong at a field: the key of a text, and the keys of the kinds of what the guard found, if that is it.
#[derive(Debug, Clone, Serialize)]
struct FieldFault {
    key: String,
    kinds: Vec<String>,
}

/// A form as a template shows it again: its values, and what is wrong at which field.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct FormState {
    /// Which form of the page.
    pub(crate) name: String,
    values: BTreeMap<String, Vec<String>>,
    errors: BTreeMap<String, FieldFault>,
    /// What somebody else did to the same meanwhile, beside what was typed.
    overtaken: Vec<OvertakingRow>,
}

impl FormState {
    /// The form without what was typed into some of its fields.
    pub(crate) fn without(mut self, withheld: &[&str]) -> Self {
        self.values.retain(|field, _| !withheld.contains(&field.as_str()));
        self
    }
}

/// Reads a form field by field and collects what is wrong instead of stopping at the first.
pub(crate) struct FormCheck<'a> {
    entries: &'a FormEntries,
    errors: BTreeMap<String, FieldFault>,
}

impl<'a> FormCheck<'a> {
    pub(crate) fn of(entries: &'a FormEntries) -> Self {
        Self { entries, errors: BTreeMap::new() }
    }

    /// The form's fields.
    pub(crate) fn entries(&self) -> &'a FormEntries {
        self.entries
    }

    /// Notes that something is wrong at a field; the first finding stays.
    pub(crate) fn wrong(&mut self, field: &str, key: &str) {
        let wrong = FieldFault { key: key.to_owned(), kinds: vec![] };
        self.errors.entry(field.to_owned()).or_insert(wrong);
    }

    /// Notes what the guard has against the text of a field.
    pub(crate) fn objects(&mut self, field: &str, objection: &Objection) {
        let wrong = FieldFault { key: objection.text_key(), kinds: objection.kind_keys() };
        self.errors.entry(field.to_owned()).or_insert(wrong);
    }

    fn text_error(error: TextError) -> &'static str {
        match error {
            TextError::Empty => "page-wrong-empty",
            TextError::TooLong => "page-wrong-too-long",
            TextError::Control => "page-wrong-control",
        }
    }

    fn minutes_error(error: TextError) -> &'static str {
        match error {
            TextError::TooLong => "page-wrong-minutes-too-long",
            TextError::Empty | TextError::Control => Self::text_error(error),
        }
    }

    /// A name or a number of staff that must be there: it is sealed, so the guard does not look at it.
    pub(crate) fn staff_text(&mut self, field: &str) -> Option<Text> {
        let text: Text =
            self.entries.get(field).parse().map_err(|error| self.wrong(field, Self::text_error(error))).ok()?;
        // What is sealed is looked at nowhere else.
        match check_text(text.as_str()) {
            Ok(()) => Some(text),
            Err(out) => {
                self.wrong(field, &format!("refusal-{}", out.code()));
                None
            }
        }
    }

    /// The same for one that may be left out.
    pub(crate) fn staff_text_if_any(&mut self, field: &str) -> Option<Text> {
        if self.entries.get(field).is_empty() { None } else { self.staff_text(field) }
    }

    /// A free text that must be there.
    pub(crate) fn text(&mut self, field: &str) -> Option<Text> {
        let text = self.staff_text(field)?;
        match Objection::to(text.as_str()) {
            None => Some(text),
            Some(objection) => {
                self.objects(field, &objection);
                None
            }
        }
    }

    /// The minutes of a meeting, as long as they are.
    pub(crate) fn minutes(&mut self, field: &str) -> Option<Minutes> {
        let minutes: Minutes =
            self.entries.get(field).parse().map_err(|error| self.wrong(field, Self::minutes_error(error))).ok()?;
        if let Err(out) = check_text(self.entries.get(field)) {
            self.wrong(field, &format!("refusal-{}", out.code()));
            return None;
        }
        let objections: Vec<Objection> = minutes.parts().filter_map(|part| Objection::to(part.as_str())).collect();
        match Objection::heaviest(&objections) {
            None => Some(minutes),
            Some(objection) => {
                self.objects(field, objection);
                None
            }
        }
    }

    /// A free text that may be left out.
    pub(crate) fn text_if_any(&mut self, field: &str) -> Option<Text> {
        if self.entries.get(field).is_empty() { None } else { self.text(field) }
    }

    /// A text in at least one language, from the fields `<field>-sq`, `<field>-sr` and `<field>-en`.
    pub(crate) fn local_text(&mut self, field: &str) -> Option<LocalText> {
        let fields = Language::ALL.map(|language| (language, format!("{field}-{language}")));
        let versions = fields.iter().map(|(language, name)| (*language, self.entries.get(name)));
        match LocalText::from_versions(versions) {
            Ok(text) => {
                let mut kept = true;
                for (_, name) in &fields {
                    if let Err(out) = check_text(self.entries.get(name)) {
                        self.wrong(name, &format!("refusal-{}", out.code()));
                        kept = false;
                    } else if let Some(objection) = Objection::to(self.entries.get(name)) {
                        self.objects(name, &objection);
                        kept = false;
                    }
                }
                kept.then_some(text)
            }
            Err(error) => {
                let at = fields.iter().find(|(_, name)| {
                    let value = self.entries.get(name);
                    !value.is_empty() && value.parse::<Text>().is_err()
                });
                let at = at.or(fields.first()).map_or(field, |(_, name)| name);
                let key = match error {
                    TextError::Empty => "page-wrong-no-language",
                    TextError::TooLong | TextError::Control => Self::text_error(error),
                };
                self.wrong(at, key);
                None
            }
        }
    }

    /// Something with a textual form that must be there, with the text to show when it is not one.
    pub(crate) fn parsed<T: FromStr>(&mut self, field: &str, key: &str) -> Option<T> {
        let value = self.entries.get(field);
        let key = if value.is_empty() { "page-wrong-empty" } else { key };
        value.parse().map_err(|_| self.wrong(field, key)).ok()
    }

    /// The same for something that may be left out.
    pub(crate) fn parsed_if_any<T: FromStr>(&mut self, field: &str, key: &str) -> Option<T> {
        if self.entries.get(field).is_empty() { None } else { self.parsed(field, key) }
    }

    /// A date that must be there.
    pub(crate) fn date(&mut self, field: &str) -> Option<NaiveDate> {
        let day = self.parsed(field, "page-wrong-date")?;
        if is_within(day) {
            return Some(day);
        }
        self.wrong(field, "refusal-date-out-of-bounds");
        None
    }

    /// A day that is still to come, by which or on which something is to be done. One that lies years ahead is asked about first.
    pub(crate) fn day_ahead(&mut self, field: &str, today: NaiveDate) -> Option<NaiveDate> {
        let day = self.date(field)?;
        if day > today + FAR_AHEAD { self.meant(field, day, "page-asks-far") } else { Some(day) }
    }

    /// The same for one that may be left out.
    pub(crate) fn day_ahead_if_any(&mut self, field: &str, today: NaiveDate) -> Option<NaiveDate> {
        if self.entries.get(field).is_empty() { None } else { self.day_ahead(field, today) }
    }

    /// The same for a day on which people have to be at work.
    pub(crate) fn working_day(&mut self, field: &str, today: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        let day = self.day_ahead(field, today)?;
        if calendar.is_working_day(day) { Some(day) } else { self.meant(field, day, "page-asks-day-off") }
    }

    /// The day, where whoever typed it has said of that very day that it is meant; else it is asked.
    fn meant(&mut self, field: &str, day: NaiveDate, key: &str) -> Option<NaiveDate> {
        if self.entries.get(&format!("meant-{field}")) == day.to_string() {
            return Some(day);
        }
        self.wrong(field, key);
        None
    }

    /// The day on which somebody was born: it may lie further back than anything that is coordinated.
    pub(crate) fn date_of_birth(&mut self, field: &str) -> Option<NaiveDate> {
        self.parsed(field, "page-wrong-date")
    }

    /// A date that may be left out.
    pub(crate) fn date_if_any(&mut self, field: &str) -> Option<NaiveDate> {
        if self.entries.get(field).is_empty() { None } else { self.date(field) }
    }

    /// A time of day that may be left out, as a browser sends it: `14:30`.
    pub(crate) fn time_if_any(&mut self, field: &str) -> Option<NaiveTime> {
        let value = self.entries.get(field);
        if value.is_empty() {
            return None;
        }
        let time = NaiveTime::parse_from_str(value, "%H:%M").or_else(|_| NaiveTime::parse_from_str(value, "%H:%M:%S"));
        time.map_err(|_| self.wrong(field, "page-wrong-time")).ok()
    }

    /// Chosen things, of which there may be many.
    pub(crate) fn chosen<T: FromStr>(&mut self, field: &str) -> Vec<T> {
        let read: Result<Vec<T>, T::Err> =
            self.entries.all(field).filter(|value| !value.is_empty()).map(T::from_str).collect();
        read.unwrap_or_else(|_| {
            self.wrong(field, "page-wrong-choice");
            Vec::new()
        })
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_good(&self) -> bool {
        self.errors.is_empty()
    }

    /// The form to be shown again.
    pub(crate) fn into_state(self, name: &str) -> FormState {
        let values = self.entries.by_field();
        FormState { name: name.to_owned(), values, errors: self.errors, overtaken: vec![] }
    }

    /// The form to be shown again beside what somebody else did meanwhile. Sent again, it is made from that.
    fn overtaken(self, name: &str, by: &[Overtaking]) -> FormState {
        let rows = by.iter().map(|one| one.beside(&self.entries.by_field())).collect();
        let last = by.iter().map(|one| one.position).max();
        let mut state = FormState { overtaken: rows, ..self.into_state(name) };
        if let Some(last) = last {
            state.values.insert(SEEN.to_owned(), vec![last.to_string()]);
        }
        state
    }
}

/// The form again with what the domain refused at its head; any other failure stays one.
pub(crate) fn refused(failure: Failure, mut check: FormCheck<'_>, form: &str) -> Result<FormState, Failure> {
    if let Failure::Overtaken(by) = &failure {
        return Ok(check.overtaken(form, by));
    }
    match failure.refusal() {
        Some(refusal @ Refusal::ByDomain(_)) => check.wrong("form", &refusal.text_key()),
        Some(Refusal::ByGuard(objection)) => check.objects("form", objection),
        None => return Err(failure),
    }
    Ok(check.into_state(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(fields: &[(&str, &str)]) -> FormEntries {
        FormEntries(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn everything_wrong_is_found_at_its_field_and_values_are_kept() {
        let given = entries(&[("title-sq", ""), ("date", "31.12.2017"), ("place", " Zyra ")]);
        let mut check = FormCheck::of(&given);
        assert!(check.local_text("title").is_none());
        assert!(check.date("date").is_none());
        assert_eq!(check.text_if_any("place").as_ref().map(Text::as_str), Some("Zyra"));
        assert!(!check.is_good());
        let shown = check.into_state("schedule");
        assert_eq!(shown.errors.get("title-sq").map(|wrong| wrong.key.as_str()), Some("page-wrong-no-language"));
        assert_eq!(shown.errors.get("date").map(|wrong| wrong.key.as_str()), Some("page-wrong-date"));
        assert_eq!(shown.values.get("date"), Some(&vec!["31.12.2017".to_owned()]));
    }

    #[test]
    fn the_guard_speaks_at_the_field_and_staff_may_be_named() {
        let given = entries(&[("title-sq", "Takimi"), ("title-en", "tel 044 123 456"), ("phone", "044 123 456")]);
        let mut check = FormCheck::of(&given);
        assert!(check.local_text("title").is_none() && check.text("phone").is_none());
        assert!(check.staff_text("phone").is_some());
        let shown = check.into_state("x");
        let at = shown.errors.get("title-en").map(|wrong| (wrong.key.as_str(), wrong.kinds.as_slice()));
        assert_eq!(at, Some(("guard-field-refuses", ["guard-kind-phone-number".to_owned()].as_slice())));
        assert!(!shown.errors.contains_key("title-sq"));
    }

    #[test]
    fn a_too_long_version_is_blamed_on_its_own_field() {
        let long = "ë".repeat(events::text::LONGEST_TEXT + 1);
        let given = entries(&[("title-sq", "Mirë"), ("title-en", &long)]);
        let mut check = FormCheck::of(&given);
        assert!(check.local_text("title").is_none());
        assert_eq!(
            check.into_state("x").errors.get("title-en").map(|wrong| wrong.key.as_str()),
            Some("page-wrong-too-long")
        );
    }

    #[test]
    fn one_goes_back_to_a_path_of_this_site_only() {
        for outside in ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", ""] {
            assert_eq!(entries(&[("back", outside)]).back_or("/"), "/", "{outside}");
        }
        assert_eq!(entries(&[("back", "/subgroups/raste?x=1")]).back_or("/"), "/subgroups/raste?x=1");
    }
}
