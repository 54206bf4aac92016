# Çfarë thotë mbrojtja në secilën derë: pranë fushës së një faqeje, te qeliza e një skedari, nën mesazhin që pret.

refusal-text-asked-about = Teksti mund të flasë për një person privat dhe asgjë nuk u ruajt. A është ky person zyrtar? Atëherë shkruani edhe funksionin pranë emrit; nëse jo, shkruani vetëm numrin e rastit.

guard-field-asks = Përmban: { $found }. A është ky person zyrtar? Atëherë shkruani edhe funksionin pranë emrit. Asgjë nuk u ruajt.
guard-field-refuses = Duket se përmban: { $found }. Këtu nuk ruhet asgjë që tregon se kush është viktima: shkruajeni pa to. Asgjë nuk u ruajt.
guard-file-name = Lexohet edhe emri i skedarit: ju lutem jepini skedarit një emër pa emra dhe pa të dhëna personash.
guard-button-delete = Fshije mesazhin tim
guard-deleted = Mesazhi u fshi nga kjo bisedë. Asgjë prej tij nuk u ruajt.
guard-not-deleted = Mesazhi nuk mund të fshihej; ju lutem fshijeni vetë. Asgjë prej tij nuk u ruajt.

## Skedarët

file-unknown-encoding = Nuk dihet me siguri si janë shkruar shkronjat e këtij skedari, prandaj nuk e lexova. Ju lutem ruajeni si “CSV UTF-8” (ose si XLSX) dhe dërgojeni edhe një herë.
cell-comment = Komenti te { $place }
cell-sheet-name = Emri i një flete
cell-beside = Jashtë qelizave (një emër, kreu i faqes ose vetitë e skedarit)

## Mesazhet që i ka shkruar dikush tjetër

forwarded-ask = Këtë mesazh e ka shkruar dikush tjetër dhe ju e keni përcjellë. A ta marr si tuajin?
forwarded-button-take = Po, merre si timin
forwarded-not-acted-on = Nuk veproj në bazë të mesazheve të përcjella. Ju lutem shkruajeni vetë.
checkpoint-title = Pika e kontrollit e historisë
checkpoint-lead = Historia e sistemit siç ishte kur u nënshkrua kjo. Ruajeni fletën jashtë institucionit: me të, kushdo mund të gjejë më vonë nëse historia u rishkrua.
checkpoint-key = Çelësi publik
checkpoint-mail = Pika më e re e kontrollit e historisë është bashkëngjitur dhe gjendet më poshtë. Ruajeni: me të dhe me çelësin publik, `focalpoint verify --against` tregon nëse historia u rishkrua.
