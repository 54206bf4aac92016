# Odgovori: potvrde, pitanja i sve što bot ne razume ili ne prihvata.

## Potvrde

confirm-done = Zabeleženo kao završeno: <b>{ $number }.</b> { $title }.
confirm-progress = Zabeleženo { $percent }%: <b>{ $number }.</b> { $title }.
confirm-in-progress = Zabeleženo da je u toku: <b>{ $number }.</b> { $title }.
confirm-accepted = Zabeleženo kao prihvaćeno: <b>{ $number }.</b> { $title }.
confirm-blocked = Zabeleženo kao blokirano: <b>{ $number }.</b> { $title }. Razlog: { $reason }
confirm-extension-asked = Zatražen je novi rok, { $date }: <b>{ $number }.</b> { $title }. Odlučuje predsedavajući.
confirm-verified = Potvrđeno kao završeno: { $title }.
confirm-reopened = Ponovo otvoreno: { $title }. Rok: { $due }.
confirm-extension-granted = Odobren je novi rok, { $date }: { $title }.
confirm-extension-refused = Rok nije odobren: { $title }. Ostaje: { $due }.
confirm-not-ours = Javio sam Sekretarijatu da zadatak <b>{ $number }.</b> { $title } nije Vaš.
already-so = Tako je već zabeleženo: <b>{ $number }.</b> { $title }.
undo-hint = Možete poništiti u roku od 10 minuta.
undone = Poništeno: <b>{ $number }.</b> { $title } je opet kao pre.
too-late-to-undo = Prošlo je 10 minuta i više ne može da se poništi. Napišite samo kako je sada, npr. „1: 50%“.
language-chosen = Od sada Vam pišem na srpskom.
language-ask = Na kom jeziku da Vam pišem?

## Pitanja

ask-which-task = Na koji zadatak mislite?
ask-meaning = To može da se razume na više načina. Šta ste hteli da kažete?
ask-reason-of-block = Šta sprečava zadatak <b>{ $number }.</b> { $title }? Napišite jednu rečenicu, bez imena žrtava.
ask-until-when = Do kada Vam treba vremena za zadatak <b>{ $number }.</b> { $title }?
ask-percent = Koliko je urađeno od zadatka <b>{ $number }.</b> { $title }?
ask-reason-of-reopening = Šta nedostaje kod „{ $title }“? Napišite jednu rečenicu.
meaning-done = Završeno
meaning-in-progress = U toku
meaning-progress = { $percent }%
meaning-blocked = Blokirano
meaning-extension = Još vremena
meaning-extension-until = Novi rok: { $date }
meaning-accepted = Prihvaćeno
meaning-not-ours = Nije naše
meaning-attending = Dolazimo
meaning-not-attending = Ne dolazimo
meaning-deputy = Dolazi zamenik
meaning-none = Ništa od toga

## Kad se nešto ne razume

not-understood = Nisam razumeo. Pišite na primer: „1 gotovo“, „2: 50%“, „blokirano: nema budžeta“, „do 15. juna“, „+3 dana“ – ili /help.
no-such-task = Nemate otvoren zadatak sa brojem { $number }. /tasks prikazuje Vaše zadatke.
no-such-date = Datum „{ $date }“ ne postoji. Molimo Vas da napišete drugi, npr. „do 15. juna“.
date-in-past = Taj dan je prošao: { $date }. Molimo Vas da napišete neki dan od danas pa nadalje.
date-too-far = Da li je to zaista { $date }? To je veoma daleko od danas. Molimo Vas da napišete dan još jednom, sa godinom.
text-too-long = Tekst je duži od { $longest } znakova. Molimo Vas da ga skratite.
text-not-plain = Tekst sadrži znakove koje ne čitam. Molimo Vas da ga napišete kao običan tekst.
only-text = Čitam samo tekst i ne čuvam slike, datoteke, kontakte ni mesta: mogu da otkriju ko je žrtva. Brišem ih iz ovog razgovora kad mogu. Molimo Vas da napišete rečima, npr. „1 gotovo“.
command-unknown = Komanda { $command } mi nije poznata. /help prikazuje one koje znam.
edited-message = Izmene poruka ne čitam. Molimo Vas da to pošaljete kao novu poruku.
button-expired = Ovo dugme više ne važi. /tasks prikazuje sadašnje stanje.
not-yours = Ovo nije Vaše da menjate ili vidite. Ako bi trebalo da bude, obratite se Sekretarijatu.
not-saved-yet = Trenutno ne mogu da sačuvam: <b>još nije sačuvano</b>. Zadržavam poruku i pitaću ponovo; tada će ova poruka reći šta je bilo s tim. Ne morate da pišete ponovo.
cannot-look-now = Trenutno ništa ne mogu da potražim, pa ništa nisam zabeležio. Molimo Vas da napišete ponovo za nekoliko minuta.
reading-cancelled = Otkazano. Ništa nije promenjeno.
going-wrong = Kod nas je nešto krenulo naopako. Ništa nije promenjeno; molimo Vas da pokušate ponovo uskoro.

## Zaštita ličnih podataka

guard-refused =
    Ovu poruku nisam sačuvao, jer izgleda da sadrži: { $found }.
    U ovom razgovoru se ne piše ništa iz čega se vidi ko je žrtva. Molimo Vas da poruku obrišete i napišete je bez ličnih podataka, npr. „blokirano: nedostaje dokument“ ili samo broj predmeta.
guard-asks =
    Ovu poruku još nisam sačuvao: sadrži { $found }, a ne znam da li je to službeno lice.
    Ako jeste, molimo Vas da uz ime napišete i dužnost, npr. „tužilac …“. Ako je reč o žrtvi, korisniku, detetu ili svedoku, molimo Vas da poruku obrišete i napišete samo broj predmeta.
guard-kind-personal-number = lični broj
guard-kind-document-number = broj dokumenta
guard-kind-phone-number = broj telefona
guard-kind-email-address = adresu e-pošte
guard-kind-date-of-birth = datum rođenja
guard-kind-named-victim = ime ili inicijale uz reč za žrtvu, dete, korisnika ili svedoka
guard-kind-initials = inicijale uz uzrast, mesto ili školu
guard-kind-kin = čiji je neko srodnik
guard-kind-address = gde neko stanuje ili je sklonjen
guard-kind-handle = ime na društvenoj mreži
guard-kind-plate = registarske tablice
guard-kind-account = bankovni račun
guard-kind-medical-number = medicinski broj, bolničku sobu ili krevet
guard-kind-file-number = broj iz evidencije
guard-kind-school = školu i razred deteta
guard-kind-photo = nečiju sliku
guard-kind-named-file = datoteku s imenima
guard-kind-description = opis koji odgovara samo jednoj osobi
guard-kind-disguise = prikriveno napisano ime
guard-doubt-named-person = ime bez službene dužnosti
guard-doubt-initials = inicijale
guard-doubt-kin = nečijeg srodnika
guard-doubt-description = opis jedne osobe
guard-doubt-number = broj koji može biti nečiji
guard-doubt-place = adresu koja može biti nečiji dom
guard-doubt-disguise = slova koja mogu skrivati ime
guard-doubt-resemblance = reči iz kojih se možda vidi ko je neko
