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
confirm-not-ours = Sekretarijat je obavešten da zadatak <b>{ $number }.</b> { $title } ne pripada Vašoj instituciji.
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

not-understood = Poruka nije razumljiva. Pišite na primer: „1 gotovo“, „2: 50%“, „blokirano: nema budžeta“, „do 15. juna“, „+3 dana“ – ili /help.
no-such-task = Nemate otvoren zadatak sa brojem { $number }. /tasks prikazuje Vaše zadatke.
no-such-date = Datum „{ $date }“ ne postoji. Molimo Vas da napišete drugi, npr. „do 15. juna“.
date-in-past = Taj dan je prošao: { $date }. Molimo Vas da napišete neki dan od danas pa nadalje.
text-too-long = Tekst je duži od { $longest } znakova. Molimo Vas da ga skratite.
text-not-plain = Tekst sadrži znakove koje ne čitam. Molimo Vas da ga napišete kao običan tekst.
only-text = Čitam samo tekst i ne čuvam fotografije, datoteke, kontakte ni lokacije: iz njih se može saznati ko je žrtva. Brišem ih iz ovog razgovora kada mogu. Molimo Vas da napišete rečima, npr. „1 gotovo“.
command-unknown = Komanda { $command } nije poznata. /help prikazuje poznate komande.
edited-message = Izmene poruka ne čitam. Molimo Vas da to pošaljete kao novu poruku.
button-expired = Ovo dugme više ne važi. /tasks prikazuje sadašnje stanje.
not-yours = Nemate ovlašćenje da ovo vidite ili menjate. Ako smatrate da je potrebno, obratite se Sekretarijatu.
not-saved-yet = Trenutno ne može da se sačuva: <b>još nije sačuvano</b>. Poruka se zadržava i čuvanje se ponovo pokušava; ova poruka će zatim pokazati ishod. Ne morate da pišete ponovo.
cannot-look-now = Podaci trenutno ne mogu da se pročitaju, pa ništa nije zabeleženo. Molimo Vas da napišete ponovo za nekoliko minuta.
reading-cancelled = Otkazano. Ništa nije promenjeno.
going-wrong = Došlo je do greške u sistemu. Ništa nije promenjeno; molimo Vas da uskoro pokušate ponovo.

## Zaštita ličnih podataka

guard-refused =
    Ova poruka nije sačuvana jer izgleda da sadrži: { $found }.
    U ovom razgovoru se ne piše ništa iz čega se vidi ko je žrtva. Molimo Vas da poruku obrišete i napišete je bez ličnih podataka, npr. „blokirano: nedostaje dokument“, ili samo sa brojem slučaja.
guard-kind-personal-number = lični broj
guard-kind-document-number = broj dokumenta
guard-kind-phone-number = broj telefona
guard-kind-email-address = adresu e-pošte
guard-kind-date-of-birth = datum rođenja
guard-kind-named-victim = ime uz reč žrtva
