# What a person may set, and what the bot knows of the person.

commands-settings = When I write to you
commands-away = I will be away
commands-back = I am back
commands-whoami = Who I take you for
commands-post = For which institution I speak
commands-privacy = What is kept
settings-heading = <b>When I write to you</b>
settings-digest-at = The morning message comes at { $hour }:00.
settings-digest-usual = The morning message comes at the usual hour.
settings-quiet = Quiet from { $from } to { $until }.
settings-quiet-usual = Quiet at the usual hours.
settings-away = You are away from { $from-from } until { $until-until }.
settings-how = On days off I do not write. Choose below:
button-hour = ☀️ { $hour }:00
button-quiet = 🌙 { $from }–{ $until }
button-away = 🏖 I will be away
button-back-at-work = 👋 I am back
digest-hour-chosen = The morning message will come at { $hour }:00.
quiet-hours-set = Quiet from { $from } to { $until }.
away-ask = Until when will you be away? Write for example “until Friday” or “15 July”.
away-which-day = Which day did you mean?
away-noted = Noted: you are away until { $date-until }. Meanwhile { $name } gets the reminders.
away-noted-nobody = Noted: you are away until { $date-until }. Nobody stands in for you in the chat, so the reminders still come to you. The Secretariat can appoint a deputy.
back-noted = Welcome back. The reminders come to you again.
whoami-focal-point = { $name }, focal point of <b>{ $institution }</b>.
whoami-deputy = { $name }, deputy focal point of <b>{ $institution }</b>.
whoami-chair = Chair of the subgroup <b>{ $subgroup }</b>.
whoami-stands-in = While the chair of { $subgroup } is away, until { $date-until }, you stand in: /board
whoami-secretariat = You see what the Secretariat sees.
privacy =
    <b>What is kept</b>
    Of you: name, post, language, this chat and, where it was given, a work phone number, all encrypted with a key of your own; and what you reported on tasks.
    Of victims: nothing that says who they are. Messages with names, numbers, files or photos are not kept and are deleted from the chat where Telegram allows.
    To be forgotten, tell the Secretariat: it erases your key, and then nobody can read your data any more, in backups neither. What your institution did stays.
