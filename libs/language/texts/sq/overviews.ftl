# Vështrim prapa në bisedë: java e kryesuesit, muaji i Koordinatorit.

commands-week = Shtatë ditët e fundit të nëngrupit tuaj
help-week = /week – shtatë ditët e fundit të nëngrupit tuaj dhe çfarë vjen
commands-month = Muaji në shifra
help-month = /month – muaji i fundit si grafik dhe si dokument

week-heading = <b>{ $subgroup }</b>: java nga { $from-from }, deri { $until-until }
week-nothing = <b>{ $subgroup }</b>: nga { $from-from }, deri { $until-until }, nuk ka ndodhur asgjë dhe në ditët e ardhshme nuk ka afate.
week-not-chair = Komanda /week është për kryesuesit e nëngrupeve. Detyrat tuaja i tregon /tasks.
week-to-verify = <b>Presin verifikimin tuaj ({ $count })</b>
week-asking = <b>Kërkojnë shtyrje të afatit ({ $count })</b>
week-disclaimed = <b>Të kontestuara: vendosni kujt i takojnë ({ $count })</b>
week-overdue = <b>Të vonuara ({ $count })</b>
week-blocked = <b>Të bllokuara ({ $count })</b>
week-due = <b>Me afat në ditët e ardhshme ({ $count })</b>
week-meetings = <b>Takimet e ardhshme ({ $count })</b>
week-done = <b>Të kryera ({ $count })</b>
week-decided = <b>U vendos ({ $count })</b>
week-assigned = { $count ->
    [one] U caktua { $count } detyrë.
   *[other] U caktuan { $count } detyra.
}
week-more = … dhe { $count } të tjera
week-line-due = • { $institution }: { $title } – afati: { $date }
week-line-done = • { $institution }: { $title } – e kryer: { $date }
week-line-asking = • { $institution }: { $title } – kërkohet afat deri { $date-until }
week-line-meeting = • { $date }: { $title }
week-line-decided = • { $decision }
button-board = Trego detyrat e nëngrupit

month-heading = <b>{ $month } në shifra</b>
button-month-before = { $month }
month-not-yours = Komanda /month është për Koordinatorin dhe Sekretariatin. Detyrat tuaja i tregon /tasks.
month-file = muaji
month-document = Muaji si dokument
month-hidden = më pak se 5
month-due = Me afat: { $total } – të kryera në kohë: { $time }, me vonesë: { $late }, të pakryera: { $missed }
month-share = Të kryera në kohë: { $now }% (muajin e kaluar: { $before }%)
month-open = Të caktuara: { $assigned }. Tani me vonesë: { $overdue }, të bllokuara: { $blocked }, të kontestuara: { $disclaimed }, për verifikim: { $verify }
month-meetings = Takime të mbajtura: { $held }; pjesëmarrja e të ftuarve: { $came }%; vendime: { $decisions }
month-no-meetings = Nuk u mbajt asnjë takim
month-answers = Kërkesa për të dhëna me afat: { $total } – përgjigje në kohë: { $time }, me vonesë: { $late }, pa përgjigje: { $missed }
month-unanswered = Vlera treguesish që mungojnë tani: { $values }; njoftime te kryesuesi ose Sekretariati për detyra me vonesë, pas të cilave nuk ka ndodhur asgjë: { $escalations }
month-cases = Raste të hapura: { $opened }; referime: { $referred }; presin përgjigje: { $waiting }; pa përgjegjës: { $unassigned }
month-training = Sesione trajnimi të mbajtura: { $sessions }; pjesëmarrës: { $trained }
month-measurable = Objektiva të matshme: { $measurable } nga { $all }
month-picture-title = Detyrat sipas afateve, deri në { $month }
month-legend-in-time = në kohë
month-legend-late = me vonesë
month-legend-missed = të pakryera
month-kind = Pasqyra mujore
month-lead = Mekanizmi i koordinimit në shifra, më { $day }. Numrat e rasteve nën 5 nuk shfaqen.
month-section-figures = Shifrat
month-section-course = Gjashtë muaj
month-section-institutions = Institucionet
month-institution-overdue = tani me vonesë: { $count }
month-nothing = asgjë
month-foot = focalpoint, { $day }

## Çfarë është me vonesë, për kryesuesit, Sekretariatin dhe Koordinatorin
commands-late = Detyrat me vonesë
help-late = /late – cilat detyra janë me vonesë
button-late = Detyrat me vonesë ({ $count })
month-on-the-page = <a href="{ $link }">Çdo shifër me listën e saj</a>
late-not-yours = Komanda /late është për kryesuesit e nëngrupeve, Sekretariatin dhe Koordinatorin. Detyrat tuaja i tregon /tasks.
late-none = Asnjë detyrë nuk është me vonesë.
late-heading = <b>{ $count ->
    [one] Një detyrë është me vonesë
   *[other] { $count } detyra janë me vonesë
}</b>
late-line = • { $institution }: { $title } – afati: { $date }, { $days ->
    [one] një ditë vonesë
   *[other] { $days } ditë vonesë
}
late-on-the-page = <a href="{ $link }">Lista me fjalën e fundit dhe me atë që është njoftuar</a>
