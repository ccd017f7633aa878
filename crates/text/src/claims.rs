//! What a sentence of the machine claims of itself: that it is automatic, that it is a person, or a
//! person's name.
//!
//! People mix languages, so German, Polish and English are heard whatever the page is in.

/// How "automatic" begins or is written in the languages a help centre is offered in.
const AUTOMATIC: [&str; 13] = [
    "automat",
    "automát",
    "automaa",
    "automā",
    "otomat",
    "автомат",
    "αυτόματ",
    "αυτοματ",
    "自動",
    "自动",
    "تلقائي",
    "آلي",
    "samodejn",
];
/// What turns "automatic" into its opposite when it stands shortly before.
const NO: [&str; 14] = [
    "not", "no", "never", "isn't", "nicht", "nie", "niemals", "żaden", "żadnym", "bez", "without",
    "ohne", "weder", "non",
];
/// So many words may stand between the denial and what it denies: "not an automatic".
const BETWEEN: usize = 2;
/// What only a person says of itself.
const PERSON: [&str; 20] = [
    "i am a person",
    "i'm a person",
    "i am a human",
    "i'm a human",
    "i am human",
    "i'm human",
    "i am a real person",
    "i'm a real person",
    "you are talking to a person",
    "ich bin ein mensch",
    "ich bin mensch",
    "ich bin eine person",
    "ich bin ein echter mensch",
    "ich bin eine echte person",
    "sie sprechen mit einem menschen",
    "jestem człowiekiem",
    "jestem osobą",
    "jestem prawdziwym człowiekiem",
    "jestem prawdziwą osobą",
    "rozmawiasz z człowiekiem",
];
/// What comes before a name whatever comes.
const NAMES: [&str; 10] = [
    "my name is",
    "i am called",
    "i'm called",
    "ich heiße",
    "ich heisse",
    "mein name ist",
    "nazywam się",
    "mam na imię",
    "na imię mi",
    "moje imię to",
];
/// What comes before a name or something else.
const PERHAPS_NAMES: [&str; 9] = [
    "i am",
    "i'm",
    "this is",
    "ich bin",
    "hier ist",
    "hier schreibt",
    "hier spricht",
    "jestem",
    "pisze do ciebie",
];
/// Words with a capital behind them that are no names.
const NO_NAMES: [&str; 26] = [
    "Bot", "Chatbot", "Robot", "Roboter", "Programm", "Software", "Teil", "KI", "AI", "SI", "Ihr",
    "Ihre", "Ihrem", "Ihren", "Ihrer", "Ihnen", "Sie", "Your", "Our", "Twoim", "Twoją", "Państwa",
    "Here", "Hier", "The", "An",
];
/// And beginnings of such words.
const NO_NAMES_BEGIN: [&str; 3] = ["Assist", "Asyst", "Autom"];

/// Whether a sentence says that what speaks is automatic, and does not deny it.
#[must_use]
pub fn says_automatic(sentence: &str) -> bool {
    let sentence = sentence.to_lowercase();
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let is_no = |it: &&str| {
        let word = it.trim_matches(|sign: char| !sign.is_alphanumeric() && sign != '\'');
        NO.contains(&word) || word.starts_with("kein")
    };
    let mut said = false;
    for (at, word) in words.iter().enumerate() {
        if !AUTOMATIC.iter().any(|it| word.contains(it)) {
            continue;
        }
        if words.iter().take(at).rev().take(BETWEEN + 1).any(is_no) {
            return false;
        }
        said = true;
    }
    said
}

/// Whether a sentence says that a person speaks.
#[must_use]
pub fn claims_person(sentence: &str) -> bool {
    let sentence = plain(sentence).to_lowercase();
    PERSON.iter().any(|it| has(&sentence, it))
}

/// Whether whoever speaks gives a name in a sentence, or one of `names` stands in it.
#[must_use]
pub fn gives_name(sentence: &str, names: &[&str]) -> bool {
    let sentence = plain(sentence);
    let small = sentence.to_lowercase();
    let is_named =
        |name: &&str| 3 <= name.trim().chars().count() && has(&small, &plain(name).to_lowercase());
    NAMES.iter().any(|it| has(&small, it))
        || names.iter().any(is_named)
        || PERHAPS_NAMES.iter().any(|it| capital_behind(&sentence, it))
}

/// One space between words, and one kind of apostrophe.
fn plain(text: &str) -> String {
    text.replace('’', "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether such words stand in a text as whole words.
fn has(text: &str, words: &str) -> bool {
    let is_letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).and_then(|it| it.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|it| it.chars().next());
        !is_letter(before) && !is_letter(after)
    })
}

/// Whether a word with a capital that may be a name stands behind such words.
fn capital_behind(text: &str, words: &str) -> bool {
    let text: Vec<&str> = text.split(' ').collect();
    let count = words.split(' ').count();
    text.windows(count + 1).any(|window| {
        let (claim, next) = window.split_at(count);
        let next = next.first().copied().unwrap_or_default();
        let next = next.trim_start_matches(|it: char| !it.is_alphanumeric() && it != '{');
        claim.join(" ").to_lowercase().trim_start_matches(|it: char| !it.is_alphanumeric()) == words
            && next.chars().next().is_some_and(char::is_uppercase)
            && !NO_NAMES.contains(&next.trim_end_matches(|it: char| !it.is_alphanumeric()))
            && !NO_NAMES_BEGIN.iter().any(|it| next.starts_with(it))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn automatic_is_said_and_not_denied() {
        for (sentence, expect) in [
            ("I am the automatic assistant of {brand}, not a person.", true),
            ("Ich bin der automatische Assistent von {brand}, kein Mensch.", true),
            ("Jestem automatycznym asystentem {brand}, nie człowiekiem.", true),
            ("Je suis l’assistant automatique de {brand}.", true),
            ("{brand} の自動アシスタントです。", true),
            ("I am not an automatic assistant.", false),
            ("Kein Automat, sondern {brand}.", false),
            ("Nie jestem automatem.", false),
            ("I am the assistant of {brand}.", false),
            ("Automatic, but not automatic.", false),
        ] {
            assert_eq!(says_automatic(sentence), expect, "{sentence}");
        }
    }

    #[test]
    fn nobody_but_a_person_says_to_be_one() {
        for (sentence, expect) in [
            ("I’m  a human, ask me anything", true),
            ("Ich bin ein Mensch.", true),
            ("jestem człowiekiem", true),
            ("I am the automatic assistant, not a person.", false),
            ("Ich bin kein Mensch.", false),
            ("A person will answer you here.", false),
        ] {
            assert_eq!(claims_person(sentence), expect, "{sentence}");
        }
    }

    #[test]
    fn a_name_is_heard_behind_what_introduces_one() {
        for (sentence, expect) in [
            ("Hi, I am Anna!", true),
            ("Hallo, ich bin Anna von {brand}.", true),
            ("Cześć, jestem Ania.", true),
            ("My name is whatever", true),
            ("Mam na imię ola", true),
            ("Yours, Mara Lindt", true),
            ("Ich bin der automatische Assistent von {brand}.", false),
            ("Ich bin Assistent von {brand}.", false),
            ("I am {brand}’s automatic assistant.", false),
            ("Hier ist Ihr Code.", false),
            ("One moment, I am doing it …", false),
            ("Maralindt", false),
        ] {
            assert_eq!(gives_name(sentence, &["Mara Lindt", "Jo"]), expect, "{sentence}");
        }
    }
}
