# Odgovori: potvrde, pitanja i sve što bot ne razume ili ne prihvata.

## Potvrde

confirm-done = Zabeleženo kao završeno: <b>{ $number }.</b> { $title }.
confirm-progress = Zabeleženo { $percent }%: <b>{ $number }.</b> { $title }.
confirm-in-progress = Zabeleženo da je u toku: <b>{ $number }.</b> { $title }.
confirm-accepted = Zabeleženo kao prihvaćeno: <b>{ $number }.</b> { $title }.
confirm-blocked = Zabeleženo kao blokirano: <b>{ $number }.</b> { $title }. Razlog: { $reason }
confirm-extension-asked = Zatraženo je produženje roka do { $date-until }: <b>{ $number }.</b> { $title }. Odlučuje predsedavajući podgrupe.
confirm-verified = Potvrđeno kao završeno: { $title }.
confirm-reopened = Ponovo otvoreno: { $title }. Rok: { $due }.
confirm-extension-granted = Odobren je rok do { $date-until }: { $title }.
confirm-extension-refused = Produženje roka nije odobreno: { $title }. Rok ostaje: { $due }.
confirm-reassigned = Zadatak je sada dodeljen instituciji <b>{ $institution }</b>: { $title }. Rok: { $due }.
confirm-returned = Zadatak ostaje kod institucije <b>{ $institution }</b>: { $title }. Rok: { $due }.
confirm-called-off = Zadatak je otkazan: { $title }.
confirm-not-ours = Zabeleženo da zadatak <b>{ $number }.</b> { $title } ne pripada Vašoj instituciji. Čiji je, odlučuje predsedavajući podgrupe ili Sekretarijat; do tada Vas ne podsećam na njega.
confirm-not-ours-but = Zabeleženo da zadatak <b>{ $number }.</b> { $title } ne pripada Vašoj instituciji i da je možda za instituciju <b>{ $institution }</b>. Odlučuje predsedavajući podgrupe ili Sekretarijat; do tada Vas ne podsećam na njega.
already-so = Tako je već zabeleženo: <b>{ $number }.</b> { $title }.
undo-hint = Ovo možete da poništite u roku od 10 minuta.
undone = Poništeno: <b>{ $number }.</b> { $title } je ponovo u prethodnom stanju.
too-late-to-undo = Prošlo je 10 minuta i ovo više ne može da se poništi. Molimo Vas da napišete sadašnje stanje, npr. „1: 50%“.
language-chosen = Od sada Vam pišem na srpskom.
language-ask = Na kom jeziku da Vam pišem?

## Pitanja

ask-which-task = Na koji zadatak mislite?
ask-meaning = Ovo može da se razume na više načina. Šta ste želeli da kažete?
ask-reason-of-block = Šta sprečava izvršenje zadatka <b>{ $number }.</b> { $title }? Napišite jednu rečenicu, bez imena žrtava.
ask-until-when = Do kada Vam je potrebno vreme za zadatak <b>{ $number }.</b> { $title }?
ask-percent = Koliko procenata zadatka <b>{ $number }.</b> { $title } je završeno?
ask-reason-of-reopening = Šta nedostaje u zadatku „{ $title }“? Napišite jednu rečenicu.
ask-reason-of-return = Zašto zadatak „{ $title }“ ostaje kod institucije <b>{ $institution }</b>? Napišite jednu rečenicu; institucija će je videti.
ask-reason-of-calling-off = Zašto se otkazuje zadatak „{ $title }“? Napišite jednu rečenicu.
meaning-done = Završeno
meaning-in-progress = U toku
meaning-progress = { $percent }%
meaning-blocked = Blokirano
meaning-extension = Još vremena
meaning-extension-until = Do { $date-until }
meaning-accepted = Prihvaćeno
meaning-not-ours = Ne pripada našoj instituciji
meaning-attending = Dolazimo
meaning-not-attending = Ne dolazimo
meaning-deputy = Dolazi zamena
meaning-none = Ništa od toga

## Kad se nešto ne razume

not-understood = Ne razumem ovu poruku. Pišite na primer: „1 gotovo“, „2: 50%“, „blokirano: nema budžeta“, „do 15. juna“, „+3 dana“ – ili /help.
no-such-task = Nemate otvoren zadatak sa brojem { $number }. /tasks prikazuje Vaše zadatke.
no-such-date = Datum „{ $date }“ ne postoji. Molimo Vas da napišete drugi, npr. „do 15. juna“.
date-in-past = Taj dan je prošao: { $date }. Molimo Vas da napišete neki dan od danas pa nadalje.
date-too-far = Da li je to zaista { $date }? To je veoma daleko od danas. Molimo Vas da napišete dan još jednom, sa godinom.
text-too-long = Tekst je duži od { $longest } znakova. Molimo Vas da ga skratite.
text-not-plain = Tekst sadrži znakove koje ne čitam. Molimo Vas da ga napišete kao običan tekst.
only-text = Čitam samo tekst i ne čuvam fotografije, datoteke, kontakte ni lokacije: iz njih se može saznati ko je žrtva. Brišem ih iz ovog razgovora kada mogu. Molimo Vas da napišete rečima, npr. „1 gotovo“.
command-unknown = Komanda { $command } nije poznata. /help prikazuje poznate komande.
edited-message = Izmene poruke čitam deset minuta, dok ništa drugo nije pitano. Molimo Vas da to pošaljete kao novu poruku.
edited-taken-back = Izmenili ste svoju poruku: ono što sam iz nje zabeležio je povučeno, i čitam je ponovo.
edited-stays = Ono što je iz ove poruke zabeleženo ostaje: izmenom poruke ne može da se povuče. Molimo Vas da novom porukom napišete kako treba da bude.
button-expired = Ovo dugme više ne važi. /tasks prikazuje sadašnje stanje.
not-yours = Nemate ovlašćenje da ovo vidite ili menjate. Ako smatrate da je potrebno, obratite se Sekretarijatu.
not-saved-yet = Trenutno ne može da se sačuva: <b>još nije sačuvano</b>. Poruka se zadržava i čuvanje se ponovo pokušava; ova poruka će zatim pokazati ishod. Ne morate da pišete ponovo.
cannot-look-now = Podaci trenutno ne mogu da se pročitaju, pa ništa nije zabeleženo. Molimo Vas da napišete ponovo za nekoliko minuta.
too-many-messages = Pišete brže nego što poruke mogu da se čitaju. Vaše poslednje poruke <b>nisu pročitane</b>; sačekajte minut i pošaljite ponovo, u jednoj poruci, ono što je važno.
reading-cancelled = Otkazano. Ništa nije promenjeno.
going-wrong = Došlo je do greške u sistemu. Ništa nije promenjeno; molimo Vas da uskoro pokušate ponovo.

## Zaštita ličnih podataka

guard-refused =
    Ova poruka nije sačuvana jer izgleda da sadrži: { $found }.
    U ovom razgovoru se ne piše ništa iz čega se vidi ko je žrtva. Molimo Vas da poruku obrišete i ponovo je napišete bez ličnih podataka, npr. „blokirano: nedostaje dokument“, ili samo sa brojem slučaja.
guard-asks =
    Ova poruka još nije sačuvana: sadrži { $found }, a nije jasno da li je to službena osoba.
    Ako jeste, molimo Vas da uz ime napišete i dužnost, npr. „tužilac …“. Ako je reč o žrtvi, korisniku usluga, detetu ili svedoku, molimo Vas da poruku obrišete i napišete samo broj slučaja.
guard-kind-personal-number = lični broj
guard-kind-document-number = broj dokumenta
guard-kind-phone-number = broj telefona
guard-kind-email-address = adresu e-pošte
guard-kind-date-of-birth = datum rođenja
guard-kind-named-victim = ime ili inicijale uz reč za žrtvu, dete, korisnika usluga ili svedoka
guard-kind-initials = inicijale uz uzrast, mesto ili školu
guard-kind-kin = podatak o nečijem srodstvu
guard-kind-address = mesto nečijeg stanovanja ili smeštaja
guard-kind-handle = ime na društvenoj mreži
guard-kind-plate = registarsku oznaku vozila
guard-kind-account = bankovni račun
guard-kind-medical-number = broj iz medicinske dokumentacije, bolničku sobu ili krevet
guard-kind-file-number = broj iz evidencije
guard-kind-school = školu i razred deteta
guard-kind-photo = nečiju sliku
guard-kind-named-file = datoteku sa imenima
guard-kind-description = opis koji odgovara samo jednoj osobi
guard-kind-disguise = prikriveno napisano ime
guard-kind-too-long = predugačak tekst da bi bio pregledan
guard-doubt-named-person = ime bez službene dužnosti
guard-doubt-initials = inicijale
guard-doubt-kin = podatak o nečijem srodniku
guard-doubt-description = opis jedne osobe
guard-doubt-number = broj koji možda pripada nekoj osobi
guard-doubt-place = adresu na kojoj možda neko stanuje
guard-doubt-disguise = slova koja možda skrivaju ime
guard-doubt-resemblance = reči iz kojih se možda vidi ko je neko

## Šta je možda mišljeno, više zadataka odjednom, i šta se kaže samom botu

did-you-mean = Ne razumem sasvim. Da li ste hteli da kažete:
meaning-blocked-by = Blokirano: { $reason }
meaning-not-ours-but = Nije naše (u poruci: „{ $institution }“)
meaning-not-attending-because = Ne dolazimo: { $reason }
meaning-deputy-who = Dolazi zamena: { $who }
ask-of-each = Da zabeležim „{ $meaning }“ za { $count ->
    [one] ovaj { $count } zadatak
    [few] ova { $count } zadatka
   *[other] ovih { $count } zadataka
}?
button-of-each = Da, za sve ({ $count })
left-as-it-is = Ostaje kako je bilo: <b>{ $number }.</b> { $title }.
no-other-tasks = Nema drugih otvorenih zadataka. /tasks prikazuje Vaše zadatke.
nothing-to-undo = U poslednjih 10 minuta od Vas nije ništa zabeleženo. Da biste nešto promenili, napišite samo kako je sada, npr. „1: 50%“.
undo-not-by-word = Ono što je poslednje zabeleženo ne može da se poništi jednom rečju. Molimo Vas da ponovo pošaljete ispravan odgovor, ili se obratite Sekretarijatu.
stop-how =
    Vi birate kada Vam pišem: pomoću /settings određujete vreme jutarnje poruke i sate bez poruka. Uz /away podsetnike neko vreme dobija Vaša zamena.
    Ako ovaj razgovor više ne treba da bude povezan, obratite se Sekretarijatu.
thanks-answer = Nema na čemu.
greeting-answer = Dobar dan! { $count ->
    [0] Vaša institucija nema otvorenih zadataka.
    [one] Vaša institucija ima { $count } otvoren zadatak: /tasks
    [few] Vaša institucija ima { $count } otvorena zadatka: /tasks
   *[other] Vaša institucija ima { $count } otvorenih zadataka: /tasks
} – /help prikazuje šta možete da pišete.
counted-from-today = Računato je od danas. Ako ste mislili od roka, pritisnite dugme.
counted-within-due = Računato od danas, to je { $date }, a rok zadatka je tek { $due }. Da li ste mislili na toliko vremena posle roka?
button-after-due = Od roka: { $date }
button-days-more = { $days ->
    [one] +{ $days } dan: { $date }
    [few] +{ $days } dana: { $date }
   *[other] +{ $days } dana: { $date }
}
button-days-after-due = { $days ->
    [one] Rok +{ $days } dan: { $date }
    [few] Rok +{ $days } dana: { $date }
   *[other] Rok +{ $days } dana: { $date }
}
