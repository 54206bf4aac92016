### Danas: šta čeka, šta kasni, šta je novo.

page-today-short = Danas
today-title = Danas
today-no-news = Ništa novo od Vaše poslednje posete.
today-late = Kasni
today-nothing-late = Ništa ne kasni.
today-waits = Šta čeka
today-to-verify = Za potvrdu
today-time-asked = Traži se više vremena
today-disputed = Osporeno
today-review = Podaci za pregled
today-look-through = Pregledaj
today-unassigned = Slučajevi bez odgovornog
today-assign = Dodeli
today-undelivered = Neisporučene poruke
today-missing = Sastanci koje treba dopuniti
today-attendance = Nedostaje prisustvo
today-minutes = Nedostaje zapisnik
today-nothing-waits = Ništa Vas ne čeka.
today-lists = Šta kasni i šta čeka
today-none = Ništa.
today-list-answers = Odgovori na zahteve za podatke koji kasne
today-list-values = Vrednosti pokazatelja koje nedostaju
today-list-referrals = Upućivanja bez odgovora u roku
today-quarter-until = tromesečje do { $date }
today-news-title = Novo od poslednje posete
today-news = { $count ->
     [one] Od Vaše poslednje posete: { $count } promena
     [few] Od Vaše poslednje posete: { $count } promene
    *[other] Od Vaše poslednje posete: { $count } promena
}
today-news-more = { $count ->
     [one] Od Vaše poslednje posete: više od { $count } promena
     [few] Od Vaše poslednje posete: više od { $count } promena
    *[other] Od Vaše poslednje posete: više od { $count } promena
}
today-all = { $count ->
     [one] Svih { $count }
     [few] Sva { $count }
    *[other] Svih { $count }
}
today-first = { $count ->
     [one] Prikazano je prvih { $count }.
     [few] Prikazano je prvih { $count }.
    *[other] Prikazano je prvih { $count }.
}
today-late-items = { $count ->
     [one] { $count } zadatak
     [few] { $count } zadatka
    *[other] { $count } zadataka
}
today-late-answers = { $count ->
     [one] { $count } odgovor na zahtev za podatke
     [few] { $count } odgovora na zahteve za podatke
    *[other] { $count } odgovora na zahteve za podatke
}
today-late-values = { $count ->
     [one] { $count } vrednost pokazatelja
     [few] { $count } vrednosti pokazatelja
    *[other] { $count } vrednosti pokazatelja
}
today-late-referrals = { $count ->
     [one] { $count } upućivanje
     [few] { $count } upućivanja
    *[other] { $count } upućivanja
}
