# E-mails: what their subject lines, headings and links say, what stands below each of them, and the page that a link in one opens.

email-answer-by-reply = Možete jednostavno odgovoriti na ovu poruku; citirani tekst se ne čita.
email-links-are-yours = Linkovi su samo za Vas i važe sedam dana: ko ih otvori, postupa u Vaše ime. Molimo Vas da ih nikome ne prosleđujete.
email-why = Ovu poruku dobijate kao kontakt osoba ili zamena.
email-unsubscribe = Ne šaljite mi više poruke e-poštom

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

email-section-referrals = Upućivanja
email-section-training = Obuka
email-section-decided = Odluke o Vašim zadacima
email-section-reported = Čeka Vašu odluku
email-section-late-elsewhere = Druge institucije
email-section-unreachable = Do koga poruke ne stižu

email-step-accept = Preuzimamo
email-step-complete = Završeno
email-step-request-extension = +1 nedelja
email-step-verify = Potvrdi
email-step-grant-extension = Odobri rok do { $date-until }
email-step-refuse-extension = Odbij produženje roka
email-open-form = Otvori obrazac

email-answer-in-the-calendar = Molimo Vas da na poziv odgovorite u svom kalendaru ili odgovorom na ovu poruku: to važi kao odgovor Vaše institucije.
email-tell-the-secretariat = Ovo se ne rešava odgovorom na ovu poruku: molimo Vas da odgovor javite Sekretarijatu, koji ga beleži.
email-session-ahead = Podsetnik: izvodite obuku { $module }, { $days }{ $place }. Prijavljeno: { $enrolled }.
email-lost-chat = Razgovor preko kojeg ste dobijali poruke za instituciju { $institution } više nije povezan. Ako to niste uradili Vi ili Sekretarijat, molimo Vas da obavestite Sekretarijat.

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
