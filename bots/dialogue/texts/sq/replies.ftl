# Përgjigjet: konfirmimet, pyetjet, dhe çdo gjë që boti nuk e kupton ose nuk e pranon.

## Konfirmimet

confirm-done = U shënua si e kryer: <b>{ $number }.</b> { $title }.
confirm-progress = U shënua { $percent }%: <b>{ $number }.</b> { $title }.
confirm-in-progress = U shënua në punë e sipër: <b>{ $number }.</b> { $title }.
confirm-accepted = U shënua si e pranuar: <b>{ $number }.</b> { $title }.
confirm-blocked = U shënua si e bllokuar: <b>{ $number }.</b> { $title }. Arsyeja: { $reason }
confirm-extension-asked = U kërkua afat deri { $date }: <b>{ $number }.</b> { $title }. Vendos kryesuesi.
confirm-verified = U vërtetua si e kryer: { $title }.
confirm-reopened = U rihap: { $title }. Afati { $due }.
confirm-extension-granted = U dha afati deri { $date }: { $title }.
confirm-extension-refused = Afati nuk u dha: { $title }. Mbetet { $due }.
confirm-not-ours = Ia përcolla Sekretariatit se detyra <b>{ $number }.</b> { $title } nuk është e juaja.
already-so = Ashtu është shënuar tashmë: <b>{ $number }.</b> { $title }.
undo-hint = Mund ta zhbëni brenda 10 minutave.
undone = U zhbë: <b>{ $number }.</b> { $title } është prapë si më parë.
too-late-to-undo = Kanë kaluar 10 minuta, prandaj nuk zhbëhet më. Shkruani thjesht si është tani, p.sh. “1: 50%”.
language-chosen = Tani e tutje ju shkruaj shqip.
language-ask = Në cilën gjuhë t’ju shkruaj?

## Pyetjet

ask-which-task = Për cilën detyrë e keni fjalën?
ask-meaning = Kjo mund të kuptohet në disa mënyra. Çfarë keni dashur të thoni?
ask-reason-of-block = Çfarë po e pengon detyrën <b>{ $number }.</b> { $title }? Shkruani një fjali, pa emra viktimash.
ask-until-when = Deri kur ju duhet kohë për detyrën <b>{ $number }.</b> { $title }?
ask-percent = Sa është kryer detyra <b>{ $number }.</b> { $title }?
ask-reason-of-reopening = Çfarë mungon te “{ $title }”? Shkruani një fjali.
meaning-done = E kryer
meaning-in-progress = Në punë e sipër
meaning-progress = { $percent }%
meaning-blocked = E bllokuar
meaning-extension = Më shumë kohë
meaning-extension-until = Deri { $date }
meaning-accepted = E pranuar
meaning-not-ours = Nuk është e jona
meaning-attending = Vijmë
meaning-not-attending = Nuk vijmë
meaning-deputy = Vjen zëvendësi
meaning-none = Asnjëra

## Kur diçka nuk kuptohet

not-understood = Nuk e kuptova. Shkruani për shembull: “1 krye”, “2: 50%”, “e bllokuar: mungon buxheti”, “deri më 15 qershor”, “+3 ditë” – ose /help.
no-such-task = Nuk keni detyrë të hapur me numrin { $number }. /tasks tregon detyrat tuaja.
no-such-date = Data “{ $date }” nuk ekziston. Ju lutem shkruani një tjetër, p.sh. “deri më 15 qershor”.
date-in-past = Data ka kaluar: { $date }. Ju lutem shkruani një ditë nga sot e tutje.
date-too-far = A është vërtet { $date }? Kjo është shumë larg nga sot. Ju lutem shkruajeni ditën edhe një herë, me vit.
text-too-long = Teksti është më i gjatë se { $longest } shenja. Ju lutem shkurtojeni.
text-not-plain = Teksti ka shenja që nuk i lexoj. Ju lutem shkruajeni si tekst të thjeshtë.
only-text = Unë lexoj vetëm tekst dhe nuk ruaj fotografi, dosje, kontakte a vende: ato mund të tregojnë kush është një viktimë. I fshij nga kjo bisedë kur mundem. Ju lutem shkruajeni me fjalë, p.sh. “1 krye”.
command-unknown = Komandën { $command } nuk e njoh. /help tregon ato që njoh.
edited-message = Ndryshimet e mesazheve nuk i lexoj. Ju lutem dërgojeni si mesazh të ri.
button-expired = Ky buton nuk vlen më. /tasks tregon gjendjen e tanishme.
not-yours = Kjo nuk është e juaja për ta ndryshuar ose parë. Nëse duhet të jetë, drejtohuni Sekretariatit.
not-saved-yet = Për momentin nuk mund ta ruaj: <b>ende nuk është ruajtur</b>. E mbaj dhe do të pyes përsëri; pastaj ky mesazh do të thotë çfarë u bë me të. Nuk keni nevojë ta shkruani përsëri.
cannot-look-now = Për momentin nuk mund të kërkoj asgjë, prandaj nuk shënova asgjë. Ju lutem shkruajeni përsëri pas pak minutash.
reading-cancelled = U anulua. Asgjë nuk ndryshoi.
going-wrong = Diçka nuk shkoi mirë te ne. Asgjë nuk ndryshoi; ju lutem provoni përsëri pas pak.

## Mbrojtja e të dhënave personale

guard-refused =
    Këtë mesazh nuk e ruajta, sepse duket se përmban: { $found }.
    Në këtë bisedë nuk shkruhet asgjë që tregon kush është një viktimë. Ju lutem fshijeni mesazhin dhe shkruajeni pa të dhëna personale, p.sh. “e bllokuar: mungon një dokument” ose vetëm numrin e rastit.
guard-asks =
    Këtë mesazh ende nuk e kam ruajtur: përmban { $found } dhe nuk e di a është ky person zyrtar.
    Nëse është zyrtar, ju lutem shkruani edhe detyrën pranë emrit, p.sh. “prokurori …”. Nëse është viktimë, klient, fëmijë ose dëshmitar, ju lutem fshijeni mesazhin dhe shkruani vetëm numrin e rastit.
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
guard-kind-plate = targa të automjetit
guard-kind-account = llogari bankare
guard-kind-medical-number = numër mjekësor, dhomë ose shtrat spitali
guard-kind-file-number = numër në një regjistër
guard-kind-school = shkollën dhe klasën e një fëmije
guard-kind-photo = fotografi të dikujt
guard-kind-named-file = skedar me emra
guard-kind-description = përshkrim që i përshtatet vetëm një personi
guard-kind-disguise = emër të shkruar fshehtas
guard-doubt-named-person = emër pa detyrë zyrtare
guard-doubt-initials = iniciale
guard-doubt-kin = të afërm të dikujt
guard-doubt-description = përshkrim të një personi
guard-doubt-number = numër që mund të jetë i dikujt
guard-doubt-place = adresë që mund të jetë banesë e dikujt
guard-doubt-disguise = shkronja që mund të fshehin një emër
guard-doubt-resemblance = fjalë që mund të tregojnë kush është dikush
