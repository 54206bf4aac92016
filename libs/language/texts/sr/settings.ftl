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
button-hour = ☀️ { $hour }:00
button-quiet = 🌙 { $from }–{ $until }
button-away = 🏖 Najavi odsustvo
button-back-at-work = 👋 Povratak na posao
digest-hour-chosen = Jutarnja poruka će stizati u { $hour }:00.
quiet-hours-set = Bez poruka od { $from } do { $until }.
away-ask = Do kada traje Vaše odsustvo? Napišite na primer „do petka“ ili „15. jul“.
away-which-day = Na koji dan ste mislili?
away-noted = Zabeleženo je Vaše odsustvo do { $date-until }. Podsetnike u međuvremenu dobija { $name }.
away-noted-nobody = Zabeleženo je Vaše odsustvo do { $date-until }. U razgovoru nemate zamenu, pa podsetnici i dalje stižu Vama. Sekretarijat može da odredi zamenu.
back-noted = Dobro došli nazad. Podsetnici ponovo stižu Vama.
whoami-focal-point = { $name }, kontakt osoba institucije <b>{ $institution }</b>.
whoami-deputy = { $name } zamenjuje kontakt osobu institucije <b>{ $institution }</b>.
whoami-chair = Predsedavate podgrupom <b>{ $subgroup }</b>.
whoami-stands-in = Dok traje odsustvo predsedavajućeg podgrupe { $subgroup }, do { $date-until }, Vi ste zamena: /board
whoami-secretariat = Vidite ono što vidi Sekretarijat.
privacy =
    <b>Šta se čuva</b>
    O Vama: ime, dužnost, jezik, ovaj razgovor i, ako je dat, službeni broj telefona, sve šifrovano ključem koji je samo Vaš; i ono što ste javili o zadacima.
    O žrtvama: ništa što govori ko su. Poruke sa imenima, brojevima, datotekama ili fotografijama se ne čuvaju i brišu se iz razgovora kada Telegram to dozvoljava.
    Za brisanje Vaših podataka obratite se Sekretarijatu: on briše Vaš ključ i tada niko više ne može da pročita Vaše podatke, ni u rezervnim kopijama. Ono što je Vaša institucija uradila ostaje zabeleženo.
