# E-mails: what stands below each of them, and the page that a link in one opens.

email-answer-by-reply = Možete jednostavno odgovoriti na ovu poruku; citirani tekst se ne čita.
email-links-are-yours = Linkovi su samo za Vas i važe sedam dana: ko ih otvori, postupa u Vaše ime. Molimo Vas da ih nikome ne prosleđujete.
email-why = Ovu poruku dobijate kao kontakt osoba ili zamena.
email-unsubscribe = Ne šaljite mi više poruke e-poštom

page-link = Jedan korak, bez prijave
page-link-for = U ime: { $name }
page-link-owner = Institucija
page-link-due = Rok
page-link-accept = Preuzimate li ovaj zadatak?
page-link-complete = Da li da se ovaj zadatak označi kao završen?
page-link-request-extension = Da li da se zatraži produženje roka do { $date-until }?
page-link-verify = Da li da se potvrdi da je ovaj zadatak završen?
page-link-grant-extension = Da li da se odobri rok do { $date-until }?
page-link-refuse-extension = Da li da se odbije produženje roka?
page-link-button-accept = Da, preuzimamo
page-link-button-complete = Da, završen je
page-link-button-request-extension = Da, zatraži produženje
page-link-button-verify = Da, potvrdi
page-link-button-grant-extension = Da, odobri rok
page-link-button-refuse-extension = Da, odbij
page-link-nothing-yet = Još ništa nije urađeno: to čini samo dugme.
page-link-done = Sačuvano je. Možete zatvoriti ovu stranicu.
page-link-used = Ovaj link je već iskorišćen; ništa nije promenjeno.
page-link-expired = Ovaj link je istekao. Novi stiže sa sledećom porukom.
page-link-forged = Ovaj link ne važi. Otvorite ga ponovo iz poruke ili ga kopirajte celog.
page-link-not-in-post = Ovaj link je za nekoga ko više nije na toj dužnosti.
page-link-no-task = Ovaj zadatak više ne postoji.
page-link-over = Ovaj korak više nije potreban: zadatak je u međuvremenu odmakao.

page-mail-stop = Bez poruka e-poštom
page-mail-stop-chat-stays = Od tada Vam se sve javlja samo u razgovoru. E-poštu tamo možete ponovo izabrati pomoću /settings.
page-mail-stop-no-chat = Nijedan razgovor nije povezan s Vama: od tada Vam odavde ne stiže ništa, ni zadaci ni sastanci. Vaša zamena i Sekretarijat vide da Vam poruke ne stižu.
page-mail-stop-button = Ne šaljite mi više poruke
page-mail-stopped = Više nećete dobijati poruke e-poštom. Sve Vam se javlja u razgovoru; tamo možete ponovo izabrati e-poštu pomoću /settings.
page-mail-stopped-no-chat = Više nećete dobijati poruke e-poštom. Nijedan razgovor nije povezan s Vama, pa Vam sada ne stiže ništa: da biste to promenili, obratite se Sekretarijatu.
