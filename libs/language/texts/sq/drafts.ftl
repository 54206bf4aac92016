# Çfarë është shkruar dhe ende nuk është dërguar, dhe dy persona në të njëjtën gjë.

page-drafts = Draftet tuaja
page-drafts-what = Çfarë keni shkruar në formularë dhe nuk e keni dërguar. Askush tjetër nuk e sheh. Drafti fshihet { $days } ditë pasi e keni shkruar për herë të fundit, dhe kur e lini detyrën.
page-draft-kept = Ende e padërguar, e shkruar më { $at }
page-draft-keep = Ruaje si draft
page-draft-discard = Fshije draftin
page-draft-failed = Nuk u ruajt: drafti nuk mund të ruhej. Provohet vetë përsëri.
page-draft-nothing = Nuk ruhet asgjë: formulari është bosh.
page-draft-not-all = Nuk u ruajt gjithçka: shihni çfarë thuhet te fusha.
page-draft-look = Çfarë nuk ruhet kështu siç është
page-draft-back = Kthehu te faqja
page-overtaken = Dikush tjetër e ka ndryshuar të njëjtën gjë ndërkohë.
page-overtaken-what = Asgjë e juaja nuk u ruajt dhe asgjë nuk humbi: këtu janë të dy tekstet, kurse i juaji është ende në formular. Ndryshojeni si e shihni të arsyeshme, pastaj dërgojeni përsëri.
page-overtaken-theirs = Siç është tani
page-overtaken-mine = Teksti juaj
page-form-gone = Çfarë keni shkruar nuk mund të dërgohet më
page-failure-overtaken = Dikush tjetër e ka ndryshuar të njëjtën gjë ndërkohë dhe asgjë e juaja nuk u ruajt. Hapeni faqen përsëri, shihni çfarë ka bërë, pastaj bëni tuajën.
page-failure-drafts-full = Drafti nuk u ruajt: keni aq drafte sa mund të ketë. Dërgoni një ose fshini një.
page-failure-draft-large = Drafti nuk u ruajt: është tepër i gjatë. Dërgojeni formularin ose shkurtojeni.
page-failure-draft-not-kept = Drafti nuk mund të ruhej tani. Provoni përsëri pas pak.
page-signed-out-draft = Ruhet edhe si draft: pasi të hyni, do ta gjeni në formularin e tij.
page-unsent = E dërguar më { $at }, por nuk u pranua
page-unsent-send = Dërgoje tani
page-unsent-kept = Ruhet për ju një orë: sapo të dihet përsëri kush jeni, dërgojeni nga faqja që hapet pastaj.
data-page-overtaken = Dikush tjetër nga institucioni juaj është përgjigjur ndërkohë. Asgjë e juaja nuk u ruajt: përgjigjet e tyre janë pranë tuajave. Kontrollojini, pastaj dërgoni përsëri.
data-page-theirs = Siç është tani: { $answer }
