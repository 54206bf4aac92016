### The texts of the pages. The same keys in sq, sr and en.

## The frame
page-brand = Coordination against trafficking in human beings
page-skip = Skip to the content
page-saved = Saved.
page-navigation = Pages
page-language = Language
page-language-sq = Albanian
page-language-sr = Serbian
page-language-sr-Cyrl = Serbian (Cyrillic)
page-language-en = English
page-sign-out = Sign out
page-overview-short = Overview
page-timeline-short = Timeline
page-institutions-short = Institutions
page-subgroups-short = Subgroups
page-meetings-short = Meetings
page-new-item-short = New task
page-live-on = Live
page-live-lost = Connection lost, reconnecting…
page-live-held = There is news; it shows once you have sent the form

## The demo's clock
page-clock = The demo's clock
page-clock-next-morning = Next morning
page-clock-plus-day = +1 day
page-clock-date = Date
page-clock-go = Go to date
page-clock-chat = Open the chat
page-weekday-1 = Monday
page-weekday-2 = Tuesday
page-weekday-3 = Wednesday
page-weekday-4 = Thursday
page-weekday-5 = Friday
page-weekday-6 = Saturday
page-weekday-7 = Sunday

## Signing in
page-sign-in = Signing in
page-sign-in-entered = You are signed in. The first page opens by itself.
page-sign-in-continue = Continue
page-sign-in-how = These pages open for people in post. Write /web to the bot in Telegram and press the link that it sends, or ask an administrator for one.
page-sign-in-once = A link works once, within an hour.

## How old the data are
page-stale-seconds = { $count ->
    [one] What you see is { $count } second old.
   *[other] What you see is { $count } seconds old.
}
page-stale-minutes = { $count ->
    [one] What you see is { $count } minute old.
   *[other] What you see is { $count } minutes old.
}
page-stale-hours = { $count ->
    [one] What you see is { $count } hour old.
   *[other] What you see is { $count } hours old.
}
page-stale-unknown = What you see is being brought up to date; how old it is is not known yet.
page-stale-behind = Newer changes do not show yet.
page-stale-away = A part of the data cannot be read at the moment.
page-stale-held = { $count ->
    [one] Of { $count } task or meeting the latest changes cannot be shown. Tell whoever runs focalpoint.
   *[other] Of { $count } tasks or meetings the latest changes cannot be shown. Tell whoever runs focalpoint.
}

## Failures
page-failure = This did not work
page-failure-not-found = There is nothing here. The address may be misspelt.
page-failure-signed-out = You are not signed in, or your session has ended.
page-failure-link-spent = This sign-in link was used already, has expired or is not known. Ask for a new one.
page-failure-foreign = The form came from another site and was not accepted. Open the page here and try again.
page-failure-malformed = The request could not be read. Go back to the page and try again.
page-failure-too-large = This is more than can be taken. Shorten the text.
page-failure-not-permitted = You may not see or do this. Ask the Secretariat if you think you should.
page-failure-refused = This is not possible now:
page-failure-unavailable = It could not be saved or read just now. Nothing was confirmed; try again in a moment.
page-failure-not-saved = { $seconds ->
    [one] This was not saved: the place where it is kept cannot be reached at the moment. What you wrote is still here: send it again in { $seconds } second. Sent twice, it counts once.
   *[other] This was not saved: the place where it is kept cannot be reached at the moment. What you wrote is still here: send it again in { $seconds } seconds. Sent twice, it counts once.
}
page-failure-send-again = Send it again
page-failure-copy = What you typed is here, to be copied:
page-failure-away = { $seconds ->
    [one] A part of the data cannot be read at the moment. Nothing is lost. Open the page again in { $seconds } second.
   *[other] A part of the data cannot be read at the moment. Nothing is lost. Open the page again in { $seconds } seconds.
}
page-failure-internal = Something went wrong in the system. Try again; if it goes on, please tell whoever runs focalpoint.

## What is wrong in a form
page-wrong-look = Nothing was saved. Look at the marked fields.
page-wrong-empty = Fill in this field.
page-wrong-too-long = The text has more than 2000 characters: shorten it.
page-wrong-minutes-too-long = Minutes have at most 100,000 characters: attach the rest elsewhere and refer to it.
page-wrong-control = The text has invisible characters: paste it as plain text.
page-wrong-no-language = Write the title in at least one language.
page-wrong-date = This is not a date: choose one from the calendar.
page-wrong-time = This is not a time: write for example 14:30.
page-wrong-number = This is not a number that fits here.
page-wrong-choice = Choose from the list.
page-wrong-nobody-invited = Choose at least one institution.
page-wrong-nobody-came = Mark at least one institution that came.
page-asks-far = This day lies more than two years ahead. Check the year, or tick that it is meant.
page-asks-day-off = Nobody works on this day (weekend or holiday). Choose another, or tick that it is meant.
page-asks-meant = This day is meant
page-wrong-series = This gives no series of meetings: choose 2 to 52 meetings and a time of day that exists.
page-wrong-incomplete-item = A task needs a title, an institution and a due date.
page-wrong-email-address = This is not an e-mail address: write only the address, e.g. name@example.org, in Latin letters without accents.
page-wrong-no-email-address = There is no e-mail address yet: save one first, or choose Telegram.
page-wrong-address-not-sealed = The address cannot be encrypted at the moment. Try again shortly.

## Overview
page-overview = Overview
page-count-open = open
page-count-due-week = due this week
page-count-overdue = overdue
page-count-blocked = blocked
page-count-disclaimed = disputed
page-count-to-verify = waiting for verification
page-count-undelivered = reminders not delivered
page-overdue-by-institution = Overdue, by institution
page-nothing-overdue = Nothing is overdue.
page-overdue-more = { $count ->
    [one] { $count } more is late
   *[other] { $count } more are late
}
page-days-late = { $days ->
     [one] { $days } day late
    *[other] { $days } days late
}
page-upcoming-meetings = Upcoming meetings
page-no-meetings-ahead = No meeting is scheduled.
page-next-due = Next due
page-nothing-open = Nothing is open.
page-recent = Recently

## Timeline
page-timeline = Timeline
page-from = From
page-until = Until
page-all = all
page-kinds = Kinds
page-show = Show
page-today = today
page-lane-authority = National Authority
page-more-in-list = { $count ->
    [one] { $count } more in the list
   *[other] { $count } more in the list
}
page-as-list = As a list
page-entries = { $count ->
     [one] { $count } entry
    *[other] { $count } entries
}
page-truncated = Only the latest entries are shown: narrow the range.
page-nothing-in-range = Nothing in this range. Choose a longer one.
page-kind-milestone = Milestone
page-kind-meeting = Meeting
page-kind-action-item = Task
page-kind-reminder = Reminder
page-kind-case = Case
page-kind-data-request = Data request
page-kind-training = Training
page-kind-strategy = Strategy
page-kind-organisation = Organisation

## Institutions
page-institutions = Institutions
page-institution = Institution
page-member = member of the Authority
page-inactive = takes no part any more
page-focal-point = Focal point
page-former-focal-point = former focal point
page-nobody = nobody
page-tasks = Tasks
page-number = No.
page-title = Title
page-due = Due
page-stage = Stage
page-progress = Progress
page-last-change = Last change
page-staff = People in post
page-name = Name
page-post = Post
page-post-focal-point = focal point
page-post-deputy = deputy
page-chairs = chairs: { $subgroups }
page-chat = Chat
page-chat-linked = linked
page-chat-invited = invitation open
page-chat-expired = invitation expired
page-chat-none = not linked
page-invited-until = until { $until }
page-invite = Issue an invitation
page-told-by = How told
page-told-nowhere = nothing reaches this person
page-told-weekly = morning message once a week
page-told-change = E-mail address and channel
page-told-channels = Telegram or e-mail
page-told-frequency = Morning message
page-told-hint = Where only one of them works, messages come by that one, whatever is chosen.
page-told-save = Save the choice
page-email-address = E-mail address
page-email-address-hint = What this person is told goes there, and whoever opens it can act in their name: compare it letter by letter.
page-email-address-not-yet = E-mail is not set up here: the address is kept for when it is.
page-email-address-save = Save the address
page-email-address-remove = Remove the address
page-email-address-removed-hint = No chat is linked: without the address nothing reaches this person.
page-invitation-issued = Invitation for { $name }
page-chair-left = The post is handed over. Meanwhile somebody else has changed the chair of this subgroup, so it was left as it is:
page-invitation-once = It is shown only now. Send it to the person; it works once, until { $until }.
page-invitation-no-bot = The bot's name is not set: the person sends this text to the bot.
page-institution-kind-coordinator = Coordinator
page-institution-kind-secretariat = Secretariat
page-institution-kind-ministry = Ministry
page-institution-kind-police = Police
page-institution-kind-commission = Commission
page-institution-kind-advocates = Victim advocates
page-institution-kind-prosecution = Prosecution
page-institution-kind-council = Prosecutorial council
page-institution-kind-courts = Courts
page-institution-kind-social-work = Social work
page-institution-kind-shelter = State shelter
page-institution-kind-ngo-shelter = Civil society shelter
page-institution-kind-international = International organisation
page-institution-kind-donor = Donor

## Subgroups and boards
page-subgroups = Subgroups
page-subgroup = Subgroup
page-no-subgroups = There are no subgroups.
page-dissolved = dissolved
page-chair = Chair
page-members = Members
page-empty-column = nothing
page-stage-assigned = Assigned
page-stage-accepted = Taken on
page-stage-under-way = Under way
page-stage-blocked = Blocked
page-stage-disclaimed = Disputed
page-stage-completed = Reported done
page-stage-verified = Verified
page-stage-cancelled = Called off
page-asks-until = asks for { $date }

## Action items
page-new-item = Assign a task
page-title-in = Title, in one or more languages
page-owner = Owner
page-choose = — choose —
page-none = none
page-assign = Assign
page-actions = Decide
page-history = History
page-raised-in = Raised in the meeting
page-verify = Verify
page-reopen = Reopen
page-grant = Give more time
page-refuse = Give no more time
page-new-due = New due date
page-new-due-if-any = New due date, if needed
page-reason = Reason
page-reassign = Give to another institution
page-cancel-item = Call the item off
page-return = It stays theirs
page-suggested = They name
page-by-stand-in = for the chair
page-by-secretariat = Secretariat
page-nothing-to-decide = The item was called off; there is nothing to decide.

## Meetings
page-meetings = Meetings
page-meetings-waiting = Their day has passed: were they held?
page-past-meetings = Past meetings
page-when = When
page-schedule = Schedule a meeting
page-date = Date
page-time = Time
page-minutes-long = Lasts (minutes)
page-so-long = { $minutes } min
page-place = Place
page-convened = Meeting of
page-convened-authority = the National Authority
page-convened-invited = the institutions invited
page-invited = Invited
page-invited-hint = None chosen: the members of the Authority or of the subgroup are invited.
page-recurrence = Repeats
page-recurrence-none = does not repeat
page-recurrence-weekly = every week
page-recurrence-fortnightly = every two weeks
page-recurrence-monthly = every month
page-recurrence-count = How many in all
page-recurrence-monthly-weekday = every month on the same weekday (such as the first Tuesday)
page-recurrence-until = Or until this day
page-series-days = { $count ->
    [one] The day of this series
   *[other] The { $count } days of this series
}
page-series-hint = Nothing is scheduled yet. Leave out the days on which there is no meeting, then send the form again.
page-series-look = Look at the days below, then send the form again.
page-series-off = day off
page-series-others = { $count ->
    [one] one more meeting on this day
   *[other] { $count } more meetings on this day
}
page-series-leave-out = leave out
page-in-series = no. { $number } of its series
page-meeting-scheduled = Scheduled
page-meeting-held = Held
page-meeting-cancelled = Called off
page-agenda = Agenda
page-agenda-item = New item
page-add = Add
page-attended = Attended
page-answer-attending = comes
page-answer-not-attending = does not come
page-answer-sending-deputy = sends a deputy
page-hold = Record as held
page-reschedule = Move
page-cancel-meeting = Call the meeting off
page-decisions = Decisions
page-decision = Decision
page-record-decision = Record a decision
page-raises = Tasks that follow from it; blank rows are left out.
page-item-n = Task { $number }
page-minutes = Minutes
page-record-minutes = Record the minutes
page-approve = Approve the minutes
page-approved = approved

## Events, as the timeline names them
event-institution-registered = Institution registered
event-institution-names-changed = Institution renamed
event-institution-focal-point-appointed = Focal point appointed
event-institution-deputy-appointed = Deputy appointed
event-institution-focal-point-handed-over = Focal point handed over
event-institution-invitation-issued = Chat invitation issued
event-institution-chat-linked = Chat linked
event-institution-chat-unlinked = Chat unlinked
event-institution-language-chosen = Language chosen
event-institution-quiet-hours-set = Quiet hours set
event-institution-digest-hour-chosen = Digest hour chosen
event-institution-email-address-set = E-mail address set
event-institution-email-address-removed = E-mail address removed
event-institution-channels-chosen = Channels chosen
event-institution-digest-frequency-chosen = Frequency of the digest chosen
event-institution-subjects-muted = Subjects of messages chosen
event-institution-absence-announced = Absence announced
event-institution-absence-ended = Absence ended
event-institution-deactivated = Institution takes no part any more
event-subgroup-formed = Subgroup formed
event-subgroup-chair-appointed = Chair appointed
event-subgroup-institution-joined = Joined the subgroup
event-subgroup-institution-left = Left the subgroup
event-subgroup-cut-off = Subgroup cut off
event-subgroup-dissolved = Subgroup dissolved
event-meeting-scheduled = Meeting scheduled
event-meeting-agenda-item-added = Agenda item added
event-meeting-rescheduled = Meeting moved
event-meeting-invitation-answered = Invitation answered
event-meeting-held = Meeting held
event-meeting-minutes-recorded = Minutes recorded
event-meeting-decision-taken = Decision
event-meeting-minutes-approved = Minutes approved
event-meeting-cancelled = Meeting called off
event-action-item-assigned = Task assigned
event-action-item-accepted = Task taken on
event-action-item-progress-reported = Progress reported
event-action-item-blocked = Task blocked
event-action-item-unblocked = Task unblocked
event-action-item-disclaimed = Disputed: not theirs
event-action-item-extension-requested = More time asked for
event-action-item-extension-granted = More time given
event-action-item-extension-refused = No more time given
event-action-item-completed = Reported done
event-action-item-report-withdrawn = Report taken back
event-action-item-verified = Task verified
event-action-item-reopened = Task reopened
event-action-item-returned = Stays with the institution
event-action-item-reassigned = Given to another institution
event-action-item-nudged = Owner reminded
event-action-item-cancelled = Task called off
event-reminder-planned = Reminder planned
event-reminder-sent = Reminder sent
event-reminder-failed = Reminder not delivered
event-reminder-answered = Reminder answered
event-reminder-escalated = Delay escalated
event-notification-planned = Notice planned
event-notification-sent = Notice sent
event-notification-posted = Notice posted in a group
event-notification-failed = Notice not delivered
event-notification-answered = Notice answered
event-notification-overtaken = Notice no longer needed
event-notification-carried-over = Notice sent before
event-case-opened = Case opened
event-case-profile-revised = Data of the case revised
event-case-case-manager-assigned = Case manager assigned
event-case-coordinator-appointed = Case coordinator appointed
event-case-referral-made = Case referred
event-case-referral-accepted = Referral accepted
event-case-referral-declined = Referral declined
event-case-referral-escalated = Referral not answered in time
event-case-update-reported = News of a case
event-case-stage-reached = Case at a later stage
event-case-transnational-referral-made = Case referred abroad
event-case-linked-to-person = Case linked to a person
event-case-retrafficking-confirmed = Re-trafficking confirmed
event-case-closed = Case closed
event-case-reopened = Case opened again
event-data-request-issued = Data request issued
event-data-request-submitted = Data submitted
event-data-request-returned = Data returned for correction
event-data-request-corrected = Data corrected
event-data-request-accepted = Data accepted
event-data-request-nudged = Data asked for once more
event-data-request-closed = Data request closed
event-training-module-planned = Training module
event-training-trainer-certified = Trainer certified
event-training-trainer-lapsed = Trainer not certified any more
event-training-session-scheduled = Training session
event-training-session-cancelled = Training session called off
event-training-participant-enrolled = Enrolled for training
event-training-attendance-recorded = Training given
event-training-certificate-issued = Certificate issued
event-strategy-objective-set = Strategic objective
event-strategy-activity-planned = Activity planned
event-strategy-indicator-defined = Indicator defined
event-strategy-baseline-set = Baseline set
event-strategy-target-set = Target set
event-strategy-value-reported = Indicator reported
event-strategy-value-corrected = Indicator corrected
event-milestone-recorded = Milestone

### What could not be processed

page-dead-letters = What could not be processed
page-dead-letters-some = { $count ->
    [one] { $count } event could not be processed
   *[other] { $count } events could not be processed
}
page-dead-letters-what = Each line is an event that a part of the hub could not process. Nothing is lost: once the cause is mended, have it tried again. Later events about the same thing wait behind it.
page-dead-letters-none = Everything was processed.
page-dead-letter-part = Which part of the hub
page-dead-letter-event = What was not processed
page-dead-letter-do = What it means and what to do
page-dead-letter-technical = Technical data
page-dead-letter-consumer = Consumer
page-dead-letter-stream = Stream
page-dead-letter-position = Position
page-dead-letter-why = Error
page-dead-letter-mend = Press “Try again”. If it is still not processed, tell the administrator of the system and send the technical data along.
page-dead-letter-behind = Waits until an earlier event about the same thing is processed; then it follows by itself.
page-part-coordination = Follow-up of decisions
page-part-coordination-means = What follows from this event, such as the tasks of a decision, is not done yet.
page-part-projections = Lists and pages
page-part-projections-means = Lists, pages and the timeline do not show it yet.
page-part-reminders = Reminders
page-part-reminders-means = Reminders about it may not be sent.
page-part-gateway = The Secretariat’s pages
page-part-gateway-means = The pages do not show it yet.
page-part-telegram = The chat in the messenger
page-part-telegram-means = The chat does not show it yet.
page-part-email = E-mail
page-part-email-means = Messages by e-mail do not say it yet.
page-part-other = Another part of the hub
page-part-other-means = This part has not taken it into account yet.
page-redrive = Try again: { $part }
page-dead-letter-unknown-event = an event that this version of the hub does not know
page-dead-letter-tried = { $tries ->
    [one] Tried { $tries } time.
   *[other] Tried { $tries } times.
}
page-redriven = { $processed } processed, { $waiting } still waiting.
reminder-failed-nobody-in-post = the institution has no focal point
reminder-failed-no-chat-linked = nobody of the institution has linked a chat
reminder-failed-blocked-by-person = the chat with the bot has been blocked
reminder-failed-refused-by-messenger = the messenger did not take it
reminder-failed-no-channel = nobody in the post has linked a chat or has an e-mail address
reminder-failed-refused-by-channel = the messenger or the mail server did not take it
reminder-failed-address-bounced = the e-mail address does not take messages
text-in-sq = (in Albanian)
text-in-sr = (in Serbian)
text-in-en = (in English)

### The log and its backups

page-safekeeping = The log and its backups
page-safekeeping-log-underway = The log is being checked.
page-safekeeping-log-whole = The log is whole: { $events } events, checked { $at }.
page-safekeeping-log-damaged = The log is damaged. Tell the administrator of the system at once: the last backup that is sound has to be restored.
page-safekeeping-no-backups = No backups are set up. If this machine is lost, everything is lost.
page-safekeeping-backup-last = Last backup: { $at }, up to event { $position }.
page-safekeeping-backup-none = There is no backup yet.
page-safekeeping-backup-late = It is late: tell the administrator of the system.
page-safekeeping-without-keys = The keys are not in the backup: with it alone, no name can be read.
page-month-checkpoint = Checkpoint of the history
page-month-checkpoint-what = Keep this with the printed month: whoever has it can find out later whether the history was written anew.
