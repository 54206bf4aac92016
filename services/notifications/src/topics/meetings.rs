//! Meetings: who is invited hears of the invitation, of a move, that it is called off, the day and the hour before, and what
//! it came to; the group of the subgroup that meets has the same but for the reminders.
//!
//! The message that invites is kept up to date: whenever what it says changes, whoever has it is owed the change, which
//! rings no bell. A reminder whose time has passed, and what is later than the meeting's beginning, is not said any more.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use events::ids::{EventId, InstitutionId, MeetingId, NotificationKey, PersonId, StreamId, SubgroupId};
use events::meeting::{MeetingBody, MeetingTime};
use events::notification::{Audience, ChannelKind, Notice, Occasion};
use readmodels::delivery_ledger::LedgerEntry;
use readmodels::meetings::{MeetingStage, MeetingView};
use readmodels::organisation::InstitutionRecord;

use crate::content::{Content, MeetingContent, MeetingNews};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::hours::instant;
use crate::policy::intervals::{
    BEFORE_A_MEETING, MEETING_IS_NEAR, MINUTES_ARE_NEWS_FOR, MINUTES_ARE_WRITTEN_FOR, MINUTES_OF_THE_LAST, SERIES_AHEAD,
};
use crate::topics::{Topic, answer_to_last, answers_from};

/// Meetings: invitations, changes and what is to come.
pub struct Meetings;

/// The stream of a meeting.
pub fn stream_of(meeting: &MeetingId) -> Option<StreamId> {
    StreamId::new("meeting", meeting.as_str()).ok()
}

impl Topic for Meetings {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        let meetings = facts.meetings_looked_at().into_iter().filter(|meeting| may_have_news(meeting, facts));
        meetings.flat_map(|one| of_meeting(one, facts)).collect()
    }

    /// An institution's answer is one to the last that said when the meeting is.
    fn answered(&self, facts: &Facts<'_>) -> Vec<(NotificationKey, EventId)> {
        let from = answers_from(facts);
        let mut answers = Vec::new();
        for meeting in facts.meetings_looked_at().into_iter().filter(|meeting| meeting.changed_at >= from) {
            let Some(about) = stream_of(&meeting.id) else { continue };
            for (institution, answer) in &meeting.last_answers {
                let notices =
                    MeetingNotices { facts, meeting, about: &about, hearer: MeetingAudience::Institution(institution) };
                answers.extend(answer_to_last(notices.announcements(), *answer));
            }
        }
        answers
    }

    fn moments_ahead(&self, facts: &Facts<'_>) -> Vec<(DateTime<Utc>, StreamId)> {
        let moments = facts.meetings_looked_at().into_iter().filter_map(|meeting| {
            let at = match meeting.stage {
                MeetingStage::Scheduled => begins(meeting.at)? - BEFORE_A_MEETING,
                MeetingStage::Cancelled => return None,
                MeetingStage::Held => meeting.account.as_ref()?.recorded_at + MINUTES_ARE_WRITTEN_FOR,
            };
            Some((at, stream_of(&meeting.id)?))
        });
        moments.filter(|(at, _)| *at > facts.moment.now).collect()
    }
}

/// Whether a meeting is to be announced by now, as long as it is to come.
pub fn is_to_be_announced(meeting: &MeetingView, today: NaiveDate) -> bool {
    announced_from(meeting).is_none_or(|from| from <= today)
}

/// From when on the later meetings of a series are announced; the others are at once.
fn announced_from(meeting: &MeetingView) -> Option<NaiveDate> {
    let later_in_series = meeting.recurrence.as_ref().is_some_and(|(_, number)| *number > 1);
    if later_in_series { meeting.at.date.checked_sub_days(SERIES_AHEAD) } else { None }
}

fn begins(at: MeetingTime) -> Option<DateTime<Utc>> {
    instant(at.date, at.time?)
}

fn has_begun(meeting: &MeetingView, facts: &Facts<'_>) -> bool {
    begins(meeting.at).map_or(meeting.at.date < facts.today(), |begin| begin <= facts.moment.now)
}

fn may_have_news(meeting: &MeetingView, facts: &Facts<'_>) -> bool {
    match (meeting.stage, &meeting.account) {
        (MeetingStage::Scheduled | MeetingStage::Cancelled, _) => !has_begun(meeting, facts),
        (MeetingStage::Held, None) => false,
        (MeetingStage::Held, Some(account)) => {
            let since = facts.moment.now - account.recorded_at;
            let held_lately =
                facts.today().checked_sub_days(MINUTES_OF_THE_LAST).is_none_or(|day| day <= meeting.at.date);
            MINUTES_ARE_WRITTEN_FOR <= since && since <= MINUTES_ARE_NEWS_FOR && held_lately
        }
    }
}

fn of_meeting(meeting: &MeetingView, facts: &Facts<'_>) -> Vec<Owed> {
    let Some(about) = stream_of(&meeting.id) else { return vec![] };
    let active = |id: &&InstitutionId| facts.institutions.institution(id).is_some_and(InstitutionRecord::is_active);
    let invited = meeting.invited.iter().filter(active).map(MeetingAudience::Institution);
    let group = match &meeting.convened {
        MeetingBody::Subgroup(subgroup) => facts.subgroups.subgroup(subgroup).filter(|one| !one.dissolved),
        MeetingBody::Authority | MeetingBody::Invited => None,
    };
    let hearers = invited.chain(group.map(|one| MeetingAudience::Group(&one.id)));
    hearers.flat_map(|hearer| MeetingNotices { facts, meeting, about: &about, hearer }.owed()).collect()
}

/// Who hears of a meeting.
#[derive(Clone, Copy)]
enum MeetingAudience<'a> {
    Institution(&'a InstitutionId),
    Group(&'a SubgroupId),
}

/// One who hears of a meeting, and what was said so far.
struct MeetingNotices<'a> {
    facts: &'a Facts<'a>,
    meeting: &'a MeetingView,
    about: &'a StreamId,
    hearer: MeetingAudience<'a>,
}

impl MeetingNotices<'_> {
    fn audience(&self) -> Audience {
        match self.hearer {
            MeetingAudience::Institution(institution) => Audience::FocalPoint(institution.clone()),
            MeetingAudience::Group(subgroup) => Audience::Group(subgroup.clone()),
        }
    }

    fn owed(&self) -> Vec<Owed> {
        match self.meeting.stage {
            MeetingStage::Scheduled => match self.announced_at() {
                Some(at) => self.changes().into_iter().chain(self.reminders(at)).collect(),
                None => self.announcement().into_iter().collect(),
            },
            MeetingStage::Cancelled => self.called_off(),
            MeetingStage::Held => self.account().into_iter().collect(),
        }
    }

    fn notice(&self, occasion: String, to: Audience) -> Option<Notice> {
        Some(Notice { about: self.about.clone(), occasion: Occasion::try_from(occasion).ok()?, to })
    }

    fn say(&self, occasion: String, news: MeetingNews, urgency: Urgency, since: DateTime<Utc>) -> Option<Owed> {
        let notice = self.notice(occasion, self.audience())?;
        let content = Content::Meeting(MeetingContent { meeting: self.meeting.id.clone(), news });
        Some(Owed { notice, content, urgency, since })
    }

    /// What was said to this hearer. Where no group is the subgroup's chat, there was nothing to say.
    fn said(&self) -> impl Iterator<Item = &LedgerEntry> {
        let to = self.audience();
        let group = matches!(self.hearer, MeetingAudience::Group(_));
        let entries = self.facts.ledger.entries_about(self.about).filter(move |entry| entry.notice.to == to);
        entries.filter(move |entry| entry.sent.is_some() || (group && entry.overtaken))
    }

    fn announcements(&self) -> impl Iterator<Item = &LedgerEntry> {
        self.said().filter(|entry| announced_moves(&entry.notice).is_some())
    }

    /// Since when it is known that the meeting is when it is.
    fn announced_at(&self) -> Option<DateTime<Utc>> {
        let announced =
            self.announcements().find(|entry| announced_moves(&entry.notice) == Some(self.meeting.moves))?;
        Some(match &announced.sent {
            // When that was, before there was a ledger, is not known: long ago.
            Some(sent) if sent.message.is_none() => DateTime::<Utc>::MIN_UTC,
            Some(sent) => sent.at,
            None => announced.planned_at,
        })
    }

    fn is_near(&self) -> bool {
        self.meeting.at.date - self.facts.today() <= MEETING_IS_NEAR
    }

    fn at_work_unless_near(&self) -> Urgency {
        if self.is_near() { Urgency::Pressing } else { Urgency::AtWork }
    }

    fn announcement(&self) -> Option<Owed> {
        if !is_to_be_announced(self.meeting, self.facts.today()) {
            return None;
        }
        let moves = self.meeting.moves;
        let (name, news) = if self.announcements().next().is_some() {
            ("moved", MeetingNews::Moved)
        } else {
            ("invited", MeetingNews::Invited)
        };
        let from = announced_from(self.meeting).and_then(|day| instant(day, NaiveTime::MIN));
        let since = from.map_or(self.meeting.changed_at, |from| from.max(self.meeting.changed_at));
        self.say(format!("{name}.{moves}"), news, self.at_work_unless_near(), since)
    }

    /// That the message which invites says something else by now, to everybody who has one.
    fn changes(&self) -> Vec<Owed> {
        let answers: u32 = match self.hearer {
            MeetingAudience::Institution(institution) => {
                self.meeting.answers_given.get(institution).copied().unwrap_or(0)
            }
            MeetingAudience::Group(_) => self.meeting.answers_given.values().sum(),
        };
        let (moves, agenda) = (self.meeting.moves, self.meeting.agenda.len());
        // As it was scheduled, there is nothing to bring up to date.
        let unchanged = moves == 0 && agenda == 0 && answers == 0;
        if unchanged { vec![] } else { self.change(&format!("card.{moves}.{agenda}.{answers}")) }
    }

    fn change(&self, occasion: &str) -> Vec<Owed> {
        let to: Vec<Audience> = match self.hearer {
            MeetingAudience::Group(_) => vec![self.audience()],
            MeetingAudience::Institution(institution) => {
                self.card_holders(institution).into_iter().cloned().map(Audience::Person).collect()
            }
        };
        let news = MeetingNews::Changed;
        let content = Content::Meeting(MeetingContent { meeting: self.meeting.id.clone(), news });
        let (urgency, since) = (Urgency::Silent, self.meeting.changed_at);
        let notices = to.into_iter().filter_map(|to| self.notice(occasion.to_owned(), to));
        notices.map(|notice| Owed { notice, content: content.clone(), urgency, since }).collect()
    }

    /// Who of the institution was told in the chat, is still there, and has one: what an e-mail said cannot be changed.
    fn card_holders(&self, institution: &InstitutionId) -> BTreeSet<&PersonId> {
        let staff = self.facts.institutions.institution(institution).map_or(&[][..], |one| &one.staff);
        let in_chat = self.announcements().flat_map(LedgerEntry::deliveries);
        let in_chat = in_chat.filter(|delivery| delivery.channel == ChannelKind::Telegram);
        let told = in_chat.filter_map(|delivery| delivery.person.as_ref());
        told.filter(|person| staff.iter().any(|member| member.has_chat && member.person == **person)).collect()
    }

    fn called_off(&self) -> Vec<Owed> {
        const OCCASION: &str = "called-off";
        if self.announcements().next().is_none() {
            return vec![];
        }
        if self.said().any(|entry| entry.notice.occasion.as_str() == OCCASION) {
            return self.change("card.called-off");
        }
        let (urgency, since) = (self.at_work_unless_near(), self.meeting.changed_at);
        self.say(OCCASION.to_owned(), MeetingNews::CalledOff, urgency, since).into_iter().collect()
    }

    /// What calls the meeting to mind. Whoever heard of it when that was due already need not be reminded a moment later.
    fn reminders(&self, announced: DateTime<Utc>) -> Vec<Owed> {
        let MeetingAudience::Institution(institution) = self.hearer else { return vec![] };
        let (meeting, now) = (self.meeting, self.facts.moment.now);
        if meeting.answers.get(institution).is_some_and(|answer| !answer.comes()) {
            return vec![];
        }
        let begin = begins(meeting.at);
        let before = meeting.at.date.pred_opt().unwrap_or(meeting.at.date);
        let day_before = self.facts.calendar.working_day_until(before);
        // Nothing else calls a meeting to mind whose time is not known.
        let last = if begin.is_some() { before } else { meeting.at.date };
        let in_time = day_before <= self.facts.today() && self.facts.today() <= last;
        let day_before = instant(day_before, NaiveTime::MIN).filter(|from| in_time && announced < *from);
        let hour_before = begin.map(|begin| begin - BEFORE_A_MEETING).filter(|from| *from <= now && announced < *from);
        let time = meeting.at.time.map(|time| time.format("t%H.%M").to_string()).unwrap_or_default();
        let of = |name: &str| format!("{name}.{}{time}", meeting.at.date);
        let day_before =
            day_before.and_then(|since| self.say(of("day-before"), MeetingNews::DayBefore, Urgency::Morning, since));
        let hour_before = hour_before
            .and_then(|since| self.say(of("hour-before"), MeetingNews::HourBefore, Urgency::Pressing, since));
        day_before.into_iter().chain(hour_before).collect()
    }

    fn account(&self) -> Option<Owed> {
        let account = self.meeting.account.as_ref()?;
        let since = account.recorded_at + MINUTES_ARE_WRITTEN_FOR;
        self.say(format!("account.{}", account.version), MeetingNews::Account, Urgency::AtWork, since)
    }
}

/// After how many moves a notice said when the meeting is; nothing, where it said something else.
fn announced_moves(notice: &Notice) -> Option<u32> {
    let (name, moves) = notice.occasion.as_str().split_once('.')?;
    matches!(name, "invited" | "moved").then(|| moves.parse().ok())?
}
