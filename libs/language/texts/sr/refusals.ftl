# Kako domen kaže „ne“: jedna poruka za svaki kod odbijanja, refusal-<kod>.

refusal-text-not-to-be-kept = Izgleda da tekst sadrži podatke iz kojih se vidi ko je neka osoba: ime, inicijale ili opis žrtve, deteta, korisnika usluga ili svedoka, srodstvo, lični broj, broj dokumenta, broj telefona, broj iz medicinske dokumentacije ili evidencije, adresu e-pošte, datum rođenja, mesto stanovanja ili smeštaja, školu, bankovni račun, registarsku oznaku vozila, ime na društvenoj mreži, sliku ili datoteku sa imenima. Takvi podaci se ovde ne čuvaju, ni prikriveni: molimo Vas da napišete tekst bez njih.
refusal-not-permitted = Nemate ovlašćenje da ovo vidite ili uradite. Ako smatrate da je potrebno, obratite se Sekretarijatu.

refusal-action-item-not-assigned = Takav zadatak ne postoji. Prvo ga treba dodeliti.
refusal-action-item-already-assigned = Zadatak sa tom oznakom već postoji.
refusal-action-item-due-in-the-past = Rok je u prošlosti. Izaberite neki dan od danas pa nadalje.
refusal-action-item-already-completed = Za zadatak je već javljeno da je završen.
refusal-action-item-already-verified = Zadatak je završen i potvrđen. Može samo ponovo da se otvori.
refusal-action-item-cancelled = Zadatak je otkazan.
refusal-action-item-not-blocked = Zadatak nije blokiran.
refusal-action-item-extension-not-longer = Traženi datum mora biti posle sadašnjeg roka i ne u prošlosti.
refusal-action-item-no-extension-asked = Produženje roka nije traženo.
refusal-action-item-not-completed = Za zadatak još nije javljeno da je završen.
refusal-action-item-nothing-to-take-back = Ovaj izveštaj više nije poslednji i ne može da se poništi.
refusal-action-item-too-late-to-take-back = Izveštaj može da se poništi samo u roku od 10 minuta.
refusal-action-item-nudged-today = Institucija je danas već podsećena na ovaj zadatak. Jednom dnevno je dovoljno; sutra možete ponovo da je podsetite.
refusal-action-item-disclaimed = Institucija navodi da joj zadatak ne pripada. Prvo odlučite čiji je.
refusal-action-item-not-disclaimed = Niko ne navodi da mu zadatak ne pripada.
refusal-action-item-same-owner = Zadatak već pripada toj instituciji.

refusal-case-not-opened = Takav slučaj ne postoji. Prvo ga treba otvoriti.
refusal-case-already-opened = Slučaj sa tom oznakom već postoji. Izaberite drugu oznaku.
refusal-case-closed = Slučaj je zatvoren. Prvo ga treba ponovo otvoriti.
refusal-case-not-closed = Slučaj nije zatvoren.
refusal-case-manager-not-competent = Slučaj deteta vodi centar za socijalni rad, a slučaj odrasle osobe kancelarija za zaštitu i pomoć žrtvama.
refusal-case-referral-id-taken = Slučaj već ima drugo upućivanje sa tom oznakom.
refusal-case-referral-unknown = Slučaj nema takvo upućivanje.
refusal-case-referral-answered = Na upućivanje je već odgovoreno.
refusal-case-referral-pending = Institucija još nije odgovorila na ranije upućivanje za ovu fazu. Sačekajte odgovor.
refusal-case-referral-answer-by-past = Rok za odgovor je već prošao. Izaberite kasniji.
refusal-case-referral-still-in-time = Rok upućivanja još nije prošao.
refusal-case-stage-not-further = Slučaj je već u kasnijoj fazi. Ne može da se vrati u raniju fazu.
refusal-case-not-abroad = Međunarodno upućivanje ide u drugu zemlju, a ne na Kosovo. Izaberite zemlju.
refusal-case-no-person = Slučaj još nije povezan sa osobom.
refusal-case-another-person = Ta dva slučaja nisu povezana sa istom osobom.
refusal-case-its-own-earlier = Slučaj ne može biti raniji slučaj samog sebe.

refusal-data-request-not-issued = Takav zahtev za podatke ne postoji. Prvo ga treba izdati.
refusal-data-request-already-issued = Zahtev za podatke sa tom oznakom je već izdat.
refusal-data-request-due-in-the-past = Rok je u prošlosti. Izaberite neki dan od danas pa nadalje.
refusal-data-request-closed = Zahtev za podatke je zatvoren. Više se ništa ne dostavlja i ne menja.
refusal-data-request-not-a-recipient = Zahtev za podatke nije upućen ovoj instituciji.
refusal-data-request-does-not-fit = Neki odgovori nisu u skladu sa obrascem. Pogledajte označena polja; ništa nije sačuvano.
refusal-data-request-not-confirmed = Neki odgovori se znatno razlikuju od onih iz prošlog perioda. Proverite ih i potvrdite one koji su tačni.
refusal-data-request-already-submitted = Odgovori su već dostavljeni. Umesto toga ih ispravite.
refusal-data-request-nothing-submitted = Institucija još ništa nije dostavila.
refusal-data-request-not-waiting = Nema odgovora koji čekaju da budu prihvaćeni ili vraćeni.
refusal-data-request-nothing-owed = Institucija ovde nema obaveza. Njeni odgovori su u Sekretarijatu.
refusal-data-request-no-such-field = Komentar se odnosi na polje koje obrazac nema.

refusal-institution-not-registered = Takva institucija ne postoji. Prvo je treba registrovati.
refusal-institution-already-registered = Institucija sa tom oznakom je već registrovana. Umesto toga promenite njene nazive.
refusal-institution-names-incomplete = Instituciji treba naziv na albanskom, srpskom i engleskom.
refusal-institution-inactive = Institucija više ne učestvuje.
refusal-institution-has-focal-point = Institucija već ima kontakt osobu. Umesto toga obavite primopredaju dužnosti.
refusal-institution-has-no-focal-point = Institucija nema kontakt osobu koja bi predala dužnost. Imenujte je.
refusal-institution-person-in-post = Ta osoba ovde već ima dužnost.
refusal-institution-sealed-for-another = Lično polje je šifrovano za drugu osobu.
refusal-institution-absence-over = To odsustvo bi već bilo završeno. Navedite poslednji dan koji tek dolazi.
refusal-institution-no-such-person = Takva osoba nema dužnost u ovoj instituciji.
refusal-invitation-unknown = Ova pozivnica nije poznata ili je zamenjena novijom. Zatražite novu od Sekretarijata.
refusal-invitation-used = Ova pozivnica je već iskorišćena. Zatražite novu od Sekretarijata.
refusal-invitation-expired = Ova pozivnica je istekla. Zatražite novu od Sekretarijata.

refusal-meeting-not-scheduled = Takav sastanak ne postoji. Prvo ga treba zakazati.
refusal-meeting-already-scheduled = Sastanak sa tom oznakom je već zakazan. Umesto toga ga pomerite.
refusal-meeting-in-the-past = Datum je u prošlosti. Izaberite neki dan od danas pa nadalje.
refusal-meeting-length-impossible = Sastanak traje od 1 minuta do 2 dana.
refusal-meeting-already-held = Sastanak je već održan.
refusal-meeting-cancelled = Sastanak je otkazan.
refusal-meeting-not-held-yet = Sastanak još nije održan.
refusal-meeting-still-to-come = Dan sastanka još nije došao.
refusal-meeting-not-invited = Institucija nije pozvana na ovaj sastanak.
refusal-meeting-no-minutes = Nema zapisnika za odobravanje. Prvo ga unesite.
refusal-meeting-minutes-approved = Zapisnik je odobren i više ne može da se menja.
refusal-meeting-raised-twice = Zadatak sa tom oznakom je već dodeljen na ovom sastanku.
refusal-meeting-raised-due-past = Rok nekog zadatka je u prošlosti. Izaberite neki dan od danas pa nadalje.

refusal-milestone-already-recorded = Ključni događaj sa tom oznakom je već zabeležen.
refusal-milestone-ends-before-it-begins = Ključni događaj se završava pre nego što počne. Proverite datume.

refusal-notification-not-planned = Takvo obaveštenje ne postoji. Prvo ga treba planirati.
refusal-notification-not-sent = Obaveštenje nije poslato, pa na njega ne može da se odgovori.
refusal-notification-planned-otherwise = Ovaj tok pripada drugom obaveštenju.

refusal-reminder-not-planned = Takav podsetnik ne postoji. Prvo ga treba planirati.
refusal-reminder-not-sent = Podsetnik još nije poslat, pa na njega ne može da se odgovori.
refusal-reminder-planned-otherwise = Ovaj podsetnik se odnosi na drugi zadatak.

refusal-strategy-objective-not-set = Takav cilj ne postoji. Prvo ga treba postaviti.
refusal-strategy-objective-already-set = Cilj sa tom oznakom je već postavljen.
refusal-strategy-activity-id-taken = Cilj već ima drugu aktivnost sa tom oznakom.
refusal-strategy-indicator-unknown = Cilj nema takav pokazatelj. Prvo ga treba odrediti.
refusal-strategy-unit-of-computed = Pokazatelj koji se izračunava iz dnevnika ima svoju jedinicu. Izostavite jedinicu.
refusal-strategy-one-institution-only = Procenti i dani se ne sabiraju. Navedite jednu instituciju koja ih prijavljuje.
refusal-strategy-has-values = Već postoje vrednosti u sadašnjoj jedinici pokazatelja. Odredite drugi pokazatelj.
refusal-strategy-baseline-to-come = Dan polazne vrednosti je u budućnosti. Polazna vrednost pokazuje ranije stanje.
refusal-strategy-is-computed = Ovaj pokazatelj se izračunava iz dnevnika. Niko ga ne prijavljuje.
refusal-strategy-no-unit = Još nije određeno šta pokazatelj broji. Prvo odredite jedinicu.
refusal-strategy-not-a-source = Ova institucija ne prijavljuje taj pokazatelj.
refusal-strategy-period-not-over = Period još nije završen. Prijavite vrednost kada se završi.
refusal-strategy-parts-do-not-fit = Delovi vrednosti nisu oni po kojima se pokazatelj razvrstava ili ne daju njen zbir.
refusal-strategy-already-reported = Institucija je već prijavila vrednost za ovaj period. Umesto toga ispravite tu vrednost.
refusal-strategy-not-reported = Institucija još nije prijavila vrednost za ovaj period.

refusal-subgroup-not-formed = Takva podgrupa ne postoji. Prvo je treba osnovati.
refusal-subgroup-already-formed = Podgrupa sa tom oznakom već postoji.
refusal-subgroup-dissolved = Podgrupa je raspuštena.
refusal-subgroup-chair-not-member = Institucija predsedavajućeg nije članica podgrupe. Prvo je primite.
refusal-subgroup-chair-leaves = Institucija predsedavajućeg ne može da napusti podgrupu. Prvo imenujte drugu osobu za predsedavanje.

refusal-training-not-planned = Takav modul ne postoji. Prvo ga treba planirati.
refusal-training-already-planned = Modul sa tom oznakom je već planiran.
refusal-training-ends-before-it-begins = Modul se završava pre nego što počne. Proverite mesece.
refusal-training-days-reversed = Najmanji broj dana je veći od najvećeg. Proverite dane.
refusal-training-sealed-for-another = Ime je šifrovano za drugu osobu.
refusal-training-code-taken = Drugi sertifikat već ima taj kod. Napravite novi kod.
refusal-training-certificate-expired-already = Poslednji dan važenja sertifikata je u prošlosti. Izaberite kasniji.
refusal-training-not-a-trainer = Ta osoba nema sertifikat za ovaj modul.
refusal-training-trainer-still-certified = Sertifikat trenera još nije istekao.
refusal-training-trainer-not-certified = Sertifikat jednog trenera ne važi poslednjeg dana sesije. Prvo obnovite sertifikat.
refusal-training-session-id-taken = Modul već ima drugu sesiju sa tom oznakom.
refusal-training-session-in-the-past = Početak sesije je u prošlosti. Izaberite neki dan od danas pa nadalje.
refusal-training-session-unknown = Modul nema takvu sesiju.
refusal-training-session-delivered = Sesija je već održana.
refusal-training-session-cancelled = Sesija je otkazana.
refusal-training-session-still-to-come = Sesija još nije počela.
refusal-training-not-enrolled = Neka osoba sa spiska nije prijavljena za sesiju. Prvo je prijavite.
refusal-training-attendance-has-certificate = Neka osoba koja nije na spisku već ima sertifikat ove sesije.
refusal-training-did-not-attend = Ta osoba nije prisustvovala sesiji.
refusal-training-certificate-issued-already = Ta osoba već ima sertifikat ove sesije.
