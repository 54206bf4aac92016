# Prijava, nalozi, uloge, tokeni i revizorski trag.

page-sign-in-press = Ovaj link Vas prijavljuje. Pritisnite dugme da biste ga iskoristili.
page-sign-in-button = Prijavi se
page-first-start = Prvi administrator
page-first-start-lead = Ko ovde nastavi, brine o osobama: ko može da se prijavi i sa kojim ulogama. Link važi samo jednom.
page-first-start-who = Ko ste Vi?
page-first-start-other = Neko drugi iz Sekretarijata
page-first-start-name = Ime i prezime
page-first-start-button = Nastavi kao administrator
page-wrong-name-known = Na spisku iznad postoji neko sa tim imenom. Ako ste to Vi, izaberite ga tamo; ako niste, napišite ime tako da se razlikuju.
secretariat-name = Sekretarijat Nacionalnog koordinatora
secretariat-role = Podržava Nacionalnog koordinatora i Nacionalno telo
page-account = Vaš nalog
page-account-sessions = Sesije
page-session-device = Uređaj
page-session-network = Mreža
page-session-since = Od
page-session-used = Poslednji put korišćena
page-session-end = Završi
page-session-end-others = Završi sve ostale
page-session-this = ova
page-session-confirmed = potvrđena drugim faktorom
page-session-way-link = preko jednokratnog linka
page-session-way-open-id = preko prijave institucije
page-session-way-demo = u demonstraciji
page-role-administrator = administrator
page-role-auditor = revizor
page-office-secretariat = Sekretarijat
page-office-coordinator = Nacionalni koordinator
page-own-tasks-short = Zadaci
page-board-short = Tabla
page-accounts = Nalozi i uloge
page-accounts-short = Nalozi
page-accounts-lead = Prijaviti se može svako ko ima dužnost. Šta vidi i radi sledi iz dužnosti; ostalo daje administrator.
page-accounts-person = Osoba
page-accounts-roles = Uloge
page-accounts-second-factor = drugi faktor
page-accounts-remove-passkeys = Ukloni pristupne ključeve
page-accounts-token = program:
page-accounts-withdraw = Oduzmi
page-accounts-grant-administrator = Učini administratorom
page-accounts-grant-auditor = Učini revizorom
page-accounts-end-sessions = Završi sve
page-accounts-link = Jednokratni link
page-accounts-link-make = Napravi link
page-accounts-link-hint = Predajte ga lično ili kanalom koji čita samo ta osoba. Važi jednom i prikazuje se samo sada; revizorski trag beleži da ste ga Vi napravili.
page-audit = Revizorski trag
page-audit-short = Revizija
page-audit-lead = Ko se prijavio, ko je šta pogledao, šta je odbijeno i ko je kome dao koja prava. Šta je ko uradio stoji u istoriji onoga na čemu je to uradio.
page-audit-when = Kada
page-audit-who = Ko
page-audit-act = Šta
page-audit-object = O čemu
page-audit-door = Preko
page-audit-network = Mreža
page-audit-all = sve
page-audit-filter = Prikaži
page-audit-more = Ranije
page-audit-none = Ništa takvo nije zabeleženo.
page-audit-nobody = niko poznat ili sam sistem
page-audit-door-page = stranice
page-audit-door-api = API
page-audit-door-link = link
page-audit-door-chat = razgovor
page-audit-door-email = e-poštu
page-audit-act-session-opened = prijava
page-audit-act-session-ended = sesija završena
page-audit-act-session-confirmed = drugi faktor pokazan
page-audit-act-sign-in-failed = prijava nije uspela
page-audit-act-refused = odbijeno: nije njihovo
page-audit-act-case-read = pogled na slučaj
page-audit-act-cases-listed = pregled spiska slučajeva
page-audit-act-figures-read = pogled na brojke o slučajevima
page-audit-act-exported = preuzeta datoteka
page-audit-act-redriven = ponovo pokušano ono što nije obrađeno
page-audit-act-role-granted = uloga dodeljena
page-audit-act-role-withdrawn = uloga oduzeta
page-audit-act-link-issued = napravljen link za prijavu
page-audit-act-links-withdrawn = linkovi za prijavu povučeni
page-audit-act-passkey-registered = registrovan pristupni ključ
page-audit-act-passkey-removed = uklonjen pristupni ključ
page-audit-act-recovery-codes-made = napravljeni rezervni kodovi
page-audit-act-identity-linked = povezana prijava institucije
page-audit-act-identity-unlinked = prekinuta prijava institucije
page-audit-act-token-made = napravljen token
page-audit-act-token-revoked = token opozvan
page-audit-everybody = svi
page-audit-file-goes-on = Ovo su najnoviji redovi ({ $count }), a ima i ranijih. Zatražite datoteku ponovo sa before={ $position } u adresi: tamo se nastavlja.
page-audit-object-cases = { $count ->
    [one] { $count } slučaj
    [few] { $count } slučaja
   *[other] { $count } slučajeva
}
page-audit-file-audit = revizorski trag
page-audit-file-briefing = pregled za dužnost
page-audit-file-calendar = kalendarska datoteka sastanka
page-audit-file-certificate = sertifikat
page-audit-file-collected = odgovori na zahtev za podatke
page-audit-file-form = obrazac zahteva za podatke
page-audit-file-indicator = vrednosti pokazatelja
page-audit-file-month = pregled meseca
page-audit-ended-signed-out = osoba je izašla
page-audit-ended-ended-by-owner = završila ju je sama osoba
page-audit-ended-ended-by-administrator = završio ju je administrator
page-audit-ended-role-withdrawn = uloga je oduzeta
page-audit-ended-too-many = previše sesija
page-audit-ended-left-post = više nije na dužnosti
page-audit-confirmed-passkey = pristupni ključ
page-audit-confirmed-recovery-code = rezervni kod
page-audit-why-another-address = poruka e-pošte sa druge adrese
page-audit-why-button = dugme je izmišljeno ili iz drugog razgovora
page-audit-why-invitation = pozivnica ne važi
page-audit-why-link = link za prijavu je nepoznat, iskorišćen ili prestar
page-audit-why-link-expired = link je prestar
page-audit-why-link-taken-back = link je poslat pre nego što su čet ili adresa promenjeni ili oduzeti
page-audit-why-link-forged = link nije naš
page-audit-why-nobody = po ovome nije poznat niko na dužnosti
page-audit-why-not-in-post = više nije na toj dužnosti
page-audit-why-not-linked = razgovor nije ničiji
page-audit-why-passkey = odgovoru pristupnog ključa nije poverovano
page-audit-why-provider = odgovoru prijave institucije nije poverovano
page-audit-why-recovery-code = nijedan od rezervnih kodova
page-audit-why-session = kolačić nije ni od jedne prijave koja je ovde postojala
page-audit-why-token = token ne važi
page-audit-why-too-many = previše pokušaja
page-tokens = Tokeni za programe
page-tokens-lead = Program sa tokenom pita API u Vaše ime: ne više nego što Vi smete i ne više nego što token navodi. U istoriji stoji da je to bio program.
page-tokens-open = { $count ->
    [0] Napravi token
    [one] { $count } token
    [few] { $count } tokena
   *[other] { $count } tokena
}
page-tokens-none = Nemate nijedan token.
page-token-new = Novi token
page-token-name = Čemu služi
page-token-may = Sme
page-token-reads = samo da čita
page-token-until = Do
page-token-over = istekao
page-token-used = Poslednji put korišćen
page-token-never-used = nikada
page-token-revoke = Opozovi
page-token-days = Na koliko dugo
page-token-for-days = { $count ->
    [one] { $count } dan
    [few] { $count } dana
   *[other] { $count } dana
}
page-token-institution = Samo za jednu instituciju
page-token-everywhere = za sve što je moje
page-token-commands = Šta sme da radi
page-token-hint = Bez ijedne oznake samo čita.
page-token-make = Napravi token
page-token-made = Vaš token
page-token-made-hint = Kopirajte ga sada: prikazuje se samo jednom, a čuva se samo njegov otisak.
page-second-factor = Drugi faktor
page-second-factor-lead = Pored prijave, pristupni ključ ili rezervni kod potvrđuje da ste to Vi. Pri promeni uloga i tokena traži se ponovo.
page-second-factor-confirm-lead = Potvrdite da ste to Vi, uređajem koji ste registrovali.
page-second-factor-confirm = Potvrdi pristupnim ključem
page-second-factor-code-head = Bez uređaja
page-second-factor-code-hint = { $count ->
    [0] Nemate više rezervnih kodova.
    [one] Preostao Vam je { $count } rezervni kod. Važi samo jednom.
    [few] Preostala su Vam { $count } rezervna koda. Svaki važi samo jednom.
   *[other] Preostalo Vam je { $count } rezervnih kodova. Svaki važi samo jednom.
}
page-second-factor-code = Rezervni kod
page-second-factor-code-button = Potvrdi kodom
page-second-factor-register-lead = Još nemate pristupni ključ. Da biste nastavili, registrujte ovaj uređaj ili bezbednosni ključ. Zatim dobijate rezervne kodove, ako uređaj izgubite.
page-second-factor-unsupported = Ovaj pregledač ne može da zatraži pristupni ključ. Koristite ažuran pregledač koji izvršava skripte, na bezbednoj adresi ove stranice.
page-second-factor-waiting = Pratite uputstva svog uređaja.
page-second-factor-failed = Uređaj nije odgovorio ili je zahtev otkazan. Pokušajte ponovo.
page-second-factor-expired = Prošlo je više od pet minuta. Pokušajte ponovo.
page-second-factor-used = Ovaj odgovor je već iskorišćen. Potvrdite ponovo.
page-second-factor-algorithm = Ovaj uređaj potpisuje na način koji ovde nije podržan. Koristite drugi.
page-second-factor-invalid = Ovaj odgovor pristupnog ključa ovde ne važi. Pokušajte ponovo na ovoj stranici.
page-second-factor-show = Potvrdi drugim faktorom
page-second-factor-then = Otvara se u novom prozoru. Zatim se vratite ovamo i ponovo pošaljite ono što ste upisali.
page-passkeys = Pristupni ključevi i rezervni kodovi
page-passkeys-open = { $count ->
    [0] Registruj pristupni ključ
    [one] { $count } pristupni ključ
    [few] { $count } pristupna ključa
   *[other] { $count } pristupnih ključeva
}
page-passkey-name = Naziv uređaja
page-passkey-name-hint = Da ga kasnije prepoznate, na primer „Računar u kancelariji“.
page-passkey-register = Registruj pristupni ključ
page-passkey-remove = Ukloni
page-passkey-another = Još jedan pristupni ključ
page-recovery-codes = Rezervni kodovi
page-recovery-codes-keep = Odštampajte ih ili zapišite i čuvajte odvojeno od uređaja. Prikazuju se samo sada.
page-recovery-codes-use = Svaki potvrđuje jednom, kada nijedan pristupni ključ nije pri ruci.
page-recovery-codes-kept = Kodovi su sačuvani: nastavi
page-recovery-codes-left = { $count ->
    [0] Nema više rezervnih kodova. Napravite nove.
    [one] Preostao je { $count } rezervni kod. Novi ga zamenjuju.
    [few] Preostala su { $count } rezervna koda. Novi ih zamenjuju.
   *[other] Preostalo je { $count } rezervnih kodova. Novi ih zamenjuju.
}
page-recovery-codes-make = Napravi nove kodove
page-demo-people = Ko želite da budete?
page-demo-people-lead = Osobe u demonstraciji su izmišljene. Izaberite nekoga i pogledajte šta je njegovo.
page-demo-chairs = predsedava:
page-failure-second-factor = Prvo pokažite drugi faktor.
page-failure-last-administrator = Niko drugi na dužnosti nije administrator. Prvo učinite administratorom nekog drugog, pa onda oduzmite ovu ulogu.
page-failure-token-spent = Token nije poznat, opozvan je ili je istekao.
page-failure-too-many = { $seconds ->
    [one] Odavde je stiglo previše zahteva. Sačekajte { $seconds } sekundu i pokušajte ponovo.
    [few] Odavde je stiglo previše zahteva. Sačekajte { $seconds } sekunde i pokušajte ponovo.
   *[other] Odavde je stiglo previše zahteva. Sačekajte { $seconds } sekundi i pokušajte ponovo.
}
page-failure-too-many-minutes = { $minutes ->
    [one] Odavde je stiglo previše zahteva. Sačekajte { $minutes } minut i pokušajte ponovo.
    [few] Odavde je stiglo previše zahteva. Sačekajte { $minutes } minuta i pokušajte ponovo.
   *[other] Odavde je stiglo previše zahteva. Sačekajte { $minutes } minuta i pokušajte ponovo.
}
page-by-program = preko programa
web-link = Vaš link za stranice. Prijavljuje Vas jednom, u roku od { $minutes } minuta. Nemojte ga davati nikome.
web-not-here = Ovde nema stranica.
commands-web = stranice u pregledaču
page-report-accept = Primljeno k znanju
page-report-done = Javi da je završeno
page-report-progress = Javi napredak
page-report-send = Javi
page-report-extend = Zatraži produženje roka
page-report-block = Javi da je zastalo
page-report-unblock = Javi da se nastavlja
case-looks = Ko je pogledao
page-answer-invitation = Vaš odgovor na poziv
email-subject-sign-in = Vaš link za prijavu
email-sign-in = Zatražili ste link za stranice. Prijavljuje Vas jednom, u roku od { $minutes } minuta.
email-sign-in-link = Otvori stranicu
email-sign-in-not-asked = Ako ga niste tražili, ne radite ništa: bez ovog linka niko ne može da se prijavi u Vaše ime.
page-sign-in-by-email = E-poštom
page-sign-in-email = Vaša službena adresa e-pošte
page-sign-in-email-send = Pošalji mi link
page-sign-in-email-sent = Ako neko na dužnosti ima ovu adresu, link je na putu. Važi jedan sat.
page-live-out = prijava je istekla
page-signed-out-kept = Vaša prijava je istekla; ono što ste uneli čuva se ovde. Prijavite se u drugoj kartici i poslaće se samo.
page-signed-out-close = Nazad na stranicu
page-signed-out-send = Prijava je istekla i ništa nije sačuvano. Ono što ste uneli čuva se na ovoj stranici: prijavite se u drugoj kartici, pa pošaljite ponovo.
page-failure-somebody-else = Ovaj obrazac je popunio neko drugi, ko je ranije bio prijavljen. Nije poslat.
page-sign-in-with = Prijavi se preko: { $provider }
page-open-id-going = Prijavljujete se tamo i vraćate se ovde. Stranica se otvara sama.
page-open-id-linked = Povezano: od sada možete da se prijavite na ovaj način. Vaš nalog se otvara sam.
page-open-id-leaving = Vaša sesija ovde je završena. Da niko ne bi nastavio u Vaše ime na ovom uređaju, završava se i tamo; stranica se otvara sama.
page-identities = Prijava institucije
page-identities-lead = Nalogom koji ovde povežete prijavljujete se bez jednokratnog linka. Povežite samo nalog koji je isključivo Vaš.
page-identity-linked = povezano
page-identity-link = Poveži: { $provider }
page-identity-unlink = Prekini vezu: { $provider }
page-failure-provider-away = Prijava institucije ne odgovara. Pokušajte ponovo za minut ili se prijavite preko jednokratnog linka.
page-failure-provider-anew = Ova prijava nije započeta u ovom pregledaču, trajala je predugo ili je već iskorišćena. Počnite ponovo na stranici za prijavu.
page-failure-provider-declined = Tamo se niko nije prijavio. Počnite ponovo ako želite.
page-failure-provider-untrue = Odgovoru prijave institucije ne može se verovati, zato niste prijavljeni. Obavestite administratora.
page-failure-provider-time = Prijava institucije ne ide po istom vremenu kao ove stranice: njen odgovor je prestar ili iz budućnosti. Obavestite administratora.
page-failure-provider-nobody = Nijedna osoba na dužnosti nije povezana sa ovim nalogom, a on nema potvrđenu adresu e-pošte koju ima tačno jedna osoba na dužnosti. Prijavite se preko jednokratnog linka, pa ga povežite na stranici svog naloga.
page-failure-provider-another = Ovaj nalog je povezan sa drugom osobom. Ako je Vaš, obavestite administratora.
page-accounts-cut-off = Prekini pristup odmah
page-accounts-cut-off-institution = Cela institucija
page-accounts-cut-off-all = Prekini pristup svima: { $institution }

way-in-told-link-made = Administrator je napravio link kojim se može prijaviti kao Vi. Ako ga niste tražili, molimo Vas da odmah obavestite Sekretarijat.
way-in-told-passkey-removed = Administrator je uklonio Vaš pristupni ključ. Ako to niste tražili, molimo Vas da odmah obavestite Sekretarijat: ko se sledeći prijavi kao Vi može registrovati drugi.
way-in-told-passkey-registered = Za Vaš nalog je registrovan pristupni ključ. Ako to niste bili Vi, molimo Vas da odmah obavestite Sekretarijat.
page-account-changes = Vaša prijava u poslednje vreme
page-account-change-link-made = administrator je napravio link koji prijavljuje kao Vas
page-account-change-passkey-removed = administrator je uklonio Vaš pristupni ključ
page-account-change-passkey-registered = registrovan je pristupni ključ
page-account-changes-not-you = Ako nešto od ovoga niste uradili ni tražili Vi, završite ostale prijave i obavestite Sekretarijat.
page-erasures-let-in = Prijavili ste se linkom koji je za Vas napravio administrator. Da biste tražili ili potvrdili brisanje, prijavite se svojim razgovorom, e-poštom ili institucijom.
