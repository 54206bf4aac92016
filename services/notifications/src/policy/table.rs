//! The policy as a table: for each occasion on which somebody is told something, who hears of it, how soon, whether it is said
//! again and what ends it. The document for people is made of it; a test holds what topics owe against it.

use crate::owed::Urgency;

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
    pub who: &'static str,
    /// How soon; the second where it is near or has a time limit.
    pub urgency: &'static [Urgency],
    /// Whether and when it is said again.
    pub again: &'static str,
    /// What ends it.
    pub ends: &'static str,
}

const fn rule(
    (about, occasion, what): (&'static str, &'static str, &'static str),
    who: &'static str,
    urgency: &'static [Urgency],
    again: &'static str,
    ends: &'static str,
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

const OWNER: &str = "the owner's focal point, or whoever stands in";
const DECIDES: &str = "the chair, or the colleague who stands in; of a task on no board the Secretariat";
const INVITED: &str = "each institution invited: focal point, or whoever stands in; the subgroup's group";

/// The whole table, in the order of the document.
pub const RULES: &[Rule] = &[
    rule(("action-item", "assigned.", "a new task"), OWNER, MORNING_OR_AT_WORK, "no", "it is told"),
    rule(
        ("action-item", "before-", "days before it is due (7 and 2)"),
        OWNER,
        MORNING_OR_AT_WORK,
        "once for each",
        "done, given away",
    ),
    rule(("action-item", "on-the-day.", "it is due today"), OWNER, MORNING_OR_AT_WORK, "no", "done, given away"),
    rule(
        ("action-item", "late-", "it is late"),
        OWNER,
        MORNING_OR_AT_WORK,
        "every 5 working days; not while the chair has not answered a request for time",
        "done, more time, disputed",
    ),
    rule(
        ("action-item", "chair-", "it is one working day late"),
        "the chair, or the stand-in",
        MORNING,
        "no",
        "done, more time",
    ),
    rule(
        ("action-item", "secretariat-", "it is five working days late"),
        "the Secretariat",
        MORNING,
        "no",
        "done, more time",
    ),
    rule(
        (
            "action-item",
            "decided.",
            "granted, refused, verified, reopened, returned, given away or called off, by whom and why",
        ),
        "the owner's focal point, or a colleague of whoever decided there; of a task that is given away the earlier owner's",
        AT_WORK,
        "no",
        "7 days",
    ),
    rule(
        (
            "action-item",
            "reported.",
            "done, a request for time, blocked or not ours, ten minutes after it was reported",
        ),
        DECIDES,
        AT_WORK,
        "no; what waits for a decision as below",
        "taken back, decided, 7 days",
    ),
    rule(
        (
            "action-item",
            "waits.",
            "a request for time, or that it is not ours, has waited five working days for a decision",
        ),
        DECIDES,
        MORNING,
        "every 5 working days",
        "taken back, decided",
    ),
    rule(
        ("action-item", "unanswered.", "the chair has not decided on such a request for five working days"),
        "the Secretariat",
        MORNING,
        "every 10 working days",
        "taken back, decided",
    ),
    rule(("action-item", "nudge.", "the chair asks how far it is"), OWNER, AT_WORK, "each nudge", "any report"),
    rule(
        ("action-item", "nudge-not-arrived.", "the owner could not be reached"),
        "the chair who asked",
        AT_WORK,
        "no",
        "it is told",
    ),
    rule(
        ("action-item", "put-off.", "what somebody wanted to be reminded of again"),
        "that person",
        AT_WORK,
        "no",
        "done, forgotten",
    ),
    rule(("data-request", "issued", "a new data request"), OWNER, MORNING, "no", "answered, closed"),
    rule(("data-request", "soon-", "it is due soon"), OWNER, MORNING, "no", "answered, closed"),
    rule(("data-request", "today-", "it is due today"), OWNER, MORNING, "no", "answered, closed"),
    rule(("data-request", "late-", "it is late"), OWNER, MORNING, "each week", "answered, closed"),
    rule(("data-request", "returned-", "an answer came back"), OWNER, AT_WORK, "each return", "corrected, closed"),
    rule(("data-request", "nudged-", "it is asked for once more"), OWNER, AT_WORK, "each nudge", "answered, closed"),
    rule(("strategy", "value.", "values of indicators are owed"), OWNER, MORNING, "each week", "reported"),
    rule(
        ("case", "offered.", "a referral is offered"),
        "everybody in post at the receiver who is there",
        PRESSING,
        "no",
        "answered, case closed",
    ),
    rule(
        ("case", "late.", "a referral was not answered in time"),
        "the Secretariat and the case's coordinator",
        AT_WORK,
        "no",
        "answered, case closed",
    ),
    rule(
        ("case", "accepted.", "a referral was taken on"),
        "the case's coordinator and the case manager's institution",
        AT_WORK,
        "no",
        "7 days",
    ),
    rule(("case", "declined.", "a referral was declined"), "the same and the Secretariat", AT_WORK, "no", "7 days"),
    rule(("meeting", "invited.", "an invitation"), INVITED, AT_WORK_OR_PRESSING, "no", "it begins"),
    rule(("meeting", "moved.", "it is at another time"), INVITED, AT_WORK_OR_PRESSING, "each move", "it begins"),
    rule(("meeting", "called-off", "it does not take place"), INVITED, AT_WORK_OR_PRESSING, "no", "its time"),
    rule(
        ("meeting", "card.", "the invitation's message is brought up to date"),
        "whoever has it",
        SILENT,
        "each change",
        "it begins",
    ),
    rule(("meeting", "day-before.", "it is on the next working day"), OWNER, MORNING, "after a move", "not attending"),
    rule(("meeting", "hour-before.", "it begins within the hour"), OWNER, PRESSING, "after a move", "not attending"),
    rule(("meeting", "account.", "minutes and decisions"), INVITED, AT_WORK, "each version", "7 days"),
    rule(
        ("institution", "trainer-idle.", "a trainer has given nothing for long"),
        "the trainer; without a chat the focal point",
        MORNING,
        "each idle spell",
        "a session given",
    ),
    rule(
        ("training", "session-ahead.", "a session is ahead, or today"),
        "the trainer; without a chat the focal point",
        MORNING_OR_PRESSING,
        "no",
        "held",
    ),
    rule(("training", "attendance-due.", "attendance is to be taken"), "the trainer", MORNING, "no", "taken"),
    rule(
        ("institution", "briefing.", "an office was taken over, or cases were: the briefing"),
        "the successor",
        AT_WORK,
        "no",
        "90 days",
    ),
    rule(
        ("subgroup", "briefing.", "a subgroup was taken over: the briefing"),
        "the new chair",
        AT_WORK,
        "no",
        "90 days",
    ),
    rule(("subgroup", "week.", "the week before"), "the chair", MORNING, "each week", "the week is over"),
    rule(
        ("institution", "month.", "the month before"),
        "the Coordinator and the Secretariat",
        MORNING,
        "each month",
        "7 days",
    ),
    rule(
        ("institution", "blocked.", "somebody blocked the bot"),
        "the Secretariat",
        AT_WORK,
        "each time",
        "opened again",
    ),
    rule(
        ("subgroup", "group-silent.", "a subgroup's group takes nothing any more"),
        "the chair, or the stand-in; where neither can be reached the Secretariat",
        AT_WORK,
        "each time",
        "something can be said there",
    ),
    rule(
        ("institution", "bounced.", "somebody's address takes no messages"),
        "the Secretariat",
        AT_WORK,
        "each time",
        "it works again",
    ),
    rule(
        ("institution", "chat-lost.", "a chat is linked no more"),
        "whoever lost it, in that chat; by e-mail as well whoever has no other",
        AT_WORK,
        "no",
        "30 days",
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
        let Rule { about, what, who, again, ends, .. } = rule;
        format!("| {about} | {what} | {who} | {} | {again} | {ends} |", when.join("; near or with a time limit: "))
    }));
    lines.join("\n") + "\n"
}
