# Forms of data requests: what they ask and how a filled-in file is read.

form-unit-persons = osoba
form-unit-incidents = incidenata
form-unit-cases = slučajeva
form-unit-items = komada
form-unit-sessions = sesija
form-unit-percent = procenata
form-unit-days = dana
form-unit-euros = evra
form-by-sex = pol
form-by-age-group = starosna grupa
form-by-nationality = državljanstvo
form-by-exploitation-form = oblik eksploatacije
form-sex-female = Žensko
form-sex-male = Muško
form-sex-non-conforming = Ni žensko ni muško
form-sex-not-specified = Pol nije naveden
form-age-group-0-8 = 0–8 godina
form-age-group-9-17 = 9–17 godina
form-age-group-18-20 = 18–20 godina
form-age-group-21-23 = 21–23 godine
form-age-group-24-26 = 24–26 godina
form-age-group-27-29 = 27–29 godina
form-age-group-30-38 = 30–38 godina
form-age-group-39-47 = 39–47 godina
form-age-group-48-plus = 48 godina i više
form-age-group-minor = Manje od 18 godina, uzrast nepoznat
form-age-group-adult = 18 godina i više, uzrast nepoznat
form-nationality-XK = Kosovo
form-nationality-AL = Albanija
form-nationality-RS = Srbija
form-nationality-MK = Severna Makedonija
form-nationality-ME = Crna Gora
form-nationality-BA = Bosna i Hercegovina
form-nationality-MD = Moldavija
form-nationality-RO = Rumunija
form-nationality-BG = Bugarska
form-nationality-UA = Ukrajina
form-nationality-stateless = Bez državljanstva
form-nationality-unknown = Državljanstvo nepoznato
form-exploitation-form-forced-labour = Prinudni rad
form-exploitation-form-sexual-exploitation = Seksualna eksploatacija
form-exploitation-form-child-labour = Dečji rad
form-exploitation-form-forced-marriage = Prinudni brak
form-exploitation-form-servitude = Položaj sličan ropstvu
form-exploitation-form-forced-military = Prinudna vojna služba
form-exploitation-form-organ-removal = Oduzimanje organa
form-exploitation-form-forced-begging = Prinudno prosjačenje
form-exploitation-form-forced-adoption = Prinudno usvojenje
form-exploitation-form-surrogacy = Surogat materinstvo
form-exploitation-form-other = Drugi oblik
form-total = Ukupno
form-skipped = bez odgovora: { $reason }
form-hint-places = { $places ->
    [one] najviše { $places } decimala
    [few] najviše { $places } decimale
   *[other] najviše { $places } decimala
}
form-hint-between = od { $least } do { $most }
form-hint-least = najmanje { $least }
form-hint-date = datum, npr. 31.12.2017
form-hint-by = prema: { $by }; zbir delova je ukupan broj
form-sheet = Obrazac
form-column-key = Ključ (ne menjajte)
form-column-question = Pitanje
form-column-part = Deo
form-column-answer = Odgovor
form-column-how = Kako
form-column-reason = Razlog, ako nema odgovora
form-how-to-fill = Pišite samo u kolone „Odgovor“ i „Razlog“, sačuvajte datoteku kao CSV ili XLSX i pošaljite je botu. Molimo Vas da nikada ne pišete ko je žrtva.
unreadable-not-a-number = Ovo nije broj. Napišite ga ciframa, na primer 12 ili 12,5.
unreadable-two-readings = Ovo može da se pročita kao dva broja. Napišite ga bez oznake hiljada, na primer 1250 ili 1,25.
unreadable-too-large = Broj je prevelik. Proverite cifre.
unreadable-too-many-places = Broj ima previše decimala. Zaokružite ga.
unreadable-not-a-count = Ovde se broji. Napišite ceo broj, 0 ili više.
unreadable-not-a-date = Ovo nije datum. Napišite ga kao 31.12.2017.
unreadable-no-such-day = Taj dan ne postoji. Proverite datum.
unreadable-no-such-option = Ovo nije nijedna od mogućnosti. Izaberite jednu od njih.
unreadable-broken-down = Ovo je razvrstano. Navedite ukupan broj i njegove delove.
cell-in-sheet = List „{ $sheet }“, ćelija { $cell }
cell-in-row = Red { $row }, kolona { $column }
cell-merged = Ove ćelije su spojene. Razdvojite ih, kako bi svaki red imao svoj odgovor.
cell-odd = Ova ćelija sadrži nešto što nije odgovor. Napišite broj, datum ili reč.
cell-no-such-key = Obrazac nema takav red. Ostavite prvu kolonu kakva je u datoteci obrasca.
cell-key-twice = Ovaj red se pojavljuje dva puta. Izostavite jedan.
cell-answer-and-reason = Navedeni su i odgovor i razlog zašto ga nema. Izostavite jedno.
cell-reason-too-long = Razlog je predug. Skratite ga.
cell-reason-not-plain = Razlog sadrži znakove koji ne mogu da se sačuvaju. Napišite ga kao običan tekst.
file-too-large = Ova datoteka je prevelika. Pošaljite popunjenu datoteku obrasca.
file-too-wide = Nešto stoji desno od poslednje kolone obrasca. Obrišite to i pošaljite datoteku ponovo.
file-too-many-sheets = Ova datoteka ima više listova od obrasca. Obrišite listove koji ne pripadaju obrascu i pošaljite je ponovo.
file-other-kind = Čitam samo CSV i XLSX datoteke. Sačuvajte datoteku u jednom od ta dva formata i pošaljite je ponovo.
file-holds-more = U ovoj datoteci ima slika, grafikona ili drugih datoteka. Obrišite ih i pošaljite datoteku ponovo.
file-damaged = Ova datoteka je oštećena. Sačuvajte je ponovo i pošaljite još jednom.
file-not-the-form = Ovo nije datoteka obrasca. Preuzmite datoteku obrasca pomoću /data, popunite je i pošaljite.

# Data requests in chat.

commands-data = Zahtevi za podatke
data-none = Vaša institucija nema otvorenih zahteva za podatke. Hvala.
data-heading = { $count ->
    [0] <b>Zahtevi za podatke.</b> Ništa ne čeka Vaš odgovor.
    [one] <b>Zahtevi za podatke.</b> { $count } zahtev čeka Vaš odgovor.
    [few] <b>Zahtevi za podatke.</b> { $count } zahteva čekaju Vaš odgovor.
   *[other] <b>Zahtevi za podatke.</b> { $count } zahteva čeka Vaš odgovor.
}
data-line = • <b>{ $title }</b> – { $due } – { $status }
data-card =
    <b>{ $title }</b>
    Period: { $period }
    Rok: { $due }
    { $count ->
        [one] { $count } pitanje
        [few] { $count } pitanja
       *[other] { $count } pitanja
    }, { $status }
data-stage-awaited = još bez odgovora
data-stage-submitted = kod Sekretarijata
data-stage-returned = vraćeno na ispravku
data-stage-accepted = prihvaćeno
data-due-overdue = { $days ->
    [one] { $date }, kasni { $days } dan
    [few] { $date }, kasni { $days } dana
   *[other] { $date }, kasni { $days } dana
}
data-due-today = { $date }, danas
data-due-in = { $days ->
    [one] { $date }, za { $days } dan
    [few] { $date }, za { $days } dana
   *[other] { $date }, za { $days } dana
}
data-comment = 💬 <b>{ $field }</b>: { $comment }
data-on-a-page = { $days ->
    [one] Možete i <a href="{ $link }">da odgovorite na stranici</a>; link je samo Vaš i važi { $days } dan.
    [few] Možete i <a href="{ $link }">da odgovorite na stranici</a>; link je samo Vaš i važi { $days } dana.
   *[other] Možete i <a href="{ $link }">da odgovorite na stranici</a>; link je samo Vaš i važi { $days } dana.
}
data-by-file = Ili uzmite obrazac kao datoteku, popunite ga i pošaljite ovde.
data-button-open = { $title }
data-button-answer = Odgovori ovde
data-button-go-on = Nastavi
data-button-correct = Ispravi
data-button-xlsx = Excel datoteka
data-button-csv = CSV datoteka
data-button-back = « Nazad
data-button-skip = Bez odgovora
data-button-later = Kasnije
data-button-drop = Odbaci
data-button-send = Pošalji
data-button-change = Izmeni
data-button-note = Dodaj napomenu
data-button-confirm = Tačni su, pošalji
data-question =
    <b>{ $field }</b> ({ $n }/{ $of })
    <i>{ $hint }</i>
data-so-far = Do sada: { $answer }
data-last-period = Prošli period: { $figure }
data-ask-total = Najpre napišite ukupan broj.
data-ask-part = Koliko je u kategoriji <b>{ $part }</b>? Preostalo: { $left }. Više brojeva u jednoj poruci uzima se redom.
data-ask-further = Preostalo iz drugih zemalja: { $left }. Napišite dvoslovnu oznaku zemlje i broj, na primer {"\uE000"}DE{"\uE001"} 2.
data-too-many = To je više od preostalog broja ({ $left }). Proverite broj, ili se vratite i promenite ukupan broj.
data-too-few = Ovo je poslednji deo, a preostalo je: { $left }. Proverite broj, ili se vratite i promenite prethodne brojeve.
data-no-country = Napišite dvoslovnu oznaku zemlje i broj, na primer {"\uE000"}DE{"\uE001"} 2.
data-still-asked = I dalje se čeka odgovor: <b>{ $field }</b>. „Kasnije“ čuva Vaše odgovore, a /data nastavlja unos.
data-ask-reason = Zašto nema odgovora na pitanje <b>{ $field }</b>? Napišite u nekoliko reči.
data-ask-note = Šta želite da saopštite Sekretarijatu o ispravci?
data-note = ✏️ { $note }
data-summary = <b>{ $title }</b> – Vaši odgovori. Još ništa nije poslato.
data-which-field = Koji odgovor želite da izmenite?
data-far = Neki odgovori se znatno razlikuju od prošlog perioda. Da li su tačni?
data-far-field = • <b>{ $field }</b>: sada { $now }, prošli period { $last }
data-sent = Poslato: <b>{ $title }</b>. Hvala. Sekretarijat pregleda odgovore; /data prikazuje stanje.
data-dropped = Odbačeno. Ništa nije poslato.
data-later = Vaši odgovori su sačuvani. Pomoću /data nastavljate tamo gde ste stali.
data-file-caption = Popunite samo kolone „Odgovor“ i „Razlog“, pa pošaljite datoteku ovde.
data-file-not-fetched = Datoteka nije mogla da se preuzme. Molimo Vas da je pošaljete još jednom.
data-file-not-yours = Ova datoteka pripada zahtevu koji nije upućen Vašoj instituciji.
data-file-faults = { $count ->
    [one] Datoteka ima { $count } grešku. Ništa nije preuzeto; ispravite je i pošaljite datoteku još jednom.
    [few] Datoteka ima { $count } greške. Ništa nije preuzeto; ispravite ih i pošaljite datoteku još jednom.
   *[other] Datoteka ima { $count } grešaka. Ništa nije preuzeto; ispravite ih i pošaljite datoteku još jednom.
}
data-file-more-faults = { $count ->
    [one] … i još { $count } greška.
    [few] … i još { $count } greške.
   *[other] … i još { $count } grešaka.
}
data-told-heading = Zahtevi za podatke upućeni instituciji <b>{ $institution }</b>
data-told-line = • { $title } ({ $period }) – { $due }
data-told-new = Novo
data-told-returned = Vraćeno na ispravku
data-told-soon = Rok uskoro
data-told-today = Rok danas
data-told-overdue = Kasni
data-told-nudged = Sekretarijat ponovo traži podatke

# Data requests on pages.

data-page-title = Zahtevi za podatke
page-data-requests-short = Podaci
data-page-new = Novi zahtev za podatke
data-page-collected = Prikupljeni podaci
data-page-all-requests = Svi zahtevi
data-page-request = Zahtev
data-page-answered = Odgovoreno
data-page-to-review = Za pregled
data-page-closed = zatvoren
data-page-missing = Nedostaje
data-page-nothing-missing = Ništa ne nedostaje.
data-page-nudge = Zatraži ponovo
data-page-nudged = ponovo zatraženo { $at }
data-page-days-late = { $days ->
    [one] kasni { $days } dan
    [few] kasni { $days } dana
   *[other] kasni { $days } dana
}
data-page-again = Zatraži ponovo za drugi period
data-page-form-xlsx = Obrazac kao Excel datoteka
data-page-form-csv = Obrazac kao CSV datoteka
data-page-questions = Pitanja
data-page-close = Zatvori zahtev
data-page-close-what = Posle toga se ništa ne dostavlja i ne ispravlja.
data-page-raw = Odgovori institucija onako kako su napisani: samo za Sekretarijat. Mali brojevi se skrivaju u prikupljenim podacima i njihovim datotekama.
data-page-comment = Komentar
data-page-comment-if-any = Šta treba proveriti
data-page-last = prošli period { $figure }
data-page-confirmed = potvrdila institucija
data-page-return = Vrati sa komentarima
data-page-accept = Prihvati
data-page-no-comment = Napišite komentar na bar jedan odgovor.
data-page-step-submitted = Dostavljeno
data-page-step-returned = Vraćeno
data-page-step-corrected = Ispravljeno
data-page-step-accepted = Prihvaćeno
data-page-step-nudged = Ponovo zatraženo
data-page-by-official = od institucije
data-page-by-secretariat = od Sekretarijata
data-page-by-service = od sistema focalpoint
data-page-begin-with = Počni sa obrascem iz zahteva
data-page-take-over = Preuzmi
data-page-from = Prvi dan perioda
data-page-until = Poslednji dan perioda
data-page-recipients = Kome se upućuje
data-page-question = Pitanje { $n }
data-page-key = Ključ, ako pitanje nastavlja pitanje iz ranijeg perioda (inače ostavite prazno)
data-page-kind = Vrsta
data-page-kind-integer = Ceo broj
data-page-kind-decimal = Broj sa decimalama
data-page-kind-breakdown = Razvrstan broj
data-page-kind-choice = Izbor
data-page-kind-date = Datum
data-page-more-of-question = Jedinica, granice, mogućnosti, razvrstavanje
data-page-unit = Jedinica
data-page-unit-other = Druga jedinica
data-page-unit-other-name = Naziv druge jedinice
data-page-places = Decimale (0 do 6)
data-page-least = Najmanje
data-page-most = Najviše
data-page-by = Razvrstano prema
data-page-options = Mogućnosti, po jedna u redu, istim redom na svakom jeziku
data-page-more-questions = Još pitanja
data-page-issue = Izdaj zahtev
data-page-wrong-key = Koristite mala slova {"\uE000"}a{"\uE001"} do {"\uE000"}z{"\uE001"}, cifre i crticu.
data-page-wrong-key-twice = Drugo pitanje ima isti ključ. Dajte svakom sopstveni ključ.
data-page-wrong-too-many-fields = Obrazac ima najviše 100 pitanja. Podelite ga.
data-page-wrong-no-fields = Obrazac nema nijedno pitanje. Dodajte jedno.
data-page-wrong-options = Na svakom jeziku koji koristite navedite isti broj mogućnosti, istim redom, po jednu u redu.
data-page-wrong-by = Izaberite prema čemu se razvrstava.
data-page-wrong-bounds = „Najviše“ je manje od „najmanje“. Proverite oboje.
data-page-wrong-period = Period se završava pre nego što počne. Proverite datume.
data-page-wrong-recipients = Izaberite bar jednu instituciju.
data-page-form = Obrazac
data-page-show = Prikaži
data-page-all = Sve zajedno
data-page-part-of-all = odgovorilo { $answered } od { $asked }
data-page-chart = Grafikon
data-page-parts = Po delovima
data-page-hides = Brojevi osoba manji od 5 su sakriveni, kao i oni koji bi ih otkrili.
data-page-cell-hidden = sakriveno
data-page-cell-skipped = bez odgovora
data-page-cell-missing = nedostaje
data-page-status-accepted = prihvaćeno
data-page-status-waiting = još nepregledano
data-page-status-hidden = sakriveno (mali broj)
data-page-status-skipped = bez odgovora
data-page-status-missing = nedostaje
data-page-file-institution = Institucija
data-page-file-from = Od
data-page-file-until = Do
data-page-file-field = Pitanje
data-page-file-part = Deo
data-page-file-value = Vrednost
data-page-file-unit = Jedinica
data-page-file-status = Stanje
data-page-sent = Poslato. Hvala. Za ispravku zatražite od bota novi link pomoću /data.
data-page-look = Neki odgovori nisu u skladu sa obrascem. Pogledajte označene; ništa nije sačuvano.
data-page-far = Neki odgovori se znatno razlikuju od prošlog perioda. Proverite označene i potvrdite one koji su tačni.
data-page-confirm = Tačno je, iako je u prošlom periodu bilo { $figure }
data-page-country = Druga zemlja (dva slova)
data-page-count = Broj
data-page-link = Link do obrasca
data-page-link-forged = Ovaj link ne važi. Zatražite novi od bota pomoću /data.
data-page-link-expired = Ovaj link je istekao. Zatražite novi od bota pomoću /data.
data-page-link-not-in-post = Ovaj link je bio za osobu koja više nije na dužnosti. Osoba koja je preuzela dužnost dobija link od bota pomoću /data.
data-page-link-taken-back = Ovaj link je poslat pre nego što su čet ili e-adresa ove osobe promenjeni ili oduzeti, pa više ništa ne otvara. Zatražite novi od bota pomoću /data.
data-page-link-spent = Odgovori su poslati preko ovog linka, ili ste ih Vi poslali otkad je napravljen, pa se preko njega više ništa ne šalje. Za ispravku zatražite od bota novi link pomoću /data.
data-page-link-until = Ovaj link je samo Vaš i važi do { $at }. Molimo Vas da ga ne prosleđujete.
data-page-no-names = Nikada ne pišite ko je žrtva.
