# Šta osoba može da podesi i šta bot zna o njoj.

commands-settings = Kada Vam pišem
commands-away = Biću odsutan
commands-back = Vratio sam se
commands-whoami = Ko ste za mene
commands-privacy = Šta se čuva
settings-heading = <b>Kada Vam pišem</b>
settings-digest-at = Jutarnja poruka dolazi u { $hour }:00.
settings-digest-usual = Jutarnja poruka dolazi u uobičajeno vreme.
settings-quiet = Tišina od { $from } do { $until }.
settings-quiet-usual = Tišina u uobičajeno vreme.
settings-away = Odsutni ste od { $from } do { $until }.
settings-how = Neradnim danima ne pišem. Izaberite ispod:
button-hour = ☀️ { $hour }:00
button-quiet = 🌙 { $from }–{ $until }
button-away = 🏖 Biću odsutan
button-back-at-work = 👋 Vratio sam se
digest-hour-chosen = Jutarnja poruka dolaziće u { $hour }:00.
quiet-hours-set = Tišina od { $from } do { $until }.
away-ask = Do kada ćete biti odsutni? Napišite na primer „do petka“ ili „15. jul“.
away-which-day = Na koji dan ste mislili?
away-noted = Zabeleženo: odsutni ste do { $date }. Podsetnike za to vreme dobija { $name }.
away-noted-nobody = Zabeleženo: odsutni ste do { $date }. Niko Vas u razgovoru ne zamenjuje, pa podsetnici i dalje stižu Vama. Sekretarijat može da odredi zamenika.
back-noted = Dobro došli nazad. Podsetnici ponovo stižu Vama.
whoami-focal-point = { $name }, kontakt osoba: <b>{ $institution }</b>.
whoami-deputy = { $name }, zamenik kontakt osobe: <b>{ $institution }</b>.
whoami-chair = Predsedavate podgrupom <b>{ $subgroup }</b>.
whoami-secretariat = Vidite ono što vidi Sekretarijat.
privacy =
    <b>Šta se čuva</b>
    O Vama: ime, funkcija, jezik, ovaj razgovor i, ako je dat, službeni broj telefona, sve šifrovano Vašim sopstvenim ključem; i šta ste javili o zadacima.
    O žrtvama: ništa što govori ko su. Poruke sa imenima, brojevima, datotekama ili fotografijama se ne čuvaju i brišu se iz razgovora kada Telegram to dozvoljava.
    Da budete zaboravljeni, obratite se Sekretarijatu: on briše Vaš ključ i tada niko više ne može da pročita Vaše podatke, ni u rezervnim kopijama. Ono što je vaša institucija uradila ostaje.
