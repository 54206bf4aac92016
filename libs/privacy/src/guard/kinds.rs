//! The kinds of what the guard finds or is in doubt about, and its verdict: names only, never a word of the text.

use events::non_empty::NonEmpty;

/// What was found in a text that must not be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// A personal number: 10 digits (Kosovo), 13 digits (the former JMBG), or digits called one.
    PersonalNumber,
    /// The number of a passport or an identity card.
    DocumentNumber,
    /// A telephone number that is not an office's or a hotline's.
    PhoneNumber,
    /// An e-mail address that is not an office's.
    EmailAddress,
    /// A date of birth in words.
    DateOfBirth,
    /// A name or initials of somebody who is spoken of as a victim, a client, a child or a witness.
    NamedVictim,
    /// Initials with an age, a place or a school beside them.
    Initials,
    /// Whose child, sister, husband or neighbour somebody protected is.
    Kin,
    /// Where somebody protected lives or is hidden.
    Address,
    /// A name under which somebody is found on a social network.
    Handle,
    /// The plate of a car in which somebody protected is driven.
    Plate,
    /// A bank account.
    Account,
    /// A number of a health card, or a bed or a room in a hospital.
    MedicalNumber,
    /// An entry in a register of births, a school or a shelter.
    FileNumber,
    /// The school and the class of a child.
    School,
    /// A picture in which somebody protected is to be seen.
    Photo,
    /// A file whose name or contents name somebody protected.
    NamedFile,
    /// What only one person is, does or looks like.
    Description,
    /// A name hidden from the guard: spelt, spaced, reversed, rhymed, in look-alike letters.
    Disguise,
    /// More than is looked at ([`LONGEST_JUDGED`](super::LONGEST_JUDGED)): nobody knows what is in it.
    TooLong,
}

impl Finding {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::PersonalNumber,
        Self::DocumentNumber,
        Self::PhoneNumber,
        Self::EmailAddress,
        Self::DateOfBirth,
        Self::NamedVictim,
        Self::Initials,
        Self::Kin,
        Self::Address,
        Self::Handle,
        Self::Plate,
        Self::Account,
        Self::MedicalNumber,
        Self::FileNumber,
        Self::School,
        Self::Photo,
        Self::NamedFile,
        Self::Description,
        Self::Disguise,
        Self::TooLong,
    ];

    /// The name of this kind in messages, files and the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PersonalNumber => "personal-number",
            Self::DocumentNumber => "document-number",
            Self::PhoneNumber => "phone-number",
            Self::EmailAddress => "email-address",
            Self::DateOfBirth => "date-of-birth",
            Self::NamedVictim => "named-victim",
            Self::Initials => "initials",
            Self::Kin => "kin",
            Self::Address => "address",
            Self::Handle => "handle",
            Self::Plate => "plate",
            Self::Account => "account",
            Self::MedicalNumber => "medical-number",
            Self::FileNumber => "file-number",
            Self::School => "school",
            Self::Photo => "photo",
            Self::NamedFile => "named-file",
            Self::Description => "description",
            Self::Disguise => "disguise",
            Self::TooLong => "too-long",
        }
    }

    /// The message that names this kind: `guard-kind-…`.
    pub fn message_key(self) -> String {
        format!("guard-kind-{}", self.code())
    }
}

/// Why the guard asks before it lets a text be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// Somebody is named and no office with the name.
    NamedPerson,
    /// Initials of somebody unknown.
    Initials,
    /// A relative of somebody, without a word for victim.
    Kin,
    /// Something that may single somebody out.
    Description,
    /// A number that may be somebody's.
    Number,
    /// An address that may be somebody's home.
    Place,
    /// Letters of two scripts in one word, or letters one by one.
    Disguise,
    /// The whole resembles messages that gave somebody away.
    Resemblance,
}

impl Doubt {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::NamedPerson,
        Self::Initials,
        Self::Kin,
        Self::Description,
        Self::Number,
        Self::Place,
        Self::Disguise,
        Self::Resemblance,
    ];

    /// The name of this kind in messages, files and the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NamedPerson => "named-person",
            Self::Initials => "initials",
            Self::Kin => "kin",
            Self::Description => "description",
            Self::Number => "number",
            Self::Place => "place",
            Self::Disguise => "disguise",
            Self::Resemblance => "resemblance",
        }
    }

    /// The message that names this kind: `guard-doubt-…`.
    pub fn message_key(self) -> String {
        format!("guard-doubt-{}", self.code())
    }
}

/// What is to happen with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Pass,
    /// It may be an official or somebody to be protected: ask the sender, and keep nothing meanwhile. Each kind once.
    Ask(NonEmpty<Doubt>),
    /// It must not be stored, logged or passed on; these kinds were found, each once.
    Refuse(NonEmpty<Finding>),
}

impl Verdict {
    /// The codes of what was found or is in doubt; none when nothing was.
    pub fn codes(&self) -> Vec<&'static str> {
        match self {
            Self::Pass => vec![],
            Self::Ask(doubts) => doubts.iter().map(|doubt| doubt.code()).collect(),
            Self::Refuse(found) => found.iter().map(|finding| finding.code()).collect(),
        }
    }

    /// The messages that name what was found or is in doubt.
    pub fn message_keys(&self) -> Vec<String> {
        match self {
            Self::Pass => vec![],
            Self::Ask(doubts) => doubts.iter().map(|doubt| doubt.message_key()).collect(),
            Self::Refuse(found) => found.iter().map(|finding| finding.message_key()).collect(),
        }
    }

    /// Whether it stands in the way of a text more than another does: refusing more than asking, asking more than nothing.
    pub fn is_worse_than(&self, other: &Self) -> bool {
        self.weight() > other.weight()
    }

    const fn weight(&self) -> u8 {
        match self {
            Self::Pass => 0,
            Self::Ask(_) => 1,
            Self::Refuse(_) => 2,
        }
    }
}
