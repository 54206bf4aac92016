//! Posting in a subgroup's group: invitations, kept up to date with who answered what, and what was decided.

use chrono_tz::Europe::Belgrade;
use events::meeting::Convened;
use projections::meetings::{MeetingStage, MeetingView};

use super::kept::{Group, Posted};
use crate::connection::TelegramBot;
use crate::meetings::Now;
use crate::outgoing::Outgoing;
use crate::visit::VisitError;

/// How many meetings to come are listed.
const LISTED: usize = 5;

impl TelegramBot {
    /// The subgroup's next meetings.
    pub(super) async fn next_meetings(&self, group: &Group) -> Result<Outgoing, VisitError> {
        let speech = self.speech(group.language);
        let book = self.meetings.look(self.read_models.as_ref()).await?;
        let ahead = book.ahead(speech.today).into_iter().filter(|meeting| is_of(meeting, group)).take(LISTED);
        let lines: Vec<_> = ahead
            .zip(1_u32..)
            .map(|(meeting, number)| {
                let (title, when) = (meeting.title.in_language(group.language), speech.meeting_time(meeting.at));
                let args = [("number", number.into()), ("title", title.into()), ("when", when.into())];
                speech.say("chat-meetings-line", &args)
            })
            .collect();
        if lines.is_empty() {
            return Ok(Outgoing::text(speech.say("chat-meetings-none", &[])));
        }
        Ok(Outgoing::text(format!("{}\n{}", speech.say("chat-meetings-ahead", &[]), lines.join("\n"))))
    }

    /// Posts of a meeting what the groups of its subgroup should have by now.
    pub(crate) async fn post_of_meeting(&self, meeting: &MeetingView, now: Now) -> Result<(), VisitError> {
        for group in self.database.groups().await?.iter().filter(|group| is_of(meeting, group)) {
            match self.post_in(group, meeting, now).await {
                // Out of the group: it is nobody's chat any more.
                Err(VisitError::Send(error)) if error.is_blocked() => {
                    tracing::warn!(%error, subgroup = %group.subgroup, "a group takes nothing any more; it is unlinked");
                    self.database.unlink_group(group.chat).await?;
                }
                posted => posted?,
            }
        }
        Ok(())
    }

    async fn post_in(&self, group: &Group, meeting: &MeetingView, now: Now) -> Result<(), VisitError> {
        let (calendar, ladder) = (&self.data_requests.calendar, &self.data_requests.ladder);
        let time = now.at.with_timezone(&Belgrade).time();
        let at_work = calendar.is_working_day(now.today) && !ladder.quiet_hours().cover(time);
        let posted = self.database.posted(group.chat, &meeting.id).await?;
        let says = Posted {
            at: meeting.at,
            agenda: meeting.agenda.len(),
            answers: meeting.answers.clone(),
            cancelled: meeting.stage == MeetingStage::Cancelled,
        };
        match (meeting.stage, posted) {
            (MeetingStage::Scheduled, None) => {
                if at_work && now.is_to_be_announced(meeting) {
                    self.post_anew("chat-meeting-invitation", group, meeting, &says).await?;
                }
            }
            (MeetingStage::Scheduled, Some((_, before))) if before.at != meeting.at => {
                if at_work || now.is_near(meeting) {
                    self.post_anew("group-meeting-moved", group, meeting, &says).await?;
                }
            }
            (MeetingStage::Scheduled, Some((message, before))) if before != says => {
                let edited = self.group_invitation("chat-meeting-invitation", group, meeting).await?;
                match self.post.edit(group.chat, message, &edited).await {
                    Ok(()) => self.database.note_posted(group.chat, &meeting.id, message, &says).await?,
                    // Too old to edit, deleted, or left behind when the group became a supergroup.
                    Err(error) if error.is_final() && !error.is_blocked() => {
                        self.post_anew("chat-meeting-invitation", group, meeting, &says).await?;
                    }
                    Err(error) => return Err(error.into()),
                }
            }
            (MeetingStage::Cancelled, Some((message, before))) if !before.cancelled => {
                if at_work || now.is_near(meeting) {
                    let off = self.speech(group.language).called_off(meeting);
                    self.post.send_once(group.chat, &Outgoing::text(off.text)).await?;
                    self.database.note_posted(group.chat, &meeting.id, message, &says).await?;
                }
            }
            (MeetingStage::Scheduled | MeetingStage::Cancelled, _) => {}
            (MeetingStage::Held, _) => {
                let Some(account) = meeting.account.as_ref().filter(|_| at_work) else { return Ok(()) };
                let name = format!("meeting/{}/account/{}", meeting.id, account.version);
                if !self.database.is_told(group.chat, &name).await? {
                    let account = self.group_account(group, meeting).await?;
                    self.post.send_once(group.chat, &account).await?;
                    self.database.note_told(group.chat, &name).await?;
                }
            }
        }
        Ok(())
    }

    async fn post_anew(
        &self,
        heading: &str,
        group: &Group,
        meeting: &MeetingView,
        says: &Posted,
    ) -> Result<(), VisitError> {
        let invitation = self.group_invitation(heading, group, meeting).await?;
        let message = self.post.put(group.chat, &invitation).await?;
        Ok(self.database.note_posted(group.chat, &meeting.id, message, says).await?)
    }

    /// An invitation to everybody in a group: who answered what, and buttons for whoever presses.
    async fn group_invitation(
        &self,
        heading: &str,
        group: &Group,
        meeting: &MeetingView,
    ) -> Result<Outgoing, VisitError> {
        let speech = self.speech(group.language);
        let mut lines = vec![speech.say(heading, &[])];
        lines.extend(speech.meeting_lines(meeting));
        lines.extend(speech.agenda(meeting));
        lines.extend(self.who_answered(meeting, group.language).await?);
        Ok(Outgoing::text(lines.join("\n")).with_buttons(speech.answer_buttons(&meeting.id, None)))
    }

    /// What was decided, and who is to do what of it.
    async fn group_account(&self, group: &Group, meeting: &MeetingView) -> Result<Outgoing, VisitError> {
        let speech = self.speech(group.language);
        let mut lines = vec![speech.say("chat-meeting-account", &[])];
        lines.extend(speech.meeting_lines(meeting));
        let key = if meeting.decisions.is_empty() { "chat-meeting-no-decisions" } else { "chat-meeting-decisions" };
        lines.push(speech.say(key, &[]));
        for (decision, n) in meeting.decisions.iter().zip(1_u32..) {
            let args = [("number", n.into()), ("item", decision.text.as_str().into())];
            lines.push(speech.say("chat-meeting-agenda-item", &args));
            for item in &decision.raises {
                let owner = self.institution_name(&item.owner, group.language).await?;
                let title = item.title.in_language(group.language);
                let args = [("institution", owner.into()), ("title", title.into()), ("due", speech.date(item.due))];
                lines.push(speech.say("chat-decision-raises", &args));
            }
        }
        Ok(Outgoing::text(lines.join("\n")))
    }
}

fn is_of(meeting: &MeetingView, group: &Group) -> bool {
    match &meeting.convened {
        Convened::Subgroup(subgroup) => *subgroup == group.subgroup,
        Convened::Authority | Convened::Invited => false,
    }
}
