# What the files of data/ say and the log keeps in one language: said in the reader's (see src/recorded.rs).

## Forms of training
training-form-mentoring = Mentorim dhe trajnim individual
training-form-workshop = Punëtori trajnimi

## Roles of institutions
role-chairs = kryeson Autoritetin Nacional (neni 8); zëvendësministër i Punëve të Brendshme
role-secretariat = mbledh informata dhe të dhëna, analizon, raporton, i shërben ekipit ndërinstitucional
role-host = e strehon Sekretariatin
role-investigation = identifikimi dhe hetimi
role-witness-protection = mbrojtja e dëshmitarëve
role-justice-policy = politikat e drejtësisë
role-compensation = kompensimi i viktimave
role-adults = menaxher i rastit për të rriturit (PSV)
role-prosecution = ndjekja penale
role-prosecutorial-policy = politikat prokuroriale
role-courts = gjykatat
role-social-protection = mbrojtja sociale
role-children = menaxher i rastit për fëmijët (PSV)
role-health = kujdesi shëndetësor
role-education = parandalimi dhe arsimi
role-state-shelter = strehimore shtetërore për rrezik të lartë
role-ngo-shelter = strehim dhe riintegrim, OJQ
role-children-shelter = strehimore për fëmijë, OJQ
role-international = mbështetje e trajnime nga donatorët
role-donors = financim dhe mbështetje

## That a task is another institution's: the words stand as somebody wrote them, in whatever case
recorded-not-ours-but = Nuk i takon institucionit tonë (në mesazh: “{ $words }”)

## To whom and by what a notice went
recorded-notice-sent = { $to }, { $by }
recorded-notice-failed = { $whom }: { $why }
recorded-notice-uncertain = { $whom }; nuk është e sigurt se ka mbërritur
notice-to-focal-point = pikës fokale
notice-to-chair = kryesuesit
notice-to-secretariat = Sekretariatit
notice-to-coordinator = Koordinatorit Nacional
notice-to-case-coordinator = koordinatorit të rastit
notice-to-person = personit
notice-to-group = në grupin e nëngrupit
notice-by-telegram = përmes Telegramit
notice-by-email = me postë elektronike
