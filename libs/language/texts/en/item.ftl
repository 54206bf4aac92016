### An action item on its page: its sentence, its chain, and what can be done with it.

item-sentence-has-until = { $institution } has until { $date-until } for “{ $title }”
item-sentence-was-to = { $institution } was to do “{ $title }” by { $date-until }
item-sentence-at-first = at first it was due { $date-on }
item-sentence-reopened = reopened { $date-on }: { $reason }
item-sentence-late = it is { $days ->
     [one] { $days } day late
    *[other] { $days } days late
}
item-sentence-assigned = nobody has taken note of it yet
item-sentence-accepted = it was taken on
item-sentence-under-way = { $percent } % is done
item-sentence-blocked = stuck since { $date-from }: { $reason }
item-sentence-disclaimed = said { $date-on } not to be theirs
item-sentence-asks = more time is asked for, until { $date-until }
item-sentence-done = reported done { $date-on }
item-sentence-done-late = reported done { $date-on }, { $days ->
     [one] { $days } day late
    *[other] { $days } days late
}
item-sentence-not-verified = not verified yet
item-sentence-verified = verified { $date-on }
item-sentence-verified-by = verified by { $name } { $date-on }
item-sentence-cancelled = called off { $date-on }: { $reason }

item-chain = From the decision to the verification
item-unanswered = not answered
item-comment = Comment
item-comment-who = Everybody who sees this task reads it; the other side is told in chat or by e-mail.
item-comment-send = Comment
item-take-back = Take the last report back
item-disclaim = Say that it is not ours
item-disclaim-whose = Whose it is, if you know
item-remind = Remind the owner now
item-on-behalf = Write down what the owner reported
item-on-behalf-note = For a report that { $institution } gave you by telephone, in a letter or face to face. The history says who said so and who wrote it down.
item-on-behalf-send = Write down
item-reported = What was reported
item-reported-done = It is done
item-reported-progress = How far it is
item-reported-more-time = More time is asked for
item-reported-blocked = It is stuck
item-reported-unblocked = It goes on
item-reported-accepted = They took note
item-reported-progress-if = How far, in per cent (where that was reported)
item-reported-until-if = Until when (where more time is asked for)
item-reported-reason-if = Why (where it is stuck, or more time is asked for)
item-said-by = Who said so
item-said-by-somebody = somebody else there
item-said-on = When
item-said-how = How
item-said-phone = by telephone
item-said-email = by e-mail
item-said-letter = in a letter
item-said-meeting = in a meeting
item-said-in-person = face to face
item-said-note = What there is to add
item-change-due = Change the due date
item-correct-title = Correct the title
