//! Templates with the texts in each language. Each language has an environment of its own, so that a template just says
//! `t("key")`.

use std::collections::BTreeMap;
use std::sync::Arc;

use events::language::Language;
use language::catalogue::{Catalogue, Value as TextValue};
use language::recorded::say_recorded;
use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior};

use crate::config::GatewayError;
use crate::rendering::static_files;
use crate::wording::dates::{date, moment};
use crate::wording::localized_text::{with_markup, without_markup};

/// A template: the name by which it is rendered and included, and its text.
pub(crate) type Template = (&'static str, &'static str);

/// A template of the folder `templates` beside the file that names it.
macro_rules! template {
    ($name:literal) => {
        ($name, include_str!(concat!("templates/", $name)))
    };
}
pub(crate) use template;

/// What the features share: the frame of a page, the pieces of forms and lists, and the page that tells of a failure.
pub(crate) const SHARED_TEMPLATES: &[Template] = &[
    ("decisions.html", include_str!("../../templates/decisions.html")),
    ("failure.html", include_str!("../../templates/failure.html")),
    ("forms.html", include_str!("../../templates/forms.html")),
    ("layout.html", include_str!("../../templates/layout.html")),
    ("notices.html", include_str!("../../templates/notices.html")),
    ("pieces.html", include_str!("../../templates/pieces.html")),
    ("value_form.html", include_str!("../../templates/value_form.html")),
];

/// The pages' templates and texts, ready in each language.
pub(crate) struct Templates {
    environments: BTreeMap<Language, Environment<'static>>,
    catalogue: Arc<Catalogue>,
    assets: String,
}

fn not_a(what: &str, value: &str) -> minijinja::Error {
    minijinja::Error::new(ErrorKind::InvalidOperation, format!("“{value}” is no {what}"))
}

fn environment(
    language: Language,
    catalogue: &Arc<Catalogue>,
    templates: &[Template],
) -> Result<Environment<'static>, minijinja::Error> {
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
    environment.add_filter("said", move |shown: &Value| with_markup(shown, &texts, language));
    let texts = Arc::clone(catalogue);
    environment.add_filter("marked", move |shown: &Value| without_markup(shown, &texts, language));
    let texts = Arc::clone(catalogue);
    environment.add_filter("in_words", move |recorded: &str| match recorded.parse() {
        Ok(day) => date(language, day),
        Err(_) => say_recorded(&texts, language, recorded),
    });
    for (name, source) in templates {
        environment.add_template(name, source)?;
    }
    Ok(environment)
}

impl Templates {
    /// Reads templates and texts.
    pub(crate) fn load(templates: &[Template]) -> Result<Self, GatewayError> {
        let catalogue = Arc::new(Catalogue::new().map_err(|error| GatewayError::Texts(error.to_string()))?);
        let environments = Language::OFFERED
            .into_iter()
            .map(|language| Ok((language, environment(language, &catalogue, templates)?)))
            .collect::<Result<_, minijinja::Error>>()?;
        Ok(Self { environments, catalogue, assets: static_files::version() })
    }

    /// The texts, for whoever says more than a page does.
    pub(crate) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The templates in a language; none: nothing is offered in it.
    pub(crate) fn environment(&self, language: Language) -> Option<&Environment<'static>> {
        self.environments.get(&language)
    }

    /// A mark of the files that pages load.
    pub(crate) fn assets_version(&self) -> &str {
        &self.assets
    }
}
