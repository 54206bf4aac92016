### Tekstovi stranica. Isti ključevi u sq, sr i en.

## The frame
page-brand = Koordinacija borbe protiv trgovine ljudima
page-skip = Pređi na sadržaj
page-saved = Sačuvano.
page-navigation = Stranice
page-language = Jezik
page-language-sq = Albanski
page-language-sr = Srpski
page-language-sr-Cyrl = Srpski (ćirilica)
page-language-en = Engleski
page-sign-out = Odjavi se
page-overview-short = Pregled
page-timeline-short = Vremenska linija
page-institutions-short = Institucije
page-subgroups-short = Podgrupe
page-meetings-short = Sastanci
page-new-item-short = Novi zadatak
page-live-on = Uživo
page-live-lost = Veza je prekinuta, ponovo se povezuje…
page-live-held = Ima novosti; prikazaće se kada pošaljete obrazac

## The demo's clock
page-clock = Sat demonstracije
page-clock-next-morning = Sledeće jutro
page-clock-plus-day = +1 dan
page-clock-date = Datum
page-clock-go = Idi na datum
page-clock-chat = Otvori razgovor
page-weekday-1 = ponedeljak
page-weekday-2 = utorak
page-weekday-3 = sreda
page-weekday-4 = četvrtak
page-weekday-5 = petak
page-weekday-6 = subota
page-weekday-7 = nedelja

## Signing in
page-sign-in = Prijava
page-sign-in-entered = Prijavljeni ste. Prva stranica se otvara sama.
page-sign-in-continue = Nastavi
page-sign-in-how = Ove stranice se otvaraju osobama koje imaju dužnost. Napišite botu u Telegramu /web i pritisnite link koji Vam pošalje ili ga zatražite od administratora.
page-sign-in-once = Link može da se iskoristi jednom, u roku od jednog sata.

## How old the data are
page-stale-seconds = { $count ->
    [one] Podaci koje vidite stari su { $count } sekundu.
    [few] Podaci koje vidite stari su { $count } sekunde.
   *[other] Podaci koje vidite stari su { $count } sekundi.
}
page-stale-minutes = { $count ->
    [one] Podaci koje vidite stari su { $count } minut.
    [few] Podaci koje vidite stari su { $count } minuta.
   *[other] Podaci koje vidite stari su { $count } minuta.
}
page-stale-hours = { $count ->
    [one] Podaci koje vidite stari su { $count } sat.
    [few] Podaci koje vidite stari su { $count } sata.
   *[other] Podaci koje vidite stari su { $count } sati.
}
page-stale-unknown = Podaci se upravo ažuriraju; još se ne zna koliko su stari.
page-stale-behind = Novije promene se još ne prikazuju.
page-stale-away = Deo podataka trenutno ne može da se pročita.
page-stale-held = { $count ->
    [one] Najnovije promene za { $count } zadatak ili sastanak ne mogu da se prikažu. Molimo Vas da obavestite administratora sistema.
    [few] Najnovije promene za { $count } zadatka ili sastanka ne mogu da se prikažu. Molimo Vas da obavestite administratora sistema.
   *[other] Najnovije promene za { $count } zadataka ili sastanaka ne mogu da se prikažu. Molimo Vas da obavestite administratora sistema.
}

## Failures
page-failure = Zahtev nije izvršen
page-failure-not-found = Ovde nema ničega. Možda je adresa pogrešno napisana.
page-failure-signed-out = Niste prijavljeni ili je Vaša prijava istekla.
page-failure-link-spent = Ovaj link za prijavu je već iskorišćen, istekao je ili nije poznat. Zatražite novi.
page-failure-foreign = Obrazac je stigao sa drugog sajta i nije prihvaćen. Otvorite stranicu ovde i pokušajte ponovo.
page-failure-malformed = Zahtev nije mogao da se pročita. Vratite se na stranicu i pokušajte ponovo.
page-failure-too-large = Tekst je duži nego što je dozvoljeno. Molimo Vas da ga skratite.
page-failure-not-permitted = Nemate ovlašćenje da ovo vidite ili uradite. Ako smatrate da je potrebno, obratite se Sekretarijatu.
page-failure-refused = To sada nije moguće:
page-failure-unavailable = Trenutno nije moglo da se sačuva ili pročita. Ništa nije potvrđeno; pokušajte ponovo malo kasnije.
page-failure-not-saved = { $seconds ->
    [one] Ovo nije sačuvano: mesto čuvanja trenutno nije dostupno. Vaš tekst je još ovde: pošaljite ga ponovo za { $seconds } sekundu. I ako se pošalje dvaput, računa se jednom.
    [few] Ovo nije sačuvano: mesto čuvanja trenutno nije dostupno. Vaš tekst je još ovde: pošaljite ga ponovo za { $seconds } sekunde. I ako se pošalje dvaput, računa se jednom.
   *[other] Ovo nije sačuvano: mesto čuvanja trenutno nije dostupno. Vaš tekst je još ovde: pošaljite ga ponovo za { $seconds } sekundi. I ako se pošalje dvaput, računa se jednom.
}
page-failure-send-again = Pošaljite ponovo
page-failure-copy = Ono što ste uneli je ovde, da ga kopirate:
page-failure-away = { $seconds ->
    [one] Deo podataka trenutno ne može da se pročita. Ništa nije izgubljeno. Otvorite stranicu ponovo za { $seconds } sekundu.
    [few] Deo podataka trenutno ne može da se pročita. Ništa nije izgubljeno. Otvorite stranicu ponovo za { $seconds } sekunde.
   *[other] Deo podataka trenutno ne može da se pročita. Ništa nije izgubljeno. Otvorite stranicu ponovo za { $seconds } sekundi.
}
page-failure-internal = Došlo je do greške u sistemu. Pokušajte ponovo; ako se greška ponavlja, molimo Vas da obavestite administratora sistema.

## What is wrong in a form
page-wrong-look = Ništa nije sačuvano. Pogledajte označena polja.
page-wrong-empty = Popunite ovo polje.
page-wrong-too-long = Tekst ima više od 2000 znakova: skratite ga.
page-wrong-minutes-too-long = Zapisnik ima najviše 100.000 znakova: ostatak sačuvajte na drugom mestu i navedite gde se nalazi.
page-wrong-control = Tekst sadrži nevidljive znakove: nalepite ga kao običan tekst.
page-wrong-no-language = Napišite naslov bar na jednom jeziku.
page-wrong-date = Ovo nije datum: izaberite ga iz kalendara.
page-wrong-time = Ovo nije vreme: napišite npr. 14:30.
page-wrong-number = Ovaj broj ovde nije moguć.
page-wrong-choice = Izaberite sa spiska.
page-wrong-nobody-invited = Izaberite bar jednu instituciju.
page-wrong-nobody-came = Označite bar jednu instituciju koja je došla.
page-asks-far = Ovaj dan je više od dve godine unapred. Proverite godinu ili označite da je dan tačan.
page-asks-day-off = Ovog dana se ne radi (vikend ili praznik). Izaberite drugi ili označite da je dan tačan.
page-asks-meant = Dan je tačan
page-wrong-series = Ovo pravilo ne daje niz sastanaka: izaberite od 2 do 52 sastanka i vreme koje postoji.
page-wrong-incomplete-item = Zadatku trebaju naslov, institucija i rok.
page-wrong-email-address = Ovo nije adresa e-pošte: napišite samo adresu, npr. ime@example.org, latinicom bez kvačica.
page-wrong-no-email-address = Još nema adrese e-pošte: prvo sačuvajte adresu ili izaberite Telegram.
page-wrong-address-not-sealed = Adresa trenutno ne može da se šifruje. Pokušajte ponovo uskoro.

## Overview
page-overview = Opšti pregled
page-count-open = otvoreno
page-count-due-week = sa rokom ove nedelje
page-count-overdue = sa zakašnjenjem
page-count-blocked = blokirano
page-count-disclaimed = osporeno
page-count-to-verify = čeka potvrdu
page-count-undelivered = neuručeni podsetnici
page-overdue-by-institution = Sa zakašnjenjem, po instituciji
page-nothing-overdue = Ništa ne kasni.
page-overdue-more = { $count ->
    [one] Još { $count } kasni
    [few] Još { $count } kasne
   *[other] Još { $count } kasni
}
page-days-late = { $days ->
    [one] kasni { $days } dan
    [few] kasni { $days } dana
   *[other] kasni { $days } dana
}
page-upcoming-meetings = Predstojeći sastanci
page-no-meetings-ahead = Nema zakazanih sastanaka.
page-next-due = Sledeći rokovi
page-nothing-open = Ništa nije otvoreno.
page-recent = Poslednje promene

## Timeline
page-timeline = Vremenska linija
page-from = Od
page-until = Do
page-all = sve
page-kinds = Vrste
page-show = Prikaži
page-today = danas
page-lane-authority = Nacionalni autoritet
page-more-in-list = { $count ->
    [one] još { $count } na spisku
    [few] još { $count } na spisku
   *[other] još { $count } na spisku
}
page-as-list = Kao spisak
page-entries = { $count ->
     [one] { $count } unos
     [few] { $count } unosa
    *[other] { $count } unosa
}
page-truncated = Prikazani su samo najnoviji unosi: suzite period.
page-nothing-in-range = Ništa u ovom periodu. Izaberite duži period.
page-kind-milestone = Ključni događaj
page-kind-meeting = Sastanak
page-kind-action-item = Zadatak
page-kind-reminder = Podsetnik
page-kind-case = Slučaj
page-kind-data-request = Zahtev za podatke
page-kind-training = Obuka
page-kind-strategy = Strategija
page-kind-organisation = Organizacija

## Institutions
page-institutions = Institucije
page-institution = Institucija
page-member = članica Autoriteta
page-inactive = više ne učestvuje
page-focal-point = Kontakt osoba
page-former-focal-point = bivša kontakt osoba
page-nobody = niko
page-tasks = Zadaci
page-number = Br.
page-title = Naslov
page-due = Rok
page-stage = Stanje
page-progress = Napredak
page-last-change = Poslednja promena
page-staff = Osobe na dužnosti
page-name = Ime
page-post = Dužnost
page-post-focal-point = kontakt osoba
page-post-deputy = zamena
page-chairs = predsedava: { $subgroups }
page-chat = Razgovor
page-chat-linked = povezan
page-chat-invited = otvorena pozivnica
page-chat-expired = pozivnica istekla
page-chat-none = nije povezan
page-invited-until = do { $until }
page-invite = Izdaj pozivnicu
page-told-by = Način obaveštavanja
page-told-nowhere = do ove osobe ništa ne stiže
page-told-weekly = jutarnja poruka jednom nedeljno
page-told-change = Adresa e-pošte i kanal
page-told-channels = Telegram ili e-pošta
page-told-frequency = Jutarnja poruka
page-told-hint = Kada radi samo jedan kanal, poruke stižu njime, bez obzira na izbor.
page-told-save = Sačuvaj izbor
page-email-address = Adresa e-pošte
page-email-address-hint = Obaveštenja za ovu osobu stižu tamo i ko ih otvori može da postupa u njeno ime: uporedite adresu slovo po slovo.
page-email-address-not-yet = E-pošta ovde još nije podešena: adresa se čuva za kada bude.
page-email-address-save = Sačuvaj adresu
page-email-address-remove = Ukloni adresu
page-email-address-removed-hint = Nijedan razgovor nije povezan: bez adrese do ove osobe ništa ne stiže.
page-invitation-issued = Pozivnica za: { $name }
page-chair-left = Dužnost je predata. U međuvremenu je neko drugi promenio predsedavajućeg ove podgrupe, pa je ostalo kako jeste:
page-invitation-once = Prikazuje se samo sada. Pošaljite je osobi; važi jednom, do { $until }.
page-invitation-no-bot = Ime bota nije podešeno: osoba šalje ovaj tekst botu.
page-institution-kind-coordinator = Koordinator
page-institution-kind-secretariat = Sekretarijat
page-institution-kind-ministry = Ministarstvo
page-institution-kind-police = Policija
page-institution-kind-commission = Komisija
page-institution-kind-advocates = Zastupnici žrtava
page-institution-kind-prosecution = Tužilaštvo
page-institution-kind-council = Tužilački savet
page-institution-kind-courts = Sudovi
page-institution-kind-social-work = Socijalni rad
page-institution-kind-shelter = Državno prihvatilište
page-institution-kind-ngo-shelter = Prihvatilište civilnog društva
page-institution-kind-international = Međunarodna organizacija
page-institution-kind-donor = Donator

## Subgroups and boards
page-subgroups = Podgrupe
page-subgroup = Podgrupa
page-no-subgroups = Nema podgrupa.
page-dissolved = raspuštena
page-chair = Predsedava
page-members = Članice
page-empty-column = ništa
page-stage-assigned = Dodeljeno
page-stage-accepted = Prihvaćeno
page-stage-under-way = U toku
page-stage-blocked = Blokirano
page-stage-disclaimed = Osporeno
page-stage-completed = Javljeno kao završeno
page-stage-verified = Potvrđeno
page-stage-cancelled = Otkazano
page-asks-until = traži rok do { $date }

## Action items
page-new-item = Dodeli zadatak
page-title-in = Naslov, na jednom ili više jezika
page-owner = Odgovorna institucija
page-choose = — izaberite —
page-none = nema
page-assign = Dodeli
page-actions = Odluke
page-history = Istorija
page-raised-in = Odlučeno na sastanku
page-verify = Potvrdi
page-reopen = Ponovo otvori
page-grant = Odobri produženje roka
page-refuse = Odbij produženje roka
page-new-due = Novi rok
page-new-due-if-any = Novi rok, ako treba
page-reason = Razlog
page-reassign = Dodeli drugoj instituciji
page-cancel-item = Otkaži zadatak
page-return = Ostaje kod njih
page-suggested = Navode
page-by-stand-in = umesto predsedavajućeg
page-by-secretariat = Sekretarijat
page-nothing-to-decide = Zadatak je otkazan; nema ništa za odlučivanje.

## Meetings
page-meetings = Sastanci
page-meetings-waiting = Dan je prošao: da li su održani?
page-past-meetings = Protekli sastanci
page-when = Kada
page-schedule = Zakaži sastanak
page-date = Datum
page-time = Vreme
page-minutes-long = Traje (minuta)
page-so-long = { $minutes } min
page-place = Mesto
page-convened = Ko se sastaje
page-convened-authority = Nacionalni autoritet
page-convened-invited = pozvane institucije
page-invited = Pozvani
page-invited-hint = Bez izbora: pozivaju se članice Autoriteta ili podgrupe.
page-recurrence = Ponavlja se
page-recurrence-none = bez ponavljanja
page-recurrence-weekly = svake nedelje
page-recurrence-fortnightly = svake dve nedelje
page-recurrence-monthly = svakog meseca
page-recurrence-count = Koliko sastanaka ukupno
page-recurrence-monthly-weekday = svakog meseca istog dana u nedelji (npr. prvi utorak)
page-recurrence-until = Ili do ovog dana
page-series-days = { $count ->
    [one] { $count } dan ovog niza
    [few] { $count } dana ovog niza
   *[other] { $count } dana ovog niza
}
page-series-hint = Još ništa nije zakazano. Izostavite dane kada nema sastanka, pa ponovo pošaljite obrazac.
page-series-look = Pogledajte dane ispod, pa ponovo pošaljite obrazac.
page-series-off = neradni dan
page-series-others = { $count ->
    [one] još { $count } sastanak tog dana
    [few] još { $count } sastanka tog dana
   *[other] još { $count } sastanaka tog dana
}
page-series-leave-out = izostavi
page-in-series = { $number }. sastanak u nizu
page-meeting-scheduled = Zakazan
page-meeting-held = Održan
page-meeting-cancelled = Otkazan
page-agenda = Dnevni red
page-agenda-item = Nova tačka
page-add = Dodaj
page-attended = Prisustvovali
page-answer-attending = dolazi
page-answer-not-attending = ne dolazi
page-answer-sending-deputy = šalje zamenu
page-hold = Zabeleži kao održan
page-reschedule = Pomeri
page-cancel-meeting = Otkaži sastanak
page-decisions = Odluke
page-decision = Odluka
page-record-decision = Zabeleži odluku
page-raises = Zadaci koji proizlaze iz odluke; prazni redovi se ne uzimaju u obzir.
page-item-n = Zadatak { $number }
page-minutes = Zapisnik
page-record-minutes = Zabeleži zapisnik
page-approve = Odobri zapisnik
page-approved = odobren

## Events, as the timeline names them
event-institution-registered = Institucija je registrovana
event-institution-names-changed = Promenjen je naziv institucije
event-institution-focal-point-appointed = Imenovana je kontakt osoba
event-institution-deputy-appointed = Imenovana je zamena
event-institution-focal-point-handed-over = Promenjena je kontakt osoba
event-institution-invitation-issued = Izdata je pozivnica za razgovor
event-institution-chat-linked = Razgovor je povezan
event-institution-chat-unlinked = Razgovor više nije povezan
event-institution-language-chosen = Izabran je jezik
event-institution-quiet-hours-set = Podešeni su sati bez poruka
event-institution-digest-hour-chosen = Izabrano je vreme jutarnje poruke
event-institution-email-address-set = Adresa e-pošte je uneta
event-institution-email-address-removed = Adresa e-pošte je uklonjena
event-institution-channels-chosen = Izabrani su kanali obaveštavanja
event-institution-digest-frequency-chosen = Izabrano je koliko često stiže jutarnja poruka
event-institution-subjects-muted = Izabrane su teme poruka
event-institution-absence-announced = Najavljeno je odsustvo
event-institution-absence-ended = Odsustvo je završeno
event-institution-deactivated = Institucija više ne učestvuje
event-subgroup-formed = Podgrupa je osnovana
event-subgroup-chair-appointed = Imenovan je predsedavajući
event-subgroup-institution-joined = Institucija je pristupila podgrupi
event-subgroup-institution-left = Institucija je napustila podgrupu
event-subgroup-cut-off = Podgrupi je oduzet pristup
event-subgroup-dissolved = Podgrupa je raspuštena
event-meeting-scheduled = Sastanak zakazan
event-meeting-agenda-item-added = Nova tačka dnevnog reda
event-meeting-rescheduled = Sastanak je pomeren
event-meeting-invitation-answered = Odgovor na poziv
event-meeting-held = Sastanak održan
event-meeting-minutes-recorded = Zabeležen je zapisnik
event-meeting-decision-taken = Odluka
event-meeting-minutes-approved = Odobren je zapisnik
event-meeting-cancelled = Sastanak je otkazan
event-action-item-assigned = Zadatak dodeljen
event-action-item-accepted = Zadatak prihvaćen
event-action-item-progress-reported = Javljen napredak
event-action-item-blocked = Zadatak blokiran
event-action-item-unblocked = Zadatak odblokiran
event-action-item-disclaimed = Zadatak osporen: ne pripada im
event-action-item-extension-requested = Zatraženo je produženje roka
event-action-item-extension-granted = Odobreno je produženje roka
event-action-item-extension-refused = Nije odobreno produženje roka
event-action-item-completed = Javljeno kao završeno
event-action-item-report-withdrawn = Izveštaj je povučen
event-action-item-verified = Zadatak potvrđen
event-action-item-reopened = Zadatak ponovo otvoren
event-action-item-returned = Zadatak ostaje kod institucije
event-action-item-reassigned = Dodeljeno drugoj instituciji
event-action-item-nudged = Poslat podsetnik instituciji
event-action-item-cancelled = Zadatak otkazan
event-reminder-planned = Podsetnik planiran
event-reminder-sent = Podsetnik poslat
event-reminder-failed = Podsetnik nije uručen
event-reminder-answered = Odgovor na podsetnik
event-reminder-escalated = Kašnjenje je prijavljeno višem nivou
event-notification-planned = Obaveštenje planirano
event-notification-sent = Obaveštenje poslato
event-notification-posted = Obaveštenje objavljeno u grupi
event-notification-failed = Obaveštenje nije uručeno
event-notification-answered = Odgovor na obaveštenje
event-notification-overtaken = Obaveštenje više nije potrebno
event-notification-carried-over = Obaveštenje poslato ranije
event-case-opened = Slučaj otvoren
event-case-profile-revised = Dopunjeni podaci slučaja
event-case-case-manager-assigned = Određen menadžer slučaja
event-case-coordinator-appointed = Imenovan koordinator slučaja
event-case-referral-made = Slučaj upućen
event-case-referral-accepted = Upućivanje prihvaćeno
event-case-referral-declined = Upućivanje odbijeno
event-case-referral-escalated = Na upućivanje nije odgovoreno u roku
event-case-update-reported = Novosti o slučaju
event-case-stage-reached = Slučaj u narednoj fazi
event-case-transnational-referral-made = Slučaj upućen u inostranstvo
event-case-linked-to-person = Slučaj povezan sa osobom
event-case-retrafficking-confirmed = Potvrđena ponovna trgovina
event-case-closed = Slučaj zatvoren
event-case-reopened = Slučaj ponovo otvoren
event-data-request-issued = Izdat zahtev za podatke
event-data-request-submitted = Podaci dostavljeni
event-data-request-returned = Podaci vraćeni na ispravku
event-data-request-corrected = Podaci ispravljeni
event-data-request-accepted = Podaci prihvaćeni
event-data-request-nudged = Podaci ponovo zatraženi
event-data-request-closed = Zatvoren zahtev za podatke
event-training-module-planned = Modul obuke
event-training-trainer-certified = Sertifikat trenera izdat
event-training-trainer-lapsed = Sertifikat trenera više ne važi
event-training-session-scheduled = Sesija obuke
event-training-session-cancelled = Sesija obuke otkazana
event-training-participant-enrolled = Prijava na obuku
event-training-attendance-recorded = Obuka održana
event-training-certificate-issued = Izdat sertifikat
event-strategy-objective-set = Strateški cilj
event-strategy-activity-planned = Planirana aktivnost
event-strategy-indicator-defined = Pokazatelj definisan
event-strategy-baseline-set = Postavljena polazna vrednost
event-strategy-target-set = Postavljena ciljna vrednost
event-strategy-value-reported = Pokazatelj prijavljen
event-strategy-value-corrected = Pokazatelj ispravljen
event-milestone-recorded = Ključni događaj

### What could not be processed

page-dead-letters = Neobrađeni događaji
page-dead-letters-some = { $count ->
    [one] { $count } događaj nije obrađen
    [few] { $count } događaja nisu obrađena
   *[other] { $count } događaja nije obrađeno
}
page-dead-letters-what = Svaki red je događaj koji jedan deo sistema nije mogao da obradi. Ništa nije izgubljeno: kada se uzrok otkloni, pokušajte ponovo. Kasniji događaji o istoj stvari čekaju iza njega.
page-dead-letters-none = Sve je obrađeno.
page-dead-letter-part = Koji deo sistema
page-dead-letter-event = Šta nije obrađeno
page-dead-letter-do = Šta to znači i šta treba uraditi
page-dead-letter-technical = Tehnički podaci
page-dead-letter-consumer = Potrošač
page-dead-letter-stream = Tok
page-dead-letter-position = Pozicija
page-dead-letter-why = Greška
page-dead-letter-mend = Pritisnite „Pokušaj ponovo“. Ako ni tada ne bude obrađeno, obavestite administratora sistema i pošaljite mu tehničke podatke.
page-dead-letter-behind = Čeka da se obradi raniji događaj o istoj stvari; zatim se obrađuje samo od sebe.
page-part-coordination = Sprovođenje odluka
page-part-coordination-means = Ono što iz ovog događaja sledi, npr. zadaci iz odluke, još nije urađeno.
page-part-projections = Spiskovi i stranice
page-part-projections-means = Spiskovi, stranice i vremenska linija to još ne prikazuju.
page-part-reminders = Podsetnici
page-part-reminders-means = Podsetnici o tome možda neće biti poslati.
page-part-gateway = Stranice Sekretarijata
page-part-gateway-means = Stranice to još ne prikazuju.
page-part-telegram = Razgovor u servisu za poruke
page-part-telegram-means = U razgovoru se to još ne vidi.
page-part-email = E-pošta
page-part-email-means = Poruke e-poštom to još ne kažu.
page-part-other = Drugi deo sistema
page-part-other-means = Ovaj deo to još nije uzeo u obzir.
page-redrive = Pokušaj ponovo: { $part }
page-dead-letter-unknown-event = događaj koji ova verzija sistema ne poznaje
page-dead-letter-tried = { $tries ->
    [one] Pokušano { $tries } put.
    [few] Pokušano { $tries } puta.
   *[other] Pokušano { $tries } puta.
}
page-redriven = Obrađeno: { $processed }, još čeka: { $waiting }.
reminder-failed-nobody-in-post = institucija nema kontakt osobu
reminder-failed-no-chat-linked = niko iz institucije nije povezao razgovor
reminder-failed-blocked-by-person = razgovor sa botom je blokiran
reminder-failed-refused-by-messenger = servis za poruke nije prihvatio poruku
reminder-failed-no-channel = niko na ovoj dužnosti nije povezao razgovor niti ima adresu e-pošte
reminder-failed-refused-by-channel = servis za poruke ili e-poštu nije prihvatio poruku
reminder-failed-address-bounced = adresa e-pošte ne prima poruke
text-in-sq = (na albanskom)
text-in-sr = (na srpskom)
text-in-en = (na engleskom)

### The log and its backups

page-safekeeping = Dnevnik i rezervne kopije
page-safekeeping-log-underway = Dnevnik se proverava.
page-safekeeping-log-whole = Dnevnik je potpun: { $events } događaja, provereno { $at }.
page-safekeeping-log-damaged = Dnevnik je oštećen. Odmah obavestite administratora sistema: treba vratiti poslednju ispravnu rezervnu kopiju.
page-safekeeping-no-backups = Rezervne kopije nisu podešene. Ako se izgubi ova mašina, izgubljeno je sve.
page-safekeeping-backup-last = Poslednja rezervna kopija: { $at }, do događaja { $position }.
page-safekeeping-backup-none = Još nema rezervne kopije.
page-safekeeping-backup-late = Kasni: obavestite administratora sistema.
page-safekeeping-without-keys = Ključevi nisu u rezervnoj kopiji: samo sa njom nijedno ime ne može da se pročita.
page-month-checkpoint = Kontrolna tačka istorije
page-month-checkpoint-what = Čuvajte uz odštampani mesec: ko je ima, može kasnije da utvrdi da li je istorija napisana iznova.
