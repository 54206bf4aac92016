# Çfarë mund të vendosë një person dhe çfarë di boti për të.

commands-settings = Kur ju shkruaj
commands-away = Do të mungoj
commands-back = U ktheva
commands-whoami = Kush jeni për mua
commands-privacy = Çfarë ruhet
settings-heading = <b>Kur ju shkruaj</b>
settings-digest-at = Mesazhi i mëngjesit vjen në orën { $hour }:00.
settings-digest-usual = Mesazhi i mëngjesit vjen në orën e zakonshme.
settings-quiet = Qetësi nga ora { $from } deri në { $until }.
settings-quiet-usual = Qetësi në orët e zakonshme.
settings-away = Mungoni nga { $from } deri { $until }.
settings-how = Në ditë pushimi nuk shkruaj. Zgjidhni më poshtë:
button-hour = ☀️ { $hour }:00
button-quiet = 🌙 { $from }–{ $until }
button-away = 🏖 Do të mungoj
button-back-at-work = 👋 U ktheva
digest-hour-chosen = Mesazhi i mëngjesit do të vijë në orën { $hour }:00.
quiet-hours-set = Qetësi nga ora { $from } deri në { $until }.
away-ask = Deri kur do të mungoni? Shkruani për shembull “deri të premten” ose “15 korrik”.
away-which-day = Cilën ditë keni menduar?
away-noted = U shënua: mungoni deri { $date }. Ndërkohë kujtesat i merr { $name }.
away-noted-nobody = U shënua: mungoni deri { $date }. Askush nuk ju zëvendëson në bisedë, prandaj kujtesat vijnë ende te ju. Sekretariati mund të caktojë një zëvendës.
back-noted = Mirë se u kthyet. Kujtesat vijnë përsëri te ju.
whoami-focal-point = { $name }, pika fokale e <b>{ $institution }</b>.
whoami-deputy = { $name }, zëvendëse e pikës fokale e <b>{ $institution }</b>.
whoami-chair = Kryesues i nëngrupit <b>{ $subgroup }</b>.
whoami-secretariat = Ju shihni atë që sheh Sekretariati.
privacy =
    <b>Çfarë ruhet</b>
    Për ju: emri, posti, gjuha, kjo bisedë dhe, kur është dhënë, një numër telefoni i punës, të gjitha të shifruara me një çelës tuajin; dhe çfarë keni raportuar për detyrat.
    Për viktimat: asgjë që tregon se kush janë. Mesazhet me emra, numra, skedarë ose fotografi nuk ruhen dhe fshihen nga biseda kur Telegrami e lejon.
    Për t'u harruar, njoftoni Sekretariatin: ai fshin çelësin tuaj dhe pastaj askush nuk i lexon dot të dhënat tuaja, as në kopjet rezervë. Ajo që ka bërë institucioni juaj mbetet.
