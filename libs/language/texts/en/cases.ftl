### Cases: pages and chat. The same keys in sq, sr and en.

## The list
page-cases-short = Cases
page-cases = Cases
page-count-unassigned = unassigned cases
case-list-lead = A case is known by its reference only. Nothing here says who a victim is.
case-none = No case.
case-open = Open a case
case-reference = Case
case-show-open = Open
case-show-unassigned = Unassigned
case-show-closed = Closed
case-show-all = All
case-age-in-stage = At this stage
case-days = { $count ->
    [0] since today
    [one] { $count } day
   *[other] { $count } days
}
case-since = since { $date }
case-responsible = Answers for it
case-unassigned = Unassigned
case-manager = Case manager
case-coordinator = Case coordinator
case-referrals = Referrals
case-referrals-waiting = { $count ->
    [one] { $count } waits for an answer
   *[other] { $count } wait for an answer
}
case-referrals-late = { $count ->
    [one] { $count } not answered in time
   *[other] { $count } not answered in time
}
case-closed = Closed

## One case
case-by-rule = By rule ({ $who }): { $role }
case-age-group = Age group
case-sex = Sex
case-nationality = Nationality
case-main-form = Main form of exploitation
case-other-forms = Other forms of exploitation
case-forms = Forms of exploitation
case-identified-by = Identified by
case-person = Person
case-person-known = A person key is known; nobody is shown it.
case-person-unknown = No person key: a second trafficking of this person would not be noticed.
case-earlier = Earlier cases of the person
case-later = Later cases of the person
case-may-be-same = Possible re-trafficking
case-may-be-same-as = This may be the same person as in case
case-confirm-same = Yes, the same person
case-may-be-same-hint = Both cases have the same person key. Names that sound alike can lead to it: confirm only when you know. The cases are then linked, and count as one person and two incidents.
case-answer-awaited = Waits for an answer
case-answer-late = Not answered in time
case-answer-accepted = Accepted
case-answer-declined = Declined
case-answer-by = to be answered by { $at }
case-escalated = The Secretariat was told
case-abroad = Abroad
case-record-answer = Record an answer given otherwise than in chat
case-accept = Accepted
case-decline = Declined
case-by-secretariat = Secretariat
case-by-focalpoint = focalpoint, by itself

## What is decided
case-assign-manager = Assign the case manager
case-appoint-coordinator = Appoint the case coordinator
case-refer = Refer to an institution
case-receiver = To whom
case-answer-until = To be answered by
case-request = What is asked for
case-no-names = No names and nothing else that shows who a victim is: such a text is refused.
case-refer-abroad = Refer to another country
case-country = Country
case-contact = Institution there
case-reach-stage = Record a later stage
case-update = Report news
case-news = What is new
case-revise = Revise the data
case-revise-hint = When a child turns out to be an adult, or the other way round, the case manager changes by rule.
case-link-person = Make the person key
case-close = Close the case
case-reopen = Open it again

## Opening a case
case-competent = Who is competent for the place
case-competent-hint = A centre for social work manages the case of a child, a victim advocacy office that of an adult, of domestic and foreign nationals alike.
case-not-known = — not known —
case-identity = Identifying data
case-identity-hint = They become a person key and are kept nowhere: not in the case, not in the log, not on this page. Fill in all four fields or none.
case-identity-off = This focalpoint has no secret for person keys, so identifying data cannot be taken.
case-given-name = Given name
case-family-name = Family name
case-born = Date of birth
case-birthplace = Place of birth
case-wrong-age-group = The date of birth gives another age group. Leave the age group open, or check the date.
case-not-saved = Not saved. Please send it again in a moment; identifying data must be typed again, because nothing of them was kept.

## Values of the standard
case-stage-identification = Identification
case-stage-referral = Referral
case-stage-assistance = Assistance
case-stage-reintegration = Reintegration
case-majority-minor = Child
case-majority-adult = Adult
case-role-centre-for-social-work = Centre for social work
case-role-victim-advocacy-office = Victim advocacy office
case-sex-female = Female
case-sex-male = Male
case-sex-non-conforming = Neither female nor male
case-sex-not-specified = Not stated
case-age-0-8 = 0–8
case-age-9-17 = 9–17
case-age-minor = Child of unknown age
case-age-18-20 = 18–20
case-age-21-23 = 21–23
case-age-24-26 = 24–26
case-age-27-29 = 27–29
case-age-30-38 = 30–38
case-age-39-47 = 39–47
case-age-48-more = 48 and over
case-age-adult = Adult of unknown age
case-nationality-stateless = Stateless
case-nationality-unknown = Not known
case-nationality-others = Other countries
case-form-forced-labour = Forced labour
case-form-sexual-exploitation = Sexual exploitation
case-form-child-labour = Child labour
case-form-forced-marriage = Forced marriage
case-form-servitude = Slavery-like practices
case-form-forced-military = Forced military service
case-form-organ-removal = Removal of organs
case-form-forced-begging = Forced begging
case-form-forced-adoption = Forced adoption
case-form-surrogacy = Surrogacy
case-form-other = Another form

## Figures
case-report = Figures
case-count = What is counted
case-count-incidents = Incidents
case-count-persons = Persons
case-count-retrafficked = Re-trafficked persons
case-by = By
case-by-sex = by sex
case-by-age = by age group
case-by-nationality = by nationality
case-by-form = by main form of exploitation
case-report-year = Year
case-report-all = All
case-report-all-years = All years
case-report-csv = Download as CSV
case-report-hidden = Hidden: a count under { $smallest }, or one from which such a count could be worked out.
case-report-how-incidents = Each case counts in the year in which it was opened.
case-report-how-persons = Each person counts once in a year, as in the first case of that year; a case without a person key is a person of its own.
case-report-how-retrafficked = Each person whose re-trafficking was confirmed counts once in the year of the later case.
case-report-one-table = Publish one table about the same people, not several: together they can tell what each hides.
case-report-standard = Values: IOM Human Trafficking Case Data Standard 2.0; age groups of CTDC.

## Tasks
case-unassigned-task = Case { $case }: nobody answers for the stage “{ $stage }”. Find an institution that does.

## Chat
commands-referrals = Referrals to answer
help-referrals = /referrals – cases that your institution is asked to take on
referral-offer =
    <b>{ $institution }</b> is asked to take on case <b>{ $case }</b>, stage “{ $stage }”.
    Please answer by <b>{ $date-until }, { $time }</b>.
referral-offer-late =
    <b>{ $institution }</b> is asked to take on case <b>{ $case }</b>, stage “{ $stage }”.
    The answer was due <b>{ $date-on }, { $time }</b>; the Secretariat was told. You can still answer.
referral-request = Asked for: { $request }
referrals-heading = { $count ->
    [one] { $count } referral waits for an answer of <b>{ $institution }</b>.
   *[other] { $count } referrals wait for an answer of <b>{ $institution }</b>.
}
referrals-none = No referral waits for your institution's answer.
referral-button-accept = ✅ Accept
referral-button-decline = ✖️ Decline
referral-accepted = Accepted: <b>{ $institution }</b> answers for case <b>{ $case }</b> at the stage “{ $stage }”. Thank you.
referral-ask-reason = Why does your institution not take on case <b>{ $case }</b>? Please write the reason in one message, without names or details of the victim.
referral-declined = Declined: case <b>{ $case }</b>, stage “{ $stage }”. Reason: { $reason }
referral-not-open = This referral does not wait for an answer any more.
referral-told-late = Not answered in time: <b>{ $institution }</b> was to say by { $date-until }, { $time } whether it takes on case <b>{ $case }</b>, stage “{ $stage }”.
referral-told-declined = <b>{ $institution }</b> declined case <b>{ $case }</b>, stage “{ $stage }”: { $reason }
referral-told-accepted = <b>{ $institution }</b> takes on case <b>{ $case }</b>, stage “{ $stage }”.
