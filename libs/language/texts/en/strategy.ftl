# Strategy, action plan and indicators: pages and chat.

page-strategy = Strategy and action plan
page-strategy-short = Strategy
page-dashboard = Dashboard
page-dashboard-short = Dashboard

strategy-measurable-of = { $measurable } of { $total } objectives can be measured
strategy-lead = An objective can be measured when it has an indicator with unit, baseline, target, due date, source and disaggregation. Here is what is missing.
strategy-objective = Objective
strategy-measurability = Can it be measured?
strategy-measurable = Measurable
strategy-measurable-why = Each of its indicators has everything.
strategy-not-measurable = Not measurable
strategy-no-indicator = It has no indicator. Define one.
strategy-lacks = These indicators lack something:
strategy-counts =
    { $indicators ->
        [one] { $indicators } indicator
       *[other] { $indicators } indicators
    }, { $activities ->
        [one] { $activities } activity
       *[other] { $activities } activities
    }
strategy-key-issue = Key issue of the assessment
strategy-key-issue-1 = Monitoring and evaluation
strategy-key-issue-2 = Coordination and data
strategy-key-issue-3 = Trainers
strategy-owners =
    { $count ->
        [one] { $count } institution
       *[other] { $count } institutions
    }
strategy-set = Set an objective
strategy-statement-in = What is to be reached, in at least one language
strategy-title-in = Title, in at least one language

strategy-gap-unit = unit
strategy-gap-baseline = baseline
strategy-gap-target = target
strategy-gap-due = due date
strategy-gap-source = source
strategy-gap-disaggregation = disaggregation

strategy-unit = Unit
strategy-unit-in-words = Another unit, in words
strategy-unit-persons = persons
strategy-unit-incidents = incidents
strategy-unit-cases = cases
strategy-unit-items = items
strategy-unit-sessions = sessions
strategy-unit-percent = per cent
strategy-unit-days = days
strategy-unit-euros = euros
strategy-unit-other = another one
strategy-baseline = Baseline
strategy-baseline-on = On which day it was so
strategy-target = Target
strategy-due = To be reached by
strategy-source = Where the values come from
strategy-source-reported = Institutions report them
strategy-reporters = Which institutions report
strategy-reported-by = Reported by { $institutions }
strategy-computed-from = Worked out from: { $events }
strategy-computed-action-items-done-in-time = Computed: share of tasks done by their due date
strategy-computed-referral-acceptance-days = Computed: median days from a referral to its acceptance
strategy-computed-meeting-attendance = Computed: share of invited institutions that came to meetings
strategy-computed-data-requests-answered-in-time = Computed: share of data requests answered in time
strategy-computed-training-sessions-delivered = Computed: training sessions delivered
strategy-computed-incidents = Computed: incidents
strategy-computed-persons = Computed: persons
strategy-computed-retrafficked-persons = Computed: re-trafficked persons
strategy-disaggregation = Disaggregation
strategy-disaggregation-none = Nothing to break down: no persons
strategy-disaggregation-by = Broken down by what is marked below
strategy-dimensions = Broken down by
strategy-dimension-sex = Sex
strategy-dimension-age-group = Age group
strategy-dimension-nationality = Nationality
strategy-dimension-exploitation-form = Form of exploitation
strategy-not-known = not known yet
strategy-missing = missing

strategy-sex-female = Female
strategy-sex-male = Male
strategy-sex-non-conforming = Neither female nor male
strategy-sex-not-specified = Sex not stated
strategy-age-group-0-8 = 0 to 8 years
strategy-age-group-9-17 = 9 to 17 years
strategy-age-group-minor = Child, age not known
strategy-age-group-18-20 = 18 to 20 years
strategy-age-group-21-23 = 21 to 23 years
strategy-age-group-24-26 = 24 to 26 years
strategy-age-group-27-29 = 27 to 29 years
strategy-age-group-30-38 = 30 to 38 years
strategy-age-group-39-47 = 39 to 47 years
strategy-age-group-48-plus = 48 years and more
strategy-age-group-adult = Adult, age not known
strategy-nationality-stateless = Stateless
strategy-nationality-unknown = Nationality not known
strategy-exploitation-form-forced-labour = Forced labour
strategy-exploitation-form-sexual-exploitation = Sexual exploitation
strategy-exploitation-form-child-labour = Child labour
strategy-exploitation-form-forced-marriage = Forced marriage
strategy-exploitation-form-servitude = Slavery-like practices
strategy-exploitation-form-forced-military = Forced military service
strategy-exploitation-form-organ-removal = Removal of organs
strategy-exploitation-form-forced-begging = Forced begging
strategy-exploitation-form-forced-adoption = Forced adoption
strategy-exploitation-form-surrogacy = Surrogacy
strategy-exploitation-form-other = Another form

strategy-quarter = Q{ $number } { $year }
strategy-period = Period
strategy-value = Value
strategy-origin = From
strategy-no-value = no value
strategy-hidden = fewer than 5, not shown
strategy-running = not over yet
strategy-from-events =
    { $count ->
        [one] from { $count } event
       *[other] from { $count } events
    }
strategy-from-no-events = no event in this period
strategy-events-of-cases = The events are of cases: they are shown to whoever sees every case, and not beside a figure that is hidden because it counts few people.
strategy-not-reported-by = Not reported yet: { $institutions }
strategy-all-reported = everybody has reported
strategy-on-behalf = entered by the Secretariat
strategy-corrected = Corrected: every version
strategy-report = Enter a value
strategy-report-hint = You enter it on the institution's behalf; its focal point can do so in chat with /indicators.
strategy-correct = Correct a value
strategy-which-value = Which value
strategy-parts = Its parts, which add up to the value
strategy-count = How many
strategy-set-baseline = Set the baseline
strategy-set-target = Set the target
strategy-redefine = Change the definition
strategy-define = Define an indicator
strategy-define-hint = What is not known yet may be left out: the indicator is then listed as not measurable, with what is missing.
strategy-activities = Activities
strategy-plan = Plan an activity
strategy-from = From
strategy-until = Until
strategy-wrong-nobody = Choose at least one institution.
strategy-wrong-reversed = This is before the first day. Check the dates.
strategy-wrong-no-dimension = Mark by what it is broken down.
strategy-wrong-line-twice = Another line counts the same. Leave one of them out.
strategy-wrong-sum = The parts do not add up to the value. Check them.

strategy-chart-baseline = Baseline { $value }
strategy-chart-target = Target { $value }
strategy-light-green = On plan
strategy-light-amber = Behind
strategy-light-red = Far behind
strategy-light-none = Not rated
strategy-rule-reached = { $value } in { $period }: the target is reached.
strategy-rule-on-time = { $value } in { $period }: { $come } of the way with { $passed } of the time passed, so it is on time.
strategy-rule-two-thirds = { $value } in { $period }: { $come } of the way with { $passed } of the time passed. That is less than the time, but two thirds of it or more.
strategy-rule-less = { $value } in { $period }: { $come } of the way with { $passed } of the time passed. That is less than two thirds of the time.
strategy-rule-stayed = { $value } in { $period }: it was to stay as it was, and did.
strategy-rule-strayed = { $value } in { $period }: it was to stay as it was, and did not.
strategy-rule-not-measurable = There is no rating: something is missing.
strategy-rule-no-value = There is no rating: no period has a whole value that may be shown yet.
strategy-how-lights = How progress is rated
strategy-how-lights-are-set = An indicator is to move from its baseline to its target while the time from the baseline's day to the due date passes. The share of the way is held against the share of the time: as much or more is green, two thirds of it or more amber, less red. A target that is reached is green. The value is that of the last period for which every institution has reported; a hollow point in a chart is a part only, or of a period that is not over. Counts of 1 to 4 people are not shown.
strategy-objectives-not-measurable = Objectives not measurable
strategy-nothing-measurable = No indicator can be measured yet.
strategy-values-file = Download all values
strategy-values-sheet = Values
strategy-indicator = Indicator
strategy-note = Note
strategy-not-reported = Not reported yet
strategy-not-all-reported = not everybody has reported yet
strategy-events-count = From how many events
strategy-event = Event
strategy-event-position = No. in the log
strategy-event-subject = What it is about

figure-not-a-number = This is not a number. Write digits, for example 12 or 12.5.
figure-too-large = The number is larger than anything counted here. Check the digits.
figure-too-many-places = The number has more than six decimal places. Round it.
figure-either = This can be read in two ways. Write it without a mark for thousands.
figure-not-a-count = This is counted: write a whole number, 0 or more.
figure-not-a-percentage = Per cent go from 0 to 100.
figure-negative = This cannot be less than 0.

commands-indicators = the indicators we report
help-indicators = /indicators shows the indicators that your institution reports and takes their values.
indicators-none = Your institution reports no indicators.
indicators-heading = <b>Indicators that { $institution } reports</b>
indicators-line = <b>{ $title }</b>
    { $state }
indicators-last = Last: { $value } ({ $period }).
indicators-no-value-yet = No value yet.
indicators-owed = Waiting for: { $periods }.
indicators-nothing-owed = Nothing is waiting.
indicators-asked =
    { $count ->
        [one] Good morning. A period has ended, and a value is waiting for { $institution }:
       *[other] Good morning. Periods have ended, and { $count } values are waiting for { $institution }:
    }
indicators-asked-too =
    { $count ->
        [one] A period has ended, and a value is waiting for { $institution }:
       *[other] Periods have ended, and { $count } values are waiting for { $institution }:
    }
indicators-ask = <b>{ $title }</b>, { $period }
    What is the value, in { $unit }? Reply with a number.
indicators-ask-before = Before: { $value } ({ $period }).
indicators-ask-part =
    <b>{ $title }</b>, { $period } ({ $number } of { $of })
    How many in the category <b>{ $category }</b>? Reply with a number.
indicators-ask-corrected = <b>{ $title }</b>, { $period }
    { $value } was reported. What should it have been, in { $unit }? Reply with a number.
indicators-on-page = <b>{ $title }</b>, { $period }
    This value has too many parts to ask for them here. Send the table to the Secretariat: it enters it on the page for you.
indicators-confirm = <b>{ $title }</b>, { $period }
    { $value }. Record this for { $institution }?
indicators-recorded = Recorded: <b>{ $title }</b>, { $period }: { $value }.
indicators-ask-reason = { $value } instead of { $before }. Why is it another value? Reply with the reason.
indicators-corrected-now = Corrected: <b>{ $title }</b>, { $period }: { $value } instead of { $before }.
indicators-either = “{ $text }” can be read in two ways. Which one is meant?
indicators-unchanged = That is the value that is there already.
button-indicator-report = { $period } · { $title }
button-indicator-correct = Correct { $period } · { $title }
button-indicator-record = Record
button-indicator-again = Another number
button-indicator-correct-this = Correct it
