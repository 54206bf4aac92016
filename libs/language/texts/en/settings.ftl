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
settings-weekly-at = The morning message comes once a week, at { $hour }:00.
settings-weekly-usual = The morning message comes once a week, at the usual hour.
settings-not-told = Not told of: { $subjects }.
settings-by-telegram = I write to you in this chat, not by e-mail.
settings-by-email = I write to you by e-mail: { $address }
settings-by-both = I write to you in this chat and by e-mail: { $address }
settings-email-missing = You chose e-mail, but I have no e-mail address of yours: press “Telegram or e-mail”.
settings-morning = <b>The morning message</b>
    At which hour, and how often, shall it come? What cannot wait comes by itself, on any working day.
settings-quiet-hours = <b>Quiet hours</b>
    When shall I not write?
settings-subjects = <b>What I tell you of</b>
    ✅ I tell you of it, ▫️ I do not; press to change it. Tasks, referrals and what is decided of them I always tell.
settings-channels = <b>Telegram or e-mail</b>
    Where shall I write to you?
settings-wait = Something else of yours is not saved yet, so nothing was changed. Please press once more in a moment.
told-of-data-requests = data requests
told-of-indicator-values = values of indicators
told-of-meetings = meetings
told-of-training = training
told-of-overviews = looks back at a week or month
button-settings-morning = ☀️ Morning message
button-settings-quiet = 🌙 Quiet hours
button-settings-subjects = 📋 What I tell you of
button-settings-channels = ✉️ Telegram or e-mail
button-each-working-day = Each working day
button-once-a-week = Once a week
button-by-telegram = Telegram
button-by-email = E-mail
button-by-both = Both
button-address-give = Give an e-mail address
button-address-change = Change the e-mail address
button-address-forget = Forget the e-mail address
button-address-own = ✅ Yes, that is mine
button-address-not-own = No
address-ask = What is your own e-mail address? Write only the address, e.g. name@example.org.
address-none = I read no e-mail address in this, and noted nothing. Please write only the address, e.g. name@example.org, in Latin letters without accents – or press “Cancel” to write something else.
address-own = Is <b>{ $address }</b> your own e-mail address? What I tell you goes there.
email-not-offered = E-mail is not set up here, so nothing was changed. I go on writing to you in this chat.
button-hour = ☀️ { $hour }:00
button-quiet = 🌙 { $from }–{ $until }
button-away = 🏖 I will be away
button-back-at-work = 👋 I am back
away-ask = Until when will you be away? Write for example “until Friday” or “15 July”.
away-which-day = Which day did you mean?
away-noted = Noted: you are away until { $date-until }. Meanwhile { $name } gets the reminders.
away-noted-nobody = Noted: you are away until { $date-until }. Nobody stands in for you, so the reminders still come to you. The Secretariat can appoint a deputy.
back-noted = Welcome back. The reminders come to you again.
whoami-focal-point = { $name }, focal point of <b>{ $institution }</b>.
whoami-deputy = { $name }, deputy focal point of <b>{ $institution }</b>.
whoami-chair = Chair of the subgroup <b>{ $subgroup }</b>.
whoami-stands-in = While the chair of { $subgroup } is away, until { $date-until }, you stand in: /board
whoami-secretariat = You see what the Secretariat sees.
privacy =
    <b>What is kept</b>
    Of you: name, post, language, this chat and, where they were given, a work phone number and an e-mail address, all encrypted with a key of your own; and what you reported on tasks.
    Of victims: nothing that says who they are. Messages with names, numbers, files or photos are not kept and are deleted from the chat where Telegram allows.
    To be forgotten, tell the Secretariat: it erases your key, and then nobody can read your data any more, in backups neither. What your institution did stays.
