# Çfarë mund të vendosë një person dhe çfarë di boti për të.

commands-settings = Kur ju shkruaj
commands-away = Njofto mungesën
commands-back = Jam në punë përsëri
commands-whoami = Si ju njeh sistemi
commands-post = Për cilin institucion flas
commands-privacy = Çfarë ruhet
settings-heading = <b>Kur ju shkruaj</b>
settings-digest-at = Mesazhi i mëngjesit dërgohet në orën { $hour }:00.
settings-digest-usual = Mesazhi i mëngjesit dërgohet në orën e zakonshme.
settings-quiet = Pa mesazhe nga ora { $from } deri në orën { $until }.
settings-quiet-usual = Pa mesazhe në orët e zakonshme të qetësisë.
settings-away = Mungesa juaj: nga { $from-from }, deri { $until-until }.
settings-how = Në ditët e pushimit nuk ju shkruaj. Zgjidhni më poshtë:
settings-weekly-at = Mesazhi i mëngjesit dërgohet një herë në javë, në orën { $hour }:00.
settings-weekly-usual = Mesazhi i mëngjesit dërgohet një herë në javë, në orën e zakonshme.
settings-not-told = Nuk ju njoftoj për: { $subjects }.
settings-by-telegram = Ju shkruaj në këtë bisedë, jo me postë elektronike.
settings-by-email = Ju shkruaj me postë elektronike: { $address }
settings-by-both = Ju shkruaj në këtë bisedë dhe me postë elektronike: { $address }
settings-email-missing = Keni zgjedhur postën elektronike, por nuk e kam adresën tuaj elektronike: shtypni “Telegram ose postë”.
settings-morning = <b>Mesazhi i mëngjesit</b>
    Në cilën orë dhe sa shpesh të dërgohet? Çfarë nuk mund të presë, vjen më vete në çdo ditë pune.
settings-quiet-hours = <b>Orët pa mesazhe</b>
    Kur të mos ju shkruaj?
settings-subjects = <b>Për çfarë ju njoftoj</b>
    ✅ ju njoftoj, ▫️ nuk ju njoftoj; shtypni për ta ndryshuar. Për detyrat, referimet dhe çfarë vendoset për to ju njoftoj gjithmonë.
settings-channels = <b>Telegram ose postë elektronike</b>
    Ku t’ju shkruaj?
settings-wait = Diçka tjetër e juaja ende nuk është ruajtur, prandaj asgjë nuk ndryshoi. Ju lutem shtypni përsëri pas pak.
told-of-data-requests = kërkesat për të dhëna
told-of-indicator-values = vlerat e treguesve
told-of-meetings = takimet
told-of-training = trajnimet
told-of-overviews = vështrimet mbi javën ose muajin
button-settings-morning = ☀️ Mesazhi i mëngjesit
button-settings-quiet = 🌙 Orët pa mesazhe
button-settings-subjects = 📋 Për çfarë ju njoftoj
button-settings-channels = ✉️ Telegram ose postë
button-each-working-day = Çdo ditë pune
button-once-a-week = Një herë në javë
button-by-telegram = Telegram
button-by-email = Postë elektronike
button-by-both = Të dyja
button-address-give = Jep një adresë elektronike
button-address-change = Ndrysho adresën elektronike
button-address-forget = Fshi adresën elektronike
button-address-own = ✅ Po, është e imja
button-address-not-own = Jo
address-ask = Cila është adresa juaj elektronike? Shkruani vetëm adresën, p.sh. emri@example.org.
address-none = Në këtë mesazh nuk lexoj asnjë adresë elektronike dhe nuk shënova asgjë. Ju lutem shkruani vetëm adresën, p.sh. emri@example.org, me shkronja latine pa shenja të veçanta – ose shtypni “Anulo” për të shkruar diçka tjetër.
address-own = A është <b>{ $address }</b> adresa juaj elektronike? Njoftimet e mia dërgohen atje.
email-not-offered = Posta elektronike këtu nuk është e vendosur, prandaj asgjë nuk ndryshoi. Vazhdoj t’ju shkruaj në këtë bisedë.
button-hour = ☀️ { $hour }:00
button-quiet = 🌙 { $from }–{ $until }
button-away = 🏖 Njofto mungesën
button-back-at-work = 👋 Jam në punë përsëri
away-ask = Deri kur do të mungoni? Shkruani për shembull “deri të premten” ose “15 korrik”.
away-which-day = Për cilën ditë e keni fjalën?
away-noted = U shënua mungesa juaj deri { $date-until }. Ndërkohë përkujtimet i merr { $name }.
away-noted-nobody = U shënua mungesa juaj deri { $date-until }. Askush nuk ju zëvendëson, prandaj përkujtimet vazhdojnë t’ju vijnë juve. Sekretariati mund të emërojë zëvendës.
back-noted = Mirë se u kthyet. Përkujtimet ju vijnë përsëri juve.
whoami-focal-point = { $name }, pika fokale e institucionit <b>{ $institution }</b>.
whoami-deputy = { $name } zëvendëson pikën fokale të institucionit <b>{ $institution }</b>.
whoami-chair = Kryesoni nëngrupin <b>{ $subgroup }</b>.
whoami-stands-in = Gjatë mungesës së kryesuesit të nëngrupit { $subgroup }, deri { $date-until }, zëvendësues jeni ju: /board
whoami-secretariat = Ju shihni atë që sheh Sekretariati.
privacy =
    <b>Çfarë ruhet</b>
    Për ju: emri, funksioni, gjuha, kjo bisedë dhe, kur janë dhënë, një numër telefoni i punës dhe një adresë elektronike, të gjitha të shifruara me një çelës vetëm për ju; si dhe çfarë keni raportuar për detyrat.
    Për viktimat: asgjë që tregon se kush janë. Mesazhet me emra, numra, skedarë ose fotografi nuk ruhen dhe fshihen nga biseda kur Telegram e lejon.
    Për fshirjen e të dhënave tuaja njoftoni Sekretariatin: ai fshin çelësin tuaj dhe pas kësaj askush nuk mund t’i lexojë më të dhënat tuaja, as në kopjet rezervë. Puna e institucionit tuaj mbetet e shënuar.
