//! Character n-grams: pieces of words that survive typing errors and compounds.

use std::ops::RangeInclusive;

/// A folded text prepared for [`grams`]: its words with exactly one space before, between and after.
#[must_use]
pub fn padded(folded_text: &str) -> String {
    let mut padded = String::with_capacity(folded_text.len() + 2);
    padded.push(' ');
    for word in folded_text.split_whitespace() {
        padded.push_str(word);
        padded.push(' ');
    }
    padded
}

/// All character n-grams of the given sizes, word by word.
///
/// Spaces mark the borders of words: `" ab "` has the 2-grams `" a"`, `"ab"` and `"b "`. Text that
/// does not come from [`padded`] works too, without the marks it lacks. A gram never spans two words.
pub fn grams(
    folded_text: &str,
    sizes: RangeInclusive<usize>,
) -> impl Iterator<Item = &str> + use<'_> {
    windows(folded_text).flat_map(move |window| {
        let mut borders: Vec<usize> = window.char_indices().map(|(at, _)| at).collect();
        borders.push(window.len());
        grams_of_window(window, borders, sizes.clone())
    })
}

fn grams_of_window(
    window: &str,
    borders: Vec<usize>,
    sizes: RangeInclusive<usize>,
) -> impl Iterator<Item = &str> {
    let smallest = (*sizes.start()).max(1);
    let largest = (*sizes.end()).min(borders.len().saturating_sub(1));
    let mut size = smallest;
    let mut start = 0;
    std::iter::from_fn(move || {
        while size <= largest {
            if let (Some(from), Some(to)) = (borders.get(start), borders.get(start + size)) {
                start += 1;
                return window.get(*from..*to);
            }
            size += 1;
            start = 0;
        }
        None
    })
}

/// Each word with the spaces around it, neighbours sharing one.
fn windows(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let tail = text.get(rest..)?;
        let begin = rest + tail.find(|sign: char| sign != ' ')?;
        let word = text.get(begin..)?;
        let end = begin + word.find(' ').unwrap_or(word.len());
        rest = end;
        text.get(begin.saturating_sub(1)..(end + 1).min(text.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_mark_where_words_begin_and_end() {
        let text = padded("ab  c");
        let found: Vec<&str> = grams(&text, 2..=3).collect();
        assert_eq!(found, [" a", "ab", "b ", " ab", "ab ", " c", "c ", " c "]);
    }

    #[test]
    fn grams_cut_between_characters_only() {
        let text = padded("żó");
        assert_eq!(grams(&text, 2..=2).collect::<Vec<_>>(), [" ż", "żó", "ó "]);
    }

    #[test]
    fn no_words_no_grams() {
        assert_eq!(grams(&padded(""), 1..=5).count(), 0);
        assert_eq!(grams("   ", 1..=5).count(), 0);
        assert_eq!(grams("a", 3..=5).count(), 0);
    }

    #[test]
    fn unpadded_text_works_without_marks() {
        assert_eq!(grams("ab", 1..=9).collect::<Vec<_>>(), ["a", "b", "ab"]);
    }
}
