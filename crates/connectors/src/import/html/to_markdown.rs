//! HTML blocks to Markdown: headings, paragraphs, lists, tables, code, quotes.

use scraper::node::Element;
use scraper::{ElementRef, Html, Node};
use url::Url;

use super::inline::{Inline, finish};

/// Deeper nesting than any page means; beyond it only the text is kept.
pub(super) const MAX_DEPTH: usize = 100;

/// One wide row must not widen a hundred thousand others.
const MAX_TABLE_CELLS: usize = 200_000;

/// Elements that never hold text for readers.
const SILENT: [&str; 21] = [
    "script", "style", "noscript", "template", "iframe", "svg", "head", "title", "button", "input",
    "select", "textarea", "object", "embed", "canvas", "audio", "video", "map", "link", "meta",
    "math",
];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 37] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// The Markdown of an HTML fragment; scripts and styles are dropped, links made absolute.
#[must_use]
pub fn html_to_markdown(html: &str, base: Option<&Url>) -> String {
    if is_too_deep(html) {
        return html.trim().to_owned();
    }
    let fragment = Html::parse_fragment(html);
    Converter::new(base).markdown(fragment.root_element())
}

/// Whether tags nest so deeply that parsing alone would take minutes: the parser looks through
/// all open elements at every tag.
pub(super) fn is_too_deep(html: &str) -> bool {
    const MAX_OPEN: usize = 2000;
    // Elements that hold nothing, or that people leave open.
    const OPEN: [&str; 22] = [
        "br", "img", "hr", "input", "meta", "link", "p", "li", "td", "tr", "th", "dt", "dd",
        "option", "col", "source", "area", "wbr", "embed", "tbody", "thead", "path",
    ];
    let mut depth = 0_usize;
    for rest in html.split('<').skip(1) {
        let is_end = rest.starts_with('/');
        let name: String = rest
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(8)
            .map(|it| it.to_ascii_lowercase())
            .collect();
        if name.is_empty() || OPEN.contains(&name.as_str()) {
            continue;
        }
        depth = if is_end { depth.saturating_sub(1) } else { depth + 1 };
        if MAX_OPEN < depth {
            return true;
        }
    }
    false
}

/// Whether a text has tags that only mean something in HTML. A lone `<script>` is no HTML but
/// somebody's try; it stays text.
pub(in crate::import) fn looks_like_html(text: &str) -> bool {
    const TAGS: [&str; 21] = [
        "p",
        "br",
        "ul",
        "ol",
        "li",
        "a",
        "b",
        "strong",
        "em",
        "i",
        "u",
        "div",
        "span",
        "h1",
        "h2",
        "h3",
        "h4",
        "table",
        "img",
        "blockquote",
        "pre",
    ];
    text.split('<').skip(1).any(|rest| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let after = rest.get(name.len()..).unwrap_or_default();
        TAGS.contains(&name.to_ascii_lowercase().as_str())
            && after.starts_with(|it: char| it == '>' || it == '/' || it.is_whitespace())
            && after.contains('>')
    })
}

/// Converts elements of one page.
pub(super) struct Converter<'a> {
    pub(super) base: Option<&'a Url>,
    /// Elements to leave out beside the silent ones.
    pub(super) is_dropped: fn(ElementRef<'_>) -> bool,
    /// Whether anything lay deeper than we go.
    pub(super) was_too_deep: bool,
    pub(super) depth: usize,
}

impl<'a> Converter<'a> {
    pub(super) fn new(base: Option<&'a Url>) -> Self {
        Self { base, is_dropped: |_| false, was_too_deep: false, depth: 0 }
    }

    pub(super) fn markdown(&mut self, element: ElementRef<'_>) -> String {
        self.blocks(element).join("\n\n")
    }

    pub(super) fn is_silent(&self, element: ElementRef<'_>) -> bool {
        SILENT.contains(&element.value().name()) || (self.is_dropped)(element)
    }

    fn blocks(&mut self, element: ElementRef<'_>) -> Vec<String> {
        if MAX_DEPTH <= self.depth {
            self.was_too_deep = true;
            return text_block(element);
        }
        self.depth += 1;
        let mut blocks = Vec::new();
        let mut line = Inline::default();
        for child in element.children() {
            match child.value() {
                Node::Text(text) => line.text(text),
                Node::Element(_) => {
                    let Some(child) = ElementRef::wrap(child) else { continue };
                    if self.is_silent(child) {
                        continue;
                    }
                    if stands_alone(child) {
                        flush(&mut line, &mut blocks);
                        blocks.extend(self.block(child));
                    } else {
                        self.inline(child, &mut line);
                    }
                }
                _ => {}
            }
        }
        flush(&mut line, &mut blocks);
        self.depth -= 1;
        blocks
    }

    fn block(&mut self, element: ElementRef<'_>) -> Vec<String> {
        match element.value().name() {
            "h1" => self.heading(element, "#"),
            "h2" => self.heading(element, "##"),
            "h3" => self.heading(element, "###"),
            "h4" => self.heading(element, "####"),
            "h5" => self.heading(element, "#####"),
            "h6" => self.heading(element, "######"),
            "summary" | "dt" => {
                let text = self.one_line(element);
                if text.is_empty() { Vec::new() } else { vec![format!("**{text}**")] }
            }
            "ul" | "ol" => self.list(element),
            "blockquote" => {
                let inner = self.blocks(element).join("\n\n");
                if inner.is_empty() { Vec::new() } else { vec![prefixed(&inner, "> ", "> ")] }
            }
            "pre" => code_block(element),
            "table" => self.table(element),
            "hr" => vec!["---".to_owned()],
            _ => self.blocks(element),
        }
    }

    fn heading(&mut self, element: ElementRef<'_>, marks: &str) -> Vec<String> {
        let text = self.one_line(element);
        if text.is_empty() { Vec::new() } else { vec![format!("{marks} {text}")] }
    }

    /// The content as one line of inline Markdown, blocks in it joined by blanks.
    pub(super) fn one_line(&mut self, element: ElementRef<'_>) -> String {
        if MAX_DEPTH <= self.depth {
            return text_block(element).concat();
        }
        self.depth += 1;
        let mut line = Inline::default();
        for child in element.children() {
            match child.value() {
                Node::Text(text) => line.text(text),
                Node::Element(_) => {
                    let Some(child) = ElementRef::wrap(child) else { continue };
                    if self.is_silent(child) || child.value().name() == "hr" {
                        continue;
                    }
                    if stands_alone(child) {
                        line.blank();
                        let text = self.one_line(child);
                        line.markdown(&text);
                        line.blank();
                    } else {
                        self.inline(child, &mut line);
                    }
                }
                _ => {}
            }
        }
        self.depth -= 1;
        finish(&line).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn list(&mut self, list: ElementRef<'_>) -> Vec<String> {
        let ordered = list.value().name() == "ol";
        let start = list.value().attr("start").and_then(|it| it.parse::<u32>().ok()).unwrap_or(1);
        let mut number = start.min(999_999);
        let mut items: Vec<String> = Vec::new();
        for child in list.children().filter_map(ElementRef::wrap) {
            if self.is_silent(child) {
                continue;
            }
            let is_item = child.value().name() == "li";
            let blocks = if is_item { self.blocks(child) } else { self.block(child) };
            let content = item_content(&blocks);
            if content.is_empty() {
                continue;
            }
            let marker = if ordered { format!("{number}. ") } else { "- ".to_owned() };
            let indent = " ".repeat(marker.len());
            match items.last_mut() {
                // A list straight inside a list belongs to the item before it.
                Some(item) if !is_item => {
                    item.push('\n');
                    item.push_str(&prefixed(&content, &indent, &indent));
                }
                _ => {
                    items.push(prefixed(&content, &marker, &indent));
                    number += 1;
                }
            }
        }
        if items.is_empty() { Vec::new() } else { vec![items.join("\n")] }
    }

    fn table(&mut self, table: ElementRef<'_>) -> Vec<String> {
        let rows = rows_of(table);
        let cells: Vec<ElementRef<'_>> = rows.iter().flat_map(|it| cells_of(*it)).collect();
        if cells.len() <= rows.len() || cells.iter().any(|it| holds_structure(*it)) {
            // One column, or headings and lists in the cells: a table for looks, not for data.
            return cells.into_iter().flat_map(|it| self.blocks(it)).collect();
        }
        let has_heading = rows
            .first()
            .is_some_and(|row| cells_of(*row).iter().all(|it| it.value().name() == "th"));
        let mut lines: Vec<Vec<String>> = rows.iter().map(|it| self.table_row(*it)).collect();
        if !has_heading {
            lines.insert(0, Vec::new());
        }
        let width = lines.iter().map(Vec::len).max().unwrap_or_default();
        if MAX_TABLE_CELLS < width.saturating_mul(lines.len()) {
            return lines.into_iter().map(|it| it.join(" ")).collect();
        }
        let mut text = Vec::new();
        for (at, mut line) in lines.into_iter().enumerate() {
            line.resize(width, String::new());
            text.push(format!("| {} |", line.join(" | ")));
            if at == 0 {
                text.push(format!("|{}", " --- |".repeat(width)));
            }
        }
        vec![text.join("\n")]
    }

    fn table_row(&mut self, row: ElementRef<'_>) -> Vec<String> {
        let mut line = Vec::new();
        for cell in cells_of(row) {
            line.push(self.one_line(cell).replace('|', "\\|"));
            let span =
                cell.value().attr("colspan").and_then(|it| it.parse().ok()).unwrap_or(1_usize);
            line.extend(std::iter::repeat_n(String::new(), span.clamp(1, 20) - 1));
        }
        line
    }
}

fn flush(line: &mut Inline, blocks: &mut Vec<String>) {
    let text = finish(&std::mem::take(line));
    if !text.is_empty() {
        blocks.push(text);
    }
}

fn is_block(element: &Element) -> bool {
    BLOCKS.contains(&element.name())
}

/// A block, or something inline that wraps blocks, such as a linked card.
fn stands_alone(element: ElementRef<'_>) -> bool {
    is_block(element.value())
        || element.descendants().skip(1).filter_map(|it| it.value().as_element()).any(is_block)
}

fn text_block(element: ElementRef<'_>) -> Vec<String> {
    let mut line = Inline::default();
    for text in element.text() {
        line.text(text);
    }
    let text = finish(&line);
    if text.is_empty() { Vec::new() } else { vec![text] }
}

/// The blocks of a list item: a list follows its text closely, anything else after a blank line.
fn item_content(blocks: &[String]) -> String {
    let mut content = String::new();
    for block in blocks {
        if !content.is_empty() {
            let first = block.split(' ').next().unwrap_or_default();
            let is_list = first == "-"
                || first.strip_suffix('.').is_some_and(|it| {
                    !it.is_empty() && it.bytes().all(|digit| digit.is_ascii_digit())
                });
            content.push_str(if is_list { "\n" } else { "\n\n" });
        }
        content.push_str(block);
    }
    content
}

fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let mut lines = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let prefix = if at == 0 { first } else { rest };
        let is_empty = line.trim().is_empty();
        lines.push(if is_empty { prefix.trim_end().to_owned() } else { format!("{prefix}{line}") });
    }
    lines.join("\n")
}

fn code_block(element: ElementRef<'_>) -> Vec<String> {
    let text: String = element.text().collect();
    let text = text.trim_matches('\n').trim_end();
    if text.is_empty() {
        return Vec::new();
    }
    let classes = std::iter::once(element.value())
        .chain(element.children().filter_map(|it| it.value().as_element()))
        .flat_map(Element::classes);
    let language = classes
        .filter_map(|it| it.strip_prefix("language-").or_else(|| it.strip_prefix("lang-")))
        .find(|it| it.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
        .unwrap_or_default();
    let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    vec![format!("{fence}{language}\n{text}\n{fence}")]
}

/// The rows of this table, not those of tables inside it.
fn rows_of(table: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    let mut rows = Vec::new();
    for child in table.children().filter_map(ElementRef::wrap) {
        match child.value().name() {
            "tr" => rows.push(child),
            "thead" | "tbody" | "tfoot" => {
                let inner = child.children().filter_map(ElementRef::wrap);
                rows.extend(inner.filter(|it| it.value().name() == "tr"));
            }
            _ => {}
        }
    }
    rows
}

fn cells_of(row: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    let cells = row.children().filter_map(ElementRef::wrap);
    cells.filter(|it| matches!(it.value().name(), "td" | "th")).collect()
}

fn holds_structure(cell: ElementRef<'_>) -> bool {
    cell.descendants().filter_map(|it| it.value().as_element()).any(|it| {
        matches!(it.name(), "table" | "ul" | "ol" | "pre" | "blockquote" | "h1" | "h2" | "h3")
    })
}

#[cfg(test)]
mod tests;
