# Meetings in chat: invitation, answers, reminders, minutes, and what whoever leads a meeting does.

commands-meetings = Meetings
help-meetings = /meetings – meetings, invitations and minutes

chat-meeting-invitation = <b>Invitation to a meeting</b>
chat-meeting-moved = <b>The meeting is moved</b>. Please answer again for the new date.
chat-meeting-answered = <b>Invitation to a meeting</b>
chat-meeting-tomorrow = <b>The next meeting</b>
chat-meeting-today = <b>Today's meeting</b>
chat-meeting-soon = <b>The meeting begins within the hour</b>
chat-meeting-see-below = This meeting has changed: see below.
chat-meeting-called-off = <b>The meeting is called off</b>
chat-meeting-called-off-because = Reason: { $reason }
chat-meeting-title = <b>{ $title }</b>
chat-meeting-when = When: { $when }
chat-meeting-at = { $date }, { $time }
chat-meeting-from-until = { $date }, { $time }–{ $until }
chat-meeting-place = Where: { $place }
chat-meeting-agenda = Agenda:
chat-meeting-agenda-item = { $number }. { $item }
chat-meeting-answer-attending = ✓ Your institution attends.
chat-meeting-answer-not-attending = ✗ Your institution does not attend.
chat-meeting-answer-sending-deputy = ✓ Your institution sends a deputy.
chat-meeting-answer-none = Does your institution attend?
chat-meeting-button-attending = We attend
chat-meeting-button-not-attending = We do not attend
chat-meeting-button-sending-deputy = A deputy attends
chat-meeting-button-calendar = Into my calendar
chat-meeting-button-show = Back to the meeting
chat-meeting-button-list = All meetings
chat-meeting-button-minutes = Read the minutes
chat-meeting-button-which = { $when }: { $title }
chat-meeting-button-named = { $name }
chat-meeting-calendar-file = Open the file to put the meeting into your calendar; a changed meeting takes its new place there.
chat-meeting-over = This meeting is over: its invitation cannot be answered any more.
chat-meeting-no-invitation = This looks like an answer to a meeting's invitation, but there is none for your institution now. If you meant a task, write for example “1 done”. /meetings shows the meetings.
chat-meeting-which = Which meeting do you mean?

chat-meetings-none = There is no meeting to show you.
chat-meetings-ahead = <b>Meetings to come</b>
chat-meetings-held = <b>Held</b>
chat-meetings-line = <b>{ $number }.</b> { $title } – { $when }
chat-meetings-button = { $number }. { $title }

chat-meeting-was-held = The meeting was held.
chat-meeting-attendance-not-taken = The attendance is not taken yet.
chat-meeting-account = <b>What the meeting came to</b>
chat-meeting-decisions = Decisions:
chat-meeting-no-decisions = No decision was recorded.
chat-meeting-yours = <b>For your institution:</b>
chat-meeting-raised = • { $title } – due { $due }
chat-meeting-minutes = <b>Minutes: { $title }</b>, { $when }

    { $minutes }
chat-meeting-no-minutes = There are no minutes of this meeting yet.

chat-meeting-who-attending = Attend: { $names }
chat-meeting-who-sending-deputy = Send a deputy: { $names }
chat-meeting-who-not-attending = Do not attend: { $names }
chat-meeting-who-is-silent = No answer yet: { $names }
chat-meeting-button-agenda = Add to the agenda
chat-meeting-button-attendance = Take the attendance
chat-meeting-button-hold = Save: { $count } present
chat-meeting-button-decide = Record a decision
chat-meeting-button-write-minutes = Write the minutes
chat-meeting-ask-who-came = <b>{ $title }</b>: who is here? Tap a name to change its mark, then save.
chat-meeting-nobody-came = Mark at least one institution as present.
chat-meeting-held = { $count ->
    [one] Saved: { $count } institution was present.
   *[other] Saved: { $count } institutions were present.
}
chat-meeting-ask-agenda = What is to be on the agenda? Write one item.
chat-meeting-agenda-added = It is on the agenda.
chat-meeting-ask-minutes = Write the minutes, in one message of at most 2,000 characters. They take the place of earlier ones. No names or data of victims.
chat-meeting-minutes-recorded = The minutes are recorded. The institutions hear of them in a few minutes.

chat-decision-ask = What was decided? Write it in one message.
chat-decision-is = <b>Decision:</b> { $decision }
chat-decision-raises = • <b>{ $institution }</b>: { $title } – due { $due }
chat-decision-for = For <b>{ $institution }</b>:
chat-decision-ask-more = Does it give an institution something to do?
chat-decision-ask-owner = Which institution is to do it?
chat-decision-ask-what = What is it to do? Write it in one message.
chat-decision-ask-when = By when? Choose, or write a date: “30/6”, “next Friday”.
chat-decision-no-date = I found no date in that. Write for example “30/6” or “next Friday”, or choose one above.
chat-decision-which-date = Which day do you mean?
chat-decision-button-raise = Give an institution a task
chat-decision-button-record = Record the decision
chat-decision-button-same = As the decision says
chat-decision-button-until = { $date }
chat-decision-button-back = Back
chat-decision-recorded = The decision is recorded. The institutions hear of it in a few minutes.
chat-decision-recorded-raising = The decision is recorded, and its tasks are assigned. The institutions hear of them in a few minutes.

## The group of a subgroup
commands-link = In a group: make it the chat of your subgroup
group-only = This is for a group: write it in the group of your subgroup.
group-greeting = Good day. The chair of the subgroup writes /link here, and this becomes the subgroup's chat: I post invitations and decisions of its meetings. I answer commands and replies to me only, and read nothing else.
group-help = Here I post the meetings of the subgroup and what was decided. /meetings – the next meetings. /link, /unlink – for the chair. Tasks, data and cases are for our private chat only.
group-linked = This group is now the chat of the subgroup <b>{ $subgroup }</b>. I post its invitations and decisions here.
group-unlinked = This group is not the chat of a subgroup any more. I post nothing here.
group-link-which = Which subgroup's chat is this group?
group-button-link = { $subgroup }
group-link-not-yours = Only the chair of a subgroup or the Secretariat can do that.
group-write-privately = I answer that in our private chat only: t.me/{ $bot }
group-who-are-you = I do not know you yet. Ask the Secretariat for an invitation link, then write me privately: t.me/{ $bot }
group-who-are-you-short = First link your own chat: t.me/{ $bot }
group-anonymous = I cannot see who you are while you write anonymously or as a channel, so I do nothing in your name. Choose your own name beside the text field, or have “Remain anonymous” switched off for you, and write it again; or write to me privately: t.me/{ $bot }
group-muted = I may not write in the group of the subgroup <b>{ $subgroup }</b> any more: it or its topic is closed for me. Invitations and decisions are not posted there for now. When I may write again, please write /meetings there.
group-gone = I am not in the group of the subgroup <b>{ $subgroup }</b> any more, so its invitations and decisions are posted in no group. If that is not wanted, add me again and write /link there.
group-not-invited = Your institution is not invited to this meeting.
group-answer-attending = Noted: { $institution } attends.
group-answer-not-attending = Noted: { $institution } does not attend.
group-answer-sending-deputy = Noted: { $institution } sends a deputy.
group-meeting-moved = <b>The meeting is moved</b>. Please answer again for the new date.
chat-meeting-answer-again = <b>Your answer to an invitation is what I noted last. You can change it:</b>
