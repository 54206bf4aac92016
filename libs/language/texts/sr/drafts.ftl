# Ono što je uneto, a još nije poslato, i dvoje na istoj stvari.

page-drafts = Vaši nacrti
page-drafts-what = Ono što ste uneli u obrasce, a niste poslali. Niko drugi to ne vidi. Nacrt se briše { $days } dana nakon što ste ga poslednji put menjali, i kada napustite dužnost.
page-draft-kept = Još nije poslato, uneto { $at }
page-draft-keep = Sačuvaj kao nacrt
page-draft-discard = Odbaci nacrt
page-draft-failed = Nije sačuvano: nacrt nije mogao da se sačuva. Pokušava se ponovo samo od sebe.
page-draft-nothing = Ništa se ne čuva: obrazac je prazan.
page-draft-not-all = Nije sačuvano sve: pogledajte šta piše kod polja.
page-draft-look = Ono što se ovako ne čuva
page-draft-back = Nazad na stranicu
page-overtaken = Neko drugi je u međuvremenu promenio isto.
page-overtaken-what = Ništa Vaše nije sačuvano i ništa nije izgubljeno: ovde su oba teksta, a Vaš je i dalje u obrascu. Izmenite ga po potrebi, pa pošaljite ponovo.
page-overtaken-theirs = Kako je sada
page-overtaken-mine = Vaš tekst
page-form-gone = Ono što ste uneli više ne može da se pošalje
page-failure-overtaken = Neko drugi je u međuvremenu promenio isto i ništa Vaše nije sačuvano. Otvorite stranicu ponovo, pogledajte šta je urađeno, pa uradite svoje.
page-failure-drafts-full = Nacrt nije sačuvan: imate ih onoliko koliko ih najviše može biti. Pošaljite ili odbacite neki.
page-failure-draft-large = Nacrt nije sačuvan: predugačak je. Pošaljite obrazac ili ga skratite.
page-failure-draft-not-kept = Nacrt trenutno nije mogao da se sačuva. Pokušajte ponovo za koji trenutak.
page-signed-out-draft = Sačuvano je i kao nacrt: kada se prijavite, naći ćete ga u njegovom obrascu.
page-unsent = Poslato { $at }, ali nije primljeno
page-unsent-send = Pošalji sada
page-unsent-kept = Čuva se za Vas jedan sat: čim se ponovo zna ko ste, pošaljite sa stranice koja se tada otvori.
data-page-overtaken = Neko drugi iz Vaše institucije je u međuvremenu odgovorio. Ništa Vaše nije sačuvano: njihovi odgovori stoje pored Vaših. Proverite ih, pa pošaljite ponovo.
data-page-theirs = Kako je sada: { $answer }
