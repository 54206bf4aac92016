//! The policy as a table: for each occasion on which somebody is told something, who hears of it, how soon, whether it is said
//! again and what ends it. The document for people is made of it. A month of a whole authority holds what was really said
//! against it: to which posts, how soon, how often, and for how long it was news.

use std::borrow::Cow;

use chrono::TimeDelta;
use readmodels::organisation::LOSSES_KEPT_FOR;

use crate::ladder::OWNER_AGAIN_AFTER_WORKING_DAYS;
use crate::owed::Urgency;
use crate::policy::intervals::{
    BRIEFED_WITHIN, LATE_REQUEST_AGAIN_AFTER_DAYS, MINUTES_ARE_NEWS_FOR, MONTH_IS_TOLD_WITHIN, OUTCOME_IS_NEWS_FOR,
    REFERRAL_IS_NEWS_FOR, UNANSWERED_AGAIN_AFTER_WORKING_DAYS, VALUE_AGAIN_AFTER_DAYS, WAITS_AGAIN_AFTER_WORKING_DAYS,
    WAY_IN_IS_NEWS_FOR,
};

/// Who hears of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hearers {
    /// Who that is, as the document for people says it.
    pub in_words: &'static str,
    /// The posts, as [`Audience::code`](events::notification::Audience::code) names them; whoever holds one or stands in is told.
    pub posts: &'static [&'static str],
}

/// Whether and when something is said again to the same post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It is said once.
    No,
    /// Each time that this happens: `each nudge`.
    Each(&'static str),
    /// While it is so, after so many working days.
    AfterWorkingDays(u32),
    /// While it is so, after so many days.
    AfterDays(u32),
}

impl Again {
    /// As the document for people says it.
    pub fn in_words(self) -> Cow<'static, str> {
        match self {
            Self::No => "no".into(),
            Self::Each(what) => what.into(),
            Self::AfterWorkingDays(days) => format!("every {days} working days").into(),
            Self::AfterDays(days) => format!("every {days} days").into(),
        }
    }
}

/// What ends something: it is not said any more, or not again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ends {
    /// What has to happen, in words; empty, where only time ends it.
    pub with: &'static str,
    /// For how long it is news at most.
    pub after: Option<TimeDelta>,
}

impl Ends {
    /// As the document for people says it.
    pub fn in_words(self) -> Cow<'static, str> {
        match self.after {
            None => self.with.into(),
            Some(after) if self.with.is_empty() => format!("{} days", after.num_days()).into(),
            Some(after) => format!("{}, {} days", self.with, after.num_days()).into(),
        }
    }
}

/// A row of the table: one occasion, and what holds for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The kind of stream that it is about.
    pub about: &'static str,
    /// With what the occasion begins.
    pub occasion: &'static str,
    /// What is said.
    pub what: &'static str,
    /// Who hears of it.
    pub who: Hearers,
    /// How soon; the second where it is near or has a time limit.
    pub urgency: &'static [Urgency],
    /// Whether and when it is said again.
    pub again: Again,
    /// What ends it.
    pub ends: Ends,
}

const fn rule(
    (about, occasion, what): (&'static str, &'static str, &'static str),
    who: Hearers,
    urgency: &'static [Urgency],
    again: Again,
    ends: Ends,
) -> Rule {
    Rule { about, occasion, what, who, urgency, again, ends }
}

const MORNING: &[Urgency] = &[Urgency::Morning];
const AT_WORK: &[Urgency] = &[Urgency::AtWork];
const PRESSING: &[Urgency] = &[Urgency::Pressing];
const AT_WORK_OR_PRESSING: &[Urgency] = &[Urgency::AtWork, Urgency::Pressing];
const MORNING_OR_AT_WORK: &[Urgency] = &[Urgency::Morning, Urgency::AtWork];
const MORNING_OR_PRESSING: &[Urgency] = &[Urgency::Morning, Urgency::Pressing];
const SILENT: &[Urgency] = &[Urgency::Silent];

const fn hearers(in_words: &'static str, posts: &'static [&'static str]) -> Hearers {
    Hearers { in_words, posts }
}

const OWNER: Hearers = hearers("the owner's focal point, or whoever stands in", &["focal-point"]);
const DECIDES: Hearers = hearers(
    "the chair, or the colleague who stands in; of a task on no board, or where neither can be reached, the Secretariat",
    &["chair", "secretariat"],
);
const CHAIR: Hearers = hearers("the chair, or the stand-in", &["chair"]);
const SECRETARIAT: Hearers = hearers("the Secretariat", &["secretariat"]);
const INVITED: Hearers = hearers(
    "each institution invited: focal point, or whoever stands in; the subgroup's group",
    &["focal-point", "group"],
);
const TRAINER: Hearers = hearers("the trainer; without a chat the focal point", &["person", "focal-point"]);
/// Those who can be told in person and may see the case; where nobody of a receiver can, that is to be seen somewhere.
const RECEIVER: Hearers = hearers("everybody in post at the receiver who is there", &["person", "focal-point"]);

/// It ends with something that happens.
const fn with(with: &'static str) -> Ends {
    Ends { with, after: None }
}

/// It ends after a time at the latest.
const fn or_after(with: &'static str, after: TimeDelta) -> Ends {
    Ends { with, after: Some(after) }
}

/// The whole table, in the order of the document.
pub const RULES: &[Rule] = &[
    rule(("action-item", "assigned.", "a new task"), OWNER, MORNING_OR_AT_WORK, Again::No, with("it is told")),
    rule(
        ("action-item", "before-", "days before it is due (7 and 2)"),
        OWNER,
        MORNING_OR_AT_WORK,
        Again::Each("once for each"),
        with("done, given away"),
    ),
    rule(
        ("action-item", "on-the-day.", "it is due today"),
        OWNER,
        MORNING_OR_AT_WORK,
        Again::No,
        with("done, given away"),
    ),
    rule(
        ("action-item", "late-", "it is late"),
        OWNER,
        MORNING_OR_AT_WORK,
        Again::AfterWorkingDays(OWNER_AGAIN_AFTER_WORKING_DAYS),
        with("done, more time asked for or given, disputed"),
    ),
    rule(("action-item", "chair-", "it is one working day late"), CHAIR, MORNING, Again::No, with("done, more time")),
    rule(
        ("action-item", "secretariat-", "it is five working days late"),
        SECRETARIAT,
        MORNING,
        Again::No,
        with("done, more time"),
    ),
    rule(
        (
            "action-item",
            "decided.",
            "granted, refused, verified, reopened, returned, given away or called off, by whom and why",
        ),
        hearers(
            "the owner's focal point, or a colleague of whoever decided there; of a task that is given away the earlier owner's",
            &["focal-point"],
        ),
        AT_WORK,
        Again::No,
        or_after("", OUTCOME_IS_NEWS_FOR),
    ),
    rule(
        (
            "action-item",
            "reported.",
            "done, a request for time, blocked or not ours, ten minutes after it was reported; once more as below while it waits",
        ),
        DECIDES,
        AT_WORK,
        Again::No,
        or_after("taken back, decided", OUTCOME_IS_NEWS_FOR),
    ),
    rule(
        (
            "action-item",
            "waits.",
            "a request for time, or that it is not ours, has waited five working days for a decision",
        ),
        DECIDES,
        MORNING,
        Again::AfterWorkingDays(WAITS_AGAIN_AFTER_WORKING_DAYS),
        with("taken back, decided"),
    ),
    rule(
        ("action-item", "unanswered.", "the chair has not decided on such a request for five working days"),
        SECRETARIAT,
        MORNING,
        Again::AfterWorkingDays(UNANSWERED_AGAIN_AFTER_WORKING_DAYS),
        with("taken back, decided"),
    ),
    rule(
        ("action-item", "nudge.", "the chair asks how far it is"),
        OWNER,
        AT_WORK,
        Again::Each("each nudge"),
        with("any report"),
    ),
    rule(
        ("action-item", "nudge-not-arrived.", "the owner could not be reached"),
        hearers("the chair who asked", &["chair"]),
        AT_WORK,
        Again::No,
        with("it is told"),
    ),
    rule(
        ("action-item", "put-off.", "what somebody wanted to be reminded of again"),
        hearers("that person", &["person"]),
        AT_WORK,
        Again::No,
        with("done, forgotten"),
    ),
    rule(("data-request", "issued", "a new data request"), OWNER, MORNING, Again::No, with("answered, closed")),
    rule(("data-request", "soon-", "it is due soon"), OWNER, MORNING, Again::No, with("answered, closed")),
    rule(("data-request", "today-", "it is due today"), OWNER, MORNING, Again::No, with("answered, closed")),
    rule(
        ("data-request", "late-", "it is late"),
        OWNER,
        MORNING,
        Again::AfterDays(LATE_REQUEST_AGAIN_AFTER_DAYS),
        with("answered, closed"),
    ),
    rule(
        ("data-request", "returned-", "an answer came back"),
        OWNER,
        AT_WORK,
        Again::Each("each return"),
        with("corrected, closed"),
    ),
    rule(
        ("data-request", "nudged-", "it is asked for once more"),
        OWNER,
        AT_WORK,
        Again::Each("each nudge"),
        with("answered, closed"),
    ),
    rule(
        ("strategy", "value.", "values of indicators are owed"),
        OWNER,
        MORNING,
        Again::AfterDays(VALUE_AGAIN_AFTER_DAYS),
        with("reported"),
    ),
    rule(("case", "offered.", "a referral is offered"), RECEIVER, PRESSING, Again::No, with("answered, case closed")),
    rule(
        ("case", "late.", "a referral was not answered in time"),
        hearers("the Secretariat and the case's coordinator", &["case-coordinator", "person"]),
        AT_WORK,
        Again::No,
        with("answered, case closed"),
    ),
    rule(
        ("case", "accepted.", "a referral was taken on"),
        hearers("the case's coordinator and the case manager's institution", &["case-coordinator", "person"]),
        AT_WORK,
        Again::No,
        or_after("", REFERRAL_IS_NEWS_FOR),
    ),
    rule(
        ("case", "declined.", "a referral was declined"),
        hearers("the same and the Secretariat", &["case-coordinator", "person"]),
        AT_WORK,
        Again::No,
        or_after("", REFERRAL_IS_NEWS_FOR),
    ),
    rule(("meeting", "invited.", "an invitation"), INVITED, AT_WORK_OR_PRESSING, Again::No, with("it begins")),
    rule(
        ("meeting", "moved.", "it is at another time"),
        INVITED,
        AT_WORK_OR_PRESSING,
        Again::Each("each move"),
        with("it begins"),
    ),
    rule(
        ("meeting", "called-off", "it does not take place"),
        INVITED,
        AT_WORK_OR_PRESSING,
        Again::No,
        with("its time"),
    ),
    rule(
        ("meeting", "card.", "the invitation's message is brought up to date"),
        hearers("whoever has it", &["person", "group"]),
        SILENT,
        Again::Each("each change"),
        with("it begins"),
    ),
    rule(
        ("meeting", "day-before.", "it is on the next working day"),
        OWNER,
        MORNING,
        Again::Each("after a move"),
        with("not attending"),
    ),
    rule(
        ("meeting", "hour-before.", "it begins within the hour"),
        OWNER,
        PRESSING,
        Again::Each("after a move"),
        with("not attending"),
    ),
    rule(
        ("meeting", "account.", "minutes and decisions"),
        INVITED,
        AT_WORK,
        Again::Each("each version"),
        or_after("", MINUTES_ARE_NEWS_FOR),
    ),
    rule(
        ("institution", "trainer-idle.", "a trainer has given nothing for long"),
        TRAINER,
        MORNING,
        Again::Each("each idle spell"),
        with("a session given"),
    ),
    rule(
        ("training", "session-ahead.", "a session is ahead, or today"),
        TRAINER,
        MORNING_OR_PRESSING,
        Again::No,
        with("held"),
    ),
    rule(
        ("training", "attendance-due.", "attendance is to be taken"),
        hearers("the trainer", &["person"]),
        MORNING,
        Again::No,
        with("taken"),
    ),
    rule(
        ("institution", "briefing.", "an office was taken over, or cases were: the briefing"),
        hearers("the successor", &["person"]),
        AT_WORK,
        Again::No,
        or_after("", BRIEFED_WITHIN),
    ),
    rule(
        ("subgroup", "briefing.", "a subgroup was taken over: the briefing"),
        hearers("the new chair", &["person"]),
        AT_WORK,
        Again::No,
        or_after("", BRIEFED_WITHIN),
    ),
    rule(
        ("subgroup", "week.", "the week before"),
        hearers("the chair", &["chair"]),
        MORNING,
        Again::Each("each week"),
        with("the week is over"),
    ),
    rule(
        ("institution", "month.", "the month before"),
        hearers("the Coordinator and the Secretariat", &["coordinator", "secretariat"]),
        MORNING,
        Again::Each("each month"),
        or_after("", MONTH_IS_TOLD_WITHIN),
    ),
    rule(
        ("institution", "blocked.", "somebody blocked the bot"),
        SECRETARIAT,
        AT_WORK,
        Again::Each("each time"),
        with("opened again"),
    ),
    rule(
        ("subgroup", "group-silent.", "a subgroup's group takes nothing any more"),
        hearers("the chair, or the stand-in; where neither can be reached the Secretariat", &["chair"]),
        AT_WORK,
        Again::Each("each time"),
        with("something can be said there"),
    ),
    rule(
        ("institution", "bounced.", "somebody's address takes no messages"),
        SECRETARIAT,
        AT_WORK,
        Again::Each("each time"),
        with("it works again"),
    ),
    rule(
        (
            "institution",
            "nobody-reached.",
            "nobody of an institution can be reached, and something waits to be told to it",
        ),
        SECRETARIAT,
        AT_WORK,
        Again::Each("each month"),
        with("somebody can be reached"),
    ),
    rule(
        ("institution", "chat-lost.", "a chat is linked no more"),
        hearers("whoever lost it, in that chat; by e-mail as well whoever has no other", &["person"]),
        AT_WORK,
        Again::No,
        or_after("", LOSSES_KEPT_FOR),
    ),
    rule(
        (
            "institution",
            "way-in.",
            "an administrator made a link that signs in as somebody, or removed a passkey of theirs; or a passkey was registered for them",
        ),
        hearers("that person", &["person"]),
        PRESSING,
        Again::Each("each time"),
        or_after("", WAY_IN_IS_NEWS_FOR),
    ),
];

/// The rule of an occasion, by the kind of stream that it is about.
pub fn rule_of(about: &str, occasion: &str) -> Option<&'static Rule> {
    let fits = RULES.iter().filter(|rule| rule.about == about && occasion.starts_with(rule.occasion));
    fits.max_by_key(|rule| rule.occasion.len())
}

/// The table for people, in Markdown.
pub fn in_markdown() -> String {
    let mut lines = vec!["| about | what | who hears | when | said again | ends with |".to_owned()];
    lines.push("|---|---|---|---|---|---|".to_owned());
    lines.extend(RULES.iter().map(|rule| {
        let when: Vec<&str> = rule.urgency.iter().map(|urgency| urgency.in_words()).collect();
        let (when, again, ends) =
            (when.join("; near or with a time limit: "), rule.again.in_words(), rule.ends.in_words());
        format!("| {} | {} | {} | {when} | {again} | {ends} |", rule.about, rule.what, rule.who.in_words)
    }));
    lines.join("\n") + "\n"
}
