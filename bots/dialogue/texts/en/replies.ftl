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
confirm-not-ours = I told the Secretariat that task <b>{ $number }.</b> { $title } is not yours.
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
text-too-long = The text is longer than { $longest } characters. Please shorten it.
text-not-plain = The text has characters that I do not read. Please write it as plain text.
only-text = I only read text, and keep no pictures, files, contacts or places: they may show who a victim is. I delete them from this chat where I can. Please write it in words, e.g. “1 done”.
command-unknown = I do not know the command { $command }. /help shows those I know.
edited-message = I do not read changes to messages. Please send it as a new message.
button-expired = This button no longer counts. /tasks shows how things are now.
not-yours = You may not change or see this. If you think you should, please turn to the Secretariat.
not-saved-yet = I cannot save this at the moment: it is <b>not saved yet</b>. I keep it and will ask again; this message then says what became of it. You need not write it again.
cannot-look-now = I cannot look anything up at the moment, so I did not note anything. Please write it again in a few minutes.
reading-cancelled = Cancelled. Nothing was changed.
going-wrong = Something went wrong in the system. Nothing was changed; please try again shortly.

## The guard of personal data

guard-refused =
    I did not keep this message, because it seems to contain: { $found }.
    Nothing that shows who a victim is may be written in this chat. Please delete the message and write it without personal data, e.g. “blocked: a document is missing”, or only the number of the case.
guard-kind-personal-number = a personal number
guard-kind-document-number = a document number
guard-kind-phone-number = a phone number
guard-kind-email-address = an e-mail address
guard-kind-date-of-birth = a date of birth
guard-kind-named-victim = a name next to the word victim
