//! What customers of any trade ask: a catalogue of questions, each with many ways to ask it, shipped
//! in each language.
//!
//! A question and an article that mean the same often share no word. Both are likened to the
//! catalogue; where they are like the same entry, they belong together.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use lotse_text::compounds::dictionary_mark;
use lotse_text::language::Language;

use crate::lists::{Entry, Lists, key_of};
use crate::phrases::weight_of;
use crate::reading::{PAIR, Reader, STEM};
use crate::segment::{share_of_step, share_step_of as step_of};
use crate::shelf::Shelf;

/// The catalogue, one file an area.
const FILES: [&str; 25] = [
    include_str!("../data/trade/account.txt"),
    include_str!("../data/trade/appointments.txt"),
    include_str!("../data/trade/bank.txt"),
    include_str!("../data/trade/club.txt"),
    include_str!("../data/trade/complaints.txt"),
    include_str!("../data/trade/contact.txt"),
    include_str!("../data/trade/delivery.txt"),
    include_str!("../data/trade/devices.txt"),
    include_str!("../data/trade/housing.txt"),
    include_str!("../data/trade/insurance.txt"),
    include_str!("../data/trade/internet.txt"),
    include_str!("../data/trade/invoices.txt"),
    include_str!("../data/trade/messages.txt"),
    include_str!("../data/trade/ordering.txt"),
    include_str!("../data/trade/payment.txt"),
    include_str!("../data/trade/prices.txt"),
    include_str!("../data/trade/privacy.txt"),
    include_str!("../data/trade/products.txt"),
    include_str!("../data/trade/repairs.txt"),
    include_str!("../data/trade/returns.txt"),
    include_str!("../data/trade/smalltalk.txt"),
    include_str!("../data/trade/subscriptions.txt"),
    include_str!("../data/trade/travel.txt"),
    include_str!("../data/trade/use.txt"),
    include_str!("../data/trade/utilities.txt"),
];

/// Entries that a text is likened to.
const TOPICS: usize = 12;
/// How much more a greater likeness to an entry says; found on the demo and other sets without examples,
/// which hardly change between 44 and 60.
const SHARPNESS: f32 = 50.0;
/// An entry with a smaller share is chance.
const LEAST: f32 = 0.01;
/// From this share on a document is about an entry.
const OURS: f32 = 0.05;
/// The same where a text is told apart from others by all that it is a little about.
const SHARPNESS_OF_THEMES: f32 = 15.0;
/// Entries that then count.
const THEMES: usize = 40;
/// Pieces and pairs of words must stand in so many ways of asking to be of use.
const FEWEST: usize = 2;

/// An entry and how much a text is about it, in [0, 1].
pub(crate) type Topic = (u16, f32);

/// The catalogue in one language: each entry as the mean of its ways of asking.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Trade {
    /// Entries by feature; a weight is the root of the feature's share in the entry's mean.
    pub(crate) lists: Lists,
    /// The rarity of each key of `lists`.
    pub(crate) rarities: Vec<f32>,
    /// The rarity of what no way of asking has.
    pub(crate) unknown: f32,
}

/// The languages read so far: the same for everybody, so one copy serves all engines of a process.
static READ: Mutex<Vec<(Language, Arc<Trade>)>> = Mutex::new(Vec::new());

/// A way of asking: the entry it is for, and its features.
type Way = (u32, Vec<u32>);

impl Trade {
    /// The catalogue in the reader's language; read once in a process, which takes a moment.
    pub(crate) fn of(reader: &Reader) -> Arc<Self> {
        let language = reader.language();
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = read.iter().find(|it| it.0 == language) {
            return Arc::clone(known);
        }
        let trade = Arc::new(Self::read(reader));
        read.push((language, Arc::clone(&trade)));
        trade
    }

    /// All languages read so far by their codes, to be kept with an index that used them.
    pub(crate) fn all_read() -> Vec<(String, Arc<Self>)> {
        let read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        let named = |(language, trade): &(Language, Arc<Self>)| {
            Some((code_of(*language)?.to_owned(), Arc::clone(trade)))
        };
        let mut all: Vec<_> = read.iter().filter_map(named).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    }

    /// Takes over what was read by a process before, made from the same text.
    pub(crate) fn remember(code: &str, trade: Arc<Self>) {
        let language = Language::from_code(code);
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        if read.iter().all(|it| it.0 != language) {
            read.push((language, trade));
        }
    }

    /// A number that changes with the text of the catalogue and with the dictionary it is read with.
    pub(crate) fn mark() -> u32 {
        let read_with = dictionary_mark();
        FILES.iter().fold(read_with, |mark: u32, it| mark.rotate_left(5) ^ key_of(STEM, it))
    }

    fn read(reader: &Reader) -> Self {
        let Some(code) = code_of(reader.language()) else { return Self::default() };
        let mut all: Vec<Way> = Vec::new();
        for (entry, (_, ways)) in (0_u32..).zip(entries(code)) {
            all.extend(ways.into_iter().map(|way| (entry, reader.features(way))));
        }
        Self::made(&all)
    }

    fn made(ways: &[Way]) -> Self {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for feature in ways.iter().flat_map(|it| &it.1) {
            *counts.entry(*feature).or_default() += 1;
        }
        let fewest = |feature: u32| if is_word(feature) { 1 } else { FEWEST };
        counts.retain(|feature, count| fewest(*feature) <= *count);
        let weight = |it: &u32| Some((*it, weight_of(*it, *counts.get(it)?, ways.len())));
        let mut means: BTreeMap<u32, HashMap<u32, f32>> = BTreeMap::new();
        for (entry, features) in ways {
            let weighed: Vec<(u32, f32)> = features.iter().filter_map(weight).collect();
            let mean = means.entry(*entry).or_default();
            let length = length_of(weighed.iter().map(|it| it.1));
            for (feature, weight) in weighed {
                *mean.entry(feature).or_default() += weight / length;
            }
        }
        let mut entries = Vec::new();
        for (row, mean) in means {
            let length = length_of(mean.values().copied());
            entries.extend(mean.into_iter().map(|(key, sum)| Entry {
                key,
                row,
                weight: step_of((sum / length).sqrt()),
            }));
        }
        let lists = Lists::new(entries, true);
        let rarities = lists.keys.iter().map(|it| weight(it).map_or(0.0, |it| it.1)).collect();
        Self { lists, rarities, unknown: weight_of(STEM.into(), 0, ways.len()) }
    }

    /// Whether any way of asking has the feature.
    pub(crate) fn knows(&self, feature: u32) -> bool {
        self.lists.keys.binary_search(&feature).is_ok()
    }

    /// What a text with these features is about, most first, the shares adding up to 1 at most; then
    /// the same in a wider sense, as [`Self::themes`] has it.
    pub(crate) fn topics_and_themes(
        &self,
        features: impl IntoIterator<Item = u32>,
    ) -> (Vec<Topic>, Vec<Topic>) {
        let likeness = self.likeness(features);
        let topics = shares(likeness.iter().copied(), SHARPNESS, TOPICS);
        (topics, shares(likeness.into_iter(), SHARPNESS_OF_THEMES, THEMES))
    }

    /// What a text with these features is a little about, most first: what tells it apart from
    /// others.
    pub(crate) fn themes(&self, features: impl IntoIterator<Item = u32>) -> Vec<Topic> {
        shares(self.likeness(features).into_iter(), SHARPNESS_OF_THEMES, THEMES)
    }

    /// What several texts are about together, each given by its features and its weight.
    pub(crate) fn topics_of_all(&self, texts: impl Iterator<Item = (Vec<u32>, f32)>) -> Vec<Topic> {
        let mut likeness: Vec<f32> = Vec::new();
        let mut all = 0.0;
        for (features, weight) in texts.filter(|it| !it.0.is_empty()) {
            let one = self.likeness(features);
            likeness.resize(likeness.len().max(one.len()), 0.0);
            for (sum, it) in likeness.iter_mut().zip(one) {
                *sum += weight * it;
            }
            all += weight;
        }
        shares(likeness.into_iter().map(|it| it / f32::max(all, 1e-6)), SHARPNESS, TOPICS)
    }

    /// How like each entry a text with these features is (the cosine of both).
    fn likeness(&self, features: impl IntoIterator<Item = u32>) -> Vec<f32> {
        let mut likeness: Vec<f32> = Vec::new();
        let mut square = 0.0;
        for feature in features {
            let Ok(at) = self.lists.keys.binary_search(&feature) else {
                square += if is_word(feature) { self.unknown * self.unknown } else { 0.0 };
                continue;
            };
            let weight = self.rarities.get(at).copied().unwrap_or_default();
            square += weight * weight;
            let rows = self.lists.rows_at(at);
            for (row, step) in rows.rows.iter().zip(rows.weights) {
                let row = *row as usize;
                if likeness.len() <= row {
                    likeness.resize(row + 1, 0.0);
                }
                if let Some(sum) = likeness.get_mut(row) {
                    *sum += weight * share_of_step(*step).powi(2);
                }
            }
        }
        let length = square.sqrt().max(1e-6);
        likeness.into_iter().map(|it| it / length).collect()
    }
}

/// Likeness to each entry as shares of one.
fn shares(likeness: impl Iterator<Item = f32>, sharpness: f32, most: usize) -> Vec<Topic> {
    let powers: Vec<f32> = likeness.map(|it| (it * sharpness).exp()).collect();
    let sum = powers.iter().sum::<f32>().max(1e-6);
    let shares = powers.into_iter().map(|it| it / sum);
    let mut topics: Vec<Topic> = (0..).zip(shares).filter(|it| LEAST <= it.1).collect();
    topics.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    topics.truncate(most);
    topics
}

/// The feature that stands for an entry where texts are told apart.
pub(crate) fn feature_of(entry: u16) -> u32 {
    key_of(PAIR, &format!("= {entry}"))
}

/// Whether a feature is a whole word.
fn is_word(feature: u32) -> bool {
    (feature & 3) as u8 == STEM
}

fn length_of(weights: impl Iterator<Item = f32>) -> f32 {
    weights.map(|it| it * it).sum::<f32>().sqrt().max(1e-6)
}

/// Questions of the catalogue that no document of the shelf is about, spread over all of it, at most
/// `most`: what customers ask other companies.
pub(crate) fn strangers(shelf: &Shelf, most: usize) -> Vec<&'static str> {
    let mut is_ours = HashSet::new();
    for doc in shelf.docs() {
        is_ours.extend(doc.topics.iter().filter(|it| OURS <= it.1).map(|it| it.0));
    }
    let entries = entries(code_of(shelf.reader.language()).unwrap_or_default());
    let foreign = (0..).zip(entries).filter(|(entry, _)| !is_ours.contains(entry));
    let ways: Vec<&str> = foreign.flat_map(|(_, (_, ways))| ways).collect();
    let step = ways.len().div_ceil(most.max(1)).max(1);
    ways.into_iter().step_by(step).collect()
}

fn code_of(language: Language) -> Option<&'static str> {
    match language {
        Language::German => Some("de"),
        Language::Polish => Some("pl"),
        Language::English => Some("en"),
        Language::Other => None,
    }
}

/// The names of all entries, in their order.
pub(crate) fn names() -> Vec<&'static str> {
    FILES.into_iter().flat_map(str::lines).filter_map(|it| it.strip_prefix("= ")).collect()
}

/// All entries of a language by name, each with its ways of asking, the plainest first.
fn entries(code: &str) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut entries: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut is_wanted = false;
    for line in FILES.into_iter().flat_map(str::lines) {
        if let Some(name) = line.strip_prefix("= ") {
            entries.push((name, Vec::new()));
            continue;
        }
        let way = match line.strip_prefix("@ ").and_then(|it| it.split_once(' ')) {
            Some((language, plainest)) => {
                is_wanted = language == code;
                plainest
            }
            None => line,
        };
        if let Some((_, ways)) = entries.last_mut().filter(|_| is_wanted && !way.is_empty()) {
            ways.push(way);
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(code: &str) -> Reader {
        Reader::new(&code.parse().unwrap())
    }

    #[test]
    fn every_entry_has_many_ways_in_every_language() {
        let names = names();
        assert!(250 <= names.len());
        for code in ["de", "pl", "en"] {
            for (name, ways) in entries(code) {
                assert!(25 < ways.len(), "{code} {name}: {}", ways.len());
            }
        }
        let unlike: HashSet<&str> = names.iter().copied().collect();
        assert_eq!(unlike.len(), names.len(), "a name is given twice");
    }

    #[test]
    fn what_was_never_said_so_is_understood_better_than_by_chance() {
        for code in ["de", "pl", "en"] {
            let reader = reader(code);
            let (mut known, mut asked) = (Vec::new(), Vec::new());
            for (entry, (_, ways)) in (0_u32..).zip(entries(code)) {
                for (at, way) in ways.into_iter().enumerate() {
                    let list = if at % 5 == 4 { &mut asked } else { &mut known };
                    list.push((entry, reader.features(way)));
                }
            }
            let trade = Trade::made(&known);
            let is_among = |(entry, features): &&Way| {
                let topics = trade.topics_and_themes(features.iter().copied()).0;
                topics.iter().take(3).any(|it| u32::from(it.0) == *entry)
            };
            let right = asked.iter().filter(is_among).count();
            assert!(asked.len() < right * 4, "{code}: {right} of {}", asked.len());
        }
    }

    #[test]
    fn shares_add_up_to_one_at_most_and_nonsense_is_about_nothing() {
        let reader = reader("en");
        let trade = Trade::of(&reader);
        let topics = trade.topics_and_themes(reader.features("I forgot my password")).0;
        assert!(topics.iter().map(|it| it.1).sum::<f32>() <= 1.001);
        let (nonsense, _) = trade.topics_and_themes(reader.features("xqzt vvwk"));
        assert!(nonsense.iter().all(|it| it.1 < 0.1));
        let foreign = Trade::of(&Reader::new(&"fr".parse().unwrap()));
        assert!(foreign.topics_and_themes([1, 2]).0.is_empty());
    }

    #[test]
    fn strangers_ask_what_nothing_here_is_about() {
        let shelf =
            Shelf::new(lotse_domain::ids::BrandId(uuid::Uuid::nil()), "de".parse().unwrap());
        let found = strangers(&shelf, 50);
        assert!((25..=50).contains(&found.len()), "{}", found.len());
    }
}
