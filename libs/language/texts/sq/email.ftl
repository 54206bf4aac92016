# E-mails: what stands below each of them, and the page that a link in one opens.

email-answer-by-reply = Mund të përgjigjeni thjesht duke iu përgjigjur këtij mesazhi; teksti i cituar nuk lexohet.
email-links-are-yours = Vegëzat janë vetëm për ju dhe vlejnë shtatë ditë: kush i hap, vepron në emrin tuaj. Ju lutemi mos ia përcillni askujt.
email-why = E merrni këtë mesazh sepse jeni pikë fokale ose zëvendës.
email-unsubscribe = Mos më dërgoni më mesazhe me postë elektronike

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

page-mail-stop = Pa mesazhe me postë elektronike
page-mail-stop-chat-stays = Prej atëherë gjithçka ju thuhet vetëm në bisedë. Postën elektronike mund ta zgjidhni përsëri atje, me /settings.
page-mail-stop-no-chat = Nuk keni bisedë të lidhur: prej atëherë këtu nuk ju arrin asgjë, as detyrat e as takimet. Zëvendësi juaj dhe Sekretariati e shohin se nuk ju arrin asnjë mesazh.
page-mail-stop-button = Mos më dërgoni më mesazhe
page-mail-stopped = Nuk do të merrni më mesazhe me postë elektronike. Gjithçka ju thuhet në bisedë; atje mund ta zgjidhni përsëri postën elektronike, me /settings.
page-mail-stopped-no-chat = Nuk do të merrni më mesazhe me postë elektronike. Nuk keni bisedë të lidhur, prandaj tani nuk ju arrin asgjë: për ta ndryshuar këtë, ju lutem drejtojuni Sekretariatit.
