# Takimet në bisedë: ftesa, përgjigjet, përkujtimet, procesverbali dhe puna e kryesuesit.

commands-meetings = Takimet
help-meetings = /meetings – takimet, ftesat dhe procesverbalet

chat-meeting-invitation = <b>Ftesë për takim</b>
chat-meeting-moved = <b>Takimi është zhvendosur</b>. Ju lutem përgjigjuni përsëri për datën e re.
chat-meeting-answered = <b>Ftesë për takim</b>
chat-meeting-tomorrow = <b>Takimi i ardhshëm</b>
chat-meeting-today = <b>Takimi i sotëm</b>
chat-meeting-soon = <b>Takimi fillon brenda një ore</b>
chat-meeting-see-below = Ky takim ka ndryshuar: shihni më poshtë.
chat-meeting-called-off = <b>Takimi është anuluar</b>
chat-meeting-called-off-because = Arsyeja: { $reason }
chat-meeting-title = <b>{ $title }</b>
chat-meeting-when = Kur: { $when }
chat-meeting-at = { $date }, ora { $time }
chat-meeting-from-until = { $date }, ora { $time }–{ $until }
chat-meeting-place = Ku: { $place }
chat-meeting-agenda = Rendi i ditës:
chat-meeting-agenda-item = { $number }. { $item }
chat-meeting-answer-attending = ✓ Institucioni juaj merr pjesë.
chat-meeting-answer-not-attending = ✗ Institucioni juaj nuk merr pjesë.
chat-meeting-answer-sending-deputy = ✓ Institucioni juaj dërgon zëvendësin.
chat-meeting-answer-none = A merr pjesë institucioni juaj?
chat-meeting-button-attending = Marrim pjesë
chat-meeting-button-not-attending = Nuk marrim pjesë
chat-meeting-button-sending-deputy = Vjen zëvendësi
chat-meeting-button-calendar = Në kalendarin tim
chat-meeting-button-show = Kthehu te takimi
chat-meeting-button-list = Të gjitha takimet
chat-meeting-button-minutes = Lexo procesverbalin
chat-meeting-button-which = { $when }: { $title }
chat-meeting-button-named = { $name }
chat-meeting-calendar-file = Hapeni skedarin që takimi të hyjë në kalendarin tuaj; nëse takimi ndryshon, ai merr aty kohën e re.
chat-meeting-over = Ky takim ka kaluar: ftesës nuk mund t’i përgjigjeni më.
chat-meeting-no-invitation = Kjo duket si përgjigje në ftesën për një takim, por institucioni juaj tani nuk ka ftesë. Nëse e keni fjalën për një detyrë, shkruani p.sh. “1 krye”. /meetings tregon takimet.
chat-meeting-which = Për cilin takim e keni fjalën?

chat-meetings-none = Nuk ka takime për të shfaqur.
chat-meetings-ahead = <b>Takimet e ardhshme</b>
chat-meetings-held = <b>Të mbajtura</b>
chat-meetings-line = <b>{ $number }.</b> { $title } – { $when }
chat-meetings-button = { $number }. { $title }

chat-meeting-was-held = Takimi u mbajt.
chat-meeting-attendance-not-taken = Pjesëmarrja ende nuk është shënuar.
chat-meeting-account = <b>Rezultati i takimit</b>
chat-meeting-decisions = Vendimet:
chat-meeting-no-decisions = Nuk u shënua asnjë vendim.
chat-meeting-yours = <b>Për institucionin tuaj:</b>
chat-meeting-raised = • { $title } – afati: { $due }
chat-meeting-minutes = <b>Procesverbali: { $title }</b>, { $when }

    { $minutes }
chat-meeting-no-minutes = Ky takim ende nuk ka procesverbal.

chat-meeting-who-attending = Marrin pjesë: { $names }
chat-meeting-who-sending-deputy = Dërgojnë zëvendësin: { $names }
chat-meeting-who-not-attending = Nuk marrin pjesë: { $names }
chat-meeting-who-is-silent = Ende pa përgjigje: { $names }
chat-meeting-button-agenda = Shto në rendin e ditës
chat-meeting-button-attendance = Shëno pjesëmarrjen
chat-meeting-button-hold = Ruaj pjesëmarrjen: { $count }
chat-meeting-button-decide = Shëno një vendim
chat-meeting-button-write-minutes = Shkruaj procesverbalin
chat-meeting-ask-who-came = <b>{ $title }</b>: cilat institucione janë të pranishme? Prekni një emër për ta ndryshuar shenjën, pastaj ruajeni.
chat-meeting-nobody-came = Shënoni së paku një institucion si të pranishëm.
chat-meeting-held = { $count ->
    [one] U ruajt: { $count } institucion ishte i pranishëm.
   *[other] U ruajt: { $count } institucione ishin të pranishme.
}
chat-meeting-ask-agenda = Çfarë duhet të jetë në rendin e ditës? Shkruani një pikë.
chat-meeting-agenda-added = Pika është në rendin e ditës.
chat-meeting-ask-minutes = Shkruani procesverbalin në një mesazh, së shumti 2.000 shenja. Ai zëvendëson të mëparshmin. Pa emra ose të dhëna të viktimave.
chat-meeting-minutes-recorded = Procesverbali u ruajt. Institucionet njoftohen pas pak minutash.

chat-decision-ask = Çfarë u vendos? Shkruajeni në një mesazh.
chat-decision-is = <b>Vendimi:</b> { $decision }
chat-decision-raises = • <b>{ $institution }</b>: { $title } – afati: { $due }
chat-decision-for = Për institucionin <b>{ $institution }</b>:
chat-decision-ask-more = A i jep vendimi detyrë ndonjë institucioni?
chat-decision-ask-owner = Cili institucion duhet ta kryejë?
chat-decision-ask-what = Çfarë duhet të bëjë? Shkruajeni në një mesazh.
chat-decision-ask-when = Deri kur? Zgjidhni, ose shkruani datën: “30/6”, “të premten tjetër”.
chat-decision-no-date = Në këtë mesazh nuk gjeta datë. Shkruani p.sh. “30/6” ose “të premten tjetër”, ose zgjidhni një nga më sipër.
chat-decision-which-date = Për cilën ditë e keni fjalën?
chat-decision-button-raise = Jepi detyrë një institucioni
chat-decision-button-record = Ruaj vendimin
chat-decision-button-same = Siç thotë vendimi
chat-decision-button-until = { $date }
chat-decision-button-back = ‹ Prapa
chat-decision-recorded = Vendimi u ruajt. Institucionet njoftohen pas pak minutash.
chat-decision-recorded-raising = Vendimi u ruajt dhe detyrat u caktuan. Institucionet njoftohen pas pak minutash.

## Grupi i një nëngrupi
commands-link = Në grup: bëje bisedë të nëngrupit tuaj
group-only = Kjo komandë është për grup: shkruajeni në grupin e nëngrupit tuaj.
group-greeting = Mirëdita. Kryesuesi i nëngrupit shkruan këtu /link, dhe kjo bëhet biseda e nëngrupit: këtu publikoj ftesat dhe vendimet e takimeve. U përgjigjem vetëm komandave dhe përgjigjeve ndaj mesazheve të mia; asgjë tjetër nuk lexoj.
group-help = Këtu publikoj takimet e nëngrupit dhe çfarë u vendos. /meetings – takimet e ardhshme. /link, /unlink – për kryesuesin. Detyrat, të dhënat dhe rastet janë vetëm për bisedën tonë private.
group-linked = Ky grup tani është biseda e nëngrupit <b>{ $subgroup }</b>. Këtu publikoj ftesat dhe vendimet e tij.
group-unlinked = Ky grup nuk është më biseda e ndonjë nëngrupi. Këtu nuk publikoj më asgjë.
group-link-which = I cilit nëngrup është ky grup?
group-button-link = { $subgroup }
group-link-not-yours = Këtë mund ta bëjë vetëm kryesuesi i nëngrupit ose Sekretariati.
group-write-privately = Kësaj i përgjigjem vetëm në bisedën tonë private: t.me/{ $bot }
group-who-are-you = Kjo llogari ende nuk është e lidhur. Kërkoni nga Sekretariati vegzën e ftesës, pastaj më shkruani privatisht: t.me/{ $bot }
group-who-are-you-short = Së pari lidhni bisedën tuaj: t.me/{ $bot }
group-anonymous = Nuk mund ta shoh kush jeni derisa shkruani në mënyrë anonime ose si kanal, prandaj nuk bëj asgjë në emrin tuaj. Zgjidhni emrin tuaj pranë fushës së tekstit, ose kërkoni që t’ju çaktivizohet “Remain anonymous”, dhe shkruajeni sërish; ose më shkruani privatisht: t.me/{ $bot }
group-muted = Në grupin e nëngrupit <b>{ $subgroup }</b> nuk më lejohet më të shkruaj: grupi ose tema e tij është mbyllur për mua. Ftesat dhe vendimet tani për tani nuk publikohen atje. Kur të më lejohet sërish, ju lutem shkruani /meetings atje.
group-gone = Nuk jam më në grupin e nëngrupit <b>{ $subgroup }</b>, prandaj ftesat dhe vendimet e tij nuk publikohen në asnjë grup. Nëse nuk e dëshironi këtë, më shtoni sërish dhe shkruani /link atje.
group-not-invited = Institucioni juaj nuk është i ftuar në këtë takim.
group-answer-attending = U shënua: { $institution } merr pjesë.
group-answer-not-attending = U shënua: { $institution } nuk merr pjesë.
group-answer-sending-deputy = U shënua: { $institution } dërgon zëvendësin.
group-meeting-moved = <b>Takimi është zhvendosur</b>. Ju lutem përgjigjuni përsëri për datën e re.
chat-meeting-answer-again = <b>Së fundi shënova përgjigjen tuaj në një ftesë. Mund ta ndryshoni:</b>
