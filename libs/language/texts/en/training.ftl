# Training, the pool of trainers, certificates and hand-over: pages, chat and papers.

## Training: the pages
page-training-short = Training
page-training = Training programme
page-training-lead = The modules planned, their sessions, and who attended.
page-trainers = Pool of trainers
page-trainers-lead = Who may give which module, until when, and when they last gave a session.
page-module = Module
page-planned-for = Planned for
page-audience = For whom
page-audience-secretariat = the Secretariat
page-audience-trainers = trainers
page-audience-authority-members = members of the Authority
page-days-of = { $max ->
    [one] { $min }–{ $max } day
   *[other] { $min }–{ $max } days
}
page-days-so-many = { $count ->
     [one] { $count } day
    *[other] { $count } days
}
page-sessions-ahead = Sessions ahead
page-sessions-given = Sessions given
page-attended-count = Attended
page-trainers-count = Trainers
page-no-modules = No module is planned: import training-programme.csv.
page-sessions = Sessions
page-no-sessions = No session yet.
page-session-scheduled = scheduled
page-session-due = attendance due
page-session-delivered = given
page-session-cancelled = called off
page-given-by = Given by
page-nobody-enrolled = Nobody is enrolled yet.
page-was-there = attended
page-was-not-there = did not attend
page-schedule-session = Schedule a session
page-first-day = First day
page-last-day = Last day
page-choose-trainers = Who gives it
page-no-trainers-yet = Nobody is certified for this module: certify a trainer first.
page-enrol = Enrol a participant
page-known-person = Somebody known
page-or-new-person = — or somebody else, by name —
page-their-name = Name
page-their-institution = Institution
page-take-attendance = Take attendance
page-correct-attendance = Put the attendance right
page-who-attended = Who attended
page-cancel-session = Call the session off
page-certify = Certify a trainer
page-certified-until = Valid until (empty: no end)
page-withdraw = Withdraw
page-left-pool = Left the pool
page-issue-certificates = Issue certificates
page-issue-hint = Everybody who attended and has none gets one.
page-paper-sq = PDF Albanian
page-paper-sr = PDF Serbian
page-paper-en = PDF English
page-valid-until = until { $day }
page-no-end = no end
page-validity-valid = valid
page-validity-expired = expired
page-validity-replaced = replaced
page-validity-withdrawn = withdrawn
page-certified-for = Certified for
page-last-session = Last session
page-never = never
page-given-count = Given
page-engagement = Engagement
page-engaged = active
page-idle = idle since { $day }
page-not-certified-now = not certified now
page-reminded-on = reminded on { $day }
page-reach-chat = own chat
page-reach-institution = through the institution
page-reach = How they are told
page-no-trainers = No trainer yet.
page-idle-count = { $count ->
     [one] { $count } trainer idle
    *[other] { $count } trainers idle
}
page-wrong-days = The last day is before the first.
page-wrong-nobody-attended = Mark at least one person.
page-wrong-no-trainer = Choose at least one trainer.
page-wrong-no-person = Choose somebody, or write a name and choose an institution.
page-wrong-nothing-to-issue = Everybody who attended has a certificate already.
page-wrong-not-sealed = The name cannot be encrypted at the moment. Try again shortly.
event-training-trainer-reminded = Trainer reminded

## Verification
page-verification = Verify a certificate
page-verify-how = Type the code that is printed on the certificate.
page-verify-code = Code
page-verify-button = Verify
page-verify-valid = The certificate is valid.
page-verify-expired = The certificate is genuine, but it has expired.
page-verify-replaced = The certificate is genuine, but a newer one has replaced it.
page-verify-withdrawn = The certificate was withdrawn.
page-verify-unknown = No certificate has this code. Check the letters; if they are right, the certificate is not one of ours.
page-verify-not-a-code = This is no code: it has 16 letters and digits, in four groups of four.
page-verify-kind = Kind
page-verify-attended = attendance of training
page-verify-trainer = trainer
page-verify-holder = The holder's initials
page-verify-issued = Issued on
page-verify-until = Valid until
page-verify-privacy = This page shows initials only: compare them with the name on the paper.

## Hand-over: the pages
page-hand-over = Hand-over
page-hand-over-focal-point = Hand over the post of focal point
page-hand-over-hint = The tasks stay with the institution; the predecessor's chat loses access at once. The successor gets a briefing.
page-appoint-focal-point = Appoint a focal point
page-appoint-deputy = Appoint a deputy
page-deputy-succeeds = The present deputy
page-phone = Work phone
page-hands-on-chairs = Also takes the chair of
page-appoint-chair = Appoint the chair
page-new-chair = New chair
page-briefing = Briefing
page-briefing-lead = What is open, overdue, decided in the last six months, and who is who.

## Papers: certificates
certificate-authority = National Authority against Trafficking in Human Beings
certificate-title = Certificate
certificate-trainer-title = Trainer's certificate
certificate-to = is given to
certificate-sentence = for having attended the training held from { $from } to { $until }
certificate-sentence-day = for having attended the training held on { $day }
certificate-trainer-sentence = as certified to give the module
certificate-issued = Issued on { $day }
certificate-until = Valid until { $day }
certificate-for-ever = Without an end
certificate-verify = Verification code

## Papers: briefings
briefing-kind = Hand-over briefing
briefing-cases-title = The cases you coordinate
briefing-lead-focal-point = What the focal point of { $name } has to know, on { $day }.
briefing-lead-chair = What the chair of the subgroup { $name } has to know, on { $day }.
briefing-lead-coordinator = The open cases by their references, on { $day }. Institution: { $name }.
briefing-overdue = Overdue ({ $count })
briefing-open = Open ({ $count })
briefing-data-requests = Data asked for ({ $count })
briefing-cases = Open cases ({ $count })
briefing-decided = Decided in the last six months ({ $count })
briefing-people = Who is who ({ $count })
briefing-nothing = nothing
briefing-due = due { $day }
briefing-stage-identification = identification
briefing-stage-referral = referral
briefing-stage-assistance = assistance
briefing-stage-reintegration = reintegration
briefing-referrals-waiting = { $count ->
     [one] { $count } referral not answered
    *[other] { $count } referrals not answered
}
briefing-post-focal-point = focal point
briefing-post-deputy = deputy
briefing-chairs = chairs: { $subgroups }
briefing-foot = As of { $day }. Internal to the National Authority; no data on victims.
briefing-rest = The rest is in the document.
briefing-document = The briefing as a document
briefing-file = briefing
briefing-nothing-of-yours = /briefing tells focal points and chairs what they have to know. There is nothing for you.
commands-briefing = Briefing on your post

## Training: the chat
commands-training = Training
commands-verify = Verify a certificate
training-heading = Your sessions:
training-none = You have no training session ahead, and no attendance to take.
training-give = <b>{ $module }</b>, { $days }{ $place } – you give it; enrolled: { $enrolled }
training-attend = <b>{ $module }</b>, { $days }{ $place } – you take part
training-attendance-due = <b>{ $module }</b>, { $days }{ $place } – take the attendance
button-attendance = ✍️ Attendance: { $days }
attendance-ask = <b>{ $module }</b>, { $days }. Who attended? Tap the names, then confirm.
attendance-nobody-enrolled = Nobody is enrolled in this session. The Secretariat enrols participants.
attendance-nobody-marked = Mark at least one name before you confirm.
attendance-not-yours = Attendance is taken by whoever gives the session.
button-attendance-confirm = ✅ Confirm ({ $count })
button-attendance-all = Everybody
attendance-taken = { $count ->
     [one] Noted: { $count } participant, <b>{ $module }</b>, { $days }. Thank you.
    *[other] Noted: { $count } participants, <b>{ $module }</b>, { $days }. Thank you.
}
notice-trainer-idle = You have given no session as a trainer since { $since }. We should be glad to have you again: please agree the next session with the Secretariat. Your modules: { $modules }.
notice-trainer-idle-of-yours = Your institution's trainer { $name } has given no session since { $since }. Please agree the next one with them and the Secretariat. Modules: { $modules }.
notice-session-ahead = A reminder: you give the training <b>{ $module }</b>, { $days }{ $place }. Enrolled: { $enrolled }. After it, /training takes the attendance.
notice-session-ahead-of-yours = A reminder: your institution's trainer { $name } gives the training <b>{ $module }</b>, { $days }{ $place }.
notice-attendance-due = The training <b>{ $module }</b>, { $days }, is over. Who attended?
verify-valid = ✅ Valid: { $what }, <b>{ $module }</b>. The holder's initials: { $initials }.
verify-not-valid = ⛔ { $verdict } { $what }, <b>{ $module }</b>.
verify-how = Write /verify and the certificate's code, e.g. /verify 7K3M-2QRD-9XW0-5TFA.
page-paper-sr-Cyrl = PDF Serbian (Cyrillic)
