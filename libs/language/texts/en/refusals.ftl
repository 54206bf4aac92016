# How the domain says no: one message for each refusal code, refusal-<code>.

refusal-text-not-to-be-kept = The text seems to contain data that show who a person is: a name, initials or a description of a victim, child, client or witness, a relative, a personal number, a document, phone, medical or register number, an e-mail address, a date of birth, where somebody lives or is sheltered, a school, a bank account, a number plate, a name on a social network, a picture or a file with names. Nothing of that kind is kept here, nor in disguise: please write it without.
refusal-not-permitted = You may not do or see this. If you think you should, please turn to the Secretariat.

refusal-action-item-not-assigned = There is no such task. Assign it first.
refusal-action-item-already-assigned = A task with this id exists already.
refusal-action-item-due-in-the-past = The due date is in the past. Choose a date from today on.
refusal-action-item-already-completed = The task is reported as done already.
refusal-action-item-already-verified = The task is done and verified. It can only be reopened.
refusal-action-item-cancelled = The task was called off.
refusal-action-item-not-blocked = The task is not blocked.
refusal-action-item-extension-not-longer = The date asked for must be after the present due date and not in the past.
refusal-action-item-no-extension-asked = Nobody has asked for more time.
refusal-action-item-not-completed = The task is not reported as done yet.
refusal-action-item-nothing-to-take-back = This report is not the last one any more and cannot be taken back.
refusal-action-item-too-late-to-take-back = A report can be taken back for 10 minutes only.
refusal-action-item-nudged-today = The institution was reminded of this task today already. Once a day is enough; tomorrow you can remind it again.
refusal-action-item-disclaimed = The institution says that the task is not theirs. Decide first whose it is.
refusal-action-item-not-disclaimed = Nobody says that the task is not theirs.
refusal-action-item-same-owner = The task belongs to this institution already.

refusal-case-not-opened = There is no such case. Open it first.
refusal-case-already-opened = A case with this reference is open already. Choose another reference.
refusal-case-closed = The case is closed. Open it again first.
refusal-case-not-closed = The case is not closed.
refusal-case-manager-not-competent = A centre for social work manages the case of a child, a victim advocacy office that of an adult.
refusal-case-referral-id-taken = The case has another referral with this mark already.
refusal-case-referral-unknown = The case has no such referral.
refusal-case-referral-answered = The referral was answered already.
refusal-case-referral-pending = The institution has not answered an earlier referral for this stage yet. Wait for the answer.
refusal-case-referral-answer-by-past = The time limit for the answer has passed already. Choose a later one.
refusal-case-referral-still-in-time = The referral's time limit has not passed yet.
refusal-case-stage-not-further = The case has come further already. It cannot go back to an earlier stage.
refusal-case-not-abroad = A transnational referral goes to another country than Kosovo. Choose the country.
refusal-case-no-person = The case is not linked to a person yet.
refusal-case-another-person = The two cases are not linked to the same person.
refusal-case-its-own-earlier = A case cannot be an earlier case of itself.

refusal-data-request-not-issued = There is no such data request. Issue it first.
refusal-data-request-already-issued = A data request with this id is issued already.
refusal-data-request-due-in-the-past = The due date is in the past. Choose a date from today on.
refusal-data-request-closed = The data request is closed. Nothing is submitted or changed any more.
refusal-data-request-not-a-recipient = The data request does not ask this institution.
refusal-data-request-does-not-fit = Some answers do not fit the form. Look at the marked fields; nothing was stored.
refusal-data-request-not-confirmed = Some answers are far from the last period's. Check them, and confirm those that are right.
refusal-data-request-already-submitted = The answers are submitted already. Correct them instead.
refusal-data-request-nothing-submitted = The institution has not submitted anything yet.
refusal-data-request-not-waiting = There are no answers waiting to be accepted or returned.
refusal-data-request-nothing-owed = The institution has nothing to do here. Its answers are with the Secretariat.
refusal-data-request-no-such-field = A comment is on a field that the form does not have.

refusal-institution-not-registered = There is no such institution. Register it first.
refusal-institution-already-registered = An institution with this id is registered already. Change its names instead.
refusal-institution-names-incomplete = An institution needs its name in Albanian, Serbian and English.
refusal-institution-inactive = The institution takes no part any more.
refusal-institution-has-focal-point = The institution has a focal point. Hand the post over instead.
refusal-institution-has-no-focal-point = The institution has no focal point to hand over from. Appoint one.
refusal-institution-person-in-post = This person holds a post here already.
refusal-institution-sealed-for-another = A personal field was encrypted for another person.
refusal-institution-absence-over = The absence would be over already. Please say a last day that is to come.
refusal-institution-no-such-person = No such person holds a post at this institution.
refusal-invitation-unknown = This invitation is not known or was replaced by a newer one. Ask the Secretariat for a new one.
refusal-invitation-used = This invitation was used already. Ask the Secretariat for a new one.
refusal-invitation-expired = This invitation has expired. Ask the Secretariat for a new one.

refusal-meeting-not-scheduled = There is no such meeting. Schedule it first.
refusal-meeting-already-scheduled = A meeting with this id is scheduled already. Move it instead.
refusal-meeting-in-the-past = The date is in the past. Choose a date from today on.
refusal-meeting-length-impossible = A meeting lasts from 1 minute to 2 days.
refusal-meeting-already-held = The meeting was held already.
refusal-meeting-cancelled = The meeting was called off.
refusal-meeting-not-held-yet = The meeting was not held yet.
refusal-meeting-still-to-come = The meeting's day has not come yet.
refusal-meeting-not-invited = The institution is not invited to this meeting.
refusal-meeting-no-minutes = There are no minutes to approve. Record them first.
refusal-meeting-minutes-approved = The minutes are approved and cannot be changed any more.
refusal-meeting-raised-twice = A task with this id was raised here already.
refusal-meeting-raised-due-past = A task's due date is in the past. Choose a date from today on.

refusal-milestone-already-recorded = A milestone with this id is recorded already.
refusal-milestone-ends-before-it-begins = The milestone ends before it begins. Check the dates.

refusal-notification-not-planned = There is no such notice. Plan it first.
refusal-notification-not-sent = The notice was not sent, so it cannot be answered.
refusal-notification-planned-otherwise = This is another notice's stream.

refusal-reminder-not-planned = There is no such reminder. Plan it first.
refusal-reminder-not-sent = The reminder was not sent yet, so it cannot be answered.
refusal-reminder-planned-otherwise = This is another reminder's stream.

refusal-strategy-objective-not-set = There is no such objective. Set it first.
refusal-strategy-objective-already-set = An objective with this id is set already.
refusal-strategy-activity-id-taken = The objective has another activity with this mark already.
refusal-strategy-indicator-unknown = The objective has no such indicator. Define it first.
refusal-strategy-unit-of-computed = What is computed from the log has a unit of its own. Leave the unit out.
refusal-strategy-one-institution-only = Percentages and days do not add up. Name one institution that reports them.
refusal-strategy-has-values = Values are there in the indicator's present unit. Define another indicator.
refusal-strategy-baseline-to-come = The baseline's day is in the future. A baseline is what was.
refusal-strategy-is-computed = This indicator is computed from the log. Nobody reports it.
refusal-strategy-no-unit = Nobody has said what the indicator counts. Define its unit first.
refusal-strategy-not-a-source = This institution does not report the indicator.
refusal-strategy-period-not-over = The period is not over yet. Report it when it is.
refusal-strategy-parts-do-not-fit = The value's parts are not those that the indicator is broken down by, or do not add up to it.
refusal-strategy-already-reported = The institution has reported this period already. Correct the value instead.
refusal-strategy-not-reported = The institution has not reported this period yet.

refusal-subgroup-not-formed = There is no such subgroup. Form it first.
refusal-subgroup-already-formed = A subgroup with this id exists already.
refusal-subgroup-dissolved = The subgroup is dissolved.
refusal-subgroup-chair-not-member = The chair's institution is not a member of the subgroup. Admit it first.
refusal-subgroup-chair-leaves = The chair's institution cannot leave. Appoint another chair first.

refusal-training-not-planned = There is no such module. Plan it first.
refusal-training-already-planned = A module with this id is planned already.
refusal-training-ends-before-it-begins = The module ends before it begins. Check the months.
refusal-training-days-reversed = The module has more days at least than at most.
refusal-training-sealed-for-another = A name was encrypted for another person.
refusal-training-code-taken = Another certificate has this code already. Draw another one.
refusal-training-certificate-expired-already = The certificate's last day is in the past. Choose a later one.
refusal-training-not-a-trainer = This person is not certified for the module.
refusal-training-trainer-still-certified = The trainer's certificate has not run out yet.
refusal-training-trainer-not-certified = A trainer is not certified for the module on the last day of the session. Renew the certificate first.
refusal-training-session-id-taken = The module has another session with this mark already.
refusal-training-session-in-the-past = The session begins in the past. Choose a date from today on.
refusal-training-session-unknown = The module has no such session.
refusal-training-session-delivered = The session was given already.
refusal-training-session-cancelled = The session was called off.
refusal-training-session-still-to-come = The session has not begun yet.
refusal-training-not-enrolled = Somebody on the list is not enrolled in the session. Enrol them first.
refusal-training-attendance-has-certificate = Somebody left out has a certificate of this session already.
refusal-training-did-not-attend = This person did not attend the session.
refusal-training-certificate-issued-already = This person has a certificate of this session already.
