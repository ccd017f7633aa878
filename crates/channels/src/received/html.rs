//! The text of a mail's HTML, without what its program marks as quoted or as a signature.

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

/// 200 kB: far more than somebody writes, styles of an office program included. What follows are quotes.
const MOST_BYTES: usize = 200_000;

/// Elements whose text nobody reads, and quotes.
const UNSEEN: [&str; 7] =
    ["head", "style", "script", "template", "title", "blockquote", "noscript"];

/// Parts of the classes with which mail programs mark quotes and signatures.
const MARKS: [&str; 6] = [
    "gmail_quote",
    "gmail_signature",
    "yahoo_quoted",
    "moz-cite-prefix",
    "moz-signature",
    "protonmail_quote",
];

/// Elements that begin a line, and those with an empty one around them.
const LINES: [&str; 12] =
    ["br", "div", "tr", "li", "ul", "ol", "hr", "h1", "h2", "h3", "h4", "section"];
const PARAGRAPHS: [&str; 3] = ["p", "table", "pre"];

/// What a person would read.
pub(super) fn text_of(html: &str) -> String {
    let end = (0..=MOST_BYTES.min(html.len())).rev().find(|it| html.is_char_boundary(*it));
    let html = Html::parse_document(html.get(..end.unwrap_or_default()).unwrap_or_default());
    let mut text = String::new();
    let mut unseen = None;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Close(node) if unseen == Some(node.id()) => unseen = None,
            _ if unseen.is_some() => {}
            Edge::Open(node) => match node.value() {
                Node::Element(it) if is_unseen(it) => unseen = Some(node.id()),
                Node::Element(it) => break_at(it, &mut text),
                Node::Text(it) => push(it, &mut text),
                _ => {}
            },
            Edge::Close(node) => {
                let ends = node.value().as_element().filter(|it| !matches!(it.name(), "br" | "td"));
                ends.inspect(|it| break_at(it, &mut text));
            }
        }
    }
    text.trim().to_owned()
}

fn is_unseen(it: &Element) -> bool {
    let is_marked = |it: &str| MARKS.iter().any(|mark| it.contains(mark));
    UNSEEN.contains(&it.name()) || it.attr("class").is_some_and(is_marked)
}

fn break_at(it: &Element, text: &mut String) {
    let breaks = match it.name() {
        name if PARAGRAPHS.contains(&name) => "\n\n",
        name if LINES.contains(&name) => "\n",
        "td" => " ",
        _ => return,
    };
    while text.ends_with(' ') {
        text.pop();
    }
    let there = text.len() - text.trim_end_matches('\n').len();
    let wanted = if it.name() == "br" { there + 1 } else { breaks.len() };
    if !text.is_empty() && breaks != " " {
        text.push_str(&"\n".repeat(wanted.min(2).saturating_sub(there)));
    } else if !text.is_empty() && there == 0 {
        text.push(' ');
    }
}

/// Adds the words with one space where there was any.
fn push(words: &str, text: &mut String) {
    let begins = words.starts_with(char::is_whitespace);
    if begins && !text.is_empty() && !text.ends_with([' ', '\n']) {
        text.push(' ');
    }
    let said: Vec<&str> = words.split_whitespace().collect();
    text.push_str(&said.join(" "));
    if !said.is_empty() && words.ends_with(char::is_whitespace) {
        text.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_reads_lines_and_paragraphs_and_no_quote() {
        for (html, text) in [
            (
                "<p>Wo ist</p><p>mein&nbsp;Paket &amp; die <b>Rech</b>nung?</p>",
                "Wo ist\n\nmein Paket & die Rechnung?",
            ),
            ("<div>a</div><div>b<br>c<br><br>d</div>", "a\nb\nc\n\nd"),
            ("<style>p{}</style><title>x</title>neu<blockquote type=cite>alt</blockquote>", "neu"),
            (
                "neu<div class=\"gmail_quote gmail_quote_container\">alt<div>älter</div></div> Ende",
                "neu Ende",
            ),
            ("<div class=moz-cite-prefix>Am 3. Mai schrieb:</div>neu", "neu"),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
            ("a <!-- b --> c < d", "a c < d"),
            ("", ""),
        ] {
            assert_eq!(text_of(html), text, "{html}");
        }
    }

    #[test]
    fn html_may_be_large_and_deep() {
        let deep = format!("{}x", "<div><b>".repeat(2_000));
        assert_eq!(text_of(&deep), "x");
        let large = "ä ".repeat(MOST_BYTES);
        assert!(text_of(&large).len() <= MOST_BYTES);
    }
}
