//! Made-up knowledge of any size: German sentences from a small grammar, the same every time.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use anyhow::Result;

const THINGS: [&str; 40] = [
    "Rechnung",
    "Lieferung",
    "Gutschein",
    "Konto",
    "Passwort",
    "Brille",
    "Fassung",
    "Termin",
    "Filiale",
    "Garantie",
    "Reparatur",
    "Kontaktlinse",
    "Bestellung",
    "Adresse",
    "Paket",
    "Rabatt",
    "Zahlung",
    "Versand",
    "Abholung",
    "Vertrag",
    "Heizung",
    "Aufzug",
    "Schlüssel",
    "Zähler",
    "Drucker",
    "Kabel",
    "Akku",
    "Display",
    "Filter",
    "Pumpe",
    "Ventil",
    "Dichtung",
    "Sensor",
    "Motor",
    "Riemen",
    "Lampe",
    "Schalter",
    "Antenne",
    "Deckel",
    "Griff",
];
const DEEDS: [&str; 20] = [
    "ändern",
    "stornieren",
    "bezahlen",
    "abholen",
    "tauschen",
    "reinigen",
    "prüfen",
    "bestellen",
    "verlängern",
    "kündigen",
    "melden",
    "einstellen",
    "ersetzen",
    "laden",
    "öffnen",
    "sperren",
    "teilen",
    "verschieben",
    "zurückgeben",
    "finden",
];
const PLACES: [&str; 12] = [
    "im Laden",
    "zu Hause",
    "in der App",
    "am Telefon",
    "im Ausland",
    "am Wochenende",
    "vor dem Kauf",
    "nach dem Versand",
    "ohne Beleg",
    "mit Kundenkarte",
    "im Büro",
    "unterwegs",
];

/// Picks by number, so that neighbours differ in everything.
fn pick(list: &[&'static str], number: usize) -> &'static str {
    list.get(number % list.len()).copied().unwrap_or_default()
}

fn title(number: usize) -> String {
    let thing = pick(&THINGS, number * 7);
    let deed = pick(&DEEDS, number / THINGS.len() + number);
    format!("{thing} {deed} {} – Modell {number}", pick(&PLACES, number / 800 + number))
}

/// A question about one of the first `size` articles.
pub(super) fn question(number: usize, size: usize) -> String {
    let about = number.wrapping_mul(7_919) % size;
    let thing = pick(&THINGS, about * 7).to_lowercase();
    let deed = pick(&DEEDS, about / THINGS.len() + about);
    match number % 3 {
        0 => format!("wie kann ich meine {thing} {deed}"),
        1 => format!("{thing} {deed} modell {about}"),
        _ => {
            // One letter is missing, as fingers do it.
            let typo: String =
                thing.chars().enumerate().filter(|(at, _)| *at != 2).map(|it| it.1).collect();
            format!("{typo} {deed} {}", pick(&PLACES, about / 800 + about))
        }
    }
}

/// Writes `size` articles as CSV: about 150 words each.
pub(super) fn write(path: &Path, size: usize) -> Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(file, "id,question,answer,synonyms")?;
    for number in 0..size {
        let mut body = String::new();
        for sentence in 0..12 {
            let at = number * 13 + sentence * 5;
            let _ = write!(
                body,
                "Wenn Sie {} {} {} möchten, hilft ein Blick auf {} und {}. ",
                pick(&THINGS, at),
                pick(&PLACES, at / 3),
                pick(&DEEDS, at / 2),
                pick(&THINGS, at + 3),
                pick(&THINGS, at + 11),
            );
        }
        let asks = format!("{} {}", pick(&DEEDS, number), pick(&THINGS, number * 7));
        writeln!(file, "{number},\"{}\",\"{body}\",\"{asks}\"", title(number))?;
    }
    Ok(file.flush()?)
}
