//! Markdown to HTML that is safe on every page: cleaned once, here, when a text is published.

use std::collections::HashSet;

use ammonia::{Builder, UrlRelative};
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options};
use lotse_domain::locale::Locale;

/// What links in a text are completed with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Links<'a> {
    /// What the brand's addresses begin with, empty for the first brand.
    pub(crate) base: &'a str,
    /// The language of the text.
    pub(crate) locale: &'a Locale,
}

/// A text as HTML.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// Cleaned; may be put on a page as it is.
    pub html: String,
    /// Its headings of the second and third level, in order.
    pub headings: Vec<Heading>,
}

/// A heading that can be linked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What follows `#` in an address.
    pub anchor: String,
    /// As read.
    pub title: String,
    /// 2 or 3.
    pub level: u8,
}

/// Renders Markdown.
///
/// Raw HTML in it is kept as far as it is harmless. `article:ID` links lead to that article in
/// the same language; pictures only come from our own `/media/`, others become links. Links to
/// videos stay links: the page makes them boxes that ask before anything is fetched.
pub(crate) fn render(markdown: &str, links: Links<'_>) -> Rendered {
    let arena = Arena::new();
    let options = options();
    let root = comrak::parse_document(&arena, markdown, &options);
    let mut headings = Vec::new();
    let mut anchors = comrak::Anchorizer::new();
    for node in root.descendants() {
        rewrite(node, links);
        let NodeValue::Heading(heading) = node.data.borrow().value else { continue };
        let title = text_of(node);
        let anchor = anchors.anchorize(&title);
        if matches!(heading.level, 2 | 3) {
            headings.push(Heading { anchor, title, level: heading.level });
        }
    }
    let mut html = String::new();
    comrak::format_html(root, &options, &mut html).expect("writing to a string does not fail");
    Rendered { html: with_plain_corners(without_empty_links(&clean(&html))), headings }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.header_id_prefix = Some(String::new());
    // Raw HTML passes here and is cleaned right after.
    options.render.r#unsafe = true;
    options
}

fn rewrite<'a>(node: &'a AstNode<'a>, links: Links<'_>) {
    let is_foreign_picture = matches!(
        &node.data.borrow().value,
        NodeValue::Image(image) if !image.url.starts_with("/media/")
    );
    let mut data = node.data.borrow_mut();
    if is_foreign_picture && let NodeValue::Image(image) = &data.value {
        let link = image.clone();
        data.value = NodeValue::Link(link);
    }
    if let NodeValue::Link(link) = &mut data.value
        && let Some(id) = link.url.strip_prefix("article:")
    {
        link.url = format!("{}/{}/id/{id}", links.base, links.locale);
    }
}

fn text_of<'a>(node: &'a AstNode<'a>) -> String {
    let mut text = String::new();
    for part in node.descendants() {
        match &part.data.borrow().value {
            NodeValue::Text(it) => text.push_str(it),
            NodeValue::Code(it) => text.push_str(&it.literal),
            NodeValue::LineBreak | NodeValue::SoftBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Keeps what articles need and drops all that could act: scripts, styles, forms, frames, event
/// handlers, foreign pictures.
fn clean(html: &str) -> String {
    let own_pictures = |element: &str, attribute: &str, value: &str| -> Option<String> {
        let is_picture = element == "img" && attribute == "src";
        let is_ours = value.starts_with("/media/") && !value.contains("..");
        (!is_picture || is_ours).then(|| value.to_owned())
    };
    Builder::default()
        .add_tags(["input", "details", "summary", "figure", "figcaption"])
        .rm_tags(["map", "area"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attribute_values("input", "type", ["checkbox"])
        .add_tag_attributes("h2", ["id"])
        .add_tag_attributes("h3", ["id"])
        .add_tag_attributes("h4", ["id"])
        .add_tag_attributes("th", ["align", "scope"])
        .add_tag_attributes("td", ["align"])
        .add_tag_attributes("img", ["loading"])
        .add_tag_attributes("code", ["class"])
        .rm_tag_attributes("img", ["align"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer"))
        .attribute_filter(move |element, attribute, value| {
            own_pictures(element, attribute, value).map(Into::into)
        })
        .clean(html)
        .to_string()
}

/// Makes empty heads of columns plain cells: the corner above the heads of rows is the head of
/// nothing, and a screen reader would read it as one.
fn with_plain_corners(html: String) -> String {
    ["", " align=\"left\"", " align=\"center\"", " align=\"right\""]
        .iter()
        .fold(html, |html, how| {
            html.replace(&format!("<th{how}></th>"), &format!("<td{how}></td>"))
        })
}

/// Takes out the empty link to itself that each heading comes with: its id is enough, and an
/// empty link is a stop for the keyboard that says nothing.
fn without_empty_links(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, link)) = rest.split_once("<a href=\"#") {
        kept.push_str(before);
        match link.split_once('>') {
            Some((_, after)) if after.starts_with("</a>") => {
                rest = after.strip_prefix("</a>").unwrap_or(after);
            }
            _ => {
                kept.push_str("<a href=\"#");
                rest = link;
            }
        }
    }
    kept + rest
}

/// HTML without its mark-up: paragraphs and headings apart, list items with a dash, a row of a table
/// in a line.
pub(crate) fn plain_text(html: &str) -> String {
    let marked = html
        .replace("<li>", "<li>- ")
        .replace("<h", "\n<h")
        .replace("<tr>\n", "<tr>")
        .replace("\n</tr>", "</tr>")
        .replace("</th>\n<th", " · </th><th")
        .replace("</td>\n<td", " · </td><td");
    let stripped = Builder::empty().clean(&marked).to_string();
    let text = stripped
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    let mut plain = String::new();
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            if !plain.is_empty() && !plain.ends_with("\n\n") {
                plain.push('\n');
            }
        } else {
            plain.push_str(line);
            plain.push('\n');
        }
    }
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        let locale = "de".parse().unwrap();
        render(markdown, Links { base: "", locale: &locale }).html
    }

    #[test]
    fn an_empty_corner_of_a_table_is_no_head() {
        for line in ["---", ":--", ":-:", "--:"] {
            let table = html(&format!("| | Preis |\n|{line}|---|\n| Etui | 4 € |"));
            assert_eq!(
                table.matches("<th").count() - table.matches("<thead").count(),
                1,
                "{table}"
            );
            assert_eq!(table.matches("<td").count(), 3, "{table}");
        }
    }

    #[test]
    fn nothing_that_acts_survives() {
        for trick in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[a](javascript:alert(1))",
            "<a href=\"JaVaScRiPt:alert(1)\">a</a>",
            "<svg><animate onbegin=alert(1)></svg>",
            "<iframe src=\"https://evil.example\"></iframe>",
            "<form action=\"https://evil.example\"><button>go</button></form>",
            "<style>*{display:none}</style>",
            "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
            "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=alert(1)>",
            "<img src=\"https://tracker.example/p.gif\">",
            "<img src=\"/media/../api/v1/me\">",
            "<p style=\"position:fixed\">x</p>",
        ] {
            let clean = html(trick).to_lowercase();
            for bad in ["<script", "onerror", "javascript:", "<iframe", "<form", "<style", "style="]
            {
                assert!(!clean.contains(bad), "{trick} left {clean}");
            }
            for bad in ["data:", "onbegin", "src=\"https:", "..", "<svg"] {
                assert!(!clean.contains(bad), "{trick} left {clean}");
            }
        }
    }

    #[test]
    fn foreign_pictures_become_links_and_own_ones_stay() {
        assert!(
            html("![Plan](https://example.org/a.png)").contains("<a href=\"https://example.org")
        );
        assert!(
            html("![Plan](/media/1/a.png)").contains("<img src=\"/media/1/a.png\" alt=\"Plan\"")
        );
    }

    #[test]
    fn links_to_articles_lead_to_the_same_language() {
        assert!(html("[x](article:7)").contains("href=\"/de/id/7\""));
    }

    #[test]
    fn headings_have_the_anchors_that_search_results_use() {
        let locale = "de".parse().unwrap();
        let text = "## Wie geht das?\n\n## Wie geht das?\n\n### Größe & Maß `M1.2`\n";
        let rendered = render(text, Links { base: "", locale: &locale });
        let mut seen = std::collections::HashMap::new();
        for heading in &rendered.headings {
            let expect = lotse_answer::anchor_of(&heading.title, &mut seen);
            assert_eq!(heading.anchor, expect);
            assert!(rendered.html.contains(&format!("id=\"{expect}\"")), "{}", rendered.html);
        }
        assert_eq!(rendered.headings.len(), 3);
    }

    #[test]
    fn headings_can_be_jumped_to_without_empty_links() {
        assert_eq!(html("## A *b*").trim(), "<h2 id=\"a-b\">A <em>b</em></h2>");
        assert!(html("## See [b](#b)").contains("See <a href=\"#b\""));
    }

    #[test]
    fn plain_text_keeps_the_words_and_the_paragraphs() {
        let plain = plain_text(&html("Eins & zwei\n\n- drei\n- vier\n\n**fünf**"));
        assert_eq!(plain, "Eins & zwei\n\n- drei\n- vier\n\nfünf");
    }

    #[test]
    fn plain_text_sets_headings_apart_and_keeps_rows_together() {
        let table = "| Status | Heißt |\n|---|---|\n| Neu | Kam an |\n| Weg | Ist los |";
        let plain = plain_text(&html(&format!("Eins\n## Zwei\n{table}\n\nDrei")));
        let rows = "Status · Heißt\n\nNeu · Kam an\nWeg · Ist los";
        assert_eq!(plain, format!("Eins\n\nZwei\n\n{rows}\n\nDrei"));
    }
}
