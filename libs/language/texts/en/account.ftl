# Signing in, accounts, roles, tokens and the audit trail.

page-sign-in-press = This link signs you in. Press the button to use it.
page-sign-in-button = Sign in
page-first-start = The first administrator
page-first-start-lead = Whoever goes on here looks after people: who may sign in, and with which roles. The link serves once.
page-first-start-who = Who are you?
page-first-start-other = Somebody else of the Secretariat
page-first-start-name = Name and surname
page-first-start-button = Go on as administrator
page-wrong-name-known = Somebody of this name is in the list above. If it is you, choose it there; if not, write the name so that the two can be told apart.
secretariat-name = Secretariat of the National Coordinator
secretariat-role = Supports the National Coordinator and the National Authority
page-account = Your account
page-account-sessions = Sessions
page-session-device = Device
page-session-network = Network
page-session-since = Since
page-session-used = Last used
page-session-end = End
page-session-end-others = End all others
page-session-this = this one
page-session-confirmed = confirmed by a second factor
page-session-way-link = by a one-time link
page-session-way-open-id = through the institution's sign-in
page-session-way-demo = in the demo
page-role-administrator = administrator
page-role-auditor = auditor
page-office-secretariat = Secretariat
page-office-coordinator = National Coordinator
page-own-tasks-short = Tasks
page-board-short = Board
page-accounts = Accounts and roles
page-accounts-short = Accounts
page-accounts-lead = Everybody in post can sign in. What they may see and do follows from their office; an administrator grants the rest.
page-accounts-person = Person
page-accounts-roles = Roles
page-accounts-second-factor = second factor
page-accounts-remove-passkeys = Remove the passkeys
page-accounts-token = program:
page-accounts-withdraw = Withdraw
page-accounts-grant-administrator = Make administrator
page-accounts-grant-auditor = Make auditor
page-accounts-end-sessions = End all
page-accounts-link = One-time link
page-accounts-link-make = Make a link
page-accounts-link-hint = Hand it over in person or by a channel that only this person reads. It signs in once and is shown only now; the audit trail says that you made it.
page-audit = Audit trail
page-audit-short = Audit
page-audit-lead = Who signed in, who looked at what, what was refused, and who gave whom which rights. What somebody did stands in the history of what they did it to.
page-audit-when = When
page-audit-who = Who
page-audit-act = What
page-audit-object = About
page-audit-door = Through
page-audit-network = Network
page-audit-all = everything
page-audit-filter = Show
page-audit-more = Earlier
page-audit-none = Nothing of this kind is recorded.
page-audit-nobody = nobody known, or the system itself
page-audit-door-page = pages
page-audit-door-api = API
page-audit-door-link = a link
page-audit-door-chat = chat
page-audit-door-email = e-mail
page-audit-act-session-opened = signed in
page-audit-act-session-ended = session ended
page-audit-act-session-confirmed = second factor shown
page-audit-act-sign-in-failed = could not sign in
page-audit-act-refused = refused: not theirs
page-audit-act-case-read = looked at a case
page-audit-act-cases-listed = listed cases
page-audit-act-figures-read = looked at figures of cases
page-audit-act-exported = took a file along
page-audit-act-redriven = had tried again what could not be processed
page-audit-act-role-granted = role granted
page-audit-act-role-withdrawn = role withdrawn
page-audit-act-link-issued = sign-in link made
page-audit-act-links-withdrawn = sign-in links withdrawn
page-audit-act-passkey-registered = passkey registered
page-audit-act-passkey-removed = passkey removed
page-audit-act-recovery-codes-made = recovery codes made
page-audit-act-identity-linked = institution's sign-in linked
page-audit-act-identity-unlinked = institution's sign-in unlinked
page-audit-act-token-made = token made
page-audit-act-token-revoked = token revoked
page-audit-everybody = everybody
page-audit-file-goes-on = These are the latest { $count } lines, and there are earlier ones. Ask for the file again with before={ $position } in its address: it goes on there.
page-audit-object-cases = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
page-audit-file-audit = audit trail
page-audit-file-briefing = briefing
page-audit-file-calendar = calendar file of a meeting
page-audit-file-certificate = certificate
page-audit-file-collected = answers of a data request
page-audit-file-form = form of a data request
page-audit-file-indicator = values of indicators
page-audit-file-month = overview of a month
page-audit-ended-signed-out = signed out
page-audit-ended-ended-by-owner = ended by the person
page-audit-ended-ended-by-administrator = ended by an administrator
page-audit-ended-role-withdrawn = a role was withdrawn
page-audit-ended-too-many = too many sessions
page-audit-ended-left-post = left the post
page-audit-confirmed-passkey = passkey
page-audit-confirmed-recovery-code = recovery code
page-audit-why-another-address = an e-mail from another address
page-audit-why-button = a button that is made up, or of another chat
page-audit-why-invitation = the invitation does not serve
page-audit-why-link = the sign-in link is unknown, used or too old
page-audit-why-link-expired = the link is too old
page-audit-why-link-taken-back = the link was sent before a chat or an address was changed or taken away
page-audit-why-link-forged = the link is none of ours
page-audit-why-nobody = nobody in post is known by this
page-audit-why-not-in-post = holds the post no more
page-audit-why-not-linked = the chat is nobody's
page-audit-why-passkey = what the passkey said was not believed
page-audit-why-provider = the answer of the institution's sign-in was not believed
page-audit-why-recovery-code = none of the recovery codes
page-audit-why-session = the cookie is of no session that there ever was here
page-audit-why-token = the token does not serve
page-audit-why-too-many = too many attempts
page-tokens = Tokens for programs
page-tokens-lead = A program with a token asks the API as you: no more than you may, and no more than the token names. The history says that it was a program.
page-tokens-open = { $count ->
    [0] Make a token
    [one] { $count } token
   *[other] { $count } tokens
}
page-tokens-none = You have no token.
page-token-new = A new token
page-token-name = What it is for
page-token-may = May
page-token-reads = read only
page-token-until = Until
page-token-over = over
page-token-used = Last used
page-token-never-used = never
page-token-revoke = Revoke
page-token-days = For how long
page-token-for-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
page-token-institution = For one institution only
page-token-everywhere = for everything that is mine
page-token-commands = What it may do
page-token-hint = With none ticked it only reads.
page-token-make = Make the token
page-token-made = Your token
page-token-made-hint = Copy it now: it is shown once, and only its fingerprint is kept.
page-second-factor = Second factor
page-second-factor-lead = A passkey or a recovery code confirms that it is you, beside the way in. Changing roles and tokens asks for it again.
page-second-factor-confirm-lead = Confirm that it is you, with a device that you have registered.
page-second-factor-confirm = Confirm with a passkey
page-second-factor-code-head = Without the device
page-second-factor-code-hint = { $count ->
    [0] You have no recovery code left.
    [one] You have { $count } recovery code left. It serves once.
   *[other] You have { $count } recovery codes left. Each serves once.
}
page-second-factor-code = Recovery code
page-second-factor-code-button = Confirm with the code
page-second-factor-register-lead = You have no passkey yet. Register this device, or a security key, to go on. You then get recovery codes for when it is lost.
page-second-factor-unsupported = This browser cannot ask for a passkey. Use an up-to-date browser that runs scripts, at the secure address of this site.
page-second-factor-waiting = Follow what your device says.
page-second-factor-failed = The device did not answer, or the request was cancelled. Try again.
page-second-factor-expired = It took more than five minutes. Try again.
page-second-factor-used = This answer was used already. Confirm again.
page-second-factor-algorithm = This device signs in a way that is not supported here. Use another.
page-second-factor-invalid = This answer of a passkey is not valid here. Try again on this page.
page-second-factor-show = Confirm with the second factor
page-second-factor-then = It opens in a new window. Then come back here and send what you typed again.
page-passkeys = Passkeys and recovery codes
page-passkeys-open = { $count ->
    [0] Register a passkey
    [one] { $count } passkey
   *[other] { $count } passkeys
}
page-passkey-name = Name of the device
page-passkey-name-hint = So that you know it again, as in “Office computer”.
page-passkey-register = Register the passkey
page-passkey-remove = Remove
page-passkey-another = One more passkey
page-recovery-codes = Recovery codes
page-recovery-codes-keep = Print them or write them down, and keep them away from the device. They are shown only now.
page-recovery-codes-use = Each confirms once, when no passkey is at hand.
page-recovery-codes-kept = The codes are kept: continue
page-recovery-codes-left = { $count ->
    [0] No recovery code is left. Make new ones.
    [one] { $count } recovery code is left. New ones replace it.
   *[other] { $count } recovery codes are left. New ones replace them.
}
page-recovery-codes-make = Make new codes
page-demo-people = Who do you want to be?
page-demo-people-lead = The people of the demo are invented. Choose somebody and see what is theirs.
page-demo-chairs = chairs
page-failure-second-factor = Show your second factor first.
page-failure-last-administrator = Nobody else in post is an administrator. Make somebody else one first, then withdraw this role.
page-failure-token-spent = The token is not known, was revoked or is too old.
page-failure-too-many = { $seconds ->
    [one] Too many requests came from here. Wait one second and try again.
   *[other] Too many requests came from here. Wait { $seconds } seconds and try again.
}
page-failure-too-many-minutes = Too many requests came from here. Wait { $minutes } minutes and try again.
page-by-program = by a program
web-link = Your link to the pages. It signs you in once, within { $minutes } minutes. Do not pass it on.
web-not-here = There are no pages here.
commands-web = the pages in your browser
page-report-accept = Took note
page-report-done = Report done
page-report-progress = Report progress
page-report-send = Report
page-report-extend = Ask for more time
page-report-block = Report that it is stuck
page-report-unblock = Report that it goes on
case-looks = Who looked
page-answer-invitation = Your answer to the invitation
email-subject-sign-in = Your sign-in link
email-sign-in = You asked for a link to the pages. It signs you in once, within { $minutes } minutes.
email-sign-in-link = Open the page
email-sign-in-not-asked = If you did not ask for it, do nothing: without this link nobody can sign in as you.
page-sign-in-by-email = By e-mail
page-sign-in-email = Your work e-mail address
page-sign-in-email-send = Send me a link
page-sign-in-email-sent = If somebody in post has this address, a link is on its way. It serves for an hour.
page-live-out = signed out
page-signed-out-kept = Your session has ended; what you typed is kept here. Sign in in the other tab, and it is sent by itself.
page-signed-out-close = Back to the page
page-signed-out-send = You are signed out, and nothing was saved. What you typed is kept on this page: sign in in another tab, then send it again.
page-failure-somebody-else = This form was filled in by somebody else, who was signed in before. It was not sent.
page-sign-in-with = Sign in with { $provider }
page-open-id-going = You sign in there and come back here. The page opens by itself.
page-open-id-linked = Linked: from now on you can sign in this way. Your account opens by itself.
page-open-id-leaving = You are signed out here. So that nobody goes on as you on this device, you are signed out there as well; the page opens by itself.
page-identities = The institution's sign-in
page-identities-lead = Whatever you link here signs you in without a one-time link. Link only an account that is yours alone.
page-identity-linked = linked
page-identity-link = Link { $provider }
page-identity-unlink = Unlink { $provider }
page-failure-provider-away = The institution's sign-in does not answer. Try again in a minute, or sign in by a one-time link.
page-failure-provider-anew = This sign-in was not begun in this browser, took too long or was used already. Begin again on the sign-in page.
page-failure-provider-declined = Nobody was signed in there. Begin again if you want to.
page-failure-provider-untrue = The answer of the institution's sign-in cannot be trusted, so you are not signed in. Tell an administrator.
page-failure-provider-time = The institution's sign-in goes by another time than these pages: its answer is too old or from the future. Tell an administrator.
page-failure-provider-nobody = Nobody in post is linked with this account, and it has no verified e-mail address that exactly one person in post has. Sign in by a one-time link, then link it on the page of your account.
page-failure-provider-another = This account is linked with another person. If it is yours, tell an administrator.
page-accounts-cut-off = Cut off now
page-accounts-cut-off-institution = The whole institution
page-accounts-cut-off-all = Cut off everybody of { $institution }

way-in-told-link-made = An administrator made a link with which one can sign in as you. If you did not ask for it, please tell the Secretariat at once.
way-in-told-passkey-removed = An administrator removed a passkey of yours. If you did not ask for it, please tell the Secretariat at once: whoever signs in as you next can register another.
way-in-told-passkey-registered = A passkey was registered for your account. If this was not you, please tell the Secretariat at once.
page-account-changes = Your sign-in lately
page-account-change-link-made = an administrator made a link that signs in as you
page-account-change-passkey-removed = an administrator removed a passkey of yours
page-account-change-passkey-registered = a passkey was registered
page-account-changes-not-you = If one of these was neither you nor asked for by you, end the other sessions and tell the Secretariat.
page-erasures-let-in = You came in by a link that an administrator made for you. To ask for an erasure or confirm one, sign in by your own chat, e-mail or institution.
