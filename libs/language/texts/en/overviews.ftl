# Looking back in chat: a chair's week, the Coordinator's month.

commands-week = The last seven days of your subgroup
help-week = /week – the last seven days of your subgroup, and what comes
commands-month = The month in figures
help-month = /month – the last month as a picture and a document

week-heading = <b>{ $subgroup }</b>: the week from { $from-from } until { $until-until }
week-nothing = <b>{ $subgroup }</b>: nothing happened from { $from-from } until { $until-until }, and nothing is due in the days to come.
week-not-chair = /week is for chairs of subgroups. /tasks shows your tasks.
week-to-verify = <b>Waiting for you to verify ({ $count })</b>
week-asking = <b>Asking for more time ({ $count })</b>
week-disclaimed = <b>Disputed: decide whose they are ({ $count })</b>
week-overdue = <b>Late ({ $count })</b>
week-blocked = <b>Blocked ({ $count })</b>
week-due = <b>Due in the days to come ({ $count })</b>
week-meetings = <b>Meetings to come ({ $count })</b>
week-done = <b>Done ({ $count })</b>
week-decided = <b>Decided ({ $count })</b>
week-assigned = { $count ->
    [one] { $count } task was assigned.
   *[other] { $count } tasks were assigned.
}
week-more = … and { $count } more
week-line-due = • { $institution }: { $title } – due { $date }
week-line-done = • { $institution }: { $title } – done { $date }
week-line-asking = • { $institution }: { $title } – asks until { $date-until }
week-line-meeting = • { $date }: { $title }
week-line-decided = • { $decision }
button-board = Show the board

month-heading = <b>{ $month } in figures</b>
button-month-before = { $month }
month-not-yours = /month is for the Coordinator and the Secretariat. /tasks shows your tasks.
month-file = month
month-document = The month as a document
month-hidden = fewer than 5
month-due = Due: { $total } – in time { $time }, late { $late }, not done { $missed }
month-share = Done in time: { $now }% (the month before { $before }%)
month-open = Assigned: { $assigned }. Now late { $overdue }, blocked { $blocked }, disputed { $disclaimed }, to verify { $verify }
month-meetings = Meetings held: { $held }; { $came }% of those invited came; decisions: { $decisions }
month-no-meetings = No meeting was held
month-answers = Data requests answered: { $total } due – in time { $time }, late { $late }, not answered { $missed }
month-unanswered = Values of indicators owed now: { $values }; late tasks that the chair or the Secretariat was told of, and nothing happened since: { $escalations }
month-cases = Cases opened: { $opened }; referrals: { $referred }; waiting for an answer: { $waiting }; unassigned: { $unassigned }
month-training = Training sessions given: { $sessions }; attended: { $trained }
month-measurable = Objectives that can be measured: { $measurable } of { $all }
month-picture-title = Tasks due, until { $month }
month-legend-in-time = done in time
month-legend-late = done late
month-legend-missed = not done
month-kind = Monthly overview
month-lead = The coordination mechanism in figures, as of { $day }. Counts of cases under 5 are not shown.
month-section-figures = Figures
month-section-course = Six months
month-section-institutions = Institutions
month-institution-overdue = late now: { $count }
month-nothing = nothing
month-foot = focalpoint, { $day }

## What is late, for chairs, the Secretariat and the Coordinator
commands-late = Late tasks
help-late = /late – which tasks are late
button-late = Late tasks ({ $count })
month-on-the-page = <a href="{ $link }">Each number with its list</a>
late-not-yours = /late is for chairs of subgroups, the Secretariat and the Coordinator. /tasks shows your tasks.
late-none = No task is late.
late-heading = <b>{ $count ->
    [one] One task is late
   *[other] { $count } tasks are late
}</b>
late-line = • { $institution }: { $title } – due { $date }, { $days ->
    [one] one day late
   *[other] { $days } days late
}
late-on-the-page = <a href="{ $link }">The list with what was said last and who was told</a>
