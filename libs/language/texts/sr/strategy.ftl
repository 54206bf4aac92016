# Strategija, akcioni plan i pokazatelji: stranice i razgovor.

page-strategy = Strategija i akcioni plan
page-strategy-short = Strategija
page-dashboard = Pregled pokazatelja
page-dashboard-short = Pokazatelji

strategy-measurable-of = { $measurable } od { $total } ciljeva može da se meri
strategy-lead = Cilj može da se meri kada ima pokazatelj sa jedinicom, polaznom vrednošću, ciljnom vrednošću, rokom, izvorom i razvrstavanjem. Ovde se vidi šta nedostaje.
strategy-objective = Cilj
strategy-measurability = Da li može da se meri?
strategy-measurable = Merljiv
strategy-measurable-why = Svaki njegov pokazatelj je potpun.
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
strategy-unit-persons = osoba
strategy-unit-incidents = incidenata
strategy-unit-cases = slučajeva
strategy-unit-items = komada
strategy-unit-sessions = sesija
strategy-unit-percent = procenata
strategy-unit-days = dana
strategy-unit-euros = evra
strategy-unit-other = neka druga
strategy-baseline = Polazna vrednost
strategy-baseline-on = Dan na koji se odnosi
strategy-target = Ciljna vrednost
strategy-due = Rok za postizanje
strategy-source = Odakle dolaze vrednosti
strategy-source-reported = Prijavljuju ih institucije
strategy-reporters = Koje institucije prijavljuju
strategy-reported-by = Prijavljuju: { $institutions }
strategy-computed-from = Izračunato iz: { $events }
strategy-computed-action-items-done-in-time = Izračunato: udeo zadataka završenih u roku
strategy-computed-referral-acceptance-days = Izračunato: medijana dana od upućivanja do prihvatanja
strategy-computed-meeting-attendance = Izračunato: udeo pozvanih institucija koje su došle na sastanke
strategy-computed-data-requests-answered-in-time = Izračunato: udeo zahteva za podatke sa odgovorom na vreme
strategy-computed-training-sessions-delivered = Izračunato: održane sesije obuke
strategy-computed-incidents = Izračunato: incidenti
strategy-computed-persons = Izračunato: osobe
strategy-computed-retrafficked-persons = Izračunato: osobe koje su ponovo žrtve trgovine
strategy-disaggregation = Razvrstavanje
strategy-disaggregation-none = Nema razvrstavanja: ne broje se osobe
strategy-disaggregation-by = Razvrstano po onome što je označeno ispod
strategy-dimensions = Razvrstano po
strategy-dimension-sex = Pol
strategy-dimension-age-group = Starosna grupa
strategy-dimension-nationality = Državljanstvo
strategy-dimension-exploitation-form = Oblik eksploatacije
strategy-not-known = još se ne zna
strategy-missing = nedostaje

strategy-sex-female = Žensko
strategy-sex-male = Muško
strategy-sex-non-conforming = Ni žensko ni muško
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
strategy-exploitation-form-servitude = Položaj sličan ropstvu
strategy-exploitation-form-forced-military = Prinudna vojna služba
strategy-exploitation-form-organ-removal = Oduzimanje organa
strategy-exploitation-form-forced-begging = Prinudno prosjačenje
strategy-exploitation-form-forced-adoption = Prinudno usvojenje
strategy-exploitation-form-surrogacy = Surogat materinstvo
strategy-exploitation-form-other = Drugi oblik

strategy-quarter = { $number }. kvartal { $year }.
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
strategy-events-of-cases = Događaji su iz slučajeva: vidi ih ko vidi sve slučajeve, i ne prikazuju se pored broja koji je skriven jer obuhvata malo osoba.
strategy-not-reported-by = Još nisu prijavile: { $institutions }
strategy-all-reported = sve institucije su prijavile
strategy-on-behalf = unos Sekretarijata
strategy-corrected = Ispravljeno: sve verzije
strategy-report = Unesi vrednost
strategy-report-hint = Unosite je u ime institucije; njena kontakt osoba to može da uradi u razgovoru pomoću /indicators.
strategy-correct = Ispravi vrednost
strategy-which-value = Koja vrednost
strategy-parts = Delovi vrednosti; njihov zbir je vrednost
strategy-count = Koliko
strategy-set-baseline = Postavi polaznu vrednost
strategy-set-target = Postavi ciljnu vrednost
strategy-redefine = Promeni definiciju
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

strategy-chart-baseline = Polazna vrednost { $value }
strategy-chart-target = Ciljna vrednost { $value }
strategy-light-green = Napreduje po planu
strategy-light-amber = Kasni
strategy-light-red = Znatno kasni
strategy-light-none = Bez ocene
strategy-rule-reached = { $period }: { $value }. Ciljna vrednost je dostignuta.
strategy-rule-on-time = { $period }: { $value }. Pređeno je { $come } puta do ciljne vrednosti, a proteklo je { $passed } vremena: napreduje po planu.
strategy-rule-two-thirds = { $period }: { $value }. Pređeno je { $come } puta do ciljne vrednosti, a proteklo je { $passed } vremena: manje od proteklog vremena, ali bar dve trećine.
strategy-rule-less = { $period }: { $value }. Pređeno je { $come } puta do ciljne vrednosti, a proteklo je { $passed } vremena: manje od dve trećine proteklog vremena.
strategy-rule-stayed = { $period }: { $value }. Vrednost je trebalo da ostane ista, i ostala je.
strategy-rule-strayed = { $period }: { $value }. Vrednost je trebalo da ostane ista, ali se promenila.
strategy-rule-not-measurable = Nema ocene: nešto nedostaje.
strategy-rule-no-value = Nema ocene: još nijedan period nema potpunu vrednost koja sme da se prikaže.
strategy-how-lights = Kako se ocenjuje napredak
strategy-how-lights-are-set = Pokazatelj treba da stigne od polazne do ciljne vrednosti dok prolazi vreme od dana polazne vrednosti do roka. Pređeni deo puta poredi se sa proteklim delom vremena: isto toliko ili više je zeleno, bar dve trećine žuto, manje crveno. Dostignuta ciljna vrednost je zelena. Uzima se vrednost poslednjeg perioda za koji su prijavile sve institucije; prazna tačka na grafikonu je samo deo ili pripada periodu koji nije završen. Brojevi od 1 do 4 osobe se ne prikazuju.
strategy-objectives-not-measurable = Ciljevi koji nisu merljivi
strategy-nothing-measurable = Još nijedan pokazatelj ne može da se meri.
strategy-values-file = Preuzmi sve vrednosti
strategy-values-sheet = Vrednosti
strategy-indicator = Pokazatelj
strategy-note = Napomena
strategy-not-reported = Još nisu prijavile
strategy-not-all-reported = još nisu sve institucije prijavile
strategy-events-count = Iz koliko događaja
strategy-event = Događaj
strategy-event-position = Br. u dnevniku
strategy-event-subject = Na šta se odnosi

figure-not-a-number = Ovo nije broj. Napišite cifre, na primer 12 ili 12,5.
figure-too-large = Broj je veći od svega što se ovde broji. Proverite cifre.
figure-too-many-places = Broj ima više od šest decimala. Zaokružite ga.
figure-either = To može da se pročita na dva načina. Napišite bez oznake za hiljade.
figure-not-a-count = Ovo se broji: napišite ceo broj, 0 ili više.
figure-not-a-percentage = Procenat je broj od 0 do 100.
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
        [one] Dobro jutro. Period je završen i čeka se { $count } vrednost institucije { $institution }:
        [few] Dobro jutro. Periodi su završeni i čekaju se { $count } vrednosti institucije { $institution }:
       *[other] Dobro jutro. Periodi su završeni i čeka se { $count } vrednosti institucije { $institution }:
    }
indicators-asked-too =
    { $count ->
        [one] Period je završen i čeka se { $count } vrednost institucije { $institution }:
        [few] Periodi su završeni i čekaju se { $count } vrednosti institucije { $institution }:
       *[other] Periodi su završeni i čeka se { $count } vrednosti institucije { $institution }:
    }
indicators-ask = <b>{ $title }</b>, { $period }
    Kolika je vrednost ({ $unit })? Odgovorite brojem.
indicators-ask-before = Ranije: { $value } ({ $period }).
indicators-ask-part =
    <b>{ $title }</b>, { $period } ({ $number } od { $of })
    Koliki je broj u kategoriji <b>{ $category }</b>? Odgovorite brojem.
indicators-ask-corrected = <b>{ $title }</b>, { $period }
    Prijavljeno je { $value }. Koliko je trebalo da bude ({ $unit })? Odgovorite brojem.
indicators-on-page =
    <b>{ $title }</b>, { $period }
    Ova vrednost ima previše delova za unos u razgovoru. Pošaljite tabelu Sekretarijatu: on je unosi na stranici umesto Vas.
indicators-confirm =
    <b>{ $title }</b>, { $period }
    { $value }. Da li da se zabeleži za instituciju { $institution }?
indicators-recorded = Zabeleženo: <b>{ $title }</b>, { $period }: { $value }.
indicators-ask-reason = { $value } umesto { $before }. Zašto je vrednost promenjena? Molimo Vas da odgovorite razlogom.
indicators-corrected-now = Ispravljeno: <b>{ $title }</b>, { $period }: { $value } umesto { $before }.
indicators-either = „{ $text }“ može da se pročita na dva načina. Koji je broj tačan?
indicators-unchanged = Ta vrednost je već zabeležena.
button-indicator-report = { $period } · { $title }
button-indicator-correct = Ispravi { $period } · { $title }
button-indicator-record = Zabeleži
button-indicator-again = Drugi broj
button-indicator-correct-this = Ispravi
