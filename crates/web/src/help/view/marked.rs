//! Texts in which what was searched for stands out.

use std::ops::Range;

use maud::{Markup, html};

/// A text with parts that stand out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Marked {
    pieces: Vec<(String, bool)>,
}

impl Marked {
    /// Lets byte ranges of `text` stand out. Ranges that overlap count once; what does not lie on
    /// letters of the text is left out.
    #[must_use]
    pub(crate) fn at(text: &str, ranges: &[Range<usize>]) -> Self {
        let mut ranges = ranges.to_vec();
        ranges.sort_by_key(|it| it.start);
        let mut pieces = Vec::new();
        let mut done = 0;
        for range in ranges {
            let start = range.start.max(done);
            let (Some(before), Some(inside)) =
                (text.get(done..start), text.get(start..range.end.max(start)))
            else {
                continue;
            };
            if inside.is_empty() {
                continue;
            }
            pieces.push((before.to_owned(), false));
            pieces.push((inside.to_owned(), true));
            done = range.end;
        }
        pieces.push((text.get(done..).unwrap_or_default().to_owned(), false));
        pieces.retain(|(text, _)| !text.is_empty());
        Self { pieces }
    }

    /// Whether there is no text at all.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The text on a page.
    #[must_use]
    pub(crate) fn show(&self) -> Markup {
        html! {
            @for (text, stands_out) in &self.pieces {
                @if *stands_out { mark { (text) } } @else { (text) }
            }
        }
    }
}
