//! What figures are read, and which sentences cannot both be true.

use super::*;
use crate::language::Language;

fn read(sentence: &str) -> Vec<(Measure, f64, f64)> {
    figures_in(sentence).into_iter().map(|it| (it.measure, it.low, it.high)).collect()
}

const DAY: f64 = 1_440.0;

#[test]
fn figures_are_read_with_their_units() {
    let (euro, zloty) = (Measure::Money("EUR"), Measure::Money("PLN"));
    for (sentence, expect) in [
        ("Du hast 14 Tage.", vec![(Measure::Time, 14.0 * DAY, 14.0 * DAY)]),
        ("within two weeks", vec![(Measure::Time, 14.0 * DAY, 14.0 * DAY)]),
        ("w ciągu czternastu dni", vec![(Measure::Time, 14.0 * DAY, 14.0 * DAY)]),
        ("ein 30-tägiges Recht", vec![(Measure::Time, 30.0 * DAY, 30.0 * DAY)]),
        ("3–5 Werktage", vec![(Measure::WorkingDays, 3.0, 5.0)]),
        ("2 to 3 business days", vec![(Measure::WorkingDays, 2.0, 3.0)]),
        ("do 5 dni roboczych", vec![(Measure::WorkingDays, 5.0, 5.0)]),
        ("4,90 €, ab 1.000 EUR", vec![(euro, 4.9, 4.9), (euro, 1_000.0, 1_000.0)]),
        ("€1,234.50", vec![(euro, 1_234.5, 1_234.5)]),
        ("340 zł (80 €)", vec![(zloty, 340.0, 340.0), (euro, 80.0, 80.0)]),
        ("10 % oder 15 Prozent", vec![(Measure::Share, 10.0, 10.0), (Measure::Share, 15.0, 15.0)]),
        ("bis 31. Dezember 2026", vec![(Measure::Date, 20_261_231.0, 20_261_231.0)]),
        ("am 1.2.2027", vec![(Measure::Date, 20_270_201.0, 20_270_201.0)]),
        ("until December 31", vec![(Measure::Date, 1_231.0, 1_231.0)]),
        ("do 31 grudnia", vec![(Measure::Date, 1_231.0, 1_231.0)]),
        ("E 03, 9:00 Uhr, 2 Marken, HERBST15 € 4 Artikel", vec![(euro, 4.0, 4.0)]),
    ] {
        assert_eq!(read(sentence), expect, "{sentence}");
    }
}

/// The figures of each clash of two texts for a question.
fn clashes(
    language: Language,
    question: &str,
    (here, there): (&str, &str),
) -> Vec<(String, String)> {
    let analyzer = Analyzer::new(language);
    let of = |text: &str| Statements::of(&analyzer, text);
    let found = of(here).clashes(&of(there), &analyzer, question);
    found.into_iter().map(|it| (it.here.figure, it.there.figure)).collect()
}

#[test]
fn different_figures_of_one_thing_clash_in_three_languages() {
    for (language, question, here, there, expect) in [
        (
            Language::German,
            "Wie lange kann ich Ware zurückgeben?",
            "Du kannst die Ware innerhalb von 30 Tagen zurückgeben. Kostenlos.",
            "Ware lässt sich binnen 14 Tagen zurückgeben.",
            ("30 Tagen", "14 Tagen"),
        ),
        (
            Language::German,
            "Was kostet der Expressversand?",
            "Der Expressversand kostet 12,90 €.\nSonst 3 €.",
            "Expressversand gibt es für 9,90 Euro.",
            ("12,90 €", "9,90 Euro"),
        ),
        (
            Language::Polish,
            "Ile trwa gwarancja na oprawki?",
            "Gwarancja na oprawki trwa dwa lata.",
            "Na oprawki dajemy gwarancję na 3 lata.",
            ("dwa lata", "3 lata"),
        ),
        (
            Language::English,
            "How long is the warranty on frames?",
            "The warranty on frames is two years.",
            "All frames have a warranty of 3 years.",
            ("two years", "3 years"),
        ),
        (
            Language::English,
            "When does the winter sale end?",
            "The winter sale ends on 31 January 2027.",
            "Our winter sale lasts until January 15.",
            ("31 January 2027", "January 15"),
        ),
    ] {
        let expect = vec![(expect.0.to_owned(), expect.1.to_owned())];
        assert_eq!(clashes(language, question, (here, there)), expect, "{question}");
    }
}

#[test]
fn what_can_both_be_true_does_not_clash() {
    let returns = "Wie lange kann ich Ware zurückgeben?";
    for (why, here, there) in [
        (
            "the same in other words",
            "Ware kannst du 14 Tage zurückgeben.",
            "Ware in zwei Wochen zurückgeben.",
        ),
        (
            "two figures in one sentence",
            "Ware 30 Tage, Linsen 60 Tage zurückgeben.",
            "Ware in 14 Tagen zurückgeben.",
        ),
        (
            "the other text knows it too",
            "Ware in 30 Tagen zurückgeben.",
            "Ware in 14 Tagen zurückgeben. Im Club 30 Tage.",
        ),
        ("another side", "Ware erst nach 30 Tagen zurückgeben.", "Ware in 14 Tagen zurückgeben."),
        ("another unit", "Ware in 30 Tagen zurückgeben.", "Ware für 5 € zurückgeben."),
        (
            "only the shop in common",
            "Ware reparieren wir in 30 Tagen.",
            "Ware in 14 Tagen zurückgeben.",
        ),
        ("another thing", "Ware in 30 Tagen zurückgeben.", "Das Geld kommt in 5 Tagen."),
        (
            "a range that has it",
            "Ware in 14–30 Tagen zurückgeben.",
            "Ware in 20 Tagen zurückgeben.",
        ),
        (
            "a year has twelve months",
            "Ware in 12 Monaten zurückgeben.",
            "Ware in einem Jahr zurückgeben.",
        ),
    ] {
        assert_eq!(clashes(Language::German, returns, (here, there)), vec![], "{why}");
    }
}

#[test]
fn a_number_with_a_dot_ends_no_sentence() {
    let text = "Bis 31. Dezember z. B. am Montag. Danach nicht! Oder doch?\n- Punkt";
    let expect = ["Bis 31. Dezember z. B. am Montag.", "Danach nicht!", "Oder doch?", "- Punkt"];
    assert_eq!(sentences_of(text), expect);
}
