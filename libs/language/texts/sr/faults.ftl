# Šta nije u redu sa odgovorom na zahtev za podatke, fault-<kod>, i sa podacima od kojih nastaje ključ osobe,
# identity-<kod>. Nikada sam odgovor.

fault-not-asked = Obrazac ovo ne traži. Molimo Vas da to izostavite.
fault-missing = Nedostaje odgovor. Unesite ga, ili preskočite polje i navedite razlog.
fault-other-kind = Ovo polje traži drugu vrstu odgovora.
fault-too-small = Broj mora biti najmanje { $least }.
fault-too-large = Broj može biti najviše { $most }.
fault-not-whole = Broj mora biti ceo.
fault-too-many-places = { $places ->
    [one] Broj može imati najviše { $places } decimalu.
    [few] Broj može imati najviše { $places } decimale.
   *[other] Broj može imati najviše { $places } decimala.
}
fault-no-such-option = Ovo nije nijedna od ponuđenih mogućnosti. Izaberite jednu od njih.
fault-foreign-category = Red je razvrstan drugačije nego tabela. Koristite po jednu kategoriju za svako njeno zaglavlje.
fault-line-twice = Dva reda broje isto. Izostavite jedan.
fault-count-too-large = Broj je prevelik. Proverite cifre.
fault-no-total = Nedostaje ukupan broj. Dodajte ga.
fault-total-differs = Ukupan broj je { $stated }, a zbir delova je { $sum }. Proverite ih.

identity-no-given-name = Nedostaje ime. Napišite ga slovima.
identity-no-family-name = Nedostaje prezime. Napišite ga slovima.
identity-no-birthplace = Nedostaje mesto rođenja. Napišite ga slovima.
identity-born-in-the-future = Datum rođenja je u budućnosti. Proverite godinu.
identity-born-too-long-ago = Datum rođenja je pre više od 120 godina. Proverite godinu.
