### Kërkimi në gjithçka që dikush mund të shohë. Të njëjtat çelësa në sq, sr dhe en.

search-title = Kërkimi
search-label = Kërko detyra, takime, vendime, raste sipas referencës, të dhëna, njerëz
search-placeholder = Kërko ( / )
search-button = Kërko
search-lead = Shkruani fjalë, ose referencën e një rasti, në kutinë lart. Shkronjat e mëdha, ë, ç, đ, š dhe alfabeti nuk kanë rëndësi.
search-count = { $count ->
    [one] { $count } u gjet
   *[other] { $count } u gjetën
}
search-nothing = Nuk u gjet asgjë në atë që mund të shihni. Më pak fjalë ose fjalë më të shkurtra gjejnë më shumë.
search-forgiving = Asgjë nuk është shkruar pikërisht kështu. Këto janë afër:
search-more = Këto janë { $most } më të mirat. Më shumë fjalë e ngushtojnë kërkimin.
search-meeting-on = Takimi i datës
search-kind-action-item = Detyrat
search-kind-meeting = Takimet
search-kind-decision = Vendimet
search-kind-data-request = Kërkesat për të dhëna
search-kind-objective = Objektivat
search-kind-indicator = Treguesit
search-kind-module = Trajnimi
search-kind-case = Rastet
search-kind-institution = Institucionet
search-kind-person = Njerëzit
