# A chair gives tasks and has owners reminded; whoever is reminded puts it off.

## Giving a task

commands-assign = Give an institution a task
help-assign =
    Give a task in one line: “Task for MLSW: shelter report by 30 June”, or step by step with /assign. Nothing is assigned before you confirm it.
assign-not-chair = Tasks are given by the chairs of subgroups and by the Secretariat. /tasks shows your own tasks.
assign-ask-subgroup = On which subgroup's board shall the task be?
assign-subgroup = { $subgroup }
assign-no-board = No board
assign-ask-institution = Whose task is it? Choose the institution, or write its name or abbreviation.
assign-which-institution = Which institution do you mean? A task is for one; give another one its own.
assign-institution = { $institution }
assign-unknown-institution = I know no institution “{ $words }” here.
assign-not-member = <b>{ $institution }</b> is not a member of the subgroup. The Secretariat can admit it.
assign-ask-title = What is <b>{ $institution }</b> to do? Please write it in one sentence.
assign-ask-due = By when? Write for example “30 June” or “Friday”, or choose:
assign-which-date = Which day is it due?
assign-date = { $date }
assign-no-date = I found no day in that.
assign-confirm =
    Did I understand you? Nothing is assigned yet.
    <b>{ $institution }</b>: { $title }
    Due { $due }
    Board: { $subgroup }
assign-day-off = Mind: { $date } is a day off.
assign-ask-change = What shall be changed?
assign-done =
    Assigned. <b>{ $institution }</b>: { $title }
    Due { $due }. It is on the board “{ $subgroup }” and in the institution's list; the institution is told with its next morning message.
assign-done-no-board =
    Assigned. <b>{ $institution }</b>: { $title }
    Due { $due }. It is in the institution's list; the institution is told with its next morning message.
assign-done-nobody-reached =
    Assigned. <b>{ $institution }</b>: { $title }
    Due { $due }. Nobody of the institution has a chat or an e-mail address that works, so nobody can be told: the Secretariat can invite its focal point.
assign-cancelled = Dropped. No task was assigned.
button-assign = ✅ Assign
button-change = ✏️ Change
button-change-subgroup = The subgroup
button-change-institution = The institution
button-change-title = What is to be done
button-change-due = The due date
button-end-of-week = End of the week: { $date }
button-two-weeks = In two weeks: { $date }
button-end-of-month = End of the month: { $date }
button-rather = Rather { $date }

## The board

board-page = Page { $page } of { $pages }
page-nudged = owner reminded on { $date }
board-nudged = the owner was reminded: { $date }
button-previous-page = ‹ Previous
button-next-page = Next ›
button-nudge = 🔔 Remind

## A task that its owner disputes

dispute-heading =
    <b>{ $institution }</b> says that this task is not theirs:
    { $title } – due { $due }
dispute-reason = In their words: “{ $reason }”
dispute-named = • <b>{ $institution }</b>: named by them
dispute-role = • <b>{ $institution }</b>: its role fits (“{ $words }”)
dispute-earlier = • <b>{ $institution }</b>: had a similar task (“{ $words }”)
dispute-over = It is not disputed any more: { $title }, { $status }.

## Reminding an owner

nudge-now = <b>{ $institution }</b> is told now: “{ $title }”. Today it is not reminded of it again.
nudge-later = <b>{ $institution }</b> is told { $date-on } at { $time }, in working hours: “{ $title }”. Today it is not reminded of it again.
nudge-nobody = Nobody of <b>{ $institution }</b> has a chat or an e-mail address that works, so nobody can be reminded of “{ $title }”. The Secretariat can invite its focal point.
nudge-told = The chair asks how far this is:
nudge-not-arrived = <b>{ $institution }</b> could not be reminded of “{ $title }”: nobody there takes messages of the bot any more. Please call, or tell the Secretariat.

## Being reminded later

button-snooze-today = 💤 Later today
button-snooze-tomorrow = 💤 Tomorrow
button-snooze-monday = 💤 { $date }
button-snooze-drop = Do not remind me
button-extension-until = More time until { $date-until }
button-remind-on = Remind me { $date-on }
snooze-noted = { $count ->
    [one] I shall remind you once: { $date-on } at { $time }. The due date and the other reminders stay as they are.
   *[other] I shall remind you once of { $count } tasks: { $date-on } at { $time }. The due dates and the other reminders stay as they are.
}
snooze-when = When shall I remind you? The due date does not change by it.
snooze-or-extension = Shall I remind you { $date-on }, or do you ask for more time until then?
snooze-nothing-open = Nothing is open any more, so there is nothing to remind you of.
snooze-dropped = Good, I shall not remind you again. The usual reminders come as always.
snooze-again = { $count ->
    [one] You asked to be reminded:
   *[other] You asked to be reminded of { $count } tasks:
}
