# Heqja e diçkaje që nuk duhet mbajtur: kush është dikush, ose një tekst që nuk duhej të hynte.

event-erasure-asked = Kërkuar fshirje
event-erasure-withdrawn = Tërhequr kërkesa për fshirje
event-erasure-confirmed = Konfirmuar fshirja
event-erasure-carried-out = Kryer fshirja
page-audit-act-erasure-asked = u kërkua fshirje
page-audit-act-erasure-withdrawn = u tërhoq kërkesa për fshirje
page-audit-act-erasure-confirmed = u konfirmua fshirja
page-audit-act-erasure-carried-out = u krye fshirja
