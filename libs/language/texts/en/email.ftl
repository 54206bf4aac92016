# E-mails: what their subject lines, headings and links say, what stands below each of them, and the page that a link in one opens.

email-answer-by-reply = You can simply reply to this message; the quoted text is not read.
email-links-are-yours = The links are yours alone and are valid for seven days: whoever opens them acts in your name. Please do not pass them on.
email-why = You receive this message as a focal point or deputy.
email-unsubscribe = Send me no more messages by e-mail

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

email-section-referrals = Referrals
email-section-training = Training
email-section-decided = Decided on your tasks
email-section-reported = For you to decide
email-section-late-elsewhere = Other institutions
email-section-unreachable = Who cannot be reached

email-step-accept = Accept
email-step-complete = Done
email-step-request-extension = +1 week
email-step-verify = Verify
email-step-grant-extension = Give time until { $date-until }
email-step-refuse-extension = Refuse more time
email-open-form = Open the form

email-answer-in-the-calendar = Please answer the invitation in your calendar, or reply to this message: that counts as your institution's answer.
email-tell-the-secretariat = This one is not settled by a reply: please tell the Secretariat, which records it.
email-session-ahead = A reminder: you give the training { $module }, { $days }{ $place }. Enrolled: { $enrolled }.
email-lost-chat = The chat through which you were told things for { $institution } is no longer linked. If this was not you or the Secretariat, please tell the Secretariat.

page-link = One step, without signing in
page-link-for = In the name of: { $name }
page-link-owner = Institution
page-link-due = Due
page-link-accept = Do you take on this task?
page-link-complete = Mark this task as done?
page-link-request-extension = Ask for more time until { $date-until }?
page-link-verify = Verify that this task is done?
page-link-grant-extension = Give time until { $date-until }?
page-link-refuse-extension = Refuse more time?
page-link-button-accept = Yes, we take it on
page-link-button-complete = Yes, it is done
page-link-button-request-extension = Yes, ask for more time
page-link-button-verify = Yes, verify
page-link-button-grant-extension = Yes, give time
page-link-button-refuse-extension = Yes, refuse
page-link-nothing-yet = Nothing has been done yet: only the button does it.
page-link-done = Saved. You can close this page.
page-link-used = This link has been used already; nothing was changed.
page-link-expired = This link has expired. A new one comes with the next message.
page-link-forged = This link is not valid. Open it again from the message, or copy the whole of it.
page-link-not-in-post = This link is for somebody who no longer holds this post.
page-link-no-task = This task no longer exists.
page-link-over = This step is no longer needed: the task has moved on meanwhile.
