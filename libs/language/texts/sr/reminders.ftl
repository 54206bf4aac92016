# Šta će osobi biti javljeno u narednim danima, koliko se zna.

commands-reminders = Šta ću Vam javiti narednih dana
ahead-heading = <b>Šta ću Vam javiti u narednih sedam dana</b>
ahead-at = <b>{ $date } u { $time }</b>
ahead-nothing = Koliko se sada zna, u narednih sedam dana nemam šta da Vam javim.
ahead-as-known = Tako stoji sada: ono što se u međuvremenu javi ili odluči to menja. /settings – kada i o čemu Vam pišem
ahead-and-more = { $list } i još { $count }

ahead-tasks-late = • { $count ->
    [one] { $count } zadatak kasni
    [few] { $count } zadatka kasne
   *[other] { $count } zadataka kasni
}: br. { $list }
ahead-tasks-today = • { $count ->
    [one] { $count } zadatak sa rokom tog dana
    [few] { $count } zadatka sa rokom tog dana
   *[other] { $count } zadataka sa rokom tog dana
}: br. { $list }
ahead-tasks-due-soon = • { $count ->
    [one] { $count } zadatak sa skorim rokom
    [few] { $count } zadatka sa skorim rokom
   *[other] { $count } zadataka sa skorim rokom
}: br. { $list }
ahead-tasks-new = • { $count ->
    [one] { $count } nov zadatak
    [few] { $count } nova zadatka
   *[other] { $count } novih zadataka
}: br. { $list }
ahead-tasks-late-elsewhere = • { $count ->
    [one] { $count } zadatak kasni i traži Vašu pažnju
    [few] { $count } zadatka kasne i traže Vašu pažnju
   *[other] { $count } zadataka kasni i traži Vašu pažnju
}: { $list }
ahead-tasks-decided = • šta je odlučeno o Vašim zadacima: { $list }
ahead-tasks-reported = • šta čeka Vašu odluku: { $list }
ahead-tasks-nudged = • predsedavajući pita dokle se stiglo: { $list }
ahead-tasks-not-arrived = • Vaše pitanje nije stiglo do nadležne institucije: { $list }
ahead-tasks-put-off = • tražili ste ponovni podsetnik: { $list }
ahead-referrals-offered = • { $count ->
    [one] { $count } upućivanje čeka Vaš odgovor
    [few] { $count } upućivanja čekaju Vaš odgovor
   *[other] { $count } upućivanja čeka Vaš odgovor
}
ahead-referrals-late = • { $count ->
    [one] { $count } upućivanje bez odgovora u roku
    [few] { $count } upućivanja bez odgovora u roku
   *[other] { $count } upućivanja bez odgovora u roku
}
ahead-referrals-answered = • { $count ->
    [one] odgovor na { $count } upućivanje
    [few] odgovori na { $count } upućivanja
   *[other] odgovori na { $count } upućivanja
}
ahead-data-nudged = • Sekretarijat ponovo traži podatke: { $list }
ahead-data-returned = • podaci vraćeni na ispravku: { $list }
ahead-data-new = • novi zahtevi za podatke: { $list }
ahead-data-overdue = • zahtevi za podatke koji kasne: { $list }
ahead-data-today = • zahtevi za podatke sa rokom tog dana: { $list }
ahead-data-soon = • zahtevi za podatke sa skorim rokom: { $list }
ahead-values = • { $count ->
    [one] { $count } vrednost pokazatelja koju treba javiti
    [few] { $count } vrednosti pokazatelja koje treba javiti
   *[other] { $count } vrednosti pokazatelja koje treba javiti
}
ahead-meetings-invited = • poziv na sastanak: { $list }
ahead-meetings-moved = • sastanak u drugo vreme: { $list }
ahead-meetings-called-off = • otkazan sastanak: { $list }
ahead-meetings-day-before = • predstojeći sastanak: { $list }
ahead-meetings-hour-before = • sastanak u roku od sat vremena: { $list }
ahead-meetings-account = • zapisnik i odluke: { $list }
ahead-training-idle = • dugo nije održana nijedna sesija obuke
ahead-training-session = • predstojeća sesija obuke: { $list }
ahead-training-attendance = • treba evidentirati prisustvo na sesiji obuke: { $list }
ahead-briefing = • pregled dužnosti koju ste preuzeli
ahead-week = • nedelja podgrupe, ako je bilo promena: { $list }
ahead-month = • mesec u brojkama: { $list }
ahead-unreachable = • { $count ->
    [one] { $count } osoba do koje poruke ne stižu
    [few] { $count } osobe do kojih poruke ne stižu
   *[other] { $count } osoba do kojih poruke ne stižu
}
ahead-nobody-reached = • niko tamo ne dobija poruke: { $list }
ahead-group-silent = • grupa ne prima poruke: { $list }

ahead-why-focal-point = jer ste kontakt osoba
ahead-why-stands-in = jer zamenjujete kontakt osobu
ahead-why-chair = jer predsedavate podgrupom { $subgroup }
ahead-why-stands-in-for-chair = jer zamenjujete predsedavajućeg podgrupe { $subgroup }
ahead-why-secretariat = jer ste u Sekretarijatu
ahead-why-coordinator = jer ste kod Koordinatora
ahead-why-case-coordinator = jer koordinirate slučaj
ahead-why-person = jer se tiče Vas lično
