//! How a text will look on each surface, and what changed between two texts.

use lotse_domain::locale::Locale;

use super::markup::{Heading, Links, Rendered, plain_text, render};
use crate::App;
use crate::access::{May, ReadKnowledge};

/// A text on its surfaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// As cleaned HTML, for pages and mails.
    pub html: String,
    /// Its headings with their anchors.
    pub headings: Vec<Heading>,
    /// Without mark-up, for chats.
    pub plain: String,
    /// The short form, or the beginning of the plain text.
    pub sms: String,
    /// How many SMS that takes.
    pub sms_parts: usize,
}

/// One line of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffLine {
    /// In both texts.
    Same(String),
    /// Only in the new one.
    Added(String),
    /// Only in the old one.
    Removed(String),
}

impl App {
    /// Shows a text as each surface will.
    #[must_use]
    pub fn preview(
        &self,
        _may: &May<ReadKnowledge>,
        locale: &Locale,
        (body, short): (&str, &str),
    ) -> Preview {
        let Rendered { html, headings } = render(body, Links { base: "", locale });
        let plain = plain_text(&html);
        let sms: String = if short.trim().is_empty() {
            plain.chars().take(300).collect()
        } else {
            short.trim().to_owned()
        };
        let sms_parts = sms_parts(&sms);
        Preview { html, headings, plain, sms, sms_parts }
    }
}

/// How many SMS a text takes: 160 characters of the GSM alphabet or 70 of any other in one,
/// 153 and 67 when split (3GPP TS 23.038 and 23.040).
fn sms_parts(text: &str) -> usize {
    const GSM: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    const EXTENDED: &str = "^{}\\[~]|€";
    let mut units = 0_usize;
    for letter in text.chars() {
        if GSM.contains(letter) {
            units += 1;
        } else if EXTENDED.contains(letter) {
            units += 2;
        } else {
            let units = text.encode_utf16().count();
            return if units <= 70 { 1 } else { units.div_ceil(67) };
        }
    }
    if units <= 160 { 1 } else { units.div_ceil(153) }
}

/// The lines two texts share and do not, in the order of the texts. Texts of more than 2,000
/// lines are not compared line by line: all of the old goes, all of the new comes.
#[must_use]
pub fn diff(old: &str, new: &str) -> Vec<DiffLine> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    if 2_000 < old.len().max(new.len()) {
        let removed = old.iter().map(|it| DiffLine::Removed((*it).to_owned()));
        let added = new.iter().map(|it| DiffLine::Added((*it).to_owned()));
        return removed.chain(added).collect();
    }
    let table = common_lengths(&old, &new);
    let common = |i: usize, j: usize| table.get(i).and_then(|it| it.get(j)).copied().unwrap_or(0);
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    loop {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if a == b => {
                lines.push(DiffLine::Same((*a).to_owned()));
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b) if b.is_none() || common(i, j + 1) <= common(i + 1, j) => {
                lines.push(DiffLine::Removed((*a).to_owned()));
                i += 1;
            }
            (_, Some(b)) => {
                lines.push(DiffLine::Added((*b).to_owned()));
                j += 1;
            }
            (_, None) => return lines,
        }
    }
}

/// How many lines the rests from `i` and `j` on have in common (longest common subsequence).
fn common_lengths(old: &[&str], new: &[&str]) -> Vec<Vec<u16>> {
    let mut table = vec![vec![0_u16; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let at = |i: usize, j: usize| table.get(i).and_then(|it| it.get(j)).copied();
            let length = if old.get(i) == new.get(j) {
                at(i + 1, j + 1).unwrap_or(0) + 1
            } else {
                at(i + 1, j).max(at(i, j + 1)).unwrap_or(0)
            };
            if let Some(cell) = table.get_mut(i).and_then(|it| it.get_mut(j)) {
                *cell = length;
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_keeps_what_stayed_in_order() {
        let lines = diff("a\nb\nc", "a\nx\nc\nd");
        let text: Vec<String> = lines
            .into_iter()
            .map(|it| match it {
                DiffLine::Same(line) => format!(" {line}"),
                DiffLine::Added(line) => format!("+{line}"),
                DiffLine::Removed(line) => format!("-{line}"),
            })
            .collect();
        assert_eq!(text, [" a", "-b", "+x", " c", "+d"]);
        assert_eq!(diff("", ""), []);
    }

    #[test]
    fn counts_sms_as_networks_do() {
        assert_eq!(sms_parts(&"a".repeat(160)), 1);
        assert_eq!(sms_parts(&"a".repeat(161)), 2);
        assert_eq!(sms_parts(&"ł".repeat(70)), 1);
        assert_eq!(sms_parts(&"ł".repeat(71)), 2);
        assert_eq!(sms_parts(&"€".repeat(81)), 2);
    }
}
