//! Where a Markdown text is code, so that nothing in it is taken for links or mark-up.

use std::ops::Range;

/// The byte ranges of fenced blocks and code spans, in order, none overlapping.
pub(in crate::import) fn code_ranges(markdown: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut fence: Option<(usize, Fence)> = None;
    let mut paragraph: Option<usize> = None;
    let mut start = 0;
    for line in markdown.split_inclusive('\n') {
        let end = start + line.len();
        match fence {
            Some((from, open)) => {
                if open.is_closed_by(line) {
                    ranges.push(from..end);
                    fence = None;
                }
            }
            None => match Fence::opened_by(line) {
                Some(open) => {
                    spans_of(markdown, paragraph.take(), start, &mut ranges);
                    fence = Some((start, open));
                }
                None if line.trim().is_empty() => {
                    spans_of(markdown, paragraph.take(), start, &mut ranges);
                }
                None => paragraph = paragraph.or(Some(start)),
            },
        }
        start = end;
    }
    spans_of(markdown, paragraph, markdown.len(), &mut ranges);
    if let Some((from, _)) = fence {
        ranges.push(from..markdown.len());
    }
    ranges
}

/// The text with every piece outside code replaced by what `change` makes of it.
pub(super) fn outside_code(markdown: &str, mut change: impl FnMut(&str) -> String) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut at = 0;
    for range in code_ranges(markdown) {
        text.push_str(&change(markdown.get(at..range.start).unwrap_or_default()));
        text.push_str(markdown.get(range.clone()).unwrap_or_default());
        at = range.end;
    }
    text.push_str(&change(markdown.get(at..).unwrap_or_default()));
    text
}

/// The marks that opened a fenced block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fence {
    mark: char,
    length: usize,
}

impl Fence {
    /// The fence this line opens, inside quotes and lists too.
    pub(super) fn opened_by(line: &str) -> Option<Self> {
        let line = line.trim_start_matches([' ', '\t', '>', '-', '*']);
        let mark = line.chars().next().filter(|it| matches!(it, '`' | '~'))?;
        let length = line.chars().take_while(|it| *it == mark).count();
        let rest = line.trim_start_matches(mark);
        (3 <= length && (mark == '~' || !rest.contains('`'))).then_some(Self { mark, length })
    }

    pub(super) fn is_closed_by(self, line: &str) -> bool {
        let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
        self.length <= line.len() && line.chars().all(|it| it == self.mark)
    }
}

/// Adds the code spans of one paragraph: a run of backticks up to the next run as long.
fn spans_of(markdown: &str, from: Option<usize>, to: usize, ranges: &mut Vec<Range<usize>>) {
    let Some(from) = from else { return };
    let text = markdown.get(from..to).unwrap_or_default();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'`' if !escaped => match runs.last_mut() {
                Some((start, length)) if *start + *length == at => *length += 1,
                _ => runs.push((at, 1)),
            },
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    let mut at = 0;
    while let Some((start, length)) = runs.get(at).copied() {
        let rest = runs.get(at + 1..).unwrap_or_default();
        match rest.iter().position(|(_, other)| *other == length) {
            Some(skip) => {
                let (end, _) = rest.get(skip).copied().unwrap_or((start, length));
                ranges.push(from + start..from + end + length);
                at += skip + 2;
            }
            None => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markdown: &str, code: &[&str]) {
        let found: Vec<&str> =
            code_ranges(markdown).into_iter().map(|it| markdown.get(it).unwrap()).collect();
        assert_eq!(found, code, "{markdown}");
    }

    #[test]
    fn finds_blocks_and_spans() {
        check("a `b` c", &["`b`"]);
        check("a ``b ` c`` d `e`", &["``b ` c``", "`e`"]);
        check(r"a \`b` c", &[]);
        check("a ` b\n\nc ` d", &[]);
        check("x\n```js\n`a`\n```\ny", &["```js\n`a`\n```\n"]);
        check("~~~\n```\n~~~\n`z`", &["~~~\n```\n~~~\n", "`z`"]);
        check("````\n```\n````", &["````\n```\n````"]);
        check("- ```\n  a\n  ```\nb", &["- ```\n  a\n  ```\n"]);
        check("```\nnever closed", &["```\nnever closed"]);
    }
}
