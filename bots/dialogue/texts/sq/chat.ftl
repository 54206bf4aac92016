# Biseda: mirëseardhja, ftesat, ndihma, lista e detyrave, përmbledhja e mëngjesit, butonat.

## Mirëseardhja dhe ftesat

welcome-not-linked =
    Mirë se vini. Unë jam <b>focalpoint</b> dhe ju kujtoj detyrat e institucionit tuaj në Autoritetin Kombëtar.
    Për të filluar ju duhet vegza e ftesës nga Sekretariati: hapeni në këtë telefon dhe shtypni “Start”.
not-linked = Kjo bisedë nuk është e lidhur me asnjë institucion. Kërkoni nga Sekretariati një vegëz ftese dhe hapeni në këtë telefon.
invitation-accepted =
    Mirë se vini, { $name }. Kjo bisedë tani është e lidhur me institucionin <b>{ $institution }</b>.
    Çdo mëngjes pune, kur ka diçka për ju, ju shkruaj një mesazh të vetëm. Përgjigjuni shkurt: “1 krye”, “50%”, “deri të premten”. /tasks tregon detyrat, /help tregon mënyrën.
invitation-accepted-just-now = Kjo bisedë tani është e lidhur. Duhet pak kohë derisa t'i di detyrat tuaja: ju lutem shkruani /tasks pas një minute.
invitation-expired = Kjo ftesë ka skaduar. Ju lutem kërkoni një të re nga Sekretariati.
invitation-used = Kjo ftesë është përdorur tashmë. Nëse nuk e keni përdorur ju, njoftoni Sekretariatin dhe kërkoni një të re.
invitation-unknown = Këtë ftesë nuk e njoh, ose është zëvendësuar me një më të re. Ju lutem kërkoni një të re nga Sekretariati.
already-linked = Kjo bisedë është e lidhur me institucionin <b>{ $institution }</b>. /tasks tregon detyrat tuaja.
chat-unlinked = Kjo bisedë nuk është më e lidhur me institucionin <b>{ $institution }</b>. Për pyetje drejtohuni Sekretariatit.

## Ndihma

help-focal-point =
    Unë ju kujtoj detyrat e institucionit tuaj dhe ia përcjell përgjigjet tuaja Sekretariatit.
    Shkruani për shembull: “1 krye”, “2: 50%”, “e bllokuar: mungon buxheti”, “deri më 15 qershor”, “+3 ditë”. Mund t’i përgjigjeni edhe mesazhit të detyrës ose të shtypni butonat.
    /tasks – detyrat e hapura
    /data – kërkesat për të dhëna
    /settings – kur ju shkruaj; /away – do të mungoni
    /language – gjuha
    /help – kjo ndihmë
    Mos shkruani kurrë emra a të dhëna të viktimave: mesazhe të tilla nuk i ruaj.
help-chair =
    Si kryesues i nëngrupit merrni njoftim kur një detyrë vonohet. Me butona e vërtetoni ose e rihapni detyrën e kryer, dhe e jepni ose e refuzoni afatin e kërkuar.
    /board – detyrat e nëngrupit
help-secretariat =
    Si Sekretariat merrni njoftim kur një detyrë vonohet edhe pas njoftimit të kryesuesit. Afatet dhe caktimet i ndryshoni në faqen e Sekretariatit.
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
task-line = <b>{ $number }.</b> { $title } – afati { $due } – { $status }
task-line-with-institution = <b>{ $institution }</b>, { $number }. { $title } – afati { $due } – { $status }
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
status-completed = e kryer, pret vërtetimin
status-verified = e kryer dhe e vërtetuar
status-cancelled = e anuluar
status-extension-asked = afat i kërkuar deri { $date }
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
    [one] { $days } ditë pune vonesë
   *[other] { $days } ditë pune vonesë
}
escalation-chair = { $days ->
    [one] Si kryesues i nëngrupit: <b>{ $institution }</b> është { $days } ditë pune me vonesë te detyra “{ $title }”, afati { $due }.
   *[other] Si kryesues i nëngrupit: <b>{ $institution }</b> është { $days } ditë pune me vonesë te detyra “{ $title }”, afati { $due }.
}
escalation-secretariat = { $days ->
    [one] Për Sekretariatin: <b>{ $institution }</b> është { $days } ditë pune me vonesë te detyra “{ $title }”, afati { $due }. Kryesuesi është njoftuar më herët.
   *[other] Për Sekretariatin: <b>{ $institution }</b> është { $days } ditë pune me vonesë te detyra “{ $title }”, afati { $due }. Kryesuesi është njoftuar më herët.
}

## Njoftimet për kryesuesin dhe pronarin e detyrës

notice-completed = <b>{ $institution }</b> raportoi si të kryer: “{ $title }”. A e vërtetoni?
notice-extension-asked = <b>{ $institution }</b> kërkon afat deri { $date } për “{ $title }”. Afati i tanishëm: { $due }.
notice-verified = U vërtetua si e kryer: “{ $title }”. Faleminderit.
notice-reopened = U rihap detyra “{ $title }”: { $reason }. Afati { $due }.
notice-extension-granted = Për “{ $title }” keni afat deri { $date }.
notice-extension-refused = Afati i kërkuar për “{ $title }” nuk u dha. Mbetet { $due }.

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
button-verify = ✅ Vërteto
button-reopen = 🔁 Rihap
button-grant = ✅ Jepe afatin
button-refuse = ✖️ Refuzo
button-task = { $number }. { $title }
language-name-sq = Shqip
language-name-sr = Srpski
language-name-en = English

## Kush e ka bllokuar botin, i thuhet Sekretariatit

blocked-told = <b>{ $name }</b> ({ $institution }) më ka bllokuar: mesazhet nuk arrijnë më, dhe askush në institucion nuk e zëvendëson. Ju lutem kontaktoni institucionin.
blocked-told-deputy = <b>{ $name }</b> ({ $institution }) më ka bllokuar: mesazhet nuk arrijnë më. Ndërkohë kujtesat i merr { $deputy }.
