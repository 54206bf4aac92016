# Getting something out again: who somebody is, or a text that should not have come in.

event-erasure-asked = Erasure asked for
event-erasure-withdrawn = Erasure withdrawn
event-erasure-confirmed = Erasure confirmed
event-erasure-carried-out = Erasure carried out
page-audit-act-erasure-asked = erasure asked for
page-audit-act-erasure-withdrawn = erasure withdrawn
page-audit-act-erasure-confirmed = erasure confirmed
page-audit-act-erasure-carried-out = erasure carried out
