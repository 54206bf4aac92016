### Slučajevi: stranice i razgovor. Isti ključevi u sq, sr i en.

## Spisak
page-cases-short = Slučajevi
page-cases = Slučajevi
page-count-unassigned = slučajevi bez nadležnog
case-list-lead = Slučaj se vodi samo pod oznakom. Ništa ovde ne otkriva ko je žrtva.
case-none = Nema slučajeva.
case-open = Otvori slučaj
case-reference = Slučaj
case-show-open = Otvoreni
case-show-unassigned = Bez nadležnog
case-show-closed = Zatvoreni
case-show-all = Svi
case-age-in-stage = U ovoj fazi
case-days = { $count ->
    [0] od danas
    [one] { $count } dan
    [few] { $count } dana
   *[other] { $count } dana
}
case-since = od { $date }
case-responsible = Nadležnost
case-unassigned = Bez nadležnog
case-manager = Menadžer slučaja
case-coordinator = Koordinator slučaja
case-referrals = Upućivanja
case-referrals-waiting = { $count ->
    [one] { $count } čeka odgovor
    [few] { $count } čekaju odgovor
   *[other] { $count } čeka odgovor
}
case-referrals-late = { $count ->
    [one] { $count } bez odgovora u roku
    [few] { $count } bez odgovora u roku
   *[other] { $count } bez odgovora u roku
}
case-closed = Zatvoren

## Jedan slučaj
case-by-rule = Po pravilu ({ $who }): { $role }
case-age-group = Starosna grupa
case-sex = Pol
case-nationality = Državljanstvo
case-main-form = Glavni oblik eksploatacije
case-other-forms = Drugi oblici eksploatacije
case-forms = Oblici eksploatacije
case-identified-by = Identifikovala institucija
case-person = Osoba
case-person-known = Ključ osobe je poznat; nikome se ne prikazuje.
case-person-unknown = Nema ključa osobe: ponovna trgovina istom osobom ne bi bila primećena.
case-earlier = Raniji slučajevi te osobe
case-later = Kasniji slučajevi te osobe
case-may-be-same = Moguća ponovna trgovina
case-may-be-same-as = Moguće je da se radi o istoj osobi kao u slučaju
case-confirm-same = Da, ista osoba
case-may-be-same-hint = Oba slučaja imaju isti ključ osobe. Isti ključ mogu da daju i imena koja slično zvuče: potvrdite samo kada sa sigurnošću znate. Slučajevi se tada povezuju i broje kao jedna osoba i dva incidenta.
case-answer-awaited = Čeka odgovor
case-answer-late = Bez odgovora u roku
case-answer-accepted = Prihvaćeno
case-answer-declined = Odbijeno
case-answer-by = odgovor do { $at }
case-escalated = Sekretarijat je obavešten
case-abroad = Inostranstvo
case-record-answer = Zabeleži odgovor dat van razgovora
case-accept = Prihvaćeno
case-decline = Odbijeno
case-by-secretariat = Sekretarijat
case-by-focalpoint = focalpoint, automatski

## Šta se odlučuje
case-assign-manager = Odredi menadžera slučaja
case-appoint-coordinator = Imenuj koordinatora slučaja
case-refer = Uputi instituciji
case-receiver = Kome
case-answer-until = Odgovor do
case-request = Šta se traži
case-no-names = Bez imena i bez bilo čega što otkriva ko je žrtva: takav tekst se odbija.
case-refer-abroad = Uputi u drugu zemlju
case-country = Zemlja
case-contact = Institucija u toj zemlji
case-reach-stage = Zabeleži kasniju fazu
case-update = Dodaj novosti
case-news = Novosti
case-revise = Dopuni podatke
case-revise-hint = Kada se utvrdi da je reč o odrasloj osobi, a ne o detetu, ili obrnuto, menadžer slučaja se menja po pravilu.
case-link-person = Napravi ključ osobe
case-close = Zatvori slučaj
case-reopen = Ponovo otvori slučaj

## Otvaranje slučaja
case-competent = Nadležna institucija za mesto
case-competent-hint = Slučaj deteta vodi centar za socijalni rad, a slučaj odrasle osobe kancelarija za zaštitu i pomoć žrtvama, jednako za domaće i strane državljane.
case-not-known = — nije poznato —
case-identity = Podaci o identitetu
case-identity-hint = Od njih nastaje ključ osobe, a sami podaci se nigde ne čuvaju: ni u slučaju, ni u dnevniku, ni na ovoj stranici. Popunite sva četiri polja ili nijedno.
case-identity-off = Ovaj sistem nema tajni ključ za ključeve osoba, pa podaci o identitetu ne mogu da se prime.
case-given-name = Ime
case-family-name = Prezime
case-born = Datum rođenja
case-birthplace = Mesto rođenja
case-wrong-age-group = Datum rođenja daje drugu starosnu grupu. Ostavite starosnu grupu praznu ili proverite datum.
case-not-saved = Nije sačuvano. Molimo Vas da malo kasnije pošaljete ponovo; podatke o identitetu treba ponovo upisati, jer nisu zadržani.

## Vrednosti standarda
case-stage-identification = Identifikacija
case-stage-referral = Upućivanje
case-stage-assistance = Pomoć
case-stage-reintegration = Reintegracija
case-majority-minor = Dete
case-majority-adult = Odrasla osoba
case-role-centre-for-social-work = Centar za socijalni rad
case-role-victim-advocacy-office = Kancelarija za zaštitu i pomoć žrtvama
case-sex-female = Žensko
case-sex-male = Muško
case-sex-non-conforming = Ni žensko ni muško
case-sex-not-specified = Nije navedeno
case-age-0-8 = 0–8
case-age-9-17 = 9–17
case-age-minor = Dete, uzrast nepoznat
case-age-18-20 = 18–20
case-age-21-23 = 21–23
case-age-24-26 = 24–26
case-age-27-29 = 27–29
case-age-30-38 = 30–38
case-age-39-47 = 39–47
case-age-48-more = 48 i više
case-age-adult = Odrasla osoba, uzrast nepoznat
case-nationality-stateless = Bez državljanstva
case-nationality-unknown = Nepoznato
case-nationality-others = Druge zemlje
case-form-forced-labour = Prinudni rad
case-form-sexual-exploitation = Seksualna eksploatacija
case-form-child-labour = Dečji rad
case-form-forced-marriage = Prinudni brak
case-form-servitude = Položaj sličan ropstvu
case-form-forced-military = Prinudna vojna služba
case-form-organ-removal = Oduzimanje organa
case-form-forced-begging = Prinudno prosjačenje
case-form-forced-adoption = Prinudno usvojenje
case-form-surrogacy = Surogat materinstvo
case-form-other = Drugi oblik

## Podaci u brojkama
case-report = Brojke
case-count = Šta se broji
case-count-incidents = Incidenti
case-count-persons = Osobe
case-count-retrafficked = Osobe koje su ponovo žrtve trgovine
case-by = Prema
case-by-sex = prema polu
case-by-age = prema starosnoj grupi
case-by-nationality = prema državljanstvu
case-by-form = prema glavnom obliku eksploatacije
case-report-year = Godina
case-report-all = Ukupno
case-report-all-years = Sve godine
case-report-csv = Preuzmi kao CSV
case-report-hidden = Skriveno: broj manji od { $smallest }, ili broj iz kojeg bi takav mogao da se izračuna.
case-report-how-incidents = Svaki slučaj se broji u godini u kojoj je otvoren.
case-report-how-persons = Svaka osoba se broji jednom u godini, prema prvom slučaju te godine; slučaj bez ključa osobe broji se kao posebna osoba.
case-report-how-retrafficked = Svaka osoba sa potvrđenom ponovnom trgovinom broji se jednom, u godini kasnijeg slučaja.
case-report-one-table = Objavite jednu tabelu o istim osobama, a ne više njih: više tabela zajedno može da otkrije ono što svaka skriva.
case-report-standard = Vrednosti: IOM standard podataka o slučajevima trgovine ljudima (HTCDS) 2.0; starosne grupe CTDC-a.

## Zadaci
case-unassigned-task = Slučaj { $case }: za fazu „{ $stage }“ niko nije nadležan. Pronađite nadležnu instituciju.

## Razgovor
commands-referrals = Upućivanja koja čekaju odgovor
help-referrals = /referrals – slučajevi koje treba da preuzme Vaša institucija
referral-offer =
    Od institucije <b>{ $institution }</b> traži se da preuzme slučaj <b>{ $case }</b>, faza „{ $stage }“.
    Molimo Vas da odgovorite do <b>{ $date-until } u { $time }</b>.
referral-offer-late =
    Od institucije <b>{ $institution }</b> traži se da preuzme slučaj <b>{ $case }</b>, faza „{ $stage }“.
    Rok za odgovor je istekao <b>{ $date-on } u { $time }</b>; Sekretarijat je obavešten. Još možete da odgovorite.
referral-request = Traži se: { $request }
referrals-heading = { $count ->
    [one] { $count } upućivanje čeka odgovor institucije <b>{ $institution }</b>.
    [few] { $count } upućivanja čekaju odgovor institucije <b>{ $institution }</b>.
   *[other] { $count } upućivanja čeka odgovor institucije <b>{ $institution }</b>.
}
referrals-none = Nijedno upućivanje ne čeka odgovor Vaše institucije.
referral-button-accept = ✅ Prihvati
referral-button-decline = ✖️ Odbij
referral-accepted = Prihvaćeno: <b>{ $institution }</b> preuzima slučaj <b>{ $case }</b> u fazi „{ $stage }“. Hvala.
referral-ask-reason = Zašto Vaša institucija ne preuzima slučaj <b>{ $case }</b>? Molimo Vas da razlog napišete u jednoj poruci, bez imena i pojedinosti o žrtvi.
referral-declined = Odbijeno: slučaj <b>{ $case }</b>, faza „{ $stage }“. Razlog: { $reason }
referral-not-open = Ovo upućivanje više ne čeka odgovor.
referral-told-late = Bez odgovora u roku: institucija <b>{ $institution }</b> je do { $date-until } u { $time } trebalo da odgovori da li preuzima slučaj <b>{ $case }</b>, faza „{ $stage }“.
referral-told-declined = Institucija <b>{ $institution }</b> nije preuzela slučaj <b>{ $case }</b>, faza „{ $stage }“: { $reason }
referral-told-accepted = <b>{ $institution }</b> preuzima slučaj <b>{ $case }</b>, faza „{ $stage }“.
