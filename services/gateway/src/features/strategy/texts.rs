//! How the strategy's pages say figures, units, periods and rules.

use events::figure::{Figure, Unit};
use events::indicator::light::Rule;
use events::language::Language;
use events::period::Period;
use language::catalogue::{Catalogue, Value};
use language::indicators::{say_period, say_unit, say_value};

use crate::app::App;
use crate::features::strategy::assessment::{PublicValue, TargetProgress};

/// The texts in one language.
#[derive(Clone, Copy)]
pub(super) struct StrategyTexts<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) language: Language,
}

impl<'a> StrategyTexts<'a> {
    pub(super) fn new(app: &'a App, language: Language) -> Self {
        Self { catalogue: app.catalogue(), language }
    }

    pub(super) fn say(self, key: &str, values: &[(&str, Value)]) -> String {
        self.catalogue.say(self.language, key, values)
    }

    pub(super) fn value(self, figure: Figure, unit: Option<&Unit>) -> String {
        say_value(self.catalogue, self.language, figure, unit)
    }

    pub(super) fn shown(self, shown: PublicValue, unit: Option<&Unit>) -> String {
        match shown {
            PublicValue::Value(figure) => self.value(figure, unit),
            PublicValue::Hidden => self.say("strategy-hidden", &[]),
        }
    }

    pub(super) fn unit(self, unit: &Unit) -> String {
        say_unit(self.catalogue, self.language, unit)
    }

    pub(super) fn period(self, period: Period) -> String {
        say_period(self.catalogue, self.language, period)
    }

    /// Why the light is as it is, with the figures.
    pub(super) fn rule(self, target_progress: &TargetProgress, unit: Option<&Unit>) -> String {
        let share =
            |share: Option<Figure>| share.map_or_else(String::new, |share| self.value(share, Some(&Unit::Percent)));
        let values: [(&str, Value); 4] = [
            ("value", self.value(target_progress.value, unit).into()),
            ("period", self.period(target_progress.period).into()),
            ("come", share(target_progress.course.come).into()),
            ("passed", share(target_progress.course.passed).into()),
        ];
        let rule: Rule = target_progress.course.rule;
        self.say(&format!("strategy-rule-{}", rule.name()), &values)
    }
}
