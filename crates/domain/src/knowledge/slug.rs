//! Names for addresses.

/// 80 bytes: enough for a title's words, short enough to read in an address bar.
const MAX_BYTES: usize = 80;

/// Makes a name for addresses of a title: lower-case ASCII letters, digits and single hyphens.
///
/// German and Polish letters keep their sound (`ä` becomes `ae`, `ł` becomes `l`). Cut at a word
/// before 80 bytes. Empty when the title has no Latin letter or digit; callers then fall back to
/// the id.
#[must_use]
pub fn slug(title: &str) -> String {
    let mut name = String::new();
    for word in title.to_lowercase().split(|it: char| !it.is_alphanumeric()) {
        let ascii: String = word.chars().filter_map(sound).collect();
        if ascii.is_empty() {
            continue;
        }
        if !name.is_empty() && MAX_BYTES < name.len() + 1 + ascii.len() {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(ascii.chars().take(MAX_BYTES));
    }
    name
}

fn sound(letter: char) -> Option<&'static str> {
    const ASCII: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    if let Some(at) = ASCII.find(letter) {
        return ASCII.get(at..=at);
    }
    Some(match letter {
        'ä' | 'æ' => "ae",
        'ö' | 'œ' | 'ø' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' => "o",
        'ř' => "r",
        'ś' | 'š' => "s",
        'ť' => "t",
        'ù' | 'ú' | 'û' | 'ů' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[track_caller]
    fn check(title: &str, expect: &str) {
        assert_eq!(slug(title), expect);
    }

    #[test]
    fn keeps_the_sound_of_letters() {
        check("Wie ändere ich die Größe?", "wie-aendere-ich-die-groesse");
        check("Gdzie jest moja paczka – śledź ją", "gdzie-jest-moja-paczka-sledz-ja");
        check("E03: \"overheated\"", "e03-overheated");
    }

    #[test]
    fn is_empty_without_latin_letters_and_never_too_long() {
        check("如何付款", "");
        check("../..", "");
        assert!(slug(&"lang ".repeat(50)).len() <= 80);
        assert!(slug(&"x".repeat(500)).len() <= 80);
    }
}
