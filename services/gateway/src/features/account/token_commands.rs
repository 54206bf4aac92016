//! The commands that a token can be made for: those that operations of the API give. What decides who comes in, or where somebody is
//! reached, is for a person in a session and for no token.

/// Their names, as the domain has them.
pub(super) const TOKEN_COMMANDS: [&str; 66] = [
    "action-item.accept",
    "action-item.assign",
    "action-item.block",
    "action-item.cancel",
    "action-item.complete",
    "action-item.disclaim",
    "action-item.grant-extension",
    "action-item.nudge",
    "action-item.reassign",
    "action-item.refuse-extension",
    "action-item.reopen",
    "action-item.report-progress",
    "action-item.request-extension",
    "action-item.return",
    "action-item.unblock",
    "action-item.verify",
    "case.accept-referral",
    "case.appoint-coordinator",
    "case.assign-case-manager",
    "case.close",
    "case.confirm-retrafficking",
    "case.decline-referral",
    "case.link-to-person",
    "case.make-referral",
    "case.make-transnational-referral",
    "case.open",
    "case.reach-stage",
    "case.reopen",
    "case.report-update",
    "case.revise-profile",
    "data-request.accept",
    "data-request.close",
    "data-request.correct",
    "data-request.issue",
    "data-request.nudge",
    "data-request.return",
    "data-request.submit",
    "meeting.add-agenda-item",
    "meeting.answer-invitation",
    "meeting.approve-minutes",
    "meeting.cancel",
    "meeting.hold",
    "meeting.record-minutes",
    "meeting.reschedule",
    "meeting.schedule",
    "meeting.take-decision",
    "strategy.correct-value",
    "strategy.define-indicator",
    "strategy.plan-activity",
    "strategy.report-value",
    "strategy.set",
    "strategy.set-baseline",
    "strategy.set-target",
    "subgroup.appoint-chair",
    "training.cancel-session",
    "training.certify-trainer",
    "training.enrol-participant",
    "training.issue-certificate",
    "training.lapse-trainer",
    "training.record-attendance",
    "training.schedule-session",
    "webhook.pause",
    "webhook.remove",
    "webhook.request-redrive",
    "webhook.request-test",
    "webhook.resume",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use events::Command;

    use super::*;

    #[test]
    fn a_token_is_made_for_commands_that_there_are() {
        let known: BTreeSet<String> = Command::names().into_iter().collect();
        let unknown: Vec<_> = TOKEN_COMMANDS.iter().filter(|name| !known.contains(**name)).collect();
        assert!(unknown.is_empty(), "{unknown:?}, of {known:?}");
    }
}
