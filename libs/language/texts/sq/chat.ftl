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
link-also = Kjo bisedë është e lidhur me institucionin <b>{ $institution }</b>. A e mbani edhe një post në institucionin <b>{ $other }</b>? Nëse ftesa është e dikujt tjetër, ju lutem përcilleni.
button-link-also = Po, edhe për { $other }
posts-several = Kjo bisedë tani flet për disa institucione: mbi secilën përgjigje qëndron ai për të cilin është. /post e ndërron; përgjigjja në një mesazh vlen për institucionin e atij mesazhi.
posts-speaking = Ju flisni për institucionin <b>{ $institution }</b>.
button-post = Flas për { $institution }
chat-unlinked = Kjo bisedë nuk është më e lidhur me institucionin <b>{ $institution }</b>. Për pyetje ju lutem drejtojuni Sekretariatit.

## Ndihma

help-focal-point =
    Unë ju përkujtoj detyrat e institucionit tuaj dhe ia përcjell përgjigjet tuaja Sekretariatit.
    Shkruani për shembull: “1 krye”, “2: 50%”, “e bllokuar: mungon buxheti”, “deri më 15 qershor”, “+3 ditë”. Mund t’i përgjigjeni edhe mesazhit të detyrës ose të shtypni butonat.
    /tasks – detyrat e hapura
    /data – kërkesat për të dhëna
    /reminders – çfarë do t’ju njoftoj në ditët e ardhshme
    /settings – kur dhe për çfarë ju shkruaj; /away – njoftoni mungesën
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
status-disclaimed = e kontestuar: institucioni thotë se nuk i takon
status-disclaimed-because = e kontestuar, nuk i takon institucionit: { $reason }
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
urgent-heading = <b>{ $institution }</b>: kjo nuk mund të presë deri në mëngjes.
digest-how-to-reply = Përgjigjuni shkurt, p.sh. “1 krye” ose “2 deri të premten”.
told-meanwhile = Ndërkohë:
told-nothing-open = Asgjë nga ky mesazh nuk është më e hapur.
section-new = Të reja
section-due-soon = Me afat të afërt
section-today = Afati sot
section-overdue = Të vonuara
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
notice-extension-asked-because = <b>{ $institution }</b> kërkon shtyrjen e afatit deri { $date-until } për detyrën “{ $title }”: { $reason }. Afati i tanishëm: { $due }.
notice-blocked = <b>{ $institution }</b> nuk mund të vazhdojë me detyrën “{ $title }”: { $reason }. Afati: { $due }.
notice-extension-refused-because = Shtyrja e afatit për detyrën “{ $title }” nuk u miratua: { $reason }. Afati mbetet: { $due }.
notice-moved = Detyra “{ $title }” iu dha institucionit <b>{ $institution }</b>. Nga ju nuk kërkohet më asgjë.
notice-cancelled = Detyra “{ $title }” nuk nevojitet më: { $reason }.
notice-returned = Detyra “{ $title }” mbetet e juaja: { $reason }. Afati: { $due }.
notice-by = – { $name }, { $institution }
notice-by-stand-in = – { $name }, { $institution }, në vend të kryesuesit

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
button-percent = { $percent }%
button-verify = ✅ Verifiko
button-reopen = 🔁 Rihap
button-grant = ✅ Mirato shtyrjen
button-refuse = ✖️ Refuzo
button-whose = ⚖️ Kujt i takon?
button-give-to = ➡️ Jepja: { $institution }
button-stays-theirs = ↩️ Mbetet e tyre
button-call-off = 🚫 Anulo detyrën
button-task = { $number }. { $title }
language-name-sq = Shqip
language-name-sr = Srpski
language-name-sr-Cyrl = Српски
language-name-en = English

## Kush e ka bllokuar botin, i thuhet Sekretariatit

blocked-told = <b>{ $name }</b> ({ $institution }) e ka bllokuar botin: mesazhet nuk arrijnë më dhe askush në institucion nuk e zëvendëson. Ju lutem kontaktoni institucionin.
blocked-told-deputy = <b>{ $name }</b> ({ $institution }) e ka bllokuar botin: mesazhet nuk arrijnë më. Ndërkohë përkujtimet i merr { $deputy }.
nobody-in-post-told = <b>{ $institution }</b>: askush nuk është në funksion dhe për afatet atje nuk njoftohet askush. Ju lutem caktoni një pikë fokale.
nobody-reached-told = <b>{ $institution }</b>: askush atje nuk ka bisedë ose adresë elektronike që funksionon dhe për afatet atje nuk njoftohet askush. Ju lutem kontaktoni.
bounced-told = <b>{ $name }</b> ({ $institution }): adresa e postës elektronike nuk pranon më mesazhe dhe askush në institucion nuk e zëvendëson. Ju lutem kontaktoni institucionin.
bounced-told-deputy = <b>{ $name }</b> ({ $institution }): adresa e postës elektronike nuk pranon më mesazhe. Ndërkohë përkujtimet i merr { $deputy }.
