### Tekstet e faqeve. Të njëjtat çelësa në sq, sr dhe en.

## The frame
page-brand = Koordinimi kundër trafikimit me njerëz
page-skip = Kalo te përmbajtja
page-saved = U ruajt.
page-navigation = Faqet
page-language = Gjuha
page-language-sq = Shqip
page-language-sr = Serbisht
page-language-sr-Cyrl = Serbisht (cirilik)
page-language-en = Anglisht
page-sign-out = Dil
page-overview-short = Pasqyra
page-timeline-short = Rrjedha kohore
page-institutions-short = Institucionet
page-subgroups-short = Nëngrupet
page-meetings-short = Takimet
page-new-item-short = Detyrë e re
page-live-on = Drejtpërdrejt
page-live-lost = Lidhja u ndërpre, po rilidhet…
page-live-held = Ka të reja; shfaqen pasi ta dërgoni formularin

## The demo's clock
page-clock = Ora e demonstrimit
page-clock-next-morning = Mëngjesi tjetër
page-clock-plus-day = +1 ditë
page-clock-date = Data
page-clock-go = Shko te data
page-clock-chat = Hap bisedën
page-weekday-1 = e hënë
page-weekday-2 = e martë
page-weekday-3 = e mërkurë
page-weekday-4 = e enjte
page-weekday-5 = e premte
page-weekday-6 = e shtunë
page-weekday-7 = e diel

## Signing in
page-sign-in = Hyrja
page-sign-in-entered = Keni hyrë. Faqja e parë hapet vetë.
page-sign-in-continue = Vazhdo
page-sign-in-how = Këto faqe hapen për personat që kanë një funksion. Shkruajini botit në Telegram /web dhe shtypni vegzën që ju dërgon, ose kërkojani një administruesi.
page-sign-in-once = Vegza vlen një herë, brenda një ore.

## How old the data are
page-stale-seconds = { $count ->
    [one] Të dhënat që shihni janë të para { $count } sekonde.
   *[other] Të dhënat që shihni janë të para { $count } sekondash.
}
page-stale-minutes = { $count ->
    [one] Të dhënat që shihni janë të para { $count } minute.
   *[other] Të dhënat që shihni janë të para { $count } minutash.
}
page-stale-hours = { $count ->
    [one] Të dhënat që shihni janë të para { $count } ore.
   *[other] Të dhënat që shihni janë të para { $count } orësh.
}
page-stale-unknown = Të dhënat po përditësohen; ende nuk dihet prej kur janë.
page-stale-behind = Ndryshimet më të reja ende nuk shfaqen.
page-stale-away = Një pjesë e të dhënave nuk mund të lexohet për momentin.
page-stale-held = { $count ->
    [one] Ndryshimet e fundit të { $count } detyre ose takimi nuk mund të shfaqen. Ju lutem njoftoni administruesin e sistemit.
   *[other] Ndryshimet e fundit të { $count } detyrave ose takimeve nuk mund të shfaqen. Ju lutem njoftoni administruesin e sistemit.
}

## Failures
page-failure = Kërkesa nuk u krye
page-failure-not-found = Këtu nuk ka asgjë. Ndoshta adresa është shkruar gabim.
page-failure-signed-out = Nuk keni hyrë në sistem, ose hyrja juaj ka skaduar.
page-failure-link-spent = Kjo vegëz hyrjeje është përdorur tashmë, ka skaduar ose nuk njihet. Kërkoni një të re.
page-failure-foreign = Formulari erdhi nga një faqe tjetër dhe nuk u pranua. Hapeni faqen këtu dhe provoni përsëri.
page-failure-malformed = Kërkesa nuk mund të lexohej. Kthehuni te faqja dhe provoni përsëri.
page-failure-too-large = Teksti është më i gjatë sesa lejohet. Ju lutem shkurtojeni.
page-failure-not-permitted = Nuk keni autorizim për ta parë ose kryer këtë. Nëse mendoni se duhet ta keni, ju lutem drejtojuni Sekretariatit.
page-failure-refused = Kjo nuk është e mundur tani:
page-failure-unavailable = Tani nuk mund të ruhej ose të lexohej. Asgjë nuk u konfirmua; provoni përsëri pas pak.
page-failure-not-saved = { $seconds ->
    [one] Kjo nuk u ruajt: vendi i ruajtjes nuk arrihet për momentin. Teksti juaj është ende këtu: dërgojeni përsëri pas { $seconds } sekonde. Edhe nëse dërgohet dy herë, llogaritet një herë.
   *[other] Kjo nuk u ruajt: vendi i ruajtjes nuk arrihet për momentin. Teksti juaj është ende këtu: dërgojeni përsëri pas { $seconds } sekondash. Edhe nëse dërgohet dy herë, llogaritet një herë.
}
page-failure-send-again = Dërgo përsëri
page-failure-copy = Çfarë keni shkruar është këtu, për ta kopjuar:
page-failure-away = { $seconds ->
    [one] Një pjesë e të dhënave nuk mund të lexohet për momentin. Asgjë nuk ka humbur. Hapeni faqen përsëri pas { $seconds } sekonde.
   *[other] Një pjesë e të dhënave nuk mund të lexohet për momentin. Asgjë nuk ka humbur. Hapeni faqen përsëri pas { $seconds } sekondash.
}
page-failure-internal = Ndodhi një gabim në sistem. Provoni përsëri; nëse vazhdon, ju lutem njoftoni administruesin e sistemit.

## What is wrong in a form
page-wrong-look = Asgjë nuk u ruajt. Shihni fushat e shënuara.
page-wrong-empty = Plotësojeni këtë fushë.
page-wrong-too-long = Teksti ka më shumë se 2000 shenja: shkurtojeni.
page-wrong-minutes-too-long = Procesverbali ka më së shumti 100 000 shenja: pjesën tjetër ruajeni diku tjetër dhe shënoni ku gjendet.
page-wrong-control = Teksti ka shenja të padukshme: ngjiteni si tekst të thjeshtë.
page-wrong-no-language = Shkruajeni titullin së paku në një gjuhë.
page-wrong-date = Kjo nuk është datë: zgjidhni një nga kalendari.
page-wrong-time = Kjo nuk është orë: shkruani p.sh. 14:30.
page-wrong-number = Ky numër nuk pranohet këtu.
page-wrong-choice = Zgjidhni nga lista.
page-wrong-nobody-invited = Zgjidhni së paku një institucion.
page-wrong-nobody-came = Shënoni së paku një institucion që erdhi.
page-asks-far = Kjo ditë është më shumë se dy vjet larg. Kontrolloni vitin ose shënoni se kjo është dita e duhur.
page-asks-day-off = Në këtë ditë nuk punohet (fundjavë ose festë). Zgjidhni një tjetër ose shënoni se kjo është dita e duhur.
page-asks-meant = Kjo është dita e duhur
page-wrong-series = Me këtë rregull nuk del asnjë seri takimesh: zgjidhni nga 2 deri në 52 takime dhe një orë që ekziston.
page-wrong-incomplete-item = Detyra ka nevojë për titull, institucion dhe afat.
page-wrong-email-address = Kjo nuk është adresë elektronike: shkruani vetëm adresën, p.sh. emri@example.org, me shkronja latine pa shenja të veçanta.
page-wrong-no-email-address = Ende nuk ka adresë elektronike: së pari ruani një adresë ose zgjidhni Telegramin.
page-wrong-address-not-sealed = Adresa nuk mund të shifrohet tani. Provoni përsëri pas pak.

## Overview
page-overview = Pasqyra e përgjithshme
page-count-open = të hapura
page-count-due-week = me afat këtë javë
page-count-overdue = me vonesë
page-count-blocked = të bllokuara
page-count-disclaimed = të kontestuara
page-count-to-verify = presin verifikimin
page-count-undelivered = përkujtime të padorëzuara
page-overdue-by-institution = Me vonesë, sipas institucionit
page-nothing-overdue = Asgjë nuk është me vonesë.
page-overdue-more = { $count ->
    [one] Edhe { $count } tjetër me vonesë
   *[other] Edhe { $count } të tjera me vonesë
}
page-days-late = { $days ->
    [one] { $days } ditë me vonesë
   *[other] { $days } ditë me vonesë
}
page-upcoming-meetings = Takimet e ardhshme
page-no-meetings-ahead = Nuk ka takime të planifikuara.
page-next-due = Afatet e ardhshme
page-nothing-open = Nuk ka asgjë të hapur.
page-recent = Ndryshimet e fundit

## Timeline
page-timeline = Rrjedha kohore
page-from = Nga
page-until = Deri
page-all = të gjitha
page-kinds = Llojet
page-show = Shfaq
page-today = sot
page-lane-authority = Autoriteti Kombëtar
page-more-in-list = { $count ->
    [one] edhe { $count } në listë
   *[other] edhe { $count } në listë
}
page-as-list = Si listë
page-entries = { $count ->
    [one] { $count } shënim
   *[other] { $count } shënime
}
page-truncated = Shfaqen vetëm shënimet e fundit: ngushtoni periudhën.
page-nothing-in-range = Asgjë në këtë periudhë. Zgjidhni një periudhë më të gjatë.
page-kind-milestone = Ngjarje kyçe
page-kind-meeting = Takim
page-kind-action-item = Detyrë
page-kind-reminder = Përkujtim
page-kind-case = Rast
page-kind-data-request = Kërkesë për të dhëna
page-kind-training = Trajnim
page-kind-strategy = Strategji
page-kind-organisation = Organizim

## Institutions
page-institutions = Institucionet
page-institution = Institucioni
page-member = anëtar i Autoritetit
page-inactive = nuk merr më pjesë
page-focal-point = Pika fokale
page-former-focal-point = ish-pika fokale
page-nobody = askush
page-tasks = Detyrat
page-number = Nr.
page-title = Titulli
page-due = Afati
page-stage = Gjendja
page-progress = Ecuria
page-last-change = Ndryshimi i fundit
page-staff = Personat në funksion
page-name = Emri
page-post = Funksioni
page-post-focal-point = pikë fokale
page-post-deputy = zëvendës
page-chairs = kryeson: { $subgroups }
page-chat = Biseda
page-chat-linked = e lidhur
page-chat-invited = ftesë e hapur
page-chat-expired = ftesa skadoi
page-chat-none = e palidhur
page-invited-until = deri më { $until }
page-invite = Lësho ftesë
page-told-by = Si njoftohet
page-told-nowhere = asnjë mesazh nuk i arrin
page-told-weekly = mesazhi i mëngjesit një herë në javë
page-told-change = Adresa elektronike dhe kanali
page-told-channels = Telegram ose postë elektronike
page-told-frequency = Mesazhi i mëngjesit
page-told-hint = Kur funksionon vetëm njëri kanal, mesazhet dërgohen me atë, çfarëdo që të jetë zgjedhur.
page-told-save = Ruaj zgjedhjen
page-email-address = Adresa elektronike
page-email-address-hint = Njoftimet për këtë person dërgohen atje dhe kush i hap, mund të veprojë në emrin e tij: krahasojeni adresën shkronjë për shkronjë.
page-email-address-not-yet = Posta elektronike këtu ende nuk është e vendosur: adresa ruhet për kur të vendoset.
page-email-address-save = Ruaj adresën
page-email-address-remove = Hiq adresën
page-email-address-removed-hint = Asnjë bisedë nuk është e lidhur: pa adresën, këtij personi nuk i arrin asnjë mesazh.
page-invitation-issued = Ftesa për: { $name }
page-chair-left = Funksioni u dorëzua. Ndërkohë dikush tjetër e ka ndryshuar kryesuesin e këtij nëngrupi, prandaj u la siç është:
page-invitation-once = Shfaqet vetëm tani. Dërgojani personit; vlen një herë, deri më { $until }.
page-invitation-no-bot = Emri i botit nuk është caktuar: personi ia dërgon këtë tekst botit.
page-institution-kind-coordinator = Koordinatori
page-institution-kind-secretariat = Sekretariat
page-institution-kind-ministry = Ministri
page-institution-kind-police = Polici
page-institution-kind-commission = Komision
page-institution-kind-advocates = Mbrojtës të viktimave
page-institution-kind-prosecution = Prokurori
page-institution-kind-council = Këshill prokurorial
page-institution-kind-courts = Gjykata
page-institution-kind-social-work = Punë sociale
page-institution-kind-shelter = Strehimore shtetërore
page-institution-kind-ngo-shelter = Strehimore e shoqërisë civile
page-institution-kind-international = Organizatë ndërkombëtare
page-institution-kind-donor = Donator

## Subgroups and boards
page-subgroups = Nëngrupet
page-subgroup = Nëngrupi
page-no-subgroups = Nuk ka nëngrupe.
page-dissolved = i shpërbërë
page-chair = Kryeson
page-members = Anëtarë
page-empty-column = asgjë
page-stage-assigned = E caktuar
page-stage-accepted = E pranuar
page-stage-under-way = Në vazhdim
page-stage-blocked = E bllokuar
page-stage-disclaimed = E kontestuar
page-stage-completed = E raportuar si e kryer
page-stage-verified = E verifikuar
page-stage-cancelled = E anuluar
page-asks-until = kërkon afat deri më { $date }

## Action items
page-new-item = Cakto detyrë
page-title-in = Titulli, në një ose më shumë gjuhë
page-owner = Institucioni përgjegjës
page-choose = — zgjidhni —
page-none = asnjë
page-assign = Cakto
page-actions = Veprimet
page-history = Historia
page-raised-in = Vendosur në takimin
page-verify = Verifiko
page-reopen = Rihap
page-grant = Mirato shtyrjen e afatit
page-refuse = Refuzo shtyrjen e afatit
page-new-due = Afati i ri
page-new-due-if-any = Afati i ri, nëse duhet
page-reason = Arsyeja
page-reassign = Jepja një institucioni tjetër
page-cancel-item = Anulo detyrën
page-return = Mbetet e tyre
page-suggested = Përmendin
page-by-stand-in = në vend të kryesuesit
page-by-secretariat = Sekretariati
page-nothing-to-decide = Detyra është anuluar; nuk ka asgjë për të vendosur.

## Meetings
page-meetings = Takimet
page-meetings-waiting = Dita ka kaluar: a u mbajtën?
page-past-meetings = Takimet e kaluara
page-when = Kur
page-schedule = Planifiko takim
page-date = Data
page-time = Ora
page-minutes-long = Zgjat (minuta)
page-so-long = { $minutes } min
page-place = Vendi
page-convened = Kush mblidhet
page-convened-authority = Autoriteti Kombëtar
page-convened-invited = institucionet e ftuara
page-invited = Të ftuar
page-invited-hint = Pa zgjedhje: ftohen anëtarët e Autoritetit ose të nëngrupit.
page-recurrence = Përsëritet
page-recurrence-none = nuk përsëritet
page-recurrence-weekly = çdo javë
page-recurrence-fortnightly = çdo dy javë
page-recurrence-monthly = çdo muaj
page-recurrence-count = Sa takime gjithsej
page-recurrence-monthly-weekday = çdo muaj në të njëjtën ditë të javës (p.sh. e marta e parë)
page-recurrence-until = Ose deri më
page-series-days = { $count ->
    [one] Dita e kësaj serie
   *[other] { $count } ditët e kësaj serie
}
page-series-hint = Ende nuk është caktuar asgjë. Lini jashtë ditët kur nuk ka takim, pastaj dërgojeni formularin sërish.
page-series-look = Shikoni ditët më poshtë, pastaj dërgojeni formularin sërish.
page-series-off = ditë pushimi
page-series-others = { $count ->
    [one] edhe një takim tjetër në këtë ditë
   *[other] edhe { $count } takime të tjera në këtë ditë
}
page-series-leave-out = lëre jashtë
page-in-series = takimi { $number } i serisë
page-meeting-scheduled = I planifikuar
page-meeting-held = I mbajtur
page-meeting-cancelled = I anuluar
page-agenda = Rendi i ditës
page-agenda-item = Pikë e re
page-add = Shto
page-attended = Morën pjesë
page-answer-attending = vjen
page-answer-not-attending = nuk vjen
page-answer-sending-deputy = dërgon zëvendësin
page-hold = Shëno si të mbajtur
page-reschedule = Ndrysho datën
page-cancel-meeting = Anulo takimin
page-decisions = Vendimet
page-decision = Vendimi
page-record-decision = Shëno një vendim
page-raises = Detyrat që dalin nga vendimi; rreshtat bosh nuk merren parasysh.
page-item-n = Detyra { $number }
page-minutes = Procesverbali
page-record-minutes = Shëno procesverbalin
page-approve = Mirato procesverbalin
page-approved = i miratuar

## Events, as the timeline names them
event-institution-registered = Institucioni u regjistrua
event-institution-names-changed = Emri i institucionit ndryshoi
event-institution-focal-point-appointed = U emërua pika fokale
event-institution-deputy-appointed = U emërua zëvendësi
event-institution-focal-point-handed-over = Dorëzim-pranim i funksionit të pikës fokale
event-institution-invitation-issued = U lëshua ftesë për bisedë
event-institution-chat-linked = Biseda u lidh
event-institution-chat-unlinked = Biseda u shkëput
event-institution-language-chosen = U zgjodh gjuha
event-institution-quiet-hours-set = U caktuan orët pa mesazhe
event-institution-digest-hour-chosen = U zgjodh ora e mesazhit të mëngjesit
event-institution-email-address-set = U caktua adresa elektronike
event-institution-email-address-removed = U hoq adresa elektronike
event-institution-channels-chosen = U zgjodhën kanalet e njoftimit
event-institution-digest-frequency-chosen = U zgjodh sa shpesh vjen mesazhi i mëngjesit
event-institution-subjects-muted = U zgjodhën temat e mesazheve
event-institution-absence-announced = U njoftua mungesa
event-institution-absence-ended = Mungesa përfundoi
event-institution-deactivated = Institucioni nuk merr më pjesë
event-subgroup-formed = Nëngrupi u formua
event-subgroup-chair-appointed = U emërua kryesuesi
event-subgroup-institution-joined = Iu bashkua nëngrupit
event-subgroup-institution-left = U largua nga nëngrupi
event-subgroup-cut-off = Nëngrupit iu hoq qasja
event-subgroup-dissolved = Nëngrupi u shpërbë
event-meeting-scheduled = Takim i planifikuar
event-meeting-agenda-item-added = Pikë e re në rendin e ditës
event-meeting-rescheduled = Takimi u zhvendos
event-meeting-invitation-answered = Përgjigje në ftesë
event-meeting-held = Takim i mbajtur
event-meeting-minutes-recorded = U shënua procesverbali
event-meeting-decision-taken = Vendim
event-meeting-minutes-approved = U miratua procesverbali
event-meeting-cancelled = Takimi u anulua
event-action-item-assigned = Detyrë e caktuar
event-action-item-accepted = Detyrë e pranuar
event-action-item-progress-reported = Ecuri e raportuar
event-action-item-blocked = Detyrë e bllokuar
event-action-item-unblocked = Detyrë e zhbllokuar
event-action-item-disclaimed = Detyrë e kontestuar: nuk u takon
event-action-item-extension-requested = U kërkua shtyrja e afatit
event-action-item-extension-granted = U miratua shtyrja e afatit
event-action-item-extension-refused = Nuk u miratua shtyrja e afatit
event-action-item-completed = Detyrë e raportuar si e kryer
event-action-item-report-withdrawn = Raporti u tërhoq
event-action-item-verified = Detyrë e verifikuar
event-action-item-reopened = Detyrë e rihapur
event-action-item-returned = Detyra mbetet te institucioni
event-action-item-reassigned = Iu dha një institucioni tjetër
event-action-item-nudged = Përkujtimi iu dërgua institucionit
event-action-item-cancelled = Detyrë e anuluar
event-reminder-planned = Përkujtim i planifikuar
event-reminder-sent = Përkujtim i dërguar
event-reminder-failed = Përkujtim i padorëzuar
event-reminder-answered = Përgjigje në përkujtim
event-reminder-escalated = Vonesa iu raportua nivelit më të lartë
event-notification-planned = Njoftim i planifikuar
event-notification-sent = Njoftim i dërguar
event-notification-posted = Njoftimi u postua në grup
event-notification-failed = Njoftim i padorëzuar
event-notification-answered = Përgjigje në njoftim
event-notification-overtaken = Njoftimi nuk nevojitet më
event-notification-carried-over = Njoftim i dërguar më herët
event-case-opened = Rast i hapur
event-case-profile-revised = U ndryshuan të dhënat e rastit
event-case-case-manager-assigned = U caktua menaxheri i rastit
event-case-coordinator-appointed = U emërua koordinatori i rastit
event-case-referral-made = Rast i referuar
event-case-referral-accepted = Referim i pranuar
event-case-referral-declined = Referim i refuzuar
event-case-referral-escalated = Referim pa përgjigje brenda afatit
event-case-update-reported = Të reja për rastin
event-case-stage-reached = Rasti në një fazë të mëvonshme
event-case-transnational-referral-made = Rast i referuar jashtë vendit
event-case-linked-to-person = Rast i lidhur me person
event-case-retrafficking-confirmed = Ritrafikim i konfirmuar
event-case-closed = Rast i mbyllur
event-case-reopened = Rast i rihapur
event-data-request-issued = Kërkesë për të dhëna e lëshuar
event-data-request-submitted = Të dhëna të dorëzuara
event-data-request-returned = Të dhëna të kthyera për korrigjim
event-data-request-corrected = Të dhëna të korrigjuara
event-data-request-accepted = Të dhëna të pranuara
event-data-request-nudged = Të dhënat u kërkuan edhe një herë
event-data-request-closed = Kërkesë për të dhëna e mbyllur
event-training-module-planned = Modul trajnimi
event-training-trainer-certified = Trajner i certifikuar
event-training-trainer-lapsed = Certifikata e trajnerit nuk vlen më
event-training-session-scheduled = Sesion trajnimi
event-training-session-cancelled = Sesion trajnimi i anuluar
event-training-participant-enrolled = Regjistrim në trajnim
event-training-attendance-recorded = Trajnim i mbajtur
event-training-certificate-issued = Certifikatë e lëshuar
event-strategy-objective-set = Objektiv strategjik
event-strategy-activity-planned = Aktivitet i planifikuar
event-strategy-indicator-defined = Tregues i përcaktuar
event-strategy-baseline-set = Vlerë fillestare e caktuar
event-strategy-target-set = Synim i caktuar
event-strategy-value-reported = Tregues i raportuar
event-strategy-value-corrected = Tregues i korrigjuar
event-milestone-recorded = Ngjarje kyçe

### What could not be processed

page-dead-letters = Ngjarjet e papërpunuara
page-dead-letters-some = { $count ->
    [one] { $count } ngjarje nuk u përpunua
   *[other] { $count } ngjarje nuk u përpunuan
}
page-dead-letters-what = Çdo rresht është një ngjarje që një pjesë e sistemit nuk mundi ta përpunojë. Asgjë nuk ka humbur: pasi të rregullohet shkaku, provojeni përsëri. Ngjarjet e mëvonshme për të njëjtën çështje presin pas saj.
page-dead-letters-none = Gjithçka u përpunua.
page-dead-letter-part = Cila pjesë e sistemit
page-dead-letter-event = Çfarë nuk u përpunua
page-dead-letter-do = Çfarë do të thotë dhe çfarë të bëhet
page-dead-letter-technical = Të dhëna teknike
page-dead-letter-consumer = Konsumatori
page-dead-letter-stream = Rrjedha
page-dead-letter-position = Pozita
page-dead-letter-why = Gabimi
page-dead-letter-mend = Shtypni “Provo përsëri”. Nëse edhe atëherë nuk përpunohet, njoftoni administratorin e sistemit dhe dërgojini të dhënat teknike.
page-dead-letter-behind = Pret derisa të përpunohet një ngjarje e mëparshme për të njëjtën çështje; pastaj përpunohet vetvetiu.
page-part-coordination = Zbatimi i vendimeve
page-part-coordination-means = Ajo që del nga kjo ngjarje, p.sh. detyrat nga një vendim, ende nuk është bërë.
page-part-projections = Listat dhe faqet
page-part-projections-means = Listat, faqet dhe linja kohore ende nuk e tregojnë.
page-part-reminders = Përkujtimet
page-part-reminders-means = Përkujtimet për të mund të mos dërgohen.
page-part-gateway = Faqet e Sekretariatit
page-part-gateway-means = Faqet ende nuk e tregojnë.
page-part-telegram = Biseda në shërbimin e mesazheve
page-part-telegram-means = Në bisedë ende nuk tregohet.
page-part-email = Posta elektronike
page-part-email-means = Mesazhet me postë elektronike nuk e tregojnë ende.
page-part-other = Një pjesë tjetër e sistemit
page-part-other-means = Kjo pjesë ende nuk e ka marrë parasysh.
page-redrive = Provo përsëri: { $part }
page-dead-letter-unknown-event = një ngjarje që ky version i sistemit nuk e njeh
page-dead-letter-tried = { $tries ->
    [one] U provua { $tries } herë.
   *[other] U provua { $tries } herë.
}
page-redriven = Të përpunuara: { $processed }, ende presin: { $waiting }.
reminder-failed-nobody-in-post = institucioni nuk ka pikë fokale
reminder-failed-no-chat-linked = askush në institucion nuk e ka lidhur bisedën
reminder-failed-blocked-by-person = biseda me botin është bllokuar
reminder-failed-refused-by-messenger = shërbimi i mesazheve nuk e pranoi
reminder-failed-no-channel = askush në këtë funksion nuk e ka lidhur bisedën dhe nuk ka adresë elektronike
reminder-failed-refused-by-channel = shërbimi i mesazheve ose i postës elektronike nuk e pranoi
reminder-failed-address-bounced = adresa elektronike nuk pranon mesazhe
text-in-sq = (shqip)
text-in-sr = (serbisht)
text-in-en = (anglisht)

### The log and its backups

page-safekeeping = Regjistri dhe kopjet rezervë
page-safekeeping-log-underway = Regjistri po kontrollohet.
page-safekeeping-log-whole = Regjistri është i plotë: { $events } ngjarje, kontrolluar më { $at }.
page-safekeeping-log-damaged = Regjistri është i dëmtuar. Njoftoni menjëherë administratorin e sistemit: duhet të rikthehet kopja e fundit rezervë që është e rregullt.
page-safekeeping-no-backups = Nuk janë caktuar kopje rezervë. Nëse humbet kjo makinë, humbet gjithçka.
page-safekeeping-backup-last = Kopja e fundit rezervë: { $at }, deri te ngjarja { $position }.
page-safekeeping-backup-none = Ende nuk ka kopje rezervë.
page-safekeeping-backup-late = Është me vonesë: njoftoni administratorin e sistemit.
page-safekeeping-without-keys = Çelësat nuk janë në kopjen rezervë: vetëm me të nuk mund të lexohet asnjë emër.
page-month-checkpoint = Pika e kontrollit e historikut
page-month-checkpoint-what = Ruajeni bashkë me muajin e shtypur: kush e ka, mund ta zbulojë më vonë nëse historiku është shkruar rishtas.
