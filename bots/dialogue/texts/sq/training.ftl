# Training, the pool of trainers, certificates and hand-over: pages, chat and papers.

## Training: the pages
page-training-short = Trajnimi
page-training = Programi i trajnimit
page-training-lead = Modulet e planifikuara, sesionet e tyre dhe kush mori pjesë.
page-trainers = Grupi i trajnerëve
page-trainers-lead = Kush mund të japë cilin modul, deri kur, dhe kur e ka mbajtur sesionin e fundit.
page-module = Moduli
page-planned-for = Planifikuar për
page-audience = Për kë
page-audience-secretariat = Sekretariati
page-audience-trainers = trajnerët
page-audience-authority-members = anëtarët e Autoritetit
page-days-of = { $min }–{ $max } ditë
page-days-so-many = { $count ->
     [one] { $count } ditë
    *[other] { $count } ditë
}
page-sessions-ahead = Sesione përpara
page-sessions-given = Sesione të mbajtura
page-attended-count = Pjesëmarrje
page-trainers-count = Trajnerë
page-no-modules = Nuk është planifikuar asnjë modul: importoni training-programme.csv.
page-sessions = Sesionet
page-no-sessions = Ende asnjë sesion.
page-session-scheduled = i planifikuar
page-session-due = pritet pjesëmarrja
page-session-delivered = i mbajtur
page-session-cancelled = i anuluar
page-given-by = Trajnerët
page-nobody-enrolled = Askush nuk është regjistruar ende.
page-was-there = mori pjesë
page-was-not-there = mungoi
page-schedule-session = Planifiko një sesion
page-first-day = Dita e parë
page-last-day = Dita e fundit
page-choose-trainers = Kush e mban
page-no-trainers-yet = Askush nuk është i certifikuar për këtë modul: certifikoni së pari një trajner.
page-enrol = Regjistro një pjesëmarrës
page-known-person = Personi që njihet
page-or-new-person = — ose dikush tjetër, me emër —
page-their-name = Emri dhe mbiemri
page-their-institution = Institucioni
page-take-attendance = Shëno pjesëmarrjen
page-correct-attendance = Korrigjo pjesëmarrjen
page-who-attended = Kush mori pjesë
page-cancel-session = Anulo sesionin
page-certify = Certifiko një trajner
page-certified-until = E vlefshme deri më (bosh: pa afat)
page-withdraw = Tërhiqe certifikatën
page-left-pool = Doli nga grupi
page-issue-certificates = Lësho certifikatat
page-issue-hint = Secili pjesëmarrës pa certifikatë merr një.
page-paper-sq = PDF shqip
page-paper-sr = PDF serbisht
page-paper-en = PDF anglisht
page-valid-until = deri më { $day }
page-no-end = pa afat
page-validity-valid = e vlefshme
page-validity-expired = e skaduar
page-validity-replaced = e zëvendësuar
page-validity-withdrawn = e tërhequr
page-certified-for = I certifikuar për
page-last-session = Sesioni i fundit
page-never = asnjëherë
page-given-count = Mbajtur
page-engagement = Angazhimi
page-engaged = aktiv
page-idle = pa angazhim që nga { $day }
page-not-certified-now = pa certifikatë të vlefshme
page-reminded-on = u kujtua më { $day }
page-reach-chat = biseda e vet
page-reach-institution = përmes institucionit
page-reach = Si njoftohet
page-no-trainers = Ende asnjë trajner.
page-idle-count = { $count ->
     [one] { $count } trajner pa angazhim
    *[other] { $count } trajnerë pa angazhim
}
page-wrong-days = Dita e fundit është para ditës së parë.
page-wrong-nobody-attended = Shënoni të paktën një person.
page-wrong-no-trainer = Zgjidhni të paktën një trajner.
page-wrong-no-person = Zgjidhni një person, ose shkruani emrin dhe institucionin.
page-wrong-nothing-to-issue = Të gjithë pjesëmarrësit kanë certifikatë.
page-wrong-not-sealed = Emri nuk mund të vuloset tani. Provoni përsëri pas pak.
event-training-trainer-reminded = Trajneri u kujtua

## Verification
page-verification = Vërtetimi i certifikatës
page-verify-how = Shkruani kodin që është i shtypur në certifikatë.
page-verify-code = Kodi
page-verify-button = Vërteto
page-verify-valid = Certifikata është e vlefshme.
page-verify-expired = Certifikata është e vërtetë, por ka skaduar.
page-verify-replaced = Certifikata është e vërtetë, por është zëvendësuar me një më të re.
page-verify-withdrawn = Certifikata është tërhequr.
page-verify-unknown = Asnjë certifikatë nuk e ka këtë kod. Kontrolloni shkronjat; nëse janë të sakta, certifikata nuk është e jona.
page-verify-not-a-code = Ky nuk është kod: ka 16 shkronja e shifra, në katër grupe nga katër.
page-verify-too-often = Shumë pyetje njëra pas tjetrës. Provoni përsëri pas një minute.
page-verify-kind = Lloji
page-verify-attended = pjesëmarrje në trajnim
page-verify-trainer = trajner
page-verify-holder = Inicialet e bartësit
page-verify-issued = Lëshuar më
page-verify-until = E vlefshme deri më
page-verify-privacy = Faqja tregon vetëm inicialet: krahasojini me emrin në letër.

## Hand-over: the pages
page-hand-over = Dorëzimi i detyrës
page-hand-over-focal-point = Dorëzo detyrën e personit kontaktues
page-hand-over-hint = Detyrat mbesin te institucioni; biseda e paraardhësit humb qasjen menjëherë. Pasardhësi merr një informim.
page-appoint-focal-point = Cakto personin kontaktues
page-appoint-deputy = Cakto një zëvendës
page-deputy-succeeds = Zëvendësi i tanishëm
page-phone = Telefoni i punës
page-hands-on-chairs = Merr edhe kryesimin e
page-appoint-chair = Cakto kryesuesin
page-new-chair = Kryesuesi i ri
page-briefing = Informimi
page-briefing-lead = Çka është e hapur, e vonuar, e vendosur në gjashtë muajt e fundit, dhe kush është kush.

## Papers: certificates
certificate-authority = Autoriteti Kombëtar kundër Trafikimit me Njerëz
certificate-title = Certifikatë
certificate-trainer-title = Certifikatë e trajnerit
certificate-to = i jepet
certificate-sentence = për pjesëmarrje në trajnimin e mbajtur nga { $from } deri më { $until }
certificate-sentence-day = për pjesëmarrje në trajnimin e mbajtur më { $day }
certificate-trainer-sentence = që është i certifikuar të mbajë modulin
certificate-issued = Lëshuar më { $day }
certificate-until = E vlefshme deri më { $day }
certificate-for-ever = Pa afat skadimi
certificate-verify = Kodi i vërtetimit

## Papers: briefings
briefing-kind = Informim për dorëzim
briefing-cases-title = Rastet që koordinoni
briefing-lead-focal-point = Çka duhet të dijë personi kontaktues i institucionit { $name }, më { $day }.
briefing-lead-chair = Çka duhet të dijë kryesuesi i nëngrupit { $name }, më { $day }.
briefing-lead-coordinator = Rastet e hapura sipas referencës, më { $day }. Institucioni: { $name }.
briefing-overdue = Me vonesë ({ $count })
briefing-open = Të hapura ({ $count })
briefing-data-requests = Të dhëna të kërkuara ({ $count })
briefing-cases = Raste të hapura ({ $count })
briefing-decided = Vendosur në gjashtë muajt e fundit ({ $count })
briefing-people = Kush është kush ({ $count })
briefing-nothing = asgjë
briefing-due = afati { $day }
briefing-stage-identification = identifikimi
briefing-stage-referral = referimi
briefing-stage-assistance = ndihma
briefing-stage-reintegration = riintegrimi
briefing-referrals-waiting = { $count ->
     [one] { $count } referim pa përgjigje
    *[other] { $count } referime pa përgjigje
}
briefing-post-focal-point = person kontaktues
briefing-post-deputy = zëvendës
briefing-chairs = kryeson: { $subgroups }
briefing-foot = Gjendja më { $day }. Dokument i brendshëm i Autoritetit Kombëtar; pa të dhëna për viktima.
briefing-rest = Pjesa tjetër është në dokument.
briefing-document = Informimi si dokument
briefing-file = informimi
briefing-nothing-of-yours = /briefing u tregon personave kontaktues dhe kryesuesve çka duhet të dinë. Për ju nuk ka asgjë.
commands-briefing = Informimi për detyrën tuaj

## Training: the chat
commands-training = Trajnimet
commands-verify = Vërteto një certifikatë
training-heading = Sesionet tuaja:
training-none = Nuk keni sesione trajnimi përpara, as pjesëmarrje për të shënuar.
training-give = <b>{ $module }</b>, { $days }{ $place } – e mbani ju; të regjistruar: { $enrolled }
training-attend = <b>{ $module }</b>, { $days }{ $place } – ju merrni pjesë
training-attendance-due = <b>{ $module }</b>, { $days }{ $place } – mbani shënim kush mori pjesë
button-attendance = ✍️ Pjesëmarrja: { $days }
attendance-ask = <b>{ $module }</b>, { $days }. Kush mori pjesë? Prekni emrat, pastaj konfirmoni.
attendance-nobody-enrolled = Askush nuk është regjistruar në këtë sesion. Regjistrimin e bën Sekretariati.
attendance-nobody-marked = Shënoni të paktën një emër para se të konfirmoni.
attendance-not-yours = Pjesëmarrjen e shënon kush e mban sesionin.
button-attendance-confirm = ✅ Konfirmo ({ $count })
button-attendance-all = Të gjithë
attendance-taken = { $count ->
     [one] U shënua: { $count } pjesëmarrës, <b>{ $module }</b>, { $days }. Faleminderit.
    *[other] U shënua: { $count } pjesëmarrës, <b>{ $module }</b>, { $days }. Faleminderit.
}
notice-trainer-idle = Prej { $since } nuk keni mbajtur asnjë sesion si trajner. Njohuria juaj mungon: merruni vesh me Sekretariatin për sesionin e ardhshëm. Modulet tuaja: { $modules }.
notice-trainer-idle-of-yours = Trajneri { $name } i institucionit tuaj nuk ka mbajtur asnjë sesion prej { $since }. Ju lutem merruni vesh me të dhe me Sekretariatin për sesionin e ardhshëm. Modulet: { $modules }.
notice-session-ahead = Kujtesë: mbani trajnimin <b>{ $module }</b>, { $days }{ $place }. Të regjistruar: { $enrolled }. Pas sesionit, /training shënon pjesëmarrjen.
notice-session-ahead-of-yours = Kujtesë: trajneri { $name } i institucionit tuaj mban trajnimin <b>{ $module }</b>, { $days }{ $place }.
notice-attendance-due = Trajnimi <b>{ $module }</b>, { $days }, ka përfunduar. Kush mori pjesë?
verify-valid = ✅ E vlefshme: { $what }, <b>{ $module }</b>. Inicialet e bartësit: { $initials }.
verify-not-valid = ⛔ { $verdict } { $what }, <b>{ $module }</b>.
verify-how = Shkruani /verify dhe kodin e certifikatës, p.sh. /verify 7K3M-2QRD-9XW0-5TFA.
