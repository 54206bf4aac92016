# Uklanjanje onoga što ne treba čuvati: ko je neko, ili tekst koji nije trebalo da uđe.

event-erasure-asked = Zatraženo brisanje
event-erasure-withdrawn = Povučen zahtev za brisanje
event-erasure-confirmed = Potvrđeno brisanje
event-erasure-carried-out = Izvršeno brisanje
page-audit-act-erasure-asked = zatraženo brisanje
page-audit-act-erasure-withdrawn = povučen zahtev za brisanje
page-audit-act-erasure-confirmed = potvrđeno brisanje
page-audit-act-erasure-carried-out = izvršeno brisanje
