# E-mails: what their subject lines, headings and links say, what stands below each of them, and the page that a link in one opens.

email-answer-by-reply = Možete jednostavno odgovoriti na ovu poruku; citirani tekst se ne čita.
email-links-are-yours = Linkovi su samo za Vas i važe sedam dana: ko ih otvori, postupa u Vaše ime. Molimo Vas da ih nikome ne prosleđujete.
email-why = Ovu poruku dobijate kao kontakt osoba ili zamena.
email-unsubscribe = Ne šaljite mi više poruke e-poštom
email-reminders = Šta sledi i kako me obaveštavate

email-subject-tasks = { $count ->
    [one] { $count } zadatak, { $date }
    [few] { $count } zadatka, { $date }
   *[other] { $count } zadataka, { $date }
}
email-subject-several = { $title }, i još { $count }
email-subject-referral = Upućivanje: slučaj { $case }
email-subject-invited = Poziv: { $title }
email-subject-moved = Pomereno: { $title }
email-subject-called-off = Otkazano: { $title }
email-subject-lost-chat = Vaš razgovor više nije povezan
email-subject-way-in = Vaša prijava je promenjena

email-section-referrals = Upućivanja
email-section-training = Obuka
email-section-decided = Odluke o Vašim zadacima
email-section-reported = Čeka Vašu odluku
email-section-late-elsewhere = Druge institucije
email-section-unreachable = Do koga poruke ne stižu
email-section-silent-group = Grupa ne prima poruke

email-step-accept = Preuzimamo
email-step-complete = Završeno
email-step-request-extension = +1 nedelja
email-step-verify = Potvrdi
email-step-grant-extension = Odobri rok do { $date-until }
email-step-refuse-extension = Odbij produženje roka
email-step-reopen = Nije završeno: recite zašto
email-step-return = Ostaje njihov
email-step-give-to = Daj: { $institution }
email-step-call-off = Otkaži
email-step-report-value = Javite vrednost
email-step-take-attendance = Evidentirajte prisustvo
email-open-form = Otvori obrazac

email-answer-in-the-calendar = Molimo Vas da na poziv odgovorite u svom kalendaru ili odgovorom na ovu poruku: to važi kao odgovor Vaše institucije.
email-session-ahead = Podsetnik: izvodite obuku { $module }, { $days }{ $place }. Prijavljeno: { $enrolled }.
email-lost-chat = Razgovor preko kojeg ste dobijali poruke za instituciju { $institution } više nije povezan. Ako to niste uradili Vi ili Sekretarijat, molimo Vas da obavestite Sekretarijat.

page-link = Jedan korak, bez prijave
page-link-for = U ime: { $name }
page-link-owner = Institucija
page-link-due = Rok
page-link-stage = Faza
page-link-request = Šta se traži
page-link-days = Dani
page-link-settled = Ovo je već rešeno; ništa nije promenjeno.
page-link-accept = Preuzimate li ovaj zadatak?
page-link-complete = Da li da se ovaj zadatak označi kao završen?
page-link-request-extension = Da li da se zatraži produženje roka do { $date-until }?
page-link-verify = Da li da se potvrdi da je ovaj zadatak završen?
page-link-grant-extension = Da li da se odobri rok do { $date-until }?
page-link-refuse-extension = Da li da se odbije produženje roka?
page-link-reopen = Da li da se ovaj zadatak ponovo otvori? Recite šta nedostaje: institucija to čita.
page-link-return = Da li ovaj zadatak ostaje kod svoje institucije? Recite zašto: institucija to čita.
page-link-give-to = Da li da se ovaj zadatak da instituciji: { $institution }?
page-link-call-off = Da li da se ovaj zadatak otkaže? Recite zašto: institucija to čita.
page-link-accept-referral = Preuzimate li ovo upućivanje?
page-link-decline-referral = Odbijate li ovo upućivanje? Recite zašto: to čitaju oni koji prate slučaj.
page-link-report-value = Koju vrednost javljate?
page-link-button-accept = Da, preuzimamo
page-link-button-complete = Da, završen je
page-link-button-request-extension = Da, zatraži produženje
page-link-button-verify = Da, potvrdi
page-link-button-grant-extension = Da, odobri rok
page-link-button-refuse-extension = Da, odbij
page-link-button-reopen = Da, otvori ponovo
page-link-button-return = Da, ostaje njihov
page-link-button-give-to = Da, daj im
page-link-button-call-off = Da, otkaži
page-link-button-accept-referral = Da, preuzimamo
page-link-button-decline-referral = Da, odbij
page-link-button-report-value = Zabeleži vrednost
page-link-nothing-yet = Još ništa nije urađeno: to čini samo dugme.
page-link-done = Sačuvano je. Možete zatvoriti ovu stranicu.
page-link-used = Ovaj link je već iskorišćen; ništa nije promenjeno.
page-link-expired = Ovaj link je istekao. Novi stiže sa sledećom porukom.
page-link-forged = Ovaj link ne važi. Otvorite ga ponovo iz poruke ili ga kopirajte celog.
page-link-not-in-post = Ovaj link je za nekoga ko više nije na toj dužnosti.
page-link-taken-back = Ovaj link je poslat pre nego što su čet ili e-adresa ove osobe promenjeni ili oduzeti. Novi stiže sa sledećom porukom.
page-link-no-task = Ovaj zadatak više ne postoji.
page-link-over = Ovaj korak više nije potreban: zadatak je u međuvremenu odmakao.

page-mail-stop = Bez poruka e-poštom
page-mail-stop-chat-stays = Od tada Vam se sve javlja samo u razgovoru. E-poštu tamo možete ponovo izabrati pomoću /settings.
page-mail-stop-no-chat = Nijedan razgovor nije povezan s Vama: od tada Vam odavde ne stiže ništa, ni zadaci ni sastanci. Vaša zamena i Sekretarijat vide da Vam poruke ne stižu.
page-mail-stop-button = Ne šaljite mi više poruke
page-mail-stopped = Više nećete dobijati poruke e-poštom. Sve Vam se javlja u razgovoru; tamo možete ponovo izabrati e-poštu pomoću /settings.
page-mail-stopped-no-chat = Više nećete dobijati poruke e-poštom. Nijedan razgovor nije povezan s Vama, pa Vam sada ne stiže ništa: da biste to promenili, obratite se Sekretarijatu.
page-reminders = Šta će Vam biti rečeno
page-reminders-none = U narednih sedam dana nema ničega.
page-reminders-as-it-stands = Kako sada stoje stvari; ono što drugi u međuvremenu urade nije ovde.
page-reminders-choose = Kako Vas obaveštavamo
page-reminders-hour = Vreme jutarnje poruke
page-reminders-usual-hour = uobičajeno vreme
page-reminders-subjects = O čemu Vas obaveštavamo, pored zadataka i upućivanja
page-reminders-saved = Sačuvano je. Važi od sada.

## Šta se odgovara na odgovor

email-answer-subject = Vaš odgovor
email-saved-done = Sačuvano: zadatak { $number }, „{ $title }“, završen je.
email-saved-progress = Sačuvano: završeno je { $percent }% zadatka { $number }, „{ $title }“.
email-saved-in-progress = Sačuvano: zadatak { $number }, „{ $title }“, u toku je. Dokle se stiglo? Odgovorite npr. „{ $number }: 50%“.
email-saved-accepted = Sačuvano: preuzimate zadatak { $number }, „{ $title }“.
email-saved-blocked = Sačuvano: zadatak { $number }, „{ $title }“, blokiran je. Razlog: { $reason }
email-saved-extension = Sačuvano: tražite produženje roka do { $date-until } za zadatak { $number }, „{ $title }“. Odlučuje predsedavajući podgrupe.
email-saved-extension-from-today = Sačuvano: tražite produženje roka do { $date-until } za zadatak { $number }, „{ $title }“. Odlučuje predsedavajući podgrupe. Računato je od danas; ako ste mislili od roka, odgovorite danom.
email-saved-not-ours = Sačuvano: zadatak { $number }, „{ $title }“, ne pripada Vašoj instituciji. Čiji je, odlučuje predsedavajući podgrupe ili Sekretarijat; do tada ne dobijate podsetnike o njemu.
email-saved-not-ours-but = Sačuvano: zadatak { $number }, „{ $title }“, ne pripada Vašoj instituciji, a možda je za instituciju { $institution }. Odlučuje predsedavajući podgrupe ili Sekretarijat; do tada ne dobijate podsetnike o njemu.
email-saved-already = Tako je već sačuvano: zadatak { $number }, „{ $title }“.
email-saved-answer-attending = Sačuvano: Vaša institucija dolazi na sastanak „{ $title }“, { $when }.
email-saved-answer-not-attending = Sačuvano: Vaša institucija ne dolazi na sastanak „{ $title }“, { $when }.
email-saved-answer-sending-deputy = Sačuvano: Vaša institucija šalje zamenu na sastanak „{ $title }“, { $when }.
email-taken-before = Ova poruka je već pročitana i ono što je tada pisalo sačuvano je.
email-undo-how = Greška? Odgovorite „poništi“ u roku od 10 minuta.
email-undone = Poništeno: zadatak { $number }, „{ $title }“, opet je kao pre.
email-nothing-to-undo = U poslednjih 10 minuta nije sačuvano ništa što ste napisali e-poštom, pa ništa nije poništeno. Napišite samo kako je sada, npr. „1: 50%“.
email-undo-invitation = Vaš odgovor na poziv ostaje kakav je. Da biste ga promenili, odgovorite na poziv još jednom.
email-not-saved = Nije sačuvano. { $why }
email-not-saved-of = Nije sačuvano, zadatak { $number }, „{ $title }“. { $why }
email-task-line = { $number }. { $title } – rok { $due }
email-no-such-task = Vaša institucija nema zadatak s brojem { $number }.
email-no-open-task = Vaša institucija nema otvorenih zadataka.
email-which-task = Na koji zadatak mislite? Prvo napišite njegov broj, npr. „{ $number } završeno“:
email-unclear = Nije jasno da li mislite: { $meanings }. Molimo Vas da napišete jasno, npr. „1 završeno“, „2: 50%“, „3 do 15. juna“ ili „4 blokirano: nema budžeta“.
email-not-understood = Poruka nije razumljiva. Napišite npr. „1 završeno“, „2: 50%“, „3 do 15. juna“ ili „4 blokirano: nema budžeta“.
email-blocked-by-what = Šta ga koči? Odgovorite npr. „{ $number } blokirano: nema budžeta“, bez imena žrtava.
email-until-when = Do kada Vam treba vremena? Odgovorite npr. „{ $number } do 15. juna“.
email-counted-within-due = Računato od danas, to je { $date }, a rok zadatka je tek { $due }. Ako ste mislili na toliko vremena posle roka, odgovorite danom: { $later }.
email-answer-how = Da biste javili o zadatku, odgovorite npr. „1 završeno“, „2: 50%“, „3 do 15. juna“ ili „4 blokirano: nema budžeta“. Iz ove poruke ništa nije sačuvano.
email-stop-how = Ništa nije sačuvano. Ako više ne želite poruke e-poštom, otvorite link na kraju ove poruke.
email-no-invitation = Sada nema poziva na sastanak na koji Vaša institucija može da odgovori.
email-which-meeting = Na koji sastanak mislite? Odgovorite na poruku s njegovim pozivom, ili odgovorite u kalendaru.
email-meeting-moved = Sastanak „{ $title }“ je u međuvremenu pomeren: sada je { $when }. Molimo Vas da odgovorite na novi poziv.
email-meeting-perhaps = Vaš kalendar je odgovorio „možda“ za sastanak „{ $title }“, { $when }. Molimo Vas da prihvatite ili odbijete poziv.
email-attachment-not-read = Datoteka uz Vašu poruku nije pročitana i ne čuva se. Obrazac pošaljite na njegovoj stranici ili u četu, a e-poštom nikada ne šaljite ništa iz čega se vidi ko je žrtva.
email-guard-refused =
    Nije sačuvano, jer poruka izgleda sadrži: { $found }.
    Ovde se ne piše ništa što pokazuje ko je žrtva. Molimo Vas da napišete ponovo bez ličnih podataka, npr. „1 blokirano: nedostaje dokument“, ili samo broj slučaja.
email-guard-asks =
    Još nije sačuvano: poruka sadrži { $found }, a nije jasno da li je to službena osoba.
    Ako jeste, molimo Vas da uz ime napišete i dužnost, npr. „tužilac …“. Ako je reč o žrtvi, korisniku usluga, detetu ili svedoku, napišite samo broj slučaja.
