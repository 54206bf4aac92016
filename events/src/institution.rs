//! An institution of the National Authority and the people who answer for it.
//!
//! The Authority's members are named by Law no. 04/L-218, article 6. Each appoints a focal point and, so that work goes
//! on in absence, a deputy. A focal point takes part by chat: the secretariat issues a one-time invitation, the person
//! opens it on the phone, and the chat is linked. When a focal point changes, the post is handed over: the institution
//! keeps its tasks, the old chat loses access at once.
//!
//! Names, phone numbers, chats and e-mail addresses are sealed (see [`crate::sealed`]); the rest says nothing of who a person is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::email_address::EmailAddress;
use crate::ids::{ChatId, InstitutionId, PersonId};
use crate::language::{Language, LocalText};
use crate::period::Period;
use crate::preferences::{Channels, DigestFrequency, Subject};
use crate::refusal::refusals;
use crate::sealed::Sealed;
use crate::text::Text;

pub use crate::institution_kind::InstitutionKind;

/// The fingerprint (SHA-256, hexadecimal) of an invitation's secret token. The token itself is never stored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct InvitationHash(String);

impl InvitationHash {
    /// The fingerprint of a token.
    pub fn of_token(token: &str) -> Self {
        use sha2::{Digest, Sha256};
        Self(hex::encode(Sha256::digest(token.as_bytes())))
    }

    /// The fingerprint as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Hours of the day, Europe/Belgrade, in which a person gets no message. May span midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct QuietHours {
    /// The first quiet minute.
    pub from: NaiveTime,
    /// The first minute that is not quiet any more.
    pub until: NaiveTime,
}

impl QuietHours {
    /// Whether this time of day is quiet. Equal ends mean no quiet hours.
    pub fn cover(&self, time: NaiveTime) -> bool {
        if self.from <= self.until {
            self.from <= time && time < self.until
        } else {
            time >= self.from || time < self.until
        }
    }
}

/// The hour of the day, Europe/Belgrade, at which a person's digest leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "u8", into = "u8")]
pub struct DigestHour(u8);

/// Not an hour for a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no hour for a digest: choose one from {first} to {last}", first = DigestHour::FIRST.0, last = DigestHour::LAST.0)]
pub struct NotADigestHour(pub u8);

impl DigestHour {
    /// The earliest hour that can be chosen, 05:00 in Kosovo.
    pub const FIRST: Self = Self(5);
    /// The latest: there must be time left in the working day to do something.
    pub const LAST: Self = Self(16);

    /// The hour, from 0 to 23.
    pub const fn value(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for DigestHour {
    type Error = NotADigestHour;
    fn try_from(hour: u8) -> Result<Self, NotADigestHour> {
        if (Self::FIRST.0..=Self::LAST.0).contains(&hour) { Ok(Self(hour)) } else { Err(NotADigestHour(hour)) }
    }
}

impl From<DigestHour> for u8 {
    fn from(hour: DigestHour) -> Self {
        hour.0
    }
}

/// A post that a member of staff holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Post {
    /// Answers for the institution.
    FocalPoint,
    /// Stands in for the focal point.
    Deputy,
}

impl Post {
    /// Its name in forms, the API and the texts' keys; the same as it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FocalPoint => "focal-point",
            Self::Deputy => "deputy",
        }
    }
}

/// A person to be appointed, personal fields sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Appointee {
    /// The person's id.
    pub person: PersonId,
    /// The person's name.
    pub name: Sealed<Text>,
    /// A work phone number, when one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Sealed<Text>>,
    /// The language the person is addressed in.
    pub language: Language,
}

/// A member of staff in post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// The post held.
    pub post: Post,
    /// The language the person is addressed in.
    pub language: Language,
    /// When no message is to arrive.
    pub quiet_hours: Option<QuietHours>,
    /// When the digest leaves, where the person chose.
    pub digest_hour: Option<DigestHour>,
    /// The days, dates in Kosovo, on which the person is away.
    pub absence: Option<Period>,
    /// The chat, while one is linked.
    pub chat: Option<Sealed<ChatId>>,
    /// The e-mail address, while there is one.
    pub email: Option<Sealed<EmailAddress>>,
    /// By which channels the person is told things.
    pub channels: Channels,
    /// How often the digest leaves.
    pub frequency: DigestFrequency,
    /// What the person is not told of.
    pub muted: BTreeSet<Subject>,
}

/// An invitation that can still be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenInvitation {
    /// The person who is invited, one in post.
    pub person: PersonId,
    /// Until when, UTC.
    pub expires_at: DateTime<Utc>,
}

/// A registered institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredInstitution {
    /// What it is called, in each language that was given.
    pub names: LocalText,
    /// Whether it still takes part.
    pub active: bool,
    /// Its people in post.
    pub staff: BTreeMap<PersonId, Staff>,
    /// Invitations that were neither used nor replaced.
    pub invitations: BTreeMap<InvitationHash, OpenInvitation>,
    /// Invitations that were used.
    pub used_invitations: BTreeSet<InvitationHash>,
}

/// An institution's state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Institution {
    /// There is no such institution yet: nothing of it was recorded.
    #[default]
    Unknown,
    /// It takes part, or did before it was deactivated.
    Registered(RegisteredInstitution),
}

/// What can be asked of an institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum InstitutionCommand {
    /// Register it, so that it takes part.
    Register {
        /// Its names, in all three languages.
        names: LocalText,
        /// What it is.
        kind: InstitutionKind,
        /// Its role in the mechanism, from the law or from practice.
        role: Text,
        /// Whether it is a member of the National Authority (article 6).
        authority_member: bool,
    },
    /// Change its names.
    ChangeNames {
        /// The new names.
        names: LocalText,
    },
    /// Appoint the first focal point.
    AppointFocalPoint(Appointee),
    /// Appoint a deputy.
    AppointDeputy(Appointee),
    /// Hand the post over to a successor.
    HandOverFocalPoint {
        /// The person who takes the post.
        successor: Appointee,
    },
    /// Issue a one-time invitation to link a chat; it replaces the person's earlier one, and ends the chat that was linked.
    IssueInvitation {
        /// The person who is invited, one in post.
        person: PersonId,
        /// The token's fingerprint.
        invitation: InvitationHash,
        /// Until when it can be taken, UTC.
        expires_at: DateTime<Utc>,
    },
    /// Take the invitation: link the chat it was opened in.
    LinkChat {
        /// The token's fingerprint.
        invitation: InvitationHash,
        /// Where the messenger reaches the person, sealed for all but the bot.
        chat: Sealed<ChatId>,
    },
    /// Unlink a person's chat.
    UnlinkChat {
        /// The person in post whose it is.
        person: PersonId,
    },
    /// Choose the language a person is addressed in.
    ChooseLanguage {
        /// The person in post whose it is.
        person: PersonId,
        /// The language that the person is addressed in.
        language: Language,
    },
    /// Set a person's quiet hours.
    SetQuietHours {
        /// The person in post whose it is.
        person: PersonId,
        /// The hours of the day, in Kosovo.
        quiet_hours: QuietHours,
    },
    /// Choose when a person's digest leaves.
    ChooseDigestHour {
        /// The person in post whose it is.
        person: PersonId,
        /// The hour of the day, in Kosovo.
        hour: DigestHour,
    },
    /// Set the e-mail address at which a person is told things.
    SetEmailAddress {
        /// The person in post whose it is.
        person: PersonId,
        /// Where mail reaches the person, sealed for all but the mailer.
        address: Sealed<EmailAddress>,
    },
    /// Forget a person's e-mail address.
    RemoveEmailAddress {
        /// The person in post whose it is.
        person: PersonId,
    },
    /// Choose by which channels a person is told things.
    ChooseChannels {
        /// The person in post whose it is.
        person: PersonId,
        /// By chat, by e-mail, or by both.
        channels: Channels,
    },
    /// Choose how often a person's digest leaves.
    ChooseDigestFrequency {
        /// The person in post whose it is.
        person: PersonId,
        /// Whether the morning message comes each day or once a week.
        frequency: DigestFrequency,
    },
    /// Choose what a person is not told of; it takes the place of what was chosen before.
    ChooseSubjects {
        /// The person in post whose it is.
        person: PersonId,
        /// What the person is not told of; empty: everything is told.
        muted: BTreeSet<Subject>,
    },
    /// Say on which days a person is away; it takes the place of what was said before. The deputy is reminded meanwhile.
    AnnounceAbsence {
        /// The person, one in post at this institution.
        person: PersonId,
        /// The days of the absence, dates in Kosovo.
        absence: Period,
    },
    /// Say that a person is back.
    EndAbsence {
        /// The person, one in post at this institution.
        person: PersonId,
    },
    /// End the institution's part.
    Deactivate {
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
}

/// What can have happened to an institution.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum InstitutionEvent {
    /// It was registered.
    Registered {
        /// What it is called, in each language that was given.
        names: LocalText,
        /// What it is.
        kind: InstitutionKind,
        /// Its role in the mechanism.
        role: Text,
        /// Whether it is a member of the National Authority.
        authority_member: bool,
    },
    /// Its names changed.
    NamesChanged {
        /// The new names.
        names: LocalText,
    },
    /// A focal point was appointed.
    FocalPointAppointed(Appointee),
    /// A deputy was appointed.
    DeputyAppointed(Appointee),
    /// The post of focal point was handed over; the predecessor's chat is linked no more. A deputy who succeeds keeps
    /// chat, e-mail address, absence and everything chosen but the language, which is the one that is said here.
    FocalPointHandedOver {
        /// The person who held the post before.
        predecessor: PersonId,
        /// The person who holds the post from now on.
        successor: Appointee,
    },
    /// An invitation to link a chat was issued.
    InvitationIssued {
        /// The person who is invited, one in post.
        person: PersonId,
        /// The token's fingerprint.
        invitation: InvitationHash,
        /// Until when, UTC.
        expires_at: DateTime<Utc>,
    },
    /// A person linked a chat.
    ChatLinked {
        /// The person, one in post at this institution.
        person: PersonId,
        /// With which invitation.
        invitation: InvitationHash,
        /// Where the messenger reaches the person, sealed for all but the bot.
        chat: Sealed<ChatId>,
    },
    /// A person's chat was unlinked.
    ChatUnlinked {
        /// The person in post whose it is.
        person: PersonId,
    },
    /// A person chose a language.
    LanguageChosen {
        /// The person, one in post at this institution.
        person: PersonId,
        /// The language that the person is addressed in.
        language: Language,
    },
    /// A person's quiet hours were set.
    QuietHoursSet {
        /// The person in post whose it is.
        person: PersonId,
        /// The hours of the day, in Kosovo.
        quiet_hours: QuietHours,
    },
    /// A person chose when the digest leaves.
    DigestHourChosen {
        /// The person, one in post at this institution.
        person: PersonId,
        /// The hour of the day, in Kosovo.
        hour: DigestHour,
    },
    /// A person's e-mail address was set.
    EmailAddressSet {
        /// The person in post whose it is.
        person: PersonId,
        /// Where mail reaches the person, sealed for all but the mailer.
        address: Sealed<EmailAddress>,
    },
    /// A person's e-mail address is not to be used any more.
    EmailAddressRemoved {
        /// The person in post whose it is.
        person: PersonId,
    },
    /// A person chose by which channels to be told things.
    ChannelsChosen {
        /// The person in post whose it is.
        person: PersonId,
        /// By chat, by e-mail, or by both.
        channels: Channels,
    },
    /// A person chose how often the digest leaves.
    DigestFrequencyChosen {
        /// The person in post whose it is.
        person: PersonId,
        /// Whether the morning message comes each day or once a week.
        frequency: DigestFrequency,
    },
    /// A person chose what not to be told of.
    SubjectsMuted {
        /// The person in post whose it is.
        person: PersonId,
        /// What the person is not told of; empty: everything is told.
        muted: BTreeSet<Subject>,
    },
    /// A person will be away.
    AbsenceAnnounced {
        /// The person, one in post at this institution.
        person: PersonId,
        /// The days of the absence, dates in Kosovo.
        absence: Period,
    },
    /// A person is back, or does not go.
    AbsenceEnded {
        /// The person, one in post at this institution.
        person: PersonId,
    },
    /// Its part ended.
    Deactivated {
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
}

refusals! {
    /// Why an institution may say no.
    InstitutionRefusal {
        NotRegistered = "institution-not-registered", "there is no such institution: register it first";
        AlreadyRegistered = "institution-already-registered", "an institution with this id is registered already: change its names instead";
        NamesIncomplete = "institution-names-incomplete", "an institution needs its name in Albanian, Serbian and English";
        Inactive = "institution-inactive", "the institution takes no part any more";
        HasFocalPoint = "institution-has-focal-point", "the institution has a focal point: hand the post over instead";
        HasNoFocalPoint = "institution-has-no-focal-point", "the institution has no focal point to hand over from: appoint one";
        PersonInPost = "institution-person-in-post", "this person holds a post here already";
        SealedForAnother = "institution-sealed-for-another", "a personal field was sealed for another person";
        AbsenceOver = "institution-absence-over", "the absence would be over already: say a last day that is to come";
        NoSuchPerson = "institution-no-such-person", "no such person holds a post at this institution";
        InvitationUnknown = "invitation-unknown", "this invitation is not known or was replaced by a newer one: ask the secretariat for a new one";
        InvitationUsed = "invitation-used", "this invitation was used already: ask the secretariat for a new one";
        InvitationExpired = "invitation-expired", "this invitation has expired: ask the secretariat for a new one";
    }
}

impl Institution {
    fn registered(&self) -> Result<&RegisteredInstitution, InstitutionRefusal> {
        match self {
            Self::Unknown => Err(InstitutionRefusal::NotRegistered),
            Self::Registered(institution) if institution.active => Ok(institution),
            Self::Registered(_) => Err(InstitutionRefusal::Inactive),
        }
    }
}

impl Appointee {
    fn sealed_for_themselves(&self) -> Result<(), InstitutionRefusal> {
        let themselves = |of: &PersonId| of == &self.person;
        if themselves(self.name.person()) && self.phone.as_ref().is_none_or(|phone| themselves(phone.person())) {
            Ok(())
        } else {
            Err(InstitutionRefusal::SealedForAnother)
        }
    }
}

impl RegisteredInstitution {
    /// Who answers for the institution now.
    pub fn focal_point(&self) -> Option<&PersonId> {
        self.staff.iter().find(|(_, staff)| staff.post == Post::FocalPoint).map(|(person, _)| person)
    }

    fn in_post(&self, person: &PersonId) -> Result<&Staff, InstitutionRefusal> {
        self.staff.get(person).ok_or(InstitutionRefusal::NoSuchPerson)
    }

    fn can_appoint(&self, appointee: &Appointee) -> Result<(), InstitutionRefusal> {
        appointee.sealed_for_themselves()?;
        match self.staff.get(&appointee.person) {
            None => Ok(()),
            Some(_) => Err(InstitutionRefusal::PersonInPost),
        }
    }

    fn can_succeed(&self, successor: &Appointee) -> Result<(), InstitutionRefusal> {
        successor.sealed_for_themselves()?;
        match self.staff.get(&successor.person).map(|staff| staff.post) {
            None | Some(Post::Deputy) => Ok(()),
            Some(Post::FocalPoint) => Err(InstitutionRefusal::PersonInPost),
        }
    }

    /// Whether the invitation can be issued for the person; `false` when it is open for them already.
    fn can_invite(
        &self,
        person: &PersonId,
        invitation: &InvitationHash,
        expires_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<bool, InstitutionRefusal> {
        self.in_post(person)?;
        if self.used_invitations.contains(invitation) {
            return Err(InstitutionRefusal::InvitationUsed);
        }
        if expires_at <= now {
            return Err(InstitutionRefusal::InvitationExpired);
        }
        match self.invitations.get(invitation) {
            // A token that one person holds must not begin to open the door for another.
            Some(open) if &open.person != person => Err(InstitutionRefusal::InvitationUsed),
            Some(open) => Ok(open.expires_at != expires_at),
            None => Ok(true),
        }
    }

    fn appoint(&mut self, appointee: &Appointee, post: Post) {
        let staff = Staff {
            post,
            language: appointee.language,
            quiet_hours: None,
            digest_hour: None,
            absence: None,
            chat: None,
            email: None,
            channels: Channels::default(),
            frequency: DigestFrequency::default(),
            muted: BTreeSet::new(),
        };
        self.staff.insert(appointee.person.clone(), staff);
    }

    fn dismiss(&mut self, person: &PersonId) {
        self.staff.remove(person);
        self.invitations.retain(|_, invitation| &invitation.person != person);
    }
}

impl Aggregate for Institution {
    const KIND: &'static str = "institution";
    type Id = InstitutionId;
    type State = Self;
    type Command = InstitutionCommand;
    type Event = InstitutionEvent;
    type Refusal = InstitutionRefusal;

    fn decide(
        state: &Self,
        command: InstitutionCommand,
        moment: &Moment,
    ) -> Result<Vec<InstitutionEvent>, InstitutionRefusal> {
        use InstitutionCommand as C;
        use InstitutionEvent as E;
        use InstitutionRefusal as R;

        if let C::Register { names, kind, role, authority_member } = command {
            return match state {
                Self::Registered(_) => Err(R::AlreadyRegistered),
                Self::Unknown if names.is_complete() => Ok(vec![E::Registered { names, kind, role, authority_member }]),
                Self::Unknown => Err(R::NamesIncomplete),
            };
        }
        let institution = state.registered()?;
        match command {
            C::Register { .. } => Err(R::AlreadyRegistered),
            C::ChangeNames { names } if !names.is_complete() => Err(R::NamesIncomplete),
            C::ChangeNames { names } if names == institution.names => Ok(vec![]),
            C::ChangeNames { names } => Ok(vec![E::NamesChanged { names }]),
            C::AppointFocalPoint(appointee) => {
                if institution.focal_point().is_some() {
                    return Err(R::HasFocalPoint);
                }
                institution.can_appoint(&appointee)?;
                Ok(vec![E::FocalPointAppointed(appointee)])
            }
            C::AppointDeputy(appointee) => {
                institution.can_appoint(&appointee)?;
                Ok(vec![E::DeputyAppointed(appointee)])
            }
            C::HandOverFocalPoint { successor } => {
                let predecessor = institution.focal_point().cloned().ok_or(R::HasNoFocalPoint)?;
                institution.can_succeed(&successor)?;
                Ok(vec![E::FocalPointHandedOver { predecessor, successor }])
            }
            C::IssueInvitation { person, invitation, expires_at } => {
                if !institution.can_invite(&person, &invitation, expires_at, moment.now)? {
                    return Ok(vec![]);
                }
                // Whoever is invited anew may have lost the phone, and somebody else has it.
                let linked = institution.in_post(&person)?.chat.is_some();
                let unlinked = linked.then(|| E::ChatUnlinked { person: person.clone() });
                Ok(unlinked.into_iter().chain([E::InvitationIssued { person, invitation, expires_at }]).collect())
            }
            C::LinkChat { invitation, chat } => {
                if institution.used_invitations.contains(&invitation) {
                    return Err(R::InvitationUsed);
                }
                let open = institution.invitations.get(&invitation).ok_or(R::InvitationUnknown)?;
                if open.expires_at <= moment.now {
                    return Err(R::InvitationExpired);
                }
                if chat.person() != &open.person {
                    return Err(R::SealedForAnother);
                }
                Ok(vec![E::ChatLinked { person: open.person.clone(), invitation, chat }])
            }
            C::UnlinkChat { person } => {
                let linked = institution.in_post(&person)?.chat.is_some();
                Ok(if linked { vec![E::ChatUnlinked { person }] } else { vec![] })
            }
            C::ChooseLanguage { person, language } => {
                let same = institution.in_post(&person)?.language == language;
                Ok(if same { vec![] } else { vec![E::LanguageChosen { person, language }] })
            }
            C::SetQuietHours { person, quiet_hours } => {
                let same = institution.in_post(&person)?.quiet_hours == Some(quiet_hours);
                Ok(if same { vec![] } else { vec![E::QuietHoursSet { person, quiet_hours }] })
            }
            C::ChooseDigestHour { person, hour } => {
                let same = institution.in_post(&person)?.digest_hour == Some(hour);
                Ok(if same { vec![] } else { vec![E::DigestHourChosen { person, hour }] })
            }
            C::SetEmailAddress { person, address } => {
                let same = institution.in_post(&person)?.email.as_ref() == Some(&address);
                if address.person() != &person {
                    return Err(R::SealedForAnother);
                }
                Ok(if same { vec![] } else { vec![E::EmailAddressSet { person, address }] })
            }
            C::RemoveEmailAddress { person } => {
                let set = institution.in_post(&person)?.email.is_some();
                Ok(if set { vec![E::EmailAddressRemoved { person }] } else { vec![] })
            }
            C::ChooseChannels { person, channels } => {
                let same = institution.in_post(&person)?.channels == channels;
                Ok(if same { vec![] } else { vec![E::ChannelsChosen { person, channels }] })
            }
            C::ChooseDigestFrequency { person, frequency } => {
                let same = institution.in_post(&person)?.frequency == frequency;
                Ok(if same { vec![] } else { vec![E::DigestFrequencyChosen { person, frequency }] })
            }
            C::ChooseSubjects { person, muted } => {
                let same = institution.in_post(&person)?.muted == muted;
                Ok(if same { vec![] } else { vec![E::SubjectsMuted { person, muted }] })
            }
            C::AnnounceAbsence { person, absence } => {
                let same = institution.in_post(&person)?.absence == Some(absence);
                if absence.until() < moment.today {
                    return Err(R::AbsenceOver);
                }
                Ok(if same { vec![] } else { vec![E::AbsenceAnnounced { person, absence }] })
            }
            C::EndAbsence { person } => {
                let to_end = institution.in_post(&person)?.absence.is_some_and(|days| days.until() >= moment.today);
                Ok(if to_end { vec![E::AbsenceEnded { person }] } else { vec![] })
            }
            C::Deactivate { reason } => Ok(vec![E::Deactivated { reason }]),
        }
    }

    fn evolve(state: Self, event: &InstitutionEvent, _: &Occurrence) -> Self {
        use InstitutionEvent as E;

        let mut institution = match (state, event) {
            (_, E::Registered { names, .. }) => {
                return Self::Registered(RegisteredInstitution {
                    names: names.clone(),
                    active: true,
                    staff: BTreeMap::new(),
                    invitations: BTreeMap::new(),
                    used_invitations: BTreeSet::new(),
                });
            }
            (Self::Unknown, _) => return Self::Unknown,
            (Self::Registered(institution), _) => institution,
        };
        match event {
            E::Registered { .. } => {}
            E::NamesChanged { names } => institution.names = names.clone(),
            E::FocalPointAppointed(appointee) => institution.appoint(appointee, Post::FocalPoint),
            E::DeputyAppointed(appointee) => institution.appoint(appointee, Post::Deputy),
            E::FocalPointHandedOver { predecessor, successor } => {
                institution.dismiss(predecessor);
                let known = institution.staff.remove(&successor.person);
                institution.appoint(successor, Post::FocalPoint);
                if let (Some(before), Some(now)) = (known, institution.staff.get_mut(&successor.person)) {
                    *now = Staff { post: now.post, language: now.language, ..before };
                }
            }
            E::InvitationIssued { person, invitation, expires_at } => {
                institution.invitations.retain(|_, open| &open.person != person);
                let open = OpenInvitation { person: person.clone(), expires_at: *expires_at };
                institution.invitations.insert(invitation.clone(), open);
            }
            E::ChatLinked { person, invitation, chat } => {
                institution.invitations.remove(invitation);
                institution.used_invitations.insert(invitation.clone());
                if let Some(staff) = institution.staff.get_mut(person) {
                    staff.chat = Some(chat.clone());
                }
            }
            E::ChatUnlinked { person } => {
                if let Some(staff) = institution.staff.get_mut(person) {
                    staff.chat = None;
                }
            }
            E::LanguageChosen { person, language } => {
                if let Some(staff) = institution.staff.get_mut(person) {
                    staff.language = *language;
                }
            }
            E::QuietHoursSet { person, quiet_hours } => {
                if let Some(staff) = institution.staff.get_mut(person) {
                    staff.quiet_hours = Some(*quiet_hours);
                }
            }
            E::DigestHourChosen { person, hour } => {
                if let Some(staff) = institution.staff.get_mut(person) {
                    staff.digest_hour = Some(*hour);
                }
            }
            E::EmailAddressSet { person, address } => {
                if let Some(staff) = institution.staff.get_mut(person) {
                    staff.email = Some(address.clone());
                }
            }
            E::EmailAddressRemoved { person } => {
                if let Some(staff) = institution.staff.get_mut(person) {
                    staff.email = None;
                }
            }
            E::ChannelsChosen { person, channels } => {
                if let Some(staff) = institution.staff.get_mut(person) {
                    staff.channels = *channels;
                }
            }
            E::DigestFrequencyChosen { person, frequency } => {
                if let Some(staff) = institution.staff.get_mut(person) {
                    staff.frequency = *frequency;
                }
            }
            E::SubjectsMuted { person, muted } => {
                if let Some(staff) = institution.staff.get_mut(person) {
                    staff.muted.clone_from(muted);
                }
            }
            E::AbsenceAnnounced { person, absence } => {
                if let Some(staff) = institution.staff.get_mut(person) {
                    staff.absence = Some(*absence);
                }
            }
            E::AbsenceEnded { person } => {
                if let Some(staff) = institution.staff.get_mut(person) {
                    staff.absence = None;
                }
            }
            E::Deactivated { .. } => {
                institution.active = false;
                institution.invitations.clear();
            }
        }
        Self::Registered(institution)
    }
}
