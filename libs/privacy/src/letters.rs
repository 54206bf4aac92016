//! Letters made comparable: lower case, Latin, without diacritics.
//!
//! People write “përfundoi” and “perfundoi”, “završeno”, “zavrseno” and “завршено”; all comparison is done on the plain
//! form. Text that is kept or shown is never folded.

/// Appends the plain form of a character. Nothing for marks that only decorate (combining accents, zero-width joiners).
pub fn fold_into(plain: &mut String, letter: char) {
    for lower in letter.to_lowercase() {
        match latin(lower) {
            Some(latin) => plain.push_str(latin),
            None if is_invisible(lower) => {}
            None => plain.push(lower),
        }
    }
}

/// Whether a character leaves no trace of its own.
pub fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{00ad}' | '\u{fe0f}')
}

fn latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ë' | 'é' | 'è' | 'ê' | 'е' | 'э' => "e",
        'ç' | 'č' | 'ć' | 'ц' | 'ч' | 'ћ' => "c",
        'š' | 'ш' | 'с' => "s",
        'ž' | 'ж' | 'з' => "z",
        'đ' | 'ђ' => "dj",
        'á' | 'à' | 'â' | 'ä' | 'а' => "a",
        'í' | 'ì' | 'î' | 'и' => "i",
        'ó' | 'ò' | 'ô' | 'ö' | 'о' => "o",
        'ú' | 'ù' | 'û' | 'ü' | 'у' => "u",
        'ñ' | 'н' => "n",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'ј' | 'й' => "j",
        'к' => "k",
        'л' => "l",
        'љ' => "lj",
        'м' => "m",
        'њ' => "nj",
        'п' => "p",
        'р' => "r",
        'т' => "t",
        'ф' => "f",
        'х' => "h",
        'џ' => "dz",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::fold_into;

    fn fold(text: &str) -> String {
        let mut plain = String::new();
        text.chars().for_each(|letter| fold_into(&mut plain, letter));
        plain
    }

    #[test]
    fn diacritics_and_scripts_fall_together() {
        assert_eq!(fold("PËRFUNDOI"), "perfundoi");
        assert_eq!(fold("završeno"), fold("завршено"));
        assert_eq!(fold("urađeno"), "uradjeno");
        assert_eq!(fold("e\u{0308}"), "e");
    }
}
