# Kryesuesi cakton detyra dhe ua përkujton institucioneve; kush merr përkujtim mund ta shtyjë.

## Caktimi i një detyre

commands-assign = Cakto një detyrë
help-assign =
    Caktoni një detyrë me një rresht: “Detyrë për MPMS: raporti i strehimoreve deri më 30/6”, ose hap pas hapi me /assign. Asgjë nuk caktohet para se ta konfirmoni.
assign-not-chair = Detyrat i caktojnë kryesuesit e nëngrupeve dhe Sekretariati. /tasks tregon detyrat tuaja.
assign-ask-subgroup = Në tabelën e cilit nëngrup të vendoset detyra?
assign-subgroup = { $subgroup }
assign-no-board = Pa tabelë
assign-ask-institution = Për cilin institucion është detyra? Zgjidhni institucionin, ose shkruani emrin apo shkurtesën e tij.
assign-which-institution = Për cilin institucion e keni fjalën? Një detyrë caktohet për një institucion; për tjetrin caktoni detyrë të veçantë.
assign-institution = { $institution }
assign-unknown-institution = Institucioni “{ $words }” nuk gjendet këtu.
assign-not-member = Institucioni <b>{ $institution }</b> nuk është anëtar i nëngrupit. Sekretariati mund ta pranojë.
assign-ask-title = Çfarë duhet të bëjë <b>{ $institution }</b>? Ju lutem shkruajeni me një fjali.
assign-ask-due = Deri kur? Shkruani për shembull “30 qershor” ose “të premten”, ose zgjidhni:
assign-which-date = Cila ditë është afati?
assign-date = { $date }
assign-no-date = Në këtë mesazh nuk gjeta datë.
assign-confirm =
    A ju kuptova drejt? Ende nuk është caktuar asgjë.
    <b>{ $institution }</b>: { $title }
    Afati: { $due }
    Tabela: { $subgroup }
assign-day-off = Kujdes: { $date } është ditë pushimi.
assign-ask-change = Çfarë të ndryshohet?
assign-done =
    U caktua. <b>{ $institution }</b>: { $title }
    Afati: { $due }. Detyra është në tabelën “{ $subgroup }” dhe në listën e institucionit; institucioni njoftohet me mesazhin e ardhshëm të mëngjesit.
assign-done-no-board =
    U caktua. <b>{ $institution }</b>: { $title }
    Afati: { $due }. Detyra është në listën e institucionit; institucioni njoftohet me mesazhin e ardhshëm të mëngjesit.
assign-done-nobody-reached =
    U caktua. <b>{ $institution }</b>: { $title }
    Afati: { $due }. Askush nga ky institucion nuk ka bisedë ose adresë elektronike që funksionon, prandaj askush nuk mund të njoftohet: Sekretariati mund ta ftojë pikën fokale.
assign-cancelled = U anulua. Nuk u caktua asnjë detyrë.
button-assign = ✅ Cakto
button-change = ✏️ Ndrysho
button-change-subgroup = Nëngrupi
button-change-institution = Institucioni
button-change-title = Çfarë duhet bërë
button-change-due = Afati
button-end-of-week = Fundi i javës: { $date }
button-two-weeks = Pas dy javësh: { $date }
button-end-of-month = Fundi i muajit: { $date }
button-rather = Më mirë { $date-on }

## Tabela

board-page = Faqja { $page } nga { $pages }
page-nudged = përkujtimi iu dërgua institucionit më { $date }
board-nudged = përkujtimi iu dërgua institucionit: { $date }
button-previous-page = ‹ E mëparshmja
button-next-page = Tjetra ›
button-nudge = 🔔 Përkujto

## Detyra e kontestuar

dispute-heading =
    Institucioni <b>{ $institution }</b> thotë se kjo detyrë nuk i takon:
    { $title } – afati: { $due }
dispute-reason = Me fjalët e tyre: “{ $reason }”
dispute-named = • <b>{ $institution }</b>: e përmend vetë institucioni
dispute-role = • <b>{ $institution }</b>: i përshtatet roli (“{ $words }”)
dispute-earlier = • <b>{ $institution }</b>: ka pasur detyrë të ngjashme (“{ $words }”)
dispute-over = Detyra nuk është më e kontestuar: { $title }, { $status }.

## Përkujtimi i institucionit

nudge-now = Institucionit <b>{ $institution }</b> i dërgohet tani përkujtim për detyrën “{ $title }”. Sot nuk i dërgohet përkujtim tjetër për të.
nudge-later = Institucionit <b>{ $institution }</b> i dërgohet përkujtim për detyrën “{ $title }” { $date-on } në orën { $time }, gjatë orarit të punës. Sot nuk i dërgohet përkujtim tjetër për të.
nudge-nobody = Askush nga institucioni <b>{ $institution }</b> nuk ka bisedë ose adresë elektronike që funksionon, prandaj askujt nuk mund t’i përkujtohet detyra “{ $title }”. Sekretariati mund ta ftojë pikën fokale.
nudge-told = Kryesuesi i nëngrupit pyet deri ku ka arritur kjo detyrë:
nudge-not-arrived = Institucionit <b>{ $institution }</b> nuk mund t’i dërgohej përkujtimi për detyrën “{ $title }”: askush atje nuk i merr më mesazhet e botit. Ju lutem telefononi, ose njoftoni Sekretariatin.

## Përkujtimi më vonë

button-snooze-today = 💤 Më vonë sot
button-snooze-tomorrow = 💤 Nesër
button-snooze-monday = 💤 { $date }
button-snooze-drop = Mos ma përkujto
button-extension-until = Më shumë kohë deri { $date-until }
button-remind-on = Ma përkujto { $date-on }
snooze-noted = { $count ->
    [one] Do t’ju përkujtoj një herë: { $date-on } në orën { $time }. Afati dhe përkujtimet e tjera mbeten si janë.
   *[other] Do t’ju përkujtoj një herë për { $count } detyra: { $date-on } në orën { $time }. Afatet dhe përkujtimet e tjera mbeten si janë.
}
snooze-when = Kur t’ju përkujtoj? Afati nuk ndryshon.
snooze-or-extension = T’ju përkujtoj { $date-on }, apo kërkoni shtyrjen e afatit deri atë ditë?
snooze-nothing-open = Nuk ka më asnjë detyrë të hapur për të cilën mund t’ju përkujtoj.
snooze-dropped = Mirë, nuk do t’ju përkujtoj më për këtë. Përkujtimet e zakonshme vijnë si gjithmonë.
snooze-again = { $count ->
    [one] Keni kërkuar t’ju përkujtoj:
   *[other] Keni kërkuar t’ju përkujtoj për { $count } detyra:
}
