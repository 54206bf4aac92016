//! What a case says of a victim, in the values of a published standard, so that figures can be compared.
//!
//! The standard is the Human Trafficking Case Data Standard of the International Organization for Migration, version 2.0
//! ([HTCDS](https://github.com/UNMigration/HTCDS), “Field Standards”). Its fields here are `prs_Gender`,
//! `prs_Nationality` and `vic_TypeOfExploitation`; each value gives its name in the standard. HTCDS has a date of birth,
//! which must not enter here; the age groups are those of `ageBroad` in the global dataset of the Counter-Trafficking
//! Data Collaborative ([CTDC](https://www.ctdatacollaborative.org/global-dataset)), which IOM publishes, and minority and
//! majority those of its `majorityStatus`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::country::{Country, NotACountry};
use crate::non_empty::NonEmpty;

/// A victim's sex or gender, as recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// `Feminine` in HTCDS.
    Female,
    /// `Masculine` in HTCDS.
    Male,
    /// Neither or both.
    NonConforming,
    /// Not stated or not known.
    NotSpecified,
}

impl Sex {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Female, Self::Male, Self::NonConforming, Self::NotSpecified];

    /// The name in HTCDS, `prs_Gender`. Its two transgender values are not kept apart here: in Kosovo's figures each
    /// would be one person.
    pub const fn htcds(self) -> &'static str {
        match self {
            Self::Female => "Feminine",
            Self::Male => "Masculine",
            Self::NonConforming => "NonConforming",
            Self::NotSpecified => "NonSpecifiedUnknown",
        }
    }
}

/// Whether somebody is a child, which decides who manages the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Majority {
    /// Under 18 years.
    Minor,
    /// 18 years or more.
    Adult,
}

/// How old a victim is, in completed years when the case was opened or the group was last revised.
///
/// Who may be under 18 is taken for a child until the age is known: Council of Europe Convention on Action against
/// Trafficking in Human Beings, article 10(3). So there is no group for an age of which nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub enum AgeGroup {
    /// 0 to 8.
    #[serde(rename = "0-8")]
    From0To8,
    /// 9 to 17.
    #[serde(rename = "9-17")]
    From9To17,
    /// Under 18, or taken for it, of no known age.
    #[serde(rename = "minor")]
    Minor,
    /// 18 to 20.
    #[serde(rename = "18-20")]
    From18To20,
    /// 21 to 23.
    #[serde(rename = "21-23")]
    From21To23,
    /// 24 to 26.
    #[serde(rename = "24-26")]
    From24To26,
    /// 27 to 29.
    #[serde(rename = "27-29")]
    From27To29,
    /// 30 to 38.
    #[serde(rename = "30-38")]
    From30To38,
    /// 39 to 47.
    #[serde(rename = "39-47")]
    From39To47,
    /// 48 and more.
    #[serde(rename = "48+")]
    From48,
    /// 18 or more, of no known age.
    #[serde(rename = "adult")]
    Adult,
}

impl AgeGroup {
    /// All of them, by age.
    pub const ALL: [Self; 11] = [
        Self::From0To8,
        Self::From9To17,
        Self::Minor,
        Self::From18To20,
        Self::From21To23,
        Self::From24To26,
        Self::From27To29,
        Self::From30To38,
        Self::From39To47,
        Self::From48,
        Self::Adult,
    ];

    /// The group of an age in completed years.
    pub const fn of_age(years: u32) -> Self {
        match years {
            0..=8 => Self::From0To8,
            9..=17 => Self::From9To17,
            18..=20 => Self::From18To20,
            21..=23 => Self::From21To23,
            24..=26 => Self::From24To26,
            27..=29 => Self::From27To29,
            30..=38 => Self::From30To38,
            39..=47 => Self::From39To47,
            48.. => Self::From48,
        }
    }

    /// Child or adult.
    pub const fn majority(self) -> Majority {
        match self {
            Self::From0To8 | Self::From9To17 | Self::Minor => Majority::Minor,
            Self::From18To20
            | Self::From21To23
            | Self::From24To26
            | Self::From27To29
            | Self::From30To38
            | Self::From39To47
            | Self::From48
            | Self::Adult => Majority::Adult,
        }
    }

    /// The name in CTDC's `ageBroad`, where it has one.
    pub const fn ctdc(self) -> Option<&'static str> {
        match self {
            Self::From0To8 => Some("0--8"),
            Self::From9To17 => Some("9--17"),
            Self::From18To20 => Some("18--20"),
            Self::From21To23 => Some("21--23"),
            Self::From24To26 => Some("24--26"),
            Self::From27To29 => Some("27--29"),
            Self::From30To38 => Some("30--38"),
            Self::From39To47 => Some("39--47"),
            Self::From48 => Some("48+"),
            Self::Minor | Self::Adult => None,
        }
    }
}

/// A victim's nationality (`prs_Nationality`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = r"^([A-Z]{2}|stateless|unknown)$"))]
pub enum Nationality {
    /// Of this country; the one stated first where there are several.
    Of(Country),
    /// Known to be a citizen of no country.
    Stateless,
    /// It is not known of which.
    Unknown,
}

impl FromStr for Nationality {
    type Err = NotACountry;
    fn from_str(text: &str) -> Result<Self, NotACountry> {
        match text {
            "stateless" => Ok(Self::Stateless),
            "unknown" => Ok(Self::Unknown),
            code => code.parse().map(Self::Of),
        }
    }
}

impl TryFrom<String> for Nationality {
    type Error = NotACountry;
    fn try_from(text: String) -> Result<Self, NotACountry> {
        text.parse()
    }
}

impl From<Nationality> for String {
    fn from(nationality: Nationality) -> Self {
        nationality.to_string()
    }
}

impl fmt::Display for Nationality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of(country) => f.write_str(country.code()),
            Self::Stateless => f.write_str("stateless"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// A form of exploitation (`vic_TypeOfExploitation`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExploitationForm {
    /// `ForcedLabour` in HTCDS.
    ForcedLabour,
    /// `SexualExploitation` in HTCDS.
    SexualExploitation,
    /// `ChildLabour` in HTCDS.
    ChildLabour,
    /// `ForcedMarriage` in HTCDS.
    ForcedMarriage,
    /// `Servitude` in HTCDS.
    Servitude,
    /// Forced military service with non-state actors.
    ForcedMilitary,
    /// Removal of organs.
    OrganRemoval,
    /// `ForcedBegging` in HTCDS.
    ForcedBegging,
    /// `ForcedAdoption` in HTCDS.
    ForcedAdoption,
    /// `Surrogacy` in HTCDS.
    Surrogacy,
    /// `Other` in HTCDS: what none of those above covers.
    Other,
}

impl ExploitationForm {
    /// All of them, in the standard's order.
    pub const ALL: [Self; 11] = [
        Self::ForcedLabour,
        Self::SexualExploitation,
        Self::ChildLabour,
        Self::ForcedMarriage,
        Self::Servitude,
        Self::ForcedMilitary,
        Self::OrganRemoval,
        Self::ForcedBegging,
        Self::ForcedAdoption,
        Self::Surrogacy,
        Self::Other,
    ];

    /// The name in HTCDS.
    pub const fn htcds(self) -> &'static str {
        match self {
            Self::ForcedLabour => "ForcedLabour",
            Self::SexualExploitation => "SexualExploitation",
            Self::ChildLabour => "ChildLabour",
            Self::ForcedMarriage => "ForcedMarriage",
            Self::Servitude => "Servitude",
            Self::ForcedMilitary => "ForcedMilitaryByNonStateActors",
            Self::OrganRemoval => "OrganRemoval",
            Self::ForcedBegging => "ForcedBegging",
            Self::ForcedAdoption => "ForcedAdoption",
            Self::Surrogacy => "Surrogacy",
            Self::Other => "Other",
        }
    }
}

/// All that a case says of a victim. Nothing of it says who the victim is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct VictimProfile {
    /// The group of the age, never the age or the birthday.
    pub age_group: AgeGroup,
    /// Of which sex.
    pub sex: Sex,
    /// Of which nationality.
    pub nationality: Nationality,
    /// How exploited; the main form first, which is the one that counts where each person counts once.
    pub forms: NonEmpty<ExploitationForm>,
}
