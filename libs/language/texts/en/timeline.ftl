### The timeline: its things, how far they are, and what can be done with the drawing.

timeline-choose = Choose what is shown
timeline-group = Grouped by
timeline-group-institution = Institution
timeline-group-subgroup = Subgroup
timeline-group-objective = Objective
timeline-group-meeting = Meeting
timeline-several = Several institutions together
timeline-without-subgroup = Without a subgroup
timeline-without-objective = Without an objective
timeline-without-meeting = Without a meeting
timeline-as-of = As it was known on
timeline-since = Show what changed since
timeline-as-of-note = As it was known at the end of { $date }.
timeline-since-note = What changed between { $since } and { $date }:
timeline-now = Back to today
timeline-window = Days shown
timeline-earlier = Earlier
timeline-later = Later
timeline-nearer = Zoom in
timeline-further = Zoom out
timeline-zoom-week = Week
timeline-zoom-month = Month
timeline-zoom-quarter = Quarter
timeline-zoom-year = Year
timeline-overview = Everything
timeline-grid = Things along the days
timeline-things = { $count ->
     [one] { $count } thing
    *[other] { $count } things
}
timeline-late = { $count ->
     [one] { $count } late
    *[other] { $count } late
}
timeline-days-late = { $days ->
     [one] { $days } day late
    *[other] { $days } days late
}
timeline-fold = Fold
timeline-unfold = Open
timeline-cut = There is more here than can be counted at once: choose fewer days or an institution.
timeline-keys = Keys: + and − zoom, ← and → go earlier and later. In the drawing ↑ and ↓ go from thing to thing, ← and → from group to group, Enter tells the story.

timeline-legend = What the signs mean
timeline-legend-open = to be done, in time
timeline-legend-late = late, not done
timeline-legend-blocked = blocked
timeline-legend-disclaimed = disputed
timeline-legend-returned = returned
timeline-legend-done = reported done
timeline-legend-verified = verified
timeline-legend-cancelled = called off
timeline-legend-meeting = meeting to come
timeline-legend-held = meeting held
timeline-legend-milestone = milestone
timeline-legend-solid = until it is due; filled until it was done
timeline-legend-tail = by how much it is or was late
timeline-legend-hatched = while it was blocked
timeline-legend-moved = where the due date was before

timeline-kind-milestone = Milestone
timeline-kind-meeting = Meeting
timeline-kind-action-item = Task
timeline-kind-data-request = Data request
timeline-kind-referral = Referral of a case
timeline-kind-indicator-value = Value of an indicator
timeline-kind-activity = Planned activity
timeline-kind-module = Training module
timeline-kind-session = Training session

timeline-stage-open = to be done
timeline-stage-blocked = blocked
timeline-stage-disclaimed = disputed
timeline-stage-returned = returned for correction
timeline-stage-done = reported done
timeline-stage-verified = verified
timeline-stage-declined = declined
timeline-stage-closed = closed
timeline-stage-cancelled = called off
timeline-stage-meeting-open = not held yet
timeline-stage-meeting-done = held
timeline-stage-meeting-verified = held, minutes approved
timeline-stage-session-open = not given yet
timeline-stage-session-done = given
timeline-stage-module-open = planned
timeline-stage-activity-open = planned
timeline-stage-data-request-open = answers are missing
timeline-stage-data-request-done = answered
timeline-stage-data-request-verified = answers accepted
timeline-stage-referral-open = not answered yet
timeline-stage-referral-done = taken on
timeline-stage-indicator-value-done = reported
timeline-due-on = due { $date }
timeline-done-on = done { $date }
timeline-ended-on = since { $date }
timeline-answered = { $answered } of { $asked } answered

timeline-change-added = new
timeline-change-moved = moved
timeline-change-reassigned = reassigned
timeline-change-done = done
timeline-change-verified = verified
timeline-change-became-late = became late
timeline-change-blocked = blocked
timeline-change-reopened = reopened
timeline-change-called-off = called off

timeline-story = What became of it
timeline-close = Close the story
timeline-raised = What it raised
timeline-entries = Everything that happened
timeline-page-before = Page before
timeline-page-after = Next page
timeline-page-of = Page { $page } of { $pages }

timeline-column-kind = Kind
timeline-column-title = Title
timeline-column-whose = Whose
timeline-column-from = From
timeline-column-until = Until, due
timeline-column-done = Done
timeline-column-late = Days late
timeline-column-state = State
timeline-column-changes = Changed
