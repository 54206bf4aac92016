# Strategija, akcioni plan i pokazatelji: stranice i razgovor.

page-strategy = Strategija i akcioni plan
page-strategy-short = Strategija
page-dashboard = Pregled pokazatelja
page-dashboard-short = Pokazatelji

strategy-measurable-of = { $measurable } od { $total } ciljeva može da se meri
strategy-lead = Cilj može da se meri kada ima pokazatelj sa jedinicom, polaznom vrednošću, ciljnom vrednošću, rokom, izvorom i razvrstavanjem. Ovde se vidi šta nedostaje.
strategy-objective = Cilj
strategy-measurability = Može li da se meri?
strategy-measurable = Merljiv
strategy-measurable-why = Svaki njegov pokazatelj ima sve.
strategy-not-measurable = Nije merljiv
strategy-no-indicator = Nema pokazatelj. Odredite ga.
strategy-lacks = Ovim pokazateljima nešto nedostaje:
strategy-counts =
    { $indicators ->
        [one] { $indicators } pokazatelj
        [few] { $indicators } pokazatelja
       *[other] { $indicators } pokazatelja
    }, { $activities ->
        [one] { $activities } aktivnost
        [few] { $activities } aktivnosti
       *[other] { $activities } aktivnosti
    }
strategy-key-issue = Ključno pitanje procene
strategy-key-issue-1 = Praćenje i ocenjivanje
strategy-key-issue-2 = Koordinacija i podaci
strategy-key-issue-3 = Treneri
strategy-owners =
    { $count ->
        [one] { $count } institucija
        [few] { $count } institucije
       *[other] { $count } institucija
    }
strategy-set = Postavi cilj
strategy-statement-in = Šta treba postići, bar na jednom jeziku
strategy-title-in = Naslov, bar na jednom jeziku

strategy-gap-unit = jedinica
strategy-gap-baseline = polazna vrednost
strategy-gap-target = ciljna vrednost
strategy-gap-due = rok
strategy-gap-source = izvor
strategy-gap-disaggregation = razvrstavanje

strategy-unit = Jedinica
strategy-unit-in-words = Druga jedinica, rečima
strategy-unit-persons = lica
strategy-unit-incidents = incidenata
strategy-unit-cases = predmeta
strategy-unit-items = komada
strategy-unit-sessions = obuka
strategy-unit-percent = procenata
strategy-unit-days = dana
strategy-unit-euros = evra
strategy-unit-other = neka druga
strategy-baseline = Polazna vrednost
strategy-baseline-on = Kog dana je bilo tako
strategy-target = Ciljna vrednost
strategy-due = Postići do
strategy-source = Odakle dolaze vrednosti
strategy-source-reported = Prijavljuju ih institucije
strategy-reporters = Koje institucije prijavljuju
strategy-reported-by = Prijavljuje { $institutions }
strategy-computed-from = Izračunato iz: { $events }
strategy-computed-action-items-done-in-time = Izračunato: udeo zadataka završenih u roku
strategy-computed-referral-acceptance-days = Izračunato: medijana dana od upućivanja do prihvatanja
strategy-computed-meeting-attendance = Izračunato: udeo pozvanih institucija koje su došle na sastanke
strategy-computed-data-requests-answered-in-time = Izračunato: udeo zahteva za podatke sa odgovorom na vreme
strategy-computed-training-sessions-delivered = Izračunato: održane obuke
strategy-computed-incidents = Izračunato: incidenti
strategy-computed-persons = Izračunato: lica
strategy-computed-retrafficked-persons = Izračunato: ponovo trgovana lica
strategy-disaggregation = Razvrstavanje
strategy-disaggregation-none = Nema šta da se razvrsta: nisu lica
strategy-disaggregation-by = Razvrstano po onome što je označeno ispod
strategy-dimensions = Razvrstano po
strategy-dimension-sex = Pol
strategy-dimension-age-group = Starosna grupa
strategy-dimension-nationality = Državljanstvo
strategy-dimension-exploitation-form = Oblik eksploatacije
strategy-not-known = još se ne zna
strategy-missing = nedostaje

strategy-sex-female = Ženski
strategy-sex-male = Muški
strategy-sex-non-conforming = Nijedan ili oba
strategy-sex-not-specified = Pol nije naveden
strategy-age-group-0-8 = 0 do 8 godina
strategy-age-group-9-17 = 9 do 17 godina
strategy-age-group-minor = Dete, uzrast nepoznat
strategy-age-group-18-20 = 18 do 20 godina
strategy-age-group-21-23 = 21 do 23 godine
strategy-age-group-24-26 = 24 do 26 godina
strategy-age-group-27-29 = 27 do 29 godina
strategy-age-group-30-38 = 30 do 38 godina
strategy-age-group-39-47 = 39 do 47 godina
strategy-age-group-48-plus = 48 godina i više
strategy-age-group-adult = Odrasla osoba, uzrast nepoznat
strategy-nationality-stateless = Bez državljanstva
strategy-nationality-unknown = Državljanstvo nepoznato
strategy-exploitation-form-forced-labour = Prinudni rad
strategy-exploitation-form-sexual-exploitation = Seksualna eksploatacija
strategy-exploitation-form-child-labour = Dečji rad
strategy-exploitation-form-forced-marriage = Prinudni brak
strategy-exploitation-form-servitude = Ropski odnos
strategy-exploitation-form-forced-military = Prinudna vojna služba
strategy-exploitation-form-organ-removal = Uzimanje organa
strategy-exploitation-form-forced-begging = Prinudno prosjačenje
strategy-exploitation-form-forced-adoption = Prinudno usvojenje
strategy-exploitation-form-surrogacy = Surogat majčinstvo
strategy-exploitation-form-other = Drugi oblik

strategy-quarter = { $number }. kv. { $year }.
strategy-period = Period
strategy-value = Vrednost
strategy-origin = Odakle
strategy-no-value = nema vrednosti
strategy-hidden = manje od 5, ne prikazuje se
strategy-running = još nije završen
strategy-from-events =
    { $count ->
        [one] iz { $count } događaja
        [few] iz { $count } događaja
       *[other] iz { $count } događaja
    }
strategy-from-no-events = nijedan događaj u ovom periodu
strategy-not-reported-by = Još nisu prijavili: { $institutions }
strategy-all-reported = svi su prijavili
strategy-on-behalf = uneo Sekretarijat
strategy-corrected = Ispravljeno: sve verzije
strategy-report = Unesi vrednost
strategy-report-hint = Unosite je u ime institucije; njena kontakt tačka to može u razgovoru pomoću /indicators.
strategy-correct = Ispravi vrednost
strategy-which-value = Koja vrednost
strategy-parts = Njeni delovi, koji zajedno daju vrednost
strategy-count = Koliko
strategy-set-baseline = Postavi polaznu vrednost
strategy-set-target = Postavi ciljnu vrednost
strategy-redefine = Promeni određenje
strategy-define = Odredi pokazatelj
strategy-define-hint = Što se još ne zna može da se izostavi: pokazatelj se tada navodi kao nemerljiv, sa onim što nedostaje.
strategy-activities = Aktivnosti
strategy-plan = Planiraj aktivnost
strategy-from = Od
strategy-until = Do
strategy-wrong-nobody = Izaberite bar jednu instituciju.
strategy-wrong-reversed = To je pre prvog dana. Proverite datume.
strategy-wrong-no-dimension = Označite po čemu se razvrstava.
strategy-wrong-line-twice = Drugi red broji isto. Izostavite jedan od njih.
strategy-wrong-sum = Delovi ne daju vrednost. Proverite ih.

strategy-chart-baseline = Polazno { $value }
strategy-chart-target = Cilj { $value }
strategy-light-green = Na dobrom putu
strategy-light-amber = Kasni
strategy-light-red = Veoma kasni
strategy-light-none = Bez svetla
strategy-rule-reached = { $value }, { $period }: cilj je dostignut.
strategy-rule-on-time = { $value }, { $period }: { $come } puta dok je prošlo { $passed } vremena, dakle na vreme.
strategy-rule-two-thirds = { $value }, { $period }: { $come } puta dok je prošlo { $passed } vremena. To je manje od vremena, ali bar dve trećine.
strategy-rule-less = { $value }, { $period }: { $come } puta dok je prošlo { $passed } vremena. To je manje od dve trećine vremena.
strategy-rule-stayed = { $value }, { $period }: trebalo je da ostane kako je bilo, i ostalo je.
strategy-rule-strayed = { $value }, { $period }: trebalo je da ostane kako je bilo, i nije ostalo.
strategy-rule-not-measurable = Nema svetla: nešto nedostaje.
strategy-rule-no-value = Nema svetla: još nijedan period nema potpunu vrednost koja sme da se prikaže.
strategy-how-lights = Kako se postavljaju svetla
strategy-how-lights-are-set = Pokazatelj treba da stigne od polazne do ciljne vrednosti dok prolazi vreme od dana polazne vrednosti do roka. Pređeni deo puta poredi se sa proteklim delom vremena: isto toliko ili više je zeleno, bar dve trećine žuto, manje crveno. Dostignut cilj je zelen. Vrednost je iz poslednjeg perioda za koji su sve institucije prijavile; prazna tačka na grafikonu je samo deo, ili je iz perioda koji nije završen. Brojevi od 1 do 4 lica se ne prikazuju.
strategy-objectives-not-measurable = Ciljevi koji nisu merljivi
strategy-nothing-measurable = Još nijedan pokazatelj ne može da se meri.
strategy-values-file = Preuzmi sve vrednosti (CSV)
strategy-event = Događaj
strategy-event-position = Br. u dnevniku
strategy-event-subject = O čemu je

figure-not-a-number = To nije broj. Napišite cifre, na primer 12 ili 12,5.
figure-too-large = Broj je veći od svega što se ovde broji. Proverite cifre.
figure-too-many-places = Broj ima više od šest decimala. Zaokružite ga.
figure-either = To može da se pročita na dva načina. Napišite bez oznake za hiljade.
figure-not-a-count = Ovo se broji: napišite ceo broj, 0 ili više.
figure-not-a-percentage = Procenti idu od 0 do 100.
figure-negative = Ovo ne može biti manje od 0.

commands-indicators = pokazatelji koje prijavljujemo
help-indicators = /indicators prikazuje pokazatelje koje Vaša institucija prijavljuje i prima njihove vrednosti.
indicators-none = Vaša institucija ne prijavljuje pokazatelje.
indicators-heading = <b>Pokazatelji koje prijavljuje { $institution }</b>
indicators-line = <b>{ $title }</b>
    { $state }
indicators-last = Poslednja vrednost: { $value } ({ $period }).
indicators-no-value-yet = Još nema vrednosti.
indicators-owed = Čeka se: { $periods }.
indicators-nothing-owed = Ništa se ne čeka.
indicators-asked =
    { $count ->
        [one] Dobro jutro. Period je završen i čeka se { $count } vrednost od { $institution }:
        [few] Dobro jutro. Periodi su završeni i čekaju se { $count } vrednosti od { $institution }:
       *[other] Dobro jutro. Periodi su završeni i čeka se { $count } vrednosti od { $institution }:
    }
indicators-ask = <b>{ $title }</b>, { $period }
    Kolika je vrednost ({ $unit })? Odgovorite brojem.
indicators-ask-before = Ranije: { $value } ({ $period }).
indicators-ask-part = <b>{ $title }</b>, { $period } ({ $number } od { $of })
    Koliko: <b>{ $category }</b>? Odgovorite brojem.
indicators-ask-corrected = <b>{ $title }</b>, { $period }
    Prijavljeno je { $value }. Koliko je trebalo da bude ({ $unit })? Odgovorite brojem.
indicators-on-page = <b>{ $title }</b>, { $period }
    Ova vrednost ima previše delova da bi se ovde pitalo za njih. Pošaljite tabelu Sekretarijatu: on je unosi na stranici umesto Vas.
indicators-confirm = <b>{ $title }</b>, { $period }
    { $value }. Da zabeležim za { $institution }?
indicators-recorded = Zabeleženo: <b>{ $title }</b>, { $period }: { $value }.
indicators-ask-reason = { $value } umesto { $before }. Zašto je vrednost druga? Odgovorite razlogom.
indicators-corrected-now = Ispravljeno: <b>{ $title }</b>, { $period }: { $value } umesto { $before }.
indicators-either = „{ $text }“ može da se pročita na dva načina. Šta se misli?
indicators-unchanged = To je vrednost koja već stoji.
button-indicator-report = { $period } · { $title }
button-indicator-correct = Ispravi { $period } · { $title }
button-indicator-record = Zabeleži
button-indicator-again = Drugi broj
button-indicator-correct-this = Ispravi
