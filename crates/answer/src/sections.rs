//! An article's body in sections: plain text under headings with the anchors of the rendered page.

use std::collections::HashMap;

use crate::reading::clipped;

/// Characters of a passage.
const PASSAGE_CHARS: usize = 300;

/// A heading with the plain text under it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Section {
    /// Empty before the first heading.
    pub(crate) heading: String,
    /// The heading's id in the rendered page; empty before the first heading.
    pub(crate) anchor: String,
    pub(crate) text: String,
    /// The keys of its words, sorted, each once.
    pub(crate) keys: Vec<u32>,
}

/// The id a heading gets in the rendered page, the way GitHub makes it: lower case, letters,
/// digits, `-` and `_` stay, a space becomes `-`; a second heading of that name gets `-1`.
///
/// `seen` holds the ids of the headings before it on the page.
#[expect(clippy::implicit_hasher, reason = "pages and index use the plain map")]
pub fn anchor_of(heading: &str, seen: &mut HashMap<String, usize>) -> String {
    let kept =
        |it: &char| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_' | '\u{300}'..='\u{36f}');
    let plain: String = heading
        .to_lowercase()
        .chars()
        .filter(kept)
        .map(|it| if it == ' ' { '-' } else { it })
        .collect();
    let mut anchor = plain.clone();
    let mut number = seen.get(&plain).copied().unwrap_or_default();
    while seen.contains_key(&anchor) {
        number += 1;
        anchor = format!("{plain}-{number}");
    }
    seen.insert(plain, number);
    seen.insert(anchor.clone(), 0);
    anchor
}

/// The sections of a Markdown text; text before the first heading is one without heading.
pub(crate) fn sections_of(markdown: &str) -> Vec<Section> {
    let mut seen = HashMap::new();
    let mut sections = Vec::new();
    let mut current = Section::default();
    let mut in_code = false;
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            in_code = !in_code;
            continue;
        }
        match heading_of(line).filter(|_| !in_code) {
            Some(heading) => {
                push(&mut sections, std::mem::take(&mut current));
                current.heading = plain(heading);
                current.anchor = anchor_of(&current.heading, &mut seen);
            }
            None => {
                add_line(&mut current.text, &if in_code { line.to_owned() } else { plain(line) });
            }
        }
    }
    push(&mut sections, current);
    sections
}

fn push(sections: &mut Vec<Section>, section: Section) {
    if !section.text.is_empty() || !section.heading.is_empty() {
        sections.push(section);
    }
}

fn add_line(text: &mut String, line: &str) {
    let line = line.trim();
    if line.is_empty() {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        return;
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push(' ');
    }
    text.push_str(line);
}

fn heading_of(line: &str) -> Option<&str> {
    let trimmed = line.trim_start();
    let rest = trimmed.trim_start_matches('#');
    let level = trimmed.len() - rest.len();
    let is_heading = (1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t']));
    is_heading.then(|| rest.trim().trim_end_matches('#').trim_end())
}

/// One line without its mark-up.
fn plain(line: &str) -> String {
    let line = line.trim().trim_start_matches(['>', ' ']);
    let line = list_item(line);
    if !line.is_empty() && line.chars().all(|it| matches!(it, '-' | '|' | ':' | ' ' | '=' | '*')) {
        return String::new();
    }
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(sign) = rest.chars().next() {
        let after = rest.get(sign.len_utf8()..).unwrap_or_default();
        rest = match sign {
            '!' if after.starts_with('[') => after,
            ']' => after_target(after),
            '<' => after_tag(after, &mut text),
            '[' | '*' | '`' => after,
            '~' if after.starts_with('~') => after.get(1..).unwrap_or_default(),
            '~' if text.ends_with('~') => after,
            '_' if !text.ends_with(char::is_alphanumeric)
                || !after.starts_with(char::is_alphanumeric) =>
            {
                after
            }
            '|' => {
                text.push(' ');
                after
            }
            '\\' => {
                let escaped = after.chars().next().filter(char::is_ascii_punctuation);
                text.push(escaped.unwrap_or(sign));
                after.get(escaped.map_or(0, char::len_utf8)..).unwrap_or_default()
            }
            _ => {
                text.push(sign);
                after
            }
        };
    }
    text.trim().to_owned()
}

fn list_item(line: &str) -> &str {
    let rest = line.strip_prefix(['-', '*', '+']).filter(|it| it.starts_with(' '));
    let numbered = line.trim_start_matches(|it: char| it.is_ascii_digit());
    let is_numbered = numbered.len() < line.len();
    let rest = rest.or_else(|| {
        numbered.strip_prefix(['.', ')']).filter(|it| is_numbered && it.starts_with(' '))
    });
    let rest = rest.unwrap_or(line).trim_start();
    ["[ ] ", "[x] ", "[X] "].iter().find_map(|box_| rest.strip_prefix(box_)).unwrap_or(rest)
}

/// Skips the target of a link.
fn after_target(rest: &str) -> &str {
    let Some(inside) = rest.strip_prefix('(') else { return rest };
    inside.find(')').and_then(|end| inside.get(end + 1..)).unwrap_or(rest)
}

/// Skips a tag; the text of an automatic link stays.
fn after_tag<'a>(rest: &'a str, text: &mut String) -> &'a str {
    let is_tag = rest.starts_with(|it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '!'));
    let Some(end) = rest.find('>').filter(|_| is_tag) else {
        text.push('<');
        return rest;
    };
    let inside = rest.get(..end).unwrap_or_default();
    if inside.contains("://") && !inside.contains(' ') {
        text.push_str(inside);
    } else {
        text.push(' ');
    }
    rest.get(end + 1..).unwrap_or_default()
}

/// Where the answer stands and what it says.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Passage {
    pub(crate) anchor: Option<String>,
    pub(crate) text: String,
}

/// A key the question asks for: for which of its words, and what that is worth.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) key: u32,
    pub(crate) word: usize,
    pub(crate) worth: f32,
}

/// The best section and in it the best sentences; `keys` reads a text.
pub(crate) fn best_passage(
    sections: &[Section],
    wanted: &[Wanted],
    keys: impl Fn(&str) -> Vec<u32>,
) -> Passage {
    let mut best: Option<(f32, &Section)> = None;
    for section in sections {
        let heading = worth(&keys(&section.heading), wanted);
        let score = worth(&section.keys, wanted) + 0.5 * heading;
        if best.is_none_or(|(top, _)| top < score) {
            best = Some((score, section));
        }
    }
    let Some((weight, section)) = best else { return Passage::default() };
    let text = best_sentences(&section.text, |sentence| worth(&keys(sentence), wanted));
    let anchor = Some(section.anchor.clone()).filter(|it| !it.is_empty() && 0.0 < weight);
    Passage { anchor, text }
}

/// What is found of the wanted among sorted keys, each word of the question once.
fn worth(keys: &[u32], wanted: &[Wanted]) -> f32 {
    let mut sum = 0.0;
    let mut best: Option<(usize, f32)> = None;
    for it in wanted.iter().filter(|it| keys.binary_search(&it.key).is_ok()) {
        match &mut best {
            Some((word, worth)) if *word == it.word => *worth = worth.max(it.worth),
            _ => {
                sum += best.map_or(0.0, |(_, worth)| worth);
                best = Some((it.word, it.worth));
            }
        }
    }
    sum + best.map_or(0.0, |(_, worth)| worth)
}

fn best_sentences(text: &str, worth: impl Fn(&str) -> f32) -> String {
    let sentences = sentences_of(clipped(text, 1_500));
    let mut best = (0.0_f32, 0);
    for (at, sentence) in sentences.iter().enumerate() {
        let score = worth(sentence);
        if best.0 < score {
            best = (score, at);
        }
    }
    let mut passage = String::new();
    for sentence in sentences.iter().skip(best.1) {
        let length = passage.chars().count() + 1 + sentence.chars().count();
        if !passage.is_empty() && PASSAGE_CHARS < length {
            break;
        }
        if !passage.is_empty() {
            passage.push(' ');
        }
        passage.push_str(sentence);
    }
    shortened(&passage, PASSAGE_CHARS)
}

/// Sentences end at a sign followed by space, or at the end of a line.
pub(crate) fn sentences_of(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    for line in text.lines() {
        let mut rest = line.trim();
        while !rest.is_empty() {
            let end = rest
                .match_indices(". ")
                .chain(rest.match_indices("! "))
                .chain(rest.match_indices("? "));
            let end = end
                .map(|(at, _)| at + 1)
                .filter(|at| !ends_with_abbreviation(rest.get(..*at).unwrap_or_default()))
                .min();
            let (sentence, after) =
                end.and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
            sentences.push(sentence);
            rest = after.trim_start();
        }
    }
    sentences
}

/// "z. B." and "3." do not end a sentence.
fn ends_with_abbreviation(sentence: &str) -> bool {
    let last = sentence.rsplit(' ').next().unwrap_or_default().trim_end_matches('.');
    sentence.ends_with('.')
        && (last.chars().count() <= 2 || last.chars().all(|it| it.is_ascii_digit()))
}

/// A text of at most `chars` characters; one that is cut ends with an ellipsis after a whole word.
pub(crate) fn shortened(text: &str, chars: usize) -> String {
    if text.chars().count() <= chars {
        return text.to_owned();
    }
    let cut = clipped(text, chars.saturating_sub(1));
    let cut = cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole);
    format!("{}…", cut.trim_end_matches([',', ';', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_the_rendered_page() {
        let mut seen = HashMap::new();
        assert_eq!(anchor_of("Wie geht das?", &mut seen), "wie-geht-das");
        assert_eq!(anchor_of("Wie geht das?", &mut seen), "wie-geht-das-1");
        assert_eq!(anchor_of("Wie geht das?", &mut seen), "wie-geht-das-2");
        assert_eq!(anchor_of("Größe & Maß M1.2", &mut seen), "größe--maß-m12");
    }

    #[test]
    fn an_anchor_that_looks_numbered_is_not_given_twice() {
        let mut seen = HashMap::new();
        let all = ["a", "a-1", "a", "a"].map(|it| anchor_of(it, &mut seen));
        assert_eq!(all, ["a", "a-1", "a-2", "a-3"]);
    }

    #[test]
    fn a_body_becomes_plain_sections() {
        let body = "Vorweg **wichtig**: [hier](https://x.y/z).\n\n## Schritt `1`\n- eins\n- zwei_drei\n\n| a | b |\n|---|---|\n```\n# kein Titel\n```\n### Ende\n![Bild](/m.png) fertig <b>jetzt</b>";
        let sections = sections_of(body);
        let headings: Vec<_> = sections.iter().map(|it| it.heading.as_str()).collect();
        assert_eq!(headings, ["", "Schritt 1", "Ende"]);
        assert_eq!(sections[0].text.trim(), "Vorweg wichtig: hier.");
        assert!(sections[1].text.contains("eins zwei_drei"));
        assert!(sections[1].text.contains("# kein Titel"));
        assert_eq!(sections[1].anchor, "schritt-1");
        assert!(sections[2].text.contains("Bild fertig"));
    }

    #[test]
    fn sentences_do_not_end_in_abbreviations() {
        assert_eq!(
            sentences_of("Das gilt z. B. am 3. Mai. Sonst nicht!"),
            ["Das gilt z. B. am 3. Mai.", "Sonst nicht!"]
        );
    }

    #[test]
    fn long_text_is_cut_after_a_whole_word() {
        assert_eq!(shortened("eins zwei drei", 10), "eins…");
        assert_eq!(shortened("eins", 10), "eins");
    }
}
