### Rastet: faqet dhe biseda. Të njëjtët çelësa në sq, sr dhe en.

## Lista
page-cases-short = Rastet
page-cases = Rastet
page-count-unassigned = raste pa përgjegjës
case-list-lead = Rasti njihet vetëm nga referenca e tij. Asgjë këtu nuk tregon se kush është viktima.
case-none = Nuk ka raste.
case-open = Hap një rast
case-reference = Rasti
case-show-open = Të hapura
case-show-unassigned = Pa përgjegjës
case-show-closed = Të mbyllura
case-show-all = Të gjitha
case-age-in-stage = Në këtë fazë
case-days = { $count ->
    [0] që nga sot
    [one] { $count } ditë
   *[other] { $count } ditë
}
case-since = që nga { $date }
case-responsible = Përgjegjës për rastin
case-unassigned = Pa përgjegjës
case-manager = Menaxheri i rastit
case-coordinator = Koordinatori i rastit
case-referrals = Referimet
case-referrals-waiting = { $count ->
    [one] { $count } pret përgjigje
   *[other] { $count } presin përgjigje
}
case-referrals-late = { $count ->
    [one] { $count } pa përgjigje brenda afatit
   *[other] { $count } pa përgjigje brenda afatit
}
case-closed = I mbyllur

## Një rast
case-by-rule = Sipas rregullit ({ $who }): { $role }
case-age-group = Grupmosha
case-sex = Gjinia
case-nationality = Shtetësia
case-main-form = Forma kryesore e shfrytëzimit
case-other-forms = Forma të tjera të shfrytëzimit
case-forms = Format e shfrytëzimit
case-identified-by = Identifikuar nga
case-person = Personi
case-person-known = Çelësi i personit dihet; nuk i shfaqet askujt.
case-person-unknown = Pa çelës të personit: një trafikim i dytë i të njëjtit person nuk do të vihej re.
case-earlier = Raste të mëparshme të personit
case-later = Raste të mëvonshme të personit
case-may-be-same = Ritrafikim i mundshëm
case-may-be-same-as = Mund të jetë i njëjti person si në rastin
case-confirm-same = Po, i njëjti person
case-may-be-same-hint = Të dy rastet kanë të njëjtin çelës të personit. Të njëjtin çelës mund ta japin edhe emra që tingëllojnë njësoj: konfirmoni vetëm kur e dini me siguri. Rastet atëherë lidhen dhe numërohen si një person dhe dy incidente.
case-answer-awaited = Pret përgjigje
case-answer-late = Pa përgjigje brenda afatit
case-answer-accepted = I pranuar
case-answer-declined = I refuzuar
case-answer-by = përgjigja deri më { $at }
case-escalated = Sekretariati është njoftuar
case-abroad = Jashtë vendit
case-record-answer = Shëno një përgjigje të dhënë jashtë bisedës
case-accept = U pranua
case-decline = U refuzua
case-by-secretariat = Sekretariati
case-by-focalpoint = focalpoint, automatikisht

## Çfarë vendoset
case-assign-manager = Cakto menaxherin e rastit
case-appoint-coordinator = Emëro koordinatorin e rastit
case-refer = Referoja një institucioni
case-receiver = Kujt
case-answer-until = Përgjigja deri më
case-request = Çfarë kërkohet
case-no-names = Pa emra dhe pa asgjë tjetër që tregon se kush është viktima: një tekst i tillë refuzohet.
case-refer-abroad = Referoje në një vend tjetër
case-country = Vendi
case-contact = Institucioni në atë vend
case-reach-stage = Shëno një fazë të mëvonshme
case-update = Raporto të reja
case-news = Të rejat
case-revise = Ndrysho të dhënat
case-revise-hint = Kur konstatohet se një fëmijë është person i rritur, ose anasjelltas, menaxheri i rastit ndryshon sipas rregullit.
case-link-person = Krijo çelësin e personit
case-close = Mbylle rastin
case-reopen = Rihape rastin

## Hapja e një rasti
case-competent = Institucioni kompetent për vendin
case-competent-hint = Rastin e një fëmije e menaxhon qendra për punë sociale, atë të një të rrituri zyra për mbrojtje dhe ndihmë viktimave, njësoj për shtetas vendas dhe të huaj.
case-not-known = — nuk dihet —
case-identity = Të dhëna identifikuese
case-identity-hint = Prej tyre krijohet çelësi i personit, kurse vetë të dhënat nuk ruhen askund: as në rast, as në regjistër, as në këtë faqe. Plotësoni të katër fushat ose asnjërën.
case-identity-off = Ky sistem nuk ka çelës sekret për çelësat e personave, prandaj të dhënat identifikuese nuk mund të pranohen.
case-given-name = Emri
case-family-name = Mbiemri
case-born = Data e lindjes
case-birthplace = Vendlindja
case-wrong-age-group = Data e lindjes jep një grupmoshë tjetër. Lëreni grupmoshën bosh ose kontrolloni datën.
case-not-saved = Nuk u ruajt. Ju lutem dërgojeni përsëri pas pak; të dhënat identifikuese duhen shkruar përsëri, sepse nuk u ruajtën.

## Vlerat e standardit
case-stage-identification = Identifikimi
case-stage-referral = Referimi
case-stage-assistance = Asistenca
case-stage-reintegration = Riintegrimi
case-majority-minor = Fëmijë
case-majority-adult = Person i rritur
case-role-centre-for-social-work = Qendra për punë sociale
case-role-victim-advocacy-office = Zyra për mbrojtje dhe ndihmë viktimave
case-sex-female = Femër
case-sex-male = Mashkull
case-sex-non-conforming = As femër, as mashkull
case-sex-not-specified = Nuk është deklaruar
case-age-0-8 = 0–8
case-age-9-17 = 9–17
case-age-minor = Fëmijë, mosha e panjohur
case-age-18-20 = 18–20
case-age-21-23 = 21–23
case-age-24-26 = 24–26
case-age-27-29 = 27–29
case-age-30-38 = 30–38
case-age-39-47 = 39–47
case-age-48-more = 48 e më shumë
case-age-adult = Person i rritur, mosha e panjohur
case-nationality-stateless = Pa shtetësi
case-nationality-unknown = E panjohur
case-nationality-others = Vende të tjera
case-form-forced-labour = Punë e detyruar
case-form-sexual-exploitation = Shfrytëzim seksual
case-form-child-labour = Punë e fëmijëve
case-form-forced-marriage = Martesë e detyruar
case-form-servitude = Praktika të ngjashme me skllavërinë
case-form-forced-military = Shërbim ushtarak i detyruar
case-form-organ-removal = Heqje e organeve
case-form-forced-begging = Lypje e detyruar
case-form-forced-adoption = Adoptim i detyruar
case-form-surrogacy = Amësi zëvendësuese
case-form-other = Formë tjetër

## Shifrat
case-report = Shifrat
case-count = Çfarë numërohet
case-count-incidents = Incidente
case-count-persons = Persona
case-count-retrafficked = Persona të ritrafikuar
case-by = Sipas
case-by-sex = sipas gjinisë
case-by-age = sipas grupmoshës
case-by-nationality = sipas shtetësisë
case-by-form = sipas formës kryesore të shfrytëzimit
case-report-year = Viti
case-report-all = Gjithsej
case-report-all-years = Të gjitha vitet
case-report-csv = Shkarko si CSV
case-report-hidden = E fshehur: një numër nën { $smallest }, ose një numër nga i cili mund të llogaritet një numër i tillë.
case-report-how-incidents = Çdo rast numërohet në vitin kur u hap.
case-report-how-persons = Çdo person numërohet një herë në vit, sipas rastit të parë të atij viti; rasti pa çelës të personit numërohet si person më vete.
case-report-how-retrafficked = Çdo person me ritrafikim të konfirmuar numërohet një herë, në vitin e rastit të mëvonshëm.
case-report-one-table = Publikoni një tabelë për të njëjtët persona, jo disa: disa tabela së bashku mund të zbulojnë atë që secila fsheh.
case-report-standard = Vlerat: Standardi i OMN-së për të dhënat e rasteve të trafikimit (HTCDS) 2.0; grupmoshat e CTDC-së.

## Detyrat
case-unassigned-task = Rasti { $case }: askush nuk është përgjegjës për fazën “{ $stage }”. Gjeni institucionin përgjegjës.

## Biseda
commands-referrals = Referimet që presin përgjigje
help-referrals = /referrals – rastet që institucioni juaj duhet t’i pranojë ose t’i refuzojë
referral-offer =
    Nga institucioni <b>{ $institution }</b> kërkohet ta marrë rastin <b>{ $case }</b>, faza “{ $stage }”.
    Ju lutem përgjigjuni deri <b>{ $date-until }, në orën { $time }</b>.
referral-offer-late =
    Nga institucioni <b>{ $institution }</b> kërkohet ta marrë rastin <b>{ $case }</b>, faza “{ $stage }”.
    Afati i përgjigjes kaloi <b>{ $date-on }, në orën { $time }</b>; Sekretariati është njoftuar. Ende mund të përgjigjeni.
referral-request = Kërkohet: { $request }
referrals-heading = { $count ->
    [one] { $count } referim pret përgjigjen e institucionit <b>{ $institution }</b>.
   *[other] { $count } referime presin përgjigjen e institucionit <b>{ $institution }</b>.
}
referrals-none = Asnjë referim nuk pret përgjigjen e institucionit tuaj.
referral-button-accept = ✅ Prano
referral-button-decline = ✖️ Refuzo
referral-accepted = U pranua: <b>{ $institution }</b> e merr rastin <b>{ $case }</b> në fazën “{ $stage }”. Faleminderit.
referral-ask-reason = Pse institucioni juaj nuk e merr rastin <b>{ $case }</b>? Ju lutem shkruani arsyen në një mesazh, pa emra dhe pa hollësi për viktimën.
referral-declined = U refuzua: rasti <b>{ $case }</b>, faza “{ $stage }”. Arsyeja: { $reason }
referral-not-open = Ky referim nuk pret më përgjigje.
referral-told-late = Pa përgjigje brenda afatit: institucioni <b>{ $institution }</b> duhej të përgjigjej deri { $date-until }, në orën { $time }, nëse e merr rastin <b>{ $case }</b>, faza “{ $stage }”.
referral-told-declined = Institucioni <b>{ $institution }</b> e refuzoi rastin <b>{ $case }</b>, faza “{ $stage }”: { $reason }
referral-told-accepted = <b>{ $institution }</b> e merr rastin <b>{ $case }</b>, faza “{ $stage }”.
