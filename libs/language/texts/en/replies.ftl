# Replies: confirmations, questions, and all that the bot does not understand or accept.

## Confirmations

confirm-done = Marked as done: <b>{ $number }.</b> { $title }.
confirm-progress = { $percent }% noted: <b>{ $number }.</b> { $title }.
confirm-in-progress = Noted as in progress: <b>{ $number }.</b> { $title }.
confirm-accepted = Noted as accepted: <b>{ $number }.</b> { $title }.
confirm-blocked = Noted as blocked: <b>{ $number }.</b> { $title }. Reason: { $reason }
confirm-extension-asked = Time asked for until { $date-until }: <b>{ $number }.</b> { $title }. The chair decides.
confirm-verified = Verified as done: { $title }.
confirm-reopened = Reopened: { $title }. Due { $due }.
confirm-extension-granted = Time granted until { $date-until }: { $title }.
confirm-extension-refused = No more time granted: { $title }. It stays due { $due }.
confirm-reassigned = Given to <b>{ $institution }</b>: { $title }. Due { $due }.
confirm-returned = Stays with <b>{ $institution }</b>: { $title }. Due { $due }.
confirm-called-off = Called off: { $title }.
confirm-not-ours = Noted that task <b>{ $number }.</b> { $title } is not yours. The chair or the Secretariat decides whose it is; until then I do not remind you of it.
confirm-not-ours-but = Noted that task <b>{ $number }.</b> { $title } is not yours, and that it may be for <b>{ $institution }</b>. The chair or the Secretariat decides; until then I do not remind you of it.
already-so = It is noted so already: <b>{ $number }.</b> { $title }.
undo-hint = You can undo this for 10 minutes.
undone = Undone: <b>{ $number }.</b> { $title } is as it was before.
too-late-to-undo = 10 minutes have passed, so it cannot be undone any more. Just write how it is now, e.g. “1: 50%”.
language-chosen = From now on I write to you in English.
language-ask = In which language shall I write to you?

## Questions

ask-which-task = Which task do you mean?
ask-meaning = This can be understood in more than one way. What did you want to say?
ask-reason-of-block = What is task <b>{ $number }.</b> { $title } blocked by? Write one sentence, without names of victims.
ask-until-when = Until when do you need time for task <b>{ $number }.</b> { $title }?
ask-percent = How much of task <b>{ $number }.</b> { $title } is done?
ask-reason-of-reopening = What is missing in “{ $title }”? Write one sentence.
ask-reason-of-return = Why does “{ $title }” stay with <b>{ $institution }</b>? Write one sentence; it is shown to them.
ask-reason-of-calling-off = Why is “{ $title }” called off? Write one sentence.
meaning-done = Done
meaning-in-progress = In progress
meaning-progress = { $percent }%
meaning-blocked = Blocked
meaning-extension = More time
meaning-extension-until = Until { $date-until }
meaning-accepted = Accepted
meaning-not-ours = Not our institution's
meaning-attending = We attend
meaning-not-attending = We do not attend
meaning-deputy = A deputy attends
meaning-none = None of these

## When something is not understood

not-understood = I did not understand. Write for example: “1 done”, “2: 50%”, “blocked: no budget”, “until 15 June”, “+3 days” – or /help.
no-such-task = You have no open task with number { $number }. /tasks shows your tasks.
no-such-date = There is no such date as “{ $date }”. Please write another one, e.g. “until 15 June”.
date-in-past = That day has passed: { $date }. Please write a day from today on.
date-too-far = Is it really { $date }? That is very far from today. Please write the day once more, with its year.
text-too-long = The text is longer than { $longest } characters. Please shorten it.
text-not-plain = The text has characters that I do not read. Please write it as plain text.
only-text = I only read text, and keep no pictures, files, contacts or places: they may show who a victim is. I delete them from this chat where I can. Please write it in words, e.g. “1 done”.
command-unknown = I do not know the command { $command }. /help shows those I know.
edited-message = I read changes to a message for ten minutes, while nothing else was asked. Please send it as a new message.
edited-taken-back = You changed your message: I have taken back what I had noted of it, and read it anew.
edited-stays = What I noted of this message stays: it cannot be taken back by changing the message. Please write as a new message what is to be.
button-expired = This button no longer counts. /tasks shows how things are now.
not-yours = You may not change or see this. If you think you should, please turn to the Secretariat.
not-saved-yet = I cannot save this at the moment: it is <b>not saved yet</b>. I keep it and will ask again; this message then says what became of it. You need not write it again.
cannot-look-now = I cannot look anything up at the moment, so I did not note anything. Please write it again in a few minutes.
too-many-messages = You write faster than I can read. I did <b>not</b> read your last messages; please wait a minute and send again, in one message, what matters.
reading-cancelled = Cancelled. Nothing was changed.
going-wrong = Something went wrong in the system. Nothing was changed; please try again shortly.

## The guard of personal data

guard-refused =
    I did not keep this message, because it seems to contain: { $found }.
    Nothing that shows who a victim is may be written in this chat. Please delete the message and write it without personal data, e.g. “blocked: a document is missing”, or only the number of the case.
guard-asks =
    I have not kept this message yet: it contains { $found }, and I cannot tell whether this person is an official.
    If it is an official, please write the office with the name, e.g. “prosecutor …”. If it is a victim, a client, a child or a witness, please delete the message and write only the number of the case.
guard-kind-personal-number = a personal number
guard-kind-document-number = a document number
guard-kind-phone-number = a phone number
guard-kind-email-address = an e-mail address
guard-kind-date-of-birth = a date of birth
guard-kind-named-victim = a name or initials beside a word for victim, child, client or witness
guard-kind-initials = initials with an age, a place or a school
guard-kind-kin = whose relative somebody is
guard-kind-address = where somebody lives or is sheltered
guard-kind-handle = a name on a social network
guard-kind-plate = a number plate
guard-kind-account = a bank account
guard-kind-medical-number = a medical number, a hospital room or bed
guard-kind-file-number = a number in a register
guard-kind-school = the school and class of a child
guard-kind-photo = a picture of somebody
guard-kind-named-file = a file with names in it
guard-kind-description = a description that fits one person only
guard-kind-disguise = a name written in disguise
guard-kind-too-long = a text too long to be looked at
guard-doubt-named-person = a name without an office
guard-doubt-initials = initials
guard-doubt-kin = a relative of somebody
guard-doubt-description = a description of one person
guard-doubt-number = a number that may be somebody’s
guard-doubt-place = an address that may be somebody’s home
guard-doubt-disguise = letters that may hide a name
guard-doubt-resemblance = words that may show who somebody is

## What may have been meant, several tasks at once, and what is said to the bot itself

did-you-mean = I did not quite understand. Did you mean:
meaning-blocked-by = Blocked: { $reason }
meaning-not-ours-but = Not ours (as written: “{ $institution }”)
meaning-not-attending-because = We do not attend: { $reason }
meaning-deputy-who = A deputy attends: { $who }
ask-of-each = Shall I note “{ $meaning }” for these { $count } tasks?
button-of-each = Yes, for all { $count }
left-as-it-is = Left as it is: <b>{ $number }.</b> { $title }.
no-other-tasks = No other task is open. /tasks shows your tasks.
nothing-to-undo = I noted nothing from you in the last 10 minutes. To change something, just write how it is now, e.g. “1: 50%”.
undo-not-by-word = What I noted last cannot be taken back with a word. Please give it again as it should be, or turn to the Secretariat.
stop-how =
    You choose when I write: /settings sets the hour of the morning message and the quiet hours. With /away your deputy gets the reminders for a while.
    Should this chat not be linked any more, please turn to the Secretariat.
thanks-answer = You are welcome.
greeting-answer = Hello! { $count ->
    [0] No task of your institution is open.
    [one] { $count } task of your institution is open: /tasks
   *[other] { $count } tasks of your institution are open: /tasks
} – /help shows what you can write.
counted-from-today = I counted from today. If you meant from the due date, press the button.
counted-within-due = Counted from today that is { $date }, but the task is due only { $due }. Did you mean so much after the due date?
button-after-due = From due date: { $date }
button-days-more = +{ $days } days: { $date }
button-days-after-due = Due date +{ $days }: { $date }
