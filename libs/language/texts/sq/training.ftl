# Training, the pool of trainers, certificates and hand-over: pages, chat and papers.

## Training: the pages
page-training-short = Trajnimi
page-training = Programi i trajnimit
page-training-lead = Modulet e planifikuara, sesionet e tyre dhe pjesëmarrja.
page-trainers = Grupi i trajnerëve
page-trainers-lead = Kush mund ta mbajë cilin modul, deri kur vlen certifikata dhe kur është mbajtur sesioni i fundit.
page-module = Moduli
page-planned-for = Planifikuar për
page-audience = Për kë
page-audience-secretariat = Sekretariati
page-audience-trainers = trajnerët
page-audience-authority-members = anëtarët e Autoritetit
page-days-of = { $max ->
    [one] { $min }–{ $max } ditë
   *[other] { $min }–{ $max } ditë
}
page-days-so-many = { $count ->
     [one] { $count } ditë
    *[other] { $count } ditë
}
page-sessions-ahead = Sesionet e ardhshme
page-sessions-given = Sesionet e mbajtura
page-attended-count = Pjesëmarrje
page-trainers-count = Trajnerë
page-no-modules = Nuk është planifikuar asnjë modul: importoni training-programme.csv.
page-sessions = Sesionet
page-no-sessions = Ende nuk ka sesione.
page-session-scheduled = i planifikuar
page-session-due = pjesëmarrja nuk është shënuar
page-session-delivered = i mbajtur
page-session-cancelled = i anuluar
page-given-by = Trajnerët
page-nobody-enrolled = Askush nuk është regjistruar ende.
page-was-there = pjesëmarrje
page-was-not-there = mungesë
page-schedule-session = Planifiko një sesion
page-first-day = Dita e parë
page-last-day = Dita e fundit
page-choose-trainers = Kush e mban
page-no-trainers-yet = Askush nuk ka certifikatë për këtë modul: së pari certifikoni një trajner.
page-enrol = Regjistro një pjesëmarrës
page-known-person = Person në evidencë
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
page-left-pool = Dalje nga grupi
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
page-certified-for = Certifikata për
page-last-session = Sesioni i fundit
page-never = asnjëherë
page-given-count = Mbajtur
page-engagement = Angazhimi
page-engaged = angazhim në vazhdim
page-idle = pa angazhim që nga { $day }
page-not-certified-now = pa certifikatë të vlefshme
page-reminded-on = përkujtimi u dërgua më { $day }
page-reach-chat = biseda personale
page-reach-institution = përmes institucionit
page-reach = Mënyra e njoftimit
page-no-trainers = Ende nuk ka trajnerë.
page-idle-count = { $count ->
     [one] { $count } trajner pa angazhim
    *[other] { $count } trajnerë pa angazhim
}
page-wrong-days = Dita e fundit është para ditës së parë.
page-wrong-nobody-attended = Shënoni së paku një person.
page-wrong-no-trainer = Zgjidhni së paku një trajner.
page-wrong-no-person = Zgjidhni një person, ose shkruani emrin dhe institucionin.
page-wrong-nothing-to-issue = Të gjithë pjesëmarrësit kanë tashmë certifikatë.
page-wrong-not-sealed = Emri nuk mund të shifrohet tani. Provoni përsëri pas pak.
event-training-trainer-reminded = Përkujtimi iu dërgua trajnerit

## Verification
page-verification = Verifikimi i certifikatës
page-verify-how = Shkruani kodin që është i shtypur në certifikatë.
page-verify-code = Kodi
page-verify-button = Verifiko
page-verify-valid = Certifikata është e vlefshme.
page-verify-expired = Certifikata është autentike, por ka skaduar.
page-verify-replaced = Certifikata është autentike, por është zëvendësuar me një më të re.
page-verify-withdrawn = Certifikata është tërhequr.
page-verify-unknown = Asnjë certifikatë nuk e ka këtë kod. Kontrolloni shkronjat; nëse janë të sakta, certifikata nuk është lëshuar nga ne.
page-verify-not-a-code = Ky nuk është kod: kodi ka 16 shkronja dhe shifra, në katër grupe nga katër.
page-verify-kind = Lloji
page-verify-attended = pjesëmarrje në trajnim
page-verify-trainer = trajner
page-verify-holder = Inicialet e bartësit
page-verify-issued = Lëshuar më
page-verify-until = E vlefshme deri më
page-verify-privacy = Kjo faqe tregon vetëm inicialet: krahasojini me emrin në certifikatën e shtypur.

## Hand-over: the pages
page-hand-over = Dorëzim-pranimi i funksionit
page-hand-over-focal-point = Dorëzo funksionin e pikës fokale
page-hand-over-hint = Detyrat mbeten te institucioni; biseda e pikës fokale të mëparshme e humb qasjen menjëherë. Pika e re fokale merr një përmbledhje.
page-appoint-focal-point = Emëro pikën fokale
page-appoint-deputy = Emëro zëvendësin
page-deputy-succeeds = Zëvendësi i tanishëm
page-phone = Telefoni i punës
page-hands-on-chairs = Merr edhe kryesimin e nëngrupeve
page-appoint-chair = Emëro kryesuesin
page-new-chair = Kryesuesi i ri
page-briefing = Përmbledhja
page-briefing-lead = Çfarë është e hapur, e vonuar, e vendosur në gjashtë muajt e fundit, dhe kush është kush.

## Papers: certificates
certificate-authority = Autoriteti Kombëtar kundër Trafikimit me Njerëz
certificate-title = Certifikatë
certificate-trainer-title = Certifikatë e trajnerit
certificate-to = i jepet
certificate-sentence = për pjesëmarrje në trajnimin e mbajtur nga { $from } deri më { $until }
certificate-sentence-day = për pjesëmarrje në trajnimin e mbajtur më { $day }
certificate-trainer-sentence = si dëshmi e aftësimit për mbajtjen e modulit
certificate-issued = Lëshuar më { $day }
certificate-until = E vlefshme deri më { $day }
certificate-for-ever = Pa afat skadimi
certificate-verify = Kodi i verifikimit

## Papers: briefings
briefing-kind = Përmbledhje për dorëzim-pranim
briefing-cases-title = Rastet që koordinoni
briefing-lead-focal-point = Çfarë duhet të dijë pika fokale e institucionit { $name }, më { $day }.
briefing-lead-chair = Çfarë duhet të dijë kryesuesi i nëngrupit { $name }, më { $day }.
briefing-lead-coordinator = Rastet e hapura sipas referencës, më { $day }. Institucioni: { $name }.
briefing-overdue = Me vonesë ({ $count })
briefing-open = Të hapura ({ $count })
briefing-data-requests = Të dhëna të kërkuara ({ $count })
briefing-cases = Raste të hapura ({ $count })
briefing-decided = Vendosur në gjashtë muajt e fundit ({ $count })
briefing-people = Kush është kush ({ $count })
briefing-nothing = asgjë
briefing-due = afati: { $day }
briefing-stage-identification = identifikimi
briefing-stage-referral = referimi
briefing-stage-assistance = asistenca
briefing-stage-reintegration = riintegrimi
briefing-referrals-waiting = { $count ->
     [one] { $count } referim pa përgjigje
    *[other] { $count } referime pa përgjigje
}
briefing-post-focal-point = pikë fokale
briefing-post-deputy = zëvendës
briefing-chairs = kryeson: { $subgroups }
briefing-foot = Gjendja më { $day }. Dokument i brendshëm i Autoritetit Kombëtar; pa të dhëna për viktima.
briefing-rest = Pjesa tjetër është në dokument.
briefing-document = Përmbledhja si dokument
briefing-file = permbledhja
briefing-nothing-of-yours = /briefing u tregon pikave fokale dhe kryesuesve të nëngrupeve çfarë duhet të dinë. Për ju këtu nuk ka të dhëna.
commands-briefing = Përmbledhja për funksionin tuaj

## Training: the chat
commands-training = Trajnimet
commands-verify = Verifiko një certifikatë
training-heading = Sesionet tuaja:
training-none = Nuk keni sesione të ardhshme trajnimi, as pjesëmarrje për të shënuar.
training-give = <b>{ $module }</b>, { $days }{ $place } – e mbani ju; të regjistruar: { $enrolled }
training-attend = <b>{ $module }</b>, { $days }{ $place } – ju merrni pjesë
training-attendance-due = <b>{ $module }</b>, { $days }{ $place } – shënoni pjesëmarrjen
button-attendance = ✍️ Pjesëmarrja: { $days }
attendance-ask = <b>{ $module }</b>, { $days }. Kush mori pjesë? Prekni emrat, pastaj konfirmoni.
attendance-nobody-enrolled = Askush nuk është regjistruar në këtë sesion. Regjistrimin e bën Sekretariati.
attendance-nobody-marked = Para se të konfirmoni, shënoni së paku një emër.
attendance-not-yours = Pjesëmarrjen e shënon personi që e mban sesionin.
button-attendance-confirm = ✅ Konfirmo ({ $count })
button-attendance-all = Të gjithë
attendance-taken = { $count ->
     [one] U shënua: { $count } pjesëmarrës, <b>{ $module }</b>, { $days }. Faleminderit.
    *[other] U shënuan: { $count } pjesëmarrës, <b>{ $module }</b>, { $days }. Faleminderit.
}
notice-trainer-idle = Që nga { $since } nuk keni mbajtur sesione si trajner. Do të na vinte mirë t’ju kishim përsëri: ju lutem caktojeni sesionin e ardhshëm me Sekretariatin. Modulet tuaja: { $modules }.
notice-trainer-idle-of-yours = Nga trajnerët e institucionit tuaj, { $name } nuk ka mbajtur sesione që nga { $since }. Ju lutem caktojeni së bashku me Sekretariatin sesionin e ardhshëm. Modulet: { $modules }.
notice-session-ahead = Përkujtim: ju e mbani trajnimin <b>{ $module }</b>, { $days }{ $place }. Të regjistruar: { $enrolled }. Pas sesionit, pjesëmarrja shënohet me /training.
notice-session-ahead-of-yours = Përkujtim: { $name } nga institucioni juaj e mban trajnimin <b>{ $module }</b>, { $days }{ $place }.
notice-attendance-due = Trajnimi <b>{ $module }</b>, { $days }, ka përfunduar. Kush mori pjesë?
verify-valid = ✅ E vlefshme: { $what }, <b>{ $module }</b>. Inicialet e bartësit: { $initials }.
verify-not-valid = ⛔ { $verdict } { $what }, <b>{ $module }</b>.
verify-how = Shkruani /verify dhe kodin e certifikatës, p.sh. /verify 7K3M-2QRD-9XW0-5TFA.
page-paper-sr-Cyrl = PDF serbisht (cirilik)
