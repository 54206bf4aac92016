### Ecuria kohore: gjërat e saj, sa kanë arritur, dhe çfarë mund të bëhet me vizatimin.

timeline-choose = Zgjidhni çfarë shfaqet
timeline-group = Grupuar sipas
timeline-group-institution = Institucioni
timeline-group-subgroup = Nëngrupi
timeline-group-objective = Objektivi
timeline-group-meeting = Takimi
timeline-several = Disa institucione bashkë
timeline-without-subgroup = Pa nëngrup
timeline-without-objective = Pa objektiv
timeline-without-meeting = Pa takim
timeline-as-of = Siç dihej më
timeline-since = Trego çfarë ndryshoi që nga
timeline-as-of-note = Siç dihej në fund të ditës { $date }.
timeline-since-note = Çfarë ndryshoi nga { $since } deri më { $date }:
timeline-now = Kthehu te dita e sotme
timeline-window = Ditët e shfaqura
timeline-earlier = Më herët
timeline-later = Më vonë
timeline-nearer = Afro
timeline-further = Largo
timeline-zoom-week = Java
timeline-zoom-month = Muaji
timeline-zoom-quarter = Tremujori
timeline-zoom-year = Viti
timeline-overview = Gjithçka
timeline-grid = Gjërat sipas ditëve
timeline-things = { $count ->
     [one] { $count } gjë
    *[other] { $count } gjëra
}
timeline-late = { $count ->
     [one] { $count } me vonesë
    *[other] { $count } me vonesë
}
timeline-days-late = { $days ->
     [one] { $days } ditë vonesë
    *[other] { $days } ditë vonesë
}
timeline-fold = Mbyll
timeline-unfold = Hap
timeline-cut = Këtu ka më shumë sesa mund të numërohet njëherësh: zgjidhni më pak ditë ose një institucion.
timeline-keys = Tastet: + dhe − afrojnë e largojnë, ← dhe → shkojnë më herët e më vonë. Në vizatim ↑ dhe ↓ shkojnë nga një gjë te tjetra, ← dhe → nga një grup te tjetri, Enter tregon çfarë ndodhi.

timeline-legend = Çfarë tregojnë shenjat
timeline-legend-open = për t’u kryer, brenda afatit
timeline-legend-late = me vonesë, e pakryer
timeline-legend-blocked = e bllokuar
timeline-legend-disclaimed = e kontestuar
timeline-legend-returned = e kthyer
timeline-legend-done = e raportuar si e kryer
timeline-legend-verified = e verifikuar
timeline-legend-cancelled = e anuluar
timeline-legend-meeting = takim që vjen
timeline-legend-held = takim i mbajtur
timeline-legend-milestone = ngjarje kyçe
timeline-legend-solid = deri në afat; e mbushur deri kur u krye
timeline-legend-tail = sa është ose ishte vonesa
timeline-legend-hatched = sa kohë ishte e bllokuar
timeline-legend-moved = ku ishte afati më parë

timeline-kind-milestone = Ngjarje kyçe
timeline-kind-meeting = Takim
timeline-kind-action-item = Detyrë
timeline-kind-data-request = Kërkesë për të dhëna
timeline-kind-referral = Referim i një rasti
timeline-kind-indicator-value = Vlerë e një treguesi
timeline-kind-activity = Aktivitet i planifikuar
timeline-kind-module = Modul trajnimi
timeline-kind-session = Sesion trajnimi

timeline-stage-open = për t’u kryer
timeline-stage-blocked = e bllokuar
timeline-stage-disclaimed = e kontestuar
timeline-stage-returned = e kthyer për korrigjim
timeline-stage-done = e raportuar si e kryer
timeline-stage-verified = e verifikuar
timeline-stage-declined = e refuzuar
timeline-stage-closed = e mbyllur
timeline-stage-cancelled = e anuluar
timeline-stage-meeting-open = nuk është mbajtur ende
timeline-stage-meeting-done = i mbajtur
timeline-stage-meeting-verified = i mbajtur, procesverbali i miratuar
timeline-stage-session-open = nuk është mbajtur ende
timeline-stage-session-done = i mbajtur
timeline-stage-module-open = i planifikuar
timeline-stage-activity-open = i planifikuar
timeline-stage-data-request-open = mungojnë përgjigje
timeline-stage-data-request-done = e përgjigjur
timeline-stage-data-request-verified = përgjigjet u pranuan
timeline-stage-referral-open = pa përgjigje ende
timeline-stage-referral-done = i pranuar
timeline-stage-indicator-value-done = e raportuar
timeline-due-on = afati { $date }
timeline-done-on = kryer më { $date }
timeline-ended-on = që nga { $date }
timeline-answered = { $answered } nga { $asked } u përgjigjën

timeline-change-added = e re
timeline-change-moved = e zhvendosur
timeline-change-reassigned = e ricaktuar
timeline-change-done = e kryer
timeline-change-verified = e verifikuar
timeline-change-became-late = u vonua
timeline-change-blocked = e bllokuar
timeline-change-reopened = e rihapur
timeline-change-called-off = e anuluar

timeline-story = Çfarë ndodhi me të
timeline-close = Mbylle
timeline-raised = Çfarë doli prej tij
timeline-entries = Gjithçka që ndodhi
timeline-page-before = Faqja e mëparshme
timeline-page-after = Faqja tjetër
timeline-page-of = Faqja { $page } nga { $pages }

timeline-column-kind = Lloji
timeline-column-title = Titulli
timeline-column-whose = I kujt
timeline-column-from = Nga
timeline-column-until = Deri, afati
timeline-column-done = Kryer
timeline-column-late = Ditë vonesë
timeline-column-state = Gjendja
timeline-column-changes = Ndryshimi
