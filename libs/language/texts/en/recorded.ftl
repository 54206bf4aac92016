# What the files of data/ say and the log keeps in one language: said in the reader's (see src/recorded.rs).

## Forms of training
training-form-mentoring = Individual mentoring and training
training-form-workshop = Training workshop

## Roles of institutions
role-chairs = chairs the National Authority (art. 8); Deputy Minister of Internal Affairs
role-secretariat = collects information and data, analyses, reports, serves the interinstitutional team
role-host = hosts the Secretariat
role-investigation = identification and investigation
role-witness-protection = witness protection
role-justice-policy = justice policy
role-compensation = compensation of victims
role-adults = case manager for adults (SOP)
role-prosecution = prosecution
role-prosecutorial-policy = prosecutorial policy
role-courts = courts
role-social-protection = social protection
role-children = case manager for children (SOP)
role-health = health care
role-education = prevention and education
role-state-shelter = high-risk shelter, state
role-ngo-shelter = shelter and reintegration, NGO
role-children-shelter = shelter for children, NGO
role-international = donor-side support and training
role-donors = funding and support

## That a task is another institution's: the words stand as somebody wrote them, in whatever case
recorded-not-ours-but = Not our institution's (as written: “{ $words }”)

## To whom and by what a notice went
recorded-notice-sent = { $to }, { $by }
recorded-notice-failed = { $whom }: { $why }
recorded-notice-uncertain = { $whom }; it is not certain that it arrived
notice-to-focal-point = to the focal point
notice-to-chair = to the chair
notice-to-secretariat = to the Secretariat
notice-to-coordinator = to the National Coordinator
notice-to-case-coordinator = to the case coordinator
notice-to-person = to the person
notice-to-group = in the subgroup's group
notice-by-telegram = by Telegram
notice-by-email = by e-mail
