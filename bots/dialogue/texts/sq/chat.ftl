# Biseda: mirëseardhja, ftesat, ndihma, lista e detyrave, përmbledhja e mëngjesit, butonat.

## Mirëseardhja dhe ftesat

welcome-not-linked =
    Mirë se vini. Unë jam <b>focalpoint</b> dhe ju përkujtoj detyrat e institucionit tuaj në Autoritetin Kombëtar.
    Për të filluar ju duhet vegza e ftesës nga Sekretariati: hapeni në këtë telefon dhe shtypni “Start”.
not-linked = Kjo bisedë nuk është e lidhur me asnjë institucion. Kërkoni nga Sekretariati vegzën e ftesës dhe hapeni në këtë telefon.
invitation-accepted =
    Mirë se vini, { $name }. Kjo bisedë tani është e lidhur me institucionin <b>{ $institution }</b>.
    Në mëngjeset e ditëve të punës, kur ka diçka për ju, ju dërgoj një mesazh të vetëm. Përgjigjuni shkurt: “1 krye”, “50%”, “deri të premten”. /tasks tregon detyrat, /help shpjegon si përgjigjeni.
invitation-accepted-just-now = Kjo bisedë tani është e lidhur. Detyrat tuaja shfaqen pas pak çastesh: ju lutem shkruani /tasks pas një minute.
invitation-expired = Kjo ftesë ka skaduar. Ju lutem kërkoni një të re nga Sekretariati.
invitation-used = Kjo ftesë është përdorur tashmë. Nëse nuk e keni përdorur ju, njoftoni Sekretariatin dhe kërkoni një të re.
invitation-unknown = Kjo ftesë nuk njihet ose është zëvendësuar me një më të re. Ju lutem kërkoni një të re nga Sekretariati.
already-linked = Kjo bisedë është e lidhur me institucionin <b>{ $institution }</b>. /tasks tregon detyrat tuaja.
chat-unlinked = Kjo bisedë nuk është më e lidhur me institucionin <b>{ $institution }</b>. Për pyetje ju lutem drejtojuni Sekretariatit.

## Ndihma

help-focal-point =
    Unë ju përkujtoj detyrat e institucionit tuaj dhe ia përcjell përgjigjet tuaja Sekretariatit.
    Shkruani për shembull: “1 krye”, “2: 50%”, “e bllokuar: mungon buxheti”, “deri më 15 qershor”, “+3 ditë”. Mund t’i përgjigjeni edhe mesazhit të detyrës ose të shtypni butonat.
    /tasks – detyrat e hapura
    /data – kërkesat për të dhëna
    /settings – kur ju shkruaj; /away – njoftoni mungesën
    /language – gjuha
    /help – kjo ndihmë
    Ju lutem mos shkruani kurrë emra ose të dhëna të viktimave: mesazhe të tilla nuk i ruaj.
help-chair =
    Meqë kryesoni një nëngrup, njoftoheni kur një detyrë vonohet. Me butona mund ta verifikoni ose ta rihapni detyrën e raportuar si të kryer, dhe ta miratoni ose ta refuzoni shtyrjen e afatit.
    /board – detyrat e nëngrupit
help-secretariat = Sekretariati njoftohet kur një detyrë mbetet me vonesë edhe pas njoftimit të kryesuesit. Afatet dhe institucionet përgjegjëse ndryshohen në faqen e Sekretariatit.
commands-start = Fillimi
commands-tasks = Detyrat e hapura
commands-board = Detyrat e nëngrupit
commands-language = Gjuha
commands-help = Ndihma

## Detyrat

tasks-heading = { $count ->
    [one] <b>{ $institution }</b>: { $count } detyrë e hapur
   *[other] <b>{ $institution }</b>: { $count } detyra të hapura
}
tasks-none = Nuk keni asnjë detyrë të hapur. Faleminderit.
task-line = <b>{ $number }.</b> { $title } – afati: { $due } – { $status }
task-line-with-institution = <b>{ $institution }</b>, { $number }. { $title } – afati: { $due } – { $status }
board-heading = { $count ->
    [one] <b>{ $subgroup }</b>: { $count } detyrë e hapur
   *[other] <b>{ $subgroup }</b>: { $count } detyra të hapura
}
board-none = Nëngrupi <b>{ $subgroup }</b> nuk ka asnjë detyrë të hapur.
board-not-chair = Komanda /board është për kryesuesit e nëngrupeve. Detyrat tuaja i tregon /tasks.
status-assigned = e re
status-accepted = e pranuar
status-under-way = në punë e sipër, { $percent }%
status-under-way-unmeasured = në punë e sipër
status-blocked = e bllokuar: { $reason }
status-completed = e kryer, pret verifikimin
status-verified = e kryer dhe e verifikuar
status-cancelled = e anuluar
status-extension-asked = kërkohet shtyrja e afatit deri { $date-until }
former-focal-point = ish-pika fokale

## Përmbledhja e mëngjesit

digest-heading = Mirëmëngjes. Detyrat e institucionit <b>{ $institution }</b>: { $new ->
    [0] asnjë e re
    [one] { $new } e re
   *[other] { $new } të reja
}, { $due ->
    [0] asnjë me afat të afërt
    [one] { $due } me afat të afërt
   *[other] { $due } me afat të afërt
}, { $overdue ->
    [0] asnjë e vonuar
    [one] { $overdue } e vonuar
   *[other] { $overdue } të vonuara
}.
digest-how-to-reply = Përgjigjuni shkurt, p.sh. “1 krye” ose “2 deri të premten”.
section-new = Të reja
section-due-soon = Me afat të afërt
section-today = Afati sot
section-overdue = Të vonuara
overdue-by = { $days ->
    [one] { $days } ditë pune me vonesë
   *[other] { $days } ditë pune me vonesë
}
escalation-chair = { $days ->
    [one] Njoftim për kryesuesin e nëngrupit: <b>{ $institution }</b> ka { $days } ditë pune vonesë me detyrën “{ $title }”. Afati: { $due }.
   *[other] Njoftim për kryesuesin e nëngrupit: <b>{ $institution }</b> ka { $days } ditë pune vonesë me detyrën “{ $title }”. Afati: { $due }.
}
escalation-secretariat = { $days ->
    [one] Njoftim për Sekretariatin: <b>{ $institution }</b> ka { $days } ditë pune vonesë me detyrën “{ $title }”. Afati: { $due }. Kryesuesi i nëngrupit është njoftuar më herët.
   *[other] Njoftim për Sekretariatin: <b>{ $institution }</b> ka { $days } ditë pune vonesë me detyrën “{ $title }”. Afati: { $due }. Kryesuesi i nëngrupit është njoftuar më herët.
}

## Njoftimet për kryesuesin dhe pronarin e detyrës

notice-completed = <b>{ $institution }</b> e raportoi si të kryer detyrën “{ $title }”. A e verifikoni?
notice-extension-asked = <b>{ $institution }</b> kërkon shtyrjen e afatit deri { $date-until } për detyrën “{ $title }”. Afati i tanishëm: { $due }.
notice-verified = U verifikua si e kryer: “{ $title }”. Faleminderit.
notice-reopened = U rihap detyra “{ $title }”: { $reason }. Afati: { $due }.
notice-extension-granted = Për detyrën “{ $title }” keni afat deri { $date-until }.
notice-extension-refused = Shtyrja e afatit për detyrën “{ $title }” nuk u miratua. Afati mbetet: { $due }.

## Butonat

button-done = ✅ E kryer
button-in-progress = 🔧 Në punë e sipër
button-blocked = ⛔ E bllokuar
button-more-time = 🕓 Më shumë kohë
button-undo = ↩️ Zhbëje
button-back = ‹ Prapa
button-cancel = Anulo
button-plus-days = { $days ->
    [one] +{ $days } ditë
   *[other] +{ $days } ditë
}
button-other-date = Datë tjetër
button-percent = { $percent }%
button-verify = ✅ Verifiko
button-reopen = 🔁 Rihap
button-grant = ✅ Mirato shtyrjen
button-refuse = ✖️ Refuzo
button-task = { $number }. { $title }
language-name-sq = Shqip
language-name-sr = Srpski
language-name-sr-Cyrl = Српски
language-name-en = English

## Kush e ka bllokuar botin, i thuhet Sekretariatit

blocked-told = <b>{ $name }</b> ({ $institution }) e ka bllokuar botin: mesazhet nuk arrijnë më dhe askush në institucion nuk e zëvendëson. Ju lutem kontaktoni institucionin.
blocked-told-deputy = <b>{ $name }</b> ({ $institution }) e ka bllokuar botin: mesazhet nuk arrijnë më. Ndërkohë përkujtimet i merr { $deputy }.
