# Hyrja, llogaritë, rolet, tokenët dhe gjurma e auditimit.

page-sign-in-press = Kjo vegëz ju fut në sistem. Shtypni butonin për ta përdorur.
page-sign-in-button = Hyr
page-first-start = Administruesi i parë
page-first-start-lead = Kush vazhdon këtu kujdeset për personat: kush mund të hyjë dhe me cilat role. Vegza vlen vetëm një herë.
page-first-start-who = Kush jeni?
page-first-start-other = Dikush tjetër i Sekretariatit
page-first-start-name = Emri dhe mbiemri
page-first-start-button = Vazhdo si administrues
page-wrong-name-known = Në listën më sipër ka dikë me këtë emër. Nëse jeni ju, zgjidheni aty; nëse jo, shkruajeni emrin ashtu që të dallohen.
secretariat-name = Sekretariati i Koordinatorit Kombëtar
secretariat-role = Mbështet Koordinatorin Kombëtar dhe Autoritetin Kombëtar
page-account = Llogaria juaj
page-account-sessions = Hyrjet e hapura
page-session-device = Pajisja
page-session-network = Rrjeti
page-session-since = Që nga
page-session-used = Përdorur së fundi
page-session-end = Mbyll
page-session-end-others = Mbyll të gjitha të tjerat
page-session-this = kjo
page-session-confirmed = e konfirmuar me faktor të dytë
page-session-way-link = me vegëz njëpërdorimshe
page-session-way-open-id = përmes hyrjes së institucionit
page-session-way-demo = në demonstrim
page-role-administrator = administrues
page-role-auditor = auditues
page-office-secretariat = Sekretariati
page-office-coordinator = Koordinatori Kombëtar
page-own-tasks-short = Detyrat
page-board-short = Tabela
page-accounts = Llogaritë dhe rolet
page-accounts-short = Llogaritë
page-accounts-lead = Kushdo që ka një funksion mund të hyjë. Çfarë sheh dhe bën varet nga funksioni; të tjerat i jep administruesi.
page-accounts-person = Personi
page-accounts-roles = Rolet
page-accounts-second-factor = faktor i dytë
page-accounts-remove-passkeys = Hiq çelësat e pajisjeve
page-accounts-token = program:
page-accounts-withdraw = Hiq
page-accounts-grant-administrator = Bëje administrues
page-accounts-grant-auditor = Bëje auditues
page-accounts-end-sessions = Mbylli të gjitha
page-accounts-link = Vegëz njëpërdorimshe
page-accounts-link-make = Krijo vegëz
page-accounts-link-hint = Dorëzojeni personalisht ose përmes një kanali që e lexon vetëm ky person. Vlen një herë dhe shfaqet vetëm tani; gjurma e auditimit tregon se e keni krijuar ju.
page-audit = Gjurma e auditimit
page-audit-short = Auditimi
page-audit-lead = Kush ka hyrë, kush ka parë çfarë, çfarë është refuzuar dhe kush i ka dhënë kujt cilat të drejta. Çfarë ka bërë dikush qëndron në historikun e asaj për të cilën e ka bërë.
page-audit-when = Kur
page-audit-who = Kush
page-audit-act = Çfarë
page-audit-object = Për
page-audit-door = Përmes
page-audit-network = Rrjeti
page-audit-all = gjithçka
page-audit-filter = Shfaq
page-audit-more = Më herët
page-audit-none = Asgjë e tillë nuk është regjistruar.
page-audit-nobody = askush i njohur, ose vetë sistemi
page-audit-door-page = faqe
page-audit-door-api = API
page-audit-door-link = vegëz
page-audit-door-chat = bisedë
page-audit-door-email = e-postë
page-audit-act-session-opened = hyri
page-audit-act-session-ended = hyrja u mbyll
page-audit-act-session-confirmed = faktori i dytë u tregua
page-audit-act-sign-in-failed = hyrja nuk u bë
page-audit-act-refused = u refuzua: nuk i takon
page-audit-act-case-read = pa një rast
page-audit-act-cases-listed = pa listën e rasteve
page-audit-act-figures-read = pa shifrat e rasteve
page-audit-act-exported = mori një skedar
page-audit-act-redriven = provoi sërish çka nuk u përpunua
page-audit-act-role-granted = u dha roli
page-audit-act-role-withdrawn = u hoq roli
page-audit-act-link-issued = u krijua vegëz hyrjeje
page-audit-act-links-withdrawn = vegëzat e hyrjes u tërhoqën
page-audit-act-passkey-registered = u regjistrua çelësi i pajisjes
page-audit-act-passkey-removed = u hoq çelësi i pajisjes
page-audit-act-recovery-codes-made = u krijuan kodet rezervë
page-audit-act-identity-linked = u lidh hyrja e institucionit
page-audit-act-identity-unlinked = u shkëput hyrja e institucionit
page-audit-act-token-made = u krijua token
page-audit-act-token-revoked = u anulua tokeni
page-audit-everybody = të gjithë
page-audit-file-goes-on = Këto janë rreshtat më të fundit ({ $count }), por ka edhe më të hershëm. Kërkojeni skedarin përsëri me before={ $position } në adresë: aty vazhdon.
page-audit-object-cases = { $count ->
    [one] { $count } rast
   *[other] { $count } raste
}
page-audit-file-audit = gjurma e auditimit
page-audit-file-briefing = përmbledhje për funksionin
page-audit-file-calendar = skedar kalendari i një takimi
page-audit-file-certificate = certifikatë
page-audit-file-collected = përgjigje të një kërkese për të dhëna
page-audit-file-form = formular i një kërkese për të dhëna
page-audit-file-indicator = vlera të treguesve
page-audit-file-month = përmbledhje e muajit
page-audit-ended-signed-out = doli
page-audit-ended-ended-by-owner = e mbylli vetë personi
page-audit-ended-ended-by-administrator = e mbylli një administrues
page-audit-ended-role-withdrawn = roli u hoq
page-audit-ended-too-many = tepër sesione
page-audit-ended-left-post = nuk e ka më funksionin
page-audit-confirmed-passkey = çelës i pajisjes
page-audit-confirmed-recovery-code = kod rezervë
page-audit-why-another-address = mesazh elektronik nga një adresë tjetër
page-audit-why-button = buton i trilluar ose i një bisede tjetër
page-audit-why-invitation = ftesa nuk vlen
page-audit-why-link = vegëza e hyrjes është e panjohur, e përdorur ose tepër e vjetër
page-audit-why-link-expired = vegëza është tepër e vjetër
page-audit-why-link-taken-back = vegza u dërgua para se biseda ose adresa të ndryshonte ose të hiqej
page-audit-why-link-forged = vegëza nuk është jona
page-audit-why-nobody = me këtë nuk njihet askush me funksion
page-audit-why-not-in-post = nuk e ka më atë funksion
page-audit-why-not-linked = biseda nuk është e askujt
page-audit-why-passkey = përgjigjja e çelësit të pajisjes nuk u besua
page-audit-why-provider = përgjigjja e hyrjes së institucionit nuk u besua
page-audit-why-recovery-code = asnjë nga kodet rezervë
page-audit-why-session = cookie-ja nuk është e asnjë hyrjeje që ka ekzistuar këtu
page-audit-why-token = tokeni nuk vlen
page-audit-why-too-many = tepër përpjekje
page-tokens = Tokenët për programe
page-tokens-lead = Një program me token e pyet API-në në emrin tuaj: jo më shumë se ç'ju lejohet ju dhe jo më shumë se ç'përmend tokeni. Historiku tregon se ishte program.
page-tokens-open = { $count ->
    [0] Krijo token
    [one] { $count } token
   *[other] { $count } tokenë
}
page-tokens-none = Nuk keni asnjë token.
page-token-new = Token i ri
page-token-name = Për çka shërben
page-token-may = Lejohet
page-token-reads = vetëm të lexojë
page-token-until = Deri
page-token-over = ka skaduar
page-token-used = Përdorur së fundi
page-token-never-used = asnjëherë
page-token-revoke = Anulo
page-token-days = Për sa kohë
page-token-for-days = { $count ->
    [one] { $count } ditë
   *[other] { $count } ditë
}
page-token-institution = Vetëm për një institucion
page-token-everywhere = për gjithçka që më takon
page-token-commands = Çfarë lejohet të bëjë
page-token-hint = Pa asnjë të shënuar, vetëm lexon.
page-token-make = Krijo tokenin
page-token-made = Tokeni juaj
page-token-made-hint = Kopjojeni tani: shfaqet vetëm një herë dhe ruhet vetëm gjurma e tij.
page-second-factor = Faktori i dytë
page-second-factor-lead = Krahas hyrjes, një çelës i pajisjes ose një kod rezervë konfirmon se jeni ju. Për ndryshimin e roleve dhe të tokenëve kërkohet përsëri.
page-second-factor-confirm-lead = Konfirmoni se jeni ju, me një pajisje që e keni regjistruar.
page-second-factor-confirm = Konfirmo me çelësin e pajisjes
page-second-factor-code-head = Pa pajisjen
page-second-factor-code-hint = { $count ->
    [0] Nuk ju ka mbetur asnjë kod rezervë.
    [one] Ju ka mbetur { $count } kod rezervë. Vlen vetëm një herë.
   *[other] Ju kanë mbetur { $count } kode rezervë. Secili vlen vetëm një herë.
}
page-second-factor-code = Kodi rezervë
page-second-factor-code-button = Konfirmo me kodin
page-second-factor-register-lead = Ende nuk keni çelës të pajisjes. Për të vazhduar, regjistroni këtë pajisje ose një çelës sigurie. Pastaj ju jepen kode rezervë, nëse pajisja humbet.
page-second-factor-unsupported = Ky shfletues nuk mund ta kërkojë çelësin e pajisjes. Përdorni një shfletues të përditësuar që lejon skriptet, në adresën e sigurt të kësaj faqeje.
page-second-factor-waiting = Ndiqni udhëzimet e pajisjes suaj.
page-second-factor-failed = Pajisja nuk u përgjigj ose kërkesa u anulua. Provoni përsëri.
page-second-factor-expired = Kaluan më shumë se pesë minuta. Provoni përsëri.
page-second-factor-used = Kjo përgjigje është përdorur tashmë. Konfirmoni përsëri.
page-second-factor-algorithm = Kjo pajisje nënshkruan në një mënyrë që nuk mbështetet këtu. Përdorni një tjetër.
page-second-factor-invalid = Kjo përgjigje e çelësit të pajisjes nuk vlen këtu. Provoni përsëri në këtë faqe.
page-second-factor-show = Konfirmo me faktorin e dytë
page-second-factor-then = Hapet në një dritare të re. Pastaj kthehuni këtu dhe dërgoni përsëri atë që keni shkruar.
page-passkeys = Çelësat e pajisjeve dhe kodet rezervë
page-passkeys-open = { $count ->
    [0] Regjistro një çelës të pajisjes
    [one] { $count } çelës i pajisjes
   *[other] { $count } çelësa të pajisjeve
}
page-passkey-name = Emri i pajisjes
page-passkey-name-hint = Që ta njihni më vonë, p.sh. “Kompjuteri i zyrës”.
page-passkey-register = Regjistro çelësin e pajisjes
page-passkey-remove = Hiq
page-passkey-another = Edhe një çelës i pajisjes
page-recovery-codes = Kodet rezervë
page-recovery-codes-keep = Shtypini ose shënojini dhe ruajini larg pajisjes. Shfaqen vetëm tani.
page-recovery-codes-use = Secili konfirmon një herë, kur nuk e keni pranë asnjë çelës të pajisjes.
page-recovery-codes-kept = Kodet janë ruajtur: vazhdo
page-recovery-codes-left = { $count ->
    [0] Nuk ka mbetur asnjë kod rezervë. Krijoni kode të reja.
    [one] Ka mbetur { $count } kod rezervë. Kodet e reja e zëvendësojnë.
   *[other] Kanë mbetur { $count } kode rezervë. Kodet e reja i zëvendësojnë.
}
page-recovery-codes-make = Krijo kode të reja
page-demo-people = Kush dëshironi të jeni?
page-demo-people-lead = Personat e demonstrimit janë të trilluar. Zgjidhni dikë dhe shihni çka i takon.
page-demo-chairs = kryeson
page-failure-second-factor = Së pari tregoni faktorin e dytë.
page-failure-last-administrator = Askush tjetër me funksion nuk është administrues. Së pari bëjeni administrues dikë tjetër, pastaj hiqeni këtë rol.
page-failure-token-spent = Tokeni nuk njihet, është anuluar ose ka skaduar.
page-failure-too-many = { $seconds ->
    [one] Prej këtej erdhën tepër kërkesa. Prisni një sekondë dhe provoni përsëri.
   *[other] Prej këtej erdhën tepër kërkesa. Prisni { $seconds } sekonda dhe provoni përsëri.
}
page-failure-too-many-minutes = Prej këtej erdhën tepër kërkesa. Prisni { $minutes } minuta dhe provoni përsëri.
page-by-program = nga një program
web-link = Vegza juaj për faqet. Ju fut një herë, brenda { $minutes } minutash. Mos ia jepni askujt.
web-not-here = Këtu nuk ka faqe.
commands-web = faqet në shfletues
page-report-accept = E mora parasysh
page-report-done = Raporto se u krye
page-report-progress = Raporto ecurinë
page-report-send = Raporto
page-report-extend = Kërko më shumë kohë
page-report-block = Raporto se ka ngecur
page-report-unblock = Raporto se vazhdon
case-looks = Kush e ka parë
page-answer-invitation = Përgjigjja juaj në ftesë
email-subject-sign-in = Vegza juaj e hyrjes
email-sign-in = Kërkuat një vegëz për faqet. Ju fut një herë, brenda { $minutes } minutash.
email-sign-in-link = Hap faqen
email-sign-in-not-asked = Nëse nuk e keni kërkuar, mos bëni asgjë: pa këtë vegëz askush nuk mund të hyjë në emrin tuaj.
page-sign-in-by-email = Me e-postë
page-sign-in-email = Adresa juaj zyrtare e e-postës
page-sign-in-email-send = Më dërgo një vegëz
page-sign-in-email-sent = Nëse dikush me funksion e ka këtë adresë, vegza është rrugës. Vlen një orë.
page-live-out = keni dalë
page-signed-out-kept = Hyrja juaj ka mbaruar; çfarë keni shkruar ruhet këtu. Hyni në skedën tjetër dhe do të dërgohet vetë.
page-signed-out-close = Kthehu te faqja
page-signed-out-send = Keni dalë nga sistemi dhe asgjë nuk u ruajt. Çfarë keni shkruar ruhet në këtë faqe: hyni në një skedë tjetër, pastaj dërgojeni përsëri.
page-failure-somebody-else = Këtë formular e ka plotësuar dikush tjetër, që kishte hyrë më parë. Nuk u dërgua.
page-sign-in-with = Hyr me { $provider }
page-open-id-going = Hyni atje dhe ktheheni këtu. Faqja hapet vetë.
page-open-id-linked = U lidh: tani e tutje mund të hyni në këtë mënyrë. Llogaria juaj hapet vetë.
page-open-id-leaving = Këtu keni dalë. Që askush të mos vazhdojë në emrin tuaj në këtë pajisje, dilni edhe atje; faqja hapet vetë.
page-identities = Hyrja e institucionit
page-identities-lead = Me llogarinë që lidhni këtu hyni pa vegëz njëpërdorimshe. Lidhni vetëm një llogari që është vetëm e juaja.
page-identity-linked = e lidhur
page-identity-link = Lidh { $provider }
page-identity-unlink = Shkëput { $provider }
page-failure-provider-away = Hyrja e institucionit nuk përgjigjet. Provoni përsëri pas një minute ose hyni me vegëz njëpërdorimshe.
page-failure-provider-anew = Kjo hyrje nuk ka filluar në këtë shfletues, zgjati tepër ose është përdorur tashmë. Filloni përsëri te faqja e hyrjes.
page-failure-provider-declined = Atje nuk ka hyrë askush. Filloni përsëri nëse dëshironi.
page-failure-provider-untrue = Përgjigjes së hyrjes së institucionit nuk mund t'i besohet, prandaj nuk keni hyrë. Njoftoni një administrues.
page-failure-provider-time = Hyrja e institucionit ka orë tjetër nga këto faqe: përgjigjja e saj është tepër e vjetër ose nga e ardhmja. Njoftoni një administrues.
page-failure-provider-nobody = Asnjë person me funksion nuk është i lidhur me këtë llogari dhe ajo nuk ka adresë elektronike të verifikuar që e ka saktësisht një person me funksion. Hyni me vegëz njëpërdorimshe, pastaj lidheni te faqja e llogarisë suaj.
page-failure-provider-another = Kjo llogari është e lidhur me një person tjetër. Nëse është e juaja, njoftoni një administrues.
page-accounts-cut-off = Ndërprite qasjen tani
page-accounts-cut-off-institution = I tërë institucioni
page-accounts-cut-off-all = Ndërprite qasjen për të gjithë: { $institution }

way-in-told-link-made = Një administrator bëri një lidhje me të cilën mund të hyhet si ju. Nëse nuk e keni kërkuar ju, ju lutem njoftoni menjëherë Sekretariatin.
way-in-told-passkey-removed = Një administrator hoqi një çelës të pajisjes suaj. Nëse nuk e keni kërkuar ju, ju lutem njoftoni menjëherë Sekretariatin: kush hyn më pas si ju mund të regjistrojë një tjetër.
way-in-told-passkey-registered = Për llogarinë tuaj u regjistrua një çelës i pajisjes. Nëse nuk ishit ju, ju lutem njoftoni menjëherë Sekretariatin.
page-account-changes = Hyrja juaj kohët e fundit
page-account-change-link-made = një administrator bëri një lidhje që hyn si ju
page-account-change-passkey-removed = një administrator hoqi një çelës të pajisjes suaj
page-account-change-passkey-registered = u regjistrua një çelës i pajisjes
page-account-changes-not-you = Nëse ndonjërën nga këto nuk e keni bërë ose kërkuar ju, mbyllni hyrjet e tjera dhe njoftoni Sekretariatin.
page-erasures-let-in = Keni hyrë me një lidhje që e bëri një administrator për ju. Për të kërkuar ose konfirmuar një fshirje, hyni me bisedën, e-mailin ose institucionin tuaj.
