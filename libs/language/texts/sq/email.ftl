# E-mails: what their subject lines, headings and links say, what stands below each of them, and the page that a link in one opens.

email-answer-by-reply = Mund të përgjigjeni thjesht duke iu përgjigjur këtij mesazhi; teksti i cituar nuk lexohet.
email-links-are-yours = Vegëzat janë vetëm për ju dhe vlejnë shtatë ditë: kush i hap, vepron në emrin tuaj. Ju lutemi mos ia përcillni askujt.
email-why = E merrni këtë mesazh sepse jeni pikë fokale ose zëvendës.
email-unsubscribe = Mos më dërgoni më mesazhe me postë elektronike
email-reminders = Çfarë vjen më tej, dhe si njoftohem

email-subject-tasks = { $count ->
    [one] { $count } detyrë për { $date-until }
   *[other] { $count } detyra për { $date-until }
}
email-subject-several = { $title }, dhe { $count } të tjera
email-subject-referral = Referim: rasti { $case }
email-subject-invited = Ftesë: { $title }
email-subject-moved = U zhvendos: { $title }
email-subject-called-off = U anulua: { $title }
email-subject-lost-chat = Biseda juaj nuk është më e lidhur
email-subject-way-in = Hyrja juaj u ndryshua

email-section-referrals = Referimet
email-section-training = Trajnimi
email-section-decided = Vendimet për detyrat tuaja
email-section-reported = Për vendimin tuaj
email-section-late-elsewhere = Institucionet e tjera
email-section-unreachable = Kush nuk mund të njoftohet
email-section-silent-group = Një grup nuk pranon mesazhe

email-step-accept = E pranojmë
email-step-complete = E kryer
email-step-request-extension = +1 javë
email-step-verify = Verifikoje
email-step-grant-extension = Jep afat deri { $date-until }
email-step-refuse-extension = Refuzo shtyrjen e afatit
email-step-reopen = Jo e kryer: thoni pse
email-step-return = Mbetet e tyre
email-step-give-to = Jepjani: { $institution }
email-step-call-off = Anuloje
email-step-report-value = Raportoni vlerën
email-step-take-attendance = Shënoni pjesëmarrjen
email-open-form = Hap formularin

email-answer-in-the-calendar = Ju lutem përgjigjuni ftesës në kalendarin tuaj ose përgjigjuni këtij mesazhi: kjo vlen si përgjigje e institucionit tuaj.
email-session-ahead = Përkujtim: ju e mbani trajnimin { $module }, { $days }{ $place }. Të regjistruar: { $enrolled }.
email-lost-chat = Biseda me të cilën njoftoheshit për institucionin { $institution } nuk është më e lidhur. Nëse këtë nuk e keni bërë ju ose Sekretariati, ju lutem njoftoni Sekretariatin.

page-link = Një hap, pa hyrje
page-link-for = Në emër të: { $name }
page-link-owner = Institucioni
page-link-due = Afati
page-link-stage = Faza
page-link-request = Çfarë kërkohet
page-link-days = Ditët
page-link-settled = Kjo është zgjidhur tashmë; asgjë nuk u ndryshua.
page-link-accept = A e merrni përsipër këtë detyrë?
page-link-complete = Të shënohet kjo detyrë si e kryer?
page-link-request-extension = Të kërkohet shtyrje e afatit deri { $date-until }?
page-link-verify = Të verifikohet se kjo detyrë është kryer?
page-link-grant-extension = Të jepet afat deri { $date-until }?
page-link-refuse-extension = Të refuzohet shtyrja e afatit?
page-link-reopen = Të rihapet kjo detyrë? Thoni çfarë mungon: institucioni e lexon.
page-link-return = A mbetet kjo detyrë te institucioni i saj? Thoni pse: institucioni e lexon.
page-link-give-to = T’i jepet kjo detyrë institucionit: { $institution }?
page-link-call-off = Të anulohet kjo detyrë? Thoni pse: institucioni e lexon.
page-link-accept-referral = A e merrni përsipër këtë referim?
page-link-decline-referral = A e refuzoni këtë referim? Thoni pse: e lexojnë ata që e ndjekin rastin.
page-link-report-value = Cilën vlerë e raportoni?
page-link-button-accept = Po, e marrim përsipër
page-link-button-complete = Po, është kryer
page-link-button-request-extension = Po, kërko shtyrje
page-link-button-verify = Po, verifikoje
page-link-button-grant-extension = Po, jep afat
page-link-button-refuse-extension = Po, refuzoje
page-link-button-reopen = Po, rihape
page-link-button-return = Po, mbetet e tyre
page-link-button-give-to = Po, jepjani
page-link-button-call-off = Po, anuloje
page-link-button-accept-referral = Po, e marrim përsipër
page-link-button-decline-referral = Po, refuzoje
page-link-button-report-value = Regjistro vlerën
page-link-nothing-yet = Ende nuk është bërë asgjë: vetëm butoni e bën.
page-link-done = U ruajt. Mund ta mbyllni këtë faqe.
page-link-used = Kjo vegëz është përdorur tashmë; asgjë nuk u ndryshua.
page-link-expired = Kjo vegëz ka skaduar. E reja vjen me mesazhin e ardhshëm.
page-link-forged = Kjo vegëz nuk është e vlefshme. Hapeni edhe një herë nga mesazhi, ose kopjojeni të tërë.
page-link-not-in-post = Kjo vegëz është për dikë që nuk e ka më këtë funksion.
page-link-taken-back = Kjo vegëz u dërgua para se biseda ose adresa e e-mailit e këtij personi të ndryshonte ose të hiqej. E reja vjen me mesazhin e ardhshëm.
page-link-no-task = Kjo detyrë nuk ekziston më.
page-link-over = Ky hap nuk duhet më: detyra ka ecur ndërkohë.

page-mail-stop = Pa mesazhe me postë elektronike
page-mail-stop-chat-stays = Prej atëherë gjithçka ju thuhet vetëm në bisedë. Postën elektronike mund ta zgjidhni përsëri atje, me /settings.
page-mail-stop-no-chat = Nuk keni bisedë të lidhur: prej atëherë këtu nuk ju arrin asgjë, as detyrat e as takimet. Zëvendësi juaj dhe Sekretariati e shohin se nuk ju arrin asnjë mesazh.
page-mail-stop-button = Mos më dërgoni më mesazhe
page-mail-stopped = Nuk do të merrni më mesazhe me postë elektronike. Gjithçka ju thuhet në bisedë; atje mund ta zgjidhni përsëri postën elektronike, me /settings.
page-mail-stopped-no-chat = Nuk do të merrni më mesazhe me postë elektronike. Nuk keni bisedë të lidhur, prandaj tani nuk ju arrin asgjë: për ta ndryshuar këtë, ju lutem drejtojuni Sekretariatit.
page-reminders = Çfarë do t’ju thuhet
page-reminders-none = Në shtatë ditët e ardhshme nuk vjen asgjë.
page-reminders-as-it-stands = Siç qëndrojnë gjërat tani; ajo që bëjnë të tjerët ndërkohë nuk është këtu.
page-reminders-choose = Si njoftoheni
page-reminders-hour = Ora e mesazhit të mëngjesit
page-reminders-usual-hour = ora e zakonshme
page-reminders-subjects = Për çfarë njoftoheni, përveç detyrave dhe referimeve
page-reminders-saved = U ruajt. Vlen që tani.

## Çka u përgjigjet një përgjigjeje

email-answer-subject = Përgjigjja juaj
email-saved-done = U ruajt: detyra { $number }, “{ $title }”, është kryer.
email-saved-progress = U ruajt: { $percent }% e detyrës { $number }, “{ $title }”, është kryer.
email-saved-in-progress = U ruajt: detyra { $number }, “{ $title }”, është në punë e sipër. Deri ku ka arritur? Përgjigjuni p.sh. “{ $number }: 50%”.
email-saved-accepted = U ruajt: e merrni përsipër detyrën { $number }, “{ $title }”.
email-saved-blocked = U ruajt: detyra { $number }, “{ $title }”, është e bllokuar. Arsyeja: { $reason }
email-saved-extension = U ruajt: kërkoni shtyrje të afatit deri { $date-until } për detyrën { $number }, “{ $title }”. Vendos kryesuesi i nëngrupit.
email-saved-extension-from-today = U ruajt: kërkoni shtyrje të afatit deri { $date-until } për detyrën { $number }, “{ $title }”. Vendos kryesuesi i nëngrupit. U numërua nga sot; nëse keni menduar nga afati, përgjigjuni me ditën.
email-saved-not-ours = U ruajt: detyra { $number }, “{ $title }”, nuk i takon institucionit tuaj. Kujt i takon, e vendos kryesuesi i nëngrupit ose Sekretariati; deri atëherë nuk merrni përkujtime për të.
email-saved-not-ours-but = U ruajt: detyra { $number }, “{ $title }”, nuk i takon institucionit tuaj dhe mund t’i takojë institucionit { $institution }. Vendos kryesuesi i nëngrupit ose Sekretariati; deri atëherë nuk merrni përkujtime për të.
email-saved-already = Kështu është ruajtur tashmë: detyra { $number }, “{ $title }”.
email-saved-answer-attending = U ruajt: institucioni juaj merr pjesë në takimin “{ $title }”, { $when }.
email-saved-answer-not-attending = U ruajt: institucioni juaj nuk merr pjesë në takimin “{ $title }”, { $when }.
email-saved-answer-sending-deputy = U ruajt: institucioni juaj dërgon zëvendës në takimin “{ $title }”, { $when }.
email-taken-before = Ky mesazh është lexuar më parë dhe ajo që thoshte është ruajtur.
email-undo-how = Gabim? Përgjigjuni “zhbëj” brenda 10 minutave.
email-undone = U zhbë: detyra { $number }, “{ $title }”, është përsëri si më parë.
email-nothing-to-undo = Në 10 minutat e fundit nuk u ruajt asgjë që keni shkruar me postë elektronike, prandaj nuk u zhbë asgjë. Ju lutem shkruani gjendjen e tanishme, p.sh. “1: 50%”.
email-undo-invitation = Përgjigjja juaj ndaj ftesës mbetet siç është. Për ta ndryshuar, përgjigjuni ftesës edhe një herë.
email-not-saved = Nuk u ruajt. { $why }
email-not-saved-of = Nuk u ruajt, detyra { $number }, “{ $title }”. { $why }
email-task-line = { $number }. { $title } – afati { $due }
email-no-such-task = Institucioni juaj nuk ka detyrë me numrin { $number }.
email-no-open-task = Institucioni juaj nuk ka detyrë të hapur.
email-which-task = Për cilën detyrë e keni fjalën? Shkruani së pari numrin e saj, p.sh. “{ $number } u krye”:
email-unclear = Nuk është e qartë nëse keni menduar: { $meanings }. Ju lutem shkruajeni qartë, p.sh. “1 u krye”, “2: 50%”, “3 deri më 15 qershor” ose “4 e bllokuar: mungon buxheti”.
email-not-understood = Nuk e kuptova mesazhin. Ju lutem shkruani p.sh. “1 u krye”, “2: 50%”, “3 deri më 15 qershor” ose “4 e bllokuar: mungon buxheti”.
email-blocked-by-what = Çfarë po e pengon? Përgjigjuni p.sh. “{ $number } e bllokuar: mungon buxheti”, pa emra viktimash.
email-until-when = Deri kur ju duhet kohë? Përgjigjuni p.sh. “{ $number } deri më 15 qershor”.
email-counted-within-due = Nga sot kjo del { $date }, por afati i detyrës është vetëm { $due }. Nëse keni menduar aq kohë pas afatit, përgjigjuni me ditën: { $later }.
email-answer-how = Për të raportuar për një detyrë, përgjigjuni p.sh. “1 u krye”, “2: 50%”, “3 deri më 15 qershor” ose “4 e bllokuar: mungon buxheti”. Nga ky mesazh nuk u ruajt asgjë.
email-stop-how = Nuk u ruajt asgjë. Nëse nuk dëshironi më mesazhe me postë elektronike, hapni vegëzën në fund të këtij mesazhi.
email-no-invitation = Tani nuk ka ftesë për takim, së cilës institucioni juaj mund t’i përgjigjet.
email-which-meeting = Për cilin takim e keni fjalën? Përgjigjuni mesazhit me ftesën e tij, ose përgjigjuni në kalendar.
email-meeting-moved = Takimi “{ $title }” është zhvendosur ndërkohë: tani është { $when }. Ju lutem përgjigjuni ftesës së re.
email-meeting-perhaps = Kalendari juaj u përgjigj “ndoshta” për takimin “{ $title }”, { $when }. Ju lutem pranojeni ose refuzojeni ftesën.
email-attachment-not-read = Skedari që erdhi me mesazhin tuaj nuk u lexua dhe nuk ruhet. Formularin dërgojeni në faqen e tij ose në bisedë, dhe kurrë mos dërgoni me e-mail diçka që tregon se kush është viktima.
email-guard-refused =
    Nuk u ruajt, sepse mesazhi juaj duket se përmban: { $found }.
    Këtu nuk shkruhet asgjë që tregon se kush është viktima. Ju lutem shkruajeni përsëri pa të dhëna personale, p.sh. “1 e bllokuar: mungon një dokument”, ose shkruani vetëm numrin e rastit.
email-guard-asks =
    Ende nuk u ruajt: mesazhi juaj përmban { $found } dhe nuk e di nëse ky person është zyrtar.
    Nëse është zyrtar, ju lutem shkruani edhe funksionin pranë emrit, p.sh. “prokurori …”. Nëse është viktimë, klient, fëmijë ose dëshmitar, ju lutem shkruani vetëm numrin e rastit.
