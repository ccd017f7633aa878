//! The languages this crate knows, and telling in which one a text is written.
//!
//! Questions are short and full of typing errors, so three weak witnesses are heard: little words,
//! letters only one language has, and how usual each row of three letters is.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::fold;
use crate::grams::{grams, padded};
use crate::stop_words;

/// A language whose words can be analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// German.
    German,
    /// Polish.
    Polish,
    /// English.
    English,
    /// Any other: its words are folded but not stemmed.
    Other,
}

/// The languages that can be told apart.
const KNOWN: [Language; 3] = [Language::German, Language::Polish, Language::English];

/// Characters of a text that are looked at: more would not change the verdict.
const ENOUGH_CHARACTERS: usize = 600;

/// What a little word or a special letter weighs, in natural logarithms of probability.
const LITTLE_WORD: f64 = 2.5;
const SPECIAL_LETTER: f64 = 3.0;

/// What the prior weighs: less than one little word, so that it only breaks ties.
const PRIOR: f64 = 2.2;

/// Rows of three letters are not independent witnesses: each counts for this share only.
const SHARE_OF_GRAM: f64 = 0.35;

/// Rows of letters from which they count in full: a single short word may be a name or a code.
const ENOUGH_GRAMS: usize = 8;

/// Uses of a row of letters that was never seen.
const NEVER_SEEN: f64 = 0.3;

/// Share of letters outside the Latin script from which a text is in none of our languages.
const MOST_FOREIGN: f64 = 0.3;

impl Language {
    /// The language of a BCP 47 code such as `de-AT`; case and region do not matter.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        let primary = code.split(['-', '_']).next().unwrap_or_default().trim();
        match primary.to_ascii_lowercase().as_str() {
            "de" => Self::German,
            "pl" => Self::Polish,
            "en" => Self::English,
            _ => Self::Other,
        }
    }

    /// The two-letter code; `und` for [`Language::Other`].
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::Polish => "pl",
            Self::English => "en",
            Self::Other => "und",
        }
    }
}

/// How usual each row of three letters is in one language.
struct Habits {
    language: Language,
    logs: HashMap<String, f64>,
    log_of_unseen: f64,
}

static HABITS: LazyLock<Vec<Habits>> = LazyLock::new(|| KNOWN.into_iter().map(learn).collect());

/// The language of a text and how sure that is, from 0 to 1.
///
/// `prior` is the language expected, such as that of the page: it decides where the text does not.
/// Without letters the answer is the prior, or [`Language::Other`], with confidence 0.
#[must_use]
pub fn guess(text: &str, prior: Option<Language>) -> (Language, f32) {
    let beginning: String = text.chars().take(ENOUGH_CHARACTERS).collect();
    let folded = fold(&beginning);
    let letters = folded.chars().filter(|sign| sign.is_alphabetic()).count();
    if letters == 0 {
        return (prior.unwrap_or(Language::Other), 0.0);
    }
    let foreign = folded.chars().filter(|it| it.is_alphabetic() && !it.is_ascii()).count();
    if share(foreign, letters) > MOST_FOREIGN {
        return (Language::Other, 0.9);
    }
    let words = padded(&words_only(&folded));
    let scored = HABITS.iter().map(|habits| {
        let score = score(habits, &words)
            + letters_of(habits.language, &beginning)
            + if prior == Some(habits.language) { PRIOR } else { 0.0 };
        (habits.language, score)
    });
    verdict(&scored.collect::<Vec<_>>())
}

/// The best language and its share of all probability.
#[expect(clippy::cast_possible_truncation, reason = "a confidence needs no 64 bits")]
fn verdict(scores: &[(Language, f64)]) -> (Language, f32) {
    let best = scores.iter().max_by(|(_, one), (_, other)| one.total_cmp(other));
    let Some((language, top)) = best else { return (Language::Other, 0.0) };
    let sum: f64 = scores.iter().map(|(_, score)| (score - top).exp()).sum();
    (*language, (1.0 / sum) as f32)
}

fn score(habits: &Habits, padded: &str) -> f64 {
    let little = padded
        .split_whitespace()
        .filter(|word| stop_words::is_stop_word(habits.language, word))
        .map(|word| if word.len() == 1 { LITTLE_WORD / 2.0 } else { LITTLE_WORD })
        .sum::<f64>();
    let mut seen = 0;
    let mut usual = 0.0;
    for gram in grams(padded, 3..=3) {
        usual += habits.logs.get(gram).copied().unwrap_or(habits.log_of_unseen);
        seen += 1;
    }
    little + SHARE_OF_GRAM * share(seen.min(ENOUGH_GRAMS), ENOUGH_GRAMS) * usual
}

/// What the letters only this language has say for it, each counted once.
fn letters_of(language: Language, text: &str) -> f64 {
    let own = match language {
        Language::German => "äöüß",
        Language::Polish => "ąćęłńśźż",
        Language::English | Language::Other => "",
    };
    let small = text.to_lowercase();
    let seen = own.chars().filter(|letter| small.contains(*letter)).count();
    share(seen, 1) * SPECIAL_LETTER
}

#[expect(clippy::cast_precision_loss, reason = "both count characters of a short text")]
fn share(part: usize, of: usize) -> f64 {
    part as f64 / of as f64
}

/// Letters only, one space for everything between; apostrophes vanish as in stop words.
fn words_only(folded: &str) -> String {
    let kept = folded.chars().filter(|sign| *sign != '\'');
    kept.map(|sign| if sign.is_alphabetic() { sign } else { ' ' }).collect()
}

/// Learns from the words and sentences we ship for the language.
fn learn(language: Language) -> Habits {
    let texts = match language {
        Language::German => [
            include_str!("../data/sample_de.txt"),
            include_str!("../data/lay_de.txt"),
            include_str!("../data/stop_de.txt"),
        ],
        Language::Polish => [
            include_str!("../data/sample_pl.txt"),
            include_str!("../data/lay_pl.txt"),
            include_str!("../data/stop_pl.txt"),
        ],
        Language::English | Language::Other => [
            include_str!("../data/sample_en.txt"),
            include_str!("../data/lay_en.txt"),
            include_str!("../data/stop_en.txt"),
        ],
    };
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut all = 0.0;
    for line in texts.into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#')) {
        for gram in grams(&padded(&words_only(&fold(line))), 3..=3) {
            *counts.entry(gram.to_owned()).or_insert(0) += 1;
            all += 1.0;
        }
    }
    let logs =
        counts.into_iter().map(|(gram, count)| (gram, (f64::from(count) / all).ln())).collect();
    Habits { language, logs, log_of_unseen: (NEVER_SEEN / all).ln() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: [&str; 28] = [
        "wo ist mein paket",
        "rechnung falsch",
        "passwort vergessen",
        "Kündigung",
        "wie kann ich zahlen",
        "heizung kaputt",
        "zahler ablesen",
        "ich will mein geld zuruck",
        "lieferzeit",
        "umtausch ohne bon",
        "Brille passt nicht",
        "gutschein geht nicht",
        "versandkosten schweiz",
        "adresse andern",
        "ersatzteil bestellen",
        "termin verschieben",
        "vertrag verlaengern",
        "wann habt ihr offen",
        "storno",
        "gerät macht geräusche",
        "falsche größe",
        "nasenpad gummi",
        "abschlag zu hoch",
        "newsletter abbestellen",
        "retourenschein drucken",
        "fehler E03",
        "mahnung erhalten",
        "schadensmeldung",
    ];

    const POLISH: [&str; 26] = [
        "gdzie jest moja paczka",
        "zwrot towaru",
        "zapomnialem hasla",
        "jak zmienic adres",
        "reklamacja",
        "faktura vat",
        "nie dziala logowanie",
        "kiedy dostane pieniadze",
        "koszt dostawy",
        "anulowac zamowienie",
        "rozmiar butow",
        "kod rabatowy",
        "wypowiedzenie umowy",
        "ile kosztuje przesyłka",
        "uszkodzony produkt",
        "godziny otwarcia",
        "przelew nie doszedł",
        "zmiana hasła",
        "gwarancja",
        "jak zwrocic",
        "platnosc karta",
        "czy moge odebrac w sklepie",
        "blad E03",
        "wymiana na inny rozmiar",
        "nie mogę się zalogować",
        "opóźniona dostawa",
    ];

    const ENGLISH: [&str; 26] = [
        "where is my parcel",
        "wrong invoice",
        "forgot password",
        "cancel subscription",
        "how can I pay",
        "heating broken",
        "refund",
        "change delivery address",
        "opening hours",
        "my card was declined",
        "track order",
        "size guide",
        "I want my money back",
        "voucher doesn't work",
        "shipping costs",
        "reschedule appointment",
        "error E03",
        "replace battery",
        "the screen is cracked",
        "what is the warranty",
        "return label",
        "update my phone number",
        "delayed delivery",
        "exchange rate",
        "top up failed",
        "lost or stolen card",
    ];

    fn wrong(texts: &[&str], language: Language) -> Vec<String> {
        let is_wrong = |text: &&&str| guess(text, None).0 != language;
        texts.iter().filter(is_wrong).map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn short_questions_are_told_apart() {
        let mut all_wrong = wrong(&GERMAN, Language::German);
        all_wrong.extend(wrong(&POLISH, Language::Polish));
        all_wrong.extend(wrong(&ENGLISH, Language::English));
        let all = GERMAN.len() + POLISH.len() + ENGLISH.len();
        assert!(all_wrong.len() * 20 <= all, "{all_wrong:?}");
    }

    #[test]
    fn the_prior_decides_only_where_the_text_does_not() {
        assert_eq!(guess("IBAN", Some(Language::Polish)).0, Language::Polish);
        assert_eq!(guess("IBAN", Some(Language::German)).0, Language::German);
        assert_eq!(guess("wo ist mein Paket?", Some(Language::English)).0, Language::German);
        assert_eq!(guess("123 !?", Some(Language::English)), (Language::English, 0.0));
        assert_eq!(guess("", None), (Language::Other, 0.0));
    }

    #[test]
    fn other_scripts_are_other_languages() {
        for text in ["Где моя посылка", "πού είναι το δέμα μου", "我的包裹在哪里"]
        {
            assert_eq!(guess(text, Some(Language::German)).0, Language::Other, "{text}");
        }
    }

    #[test]
    fn clear_texts_are_sure_and_unclear_ones_are_not() {
        assert!(0.95 < guess("Guten Tag, wann kommt meine Bestellung an?", None).1);
        assert!(guess("ok", None).1 < 0.9);
        assert!(guess("PIN", None).1 < 0.9);
    }

    #[test]
    fn codes_name_languages_whatever_their_region() {
        for (code, language) in [
            ("de", Language::German),
            ("de-AT", Language::German),
            ("PL_pl", Language::Polish),
            ("en-GB", Language::English),
            ("fr", Language::Other),
            ("", Language::Other),
        ] {
            assert_eq!(Language::from_code(code), language);
        }
        assert_eq!(Language::from_code(Language::Polish.code()), Language::Polish);
    }
}
