# E-mails: what their subject lines, headings and links say, what stands below each of them, and the page that a link in one opens.

email-answer-by-reply = Mund të përgjigjeni thjesht duke iu përgjigjur këtij mesazhi; teksti i cituar nuk lexohet.
email-links-are-yours = Vegëzat janë vetëm për ju dhe vlejnë shtatë ditë: kush i hap, vepron në emrin tuaj. Ju lutemi mos ia përcillni askujt.
email-why = E merrni këtë mesazh sepse jeni pikë fokale ose zëvendës.
email-unsubscribe = Mos më dërgoni më mesazhe me postë elektronike

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

email-section-referrals = Referimet
email-section-training = Trajnimi
email-section-decided = Vendimet për detyrat tuaja
email-section-reported = Për vendimin tuaj
email-section-late-elsewhere = Institucionet e tjera
email-section-unreachable = Kush nuk mund të njoftohet

email-step-accept = E pranojmë
email-step-complete = E kryer
email-step-request-extension = +1 javë
email-step-verify = Verifikoje
email-step-grant-extension = Jep afat deri { $date-until }
email-step-refuse-extension = Refuzo shtyrjen e afatit
email-open-form = Hap formularin

email-answer-in-the-calendar = Ju lutem përgjigjuni ftesës në kalendarin tuaj ose përgjigjuni këtij mesazhi: kjo vlen si përgjigje e institucionit tuaj.
email-tell-the-secretariat = Kjo nuk kryhet me përgjigje ndaj këtij mesazhi: ju lutem njoftoni Sekretariatin, i cili e regjistron.
email-session-ahead = Përkujtim: ju e mbani trajnimin { $module }, { $days }{ $place }. Të regjistruar: { $enrolled }.
email-lost-chat = Biseda me të cilën njoftoheshit për institucionin { $institution } nuk është më e lidhur. Nëse këtë nuk e keni bërë ju ose Sekretariati, ju lutem njoftoni Sekretariatin.

page-link = Një hap, pa hyrje
page-link-for = Në emër të: { $name }
page-link-owner = Institucioni
page-link-due = Afati
page-link-accept = A e merrni përsipër këtë detyrë?
page-link-complete = Të shënohet kjo detyrë si e kryer?
page-link-request-extension = Të kërkohet shtyrje e afatit deri { $date-until }?
page-link-verify = Të verifikohet se kjo detyrë është kryer?
page-link-grant-extension = Të jepet afat deri { $date-until }?
page-link-refuse-extension = Të refuzohet shtyrja e afatit?
page-link-button-accept = Po, e marrim përsipër
page-link-button-complete = Po, është kryer
page-link-button-request-extension = Po, kërko shtyrje
page-link-button-verify = Po, verifikoje
page-link-button-grant-extension = Po, jep afat
page-link-button-refuse-extension = Po, refuzoje
page-link-nothing-yet = Ende nuk është bërë asgjë: vetëm butoni e bën.
page-link-done = U ruajt. Mund ta mbyllni këtë faqe.
page-link-used = Kjo vegëz është përdorur tashmë; asgjë nuk u ndryshua.
page-link-expired = Kjo vegëz ka skaduar. E reja vjen me mesazhin e ardhshëm.
page-link-forged = Kjo vegëz nuk është e vlefshme. Hapeni edhe një herë nga mesazhi, ose kopjojeni të tërë.
page-link-not-in-post = Kjo vegëz është për dikë që nuk e ka më këtë funksion.
page-link-no-task = Kjo detyrë nuk ekziston më.
page-link-over = Ky hap nuk duhet më: detyra ka ecur ndërkohë.
