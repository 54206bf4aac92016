# Razgovor: dobrodošlica, pozivnice, pomoć, spisak zadataka, jutarnji pregled, dugmad.

## Dobrodošlica i pozivnice

welcome-not-linked =
    Dobro došli. Ja sam <b>focalpoint</b> i podsećam Vas na zadatke Vaše institucije u Nacionalnom autoritetu.
    Za početak Vam je potreban link pozivnice koji izdaje Sekretarijat: otvorite ga na ovom telefonu i pritisnite „Start“.
not-linked = Ovaj razgovor nije povezan ni sa jednom institucijom. Zatražite od Sekretarijata link pozivnice i otvorite ga na ovom telefonu.
invitation-accepted =
    Dobro došli, { $name }. Ovaj razgovor je sada povezan sa institucijom <b>{ $institution }</b>.
    Radnim danima ujutru, kada ima nečega za Vas, šaljem Vam samo jednu poruku. Odgovorite kratko: „1 gotovo“, „50%“, „do petka“. /tasks prikazuje zadatke, /help objašnjava kako se odgovara.
invitation-accepted-just-now = Ovaj razgovor je sada povezan. Vaši zadaci se prikazuju za nekoliko trenutaka: molimo Vas da za minut napišete /tasks.
invitation-expired = Ova pozivnica je istekla. Molimo Vas da od Sekretarijata zatražite novu.
invitation-used = Ova pozivnica je već iskorišćena. Ako je niste iskoristili Vi, obavestite Sekretarijat i zatražite novu.
invitation-unknown = Ova pozivnica mi nije poznata ili je zamenjena novijom. Molimo Vas da od Sekretarijata zatražite novu.
already-linked = Ovaj razgovor je povezan sa institucijom <b>{ $institution }</b>. /tasks prikazuje Vaše zadatke.
link-also = Ovaj razgovor je povezan sa institucijom <b>{ $institution }</b>. Da li imate dužnost i u instituciji <b>{ $other }</b>? Ako je pozivnica nečija druga, molimo Vas da je prosledite.
button-link-also = Da, i za: { $other }
posts-several = Ovaj razgovor sada govori za više institucija: iznad svakog odgovora stoji ona na koju se odnosi. /post je menja; odgovor na poruku važi za instituciju te poruke.
posts-speaking = Govorite za instituciju <b>{ $institution }</b>.
button-post = Govorim za: { $institution }
chat-unlinked = Ovaj razgovor više nije povezan sa institucijom <b>{ $institution }</b>. Za pitanja se obratite Sekretarijatu.

## Pomoć

help-focal-point =
    Podsećam Vas na zadatke Vaše institucije i prenosim Vaše odgovore Sekretarijatu.
    Pišite na primer: „1 gotovo“, „2: 50%“, „blokirano: nema budžeta“, „do 15. juna“, „+3 dana“. Možete i da odgovorite na poruku o zadatku ili da pritisnete dugme.
    /tasks – otvoreni zadaci
    /data – zahtevi za podatke
    /reminders – šta ću Vam javiti narednih dana
    /settings – kada i o čemu Vam pišem; /away – najava odsustva
    /language – jezik
    /help – ova pomoć
    Molimo Vas da nikada ne pišete imena ni podatke žrtava: takve poruke ne čuvam.
help-chair =
    Pošto predsedavate podgrupom, dobijate obaveštenje kada neki zadatak kasni. Dugmadima potvrđujete ili ponovo otvarate zadatak za koji je javljeno da je završen i odobravate ili odbijate produženje roka.
    /board – zadaci podgrupe
help-secretariat = Sekretarijat dobija obaveštenje kada zadatak kasni i posle obaveštenja predsedavajućem podgrupe. Rokovi i odgovorne institucije menjaju se na stranici Sekretarijata.
commands-start = Početak
commands-tasks = Otvoreni zadaci
commands-board = Zadaci podgrupe
commands-language = Jezik
commands-help = Pomoć

## Zadaci

tasks-heading = { $count ->
    [one] <b>{ $institution }</b>: { $count } otvoren zadatak
    [few] <b>{ $institution }</b>: { $count } otvorena zadatka
   *[other] <b>{ $institution }</b>: { $count } otvorenih zadataka
}
tasks-none = Nemate nijedan otvoren zadatak. Hvala.
task-line = <b>{ $number }.</b> { $title } – rok: { $due } – { $status }
task-line-with-institution = <b>{ $institution }</b>, { $number }. { $title } – rok: { $due } – { $status }
board-heading = { $count ->
    [one] <b>{ $subgroup }</b>: { $count } otvoren zadatak
    [few] <b>{ $subgroup }</b>: { $count } otvorena zadatka
   *[other] <b>{ $subgroup }</b>: { $count } otvorenih zadataka
}
board-none = Podgrupa <b>{ $subgroup }</b> nema nijedan otvoren zadatak.
board-not-chair = Komanda /board je za predsedavajuće podgrupa. Vaše zadatke prikazuje /tasks.
status-assigned = nov
status-accepted = prihvaćen
status-under-way = u toku, { $percent }%
status-under-way-unmeasured = u toku
status-blocked = blokiran: { $reason }
status-disclaimed = osporen: institucija navodi da joj ne pripada
status-disclaimed-because = osporen, ne pripada instituciji: { $reason }
status-completed = završen, čeka potvrdu
status-verified = završen i potvrđen
status-cancelled = otkazan
status-extension-asked = traži se produženje roka do { $date-until }
former-focal-point = bivša kontakt osoba

## Jutarnji pregled

digest-heading = Dobro jutro. Zadaci institucije <b>{ $institution }</b>: { $new ->
    [0] nijedan nov
    [one] { $new } nov
    [few] { $new } nova
   *[other] { $new } novih
}, { $due ->
    [0] nijedan pred rokom
    [one] { $due } pred rokom
    [few] { $due } pred rokom
   *[other] { $due } pred rokom
}, { $overdue ->
    [0] nijedan ne kasni
    [one] { $overdue } kasni
    [few] { $overdue } kasne
   *[other] { $overdue } kasni
}.
urgent-heading = <b>{ $institution }</b>: ovo ne može da čeka do jutra.
digest-how-to-reply = Odgovorite kratko, npr. „1 gotovo“ ili „2 do petka“.
told-meanwhile = U međuvremenu:
told-nothing-open = Ništa iz ove poruke više nije otvoreno.
section-new = Novi
section-due-soon = Uskoro ističe rok
section-today = Rok je danas
section-overdue = Kasne
escalation-chair = { $days ->
    [one] Obaveštenje za predsedavajućeg podgrupe: <b>{ $institution }</b> kasni { $days } radni dan sa zadatkom „{ $title }“. Rok: { $due }.
    [few] Obaveštenje za predsedavajućeg podgrupe: <b>{ $institution }</b> kasni { $days } radna dana sa zadatkom „{ $title }“. Rok: { $due }.
   *[other] Obaveštenje za predsedavajućeg podgrupe: <b>{ $institution }</b> kasni { $days } radnih dana sa zadatkom „{ $title }“. Rok: { $due }.
}
escalation-secretariat = { $days ->
    [one] Obaveštenje za Sekretarijat: <b>{ $institution }</b> kasni { $days } radni dan sa zadatkom „{ $title }“. Rok: { $due }. Obaveštenje je ranije poslato predsedavajućem podgrupe.
    [few] Obaveštenje za Sekretarijat: <b>{ $institution }</b> kasni { $days } radna dana sa zadatkom „{ $title }“. Rok: { $due }. Obaveštenje je ranije poslato predsedavajućem podgrupe.
   *[other] Obaveštenje za Sekretarijat: <b>{ $institution }</b> kasni { $days } radnih dana sa zadatkom „{ $title }“. Rok: { $due }. Obaveštenje je ranije poslato predsedavajućem podgrupe.
}

## Obaveštenja predsedavajućem i nosiocu zadatka

notice-completed = <b>{ $institution }</b> javlja da je završen zadatak „{ $title }“. Da li potvrđujete?
notice-extension-asked = <b>{ $institution }</b> traži produženje roka do { $date-until } za zadatak „{ $title }“. Sadašnji rok: { $due }.
notice-verified = Potvrđeno je da je zadatak „{ $title }“ završen. Hvala.
notice-reopened = Zadatak „{ $title }“ je ponovo otvoren: { $reason }. Rok: { $due }.
notice-extension-granted = Za zadatak „{ $title }“ imate rok do { $date-until }.
notice-extension-refused = Produženje roka za zadatak „{ $title }“ nije odobreno. Rok ostaje: { $due }.
notice-extension-asked-because = <b>{ $institution }</b> traži produženje roka do { $date-until } za zadatak „{ $title }“: { $reason }. Sadašnji rok: { $due }.
notice-blocked = <b>{ $institution }</b> ne može dalje sa zadatkom „{ $title }“: { $reason }. Rok: { $due }.
notice-extension-refused-because = Produženje roka za zadatak „{ $title }“ nije odobreno: { $reason }. Rok ostaje: { $due }.
notice-moved = Zadatak „{ $title }“ dat je instituciji <b>{ $institution }</b>. Od Vas se više ništa ne traži.
notice-cancelled = Zadatak „{ $title }“ više nije potreban: { $reason }.
notice-returned = Zadatak „{ $title }“ ipak je Vaš: { $reason }. Rok: { $due }.
notice-by = – { $name }, { $institution }
notice-by-stand-in = – { $name }, { $institution }, umesto predsedavajućeg

## Dugmad

button-done = ✅ Završeno
button-in-progress = 🔧 U toku
button-blocked = ⛔ Blokirano
button-more-time = 🕓 Još vremena
button-undo = ↩️ Poništi
button-back = ‹ Nazad
button-cancel = Otkaži
button-plus-days = { $days ->
    [one] +{ $days } dan
    [few] +{ $days } dana
   *[other] +{ $days } dana
}
button-percent = { $percent }%
button-verify = ✅ Potvrdi
button-reopen = 🔁 Otvori ponovo
button-grant = ✅ Odobri rok
button-refuse = ✖️ Odbij
button-whose = ⚖️ Čiji je?
button-give-to = ➡️ Dodeli: { $institution }
button-stays-theirs = ↩️ Ostaje kod njih
button-call-off = 🚫 Otkaži zadatak
button-task = { $number }. { $title }
language-name-sq = {"\uE000"}Shqip{"\uE001"}
language-name-sr = {"\uE000"}Srpski{"\uE001"}
language-name-sr-Cyrl = Српски
language-name-en = {"\uE000"}English{"\uE001"}

## Ko je blokirao bota, kaže se Sekretarijatu

blocked-told = <b>{ $name }</b> ({ $institution }): bot je blokiran i poruke više ne stižu, a u instituciji nema zamene. Molimo Vas da stupite u kontakt sa institucijom.
blocked-told-deputy = <b>{ $name }</b> ({ $institution }): bot je blokiran i poruke više ne stižu. Podsetnike u međuvremenu dobija { $deputy }.
nobody-in-post-told = <b>{ $institution }</b>: niko nije na dužnosti, pa o rokovima tamo niko ne dobija poruke. Molimo Vas da odredite kontakt osobu.
nobody-reached-told = <b>{ $institution }</b>: niko tamo nema razgovor ni adresu e-pošte koji rade, pa o rokovima tamo niko ne dobija poruke. Molimo Vas da stupite u kontakt sa institucijom.
bounced-told = <b>{ $name }</b> ({ $institution }): adresa e-pošte više ne prima poruke, a u instituciji nema zamene. Molimo Vas da stupite u kontakt sa institucijom.
bounced-told-deputy = <b>{ $name }</b> ({ $institution }): adresa e-pošte više ne prima poruke. Podsetnike u međuvremenu dobija { $deputy }.
