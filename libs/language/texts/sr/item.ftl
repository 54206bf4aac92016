### Zadatak na svojoj strani: njegova rečenica, lanac, i šta se s njim može uraditi.

item-sentence-has-until = { $institution } ima rok do { $date-until } za zadatak „{ $title }“
item-sentence-was-to = { $institution }: zadatak „{ $title }“ je trebalo završiti do { $date-until }
item-sentence-at-first = prvi rok: { $date }
item-sentence-reopened = ponovo otvoren { $date-on }: { $reason }
item-sentence-late = { $days ->
     [one] kasni { $days } dan
     [few] kasni { $days } dana
    *[other] kasni { $days } dana
}
item-sentence-assigned = još niko nije potvrdio prijem
item-sentence-accepted = prijem je potvrđen
item-sentence-under-way = urađeno je { $percent } %
item-sentence-blocked = u zastoju od { $date-from }: { $reason }
item-sentence-disclaimed = { $date-on } je javljeno da ne pripada toj instituciji
item-sentence-asks = traži se produženje roka do { $date-until }
item-sentence-done = javljeno kao završeno { $date-on }
item-sentence-done-late = javljeno kao završeno { $date-on }, { $days ->
     [one] sa { $days } danom kašnjenja
     [few] sa { $days } dana kašnjenja
    *[other] sa { $days } dana kašnjenja
}
item-sentence-not-verified = još nije potvrđeno
item-sentence-verified = potvrđeno { $date-on }
item-sentence-verified-by = { $date-on } završetak potvrđuje { $name }
item-sentence-cancelled = otkazano { $date-on }: { $reason }

item-chain = Od odluke do potvrde
item-unanswered = bez odgovora
item-comment = Komentar
item-comment-who = Čitaju ga svi koji vide ovaj zadatak; druga strana dobija obaveštenje u ćaskanju ili e-poštom.
item-comment-send = Pošalji komentar
item-take-back = Povuci poslednji izveštaj
item-disclaim = Javi da zadatak nije naš
item-disclaim-whose = Čiji je, ako znate
item-remind = Podseti instituciju sada
item-on-behalf = Upiši šta je institucija javila
item-on-behalf-note = Za izveštaj koji ste dobili telefonom, dopisom ili usmeno ({ $institution }). U istoriji stoji ko je to rekao i ko je upisao.
item-on-behalf-send = Upiši
item-reported = Šta je javljeno
item-reported-done = Završeno je
item-reported-progress = Dokle se stiglo
item-reported-more-time = Traži se više vremena
item-reported-blocked = U zastoju je
item-reported-unblocked = Nastavlja se
item-reported-accepted = Prijem je potvrđen
item-reported-progress-if = Koliko, u procentima (ako je javljeno dokle se stiglo)
item-reported-until-if = Do kada (ako se traži više vremena)
item-reported-reason-if = Zašto (ako je u zastoju ili se traži više vremena)
item-said-by = Ko je rekao
item-said-by-somebody = neko drugi odande
item-said-on = Kada
item-said-how = Kako
item-said-phone = telefonom
item-said-email = e-poštom
item-said-letter = dopisom
item-said-meeting = na sastanku
item-said-in-person = usmeno
item-said-note = Šta treba dodati
item-change-due = Promeni rok
item-correct-title = Ispravi naslov
