# Forms of data requests: what they ask and how a filled-in file is read.

form-unit-persons = persons
form-unit-incidents = incidents
form-unit-cases = cases
form-unit-items = items
form-unit-sessions = sessions
form-unit-percent = per cent
form-unit-days = days
form-unit-euros = euros
form-by-sex = sex
form-by-age-group = age group
form-by-nationality = nationality
form-by-exploitation-form = form of exploitation
form-sex-female = Female
form-sex-male = Male
form-sex-non-conforming = Neither female nor male
form-sex-not-specified = Sex not stated
form-age-group-0-8 = 0–8 years
form-age-group-9-17 = 9–17 years
form-age-group-18-20 = 18–20 years
form-age-group-21-23 = 21–23 years
form-age-group-24-26 = 24–26 years
form-age-group-27-29 = 27–29 years
form-age-group-30-38 = 30–38 years
form-age-group-39-47 = 39–47 years
form-age-group-48-plus = 48 years and more
form-age-group-minor = Under 18, age not known
form-age-group-adult = 18 or more, age not known
form-nationality-XK = Kosovo
form-nationality-AL = Albania
form-nationality-RS = Serbia
form-nationality-MK = North Macedonia
form-nationality-ME = Montenegro
form-nationality-BA = Bosnia and Herzegovina
form-nationality-MD = Moldova
form-nationality-RO = Romania
form-nationality-BG = Bulgaria
form-nationality-UA = Ukraine
form-nationality-stateless = Stateless
form-nationality-unknown = Nationality not known
form-exploitation-form-forced-labour = Forced labour
form-exploitation-form-sexual-exploitation = Sexual exploitation
form-exploitation-form-child-labour = Child labour
form-exploitation-form-forced-marriage = Forced marriage
form-exploitation-form-servitude = Slavery-like practices
form-exploitation-form-forced-military = Forced military service
form-exploitation-form-organ-removal = Removal of organs
form-exploitation-form-forced-begging = Forced begging
form-exploitation-form-forced-adoption = Forced adoption
form-exploitation-form-surrogacy = Surrogacy
form-exploitation-form-other = Another form
form-total = Total
form-skipped = no answer: { $reason }
form-hint-places = { $places ->
    [one] at most { $places } decimal place
   *[other] at most { $places } decimal places
}
form-hint-between = { $least } to { $most }
form-hint-least = at least { $least }
form-hint-date = a date, e.g. 31.12.2017
form-hint-by = by { $by }; the parts make the total
form-sheet = Form
form-column-key = Key (do not change)
form-column-question = Question
form-column-part = Part
form-column-answer = Answer
form-column-how = How
form-column-reason = Reason, if there is no answer
form-how-to-fill = Write into the columns “Answer” and “Reason” only, save the file as CSV or XLSX and send it to the bot. Never write who a victim is.
unreadable-not-a-number = This is not a number. Write it in digits, for example 12 or 12,5.
unreadable-two-readings = This may be read as two numbers. Write it without a thousands mark, for example 1250 or 1,25.
unreadable-too-large = The number is far too large. Check the digits.
unreadable-too-many-places = The number has too many decimal places. Round it.
unreadable-not-a-count = This is counted. Write a whole number, 0 or more.
unreadable-not-a-date = This is not a date. Write it as 31.12.2017.
unreadable-no-such-day = There is no such day. Check the date.
unreadable-no-such-option = This is none of the options. Choose one of them.
unreadable-broken-down = This is broken down. Give the total and its parts.
cell-in-sheet = Sheet “{ $sheet }”, cell { $cell }
cell-in-row = Row { $row }, column { $column }
cell-merged = These cells are merged. Split them, so that each line has its own answer.
cell-odd = This cell holds something that is no answer. Write a number, a date or a word.
cell-no-such-key = The form has no such line. Leave the first column as it is in the form’s file.
cell-key-twice = This line is there twice. Leave one of them out.
cell-answer-and-reason = There is an answer and a reason why there is none. Leave one of them out.
cell-reason-too-long = The reason is too long. Shorten it.
cell-reason-not-plain = The reason has signs that cannot be kept. Write it as plain text.
file-too-large = This file is too large. Send the form’s own file, filled in.
file-too-wide = Something stands to the right of the form’s last column. Delete it there and send the file again.
file-too-many-sheets = This file has more sheets than the form. Delete those that are not the form’s and send it again.
file-other-kind = I read CSV and XLSX files only. Save the file as one of these and send it once more.
file-holds-more = This file has pictures, charts or other files inside. Delete them and send the file again.
file-damaged = This file is damaged. Save it again and send it once more.
file-not-the-form = This is not the form’s file. Take the form’s own file with /data, fill it in and send that.

# Data requests in chat.

commands-data = Data requests
data-none = Your institution has no open data request. Thank you.
data-heading = { $count ->
    [0] <b>Data requests.</b> Nothing is waiting for you.
    [one] <b>Data requests.</b> { $count } is waiting for you.
   *[other] <b>Data requests.</b> { $count } are waiting for you.
}
data-line = • <b>{ $title }</b> – { $due } – { $status }
data-card =
    <b>{ $title }</b>
    Period: { $period }
    Due: { $due }
    { $count ->
        [one] { $count } question
       *[other] { $count } questions
    }, { $status }
data-stage-awaited = not answered yet
data-stage-submitted = with the Secretariat
data-stage-returned = returned for correction
data-stage-accepted = accepted
data-due-overdue = { $days ->
    [one] { $date }, { $days } day late
   *[other] { $date }, { $days } days late
}
data-due-today = { $date }, today
data-due-in = { $days ->
    [one] { $date }, in { $days } day
   *[other] { $date }, in { $days } days
}
data-comment = 💬 <b>{ $field }</b>: { $comment }
data-on-a-page = { $days ->
    [one] You can also <a href="{ $link }">answer on a page</a>; the link is yours alone and opens for { $days } day.
   *[other] You can also <a href="{ $link }">answer on a page</a>; the link is yours alone and opens for { $days } days.
}
data-by-file = Or take the form as a file, fill it in and send it here.
data-button-open = { $title }
data-button-answer = Answer here
data-button-go-on = Go on
data-button-correct = Correct
data-button-xlsx = Excel file
data-button-csv = CSV file
data-button-back = « Back
data-button-skip = No answer
data-button-later = Later
data-button-drop = Discard
data-button-send = Send
data-button-change = Change
data-button-note = Add a note
data-button-confirm = They are right, send
data-question =
    <b>{ $field }</b> ({ $n }/{ $of })
    <i>{ $hint }</i>
data-so-far = So far: { $answer }
data-last-period = Last period: { $figure }
data-ask-total = Please write the total first.
data-ask-part = How many: <b>{ $part }</b>? { $left } left. Several numbers in one message are taken one after the other.
data-ask-further = Left, of other countries: { $left }. Write the country’s two letters and the number, for example DE 2.
data-too-many = That is more than the { $left } that are left. Check it, or go back and change the total.
data-too-few = { $left } are left, and this is the last part. Check it, or go back and change what came before.
data-no-country = Write the country’s two letters and the number, for example DE 2.
data-still-asked = I am still asking: <b>{ $field }</b>. “Later” keeps your answers, /data goes on.
data-ask-reason = Why is there no answer to <b>{ $field }</b>? Write it in a few words.
data-ask-note = What do you want to say to the Secretariat about the correction?
data-note = ✏️ { $note }
data-summary = <b>{ $title }</b> – your answers. Nothing is sent yet.
data-which-field = Which answer do you want to change?
data-far = Some answers are far from the last period. Are they right?
data-far-field = • <b>{ $field }</b>: now { $now }, last period { $last }
data-sent = Sent: <b>{ $title }</b>. Thank you. The Secretariat looks at it; /data shows how it stands.
data-dropped = Discarded. Nothing was sent.
data-later = Your answers are kept. /data goes on where you stopped.
data-file-caption = Fill in the columns “Answer” and “Reason” only, then send the file here.
data-file-not-fetched = I could not fetch this file. Please send it once more.
data-file-not-yours = This file belongs to a request that does not ask your institution.
data-file-faults = { $count ->
    [one] The file has { $count } fault. Nothing was taken over; correct it and send the file once more.
   *[other] The file has { $count } faults. Nothing was taken over; correct them and send the file once more.
}
data-file-more-faults = { $count ->
    [one] … and { $count } more.
   *[other] … and { $count } more.
}
data-told-heading = Data requests for <b>{ $institution }</b>
data-told-line = • { $title } ({ $period }) – { $due }
data-told-new = New
data-told-returned = Returned for correction
data-told-soon = Due soon
data-told-today = Due today
data-told-overdue = Overdue
data-told-nudged = The Secretariat asks once more

# Data requests on pages.

data-page-title = Data requests
page-data-requests-short = Data
data-page-new = New data request
data-page-collected = Collected data
data-page-all-requests = All requests
data-page-request = Request
data-page-answered = Answered
data-page-to-review = To review
data-page-closed = closed
data-page-missing = Missing
data-page-nothing-missing = Nothing is missing.
data-page-nudge = Ask once more
data-page-nudged = asked once more on { $at }
data-page-days-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
data-page-again = Ask again for another period
data-page-form-xlsx = The form as an Excel file
data-page-form-csv = The form as a CSV file
data-page-questions = Questions
data-page-close = Close the request
data-page-close-what = Nothing is submitted or corrected after that.
data-page-raw = What institutions wrote, as they wrote it: for the Secretariat only. Small counts are hidden in the collected data and its files.
data-page-comment = Comment
data-page-comment-if-any = What does not convince
data-page-last = last period { $figure }
data-page-confirmed = confirmed by the institution
data-page-return = Return with the comments
data-page-accept = Accept
data-page-no-comment = Write a comment on at least one answer.
data-page-step-submitted = Submitted
data-page-step-returned = Returned
data-page-step-corrected = Corrected
data-page-step-accepted = Accepted
data-page-step-nudged = Asked once more
data-page-by-official = by the institution
data-page-by-secretariat = by the Secretariat
data-page-by-service = by focalpoint
data-page-begin-with = Begin with the form of
data-page-take-over = Take it over
data-page-from = First day of the period
data-page-until = Last day of the period
data-page-recipients = Whom it asks
data-page-question = Question { $n }
data-page-key = Key, if the question is to continue one of an earlier period (else leave it empty)
data-page-kind = Kind
data-page-kind-integer = Whole number
data-page-kind-decimal = Number with decimals
data-page-kind-breakdown = Count, broken down
data-page-kind-choice = Choice
data-page-kind-date = Date
data-page-more-of-question = Unit, bounds, options, breakdown
data-page-unit = Unit
data-page-unit-other = Another unit
data-page-unit-other-name = Name of the other unit
data-page-places = Decimal places (0 to 6)
data-page-least = At least
data-page-most = At most
data-page-by = Broken down by
data-page-options = Options, one in each line, in the same order in each language
data-page-more-questions = More questions
data-page-issue = Issue the request
data-page-wrong-key = Use small letters a to z, digits and hyphens.
data-page-wrong-key-twice = Another question has the same key. Give each a key of its own.
data-page-wrong-too-many-fields = A form has at most 100 questions. Divide it.
data-page-wrong-no-fields = The form has no question. Add one.
data-page-wrong-options = Write as many options in each language that you use, in the same order, one in each line.
data-page-wrong-by = Choose by what it is broken down.
data-page-wrong-bounds = “At most” is less than “at least”. Check both.
data-page-wrong-period = The period ends before it begins. Check the dates.
data-page-wrong-recipients = Choose at least one institution.
data-page-form = Form
data-page-show = Show
data-page-all = All together
data-page-part-of-all = { $answered } of { $asked } answered
data-page-chart = Chart
data-page-parts = By parts
data-page-hides = Counts of persons under 5 are hidden, and those that would tell them.
data-page-cell-hidden = hidden
data-page-cell-skipped = no answer
data-page-cell-missing = missing
data-page-status-accepted = accepted
data-page-status-waiting = not reviewed yet
data-page-status-hidden = hidden (small count)
data-page-status-skipped = no answer
data-page-status-missing = missing
data-page-file-institution = Institution
data-page-file-from = From
data-page-file-until = Until
data-page-file-field = Question
data-page-file-part = Part
data-page-file-value = Value
data-page-file-unit = Unit
data-page-file-status = Status
data-page-sent = Sent. Thank you. To correct it, ask the bot for a new link with /data.
data-page-look = Some answers do not fit. Look at the marked ones; nothing was stored.
data-page-far = Some answers are far from the last period. Check the marked ones, and confirm those that are right.
data-page-confirm = It is right, though the last period was { $figure }
data-page-country = Another country (two letters)
data-page-count = Number
data-page-link = The link to a form
data-page-link-forged = This link is not valid. Ask the bot for a new one with /data.
data-page-link-expired = This link has expired. Ask the bot for a new one with /data.
data-page-link-not-in-post = This link was made for somebody who is not in post any more. The successor gets a link from the bot with /data.
data-page-link-taken-back = This link was sent before a chat or an e-mail address of this person was changed or taken away, so it opens nothing any more. Ask the bot for a new one with /data.
data-page-link-spent = Answers were sent by this link, or by you since it was made, so it sends nothing more. To correct them, ask the bot for a new link with /data.
data-page-link-until = This link is yours alone and opens until { $at }. Do not pass it on.
data-page-no-names = Never write who a victim is.
