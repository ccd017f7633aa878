//! Links inside Markdown: finding them outside code, rewriting them, and the two kinds of links
//! that mean a part of the import (`article:ID`, `media:NAME`).

use std::ops::Range;

use super::markdown::code::code_ranges;

/// What a link of an imported body means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// Another article of the source.
    Article {
        /// The id all its languages share.
        id: String,
        /// The heading in it, without `#`.
        fragment: Option<String>,
    },
    /// A file of the source, by its name there.
    Media(String),
}

/// What `link` means within an import; `None` for every other link.
#[must_use]
pub fn link_target(link: &str) -> Option<LinkTarget> {
    if let Some(name) = link.strip_prefix("media:") {
        return Some(LinkTarget::Media(decoded(name)));
    }
    let rest = link.strip_prefix("article:")?;
    let (id, fragment) = match rest.split_once('#') {
        Some((id, fragment)) => (id, Some(fragment.to_owned())),
        None => (rest, None),
    };
    Some(LinkTarget::Article { id: decoded(id), fragment })
}

/// The link to another article of the import.
#[must_use]
pub fn link_to_article(id: &str, fragment: Option<&str>) -> String {
    match fragment {
        Some(fragment) => format!("article:{}#{fragment}", encoded(id)),
        None => format!("article:{}", encoded(id)),
    }
}

/// The link to a file of the import.
#[must_use]
pub fn link_to_media(name: &str) -> String {
    format!("media:{}", encoded(name))
}

/// `markdown` with every link target that `rewrite` returns another one for replaced.
///
/// `rewrite` gets the target and whether it is a picture; code is left alone.
#[must_use]
pub fn rewrite_links(
    markdown: &str,
    rewrite: &mut dyn FnMut(&str, bool) -> Option<String>,
) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut copied = 0;
    for link in links(markdown) {
        let target = markdown.get(link.target.clone()).unwrap_or_default();
        let Some(new) = rewrite(target, link.is_image) else { continue };
        text.push_str(markdown.get(copied..link.target.start).unwrap_or_default());
        text.push_str(&new);
        copied = link.target.end;
    }
    text.push_str(markdown.get(copied..).unwrap_or_default());
    text
}

/// The file a relative link leads to from the file at `from`, and the fragment; `None` for links
/// that are absolute addresses or stay on the page.
pub(super) fn resolve(from: &str, link: &str) -> Option<(String, Option<String>)> {
    let (path, fragment) = match link.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_owned())),
        None => (link, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    let has_scheme = path.split(['/', '.']).next().is_some_and(|it| it.contains(':'));
    if path.is_empty() || has_scheme || path.starts_with("//") {
        return None;
    }
    let path = decoded(path);
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.rsplit_once('/').map(|(dir, _)| dir.split('/').collect()).unwrap_or_default(),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some((parts.join("/"), fragment))
}

struct Link {
    target: Range<usize>,
    is_image: bool,
}

/// All link targets outside code, in order.
fn links(markdown: &str) -> Vec<Link> {
    let code = code_ranges(markdown);
    let mut links = Vec::new();
    inline_links(markdown, &mut links);
    definitions(markdown, &mut links);
    attributes(markdown, &mut links);
    links.sort_by_key(|it| it.target.start);
    let mut end = 0;
    let mut next_code = 0;
    links.retain(|it| {
        while code.get(next_code).is_some_and(|range| range.end <= it.target.start) {
            next_code += 1;
        }
        let is_code = code.get(next_code).is_some_and(|range| range.start < it.target.end);
        let fits = end <= it.target.start && !it.target.is_empty() && !is_code;
        if fits {
            end = it.target.end;
        }
        fits
    });
    links
}

/// `[text](target "title")` and `![alt](target)`.
fn inline_links(markdown: &str, links: &mut Vec<Link>) {
    // The brackets open at this place, each with whether it opens a picture.
    let mut open: Vec<bool> = Vec::new();
    let mut before = ' ';
    let mut closed = None;
    for (at, letter) in markdown.char_indices() {
        if before == '\\' && letter.is_ascii_punctuation() {
            before = ' ';
            continue;
        }
        match letter {
            '[' => open.push(before == '!'),
            ']' => closed = open.pop().map(|it| (at + 1, it)),
            '(' => {
                if let Some((_, is_image)) = closed.filter(|(place, _)| *place == at)
                    && let Some(target) = target_at(markdown, at + 1)
                {
                    links.push(Link { target, is_image });
                }
            }
            _ => {}
        }
        before = letter;
    }
}

/// The link target that begins at `start`, after blanks.
fn target_at(markdown: &str, start: usize) -> Option<Range<usize>> {
    let rest = markdown.get(start..)?;
    let start = start + (rest.len() - rest.trim_start_matches([' ', '\n']).len());
    let rest = markdown.get(start..)?;
    // No address is longer, and a text of nothing but brackets stays cheap.
    let letters = rest.char_indices().take(2000);
    let mut depth = 0_usize;
    let in_brackets = rest.starts_with('<');
    for (at, letter) in letters {
        match letter {
            '>' if in_brackets => return Some(start + 1..start + at),
            '\n' if in_brackets => return None,
            _ if in_brackets => {}
            // As deep as the Markdown standard allows.
            '(' if depth == 32 => return None,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start..start + at),
            ')' => depth -= 1,
            it if it.is_whitespace() => return Some(start..start + at),
            _ => {}
        }
    }
    None
}

/// `[label]: target` at the start of a line.
fn definitions(markdown: &str, links: &mut Vec<Link>) {
    let mut start = 0;
    for line in markdown.split_inclusive('\n') {
        let trimmed = line.trim_start_matches(' ');
        let label_end = trimmed.strip_prefix('[').and_then(|it| it.find("]:"));
        let indent = line.len() - trimmed.len();
        if let Some(label_end) = label_end.filter(|_| indent <= 3)
            && !trimmed.starts_with("[^")
        {
            let after = start + indent + 1 + label_end + 2;
            let rest = markdown.get(after..start + line.len()).unwrap_or_default();
            let target = rest.trim_start_matches([' ', '\t']);
            let blanks = rest.len() - target.len();
            let target = if let Some(inner) = target.strip_prefix('<') {
                let from = after + blanks + 1;
                from..from + inner.find(['>', '\n']).unwrap_or_default()
            } else {
                let length = target.find(char::is_whitespace).unwrap_or(target.len());
                after + blanks..after + blanks + length
            };
            links.push(Link { target, is_image: false });
        }
        start += line.len();
    }
}

/// `src="target"` and `href="target"` of raw HTML.
fn attributes(markdown: &str, links: &mut Vec<Link>) {
    for (name, is_image) in [("src=", true), ("href=", false)] {
        for (at, _) in markdown.match_indices(name) {
            let start = at + name.len();
            let rest = markdown.get(start..).unwrap_or_default();
            let Some(quote) = rest.chars().next().filter(|it| matches!(it, '"' | '\'')) else {
                continue;
            };
            let inner = rest.get(1..).unwrap_or_default();
            if let Some(length) = inner.find([quote, '\n', '>']) {
                links.push(Link { target: start + 1..start + 1 + length, is_image });
            }
        }
    }
}

/// Everything that could end a link, or be read as an escape, as `%XX`.
fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_alphanumeric() || matches!(letter, '-' | '.' | '/' | '~' | '_') {
            out.push(letter);
            continue;
        }
        let mut buffer = [0; 4];
        for byte in letter.encode_utf8(&mut buffer).bytes() {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let digit = |it: Option<u8>| it.and_then(|it| char::from(it).to_digit(16));
        match (byte, digit(ahead.next()), digit(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests;
