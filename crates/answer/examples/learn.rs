//! How long it takes to learn one more confirmed question, and to answer another, by how many are
//! known: `learn ARTICLES KNOWN TIMES` prints both in milliseconds, a line each time. Articles and questions are made up from words used as
//! often as words are (Zipf), so that no word of ours is in them.

use std::error::Error;
use std::hash::{DefaultHasher, Hasher as _};
use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};
use std::{env, io};

use chrono::DateTime;
use lotse_answer::{Change, Confirmed, Document, Engine, Key, Question};
use lotse_domain::ids::{ArticleId, BrandId};
use lotse_domain::knowledge::{Access, Audience, Kind, Validity, Visibility};
use uuid::Uuid;

const BRAND: BrandId = BrandId(Uuid::from_u128(1));
/// What words are made of.
const SYLLABLES: [&str; 8] = ["ka", "lo", "mi", "re", "su", "ta", "ne", "vo"];
/// Different words.
const WORDS: f64 = 60_000.0;

/// Numbers that look like chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 += 1;
        let mut hasher = DefaultHasher::new();
        hasher.write_u64(self.0);
        hasher.finish()
    }

    /// A word: the rank is the power of a random share, so that few words are frequent.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "53 bits of chance, and a rank below 60,000"
    )]
    fn word(&mut self) -> String {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let mut rank = WORDS.powf(share) as u64;
        let mut word = String::new();
        loop {
            word.push_str(SYLLABLES.get((rank % 8) as usize).copied().unwrap_or_default());
            rank /= 8;
            if rank == 0 {
                return word;
            }
        }
    }

    fn text(&mut self, words: usize) -> String {
        (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

fn key(number: u64) -> Result<Key, Box<dyn Error>> {
    Ok(Key { article: ArticleId(Uuid::from_u128(u128::from(number) + 1)), locale: "de".parse()? })
}

fn document(number: u64, chance: &mut Chance) -> Result<Document, Box<dyn Error>> {
    Ok(Document {
        key: key(number)?,
        brand: BRAND,
        access: Access { visibility: Visibility::Public, validity: Validity::default() },
        kind: Kind::Answer,
        title: chance.text(5),
        phrasings: Vec::new(),
        body: chance.text(150),
        short: String::new(),
        words: Vec::new(),
        products: Vec::new(),
        codes: Vec::new(),
        revision: i64::try_from(number)? + 1,
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let numbers = env::args().skip(1).map(|it| it.parse()).collect::<Result<Vec<u64>, _>>()?;
    let [articles, known, times] = numbers[..] else {
        return Err("usage: learn ARTICLES KNOWN TIMES".into());
    };
    let mut chance = Chance(7);
    let engine = Engine::new();
    let mut documents = Vec::new();
    for number in 0..articles {
        documents.push(Change::Put(Box::new(document(number, &mut chance)?)));
    }
    engine.apply(&documents);
    let confirmed = |chance: &mut Chance| -> Result<Confirmed, Box<dyn Error>> {
        Ok(Confirmed {
            text: chance.text(8),
            key: key(chance.next() % articles.max(1))?,
            weight: 1.0,
        })
    };
    let all = (0..known).map(|_| confirmed(&mut chance)).collect::<Result<Vec<_>, _>>()?;
    engine.learn(&all, 1);
    let mut out = io::stdout().lock();
    for revision in 2..times + 2 {
        let one = confirmed(&mut chance)?;
        let begun = Instant::now();
        engine.learn(std::slice::from_ref(&one), i64::try_from(revision)?);
        let learned = begun.elapsed();
        let text = chance.text(8);
        let begun = Instant::now();
        let question = Question {
            text: &text,
            brand: BRAND,
            locale: None,
            audience: &Audience::Anyone,
            now: DateTime::UNIX_EPOCH,
            page: None,
            product: None,
            vector: None,
        };
        black_box(engine.ask(&question));
        let answered = begun.elapsed();
        let ms = |it: Duration| it.as_secs_f64() * 1_000.0;
        writeln!(out, "{:.3} {:.3}", ms(learned), ms(answered))?;
    }
    Ok(())
}
