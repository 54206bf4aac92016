# Çfarë nuk shkon me një përgjigje në një kërkesë për të dhëna, fault-<kodi>, dhe me të dhënat prej të cilave bëhet
# çelësi i personit, identity-<kodi>. Kurrë vetë përgjigja.

fault-not-asked = Formulari nuk e kërkon këtë. Ju lutem hiqeni.
fault-missing = Mungon përgjigjja. Plotësojeni, ose lëreni fushën pa përgjigje dhe shënoni arsyen.
fault-other-kind = Kjo fushë kërkon një lloj tjetër përgjigjeje.
fault-too-small = Numri duhet të jetë së paku { $least }.
fault-too-large = Numri duhet të jetë së shumti { $most }.
fault-not-whole = Numri duhet të jetë i plotë.
fault-too-many-places = { $places ->
    [one] Numri mund të ketë së shumti { $places } shifër pas presjes.
   *[other] Numri mund të ketë së shumti { $places } shifra pas presjes.
}
fault-no-such-option = Kjo nuk është asnjë nga mundësitë. Zgjidhni njërën prej tyre.
fault-foreign-category = Rreshti është zbërthyer ndryshe nga tabela. Përdorni nga një kategori për secilin titull të saj.
fault-line-twice = Dy rreshta numërojnë të njëjtën gjë. Hiqni njërin.
fault-count-too-large = Numri është tepër i madh. Kontrolloni shifrat.
fault-no-total = Mungon numri i përgjithshëm. Shtojeni.
fault-total-differs = Numri i përgjithshëm është { $stated }, por shuma e pjesëve është { $sum }. Kontrollojini.

identity-no-given-name = Mungon emri. Shkruajeni me shkronja.
identity-no-family-name = Mungon mbiemri. Shkruajeni me shkronja.
identity-no-birthplace = Mungon vendlindja. Shkruajeni me shkronja.
identity-born-in-the-future = Data e lindjes është në të ardhmen. Kontrolloni vitin.
identity-born-too-long-ago = Data e lindjes është para më shumë se 120 vjetësh. Kontrolloni vitin.
