# Strategjia, plani i veprimit dhe treguesit: faqet dhe biseda.

page-strategy = Strategjia dhe plani i veprimit
page-strategy-short = Strategjia
page-dashboard = Pasqyra e treguesve
page-dashboard-short = Treguesit

strategy-measurable-of = { $measurable } nga { $total } objektiva mund të maten
strategy-lead = Një objektiv mund të matet kur ka një tregues me njësi, vlerë fillestare, synim, afat, burim dhe zbërthim. Këtu shihet çfarë mungon.
strategy-objective = Objektivi
strategy-measurability = A mund të matet?
strategy-measurable = Mund të matet
strategy-measurable-why = Secili tregues i tij është i plotë.
strategy-not-measurable = Nuk mund të matet
strategy-no-indicator = Nuk ka tregues. Përcaktoni një.
strategy-lacks = Këtyre treguesve u mungon diçka:
strategy-counts =
    { $indicators ->
        [one] { $indicators } tregues
       *[other] { $indicators } tregues
    }, { $activities ->
        [one] { $activities } aktivitet
       *[other] { $activities } aktivitete
    }
strategy-key-issue = Çështja kryesore e vlerësimit
strategy-key-issue-1 = Monitorimi dhe vlerësimi
strategy-key-issue-2 = Koordinimi dhe të dhënat
strategy-key-issue-3 = Trajnerët
strategy-owners =
    { $count ->
        [one] { $count } institucion
       *[other] { $count } institucione
    }
strategy-set = Vendos një objektiv
strategy-statement-in = Çfarë duhet arritur, së paku në një gjuhë
strategy-title-in = Titulli, së paku në një gjuhë

strategy-gap-unit = njësia
strategy-gap-baseline = vlera fillestare
strategy-gap-target = synimi
strategy-gap-due = afati
strategy-gap-source = burimi
strategy-gap-disaggregation = zbërthimi

strategy-unit = Njësia
strategy-unit-in-words = Njësi tjetër, me fjalë
strategy-unit-persons = persona
strategy-unit-incidents = incidente
strategy-unit-cases = raste
strategy-unit-items = copë
strategy-unit-sessions = sesione
strategy-unit-percent = për qind
strategy-unit-days = ditë
strategy-unit-euros = euro
strategy-unit-other = një tjetër
strategy-baseline = Vlera fillestare
strategy-baseline-on = Dita së cilës i përket
strategy-target = Synimi
strategy-due = Afati për arritjen
strategy-source = Nga vijnë vlerat
strategy-source-reported = I raportojnë institucionet
strategy-reporters = Cilat institucione raportojnë
strategy-reported-by = Raportojnë: { $institutions }
strategy-computed-from = Llogaritet nga: { $events }
strategy-computed-action-items-done-in-time = I llogaritur: pjesa e detyrave të kryera brenda afatit
strategy-computed-referral-acceptance-days = I llogaritur: mediana e ditëve nga referimi te pranimi
strategy-computed-meeting-attendance = I llogaritur: pjesa e institucioneve të ftuara që erdhën në takime
strategy-computed-data-requests-answered-in-time = I llogaritur: pjesa e kërkesave për të dhëna me përgjigje në kohë
strategy-computed-training-sessions-delivered = I llogaritur: sesionet e trajnimit të mbajtura
strategy-computed-incidents = I llogaritur: incidentet
strategy-computed-persons = I llogaritur: personat
strategy-computed-retrafficked-persons = I llogaritur: personat e ritrafikuar
strategy-disaggregation = Zbërthimi
strategy-disaggregation-none = Nuk ka zbërthim: nuk numërohen persona
strategy-disaggregation-by = I zbërthyer sipas asaj që shënohet më poshtë
strategy-dimensions = I zbërthyer sipas
strategy-dimension-sex = Gjinia
strategy-dimension-age-group = Grupmosha
strategy-dimension-nationality = Shtetësia
strategy-dimension-exploitation-form = Forma e shfrytëzimit
strategy-not-known = ende nuk dihet
strategy-missing = mungon

strategy-sex-female = Femra
strategy-sex-male = Meshkuj
strategy-sex-non-conforming = As femra, as meshkuj
strategy-sex-not-specified = Gjinia nuk është deklaruar
strategy-age-group-0-8 = 0 deri 8 vjeç
strategy-age-group-9-17 = 9 deri 17 vjeç
strategy-age-group-minor = Fëmijë, mosha e panjohur
strategy-age-group-18-20 = 18 deri 20 vjeç
strategy-age-group-21-23 = 21 deri 23 vjeç
strategy-age-group-24-26 = 24 deri 26 vjeç
strategy-age-group-27-29 = 27 deri 29 vjeç
strategy-age-group-30-38 = 30 deri 38 vjeç
strategy-age-group-39-47 = 39 deri 47 vjeç
strategy-age-group-48-plus = 48 vjeç e më shumë
strategy-age-group-adult = Person i rritur, mosha e panjohur
strategy-nationality-stateless = Pa shtetësi
strategy-nationality-unknown = Shtetësia e panjohur
strategy-exploitation-form-forced-labour = Punë e detyruar
strategy-exploitation-form-sexual-exploitation = Shfrytëzim seksual
strategy-exploitation-form-child-labour = Punë e fëmijëve
strategy-exploitation-form-forced-marriage = Martesë e detyruar
strategy-exploitation-form-servitude = Praktika të ngjashme me skllavërinë
strategy-exploitation-form-forced-military = Shërbim ushtarak i detyruar
strategy-exploitation-form-organ-removal = Heqje e organeve
strategy-exploitation-form-forced-begging = Lypje e detyruar
strategy-exploitation-form-forced-adoption = Adoptim i detyruar
strategy-exploitation-form-surrogacy = Amësi zëvendësuese
strategy-exploitation-form-other = Formë tjetër

strategy-quarter = Tremujori { $number } { $year }
strategy-period = Periudha
strategy-value = Vlera
strategy-origin = Nga
strategy-no-value = pa vlerë
strategy-hidden = më pak se 5, nuk shfaqet
strategy-running = ende nuk ka përfunduar
strategy-from-events =
    { $count ->
        [one] nga { $count } ngjarje
       *[other] nga { $count } ngjarje
    }
strategy-from-no-events = asnjë ngjarje në këtë periudhë
strategy-events-of-cases = Ngjarjet janë të rasteve: i sheh kush i sheh të gjitha rastet, dhe nuk tregohen pranë një shifre të fshehur sepse numëron pak persona.
strategy-not-reported-by = Ende nuk kanë raportuar: { $institutions }
strategy-all-reported = të gjitha institucionet kanë raportuar
strategy-on-behalf = e shënuar nga Sekretariati
strategy-corrected = E korrigjuar: të gjitha versionet
strategy-report = Shëno një vlerë
strategy-report-hint = E shënoni në emër të institucionit; pika e tij fokale mund ta bëjë në bisedë me /indicators.
strategy-correct = Korrigjo një vlerë
strategy-which-value = Cila vlerë
strategy-parts = Pjesët e vlerës; shuma e tyre është vlera
strategy-count = Sa
strategy-set-baseline = Vendos vlerën fillestare
strategy-set-target = Vendos synimin
strategy-redefine = Ndrysho përcaktimin
strategy-define = Përcakto një tregues
strategy-define-hint = Ajo që ende nuk dihet mund të lihet bosh: atëherë treguesi radhitet si i pamatshëm, bashkë me atë që mungon.
strategy-activities = Aktivitetet
strategy-plan = Planifiko një aktivitet
strategy-from = Nga
strategy-until = Deri
strategy-wrong-nobody = Zgjidhni së paku një institucion.
strategy-wrong-reversed = Kjo është para ditës së parë. Kontrolloni datat.
strategy-wrong-no-dimension = Shënoni sipas çfarë zbërthehet.
strategy-wrong-line-twice = Një rresht tjetër numëron të njëjtën gjë. Hiqni njërin.
strategy-wrong-sum = Shuma e pjesëve nuk përputhet me vlerën. Kontrollojini.

strategy-chart-baseline = Vlera fillestare { $value }
strategy-chart-target = Synimi { $value }
strategy-light-green = Sipas planit
strategy-light-amber = Me vonesë
strategy-light-red = Me vonesë të madhe
strategy-light-none = Pa vlerësim
strategy-rule-reached = { $period }: { $value }. Synimi u arrit.
strategy-rule-on-time = { $period }: { $value }. Është arritur { $come } e rrugës deri te synimi, kurse ka kaluar { $passed } e kohës: sipas planit.
strategy-rule-two-thirds = { $period }: { $value }. Është arritur { $come } e rrugës deri te synimi, kurse ka kaluar { $passed } e kohës: më pak se koha e kaluar, por së paku dy të tretat e saj.
strategy-rule-less = { $period }: { $value }. Është arritur { $come } e rrugës deri te synimi, kurse ka kaluar { $passed } e kohës: më pak se dy të tretat e kohës së kaluar.
strategy-rule-stayed = { $period }: { $value }. Vlera duhej të mbetej e njëjtë, dhe mbeti.
strategy-rule-strayed = { $period }: { $value }. Vlera duhej të mbetej e njëjtë, por ndryshoi.
strategy-rule-not-measurable = Nuk ka vlerësim: diçka mungon.
strategy-rule-no-value = Nuk ka vlerësim: ende asnjë periudhë nuk ka vlerë të plotë që mund të shfaqet.
strategy-how-lights = Si vlerësohet ecuria
strategy-how-lights-are-set = Treguesi duhet të arrijë nga vlera fillestare te synimi ndërsa kalon koha nga dita e vlerës fillestare deri në afat. Pjesa e rrugës krahasohet me pjesën e kohës: po aq ose më shumë është e gjelbër, së paku dy të tretat e verdhë, më pak e kuqe. Synimi i arritur është i gjelbër. Merret vlera e periudhës së fundit për të cilën kanë raportuar të gjitha institucionet; pika e zbrazët në grafik është vetëm një pjesë, ose i takon një periudhe që nuk ka përfunduar. Numrat nga 1 deri në 4 persona nuk shfaqen.
strategy-objectives-not-measurable = Objektivat që nuk mund të maten
strategy-nothing-measurable = Ende asnjë tregues nuk mund të matet.
strategy-values-file = Shkarko të gjitha vlerat
strategy-values-sheet = Vlerat
strategy-indicator = Treguesi
strategy-note = Shënim
strategy-not-reported = Ende nuk kanë raportuar
strategy-not-all-reported = ende nuk kanë raportuar të gjithë
strategy-events-count = Nga sa ngjarje
strategy-event = Ngjarja
strategy-event-position = Nr. në regjistër
strategy-event-subject = Për çfarë është fjala

figure-not-a-number = Ky nuk është numër. Shkruani shifra, për shembull 12 ose 12,5.
figure-too-large = Numri është më i madh se çdo gjë që numërohet këtu. Kontrolloni shifrat.
figure-too-many-places = Numri ka më shumë se gjashtë shifra pas presjes. Rrumbullakojeni.
figure-either = Kjo mund të lexohet në dy mënyra. Shkruajeni pa shenjë për mijëshet.
figure-not-a-count = Këtu numërohet: shkruani një numër të plotë, 0 ose më shumë.
figure-not-a-percentage = Përqindja është një numër nga 0 deri në 100.
figure-negative = Ky numër nuk mund të jetë më i vogël se 0.

commands-indicators = treguesit që raportojmë
help-indicators = /indicators tregon treguesit që raporton institucioni juaj dhe merr vlerat e tyre.
indicators-none = Institucioni juaj nuk raporton tregues.
indicators-heading = <b>Treguesit që raporton { $institution }</b>
indicators-line = <b>{ $title }</b>
    { $state }
indicators-last = E fundit: { $value } ({ $period }).
indicators-no-value-yet = Ende pa vlerë.
indicators-owed = Pritet: { $periods }.
indicators-nothing-owed = Asgjë nuk pritet.
indicators-asked =
    { $count ->
        [one] Mirëmëngjes. Një periudhë përfundoi dhe pritet { $count } vlerë nga institucioni { $institution }:
       *[other] Mirëmëngjes. Periudhat përfunduan dhe priten { $count } vlera nga institucioni { $institution }:
    }
indicators-asked-too =
    { $count ->
        [one] Një periudhë përfundoi dhe pritet { $count } vlerë nga institucioni { $institution }:
       *[other] Periudhat përfunduan dhe priten { $count } vlera nga institucioni { $institution }:
    }
indicators-ask =
    <b>{ $title }</b>, { $period }
    Sa është vlera ({ $unit })? Përgjigjuni me një numër.
indicators-ask-before = Më parë: { $value } ({ $period }).
indicators-ask-part =
    <b>{ $title }</b>, { $period } ({ $number } nga { $of })
    Sa është numri në kategorinë <b>{ $category }</b>? Përgjigjuni me një numër.
indicators-ask-corrected =
    <b>{ $title }</b>, { $period }
    U raportua { $value }. Sa duhej të ishte ({ $unit })? Përgjigjuni me një numër.
indicators-on-page =
    <b>{ $title }</b>, { $period }
    Kjo vlerë ka tepër pjesë për t’u shënuar në bisedë. Dërgojani tabelën Sekretariatit: ai e shënon në faqe për ju.
indicators-confirm =
    <b>{ $title }</b>, { $period }
    { $value }. A të regjistrohet për institucionin { $institution }?
indicators-recorded = U regjistrua: <b>{ $title }</b>, { $period }: { $value }.
indicators-ask-reason = { $value } në vend të { $before }. Pse ka ndryshuar vlera? Ju lutem përgjigjuni me arsyen.
indicators-corrected-now = U korrigjua: <b>{ $title }</b>, { $period }: { $value } në vend të { $before }.
indicators-either = “{ $text }” mund të lexohet në dy mënyra. Cili numër është i saktë?
indicators-unchanged = Kjo vlerë është shënuar tashmë.
button-indicator-report = { $period } · { $title }
button-indicator-correct = Korrigjo { $period } · { $title }
button-indicator-record = Regjistro
button-indicator-again = Numër tjetër
button-indicator-correct-this = Korrigjoje
