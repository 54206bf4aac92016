# Kryesuesi cakton detyra dhe i kujton bartësit; kush merr kujtesë mund ta shtyjë.

## Caktimi i një detyre

commands-assign = Cakto një detyrë
help-assign =
    Caktoni një detyrë me një rresht: “Detyrë për MPMS: raporti i strehimoreve deri më 30/6”, ose hap pas hapi me /assign. Asgjë nuk caktohet para se ta konfirmoni.
assign-not-chair = Detyrat i caktojnë kryesuesit e nëngrupeve dhe Sekretariati. /tasks tregon detyrat tuaja.
assign-ask-subgroup = Në tabelën e cilit nëngrup të shkojë detyra?
assign-subgroup = { $subgroup }
assign-no-board = Pa tabelë
assign-ask-institution = Për cilin institucion është detyra? Zgjidhni, ose shkruani emrin apo shkurtesën e tij.
assign-which-institution = Cilin institucion e keni menduar? Një detyrë është për një institucion; tjetrit jepjani të vetën.
assign-institution = { $institution }
assign-unknown-institution = Nuk njoh këtu asnjë institucion “{ $words }”.
assign-not-member = <b>{ $institution }</b> nuk është anëtar i nëngrupit. Sekretariati mund ta pranojë.
assign-ask-title = Çfarë duhet të bëjë <b>{ $institution }</b>? Ju lutem shkruajeni me një fjali.
assign-ask-due = Deri kur? Shkruani për shembull “30 qershor” ose “të premten”, ose zgjidhni:
assign-which-date = Cila ditë është afati?
assign-date = { $date }
assign-no-date = Nuk gjeta asnjë ditë në këtë.
assign-confirm =
    A ju kuptova drejt? Ende nuk është caktuar asgjë.
    <b>{ $institution }</b>: { $title }
    Afati: { $due }
    Tabela: { $subgroup }
assign-day-off = Kujdes: { $date } është ditë pushimi.
assign-ask-change = Çfarë të ndryshohet?
assign-done =
    U caktua. <b>{ $institution }</b>: { $title }
    Afati: { $due }. Është në tabelën “{ $subgroup }” dhe në listën e institucionit; institucioni njoftohet me mesazhin e tij të ardhshëm të mëngjesit.
assign-done-no-board =
    U caktua. <b>{ $institution }</b>: { $title }
    Afati: { $due }. Është në listën e institucionit; institucioni njoftohet me mesazhin e tij të ardhshëm të mëngjesit.
assign-done-nobody-reached =
    U caktua. <b>{ $institution }</b>: { $title }
    Afati: { $due }. Askush nga institucioni nuk e ka lidhur ende bisedën, prandaj boti nuk mund të njoftojë askënd: Sekretariati mund ta ftojë pikën fokale.
assign-cancelled = U hoq dorë. Asnjë detyrë nuk u caktua.
button-assign = ✅ Cakto
button-change = ✏️ Ndrysho
button-change-subgroup = Nëngrupin
button-change-institution = Institucionin
button-change-title = Çfarë duhet bërë
button-change-due = Afatin
button-end-of-week = Fundi i javës: { $date }
button-two-weeks = Pas dy javësh: { $date }
button-end-of-month = Fundi i muajit: { $date }
button-rather = Më mirë { $date }

## Tabela

board-page = Faqja { $page } nga { $pages }
page-nudged = bartësit iu kujtua më { $date }
board-nudged = bartësit iu kujtua: { $date }
button-previous-page = ‹ Mbrapa
button-next-page = Tjetra ›
button-nudge = 🔔 Kujtoja

## Kujtesa për bartësin

nudge-now = <b>{ $institution }</b> njoftohet tani: “{ $title }”. Sot nuk i kujtohet më.
nudge-later = <b>{ $institution }</b> njoftohet { $date } në ora { $time }, në orar pune: “{ $title }”. Sot nuk i kujtohet më.
nudge-nobody = Askush nga <b>{ $institution }</b> nuk e ka lidhur bisedën, prandaj boti nuk mund t'ia kujtojë askujt “{ $title }”. Sekretariati mund ta ftojë pikën fokale.
nudge-told = Kryesuesi pyet sa larg është kjo:
nudge-not-arrived = <b>{ $institution }</b> nuk mund të njoftohej për “{ $title }”: askush atje nuk i pranon më mesazhet e botit. Ju lutem telefononi, ose njoftoni Sekretariatin.

## Kujtesa më vonë

button-snooze-today = 💤 Më vonë sot
button-snooze-tomorrow = 💤 Nesër
button-snooze-monday = 💤 { $date }
button-snooze-drop = Mos ma kujto
button-extension-until = Më shumë kohë deri { $date }
button-remind-on = Ma kujto { $date }
snooze-noted = { $count ->
    [one] Do t'jua kujtoj një herë: { $date } në ora { $time }. Afati dhe kujtesat e tjera mbeten si janë.
   *[other] Do t'jua kujtoj një herë { $count } detyra: { $date } në ora { $time }. Afatet dhe kujtesat e tjera mbeten si janë.
}
snooze-when = Kur t'jua kujtoj? Afati nuk ndryshon prej kësaj.
snooze-or-extension = T'jua kujtoj { $date }, apo kërkoni më shumë kohë deri atëherë?
snooze-nothing-open = Nuk ka më asgjë të hapur, prandaj s'ka çfarë t'ju kujtoj.
snooze-dropped = Mirë, nuk do t'jua kujtoj më. Kujtesat e zakonshme vijnë si gjithmonë.
snooze-again = { $count ->
    [one] Kërkuat t'jua kujtoj:
   *[other] Kërkuat t'jua kujtoj { $count } detyra:
}
