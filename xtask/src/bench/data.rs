//! Made-up knowledge of any size, the same every time: German words as often as words are used,
//! each article with a subject of its own.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use anyhow::Result;

/// Words compounds are made of.
const PARTS: &str = include_str!("../../../crates/text/data/de_parts.txt");
/// The words that make up half of all text.
const STOPS: &str = include_str!("../../../crates/text/data/stop_de.txt");
/// How many different words are used; what a large knowledge base has.
const WORDS: usize = 60_000;
/// From this rank on a word says what a text is about.
const TELLING: usize = 400;
/// Words of an article's subject.
const SUBJECT: usize = 4;
/// Sentences of an article, and words of a sentence.
const SENTENCES: usize = 12;
const SENTENCE_WORDS: usize = 12;
/// Of so many words one is of the subject.
const OF_SUBJECT: usize = 5;

/// The words of the language, most used first.
pub(super) struct Words {
    stops: Vec<&'static str>,
    parts: Vec<&'static str>,
}

impl Words {
    pub(super) fn new() -> Self {
        let listed = |text: &'static str| -> Vec<&'static str> {
            let lines = text.lines().filter(|it| !it.starts_with('#'));
            lines.flat_map(str::split_whitespace).filter(|it| 1 < it.len()).collect()
        };
        let mut parts = listed(PARTS);
        // In the file neighbours are of one kind; used words are not.
        let mut chance = Chance::new(1);
        for at in (1..parts.len()).rev() {
            parts.swap(at, chance.below(at + 1));
        }
        Self { stops: listed(STOPS), parts }
    }

    /// The word of that rank: a stop word, a word, or a compound of two.
    fn of_rank(&self, rank: usize) -> String {
        if let Some(stop) = self.stops.get(rank) {
            return (*stop).to_owned();
        }
        let at = rank - self.stops.len();
        let part = |at: usize| self.parts.get(at % self.parts.len()).copied().unwrap_or_default();
        match at / self.parts.len() {
            0 => part(at).to_owned(),
            round => format!("{}{}", part(at), part(at * 31 + round * 977)),
        }
    }

    /// A word as texts have it: one of rank r is r times as rare as the first (Zipf's law).
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rank below 60,000 needs no more digits and is above 0"
    )]
    fn any(&self, chance: &mut Chance, from: usize) -> String {
        let (low, high) = ((from.max(1) as f64).ln(), (WORDS as f64).ln());
        let rank = (low + chance.share() * (high - low)).exp() as usize;
        self.of_rank(rank.saturating_sub(1))
    }

    fn subject(&self, article: usize) -> Vec<String> {
        let mut chance = Chance::new(article as u64 + 1_000);
        (0..SUBJECT).map(|_| self.any(&mut chance, TELLING)).collect()
    }

    /// A question about one of the first `size` articles, in few words; a third with a typing error.
    pub(super) fn question(&self, number: usize, size: usize) -> String {
        let about = self.subject(number.wrapping_mul(7_919) % size);
        let word = |at: usize| about.get(at).map_or("", String::as_str);
        match number % 3 {
            0 => format!("wie kann ich bei {} das mit {} machen", word(0), word(1)),
            1 => format!("{} {}", word(1), word(2)),
            _ => {
                // One letter is missing, as fingers do it.
                let letters = word(0).chars().enumerate().filter(|(at, _)| *at != 2);
                let typo: String = letters.map(|it| it.1).collect();
                format!("meine {typo} hat ein problem mit {}", word(2))
            }
        }
    }

    fn body(&self, article: usize, subject: &[String]) -> String {
        let mut chance = Chance::new(article as u64 + 9_000_000);
        let mut body = String::new();
        for _ in 0..SENTENCES {
            for at in 0..SENTENCE_WORDS {
                let word = match subject.get(chance.below(SUBJECT)) {
                    Some(word) if chance.below(OF_SUBJECT) == 0 => word.clone(),
                    _ => self.any(&mut chance, 1),
                };
                let _ = write!(body, "{}{word}", if at == 0 { "" } else { " " });
            }
            body.push_str(". ");
        }
        body
    }

    /// Writes `size` articles as CSV: about 150 words each, with two ways of asking.
    pub(super) fn write(&self, path: &Path, size: usize) -> Result<()> {
        let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
        writeln!(file, "id,question,answer,phrasings")?;
        for number in 0..size {
            let subject = self.subject(number);
            let word = |at: usize| subject.get(at).map_or("", String::as_str);
            let title = format!("Wie geht {} mit {}?", word(0), word(1));
            let ways = format!("{} und {} | {} bei {}", word(0), word(2), word(3), word(1));
            writeln!(file, "{number},\"{title}\",\"{}\",\"{ways}\"", self.body(number, &subject))?;
        }
        Ok(file.flush()?)
    }
}

/// Numbers by chance, the same for the same seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^ (it >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    /// In [0, 1).
    #[expect(clippy::cast_precision_loss, reason = "53 bits are all a float has")]
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
