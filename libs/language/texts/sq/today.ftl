### Sot: çfarë pret, çfarë vonohet, çfarë është e re.

page-today-short = Sot
today-title = Sot
today-no-news = Asgjë e re që nga vizita juaj e fundit.
today-late = Me vonesë
today-nothing-late = Asgjë nuk vonohet.
today-waits = Çfarë pret
today-to-verify = Për verifikim
today-time-asked = Kërkohet më shumë kohë
today-disputed = Të kontestuara
today-review = Të dhëna për shqyrtim
today-look-through = Shqyrto
today-unassigned = Raste pa përgjegjës
today-assign = Cakto
today-undelivered = Mesazhe të padorëzuara
today-missing = Takime për t'u plotësuar
today-attendance = Mungon pjesëmarrja
today-minutes = Mungon procesverbali
today-nothing-waits = Asgjë nuk ju pret.
today-lists = Çfarë vonohet dhe çfarë pret
today-none = Asgjë.
today-list-answers = Përgjigje me vonesë ndaj kërkesave për të dhëna
today-list-values = Vlera treguesish që mungojnë
today-list-referrals = Referime pa përgjigje në kohë
today-quarter-until = tremujori deri më { $date }
today-news-title = Të reja që nga vizita e fundit
today-news = { $count ->
     [one] Që nga vizita juaj e fundit: { $count } ndryshim
    *[other] Që nga vizita juaj e fundit: { $count } ndryshime
}
today-news-more = { $count ->
     [one] Që nga vizita juaj e fundit: më shumë se { $count } ndryshime
    *[other] Që nga vizita juaj e fundit: më shumë se { $count } ndryshime
}
today-all = { $count ->
     [one] Të gjitha { $count }
    *[other] Të gjitha { $count }
}
today-first = { $count ->
     [one] Shfaqen { $count } të parat.
    *[other] Shfaqen { $count } të parat.
}
today-late-items = { $count ->
     [one] { $count } detyrë
    *[other] { $count } detyra
}
today-late-answers = { $count ->
     [one] { $count } përgjigje ndaj kërkesave për të dhëna
    *[other] { $count } përgjigje ndaj kërkesave për të dhëna
}
today-late-values = { $count ->
     [one] { $count } vlerë treguesi
    *[other] { $count } vlera treguesish
}
today-late-referrals = { $count ->
     [one] { $count } referim
    *[other] { $count } referime
}
