# The chat: welcome, invitations, help, the task list, the morning digest, buttons.

## Welcome and invitations

welcome-not-linked =
    Welcome. I am <b>focalpoint</b> and I remind you of your institution's tasks in the National Authority.
    To begin you need an invitation link from the Secretariat: open it on this phone and press “Start”.
not-linked = This chat is not linked to any institution. Please ask the Secretariat for an invitation link and open it on this phone.
invitation-accepted =
    Welcome, { $name }. This chat is now linked to <b>{ $institution }</b>.
    On working mornings, when there is something for you, I send one single message. Reply briefly: “1 done”, “50%”, “until Friday”. /tasks shows the tasks, /help shows how.
invitation-accepted-just-now = This chat is now linked. It takes a moment until I know your tasks: please write /tasks in a minute.
invitation-expired = This invitation has expired. Please ask the Secretariat for a new one.
invitation-used = This invitation was used already. If it was not you, please tell the Secretariat and ask for a new one.
invitation-unknown = I do not know this invitation, or a newer one has replaced it. Please ask the Secretariat for a new one.
already-linked = This chat is linked to <b>{ $institution }</b>. /tasks shows your tasks.
link-also = This chat is linked to <b>{ $institution }</b>. Do you hold a post at <b>{ $other }</b> as well? If the invitation is somebody else’s, please pass it on.
button-link-also = Yes, also for { $other }
posts-several = This chat now speaks for several institutions: above each answer is the one that it is for. /post changes it; a reply to a message counts for the institution of that message.
posts-speaking = You speak for <b>{ $institution }</b>.
button-post = Speak for { $institution }
chat-unlinked = This chat is no longer linked to <b>{ $institution }</b>. For questions please turn to the Secretariat.

## Help

help-focal-point =
    I remind you of your institution's tasks and pass your answers on to the Secretariat.
    Write for example: “1 done”, “2: 50%”, “blocked: no budget”, “until 15 June”, “+3 days”. You can also reply to a task's message or press its buttons.
    /tasks – open tasks
    /data – data requests
    /reminders – what I will tell you in the days to come
    /settings – when, and of what, I write to you; /away – you will be away
    /language – language
    /help – this help
    Never write names or details of victims: I do not keep such messages.
help-chair =
    As chair of a subgroup you are told when a task is late. Buttons let you verify or reopen a task reported as done, and grant or refuse the time asked for.
    /board – the subgroup's tasks
help-secretariat =
    As Secretariat you are told when a task stays late after the chair was told. You change dates and owners on the Secretariat's page.
commands-start = Start
commands-tasks = Open tasks
commands-board = The subgroup's tasks
commands-language = Language
commands-help = Help

## Tasks

tasks-heading = { $count ->
    [one] <b>{ $institution }</b>: { $count } open task
   *[other] <b>{ $institution }</b>: { $count } open tasks
}
tasks-none = You have no open task. Thank you.
task-line = <b>{ $number }.</b> { $title } – due { $due } – { $status }
task-line-with-institution = <b>{ $institution }</b>, { $number }. { $title } – due { $due } – { $status }
board-heading = { $count ->
    [one] <b>{ $subgroup }</b>: { $count } open task
   *[other] <b>{ $subgroup }</b>: { $count } open tasks
}
board-none = The subgroup <b>{ $subgroup }</b> has no open task.
board-not-chair = /board is for the chairs of subgroups. /tasks shows your own tasks.
status-assigned = new
status-accepted = accepted
status-under-way = in progress, { $percent }%
status-under-way-unmeasured = in progress
status-blocked = blocked: { $reason }
status-disclaimed = disputed: the institution says it is not theirs
status-disclaimed-because = disputed, not theirs: { $reason }
status-completed = done, waiting to be verified
status-verified = done and verified
status-cancelled = cancelled
status-extension-asked = more time asked for, until { $date-until }
former-focal-point = former focal point

## The morning digest

digest-heading = Good morning. The tasks of <b>{ $institution }</b>: { $new ->
    [0] none new
    [one] { $new } new
   *[other] { $new } new
}, { $due ->
    [0] none due soon
    [one] { $due } due soon
   *[other] { $due } due soon
}, { $overdue ->
    [0] none overdue
    [one] { $overdue } overdue
   *[other] { $overdue } overdue
}.
urgent-heading = <b>{ $institution }</b>: this cannot wait until the morning.
digest-how-to-reply = Reply briefly, e.g. “1 done” or “2 until Friday”.
told-meanwhile = Meanwhile:
told-nothing-open = Nothing of this message is open any more.
section-new = New
section-due-soon = Due soon
section-today = Due today
section-overdue = Overdue
escalation-chair = { $days ->
    [one] To you as chair of the subgroup: <b>{ $institution }</b> is { $days } working day late with “{ $title }”, due { $due }.
   *[other] To you as chair of the subgroup: <b>{ $institution }</b> is { $days } working days late with “{ $title }”, due { $due }.
}
escalation-secretariat = { $days ->
    [one] To the Secretariat: <b>{ $institution }</b> is { $days } working day late with “{ $title }”, due { $due }. The chair was told before.
   *[other] To the Secretariat: <b>{ $institution }</b> is { $days } working days late with “{ $title }”, due { $due }. The chair was told before.
}

## Notices to the chair and to the owner of a task

notice-completed = <b>{ $institution }</b> reports as done: “{ $title }”. Do you verify it?
notice-extension-asked = <b>{ $institution }</b> asks for time until { $date-until } for “{ $title }”. It is now due { $due-on }.
notice-verified = Verified as done: “{ $title }”. Thank you.
notice-reopened = “{ $title }” was reopened: { $reason }. Due { $due }.
notice-extension-granted = You have until { $date-until } for “{ $title }”.
notice-extension-refused = The time asked for “{ $title }” was not granted. It stays due { $due }.
notice-extension-asked-because = <b>{ $institution }</b> asks for time until { $date-until } for “{ $title }”: { $reason }. It is now due { $due }.
notice-blocked = <b>{ $institution }</b> is stuck with “{ $title }”: { $reason }. Due { $due }.
notice-extension-refused-because = The time asked for “{ $title }” was not granted: { $reason }. It stays due { $due }.
notice-moved = “{ $title }” was given to <b>{ $institution }</b>. You need not do anything more.
notice-cancelled = “{ $title }” is not needed any more: { $reason }.
notice-returned = “{ $title }” is yours after all: { $reason }. Due { $due }.
notice-by = – { $name }, { $institution }
notice-by-stand-in = – { $name }, { $institution }, for the chair

## Buttons

button-done = ✅ Done
button-in-progress = 🔧 In progress
button-blocked = ⛔ Blocked
button-more-time = 🕓 More time
button-undo = ↩️ Undo
button-back = ‹ Back
button-cancel = Cancel
button-plus-days = { $days ->
    [one] +{ $days } day
   *[other] +{ $days } days
}
button-percent = { $percent }%
button-verify = ✅ Verify
button-reopen = 🔁 Reopen
button-grant = ✅ Grant
button-refuse = ✖️ Refuse
button-whose = ⚖️ Whose is it?
button-give-to = ➡️ Give to { $institution }
button-stays-theirs = ↩️ It stays theirs
button-call-off = 🚫 Call off
button-task = { $number }. { $title }
language-name-sq = Shqip
language-name-sr = Srpski
language-name-sr-Cyrl = Српски
language-name-en = English

## Whoever has blocked the bot, told to the Secretariat

blocked-told = <b>{ $name }</b> ({ $institution }) has blocked me: messages do not arrive any more, and nobody at the institution stands in. Please get in touch.
blocked-told-deputy = <b>{ $name }</b> ({ $institution }) has blocked me: messages do not arrive any more. { $deputy } gets the reminders meanwhile.
nobody-in-post-told = <b>{ $institution }</b>: nobody is in post, and what is due there is told to nobody. Please name a focal point.
nobody-reached-told = <b>{ $institution }</b>: nobody there has a chat or an e-mail address that works, and what is due there is told to nobody. Please get in touch.
bounced-told = <b>{ $name }</b> ({ $institution }): the e-mail address does not take messages any more, and nobody at the institution stands in. Please get in touch.
bounced-told-deputy = <b>{ $name }</b> ({ $institution }): the e-mail address does not take messages any more. { $deputy } gets the reminders meanwhile.
