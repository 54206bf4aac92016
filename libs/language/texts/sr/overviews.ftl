# Osvrt u razgovoru: nedelja predsedavajućeg, mesec Koordinatora.

commands-week = Poslednjih sedam dana Vaše podgrupe
help-week = /week – poslednjih sedam dana Vaše podgrupe i šta sledi
commands-month = Mesec u brojkama
help-month = /month – poslednji mesec kao slika i kao dokument

week-heading = <b>{ $subgroup }</b>: nedelja od { $from-from } do { $until-until }
week-nothing = <b>{ $subgroup }</b>: od { $from-from } do { $until-until } nije bilo promena, a u narednim danima nema rokova.
week-not-chair = Komanda /week je za predsedavajuće podgrupa. Vaše zadatke prikazuje /tasks.
week-to-verify = <b>Čekaju Vašu potvrdu ({ $count })</b>
week-asking = <b>Traže produženje roka ({ $count })</b>
week-disclaimed = <b>Osporeno: odlučite čije je ({ $count })</b>
week-overdue = <b>Kasne ({ $count })</b>
week-blocked = <b>Blokirano ({ $count })</b>
week-due = <b>Rok u narednim danima ({ $count })</b>
week-meetings = <b>Predstojeći sastanci ({ $count })</b>
week-done = <b>Završeno ({ $count })</b>
week-decided = <b>Odlučeno ({ $count })</b>
week-assigned = { $count ->
    [one] Dodeljen je { $count } zadatak.
    [few] Dodeljena su { $count } zadatka.
   *[other] Dodeljeno je { $count } zadataka.
}
week-more = … i još { $count }
week-line-due = • { $institution }: { $title } – rok: { $date }
week-line-done = • { $institution }: { $title } – završeno: { $date }
week-line-asking = • { $institution }: { $title } – traži se rok do { $date-until }
week-line-meeting = • { $date }: { $title }
week-line-decided = • { $decision }
button-board = Prikaži zadatke podgrupe

month-heading = <b>{ $month } u brojkama</b>
button-month-before = { $month }
month-not-yours = Komanda /month je za Koordinatora i Sekretarijat. Vaše zadatke prikazuje /tasks.
month-file = mesec
month-document = Mesec kao dokument
month-hidden = manje od 5
month-due = Zadaci sa rokom: { $total } – završeno na vreme: { $time }, sa zakašnjenjem: { $late }, nezavršeno: { $missed }
month-share = Završeno na vreme: { $now }% (mesec ranije { $before }%)
month-open = Dodeljeno: { $assigned }. Sada kasni: { $overdue }, blokirano: { $blocked }, osporeno: { $disclaimed }, čeka potvrdu: { $verify }
month-meetings = Održano sastanaka: { $held }; odziv pozvanih: { $came }%; odluka: { $decisions }
month-no-meetings = Nije održan nijedan sastanak
month-answers = Zahtevi za podatke sa rokom: { $total } – odgovor na vreme: { $time }, sa zakašnjenjem: { $late }, bez odgovora: { $missed }
month-unanswered = Vrednosti pokazatelja koje sada nedostaju: { $values }; obaveštenja predsedavajućem ili Sekretarijatu o zadacima koji kasne, posle kojih se ništa nije dogodilo: { $escalations }
month-cases = Otvoreno slučajeva: { $opened }; upućivanja: { $referred }; čeka odgovor: { $waiting }; bez nadležnog: { $unassigned }
month-training = Održane sesije obuke: { $sessions }; polaznika: { $trained }
month-measurable = Merljivih ciljeva: { $measurable } od { $all }
month-picture-title = Zadaci po rokovima; poslednji mesec: { $month }
month-legend-in-time = na vreme
month-legend-late = sa zakašnjenjem
month-legend-missed = nezavršeno
month-kind = Mesečni pregled
month-lead = Mehanizam koordinacije u brojkama, na dan { $day }. Brojevi slučajeva manji od 5 se ne prikazuju.
month-section-figures = Brojke
month-section-course = Šest meseci
month-section-institutions = Institucije
month-institution-overdue = sada kasni: { $count }
month-nothing = ništa
month-foot = focalpoint, { $day }

## Šta kasni, za predsedavajuće, Sekretarijat i Koordinatora
commands-late = Zadaci koji kasne
help-late = /late – koji zadaci kasne
button-late = Zadaci koji kasne ({ $count })
month-on-the-page = <a href="{ $link }">Svaka brojka sa svojim spiskom</a>
late-not-yours = Komanda /late je za predsedavajuće podgrupa, Sekretarijat i Koordinatora. Vaše zadatke prikazuje /tasks.
late-none = Nijedan zadatak ne kasni.
late-heading = <b>{ $count ->
    [one] { $count } zadatak kasni
    [few] { $count } zadatka kasne
   *[other] { $count } zadataka kasni
}</b>
late-line = • { $institution }: { $title } – rok: { $date }, { $days ->
    [one] { $days } dan zakašnjenja
    [few] { $days } dana zakašnjenja
   *[other] { $days } dana zakašnjenja
}
late-on-the-page = <a href="{ $link }">Spisak sa poslednjim odgovorom i poslednjim obaveštenjem</a>
