//! The words around numbers in German, Polish and English. People mix languages, so all are heard.

use super::{Measure, Side};

/// What a minute, an hour and so on are called, by their beginnings, and how many minutes each has.
/// A beginning with a full stop is a whole word.
const TIMES: [(f64, &[&str]); 6] = [
    (1.0, &["minut"]),
    (60.0, &["stunde", "stündig", "hour", "godzin"]),
    (
        1_440.0,
        &[
            "tag.", "tage.", "tagen.", "tages.", "tägig", "day", "dzień", "dnia.", "dni.",
            "dniach.", "dniow", "dniu.",
        ],
    ),
    (10_080.0, &["woche", "wöchig", "week", "tydzień", "tydzie", "tygod"]),
    (43_200.0, &["monat", "month", "miesiąc", "miesiac", "miesięc"]),
    (
        525_600.0,
        &[
            "jahr.", "jahre.", "jahren.", "jahres.", "jährig", "year", "rok.", "roku.", "lata.",
            "lat.", "latach.", "letni", "roczn",
        ],
    ),
];

const WORKING_DAYS: [&str; 4] = ["werktag", "arbeitstag", "workday", "weekday"];
/// What stands around "days" that are working days.
const WORKING: [&str; 3] = ["business", "working", "robocz"];

const MONEY: [(&str, &[&str]); 6] = [
    ("EUR", &["€", "eur.", "euro.", "euros."]),
    ("PLN", &["zł.", "pln.", "złot"]),
    ("GBP", &["£", "gbp.", "pound"]),
    ("USD", &["$", "usd.", "dollar"]),
    ("CHF", &["chf.", "franken."]),
    ("CZK", &["kč.", "czk."]),
];

const SHARES: [&str; 4] = ["%", "prozent", "percent", "procent"];

/// The months by their beginnings, in the three languages.
const MONTHS: [&[&str]; 12] = [
    &["januar", "january", "stycz"],
    &["februar", "luty.", "lutego."],
    &["märz.", "march.", "marzec.", "marca."],
    &["april", "kwiecień.", "kwietnia."],
    &["mai.", "may.", "maj.", "maja."],
    &["juni.", "june.", "czerwiec.", "czerwca."],
    &["juli.", "july.", "lipiec.", "lipca."],
    &["august", "sierp"],
    &["september", "wrzesień.", "września."],
    &["oktober", "october", "paźdz"],
    &["november", "listop"],
    &["dezember", "december", "grudzień.", "grudnia."],
];

/// Numbers as words; heard only right before a unit.
const NUMBERS: [(u32, &[&str]); 16] = [
    (1, &["ein", "eine", "einem", "einen", "einer", "eines", "one", "jedna", "jedno"]),
    (2, &["zwei", "two", "dwa", "dwie", "dwóch"]),
    (3, &["drei", "three", "trzy", "trzech"]),
    (4, &["vier", "four", "cztery", "czterech"]),
    (5, &["fünf", "five", "pięć", "pięciu"]),
    (6, &["sechs", "six", "sześć", "sześciu"]),
    (7, &["sieben", "seven", "siedem", "siedmiu"]),
    (8, &["acht", "eight", "osiem", "ośmiu"]),
    (10, &["zehn", "ten", "dziesięć", "dziesięciu"]),
    (12, &["zwölf", "twelve", "dwanaście", "dwunastu"]),
    (14, &["vierzehn", "fourteen", "czternaście", "czternastu"]),
    (20, &["zwanzig", "twenty", "dwadzieścia", "dwudziestu"]),
    (24, &["vierundzwanzig", "twenty-four"]),
    (30, &["dreißig", "dreissig", "thirty", "trzydzieści", "trzydziestu"]),
    (60, &["sechzig", "sixty", "sześćdziesiąt", "sześćdziesięciu"]),
    (100, &["hundert", "einhundert", "hundred", "sto"]),
];

/// Before a number: that and more.
const FROM: [&str; 12] = [
    "ab",
    "über",
    "mindestens",
    "from",
    "over",
    "above",
    "least",
    "od",
    "powyżej",
    "najmniej",
    "minimum",
    "mehr",
];
/// Before a number: what comes after it.
const AFTER: [&str; 8] = ["nach", "after", "po", "seit", "since", "alle", "every", "co"];
/// Between two numbers of one range.
const BETWEEN: [&str; 8] = ["bis", "to", "do", "oder", "or", "lub", "–", "-"];

/// Words that say nothing of what a sentence is about, besides those of the language: what can be
/// done at all, and that something lasts or costs.
const LITTLE: [&str; 58] = [
    "kannst",
    "können",
    "kann",
    "könnt",
    "musst",
    "müssen",
    "muss",
    "darfst",
    "bekommst",
    "bekommen",
    "erhältst",
    "erhalten",
    "dauert",
    "dauern",
    "beträgt",
    "gilt",
    "gelten",
    "gibt",
    "hast",
    "haben",
    "kostet",
    "kosten",
    "bitte",
    "lange",
    "viel",
    "can",
    "must",
    "may",
    "get",
    "gets",
    "take",
    "takes",
    "cost",
    "costs",
    "long",
    "much",
    "please",
    "możesz",
    "można",
    "trwa",
    "wynosi",
    "kosztuje",
    "prosimy",
    "ile",
    "masz",
    "długo",
    "jak",
    "how",
    "wie",
    "need",
    "innerhalb",
    "binnen",
    "lang",
    "within",
    "dich",
    "dir",
    "wir",
    "podaj",
];

/// Whether a word in small letters says nothing of what a sentence is about.
pub(super) fn says_little(word: &str) -> bool {
    LITTLE.contains(&word) || unit(word).is_some() || month(word).is_some()
}

fn begins(word: &str, with: &[&str]) -> bool {
    with.iter().any(|it| match it.strip_suffix('.') {
        Some(whole) => word == whole,
        None => word.starts_with(it),
    })
}

/// The measure a word in small letters names, and how many of the measure's own units it has.
pub(super) fn unit(word: &str) -> Option<(Measure, f64)> {
    if begins(word, &WORKING_DAYS) {
        return Some((Measure::WorkingDays, 1.0));
    }
    if let Some((minutes, _)) = TIMES.iter().find(|(_, names)| begins(word, names)) {
        return Some((Measure::Time, *minutes));
    }
    if let Some((code, _)) = MONEY.iter().find(|(_, names)| begins(word, names)) {
        return Some((Measure::Money(code), 1.0));
    }
    begins(word, &SHARES).then_some((Measure::Share, 1.0))
}

/// Whether days beside this word are working days.
pub(super) fn is_working(word: &str) -> bool {
    begins(word, &WORKING)
}

/// The month a word in small letters names, from 1.
pub(super) fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|names| begins(word, names))?;
    u32::try_from(at + 1).ok()
}

/// The number a word in small letters stands for.
pub(super) fn number(word: &str) -> Option<u32> {
    NUMBERS.iter().find(|(_, names)| names.contains(&word)).map(|(number, _)| *number)
}

/// Which side of a number is meant that stands behind this word.
pub(super) fn side(word: &str) -> Option<Side> {
    if FROM.contains(&word) {
        return Some(Side::From);
    }
    AFTER.contains(&word).then_some(Side::After)
}

/// Whether a word between two numbers makes them one range.
pub(super) fn is_between(word: &str) -> bool {
    BETWEEN.contains(&word)
}
