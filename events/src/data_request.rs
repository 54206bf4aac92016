//! A data request: one form, sent to several institutions, for one period, to be answered by one date.
//!
//! The secretariat issues it; each institution submits its answers, in chat, on a page or with a file; the secretariat
//! accepts them or returns them with a comment on each field that does not convince. Whatever is corrected, what stood
//! there before stays: each institution's answers are a row of versions.
//!
//! Answers that do not fit the form are refused whole, so that nothing is stored by half; what is wrong with each field
//! is [`Form::faults`](crate::form::Form::faults). Answers far from the last period's must be confirmed (see
//! [`plausibility`](crate::form::plausibility)).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::figure::Figure;
use crate::form::plausibility::far_from_last;
use crate::form::{Answers, Form};
use crate::ids::{DataRequestId, FieldKey, InstitutionId};
use crate::language::LocalText;
use crate::non_empty::NonEmpty;
use crate::period::Period;
use crate::refusal::refusals;
use crate::text::Text;

/// The secretariat's comment on one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FieldComment {
    /// The field of the request's form.
    pub field: FieldKey,
    /// What does not convince.
    pub comment: Text,
}

/// How far an institution's submission is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubmissionStage {
    /// Nothing was submitted yet.
    Awaited,
    /// Submitted or corrected, waiting for the secretariat.
    Submitted,
    /// Returned, waiting for the institution.
    Returned,
    /// The answers were accepted as they are.
    Accepted,
}

/// Answers as they once stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// What was answered to each field.
    pub answers: Answers,
    /// When they came, UTC.
    pub at: DateTime<Utc>,
    /// What was commented on them when they were returned.
    pub comments: Vec<FieldComment>,
}

/// What an institution submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// How far it is.
    pub stage: SubmissionStage,
    /// Its versions, the first one first.
    pub versions: Vec<Version>,
}

impl Submission {
    const AWAITED: Self = Self { stage: SubmissionStage::Awaited, versions: Vec::new() };

    /// The answers that hold now.
    pub fn answers(&self) -> Option<&Answers> {
        self.versions.last().map(|version| &version.answers)
    }

    /// Whether the institution has something to do.
    pub const fn is_owed(&self) -> bool {
        match self.stage {
            SubmissionStage::Awaited | SubmissionStage::Returned => true,
            SubmissionStage::Submitted | SubmissionStage::Accepted => false,
        }
    }
}

/// A data request that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedRequest {
    /// What is asked.
    pub form: Form,
    /// About which days.
    pub period: Period,
    /// The last day on which it is in time, a date in Kosovo.
    pub due: NaiveDate,
    /// What each recipient submitted.
    pub submissions: BTreeMap<InstitutionId, Submission>,
    /// Whether it is closed.
    pub closed: bool,
}

/// A data request's state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum DataRequest {
    /// There is no such request yet: nothing of it was recorded.
    #[default]
    Unknown,
    /// Issued at least.
    Issued(Box<IssuedRequest>),
}

/// What can be asked of a data request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum DataRequestCommand {
    /// Ask institutions to fill in a form by a day.
    Issue {
        /// What it is about.
        title: LocalText,
        /// What is asked.
        form: Form,
        /// About which days.
        period: Period,
        /// Whom it asks.
        recipients: NonEmpty<InstitutionId>,
        /// The last day on which it is in time, a date in Kosovo.
        due: NaiveDate,
    },
    /// Submit an institution's answers.
    Submit {
        /// The institution whose answers they are.
        institution: InstitutionId,
        /// What is answered to each field of the form.
        answers: Answers,
        /// The figures of the last period, as far as there are any.
        last: BTreeMap<FieldKey, Figure>,
        /// The fields that are meant though they are far from the last period's.
        confirmed: BTreeSet<FieldKey>,
    },
    /// Return the answers for correction.
    Return {
        /// The institution whose answers they are.
        institution: InstitutionId,
        /// What does not convince.
        comments: NonEmpty<FieldComment>,
    },
    /// Correct the answers, or stand by them.
    Correct {
        /// The institution whose answers they are.
        institution: InstitutionId,
        /// The answers, all of them.
        answers: Answers,
        /// The figures of the last period, as far as there are any.
        last: BTreeMap<FieldKey, Figure>,
        /// The fields that are meant though they are far from the last period's.
        confirmed: BTreeSet<FieldKey>,
        /// What the institution says to it.
        note: Option<Text>,
    },
    /// Accept the answers.
    Accept {
        /// The institution whose answers they are.
        institution: InstitutionId,
    },
    /// Ask an institution that has something to do once more.
    Nudge {
        /// The institution that is reminded, one that was asked.
        institution: InstitutionId,
    },
    /// Close it: nothing is submitted any more.
    Close,
}

/// What can have happened to a data request.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum DataRequestEvent {
    /// It was issued.
    Issued {
        /// What it is about.
        title: LocalText,
        /// What is asked.
        form: Form,
        /// About which days.
        period: Period,
        /// Whom it asks.
        recipients: NonEmpty<InstitutionId>,
        /// The last day on which it is in time, a date in Kosovo.
        due: NaiveDate,
    },
    /// An institution submitted its answers.
    Submitted {
        /// The institution whose answers they are.
        institution: InstitutionId,
        /// What was answered to each field of the form.
        answers: Answers,
        /// The fields that are meant though they are far from the last period's.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        confirmed: BTreeSet<FieldKey>,
    },
    /// The secretariat returned them.
    Returned {
        /// The institution whose answers they are.
        institution: InstitutionId,
        /// What does not convince.
        comments: NonEmpty<FieldComment>,
    },
    /// The institution corrected them, or stood by them; they wait to be accepted anew.
    Corrected {
        /// The institution whose answers they are.
        institution: InstitutionId,
        /// The answers, all of them.
        answers: Answers,
        /// The fields that are meant though they are far from the last period's.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        confirmed: BTreeSet<FieldKey>,
        /// What the institution says to it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text>,
    },
    /// The secretariat accepted them.
    Accepted {
        /// The institution whose answers they are.
        institution: InstitutionId,
    },
    /// The secretariat asked an institution that has something to do once more.
    Nudged {
        /// The institution that is reminded, one that was asked.
        institution: InstitutionId,
    },
    /// It was closed.
    Closed {},
}

refusals! {
    /// Why a data request may say no.
    DataRequestRefusal {
        NotIssued = "data-request-not-issued", "there is no such data request: issue it first";
        AlreadyIssued = "data-request-already-issued", "a data request with this id is issued already";
        DueInThePast = "data-request-due-in-the-past", "the due date is in the past: choose a date from today on";
        IsClosed = "data-request-closed", "the data request is closed: nothing is submitted or changed any more";
        NotARecipient = "data-request-not-a-recipient", "the data request does not ask this institution";
        DoesNotFit = "data-request-does-not-fit", "some answers do not fit the form: look at the marked fields; nothing was stored";
        NotConfirmed = "data-request-not-confirmed", "some answers are far from the last period's: check them, and confirm those that are right";
        AlreadySubmitted = "data-request-already-submitted", "the answers are submitted already: correct them instead";
        NothingSubmitted = "data-request-nothing-submitted", "the institution has not submitted anything yet";
        NotWaiting = "data-request-not-waiting", "there are no answers waiting to be accepted or returned";
        NothingOwed = "data-request-nothing-owed", "the institution has nothing to do here: its answers are with the secretariat";
        NoSuchField = "data-request-no-such-field", "a comment is on a field that the form does not have";
    }
}

impl IssuedRequest {
    /// The institutions that have something to do, and how far each is: what is missing from whom.
    pub fn owed(&self) -> impl Iterator<Item = (&InstitutionId, SubmissionStage)> {
        let owed = self.submissions.iter().filter(|(_, submission)| !self.closed && submission.is_owed());
        owed.map(|(institution, submission)| (institution, submission.stage))
    }

    /// Folds one event into a request that was issued. Read models use it as well.
    pub fn apply(&mut self, event: &DataRequestEvent, at: DateTime<Utc>) {
        use DataRequestEvent as E;

        match event {
            E::Issued { .. } | E::Nudged { .. } => {}
            E::Submitted { institution, answers, .. } | E::Corrected { institution, answers, .. } => {
                let submission = self.submissions.entry(institution.clone()).or_insert(Submission::AWAITED);
                submission.stage = SubmissionStage::Submitted;
                submission.versions.push(Version { answers: answers.clone(), at, comments: Vec::new() });
            }
            E::Returned { institution, comments } => {
                if let Some(submission) = self.submissions.get_mut(institution) {
                    submission.stage = SubmissionStage::Returned;
                    if let Some(version) = submission.versions.last_mut() {
                        version.comments = comments.iter().cloned().collect();
                    }
                }
            }
            E::Accepted { institution } => {
                if let Some(submission) = self.submissions.get_mut(institution) {
                    submission.stage = SubmissionStage::Accepted;
                }
            }
            E::Closed {} => self.closed = true,
        }
    }

    fn of(&self, institution: &InstitutionId) -> Result<&Submission, DataRequestRefusal> {
        self.submissions.get(institution).ok_or(DataRequestRefusal::NotARecipient)
    }

    fn acceptable(
        &self,
        answers: &Answers,
        last: &BTreeMap<FieldKey, Figure>,
        confirmed: &BTreeSet<FieldKey>,
    ) -> Result<(), DataRequestRefusal> {
        if !self.form.faults(answers).is_empty() {
            return Err(DataRequestRefusal::DoesNotFit);
        }
        let meant = far_from_last(&self.form, answers, last).keys().all(|field| confirmed.contains(field));
        if meant { Ok(()) } else { Err(DataRequestRefusal::NotConfirmed) }
    }
}

impl Aggregate for DataRequest {
    const KIND: &'static str = "data-request";
    type Id = DataRequestId;
    type State = Self;
    type Command = DataRequestCommand;
    type Event = DataRequestEvent;
    type Refusal = DataRequestRefusal;

    fn decide(
        state: &Self,
        command: DataRequestCommand,
        moment: &Moment,
    ) -> Result<Vec<DataRequestEvent>, DataRequestRefusal> {
        use DataRequestCommand as C;
        use DataRequestEvent as E;
        use DataRequestRefusal as R;
        use SubmissionStage as S;

        let request = match state {
            Self::Issued(request) => request,
            Self::Unknown => {
                let C::Issue { title, form, period, recipients, due } = command else {
                    return Err(R::NotIssued);
                };
                if due < moment.today {
                    return Err(R::DueInThePast);
                }
                return Ok(vec![E::Issued { title, form, period, recipients, due }]);
            }
        };
        if let C::Issue { .. } = command {
            return Err(R::AlreadyIssued);
        }
        if request.closed {
            return Err(R::IsClosed);
        }
        match command {
            C::Issue { .. } => Err(R::AlreadyIssued),
            C::Submit { institution, answers, last, confirmed } => {
                let submission = request.of(&institution)?;
                if submission.stage != S::Awaited {
                    let same = submission.answers() == Some(&answers);
                    return if same { Ok(vec![]) } else { Err(R::AlreadySubmitted) };
                }
                request.acceptable(&answers, &last, &confirmed)?;
                Ok(vec![E::Submitted { institution, answers, confirmed }])
            }
            C::Return { institution, comments } => {
                if request.of(&institution)?.stage != S::Submitted {
                    return Err(R::NotWaiting);
                }
                if comments.iter().any(|comment| request.form.field(&comment.field).is_none()) {
                    return Err(R::NoSuchField);
                }
                Ok(vec![E::Returned { institution, comments }])
            }
            C::Correct { institution, answers, last, confirmed, note } => {
                let submission = request.of(&institution)?;
                let same = submission.answers() == Some(&answers);
                match submission.stage {
                    S::Awaited => return Err(R::NothingSubmitted),
                    S::Submitted | S::Accepted if same => return Ok(vec![]),
                    // Whoever is asked again may stand by what was said.
                    S::Submitted | S::Accepted | S::Returned => {}
                }
                request.acceptable(&answers, &last, &confirmed)?;
                Ok(vec![E::Corrected { institution, answers, confirmed, note }])
            }
            C::Accept { institution } => match request.of(&institution)?.stage {
                S::Submitted => Ok(vec![E::Accepted { institution }]),
                S::Accepted => Ok(vec![]),
                S::Awaited | S::Returned => Err(R::NotWaiting),
            },
            C::Nudge { institution } => {
                if request.of(&institution)?.is_owed() {
                    Ok(vec![E::Nudged { institution }])
                } else {
                    Err(R::NothingOwed)
                }
            }
            C::Close => Ok(vec![E::Closed {}]),
        }
    }

    fn evolve(state: Self, event: &DataRequestEvent, occurrence: &Occurrence) -> Self {
        match (state, event) {
            (_, DataRequestEvent::Issued { form, period, recipients, due, .. }) => {
                let submissions =
                    recipients.iter().map(|institution| (institution.clone(), Submission::AWAITED)).collect();
                let (form, period, due) = (form.clone(), *period, *due);
                Self::Issued(Box::new(IssuedRequest { form, period, due, submissions, closed: false }))
            }
            (Self::Unknown, _) => Self::Unknown,
            (Self::Issued(mut request), _) => {
                request.apply(event, occurrence.at);
                Self::Issued(request)
            }
        }
    }
}
