# Predsedavajući dodeljuje zadatke i podseća nosioce; ko dobije podsetnik, može da ga odloži.

## Dodeljivanje zadatka

commands-assign = Dodeli zadatak
help-assign =
    Dodelite zadatak jednim redom: „Zadatak za MRSZ: izveštaj o prihvatilištima do 30. juna“, ili korak po korak pomoću /assign. Ništa se ne dodeljuje pre nego što potvrdite.
assign-not-chair = Zadatke dodeljuju predsedavajući podgrupa i Sekretarijat. /tasks prikazuje Vaše zadatke.
assign-ask-subgroup = Na čiju tablu zadatak ide? Izaberite podgrupu.
assign-subgroup = { $subgroup }
assign-no-board = Bez table
assign-ask-institution = Za koju instituciju je zadatak? Izaberite je, ili napišite njen naziv ili skraćenicu.
assign-which-institution = Na koju instituciju mislite? Jedan zadatak se dodeljuje jednoj instituciji; drugoj dodelite poseban zadatak.
assign-institution = { $institution }
assign-unknown-institution = Institucija „{ $words }“ ovde nije pronađena.
assign-not-member = Institucija <b>{ $institution }</b> nije članica podgrupe. Sekretarijat može da je primi.
assign-ask-title = Šta treba da uradi <b>{ $institution }</b>? Molimo Vas da to napišete jednom rečenicom.
assign-ask-due = Do kada? Napišite na primer „30. jun“ ili „petak“, ili izaberite:
assign-which-date = Koji dan je rok?
assign-date = { $date }
assign-no-date = U poruci nije pronađen datum.
assign-confirm =
    Da li je ovo tačno? Još ništa nije dodeljeno.
    <b>{ $institution }</b>: { $title }
    Rok: { $due }
    Tabla: { $subgroup }
assign-day-off = Pažnja: { $date } je neradni dan.
assign-ask-change = Šta želite da promenite?
assign-done =
    Dodeljeno. <b>{ $institution }</b>: { $title }
    Rok: { $due }. Zadatak je na tabli „{ $subgroup }“ i na spisku institucije; institucija dobija obaveštenje u sledećoj jutarnjoj poruci.
assign-done-no-board =
    Dodeljeno. <b>{ $institution }</b>: { $title }
    Rok: { $due }. Zadatak je na spisku institucije; institucija dobija obaveštenje u sledećoj jutarnjoj poruci.
assign-done-nobody-reached =
    Dodeljeno. <b>{ $institution }</b>: { $title }
    Rok: { $due }. Niko iz institucije nema razgovor ni adresu e-pošte koji rade, pa niko ne može da bude obavešten: Sekretarijat može da izda pozivnicu njenoj kontakt osobi.
assign-cancelled = Otkazano. Nijedan zadatak nije dodeljen.
button-assign = ✅ Dodeli
button-change = ✏️ Promeni
button-change-subgroup = Podgrupu
button-change-institution = Instituciju
button-change-title = Šta treba uraditi
button-change-due = Rok
button-end-of-week = Kraj nedelje: { $date }
button-two-weeks = Za dve nedelje: { $date }
button-end-of-month = Kraj meseca: { $date }
button-rather = Radije { $date-on }

## Tabla

board-page = Strana { $page } od { $pages }
page-nudged = poslat podsetnik { $date }
board-nudged = poslat podsetnik: { $date }
button-previous-page = ‹ Prethodna
button-next-page = Sledeća ›
button-nudge = 🔔 Podseti

## Osporen zadatak

dispute-heading =
    Institucija <b>{ $institution }</b> navodi da joj ovaj zadatak ne pripada:
    { $title } – rok: { $due }
dispute-reason = Njihovim rečima: „{ $reason }“
dispute-named = • <b>{ $institution }</b>: navodi je sama institucija
dispute-role = • <b>{ $institution }</b>: odgovara joj uloga („{ $words }“)
dispute-earlier = • <b>{ $institution }</b>: imala je sličan zadatak („{ $words }“)
dispute-over = Zadatak više nije osporen: { $title }, { $status }.

## Podsećanje nosioca

nudge-now = <b>{ $institution }</b> sada dobija podsetnik na zadatak „{ $title }“. Danas se više ne šalje podsetnik na njega.
nudge-later = <b>{ $institution }</b> dobija podsetnik { $date-on } u { $time }, u radno vreme, na zadatak „{ $title }“. Danas se više ne šalje podsetnik na njega.
nudge-nobody = Niko iz institucije <b>{ $institution }</b> nema razgovor ni adresu e-pošte koji rade, pa niko ne može da dobije podsetnik na zadatak „{ $title }“. Sekretarijat može da izda pozivnicu njenoj kontakt osobi.
nudge-told = Predsedavajući podgrupe pita dokle se stiglo sa ovim zadatkom:
nudge-not-arrived = Podsetnik na zadatak „{ $title }“ nije mogao da se uruči instituciji <b>{ $institution }</b>: niko tamo više ne prima poruke bota. Molimo Vas da pozovete telefonom ili obavestite Sekretarijat.

## Podsetnik kasnije

button-snooze-today = 💤 Kasnije danas
button-snooze-tomorrow = 💤 Sutra
button-snooze-monday = 💤 { $date }
button-snooze-drop = Ne podsećaj me
button-extension-until = Produženje roka do { $date-until }
button-remind-on = Podseti me { $date-on }
snooze-noted = { $count ->
    [one] Podsetiću Vas jednom: { $date-on } u { $time }. Rok i ostali podsetnici ostaju isti.
    [few] Podsetiću Vas jednom na { $count } zadatka: { $date-on } u { $time }. Rokovi i ostali podsetnici ostaju isti.
   *[other] Podsetiću Vas jednom na { $count } zadataka: { $date-on } u { $time }. Rokovi i ostali podsetnici ostaju isti.
}
snooze-when = Kada da Vas podsetim? Rok se time ne menja.
snooze-or-extension = Da Vas podsetim { $date-on }, ili tražite produženje roka do tog dana?
snooze-nothing-open = Više nema otvorenih zadataka, pa nema na šta da Vas podsetim.
snooze-dropped = Dobro, neću Vas ponovo podsećati. Uobičajeni podsetnici stižu kao i uvek.
snooze-again = { $count ->
    [one] Zamolili ste da Vas podsetim:
    [few] Zamolili ste da Vas podsetim na { $count } zadatka:
   *[other] Zamolili ste da Vas podsetim na { $count } zadataka:
}
