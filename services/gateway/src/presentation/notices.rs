//! Notices as pages show them: what was to be told to which post, to whom it was, by which channel, and what came of it.

use chrono::{DateTime, Utc};
use events::ids::PersonId;
use events::notification::{Audience, ChannelKind, Notice, NotificationEvent};
use events::reminder::{ReminderId, Rung};
use notifications::policy::table::rule_of;
use readmodels::notice_history::{NoticeRecord, NoticeStep, Telling};
use readmodels::reminders_of_items::SentReminder;
use serde::Serialize;

use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

/// The key of what a notice tells of its subject; of an occasion that an earlier version of the program had, of any.
pub(crate) fn occasion_key(notice: &Notice) -> String {
    let about = notice.about.kind();
    match rule_of(about, notice.occasion.as_str()) {
        Some(rule) => format!("notice-of-{about}-{}", rule.occasion.trim_end_matches(['.', '-'])),
        None => "notice-of-anything".to_owned(),
    }
}

/// To which post something goes.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AudienceRow {
    /// The key of the post.
    to: String,
    /// Of which institution or subgroup, or which person, where there is more than one.
    of: Option<LocalizedText>,
}

impl AudienceRow {
    pub(crate) fn of(audience: &Audience, names: &Names) -> Self {
        let of = match audience {
            Audience::FocalPoint(institution) => Some(LocalizedText::plain(names.institution(institution))),
            Audience::Chair(subgroup) | Audience::Group(subgroup) => Some(names.subgroup(subgroup)),
            Audience::Person(person) => names.person(person).map(LocalizedText::plain),
            Audience::Secretariat | Audience::Coordinator | Audience::CaseCoordinator(_) => None,
        };
        Self { to: format!("notice-to-{}", audience.code()), of }
    }
}

/// Somebody who was told, or was to be.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PersonRow {
    /// The name; none: nobody in post any more.
    name: Option<String>,
}

impl PersonRow {
    pub(crate) fn of(person: &PersonId, names: &Names) -> Self {
        Self { name: names.person(person).map(str::to_owned) }
    }
}

/// The key of how something is brought.
pub(crate) fn channel_key(channel: ChannelKind) -> String {
    format!("notice-by-{}", channel.code())
}

/// That somebody was told something.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DeliveryRow {
    at: DateTime<Utc>,
    /// None: it was posted in a group.
    person: Option<PersonRow>,
    /// The key of the channel.
    by: String,
    certain: bool,
    audience: Option<AudienceRow>,
}

impl DeliveryRow {
    pub(crate) fn of(notice: &NoticeRecord, told: Telling<'_>, names: &Names) -> Self {
        Self {
            at: told.at,
            person: told.person.map(|person| PersonRow::of(person, names)),
            by: channel_key(told.channel),
            certain: told.certain,
            audience: Some(AudienceRow::of(&notice.notice.to, names)),
        }
    }

    /// The same of a reminder from before notices had a ledger.
    pub(crate) fn of_earlier(sent: &SentReminder, names: &Names) -> Self {
        Self {
            at: sent.at,
            person: Some(PersonRow::of(&sent.person, names)),
            by: channel_key(ChannelKind::Telegram),
            certain: true,
            audience: None,
        }
    }

    pub(crate) fn at(&self) -> DateTime<Utc> {
        self.at
    }
}

/// Something that happened to a notice.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NoticeStepRow {
    at: DateTime<Utc>,
    /// Its name in texts' keys.
    step: &'static str,
    person: Option<PersonRow>,
    /// The key of the channel, where there is one.
    by: Option<String>,
    /// The key of why it was not delivered.
    failure: Option<String>,
    certain: bool,
}

impl NoticeStepRow {
    /// The same of a step that somebody outside saw or should have: it was brought, it could not be, or it was answered.
    pub(crate) fn told(step: &NoticeStep, names: &Names) -> Option<Self> {
        use NotificationEvent as E;

        match &step.event {
            E::Planned { .. } | E::Overtaken {} => None,
            E::Sent { .. } | E::Posted { .. } | E::Failed { .. } | E::Answered { .. } | E::CarriedOver { .. } => {
                Some(Self::of(step, names))
            }
        }
    }

    fn of(step: &NoticeStep, names: &Names) -> Self {
        use NotificationEvent as E;

        let name = match &step.event {
            E::Planned { .. } => "planned",
            E::Sent { .. } => "sent",
            E::Posted { .. } => "posted",
            E::Failed { .. } => "failed",
            E::Answered { .. } => "answered",
            E::Overtaken {} => "overtaken",
            E::CarriedOver { .. } => "carried-over",
        };
        let (told, failed) = (step.telling(), step.failure());
        let person = told.and_then(|told| told.person).or_else(|| failed.and_then(|failed| failed.person));
        let channel = told.map(|told| told.channel).or_else(|| failed.and_then(|failed| failed.channel));
        Self {
            at: step.at,
            step: name,
            person: person.map(|person| PersonRow::of(person, names)),
            by: channel.map(channel_key),
            failure: failed.map(|failed| format!("reminder-failed-{}", failed.failure.code())),
            certain: told.is_none_or(|told| told.certain),
        }
    }
}

/// A notice with what came of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NoticeRow {
    /// The key of what it tells.
    what: String,
    audience: AudienceRow,
    steps: Vec<NoticeStepRow>,
}

impl NoticeRow {
    pub(crate) fn of(record: &NoticeRecord, names: &Names) -> Self {
        Self {
            what: occasion_key(&record.notice),
            audience: AudienceRow::of(&record.notice.to, names),
            steps: record.steps.iter().map(|step| NoticeStepRow::of(step, names)).collect(),
        }
    }
}

/// A reminder of an item from before notices had a ledger.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EarlierReminderRow {
    /// The key of what it told.
    what: &'static str,
    told: DeliveryRow,
    answered_at: Option<DateTime<Utc>>,
}

impl EarlierReminderRow {
    pub(crate) fn of(reminder: &ReminderId, sent: &SentReminder, names: &Names) -> Self {
        let what = match reminder.rung {
            Rung::Assigned => "notice-of-action-item-assigned",
            Rung::Before(_) => "notice-of-action-item-before",
            Rung::OnTheDay => "notice-of-action-item-on-the-day",
            Rung::Chair(_) => "notice-of-action-item-chair",
            Rung::Secretariat(_) => "notice-of-action-item-secretariat",
        };
        Self { what, told: DeliveryRow::of_earlier(sent, names), answered_at: sent.answered_at }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use events::ids::StreamId;
    use events::language::Language;
    use language::catalogue::Catalogue;
    use notifications::policy::table::RULES;

    use super::*;

    #[test]
    fn every_occasion_of_the_policy_has_words_of_its_own() {
        let catalogue = Catalogue::new().unwrap();
        for rule in RULES {
            let notice = Notice {
                about: StreamId::new(rule.about, "one").unwrap(),
                occasion: format!("{}1", rule.occasion).parse().unwrap(),
                to: Audience::Secretariat,
            };
            let key = occasion_key(&notice);
            assert_ne!(key, "notice-of-anything", "{rule:?}");
            for language in Language::ALL {
                assert!(catalogue.has(language, &key), "{language}: {key} is missing in telling.ftl");
            }
        }
    }
}
