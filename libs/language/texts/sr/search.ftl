### Pretraga svega što neko sme da vidi. Isti ključevi u sq, sr i en.

search-title = Pretraga
search-label = Pretraži zadatke, sastanke, odluke, slučajeve po oznaci, podatke, ljude
search-placeholder = Pretraži ( / )
search-button = Pretraži
search-lead = Upišite reči, ili oznaku slučaja, u polje na vrhu. Velika slova, ë, ç, đ, š i pismo nisu važni.
search-count = { $count ->
    [one] { $count } nađen
    [few] { $count } nađena
   *[other] { $count } nađenih
}
search-nothing = Ništa nije nađeno u onome što smete da vidite. Manje ili kraće reči nalaze više.
search-forgiving = Ništa nije napisano tačno tako. Ovo je blizu:
search-more = Ovo je { $most } najboljih. Više reči sužava pretragu.
search-meeting-on = Sastanak od
search-kind-action-item = Zadaci
search-kind-meeting = Sastanci
search-kind-decision = Odluke
search-kind-data-request = Zahtevi za podatke
search-kind-objective = Ciljevi
search-kind-indicator = Pokazatelji
search-kind-module = Obuka
search-kind-case = Slučajevi
search-kind-institution = Institucije
search-kind-person = Ljudi
