# Osvrt u razgovoru: nedelja predsedavajućeg, mesec Koordinatora.

commands-week = Poslednjih sedam dana vaše podgrupe
help-week = /week – poslednjih sedam dana vaše podgrupe i šta sledi
commands-month = Mesec u brojkama
help-month = /month – poslednji mesec kao slika i kao dokument

week-heading = <b>{ $subgroup }</b>: nedelja od { $from } do { $until }
week-nothing = <b>{ $subgroup }</b>: od { $from } do { $until } se ništa nije dogodilo, a u narednim danima nema rokova.
week-not-chair = Komanda /week je za predsedavajuće podgrupa. Vaše zadatke prikazuje /tasks.
week-to-verify = <b>Čekaju vašu potvrdu ({ $count })</b>
week-asking = <b>Traže još vremena ({ $count })</b>
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
week-line-due = • { $institution }: { $title } – rok { $date }
week-line-done = • { $institution }: { $title } – završeno { $date }
week-line-asking = • { $institution }: { $title } – traži do { $date }
week-line-meeting = • { $date }: { $title }
week-line-decided = • { $decision }
button-board = Prikaži zadatke podgrupe

month-heading = <b>{ $month } u brojkama</b>
button-month-before = { $month }
month-not-yours = Komanda /month je za Koordinatora i Sekretarijat. Vaše zadatke prikazuje /tasks.
month-file = mesec
month-document = Mesec kao dokument
month-hidden = manje od 5
month-due = Sa rokom: { $total } – na vreme { $time }, sa zakašnjenjem { $late }, nije završeno { $missed }
month-share = Završeno na vreme: { $now }% (mesec ranije { $before }%)
month-open = Dodeljeno: { $assigned }. Sada kasni { $overdue }, blokirano { $blocked }, za potvrdu { $verify }
month-meetings = Održano sastanaka: { $held }; došlo je { $came }% pozvanih; odluka: { $decisions }
month-no-meetings = Nije održan nijedan sastanak
month-answers = Zahtevi za podacima: { $total } sa rokom – na vreme { $time }, sa zakašnjenjem { $late }, bez odgovora { $missed }
month-cases = Otvoreno slučajeva: { $opened }; upućivanja: { $referred }; čeka odgovor: { $waiting }; bez nadležnog: { $unassigned }
month-training = Održano obuka: { $sessions }; polaznika: { $trained }
month-measurable = Merljivih ciljeva: { $measurable } od { $all }
month-picture-title = Zadaci sa rokom, do { $month }
month-legend-in-time = na vreme
month-legend-late = sa zakašnjenjem
month-legend-missed = nije završeno
month-kind = Mesečni pregled
month-lead = Mehanizam koordinacije u brojkama, na dan { $day } Brojevi slučajeva manji od 5 se ne prikazuju.
month-section-figures = Brojke
month-section-course = Šest meseci
month-section-institutions = Institucije
month-institution-overdue = sada kasni: { $count }
month-nothing = ništa
month-foot = focalpoint, { $day }
