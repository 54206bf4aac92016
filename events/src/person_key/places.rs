//! Places of birth: a municipality of Kosovo has an Albanian and a Serbian name that no spelling rule connects.

use super::spelling;

/// Kosovo's 38 municipalities (Law no. 03/L-041 on administrative municipal boundaries): the Albanian name, then what
/// else it is called: the definite form, the Serbian name, an older one.
const MUNICIPALITIES: [&[&str]; 38] = [
    &["Deçan", "Deçani", "Dečani"],
    &["Dragash", "Dragashi", "Dragaš", "Sharr"],
    &["Drenas", "Drenasi", "Gllogoc", "Gllogoci", "Glogovac"],
    &["Ferizaj", "Ferizaji", "Uroševac"],
    &["Fushë Kosovë", "Fushë Kosova", "Fushë-Kosova", "Kosovo Polje"],
    &["Gjakovë", "Gjakova", "Đakovica"],
    &["Gjilan", "Gjilani", "Gnjilane"],
    &["Graçanicë", "Graçanica", "Gračanica"],
    &["Hani i Elezit", "Han i Elezit", "Đeneral Janković", "Elez Han"],
    &["Istog", "Istogu", "Istok", "Burim"],
    &["Junik", "Juniku"],
    &["Kaçanik", "Kaçaniku", "Kačanik"],
    &["Kamenicë", "Kamenica", "Kosovska Kamenica", "Dardanë"],
    &["Klinë", "Klina"],
    &["Kllokot", "Kllokoti", "Klokot", "Verboc", "Vrbovac", "Klokot-Vrbovac"],
    &["Leposaviq", "Leposaviqi", "Leposavić", "Albanik"],
    &["Lipjan", "Lipjani", "Lipljan"],
    &["Malishevë", "Malisheva", "Mališevo"],
    &["Mamushë", "Mamusha", "Mamuša"],
    &["Mitrovicë", "Mitrovica", "Kosovska Mitrovica", "Mitrovica e Jugut", "Mitrovicë e Jugut", "Južna Mitrovica"],
    &["Mitrovicë e Veriut", "Mitrovica e Veriut", "Severna Mitrovica", "North Mitrovica"],
    &["Novobërdë", "Novobërda", "Novo Brdo", "Artanë"],
    &["Obiliq", "Obiliqi", "Obilić", "Kastriot"],
    &["Partesh", "Parteshi", "Parteš", "Pasjan"],
    &["Pejë", "Peja", "Peć"],
    &["Podujevë", "Podujeva", "Podujevo", "Besianë"],
    &["Prishtinë", "Prishtina", "Priština", "Pristina"],
    &["Prizren", "Prizreni"],
    &["Rahovec", "Rahoveci", "Orahovac"],
    &["Ranillug", "Ranillugu", "Ranilug"],
    &["Shtërpcë", "Shtërpca", "Štrpce"],
    &["Shtime", "Shtimja", "Štimlje"],
    &["Skenderaj", "Skenderaji", "Srbica"],
    &["Suharekë", "Suhareka", "Suva Reka", "Therandë"],
    &["Viti", "Vitia", "Vitina"],
    &["Vushtrri", "Vushtrria", "Vučitrn"],
    &["Zubin Potok", "Zubin Potoku"],
    &["Zveçan", "Zveçani", "Zvečan"],
];

/// The plain spelling of a place, under its Albanian name where it is a municipality of Kosovo.
pub fn plain(place: &str) -> String {
    let place = spelling::plain(place);
    let called = |names: &&[&str]| names.iter().any(|name| spelling::plain(name) == place);
    match MUNICIPALITIES.into_iter().find(called).and_then(|names| names.first()) {
        Some(albanian) => spelling::plain(albanian),
        None => place,
    }
}

/// Kosovo's municipalities, each with all its names, the Albanian one first.
pub fn municipalities() -> impl Iterator<Item = &'static [&'static str]> {
    MUNICIPALITIES.into_iter()
}
