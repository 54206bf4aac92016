# Përgjigjet: konfirmimet, pyetjet, dhe çdo gjë që boti nuk e kupton ose nuk e pranon.

## Konfirmimet

confirm-done = U shënua si e kryer: <b>{ $number }.</b> { $title }.
confirm-progress = U shënua { $percent }%: <b>{ $number }.</b> { $title }.
confirm-in-progress = U shënua se është në punë e sipër: <b>{ $number }.</b> { $title }.
confirm-accepted = U shënua si e pranuar: <b>{ $number }.</b> { $title }.
confirm-blocked = U shënua si e bllokuar: <b>{ $number }.</b> { $title }. Arsyeja: { $reason }
confirm-extension-asked = U kërkua shtyrja e afatit deri { $date-until }: <b>{ $number }.</b> { $title }. Vendos kryesuesi i nëngrupit.
confirm-verified = U verifikua si e kryer: { $title }.
confirm-reopened = U rihap: { $title }. Afati: { $due }.
confirm-extension-granted = U miratua shtyrja e afatit deri { $date-until }: { $title }.
confirm-extension-refused = Shtyrja e afatit nuk u miratua: { $title }. Afati mbetet: { $due }.
confirm-reassigned = Detyra iu dha institucionit <b>{ $institution }</b>: { $title }. Afati: { $due }.
confirm-returned = Detyra mbetet te institucioni <b>{ $institution }</b>: { $title }. Afati: { $due }.
confirm-called-off = Detyra u anulua: { $title }.
confirm-not-ours = U shënua se detyra <b>{ $number }.</b> { $title } nuk i takon institucionit tuaj. Kujt i takon, e vendos kryesuesi i nëngrupit ose Sekretariati; deri atëherë nuk ju përkujtoj për të.
confirm-not-ours-but = U shënua se detyra <b>{ $number }.</b> { $title } nuk i takon institucionit tuaj dhe se mund t’i takojë institucionit <b>{ $institution }</b>. Vendos kryesuesi i nëngrupit ose Sekretariati; deri atëherë nuk ju përkujtoj për të.
already-so = Kështu është shënuar tashmë: <b>{ $number }.</b> { $title }.
undo-hint = Mund ta zhbëni brenda 10 minutave.
undone = U zhbë: <b>{ $number }.</b> { $title } është përsëri si më parë.
too-late-to-undo = Kanë kaluar 10 minuta, prandaj nuk mund të zhbëhet më. Ju lutem shkruani gjendjen e tanishme, p.sh. “1: 50%”.
language-chosen = Tani e tutje ju shkruaj shqip.
language-ask = Në cilën gjuhë t’ju shkruaj?

## Pyetjet

ask-which-task = Për cilën detyrë e keni fjalën?
ask-meaning = Kjo mund të kuptohet në më shumë se një mënyrë. Çfarë dëshironi të thoni?
ask-reason-of-block = Çfarë po e pengon detyrën <b>{ $number }.</b> { $title }? Shkruani një fjali, pa emra viktimash.
ask-until-when = Deri kur ju duhet kohë për detyrën <b>{ $number }.</b> { $title }?
ask-percent = Sa për qind e detyrës <b>{ $number }.</b> { $title } është kryer?
ask-reason-of-reopening = Çfarë mungon te detyra “{ $title }”? Shkruani një fjali.
ask-reason-of-return = Pse detyra “{ $title }” mbetet te institucioni <b>{ $institution }</b>? Shkruani një fjali; do t’i tregohet institucionit.
ask-reason-of-calling-off = Pse anulohet detyra “{ $title }”? Shkruani një fjali.
meaning-done = E kryer
meaning-in-progress = Në punë e sipër
meaning-progress = { $percent }%
meaning-blocked = E bllokuar
meaning-extension = Më shumë kohë
meaning-extension-until = Deri { $date-until }
meaning-accepted = E pranuar
meaning-not-ours = Nuk i takon institucionit tonë
meaning-attending = Marrim pjesë
meaning-not-attending = Nuk marrim pjesë
meaning-deputy = Vjen zëvendësi
meaning-none = Asnjëra

## Kur diçka nuk kuptohet

not-understood = Nuk e kuptova mesazhin. Shkruani për shembull: “1 krye”, “2: 50%”, “e bllokuar: mungon buxheti”, “deri më 15 qershor”, “+3 ditë” – ose /help.
no-such-task = Nuk keni detyrë të hapur me numrin { $number }. /tasks tregon detyrat tuaja.
no-such-date = Data “{ $date }” nuk ekziston. Ju lutem shkruani një tjetër, p.sh. “deri më 15 qershor”.
date-in-past = Ajo ditë ka kaluar: { $date }. Ju lutem shkruani një ditë nga sot e tutje.
date-too-far = A është vërtet { $date }? Kjo është shumë larg nga sot. Ju lutem shkruajeni ditën edhe një herë, me vit.
text-too-long = Teksti është më i gjatë se { $longest } shenja. Ju lutem shkurtojeni.
text-not-plain = Teksti ka shenja që nuk i lexoj. Ju lutem shkruajeni si tekst të thjeshtë.
only-text = Unë lexoj vetëm tekst dhe nuk ruaj fotografi, skedarë, kontakte ose vendndodhje: ato mund të tregojnë se kush është viktima. I fshij nga kjo bisedë kur mundem. Ju lutem shkruajeni me fjalë, p.sh. “1 krye”.
command-unknown = Komanda { $command } nuk njihet. /help tregon komandat e njohura.
edited-message = Ndryshimet e një mesazhi i lexoj për dhjetë minuta, derisa nuk është pyetur diçka tjetër. Ju lutem dërgojeni si mesazh të ri.
edited-taken-back = E ndryshuat mesazhin tuaj: atë që kisha shënuar prej tij e tërhoqa, dhe po e lexoj sërish.
edited-stays = Ajo që shënova nga ky mesazh mbetet: nuk mund të tërhiqet duke e ndryshuar mesazhin. Ju lutem shkruani me një mesazh të ri si duhet të jetë.
button-expired = Ky buton nuk vlen më. /tasks tregon gjendjen e tanishme.
not-yours = Nuk keni autorizim për ta parë ose ndryshuar këtë. Nëse mendoni se duhet ta keni, ju lutem drejtojuni Sekretariatit.
not-saved-yet = Për momentin kjo nuk mund të ruhet: <b>ende nuk është ruajtur</b>. E mbaj mesazhin dhe provoj përsëri; pastaj ky mesazh tregon rezultatin. Nuk keni nevojë ta shkruani përsëri.
cannot-look-now = Për momentin të dhënat nuk mund të lexohen, prandaj nuk u shënua asgjë. Ju lutem shkruajeni përsëri pas pak minutash.
too-many-messages = Po shkruani më shpejt se ç’mund të lexohet. Mesazhet tuaja të fundit <b>nuk u lexuan</b>; ju lutem prisni një minutë dhe dërgoni përsëri, në një mesazh, atë që ka rëndësi.
reading-cancelled = U anulua. Asgjë nuk ndryshoi.
going-wrong = Ndodhi një gabim në sistem. Asgjë nuk ndryshoi; ju lutem provoni përsëri pas pak.

## Mbrojtja e të dhënave personale

guard-refused =
    Ky mesazh nuk u ruajt, sepse duket se përmban: { $found }.
    Në këtë bisedë nuk shkruhet asgjë që tregon se kush është viktima. Ju lutem fshijeni mesazhin dhe shkruajeni pa të dhëna personale, p.sh. “e bllokuar: mungon një dokument”, ose shkruani vetëm numrin e rastit.
guard-asks =
    Këtë mesazh ende nuk e kam ruajtur: përmban { $found } dhe nuk e di nëse ky person është zyrtar.
    Nëse është zyrtar, ju lutem shkruani edhe funksionin pranë emrit, p.sh. “prokurori …”. Nëse është viktimë, klient, fëmijë ose dëshmitar, ju lutem fshijeni mesazhin dhe shkruani vetëm numrin e rastit.
guard-kind-personal-number = numër personal
guard-kind-document-number = numër dokumenti
guard-kind-phone-number = numër telefoni
guard-kind-email-address = adresë elektronike
guard-kind-date-of-birth = datëlindje
guard-kind-named-victim = emër ose iniciale pranë një fjale për viktimë, fëmijë, klient a dëshmitar
guard-kind-initials = iniciale bashkë me moshë, vend ose shkollë
guard-kind-kin = lidhje familjare të dikujt
guard-kind-address = vendin ku dikush banon ose është strehuar
guard-kind-handle = emër në një rrjet social
guard-kind-plate = targë automjeti
guard-kind-account = llogari bankare
guard-kind-medical-number = numër mjekësor, dhomë ose shtrat spitali
guard-kind-file-number = numër në një regjistër
guard-kind-school = shkollën dhe klasën e një fëmije
guard-kind-photo = fotografi të dikujt
guard-kind-named-file = skedar me emra
guard-kind-description = përshkrim që i përshtatet vetëm një personi
guard-kind-disguise = emër të shkruar në mënyrë të maskuar
guard-kind-too-long = tekst tepër të gjatë për t’u shqyrtuar
guard-doubt-named-person = emër pa funksion zyrtar
guard-doubt-initials = iniciale
guard-doubt-kin = një të afërm të dikujt
guard-doubt-description = përshkrim të një personi
guard-doubt-number = numër që mund të jetë i dikujt
guard-doubt-place = adresë që mund të jetë banesë e dikujt
guard-doubt-disguise = shkronja që mund të fshehin një emër
guard-doubt-resemblance = fjalë që mund të tregojnë kush është dikush

## Çfarë mund të jetë menduar, disa detyra përnjëherë, dhe çfarë i thuhet vetë botit

did-you-mean = Nuk e kuptova plotësisht. A keni dashur të thoni:
meaning-blocked-by = E bllokuar: { $reason }
meaning-not-ours-but = Nuk është e jona (në mesazh: “{ $institution }”)
meaning-not-attending-because = Nuk marrim pjesë: { $reason }
meaning-deputy-who = Vjen zëvendësi: { $who }
ask-of-each = A ta shënoj “{ $meaning }” për këto { $count } detyra?
button-of-each = Po, për të gjitha ({ $count })
left-as-it-is = Mbetet siç është: <b>{ $number }.</b> { $title }.
no-other-tasks = Nuk ka detyra të tjera të hapura. /tasks tregon detyrat tuaja.
nothing-to-undo = Në 10 minutat e fundit nuk kam shënuar asgjë nga ju. Për të ndryshuar diçka, shkruani thjesht si është tani, p.sh. “1: 50%”.
undo-not-by-word = Ajo që shënova së fundi nuk zhbëhet me një fjalë. Ju lutem jepeni përsëri siç duhet të jetë, ose drejtojuni Sekretariatit.
stop-how =
    Ju zgjidhni kur t’ju shkruaj: me /settings caktoni orën e mesazhit të mëngjesit dhe orët e qetësisë. Me /away përkujtimet i merr për një kohë zëvendësi juaj.
    Nëse kjo bisedë nuk duhet të jetë më e lidhur, drejtojuni Sekretariatit.
thanks-answer = S’ka përse.
greeting-answer = Tungjatjeta! { $count ->
    [0] Institucioni juaj nuk ka detyra të hapura.
    [one] Institucioni juaj ka { $count } detyrë të hapur: /tasks
   *[other] Institucioni juaj ka { $count } detyra të hapura: /tasks
} – /help tregon çfarë mund të shkruani.
counted-from-today = Kohën e numërova nga sot. Nëse e kishit menduar nga afati, shtypni butonin.
counted-within-due = Duke numëruar nga sot, kjo është { $date }, por afati i detyrës është më vonë: { $due }. A e kishit fjalën për aq kohë pas afatit?
button-after-due = Nga afati: { $date }
button-days-more = +{ $days } ditë: { $date }
button-days-after-due = Afati +{ $days } ditë: { $date }
