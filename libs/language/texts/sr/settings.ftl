# Šta osoba može da podesi i šta bot zna o njoj.

commands-settings = Kada Vam pišem
commands-away = Najava odsustva
commands-back = Povratak na posao
commands-whoami = Kako Vas sistem prepoznaje
commands-post = Za koju instituciju govorim
commands-privacy = Šta se čuva
settings-heading = <b>Kada Vam pišem</b>
settings-digest-at = Jutarnja poruka stiže u { $hour }:00.
settings-digest-usual = Jutarnja poruka stiže u uobičajeno vreme.
settings-quiet = Bez poruka od { $from } do { $until }.
settings-quiet-usual = Bez poruka u uobičajeno vreme odmora.
settings-away = Vaše odsustvo: od { $from-from } do { $until-until }.
settings-how = Neradnim danima ne pišem. Izaberite ispod:
settings-weekly-at = Jutarnja poruka stiže jednom nedeljno, u { $hour }:00.
settings-weekly-usual = Jutarnja poruka stiže jednom nedeljno, u uobičajeno vreme.
settings-not-told = Bez obaveštenja: { $subjects }.
settings-by-telegram = Pišem Vam u ovom razgovoru, ne e-poštom.
settings-by-email = Pišem Vam e-poštom: { $address }
settings-by-both = Pišem Vam u ovom razgovoru i e-poštom: { $address }
settings-email-missing = Izabrali ste e-poštu, ali nemam Vašu adresu e-pošte: pritisnite „Telegram ili e-pošta“.
settings-morning = <b>Jutarnja poruka</b>
    U koliko sati i koliko često da stiže? Ono što ne može da čeka stiže posebno, svakog radnog dana.
settings-quiet-hours = <b>Sati bez poruka</b>
    Kada da Vam ne pišem?
settings-subjects = <b>O čemu Vam javljam</b>
    ✅ javljam Vam, ▫️ ne javljam; pritisnite da promenite. O zadacima, upućivanjima i odlukama o njima javljam uvek.
settings-channels = <b>Telegram ili e-pošta</b>
    Gde da Vam pišem?
settings-wait = Nešto drugo od Vas još nije sačuvano, pa ništa nije promenjeno. Molimo Vas da uskoro pritisnete ponovo.
told-of-data-requests = zahtevi za podatke
told-of-indicator-values = vrednosti pokazatelja
told-of-meetings = sastanci
told-of-training = obuke
told-of-overviews = osvrt na nedelju ili mesec
button-settings-morning = ☀️ Jutarnja poruka
button-settings-quiet = 🌙 Sati bez poruka
button-settings-subjects = 📋 O čemu Vam javljam
button-settings-channels = ✉️ Telegram ili e-pošta
button-each-working-day = Svakog radnog dana
button-once-a-week = Jednom nedeljno
button-by-telegram = Telegram
button-by-email = E-pošta
button-by-both = Oboje
button-address-give = Unesi adresu e-pošte
button-address-change = Promeni adresu e-pošte
button-address-forget = Obriši adresu e-pošte
button-address-own = ✅ Da, moja je
button-address-not-own = Ne
address-ask = Koja je Vaša adresa e-pošte? Napišite samo adresu, npr. ime@example.org.
address-none = U ovoj poruci ne vidim adresu e-pošte i ništa nije zabeleženo. Molimo Vas da napišete samo adresu, npr. ime@example.org, latinicom bez kvačica – ili pritisnite „Otkaži“ da pišete nešto drugo.
address-own = Da li je <b>{ $address }</b> Vaša adresa e-pošte? Obaveštenja će stizati tamo.
email-not-offered = E-pošta ovde nije podešena, pa ništa nije promenjeno. I dalje Vam pišem u ovom razgovoru.
button-hour = ☀️ { $hour }:00
button-quiet = 🌙 { $from }–{ $until }
button-away = 🏖 Najavi odsustvo
button-back-at-work = 👋 Povratak na posao
away-ask = Do kada traje Vaše odsustvo? Napišite na primer „do petka“ ili „15. jul“.
away-which-day = Na koji dan ste mislili?
away-noted = Zabeleženo je Vaše odsustvo do { $date-until }. Podsetnike u međuvremenu dobija { $name }.
away-noted-nobody = Zabeleženo je Vaše odsustvo do { $date-until }. Nemate zamenu, pa podsetnici i dalje stižu Vama. Sekretarijat može da odredi zamenu.
back-noted = Dobro došli nazad. Podsetnici ponovo stižu Vama.
whoami-focal-point = { $name }, kontakt osoba institucije <b>{ $institution }</b>.
whoami-deputy = { $name } zamenjuje kontakt osobu institucije <b>{ $institution }</b>.
whoami-chair = Predsedavate podgrupom <b>{ $subgroup }</b>.
whoami-stands-in = Dok traje odsustvo predsedavajućeg podgrupe { $subgroup }, do { $date-until }, Vi ste zamena: /board
whoami-secretariat = Vidite ono što vidi Sekretarijat.
privacy =
    <b>Šta se čuva</b>
    O Vama: ime, dužnost, jezik, ovaj razgovor i, ako su dati, službeni broj telefona i adresa e-pošte, sve šifrovano ključem koji je samo Vaš; i ono što ste javili o zadacima.
    O žrtvama: ništa što govori ko su. Poruke sa imenima, brojevima, datotekama ili fotografijama se ne čuvaju i brišu se iz razgovora kada Telegram to dozvoljava.
    Za brisanje Vaših podataka obratite se Sekretarijatu: on briše Vaš ključ i tada niko više ne može da pročita Vaše podatke, ni u rezervnim kopijama. Ono što je Vaša institucija uradila ostaje zabeleženo.
