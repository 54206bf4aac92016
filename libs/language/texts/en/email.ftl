# E-mails: what their subject lines, headings and links say, what stands below each of them, and the page that a link in one opens.

email-answer-by-reply = You can simply reply to this message; the quoted text is not read.
email-links-are-yours = The links are yours alone and are valid for seven days: whoever opens them acts in your name. Please do not pass them on.
email-why = You receive this message as a focal point or deputy.
email-unsubscribe = Send me no more messages by e-mail
email-reminders = What comes next, and how I am told

email-subject-tasks = { $count ->
    [one] { $count } task for { $date }
   *[other] { $count } tasks for { $date }
}
email-subject-several = { $title }, and { $count } more
email-subject-referral = Referral: case { $case }
email-subject-invited = Invitation: { $title }
email-subject-moved = Moved: { $title }
email-subject-called-off = Called off: { $title }
email-subject-lost-chat = Your chat is no longer linked
email-subject-way-in = Your sign-in was changed

email-section-referrals = Referrals
email-section-training = Training
email-section-decided = Decided on your tasks
email-section-reported = For you to decide
email-section-late-elsewhere = Other institutions
email-section-unreachable = Who cannot be reached
email-section-silent-group = A group takes no messages

email-step-accept = Accept
email-step-complete = Done
email-step-request-extension = +1 week
email-step-verify = Verify
email-step-grant-extension = Give time until { $date-until }
email-step-refuse-extension = Refuse more time
email-step-reopen = Not done: say why
email-step-return = It stays theirs
email-step-give-to = Give to { $institution }
email-step-call-off = Call off
email-step-report-value = Report the value
email-step-take-attendance = Take the attendance
email-open-form = Open the form

email-answer-in-the-calendar = Please answer the invitation in your calendar, or reply to this message: that counts as your institution's answer.
email-session-ahead = A reminder: you give the training { $module }, { $days }{ $place }. Enrolled: { $enrolled }.
email-lost-chat = The chat through which you were told things for { $institution } is no longer linked. If this was not you or the Secretariat, please tell the Secretariat.

page-link = One step, without signing in
page-link-for = In the name of: { $name }
page-link-owner = Institution
page-link-due = Due
page-link-stage = Stage
page-link-request = What is asked for
page-link-days = Days
page-link-settled = This is settled already; nothing was changed.
page-link-accept = Do you take on this task?
page-link-complete = Mark this task as done?
page-link-request-extension = Ask for more time until { $date-until }?
page-link-verify = Verify that this task is done?
page-link-grant-extension = Give time until { $date-until }?
page-link-refuse-extension = Refuse more time?
page-link-reopen = Open this task again? Say what is missing: the owner reads it.
page-link-return = Does this task stay with its owner? Say why: the owner reads it.
page-link-give-to = Give this task to { $institution }?
page-link-call-off = Call this task off? Say why: the owner reads it.
page-link-accept-referral = Do you take on this referral?
page-link-decline-referral = Do you decline this referral? Say why: those who follow the case read it.
page-link-report-value = Which value do you report?
page-link-button-accept = Yes, we take it on
page-link-button-complete = Yes, it is done
page-link-button-request-extension = Yes, ask for more time
page-link-button-verify = Yes, verify
page-link-button-grant-extension = Yes, give time
page-link-button-refuse-extension = Yes, refuse
page-link-button-reopen = Yes, open it again
page-link-button-return = Yes, it stays theirs
page-link-button-give-to = Yes, give it to them
page-link-button-call-off = Yes, call it off
page-link-button-accept-referral = Yes, we take it on
page-link-button-decline-referral = Yes, decline
page-link-button-report-value = Record the value
page-link-nothing-yet = Nothing has been done yet: only the button does it.
page-link-done = Saved. You can close this page.
page-link-used = This link has been used already; nothing was changed.
page-link-expired = This link has expired. A new one comes with the next message.
page-link-forged = This link is not valid. Open it again from the message, or copy the whole of it.
page-link-not-in-post = This link is for somebody who no longer holds this post.
page-link-taken-back = This link was sent before a chat or an e-mail address of this person was changed or taken away. A new one comes with the next message.
page-link-no-task = This task no longer exists.
page-link-over = This step is no longer needed: the task has moved on meanwhile.

page-mail-stop = No more messages by e-mail
page-mail-stop-chat-stays = From then on you are told everything in the chat only. You can choose e-mail again there, with /settings.
page-mail-stop-no-chat = No chat is linked to you: from then on nothing reaches you here, neither tasks nor meetings. Your deputy and the Secretariat see that you are not reached.
page-mail-stop-button = No more messages by e-mail
page-mail-stopped = You receive no more messages by e-mail. You are told everything in the chat; there you can choose e-mail again, with /settings.
page-mail-stopped-no-chat = You receive no more messages by e-mail. No chat is linked to you, so nothing reaches you now: to change that, please turn to the Secretariat.
page-reminders = What you are going to be told
page-reminders-none = Nothing is to come in the next seven days.
page-reminders-as-it-stands = As things stand now; what others do meanwhile is not in it.
page-reminders-choose = How you are told
page-reminders-hour = Hour of the morning message
page-reminders-usual-hour = the usual hour
page-reminders-subjects = What you are told of, beside tasks and referrals
page-reminders-saved = Saved. It counts from now on.

## What is answered to an answer

email-answer-subject = Your answer
email-saved-done = Saved: task { $number }, “{ $title }”, is done.
email-saved-progress = Saved: { $percent }% of task { $number }, “{ $title }”, is done.
email-saved-in-progress = Saved: task { $number }, “{ $title }”, is in progress. How far is it? Reply for example “{ $number }: 50%”.
email-saved-accepted = Saved: you take on task { $number }, “{ $title }”.
email-saved-blocked = Saved: task { $number }, “{ $title }”, is blocked. Reason: { $reason }
email-saved-extension = Saved: you ask for time until { $date-until } for task { $number }, “{ $title }”. The chair decides.
email-saved-extension-from-today = Saved: you ask for time until { $date-until } for task { $number }, “{ $title }”. The chair decides. I counted from today; if you meant from the due date, reply with the day.
email-saved-not-ours = Saved: task { $number }, “{ $title }”, is not yours. The chair or the Secretariat decides whose it is; until then you get no reminders of it.
email-saved-not-ours-but = Saved: task { $number }, “{ $title }”, is not yours, and may be for { $institution }. The chair or the Secretariat decides; until then you get no reminders of it.
email-saved-already = It is saved so already: task { $number }, “{ $title }”.
email-saved-answer-attending = Saved: your institution attends “{ $title }”, { $when }.
email-saved-answer-not-attending = Saved: your institution does not attend “{ $title }”, { $when }.
email-saved-answer-sending-deputy = Saved: your institution sends a deputy to “{ $title }”, { $when }.
email-taken-before = This message was read before, and what it said then is saved.
email-undo-how = Wrong? Reply “undo” within 10 minutes.
email-undone = Undone: task { $number }, “{ $title }”, is as it was before.
email-nothing-to-undo = Nothing that you wrote by e-mail was saved in the last 10 minutes, so nothing was undone. Just write how it is now, for example “1: 50%”.
email-undo-invitation = Your answer to the invitation stays as it is. To change it, answer the invitation once more.
email-not-saved = Not saved. { $why }
email-not-saved-of = Not saved, task { $number }, “{ $title }”. { $why }
email-task-line = { $number }. { $title } – due { $due }
email-no-such-task = Your institution has no task with number { $number }.
email-no-open-task = No task of your institution is open.
email-which-task = Which task do you mean? Write its number first, for example “{ $number } done”:
email-unclear = It is not clear whether you mean: { $meanings }. Please write it plainly, for example “1 done”, “2: 50%”, “3 until 15 June” or “4 blocked: no budget”.
email-not-understood = I did not understand. Please write for example “1 done”, “2: 50%”, “3 until 15 June” or “4 blocked: no budget”.
email-blocked-by-what = What is it blocked by? Reply for example “{ $number } blocked: no budget”, without names of victims.
email-until-when = Until when do you need time? Reply for example “{ $number } until 15 June”.
email-counted-within-due = Counted from today that is { $date }, but the task is due only { $due }. If you meant so much after the due date, reply with the day: { $later }.
email-answer-how = To report on a task, reply for example “1 done”, “2: 50%”, “3 until 15 June” or “4 blocked: no budget”. Nothing was saved of this message.
email-stop-how = Nothing was saved. To get no more messages by e-mail, open the link at the end of this message.
email-no-invitation = There is no invitation to a meeting now that your institution can answer.
email-which-meeting = Which meeting do you mean? Reply to the message with its invitation, or answer in your calendar.
email-meeting-moved = “{ $title }” was moved meanwhile: it is now { $when }. Please answer the new invitation.
email-meeting-perhaps = Your calendar answered “perhaps” for “{ $title }”, { $when }. Please accept or decline.
email-attachment-not-read = The file that came with your message was not read and is not kept. Please send a form on its page or in the chat, and never by e-mail anything that shows who a victim is.
email-guard-refused =
    Not saved, because your message seems to contain: { $found }.
    Nothing that shows who a victim is may be written here. Please write it again without personal data, for example “1 blocked: a document is missing”, or only the number of the case.
email-guard-asks =
    Not saved yet: your message contains { $found }, and I cannot tell whether this person is an official.
    If it is an official, please write the office with the name, for example “prosecutor …”. If it is a victim, a client, a child or a witness, please write only the number of the case.
