//! How the strategy's pages say figures, units, periods and rules.

use dialogue::catalogue::{Catalogue, Value};
use dialogue::indicators::{say_period, say_unit, say_value};
use events::figure::{Figure, Unit};
use events::indicator::light::Rule;
use events::language::Language;
use events::period::Period;

use crate::indicator_picture::{Shown, Standing};

/// The texts in one language.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) language: Language,
}

impl Words<'_> {
    pub(super) fn say(self, key: &str, values: &[(&str, Value)]) -> String {
        self.catalogue.say(self.language, key, values)
    }

    pub(super) fn value(self, figure: Figure, unit: Option<&Unit>) -> String {
        say_value(self.catalogue, self.language, figure, unit)
    }

    pub(super) fn shown(self, shown: Shown, unit: Option<&Unit>) -> String {
        match shown {
            Shown::Value(figure) => self.value(figure, unit),
            Shown::Hidden => self.say("strategy-hidden", &[]),
        }
    }

    pub(super) fn unit(self, unit: &Unit) -> String {
        say_unit(self.catalogue, self.language, unit)
    }

    pub(super) fn period(self, period: Period) -> String {
        say_period(self.catalogue, self.language, period)
    }

    /// Why the light is as it is, with the figures.
    pub(super) fn rule(self, standing: &Standing, unit: Option<&Unit>) -> String {
        let share =
            |share: Option<Figure>| share.map_or_else(String::new, |share| self.value(share, Some(&Unit::Percent)));
        let values: [(&str, Value); 4] = [
            ("value", self.value(standing.value, unit).into()),
            ("period", self.period(standing.period).into()),
            ("come", share(standing.course.come).into()),
            ("passed", share(standing.course.passed).into()),
        ];
        let rule: Rule = standing.course.rule;
        self.say(&format!("strategy-rule-{}", rule.name()), &values)
    }
}
