# Predsedavajući dodeljuje zadatke i podseća nosioce; ko dobije podsetnik, može da ga odloži.

## Dodeljivanje zadatka

commands-assign = Dodeli zadatak
help-assign =
    Dodelite zadatak jednim redom: „Zadatak za MRSZ: izveštaj o prihvatilištima do 30. juna“, ili korak po korak pomoću /assign. Ništa se ne dodeljuje pre nego što potvrdite.
assign-not-chair = Zadatke dodeljuju predsedavajući podgrupa i Sekretarijat. /tasks prikazuje Vaše zadatke.
assign-ask-subgroup = Na tablu koje podgrupe ide zadatak?
assign-subgroup = { $subgroup }
assign-no-board = Bez table
assign-ask-institution = Za koju instituciju je zadatak? Izaberite je, ili napišite njen naziv ili skraćenicu.
assign-which-institution = Na koju instituciju mislite? Jedan zadatak je za jednu; drugoj dajte njen.
assign-institution = { $institution }
assign-unknown-institution = Ovde ne poznajem instituciju „{ $words }“.
assign-not-member = <b>{ $institution }</b> nije članica podgrupe. Sekretarijat može da je primi.
assign-ask-title = Šta treba da uradi <b>{ $institution }</b>? Molimo Vas da to napišete jednom rečenicom.
assign-ask-due = Do kada? Napišite na primer „30. jun“ ili „petak“, ili izaberite:
assign-which-date = Koji dan je rok?
assign-date = { $date }
assign-no-date = U tome nisam našao nijedan dan.
assign-confirm =
    Da li sam Vas dobro razumeo? Još ništa nije dodeljeno.
    <b>{ $institution }</b>: { $title }
    Rok: { $due }
    Tabla: { $subgroup }
assign-day-off = Pažnja: { $date } je neradni dan.
assign-ask-change = Šta da se promeni?
assign-done =
    Dodeljeno. <b>{ $institution }</b>: { $title }
    Rok: { $due }. Zadatak je na tabli „{ $subgroup }“ i na listi institucije; institucija ga saznaje uz svoju sledeću jutarnju poruku.
assign-done-no-board =
    Dodeljeno. <b>{ $institution }</b>: { $title }
    Rok: { $due }. Zadatak je na listi institucije; institucija ga saznaje uz svoju sledeću jutarnju poruku.
assign-done-nobody-reached =
    Dodeljeno. <b>{ $institution }</b>: { $title }
    Rok: { $due }. Niko iz institucije još nije povezao razgovor, pa bot nikoga ne može da obavesti: Sekretarijat može da pozove njenu kontakt osobu.
assign-cancelled = Odustali ste. Nijedan zadatak nije dodeljen.
button-assign = ✅ Dodeli
button-change = ✏️ Promeni
button-change-subgroup = Podgrupu
button-change-institution = Instituciju
button-change-title = Šta treba uraditi
button-change-due = Rok
button-end-of-week = Kraj nedelje: { $date }
button-two-weeks = Za dve nedelje: { $date }
button-end-of-month = Kraj meseca: { $date }
button-rather = Radije { $date }

## Tabla

board-page = Strana { $page } od { $pages }
page-nudged = nosilac podsećen { $date }
board-nudged = nosilac je podsećen: { $date }
button-previous-page = ‹ Prethodna
button-next-page = Sledeća ›
button-nudge = 🔔 Podseti

## Podsećanje nosioca

nudge-now = <b>{ $institution }</b> dobija podsetnik sada: „{ $title }“. Danas je više ne podsećam na to.
nudge-later = <b>{ $institution }</b> dobija podsetnik { $date } u { $time }, u radno vreme: „{ $title }“. Danas je više ne podsećam na to.
nudge-nobody = Niko iz institucije <b>{ $institution }</b> nije povezao razgovor, pa bot nikoga ne može da podseti na „{ $title }“. Sekretarijat može da pozove njenu kontakt osobu.
nudge-told = Predsedavajući pita dokle se stiglo:
nudge-not-arrived = <b>{ $institution }</b> nije mogla da bude podsećena na „{ $title }“: niko tamo više ne prima poruke bota. Molimo Vas da pozovete telefonom ili obavestite Sekretarijat.

## Podsetnik kasnije

button-snooze-today = 💤 Kasnije danas
button-snooze-tomorrow = 💤 Sutra
button-snooze-monday = 💤 { $date }
button-snooze-drop = Ne podsećaj me
button-extension-until = Više vremena do { $date }
button-remind-on = Podseti me { $date }
snooze-noted = { $count ->
    [one] Podsetiću Vas jednom: { $date } u { $time }. Rok i ostali podsetnici ostaju kakvi jesu.
    [few] Podsetiću Vas jednom na { $count } zadatka: { $date } u { $time }. Rokovi i ostali podsetnici ostaju kakvi jesu.
   *[other] Podsetiću Vas jednom na { $count } zadataka: { $date } u { $time }. Rokovi i ostali podsetnici ostaju kakvi jesu.
}
snooze-when = Kada da Vas podsetim? Rok se time ne menja.
snooze-or-extension = Da Vas podsetim { $date }, ili tražite više vremena do tada?
snooze-nothing-open = Više ništa nije otvoreno, pa nemam na šta da Vas podsetim.
snooze-dropped = Dobro, neću Vas ponovo podsećati. Uobičajeni podsetnici stižu kao i uvek.
snooze-again = { $count ->
    [one] Zamolili ste da Vas podsetim:
    [few] Zamolili ste da Vas podsetim na { $count } zadatka:
   *[other] Zamolili ste da Vas podsetim na { $count } zadataka:
}
