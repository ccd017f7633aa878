//! Takes out of Markdown what only one site generator understands: imports, components,
//! shortcodes, admonitions, heading ids.

use std::collections::BTreeSet;

use super::code::{Fence, outside_code};

/// Coloured boxes of Docusaurus that become quotes.
const BOXES: [&str; 11] = [
    "note",
    "tip",
    "info",
    "warning",
    "danger",
    "caution",
    "important",
    "success",
    "secondary",
    "error",
    "hint",
];

/// What was taken out, by name.
#[derive(Debug, Default)]
pub(super) struct Removed {
    pub(super) components: BTreeSet<String>,
    pub(super) shortcodes: BTreeSet<String>,
}

/// The plain Markdown of a page; `is_mdx` says that angle brackets can be components.
pub(super) fn clean(markdown: &str, is_mdx: bool, removed: &mut Removed) -> String {
    let mut text = outside_code(markdown, |piece| without_shortcodes(piece, removed));
    if is_mdx {
        text = without_imports(&text, removed);
        text = outside_code(&text, |piece| without_components(piece, removed));
    }
    boxes_as_quotes(&text)
}

/// `{{< figure … >}}` and `{{% note %}}` of Hugo; pictures and page references keep their sense.
fn without_shortcodes(piece: &str, removed: &mut Removed) -> String {
    let mut text = String::with_capacity(piece.len());
    let mut rest = piece;
    while let Some((before, after)) = rest.split_once("{{") {
        let end = match after.chars().next() {
            Some('<') => ">}}",
            Some('%') => "%}}",
            _ => "",
        };
        // No shortcode is longer or holds another one; looking for its end must not cost the
        // whole text each time.
        let near = after.get(1..after.floor_char_boundary(4000)).unwrap_or_default();
        let near = near.split("{{").next().unwrap_or_default();
        let length = if end.is_empty() { None } else { near.find(end) };
        text.push_str(before);
        if let Some(length) = length {
            text.push_str(&shortcode(near.get(..length).unwrap_or_default().trim(), removed));
            rest = after.get(1 + length + end.len()..).unwrap_or_default();
        } else {
            text.push_str("{{");
            rest = after;
        }
    }
    text.push_str(rest);
    text
}

fn shortcode(code: &str, removed: &mut Removed) -> String {
    if code.starts_with("/*") {
        return String::new();
    }
    let (name, rest) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
    match name {
        "ref" | "relref" => {
            let target = attribute(rest, "path").unwrap_or_else(|| rest.trim().to_owned());
            target.trim_matches(['"', '\'', ' ']).to_owned()
        }
        "figure" => {
            let alt = ["alt", "caption", "title"].iter().find_map(|it| attribute(rest, it));
            let source = attribute(rest, "src").unwrap_or_default();
            format!("![{}]({source})", alt.unwrap_or_default())
        }
        _ => {
            let name = name.trim_matches('/').trim();
            if !name.is_empty() {
                removed.shortcodes.insert(name.to_owned());
            }
            String::new()
        }
    }
}

/// The value of `name="value"`.
fn attribute(text: &str, name: &str) -> Option<String> {
    let (_, after) = text.split_once(&format!("{name}="))?;
    let quote = after.chars().next().filter(|it| matches!(it, '"' | '\'' | '`'))?;
    after.get(1..)?.split_once(quote).map(|(value, _)| value.to_owned())
}

/// `import … from '…'` and `export const …`, each up to the next blank line.
fn without_imports(markdown: &str, removed: &mut Removed) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut fence: Option<Fence> = None;
    let mut at_start = true;
    let mut dropping = false;
    for line in markdown.split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        match fence {
            Some(open) if open.is_closed_by(line) => fence = None,
            Some(_) => {}
            None => fence = Fence::opened_by(line),
        }
        if is_blank {
            dropping = false;
        } else if at_start && fence.is_none() && is_module_line(line) {
            dropping = true;
            removed.components.insert(first_word(line).to_owned());
        }
        if !dropping {
            text.push_str(line);
        }
        at_start = is_blank || dropping;
    }
    text
}

fn first_word(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}

fn is_module_line(line: &str) -> bool {
    let rest = line.get(6..).unwrap_or_default().trim_start();
    match first_word(line) {
        "import" => rest.starts_with(['{', '"', '\'', '*']) || rest.contains(" from "),
        "export" => {
            ["const ", "let ", "function ", "default "].iter().any(|it| rest.starts_with(it))
        }
        _ => false,
    }
}

/// Takes out the tags of components and keeps what stands between them.
fn without_components(piece: &str, removed: &mut Removed) -> String {
    let piece = without_between(piece, "{/*", "*/}");
    let mut text = String::with_capacity(piece.len());
    let mut rest = piece.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        match tag_length(after) {
            Some(length) if is_component(after.get(..length).unwrap_or_default()) => {
                let tag = after.get(..length).unwrap_or_default();
                let name: String = tag
                    .trim_start_matches('/')
                    .chars()
                    .take_while(|it| it.is_alphanumeric() || *it == '.')
                    .collect();
                if name == "TabItem"
                    && let Some(label) = attribute(tag, "label")
                {
                    text.push_str("\n**");
                    text.push_str(&label);
                    text.push_str("**\n");
                }
                if name.chars().next().is_some_and(char::is_uppercase) {
                    removed.components.insert(name);
                }
                rest = after.get(length + 1..).unwrap_or_default();
            }
            _ => {
                text.push('<');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

fn without_between(text: &str, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        let Some((_, after)) = after.split_once(close) else { break };
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The bytes up to the `>` that ends a tag; braces and quotes may hold others. 4000 characters
/// are more than any tag has.
fn tag_length(after: &str) -> Option<usize> {
    let mut quote = None;
    let mut braces = 0_usize;
    for (at, letter) in after.char_indices().take(4000) {
        match (quote, letter) {
            (Some(open), it) if it == open => quote = None,
            (None, '"' | '\'') if 0 < at => quote = Some(letter),
            (None, '{') if braces == 32 => return None,
            (None, '{') => braces += 1,
            (None, '}') => braces = braces.saturating_sub(1),
            (None, '>') if braces == 0 => return Some(at),
            (None, '<') if braces == 0 => return None,
            _ => {}
        }
    }
    None
}

/// A tag with a capital, a fragment, or an HTML tag with attributes only a component can read.
fn is_component(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    match name.chars().next() {
        None => true,
        Some(first) if first.is_uppercase() => true,
        Some(first) if first.is_lowercase() => tag.contains("={") || tag.contains("className="),
        _ => false,
    }
}

/// `:::note[Title]` … `:::` as a quote; heading ids `{#id}` are cut off on the way.
fn boxes_as_quotes(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut fence: Option<Fence> = None;
    let mut open: Vec<usize> = Vec::new();
    for line in markdown.split_inclusive('\n') {
        let was_code = fence.is_some();
        fence = match fence {
            Some(it) if it.is_closed_by(line) => None,
            None => Fence::opened_by(line),
            open => open,
        };
        let is_code = was_code || fence.is_some();
        let colons = line.trim_start().chars().take_while(|it| *it == ':').count();
        if !is_code && 3 <= colons {
            let rest = line.trim().trim_start_matches(':').trim();
            if rest.is_empty() && open.last() == Some(&colons) {
                open.pop();
                text.push_str(&quoted("\n", open.len()));
                continue;
            }
            if let Some(title) = box_title(rest) {
                open.push(colons);
                if !title.is_empty() {
                    text.push_str(&quoted(&format!("**{title}**\n"), open.len()));
                    text.push_str(&quoted("\n", open.len()));
                }
                continue;
            }
        }
        let line = if is_code { line.to_owned() } else { without_heading_id(line) };
        text.push_str(&quoted(&line, open.len()));
    }
    text
}

fn quoted(line: &str, depth: usize) -> String {
    if depth == 0 {
        return line.to_owned();
    }
    let marks = "> ".repeat(depth);
    if line.trim().is_empty() {
        format!("{}\n", marks.trim_end())
    } else {
        format!("{marks}{line}")
    }
}

/// The title of a box that `text` opens, empty for none; `None` when it opens no box.
fn box_title(text: &str) -> Option<String> {
    let kind: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    if !BOXES.contains(&kind.as_str()) {
        return None;
    }
    let rest = text.get(kind.len()..).unwrap_or_default().trim();
    let title = rest.strip_prefix('[').and_then(|it| it.split_once(']')).map(|(it, _)| it);
    Some(title.unwrap_or(rest).trim().to_owned())
}

fn without_heading_id(line: &str) -> String {
    let cut = line.starts_with('#').then(|| line.rsplit_once("{#")).flatten();
    match cut {
        Some((heading, rest)) if rest.trim_end().ends_with('}') => {
            format!("{}\n", heading.trim_end())
        }
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests;
