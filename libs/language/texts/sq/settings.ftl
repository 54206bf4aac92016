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
button-hour = ☀️ { $hour }:00
button-quiet = 🌙 { $from }–{ $until }
button-away = 🏖 Njofto mungesën
button-back-at-work = 👋 Jam në punë përsëri
digest-hour-chosen = Mesazhi i mëngjesit do të dërgohet në orën { $hour }:00.
quiet-hours-set = Pa mesazhe nga ora { $from } deri në orën { $until }.
away-ask = Deri kur do të mungoni? Shkruani për shembull “deri të premten” ose “15 korrik”.
away-which-day = Për cilën ditë e keni fjalën?
away-noted = U shënua mungesa juaj deri { $date-until }. Ndërkohë përkujtimet i merr { $name }.
away-noted-nobody = U shënua mungesa juaj deri { $date-until }. Askush nuk ju zëvendëson në bisedë, prandaj përkujtimet vazhdojnë t’ju vijnë juve. Sekretariati mund të emërojë zëvendës.
back-noted = Mirë se u kthyet. Përkujtimet ju vijnë përsëri juve.
whoami-focal-point = { $name }, pika fokale e institucionit <b>{ $institution }</b>.
whoami-deputy = { $name } zëvendëson pikën fokale të institucionit <b>{ $institution }</b>.
whoami-chair = Kryesoni nëngrupin <b>{ $subgroup }</b>.
whoami-stands-in = Gjatë mungesës së kryesuesit të nëngrupit { $subgroup }, deri { $date-until }, zëvendësues jeni ju: /board
whoami-secretariat = Ju shihni atë që sheh Sekretariati.
privacy =
    <b>Çfarë ruhet</b>
    Për ju: emri, funksioni, gjuha, kjo bisedë dhe, kur është dhënë, një numër telefoni i punës, të gjitha të shifruara me një çelës vetëm për ju; si dhe çfarë keni raportuar për detyrat.
    Për viktimat: asgjë që tregon se kush janë. Mesazhet me emra, numra, skedarë ose fotografi nuk ruhen dhe fshihen nga biseda kur Telegram e lejon.
    Për fshirjen e të dhënave tuaja njoftoni Sekretariatin: ai fshin çelësin tuaj dhe pas kësaj askush nuk mund t’i lexojë më të dhënat tuaja, as në kopjet rezervë. Puna e institucionit tuaj mbetet e shënuar.
