//! A count broken down: by sex, age group, nationality, form of exploitation.
//!
//! A breakdown is a list of lines. A line names a category for some of the dimensions: for all of them it is a part, for
//! none of them it is the whole, for some of them it is a subtotal. The whole and every subtotal must be the sum of their
//! parts. A part that is not named is nought, so that nobody has to write a line for each country of the world.
//!
//! Each person counts once, also by form of exploitation: under the main one.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use crate::figure::LARGEST_FIGURE;

/// What a count is broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// Broken down into female and male.
    Sex,
    /// Broken down into adults and children.
    AgeGroup,
    /// Broken down by citizenship.
    Nationality,
    /// Main form of exploitation.
    ExploitationForm,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Sex, Self::AgeGroup, Self::Nationality, Self::ExploitationForm];

    /// The name that texts hang on.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sex => "sex",
            Self::AgeGroup => "age-group",
            Self::Nationality => "nationality",
            Self::ExploitationForm => "exploitation-form",
        }
    }

    /// The category that a victim falls into.
    pub fn category_of(self, victim: &VictimProfile) -> Category {
        match self {
            Self::Sex => Category::Sex(victim.sex),
            Self::AgeGroup => Category::AgeGroup(victim.age_group),
            Self::Nationality => Category::Nationality(victim.nationality),
            Self::ExploitationForm => Category::ExploitationForm(*victim.forms.first()),
        }
    }
}

/// One value of one dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Those of one sex.
    Sex(Sex),
    /// An age group.
    AgeGroup(AgeGroup),
    /// Those of one citizenship.
    Nationality(Nationality),
    /// A form of exploitation.
    ExploitationForm(ExploitationForm),
}

impl Category {
    /// Of which dimension it is a value.
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::Sex(_) => Dimension::Sex,
            Self::AgeGroup(_) => Dimension::AgeGroup,
            Self::Nationality(_) => Dimension::Nationality,
            Self::ExploitationForm(_) => Dimension::ExploitationForm,
        }
    }
}

/// The categories of a line, none for the whole.
pub type Categories = BTreeSet<Category>;

/// A line of a breakdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct BreakdownLine {
    /// Whom it counts.
    pub of: Categories,
    /// The count of persons, incidents or items in this part.
    pub count: u64,
}

/// A count broken down, as somebody reported it: not known yet to add up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Breakdown {
    /// Its lines, in any order.
    pub lines: Vec<BreakdownLine>,
}

/// What is wrong with a line of a breakdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum BreakdownFault {
    /// Its categories are not those of the table.
    #[error("the line is broken down by something else than the table: use one category for each of its headings")]
    ForeignCategory,
    /// Another line counts the same.
    #[error("two lines count the same: leave one of them out")]
    LineTwice,
    /// The count cannot be meant.
    #[error("the number is beyond {LARGEST_FIGURE}: check the digits")]
    TooLarge,
    /// The whole is not stated.
    #[error("the total is missing: add it")]
    NoTotal,
    /// A total is not the sum of its parts.
    #[error("the total is {stated}, but its parts add up to {sum}: check them")]
    TotalDiffers {
        /// What the line says.
        stated: u64,
        /// What its parts come to.
        sum: u64,
    },
}

impl Breakdown {
    /// The whole, when it is stated.
    pub fn total(&self) -> Option<u64> {
        self.lines.iter().find(|line| line.of.is_empty()).map(|line| line.count)
    }

    /// What is wrong with it as a table by these dimensions: nothing, or each fault with its line.
    pub fn faults(&self, by: &BTreeSet<Dimension>) -> Vec<(Categories, BreakdownFault)> {
        let mut faults = Vec::new();
        let mut seen = BTreeSet::new();
        for line in &self.lines {
            let dimensions: BTreeSet<Dimension> = line.of.iter().map(|category| category.dimension()).collect();
            let fault = if dimensions.len() < line.of.len() || !dimensions.is_subset(by) {
                Some(BreakdownFault::ForeignCategory)
            } else if !seen.insert(&line.of) {
                Some(BreakdownFault::LineTwice)
            } else if line.count > LARGEST_FIGURE {
                Some(BreakdownFault::TooLarge)
            } else {
                None
            };
            faults.extend(fault.map(|fault| (line.of.clone(), fault)));
        }
        if self.total().is_none() {
            faults.push((Categories::new(), BreakdownFault::NoTotal));
        }
        // Sums say something only about a table whose every line can be read.
        if faults.is_empty() {
            faults.extend(self.wrong_sums(by.len()));
        }
        faults
    }

    fn wrong_sums(&self, dimensions: usize) -> impl Iterator<Item = (Categories, BreakdownFault)> {
        let (parts, totals): (Vec<_>, Vec<_>) = self.lines.iter().partition(|line| line.of.len() == dimensions);
        totals.into_iter().filter_map(move |line| {
            let sum = parts.iter().filter(|part| line.of.is_subset(&part.of)).map(|part| part.count).sum();
            let fault = BreakdownFault::TotalDiffers { stated: line.count, sum };
            (sum != line.count).then(|| (line.of.clone(), fault))
        })
    }

    /// Counts victims, each once: a line for each part that is not nought, for each subtotal, and for the whole.
    pub fn count<'a>(victims: impl IntoIterator<Item = &'a VictimProfile>, by: &BTreeSet<Dimension>) -> Self {
        let mut counts = BTreeMap::from([(Categories::new(), 0)]);
        for victim in victims {
            let of: Vec<Category> = by.iter().map(|dimension| dimension.category_of(victim)).collect();
            for line in subsets(&of) {
                *counts.entry(line).or_default() += 1;
            }
        }
        Self { lines: counts.into_iter().map(|(of, count)| BreakdownLine { of, count }).collect() }
    }
}

/// Every choice among some categories, none and all included. There are as many dimensions as [`Dimension::ALL`] has.
fn subsets(of: &[Category]) -> Vec<Categories> {
    of.iter().fold(vec![Categories::new()], |subsets, category| {
        let with = subsets.iter().cloned().map(|mut subset| {
            subset.insert(*category);
            subset
        });
        subsets.iter().cloned().chain(with).collect()
    })
}
