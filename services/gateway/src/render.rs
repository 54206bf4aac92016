//! Turns templates into pages. Each language has its own environment, so that a template just says `t("key")`.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Europe::Belgrade;
use dialogue::catalogue::{Catalogue, Value as TextValue};
use dialogue::recorded::say_recorded;
use events::language::Language;
use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, context};

use crate::assets;
use crate::config::GatewayError;
use crate::failure::Failure;
use crate::gateway::Gateway;
use crate::visit::Visit;

const TEMPLATES: &[(&str, &str)] = &[
    ("case.html", include_str!("../templates/case.html")),
    ("case_forms.html", include_str!("../templates/case_forms.html")),
    ("case_new.html", include_str!("../templates/case_new.html")),
    ("case_report.html", include_str!("../templates/case_report.html")),
    ("cases.html", include_str!("../templates/cases.html")),
    ("dashboard.html", include_str!("../templates/dashboard.html")),
    ("collected.html", include_str!("../templates/collected.html")),
    ("data_request.html", include_str!("../templates/data_request.html")),
    ("data_request_new.html", include_str!("../templates/data_request_new.html")),
    ("data_requests.html", include_str!("../templates/data_requests.html")),
    ("dead_letters.html", include_str!("../templates/dead_letters.html")),
    ("decisions.html", include_str!("../templates/decisions.html")),
    ("evidence.html", include_str!("../templates/evidence.html")),
    ("failure.html", include_str!("../templates/failure.html")),
    ("form.html", include_str!("../templates/form.html")),
    ("form_link.html", include_str!("../templates/form_link.html")),
    ("forms.html", include_str!("../templates/forms.html")),
    ("hand_over.html", include_str!("../templates/hand_over.html")),
    ("indicator.html", include_str!("../templates/indicator.html")),
    ("institution.html", include_str!("../templates/institution.html")),
    ("institutions.html", include_str!("../templates/institutions.html")),
    ("item.html", include_str!("../templates/item.html")),
    ("item_new.html", include_str!("../templates/item_new.html")),
    ("layout.html", include_str!("../templates/layout.html")),
    ("meeting.html", include_str!("../templates/meeting.html")),
    ("meetings.html", include_str!("../templates/meetings.html")),
    ("objective.html", include_str!("../templates/objective.html")),
    ("overview.html", include_str!("../templates/overview.html")),
    ("pieces.html", include_str!("../templates/pieces.html")),
    ("requests.html", include_str!("../templates/requests.html")),
    ("sign_in.html", include_str!("../templates/sign_in.html")),
    ("strategy.html", include_str!("../templates/strategy.html")),
    ("subgroup.html", include_str!("../templates/subgroup.html")),
    ("subgroups.html", include_str!("../templates/subgroups.html")),
    ("timeline.html", include_str!("../templates/timeline.html")),
    ("trainers.html", include_str!("../templates/trainers.html")),
    ("training.html", include_str!("../templates/training.html")),
    ("training_module.html", include_str!("../templates/training_module.html")),
    ("verify.html", include_str!("../templates/verify.html")),
];

const ENGLISH_MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const ALBANIAN_MONTHS: [&str; 12] =
    ["jan", "shk", "mar", "pri", "maj", "qer", "kor", "gus", "sht", "tet", "nën", "dhj"];
const SERBIAN_MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "avg", "sep", "okt", "nov", "dec"];

const CYRILLIC_MONTHS: [&str; 12] =
    ["јан", "феб", "мар", "апр", "мај", "јун", "јул", "авг", "сеп", "окт", "нов", "дец"];

/// The pages' templates and texts, ready in each language.
pub(crate) struct Pages {
    environments: BTreeMap<Language, Environment<'static>>,
    catalogue: Arc<Catalogue>,
    assets: String,
}

/// The month's short name.
pub(crate) fn month(language: Language, date: NaiveDate) -> &'static str {
    let names = match language {
        Language::Sq => ALBANIAN_MONTHS,
        Language::Sr => SERBIAN_MONTHS,
        Language::SrCyrl => CYRILLIC_MONTHS,
        Language::En => ENGLISH_MONTHS,
    };
    names.get(date.month0() as usize).copied().unwrap_or_default()
}

/// A date as the language writes it.
pub(crate) fn date(language: Language, date: NaiveDate) -> String {
    match language {
        Language::Sq => date.format("%d.%m.%Y").to_string(),
        Language::Sr | Language::SrCyrl => date.format("%d.%m.%Y.").to_string(),
        Language::En => format!("{} {} {}", date.day(), month(language, date), date.year()),
    }
}

fn moment(language: Language, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&Belgrade);
    format!("{}, {}", date(language, local.date_naive()), local.format("%H:%M"))
}

fn not_a(what: &str, value: &str) -> minijinja::Error {
    minijinja::Error::new(ErrorKind::InvalidOperation, format!("“{value}” is no {what}"))
}

fn environment(language: Language, catalogue: &Arc<Catalogue>) -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    // Every template is HTML; nothing a person typed may become markup.
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Chainable);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    let texts = Arc::clone(catalogue);
    environment.add_function("t", move |key: &str, values: Kwargs| -> Result<String, minijinja::Error> {
        let mut given = Vec::new();
        for name in values.args() {
            let value: Value = values.get(name)?;
            let text = i64::try_from(value.clone()).map_or_else(|_| value.to_string().into(), TextValue::from);
            given.push((name.to_owned(), text));
        }
        let given: Vec<(&str, TextValue)> = given.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        Ok(texts.say(language, key, &given))
    });
    let texts = Arc::clone(catalogue);
    environment.add_filter("kinds", move |keys: Vec<String>| {
        keys.iter().map(|key| texts.say(language, key, &[])).collect::<Vec<_>>().join(", ")
    });
    environment.add_filter("date", move |text: &str| -> Result<String, minijinja::Error> {
        text.parse().map(|day| date(language, day)).map_err(|_| not_a("date", text))
    });
    environment.add_filter("moment", move |text: &str| -> Result<String, minijinja::Error> {
        text.parse().map(|at| moment(language, at)).map_err(|_| not_a("time", text))
    });
    let texts = Arc::clone(catalogue);
    environment.add_filter("in_words", move |recorded: &str| match recorded.parse() {
        Ok(day) => date(language, day),
        Err(_) => say_recorded(&texts, language, recorded),
    });
    for (name, source) in TEMPLATES {
        environment.add_template(name, source)?;
    }
    Ok(environment)
}

impl Pages {
    /// Reads templates and texts.
    pub(crate) fn load() -> Result<Self, GatewayError> {
        let catalogue = Arc::new(Catalogue::new().map_err(|error| GatewayError::Texts(error.to_string()))?);
        let environments = Language::OFFERED
            .into_iter()
            .map(|language| Ok((language, environment(language, &catalogue)?)))
            .collect::<Result<_, minijinja::Error>>()?;
        Ok(Self { environments, catalogue, assets: assets::version() })
    }

    /// The texts, for whoever says more than a page does.
    pub(crate) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// A text by itself.
    pub(crate) fn say(&self, language: Language, key: &str) -> String {
        self.catalogue.say(language, key, &[])
    }
}

impl Gateway {
    /// A page from a template, with what every page has around it.
    pub(crate) fn render(
        &self,
        visit: &Visit,
        status: StatusCode,
        template: &str,
        shown: Value,
    ) -> Result<Response, Failure> {
        let language = visit.language;
        let failed = |error: minijinja::Error| Failure::Page(format!("{error:#}"));
        let demo = self.demo().map(|demo| {
            let now = demo.now();
            let weekday = now.with_timezone(&Belgrade).weekday().number_from_monday();
            context! { now, weekday, chat_url => demo.chat_url() }
        });
        let around = context! {
            lang => language.code(),
            html_lang => if language == Language::Sr { "sr-Latn" } else { language.code() },
            path => visit.path,
            address => visit.address,
            today => visit.moment.today,
            assets => self.pages().assets,
            staleness => self.staleness(),
            demo,
        };
        let environment =
            self.pages().environments.get(&language).ok_or_else(|| Failure::Page(format!("no pages in {language}")))?;
        let page = environment.get_template(template).map_err(failed)?;
        let html = page.render(context! { ..shown, ..around }).map_err(failed)?;
        Ok((status, Html(html)).into_response())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_each_language_does() {
        let day = NaiveDate::from_ymd_opt(2017, 6, 5).unwrap();
        assert_eq!(date(Language::Sq, day), "05.06.2017");
        assert_eq!(date(Language::Sr, day), "05.06.2017.");
        assert_eq!(date(Language::En, day), "5 Jun 2017");
    }

    #[test]
    fn a_moment_is_shown_in_kosovos_time() {
        let at = "2017-06-30T22:30:00Z".parse().unwrap();
        assert_eq!(moment(Language::En, at), "1 Jul 2017, 00:30");
    }
}
