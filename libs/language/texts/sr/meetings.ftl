# Sastanci u razgovoru: poziv, odgovori, podsećanja, zapisnik i posao onoga ko predsedava.

commands-meetings = Sastanci
help-meetings = /meetings – sastanci, pozivi i zapisnici

chat-meeting-invitation = <b>Poziv na sastanak</b>
chat-meeting-moved = <b>Sastanak je pomeren</b>. Molimo Vas da odgovorite ponovo za novi datum.
chat-meeting-answered = <b>Poziv na sastanak</b>
chat-meeting-tomorrow = <b>Sledeći sastanak</b>
chat-meeting-today = <b>Današnji sastanak</b>
chat-meeting-soon = <b>Sastanak počinje u roku od sat vremena</b>
chat-meeting-see-below = Ovaj sastanak je promenjen: pogledajte ispod.
chat-meeting-called-off = <b>Sastanak je otkazan</b>
chat-meeting-called-off-because = Razlog: { $reason }
chat-meeting-title = <b>{ $title }</b>
chat-meeting-when = Kada: { $when }
chat-meeting-at = { $date }, u { $time }
chat-meeting-from-until = { $date }, { $time }–{ $until }
chat-meeting-place = Gde: { $place }
chat-meeting-agenda = Dnevni red:
chat-meeting-agenda-item = { $number }. { $item }
chat-meeting-answer-attending = ✓ Vaša institucija dolazi.
chat-meeting-answer-not-attending = ✗ Vaša institucija ne dolazi.
chat-meeting-answer-sending-deputy = ✓ Vaša institucija šalje zamenu.
chat-meeting-answer-none = Da li Vaša institucija dolazi?
chat-meeting-button-attending = Dolazimo
chat-meeting-button-not-attending = Ne dolazimo
chat-meeting-button-sending-deputy = Dolazi zamena
chat-meeting-button-calendar = U moj kalendar
chat-meeting-button-show = Nazad na sastanak
chat-meeting-button-list = Svi sastanci
chat-meeting-button-minutes = Pročitaj zapisnik
chat-meeting-button-which = { $when }: { $title }
chat-meeting-button-named = { $name }
chat-meeting-calendar-file = Otvorite datoteku da biste sastanak uneli u svoj kalendar; ako se sastanak promeni, u kalendaru dobija novi termin.
chat-meeting-over = Ovaj sastanak je prošao: na poziv više ne može da se odgovori.
chat-meeting-no-invitation = Ovo izgleda kao odgovor na poziv na sastanak, ali Vaša institucija sada nema nijedan poziv. Ako ste mislili na zadatak, napišite npr. „1 gotovo“. /meetings prikazuje sastanke.
chat-meeting-which = Na koji sastanak mislite?

chat-meetings-none = Nema sastanaka za prikaz.
chat-meetings-ahead = <b>Predstojeći sastanci</b>
chat-meetings-held = <b>Održani</b>
chat-meetings-line = <b>{ $number }.</b> { $title } – { $when }
chat-meetings-button = { $number }. { $title }

chat-meeting-was-held = Sastanak je održan.
chat-meeting-attendance-not-taken = Prisustvo još nije zabeleženo.
chat-meeting-account = <b>Ishod sastanka</b>
chat-meeting-decisions = Odluke:
chat-meeting-no-decisions = Nije zabeležena nijedna odluka.
chat-meeting-yours = <b>Za Vašu instituciju:</b>
chat-meeting-raised = • { $title } – rok: { $due }
chat-meeting-minutes = <b>Zapisnik: { $title }</b>, { $when }

    { $minutes }
chat-meeting-no-minutes = Ovaj sastanak još nema zapisnik.

chat-meeting-who-attending = Dolaze: { $names }
chat-meeting-who-sending-deputy = Šalju zamenu: { $names }
chat-meeting-who-not-attending = Ne dolaze: { $names }
chat-meeting-who-is-silent = Još bez odgovora: { $names }
chat-meeting-button-agenda = Dodaj na dnevni red
chat-meeting-button-attendance = Zabeleži prisustvo
chat-meeting-button-hold = Sačuvaj: prisutno { $count }
chat-meeting-button-decide = Zabeleži odluku
chat-meeting-button-write-minutes = Napiši zapisnik
chat-meeting-ask-who-came = <b>{ $title }</b>: koje institucije su prisutne? Dodirnite ime da biste promenili oznaku, zatim sačuvajte.
chat-meeting-nobody-came = Označite bar jednu instituciju kao prisutnu.
chat-meeting-held = { $count ->
    [one] Sačuvano: prisutna je { $count } institucija.
    [few] Sačuvano: prisutne su { $count } institucije.
   *[other] Sačuvano: prisutno je { $count } institucija.
}
chat-meeting-ask-agenda = Šta treba da bude na dnevnom redu? Napišite jednu tačku.
chat-meeting-agenda-added = Tačka je na dnevnom redu.
chat-meeting-ask-minutes = Napišite zapisnik u jednoj poruci, najviše 2.000 znakova. On zamenjuje prethodni. Bez imena i podataka žrtava.
chat-meeting-minutes-recorded = Zapisnik je sačuvan. Institucije će biti obaveštene za nekoliko minuta.

chat-decision-ask = Šta je odlučeno? Napišite u jednoj poruci.
chat-decision-is = <b>Odluka:</b> { $decision }
chat-decision-raises = • <b>{ $institution }</b>: { $title } – rok: { $due }
chat-decision-for = Za instituciju <b>{ $institution }</b>:
chat-decision-ask-more = Da li odluka nekoj instituciji daje zadatak?
chat-decision-ask-owner = Koja institucija treba to da uradi?
chat-decision-ask-what = Šta treba da uradi? Napišite u jednoj poruci.
chat-decision-ask-when = Do kada? Izaberite, ili napišite datum: „30.6.“, „sledeći petak“.
chat-decision-no-date = U poruci nije pronađen datum. Napišite npr. „30.6.“ ili „sledeći petak“, ili izaberite jedan od ponuđenih.
chat-decision-which-date = Na koji dan mislite?
chat-decision-button-raise = Daj zadatak nekoj instituciji
chat-decision-button-record = Sačuvaj odluku
chat-decision-button-same = Kao što stoji u odluci
chat-decision-button-until = { $date }
chat-decision-button-back = Nazad
chat-decision-recorded = Odluka je sačuvana. Institucije će biti obaveštene za nekoliko minuta.
chat-decision-recorded-raising = Odluka je sačuvana, a zadaci su dodeljeni. Institucije će biti obaveštene za nekoliko minuta.

## Grupa jedne podgrupe
commands-link = U grupi: grupa postaje razgovor Vaše podgrupe
group-only = Ova komanda je za grupu: napišite je u grupi Vaše podgrupe.
group-greeting = Dobar dan. Kada predsedavajući podgrupe ovde napiše /link, ovo postaje razgovor podgrupe: objavljujem pozive i odluke njenih sastanaka. Odgovaram samo na komande i na odgovore na moje poruke; ostalo ne čitam.
group-help = Ovde objavljujem sastanke podgrupe i šta je odlučeno. /meetings – sledeći sastanci. /link, /unlink – za predsedavajućeg. Zadaci, podaci i slučajevi su samo za naš privatni razgovor.
group-linked = Ova grupa je sada razgovor podgrupe <b>{ $subgroup }</b>. Ovde objavljujem njene pozive i odluke.
group-unlinked = Ova grupa više nije razgovor nijedne podgrupe. Ovde više ništa ne objavljujem.
group-link-which = Kojoj podgrupi pripada ova grupa?
group-button-link = { $subgroup }
group-link-not-yours = Ovo može samo predsedavajući podgrupe ili Sekretarijat.
group-write-privately = Na to odgovaram samo u našem privatnom razgovoru: t.me/{ $bot }
group-who-are-you = Ovaj nalog još nije povezan. Zatražite od Sekretarijata link pozivnice, zatim mi pišite privatno: t.me/{ $bot }
group-who-are-you-short = Prvo povežite svoj razgovor: t.me/{ $bot }
group-anonymous = Ne vidim ko ste dok pišete anonimno ili kao kanal, pa ništa ne radim u Vaše ime. Izaberite svoje ime pored polja za tekst, ili neka Vam se isključi „Remain anonymous“, i napišite to ponovo; ili mi pišite privatno: t.me/{ $bot }
group-muted = U grupi podgrupe <b>{ $subgroup }</b> više ne smem da pišem: grupa ili njena tema je za mene zatvorena. Pozivi i odluke se tamo za sada ne objavljuju. Kada ponovo budem smeo da pišem, molimo Vas da tamo napišete /meetings.
group-gone = Više nisam u grupi podgrupe <b>{ $subgroup }</b>, pa se njeni pozivi i odluke ne objavljuju ni u jednoj grupi. Ako to ne želite, dodajte me ponovo i tamo napišite /link.
group-not-invited = Vaša institucija nije pozvana na ovaj sastanak.
group-answer-attending = Zabeleženo: { $institution } dolazi.
group-answer-not-attending = Zabeleženo: { $institution } ne dolazi.
group-answer-sending-deputy = Zabeleženo: { $institution } šalje zamenu.
group-meeting-moved = <b>Sastanak je pomeren</b>. Molimo Vas da odgovorite ponovo za novi datum.
chat-meeting-answer-again = <b>Poslednje je zabeležen Vaš odgovor na poziv. Možete ga promeniti:</b>
