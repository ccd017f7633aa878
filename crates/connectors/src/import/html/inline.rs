//! HTML inside a line to Markdown: emphasis, links, pictures, code, line breaks.

use scraper::{ElementRef, Node};
use url::Url;

use super::to_markdown::{Converter, MAX_DEPTH};

/// Stands for a hard line break until the line is finished; never part of a page's text.
const BREAK: char = '\u{e000}';

/// One line of Markdown in the making; blanks are collapsed when it is finished.
#[derive(Debug, Default)]
pub(super) struct Inline(String);

impl Inline {
    /// Adds text of the page, with all that Markdown would take for mark-up escaped.
    pub(super) fn text(&mut self, text: &str) {
        let mut before = self.0.chars().next_back();
        let mut letters = text.chars().filter(|it| *it != BREAK).peekable();
        while let Some(letter) = letters.next() {
            let next = letters.peek().copied();
            let is_word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
            let escape = match letter {
                '\\' | '*' | '`' | '[' | ']' | '<' => true,
                '_' => !is_word(before) || !is_word(next),
                '~' => before == Some('~') || next == Some('~'),
                '&' => next.is_some_and(|it| it == '#' || it.is_ascii_alphabetic()),
                _ => false,
            };
            if escape {
                self.0.push('\\');
            }
            self.0.push(letter);
            before = Some(letter);
        }
    }

    pub(super) fn markdown(&mut self, text: &str) {
        self.0.push_str(text);
    }

    pub(super) fn blank(&mut self) {
        self.0.push(' ');
    }
}

/// The line with blanks collapsed, breaks written out, and no mark-up by accident at its start.
pub(super) fn finish(line: &Inline) -> String {
    let broken: Vec<String> = line
        .0
        .split(BREAK)
        .map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "))
        .map(|it| guard_start(&it))
        .collect();
    broken.join("  \n").trim().to_owned()
}

/// Escapes what would make a heading, list or quote of a line.
fn guard_start(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = line.split_at_checked(digits).unwrap_or(("", line));
    let is_number = (1..=9).contains(&digits) && rest.starts_with(['.', ')']);
    if is_number && rest.get(1..).is_some_and(|it| it.is_empty() || it.starts_with(' ')) {
        return format!("{number}\\{rest}");
    }
    let first = line.split(' ').next().unwrap_or_default();
    let is_mark = matches!(first, "-" | "+")
        || line.starts_with('>')
        || line.starts_with("---")
        || line.starts_with("===")
        || line.starts_with("~~~")
        || (!first.is_empty() && first.len() <= 6 && first.bytes().all(|it| it == b'#'));
    if is_mark { format!("\\{line}") } else { line.to_owned() }
}

impl Converter<'_> {
    /// Adds an element that stands inside a line.
    pub(super) fn inline(&mut self, element: ElementRef<'_>, line: &mut Inline) {
        match element.value().name() {
            "br" => line.0.push(BREAK),
            "wbr" => {}
            "img" => self.image(element, line),
            "strong" | "b" => self.wrapped(element, line, "**"),
            "em" | "i" => self.wrapped(element, line, "*"),
            "del" | "s" | "strike" => self.wrapped(element, line, "~~"),
            "code" | "kbd" | "samp" | "tt" => code(element, line),
            "a" => self.link(element, line),
            _ => {
                let inner = self.inner(element);
                line.markdown(&inner);
            }
        }
    }

    fn inner(&mut self, element: ElementRef<'_>) -> String {
        let mut line = Inline::default();
        if MAX_DEPTH <= self.depth {
            self.was_too_deep = true;
            element.text().for_each(|it| line.text(it));
            return line.0;
        }
        self.depth += 1;
        for child in element.children() {
            match child.value() {
                Node::Text(text) => line.text(text),
                Node::Element(_) => match ElementRef::wrap(child) {
                    Some(child) if !self.is_silent(child) => self.inline(child, &mut line),
                    _ => {}
                },
                _ => {}
            }
        }
        self.depth -= 1;
        line.0
    }

    fn wrapped(&mut self, element: ElementRef<'_>, line: &mut Inline, mark: &str) {
        let inner = self.inner(element);
        let bare = inner.trim_matches(|it: char| it.is_whitespace() || it == BREAK);
        // Twice the same mark would end it instead of nesting.
        if bare.is_empty() || bare.contains(mark) {
            return line.markdown(&inner);
        }
        let (before, after) = inner.split_once(bare).unwrap_or_default();
        line.markdown(&format!("{before}{mark}{bare}{mark}{after}"));
    }

    fn link(&mut self, element: ElementRef<'_>, line: &mut Inline) {
        let inner = self.inner(element);
        let text = inner.split([BREAK]).flat_map(str::split_whitespace).collect::<Vec<_>>();
        let text = text.join(" ");
        let target = element.value().attr("href").and_then(|it| address(it, self.base));
        match target {
            Some(target) if !text.is_empty() => {
                let blank = |it: bool| if it { " " } else { "" };
                let before = blank(inner.starts_with(char::is_whitespace));
                let after = blank(inner.ends_with(char::is_whitespace));
                line.markdown(&format!("{before}[{text}]({target}){after}"));
            }
            _ => line.markdown(&inner),
        }
    }

    fn image(&self, element: ElementRef<'_>, line: &mut Inline) {
        let source = ["src", "data-src"].iter().find_map(|it| element.value().attr(it));
        let Some(target) = source.and_then(|it| address(it, self.base)) else { return };
        let mut alt = Inline::default();
        alt.text(element.value().attr("alt").unwrap_or_default());
        line.markdown(&format!("![{}]({target})", finish(&alt)));
    }
}

fn code(element: ElementRef<'_>, line: &mut Inline) {
    let text: String = element.text().filter(|it| !it.contains(BREAK)).collect();
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    line.markdown(&format!("{fence}{pad}{text}{pad}{fence}"));
}

/// The target of a link, absolute where the page's address is known; `None` for scripts, data
/// and anything else that leads nowhere a reader could go.
fn address(raw: &str, base: Option<&Url>) -> Option<String> {
    let raw = raw.trim();
    let target = match (Url::parse(raw), base) {
        (Ok(url), _) => {
            if !matches!(url.scheme(), "http" | "https" | "mailto" | "tel") {
                return None;
            }
            url.to_string()
        }
        (Err(_), Some(base)) => base.join(raw).ok()?.to_string(),
        (Err(_), None) => raw.to_owned(),
    };
    let mut safe = String::new();
    for letter in target.chars() {
        match letter {
            '(' => safe.push_str("%28"),
            ')' => safe.push_str("%29"),
            '<' => safe.push_str("%3C"),
            '>' => safe.push_str("%3E"),
            '\\' => safe.push_str("%5C"),
            BREAK => {}
            it if it.is_whitespace() || it.is_control() => safe.push_str("%20"),
            it => safe.push(it),
        }
    }
    (!safe.is_empty() && safe != "#").then_some(safe)
}
