# Si thotë “jo” domeni: një mesazh për çdo kod refuzimi, refusal-<kodi>.

refusal-text-not-to-be-kept = Teksti duket se përmban të dhëna që tregojnë se kush është një person: emër, iniciale ose përshkrim të një viktime, fëmije, klienti a dëshmitari, lidhje familjare, numër personal, numër dokumenti, telefoni, mjekësor ose regjistri, adresë elektronike, datëlindje, vendbanim a vend strehimi, shkollë, llogari bankare, targë automjeti, emër në një rrjet social, fotografi ose skedar me emra. Të dhëna të tilla nuk ruhen këtu, as të maskuara: ju lutem shkruajeni pa to.
refusal-not-permitted = Nuk keni autorizim për ta parë ose kryer këtë. Nëse mendoni se duhet ta keni, ju lutem drejtojuni Sekretariatit.

refusal-action-item-not-assigned = Kjo detyrë nuk ekziston. Së pari duhet caktuar.
refusal-action-item-already-assigned = Një detyrë me këtë identifikues ekziston tashmë.
refusal-action-item-due-in-the-past = Afati është në të kaluarën. Zgjidhni një ditë nga sot e tutje.
refusal-action-item-already-completed = Detyra është raportuar tashmë si e kryer.
refusal-action-item-already-verified = Detyra është e kryer dhe e verifikuar. Mund vetëm të rihapet.
refusal-action-item-cancelled = Detyra është anuluar.
refusal-action-item-not-blocked = Detyra nuk është e bllokuar.
refusal-action-item-extension-not-longer = Data e kërkuar duhet të jetë pas afatit të tanishëm dhe jo në të kaluarën.
refusal-action-item-no-extension-asked = Nuk është kërkuar shtyrje e afatit.
refusal-action-item-not-completed = Detyra ende nuk është raportuar si e kryer.
refusal-action-item-nothing-to-take-back = Ky raport nuk është më i fundit, prandaj nuk mund të zhbëhet.
refusal-action-item-too-late-to-take-back = Një raport mund të zhbëhet vetëm brenda 10 minutave.
refusal-action-item-nudged-today = Institucionit i është dërguar sot përkujtim për këtë detyrë. Një herë në ditë mjafton; nesër mund t’ia përkujtoni përsëri.
refusal-action-item-disclaimed = Institucioni thotë se detyra nuk i takon. Së pari vendosni kujt i takon.
refusal-action-item-not-disclaimed = Askush nuk thotë se detyra nuk i takon.
refusal-action-item-same-owner = Detyra i takon tashmë këtij institucioni.

refusal-case-not-opened = Ky rast nuk ekziston. Së pari duhet hapur.
refusal-case-already-opened = Një rast me këtë referencë ekziston tashmë. Zgjidhni një referencë tjetër.
refusal-case-closed = Rasti është i mbyllur. Së pari duhet rihapur.
refusal-case-not-closed = Rasti nuk është i mbyllur.
refusal-case-manager-not-competent = Rastin e një fëmije e menaxhon qendra për punë sociale, atë të një të rrituri zyra për mbrojtje dhe ndihmë viktimave.
refusal-case-referral-id-taken = Rasti ka tashmë një referim tjetër me këtë identifikues.
refusal-case-referral-unknown = Rasti nuk ka referim të tillë.
refusal-case-referral-answered = Referimi ka marrë përgjigje tashmë.
refusal-case-referral-pending = Institucioni ende nuk i është përgjigjur një referimi të mëparshëm për këtë fazë. Prisni përgjigjen.
refusal-case-referral-answer-by-past = Afati për përgjigje ka kaluar tashmë. Zgjidhni një më të vonshëm.
refusal-case-referral-still-in-time = Afati i referimit ende nuk ka kaluar.
refusal-case-stage-not-further = Rasti ka kaluar tashmë në një fazë të mëvonshme. Nuk mund të kthehet në një fazë të mëparshme.
refusal-case-not-abroad = Referimi ndërkombëtar bëhet për një vend tjetër, jo për Kosovën. Zgjidhni vendin.
refusal-case-no-person = Rasti ende nuk është i lidhur me një person.
refusal-case-another-person = Të dy rastet nuk janë të lidhura me të njëjtin person.
refusal-case-its-own-earlier = Një rast nuk mund të jetë rast i mëparshëm i vetvetes.

refusal-data-request-not-issued = Kjo kërkesë për të dhëna nuk ekziston. Së pari duhet lëshuar.
refusal-data-request-already-issued = Një kërkesë për të dhëna me këtë identifikues është lëshuar tashmë.
refusal-data-request-due-in-the-past = Afati është në të kaluarën. Zgjidhni një ditë nga sot e tutje.
refusal-data-request-closed = Kërkesa për të dhëna është e mbyllur. Nuk dorëzohet dhe nuk ndryshohet më asgjë.
refusal-data-request-not-a-recipient = Kërkesa për të dhëna nuk i drejtohet këtij institucioni.
refusal-data-request-does-not-fit = Disa përgjigje nuk i përshtaten formularit. Shikoni fushat e shënuara; nuk u ruajt asgjë.
refusal-data-request-not-confirmed = Disa përgjigje ndryshojnë shumë nga ato të periudhës së kaluar. Kontrollojini dhe konfirmoni ato që janë të sakta.
refusal-data-request-already-submitted = Përgjigjet janë dorëzuar tashmë. Korrigjojini ato.
refusal-data-request-nothing-submitted = Institucioni ende nuk ka dorëzuar asgjë.
refusal-data-request-not-waiting = Nuk ka përgjigje që presin pranim ose kthim.
refusal-data-request-nothing-owed = Institucioni nuk ka asgjë për të bërë këtu. Përgjigjet e tij janë te Sekretariati.
refusal-data-request-no-such-field = Një koment është për një fushë që formulari nuk e ka.

refusal-institution-not-registered = Ky institucion nuk ekziston. Së pari duhet regjistruar.
refusal-institution-already-registered = Një institucion me këtë identifikues është regjistruar tashmë. Ndryshoni emrat e tij.
refusal-institution-names-incomplete = Institucionit i duhet emri shqip, serbisht dhe anglisht.
refusal-institution-inactive = Institucioni nuk merr më pjesë.
refusal-institution-has-focal-point = Institucioni ka pikë fokale. Kryeni dorëzim-pranimin e funksionit.
refusal-institution-has-no-focal-point = Institucioni nuk ka pikë fokale që ta dorëzojë funksionin. Emëroni një.
refusal-institution-person-in-post = Ky person ka tashmë funksion në këtë institucion.
refusal-institution-sealed-for-another = Një fushë personale është shifruar për një person tjetër.
refusal-institution-absence-over = Mungesa do të kishte përfunduar tashmë. Ju lutem shënoni si ditë të fundit një ditë në të ardhmen.
refusal-institution-no-such-person = Asnjë person i tillë nuk ka funksion në këtë institucion.
refusal-invitation-unknown = Kjo ftesë nuk njihet ose është zëvendësuar me një më të re. Kërkoni një të re nga Sekretariati.
refusal-invitation-used = Kjo ftesë është përdorur tashmë. Kërkoni një të re nga Sekretariati.
refusal-invitation-expired = Kjo ftesë ka skaduar. Kërkoni një të re nga Sekretariati.

refusal-meeting-not-scheduled = Ky takim nuk ekziston. Së pari duhet caktuar.
refusal-meeting-already-scheduled = Një takim me këtë identifikues është caktuar tashmë. Ndryshoni datën e tij.
refusal-meeting-in-the-past = Data është në të kaluarën. Zgjidhni një ditë nga sot e tutje.
refusal-meeting-length-impossible = Një takim zgjat nga 1 minutë deri në 2 ditë.
refusal-meeting-already-held = Takimi është mbajtur tashmë.
refusal-meeting-cancelled = Takimi është anuluar.
refusal-meeting-not-held-yet = Takimi ende nuk është mbajtur.
refusal-meeting-still-to-come = Dita e takimit ende nuk ka ardhur.
refusal-meeting-not-invited = Institucioni nuk është i ftuar në këtë takim.
refusal-meeting-no-minutes = Nuk ka procesverbal për t’u miratuar. Së pari shënojeni.
refusal-meeting-minutes-approved = Procesverbali është miratuar dhe nuk ndryshohet më.
refusal-meeting-raised-twice = Një detyrë me këtë identifikues ka dalë tashmë nga ky takim.
refusal-meeting-raised-due-past = Afati i një detyre është në të kaluarën. Zgjidhni një ditë nga sot e tutje.

refusal-milestone-already-recorded = Një ngjarje kyçe me këtë identifikues është shënuar tashmë.
refusal-milestone-ends-before-it-begins = Ngjarja kyçe mbaron para se të fillojë. Kontrolloni datat.

refusal-notification-not-planned = Ky njoftim nuk ekziston. Së pari duhet planifikuar.
refusal-notification-not-sent = Njoftimi nuk është dërguar, prandaj nuk mund të marrë përgjigje.
refusal-notification-planned-otherwise = Kjo rrjedhë i takon një njoftimi tjetër.

refusal-reminder-not-planned = Ky përkujtim nuk ekziston. Së pari duhet planifikuar.
refusal-reminder-not-sent = Përkujtimi ende nuk është dërguar, prandaj nuk mund të marrë përgjigje.
refusal-reminder-planned-otherwise = Kjo rrjedhë i takon një përkujtimi tjetër.

refusal-strategy-objective-not-set = Ky objektiv nuk ekziston. Së pari duhet vendosur.
refusal-strategy-objective-already-set = Një objektiv me këtë identifikues është vendosur tashmë.
refusal-strategy-activity-id-taken = Objektivi ka tashmë një aktivitet tjetër me këtë identifikues.
refusal-strategy-indicator-unknown = Objektivi nuk ka tregues të tillë. Së pari duhet përcaktuar.
refusal-strategy-unit-of-computed = Treguesi që llogaritet nga regjistri ka njësinë e vet. Mos e shënoni njësinë.
refusal-strategy-one-institution-only = Përqindjet dhe ditët nuk mblidhen. Caktoni një institucion që i raporton.
refusal-strategy-has-values = Ka vlera në njësinë e tanishme të treguesit. Përcaktoni një tregues tjetër.
refusal-strategy-baseline-to-come = Dita e vlerës fillestare është në të ardhmen. Vlera fillestare tregon gjendjen e mëparshme.
refusal-strategy-is-computed = Ky tregues llogaritet nga regjistri. Nuk e raporton askush.
refusal-strategy-no-unit = Njësia e treguesit nuk është përcaktuar ende. Së pari caktoni njësinë.
refusal-strategy-not-a-source = Ky institucion nuk e raporton këtë tregues.
refusal-strategy-period-not-over = Periudha ende nuk ka përfunduar. Raportojeni kur të përfundojë.
refusal-strategy-parts-do-not-fit = Pjesët e vlerës nuk janë ato sipas të cilave zbërthehet treguesi, ose shuma e tyre nuk përputhet me vlerën.
refusal-strategy-already-reported = Institucioni e ka raportuar tashmë këtë periudhë. Korrigjoni vlerën.
refusal-strategy-not-reported = Institucioni ende nuk e ka raportuar këtë periudhë.

refusal-subgroup-not-formed = Ky nëngrup nuk ekziston. Së pari duhet formuar.
refusal-subgroup-already-formed = Një nëngrup me këtë identifikues ekziston tashmë.
refusal-subgroup-dissolved = Nëngrupi është shpërbërë.
refusal-subgroup-chair-not-member = Institucioni i kryesuesit nuk është anëtar i nëngrupit. Së pari pranojeni.
refusal-subgroup-chair-leaves = Institucioni i kryesuesit nuk mund të dalë. Së pari emëroni një kryesues tjetër.

refusal-training-not-planned = Ky modul nuk ekziston. Së pari duhet planifikuar.
refusal-training-already-planned = Një modul me këtë identifikues është planifikuar tashmë.
refusal-training-ends-before-it-begins = Moduli mbaron para se të fillojë. Kontrolloni muajt.
refusal-training-days-reversed = Numri minimal i ditëve është më i madh se numri maksimal. Kontrolloni ditët.
refusal-training-sealed-for-another = Një emër është shifruar për një person tjetër.
refusal-training-code-taken = Një certifikatë tjetër e ka tashmë këtë kod. Krijoni një kod tjetër.
refusal-training-certificate-expired-already = Dita e fundit e certifikatës është në të kaluarën. Zgjidhni një më të vonshme.
refusal-training-not-a-trainer = Ky person nuk ka certifikatë për këtë modul.
refusal-training-trainer-still-certified = Certifikata e trajnerit ende nuk ka skaduar.
refusal-training-trainer-not-certified = Certifikata e një trajneri nuk vlen në ditën e fundit të sesionit. Së pari ripërtërini certifikatën.
refusal-training-session-id-taken = Moduli ka tashmë një sesion tjetër me këtë identifikues.
refusal-training-session-in-the-past = Sesioni fillon në të kaluarën. Zgjidhni një ditë nga sot e tutje.
refusal-training-session-unknown = Moduli nuk ka sesion të tillë.
refusal-training-session-delivered = Sesioni është mbajtur tashmë.
refusal-training-session-cancelled = Sesioni është anuluar.
refusal-training-session-still-to-come = Sesioni ende nuk ka filluar.
refusal-training-not-enrolled = Dikush në listë nuk është i regjistruar në sesion. Së pari regjistrojeni.
refusal-training-attendance-has-certificate = Dikush që nuk është në listë ka tashmë certifikatë të këtij sesioni.
refusal-training-did-not-attend = Ky person nuk ka marrë pjesë në sesion.
refusal-training-certificate-issued-already = Ky person ka tashmë certifikatë të këtij sesioni.
