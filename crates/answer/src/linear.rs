//! A linear model per class over the features of a question: one against the rest, squared hinge
//! loss, trained by dual coordinate descent (Hsieh et al. 2008) for many classes at a time.

use std::thread;

use lotse_domain::ids::ArticleId;

use crate::reading::GRAM;
use crate::trade::{Topic, feature_of};

/// Rounds over all examples.
const ROUNDS: usize = 12;
/// How much an error counts against simplicity.
const COST: f32 = 4.0;
/// What all entries of the trade's catalogue count beside words and pieces.
const THEMES: f32 = 0.4;
/// Steps smaller than this are not taken.
const SMALLEST_STEP: f32 = 1e-4;

fn is_piece(feature: u32) -> bool {
    (feature & 3) as u8 == GRAM
}

/// A text to learn from or to judge: positions of known features with their weights.
pub(crate) type Row = Vec<(u32, f32)>;

/// Examples with their classes.
#[derive(Debug, Default)]
pub(crate) struct Lesson {
    pub(crate) rows: Vec<Row>,
    pub(crate) classes: Vec<u32>,
    pub(crate) weights: Vec<f32>,
    pub(crate) features: usize,
    pub(crate) class_count: usize,
}

/// Weights of all features for all classes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Linear {
    /// Known features, sorted, each with its weight in a text.
    pub(crate) features: Vec<u32>,
    pub(crate) rarities: Vec<f32>,
    pub(crate) classes: Vec<ArticleId>,
    /// One row with a weight for each class per feature, then one of constants.
    pub(crate) weights: Vec<f32>,
}

impl Linear {
    /// How much a text speaks for each class; about 1 when it surely belongs, -1 when not.
    pub(crate) fn judge(&self, row: &Row) -> Vec<f32> {
        let count = self.classes.len();
        let mut sums = vec![0.0; count];
        for (feature, value) in row.iter().chain(std::iter::once(&self.constant())) {
            let begin = *feature as usize * count;
            let Some(weights) = self.weights.get(begin..begin + count) else { continue };
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += value * weight;
            }
        }
        sums
    }

    /// A text's features and what of the trade's catalogue it is about as a row; what the model does
    /// not know is left out.
    pub(crate) fn row_of(&self, features: impl Iterator<Item = u32>, themes: &[Topic]) -> Row {
        let mut row = Row::new();
        let mut lengths = [0.0_f32; 2];
        for feature in features {
            let known = self.features.binary_search(&feature).ok();
            let rarity = known.and_then(|it| self.rarities.get(it)).copied();
            let value = rarity.unwrap_or_default();
            if let Some(length) = lengths.get_mut(usize::from(is_piece(feature))) {
                *length += value * value;
            }
            if let (Some(at), Some(rarity)) = (known.and_then(|it| u32::try_from(it).ok()), rarity)
            {
                row.push((at, if is_piece(feature) { -rarity } else { rarity }));
            }
        }
        // Words and pieces count half each, whatever their number.
        let [words, pieces] = lengths.map(|it| 0.5_f32.sqrt() / it.sqrt().max(1e-6));
        for (_, value) in &mut row {
            *value = if *value < 0.0 { -*value * pieces } else { *value * words };
        }
        for (entry, share) in themes {
            let known = self.features.binary_search(&feature_of(*entry)).ok();
            if let Some(at) = known.and_then(|it| u32::try_from(it).ok()) {
                row.push((at, THEMES * share.sqrt()));
            }
        }
        row
    }

    fn constant(&self) -> (u32, f32) {
        (u32::try_from(self.features.len()).unwrap_or(u32::MAX), 1.0)
    }

    /// Learns from a lesson; the same lesson always gives the same weights.
    pub(crate) fn train(lesson: &Lesson, threads: usize) -> Vec<f32> {
        let count = lesson.class_count;
        let share = count.div_ceil(threads.max(1)).max(1);
        let shares: Vec<(usize, usize)> =
            (0..count).step_by(share).map(|it| (it, (it + share).min(count))).collect();
        let parts: Vec<Vec<f32>> = thread::scope(|scope| {
            let started: Vec<_> = shares
                .iter()
                .map(|(from, to)| scope.spawn(move || Descent::new(lesson, *from, *to).run()))
                .collect();
            started.into_iter().filter_map(|it| it.join().ok()).collect()
        });
        let mut weights = vec![0.0; (lesson.features + 1) * count];
        for ((from, to), part) in shares.iter().zip(parts) {
            let rows = weights.chunks_exact_mut(count).zip(part.chunks_exact(to - from));
            for (row, part) in rows {
                if let Some(place) = row.get_mut(*from..*to) {
                    place.copy_from_slice(part);
                }
            }
        }
        weights
    }

    pub(crate) fn size_bytes(&self) -> usize {
        (self.features.len() * 2 + self.weights.len()) * 4
    }
}

/// The training of a range of classes.
struct Descent<'a> {
    lesson: &'a Lesson,
    from: usize,
    width: usize,
    weights: Vec<f32>,
    /// One row of `width` per example.
    duals: Vec<f32>,
    steps: Vec<f32>,
}

impl<'a> Descent<'a> {
    fn new(lesson: &'a Lesson, from: usize, to: usize) -> Self {
        let width = to - from;
        Self {
            lesson,
            from,
            width,
            weights: vec![0.0; (lesson.features + 1) * width],
            duals: vec![0.0; lesson.rows.len() * width],
            steps: vec![0.0; width],
        }
    }

    fn run(mut self) -> Vec<f32> {
        let mut order: Vec<usize> = (0..self.lesson.rows.len()).collect();
        let mut random = 0x2545_f491_u32;
        for _ in 0..ROUNDS {
            shuffle(&mut order, &mut random);
            let mut is_done = true;
            for example in &order {
                is_done &= !self.step(*example);
            }
            if is_done {
                break;
            }
        }
        self.weights
    }

    /// One example against all classes of the range; whether anything moved.
    fn step(&mut self, example: usize) -> bool {
        let lesson = self.lesson;
        let (Some(row), Some(class), Some(weight)) =
            (lesson.rows.get(example), lesson.classes.get(example), lesson.weights.get(example))
        else {
            return false;
        };
        let constant = (u32::try_from(lesson.features).unwrap_or(u32::MAX), 1.0);
        let all = || row.iter().copied().chain(std::iter::once(constant));
        self.steps.fill(0.0);
        for (feature, value) in all() {
            let begin = feature as usize * self.width;
            let Some(weights) = self.weights.get(begin..begin + self.width) else { continue };
            for (sum, weight) in self.steps.iter_mut().zip(weights) {
                *sum += value * weight;
            }
        }
        let length: f32 = all().map(|(_, value)| value * value).sum();
        let own = (*class as usize).checked_sub(self.from);
        if !self.decide(example, own, length, COST * weight) {
            return false;
        }
        for (feature, value) in all() {
            let begin = feature as usize * self.width;
            let Some(weights) = self.weights.get_mut(begin..begin + self.width) else { continue };
            for (weight, step) in weights.iter_mut().zip(&self.steps) {
                *weight += value * step;
            }
        }
        true
    }

    /// Turns the sums in `steps` into steps; whether any is worth taking.
    fn decide(&mut self, example: usize, own: Option<usize>, length: f32, cost: f32) -> bool {
        let begin = example * self.width;
        let Some(duals) = self.duals.get_mut(begin..begin + self.width) else { return false };
        let softness = 0.5 / cost;
        let divisor = 1.0 / (length + softness);
        let mut largest = 0.0_f32;
        for (at, (sum, dual)) in self.steps.iter_mut().zip(duals).enumerate() {
            let sign = if own == Some(at) { 1.0 } else { -1.0 };
            let slope = sign * *sum - 1.0 + *dual * softness;
            let next = (*dual - slope * divisor).max(0.0);
            let step = next - *dual;
            *dual = next;
            *sum = sign * step;
            largest = largest.max(step.abs());
        }
        SMALLEST_STEP < largest
    }
}

/// An order that looks random and is always the same.
fn shuffle(order: &mut [usize], random: &mut u32) {
    for at in (1..order.len()).rev() {
        *random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        order.swap(at, (*random >> 8) as usize % (at + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::key_of;
    use crate::reading::STEM;

    fn article(number: u128) -> ArticleId {
        ArticleId(uuid::Uuid::from_u128(number))
    }

    fn lesson() -> Lesson {
        Lesson {
            rows: vec![
                vec![(0, 0.8), (1, 0.6)],
                vec![(0, 1.0)],
                vec![(2, 0.8), (1, 0.6)],
                vec![(2, 1.0)],
            ],
            classes: vec![0, 0, 1, 1],
            weights: vec![1.0; 4],
            features: 3,
            class_count: 2,
        }
    }

    #[test]
    fn learns_what_separates_the_classes() {
        let lesson = lesson();
        let weights = Linear::train(&lesson, 1);
        let linear = Linear {
            features: vec![10, 20, 30],
            rarities: vec![1.0; 3],
            classes: vec![article(1), article(2)],
            weights,
        };
        let first = linear.judge(&vec![(0, 1.0)]);
        let second = linear.judge(&vec![(2, 1.0)]);
        assert!(first[1] < first[0] && second[0] < second[1]);
    }

    #[test]
    fn what_a_text_is_about_counts_beside_its_words() {
        let mut features = vec![key_of(STEM, "card"), feature_of(7)];
        features.sort_unstable();
        let linear = Linear { features, rarities: vec![1.0; 2], ..Linear::default() };
        let words = linear.row_of([key_of(STEM, "card")].into_iter(), &[]);
        let both = linear.row_of([key_of(STEM, "card")].into_iter(), &[(7, 0.25), (8, 0.75)]);
        assert_eq!((words.len(), both.len()), (1, 2));
        assert!(both.iter().any(|it| (it.1 - THEMES * 0.5).abs() < 1e-6));
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        assert_eq!(Linear::train(&lesson(), 1), Linear::train(&lesson(), 2));
    }
}
