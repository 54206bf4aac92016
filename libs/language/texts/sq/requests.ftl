# Forms of data requests: what they ask and how a filled-in file is read.

form-unit-persons = persona
form-unit-incidents = incidente
form-unit-cases = raste
form-unit-items = copë
form-unit-sessions = sesione
form-unit-percent = për qind
form-unit-days = ditë
form-unit-euros = euro
form-by-sex = gjinia
form-by-age-group = grupmosha
form-by-nationality = shtetësia
form-by-exploitation-form = forma e shfrytëzimit
form-sex-female = Femra
form-sex-male = Meshkuj
form-sex-non-conforming = As femra, as meshkuj
form-sex-not-specified = Gjinia nuk është deklaruar
form-age-group-0-8 = 0–8 vjeç
form-age-group-9-17 = 9–17 vjeç
form-age-group-18-20 = 18–20 vjeç
form-age-group-21-23 = 21–23 vjeç
form-age-group-24-26 = 24–26 vjeç
form-age-group-27-29 = 27–29 vjeç
form-age-group-30-38 = 30–38 vjeç
form-age-group-39-47 = 39–47 vjeç
form-age-group-48-plus = 48 vjeç e më shumë
form-age-group-minor = Nën 18 vjeç, mosha e panjohur
form-age-group-adult = 18 vjeç ose më shumë, mosha e panjohur
form-nationality-XK = Kosovë
form-nationality-AL = Shqipëri
form-nationality-RS = Serbi
form-nationality-MK = Maqedoni e Veriut
form-nationality-ME = Mal i Zi
form-nationality-BA = Bosnjë e Hercegovinë
form-nationality-MD = Moldavi
form-nationality-RO = Rumani
form-nationality-BG = Bullgari
form-nationality-UA = Ukrainë
form-nationality-stateless = Pa shtetësi
form-nationality-unknown = Shtetësia e panjohur
form-exploitation-form-forced-labour = Punë e detyruar
form-exploitation-form-sexual-exploitation = Shfrytëzim seksual
form-exploitation-form-child-labour = Punë e fëmijëve
form-exploitation-form-forced-marriage = Martesë e detyruar
form-exploitation-form-servitude = Praktika të ngjashme me skllavërinë
form-exploitation-form-forced-military = Shërbim ushtarak i detyruar
form-exploitation-form-organ-removal = Heqje e organeve
form-exploitation-form-forced-begging = Lypje e detyruar
form-exploitation-form-forced-adoption = Adoptim i detyruar
form-exploitation-form-surrogacy = Amësi zëvendësuese
form-exploitation-form-other = Formë tjetër
form-total = Gjithsej
form-skipped = pa përgjigje: { $reason }
form-hint-places = { $places ->
    [one] së shumti { $places } shifër pas presjes
   *[other] së shumti { $places } shifra pas presjes
}
form-hint-between = { $least } deri { $most }
form-hint-least = së paku { $least }
form-hint-date = datë, p.sh. 31.12.2017
form-hint-by = sipas: { $by }; shuma e pjesëve është numri i përgjithshëm
form-sheet = Formulari
form-column-key = Çelësi (mos e ndryshoni)
form-column-question = Pyetja
form-column-part = Pjesa
form-column-answer = Përgjigjja
form-column-how = Si
form-column-reason = Arsyeja, nëse nuk ka përgjigje
form-how-to-fill = Shkruani vetëm në kolonat “Përgjigjja” dhe “Arsyeja”, ruajeni skedarin si CSV ose XLSX dhe dërgojani botit. Ju lutem mos shkruani kurrë se kush është viktima.
unreadable-not-a-number = Ky nuk është numër. Shkruajeni me shifra, p.sh. 12 ose 12,5.
unreadable-two-readings = Ky mund të lexohet si dy numra. Shkruajeni pa shenjën e mijëshes, p.sh. 1250 ose 1,25.
unreadable-too-large = Numri është tepër i madh. Kontrolloni shifrat.
unreadable-too-many-places = Numri ka tepër shifra pas presjes. Rrumbullakojeni.
unreadable-not-a-count = Këtu numërohet. Shkruani numër të plotë, 0 ose më shumë.
unreadable-not-a-date = Kjo nuk është datë. Shkruajeni si 31.12.2017.
unreadable-no-such-day = Kjo ditë nuk ekziston. Kontrolloni datën.
unreadable-no-such-option = Kjo nuk është asnjë nga mundësitë. Zgjidhni njërën prej tyre.
unreadable-broken-down = Ky numër zbërthehet. Jepni numrin e përgjithshëm dhe pjesët e tij.
cell-in-sheet = Fleta “{ $sheet }”, qeliza { $cell }
cell-in-row = Rreshti { $row }, kolona { $column }
cell-merged = Këto qeliza janë të bashkuara. Ndajini, që çdo rresht të ketë përgjigjen e vet.
cell-odd = Kjo qelizë përmban diçka që nuk është përgjigje. Shkruani një numër, një datë ose një fjalë.
cell-no-such-key = Formulari nuk ka rresht të tillë. Lëreni kolonën e parë siç është në skedarin e formularit.
cell-key-twice = Ky rresht shfaqet dy herë. Hiqni njërin.
cell-answer-and-reason = Janë dhënë edhe përgjigjja, edhe arsyeja pse mungon ajo. Hiqni njërën.
cell-reason-too-long = Arsyeja është tepër e gjatë. Shkurtojeni.
cell-reason-not-plain = Arsyeja ka shenja që nuk mund të ruhen. Shkruajeni si tekst të thjeshtë.
file-too-large = Ky skedar është tepër i madh. Dërgoni skedarin e formularit, të plotësuar.
file-too-wide = Diçka gjendet në të djathtë të kolonës së fundit të formularit. Fshijeni atë dhe dërgojeni skedarin përsëri.
file-too-many-sheets = Ky skedar ka më shumë fletë se formulari. Fshini fletët që nuk janë të formularit dhe dërgojeni përsëri.
file-other-kind = Lexoj vetëm skedarë CSV dhe XLSX. Ruajeni skedarin si njërin prej tyre dhe dërgojeni edhe një herë.
file-holds-more = Ky skedar ka brenda figura, grafikë ose skedarë të tjerë. Fshijini dhe dërgojeni skedarin përsëri.
file-damaged = Ky skedar është i dëmtuar. Ruajeni përsëri dhe dërgojeni edhe një herë.
file-not-the-form = Ky nuk është skedari i formularit. Merreni skedarin e formularit me /data, plotësojeni dhe dërgojeni atë.

# Data requests in chat.

commands-data = Kërkesat për të dhëna
data-none = Institucioni juaj nuk ka asnjë kërkesë të hapur për të dhëna. Faleminderit.
data-heading = { $count ->
    [0] <b>Kërkesat për të dhëna.</b> Asnjë kërkesë nuk pret përgjigjen tuaj.
    [one] <b>Kërkesat për të dhëna.</b> { $count } kërkesë pret përgjigjen tuaj.
   *[other] <b>Kërkesat për të dhëna.</b> { $count } kërkesa presin përgjigjen tuaj.
}
data-line = • <b>{ $title }</b> – { $due } – { $status }
data-card =
    <b>{ $title }</b>
    Periudha: { $period }
    Afati: { $due }
    { $count ->
        [one] { $count } pyetje
       *[other] { $count } pyetje
    }, { $status }
data-stage-awaited = ende pa përgjigje
data-stage-submitted = te Sekretariati
data-stage-returned = e kthyer për korrigjim
data-stage-accepted = e pranuar
data-due-overdue = { $days ->
    [one] { $date }, { $days } ditë vonesë
   *[other] { $date }, { $days } ditë vonesë
}
data-due-today = { $date }, sot
data-due-in = { $days ->
    [one] { $date }, pas { $days } dite
   *[other] { $date }, pas { $days } ditësh
}
data-comment = 💬 <b>{ $field }</b>: { $comment }
data-on-a-page = { $days ->
    [one] Mund të <a href="{ $link }">përgjigjeni edhe në faqe</a>; vegza është vetëm për ju dhe vlen { $days } ditë.
   *[other] Mund të <a href="{ $link }">përgjigjeni edhe në faqe</a>; vegza është vetëm për ju dhe vlen { $days } ditë.
}
data-by-file = Ose merreni formularin si skedar, plotësojeni dhe dërgojeni këtu.
data-button-open = { $title }
data-button-answer = Përgjigju këtu
data-button-go-on = Vazhdo
data-button-correct = Korrigjo
data-button-xlsx = Skedar Excel
data-button-csv = Skedar CSV
data-button-back = « Prapa
data-button-skip = Pa përgjigje
data-button-later = Më vonë
data-button-drop = Anulo
data-button-send = Dërgo
data-button-change = Ndrysho
data-button-note = Shto një shënim
data-button-confirm = Janë të sakta, dërgo
data-question =
    <b>{ $field }</b> ({ $n }/{ $of })
    <i>{ $hint }</i>
data-so-far = Deri tani: { $answer }
data-last-period = Periudha e kaluar: { $figure }
data-ask-total = Së pari shkruani numrin e përgjithshëm.
data-ask-part = Sa është numri në kategorinë <b>{ $part }</b>? Të mbetura: { $left }. Disa numra në një mesazh merren njëri pas tjetrit.
data-ask-further = Të mbetura nga vende të tjera: { $left }. Shkruani dy shkronjat e vendit dhe numrin, p.sh. DE 2.
data-too-many = Kjo është më shumë se numri i mbetur ({ $left }). Kontrolloni numrin, ose kthehuni dhe ndryshoni numrin e përgjithshëm.
data-too-few = Kjo është pjesa e fundit, kurse të mbetura janë: { $left }. Kontrolloni numrin, ose kthehuni dhe ndryshoni numrat e mëparshëm.
data-no-country = Shkruani dy shkronjat e vendit dhe numrin, p.sh. DE 2.
data-still-asked = Ende pritet përgjigjja: <b>{ $field }</b>. “Më vonë” i ruan përgjigjet tuaja dhe /data vazhdon plotësimin.
data-ask-reason = Pse nuk ka përgjigje për pyetjen <b>{ $field }</b>? Shkruajeni me pak fjalë.
data-ask-note = Çfarë doni t’i thoni Sekretariatit për korrigjimin?
data-note = ✏️ { $note }
data-summary = <b>{ $title }</b> – përgjigjet tuaja. Ende nuk është dërguar asgjë.
data-which-field = Cilën përgjigje doni ta ndryshoni?
data-far = Disa përgjigje ndryshojnë shumë nga periudha e kaluar. A janë të sakta?
data-far-field = • <b>{ $field }</b>: tani { $now }, periudha e kaluar { $last }
data-sent = U dërgua: <b>{ $title }</b>. Faleminderit. Sekretariati i shqyrton përgjigjet; /data tregon gjendjen.
data-dropped = U anulua. Nuk u dërgua asgjë.
data-later = Përgjigjet tuaja u ruajtën. Me /data vazhdoni aty ku keni ndalur.
data-file-caption = Plotësoni vetëm kolonat “Përgjigjja” dhe “Arsyeja”, pastaj dërgojeni skedarin këtu.
data-file-not-fetched = Skedari nuk mund të merrej. Ju lutem dërgojeni edhe një herë.
data-file-not-yours = Ky skedar i takon një kërkese që nuk i drejtohet institucionit tuaj.
data-file-faults = { $count ->
    [one] Skedari ka { $count } gabim. Nuk u ruajt asgjë; korrigjojeni dhe dërgojeni edhe një herë.
   *[other] Skedari ka { $count } gabime. Nuk u ruajt asgjë; korrigjojini dhe dërgojeni edhe një herë.
}
data-file-more-faults = { $count ->
    [one] … dhe { $count } gabim tjetër.
   *[other] … dhe { $count } gabime të tjera.
}
data-told-heading = Kërkesat për të dhëna për institucionin <b>{ $institution }</b>
data-told-line = • { $title } ({ $period }) – { $due }
data-told-new = Të reja
data-told-returned = Të kthyera për korrigjim
data-told-soon = Me afat të afërt
data-told-today = Afati sot
data-told-overdue = Me vonesë
data-told-nudged = Sekretariati i kërkon përsëri të dhënat

# Data requests on pages.

data-page-title = Kërkesat për të dhëna
page-data-requests-short = Të dhënat
data-page-new = Kërkesë e re për të dhëna
data-page-collected = Të dhënat e mbledhura
data-page-all-requests = Të gjitha kërkesat
data-page-request = Kërkesa
data-page-answered = Me përgjigje
data-page-to-review = Për shqyrtim
data-page-closed = e mbyllur
data-page-missing = Mungojnë
data-page-nothing-missing = Nuk mungon asgjë.
data-page-nudge = Kërko edhe një herë
data-page-nudged = u kërkua edhe një herë më { $at }
data-page-days-late = { $days ->
    [one] { $days } ditë vonesë
   *[other] { $days } ditë vonesë
}
data-page-again = Kërko përsëri për periudhë tjetër
data-page-form-xlsx = Formulari si skedar Excel
data-page-form-csv = Formulari si skedar CSV
data-page-questions = Pyetjet
data-page-close = Mbylle kërkesën
data-page-close-what = Pas kësaj nuk dorëzohet e nuk korrigjohet asgjë.
data-page-raw = Përgjigjet e institucioneve ashtu siç janë shkruar: vetëm për Sekretariatin. Numrat e vegjël fshihen te të dhënat e mbledhura dhe te skedarët e tyre.
data-page-comment = Komenti
data-page-comment-if-any = Çfarë duhet kontrolluar
data-page-last = periudha e kaluar { $figure }
data-page-confirmed = konfirmuar nga institucioni
data-page-return = Ktheje me komentet
data-page-accept = Prano
data-page-no-comment = Shkruani koment për së paku një përgjigje.
data-page-step-submitted = Dorëzuar
data-page-step-returned = Kthyer
data-page-step-corrected = Korrigjuar
data-page-step-accepted = Pranuar
data-page-step-nudged = Kërkuar edhe një herë
data-page-by-official = nga institucioni
data-page-by-secretariat = nga Sekretariati
data-page-by-service = nga sistemi focalpoint
data-page-begin-with = Fillo me formularin e kërkesës
data-page-take-over = Merre formularin
data-page-from = Dita e parë e periudhës
data-page-until = Dita e fundit e periudhës
data-page-recipients = Kujt i drejtohet
data-page-question = Pyetja { $n }
data-page-key = Çelësi, nëse pyetja vazhdon një pyetje të një periudhe të mëparshme (përndryshe lëreni bosh)
data-page-kind = Lloji
data-page-kind-integer = Numër i plotë
data-page-kind-decimal = Numër dhjetor
data-page-kind-breakdown = Numër i zbërthyer
data-page-kind-choice = Zgjedhje
data-page-kind-date = Datë
data-page-more-of-question = Njësia, kufijtë, mundësitë, zbërthimi
data-page-unit = Njësia
data-page-unit-other = Njësi tjetër
data-page-unit-other-name = Emri i njësisë tjetër
data-page-places = Shifrat pas presjes (0 deri në 6)
data-page-least = Së paku
data-page-most = Së shumti
data-page-by = Zbërthyer sipas
data-page-options = Mundësitë, nga një në rresht, në të njëjtën renditje në çdo gjuhë
data-page-more-questions = Më shumë pyetje
data-page-issue = Lëshoje kërkesën
data-page-wrong-key = Përdorni shkronja të vogla a deri z, shifra dhe viza lidhëse.
data-page-wrong-key-twice = Një pyetje tjetër ka të njëjtin çelës. Jepini secilës çelësin e vet.
data-page-wrong-too-many-fields = Një formular ka së shumti 100 pyetje. Ndajeni.
data-page-wrong-no-fields = Formulari nuk ka asnjë pyetje. Shtoni një.
data-page-wrong-options = Shkruani po aq mundësi në secilën gjuhë që përdorni, në të njëjtën renditje, nga një në rresht.
data-page-wrong-by = Zgjidhni sipas çfarë zbërthehet.
data-page-wrong-bounds = “Së shumti” është më pak se “së paku”. Kontrollojini të dyja.
data-page-wrong-period = Periudha mbaron para se të fillojë. Kontrolloni datat.
data-page-wrong-recipients = Zgjidhni së paku një institucion.
data-page-form = Formulari
data-page-show = Shfaq
data-page-all = Të gjitha bashkë
data-page-part-of-all = u përgjigjën { $answered } nga { $asked }
data-page-chart = Grafiku
data-page-parts = Sipas pjesëve
data-page-hides = Numrat e personave nën 5 fshihen, si dhe ata që do t’i zbulonin.
data-page-cell-hidden = fshehur
data-page-cell-skipped = pa përgjigje
data-page-cell-missing = mungon
data-page-status-accepted = pranuar
data-page-status-waiting = ende e pashqyrtuar
data-page-status-hidden = fshehur (numër i vogël)
data-page-status-skipped = pa përgjigje
data-page-status-missing = mungon
data-page-file-institution = Institucioni
data-page-file-from = Nga
data-page-file-until = Deri
data-page-file-field = Pyetja
data-page-file-part = Pjesa
data-page-file-value = Vlera
data-page-file-unit = Njësia
data-page-file-status = Gjendja
data-page-sent = U dërgua. Faleminderit. Për ta korrigjuar, kërkoni nga boti një vegëz të re me /data.
data-page-look = Disa përgjigje nuk përshtaten. Shikoni të shënuarat; nuk u ruajt asgjë.
data-page-far = Disa përgjigje ndryshojnë shumë nga periudha e kaluar. Kontrolloni të shënuarat dhe konfirmoni ato që janë të sakta.
data-page-confirm = Është e saktë, edhe pse në periudhën e kaluar ishte { $figure }
data-page-country = Vend tjetër (dy shkronja)
data-page-count = Numri
data-page-link = Vegza e formularit
data-page-link-forged = Kjo vegëz nuk vlen. Kërkoni një të re nga boti me /data.
data-page-link-expired = Kjo vegëz ka skaduar. Kërkoni një të re nga boti me /data.
data-page-link-not-in-post = Kjo vegëz ishte për një person që nuk është më në funksion. Personi i ri në funksion merr vegëz nga boti me /data.
data-page-link-taken-back = Kjo vegëz u dërgua para se biseda ose adresa e e-mailit e këtij personi të ndryshonte ose të hiqej, prandaj nuk hap më asgjë. Kërkoni një të re nga boti me /data.
data-page-link-spent = Përgjigjet u dërguan me këtë vegëz, ose i dërguat ju që kur u krijua, prandaj me të nuk dërgohet më asgjë. Për t’i korrigjuar, kërkoni nga boti një vegëz të re me /data.
data-page-link-until = Kjo vegëz është vetëm për ju dhe vlen deri më { $at }. Ju lutem mos ia jepni askujt.
data-page-no-names = Mos shkruani kurrë se kush është viktima.
