### Vremenski tok: njegove stavke, dokle su stigle, i šta se može s crtežom.

timeline-choose = Izaberite šta se prikazuje
timeline-group = Grupisano po
timeline-group-institution = Instituciji
timeline-group-subgroup = Podgrupi
timeline-group-objective = Cilju
timeline-group-meeting = Sastanku
timeline-several = Više institucija zajedno
timeline-without-subgroup = Bez podgrupe
timeline-without-objective = Bez cilja
timeline-without-meeting = Bez sastanka
timeline-as-of = Kako se znalo na dan
timeline-since = Pokaži šta se promenilo od
timeline-as-of-note = Kako se znalo na kraju dana { $date }
timeline-since-note = Šta se promenilo od { $since } do { $date }:
timeline-now = Nazad na današnji dan
timeline-window = Prikazani dani
timeline-earlier = Ranije
timeline-later = Kasnije
timeline-nearer = Približi
timeline-further = Udalji
timeline-zoom-week = Nedelja
timeline-zoom-month = Mesec
timeline-zoom-quarter = Tromesečje
timeline-zoom-year = Godina
timeline-overview = Sve
timeline-grid = Stavke po danima
timeline-things = { $count ->
     [one] { $count } stavka
     [few] { $count } stavke
    *[other] { $count } stavki
}
timeline-late = { $count ->
     [one] { $count } kasni
     [few] { $count } kasne
    *[other] { $count } kasni
}
timeline-days-late = { $days ->
     [one] { $days } dan kašnjenja
     [few] { $days } dana kašnjenja
    *[other] { $days } dana kašnjenja
}
timeline-fold = Sklopi
timeline-unfold = Otvori
timeline-cut = Ovde ima više nego što se odjednom može prebrojati: izaberite manje dana ili jednu instituciju.
timeline-keys = Tasteri: + i − približavaju i udaljavaju, ← i → idu ranije i kasnije. Na crtežu ↑ i ↓ idu od stavke do stavke, ← i → od grupe do grupe, Enter kazuje šta je bilo.

timeline-legend = Šta znače znakovi
timeline-legend-open = treba uraditi, u roku
timeline-legend-late = kasni, nije urađeno
timeline-legend-blocked = blokirano
timeline-legend-disclaimed = osporeno
timeline-legend-returned = vraćeno
timeline-legend-done = javljeno kao završeno
timeline-legend-verified = potvrđeno
timeline-legend-cancelled = otkazano
timeline-legend-meeting = predstojeći sastanak
timeline-legend-held = održan sastanak
timeline-legend-milestone = ključni događaj
timeline-legend-solid = do roka; popunjeno do završetka
timeline-legend-tail = koliko kasni ili je kasnilo
timeline-legend-hatched = dok je bilo blokirano
timeline-legend-moved = gde je rok bio ranije

timeline-kind-milestone = Ključni događaj
timeline-kind-meeting = Sastanak
timeline-kind-action-item = Zadatak
timeline-kind-data-request = Zahtev za podatke
timeline-kind-referral = Upućivanje slučaja
timeline-kind-indicator-value = Vrednost pokazatelja
timeline-kind-activity = Planirana aktivnost
timeline-kind-module = Modul obuke
timeline-kind-session = Sesija obuke

timeline-stage-open = treba uraditi
timeline-stage-blocked = blokirano
timeline-stage-disclaimed = osporeno
timeline-stage-returned = vraćeno na ispravku
timeline-stage-done = javljeno kao završeno
timeline-stage-verified = potvrđeno
timeline-stage-declined = odbijeno
timeline-stage-closed = zatvoreno
timeline-stage-cancelled = otkazano
timeline-stage-meeting-open = još nije održan
timeline-stage-meeting-done = održan
timeline-stage-meeting-verified = održan, zapisnik usvojen
timeline-stage-session-open = još nije održana
timeline-stage-session-done = održana
timeline-stage-module-open = planiran
timeline-stage-activity-open = planirana
timeline-stage-data-request-open = nedostaju odgovori
timeline-stage-data-request-done = odgovoreno
timeline-stage-data-request-verified = odgovori prihvaćeni
timeline-stage-referral-open = još bez odgovora
timeline-stage-referral-done = prihvaćeno
timeline-stage-indicator-value-done = javljena
timeline-due-on = rok { $date }
timeline-done-on = završeno { $date }
timeline-ended-on = od { $date }
timeline-answered = odgovorilo { $answered } od { $asked }

timeline-change-added = novo
timeline-change-moved = pomereno
timeline-change-reassigned = preneto
timeline-change-done = završeno
timeline-change-verified = potvrđeno
timeline-change-became-late = počelo da kasni
timeline-change-blocked = blokirano
timeline-change-reopened = ponovo otvoreno
timeline-change-called-off = otkazano

timeline-story = Šta je bilo s tim
timeline-close = Zatvori
timeline-raised = Šta je iz njega proisteklo
timeline-entries = Sve što se dogodilo
timeline-page-before = Prethodna strana
timeline-page-after = Sledeća strana
timeline-page-of = Strana { $page } od { $pages }

timeline-column-kind = Vrsta
timeline-column-title = Naziv
timeline-column-whose = Čije
timeline-column-from = Od
timeline-column-until = Do, rok
timeline-column-done = Završeno
timeline-column-late = Dana kašnjenja
timeline-column-state = Stanje
timeline-column-changes = Promena
