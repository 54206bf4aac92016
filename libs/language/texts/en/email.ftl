# E-mails: what stands below each of them, and the page that a link in one opens.

email-answer-by-reply = You can simply reply to this message; the quoted text is not read.
email-links-are-yours = The links are yours alone and are valid for seven days: whoever opens them acts in your name. Please do not pass them on.
email-why = You receive this message as a focal point or deputy.
email-unsubscribe = Send me no more messages by e-mail

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

page-mail-stop = No more messages by e-mail
page-mail-stop-chat-stays = From then on you are told everything in the chat only. You can choose e-mail again there, with /settings.
page-mail-stop-no-chat = No chat is linked to you: from then on nothing reaches you here, neither tasks nor meetings. Your deputy and the Secretariat see that you are not reached.
page-mail-stop-button = No more messages by e-mail
page-mail-stopped = You receive no more messages by e-mail. You are told everything in the chat; there you can choose e-mail again, with /settings.
page-mail-stopped-no-chat = You receive no more messages by e-mail. No chat is linked to you, so nothing reaches you now: to change that, please turn to the Secretariat.
