# What the files of data/ say and the log keeps in one language: said in the reader's (see src/recorded.rs).

## Forms of training
training-form-mentoring = Mentorstvo i individualna obuka
training-form-workshop = Radionica za obuku

## Roles of institutions
role-chairs = predsedava Nacionalnim autoritetom (član 8); zamenik ministra unutrašnjih poslova
role-secretariat = prikuplja informacije i podatke, analizira, izveštava, radi za međuinstitucionalni tim
role-host = u svom sastavu ima Sekretarijat
role-investigation = identifikacija i istraga
role-witness-protection = zaštita svedoka
role-justice-policy = politika u oblasti pravosuđa
role-compensation = kompenzacija žrtava
role-adults = menadžer slučaja za odrasle (SOP)
role-prosecution = krivično gonjenje
role-prosecutorial-policy = tužilačka politika
role-courts = sudovi
role-social-protection = socijalna zaštita
role-children = menadžer slučaja za decu (SOP)
role-health = zdravstvena zaštita
role-education = prevencija i obrazovanje
role-state-shelter = državno prihvatilište za visok rizik
role-ngo-shelter = smeštaj i reintegracija, NVO
role-children-shelter = prihvatilište za decu, NVO
role-international = podrška donatora i obuke
role-donors = finansiranje i podrška

## That a task is another institution's: the words stand as somebody wrote them, in whatever case
recorded-not-ours-but = Ne pripada našoj instituciji (u poruci: „{ $words }“)

## To whom and by what a notice went
recorded-notice-sent = { $to }, { $by }
recorded-notice-failed = { $whom }: { $why }
recorded-notice-uncertain = { $whom }; nije sigurno da je stiglo
notice-to-focal-point = kontakt osobi
notice-to-chair = predsedavajućem
notice-to-secretariat = Sekretarijatu
notice-to-coordinator = Nacionalnom koordinatoru
notice-to-case-coordinator = koordinatoru slučaja
notice-to-person = osobi
notice-to-group = u grupi podgrupe
notice-by-telegram = preko Telegrama
notice-by-email = e-poštom
