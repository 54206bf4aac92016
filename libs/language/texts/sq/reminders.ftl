# Çfarë do t’i thuhet një personi në ditët e ardhshme, aq sa dihet.

commands-reminders = Çfarë do t’ju njoftoj në ditët e ardhshme
ahead-heading = <b>Çfarë do t’ju njoftoj në shtatë ditët e ardhshme</b>
ahead-at = <b>{ $date }, në orën { $time }</b>
ahead-nothing = Në shtatë ditët e ardhshme nuk kam asgjë për t’ju njoftuar, me aq sa dihet tani.
ahead-as-known = Kjo është gjendja e tanishme: çfarë raportohet ose vendoset ndërkohë e ndryshon atë. /settings – kur dhe për çfarë ju shkruaj
ahead-and-more = { $list } dhe { $count } të tjera

ahead-tasks-late = • { $count ->
    [one] { $count } detyrë me vonesë
   *[other] { $count } detyra me vonesë
}: nr. { $list }
ahead-tasks-today = • { $count ->
    [one] { $count } detyrë me afat atë ditë
   *[other] { $count } detyra me afat atë ditë
}: nr. { $list }
ahead-tasks-due-soon = • { $count ->
    [one] { $count } detyrë me afat të afërt
   *[other] { $count } detyra me afat të afërt
}: nr. { $list }
ahead-tasks-new = • { $count ->
    [one] { $count } detyrë e re
   *[other] { $count } detyra të reja
}: nr. { $list }
ahead-tasks-late-elsewhere = • { $count ->
    [one] { $count } detyrë me vonesë për t’u ndjekur
   *[other] { $count } detyra me vonesë për t’u ndjekur
}: { $list }
ahead-tasks-decided = • çfarë u vendos për detyrat tuaja: { $list }
ahead-tasks-reported = • çfarë pret vendimin tuaj: { $list }
ahead-tasks-nudged = • kryesuesi pyet se sa ka ecur puna: { $list }
ahead-tasks-not-arrived = • pyetja juaj nuk arriti te institucioni përgjegjës: { $list }
ahead-tasks-put-off = • keni kërkuar një përkujtim të ri: { $list }
ahead-referrals-offered = • { $count ->
    [one] { $count } referim pret përgjigjen tuaj
   *[other] { $count } referime presin përgjigjen tuaj
}
ahead-referrals-late = • { $count ->
    [one] { $count } referim pa përgjigje brenda afatit
   *[other] { $count } referime pa përgjigje brenda afatit
}
ahead-referrals-answered = • { $count ->
    [one] përgjigjja për { $count } referim
   *[other] përgjigjet për { $count } referime
}
ahead-data-nudged = • Sekretariati i kërkon përsëri të dhënat: { $list }
ahead-data-returned = • të dhëna të kthyera për korrigjim: { $list }
ahead-data-new = • kërkesa të reja për të dhëna: { $list }
ahead-data-overdue = • kërkesa për të dhëna me vonesë: { $list }
ahead-data-today = • kërkesa për të dhëna me afat atë ditë: { $list }
ahead-data-soon = • kërkesa për të dhëna me afat të afërt: { $list }
ahead-values = • { $count ->
    [one] { $count } vlerë treguesi për t’u raportuar
   *[other] { $count } vlera treguesish për t’u raportuar
}
ahead-meetings-invited = • ftesë për takim: { $list }
ahead-meetings-moved = • takim në një kohë tjetër: { $list }
ahead-meetings-called-off = • takim i anuluar: { $list }
ahead-meetings-day-before = • takim i afërt: { $list }
ahead-meetings-hour-before = • takim brenda një ore: { $list }
ahead-meetings-account = • procesverbali dhe vendimet: { $list }
ahead-training-idle = • prej kohësh nuk është mbajtur asnjë sesion trajnimi
ahead-training-session = • sesion i afërt trajnimi: { $list }
ahead-training-attendance = • duhet shënuar pjesëmarrja në sesionin e trajnimit: { $list }
ahead-briefing = • informacioni për funksionin që keni marrë
ahead-week = • java e nëngrupit, nëse ka pasur diçka: { $list }
ahead-month = • muaji në shifra: { $list }
ahead-unreachable = • { $count ->
    [one] { $count } person që nuk mund të njoftohet
   *[other] { $count } persona që nuk mund të njoftohen
}
ahead-nobody-reached = • askush atje nuk mund të njoftohet: { $list }
ahead-group-silent = • një grup nuk pranon mesazhe: { $list }

ahead-why-focal-point = sepse jeni pika fokale
ahead-why-stands-in = sepse zëvendësoni pikën fokale
ahead-why-chair = sepse kryesoni nëngrupin { $subgroup }
ahead-why-stands-in-for-chair = sepse zëvendësoni kryesuesin e nëngrupit { $subgroup }
ahead-why-secretariat = sepse jeni në Sekretariat
ahead-why-coordinator = sepse jeni te Koordinatori
ahead-why-case-coordinator = sepse e koordinoni rastin
ahead-why-person = sepse ju takon juve personalisht
