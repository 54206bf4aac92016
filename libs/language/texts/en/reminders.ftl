# What a person is going to be told in the days to come, as far as it is known.

commands-reminders = What I will tell you in the days to come
ahead-heading = <b>What I will tell you in the next seven days</b>
ahead-at = <b>{ $date } at { $time }</b>
ahead-nothing = In the next seven days I have nothing to tell you, as far as is known now.
ahead-as-known = So it stands now: what is reported or decided meanwhile changes it. /settings – when, and of what, I write to you
ahead-and-more = { $list } and { $count } more

ahead-tasks-late = • { $count ->
    [one] { $count } late task
   *[other] { $count } late tasks
}: № { $list }
ahead-tasks-today = • { $count ->
    [one] { $count } task due that day
   *[other] { $count } tasks due that day
}: № { $list }
ahead-tasks-due-soon = • { $count ->
    [one] { $count } task due soon
   *[other] { $count } tasks due soon
}: № { $list }
ahead-tasks-new = • { $count ->
    [one] { $count } new task
   *[other] { $count } new tasks
}: № { $list }
ahead-tasks-late-elsewhere = • { $count ->
    [one] { $count } late task to look into
   *[other] { $count } late tasks to look into
}: { $list }
ahead-tasks-decided = • what was decided on your tasks: { $list }
ahead-tasks-reported = • what waits for your decision: { $list }
ahead-tasks-nudged = • the chair asks how far it is: { $list }
ahead-tasks-not-arrived = • your question did not reach the owner: { $list }
ahead-tasks-put-off = • you wanted to be reminded again: { $list }
ahead-referrals-offered = • { $count ->
    [one] { $count } referral waiting for your answer
   *[other] { $count } referrals waiting for your answer
}
ahead-referrals-late = • { $count ->
    [one] { $count } referral not answered in time
   *[other] { $count } referrals not answered in time
}
ahead-referrals-answered = • { $count ->
    [one] the answer to { $count } referral
   *[other] the answers to { $count } referrals
}
ahead-data-nudged = • the Secretariat asks once more for data: { $list }
ahead-data-returned = • data returned for correction: { $list }
ahead-data-new = • new data requests: { $list }
ahead-data-overdue = • overdue data requests: { $list }
ahead-data-today = • data requests due that day: { $list }
ahead-data-soon = • data requests due soon: { $list }
ahead-values = • { $count ->
    [one] { $count } value of an indicator to report
   *[other] { $count } values of indicators to report
}
ahead-meetings-invited = • invitation to a meeting: { $list }
ahead-meetings-moved = • a meeting at another time: { $list }
ahead-meetings-called-off = • a meeting called off: { $list }
ahead-meetings-day-before = • a meeting ahead: { $list }
ahead-meetings-hour-before = • a meeting within the hour: { $list }
ahead-meetings-account = • minutes and decisions: { $list }
ahead-training-idle = • it is long since a training session was given
ahead-training-session = • a training session ahead: { $list }
ahead-training-attendance = • the attendance of a training session is to be taken: { $list }
ahead-briefing = • the briefing on an office that you took over
ahead-week = • the week of the subgroup, if anything was in it: { $list }
ahead-month = • the month in figures: { $list }
ahead-unreachable = • { $count ->
    [one] { $count } person who cannot be reached
   *[other] { $count } people who cannot be reached
}
ahead-nobody-reached = • nobody there can be reached: { $list }
ahead-group-silent = • a group takes no messages: { $list }

ahead-why-focal-point = as you are the focal point
ahead-why-stands-in = as you stand in for the focal point
ahead-why-chair = as you chair the subgroup { $subgroup }
ahead-why-stands-in-for-chair = as you stand in for the chair of the subgroup { $subgroup }
ahead-why-secretariat = as you are with the Secretariat
ahead-why-coordinator = as you are with the Coordinator
ahead-why-case-coordinator = as you coordinate the case
ahead-why-person = as it concerns you in person
