### Today: what waits, what is late, what is new.

page-today-short = Today
today-title = Today
today-no-news = Nothing new since your last visit.
today-late = Late
today-nothing-late = Nothing is late.
today-waits = What waits
today-to-verify = To verify
today-time-asked = More time is asked for
today-disputed = Disputed
today-review = Data to review
today-look-through = Look through
today-unassigned = Cases unassigned
today-assign = Assign
today-undelivered = Messages not delivered
today-missing = Meetings to be written up
today-attendance = Attendance is missing
today-minutes = Minutes are missing
today-nothing-waits = Nothing waits for you.
today-lists = What is late, and what waits
today-none = Nothing.
today-list-answers = Answers to data requests that are late
today-list-values = Values of indicators that are owed
today-list-referrals = Referrals not answered in time
today-quarter-until = quarter until { $date }
today-news-title = New since the last visit
today-news = { $count ->
     [one] Since your last visit: { $count } change
    *[other] Since your last visit: { $count } changes
}
today-news-more = { $count ->
     [one] Since your last visit: more than { $count } changes
    *[other] Since your last visit: more than { $count } changes
}
today-all = { $count ->
     [one] All { $count }
    *[other] All { $count }
}
today-first = { $count ->
     [one] The first { $count } are shown.
    *[other] The first { $count } are shown.
}
today-late-items = { $count ->
     [one] { $count } task
    *[other] { $count } tasks
}
today-late-answers = { $count ->
     [one] { $count } answer to a data request
    *[other] { $count } answers to data requests
}
today-late-values = { $count ->
     [one] { $count } value of an indicator
    *[other] { $count } values of indicators
}
today-late-referrals = { $count ->
     [one] { $count } referral
    *[other] { $count } referrals
}
