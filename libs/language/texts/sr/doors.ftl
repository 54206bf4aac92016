# Šta zaštita kaže na svakim vratima: uz polje stranice, kod ćelije datoteke, ispod poruke koja čeka.

refusal-text-asked-about = Tekst možda govori o privatnoj osobi i ništa nije sačuvano. Da li je to službena osoba? Ako jeste, uz ime napišite i dužnost; ako nije, napišite samo broj slučaja.

guard-field-asks = Sadrži: { $found }. Da li je to službena osoba? Ako jeste, uz ime napišite i dužnost. Ništa nije sačuvano.
guard-field-refuses = Izgleda da sadrži: { $found }. Ovde se ne čuva ništa iz čega se vidi ko je žrtva: napišite bez toga. Ništa nije sačuvano.
guard-file-name = Čita se i naziv datoteke: molimo Vas da joj date naziv bez imena i podataka o bilo kojoj osobi.
guard-button-delete = Obriši moju poruku
guard-deleted = Poruka je obrisana iz ovog razgovora. Ništa iz nje nije sačuvano.
guard-not-deleted = Brisanje poruke nije uspelo; molimo Vas da je sami obrišete. Ništa iz nje nije sačuvano.

## Datoteke

file-unknown-encoding = Nije sigurno kojim su kodom zapisana slova u ovoj datoteci, pa datoteka nije pročitana. Molimo Vas da je sačuvate kao „{"\uE000"}CSV UTF-8{"\uE001"}“ (ili kao XLSX) i pošaljete još jednom.
cell-comment = Komentar kod { $place }
cell-sheet-name = Naziv lista
cell-beside = Van ćelija (neki naziv, zaglavlje ili svojstva datoteke)

## Poruke koje je napisao neko drugi

forwarded-ask = Ovu poruku je napisao neko drugi, a Vi ste je prosledili. Da je uzmem kao Vašu?
forwarded-button-take = Da, uzmi kao moju
forwarded-not-acted-on = Po prosleđenim porukama ne postupam. Molimo Vas da to napišete sami.
checkpoint-title = Kontrolna tačka istorije
checkpoint-lead = Istorija sistema onakva kakva je bila kada je ovo potpisano. Čuvajte list van institucije: pomoću njega svako kasnije može da utvrdi da li je istorija iznova ispisana.
checkpoint-key = Javni ključ
checkpoint-mail = Najnovija kontrolna tačka istorije je u prilogu i stoji ispod. Sačuvajte je: pomoću nje i javnog ključa `focalpoint verify --against` pokazuje da li je istorija iznova ispisana.
