### Një detyrë në faqen e saj: fjalia, zinxhiri, dhe çfarë mund të bëhet me të.

item-sentence-has-until = { $institution } ka afat deri { $date-until } për detyrën “{ $title }”
item-sentence-was-to = { $institution } duhej ta kryente detyrën “{ $title }” deri { $date-until }
item-sentence-at-first = afati i parë ishte { $date }
item-sentence-reopened = u rihap { $date-on }: { $reason }
item-sentence-late = { $days ->
     [one] vonohet { $days } ditë
    *[other] vonohet { $days } ditë
}
item-sentence-assigned = ende nuk është marrë në dijeni
item-sentence-accepted = është marrë në dijeni
item-sentence-under-way = është kryer { $percent } %
item-sentence-blocked = e bllokuar që nga { $date-from }: { $reason }
item-sentence-disclaimed = { $date-on } u tha se nuk i takon këtij institucioni
item-sentence-asks = kërkohet shtyrja e afatit deri { $date-until }
item-sentence-done = u raportua e kryer { $date-on }
item-sentence-done-late = u raportua e kryer { $date-on }, { $days ->
     [one] { $days } ditë me vonesë
    *[other] { $days } ditë me vonesë
}
item-sentence-not-verified = ende nuk është verifikuar
item-sentence-verified = u verifikua { $date-on }
item-sentence-verified-by = u verifikua nga { $name } { $date-on }
item-sentence-cancelled = u anulua { $date-on }: { $reason }

item-chain = Nga vendimi te verifikimi
item-unanswered = pa përgjigje
item-comment = Koment
item-comment-who = E lexon kushdo që e sheh këtë detyrë; pala tjetër njoftohet në bisedë ose me postë elektronike.
item-comment-send = Komento
item-take-back = Tërhiqe raportin e fundit
item-disclaim = Thuaj se nuk është e jona
item-disclaim-whose = E kujt është, nëse e dini
item-remind = Përkujtoje institucionin tani
item-on-behalf = Shëno çfarë raportoi institucioni
item-on-behalf-note = Për një raport që { $institution } jua dha me telefon, me shkresë ose gojarisht. Historia tregon kush e tha dhe kush e shënoi.
item-on-behalf-send = Shëno
item-reported = Çfarë u raportua
item-reported-done = Është kryer
item-reported-progress = Sa është kryer
item-reported-more-time = Kërkohet më shumë kohë
item-reported-blocked = Është e bllokuar
item-reported-unblocked = Vazhdon
item-reported-accepted = U mor në dijeni
item-reported-progress-if = Sa për qind (kur u raportua ecuria)
item-reported-until-if = Deri kur (kur kërkohet më shumë kohë)
item-reported-reason-if = Pse (kur është e bllokuar ose kërkohet më shumë kohë)
item-said-by = Kush e tha
item-said-by-somebody = dikush tjetër atje
item-said-on = Kur
item-said-how = Si
item-said-phone = me telefon
item-said-email = me postë elektronike
item-said-letter = me shkresë
item-said-meeting = në takim
item-said-in-person = gojarisht
item-said-note = Çfarë ka për të shtuar
item-change-due = Ndrysho afatin
item-correct-title = Përmirëso titullin
