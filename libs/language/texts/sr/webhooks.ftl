page-webhooks = Odlazne veze (webhook)
page-webhooks-lead = Središte šalje događaje drugom Vašem sistemu čim se dogode: oznake, datume i faze, nikada slučaj, osobu ili ono što je neko napisao.
page-webhooks-open = Odlazne veze
page-webhooks-none = Nemate nijednu odlaznu vezu.
page-webhooks-others = Drugih osoba
page-webhooks-not-set-up = Odlazne veze ovde nisu postavljene: nedostaje ključ koji potpisuje linkove.
page-webhook-name = Naziv
page-webhook-maker = Napravio
page-webhook-address = Adresa
page-webhook-address-hint = Gde primalac osluškuje, počinje sa https://. Adrese privatne mreže se odbijaju.
page-webhook-address-not-https = Napišite celu adresu, koja počinje sa https://.
page-webhook-address-malformed = Ovo nije adresa. Prepišite je kako je primalac prikazuje, na primer https://example.org/hook.
page-webhook-address-says-more = Napišite adresu bez korisničkog imena, lozinke ili znaka #.
page-webhook-kinds-action-item = Zadaci
page-webhook-kinds-meeting = Sastanci
page-webhook-kinds-data-request = Zahtevi za podatke
page-webhook-kinds-strategy = Strategija
page-webhook-kinds-milestone = Ključni događaji
page-webhook-kinds-hint = Šalje Vam se ono što u tom trenutku smete da vidite, i ništa kada napustite dužnost.
page-webhook-standing = Stanje
page-webhook-standing-active = šalje
page-webhook-standing-paused = pauzirano: ono što se dogodi čeka
page-webhook-standing-disabled = zaustavljeno
page-webhook-cause-gone = primalac kaže da više ne postoji
page-webhook-cause-lasting-failure = tri dana ništa nije moglo da se isporuči
page-webhook-cause-maker-left = ko ju je napravio napustio je dužnost
page-webhook-new = Nova odlazna veza
page-webhook-make = Napravi vezu
page-webhook-change-head = Izmeni
page-webhook-change = Sačuvaj izmenu
page-webhook-pause = Pauziraj
page-webhook-resume = Nastavi
page-webhook-test = Pošalji probnu poruku
page-webhook-renew-secret = Napravi novu tajnu
page-webhook-remove = Ukloni
page-webhook-secret = Tajna
page-webhook-secret-hint = Prepišite je sada kod primaoca: prikazuje se jednom i nigde se ne čuva. Poruke se njome potpisuju prema Standard Webhooks. Prethodna tajna važi još jedan dan.
page-webhook-messages = Poruke
page-webhook-messages-none = Još ništa nije poslato.
page-webhook-messages-away = Trenutno se ne može saznati šta je bilo sa porukama. Pogledajte ponovo kasnije.
page-webhook-message-event = Događaj
page-webhook-message-test = Probna poruka
page-webhook-message-state = Stanje
page-webhook-message-answer = Odgovor
page-webhook-message-waiting = čeka
page-webhook-message-delivered = isporučeno
page-webhook-message-dead = nije isporučeno
page-webhook-message-tries = { $count ->
    [0] još nije pokušano
    [one] pokušano { $count } put
    [few] pokušano { $count } puta
   *[other] pokušano { $count } puta
}
page-webhook-message-next = sledeći pokušaj
page-webhook-message-technical = Za primaoca
page-webhook-redrive = Pokušaj ponovo
page-webhook-redrive-all = { $count ->
    [one] Ponovo pokušaj { $count } koja nije isporučena
    [few] Ponovo pokušaj { $count } koje nisu isporučene
   *[other] Ponovo pokušaj { $count } koje nisu isporučene
}
page-webhook-why-unreachable = Niko ne odgovara na adresi, ili se njenom sertifikatu ne veruje. Proverite adresu i primaoca.
page-webhook-why-too-slow = Primalac je predugo čekao. Neka prvo odgovori, a zatim radi.
page-webhook-why-refused = Primalac je nije prihvatio. Pogledajte šta kaže.
page-webhook-why-redirected = Primalac upućuje na drugu adresu, koja se ne prati. Upišite ovde novu adresu.
page-webhook-why-address-not-allowed = Adresa vodi u privatnu mrežu, gde se ništa ne šalje.
page-webhook-why-too-many-waiting = Čekalo je više poruka nego što se drži na čekanju, a ova je bila među najstarijima.
page-webhook-why-gone = Primalac kaže da više ne postoji.
page-webhook-why-disabled = Veza je zaustavljena pre slanja.
page-audit-act-webhook-made = napravljena odlazna veza
page-audit-act-webhook-changed = izmenjena odlazna veza
page-audit-act-webhook-paused = pauzirana odlazna veza
page-audit-act-webhook-resumed = odlazna veza nastavljena
page-audit-act-webhook-secret-renewed = obnovljena tajna odlazne veze
page-audit-act-webhook-removed = uklonjena odlazna veza
page-audit-act-webhook-test-requested = zatražena probna poruka
page-audit-act-webhook-redrive-requested = poruke ponovo pokušane
page-audit-act-webhook-disabled = zaustavljena odlazna veza
refusal-webhook-too-many = Imate dvadeset odlaznih veza. Prvo uklonite jednu.
page-part-webhooks = Odlazne veze
page-part-webhooks-means = Drugim sistemima se to još ne šalje.
page-webhook-message-status = HTTP { $status }
