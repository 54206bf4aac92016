# Training, the pool of trainers, certificates and hand-over: pages, chat and papers.

## Training: the pages
page-training-short = Obuka
page-training = Program obuke
page-training-lead = Planirani moduli, njihove sesije i učešće.
page-trainers = Grupa trenera
page-trainers-lead = Ko može da izvodi koji modul, do kada važi sertifikat i kada je održana poslednja sesija.
page-module = Modul
page-planned-for = Planirano za
page-audience = Za koga
page-audience-secretariat = Sekretarijat
page-audience-trainers = treneri
page-audience-authority-members = članice Autoriteta
page-days-of = { $max ->
    [one] { $min }–{ $max } dan
    [few] { $min }–{ $max } dana
   *[other] { $min }–{ $max } dana
}
page-days-so-many = { $count ->
     [one] { $count } dan
     [few] { $count } dana
    *[other] { $count } dana
}
page-sessions-ahead = Predstojeće sesije
page-sessions-given = Održane sesije
page-attended-count = Učešće
page-trainers-count = Treneri
page-no-modules = Nije planiran nijedan modul: uvezite training-programme.csv.
page-sessions = Sesije
page-no-sessions = Još nema sesija.
page-session-scheduled = zakazana
page-session-due = prisustvo nije evidentirano
page-session-delivered = održana
page-session-cancelled = otkazana
page-given-by = Treneri
page-nobody-enrolled = Još niko nije prijavljen.
page-was-there = prisustvo
page-was-not-there = odsustvo
page-schedule-session = Zakaži sesiju
page-first-day = Prvi dan
page-last-day = Poslednji dan
page-choose-trainers = Ko izvodi sesiju
page-no-trainers-yet = Za ovaj modul niko nema sertifikat: najpre dodelite sertifikat treneru.
page-enrol = Prijavi učesnika
page-known-person = Poznata osoba
page-or-new-person = — ili druga osoba, po imenu —
page-their-name = Ime i prezime
page-their-institution = Institucija
page-take-attendance = Evidentiraj prisustvo
page-correct-attendance = Ispravi prisustvo
page-who-attended = Ko je prisustvovao
page-cancel-session = Otkaži sesiju
page-certify = Dodeli sertifikat treneru
page-certified-until = Važi do (prazno: bez roka)
page-withdraw = Povuci sertifikat
page-left-pool = Izlazak iz grupe
page-issue-certificates = Izdaj sertifikate
page-issue-hint = Svaki učesnik bez sertifikata dobija jedan.
page-paper-sq = PDF albanski
page-paper-sr = PDF srpski
page-paper-en = PDF engleski
page-valid-until = do { $day }
page-no-end = bez roka
page-validity-valid = važi
page-validity-expired = istekao
page-validity-replaced = zamenjen
page-validity-withdrawn = povučen
page-certified-for = Sertifikati za
page-last-session = Poslednja sesija
page-never = nikada
page-given-count = Održano
page-engagement = Angažovanost
page-engaged = angažman u toku
page-idle = bez angažmana od { $day }
page-not-certified-now = bez važećeg sertifikata
page-reminded-on = podsetnik poslat { $day }
page-reach-chat = sopstveni razgovor
page-reach-institution = preko institucije
page-reach = Način obaveštavanja
page-no-trainers = Još nema trenera.
page-idle-count = { $count ->
    [one] { $count } trener bez angažmana
    [few] { $count } trenera bez angažmana
   *[other] { $count } trenera bez angažmana
}
page-wrong-days = Poslednji dan je pre prvog.
page-wrong-nobody-attended = Označite bar jednu osobu.
page-wrong-no-trainer = Izaberite bar jednog trenera.
page-wrong-no-person = Izaberite osobu ili upišite ime i instituciju.
page-wrong-nothing-to-issue = Svi učesnici već imaju sertifikat.
page-wrong-not-sealed = Ime trenutno ne može da se šifruje. Pokušajte ponovo uskoro.
event-training-trainer-reminded = Poslat podsetnik treneru

## Verification
page-verification = Provera sertifikata
page-verify-how = Upišite kod koji je odštampan na sertifikatu.
page-verify-code = Kod
page-verify-button = Proveri
page-verify-valid = Sertifikat važi.
page-verify-expired = Sertifikat je autentičan, ali je istekao.
page-verify-replaced = Sertifikat je autentičan, ali ga je zamenio noviji.
page-verify-withdrawn = Sertifikat je povučen.
page-verify-unknown = Nijedan sertifikat nema ovaj kod. Proverite slova; ako su tačna, sertifikat nije izdat ovde.
page-verify-not-a-code = Ovo nije kod: kod ima 16 slova i cifara, u četiri grupe po četiri.
page-verify-kind = Vrsta
page-verify-attended = učešće u obuci
page-verify-trainer = trener
page-verify-holder = Inicijali nosioca
page-verify-issued = Izdat
page-verify-until = Važi do
page-verify-privacy = Stranica prikazuje samo inicijale: uporedite ih sa imenom na papiru.

## Hand-over: the pages
page-hand-over = Primopredaja dužnosti
page-hand-over-focal-point = Predaj dužnost kontakt osobe
page-hand-over-hint = Zadaci ostaju instituciji; razgovor prethodne kontakt osobe odmah gubi pristup. Nova kontakt osoba dobija pregled.
page-appoint-focal-point = Imenuj kontakt osobu
page-appoint-deputy = Imenuj zamenu
page-deputy-succeeds = Sadašnja zamena
page-phone = Službeni telefon
page-hands-on-chairs = Preuzima i predsedavanje podgrupama
page-appoint-chair = Imenuj za predsedavanje
page-new-chair = Nova osoba za predsedavanje
page-briefing = Pregled
page-briefing-lead = Šta je otvoreno, šta kasni, šta je odlučeno u poslednjih šest meseci, i ko je ko.

## Papers: certificates
certificate-authority = Nacionalni autoritet protiv trgovine ljudima
certificate-title = Sertifikat
certificate-trainer-title = Sertifikat trenera
certificate-to = dodeljuje se
certificate-sentence = za učešće u obuci održanoj od { $from } do { $until }
certificate-sentence-day = za učešće u obuci održanoj { $day }
certificate-trainer-sentence = kao potvrda osposobljenosti za izvođenje modula
certificate-issued = Izdat { $day }
certificate-until = Važi do { $day }
certificate-for-ever = Bez roka važenja
certificate-verify = Kod za proveru

## Papers: briefings
briefing-kind = Pregled za primopredaju
briefing-cases-title = Slučajevi koje koordinirate
briefing-lead-focal-point = Šta kontakt osoba institucije { $name } treba da zna, na dan { $day }.
briefing-lead-chair = Šta predsedavajući podgrupe { $name } treba da zna, na dan { $day }.
briefing-lead-coordinator = Otvoreni slučajevi po oznaci, na dan { $day }. Institucija: { $name }.
briefing-overdue = Kasni ({ $count })
briefing-open = Otvoreno ({ $count })
briefing-data-requests = Traženi podaci ({ $count })
briefing-cases = Otvoreni slučajevi ({ $count })
briefing-decided = Odlučeno u poslednjih šest meseci ({ $count })
briefing-people = Ko je ko ({ $count })
briefing-nothing = ništa
briefing-due = rok: { $day }
briefing-stage-identification = identifikacija
briefing-stage-referral = upućivanje
briefing-stage-assistance = pomoć
briefing-stage-reintegration = reintegracija
briefing-referrals-waiting = { $count ->
    [one] { $count } upućivanje bez odgovora
    [few] { $count } upućivanja bez odgovora
   *[other] { $count } upućivanja bez odgovora
}
briefing-post-focal-point = kontakt osoba
briefing-post-deputy = zamena
briefing-chairs = predsedava: { $subgroups }
briefing-foot = Stanje na dan { $day }. Interni dokument Nacionalnog autoriteta; bez podataka o žrtvama.
briefing-rest = Ostatak je u dokumentu.
briefing-document = Pregled kao dokument
briefing-file = pregled
briefing-nothing-of-yours = /briefing prikazuje kontakt osobama i predsedavajućima podgrupa šta treba da znaju. Za Vas ovde nema podataka.
commands-briefing = Pregled za Vašu dužnost

## Training: the chat
commands-training = Obuke
commands-verify = Proveri sertifikat
training-heading = Vaše sesije:
training-none = Nemate predstojećih sesija obuke ni prisustva koje treba evidentirati.
training-give = <b>{ $module }</b>, { $days }{ $place } – Vi izvodite; prijavljeno: { $enrolled }
training-attend = <b>{ $module }</b>, { $days }{ $place } – Vi učestvujete
training-attendance-due = <b>{ $module }</b>, { $days }{ $place } – evidentirajte ko je prisustvovao
button-attendance = ✍️ Prisustvo: { $days }
attendance-ask = <b>{ $module }</b>, { $days }. Ko je prisustvovao? Dodirnite imena, zatim potvrdite.
attendance-nobody-enrolled = Za ovu sesiju niko nije prijavljen. Učesnike prijavljuje Sekretarijat.
attendance-nobody-marked = Pre potvrde označite bar jedno ime.
attendance-not-yours = Prisustvo evidentira ko izvodi sesiju.
button-attendance-confirm = ✅ Potvrdi ({ $count })
button-attendance-all = Svi
attendance-taken = { $count ->
     [one] Evidentirano: { $count } učesnik, <b>{ $module }</b>, { $days }. Hvala.
     [few] Evidentirano: { $count } učesnika, <b>{ $module }</b>, { $days }. Hvala.
    *[other] Evidentirano: { $count } učesnika, <b>{ $module }</b>, { $days }. Hvala.
}
notice-trainer-idle = Od { $since } niste održali nijednu sesiju. Rado bismo ponovo sarađivali: molimo Vas da sa Sekretarijatom dogovorite sledeću sesiju. Vaši moduli: { $modules }.
notice-trainer-idle-of-yours = { $name } iz Vaše institucije (trener) od { $since } nema održanih sesija. Molimo Vas da zajedno sa Sekretarijatom dogovorite sledeću. Moduli: { $modules }.
notice-session-ahead = Podsetnik: izvodite obuku <b>{ $module }</b>, { $days }{ $place }. Prijavljeno: { $enrolled }. Posle sesije prisustvo evidentirajte pomoću /training.
notice-session-ahead-of-yours = Podsetnik: { $name } iz Vaše institucije izvodi obuku <b>{ $module }</b>, { $days }{ $place }.
notice-attendance-due = Obuka <b>{ $module }</b>, { $days }, je završena. Ko je prisustvovao?
verify-valid = ✅ Važi: { $what }, <b>{ $module }</b>. Inicijali nosioca: { $initials }.
verify-not-valid = ⛔ { $verdict } { $what }, <b>{ $module }</b>.
verify-how = Napišite /verify i kod sertifikata, npr. /verify 7K3M-2QRD-9XW0-5TFA.
page-paper-sr-Cyrl = PDF srpski (ćirilica)
